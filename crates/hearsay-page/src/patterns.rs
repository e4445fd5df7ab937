//! Patterns of this crate, and the quick looks at bytes that go before them.

use std::sync::LazyLock;

use regex::Regex;

/// A letter, digit or `_.-` of a name on a site, and what else stands in the scripts of letters: `\w` takes thirty times as long to compile.
pub(crate) const NAME: &str = r"[A-Za-z0-9_.\u{c0}-\u{1fff}\u{3040}-\u{d7ff}-]";

/// A constant pattern.
pub(crate) fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the patterns of this crate are constant and compiled by its tests")
}

/// A pattern with `\b` beside letters of ASCII only. A search for it leaves the quick automaton at the first letter that is none
/// and takes ten times as long; so it is looked for with the borders of ASCII first, which hold wherever the others do.
pub(crate) struct Bordered {
    first: Regex,
    exact: LazyLock<Regex, Box<dyn FnOnce() -> Regex + Send>>,
}

impl Bordered {
    pub(crate) fn new(words: &str) -> Self {
        let exact = words.to_owned();
        let exact: Box<dyn FnOnce() -> Regex + Send> = Box::new(move || pattern(&exact));
        Self { first: pattern(&words.replace(r"\b", r"(?-u:\b)")), exact: LazyLock::new(exact) }
    }

    /// As [`Regex::is_match`].
    pub(crate) fn is_match(&self, text: &str) -> bool {
        self.first.is_match(text) && (text.is_ascii() || self.exact.is_match(text))
    }

    /// As [`Regex::captures`].
    pub(crate) fn captures<'t>(&self, text: &'t str) -> Option<regex::Captures<'t>> {
        if text.is_ascii() {
            return self.first.captures(text);
        }
        self.first.is_match(text).then(|| self.exact.captures(text)).flatten()
    }

    /// Where it ends in `text`, as [`Regex::find`] tells.
    pub(crate) fn end(&self, text: &str) -> Option<usize> {
        if text.is_ascii() {
            return self.first.find(text).map(|found| found.end());
        }
        self.first.is_match(text).then(|| self.exact.find(text)).flatten().map(|found| found.end())
    }
}

/// A pattern behind a quick look: most texts never need it, and it is not compiled for them.
pub(crate) struct Behind {
    /// Holds wherever the pattern matches, but for the letters beyond ASCII that are "s" or "k" without case.
    look: fn(&str) -> bool,
    exact: LazyLock<Regex>,
}

impl Behind {
    pub(crate) const fn new(look: fn(&str) -> bool, exact: fn() -> Regex) -> Self {
        Self { look, exact: LazyLock::new(exact) }
    }

    fn may(&self, text: &str) -> bool {
        (self.look)(text) || !text.is_ascii() && text.contains(['\u{17f}', '\u{212a}'])
    }

    /// As [`Regex::is_match`].
    pub(crate) fn is_match(&self, text: &str) -> bool {
        self.may(text) && self.exact.is_match(text)
    }

    /// As [`Regex::find`].
    pub(crate) fn find<'t>(&self, text: &'t str) -> Option<regex::Match<'t>> {
        self.may(text).then(|| self.exact.find(text)).flatten()
    }

    /// As [`Regex::captures`].
    pub(crate) fn captures<'t>(&self, text: &'t str) -> Option<regex::Captures<'t>> {
        self.may(text).then(|| self.exact.captures(text)).flatten()
    }
}

#[cfg(test)]
impl Behind {
    /// Fails where the look hides a match from the pattern, by lines made of the pattern's own words.
    pub(crate) fn check(&self) {
        let words = self.exact.as_str().split(['(', ')', '|', '?', '[', ']', '{', '}', '*', '+', '^', '$', ':']);
        let words: Vec<&str> = words.map(|word| word.trim_matches(['\\', ' '])).collect();
        for (word, next) in words.iter().zip(words.iter().skip(1).chain(&words)) {
            for line in [
                (*word).to_owned(),
                word.to_uppercase(),
                format!("{word} {next}"),
                format!("{word}{next}"),
                format!("{word}: Oda Lund"),
                format!("{word} Oda Lund"),
                format!("· {word} · 3 {next} ·"),
                format!("3 {word}"),
                format!("{word} 2011"),
                format!("12. {word}"),
            ] {
                assert!(self.may(&line) || !self.exact.is_match(&line), "{line}");
            }
        }
    }
}

/// Whether `text` begins with one of `openings`, which are in small letters.
pub(crate) fn opens(text: &str, openings: &[&str]) -> bool {
    let begins = |opening: &&str| text.as_bytes().get(..opening.len());
    openings.iter().any(|opening| begins(opening).is_some_and(|start| start.eq_ignore_ascii_case(opening.as_bytes())))
}

/// Whether `text` holds `word`, which is in small letters of ASCII.
pub(crate) fn holds(text: &str, word: &str) -> bool {
    text.as_bytes().windows(word.len()).any(|window| window.eq_ignore_ascii_case(word.as_bytes()))
}

/// Whether `text` has a digit of ASCII.
pub(crate) fn has_digit(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}
