//! Counted parts of a named time: "the last Friday of this month", "the second week of May", "the last four months of 2016".

use super::grammar::{Grammar, Reading};
use super::meaning::{Amount, From, Meaning, Part, Unit};

impl Grammar<'_> {
    /// A counted part of a time that is named after it.
    pub(super) fn counted_part(&self, at: usize) -> Reading {
        let start = self.skip(at, &["the"]);
        self.nth_weekday(start).or_else(|| self.nth_unit(start)).or_else(|| self.edge_units(start))
    }

    /// The month, year or quarter after "of" or "in".
    fn held_in(&self, at: usize) -> Reading {
        let next = at + 1;
        if !self.is(at, &["of", "in"]) {
            return None;
        }
        let month = || {
            let (month, next) = self.month_name(next)?;
            let (year, next) = self.year_after(next);
            Some((Meaning::Month { year, month }, next))
        };
        let the_month = || {
            let the = self.skip(next, &["the", "this"]);
            let unit = self.unit(the).filter(|unit| matches!(unit, Unit::Month | Unit::Quarter | Unit::Year))?;
            (the > next && !self.lower(the).ends_with('s'))
                .then_some((Meaning::Shift { unit, amount: Some(0.0), sign: 0, from: From::Publication }, the + 1))
        };
        let year = || self.year(next, true).map(|(year, next)| (Meaning::Year(year), next));
        let named = |(meaning, _): &(Meaning, usize)| {
            matches!(
                meaning,
                Meaning::Month { .. }
                    | Meaning::WhichMonth { day: None, .. }
                    | Meaning::Year(_)
                    | Meaning::Quarter { .. }
                    | Meaning::Half { .. }
                    | Meaning::Season { .. }
                    | Meaning::Decade(_)
                    | Meaning::Shift { unit: Unit::Month | Unit::Quarter | Unit::Year, .. }
            )
        };
        let found = [month(), the_month(), year(), self.which(next), self.point(next)];
        found.into_iter().flatten().filter(named).max_by_key(|found| found.1)
    }

    /// "first", "3rd", "last": which one, counted from the front, or -1.
    fn nth(&self, at: usize) -> Option<(i8, usize)> {
        if self.is(at, &["last", "final"]) {
            return Some((-1, at + 1));
        }
        let (number, next) = self.ordinal(at)?;
        Some((i8::try_from(number).ok()?, next))
    }

    /// "first Monday of October", "last Sunday of next month"
    fn nth_weekday(&self, at: usize) -> Reading {
        let (nth, next) = self.nth(at)?;
        let (day, next) = self.weekday_name(next).filter(|_| (-1..=5).contains(&nth) && nth != 0)?;
        let (of, next) = self.held_in(next)?;
        Some((Meaning::NthWeekday { day, nth, of: Box::new(of) }, next))
    }

    /// "second week of May", "first day of 2012", "third month of the year"
    fn nth_unit(&self, at: usize) -> Reading {
        let (nth, next) = self.nth(at)?;
        let unit =
            self.unit(next).filter(|unit| matches!(unit, Unit::Day | Unit::Weekend | Unit::Week | Unit::Month))?;
        // "night" is no day that is counted.
        if self.lower(next).ends_with('s') || self.lower(next) == "night" {
            return None;
        }
        let (of, next) = self.held_in(next + 1)?;
        Some((Meaning::NthUnit { unit, nth, of: Box::new(of) }, next))
    }

    /// "first three months of 2011", "last days of March", "closing months of 1989"
    fn edge_units(&self, at: usize) -> Reading {
        let last = match self.lower(at) {
            "first" | "opening" | "early" | "initial" => false,
            "last" | "final" | "closing" | "dying" | "waning" => true,
            _ => return None,
        };
        let (amount, next): (Amount, usize) = self.amount(at + 1).unwrap_or((None, at + 1));
        let unit = self
            .unit(next)
            .filter(|unit| (Unit::Day..=Unit::Decade).contains(unit) && self.lower(next).ends_with('s'))?;
        let (of, next) = self.held_in(next + 1)?;
        let of = Box::new(of);
        Some(match amount.filter(|amount| amount.fract() == 0.0) {
            Some(amount) => (Meaning::EdgeUnits { unit, amount: amount as i32, last, of }, next),
            None => (Meaning::PartOf { whole: of, part: if last { Part::End } else { Part::Start } }, next),
        })
    }

    /// "H1 2017", "2H 2017", "1Q 2018", "2018 Q1", "Q1 of 2018": as balance sheets write quarters and halves.
    pub(super) fn sheet(&self, at: usize) -> Reading {
        let part = |at: usize| -> Option<(bool, i8, usize)> {
            let glued = self.words.get(at + 1).is_some_and(|word| !word.spaced);
            let (letter, digit) = match self.lower(at) {
                "q" | "h" => (at, at + 1),
                _ => (at + 1, at),
            };
            let number = i8::try_from(self.digits(digit)?.1).ok()?;
            let half = self.lower(letter) == "h";
            let fits = glued && self.capital(letter) && self.is(letter, &["q", "h"]);
            (fits && (1..=if half { 2 } else { 4 }).contains(&number)).then_some((half, number, at + 2))
        };
        let meaning = |half: bool, number: i8, year: Option<i16>| match half {
            true => Meaning::Half { year, half: number },
            false => Meaning::Quarter { year, quarter: number },
        };
        if let Some((year, next)) = self.year(at, true)
            && let Some((half, number, next)) = part(next)
        {
            return Some((meaning(half, number, Some(year)), next));
        }
        let (half, number, next) = part(at)?;
        let (year, next) = self.year_after(next);
        (year.is_some() || !half && self.is(at, &["q"])).then(|| (meaning(half, number, year), next))
    }
}
