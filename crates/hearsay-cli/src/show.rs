//! `hearsay show`: an article of a store, or one statement or event of it, by its number.

use std::process::ExitCode;

use anyhow::{Result, bail};
use clap::Args as ClapArgs;
use hearsay::Record;
use hearsay_store::Store;

use crate::args::Look;
use crate::report;
use crate::say::say;
use crate::store::StoreArg;

#[derive(ClapArgs)]
#[command(after_help = "\
Examples:
  hearsay show 3f2c9a        the digest of an article; the beginning of its id is enough
  hearsay show 3f2c9a#s3     one statement with its words marked, as `find` and `who` print its number
  hearsay show 3f2c9a#v2 --json")]
pub(crate) struct ShowArgs {
    /// An article's id or its beginning, with #s3, #v2 or #a1 for one statement, event or assessment of it
    #[arg(value_name = "ID", required = true)]
    ids: Vec<String>,

    #[command(flatten)]
    pub(crate) store: StoreArg,

    /// Everything that was read of an article, and not the digest of it
    #[arg(long)]
    full: bool,

    /// The record as JSON, or that part of it
    #[arg(long, conflicts_with = "full")]
    json: bool,

    #[command(flatten)]
    look: Look,
}

pub(crate) fn run(args: &ShowArgs) -> Result<ExitCode> {
    let store = Store::open_to_read(args.store.path()?)?;
    let (paint, width) = (args.look.paint(), args.look.columns());
    for (at, id) in args.ids.iter().enumerate() {
        let (key, number) = id.split_once('#').map_or((id.as_str(), None), |(key, number)| (key, Some(number)));
        let Some(key) = article(&store, key)? else {
            crate::say::complain(&format!("no article of this store has an id that begins with `{key}`"));
            return Ok(ExitCode::from(1));
        };
        let Some(record) = store.record(&key)? else { bail!("article {key} has no record") };
        let text = match (number, args.json) {
            (None, true) => serde_json::to_string(&record)? + "\n",
            (Some(number), true) => part(&record, number)? + "\n",
            (Some(number), false) => report::one(&record, number, paint, width)?,
            (None, false) if args.full => report::report(&record, paint, width),
            (None, false) => report::digest(&record, paint, width),
        };
        if at > 0 && !args.json {
            say("\n")?;
        }
        say(&text)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The one article whose key is this or begins so.
pub(crate) fn article(store: &Store, asked: &str) -> Result<Option<String>> {
    let mut keys = store.articles()?;
    if keys.iter().any(|key| key == asked) {
        return Ok(Some(asked.to_owned()));
    }
    keys.retain(|key| !asked.is_empty() && key.starts_with(asked));
    match keys.as_slice() {
        [] => Ok(None),
        [only] => Ok(Some(only.clone())),
        several => bail!("{} articles have an id that begins with `{asked}`: {} ...", several.len(), several[0]),
    }
}

/// One statement, event or assessment as JSON.
fn part(record: &Record, number: &str) -> Result<String> {
    let json = serde_json::to_value(record)?;
    let list = match number.get(..1) {
        Some("s") => "statements",
        Some("v") => "events",
        Some("a") => "assessments",
        _ => bail!("`{number}` is no number of a statement (s3), an event (v2) or an assessment (a1)"),
    };
    let place = number[1..].parse::<usize>().ok().and_then(|place| place.checked_sub(1));
    let found = place.and_then(|place| json[list].get(place));
    match found {
        Some(found) => Ok(serde_json::to_string(found)?),
        None => bail!("there is no {number} in article {}", record.id),
    }
}
