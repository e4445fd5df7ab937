//! When a comment was written, as threads print it: a day with its hour, the hour first, an age, alone or at the start of words.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::dates::{self, Day, is_blank, prefix};
use crate::patterns::{has_digit, holds, pattern};

/// When a comment was written, as the page tells it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stamp {
    pub(crate) day: Option<Day>,
    pub(crate) age: Option<String>,
    /// A time of day stands beside it.
    pub(crate) timed: bool,
}

impl Stamp {
    /// Whether it is as close as only comments are dated: "5:03 pm", "3 days ago".
    pub(crate) fn is_of_the_day(&self) -> bool {
        self.timed || self.age.is_some()
    }

    /// The day, settled by the day of the page where the year is missing.
    pub(crate) fn date(&self, near: Option<Date>) -> Option<Date> {
        let after = |day: Day| match (day, near) {
            // Nobody answers a story before it is printed.
            (Day::Ambiguous { day_first, month_first }, Some(near)) => {
                let mut days = [day_first, month_first];
                days.sort_by_key(|day| (*day < near, *day));
                (days[0] >= near).then_some(days[0])
            }
            _ => None,
        };
        self.day.and_then(|day| day.resolve(near).or_else(|| after(day)))
    }
}

/// Whether a day or an age could stand in it: none is without a digit, "ago" or "now".
pub(crate) fn may_stamp(text: &str) -> bool {
    has_digit(text) || holds(text, "ago") || holds(text, "now")
}

/// A line that is nothing but a day or an age, as it stands under the name of who wrote the comment.
pub(crate) fn stamp_line(line: &str) -> Option<Stamp> {
    let (stamp, length) = stamp_at_start(line)?;
    let rest = line[length..]
        .trim_matches(|letter| is_blank(letter) || matches!(letter, '|' | '·' | '•' | ':' | ',' | '-' | '–' | '.'));
    (rest.is_empty() || BUTTONS.find(rest).is_some_and(|found| found.end() == rest.len())).then_some(stamp)
}

/// A stamp as threads print it, with nothing else beside it: "3h", "2 w", "Yesterday", "on 7 January 2011 at 10:22 am", "12 min".
pub(crate) fn stamp_loose(words: &str) -> Option<Stamp> {
    let words = words.trim_matches(|letter| {
        is_blank(letter)
            || matches!(letter, '|' | '·' | '•' | ':' | ',' | '-' | '–' | '—' | '(' | ')' | '[' | ']' | '»')
    });
    let tally = has_digit(words) && words.contains(['|', '·', '•', ',']);
    let tally = tally.then(|| TALLY.find(words)).flatten();
    let words = tally.map_or(words, |found| words[..found.start()].trim_end());
    if words.is_empty() || words.len() > 80 {
        return None;
    }
    let edited = words.contains(['(', '[']).then(|| EDITED.find(words)).flatten();
    let words = edited.map_or(words, |found| &words[..found.start()]);
    let aged = has_digit(words) || ["day", "last", "this"].iter().any(|word| holds(words, word));
    if aged && SHORT_AGE.is_match(words) {
        return Some(Stamp { age: Some(words.to_owned()), ..Stamp::default() });
    }
    stamp_line(words)
}

/// A day with or without its time, or an age, at the start of `text`.
pub(crate) fn stamp_at_start(text: &str) -> Option<(Stamp, usize)> {
    let plain = text.as_bytes().first().is_some_and(|first| {
        first.is_ascii_digit() || first.is_ascii_alphabetic() && !b"oapdc".contains(&first.to_ascii_lowercase())
    });
    let opening = if plain { 0 } else { STAMP_OPENING.find(prefix(text, 40)).map_or(0, |found| found.end()) };
    let rest = &text[opening..];
    if let Some((day, length)) = hour_first(rest) {
        return Some((Stamp { day: Some(day), timed: true, ..Stamp::default() }, opening + length));
    }
    let (mut stamp, mut length) = if let Some((day, length)) = dates::at_start(rest) {
        (Stamp { day: Some(day), ..Stamp::default() }, length)
    } else {
        let length = dates::age_at_start(rest)?;
        (Stamp { age: Some(rest[..length].to_owned()), ..Stamp::default() }, length)
    };
    let gap = STAMP_GAP.find(prefix(&rest[length..], 20)).map_or(0, |found| found.end());
    if let Some(time) = dates::time_at_start(&rest[length + gap..]) {
        length += gap + time;
        stamp.timed = true;
        length += ZONE.find(prefix(&rest[length..], 24)).map_or(0, |found| found.end());
    }
    Some((stamp, opening + length))
}

/// "10:22, 7 January 2011", "5:03 pm on March 4, 2011".
pub(crate) fn hour_first(text: &str) -> Option<(Day, usize)> {
    let time = dates::time_at_start(text)?;
    let gap = HOUR_GAP.find(prefix(&text[time..], 20)).map_or(0, |found| found.end());
    let (day, length) = dates::at_start(&text[time + gap..])?;
    Some((day, time + gap + length))
}

static HOUR_GAP: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^\s*(?:[,|·•@–-]|on\s)?\s*(?:on\s+)?"));
static EDITED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\s*[(\[](?:edited|modified|updated)[^()]{0,40}[)\]]?$"));
static SHORT_AGE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:(?:posted |edited |about |over )?\d{1,4}\s?(?:s|m|h|d|w|y|sec|secs|min|mins|hr|hrs|hr\.|hours?|days?|weeks?|wk|wks|mo|mos|months?|yr|yrs|years?)\.?(?:\s+ago)?|(?:yesterday|today|this morning|last (?:night|week|month|year)|(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?:(?:,| at|, at)?\s+\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?)?|(?:mon|tues?|wed|thu|thurs?|fri|sat|sun)[.,]? (?:at )?\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?|\d{1,2}:\d{2}(?::\d{2})?\s?(?:[ap]\.?m\.?)?)$",
    )
});
static STAMP_OPENING: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^\s*(?:(?:on|at|posted:?|date:|commented|published)\s+){0,2}\(?"));
static STAMP_GAP: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^\s*(?:[,|@·–-]|//|at\b)?\s*(?:(?:at\b|@)\s*)?"));
/// "| 3 points" after the day.
static TALLY: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\s*[|·•,]\s*[-+]?\d[\d,.]*k? (?:points?|likes?|votes?|upvotes?|karma)$"));
static ZONE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\s*(?:\(?(?:GMT|UTC|BST|CES?T|EES?T|MSK|IST|[ECMP][SD]T)\)?(?:[+-]\d{1,2})?|[+-]\d{2}:?\d{2}(?:\s*\([A-Z]{2,5}\))?)(?:$|\b)",
    )
});
/// The page's buttons beside a day: "| Reply".
pub(super) static BUTTONS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:Reply|Report abuse|Report|Like|Permalink|Flag|Share|Edited|Quote|Recommend)(?:\s+(?:to|this)\b)?(?:\s*\(\d+\))?)(?:$|[ \t]*(?:[|·•:\n]|$)|[ \t]+)",
    )
});
