//! What is kept of a text, to know it again when it is printed elsewhere, cut, led in anew, or spelt otherwise.
//!
//! A text is the set of its shingles, runs of four words. Of their hashes the least are kept (a bottom-k sketch, Broder's
//! MinHash with one hash function): of two texts these tell how much of all their shingles is shared, and with the numbers of
//! shingles how much of the shorter one stands in the longer.

use std::cmp::Ordering;

use hearsay_core::lookup::{FNV, fnv};

/// Words of a shingle.
const RUN: usize = 4;
/// Hashes kept of a text.
const KEPT: usize = 128;
/// A text of fewer words is too short to be told from another on the same deed: only the very same words are the same.
const FEWEST: usize = 40;
/// Hashes by which a text is looked up, the least of them. Of texts that share a quarter of all their shingles, all but one
/// in a hundred share one of these.
pub(crate) const LOOKED_UP: usize = 16;

/// Hashes have 48 bits; of those looked up the first 30 are written down, which SQLite keeps in four bytes.
pub(crate) const CUT: u32 = 18;

/// So much of the shorter text stands in the longer where one is made from the other.
const CONTAINED: f64 = 0.6;
/// And so much of all that is in the two is shared: what is told of less is too little to be sure.
const SHARED: f64 = 0.15;

/// What is kept of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sketch {
    /// Hash of all its words in their order.
    whole: i64,
    /// How many shingles it has, each counted once; 0 for a short text.
    shingles: u64,
    /// The least hashes of its shingles, in order, each once.
    least: Vec<i64>,
}

/// How much two texts share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Likeness {
    /// Of all their shingles, from 0 to 1.
    pub shared: f64,
    /// Of the shorter text's, from 0 to 1.
    pub contained: f64,
}

impl Likeness {
    /// Whether one is made from the other.
    pub fn is_copy(self) -> bool {
        self.contained >= CONTAINED && self.shared >= SHARED
    }
}

impl Sketch {
    /// Of a text; None where it has no words.
    pub fn of(text: &str) -> Option<Self> {
        let words: Vec<u64> = text
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(|word| fnv(FNV, word.bytes().map(|byte| byte.to_ascii_lowercase())))
            .collect();
        if words.is_empty() {
            return None;
        }
        let whole = positive(words.iter().fold(0, mixed));
        let mut shingles: Vec<i64> = Vec::new();
        if words.len() >= FEWEST {
            shingles = words.windows(RUN).map(|run| positive(run.iter().fold(0, mixed))).collect();
            shingles.sort_unstable();
            shingles.dedup();
        }
        let count = shingles.len() as u64;
        shingles.truncate(KEPT);
        Some(Self { whole, shingles: count, least: shingles })
    }

    /// How much two texts share.
    pub fn likeness(&self, other: &Self) -> Likeness {
        if self.whole == other.whole {
            return Likeness { shared: 1.0, contained: 1.0 };
        }
        if self.shingles == 0 || other.shingles == 0 {
            return Likeness { shared: 0.0, contained: 0.0 };
        }
        // The least of both together are a fair sample of both together.
        let (mut sample, mut both, mut mine, mut theirs) =
            (0, 0, self.least.iter().peekable(), other.least.iter().peekable());
        while sample < KEPT {
            let order = match (mine.peek(), theirs.peek()) {
                (Some(one), Some(other)) => one.cmp(other),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => break,
            };
            sample += 1;
            both += usize::from(order.is_eq());
            if order.is_le() {
                mine.next();
            }
            if order.is_ge() {
                theirs.next();
            }
        }
        let shared = both as f64 / sample as f64;
        let common = shared / (1.0 + shared) * (self.shingles + other.shingles) as f64;
        Likeness { shared, contained: (common / self.shingles.min(other.shingles) as f64).min(1.0) }
    }

    /// Whether the words are the very same.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.whole == other.whole
    }

    /// By what it is looked up: the first bits of hashes, for whoever shares them by chance is not like it.
    pub(crate) fn looked_up(&self) -> impl Iterator<Item = i64> {
        let whole = (self.shingles == 0).then_some(self.whole);
        self.least.iter().copied().take(LOOKED_UP).chain(whole).map(|hash| hash >> CUT)
    }

    /// As it is kept: the hash of the whole, the number of shingles, the least hashes.
    pub(crate) fn packed(&self) -> Vec<u8> {
        let head = [self.whole.to_be_bytes(), self.shingles.to_be_bytes()];
        head.into_iter().chain(self.least.iter().map(|hash| hash.to_be_bytes())).flatten().collect()
    }

    pub(crate) fn unpacked(bytes: &[u8]) -> Option<Self> {
        let mut numbers = bytes.chunks_exact(8).filter_map(|chunk| Some(i64::from_be_bytes(chunk.try_into().ok()?)));
        let (whole, shingles) = (numbers.next()?, numbers.next()?);
        Some(Self { whole, shingles: shingles.unsigned_abs(), least: numbers.collect() })
    }
}

fn mixed(hash: u64, word: &u64) -> u64 {
    (hash.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Mixed well once more, and positive: the database counts in signed numbers.
fn positive(hash: u64) -> i64 {
    let hash = hash ^ (hash >> 29);
    (hash.wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 16) as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn story(words: std::ops::Range<u32>) -> String {
        words.map(|number| format!("word{} ", number.wrapping_mul(2_654_435_761) % 9_973)).collect()
    }

    fn likeness(one: &str, other: &str) -> Likeness {
        let sketches = [one, other].map(|text| Sketch::of(text).unwrap());
        let packed = Sketch::unpacked(&sketches[0].packed()).unwrap();
        assert_eq!(packed, sketches[0]);
        sketches[0].likeness(&sketches[1])
    }

    #[test]
    fn a_cut_stands_in_the_whole() {
        let cut = likeness(&story(0..1_000), &story(0..500));
        assert!((cut.shared - 0.5).abs() < 0.12 && cut.contained > 0.8, "{cut:?}");
        assert!(cut.is_copy() && !likeness(&story(0..1_000), &story(800..1_800)).is_copy());
        assert!(!likeness(&story(0..1_000), &story(1_000..2_000)).is_copy());
    }

    #[test]
    fn short_texts_are_the_same_or_not() {
        assert!(likeness("Arland left the talks.", "ARLAND LEFT THE TALKS").is_copy());
        assert!(!likeness("Arland left the talks.", "Arland left the talks early.").is_copy());
        assert_eq!(Sketch::of(" … "), None);
    }
}
