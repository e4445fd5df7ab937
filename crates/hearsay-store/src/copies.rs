//! The same text in several papers: an article that repeats an earlier one, whole or nearly, is its copy.
//!
//! A text is known by the eight smallest hashes of its shingles (runs of seven words). Two texts that share most of
//! their shingles share most of these; eight numbers an article are all that is kept of them.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, params};

/// Words of a shingle.
const RUN: usize = 7;
/// Hashes kept of a text.
const KEPT: usize = 8;
/// Shared hashes that make a copy: about three shingles of four.
const SHARED: usize = 6;
/// A text of fewer words is too short to be told from another on the same deed.
const FEWEST: usize = 40;

/// The first article in the store whose text is nearly this one; what is kept of this text is written.
pub(crate) fn first_alike(connection: &Connection, article: i64, text: &str) -> rusqlite::Result<Option<i64>> {
    let hashes = sketch(text);
    if hashes.is_empty() {
        return Ok(None);
    }
    let mut shared: BTreeMap<i64, usize> = BTreeMap::new();
    for &hash in &hashes {
        let mut select = connection.prepare_cached("select article from shingle where hash = ?1 limit 50")?;
        let mut rows = select.query([hash])?;
        while let Some(row) = rows.next()? {
            *shared.entry(row.get(0)?).or_default() += 1;
        }
    }
    let alike = shared.into_iter().find(|(_, count)| *count >= SHARED.min(hashes.len())).map(|(other, _)| other);
    // A copy is known by its original: its own hashes would only make later look-ups long.
    if alike.is_none() {
        for hash in hashes {
            connection
                .prepare_cached("insert or ignore into shingle values (?1, ?2)")?
                .execute(params![hash, article])?;
        }
    }
    Ok(alike)
}

/// The smallest hashes of the shingles, each once; none for a short text.
fn sketch(text: &str) -> BTreeSet<i64> {
    let mut words: Vec<u64> = Vec::new();
    for word in text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        for byte in word.bytes() {
            hash = (hash ^ u64::from(byte.to_ascii_lowercase())).wrapping_mul(0x0100_0000_01b3);
        }
        words.push(hash);
    }
    let mut least = BTreeSet::new();
    if words.len() < FEWEST {
        return least;
    }
    for run in words.windows(RUN) {
        let mut hash = 0_u64;
        for word in run {
            hash = (hash.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        }
        hash ^= hash >> 29;
        let hash = (hash.wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 16) as i64;
        if least.len() < KEPT || least.last().is_some_and(|most| hash < *most) {
            least.insert(hash);
            if least.len() > KEPT {
                least.pop_last();
            }
        }
    }
    least
}
