//! Days as people give them: 2003, 2003-05, 2003-05-17.

use hearsay::core::Days;
use jiff::civil::Date;

use crate::bad_value::BadValue;

/// The first day that the words can mean.
pub(crate) fn first_day(words: &str) -> Result<Date, BadValue> {
    Ok(days(words)?.first)
}

/// The last day that the words can mean.
pub(crate) fn last_day(words: &str) -> Result<Date, BadValue> {
    Ok(days(words)?.last)
}

fn days(words: &str) -> Result<Days, BadValue> {
    let none = || BadValue(format!("`{words}` is no day, month or year; write 2003, 2003-05 or 2003-05-17"));
    let parts: Vec<&str> = words.split('-').collect();
    let whole = parts.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    if !whole || parts[0].len() != 4 || parts[1..].iter().any(|part| part.len() > 2) {
        return Err(none());
    }
    let number = |at: usize| parts.get(at).and_then(|part| part.parse::<i16>().ok());
    let year = number(0).ok_or_else(none)?;
    let month = number(1).map(|month| i8::try_from(month).unwrap_or(0));
    let day = number(2).map(|day| i8::try_from(day).unwrap_or(0));
    let date = |month: i8, day: i8| Date::new(year, month, day).map_err(|_| none());
    match (parts.len(), month, day) {
        (1, ..) => Ok(Days { first: date(1, 1)?, last: date(12, 31)? }),
        (2, Some(month), _) => Ok(Days { first: date(month, 1)?, last: date(month, 1)?.last_of_month() }),
        (3, Some(month), Some(day)) => Ok(Days::day(date(month, day)?)),
        _ => Err(none()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_and_a_month_are_all_their_days() {
        let check = |words: &str, first: &str, last: &str| {
            assert_eq!(first_day(words).unwrap().to_string(), first);
            assert_eq!(last_day(words).unwrap().to_string(), last);
        };
        check("2003", "2003-01-01", "2003-12-31");
        check("2004-02", "2004-02-01", "2004-02-29");
        check("2003-05-17", "2003-05-17", "2003-05-17");
        for wrong in ["", "03", "2003-13", "2003-02-30", "May 2003", "2003-", "2003-05-17-1", "-2003", "20030517"] {
            assert!(first_day(wrong).unwrap_err().0.contains("2003-05-17"), "{wrong}");
        }
    }
}
