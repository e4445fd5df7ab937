//! Events: who did what to whom, when, and is it so.

use hearsay_core::{Document, Entities, Event, Statement, TimeExpression};

use crate::Lexicon;

/// All events, in text order of their triggers.
pub fn events(
    _document: &Document,
    _entities: &Entities,
    _statements: &[Statement],
    _times: &[TimeExpression],
    _lexicon: &Lexicon,
) -> Vec<Event> {
    Vec::new()
}
