//! Records in a folder of shards, each whole or absent: a run that was killed goes on where it was.
//!
//! Shard N holds the records of pieces N * size to (N + 1) * size of the inputs. It is written beside its place and moved
//! there; what could not be read of its pieces is written before, so that a shard that is there is there with all.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde::{Deserialize, Serialize};

use crate::errors::Failure;
use crate::output::{self, is_part};
use crate::run::{Sink, Summary};
use crate::say::{complain, counted};

/// What a run is of: another one does not go on in its folder.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Run {
    pub(crate) hearsay: String,
    pub(crate) form: Form,
    /// Pieces of a shard.
    pub(crate) shard: u64,
    pub(crate) date: Option<String>,
    pub(crate) columns: Option<String>,
    /// Of the user's lexicon files.
    pub(crate) lexicon: String,
    /// Files with their lengths.
    pub(crate) inputs: Vec<(String, u64)>,
}

/// What shards are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Form {
    /// A record a line
    Jsonl,
    /// A row a record: what the page says about itself in columns, and the record as JSON
    Parquet,
}

/// A record on its way into a shard.
#[derive(Serialize)]
pub(crate) struct Row {
    /// Its id.
    pub(crate) article: String,
    pub(crate) file: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) headline: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) record: String,
}

/// Columns of a shard in Parquet.
#[cfg(feature = "parquet")]
const COLUMNS: [&str; 8] = ["article", "file", "url", "publisher", "published", "headline", "language", "record"];

/// A folder of shards that is being filled.
pub(crate) struct Shards {
    folder: PathBuf,
    form: Form,
    size: u64,
    /// Shards that are there.
    there: u64,
    pieces: u64,
    rows: Vec<Row>,
    failures: Vec<Failure>,
}

/// The file that says what run it is of, and the one that says that it is done.
const RUN: &str = "run.json";
const SUMMARY: &str = "summary.json";

impl Shards {
    /// Opens a folder, empty or of the same run; what is half there goes.
    pub(crate) fn open(folder: &Path, run: &Run) -> Result<Self> {
        let cannot = || format!("{}: cannot be written", folder.display());
        fs::create_dir_all(folder).with_context(cannot)?;
        let mark = folder.join(RUN);
        if mark.exists() {
            let known: Run = serde_json::from_slice(&fs::read(&mark).with_context(cannot)?)
                .with_context(|| format!("{}: this is no folder of ours", mark.display()))?;
            ensure!(
                known == *run,
                "{}: there is another run, of {}; name an empty folder",
                folder.display(),
                difference(&known, run)
            );
        } else {
            let is_empty =
                fs::read_dir(folder).with_context(cannot)?.all(|entry| entry.is_ok_and(|entry| is_part(&entry.path())));
            ensure!(is_empty, "{}: this folder has files of others; name an empty one", folder.display());
            place(&mark, |out| Ok(serde_json::to_writer_pretty(out, run)?))?;
        }
        let mut shards = Self {
            folder: folder.to_owned(),
            form: run.form,
            size: run.shard,
            there: 0,
            pieces: 0,
            rows: Vec::new(),
            failures: Vec::new(),
        };
        while shards.part(shards.there).exists() {
            shards.there += 1;
        }
        shards.pieces = shards.there * shards.size;
        for entry in fs::read_dir(folder).with_context(cannot)? {
            let path = entry.with_context(cannot)?.path();
            if is_part(&path) {
                fs::remove_file(&path).with_context(cannot)?;
            }
        }
        Ok(shards)
    }

    /// Pieces that are through.
    pub(crate) fn pieces(&self) -> u64 {
        self.pieces
    }

    /// Whether all of it is there; the summary of the run that did it.
    pub(crate) fn is_complete(&self) -> bool {
        self.folder.join(SUMMARY).exists()
    }

    fn part(&self, number: u64) -> PathBuf {
        let end = match self.form {
            Form::Jsonl => "jsonl",
            Form::Parquet => "parquet",
        };
        self.folder.join(format!("part-{number:05}.{end}"))
    }

    fn errors(&self, number: u64) -> PathBuf {
        self.folder.join(format!("errors-{number:05}.jsonl"))
    }

    /// Moves the shard that waits to its place.
    fn close(&mut self) -> Result<()> {
        let errors = self.errors(self.there);
        if self.failures.is_empty() {
            // An earlier run may have left them and been killed before its shard was there.
            let _ = fs::remove_file(&errors);
        } else {
            let failures = std::mem::take(&mut self.failures);
            place(&errors, |out| {
                failures
                    .iter()
                    .try_for_each(|failure| Ok(out.write_all((serde_json::to_string(failure)? + "\n").as_bytes())?))
            })?;
        }
        let rows = std::mem::take(&mut self.rows);
        let form = self.form;
        place(&self.part(self.there), |out| match form {
            Form::Jsonl => rows.iter().try_for_each(|row| Ok(writeln!(out, "{}", row.record)?)),
            Form::Parquet => parquet(&rows, out),
        })?;
        self.there += 1;
        Ok(())
    }

    /// What could not be read in all shards, by kind.
    fn missed(&self) -> Result<BTreeMap<String, u64>> {
        let mut missed = BTreeMap::new();
        for number in 0..self.there {
            let path = self.errors(number);
            if !path.exists() {
                continue;
            }
            let cannot = || format!("{}: cannot be read", path.display());
            for line in BufReader::new(File::open(&path).with_context(cannot)?).lines() {
                let failure: Failure = serde_json::from_str(&line.with_context(cannot)?).with_context(cannot)?;
                *missed.entry(failure.kind).or_default() += 1;
            }
        }
        Ok(missed)
    }
}

#[cfg(feature = "parquet")]
fn parquet(rows: &[Row], out: &mut BufWriter<File>) -> Result<()> {
    hearsay_store::export::rows_to_parquet(rows, &COLUMNS, out)?;
    Ok(())
}

#[cfg(not(feature = "parquet"))]
fn parquet(_: &[Row], _: &mut BufWriter<File>) -> Result<()> {
    anyhow::bail!("this hearsay was built without Parquet")
}

impl Sink<Row> for Shards {
    fn take(&mut self, row: Row) -> Result<()> {
        self.rows.push(row);
        Ok(())
    }

    fn miss(&mut self, failure: &Failure) -> Result<()> {
        self.failures.push(failure.clone());
        Ok(())
    }

    fn through(&mut self) -> Result<()> {
        self.pieces += 1;
        if self.pieces.is_multiple_of(self.size) { self.close() } else { Ok(()) }
    }

    fn end(&mut self, summary: &mut Summary) -> Result<bool> {
        ensure!(
            summary.pieces == self.pieces,
            "{}: the inputs have {} and not the {} of an earlier run",
            self.folder.display(),
            counted(summary.pieces, "piece"),
            self.pieces
        );
        if !self.pieces.is_multiple_of(self.size) || self.there == 0 {
            self.close()?;
        }
        summary.missed = self.missed()?;
        place(&self.folder.join(SUMMARY), |out| {
            let told = serde_json::json!({
                "pieces": summary.pieces,
                "records": summary.pieces - summary.missed.values().sum::<u64>(),
                "missed": summary.missed,
                "skipped": summary.skipped,
                "shards": self.there,
            });
            Ok(serde_json::to_writer_pretty(out, &told)?)
        })?;
        complain(&format!("{}: {}", counted(self.there, "shard"), summary.words()));
        Ok(true)
    }
}

/// In which way two runs are not the same.
fn difference(known: &Run, run: &Run) -> &'static str {
    let differs = [
        (known.hearsay != run.hearsay, "another version of hearsay"),
        (known.inputs != run.inputs, "other inputs"),
        (known.form != run.form || known.shard != run.shard, "other shards"),
        (known.date != run.date, "another --date"),
        (known.columns != run.columns, "other --columns"),
    ];
    differs.iter().find(|(differs, _)| *differs).map_or("another lexicon", |(_, what)| what)
}

/// Writes a file of the folder, whole or not at all.
fn place(path: &Path, content: impl FnOnce(&mut BufWriter<File>) -> Result<()>) -> Result<()> {
    output::write(path, Path::new(""), content)
}
