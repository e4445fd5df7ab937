//! How much of anything is looked at.

/// How much of anything is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one record, message, row or feed.
    pub record: u64,
    /// How many times its size a packed file may unpack to, past the first 256 MiB.
    pub ratio: u64,
    /// How many archives may lie in one another.
    pub depth: usize,
    /// Bytes held in memory of what is read from its end and comes as a stream.
    pub held: u64,
    /// Members of one archive.
    pub members: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { record: 64 << 20, ratio: 400, depth: 4, held: 1 << 30, members: 1_000_000 }
    }
}
