//! Days as pages print them: "January 06, 2011", "4 Mar 2011 14:05 GMT", "Jan. 6", "06/01/2011".

use std::sync::LazyLock;

use jiff::civil::{Date, Time};
use regex::Captures;

use crate::patterns::{Bordered, has_digit, holds};

/// A day as far as the words at hand tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
    /// The words name one day.
    Known(Date),
    /// "Jan. 6": the year is left to the reader.
    NoYear {
        /// 1 to 12.
        month: i8,
        /// 1 to 31.
        day: i8,
    },
    /// "06/01/2011": the sixth of January in London, the first of June in New York.
    Ambiguous {
        /// Read with the day first.
        day_first: Date,
        /// Read with the month first.
        month_first: Date,
    },
}

impl Day {
    /// The one day meant; `near` (the day the page is known to be from) settles a missing year or an open order of day and month.
    pub fn resolve(self, near: Option<Date>) -> Option<Date> {
        match self {
            Day::Known(date) => Some(date),
            Day::NoYear { month, day } => {
                let near = near?;
                let candidates = [near.year() - 1, near.year(), near.year() + 1];
                let dates = candidates.into_iter().filter_map(|year| Date::new(year, month, day).ok());
                dates.min_by_key(|date| near.since(*date).map_or(i32::MAX, |span| span.get_days().abs()))
            }
            Day::Ambiguous { day_first, month_first } => near.filter(|near| *near == day_first || *near == month_first),
        }
    }
}

impl Day {
    /// The day with an open order of day and month settled.
    pub fn ordered(self, day_first: Option<bool>) -> Self {
        match (self, day_first) {
            (Day::Ambiguous { day_first, .. }, Some(true)) => Day::Known(day_first),
            (Day::Ambiguous { month_first, .. }, Some(false)) => Day::Known(month_first),
            (day, _) => day,
        }
    }
}

/// The day that `text` opens with, time of day or not: `2011-03-04`, `2011-03-04T10:22:00Z`, `Fri, 4 Mar 2011 14:05 GMT`, `March 4th, 2011`.
///
/// None where the year is missing or day and month could be exchanged.
pub fn parse(text: &str) -> Option<Date> {
    match at_start(text.trim_start_matches(is_blank))? {
        (Day::Known(date), _) => Some(date),
        _ => None,
    }
}

/// The day at the very start of `text`, and how many bytes its words take.
pub fn at_start(text: &str) -> Option<(Day, usize)> {
    let text = prefix(text, 60);
    // All of them have a digit, and begin with one or with the name of a day or a month.
    if !opens_day(text) || !has_digit(text) {
        return None;
    }
    let found = if let Some(at) = YEAR_FIRST.captures(text) {
        (known(number(&at, "year"), number(&at, "month"), number(&at, "day"))?, at)
    } else if let Some(at) = DAY_FIRST.captures(text).or_else(|| MONTH_FIRST.captures(text)) {
        let month = month_number(&at["month"])?;
        let day = number(&at, "day");
        let found = match at.name("year") {
            Some(_) => known(full_year(&at["year"]), month, day)?,
            // "May 31" is a day, "May 2011" is not; the 29th of February needs a leap year to be tried on.
            None => Date::new(2000, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
                .ok()
                .map(|date| Day::NoYear { month: date.month(), day: date.day() })?,
        };
        (found, at)
    } else {
        let at = NUMBERS.captures(text)?;
        let (first, second, year) = (number(&at, "first"), number(&at, "second"), full_year(&at["year"]));
        let found = match (date(year, second, first), date(year, first, second)) {
            // With full stops the day comes first.
            (Some(day_first), Some(_)) if at[0].contains('.') && !at[0].contains(['-', '/']) => Day::Known(day_first),
            (Some(day_first), Some(month_first)) if day_first != month_first => {
                Day::Ambiguous { day_first, month_first }
            }
            (Some(date), _) | (None, Some(date)) => Day::Known(date),
            (None, None) => return None,
        };
        (found, at)
    };
    Some((found.0, found.1[0].len()))
}

/// Whether a day could begin here: a digit, "the", or the first three letters of a weekday or a month.
fn opens_day(text: &str) -> bool {
    const OPENINGS: [&[u8; 3]; 20] = [
        b"jan", b"feb", b"mar", b"apr", b"may", b"jun", b"jul", b"aug", b"sep", b"oct", b"nov", b"dec", b"mon", b"tue",
        b"wed", b"thu", b"fri", b"sat", b"sun", b"the",
    ];
    match text.as_bytes() {
        [first, ..] if first.is_ascii_digit() => true,
        [a, b, c, ..] => OPENINGS.contains(&&[a, b, c].map(u8::to_ascii_lowercase)),
        _ => false,
    }
}

/// The moment that `text` states, ISO 8601 with its zone where it has one: "2016-05-04T09:30:00+01:00". Midnight is what
/// machines write who know the day alone.
pub(crate) fn moment(text: &str) -> Option<String> {
    let found = MOMENT.captures(text.trim())?;
    let (day, clock) = (parse(&found[1])?, &found[2]);
    let clock: Time = clock.parse().ok()?;
    let zone = found.get(3).map_or("", |zone| zone.as_str());
    let zone = match zone.len() {
        5 => format!("{}:{}", &zone[..3], &zone[3..]),
        _ => zone.to_ascii_uppercase(),
    };
    (clock != Time::midnight()).then(|| format!("{day}T{clock}{zone}"))
}

/// Bytes taken by a time of day at the start of `text`: "10:22", "5.03 pm", "14:05 GMT", "12.04pm BST".
pub fn time_at_start(text: &str) -> Option<usize> {
    text.starts_with(|first: char| first.is_ascii_digit()).then(|| TIME.end(prefix(text, 60))).flatten()
}

/// Bytes taken by an age at the start of `text`: "10 years ago", "about an hour ago", "3d ago", "just now".
pub fn age_at_start(text: &str) -> Option<usize> {
    let text = prefix(text, 60);
    (holds(text, "ago") || holds(text, "now")).then(|| AGE.end(text)).flatten()
}

/// The first `bytes` bytes of `text`, or a little fewer.
pub(crate) fn prefix(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}

pub(crate) fn is_blank(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '\u{feff}' | '\u{200b}' | '\u{200e}' | '\u{200f}')
}

fn known(year: i32, month: i32, day: i32) -> Option<Day> {
    date(year, month, day).map(Day::Known)
}

fn date(year: i32, month: i32, day: i32) -> Option<Date> {
    if !(1600..=2200).contains(&year) {
        return None;
    }
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn number(at: &Captures, name: &str) -> i32 {
    at[name].parse().unwrap_or(0)
}

fn full_year(digits: &str) -> i32 {
    match (digits.len(), digits.trim_start_matches(['\'', '’']).parse::<i32>().unwrap_or(0)) {
        (4, year) => year,
        (_, year) if year < 70 => 2000 + year,
        (_, year) => 1900 + year,
    }
}

fn month_number(word: &str) -> Option<i32> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let word = word.to_ascii_lowercase();
    MONTHS.iter().position(|month| word.starts_with(month)).and_then(|index| i32::try_from(index + 1).ok())
}

const MONTH: &str = r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";
const WEEKDAY: &str =
    r"(?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?(?:\s*,\s*|\s+|\s*\|\s*))?";
const YEAR: &str = r"(?P<year>(?:1[6-9]|2[01])[0-9]{2})";

static YEAR_FIRST: LazyLock<Bordered> = LazyLock::new(|| {
    Bordered::new(&format!(
        r"(?i)^{WEEKDAY}{YEAR}(?:-|/|\.)(?P<month>[01]?[0-9])(?:-|/|\.)(?P<day>[0-3]?[0-9])(?:\b|T)"
    ))
});
static DAY_FIRST: LazyLock<Bordered> = LazyLock::new(|| {
    Bordered::new(&format!(
        r"(?i)^{WEEKDAY}(?:the\s+)?(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?(?:\s*[-/]\s*|\s+(?:of\s+)?){MONTH}\b\.?(?:(?:\s*,\s*|\s+|\s*[-/]\s*){YEAR}\b)?"
    ))
});
static MONTH_FIRST: LazyLock<Bordered> = LazyLock::new(|| {
    Bordered::new(&format!(
        r"(?i)^{WEEKDAY}{MONTH}(?:\.\s*|\s+|\s*[-/]\s*)(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?\b(?:(?:\s*,\s*|\s+|\s*[-/]\s*){YEAR}\b)?"
    ))
});
static NUMBERS: LazyLock<Bordered> = LazyLock::new(|| {
    Bordered::new(&format!(
        r"(?i)^{WEEKDAY}(?P<first>[0-3]?[0-9])[-/.](?P<second>[0-3]?[0-9])[-/.](?P<year>(?:1[6-9]|2[01])[0-9]{{2}}|[0-9]{{2}})\b"
    ))
});
static MOMENT: LazyLock<regex::Regex> = LazyLock::new(|| {
    crate::patterns::pattern(
        r"(?i)^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d{1,9})?\s*(Z|[+-]\d{2}:?\d{2})?$",
    )
});
static TIME: LazyLock<Bordered> = LazyLock::new(|| {
    Bordered::new(
        r"(?i)^(?:[0-2]?[0-9](?::|\.|h)[0-5][0-9](?:(?::|\.)[0-5][0-9](?:\.[0-9]+)?)?|[0-2]?[0-9](?:\s?[ap]\.?m\b))(?:\s?[ap]\.?m\b\.?)?(?:\s*(?:z|(?:gmt|utc)(?:[+-][0-9:]{1,5})?|[+-][0-9]{2}:?[0-9]{2}|(?-i:[A-Z]{1,3}[SDE]?T)|hrs|\((?-i:[A-Z]{2,5})\))(?:$|\b|\s))?",
    )
});
static AGE: LazyLock<Bordered> = LazyLock::new(|| {
    Bordered::new(
        r"(?i)^(?:(?:about|over|almost|nearly|more than|less than|around)\s+)?(?:(?:[0-9]{1,5}|an?|one|two|three|four|five|six|seven|eight|nine|ten|a few|several)\s*\+?\s*(?:seconds?|secs?|minutes?|mins?|hours?|hrs?\.?|days?|weeks?|wks?\.?|months?|mos?\.?|years?|yrs?\.?|[smhdwy]|mo)(?:,?\s*(?:and\s+)?[0-9]{1,2}\s*(?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?))?\s+ago|just now|moments ago)\b",
    )
});

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, day: &str) {
        let read = match at_start(words) {
            None => "none".to_owned(),
            Some((Day::Known(date), length)) => format!("{date} {:?}", &words[..length]),
            Some((Day::NoYear { month, day }, length)) => {
                format!("--{month:02}-{day:02} {:?}", &words[..length])
            }
            Some((Day::Ambiguous { day_first, month_first }, _)) => format!("{day_first} or {month_first}"),
        };
        assert_eq!(read, day, "{words}");
    }

    #[test]
    fn many_habits_name_one_day() {
        check("January 06, 2011", "2011-01-06 \"January 06, 2011\"");
        check("12 March 2011 10:22", "2011-03-12 \"12 March 2011\"");
        check("2011-03-04T10:22:00Z", "2011-03-04 \"2011-03-04T\"");
        check("Mon 3 Oct 2011 12.04 BST", "2011-10-03 \"Mon 3 Oct 2011\"");
        check("Friday, January 4, 2019\u{a0}", "2019-01-04 \"Friday, January 4, 2019\"");
        check("4th of March, 2011", "2011-03-04 \"4th of March, 2011\"");
        check("4-Mar-2011", "2011-03-04 \"4-Mar-2011\"");
        check("Sept. 5, 2001 -", "2001-09-05 \"Sept. 5, 2001\"");
        check("25/12/2010", "2010-12-25 \"25/12/2010\"");
        check("12.25.2010", "2010-12-25 \"12.25.2010\"");
    }

    #[test]
    fn what_is_left_open_stays_open() {
        check("Jan. 6 (Reuters)", "--01-06 \"Jan. 6\"");
        check("March 3 10:22", "--03-03 \"March 3\"");
        check("06/01/2011", "2011-01-06 or 2011-06-01");
        assert_eq!(parse("06/01/2011"), None);
        assert_eq!(parse("Jan. 6"), None);
    }

    #[test]
    fn no_day_is_read_into_other_words() {
        for words in ["May 2011", "March on Rome", "2011-13-40", "31 February 2011", "May be", "3 may come", "é", "1"]
        {
            assert_eq!(parse(words), None, "{words}");
        }
        check("Sunday", "none");
    }

    #[test]
    fn a_missing_year_is_the_nearest_to_the_known_day() {
        let near: Date = "2011-01-02".parse().expect("a date");
        let day = |month, day| Day::NoYear { month, day }.resolve(Some(near)).map(|date| date.to_string());
        assert_eq!(day(12, 30).as_deref(), Some("2010-12-30"));
        assert_eq!(day(1, 6).as_deref(), Some("2011-01-06"));
        assert_eq!(Day::NoYear { month: 1, day: 6 }.resolve(None), None);
    }

    #[test]
    fn a_moment_keeps_its_hour_and_zone() {
        for (text, read) in [
            ("2016-05-04T09:30:00+01:00", Some("2016-05-04T09:30:00+01:00")),
            ("2016-05-04T09:30:00.000Z", Some("2016-05-04T09:30:00Z")),
            ("2016-05-04 09:30", Some("2016-05-04T09:30:00")),
            ("2016-05-04T09:30:00-0500", Some("2016-05-04T09:30:00-05:00")),
            ("2016-05-04T00:00:00Z", None),
            ("2016-05-04", None),
            ("2016-05-04T25:00:00Z", None),
        ] {
            assert_eq!(moment(text).as_deref(), read, "{text}");
        }
    }

    #[test]
    fn times_and_ages_are_recognised() {
        for time in ["10:22", "5:03 pm", "14:05 GMT", "12.04pm BST", "9 a.m", "10:22:00+05:00"] {
            assert_eq!(time_at_start(time), Some(time.len()), "{time}");
        }
        for age in ["10 years ago", "an hour ago", "about 3 hours ago", "3d ago", "just now", "2 yrs ago"] {
            assert_eq!(age_at_start(age), Some(age.len()), "{age}");
        }
        assert_eq!(age_at_start("10 years"), None);
    }
}
