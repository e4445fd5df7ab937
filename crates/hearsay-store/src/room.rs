//! Rows of an article are numbered from its number times [`ROOM`].

/// How many rows of one kind an article may have.
pub(crate) const ROOM: i64 = 1 << 20;
