//! `hearsay story`: a story in all versions that a store has of it, and what changed in who says what.

use std::fmt::Write as _;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args as ClapArgs;
use hearsay_store::{AlikeKind, Change, Store, Story, Version};

use crate::say::{complain, counted, say, tell};
use crate::show;
use crate::store::StoreArg;

#[derive(ClapArgs)]
#[command(after_help = "\
Examples:
  hearsay story 3f2c9a       all papers that print it, and its later versions; the beginning of an id is enough

+ is said for the first time, - is said no more, ~ is said otherwise, > is said by another. A version is the same paper's,
or has the same address; near is cut, led in anew or spelt otherwise; the share is how much of the shorter text stands
in the longer.")]
pub(crate) struct StoryArgs {
    /// The id of an article that tells it, or the beginning of its id
    #[arg(value_name = "ID")]
    id: String,

    #[command(flatten)]
    pub(crate) store: StoreArg,

    /// One JSON object
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(args: &StoryArgs) -> Result<ExitCode> {
    let store = Store::open_to_read(args.store.path()?)?;
    let key = show::article(&store, &args.id)?;
    let story = match &key {
        Some(key) => store.story(key)?,
        None => None,
    };
    let Some(story) = story else {
        complain(&format!("no article of this store has an id that begins with `{}`", args.id));
        return Ok(ExitCode::from(1));
    };
    if args.json {
        say(&(serde_json::to_string(&story)? + "\n"))?;
    } else {
        tell(&words(&story))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn words(story: &Story) -> String {
    let mut words = format!("{} of one story\n", counted(story.versions.len() as u64, "telling"));
    for version in &story.versions {
        let day = version.published.as_deref().unwrap_or("undated");
        let outlet = version.outlet.as_deref().unwrap_or("-");
        let headline = version.headline.as_deref().unwrap_or("no headline");
        let _ = writeln!(words, "\n{day:<10}  {outlet}: {headline}\n            {}; {}", how(version), version.article);
        for change in &version.changes {
            let _ = writeln!(words, "  {}", changed(change));
        }
    }
    words
}

fn how(version: &Version) -> String {
    let share =
        version.share.filter(|share| *share > 0.0).map(|share| format!(", {:.0} % of the shorter", share * 100.0));
    match version.kind {
        None => "the first of them here".to_owned(),
        Some(AlikeKind::Same) => "the same words".to_owned(),
        Some(AlikeKind::Near) => format!("nearly the same{}", share.unwrap_or_default()),
        Some(AlikeKind::Version) => {
            format!("a version{}", share.unwrap_or_else(|| ", other words at the same address".to_owned()))
        }
    }
}

fn changed(change: &Change) -> String {
    let named = |speaker: &str| if speaker.is_empty() { "somebody".to_owned() } else { speaker.to_owned() };
    match change {
        Change::Added { speaker, content } => format!("+ {}: {content}", named(speaker)),
        Change::Dropped { speaker, content } => format!("- {}: {content}", named(speaker)),
        Change::Reworded { speaker, before, content } => {
            format!("~ {}: {content}\n      was: {before}", named(speaker))
        }
        Change::Ascribed { before, speaker, content } => {
            format!("> {}: {content}\n      was said by {}", named(speaker), named(before))
        }
    }
}
