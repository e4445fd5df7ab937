//! What could not be read, for people on standard error or for programs in a file.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use crate::output::ensure_no_store;

/// One that could not be read.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Failure {
    /// The file that it is in; `-` for standard input.
    pub(crate) file: String,
    /// Where in it.
    pub(crate) place: Option<String>,
    /// In words, with its place.
    #[serde(rename = "error")]
    pub(crate) why: String,
    /// In words that many share.
    pub(crate) kind: String,
}

impl Failure {
    /// Of a whole file.
    pub(crate) fn whole(file: String, why: String) -> Self {
        Self { file, place: None, why, kind: "cut off or unreadable".to_owned() }
    }

    /// One line for people.
    pub(crate) fn line(&self) -> String {
        if self.file.is_empty() { self.why.clone() } else { format!("{}: {}", self.file, self.why) }
    }
}

/// A file of them, JSON Lines.
pub(crate) struct Errors {
    out: BufWriter<File>,
    name: String,
}

impl Errors {
    /// Begins one, or goes on with one that is there.
    pub(crate) fn create(path: &Path, goes_on: bool) -> Result<Self> {
        let name = path.display().to_string();
        let cannot = || format!("{name}: cannot be written");
        ensure_no_store(path, Path::new("")).with_context(cannot)?;
        let mut way = File::options();
        way.create(true).write(true).append(goes_on).truncate(!goes_on);
        Ok(Self { out: BufWriter::new(way.open(path).with_context(cannot)?), name })
    }

    pub(crate) fn write(&mut self, failure: &Failure) -> Result<()> {
        let line = serde_json::to_string(failure)? + "\n";
        self.out.write_all(line.as_bytes()).with_context(|| format!("{}: cannot be written", self.name))
    }

    /// All of it is on its way to the disk.
    pub(crate) fn finish(mut self) -> Result<()> {
        self.out.flush().with_context(|| format!("{}: cannot be written", self.name))
    }
}
