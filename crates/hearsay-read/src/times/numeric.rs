//! Days in figures: "2010-12-31", "31/12/2010", "19-Nov-12". Where day and month could be exchanged, the other days of the
//! text tell which comes first; where none does, neither is guessed.

use jiff::civil::Date;

use super::grammar::{Figures, Grammar, Reading};
use super::meaning::Meaning;
use super::words::{Word, words};

/// Whether the day comes first in the figures of a text, as far as its own days tell: "15/4/2019" has no other reading.
pub(super) fn day_first(text: &str) -> Option<bool> {
    if !text.contains('/') && !text.contains('-') {
        return None;
    }
    let words = words(text);
    let grammar = Grammar { words: &words, figures: Figures::default() };
    let (mut days, mut months) = (0, 0);
    for at in 0..words.len() {
        if let Some((first, second, ..)) =
            grammar.three_figures(at).filter(|_| grammar.digits(at).is_some_and(|(word, _)| word.len() <= 2))
        {
            days += usize::from(first > 12 && second <= 12);
            months += usize::from(second > 12 && first <= 12);
        }
    }
    (days.min(months) == 0 && days != months).then_some(days > 0)
}

fn full(word: &str, year: i32) -> i32 {
    match word.len() {
        2 if year < 40 => 2000 + year,
        2 => 1900 + year,
        _ => year,
    }
}

impl Grammar<'_> {
    fn glued(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word: &Word| !word.spaced)
    }

    /// Three numbers joined by one mark, the last of them the length of a year.
    fn three_figures(&self, at: usize) -> Option<(i32, i32, i32, usize)> {
        let (_, first) = self.digits(at)?;
        let mark = self.lower(at + 1);
        let joined =
            matches!(mark, "-" | "/" | ".") && self.lower(at + 3) == mark && (at + 1..at + 5).all(|at| self.glued(at));
        let (_, second) = self.digits(at + 2).filter(|_| joined)?;
        let (last, third) = self.digits(at + 4)?;
        // Four numbers are an address or a score.
        let more = self.is(at + 5, &["-", "/", "."])
            && self.glued(at + 5)
            && self.digits(at + 6).is_some()
            && self.glued(at + 6);
        (!more && matches!(last.len(), 2 | 4)).then_some((first, second, full(last, third), at + 5))
    }

    /// "2010-12-31", "31/12/2010", "12/31/2010", "19/11/12"; "1/2/2010" is what the text's other days make it. "9/11".
    pub(super) fn numeric(&self, at: usize) -> Reading {
        if let Some(found) = self.with_month_name(at) {
            return Some(found);
        }
        let (word, first) = self.digits(at)?;
        let mark = self.lower(at + 1);
        if !matches!(mark, "-" | "/" | ".") || !self.glued(at + 1) || !self.glued(at + 2) {
            return None;
        }
        let (_, second) = self.digits(at + 2)?;
        if self.lower(at + 3) == mark && self.glued(at + 3) && self.glued(at + 4) {
            let (last, third) = self.digits(at + 4)?;
            let (year, month, day) = if word.len() == 4 {
                (first, second, third)
            } else {
                let (first, second, year, _) = self.three_figures(at)?;
                // "3-2-11" is a score as well.
                let order = if first > 12 || first == second {
                    true
                } else if second > 12 {
                    false
                } else {
                    self.figures.day_first.filter(|_| last.len() == 4 || mark == "/")?
                };
                if last.len() == 2 && mark == "." {
                    return None;
                }
                if order { (year, second, first) } else { (year, first, second) }
            };
            let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
            let year = i16::try_from(year).ok()?;
            Date::new(year, month, day).ok()?;
            return Some((Meaning::Day { year: Some(year), month, day }, at + 5));
        }
        let ends = !(matches!(self.lower(at + 3), "/" | "-" | "." | ",")
            && self.digits(at + 4).is_some()
            && self.glued(at + 4));
        // The attacks of 11 September 2001 are known by this numeral.
        (word == "9" && mark == "/" && second == 11 && ends)
            .then_some((Meaning::Day { year: Some(2001), month: 9, day: 11 }, at + 3))
    }

    /// "19-Nov-12", "19-Nov-2012", "Nov/2012", "19/Nov/2012"
    fn with_month_name(&self, at: usize) -> Reading {
        let joined = |at: usize| self.is(at, &["-", "/"]) && self.glued(at) && self.glued(at + 1);
        let year = |at: usize| {
            let (word, year) = self.digits(at).filter(|(word, _)| matches!(word.len(), 2 | 4))?;
            Some(i16::try_from(full(word, year)).ok()?).filter(|year| (1000..2200).contains(year))
        };
        if let Some((month, next)) = self.month_name(at)
            && joined(next)
            && self.digits(next + 1).is_some_and(|(word, _)| word.len() == 4)
        {
            return Some((Meaning::Month { year: Some(year(next + 1)?), month }, next + 2));
        }
        let (word, day) = self.digits(at).filter(|(word, _)| word.len() <= 2)?;
        let day = i8::try_from(day).ok().filter(|day| (1..=31).contains(day) && !word.is_empty() && joined(at + 1))?;
        let (month, next) = self.month_name(at + 2)?;
        let year = year(next + 1).filter(|_| joined(next))?;
        Date::new(year, month, day).ok()?;
        Some((Meaning::Day { year: Some(year), month, day }, next + 2))
    }
}
