//! The grammar of English times: words in, [`Meaning`]s out. The longest reading at each word wins.

use jiff::civil::Weekday;

use super::meaning::{Amount, From, Meaning, Part, PartOfDay, Season, Unit};
use super::words::{Word, cardinal, ordinal, tens, words};
use crate::syntax::closed_class::WEEKDAYS;

/// An expression found in a text.
#[derive(Debug, PartialEq)]
pub(super) struct Parsed {
    /// First byte.
    pub(super) start: usize,
    /// First byte after it.
    pub(super) end: usize,
    /// What it means.
    pub(super) meaning: Meaning,
}

/// All expressions of `text`, in order and apart; `day_first` is the order of day and month in figures, where known.
pub(super) fn parse(text: &str, day_first: Option<bool>) -> Vec<Parsed> {
    let words = words(text);
    let grammar = Grammar { words: &words, day_first };
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match grammar.expression(at) {
            Some((meaning, next)) if next > at => {
                grammar.push(meaning, at, next, &mut found);
                at = next;
            }
            _ => at += 1,
        }
    }
    found
}

pub(super) type Reading = Option<(Meaning, usize)>;

pub(super) struct Grammar<'w> {
    pub(super) words: &'w [Word],
    /// Whether "1/2/2010" is the first of February.
    pub(super) day_first: Option<bool>,
}

impl Grammar<'_> {
    /// The longest expression that starts at word `at`.
    fn expression(&self, at: usize) -> Reading {
        if !self.may_start(at) {
            return None;
        }
        let rules: [fn(&Self, usize) -> Reading; 19] = [
            Self::counted_part,
            Self::sheet,
            Self::range,
            Self::modified,
            Self::part_of,
            Self::point,
            Self::which,
            Self::stretch,
            Self::away,
            Self::every,
            Self::length,
            Self::near,
            Self::clock,
            Self::reference,
            Self::day_part,
            Self::era,
            Self::period,
            Self::spoken_year,
            Self::bare_season,
        ];
        let mut best: Reading = None;
        for rule in rules {
            if let Some((meaning, next)) = rule(self, at)
                && best.as_ref().is_none_or(|&(_, longest)| next > longest)
            {
                best = Some((meaning, next));
            }
        }
        best
    }

    /// One expression, or the two ends of "from 1980 to 2012", each of which names its own days; what is written as
    /// one ("5-7 May", "January-June 2016", "between 2005 and 2007") stays one.
    fn push(&self, meaning: Meaning, at: usize, next: usize, found: &mut Vec<Parsed>) {
        let parsed = |meaning: Meaning, at: usize, next: usize| Parsed {
            start: self.words[at].start,
            end: self.words[next - 1].end,
            meaning,
        };
        if let Meaning::Ends { first, last, first_end, last_start } = meaning {
            found.push(parsed(*first, self.skip(at, &["between"]), first_end));
            found.push(parsed(*last, last_start, next));
        } else {
            found.push(parsed(meaning, at, next));
        }
    }

    /// Cheap test that spares most words the rules: a word in the middle of another ("A380"), or after "-" is out.
    fn may_start(&self, at: usize) -> bool {
        let word = &self.words[at];
        let first = word.lower.as_bytes().first().copied().unwrap_or(b' ');
        if !(first.is_ascii_alphanumeric() || first == b'\'') {
            return false;
        }
        let joined = at > 0 && !word.spaced;
        let digit = |word: &Word| word.lower.as_bytes().first().is_some_and(u8::is_ascii_digit);
        let before = at.checked_sub(1).map(|before| &self.words[before]);
        // "A380", "$2010", "3.2008", "1/2008" and "No. 2010" are no years; "mid-2010", "(2010)" may be.
        let bad = before.is_some_and(|before| {
            matches!(before.lower.as_str(), "$" | "£" | "€" | "#" | "." | "/" | ":" | "'" | "," | "@" | "_")
                || before.lower.chars().all(char::is_alphanumeric)
        });
        let inside = if digit(word) { bad } else { before.is_some_and(digit) };
        !(joined && inside)
    }

    pub(super) fn lower(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.lower.as_str())
    }

    pub(super) fn is(&self, at: usize, any: &[&str]) -> bool {
        self.words.get(at).is_some_and(|word| any.contains(&word.lower.as_str()))
    }

    /// The word after `at` if that is one of `any`, else `at`.
    pub(super) fn skip(&self, at: usize, any: &[&str]) -> usize {
        if self.is(at, any) { at + 1 } else { at }
    }

    pub(super) fn capital(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.capital)
    }

    /// "-" written without spaces, as in "two-day".
    pub(super) fn hyphen(&self, at: usize) -> bool {
        self.lower(at) == "-" && !self.words[at].spaced && self.words.get(at + 1).is_some_and(|next| !next.spaced)
    }

    pub(super) fn digits(&self, at: usize) -> Option<(&str, i32)> {
        let word = self.lower(at);
        let number = word.parse().ok()?;
        (word.len() <= 6).then_some((word, number))
    }

    /// Whether digits at `at` go on as a longer number: "2,008", "2008.5", "20/08".
    fn number_goes_on(&self, at: usize) -> bool {
        let next = |offset: usize| self.words.get(at + offset);
        let mark = next(1)
            .is_some_and(|mark| !mark.spaced && matches!(mark.lower.as_str(), "," | "." | ":" | "/" | "%" | "-"));
        let more =
            next(2).is_some_and(|more| !more.spaced && more.lower.as_bytes().first().is_some_and(u8::is_ascii_digit));
        let unit = next(1).is_some_and(|unit| !unit.spaced && matches!(unit.lower.as_str(), "%" | "°"));
        (mark && more) || unit
    }

    // --- names of the calendar -------------------------------------------------------------------------------

    pub(super) fn month_name(&self, at: usize) -> Option<(i8, usize)> {
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
        if !self.capital(at) {
            return None;
        }
        let word = self.lower(at);
        let place = MONTHS
            .iter()
            .position(|&(full, short)| word == full || word == short || (word == "sep" && short == "sept"))?;
        let short = word.len() <= 4 && !matches!(word, "june" | "july" | "may");
        let dotted = short && self.lower(at + 1) == "." && !self.words[at + 1].spaced;
        // "Mar" and "Jan" by themselves may be names: the rules that take a month alone ask for a full one.
        Some((i8::try_from(place + 1).ok()?, at + 1 + usize::from(dotted)))
    }

    pub(super) fn weekday_name(&self, at: usize) -> Option<(Weekday, usize)> {
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

    pub(super) fn season_name(&self, at: usize) -> Option<Season> {
        match self.lower(at) {
            "spring" => Some(Season::Spring),
            "summer" => Some(Season::Summer),
            "autumn" | "fall" => Some(Season::Autumn),
            "winter" => Some(Season::Winter),
            _ => None,
        }
    }

    pub(super) fn unit(&self, at: usize) -> Option<Unit> {
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

    fn part_of_day(&self, at: usize) -> Option<PartOfDay> {
        match self.lower(at).trim_end_matches('s') {
            "morning" => Some(PartOfDay::Morning),
            "afternoon" => Some(PartOfDay::Afternoon),
            "evening" => Some(PartOfDay::Evening),
            "night" => Some(PartOfDay::Night),
            _ => None,
        }
    }

    /// A year in four digits. `sure` takes any from 1000; else only those that news speaks of, with no counted noun
    /// after them ("2000 soldiers").
    pub(super) fn year(&self, at: usize, sure: bool) -> Option<(i16, usize)> {
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
    fn counted(&self, at: usize) -> bool {
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
    fn day_of_month(&self, at: usize) -> Option<(i8, usize)> {
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
    pub(super) fn ordinal(&self, at: usize) -> Option<(i16, usize)> {
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
    pub(super) fn amount(&self, at: usize) -> Option<(Amount, usize)> {
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

    /// A calendar day, month, year, decade, century, season, quarter or weekday.
    pub(super) fn point(&self, at: usize) -> Reading {
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
            self.bare_year(at),
        ];
        longest.into_iter().flatten().max_by_key(|&(_, next)| next)
    }

    /// "Tuesday", "Tuesday, May 3", "Tuesday 3 May 2010", "Tuesday night".
    fn weekday(&self, at: usize) -> Reading {
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
        let part = self.part_of_day(next);
        let many = part.is_some() && self.lower(next).ends_with('s');
        let any = at.checked_sub(1).is_some_and(|before| self.is(before, &["a", "any", "per"]));
        if many || any || self.lower(at).ends_with('s') && self.lower(at).len() > 5 {
            let next = if many { next + 1 } else { next };
            return Some((Meaning::Every { unit: None, weekday: Some(day), amount: 1.0 }, next));
        }
        Some(self.with_day_part(Meaning::Weekday { day, which: 0 }, next))
    }

    fn with_day_part(&self, of: Meaning, next: usize) -> (Meaning, usize) {
        let early = self.skip(next, &["early", "late"]);
        match self.part_of_day(early) {
            Some(part) => (Meaning::DayPart { of: Some(Box::new(of)), part }, early + 1),
            None => (of, next),
        }
    }

    /// A day and a month, in either order, perhaps with a year.
    fn dated(&self, at: usize) -> Reading {
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
        // "the 12th of October last", "the 1st of March next"
        let which = match self.lower(after) {
            "last" => -1,
            "next" => 1,
            _ => 0,
        };
        let ends = self.words.get(after + 1).is_none_or(|word| !word.lower.starts_with(char::is_alphanumeric))
            || self.is(after + 1, &["then", "to"]);
        if which != 0 && ends {
            return Some((Meaning::WhichMonth { month, day: Some(day), which }, after + 1));
        }
        let (year, after) = self.year_after(after);
        Some((Meaning::Day { year, month, day }, after))
    }

    /// ", 2010", "2010", "of 2010", "this year", "last year" after a day or a month.
    pub(super) fn year_after(&self, at: usize) -> (Option<i16>, usize) {
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
    fn month(&self, at: usize) -> Reading {
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
        let firm = introduced || (!ambiguous && (self.lower(at).len() > 3 || next > at + 1));
        (firm && !self.is(at + 1, &["'"]) || (introduced && self.is(at + 1, &["'"])))
            .then_some((Meaning::Month { year: None, month }, next))
    }

    /// "1990s", "the 1990s", "'90s", "the nineties".
    fn decade(&self, at: usize) -> Reading {
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
            return plural.then_some((meaning, next + 1));
        }
        const NAMES: [&str; 7] = ["thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"];
        let place = NAMES.iter().position(|&name| name == self.lower(start))?;
        let aged =
            at.checked_sub(1).is_some_and(|before| self.is(before, &["his", "her", "their", "my", "your", "our"]));
        (!aged && start > at).then_some((Meaning::Decade(1930 + 10 * i16::try_from(place).ok()?), start + 1))
    }

    /// "the 17th century".
    fn century(&self, at: usize) -> Reading {
        let (number, next) = self.ordinal(self.skip(at, &["the"]))?;
        let next = if self.hyphen(next) { next + 1 } else { next };
        let fits = self.is(next, &["century"]) && (1..=30).contains(&number);
        let before_christ = self.is(next + 1, &["bc", "bce"]) && self.capital(next + 1);
        let (meaning, end) =
            if before_christ { (Meaning::Century(1 - number), next + 2) } else { (Meaning::Century(number), next + 1) };
        fits.then_some((meaning, end))
    }

    /// "the summer of 2009", "winter 2010".
    fn season(&self, at: usize) -> Reading {
        let start = self.skip(at, &["the"]);
        let season = self.season_name(start)?;
        let (year, next) = self.year_after(start + 1);
        let before = at.checked_sub(1).map_or("", |before| self.lower(before));
        // "Spring" and "fall" alone are other words too; summer and winter by preposition.
        let alone = matches!(season, Season::Summer | Season::Winter | Season::Spring | Season::Autumn)
            && matches!(before, "in" | "during" | "since" | "by" | "until")
            && !(self.lower(start) == "fall" && (start == at || self.lower(start + 1) == "of"));
        (year.is_some() || alone).then_some((Meaning::Season { year, season }, next))
    }

    /// "the third quarter of 2009", "the first half of 2010", "Q3 2009".
    fn quarter(&self, at: usize) -> Reading {
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

    /// Days that keep their date every year.
    fn holiday(&self, at: usize) -> Reading {
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
        self.capital(at).then_some((Meaning::Day { year, month, day }, next))
    }

    fn bare_year(&self, at: usize) -> Reading {
        let before = at.checked_sub(1).map_or("", |before| self.lower(before));
        const SURE: [&str; 11] =
            ["in", "since", "until", "by", "during", "before", "after", "year", "circa", "till", "through"];
        // Years before the age of newspapers need company: "(1791)", "1687 and 1689", "the 1836 assault".
        const COMPANY: [&str; 18] = [
            "(", "from", "to", "and", "or", "the", "of", "about", "around", "c", "late", "early", "mid", ",", "s",
            "this", "a", "that",
        ];
        let sure = SURE.contains(&before);
        let company = || {
            let old = self.digits(at).is_some_and(|(word, number)| word.len() == 4 && (1400..1900).contains(&number));
            // "a survey of 1709 schoolchildren" counts them.
            let many = matches!(before, "of" | "a" | "to" | "about" | "around")
                && self.words.get(at + 1).is_some_and(|next| {
                    !next.capital && (next.lower.ends_with('s') || next.lower.ends_with("ren")) && next.lower.len() > 3
                });
            let near = (COMPANY.contains(&before) && !many) || self.lower(at + 1) == ")" || at == 0;
            (old && near && !self.counted(at + 1)).then(|| self.year(at, true)).flatten()
        };
        if self.is_count(at, before) {
            return None;
        }
        let (year, next) = self.year(at, false).or_else(|| self.year(at, sure)).or_else(company)?;
        Some((Meaning::Year(year), next))
    }

    /// Whether four digits count, number or address something: "1980 Syrian refugees", "Room 2012", "1914 Oak Street",
    /// "sold 2010 of its cars", "paid the town 2000 in fees".
    fn is_count(&self, at: usize, before: &str) -> bool {
        const LABELS: [&str; 30] = [
            "room",
            "page",
            "pages",
            "route",
            "windows",
            "flight",
            "highway",
            "unit",
            "model",
            "version",
            "section",
            "article",
            "gate",
            "bus",
            "train",
            "office",
            "floor",
            "channel",
            "number",
            "no",
            "boeing",
            "apartment",
            "suite",
            "box",
            "lot",
            "psalm",
            "act",
            "bill",
            "resolution",
            "vista",
        ];
        const STREETS: [&str; 16] = [
            "street",
            "st",
            "road",
            "rd",
            "avenue",
            "ave",
            "lane",
            "drive",
            "boulevard",
            "blvd",
            "court",
            "place",
            "square",
            "way",
            "terrace",
            "parkway",
        ];
        const MONEY: [&str; 26] = [
            "rupees",
            "rupee",
            "yen",
            "yuan",
            "pesos",
            "rubles",
            "roubles",
            "francs",
            "crowns",
            "kroner",
            "kronor",
            "lira",
            "rand",
            "riyals",
            "rials",
            "dinars",
            "dirhams",
            "baht",
            "won",
            "shillings",
            "cents",
            "bucks",
            "taka",
            "naira",
            "ringgit",
            "zloty",
        ];
        const LED: [&str; 19] = [
            "the", "in", "of", "since", "until", "by", "during", "before", "after", "this", "that", "a", "an", "late",
            "early", "mid", "from", "s", "its",
        ];
        let next = self.words.get(at + 1).filter(|next| next.spaced);
        let word = next.map_or("", |next| next.lower.as_str());
        let plural = |at: usize| {
            let word = self.lower(at);
            let small = self.words.get(at).is_some_and(|word| !word.capital && word.spaced);
            small
                && word.len() > 3
                && (word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us")
                    || word.ends_with("ren")
                    || word.ends_with("people"))
        };
        if LABELS.contains(&before) || MONEY.contains(&word) {
            return true;
        }
        if next.is_some_and(|next| next.capital) && (at + 2..at + 4).any(|at| self.capital(at) && self.is(at, &STREETS))
        {
            return true;
        }
        if word == "of" && self.is(at + 2, &["its", "their", "his", "her", "our", "these", "those", "them", "us"]) {
            return true;
        }
        if before == "some" && next.is_some_and(|next| next.lower.chars().all(char::is_alphabetic)) {
            return true;
        }
        // "2008 and 2010 elections"
        let paired = before == "and" && at.checked_sub(2).is_some_and(|before| self.year(before, true).is_some());
        let led = at == 0 || paired || LED.contains(&before) || !before.chars().all(char::is_alphabetic);
        if led {
            return false;
        }
        // A verb or a noun stands before it: "expelled 1980 Syrian refugees", "The firm paid the town 2000 in fees".
        let counted = plural(at + 1)
            && !self.is(
                at + 1,
                &[
                    "elections",
                    "olympics",
                    "games",
                    "talks",
                    "polls",
                    "riots",
                    "wars",
                    "uprisings",
                    "protests",
                    "accords",
                ],
            )
            || next.is_some_and(|next| next.capital) && plural(at + 2);
        let paid = matches!(word, "in" | "for")
            && plural(at + 2)
            && !self.capital(at - 1)
            && self.season_name(at - 1).is_none();
        counted || paid
    }

    // --- times relative to others ----------------------------------------------------------------------------

    /// "yesterday", "tonight", "last night", "this morning", "the day before yesterday".
    fn near(&self, at: usize) -> Reading {
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
            "overnight" => Some((part(day(-1.0), PartOfDay::Night), at + 1)),
            "last" if self.lower(at + 1) == "night" => Some((part(day(-1.0), PartOfDay::Night), at + 2)),
            "this" => self.part_of_day(at + 1).map(|of_day| (part(day(0.0), of_day), at + 2)),
            _ => None,
        }
    }

    /// "last year", "next Tuesday", "this month", "the previous day", "the following week", "last November".
    pub(super) fn which(&self, at: usize) -> Reading {
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
    fn stretch(&self, at: usize) -> Reading {
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
    fn away(&self, at: usize) -> Reading {
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
    fn length(&self, at: usize) -> Reading {
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
    fn every(&self, at: usize) -> Reading {
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

    /// "10:30 a.m.", "3 p.m.", "15:11 GMT", "midnight", "noon".
    fn clock(&self, at: usize) -> Reading {
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
    fn day_part(&self, at: usize) -> Reading {
        let next = self.skip(at, &["the"]);
        let part = self.part_of_day(next)?;
        (next > at && part != PartOfDay::Night && !self.lower(next).ends_with('s'))
            .then_some((Meaning::DayPart { of: None, part }, next + 1))
    }

    fn reference(&self, at: usize) -> Reading {
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

    /// "in the past year" is no "in the past", "shortly after" no "soon".
    fn is_longer(&self, next: usize, words: &[&str]) -> bool {
        let counted = self.unit(next).is_some() || self.amount(next).is_some_and(|(_, unit)| self.unit(unit).is_some());
        match words {
            [_, "the", "past" | "future"] => counted,
            ["shortly" | "soon"] => self.is(next, &["after", "before", "afterwards", "afterward"]),
            _ => false,
        }
    }

    // --- compounds -------------------------------------------------------------------------------------------

    /// A point that parts and ranges are made of.
    fn whole(&self, at: usize) -> Reading {
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
    fn part_of(&self, at: usize) -> Reading {
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
    fn modified(&self, at: usize) -> Reading {
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
    fn range(&self, at: usize) -> Reading {
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

    fn years(&self, at: usize, to: &impl Fn(usize) -> Option<usize>) -> Option<(i16, i16, usize, usize)> {
        let (word, number) = self.digits(at)?;
        if word.len() != 4 || !(1000..2200).contains(&number) {
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
