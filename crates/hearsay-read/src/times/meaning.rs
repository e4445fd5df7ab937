//! What temporal words mean before any day is known.

use jiff::civil::{Date, Weekday};

/// Units of the calendar, shortest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Season(Season),
    Year,
    Decade,
    Century,
}

impl Unit {
    /// Its letter in a TIMEX3 duration.
    pub(super) fn letter(self) -> &'static str {
        match self {
            Unit::Second => "S",
            Unit::Minute | Unit::Month => "M",
            Unit::Hour => "H",
            Unit::Day => "D",
            Unit::Weekend => "WE",
            Unit::Week => "W",
            Unit::Quarter => "Q",
            Unit::Season(_) => "Y",
            Unit::Year => "Y",
            Unit::Decade => "DE",
            Unit::Century => "CE",
        }
    }

    /// Whether it is part of a day.
    pub(super) fn is_clock(self) -> bool {
        self < Unit::Day
    }
}

/// Seasons of the northern year, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// Parts of the day, with TIMEX3's codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PartOfDay {
    Morning,
    Afternoon,
    Evening,
    Night,
}

/// Which part of a longer time is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Start,
    Mid,
    End,
}

/// A number of units; none for "several", "a few", "recent".
pub(super) type Amount = Option<f64>;

/// From where a relative time counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum From {
    /// The day of publication: "ago", "last year".
    Publication,
    /// The date last spoken of: "two days later", "the next day".
    Discourse,
}

/// What temporal words mean.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Meaning {
    /// A day of the calendar; the year may be left out.
    Day { year: Option<i16>, month: i8, day: i8 },
    /// A month; the year may be left out.
    Month { year: Option<i16>, month: i8 },
    /// A year.
    Year(i16),
    /// Ten years from this one.
    Decade(i16),
    /// The 17th is 17, the 5th before Christ -4.
    Century(i16),
    /// A season, perhaps of a year.
    Season { year: Option<i16>, season: Season },
    /// A quarter (1 to 4) of a year.
    Quarter { year: Option<i16>, quarter: i8 },
    /// A half (1 or 2) of a year.
    Half { year: Option<i16>, half: i8 },
    /// "Tuesday" (0), "last Tuesday" (-1), "next Tuesday" (1).
    Weekday { day: Weekday, which: i8 },
    /// "the weekend", the one next to publication that the tense asks for.
    Weekend,
    /// A time known by a name: "the Second World War"; first and last day.
    Period(Date, Date),
    /// A year by its era: 508 BC is -507.
    Era(i16),
    /// Three figures that are a year, of the era told last.
    AncientYear(i16),
    /// A season of no year: "long, hot summers".
    AnySeason(Season),
    /// "last November" (-1), "next November" (1), "this November" (0).
    WhichMonth { month: i8, day: Option<i8>, which: i8 },
    /// So many units away, as a calendar unit: "last year" (-1 year), "three days ago" (-3 days).
    Shift { unit: Unit, amount: Amount, sign: i8, from: From },
    /// A stretch that ends or begins at publication: "the past year" (-1), "the next two weeks" (1).
    Stretch { unit: Unit, amount: Amount, sign: i8 },
    /// A length: "three years".
    Length { unit: Unit, amount: Amount },
    /// Something that recurs.
    Every { unit: Option<Unit>, weekday: Option<Weekday>, amount: f64 },
    /// "overnight": the last night or the next, as the tense asks; "if you stay overnight" is none of them.
    Overnight,
    /// A part of the day of another expression, or by itself.
    DayPart { of: Option<Box<Meaning>>, part: PartOfDay },
    /// A time of day.
    Clock { hour: i8, minute: i8 },
    /// "the last Friday of this month": the `nth` of a month, -1 the last.
    NthWeekday { day: Weekday, nth: i8, of: Box<Meaning> },
    /// "the second week of May": the `nth` unit of a longer time, -1 the last.
    NthUnit { unit: Unit, nth: i8, of: Box<Meaning> },
    /// "the last four months of 2016": so many units from the beginning, or to the end.
    EdgeUnits { unit: Unit, amount: i32, last: bool, of: Box<Meaning> },
    /// A part of a longer time.
    PartOf { whole: Box<Meaning>, part: Part },
    /// From the first to the last, written as one: "5-7 May".
    Range(Box<Meaning>, Box<Meaning>),
    /// The beginning of a stretch whose ends name no year: "from January 23 through March 9".
    Begins { first: Box<Meaning>, last: Box<Meaning> },
    /// From the first to the last, each by itself: "from 1980 to 2012". Word numbers tell where one ends and the
    /// other begins.
    Ends { first: Box<Meaning>, last: Box<Meaning>, first_end: usize, last_start: usize },
    /// About, more than, less than, at least, at most: TIMEX3's modifier.
    Modified(Box<Meaning>, &'static str),
    /// `PAST_REF`, `PRESENT_REF`, `FUTURE_REF`.
    Reference(&'static str),
}

impl Meaning {
    /// The year that the words give by number.
    pub(super) fn year(&self) -> Option<i16> {
        match self {
            Meaning::Day { year, .. }
            | Meaning::Month { year, .. }
            | Meaning::Season { year, .. }
            | Meaning::Quarter { year, .. }
            | Meaning::Half { year, .. } => *year,
            &Meaning::Year(year) | &Meaning::Era(year) | &Meaning::AncientYear(year) | &Meaning::Decade(year) => {
                Some(year)
            }
            Meaning::DayPart { of: Some(whole), .. }
            | Meaning::PartOf { whole, .. }
            | Meaning::NthWeekday { of: whole, .. }
            | Meaning::NthUnit { of: whole, .. }
            | Meaning::EdgeUnits { of: whole, .. }
            | Meaning::Modified(whole, _) => whole.year(),
            Meaning::Range(_, last) | Meaning::Ends { last, .. } => last.year(),
            _ => None,
        }
    }

    /// Whether it is a time before the year 1000.
    pub(super) fn is_ancient(&self) -> bool {
        match self {
            &Meaning::Century(number) => number <= 10,
            _ => self.year().is_some_and(|year| year < 1000),
        }
    }

    /// Whether it counts from the day of publication, as news does: "on Tuesday", "last week", "yesterday". "Today" and
    /// "three years ago" stand in any text.
    pub(super) fn is_near(&self) -> bool {
        match self {
            Meaning::Weekday { .. } | Meaning::WhichMonth { .. } | Meaning::Weekend | Meaning::Overnight => true,
            &Meaning::Shift { unit, amount, from: From::Publication, .. } => {
                unit <= Unit::Month && amount.is_some_and(|amount| amount != 0.0)
            }
            Meaning::DayPart { of: Some(whole), .. } | Meaning::PartOf { whole, .. } | Meaning::Modified(whole, _) => {
                whole.is_near()
            }
            _ => false,
        }
    }
}
