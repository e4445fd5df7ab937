//! `hearsay find`: events in a store.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, anyhow};
use clap::Args as ClapArgs;
use hearsay::core::{Level, Stance, Status};
use hearsay_store::{Filter, Found, Store};
use jiff::civil::Date;
use serde::de::DeserializeOwned;

use crate::args::share;
use crate::report::wrap;
use crate::rows::{Shown, cut, line, show};
use crate::run;

#[derive(ClapArgs)]
#[command(after_help = "\
Examples:
  hearsay find --store news.hearsay --actor PAK --from 2011-01-01 --until 2011-03-31
  hearsay find --store news.hearsay --source USA --target PAKSPY --deed ACCUSE
  hearsay find --store news.hearsay --level anonymous --speaker USA
  hearsay find --store news.hearsay --words 'expel* ambassador' --format csv")]
pub(crate) struct FindArgs {
    /// The file that records are kept in
    #[arg(long, value_name = "FILE")]
    pub(crate) store: PathBuf,

    #[command(flatten)]
    pub(crate) asked: FilterArgs,

    /// At most so many, the latest; 0 for all
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: usize,

    #[command(flatten)]
    shown: Shown,
}

/// Which events are asked for.
#[derive(ClapArgs)]
pub(crate) struct FilterArgs {
    /// A party on either side: a code (USA, USASPY), the beginning of one, or a name
    #[arg(long, value_name = "WHO")]
    actor: Option<String>,

    /// Who did it
    #[arg(long, value_name = "WHO")]
    source: Option<String>,

    /// To whom
    #[arg(long, value_name = "WHOM")]
    target: Option<String>,

    /// A deed (expel-envoy), a PLOVER type (SANCTION) or a CAMEO code or its beginning (16); several with commas
    #[arg(long, value_delimiter = ',', value_name = "DEED,...")]
    deed: Vec<String>,

    /// reported, claimed, alleged, denied, negated, possible or future; several with commas [default: all]
    #[arg(long, value_delimiter = ',', value_name = "STATUS,...", value_parser = named::<Status>)]
    status: Vec<Status>,

    /// Sourcing level of who says so: named, spokesperson, institution, document, media, anonymous, collective,
    /// elsewhere, relayed, unattributed, reader [default: all, and the papers' own voice]
    #[arg(long, value_delimiter = ',', value_name = "LEVEL,...", value_parser = named::<Level>)]
    level: Vec<Level>,

    /// Who says so
    #[arg(long, value_name = "WHO")]
    speaker: Option<String>,

    /// The first day it may have happened
    #[arg(long, value_name = "YYYY-MM-DD")]
    from: Option<Date>,

    /// The last day
    #[arg(long, value_name = "YYYY-MM-DD")]
    until: Option<Date>,

    /// Paper or wire
    #[arg(long, value_name = "NAME")]
    outlet: Option<String>,

    /// Words of the sentence: all of them; \"a phrase\", expel*, talks OR summit
    #[arg(long, value_name = "WORDS")]
    words: Option<String>,

    /// Readers' comments too
    #[arg(long)]
    comments: bool,

    /// The least confidence of the reading, 0 to 1
    #[arg(long, value_name = "SHARE", default_value_t = 0.0, value_parser = share)]
    confidence: f32,
}

impl FilterArgs {
    pub(crate) fn filter(&self) -> Filter {
        Filter {
            actor: self.actor.clone(),
            source: self.source.clone(),
            target: self.target.clone(),
            deeds: self.deed.clone(),
            statuses: self.status.iter().copied().collect(),
            levels: self.level.iter().copied().collect(),
            speaker: self.speaker.clone(),
            from: self.from,
            until: self.until,
            outlet: self.outlet.clone(),
            words: self.words.clone(),
            comments: self.comments,
            confidence: self.confidence,
        }
    }
}

/// A member of a closed list by its name in JSON.
pub(crate) fn named<T: DeserializeOwned>(name: &str) -> Result<T> {
    serde_json::from_value(name.to_lowercase().into()).map_err(|error| anyhow!("{error}"))
}

/// A stance by its name.
pub(crate) fn stance(name: &str) -> Result<Stance> {
    named(name)
}

pub(crate) fn run(args: &FindArgs) -> Result<ExitCode> {
    let store = Store::open_to_read(&args.store)?;
    let limit = if args.limit == 0 { usize::MAX >> 1 } else { args.limit };
    let found = store.find(&args.asked.filter(), limit)?;
    show(&found, &Found::COLUMNS, &args.shown, table)?;
    if found.len() == limit {
        run::complain(&format!("the latest {limit} are shown; --limit shows more"));
    }
    Ok(ExitCode::SUCCESS)
}

/// For people: a line of when, who, deed, whom and footing; below it the sentence, and who says so.
fn table(rows: &[Found]) -> String {
    if rows.is_empty() {
        return "no events\n".to_owned();
    }
    let mut out = String::new();
    for row in rows {
        let day = row.first_day.as_deref().unwrap_or("undated");
        let day = match (&row.first_day, &row.last_day) {
            // "In March": the month is all that is known.
            (Some(first), Some(last)) if first != last && first[..7] == last[..7] => &first[..7],
            _ => day,
        };
        out.push_str(&line(&[
            (day, 10),
            (&party(&row.source_code, &row.source_name), 21),
            (&row.deed, 14),
            (&party(&row.target_code, &row.target_name), 19),
            (&row.status, 8),
        ]));
        let mut says = Vec::new();
        if let Some(level) = &row.speaker_level {
            let who = row.speaker.as_deref().unwrap_or("nobody named");
            says.push(format!("says {} ({level})", cut(who, 40)));
        }
        says.extend(row.outlet.iter().chain(&row.agency).take(1).cloned());
        says.push(format!("{}#{}", row.article, row.event));
        out.push_str(&wrap(&row.sentence, 80, "    "));
        out.push_str(&wrap(&format!("— {}", says.join("; ")), 80, "    "));
    }
    out
}

/// `PAKSPY ISI`.
pub(crate) fn party(code: &Option<String>, name: &Option<String>) -> String {
    match (code, name) {
        (Some(code), Some(name)) => format!("{code} {name}"),
        (Some(one), None) | (None, Some(one)) => one.clone(),
        (None, None) => "-".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_lists_are_those_of_the_record() {
        assert_eq!(named::<Status>("Denied").unwrap(), Status::Denied);
        assert!(named::<Level>("source").unwrap_err().to_string().contains("unattributed"));
    }
}
