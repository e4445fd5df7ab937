//! Disputes: who contradicts whom.

use hearsay_core::{Assessment, Dispute, Document, Entities, Statement};

/// Pairs of statements that cannot both stand.
pub fn disputes(
    _document: &Document,
    _entities: &Entities,
    _statements: &[Statement],
    _assessments: &[Assessment],
) -> Vec<Dispute> {
    Vec::new()
}
