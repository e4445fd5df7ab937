//! A quick hash for tables of words that are looked up, and never gone through in their order.

/// The hash of nothing.
pub const FNV: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a, 64 bit, from a hash so far: [`FNV`] at first.
pub fn fnv(start: u64, bytes: impl IntoIterator<Item = u8>) -> u64 {
    bytes.into_iter().fold(start, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// For `HashMap` and `HashSet`. It keeps nobody from making words that collide: only for tables of our own.
pub type LookUp = rustc_hash::FxBuildHasher;

/// The first eight bytes as a number, the first the lowest; zeros where there are fewer.
#[inline(always)]
pub fn first_bytes(bytes: &[u8]) -> u64 {
    let four = |bytes: &[u8; 4]| u64::from(u32::from_le_bytes(*bytes));
    match (bytes.first_chunk::<8>(), bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        (Some(first), ..) => u64::from_le_bytes(*first),
        // Both may have bytes in the middle: where they do, they say the same.
        (_, Some(first), Some(last)) => four(first) | four(last) << (8 * (bytes.len() - 4)),
        _ => match *bytes {
            [a, b, c] => four(&[a, b, c, 0]),
            [a, b] => four(&[a, b, 0, 0]),
            [a] => u64::from(a),
            _ => 0,
        },
    }
}
