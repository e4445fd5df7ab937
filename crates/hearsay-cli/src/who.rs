//! `hearsay who`: who says so.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, ensure};
use clap::Args as ClapArgs;
use hearsay::core::{Level, Stance};
use hearsay_store::{Said, SaidFilter, Store};
use jiff::civil::Date;

use crate::find::{named, stance};
use crate::report::wrap;
use crate::rows::{Shown, line, show};
use crate::run;

#[derive(ClapArgs)]
#[command(after_help = "\
Examples:
  hearsay who 'drone strikes' --store news.hearsay
  hearsay who --about ISI --level anonymous --store news.hearsay
  hearsay who --speaker PAK --stance denies --store news.hearsay")]
pub(crate) struct WhoArgs {
    /// Words of what is said: all of them; \"a phrase\", strike*, talks OR summit
    #[arg(value_name = "SAYS")]
    says: Vec<String>,

    /// The file that records are kept in
    #[arg(long, value_name = "FILE")]
    pub(crate) store: PathBuf,

    /// Somebody whose name is in it: a code, the beginning of one, or a name
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
    #[arg(long, value_name = "YYYY-MM-DD")]
    from: Option<Date>,

    /// The last day of publication
    #[arg(long, value_name = "YYYY-MM-DD")]
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
    let words = args.says.join(" ");
    let words = (!words.trim().is_empty()).then_some(words);
    ensure!(
        words.is_some()
            || args.about.is_some()
            || args.speaker.is_some()
            || !args.level.is_empty()
            || !args.stance.is_empty(),
        "say what is said (`hearsay who 'drone strikes'`), or --about, --speaker, --level or --stance"
    );
    let store = Store::open_to_read(&args.store)?;
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
    if found.len() == limit {
        run::complain(&format!("the latest {limit} are shown; --limit shows more"));
    }
    Ok(ExitCode::SUCCESS)
}

/// For people: a line of when, who, on what footing and what with it; below it what is said.
fn table(rows: &[Said]) -> String {
    if rows.is_empty() {
        return "no statements\n".to_owned();
    }
    let mut out = String::new();
    for row in rows {
        let mut stance = row.stance.clone();
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
        let day = row.published.as_deref().unwrap_or("no date");
        out.push_str(&line(&[(day, 10), (&who, 36), (&row.level, 12), (&stance, 16)]));
        let place: Vec<String> = row.outlet.iter().chain(&row.agency).take(1).cloned().collect();
        let place = place.into_iter().chain([format!("{}#{}", row.article, row.statement)]).collect::<Vec<_>>();
        out.push_str(&wrap(&row.content, 80, "    "));
        out.push_str(&wrap(&format!("— {}", place.join("; ")), 80, "    "));
    }
    out
}
