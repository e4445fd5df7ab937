//! `hearsay who`: who says so.

use std::process::ExitCode;

use anyhow::{Result, ensure};
use clap::Args as ClapArgs;
use hearsay::core::{Level, Stance};
use hearsay_store::{Said, SaidFilter};
use jiff::civil::Date;

use crate::dates::{first_day, last_day};
use crate::find::{asked_words, looked_for, named, place, stance, word};
use crate::report::wrap;
use crate::rows::{Shown, line, show};
use crate::say;
use crate::store::StoreArg;

#[derive(ClapArgs)]
#[command(after_help = "\
Examples:
  hearsay who 'drone strikes' --store news.hearsay
  hearsay who --about ISI --level anonymous --store news.hearsay
  hearsay who --speaker PAK --stance denies --store news.hearsay")]
pub(crate) struct WhoArgs {
    /// Words of what is said: all of them; \"a phrase\", strike*
    #[arg(value_name = "SAYS")]
    says: Vec<String>,

    /// The words are SQLite's full-text language: talks OR summit, NEAR(a b), NOT
    #[arg(long)]
    fts: bool,

    #[command(flatten)]
    pub(crate) store: StoreArg,

    /// Somebody whose name is in it: a code, or a name in whole words
    #[arg(long, value_name = "WHO")]
    about: Option<String>,

    /// Who says it
    #[arg(long, value_name = "WHO")]
    speaker: Option<String>,

    /// Sourcing level; several with commas
    #[arg(long, value_delimiter = ',', value_name = "LEVEL,...", value_parser = named::<Level>)]
    level: Vec<Level>,

    /// What the speaker does with it (asserts, denies, alleges, demands ...); several with commas
    #[arg(long, value_delimiter = ',', value_name = "STANCE,...", value_parser = stance)]
    stance: Vec<Stance>,

    /// The first day of publication
    #[arg(long, value_name = "YYYY[-MM[-DD]]", value_parser = first_day)]
    from: Option<Date>,

    /// The last day of publication
    #[arg(long, value_name = "YYYY[-MM[-DD]]", value_parser = last_day)]
    until: Option<Date>,

    /// Paper or wire
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,

    /// Readers' comments too
    #[arg(long)]
    comments: bool,

    /// At most so many, the latest; 0 for all
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,

    #[command(flatten)]
    shown: Shown,
}

pub(crate) fn run(args: &WhoArgs) -> Result<ExitCode> {
    let typed = args.says.join(" ");
    let words = (!typed.trim().is_empty()).then(|| asked_words(&typed, args.fts)).transpose()?;
    ensure!(
        words.is_some()
            || args.about.is_some()
            || args.speaker.is_some()
            || !args.level.is_empty()
            || !args.stance.is_empty(),
        "say what is said (`hearsay who 'drone strikes'`), or --about, --speaker, --level or --stance"
    );
    let store = args.store.open(&[args.about.as_deref(), args.speaker.as_deref()])?;
    let filter = SaidFilter {
        words,
        about: args.about.clone(),
        speaker: args.speaker.clone(),
        levels: args.level.iter().copied().collect(),
        stances: args.stance.iter().copied().collect(),
        from: args.from,
        until: args.until,
        outlet: args.outlet.clone(),
        comments: args.comments,
    };
    let limit = if args.limit == 0 { usize::MAX >> 1 } else { args.limit };
    let found = store.who(&filter, limit)?;
    show(&found, &Said::COLUMNS, &args.shown, table)?;
    if found.is_empty() {
        let names = |all: Vec<String>| (!all.is_empty()).then(|| all.join(","));
        let asked = looked_for(&[
            ("saying", (!typed.trim().is_empty()).then_some(typed)),
            ("--about", args.about.clone()),
            ("--speaker", args.speaker.clone()),
            ("--level", names(args.level.iter().map(word).collect())),
            ("--stance", names(args.stance.iter().map(word).collect())),
            ("--from", args.from.map(|day| day.to_string())),
            ("--until", args.until.map(|day| day.to_string())),
            ("--outlet", args.outlet.clone()),
        ]);
        say::complain(&format!("nothing found: {asked}"));
        return Ok(ExitCode::from(1));
    }
    if found.len() == limit {
        say::complain(&format!("the latest {limit} are shown; --limit shows more"));
    }
    Ok(ExitCode::SUCCESS)
}

/// For people: a line of when, who, on what footing and what with it; below it what is said.
fn table(rows: &[Said], width: usize) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let who_width = width.saturating_sub(44).max(12);
    let mut out = line(&[("PRINTED", 10), ("WHO", who_width), ("LEVEL", 12), ("STANCE", 16)]);
    for row in rows {
        let mut stance = word(&row.stance);
        for (is, word) in [(row.negated, "not"), (row.hedged, "hedged"), (row.distanced, "distanced")] {
            if is {
                stance = format!("{stance}, {word}");
            }
        }
        let who = match (&row.speaker, &row.speaker_code) {
            (Some(name), Some(code)) => format!("{name} ({code})"),
            (Some(name), None) => name.clone(),
            (None, _) => "nobody named".to_owned(),
        };
        let day = row.published.map_or_else(|| "no date".to_owned(), |day| day.to_string());
        out.push_str(&line(&[(&day, 10), (&who, who_width), (&word(&row.level), 12), (&stance, 16)]));
        let place = place(&row.outlet, &row.agency, row.published, &row.headline);
        out.push_str(&wrap(&row.content, width, "    "));
        out.push_str(&wrap(&format!("— {place}; {}#{}", row.article, row.statement), width, "    "));
    }
    out
}
