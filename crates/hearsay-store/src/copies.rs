//! The same text in several papers: an article that repeats an earlier one, whole or nearly, is its copy.
//!
//! A text is known by the eight smallest hashes of its shingles (runs of seven words). Two texts that share most of
//! their shingles share most of these; eight numbers an article are all that is kept of them.

use std::collections::BTreeSet;

use hearsay_core::lookup::{FNV, fnv};
use rusqlite::{Connection, OptionalExtension};

/// Words of a shingle.
const RUN: usize = 7;
/// Hashes kept of a text.
const KEPT: usize = 8;
/// Shared hashes that make a copy: about three shingles of four.
const SHARED: usize = 6;
/// A text of fewer words is too short to be told from another on the same deed.
const FEWEST: usize = 40;

/// Hashes by which a text is looked up: the two smallest. Of texts that share three shingles of four, fifteen in
/// sixteen share one of these.
const LOOKED_UP: usize = 2;

/// What is kept of a text, and the first article in the store whose text is nearly this one. A copy is looked up by its
/// original and not by itself.
pub(crate) fn first_alike(
    connection: &Connection,
    article: i64,
    text: &str,
) -> rusqlite::Result<(Option<Vec<u8>>, Option<i64>)> {
    let hashes = sketch(text);
    if hashes.is_empty() {
        return Ok((None, None));
    }
    let mut candidates = BTreeSet::new();
    for hash in hashes.iter().take(LOOKED_UP) {
        let mut select = connection.prepare_cached("select article from shingle where hash = ?1 limit 50")?;
        let mut rows = select.query([hash])?;
        while let Some(row) = rows.next()? {
            candidates.insert(row.get::<_, i64>(0)?);
        }
    }
    for other in candidates {
        let theirs: Option<Vec<u8>> = connection
            .prepare_cached("select sketch from article where id = ?1")?
            .query_row([other], |row| row.get(0))
            .optional()?
            .flatten();
        if theirs.is_some_and(|theirs| unpacked(&theirs).intersection(&hashes).count() >= SHARED.min(hashes.len())) {
            return Ok((Some(packed(&hashes)), Some(other)));
        }
    }
    for hash in hashes.iter().take(LOOKED_UP) {
        connection.prepare_cached("insert or ignore into shingle values (?1, ?2)")?.execute([*hash, article])?;
    }
    Ok((Some(packed(&hashes)), None))
}

/// Takes an article out of the look-up again.
pub(crate) fn forget(connection: &Connection, article: i64) -> rusqlite::Result<()> {
    let sketch: Option<Vec<u8>> =
        connection.query_row("select sketch from article where id = ?1", [article], |row| row.get(0))?;
    for hash in unpacked(&sketch.unwrap_or_default()).iter().take(LOOKED_UP) {
        connection.execute("delete from shingle where hash = ?1 and article = ?2", [*hash, article])?;
    }
    Ok(())
}

fn packed(hashes: &BTreeSet<i64>) -> Vec<u8> {
    hashes.iter().flat_map(|hash| hash.to_be_bytes()).collect()
}

fn unpacked(bytes: &[u8]) -> BTreeSet<i64> {
    bytes.chunks_exact(8).filter_map(|chunk| Some(i64::from_be_bytes(chunk.try_into().ok()?))).collect()
}

/// The smallest hashes of the shingles, each once; none for a short text.
fn sketch(text: &str) -> BTreeSet<i64> {
    let mut words: Vec<u64> = Vec::new();
    for word in text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()) {
        words.push(fnv(FNV, word.bytes().map(|byte| byte.to_ascii_lowercase())));
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
