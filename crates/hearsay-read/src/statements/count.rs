//! "Half a dozen", "several", "more than twenty": how many people a description counts.

use hearsay_core::{Count, TokenId};

use super::reading::Reading;
use crate::syntax::closed_class::cardinal;

/// The number that the words before and in a noun say, if they say one.
pub(super) fn counted(reading: &Reading<'_>, words: &[TokenId]) -> Option<Count> {
    let lower: Vec<String> = words.iter().map(|&word| reading.document.form(word).to_lowercase()).collect();
    // "The other, who feared for his job": one more.
    if let [.., the, other] = &lower[..]
        && the == "the"
        && other == "other"
        && let [.., word] = words
    {
        return Some(Count { min: 1, max: Some(1), text: reading.document.form(*word).to_owned() });
    }
    for at in 0..lower.len() {
        if let Some((min, max, used)) = number_at(&lower[at..]) {
            let (min, max) = bounded(&lower[..at], min, max);
            let from = words[at].0;
            let text = reading
                .document
                .text(reading.document.span_of(from..from + u32::try_from(used).unwrap_or(1)))
                .to_owned();
            return Some(Count { min, max, text });
        }
    }
    None
}

/// "more than", "at least", "up to" before a number.
fn bounded(before: &[String], min: u32, max: Option<u32>) -> (u32, Option<u32>) {
    let ends = |words: &[&str]| {
        before.len() >= words.len() && before[before.len() - words.len()..].iter().zip(words).all(|(a, b)| a == b)
    };
    if ends(&["more", "than"]) || ends(&["over"]) {
        (min.saturating_add(1), None)
    } else if ends(&["at", "least"]) {
        (min, None)
    } else if ends(&["up", "to"]) || ends(&["fewer", "than"]) || ends(&["less", "than"]) {
        (1, max)
    } else {
        (min, max)
    }
}

/// The number that the words begin with: at least, at most, words used.
fn number_at(words: &[String]) -> Option<(u32, Option<u32>, usize)> {
    let word = |i: usize| words.get(i).map_or("", String::as_str);
    let exact = |number: u32, used: usize| Some((number, Some(number), used));
    match (word(0), word(1), word(2)) {
        ("half", "a", "dozen") => exact(6, 3),
        ("half", "dozen", _) => exact(6, 2),
        ("half-dozen", ..) => exact(6, 1),
        ("a", "half", "dozen") => exact(6, 3),
        ("a", "half-dozen", _) => exact(6, 2),
        ("a", "dozen", _) => exact(12, 2),
        ("two", "dozen", _) => exact(24, 2),
        ("a", "couple", _) | ("a", "pair", _) => exact(2, 2),
        ("a", "few" | "handful" | "number" | "group", _) => Some((2, None, 2)),
        ("scores", ..) => Some((40, None, 1)),
        ("dozens", ..) => Some((24, None, 1)),
        ("hundreds", ..) => Some((200, None, 1)),
        ("thousands", ..) => Some((2000, None, 1)),
        ("both", ..) => exact(2, 1),
        ("several" | "some" | "many" | "various" | "numerous" | "few" | "most" | "other" | "multiple", ..) => {
            Some((2, None, 1))
        }
        ("a" | "an" | "another", ..) => exact(1, 1),
        (first, ..) => {
            let digits = first.replace(',', "");
            let figure = digits.parse::<u32>().ok().filter(|&figure| figure > 0 && figure < 1_000);
            exact(cardinal(first).filter(|&number| number > 0).or(figure)?, 1)
        }
    }
}
