//! Points of the calendar: days, months, decades, seasons, quarters, holidays, years.

use super::{Grammar, Reading};
use crate::times::meaning::{Meaning, Season};

impl Grammar<'_> {
    /// A calendar day, month, year, decade, century, season, quarter or weekday.
    pub(in crate::times) fn point(&self, at: usize) -> Reading {
        let longest = [
            self.numeric(at),
            self.weekday(at),
            self.dated(at),
            self.month(at),
            self.decade(at),
            self.century(at),
            self.season(at),
            self.quarter(at),
            self.holiday(at),
            self.year_end(at),
            self.bare_year(at),
        ];
        longest.into_iter().flatten().max_by_key(|&(_, next)| next)
    }

    /// "Tuesday", "Tuesday, May 3", "Tuesday 3 May 2010", "Tuesday night".
    pub(super) fn weekday(&self, at: usize) -> Reading {
        let (day, next) = self.weekday_name(at)?;
        // "Wednesday Carr was freed", "June Tarn and Tuesday Weldon"
        let led =
            at.checked_sub(1).is_some_and(|before| !self.is(before, &["and", "or", "with", "mr", "ms", "mrs", "dr"]));
        let named = self
            .words
            .get(next)
            .is_some_and(|next| next.capital && next.spaced && next.lower.chars().all(char::is_alphabetic));
        if named
            && !led
            && self.month_name(next).is_none()
            && self.weekday_name(next).is_none()
            && self.part_of_day(next).is_none()
        {
            return None;
        }
        let mut after = self.skip(next, &[","]);
        after = self.skip(after, &["the"]);
        if let Some(reading) = self.dated(after) {
            return Some(reading);
        }
        // "every Wednesday/Thursday", "each Monday and Friday"
        let goes_on = at >= 3 && self.is(at - 1, &["/", "and", "or"]) && self.is(at - 3, &["every", "each"]);
        if self.is_habit(at, next) || goes_on && self.weekday_name(at - 2).is_some() {
            let next = if self.part_of_day(next).is_some() { next + 1 } else { next };
            return Some((Meaning::Every { unit: None, weekday: Some(day), amount: 1.0 }, next));
        }
        let part = self.part_of_day(next);
        let many = part.is_some() && self.lower(next).ends_with('s');
        let any = at.checked_sub(1).is_some_and(|before| self.is(before, &["a", "any", "per"]));
        if many || any || self.lower(at).ends_with('s') && self.lower(at).len() > 5 {
            let next = if many { next + 1 } else { next };
            return Some((Meaning::Every { unit: None, weekday: Some(day), amount: 1.0 }, next));
        }
        Some(self.with_day_part(Meaning::Weekday { day, which: 0 }, next))
    }

    /// "two flights a week, on Thursday and Sunday", "Mon-Fri 08:30": so it is every week.
    fn is_habit(&self, at: usize, next: usize) -> bool {
        const WEEKLY: [[&str; 2]; 6] = [
            ["per", "week"],
            ["each", "week"],
            ["every", "week"],
            ["times", "week"],
            ["twice", "week"],
            ["flights", "week"],
        ];
        let weekly = |place: usize| {
            self.lower(place) == "weekly"
                || WEEKLY.iter().any(|[lead, week]| {
                    self.lower(place) == *lead
                        && (self.lower(place + 1) == *week
                            || self.is(place + 1, &["a"]) && self.lower(place + 2) == *week)
                })
        };
        let told = (at.saturating_sub(12)..at).any(weekly);
        // Signs on doors write days in three letters, and the hour after them.
        let short = self.lower(at).len() == 3 && !self.is(at.saturating_sub(1), &["on", "of"]);
        let hour = self.digits(next).is_some_and(|(word, _)| word.len() <= 2)
            && (self.is(next + 1, &[":", "am", "pm", "a.m.", "p.m.", "-"]));
        let door = short && (hour || self.hyphen(next) && self.weekday_name(next + 1).is_some());
        told || door
    }

    pub(super) fn with_day_part(&self, of: Meaning, next: usize) -> (Meaning, usize) {
        let early = self.skip(next, &["early", "late"]);
        match self.part_of_day(early) {
            Some(part) => (Meaning::DayPart { of: Some(Box::new(of)), part }, early + 1),
            None => (of, next),
        }
    }

    /// A day and a month, in either order, perhaps with a year.
    pub(super) fn dated(&self, at: usize) -> Reading {
        if let Some((month, next)) = self.month_name(at) {
            let the = self.skip(next, &["the"]);
            let (day, after) = self.day_of_month(the)?;
            // "May 5-7, 2010" is a range; "March 2010" is no day.
            let (year, after) = self.year_after(after);
            return Some(self.with_day_part(Meaning::Day { year, month, day }, after));
        }
        let (day, next) = self.day_of_month(at)?;
        // "the 1st day of February"
        let next = if self.lower(next) == "day" && self.lower(next + 1) == "of" { next + 1 } else { next };
        let (month, after) = self.month_name(self.skip(next, &["of"]))?;
        if let Some(which) = self.which_behind(after, &["then", "to"]) {
            return Some((Meaning::WhichMonth { month, day: Some(day), which }, after + 1));
        }
        let (year, after) = self.year_after(after);
        Some((Meaning::Day { year, month, day }, after))
    }

    /// "the 12th of October last", "the 1st of March next", "in May next": the next or the last one, told behind the name.
    fn which_behind(&self, at: usize, goes_on: &[&str]) -> Option<i8> {
        let which = match self.lower(at) {
            "last" => -1,
            "next" => 1,
            _ => return None,
        };
        let ends = self.words.get(at + 1).is_none_or(|word| !word.lower.starts_with(char::is_alphanumeric));
        (ends || self.is(at + 1, goes_on)).then_some(which)
    }

    /// ", 2010", "2010", "of 2010", "this year", "last year" after a day or a month.
    pub(in crate::times) fn year_after(&self, at: usize) -> (Option<i16>, usize) {
        // "30 September 420", "December of 384": three figures with nothing after them to count.
        let old = self.skip(at, &["of", "in"]);
        if let Some((word, number)) = self.digits(old)
            && word.len() == 3
            && (old > at || at.checked_sub(2).is_some_and(|before| self.day_of_month(before).is_some()))
            && self
                .words
                .get(old + 1)
                .is_none_or(|next| next.lower.starts_with([',', '.', ';', ')', ':']) && !next.spaced)
            && self.digits(old + 2).is_none()
        {
            return (i16::try_from(number).ok(), old + 1);
        }
        for marks in [&[","][..], &["of"], &["in"]] {
            let after = self.skip(at, marks);
            if let Some((year, next)) = self.year(after, true) {
                // "on May 5, 2000 soldiers" keeps its soldiers.
                if marks != [","] || after == at || !self.counted(next) {
                    return (Some(year), next);
                }
            }
        }
        (None, at)
    }

    /// "November", "November 2008", "November of 2008"; "may" and "march" need company.
    pub(super) fn month(&self, at: usize) -> Reading {
        let (month, next) = self.month_name(at)?;
        let (year, after) = self.year_after(next);
        if year.is_some() {
            return Some((Meaning::Month { year, month }, after));
        }
        let before = at.checked_sub(1).map_or("", |before| self.lower(before));
        const LEADS: [&str; 24] = [
            "in", "of", "by", "since", "until", "till", "during", "from", "to", "through", "early", "late", "mid",
            "last", "next", "this", "and", "between", "before", "after", "-", "for", "every", "each",
        ];
        let introduced = LEADS.contains(&before);
        let ambiguous = matches!(self.lower(at), "may" | "march" | "mar" | "jan" | "april" | "june" | "august");
        // "In March" is a month, "Theresa May" and "March on Rome" are not.
        // "and April Hollis": a given name with another after it.
        const FIRM: [&str; 13] =
            ["in", "of", "by", "since", "until", "till", "during", "early", "late", "mid", "last", "next", "this"];
        let named = self.words.get(next).is_some_and(|next| next.capital && next.spaced)
            && self.weekday_name(next).is_none()
            && self.month_name(next).is_none();
        if named && ambiguous && !FIRM.contains(&before) {
            return None;
        }
        if let Some(which) = self.which_behind(next, &["then"]).filter(|_| FIRM.contains(&before)) {
            return Some((Meaning::WhichMonth { month, day: None, which }, next + 1));
        }
        let firm = introduced || (!ambiguous && (self.lower(at).len() > 3 || next > at + 1));
        (firm && !self.is(at + 1, &["'"]) || (introduced && self.is(at + 1, &["'"])))
            .then_some((Meaning::Month { year: None, month }, next))
    }

    /// "1990s", "the 1990s", "'90s", "the nineties".
    pub(super) fn decade(&self, at: usize) -> Reading {
        let start = self.skip(at, &["the"]);
        let apostrophe = self.skip(start, &["'"]);
        if let Some((word, number)) = self.digits(apostrophe) {
            let mut next = apostrophe + 1;
            next = if self.lower(next) == "'" && !self.words[next].spaced { next + 1 } else { next };
            let plural = self.lower(next) == "s" && !self.words[next].spaced;
            let year = match word.len() {
                4 if number % 10 == 0 => number,
                2 if number % 10 == 0 && (apostrophe > start || start > at) => {
                    if number < 30 {
                        2000 + number
                    } else {
                        1900 + number
                    }
                }
                _ => return None,
            };
            // "the 1600s" are a hundred years; "the 2000s" are so young that they are ten.
            let year = i16::try_from(year).ok()?;
            let meaning =
                if year % 100 != 0 || year == 2000 { Meaning::Decade(year) } else { Meaning::Century(year / 100 + 1) };
            // "temperatures in the 30s°F"
            let degrees = self.words.get(next + 1).is_some_and(|word| word.lower.starts_with('°'));
            return (plural && !degrees).then_some((meaning, next + 1));
        }
        const NAMES: [&str; 7] = ["thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"];
        let place = NAMES.iter().position(|&name| name == self.lower(start))?;
        let aged =
            at.checked_sub(1).is_some_and(|before| self.is(before, &["his", "her", "their", "my", "your", "our"]));
        (!aged && start > at).then_some((Meaning::Decade(1930 + 10 * i16::try_from(place).ok()?), start + 1))
    }

    /// "the 17th century".
    pub(super) fn century(&self, at: usize) -> Reading {
        let (number, next) = self.ordinal(self.skip(at, &["the"]))?;
        let next = if self.hyphen(next) { next + 1 } else { next };
        // "from the 15th to the 19th century", "the 17th and 18th centuries": the first by itself.
        let joins = self.is(next, &["to", "and", "or", "through", "until", "-"]);
        if joins
            && let Some((last, after)) = self.ordinal(self.skip(next + 1, &["the"]))
            && self.is(after, &["century", "centuries"])
            && number < last
            && !self.is(after + 1, &["bc", "bce"])
        {
            return (1..=30).contains(&number).then_some((Meaning::Century(number), next));
        }
        let fits = self.is(next, &["century", "centuries"]) && (1..=30).contains(&number);
        let before_christ = self.is(next + 1, &["bc", "bce"]) && self.capital(next + 1);
        let (meaning, end) =
            if before_christ { (Meaning::Century(1 - number), next + 2) } else { (Meaning::Century(number), next + 1) };
        fits.then_some((meaning, end))
    }

    /// "the summer of 2009", "winter 2010".
    pub(super) fn season(&self, at: usize) -> Reading {
        let start = self.skip(at, &["the"]);
        let season = self.season_name(start)?;
        // "the winter of 1776-77"
        let hyphen = |at: usize| self.hyphen(at).then_some(at + 1);
        if let Some((first, last, _, next)) = self.years(self.skip(start + 1, &["of"]), &hyphen)
            && last == first + 1
        {
            return Some((Meaning::Season { year: Some(first), season }, next));
        }
        let (year, next) = self.year_after(start + 1);
        let before = at.checked_sub(1).map_or("", |before| self.lower(before));
        // "Spring" and "fall" alone are other words too; summer and winter by preposition.
        let alone = matches!(season, Season::Summer | Season::Winter | Season::Spring | Season::Autumn)
            && matches!(before, "in" | "during" | "since" | "by" | "until")
            && !(self.lower(start) == "fall" && (start == at || self.lower(start + 1) == "of"));
        (year.is_some() || alone).then_some((Meaning::Season { year, season }, next))
    }

    /// "the third quarter of 2009", "the first half of 2010", "Q3 2009".
    pub(super) fn quarter(&self, at: usize) -> Reading {
        if self.lower(at) == "q" && self.capital(at) {
            let (_, number) = self.digits(at + 1)?;
            let quarter = i8::try_from(number).ok().filter(|quarter| (1..=4).contains(quarter))?;
            let (year, next) = self.year_after(at + 2);
            return Some((Meaning::Quarter { year, quarter }, next));
        }
        let (number, next) = self.ordinal(self.skip(at, &["the"]))?;
        let number = i8::try_from(number).ok()?;
        let part = self.lower(next);
        let (year, after) = self.year_after(next + 1);
        match part {
            "quarter" if (1..=4).contains(&number) => Some((Meaning::Quarter { year, quarter: number }, after)),
            "half" if (1..=2).contains(&number) && year.is_some() => {
                Some((Meaning::Half { year, half: number }, after))
            }
            _ => None,
        }
    }

    /// "by year end", "at year-end 2009": the last day of the year.
    fn year_end(&self, at: usize) -> Reading {
        const LEADS: [&str; 7] = ["by", "at", "before", "until", "till", "since", "after"];
        let end = if self.hyphen(at + 1) { at + 2 } else { at + 1 };
        let fits = self.lower(at) == "year"
            && self.lower(end) == "end"
            && at.checked_sub(1).is_some_and(|before| self.is(before, &LEADS));
        let (year, next) = self.year_after(end + 1);
        fits.then_some((Meaning::Day { year, month: 12, day: 31 }, next))
    }

    /// Days that keep their date every year.
    pub(super) fn holiday(&self, at: usize) -> Reading {
        let days: [(&[&str], i8, i8); 6] = [
            (&["christmas", "eve"], 12, 24),
            (&["christmas", "day"], 12, 25),
            (&["christmas"], 12, 25),
            (&["new", "year", "'", "s", "eve"], 12, 31),
            (&["new", "year", "'", "s", "day"], 1, 1),
            (&["may", "day"], 5, 1),
        ];
        let &(name, month, day) =
            days.iter().find(|(name, ..)| name.iter().enumerate().all(|(i, &word)| self.lower(at + i) == word))?;
        let (year, next) = self.year_after(at + name.len());
        // "Johnnie Christmas", "The Christmas Cottage" are names.
        let word = |at: usize| self.capital(at) && self.lower(at).chars().all(char::is_alphabetic);
        let led = at >= 2 && word(at - 1) && self.weekday_name(at - 1).is_none() && self.month_name(at - 1).is_none();
        let leads =
            year.is_none() && at > 0 && word(next) && self.words[next].spaced && !led_by_time(self.lower(at - 1));
        if led || leads {
            return None;
        }
        self.capital(at).then_some((Meaning::Day { year, month, day }, next))
    }
}

/// "since Christmas Oda Lund has been away": a time, whatever name comes after it.
fn led_by_time(before: &str) -> bool {
    matches!(
        before,
        "at" | "on"
            | "since"
            | "until"
            | "till"
            | "by"
            | "before"
            | "after"
            | "over"
            | "for"
            | "last"
            | "this"
            | "next"
    )
}
