//! Days as the file has them: 20110106.

use hearsay_core::Days;
use jiff::civil::Date;

pub(crate) fn number(day: Date) -> i64 {
    i64::from(day.year()) * 10_000 + i64::from(day.month()) * 100 + i64::from(day.day())
}

/// The day with this number; `None` for 0 and for what is no day.
pub(crate) fn of_number(number: i64) -> Option<Date> {
    let year = i16::try_from(number / 10_000).ok()?;
    let month = i8::try_from(number / 100 % 100).ok()?;
    Date::new(year, month, i8::try_from(number % 100).ok()?).ok()
}

pub(crate) fn days(first: Option<i64>, last: Option<i64>) -> Option<Days> {
    Some(Days::new(of_number(first?)?, of_number(last?)?))
}

/// Days from a first to a last, by their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Stretch {
    pub(crate) first: i64,
    pub(crate) last: i64,
}
