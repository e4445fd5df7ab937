//! The grammar of English times: words in, [`Meaning`]s out. The longest reading at each word wins.

mod calendar;
mod clock;
mod compound;
mod names;
mod numbers;
mod relative;
mod years;

use super::meaning::Meaning;
use super::words::{Word, words};

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

/// What the whole text tells of how its figures are to be read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Figures {
    /// Whether "1/2/2010" is the first of February, where known.
    pub(super) day_first: Option<bool>,
    /// Whether the text tells of years before 1000, so that "in 348" may be one.
    pub(super) ancient: bool,
}

/// All expressions of `text`, in order and apart.
pub(super) fn parse(text: &str, figures: Figures) -> Vec<Parsed> {
    let words = words(text);
    let grammar = Grammar { words: &words, figures };
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
    pub(super) figures: Figures,
}

impl Grammar<'_> {
    /// The longest expression that starts at word `at`.
    fn expression(&self, at: usize) -> Reading {
        if !self.may_start(at) {
            return None;
        }
        let rules: [fn(&Self, usize) -> Reading; 20] = [
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
            Self::ancient_year,
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
            // "from January 23 through March 9": the year of the beginning hangs on that of the end.
            let yearless = |meaning: &Meaning| {
                matches!(meaning, Meaning::Day { year: None, .. } | Meaning::Month { year: None, .. })
            };
            let first = if yearless(&first) && yearless(&last) {
                Meaning::Begins { first, last: last.clone() }
            } else {
                *first
            };
            found.push(parsed(first, self.skip(at, &["between"]), first_end));
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
}
