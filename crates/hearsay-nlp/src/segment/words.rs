//! Cuts a block's body into words, as UD English (EWT, GUM) does.

use super::abbreviations::{Abbreviation, abbreviation, is_starter};
use super::contractions::{cuts, is_apostrophe};
use super::numbers::{is_unit, number};
use super::webwords::Web;

/// A word's place in the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Part of one written token with the word before it.
    pub(super) joins: bool,
    /// Whether it is an abbreviation with its period.
    pub(super) abbreviated: bool,
}

/// The words of a body, in order; all its characters but white space are in one of them.
pub(super) fn words(body: &str) -> Vec<Place> {
    let mut cutter = Cutter { body, words: Vec::with_capacity(body.len() / 5), open_single: false };
    let mut at = 0;
    while let Some(c) = body[at..].chars().next() {
        if c.is_whitespace() || is_invisible(c) {
            at += c.len_utf8();
            continue;
        }
        let length: usize =
            body[at..].chars().take_while(|&c| !c.is_whitespace() && !is_invisible(c)).map(char::len_utf8).sum();
        cutter.stretch(at, at + length);
        at += length;
    }
    cutter.words
}

/// Characters that show nothing: byte order marks, soft hyphens, zero-width and directional marks, controls.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{FEFF}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}')
        || c.is_control()
}

struct Cutter<'b> {
    body: &'b str,
    words: Vec<Place>,
    /// An opening single quote waits for its closing one.
    open_single: bool,
}

impl Cutter<'_> {
    /// One run without white space.
    fn stretch(&mut self, start: usize, end: usize) {
        let stretch = &self.body[start..end];
        let mut web = Web::default();
        let mut at = 0;
        while at < stretch.len() {
            let length = web.length(stretch, at);
            if length > 0 {
                self.push(start + at, start + at + length, false);
                at += length;
                continue;
            }
            at += self.one(start + at, end);
        }
    }

    fn push(&mut self, start: usize, end: usize, joins: bool) {
        self.words.push(Place { start, end, joins, abbreviated: false });
    }

    /// Cuts the word or sign at `at`; its length.
    fn one(&mut self, at: usize, end: usize) -> usize {
        let rest = &self.body[at..end];
        let c = rest.chars().next().expect("a stretch has a character left");
        if c.is_ascii_digit() || (matches!(c, '+' | '.') && self.starts_number(at)) {
            let length = number(rest);
            if length > 0 {
                return self.number(at, end, length);
            }
        }
        if is_apostrophe(c) {
            return self.apostrophe(at, end, c);
        }
        if c.is_alphanumeric() {
            return self.letters(at, end);
        }
        let length = sign(rest, c);
        self.push(at, at + length, false);
        length
    }

    /// ".5" and "+44" are numbers only at the start of a stretch or after a sign.
    fn starts_number(&self, at: usize) -> bool {
        self.body[..at].chars().next_back().is_none_or(|c| c.is_whitespace() || "($£€~".contains(c))
    }

    fn number(&mut self, at: usize, end: usize, length: usize) -> usize {
        let rest = &self.body[at + length..end];
        let letters: usize = rest.chars().take_while(|c| c.is_alphanumeric()).map(char::len_utf8).sum();
        if letters == 0 {
            let marker = self.is_list_marker(at, length, end);
            let length = if marker { length + 1 } else { length };
            let decade = length < 4 || self.body[at..at + length].ends_with('0');
            if !marker && decade && rest.starts_with(is_apostrophe) {
                // "the 1980's" and "the '70's" are one word.
                return self.letters(at, end);
            }
            self.push(at, at + length, false);
            return length;
        }
        if is_unit(&rest[..letters]) {
            self.push(at, at + length, false);
            self.push(at + length, at + length + letters, false);
            return length + letters;
        }
        // "7.30p.m.": the letters are a word of their own.
        let after = &rest.as_bytes()[letters..];
        if letters == 1 && after.len() >= 2 && after[0] == b'.' && after[1].is_ascii_alphabetic() {
            self.push(at, at + length, false);
            return length;
        }
        self.word(at, at + length + letters);
        length + letters
    }

    /// "1." before the first word of a body.
    fn is_list_marker(&self, at: usize, length: usize, end: usize) -> bool {
        let first = self.words.is_empty() || self.body[..at].ends_with('\n');
        first
            && length <= 2
            && at + length + 1 == end
            && self.body.as_bytes()[at + length] == b'.'
            && end < self.body.len()
    }

    /// An apostrophe that follows nothing of its word: a quote, an elision ("'em", "'70s"), a stray clitic.
    fn apostrophe(&mut self, at: usize, end: usize, c: char) -> usize {
        let after = at + c.len_utf8();
        let rest = &self.body[after..end];
        let glued = self.body[..at].chars().next_back().is_some_and(char::is_alphanumeric);
        // ’’ and '' close a quotation, `` and ‘’ open one.
        if rest.starts_with(c) || (c == '‘' && rest.starts_with('’')) {
            let length = c.len_utf8() + rest.chars().next().map_or(0, char::len_utf8);
            self.push(at, at + length, false);
            return length;
        }
        if glued && c != '`' {
            // "the workers' pay"; inside single quotes it closes them.
            let genitive = self.body[..at].ends_with(['s', 'S', 'z', 'x']) && !self.open_single;
            self.open_single = false;
            self.push(at, after, genitive);
            return c.len_utf8();
        }
        let letters: usize = rest.chars().take_while(|c| c.is_alphanumeric()).map(char::len_utf8).sum();
        let word = &rest[..letters];
        if c != '‘' && c != '`' && (is_elided(word) || is_year(word)) {
            self.word(at, after + letters);
            return c.len_utf8() + letters;
        }
        self.open_single = letters > 0;
        self.push(at, after, false);
        c.len_utf8()
    }

    /// A run of letters and digits with the signs that belong inside it.
    fn letters(&mut self, at: usize, end: usize) -> usize {
        let rest = &self.body[at..end];
        let mut length = 0;
        let mut periods = 0;
        let mut segment = 0; // where the letters after the last inner sign start
        loop {
            length += rest[length..].chars().take_while(|&c| is_letter(c)).map(char::len_utf8).sum::<usize>();
            let mut after = rest[length..].chars();
            let (Some(sign), Some(next)) = (after.next(), after.next()) else {
                break;
            };
            let inside = match sign {
                // "U.S.", "a.m.", "Ph.D.", but not "end.Then".
                '.' => {
                    is_letter(next)
                        && length - segment <= if periods == 0 { 2 } else { 1 }
                        && initials(&rest[length + 1..])
                }
                '&' => is_letter(next) && !rest[length..].starts_with("&amp;"),
                '-' => {
                    // "e-mail", but "Lashkar - e - Taiba"
                    let chained = self.body[..at].ends_with('-');
                    !chained && next.is_alphanumeric() && is_prefix(&rest[segment..length])
                }
                '_' => is_letter(next),
                sign if is_apostrophe(sign) && sign != '‘' => is_letter(next),
                _ => false,
            };
            if !inside {
                break;
            }
            periods += usize::from(sign == '.');
            length += sign.len_utf8();
            segment = length;
        }
        // "US$3", "HK$40".
        if rest[length..].starts_with('$') && length <= 3 && rest[..length].bytes().all(|b| b.is_ascii_uppercase()) {
            self.push(at, at + length + 1, false);
            return length + 1;
        }
        if rest[length..].starts_with('.') && !rest[length..].starts_with("..") {
            let owns = self.owns_period(&rest[..length], periods, at, at + length);
            if owns {
                self.push(at, at + length + 1, false);
                if let Some(word) = self.words.last_mut() {
                    word.abbreviated = true;
                }
                return length + 1;
            }
        }
        if periods > 0 {
            // "U.S.'s" stopped at the period; "U.K," ends without one.
            self.word(at, at + length);
            return length;
        }
        self.word(at, at + length);
        length
    }

    /// Whether the period after a word is its own.
    fn owns_period(&self, word: &str, periods: usize, at: usize, end: usize) -> bool {
        let after = &self.body[end + 1..];
        if periods > 0 {
            return word.split('.').all(|part| part.len() <= 2 || part.eq_ignore_ascii_case("Sc"));
        }
        let glued = after.chars().next().is_some_and(|c| !c.is_whitespace());
        let next = after.trim_start();
        let next_word = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        let mut letters = word.chars();
        if let (Some(initial), None) = (letters.next(), letters.next()) {
            // "(b. 1951)", "(d. March 2013)", "p. 12"
            let digit = next_word.starts_with(|c: char| c.is_ascii_digit());
            let bracketed = self.words.last().is_some_and(|last| matches!(&self.body[last.start..last.end], "(" | ";"));
            if initial.is_lowercase() && (bracketed || (digit && matches!(initial, 'p' | 'c' | 'v' | 'b' | 'd'))) {
                return true;
            }
            // "J. R. Dorn", but not "Plan B. The" and not "so do I."
            let name = next_word.starts_with(char::is_uppercase) && !is_starter_not_initial(next_word, next);
            return initial.is_uppercase() && name && !(initial == 'I' && self.follows_lowercase(at));
        }
        match abbreviation(word) {
            None => false,
            Some(Abbreviation::Title) => !next.is_empty(),
            // "soldiers, etc." at the end of all is "etc" and a full stop.
            Some(Abbreviation::Closing)
                if word == "etc" && (next.is_empty() || next.starts_with(char::is_uppercase)) =>
            {
                false
            }
            Some(Abbreviation::Closing) => !glued || !next.starts_with(char::is_alphabetic),
            Some(Abbreviation::Numbered) => next.starts_with(|c: char| c.is_ascii_digit()),
            Some(Abbreviation::State) => {
                self.words.last().is_some_and(|last| matches!(&self.body[last.start..last.end], "," | "-" | "("))
            }
        }
    }

    fn follows_lowercase(&self, at: usize) -> bool {
        let last = self.words.last().filter(|last| last.end < at);
        last.is_some_and(|last| self.body[last.start..last.end].starts_with(char::is_lowercase))
    }

    /// Pushes letters, cut where they are a contraction.
    fn word(&mut self, start: usize, end: usize) {
        let mut from = start;
        for cut in cuts(&self.body[start..end]) {
            self.push(from, start + cut, from > start);
            from = start + cut;
        }
        self.push(from, end, from > start);
        // "U.S.'s", "9/11's": the clitic stands on a word that ended before it.
        if from == start && self.body[start..end].starts_with(is_apostrophe) {
            let glued = self.body[..start].chars().next_back().is_some_and(|c| !c.is_whitespace());
            if let (true, Some(last)) = (glued, self.words.last_mut()) {
                last.joins = true;
            }
        }
    }
}

/// "A" and "I" start sentences, but "J. A. Dorn" does not end after "J."
fn is_starter_not_initial(word: &str, text: &str) -> bool {
    is_starter(word) && !(word.len() == 1 && text[1..].starts_with('.'))
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{0300}'..='\u{036F}')
}

/// Whether what follows a period goes on as initials: one or two letters and then no letter.
fn initials(rest: &str) -> bool {
    let letters = rest.chars().take(4).take_while(|&c| is_letter(c)).count();
    letters == 1 || (letters == 2 && rest.chars().nth(2) == Some('.'))
}

/// Prefixes that keep their hyphen: "non-military", "e-mail", "ex-minister".
fn is_prefix(word: &str) -> bool {
    const PREFIXES: &[&str] = &[
        "ante", "anti", "arch", "bi", "co", "counter", "cross", "cyber", "de", "e", "ex", "extra", "infra", "inter",
        "intra", "macro", "mega", "micro", "mid", "mini", "mono", "multi", "neo", "non", "over", "pan", "para", "post",
        "pre", "pro", "proto", "pseudo", "psycho", "re", "semi", "socio", "sub", "super", "trans", "tri", "ultra",
        "un", "uni",
    ];
    let plain = word.chars().skip(1).all(char::is_lowercase); // "UN-led" is no "un-"
    word.len() <= 7 && plain && PREFIXES.binary_search(&word.to_ascii_lowercase().as_str()).is_ok()
}

/// Words that lost their start: "'em", "'til".
fn is_elided(word: &str) -> bool {
    const ELIDED: &[&str] = &[
        "em", "til", "till", "cause", "cuz", "coz", "bout", "round", "neath", "tis", "twas", "s", "d", "m", "ll", "re",
        "ve",
    ];
    word.len() <= 5 && ELIDED.contains(&word.to_ascii_lowercase().as_str())
}

/// "'72", "'70s".
fn is_year(word: &str) -> bool {
    let digits = word.strip_suffix('s').unwrap_or(word);
    digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit())
}

/// Length of the sign at the start of `rest`: runs of one sign and of "?!" are one word.
fn sign(rest: &str, c: char) -> usize {
    let run = |holds: fn(char, char) -> bool| -> usize {
        rest.chars().take_while(|&next| holds(c, next)).map(char::len_utf8).sum()
    };
    match c {
        '’' | '‘' => run(|c, next| next == c || next == '’'),
        '.' if rest.starts_with(".?") || rest.starts_with(".!") => run(|_, next| matches!(next, '.' | '!' | '?')),
        '.' | '-' | '_' | '=' | '*' | '~' | '#' | '+' | '<' | '>' | '—' | '–' | '…' | '^' => {
            run(|c, next| next == c)
        }
        '!' | '?' => run(|_, next| matches!(next, '!' | '?')),
        _ => c.len_utf8(),
    }
}
