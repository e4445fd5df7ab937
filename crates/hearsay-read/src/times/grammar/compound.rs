//! Expressions made of others: parts, modified ones, ranges.

use super::{Grammar, Reading};
use crate::times::meaning::{From, Meaning, Part, PartOfDay, Unit};

impl Grammar<'_> {
    /// "in the past year" is no "in the past", "shortly after" no "soon".
    pub(super) fn is_longer(&self, next: usize, words: &[&str]) -> bool {
        let counted = self.unit(next).is_some() || self.amount(next).is_some_and(|(_, unit)| self.unit(unit).is_some());
        match words {
            [_, "the", "past" | "future"] => counted,
            ["shortly" | "soon"] => self.is(next, &["after", "before", "afterwards", "afterward"]),
            _ => false,
        }
    }

    // --- compounds -------------------------------------------------------------------------------------------

    /// A point that parts and ranges are made of.
    pub(super) fn whole(&self, at: usize) -> Reading {
        let month_alone = || {
            let (month, next) = self.month_name(at)?;
            Some((Meaning::Month { year: None, month }, next))
        };
        [self.point(at), self.which(at), self.near(at), month_alone()]
            .into_iter()
            .flatten()
            .max_by_key(|&(_, next)| next)
    }

    /// "early March", "mid-2010", "late last year", "the end of the month", "the turn of the century".
    pub(super) fn part_of(&self, at: usize) -> Reading {
        let start = self.skip(at, &["the"]);
        let edge = match self.lower(start) {
            "early" | "beginning" | "start" => Part::Start,
            "mid" | "middle" => Part::Mid,
            "late" | "end" | "close" => Part::End,
            _ => return None,
        };
        // "the early hours of Sunday", "the early hours of the morning"
        if self.lower(start) == "early" && self.lower(start + 1) == "hours" && self.lower(start + 2) == "of" {
            let day = self.skip(start + 3, &["the"]);
            if let Some(PartOfDay::Morning) = self.part_of_day(day) {
                return Some((Meaning::DayPart { of: None, part: PartOfDay::Morning }, day + 1));
            }
            return match self.whole(start + 3)? {
                (part @ Meaning::DayPart { .. }, end) => Some((part, end)),
                (of, end) => Some((Meaning::DayPart { of: Some(Box::new(of)), part: PartOfDay::Morning }, end)),
            };
        }
        let adjective = self.is(start, &["early", "late", "mid"]);
        let next = match self.lower(start + 1) {
            "-" if adjective => start + 2,
            "of" if !adjective => start + 2,
            "in" if adjective => self.skip(start + 2, &["the"]),
            _ if adjective => start + 1,
            _ => return None,
        };
        let of_unit = || {
            let the = self.skip(next, &["the"]);
            let unit = self.unit(the).filter(|&unit| unit >= Unit::Week)?;
            (the > next && !self.lower(the).ends_with('s'))
                .then_some((Meaning::Shift { unit, amount: Some(0.0), sign: 0, from: From::Publication }, the + 1))
        };
        let (whole, end) = self.whole(next).or_else(of_unit)?;
        let fits = !matches!(whole, Meaning::Clock { .. } | Meaning::Reference(_));
        // "late Tuesday" is Tuesday's night, no part of a longer time.
        let single = matches!(
            whole,
            Meaning::Weekday { .. }
                | Meaning::Day { .. }
                | Meaning::DayPart { .. }
                | Meaning::Shift { unit: Unit::Day, .. }
        );
        if single {
            return Some((whole, end));
        }
        fits.then_some((Meaning::PartOf { whole: Box::new(whole), part: edge }, end))
    }

    /// "about three years", "more than a decade", "at least two weeks".
    pub(super) fn modified(&self, at: usize) -> Reading {
        let (modifier, next) = match (self.lower(at), self.lower(at + 1)) {
            ("about" | "around" | "roughly" | "approximately" | "nearly" | "almost" | "some", _) => {
                let approximate = !matches!(self.lower(at), "nearly" | "almost");
                (if approximate { "APPROX" } else { "LESS_THAN" }, at + 1)
            }
            ("more" | "longer", "than") => ("MORE_THAN", at + 2),
            ("over", _) => ("MORE_THAN", at + 1),
            ("less" | "fewer", "than") => ("LESS_THAN", at + 2),
            ("at", "least") => ("EQUAL_OR_MORE", at + 2),
            ("at", "most") => ("EQUAL_OR_LESS", at + 2),
            ("up", "to") => ("EQUAL_OR_LESS", at + 2),
            _ => return None,
        };
        let (meaning, end) = self.away(next).or_else(|| self.length(next))?;
        let counted =
            matches!(meaning, Meaning::Length { amount: Some(_), .. } | Meaning::Shift { amount: Some(_), .. });
        counted.then_some((Meaning::Modified(Box::new(meaning), modifier), end))
    }

    /// "5 to 7 May", "May 5-7, 2010", "2008-10", "between May and June 1981", "January-June 2016".
    pub(super) fn range(&self, at: usize) -> Reading {
        let between = self.lower(at) == "between";
        let from = self.skip(at, &["between"]);
        let to = |at: usize| -> Option<usize> {
            let word = self.lower(at);
            (matches!(word, "to" | "until" | "till" | "through" | "-") && !between || (word == "and" && between))
                .then_some(at + 1)
        };
        // "May 5-7, 2010"
        if let Some((month, next)) = self.month_name(from)
            && let Some((first, next)) = self.day_of_month(next)
            && let Some(next) = to(next)
            && let Some((last, next)) = self.day_of_month(next)
            && self.month_name(next).is_none()
        {
            let (year, next) = self.year_after(next);
            return Some(range(
                Meaning::Day { year, month, day: first },
                Meaning::Day { year, month, day: last },
                next,
            ));
        }
        // "5 to 7 May 2010"
        if let Some((first, next)) = self.day_of_month(from)
            && let Some(next) = to(next)
            && let Some((Meaning::Day { year, month, day }, next)) = self.dated(next)
        {
            let first = Meaning::Day { year, month, day: first };
            return Some(range(first, Meaning::Day { year, month, day }, next));
        }
        // "2008-10", "2008 to 2010", "between 2005 and 2007"
        if let Some((first, last, last_start, next)) = self.years(from, &to) {
            let (first, last) = (Meaning::Year(first), Meaning::Year(last));
            let short = self.words[last_start].end - self.words[last_start].start < 4;
            return Some(if short && self.hyphen(from + 1) {
                range(first, last, next)
            } else {
                ends(first, from + 1, last, last_start, next)
            });
        }
        // "January-June 2016", "between May and June in 1981", "3 May to 4 June 2010"
        let (first, first_end) = self.whole(from)?;
        let last_start = to(first_end)?;
        let (last, next) = self.whole(last_start)?;
        let fits =
            matches!(first, Meaning::Day { .. } | Meaning::Month { .. } | Meaning::Decade(_) | Meaning::Weekday { .. });
        if !fits || std::mem::discriminant(&first) != std::mem::discriminant(&last) {
            return None;
        }
        Some(if self.hyphen(first_end) {
            range(first, last, next)
        } else {
            ends(first, first_end, last, last_start, next)
        })
    }

    pub(super) fn years(&self, at: usize, to: &impl Fn(usize) -> Option<usize>) -> Option<(i16, i16, usize, usize)> {
        let (word, number) = self.digits(at)?;
        if word.len() != 4 || !(1000..2200).contains(&number) || self.is_page(at) {
            return None;
        }
        let first = i16::try_from(number).ok()?;
        let next = to(at + 1)?;
        let (word, number) = self.digits(next)?;
        let number = i16::try_from(number).ok()?;
        let last = match word.len() {
            4 => number,
            2 if self.lower(next - 1) == "-" => first / 100 * 100 + number,
            _ => return None,
        };
        let glued =
            |at: usize| self.words.get(at).is_some_and(|word| !word.spaced && matches!(word.lower.as_str(), "-" | "/"));
        (first < last && last < 2200 && !glued(next + 1)).then_some((first, last, next, next + 1))
    }
}

/// Two ends that each name their days; a year that only the last names holds for both.
fn ends(first: Meaning, first_end: usize, last: Meaning, last_start: usize, next: usize) -> (Meaning, usize) {
    let (Meaning::Range(first, last), next) = range(first, last, next) else {
        unreachable!("a range is made of two ends")
    };
    (Meaning::Ends { first, last, first_end, last_start }, next)
}

/// A range; a year that only its end names holds for both: "January-June 2016".
fn range(mut first: Meaning, last: Meaning, next: usize) -> (Meaning, usize) {
    let named = match last {
        Meaning::Day { year, .. } | Meaning::Month { year, .. } => year,
        _ => None,
    };
    if let Meaning::Day { year, .. } | Meaning::Month { year, .. } = &mut first {
        *year = year.or(named);
    }
    (Meaning::Range(Box::new(first), Box::new(last)), next)
}
