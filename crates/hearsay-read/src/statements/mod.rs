//! Statements: who says what, on what footing.

use hearsay_core::{Document, Entities, Statement};

use crate::Lexicon;

/// All statements, in text order of their cues.
pub fn statements(_document: &Document, _entities: &Entities, _lexicon: &Lexicon) -> Vec<Statement> {
    Vec::new()
}
