//! Lines near the end of a story that may open, or sign, a reader's words, where nothing on the page says outright that
//! readers write there. When in doubt the words below are not the paper's.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::dates;
use crate::patterns::{Behind, NAME, opens, pattern};
use crate::plain::comment::{self, Sign};
use crate::plain::stamp::{self, Stamp};
use crate::words::{agency_at_start, is_furniture, is_person, is_prose, is_quotation, is_related, is_signature};

/// What is known of the story.
pub(crate) struct Known<'a> {
    /// The day it was published: no reader wrote before it.
    pub(crate) published: Option<Date>,
    /// Who wrote it: their names below it are signatures of their own.
    pub(crate) authors: &'a [String],
}

/// The first of a story's lines that is a reader's, or opens a reader's words. What follows it is never more than the half
/// of the story: a list or a timeline looks like a thread, and a story is more than the way there.
pub(crate) fn readers(lines: &[&str], known: &Known<'_>) -> Option<usize> {
    let prose: Vec<usize> = lines.iter().map(|line| if is_story(line) { line.len() } else { 0 }).collect();
    let all: usize = prose.iter().sum();
    let mut before = 0;
    let mut signed: Option<usize> = None;
    for (at, line) in lines.iter().enumerate() {
        let after = all - before;
        if before >= after && before > 0 && is_related(line) {
            return None;
        }
        let below = prose[at + 1..].iter().take(4).any(|length| *length > 0);
        if before >= after && before > 0 {
            if is_reader(line, known, if below { lines[at + 1] } else { "" }) && (below || is_story(line)) {
                return Some(at);
            }
            // A signature below the words: the paragraph above is signed.
            let above = at.checked_sub(1).filter(|&above| prose[above] > 0 && !is_story(line));
            let left = above.map_or(0, |above| before - prose[above]);
            if let Some(above) = above.filter(|_| left > 0) {
                if !below && signs_surely(line, known) {
                    return Some(above);
                }
                // "— Oda Lund, Arlen": one may be a source or the writer; two are letters.
                if SIGNED.is_match(line) && names_somebody(line, known) && !is_quotation(lines[above].trim()) {
                    match signed {
                        Some(first) => return Some(first),
                        None => signed = Some(above),
                    }
                }
            }
        } else if at > 0
            && SIGNED.is_match(line)
            && prose[at - 1] > 0
            && names_somebody(line, known)
            && !is_quotation(lines[at - 1].trim())
        {
            signed = signed.or((before - prose[at - 1] >= after).then_some(at - 1));
        }
        before += prose[at];
    }
    None
}

fn is_story(line: &str) -> bool {
    is_prose(line) && !is_furniture(line)
}

/// Whether a line opens a reader's words; `next` is the line below it.
fn is_reader(line: &str, known: &Known<'_>, next: &str) -> bool {
    if line.len() > 2_000 && !line.starts_with('@') {
        return false;
    }
    let speaks_on = !next.starts_with(['"', '“', '‘', '\'', '«']);
    if HANDLE.is_match(line)
        || LABELLED.is_match(line)
        || is_prose(line) && CHAT.is_match(line)
        || NOBODY.is_match(line)
    {
        return true;
    }
    if let Some(found) = NUMBERED.captures(line) {
        // "7. Check Your Motivations" heads a part of a list; "#1 Oda Lund" is the first of a thread.
        let (number, name) = (&found[1], &found[2]);
        return may_sign(name, known) && (is_handle(name) || number.trim_end_matches(['.', ')', ':']) == "#1");
    }
    if let Some((stamp, name)) = stamp_first(line) {
        return may_sign(name, known) && is_after(&stamp, known);
    }
    if let Some(header) = comment::header(line) {
        let author = header.author.map_or("", |author| &line[author]);
        let whole = header.body >= line.trim_end().len();
        return match (header.sign, header.stamp == Stamp::default()) {
            (Sign::Thread, _) => speaks_on && may_sign(author, known),
            (_, false) => {
                (whole || header.sign == Sign::Sure) && may_sign(author, known) && is_after(&header.stamp, known)
            }
            // "oda77 wrote: I agree."
            (_, true) => is_handle(author),
        };
    }
    // The name on a line of its own, the day below it.
    stamp::stamp_line(next).is_some_and(|stamp| is_after(&stamp, known)) && !is_story(line) && may_sign(line, known)
}

/// "Posted by oda77 at 10:22", "oda77, 3 hours ago" below the last words.
fn signs_surely(line: &str, known: &Known<'_>) -> bool {
    comment::header(line).is_some_and(|header| {
        let author = header.author.map_or("", |author| &line[author]);
        let of_the_day = header.stamp.timed || header.stamp.age.is_some();
        header.body >= line.trim_end().len() && of_the_day && may_sign(author, known) && is_after(&header.stamp, known)
    })
}

/// "2011-01-07 10:22 oda77", "10:22, 7 January 2011 - Oda Lund", "+12 -3 oda77": what stands before the name, and the name.
fn stamp_first(line: &str) -> Option<(Stamp, &str)> {
    let marks = |letter: char| letter.is_whitespace() || matches!(letter, ',' | '-' | '–' | '—' | '|' | '·');
    if let Some(votes) = VOTES.find(line) {
        return Some((Stamp::default(), line[votes.end()..].trim()));
    }
    let time = dates::time_at_start(line).unwrap_or(0);
    let rest = line[time..].trim_start_matches(marks);
    let (stamp, length) = stamp::stamp_at_start(rest)?;
    // "Thursday 7 April, Colour Club" is a programme.
    let of_the_day = time > 0 || stamp.timed || stamp.age.is_some();
    of_the_day.then(|| (stamp, rest[length..].trim_start_matches(marks).trim()))
}

fn names_somebody(line: &str, known: &Known<'_>) -> bool {
    let name = line.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    let name = name.split([',', '(', '|']).next().unwrap_or("").trim();
    // "— Oda Lund (@oda77) 7 January 2011" is how pages print what somebody posts elsewhere.
    may_sign(name, known) && is_person(name) && !WRITER.is_match(line) && !line.contains("(@")
}

/// Whether a reader could sign so, and not the writer of the story, or its wire.
fn may_sign(name: &str, known: &Known<'_>) -> bool {
    let name = name.trim();
    let of_the_story = known.authors.iter().any(|author| author.eq_ignore_ascii_case(name));
    let wire = agency_at_start(name).is_some_and(|(_, length)| length == name.len());
    let named = is_handle(name) || NOBODY.is_match(name) || name.contains(' ') && is_person(name);
    is_signature(name) && named && !of_the_story && !wire
}

/// "oda77", "nils_h", "oda": no word that a sentence or a heading begins with.
fn is_handle(name: &str) -> bool {
    let one = !name.contains(char::is_whitespace) && (2..=30).contains(&name.chars().count());
    one && name.ends_with(char::is_alphanumeric)
        && name.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.'))
        && name.starts_with(char::is_alphabetic)
        && (name.contains(|letter: char| letter.is_numeric() || letter == '_') || name.starts_with(char::is_lowercase))
}

/// Nobody answers a story before it is printed.
fn is_after(stamp: &Stamp, known: &Known<'_>) -> bool {
    match (stamp.date(known.published), known.published) {
        (Some(day), Some(published)) => day >= published,
        _ => true,
    }
}

/// "@oda77", alone or before words.
static HANDLE: Behind = Behind::new(
    |line| line.starts_with('@'),
    || pattern(&format!(r"^@{NAME}{{3,30}}(?:[,:]?\s+[^\s({{;][^{{}}]*$|[,:]?$)")),
);
/// "Comment by Oda Lund", "From: Oda Lund", "Reader comment: ...", "User oda77".
static LABELLED: Behind = Behind::new(
    |line| {
        opens(
            line,
            &[
                "reader", "user", "guest", "visitor", "comment", "reply", "response", "letter", "opinion", "from",
                "name", "author", "nick",
            ],
        )
    },
    || {
        pattern(
            r"^(?i:(?:(?:reader|user|guest|visitor)(?:'s|’s)? comments?|comment)\b\s*:|(?:comment|reply|response|letter|opinion) (?:by|from) [^.!?]{2,40}$|(?:from|name|user|username|author|nick|commenter|reader)\s*:\s*[^.!?]{2,40}$|(?:user|reader|commenter) \S{2,30}$)",
        )
    },
);
/// "[oda77] I agree", "oda77 > I agree".
static CHAT: Behind = Behind::new(
    |line| {
        line.starts_with(|letter: char| matches!(letter, '[' | '<') || letter.is_ascii_lowercase())
            && line.contains(|letter: char| letter == '_' || letter.is_numeric())
    },
    || pattern(r"^(?:\[[A-Za-z]+[\d_]\w*\]|<[A-Za-z]+[\d_]\w*>|[a-z]+[\d_]\w*\s*(?:>|»|:))\s"),
);
static NOBODY: Behind = Behind::new(
    |line| opens(line, &["anonymous", "guest", "visitor", "a reader"]),
    || pattern(r"^(?i:anonymous(?: coward| user| reader)?|guest(?: user)?|visitor|a reader)(?:\s*\([^)]*\))?\s*:?$"),
);
/// "#1 Oda Lund", "1. oda77".
static NUMBERED: Behind = Behind::new(
    |line| line.starts_with('#') || line.starts_with(char::is_numeric),
    || pattern(r"^(#\d{1,5}[.):]?|\d{1,4}[.)])\s+([^.!?]{2,40}?)\s*:?$"),
);
static VOTES: Behind = Behind::new(|line| line.starts_with(['+', '-']), || pattern(r"^(?:[+-]\d{1,5}\s+){1,2}"));
/// "– Jane Dorn, staff writer": the paper's own.
static WRITER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:writer|editor|reporter|correspondent|columnist|staff|desk|contributor)s?\b"));
/// "— Oda Lund, Arlen"
static SIGNED: Behind =
    Behind::new(|line| line.starts_with(['—', '–', '-']), || pattern(r"^(?:—|–|--|-)\s*\p{Lu}[^.!?\n]{2,58}$"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_look_hides_a_match() {
        for pattern in [&HANDLE, &LABELLED, &CHAT, &NOBODY, &NUMBERED, &VOTES, &SIGNED] {
            pattern.check();
        }
    }
}
