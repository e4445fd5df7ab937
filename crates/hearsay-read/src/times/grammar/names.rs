//! The words of a sentence one by one, and the names of months, weekdays, seasons and units among them.

use jiff::civil::Weekday;

use super::Grammar;
use crate::syntax::closed_class::WEEKDAYS;
use crate::times::meaning::{PartOfDay, Season, Unit};

impl Grammar<'_> {
    pub(in crate::times) fn lower(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.lower.as_str())
    }

    pub(in crate::times) fn is(&self, at: usize, any: &[&str]) -> bool {
        self.words.get(at).is_some_and(|word| any.contains(&word.lower.as_str()))
    }

    /// The word after `at` if that is one of `any`, else `at`.
    pub(in crate::times) fn skip(&self, at: usize, any: &[&str]) -> usize {
        if self.is(at, any) { at + 1 } else { at }
    }

    pub(in crate::times) fn capital(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.capital)
    }

    /// "-" written without spaces, as in "two-day".
    pub(in crate::times) fn hyphen(&self, at: usize) -> bool {
        self.lower(at) == "-" && !self.words[at].spaced && self.words.get(at + 1).is_some_and(|next| !next.spaced)
    }

    pub(in crate::times) fn digits(&self, at: usize) -> Option<(&str, i32)> {
        let word = self.lower(at);
        let number = word.parse().ok()?;
        (word.len() <= 6).then_some((word, number))
    }

    /// Whether digits at `at` go on as a longer number: "2,008", "2008.5", "20/08".
    pub(in crate::times) fn number_goes_on(&self, at: usize) -> bool {
        let next = |offset: usize| self.words.get(at + offset);
        let mark = next(1)
            .is_some_and(|mark| !mark.spaced && matches!(mark.lower.as_str(), "," | "." | ":" | "/" | "%" | "-"));
        let more =
            next(2).is_some_and(|more| !more.spaced && more.lower.as_bytes().first().is_some_and(u8::is_ascii_digit));
        let unit = next(1).is_some_and(|unit| !unit.spaced && matches!(unit.lower.as_str(), "%" | "°"));
        (mark && more) || unit
    }

    // --- names of the calendar -------------------------------------------------------------------------------

    pub(in crate::times) fn month_name(&self, at: usize) -> Option<(i8, usize)> {
        const MONTHS: [(&str, &str); 12] = [
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may", "may"),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ];
        let word = self.lower(at);
        // "in june 2016", as people type; a march and a may stay what they are.
        let typed = word.len() > 3
            && !matches!(word, "march" | "august" | "sept")
            && self.digits(at + 1).is_some_and(|(year, _)| year.len() == 4);
        if !self.capital(at) && !typed {
            return None;
        }
        let place = MONTHS
            .iter()
            .position(|&(full, short)| word == full || word == short || (word == "sep" && short == "sept"))?;
        let short = word.len() <= 4 && !matches!(word, "june" | "july" | "may");
        let dotted = short && self.lower(at + 1) == "." && !self.words[at + 1].spaced;
        // "Mar" and "Jan" by themselves may be names: the rules that take a month alone ask for a full one.
        Some((i8::try_from(place + 1).ok()?, at + 1 + usize::from(dotted)))
    }

    pub(in crate::times) fn weekday_name(&self, at: usize) -> Option<(Weekday, usize)> {
        let word = self.lower(at).trim_end_matches('s');
        let place = WEEKDAYS.iter().position(|&day| day == word).or_else(|| {
            let short: &[&[&str]] = &[
                &["mon"],
                &["tue", "tues"],
                &["wed", "weds"],
                &["thu", "thur", "thurs"],
                &["fri"],
                &["sat"],
                &["sun"],
            ];
            let dated = self.month_name(at + 1).is_some()
                || self.month_name(at + 2).is_some()
                || self.digits(at + 1).is_some()
                || self.lower(at + 1) == ",";
            (dated && self.capital(at))
                .then(|| short.iter().position(|names| names.contains(&self.lower(at))))
                .flatten()
        })?;
        let day = Weekday::from_monday_zero_offset(i8::try_from(place).ok()?).ok()?;
        let dotted = word.len() <= 5 && self.lower(at + 1) == "." && self.month_name(at + 2).is_some();
        (self.capital(at)).then_some((day, at + 1 + usize::from(dotted)))
    }

    pub(in crate::times) fn season_name(&self, at: usize) -> Option<Season> {
        match self.lower(at) {
            "spring" => Some(Season::Spring),
            "summer" => Some(Season::Summer),
            "autumn" | "fall" => Some(Season::Autumn),
            "winter" => Some(Season::Winter),
            _ => None,
        }
    }

    pub(in crate::times) fn unit(&self, at: usize) -> Option<Unit> {
        Some(match self.lower(at) {
            "second" | "seconds" => Unit::Second,
            "minute" | "minutes" | "mins" => Unit::Minute,
            "hour" | "hours" | "hrs" => Unit::Hour,
            "day" | "days" | "night" | "nights" => Unit::Day,
            "weekend" | "weekends" => Unit::Weekend,
            "week" | "weeks" | "fortnight" | "fortnights" => Unit::Week,
            "month" | "months" => Unit::Month,
            "quarter" | "quarters" => Unit::Quarter,
            "year" | "years" | "yr" | "yrs" => Unit::Year,
            "decade" | "decades" => Unit::Decade,
            "century" | "centuries" => Unit::Century,
            _ => return None,
        })
    }

    pub(super) fn part_of_day(&self, at: usize) -> Option<PartOfDay> {
        match self.lower(at).trim_end_matches('s') {
            "morning" => Some(PartOfDay::Morning),
            "afternoon" => Some(PartOfDay::Afternoon),
            "evening" => Some(PartOfDay::Evening),
            "night" => Some(PartOfDay::Night),
            _ => None,
        }
    }
}
