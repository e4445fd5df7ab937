//! Years, days of months, ordinals and amounts.

use super::Grammar;
use crate::times::meaning::Amount;
use crate::times::words::{cardinal, ordinal, tens};

impl Grammar<'_> {
    /// A year in four digits. `sure` takes any from 1000; else only those that news speaks of, with no counted noun
    /// after them ("2000 soldiers").
    pub(in crate::times) fn year(&self, at: usize, sure: bool) -> Option<(i16, usize)> {
        if self.lower(at) == "'" {
            let (word, number) = self.digits(at + 1)?;
            let whole = word.len() == 2 && !self.words[at + 1].spaced && self.words[at].spaced;
            let year = if number < 40 { 2000 + number } else { 1900 + number };
            return (whole && sure && self.lower(at + 2) != "s").then_some((i16::try_from(year).ok()?, at + 2));
        }
        let (word, number) = self.digits(at)?;
        let plausible =
            word.len() == 4 && if sure { (1000..2200).contains(&number) } else { (1900..2060).contains(&number) };
        if !plausible || self.number_goes_on(at) {
            return None;
        }
        // "2010s" is a decade.
        let decade = self.lower(at + 1) == "s" && !self.words[at + 1].spaced;
        (!decade && (sure || !self.counted(at + 1))).then_some((i16::try_from(number).ok()?, at + 1))
    }

    /// Whether the word at `at` is of things that are counted: "2000 soldiers" is no year.
    pub(super) fn counted(&self, at: usize) -> bool {
        const COUNTED: [&str; 34] = [
            "people",
            "troops",
            "soldiers",
            "men",
            "women",
            "children",
            "police",
            "dollars",
            "euros",
            "pounds",
            "miles",
            "kilometers",
            "kilometres",
            "km",
            "meters",
            "metres",
            "m",
            "feet",
            "ft",
            "tons",
            "tonnes",
            "prisoners",
            "civilians",
            "refugees",
            "homes",
            "houses",
            "words",
            "pages",
            "copies",
            "votes",
            "points",
            "members",
            "workers",
            "times",
        ];
        let word = self.lower(at);
        COUNTED.contains(&word) || (self.unit(at).is_some() && (word.ends_with('s') || word == "year"))
    }

    /// A day of the month: "6", "6th", "sixth" where `words` may name it.
    pub(super) fn day_of_month(&self, at: usize) -> Option<(i8, usize)> {
        if let Some((word, number)) = self.digits(at) {
            let glued = self.is(at + 1, &["st", "nd", "rd", "th"]) && !self.words[at + 1].spaced;
            let day = i8::try_from(number).ok().filter(|day| (1..=31).contains(day) && word.len() <= 2)?;
            let next = at + 1 + usize::from(glued);
            return (!self.number_goes_on(at) || self.hyphen(at + 1)).then_some((day, next));
        }
        let (number, next) = self.ordinal(at)?;
        Some((i8::try_from(number).ok().filter(|day| (1..=31).contains(day))?, next))
    }

    /// "third", "3rd", "twenty-first".
    pub(in crate::times) fn ordinal(&self, at: usize) -> Option<(i16, usize)> {
        if let Some((_, number)) = self.digits(at) {
            let glued = self.is(at + 1, &["st", "nd", "rd", "th"]) && !self.words[at + 1].spaced;
            return glued.then_some((i16::try_from(number).ok()?, at + 2));
        }
        if let (Some(ten), true) = (tens(self.lower(at)), self.hyphen(at + 1))
            && let Some(one) = ordinal(self.lower(at + 2)).filter(|&one| one < 10)
        {
            return Some((ten as i16 + one, at + 3));
        }
        ordinal(self.lower(at)).map(|number| (number, at + 1))
    }

    /// How many: "three", "12", "a dozen", "half a dozen", "two and a half", "a couple of"; none for "several".
    pub(in crate::times) fn amount(&self, at: usize) -> Option<(Amount, usize)> {
        let word = self.lower(at);
        match word {
            "several" | "many" | "some" | "few" | "recent" => return Some((None, at + 1)),
            "a" | "an" | "one" => {
                return match self.lower(at + 1) {
                    "dozen" => Some((Some(12.0), at + 2)),
                    "couple" => Some((Some(2.0), self.skip(at + 2, &["of"]))),
                    "few" | "number" => Some((None, self.skip(at + 2, &["of"]))),
                    "half" => Some((Some(0.5), at + 2)),
                    "hundred" => Some((Some(100.0), at + 2)),
                    "thousand" => Some((Some(1000.0), at + 2)),
                    _ => Some((Some(1.0), at + 1)),
                };
            }
            "half" if self.lower(at + 1) == "a" && self.lower(at + 2) == "dozen" => return Some((Some(6.0), at + 3)),
            "half" if self.is(at + 1, &["a", "an"]) => return Some((Some(0.5), at + 2)),
            _ => {}
        }
        let (mut number, mut next) = if let Some((word, number)) = self.digits(at) {
            // "5,000 years"
            if self.lower(at + 1) == ","
                && !self.words[at + 1].spaced
                && word.len() <= 3
                && let Some((rest, thousands)) = self.digits(at + 2)
                && rest.len() == 3
                && !self.words[at + 2].spaced
                && !self.number_goes_on(at + 2)
            {
                return Some((Some(f64::from(number * 1000 + thousands)), at + 3));
            }
            if word.len() > 4 || (self.number_goes_on(at) && self.lower(at + 1) != "." && !self.hyphen(at + 1)) {
                return None;
            }
            let decimal = self.lower(at + 1) == "." && self.number_goes_on(at);
            match self.digits(at + 2).filter(|_| decimal) {
                Some((fraction, _)) => (format!("{word}.{fraction}").parse().ok()?, at + 3),
                None => (f64::from(number), at + 1),
            }
        } else {
            (cardinal(word)?, at + 1)
        };
        if tens(word).is_some()
            && self.hyphen(next)
            && let Some(one) = cardinal(self.lower(next + 1)).filter(|&one| (1.0..10.0).contains(&one))
        {
            number += one;
            next += 2;
        }
        if self.lower(next) == "dozen" {
            return Some((Some(number * 12.0), next + 1));
        }
        if self.lower(next) == "hundred" {
            return Some((Some(number * 100.0), next + 1));
        }
        if self.lower(next) == "thousand" {
            return Some((Some(number * 1000.0), next + 1));
        }
        if self.lower(next) == "and" && self.lower(next + 1) == "a" && self.lower(next + 2) == "half" {
            return Some((Some(number + 0.5), next + 3));
        }
        Some((Some(number), next))
    }

    // --- points of the calendar ------------------------------------------------------------------------------
}
