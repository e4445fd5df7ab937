//! Four digits: a year, a count, a number of something.

use super::{Grammar, Reading};
use crate::times::meaning::Meaning;

impl Grammar<'_> {
    pub(super) fn bare_year(&self, at: usize) -> Reading {
        let before = at.checked_sub(1).map_or("", |before| self.lower(before));
        const SURE: [&str; 12] =
            ["in", "since", "until", "by", "during", "before", "after", "year", "circa", "till", "through", "ca"];
        // Years before the age of newspapers need company: "(1791)", "1687 and 1689", "the 1836 assault".
        const COMPANY: [&str; 18] = [
            "(", "from", "to", "and", "or", "the", "of", "about", "around", "c", "late", "early", "mid", ",", "s",
            "this", "a", "that",
        ];
        let sure = SURE.contains(&before);
        let company = || {
            let old = self.digits(at).is_some_and(|(word, number)| word.len() == 4 && (1400..1900).contains(&number));
            // "a survey of 1709 schoolchildren" counts them.
            let many = matches!(before, "of" | "a" | "to" | "about" | "around")
                && self.words.get(at + 1).is_some_and(|next| {
                    !next.capital && (next.lower.ends_with('s') || next.lower.ends_with("ren")) && next.lower.len() > 3
                });
            let near = (COMPANY.contains(&before) && !many) || self.lower(at + 1) == ")" || at == 0;
            (old && near && !self.counted(at + 1)).then(|| self.year(at, true)).flatten()
        };
        if self.is_count(at, before) || self.is_page(at) {
            return None;
        }
        // A year alone on its line heads what follows.
        let heads = self.words.len() == 1;
        // "(c. 1818 – 8 January 1880)"
        let circa = before == "." && at >= 2 && self.is(at - 2, &["c", "ca"]);
        let sure = sure || heads || circa;
        let (year, next) = self.year(at, false).or_else(|| self.year(at, sure)).or_else(company)?;
        Some((Meaning::Year(year), next))
    }

    /// "Journal of Rivers 92 (6): 1087–1101": pages after the volume.
    pub(super) fn is_page(&self, at: usize) -> bool {
        let mut first = at;
        while first >= 2 && self.hyphen(first - 1) && self.digits(first - 2).is_some() {
            first -= 2;
        }
        let goes_on = first < at || self.hyphen(at + 1) && self.digits(at + 2).is_some();
        goes_on
            && first >= 2
            && self.lower(first - 1) == ":"
            && (self.lower(first - 2) == ")" || self.digits(first - 2).is_some())
    }

    /// Whether four digits count, number or address something: "1980 Syrian refugees", "Room 2012", "1914 Oak Street",
    /// "sold 2010 of its cars", "paid the town 2000 in fees".
    pub(super) fn is_count(&self, at: usize, before: &str) -> bool {
        const LABELS: [&str; 30] = [
            "room",
            "page",
            "pages",
            "route",
            "windows",
            "flight",
            "highway",
            "unit",
            "model",
            "version",
            "section",
            "article",
            "gate",
            "bus",
            "train",
            "office",
            "floor",
            "channel",
            "number",
            "no",
            "boeing",
            "apartment",
            "suite",
            "box",
            "lot",
            "psalm",
            "act",
            "bill",
            "resolution",
            "vista",
        ];
        const STREETS: [&str; 16] = [
            "street",
            "st",
            "road",
            "rd",
            "avenue",
            "ave",
            "lane",
            "drive",
            "boulevard",
            "blvd",
            "court",
            "place",
            "square",
            "way",
            "terrace",
            "parkway",
        ];
        const MONEY: [&str; 26] = [
            "rupees",
            "rupee",
            "yen",
            "yuan",
            "pesos",
            "rubles",
            "roubles",
            "francs",
            "crowns",
            "kroner",
            "kronor",
            "lira",
            "rand",
            "riyals",
            "rials",
            "dinars",
            "dirhams",
            "baht",
            "won",
            "shillings",
            "cents",
            "bucks",
            "taka",
            "naira",
            "ringgit",
            "zloty",
        ];
        const LED: [&str; 19] = [
            "the", "in", "of", "since", "until", "by", "during", "before", "after", "this", "that", "a", "an", "late",
            "early", "mid", "from", "s", "its",
        ];
        let next = self.words.get(at + 1).filter(|next| next.spaced);
        let word = next.map_or("", |next| next.lower.as_str());
        let plural = |at: usize| {
            let word = self.lower(at);
            let small = self.words.get(at).is_some_and(|word| !word.capital && word.spaced);
            small
                && word.len() > 3
                && (word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us")
                    || word.ends_with("ren")
                    || word.ends_with("people"))
        };
        if LABELS.contains(&before) || MONEY.contains(&word) {
            return true;
        }
        if next.is_some_and(|next| next.capital) && (at + 2..at + 4).any(|at| self.capital(at) && self.is(at, &STREETS))
        {
            return true;
        }
        if word == "of" && self.is(at + 2, &["its", "their", "his", "her", "our", "these", "those", "them", "us"]) {
            return true;
        }
        if before == "some" && next.is_some_and(|next| next.lower.chars().all(char::is_alphabetic)) {
            return true;
        }
        // "2008 and 2010 elections"
        let paired = before == "and" && at.checked_sub(2).is_some_and(|before| self.year(before, true).is_some());
        let led = at == 0 || paired || LED.contains(&before) || !before.chars().all(char::is_alphabetic);
        if led {
            return false;
        }
        // A verb or a noun stands before it: "expelled 1980 Syrian refugees", "The firm paid the town 2000 in fees".
        let counted = plural(at + 1)
            && !self.is(
                at + 1,
                &[
                    "elections",
                    "olympics",
                    "games",
                    "talks",
                    "polls",
                    "riots",
                    "wars",
                    "uprisings",
                    "protests",
                    "accords",
                ],
            )
            || next.is_some_and(|next| next.capital) && plural(at + 2);
        let paid = matches!(word, "in" | "for")
            && plural(at + 2)
            && !self.capital(at - 1)
            && self.season_name(at - 1).is_none();
        counted || paid
    }
}
