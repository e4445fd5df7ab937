//! Stretches of days, and how their values are written.

use hearsay_core::Days;
use jiff::civil::{Date, Weekday};
use jiff::{Span as Step, ToSpan};

use super::meaning::{Amount, Part, Season, Unit};

/// The first, middle or last third: days 1 to 10, 11 to 20, 21 to the end of a month; years 0-3, 4-6, 7-9 of a decade.
pub(super) fn third_of(days: Days, part: Part) -> Option<Days> {
    let length = days_between(days.first, days.last) + 1;
    if length > 366 * 5 {
        let years = days.last.year() - days.first.year() + 1;
        let (low, high) = match part {
            Part::Start => (0, years * 4 / 10 - 1),
            Part::Mid => (years * 4 / 10, years * 7 / 10 - 1),
            Part::End => (years * 6 / 10, years - 1),
        };
        return year_days(days.first.year() + low, days.first.year() + high);
    }
    let third = length / 3;
    let (low, high) = match part {
        Part::Start => (0, third - 1),
        Part::Mid => (third, third * 2 - 1),
        Part::End => (third * 2, length - 1),
    };
    let at = |offset: i32| days.first.checked_add(offset.max(0).days()).ok();
    Some(Days::new(at(low)?, at(high)?))
}

pub(super) fn days_between(a: Date, b: Date) -> i32 {
    a.until(b).map(|span| span.get_days()).unwrap_or(i32::MAX).saturating_abs()
}

/// The `nth` such weekday of some days, -1 the last.
pub(super) fn nth_weekday(days: Days, day: Weekday, nth: i8) -> Option<Date> {
    let found = if nth < 0 {
        let back = day.until(days.last.weekday());
        days.last.checked_sub(i32::from(back).days()).ok()?
    } else {
        let ahead = i32::from(days.first.weekday().until(day)) + 7 * (i32::from(nth) - 1);
        days.first.checked_add(ahead.days()).ok()?
    };
    (days.first <= found && found <= days.last).then_some(found)
}

/// The `nth` unit of some days, -1 the last. Weeks begin on Monday, and the first is that of the first day.
pub(super) fn nth_unit(days: Days, unit: Unit, nth: i8) -> Option<Days> {
    let from = if nth < 0 { days.last } else { add(days.first, unit, f64::from(nth) - 1.0)? };
    let found = unit_days(from, unit)?;
    (found.first <= days.last).then_some(found)
}

/// So many units from the first day on, or up to the last.
pub(super) fn edge_units(days: Days, unit: Unit, amount: i32, last: bool) -> Option<Days> {
    let found = if last {
        let first = add(days.last.tomorrow().ok()?, unit, -f64::from(amount))?;
        Days::new(first, days.last)
    } else {
        Days::new(days.first, add(days.first, unit, f64::from(amount))?.yesterday().ok()?)
    };
    (days.first <= found.first && found.last <= days.last && found.first <= found.last).then_some(found)
}

pub(super) fn value_of_day(interval: Option<Days>, unknown: impl Fn() -> String) -> String {
    interval.map_or_else(unknown, |days| days.first.to_string())
}

pub(super) fn month_value(days: Days) -> String {
    format!("{:04}-{:02}", days.first.year(), days.first.month())
}

pub(super) fn week_value(day: Date) -> String {
    let week = day.iso_week_date();
    format!("{:04}-W{:02}", week.year(), week.week())
}

pub(super) fn season_value(interval: Option<Days>, season: Season) -> String {
    let code = match season {
        Season::Spring => "SP",
        Season::Summer => "SU",
        Season::Autumn => "FA",
        Season::Winter => "WI",
    };
    let year = interval.map_or_else(|| "XXXX".to_owned(), |days| format!("{:04}", days.first.year()));
    format!("{year}-{code}")
}

pub(super) fn unknown_value(unit: Unit) -> &'static str {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => "XXXX-XX-XX",
        Unit::Week | Unit::Weekend => "XXXX-WXX",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Season(_) | Unit::Year => "XXXX",
        Unit::Decade => "XXX",
        Unit::Century => "XX",
    }
}

pub(super) fn duration_value(unit: Unit, amount: Amount) -> String {
    let number = match amount {
        Some(amount) if amount.fract() == 0.0 => format!("{amount:.0}"),
        Some(amount) => format!("{amount}"),
        None => "X".to_owned(),
    };
    let time = if unit.is_clock() { "T" } else { "" };
    format!("P{time}{number}{}", unit.letter())
}

pub(super) fn year_days(first: i16, last: i16) -> Option<Days> {
    Some(Days::new(Date::new(first, 1, 1).ok()?, Date::new(last, 12, 31).ok()?))
}

pub(super) fn months(year: i16, first: i8, last: i8) -> Option<Days> {
    Some(Days::new(Date::new(year, first, 1).ok()?, Date::new(year, last, 1).ok()?.last_of_month()))
}

pub(super) fn month_days(year: i16, month: i8) -> Option<Days> {
    months(year, month, month)
}

/// Northern seasons by whole months; a winter begins in December of its year.
pub(super) fn season_days(year: i16, season: Season) -> Option<Days> {
    match season {
        Season::Spring => months(year, 3, 5),
        Season::Summer => months(year, 6, 8),
        Season::Autumn => months(year, 9, 11),
        Season::Winter => {
            let last = Date::new(year + 1, 2, 1).ok()?.last_of_month();
            Some(Days::new(Date::new(year, 12, 1).ok()?, last))
        }
    }
}

/// `many` units after `day` (before, when negative); halves are rounded to the next smaller unit.
pub(super) fn add(day: Date, unit: Unit, many: f64) -> Option<Date> {
    if many.abs() > 100_000.0 {
        return None;
    }
    let whole = |factor: f64| (many * factor).round() as i64;
    // "try": 30,000 years are more than the calendar has.
    let step = match unit {
        Unit::Second => Step::new().try_days(whole(1.0 / 86_400.0)),
        Unit::Minute => Step::new().try_days(whole(1.0 / 1_440.0)),
        Unit::Hour => Step::new().try_days(whole(1.0 / 24.0)),
        Unit::Day => Step::new().try_days(whole(1.0)),
        Unit::Week | Unit::Weekend => Step::new().try_days(whole(7.0)),
        Unit::Month => Step::new().try_months(whole(1.0)),
        Unit::Quarter => Step::new().try_months(whole(3.0)),
        Unit::Season(_) | Unit::Year => Step::new().try_months(whole(12.0)),
        Unit::Decade => Step::new().try_months(whole(120.0)),
        Unit::Century => Step::new().try_months(whole(1200.0)),
    };
    let step = step.ok()?;
    day.checked_add(step).ok()
}

/// The calendar unit that holds `day`.
pub(super) fn unit_days(day: Date, unit: Unit) -> Option<Days> {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Some(Days::day(day)),
        Unit::Week | Unit::Weekend => {
            let monday = day.checked_sub(i32::from(day.weekday().to_monday_zero_offset()).days()).ok()?;
            let first = if unit == Unit::Week { 0 } else { 5 };
            Some(Days::new(monday.checked_add(first.days()).ok()?, monday.checked_add(6.days()).ok()?))
        }
        Unit::Month => month_days(day.year(), day.month()),
        Unit::Quarter => {
            let first = (day.month() - 1) / 3 * 3 + 1;
            months(day.year(), first, first + 2)
        }
        Unit::Season(_) | Unit::Year => year_days(day.year(), day.year()),
        Unit::Decade => year_days(day.year() / 10 * 10, day.year() / 10 * 10 + 9),
        Unit::Century => year_days(day.year() / 100 * 100, day.year() / 100 * 100 + 99),
    }
}
