//! Where the bytes of a pile come from.

use std::fs::File;
use std::io::{self, Read};

/// Opens a file again, to be read from anywhere in it.
type Opener<'r> = Box<dyn FnOnce() -> io::Result<File> + 'r>;

/// The bytes of a pile.
pub struct Source<'r> {
    pub(crate) stream: Box<dyn Read + 'r>,
    pub(crate) file: Option<Opener<'r>>,
    pub(crate) name: Option<String>,
}

impl std::fmt::Debug for Source<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Source").field("name", &self.name).finish_non_exhaustive()
    }
}

impl<'r> Source<'r> {
    /// Bytes that come once, from first to last. Kinds that are read from their end (ZIP, Parquet) are held in memory.
    pub fn of(stream: impl Read + 'r) -> Self {
        Self { stream: Box::new(stream), file: None, name: None }
    }

    /// Bytes of a file, which `open` opens once more where it is of a kind that is read from its end.
    #[must_use]
    pub fn with_file(mut self, open: impl FnOnce() -> io::Result<File> + 'r) -> Self {
        self.file = Some(Box::new(open));
        self
    }

    /// Its name, which settles what its content leaves open: whether a text with commas is a table.
    #[must_use]
    pub fn named(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }
}
