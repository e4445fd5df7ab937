//! The words of a sentence as the grammar of times sees them.

/// One word, number or mark.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Word {
    /// First byte in the text.
    pub(super) start: usize,
    /// First byte after it.
    pub(super) end: usize,
    /// Lower-cased, dashes and apostrophes straightened.
    pub(super) lower: String,
    /// Whether it starts with a capital.
    pub(super) capital: bool,
    /// Whether white space (or the text's beginning) is before it.
    pub(super) spaced: bool,
}

/// Cuts a text into runs of letters, runs of digits, and single marks.
///
/// Letters keep inner apostrophes off ("Tuesday's" is "tuesday", "'", "s") and dots of "a.m." on.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    let mut spaced = true;
    let mut rest = text.char_indices().peekable();
    while let Some((start, first)) = rest.next() {
        if first.is_whitespace() {
            spaced = true;
            continue;
        }
        let mut end = start + first.len_utf8();
        if first.is_alphanumeric() {
            while let Some(&(at, next)) = rest.peek() {
                let same = if first.is_alphabetic() { next.is_alphabetic() } else { next.is_ascii_digit() };
                if !same || (first.is_numeric() && !first.is_ascii_digit()) {
                    break;
                }
                end = at + next.len_utf8();
                rest.next();
            }
        }
        let lower = match first {
            '\u{2013}' | '\u{2014}' | '\u{2012}' | '\u{2010}' | '\u{2011}' => "-".to_owned(),
            '\u{2019}' | '\u{2018}' => "'".to_owned(),
            _ => text[start..end].to_lowercase(),
        };
        found.push(Word { start, end, lower, capital: first.is_uppercase(), spaced });
        spaced = false;
    }
    found
}

/// The number that a word names: "seven", "dozen"; digits are read by the grammar.
pub(super) fn cardinal(word: &str) -> Option<f64> {
    crate::syntax::closed_class::cardinal(word).map(f64::from).or_else(|| tens(word))
}

/// "thirty" to "ninety".
pub(super) fn tens(word: &str) -> Option<f64> {
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    TENS.iter().position(|&ten| ten == word).map(|place| (place as f64 + 2.0) * 10.0)
}

/// The number that an ordinal word names: "third" is 3.
pub(super) fn ordinal(word: &str) -> Option<i16> {
    const SMALL: [&str; 21] = [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
        "twenty-first",
    ];
    SMALL.iter().position(|&small| small == word).and_then(|place| i16::try_from(place + 1).ok())
}
