//! Years by their era, years spoken out, and times that are known by a name.

use jiff::civil::Date;

use super::grammar::{Grammar, Reading};
use super::meaning::{Meaning, Season};
use super::words::{cardinal, tens};

impl Grammar<'_> {
    /// "508 BC", "AD 842", "900 CE", "c. 347", "the year 71".
    pub(super) fn era(&self, at: usize) -> Reading {
        let year = |at: usize| self.digits(at).filter(|&(word, year)| word.len() <= 4 && (1..=9999).contains(&year));
        // "AD 842"
        if self.is(at, &["ad"]) && self.capital(at) {
            let (_, number) = year(at + 1)?;
            return Some((Meaning::Era(i16::try_from(number).ok()?), at + 2));
        }
        // "1 200 BC" is none; "1,200 BC" is left alone too.
        let (_, number) = year(at)?;
        let number = i16::try_from(number).ok()?;
        let dotted = |first: &str, second: &str| {
            self.lower(at + 1) == first
                && self.lower(at + 2) == "."
                && self.lower(at + 3) == second
                && self.capital(at + 1)
        };
        let dot = |next: usize| if self.lower(next) == "." && !self.words[next].spaced { next + 1 } else { next };
        match self.lower(at + 1) {
            "bc" | "bce" if self.capital(at + 1) => return Some((Meaning::Era(1 - number), at + 2)),
            "ad" | "ce" if self.capital(at + 1) => return Some((Meaning::Era(number), at + 2)),
            _ if dotted("b", "c") => return Some((Meaning::Era(1 - number), dot(at + 4))),
            _ if dotted("a", "d") => return Some((Meaning::Era(number), dot(at + 4))),
            _ => {}
        }
        // "c. 347", "in the year 71"; "(c. 314 - 368)"
        let before = |back: usize| at.checked_sub(back).map_or("", |before| self.lower(before));
        let circa = before(1) == "." && matches!(before(2), "c" | "ca");
        let named = before(1) == "year" && before(2) == "the";
        let ends = before(1) == "-" && at >= 4 && self.digits(at - 2).is_some() && before(3) == "." && before(4) == "c";
        ((circa || named || ends) && (30..1000).contains(&number)).then_some((Meaning::Era(number), at + 1))
    }

    /// "in 348", "after 211", "(594)", "360 - 366": three figures in a text that tells of such years.
    pub(super) fn ancient_year(&self, at: usize) -> Reading {
        const LEADS: [&str; 13] =
            ["in", "until", "till", "around", "about", "after", "before", "since", "from", "year", "circa", "(", "-"];
        if !self.figures.ancient {
            return None;
        }
        let three = |at: usize| self.digits(at).filter(|(word, _)| word.len() == 3 && !word.starts_with('0'));
        let (_, number) = three(at)?;
        let led = at.checked_sub(1).is_some_and(|before| match self.lower(before) {
            "-" => {
                before.checked_sub(1).is_some_and(|first| three(first).is_some() && self.ancient_year(first).is_some())
            }
            before => LEADS.contains(&before),
        });
        // "In 348 districts" counts them; "In 348 Norr died" and "in 348 he died" do not.
        const GOES_ON: [&str; 12] =
            ["he", "she", "it", "they", "the", "a", "an", "to", "until", "when", "and", "became"];
        let ends = self.words.get(at + 1).is_none_or(|next| {
            let mark = !next.lower.starts_with(char::is_alphanumeric);
            let range = next.lower == "-" && three(at + 2).is_some();
            let joined = matches!(next.lower.as_str(), "%" | "°" | "/" | "-" | "$") || self.number_goes_on(at);
            range || (mark && !joined) || (next.capital && next.spaced) || GOES_ON.contains(&next.lower.as_str())
        });
        (led && ends).then_some((Meaning::AncientYear(i16::try_from(number).ok()?), at + 1))
    }

    /// "in nineteen eighty-four", "twenty sixteen".
    pub(super) fn spoken_year(&self, at: usize) -> Reading {
        const LEADS: &[&str] = &["in", "since", "of", "by", "until", "from", "and", "around", "probably", "to", "year"];
        if !at.checked_sub(1).is_some_and(|before| self.is(before, LEADS)) {
            return None;
        }
        let century = cardinal(self.lower(at)).filter(|number| (15.0..=20.0).contains(number))?;
        let (mut rest, mut next) = (cardinal(self.lower(at + 1)).filter(|number| *number >= 10.0)?, at + 2);
        if tens(self.lower(at + 1)).is_some() {
            let one = if self.hyphen(next) { next + 1 } else { next };
            if let Some(ones) = cardinal(self.lower(one)).filter(|number| (1.0..10.0).contains(number)) {
                (rest, next) = (rest + ones, one + 1);
            }
        }
        Some((Meaning::Year((century * 100.0 + rest) as i16), next))
    }

    /// "long, hot summers", "winter is the low season": of no year. Spring and fall are other words too often.
    pub(super) fn bare_season(&self, at: usize) -> Reading {
        let word = self.lower(at);
        let season = self.season_name(at).or(match word {
            "summers" => Some(Season::Summer),
            "winters" => Some(Season::Winter),
            "autumns" => Some(Season::Autumn),
            _ => None,
        })?;
        // "Spring and late autumn are the best times"
        let listed = self.is(at + 1, &["and", "or", ","]) && (2..=3).any(|next| self.season_name(at + next).is_some());
        let other = matches!(word, "spring" | "fall") && !listed;
        // "the Summer Olympics" are a name.
        let name = self.capital(at) && self.words.get(at + 1).is_some_and(|next| next.capital && next.spaced);
        (!(other || name)).then_some((Meaning::AnySeason(season), at + 1))
    }

    /// Wars and ages that are told of by name.
    pub(super) fn period(&self, at: usize) -> Reading {
        type Named = (&'static [&'static str], (i16, i8, i8), (i16, i8, i8));
        const SECOND: ((i16, i8, i8), (i16, i8, i8)) = ((1939, 9, 1), (1945, 9, 2));
        const FIRST: ((i16, i8, i8), (i16, i8, i8)) = ((1914, 7, 28), (1918, 11, 11));
        const NAMED: &[Named] = &[
            (&["world", "war", "ii"], SECOND.0, SECOND.1),
            (&["world", "war", "two"], SECOND.0, SECOND.1),
            (&["second", "world", "war"], SECOND.0, SECOND.1),
            (&["wwii"], SECOND.0, SECOND.1),
            (&["ww", "2"], SECOND.0, SECOND.1),
            (&["world", "war", "i"], FIRST.0, FIRST.1),
            (&["world", "war", "one"], FIRST.0, FIRST.1),
            (&["first", "world", "war"], FIRST.0, FIRST.1),
            (&["wwi"], FIRST.0, FIRST.1),
            (&["cold", "war"], (1947, 3, 12), (1991, 12, 26)),
            (&["korean", "war"], (1950, 6, 25), (1953, 7, 27)),
            (&["vietnam", "war"], (1955, 11, 1), (1975, 4, 30)),
            (&["american", "civil", "war"], (1861, 4, 12), (1865, 5, 26)),
            (&["american", "revolutionary", "war"], (1775, 4, 19), (1783, 9, 3)),
            (&["american", "revolution"], (1775, 4, 19), (1783, 9, 3)),
            (&["french", "revolution"], (1789, 5, 5), (1799, 11, 9)),
            (&["napoleonic", "wars"], (1803, 5, 18), (1815, 11, 20)),
            (&["great", "depression"], (1929, 10, 24), (1939, 12, 31)),
            (&["middle", "ages"], (500, 1, 1), (1499, 12, 31)),
            (&["crusades"], (1095, 1, 1), (1291, 12, 31)),
            (&["renaissance"], (1400, 1, 1), (1599, 12, 31)),
        ];
        let start = self.skip(at, &["the"]);
        if !self.capital(start) {
            return None;
        }
        let &(name, first, last) = NAMED
            .iter()
            .find(|(name, ..)| name.iter().enumerate().all(|(offset, &word)| self.lower(start + offset) == word))?;
        // "ten World War II wrecks", "the French Revolution modified": what happened, and not when.
        let before = |back: usize| at.checked_sub(back).map_or("", |before| self.lower(before));
        const PARTS: [&str; 17] = [
            "remainder",
            "rest",
            "course",
            "duration",
            "end",
            "start",
            "beginning",
            "outbreak",
            "eve",
            "height",
            "close",
            "years",
            "days",
            "time",
            "era",
            "aftermath",
            "middle",
        ];
        const TAKES_PART: [&str; 12] = [
            "enlist", "enlisted", "serve", "served", "serving", "fight", "fought", "fighting", "veteran", "veterans",
            "soldier", "role",
        ];
        let led = match before(1) {
            "of" => PARTS.contains(&before(2)),
            // "enlisted in the First World War": in its army.
            "in" if TAKES_PART.contains(&before(2)) => false,
            "during" | "following" | "since" | "after" | "before" | "until" | "till" | "in" | "from" | "to"
            | "through" | "throughout" | "by" | "between" | "early" | "late" | "post" | "pre" | "-" => true,
            _ => false,
        };
        let next = start + name.len();
        let modifies = self.capital(next) && self.lower(next).starts_with(char::is_alphabetic);
        if !led || modifies {
            return None;
        }
        let day = |(year, month, day): (i16, i8, i8)| Date::new(year, month, day).ok();
        Some((Meaning::Period(day(first)?, day(last)?), start + name.len()))
    }
}
