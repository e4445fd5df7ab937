//! What the writers of rows share.

use hearsay_core::Record;
use rusqlite::Connection;

use super::sums::Sums;
use crate::names::Names;
use crate::room::ROOM;

/// Where rows are written to: the transaction of a batch, what it knows and what it counts.
pub(super) struct Writer<'b> {
    pub(super) connection: &'b Connection,
    pub(super) names: &'b mut Names,
    pub(super) sums: &'b mut Sums,
    /// Version of hearsay that read the article.
    pub(super) reader: i64,
}

/// A record on its way in, with its spans in bytes and in code points.
pub(super) struct Page<'r> {
    /// Of the article.
    pub(super) number: i64,
    pub(super) record: &'r Record,
    pub(super) points: &'r Record,
    pub(super) published: Option<i64>,
    /// Whether sentences and statements can be cut out of the text that is kept beside them.
    pub(super) has_text: bool,
}

impl Page<'_> {
    /// The number of its row at this place in the record.
    pub(super) fn row(&self, at: usize) -> i64 {
        self.number * ROOM + at as i64
    }
}
