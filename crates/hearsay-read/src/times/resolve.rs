//! Meanings anchored to days: TIMEX3 values and intervals.

use hearsay_core::{Days, Span, TimeExpression, TimeKind};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::meaning::{Amount, From, Meaning, Part, PartOfDay, Unit};
use super::spans::{
    add, days_between, duration_value, edge_units, month_days, month_value, months, nth_unit, nth_weekday, season_days,
    season_value, third_of, unit_days, unknown_value, value_of_day, week_value, year_days,
};
use crate::syntax::clause::Tense;

/// What an expression can be anchored to.
pub(super) struct Context {
    /// The day of publication.
    pub(super) anchor: Option<Date>,
    /// The date last spoken of.
    pub(super) spoken_of: Option<Days>,
    /// Whether that was in this sentence or the one before it, in the same paragraph.
    pub(super) told_lately: bool,
    /// The tense of its clause.
    pub(super) tense: Tense,
    /// Whether the text tells of times long past throughout, so that a day without a year is of the year last told.
    pub(super) narrative: bool,
    /// Whether "today" means these days: "Today few survive".
    pub(super) nowadays: bool,
    /// Whether it stands in a headline, whose present tense tells of what has been.
    pub(super) headline: bool,
    /// Whether the words only describe the noun after them: "a summer school".
    pub(super) describes: bool,
    /// Whether the year before 1000 that was told last was one before Christ.
    pub(super) before_christ: bool,
}

/// The expression that `meaning` is in its context; none where the words name no possible day ("February 30").
pub(super) fn resolve(meaning: &Meaning, span: Span, context: &Context) -> Option<TimeExpression> {
    let Resolved { kind, value, modifier, interval } = context.read(meaning)?;
    Some(TimeExpression { span, kind, value, modifier: modifier.map(str::to_owned), interval })
}

struct Resolved {
    kind: TimeKind,
    value: String,
    modifier: Option<&'static str>,
    interval: Option<Days>,
}

fn date(value: String, interval: Option<Days>) -> Option<Resolved> {
    Some(Resolved { kind: TimeKind::Date, value, modifier: None, interval })
}

impl Context {
    fn read(&self, meaning: &Meaning) -> Option<Resolved> {
        match meaning {
            &Meaning::Day { year, month, day } => {
                // No year has a 31st of June.
                Date::new(2000, month, day).ok()?;
                let interval = match year {
                    Some(year) => Some(Days::day(Date::new(year, month, day).ok()?)),
                    None => self.nearest(0, |year| Date::new(year, month, day).ok().map(Days::day)),
                };
                date(value_of_day(interval, || format!("XXXX-{month:02}-{day:02}")), interval)
            }
            &Meaning::Month { year, month } => {
                let interval = match year {
                    Some(year) => Some(month_days(year, month)?),
                    None => self.nearest(0, |year| month_days(year, month)),
                };
                date(interval.map_or_else(|| format!("XXXX-{month:02}"), month_value), interval)
            }
            &Meaning::WhichMonth { month, day, which } => {
                let of_year = |year: i16| match day {
                    Some(day) => Date::new(year, month, day).ok().map(Days::day),
                    None => month_days(year, month),
                };
                let interval = self.nearest(which, of_year);
                let unknown =
                    || day.map_or_else(|| format!("XXXX-{month:02}"), |day| format!("XXXX-{month:02}-{day:02}"));
                let value = interval.map(|days| if day.is_some() { days.first.to_string() } else { month_value(days) });
                date(value.unwrap_or_else(unknown), interval)
            }
            &Meaning::Year(year) => date(format!("{year:04}"), Some(year_days(year, year)?)),
            &Meaning::Decade(year) => date(format!("{:03}X", year / 10), Some(year_days(year, year + 9)?)),
            &Meaning::Century(number) => {
                let first = (number - 1) * 100;
                if number < 1 {
                    // The 5th century BC: 500 to 401 BC, which astronomers count as -499 to -400.
                    return date(format!("BC{:02}XX", -number), Some(year_days(first + 1, first + 100)?));
                }
                date(format!("{:02}XX", number - 1), Some(year_days(first.max(1), first + 99)?))
            }
            &Meaning::Season { year, season } => {
                let interval = match year {
                    Some(year) => season_days(year, season),
                    None => self.nearest(0, |year| season_days(year, season)),
                };
                date(season_value(interval, season), interval)
            }
            &Meaning::Quarter { year, quarter } => {
                let interval = match year {
                    Some(year) => months(year, quarter * 3 - 2, quarter * 3),
                    None => self.nearest(0, |year| months(year, quarter * 3 - 2, quarter * 3)),
                };
                let year = interval.map_or_else(|| "XXXX".to_owned(), |days| format!("{:04}", days.first.year()));
                date(format!("{year}-Q{quarter}"), interval)
            }
            &Meaning::Half { year, half } => {
                let interval = year.and_then(|year| months(year, half * 6 - 5, half * 6));
                let year = interval.map_or_else(|| "XXXX".to_owned(), |days| format!("{:04}", days.first.year()));
                date(format!("{year}-H{half}"), interval)
            }
            &Meaning::Weekday { day, which } => {
                let interval = self.weekday(day, which).map(Days::day);
                date(value_of_day(interval, || format!("XXXX-WXX-{}", day.to_monday_one_offset())), interval)
            }
            &Meaning::Weekend => {
                let interval = self.anchor.and_then(|anchor| self.weekend(anchor));
                let value =
                    interval.map_or_else(|| "XXXX-WXX-WE".to_owned(), |days| format!("{}-WE", week_value(days.first)));
                date(value, interval)
            }
            &Meaning::Period(first, last) => date(format!("{first}/{last}"), Some(Days::new(first, last))),
            // TIMEX3 writes eras out, and counts no year nought.
            &Meaning::Era(year) => {
                let value = if year > 0 { format!("{year:04}") } else { format!("BC{:04}", 1 - year) };
                date(value, Some(year_days(year, year)?))
            }
            &Meaning::AncientYear(year) => self.read(&Meaning::Era(if self.before_christ { 1 - year } else { year })),
            // "a summer school", "winter wheat": a kind of thing.
            &Meaning::AnySeason(_) if self.describes => None,
            &Meaning::AnySeason(season) => date(season_value(None, season), None),
            &Meaning::Shift { unit: Unit::Day, amount: Some(0.0), from: From::Publication, .. } if self.nowadays => {
                date("PRESENT_REF".to_owned(), None)
            }
            &Meaning::Shift { unit, amount, sign, from } => self.shift(unit, amount, sign, from),
            &Meaning::Stretch { unit, amount, sign } => {
                // "the coming weeks": a handful, as good as any; the value keeps the X.
                let many = amount.unwrap_or(4.0);
                let interval = self.anchor.and_then(|anchor| {
                    let far = add(anchor, unit, many * f64::from(sign))?;
                    Some(Days::new(anchor, far))
                });
                let value = duration_value(unit, amount);
                Some(Resolved { kind: TimeKind::Duration, value, modifier: None, interval })
            }
            &Meaning::Length { unit, amount } => Some(Resolved {
                kind: TimeKind::Duration,
                value: duration_value(unit, amount),
                modifier: None,
                interval: None,
            }),
            &Meaning::Every { unit, weekday, amount } => {
                let value = match (weekday, unit) {
                    (Some(day), _) => format!("XXXX-WXX-{}", day.to_monday_one_offset()),
                    (None, Some(unit)) => duration_value(unit, Some(amount)),
                    (None, None) => return None,
                };
                Some(Resolved { kind: TimeKind::Set, value, modifier: None, interval: None })
            }
            Meaning::Overnight => {
                let night = |amount: f64| {
                    let (unit, amount, from) = (Unit::Day, Some(amount), From::Publication);
                    self.day_part(Some(&Meaning::Shift { unit, amount, sign: -1, from }), PartOfDay::Night)
                };
                match self.tense {
                    Tense::Future => night(0.0),
                    Tense::Present if !self.headline => self.day_part(None, PartOfDay::Night),
                    _ => night(1.0),
                }
            }
            Meaning::DayPart { of, part } => self.day_part(of.as_deref(), *part),
            &Meaning::Clock { hour, minute } => Some(Resolved {
                kind: TimeKind::Time,
                value: format!("T{hour:02}:{minute:02}"),
                modifier: None,
                interval: None,
            }),
            Meaning::PartOf { whole, part } => self.part_of(whole, *part),
            Meaning::NthWeekday { day, nth, of } => {
                let interval = match self.read(of)?.interval {
                    Some(days) => Some(Days::day(nth_weekday(days, *day, *nth)?)),
                    None => None,
                };
                date(value_of_day(interval, || format!("XXXX-WXX-{}", day.to_monday_one_offset())), interval)
            }
            Meaning::NthUnit { unit, nth, of } => match self.read(of)?.interval {
                Some(days) => of_units(nth_unit(days, *unit, *nth)?, *unit),
                None => date(unknown_value(*unit).to_owned(), None),
            },
            Meaning::EdgeUnits { unit, amount, last, of } => match self.read(of)?.interval {
                Some(days) => of_units(edge_units(days, *unit, *amount, *last)?, *unit),
                None => date(duration_value(*unit, Some(f64::from(*amount))), None),
            },
            Meaning::Begins { first, last } => {
                let (first, last) = (self.read(first)?, self.read(last)?);
                let (Some(begin), Some(end)) = (first.interval, last.interval) else { return Some(first) };
                let year = if (begin.first.month(), begin.first.day()) <= (end.first.month(), end.first.day()) {
                    end.first.year()
                } else {
                    end.first.year() - 1
                };
                let moved = |day: Date| Date::new(year, day.month(), 1).ok();
                if begin.first == begin.last {
                    let day = Date::new(year, begin.first.month(), begin.first.day()).ok()?;
                    date(day.to_string(), Some(Days::day(day)))
                } else {
                    let days = month_days(year, moved(begin.first)?.month())?;
                    date(month_value(days), Some(days))
                }
            }
            Meaning::Range(first, last) | Meaning::Ends { first, last, .. } => {
                let (first, last) = (self.read(first)?, self.read(last)?);
                let interval = match (first.interval, last.interval) {
                    (Some(first), Some(last)) if first.first <= last.last => Some(Days::new(first.first, last.last)),
                    _ => None,
                };
                date(format!("{}/{}", first.value, last.value), interval)
            }
            Meaning::Modified(meaning, modifier) => {
                let resolved = self.read(meaning)?;
                Some(Resolved { modifier: Some(modifier), ..resolved })
            }
            &Meaning::Reference(value) => date(value.to_owned(), None),
        }
    }

    /// The one of a yearly recurring time that is meant: `which` -1 the last before the anchor, 1 the next after it,
    /// 0 the latest not after it in the past tense, the first not before it in the future, else the nearest.
    fn nearest(&self, which: i8, of_year: impl Fn(i16) -> Option<Days>) -> Option<Days> {
        // "our edict of the 12th of October last" in a tale counts from the tale.
        let told = self.spoken_of.filter(|_| which != 0 && self.told_year().is_some()).map(|days| days.first);
        let anchor = told.or(self.anchor)?;
        // In a tale of long ago "on October 2" is of the year that is being told of.
        if let (0, Some(year)) = (which, self.told_year())
            && let Some(days) = of_year(year)
        {
            return Some(days);
        }
        let candidates: Vec<Days> = (anchor.year() - 2..=anchor.year() + 2).filter_map(of_year).collect();
        let before = |days: &&Days| days.last < anchor;
        let after = |days: &&Days| days.first > anchor;
        match (which, self.tense) {
            (-1, _) => candidates.iter().rev().find(before).copied(),
            (1, _) => candidates.iter().find(after).copied(),
            (_, Tense::Past) => candidates.iter().rev().find(|days| days.first <= anchor).copied(),
            (_, Tense::Future) => candidates.iter().find(|days| days.last >= anchor).copied(),
            _ => {
                let distance = |days: &&Days| days_between(days.first, anchor).min(days_between(days.last, anchor));
                candidates.iter().min_by_key(distance).copied()
            }
        }
    }

    /// The year that the last sentences tell of, where that is long before publication.
    fn told_year(&self) -> Option<i16> {
        let told = self.spoken_of.filter(|_| self.told_lately || self.narrative)?;
        let single = told.first.year() == told.last.year();
        let past = self.anchor?.year() - told.first.year();
        (single && (past >= 2 || (self.narrative && past != 0))).then_some(told.first.year())
    }

    fn weekday(&self, day: Weekday, which: i8) -> Option<Date> {
        let anchor = self.anchor?;
        let back = day.until(anchor.weekday()); // 0 when the anchor is such a day
        let ahead = anchor.weekday().until(day);
        let back_or_week = if back == 0 { 7 } else { back };
        let ahead_or_week = if ahead == 0 { 7 } else { ahead };
        let days = match (which, self.tense) {
            (-1, _) => -back_or_week,
            (1, _) => ahead_or_week,
            (_, Tense::Future) => ahead,
            (_, Tense::Present) if ahead <= 3 => ahead,
            _ => -back,
        };
        anchor.checked_add(i32::from(days).days()).ok()
    }

    /// The weekend last begun in the past tense, the next not over yet in the future, else the nearer.
    fn weekend(&self, anchor: Date) -> Option<Days> {
        let this = unit_days(anchor, Unit::Weekend)?;
        let before = unit_days(anchor.checked_sub(7.days()).ok()?, Unit::Weekend)?;
        Some(match self.tense {
            _ if this.first <= anchor => this,
            Tense::Future => this,
            Tense::Past => before,
            _ if days_between(before.last, anchor) <= days_between(this.first, anchor) => before,
            _ => this,
        })
    }

    /// The calendar unit so far from its anchor: "last year", "three days ago", "two years earlier".
    fn shift(&self, unit: Unit, amount: Amount, sign: i8, from: From) -> Option<Resolved> {
        let anchor = match from {
            From::Publication => self.anchor,
            From::Discourse => self.spoken_of.map(|days| if sign > 0 { days.last } else { days.first }).or(self.anchor),
        };
        // "that day" where no day was told, "six minutes later" in a match: no day of the calendar.
        let nowhere = sign == 0 && from == From::Discourse && self.spoken_of.is_none();
        let anchor = anchor.filter(|_| !(nowhere || (from == From::Discourse && unit.is_clock())));
        let Some(many) = amount else {
            let value = if sign < 0 { "PAST_REF" } else { "FUTURE_REF" };
            return date(value.to_owned(), None);
        };
        let Some(anchor) = anchor else {
            let kind = if unit.is_clock() { TimeKind::Time } else { TimeKind::Date };
            return Some(Resolved { kind, value: unknown_value(unit).to_owned(), modifier: None, interval: None });
        };
        if let Unit::Season(season) = unit {
            let years = anchor.year() - 1..=anchor.year() + 1;
            let mut near = years.filter_map(|year| season_days(year, season));
            let interval = match sign {
                // "the job that we did this summer", in January
                0 => season_days(anchor.year(), season)
                    .filter(|days| self.tense != Tense::Past || days.first <= anchor)
                    .or_else(|| season_days(anchor.year() - 1, season)),
                1 if from == From::Discourse => near.find(|days| days.first > anchor),
                _ if from == From::Discourse => near.rev().find(|days| days.last < anchor),
                _ => self.nearest(sign, |year| season_days(year, season)),
            };
            return date(season_value(interval, season), interval);
        }
        let there = add(anchor, unit, many * f64::from(sign))?;
        // "took place this weekend" in the paper of Wednesday.
        let there = if unit == Unit::Weekend && sign == 0 && from == From::Publication {
            self.weekend(anchor)?.first
        } else {
            there
        };
        // "A decade ago" is a year, "this decade" ten.
        let unit = if unit == Unit::Decade && sign != 0 { Unit::Year } else { unit };
        let interval = unit_days(there, unit)?;
        let value = match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day | Unit::Season(_) => there.to_string(),
            Unit::Week => week_value(there),
            Unit::Weekend => format!("{}-WE", week_value(there)),
            Unit::Month => month_value(interval),
            Unit::Quarter => format!("{:04}-Q{}", there.year(), (there.month() + 2) / 3),
            Unit::Year => format!("{:04}", there.year()),
            Unit::Decade => format!("{:03}X", there.year() / 10),
            Unit::Century => format!("{:02}XX", there.year() / 100),
        };
        date(value, Some(interval))
    }

    fn day_part(&self, of: Option<&Meaning>, part: PartOfDay) -> Option<Resolved> {
        let code = match part {
            PartOfDay::Morning => "MO",
            PartOfDay::Afternoon => "AF",
            PartOfDay::Evening => "EV",
            PartOfDay::Night => "NI",
        };
        let day = match of {
            Some(of) => self.read(of)?,
            None => Resolved { kind: TimeKind::Time, value: "XXXX-XX-XX".to_owned(), modifier: None, interval: None },
        };
        Some(Resolved { kind: TimeKind::Time, value: format!("{}T{code}", day.value), ..day })
    }

    /// A narrower interval; a year's beginning and end are its first and last quarter.
    fn part_of(&self, whole: &Meaning, part: Part) -> Option<Resolved> {
        let whole = self.read(whole)?;
        let modifier = Some(match part {
            Part::Start => "START",
            Part::Mid => "MID",
            Part::End => "END",
        });
        let Some(days) = whole.interval else { return Some(Resolved { modifier, ..whole }) };
        let full_year = days.first.year() == days.last.year() && days_between(days.first, days.last) >= 364;
        let (value, interval) = match part {
            _ if full_year => {
                let (first, last) = match part {
                    Part::Start => (1, 3),
                    Part::Mid => (5, 8),
                    Part::End => (10, 12),
                };
                let quarter = match part {
                    Part::Start => "-Q1",
                    Part::Mid => "",
                    Part::End => "-Q4",
                };
                (format!("{}{quarter}", whole.value), months(days.first.year(), first, last)?)
            }
            _ => (whole.value, third_of(days, part)?),
        };
        Some(Resolved { kind: TimeKind::Date, value, modifier, interval: Some(interval) })
    }
}

/// A day, week or month by its own value; more of them by the first and the last.
fn of_units(days: Days, unit: Unit) -> Option<Resolved> {
    let value = |day: Date| match unit {
        Unit::Week => week_value(day),
        Unit::Weekend => format!("{}-WE", week_value(day)),
        Unit::Month | Unit::Quarter => format!("{:04}-{:02}", day.year(), day.month()),
        Unit::Year | Unit::Decade => format!("{:04}", day.year()),
        _ => day.to_string(),
    };
    let (first, last) = (value(days.first), value(days.last));
    date(if first == last { first } else { format!("{first}/{last}") }, Some(days))
}
