//! `hearsay info`: what a store holds.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args as ClapArgs;
use hearsay_store::browse::DisputeFilter;
use hearsay_store::{Counts, Store};
use serde::Serialize;

use crate::say::{say, tell};
use crate::store::StoreArg;

#[derive(ClapArgs)]
pub(crate) struct InfoArgs {
    #[command(flatten)]
    pub(crate) store: StoreArg,

    /// One JSON object
    #[arg(long)]
    json: bool,
}

/// What is told of a store.
#[derive(Serialize)]
struct Info {
    file: String,
    /// Size of the file in bytes.
    bytes: u64,
    #[serde(flatten)]
    counts: Counts,
    disputes: u64,
    /// Papers and wires with most articles: name, articles.
    outlets: Vec<(String, u64)>,
    /// Pairs of countries and kinds of bodies with most deeds reported or claimed: two codes, tellings.
    pairs: Vec<(String, String, u64)>,
}

/// Papers and pairs that are named.
const NAMED: usize = 8;

pub(crate) fn run(args: &InfoArgs) -> Result<ExitCode> {
    let path = args.store.path()?;
    let store = Store::open_to_read(&path)?;
    let info = Info {
        file: path.display().to_string(),
        bytes: std::fs::metadata(&path)?.len(),
        counts: store.counts()?,
        disputes: store.dispute_years(&DisputeFilter::default())?.iter().map(|(_, count)| count).sum(),
        outlets: store.outlets()?.into_iter().filter_map(|row| Some((row.name?, row.articles))).take(NAMED).collect(),
        pairs: store.busiest_pairs(NAMED)?,
    };
    if args.json {
        say(&(serde_json::to_string(&info)? + "\n"))?;
    } else {
        tell(&words(&info))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn words(info: &Info) -> String {
    let counts = &info.counts;
    let mut out = String::new();
    let mut line = |label: &str, words: String| out.push_str(&format!("{label:<12}{words}\n"));
    line("file", format!("{}, {:.1} MB", info.file, info.bytes as f64 / 1e6));
    let copies = if counts.copies > 0 { format!(", {} of them copies", counts.copies) } else { String::new() };
    line("articles", format!("{}{copies}", counts.articles));
    if let Some((first, last)) = &counts.published {
        line("published", format!("{first} to {last}"));
    }
    line("statements", counts.statements.to_string());
    let by: Vec<String> = counts.by_status.iter().map(|(name, count)| format!("{name} {count}")).collect();
    let shared = if counts.shared_deeds > 0 {
        format!("; {} told by more than one article", counts.shared_deeds)
    } else {
        String::new()
    };
    let by = if by.is_empty() { String::new() } else { format!(" ({})", by.join(", ")) };
    line("events", format!("{}{by}{shared}", counts.events));
    line("assessments", counts.assessments.to_string());
    line("disputes", info.disputes.to_string());
    let list = |all: Vec<String>| all.join(", ");
    if !info.outlets.is_empty() {
        line("papers", list(info.outlets.iter().map(|(name, count)| format!("{name} {count}")).collect()));
    }
    if !info.pairs.is_empty() {
        line("pairs", list(info.pairs.iter().map(|(one, other, count)| format!("{one} {other} {count}")).collect()));
    }
    line(
        "read by",
        list(counts.read_by.iter().map(|(version, count)| format!("hearsay {version}: {count}")).collect()),
    );
    out
}
