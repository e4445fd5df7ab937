//! A comment that is signed in its own last words: "They never came. – oda77 May 9, 2023 at 10:20".

use std::sync::LazyLock;

use regex::Regex;

use crate::patterns::{holds, pattern};
use crate::plain::stamp::{self, Stamp};
use crate::signs::{signature, signed_alike};
use crate::words::ends_sentence;

/// What a comment says, and who signs it when.
pub(crate) struct Ending<'t> {
    /// The words before the signature.
    pub(crate) words: &'t str,
    /// The signature, without the dash before it.
    pub(crate) sign: &'t str,
    pub(crate) author: &'t str,
    pub(crate) stamp: Stamp,
}

/// The signature at the end of `text`, where sentences stand before it.
pub(crate) fn ending(text: &str) -> Option<Ending<'_>> {
    let text = text.trim_end();
    let tail = &text[text.ceil_char_boundary(text.len().saturating_sub(140))..];
    if !stamp::may_stamp(tail) {
        return None;
    }
    let from = text.len() - tail.len();
    tail.rmatch_indices(['—', '–', '-']).take(5).find_map(|(at, mark)| {
        let words = text[..from + at].trim_end();
        let sign = text[from + at + mark.len()..].trim_start();
        let (author, stamp) = sign_of(sign).filter(|_| ends_sentence(words))?;
        Some(Ending { words, sign, author, stamp })
    })
}

/// "oda77 May 9, 2023 at 10:20", "Oda Lund (talk) 18:00, 14 October 2019 (UTC)": who, and when to the minute.
pub(crate) fn sign_of(sign: &str) -> Option<(&str, Stamp)> {
    let sign = ZONE.find(sign).map_or(sign, |found| &sign[..found.start()]);
    let (name, stamp) = match TALK.find(sign).filter(|_| holds(sign, "(")) {
        Some(talk) => (signature(&sign[..talk.start()])?, stamp::stamp_loose(&sign[talk.end()..])?),
        None => signed_alike(sign)?,
    };
    stamp.is_of_the_day().then_some((name, stamp))
}

/// What wikis set behind a name.
static TALK: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\s*\((?:user )?(?:talk|contribs)(?:\s*[|·•]\s*(?:talk|contribs))?\)\s*"));
static ZONE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\s*\((?:UTC|GMT|[A-Z]{2,4}T)\)$"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_may_be_signed_in_their_last_words() {
        let read = |text| ending(text).map(|ending| (ending.words, ending.author));
        for (text, author) in [
            ("They never came. – oda77 May 9, 2023 at 10:20", "oda77"),
            ("They never came. — Oda Lund (talk) 18:00, 14 October 2019 (UTC)", "Oda Lund"),
            ("They never came. - quay rat 3 hours ago", "quay rat"),
        ] {
            assert_eq!(read(text), Some(("They never came.", author)), "{text}");
        }
        for text in [
            "The treaty was signed – at last – on 9 May 2023.",
            "They came on Monday - the ministry said so on 9 May 2023",
            "Open 10:20 - 11:20",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
