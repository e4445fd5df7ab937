//! Words in small letters, which most words are already.

use std::borrow::Cow;

/// `word` in small letters.
pub(crate) fn lower(word: &str) -> Cow<'_, str> {
    let plain = word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if plain { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) }
}
