//! `hearsay read`: records, as digests, as reports, as JSON Lines, or in a folder of shards.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Result, ensure};
use hearsay::core::lookup::{FNV, fnv};
use hearsay::{LexiconFile, Reader, Record};

use crate::add::version;
use crate::args::{ReadArgs, ReadFormat};
use crate::inputs::{inputs, lexicon_files, reader};
use crate::report;
use crate::run::{self, Way};
use crate::shards::{Row, Run, Shards};

pub(crate) fn run(args: &ReadArgs) -> Result<ExitCode> {
    let files = lexicon_files(&args.lexicon)?;
    let reader = reader(&files)?;
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
        run::complain(&format!("{}: all of it is there", folder.display()));
        return Ok(ExitCode::SUCCESS);
    }
    if shards.pieces() > 0 {
        run::complain(&format!("{}: going on after {}", folder.display(), run::counted(shards.pieces(), "piece")));
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
