//! The lengths of time that deeds are counted by.

use hearsay_core::Days;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Period {
    /// One day.
    Day,
    /// Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// Three calendar months, from January.
    Quarter,
    /// A calendar year.
    Year,
}

impl Period {
    /// All, shortest first.
    pub const ALL: [Period; 5] = [Period::Day, Period::Week, Period::Month, Period::Quarter, Period::Year];

    /// `week`.
    pub fn name(self) -> &'static str {
        match self {
            Period::Day => "day",
            Period::Week => "week",
            Period::Month => "month",
            Period::Quarter => "quarter",
            Period::Year => "year",
        }
    }

    /// How long one is, in days; of months and longer the usual length.
    pub fn length(self) -> f64 {
        match self {
            Period::Day => 1.0,
            Period::Week => 7.0,
            Period::Month => 30.44,
            Period::Quarter => 91.31,
            Period::Year => 365.25,
        }
    }

    /// The first day of the one that `day` lies in.
    pub fn start(self, day: Date) -> Date {
        match self {
            Period::Day => day,
            Period::Week => day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days()),
            Period::Month => day.first_of_month(),
            Period::Quarter => {
                let into = i64::from((day.month() - 1) % 3);
                day.first_of_month().saturating_sub(into.months())
            }
            Period::Year => day.first_of_year(),
        }
    }

    /// The first day of the next one.
    pub fn next(self, day: Date) -> Date {
        let start = self.start(day);
        match self {
            Period::Day => start.saturating_add(1.day()),
            Period::Week => start.saturating_add(7.days()),
            Period::Month => start.saturating_add(1.month()),
            Period::Quarter => start.saturating_add(3.months()),
            Period::Year => start.saturating_add(1.year()),
        }
    }

    /// All of them that `days` touch, whole, in order; at most `most`, the earliest being left out.
    pub fn over(self, days: Days, most: usize) -> Vec<Days> {
        let mut list = Vec::new();
        let mut first = self.start(days.first);
        while first <= days.last {
            let next = self.next(first);
            // The calendar ends in 9999: there the next one is the same one.
            let end = if next > first { next.saturating_sub(1.day()) } else { days.last.max(first) };
            list.push(Days { first, last: end });
            if next <= first {
                break;
            }
            first = next;
        }
        list.drain(..list.len().saturating_sub(most));
        list
    }

    /// `2011-05-02` for days and weeks (their Monday), `2011-05`, `2011-Q2`, `2011`.
    pub fn label(self, day: Date) -> String {
        let start = self.start(day);
        match self {
            Period::Day | Period::Week => start.to_string(),
            Period::Month => format!("{:04}-{:02}", start.year(), start.month()),
            Period::Quarter => format!("{:04}-Q{}", start.year(), (start.month() - 1) / 3 + 1),
            Period::Year => format!("{:04}", start.year()),
        }
    }
}

/// Days from `from` to `to`, both included; 0 where they are the wrong way round.
pub(crate) fn days_in(days: Days) -> i64 {
    days_between(days.first, days.last) + 1
}

/// Days from `from` to `to`; negative where `to` is earlier.
pub(crate) fn days_between(from: Date, to: Date) -> i64 {
    // A span of civil days always fits.
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

/// The day half way through.
pub(crate) fn middle(days: Days) -> Date {
    days.first.saturating_add((days_between(days.first, days.last) / 2).days())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_week_begins_on_monday_and_a_quarter_in_january() {
        let day = date(2011, 5, 5);
        let labels: Vec<String> = Period::ALL.iter().map(|period| period.label(day)).collect();
        assert_eq!(labels, ["2011-05-05", "2011-05-02", "2011-05", "2011-Q2", "2011"]);
    }

    #[test]
    fn periods_follow_each_other_without_a_gap() {
        for period in Period::ALL {
            let list = period.over(Days::new(date(2010, 11, 17), date(2012, 3, 3)), 10_000);
            assert!(list.windows(2).all(|pair| days_between(pair[0].last, pair[1].first) == 1), "{period:?}");
            assert!(list[0].first <= date(2010, 11, 17) && list[list.len() - 1].last >= date(2012, 3, 3));
        }
    }

    #[test]
    fn the_end_of_the_calendar_ends_the_list() {
        for period in Period::ALL {
            let list = period.over(Days::new(date(9999, 12, 30), Date::MAX), 100);
            assert!(list.len() <= 2, "{period:?}: {list:?}");
        }
    }
}
