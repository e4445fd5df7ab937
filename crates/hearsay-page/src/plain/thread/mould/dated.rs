//! Lines that say when, and what lines are but for their numbers and moments.

use crate::dates::is_blank;
use crate::plain::stamp::{self, Stamp};
use crate::plain::thread::line::Line;
use crate::signs::is_weekday;
use crate::words::{is_prose, without_digits};

/// No head of a comment is longer.
const LONGEST: usize = 160;

/// A line that says when, with the words before and after that.
#[derive(Clone)]
pub(super) struct Dated<'t> {
    pub(super) at: usize,
    pub(super) before: &'t str,
    pub(super) stamp: Stamp,
    pub(super) after: &'t str,
}

/// What a line is but for its numbers and its moment; nothing for a long one.
pub(super) type Form = String;

pub(super) fn forms(words: &[&str], dated: &[Dated<'_>]) -> Vec<Form> {
    let mut forms: Vec<Form> = words
        .iter()
        .map(|words| match words {
            long if long.len() > 80 => String::new(),
            marks if !marks.contains(char::is_alphanumeric) => "*".to_owned(),
            words => singular(without_digits(words)),
        })
        .collect();
    for dated in dated {
        forms[dated.at] = format!("{}<t>{}", without_digits(dated.before), without_digits(dated.after));
    }
    forms
}

/// "1 review" and "4 reviews" are of one form.
pub(super) fn singular(form: String) -> Form {
    let counted = form.starts_with("0 ") && form.matches(' ').count() == 1;
    let stem = ["ies", "y", "s"].iter().find_map(|end| form.strip_suffix(end)).filter(|_| counted);
    stem.map(str::to_owned).unwrap_or(form)
}

/// "NAME • Old Town • 3d": the moment in a short line, wherever it stands.
pub(super) fn dated<'t>(line: &Line, at: usize, words: &'t str) -> Option<Dated<'t>> {
    if line.quote || line.control && line.board || words.len() > LONGEST || !stamp::may_stamp(words) {
        return None;
    }
    // "The dam was built in 1961 and was last inspected six years ago."
    if is_prose(words) && words.ends_with(['.', '!', '?', '”']) {
        return None;
    }
    let mut last = ' ';
    for (start, letter) in words.char_indices() {
        // "Oda LundSeptember 14", "21 MayOda Lund": what the page sets apart by colour alone is copied as one word.
        let opens = !last.is_alphanumeric() && letter.is_alphanumeric()
            || last.is_alphanumeric() && !last.is_uppercase() && letter.is_uppercase();
        let apart =
            start == 0 || words[..start].trim_end_matches(is_blank).ends_with(['|', '·', '•', ',', '—', '–', '-']);
        last = letter;
        if !opens {
            continue;
        }
        let rest = &words[start..];
        let found = if apart && let Some(stamp) = stamp::stamp_loose(rest) {
            Some((stamp, rest.len()))
        } else {
            stamp::stamp_at_start(rest)
        };
        if let Some((stamp, length)) = found {
            let after = &rest[length..];
            if after.starts_with(char::is_lowercase) || words[..start].trim().ends_with('"') {
                return None;
            }
            return Some(Dated { at, before: before_day(&words[..start]), stamp, after: trimmed(after) });
        }
    }
    None
}

/// Without "on", "at" and the weekday at its end.
pub(super) fn before_day(text: &str) -> &str {
    let mut text = trimmed(text);
    loop {
        let (rest, last) = text.rsplit_once(char::is_whitespace).unwrap_or(("", text));
        if !(is_weekday(last) || ["on", "at", "On", "At"].contains(&last)) {
            return text;
        }
        text = trimmed(rest);
    }
}

pub(super) fn trimmed(text: &str) -> &str {
    text.trim_matches(|letter| {
        is_blank(letter) || matches!(letter, '|' | '·' | '•' | ',' | ':' | '-' | '–' | '—' | '»')
    })
    .trim_end_matches('(')
    .trim_end()
}
