//! `hearsay read`: records, as digests, as reports, as JSON Lines, or in a folder of shards.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Result, ensure};
use clap::{Args, ValueEnum};
use hearsay::core::lookup::{FNV, fnv};
use hearsay::{LexiconFile, Reader, Record};

use crate::add::version;
use crate::args::{InputArgs, LexiconArgs, Look};
use crate::inputs::{inputs, lexicon_files, reader};
use crate::report;
use crate::run::{self, Way};
use crate::say;
use crate::shards::{Form, Row, Run, Shards};

#[derive(Args)]
pub(crate) struct ReadArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,

    #[command(flatten)]
    pub(crate) lexicon: LexiconArgs,

    /// A report for people, or one JSON record a line
    #[arg(long, value_enum, default_value_t = ReadFormat::Report)]
    pub(crate) format: ReadFormat,

    /// Everything that was read, with its words marked, and not the digest of it
    #[arg(long, conflicts_with_all = ["show", "format"])]
    pub(crate) full: bool,

    /// One statement, event or assessment with its words marked in its paragraph; several with commas
    #[arg(long, value_name = "s3,v2,...", value_delimiter = ',', conflicts_with = "format")]
    pub(crate) show: Vec<String>,

    /// Write the records into this folder, in shards that are whole or absent: the same command goes on where it was
    /// stopped
    #[arg(long, value_name = "DIR", conflicts_with_all = ["show", "full", "format"])]
    pub(crate) out: Option<PathBuf>,

    /// What the shards are
    #[arg(long, value_enum, value_name = "FORM", default_value_t = Form::Jsonl, requires = "out")]
    pub(crate) shards: Form,

    /// Pieces of the inputs whose records make a shard
    #[arg(long, value_name = "N", default_value_t = 1000, requires = "out", value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    pub(crate) shard: u64,

    #[command(flatten)]
    pub(crate) look: Look,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReadFormat {
    Report,
    Json,
}

pub(crate) fn run(args: &ReadArgs) -> Result<ExitCode> {
    let files = lexicon_files(&args.lexicon)?;
    let reader = reader(&files, args.input.jobs)?;
    if let Some(folder) = &args.out {
        return shards(args, folder, reader, &files);
    }
    let (paint, width) = (args.look.paint(), args.look.columns());
    run::articles(&args.input, run::Reading::English, |article| {
        let record = reader.record(Arc::new(article));
        if args.format == ReadFormat::Json {
            return Ok(serde_json::to_string(&record)? + "\n");
        }
        if !args.show.is_empty() {
            let shown: Result<Vec<String>> =
                args.show.iter().map(|number| report::one(&record, number, paint, width)).collect();
            return Ok(shown?.join("\n"));
        }
        let text =
            if args.full { report::report(&record, paint, width) } else { report::digest(&record, paint, width) };
        Ok(text + "\n")
    })
}

/// Fills a folder, from where an earlier run left it.
fn shards(args: &ReadArgs, folder: &Path, reader: &Reader, lexicon: &[LexiconFile]) -> Result<ExitCode> {
    let named = inputs(&args.input.paths, false)?;
    let length = |path: &Path| std::fs::metadata(path).map_or(0, |file| if file.is_file() { file.len() } else { 0 });
    let words = lexicon.iter().flat_map(|file| file.path.bytes().chain(file.text.bytes()));
    let run = Run {
        hearsay: version().to_owned(),
        form: args.shards,
        shard: args.shard,
        date: args.input.date.map(|date| date.to_string()),
        columns: args.input.columns.as_ref().map(|columns| format!("{columns:?}")),
        lexicon: format!("{:016x}", fnv(FNV, words)),
        inputs: named.files.iter().map(|file| (file.path().display().to_string(), length(file.path()))).collect(),
    };
    ensure!(!named.files.is_empty(), "there is nothing to read");
    let mut shards = Shards::open(folder, &run)?;
    if shards.is_complete() {
        say::complain(&format!("{}: all of it is there", folder.display()));
        return Ok(ExitCode::SUCCESS);
    }
    if shards.pieces() > 0 {
        say::complain(&format!("{}: going on after {}", folder.display(), say::counted(shards.pieces(), "piece")));
    }
    let way =
        Way { reading: run::Reading::English, prints: false, from: shards.pieces(), goes_on: shards.pieces() > 0 };
    let failed = run::passed(&args.input, &way, &|article| row(&reader.record(Arc::new(article))), &mut shards)?;
    Ok(ExitCode::from(u8::from(failed)))
}

fn row(record: &Record) -> Result<Row> {
    let about = &record.article;
    Ok(Row {
        article: record.id.0.clone(),
        file: about.file.clone(),
        url: about.url.clone(),
        publisher: about.publisher.clone(),
        published: about.published.map(|day| day.to_string()),
        headline: about.headline.map(|span| record.text.at(span).to_owned()),
        language: about.language.clone(),
        record: serde_json::to_string(record)?,
    })
}
