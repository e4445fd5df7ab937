//! Assessments: somebody says how two parties stand.

use hearsay_core::{Assessment, Document, Entities, Statement};

use crate::{Lexicon, LexiconError, LexiconFile};

/// Words that say how two parties stand, ready for look-up.
#[derive(Debug, Clone, Default)]
pub struct Relations {}

impl Relations {
    /// Loads `assessments/*.toml`.
    ///
    /// # Errors
    /// The first file that is not well formed.
    pub fn new<'f>(files: impl Iterator<Item = &'f LexiconFile>) -> Result<Self, LexiconError> {
        let _ = files.count();
        Ok(Self {})
    }
}

/// What people say of how two parties stand.
pub fn assessments(
    _document: &Document,
    _entities: &Entities,
    _statements: &[Statement],
    _lexicon: &Lexicon,
) -> Vec<Assessment> {
    Vec::new()
}
