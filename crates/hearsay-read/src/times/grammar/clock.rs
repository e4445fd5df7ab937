//! Hours, parts of the day, and words like "today".

use super::{Grammar, Reading};
use crate::times::meaning::{Meaning, PartOfDay};

impl Grammar<'_> {
    /// "10:30 a.m.", "3 p.m.", "15:11 GMT", "midnight", "noon".
    pub(super) fn clock(&self, at: usize) -> Reading {
        match self.lower(at) {
            "midnight" => return Some((Meaning::Clock { hour: 0, minute: 0 }, at + 1)),
            "noon" | "midday" => return Some((Meaning::Clock { hour: 12, minute: 0 }, at + 1)),
            _ => {}
        }
        let (word, hour) = self.digits(at)?;
        // "1900 GMT", "2015 local time", "0630 hours"
        let zone = self.is(
            at + 1,
            &["gmt", "utc", "bst", "est", "edt", "pst", "pdt", "cet", "cest", "ist", "hrs", "zulu", "local"],
        ) || self.lower(at + 1) == "hours"
            && at
                .checked_sub(1)
                .is_some_and(|before| self.is(before, &["at", "by", "until", "from", "since", "around", "about"]));
        if word.len() == 4 && zone && hour / 100 < 24 && hour % 100 < 60 {
            let next = if self.lower(at + 1) == "local" { self.skip(at + 2, &["time"]) } else { at + 2 };
            return Some((
                Meaning::Clock { hour: i8::try_from(hour / 100).ok()?, minute: i8::try_from(hour % 100).ok()? },
                next,
            ));
        }
        let mut hour = i8::try_from(hour).ok().filter(|hour| (0..=24).contains(hour) && word.len() <= 2)?;
        let (mut minute, mut next, mut firm) = (0, at + 1, false);
        if self.is(next, &[":", "."])
            && !self.words[next].spaced
            && let Some((word, number)) = self.digits(next + 1)
            && word.len() == 2
            && number < 60
        {
            firm = self.lower(next) == ":";
            minute = i8::try_from(number).ok()?;
            next += 2;
        }
        let half = match self.lower(next) {
            "am" | "pm" => Some((self.lower(next) == "pm", next + 1)),
            "a" | "p" if self.lower(next + 1) == "." && self.lower(next + 2) == "m" => {
                let dotted = self.lower(next + 3) == "." && !self.words[next + 3].spaced;
                Some((self.lower(next) == "p", next + 3 + usize::from(dotted)))
            }
            _ => None,
        };
        if let Some((afternoon, after)) = half {
            hour = hour % 12 + if afternoon { 12 } else { 0 };
            (next, firm) = (after, true);
        } else if self.is(next, &["gmt", "utc", "bst", "est", "edt", "pst", "cet", "local"]) {
            (next, firm) = (next + 1, true);
        } else if self.lower(next) == "o" && self.lower(next + 1) == "'" && self.lower(next + 2) == "clock" {
            (next, firm) = (next + 3, true);
        }
        next = self.skip(next, &["gmt", "utc", "bst", "est", "edt", "pst", "et"]);
        firm.then_some((Meaning::Clock { hour, minute }, next))
    }

    /// "in the morning" by itself says a part of no known day: only with an article.
    pub(super) fn day_part(&self, at: usize) -> Reading {
        let next = self.skip(at, &["the"]);
        let part = self.part_of_day(next)?;
        (next > at && part != PartOfDay::Night && !self.lower(next).ends_with('s'))
            .then_some((Meaning::DayPart { of: None, part }, next + 1))
    }

    pub(super) fn reference(&self, at: usize) -> Reading {
        let phrases: [(&[&str], &str); 14] = [
            (&["recently"], "PAST_REF"),
            (&["lately"], "PAST_REF"),
            (&["in", "the", "past"], "PAST_REF"),
            (&["formerly"], "PAST_REF"),
            (&["now"], "PRESENT_REF"),
            (&["currently"], "PRESENT_REF"),
            (&["at", "the", "moment"], "PRESENT_REF"),
            (&["nowadays"], "PRESENT_REF"),
            (&["at", "present"], "PRESENT_REF"),
            (&["soon"], "FUTURE_REF"),
            (&["in", "the", "future"], "FUTURE_REF"),
            (&["in", "the", "near", "future"], "FUTURE_REF"),
            (&["shortly"], "FUTURE_REF"),
            (&["eventually"], "FUTURE_REF"),
        ];
        phrases
            .iter()
            .filter(|(words, _)| words.iter().enumerate().all(|(i, &word)| self.lower(at + i) == word))
            .filter(|(words, _)| !self.is_longer(at + words.len(), words))
            .max_by_key(|(words, _)| words.len())
            .map(|&(words, value)| (Meaning::Reference(value), at + words.len()))
    }
}
