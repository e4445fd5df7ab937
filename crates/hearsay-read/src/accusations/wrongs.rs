//! Words of doing wrong.

use std::collections::HashSet;

use hearsay_core::lookup::LookUp;

use crate::LexiconFile;
use crate::lower::lower;

/// Base forms of words that say that somebody did wrong.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Wrongs(HashSet<Box<str>, LookUp>);

impl Wrongs {
    /// The words of the `.txt` files, one a line.
    pub(crate) fn new<'f>(files: impl Iterator<Item = &'f LexiconFile>) -> Self {
        let lines = files.filter(|file| file.path.ends_with(".txt")).flat_map(|file| file.text.lines());
        Self(lines.map(str::trim).filter(|word| !word.is_empty() && !word.starts_with('#')).map(Box::from).collect())
    }

    pub(crate) fn has(&self, lemma: &str) -> bool {
        self.0.contains(lower(lemma).as_ref())
    }
}
