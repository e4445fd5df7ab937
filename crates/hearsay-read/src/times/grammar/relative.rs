//! Expressions that hang on the day they are said: "last March", "two weeks ago", "every Monday".

use super::{Grammar, Reading};
use crate::times::meaning::{From, Meaning, PartOfDay, Unit};

impl Grammar<'_> {
    /// "yesterday", "tonight", "last night", "this morning", "the day before yesterday".
    pub(super) fn near(&self, at: usize) -> Reading {
        let day = |amount: f64| Meaning::Shift {
            unit: Unit::Day,
            amount: Some(amount.abs()),
            sign: if amount < 0.0 { -1 } else { 1 },
            from: From::Publication,
        };
        let part = |of: Meaning, part: PartOfDay| Meaning::DayPart { of: Some(Box::new(of)), part };
        let skip_the = self.skip(at, &["the"]);
        if self.lower(skip_the) == "day" && self.is(skip_the + 1, &["before", "after"]) {
            match self.lower(skip_the + 2) {
                "yesterday" => return Some((day(-2.0), skip_the + 3)),
                "tomorrow" => return Some((day(2.0), skip_the + 3)),
                _ => {}
            }
        }
        match self.lower(at) {
            // "copies of Yucatan Today": a name, where not all words are set in capitals as headlines are.
            "today"
                if self.capital(at)
                    && at >= 2
                    && self.capital(at - 1)
                    && self.lower(at - 1).chars().all(char::is_alphabetic)
                    && self.weekday_name(at - 1).is_none()
                    && self.words.iter().any(|word| !word.capital && word.lower.len() > 3) =>
            {
                None
            }
            "today" => Some((day(0.0), at + 1)),
            "yesterday" => Some(self.with_day_part(day(-1.0), at + 1)),
            "tomorrow" => Some(self.with_day_part(day(1.0), at + 1)),
            "tonight" => Some((part(day(0.0), PartOfDay::Night), at + 1)),
            "the" if self.lower(at + 1) == "weekend" => {
                let led = at.checked_sub(1).is_some_and(|before| {
                    self.is(before, &["over", "at", "during", "throughout", "on", "this", "of", "until", "before"])
                });
                led.then_some((Meaning::Weekend, at + 2))
            }
            "overnight" => Some((Meaning::Overnight, at + 1)),
            "last" if self.lower(at + 1) == "night" => Some((part(day(-1.0), PartOfDay::Night), at + 2)),
            "this" => self.part_of_day(at + 1).map(|of_day| (part(day(0.0), of_day), at + 2)),
            _ => None,
        }
    }

    /// "last year", "next Tuesday", "this month", "the previous day", "the following week", "last November".
    pub(in crate::times) fn which(&self, at: usize) -> Reading {
        let start = self.skip(at, &["the"]);
        let (sign, from) = match self.lower(start) {
            "last" | "past" => (-1, From::Publication),
            "next" | "coming" if start == at => (1, From::Publication),
            "next" | "following" | "subsequent" => (1, From::Discourse),
            "coming" | "upcoming" => (1, From::Publication),
            "this" | "current" => (0, From::Publication),
            "previous" | "preceding" => (-1, From::Discourse),
            "same" | "that" => (0, From::Discourse),
            _ => return None,
        };
        let next = start + 1;
        if from == From::Publication {
            if let Some((day, after)) = self.weekday_name(next) {
                return Some(self.with_day_part(Meaning::Weekday { day, which: sign }, after));
            }
            if let Some((month, after)) = self.month_name(next) {
                let (day, after) = match self.day_of_month(after) {
                    Some((day, after)) if self.year(after, false).is_none() => (Some(day), after),
                    _ => (None, after),
                };
                return Some((Meaning::WhichMonth { month, day, which: sign }, after));
            }
            if let Some(season) = self.season_name(next) {
                let shift =
                    Meaning::Shift { unit: Unit::Season(season), amount: Some(f64::from(sign.abs())), sign, from };
                return Some((shift, next + 1));
            }
        }
        if from == From::Discourse
            && let Some(part) = self.part_of_day(next)
        {
            let day = Meaning::Shift { unit: Unit::Day, amount: Some(f64::from(sign.abs())), sign, from };
            return Some((Meaning::DayPart { of: Some(Box::new(day)), part }, next + 1));
        }
        if from == From::Discourse
            && let Some(season) = self.season_name(next)
        {
            let unit = Unit::Season(season);
            return Some((Meaning::Shift { unit, amount: Some(f64::from(sign.abs())), sign, from }, next + 1));
        }
        let unit = self.unit(next)?;
        // "our last day in Arland" is no yesterday.
        if unit == Unit::Day && self.lower(start) == "last" {
            return None;
        }
        // "the past year" is a stretch, "in the last days" too; "this second", "that day" count seconds no day.
        let single = !self.lower(next).ends_with('s');
        let stretch = matches!(self.lower(start), "past") || (start > at && self.lower(start) == "last");
        if !single || stretch || unit.is_clock() || unit >= Unit::Decade && from == From::Publication && sign != 0 {
            return None;
        }
        if self.lower(next) == "night" {
            return None;
        }
        Some((Meaning::Shift { unit, amount: Some(f64::from(sign.abs())), sign, from }, next + 1))
    }

    /// "the past year", "the last three months", "the next two weeks", "recent years", "the coming days".
    pub(super) fn stretch(&self, at: usize) -> Reading {
        let start = self.skip(at, &["the", "these"]);
        let (sign, mut next) = match self.lower(start) {
            "past" | "last" | "previous" | "preceding" => (-1, start + 1),
            "recent" => (-1, start + 1),
            "next" | "coming" | "following" => (1, start + 1),
            _ => return None,
        };
        let plain = next;
        let mut amount = Some(1.0);
        let mut counted = false;
        if let Some((many, after)) = self.amount(next).filter(|&(_, after)| self.unit(after).is_some()) {
            (amount, next, counted) = (many, after, true);
        }
        let unit = self.unit(next)?;
        let plural = self.lower(next).ends_with('s');
        if !counted && plural {
            amount = None;
        }
        if self.lower(start) == "recent" && !plural {
            return None;
        }
        // "last year" without the article is a calendar year.
        if !counted && !plural && (start == at || self.lower(start) == "next") && self.lower(start) != "past" {
            return None;
        }
        if next == plain && !plural && !matches!(self.lower(start), "past" | "last" | "coming") {
            return None;
        }
        Some((Meaning::Stretch { unit, amount, sign }, next + 1))
    }

    /// "three days ago", "two years earlier", "a week later", "in two days' time", "a year from now".
    pub(super) fn away(&self, at: usize) -> Reading {
        let (amount, next) = self.amount(at)?;
        let unit = self.unit(next)?;
        let amount = match self.lower(next) {
            "fortnight" | "fortnights" => amount.map(|amount| amount * 2.0),
            _ => amount,
        };
        let after = next + 1;
        let (sign, from, end) = match (self.lower(after), self.lower(after + 1)) {
            ("ago", _) => (-1, From::Publication, after + 1),
            ("back", _) => (-1, From::Publication, after + 1),
            ("earlier" | "before" | "previously", _) => (-1, From::Discourse, after + 1),
            ("later" | "afterwards" | "afterward", _) => (1, From::Discourse, after + 1),
            ("from", "now") => (1, From::Publication, after + 2),
            _ => return None,
        };
        // "two days before the vote" counts from the vote, of which nothing is known here.
        let open = self.lower(after) == "before"
            && self.words.get(after + 1).is_some_and(|word| word.lower.chars().all(char::is_alphanumeric));
        (!open).then_some((Meaning::Shift { unit, amount, sign, from }, end))
    }

    /// "three years", "two-day", "decades", "half a century"; not ages.
    pub(super) fn length(&self, at: usize) -> Reading {
        let (amount, mut next) = match self.amount(at) {
            Some((amount, next)) => (amount, next),
            None if self.is(at, &["days", "weeks", "months", "years", "decades", "centuries", "hours"]) => (None, at),
            None => return None,
        };
        if self.hyphen(next) {
            next += 1;
        }
        let unit = self.unit(next)?;
        let article = self.is(at, &["a", "an"]) && next == at + 1;
        let end = next + 1;
        let age = self.is(end, &["old", "olds"]) || (self.hyphen(end) && self.is(end + 1, &["old", "olds"]));
        // "one day", "a night", "a second" and "a quarter" are seldom lengths; "a few days" is.
        let idle = (article
            && (unit.is_clock() && unit != Unit::Hour || matches!(unit, Unit::Day | Unit::Quarter | Unit::Weekend)))
            || (self.lower(at) == "one" && unit == Unit::Day)
            || matches!(unit, Unit::Quarter)
            || self.is(at, &["second"]);
        // "World Cup 2018 day five"
        let year = amount.is_some_and(|amount| amount >= 1900.0) && !self.lower(next).ends_with('s');
        let idle = idle || year;
        let per = at.checked_sub(1).is_some_and(|before| self.is(before, &["per", "times", "once", "twice"]));
        let amount =
            if self.is(next, &["fortnight", "fortnights"]) { amount.map(|amount| amount * 2.0) } else { amount };
        let per_unit = per && article;
        (!age && !idle && !per_unit).then_some((Meaning::Length { unit, amount }, end))
    }

    /// "every day", "each Monday", "twice a week", "daily", "annually".
    pub(super) fn every(&self, at: usize) -> Reading {
        let set = |unit: Unit, amount: f64| Meaning::Every { unit: Some(unit), weekday: None, amount };
        match self.lower(at) {
            "every" | "each" => {
                if let Some((day, next)) = self.weekday_name(at + 1) {
                    return Some((Meaning::Every { unit: None, weekday: Some(day), amount: 1.0 }, next));
                }
                let (amount, next) = match self.lower(at + 1) {
                    "other" => (2.0, at + 2),
                    _ => match self.amount(at + 1) {
                        Some((Some(amount), next)) => (amount, next),
                        _ => (1.0, at + 1),
                    },
                };
                Some((set(self.unit(next)?, amount), next + 1))
            }
            "once" | "twice" => self
                .is(at + 1, &["a", "an", "per", "every"])
                .then(|| self.unit(at + 2))
                .flatten()
                .map(|unit| (set(unit, 1.0), at + 3)),
            "daily" => Some((set(Unit::Day, 1.0), at + 1)),
            "weekly" => Some((set(Unit::Week, 1.0), at + 1)),
            "monthly" => Some((set(Unit::Month, 1.0), at + 1)),
            "yearly" | "annually" | "annual" => Some((set(Unit::Year, 1.0), at + 1)),
            _ => None,
        }
    }
}
