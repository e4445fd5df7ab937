//! Where one sentence ends and the next begins.

use std::ops::Range;

use super::LONGEST;
use super::abbreviations::{Abbreviation, abbreviation, is_starter};
use super::words::Place;

/// The sentences of a body as ranges of its words: gapless, never empty, at most [`LONGEST`] long.
pub(super) fn sentences(body: &str, words: &[Place]) -> Vec<Range<usize>> {
    let splitter = Splitter { body, words, informal: is_informal(body, words) };
    let mut found = Vec::new();
    let mut start = 0;
    let mut straight = false; // inside straight double quotes
    let mut at = 0;
    while at < words.len() {
        let form = splitter.form(at);
        if splitter.breaks_before(at) && at > start {
            splitter.cut(start..at, &mut found);
            start = at;
            straight = false;
        }
        if form == "\"" {
            straight = !straight;
        }
        if splitter.is_end(at) && !splitter.is_list_number(start, at) {
            let mut end = at + 1;
            // Closing quotes and brackets go with the sentence they close, and so do "[3]" and ":)".
            while end < words.len() {
                if splitter.closes(end, straight) {
                    straight ^= splitter.form(end) == "\"";
                    end += 1;
                } else if let Some(length) = splitter.trails(end) {
                    end += length;
                } else {
                    break;
                }
            }
            if end < words.len() && splitter.splits(at, end) {
                splitter.cut(start..end, &mut found);
                start = end;
            }
            at = end;
        } else {
            at += 1;
        }
    }
    splitter.cut(start..words.len(), &mut found);
    found
}

struct Splitter<'b> {
    body: &'b str,
    words: &'b [Place],
    /// Sentences start in lower case here: "they left. i stayed."
    informal: bool,
}

/// Whether the writer of a body does not care for capitals: it opens in lower case, or has "i" for "I".
fn is_informal(body: &str, words: &[Place]) -> bool {
    let form = |word: &Place| &body[word.start..word.end];
    let first = words.iter().map(form).find(|form| form.starts_with(char::is_alphabetic));
    let opens = first.is_some_and(|form| form.starts_with(char::is_lowercase) && !is_cased_oddly(form));
    opens || words.iter().any(|word| form(word) == "i")
}

/// "eHow", "iPhone", "www.arland.gov": names whose first letter says nothing.
fn is_cased_oddly(form: &str) -> bool {
    form.contains("://") || form.starts_with("www.") || form.chars().skip(1).any(char::is_uppercase)
}

impl<'b> Splitter<'b> {
    fn form(&self, at: usize) -> &'b str {
        self.words.get(at).map_or("", |word| &self.body[word.start..word.end])
    }

    /// The white space before a word.
    fn gap(&self, at: usize) -> &'b str {
        let start = if at == 0 { 0 } else { self.words[at - 1].end };
        &self.body[start..self.words[at].start]
    }

    /// A blank line, or a line that starts with a bullet.
    fn breaks_before(&self, at: usize) -> bool {
        let gap = self.gap(at);
        let lines = gap.bytes().filter(|&b| b == b'\n').count();
        lines > 1 || (lines == 1 && matches!(self.form(at), "•" | "·" | "*" | "▪" | "●" | "‣"))
    }

    fn is_end(&self, at: usize) -> bool {
        let form = self.form(at);
        self.words[at].abbreviated || form.chars().all(|c| matches!(c, '.' | '!' | '?' | '…'))
    }

    fn closes(&self, at: usize, straight: bool) -> bool {
        let glued = self.gap(at).is_empty();
        match self.form(at) {
            "”" | "»" | ")" | "]" | "''" | "’" | "'" => glued,
            "\"" => glued || (straight && self.gap_after(at)),
            _ => false,
        }
    }

    /// Number of words of a reference or a smile after the end of a sentence.
    fn trails(&self, at: usize) -> Option<usize> {
        let form = self.form(at);
        if form.len() > 1 && form.starts_with([':', ';']) && form.ends_with([')', '(', 'D', 'P', 'p']) {
            return Some(1);
        }
        let number = self.form(at + 1);
        let reference =
            form == "[" && self.form(at + 2) == "]" && !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
        reference.then_some(3)
    }

    /// "3." at the start of a sentence numbers it.
    fn is_list_number(&self, start: usize, at: usize) -> bool {
        let number = if at == start { self.form(at).trim_end_matches('.') } else { self.form(start) };
        at <= start + 1
            && self.form(at).ends_with('.')
            && number.len() <= 2
            && number.bytes().all(|b| b.is_ascii_digit())
            && !number.is_empty()
    }

    fn gap_after(&self, at: usize) -> bool {
        at + 1 >= self.words.len() || !self.gap(at + 1).is_empty()
    }

    /// Whether the sentence ends between the end sign at `end` (with what closes after it) and `next`.
    fn splits(&self, end: usize, next: usize) -> bool {
        if self.gap(next).is_empty() && !self.lacks_space(end, next) {
            return false;
        }
        let opener = self.skip_openers(next);
        let word = self.form(opener);
        let lower = word.starts_with(char::is_lowercase) && !is_cased_oddly(word);
        if self.words[end].abbreviated {
            return self.ends_abbreviated(end, next, opener);
        }
        let sign = self.form(end);
        let closed = next > end + 1;
        if sign.contains(['!', '?']) {
            // "“Why?” she asked", "“No!” Mr Dorn shouted".
            let goes_on = lower && (closed || (opener == next && !self.informal));
            return !(goes_on || (closed && self.is_said(next)));
        }
        if sign.len() > 1 {
            return !lower; // an ellipsis goes on in lower case
        }
        // "He stayed. (his envoy left.)", and "he left. then i left." of those who spare capitals.
        !lower || (self.informal && !closed) || self.form(next) == "("
    }

    /// "I could not believe it.We left": a stop whose space was lost, where no name, number or site is written so.
    fn lacks_space(&self, end: usize, next: usize) -> bool {
        let word = self.form(next);
        let capital = word.starts_with(char::is_uppercase)
            && (word.chars().nth(1).is_some_and(char::is_lowercase) || matches!(word, "I" | "A"));
        if !capital || end == 0 || self.words[end].abbreviated || self.form(end).len() != 1 {
            return false;
        }
        let before = self.form(end - 1);
        let closed = next > end + 1 || matches!(before, "\"" | "”" | "''" | "»" | ")");
        let year = before.len() == 4 && before.bytes().all(|byte| byte.is_ascii_digit());
        let told = before.chars().nth(1).is_some()
            && before.chars().all(char::is_alphabetic)
            && (before.starts_with(char::is_lowercase) || is_starter(word));
        closed || year || told
    }

    /// The first word after opening quotes, brackets and dashes.
    fn skip_openers(&self, mut at: usize) -> usize {
        let limit = at + 4;
        while at + 1 < self.words.len()
            && at < limit
            && matches!(self.form(at), "\"" | "“" | "‘" | "'" | "«" | "(" | "[" | "``" | "„")
        {
            at += 1;
        }
        at
    }

    fn ends_abbreviated(&self, end: usize, next: usize, opener: usize) -> bool {
        let form = self.form(end);
        let bare = form.strip_suffix('.').unwrap_or(form);
        if abbreviation(bare) == Some(Abbreviation::Title) || bare.chars().count() == 1 {
            return false;
        }
        let word = self.form(opener);
        word.starts_with(char::is_uppercase) && (is_starter(word) || (opener > next && self.form(next) != "("))
    }

    /// Whether a speaker and a verb of saying follow: the words up to a comma or stop hold one.
    fn is_said(&self, next: usize) -> bool {
        const SAID: &[&str] = &[
            "added",
            "asked",
            "asks",
            "called",
            "chanted",
            "cried",
            "demanded",
            "exclaimed",
            "joked",
            "laughed",
            "quipped",
            "replied",
            "said",
            "says",
            "screamed",
            "shouted",
            "told",
            "tweeted",
            "wondered",
            "wrote",
            "yelled",
        ];
        (next..self.words.len().min(next + 7))
            .map(|at| self.form(at))
            .take_while(|form| !matches!(*form, "," | "." | "?" | "!" | ";" | ":" | "\"" | "“" | "”"))
            .any(|form| SAID.contains(&form))
    }

    /// Adds one sentence, in parts where it is too long.
    fn cut(&self, range: Range<usize>, found: &mut Vec<Range<usize>>) {
        let mut start = range.start;
        while range.end - start > LONGEST {
            let last = start + LONGEST;
            let best = |signs: &[&str]| (start + LONGEST / 2..last).rev().find(|&at| signs.contains(&self.form(at)));
            let mut end = best(&[".", "!", "?", ";"])
                .or_else(|| best(&[":", "—", "--", "–"]))
                .or_else(|| best(&[",", ")", "\"", "”"]))
                .map_or(last, |at| at + 1);
            // One written token is not torn apart.
            while end > start + 1 && self.words[end].joins {
                end -= 1;
            }
            found.push(start..end);
            start = end;
        }
        if start < range.end {
            found.push(start..range.end);
        }
    }
}
