//! A quick hash for tables of words that are looked up, and never gone through in their order.

use std::hash::{BuildHasherDefault, Hasher};

/// FNV-1a, 64 bit, from a hash so far.
pub fn fnv(start: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(start, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// For `HashMap` and `HashSet`. It keeps nobody from making words that collide: only for tables of our own.
pub type LookUp = BuildHasherDefault<Fnv>;

/// FNV-1a.
#[derive(Clone, Copy, Debug, Default)]
pub struct Fnv(u64);

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = fnv(self.0 ^ 0xcbf2_9ce4_8422_2325, bytes);
    }

    fn finish(&self) -> u64 {
        // The table looks at the top bits, which FNV stirs least.
        self.0 ^ self.0.rotate_left(32)
    }
}
