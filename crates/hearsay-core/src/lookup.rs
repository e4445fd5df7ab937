//! A quick hash for tables of words that are looked up, and never gone through in their order.

/// The hash of nothing.
pub const FNV: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a, 64 bit, from a hash so far: [`FNV`] at first.
pub fn fnv(start: u64, bytes: impl IntoIterator<Item = u8>) -> u64 {
    bytes.into_iter().fold(start, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// For `HashMap` and `HashSet`. It keeps nobody from making words that collide: only for tables of our own.
pub type LookUp = rustc_hash::FxBuildHasher;
