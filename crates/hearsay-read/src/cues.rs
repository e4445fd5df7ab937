//! Words that make statements: cue families with their frames.

use crate::{LexiconError, LexiconFile};

/// The cue families, ready for look-up.
#[derive(Debug, Clone, Default)]
pub struct Cues {}

impl Cues {
    /// Loads `cues/*.toml`.
    ///
    /// # Errors
    /// The first family that is not well formed.
    pub fn new<'f>(files: impl Iterator<Item = &'f LexiconFile>) -> Result<Self, LexiconError> {
        let _ = files.count();
        Ok(Self {})
    }
}
