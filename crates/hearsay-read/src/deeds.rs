//! Kinds of deeds: patterns, codes, scales, examples.

use crate::{LexiconError, LexiconFile};

/// The deed files, ready for look-up.
#[derive(Debug, Clone, Default)]
pub struct Deeds {}

impl Deeds {
    /// Loads `events/*.toml` and `events/lists/*.txt`.
    ///
    /// # Errors
    /// The first file that is not well formed.
    pub fn new<'f>(files: impl Iterator<Item = &'f LexiconFile>) -> Result<Self, LexiconError> {
        let _ = files.count();
        Ok(Self {})
    }
}
