//! What one block of a thread tells: who writes, when, whom it answers, or words.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::ending::ending;
use crate::html::outline::PageBlock;
use crate::patterns::pattern;
use crate::plain::comment::{self, Sign};
use crate::plain::stamp::{self, Stamp};
use crate::signs::{
    ANSWERING, ANSWERS, BOX_LABEL, NUMBER, PROFILE, TO, addressed, answered, bylined, dated_first, is_button, is_rank,
    says_only, signature, signed, without_tally,
};
use crate::words::{is_furniture, is_prose, opens_comments};

/// A block of a thread, read.
#[derive(Debug, Default)]
pub(crate) struct Line {
    pub(crate) author: Option<String>,
    /// Its day or age in the page's words, and what they say.
    pub(crate) when: Option<(String, Stamp)>,
    /// The name, or the number, of the comment it answers.
    pub(crate) answers: Option<String>,
    /// Nothing but "In reply to": the name stands in the next block.
    pub(crate) to: bool,
    /// The number it is printed with: "#3".
    pub(crate) number: Option<u32>,
    /// The reader's words in it.
    pub(crate) words: String,
    /// All of it, where somebody is named who may be spoken of only: "Ms Dorn writes:".
    pub(crate) raw: String,
    /// It could be a name, and nothing says that it is one.
    pub(crate) namelike: bool,
    /// The name in it, where that stands in an element of its own before a rank or a town.
    pub(crate) lead: Option<String>,
    /// A button or a count.
    pub(crate) control: bool,
    /// A button that only threads have.
    pub(crate) answering: bool,
    /// The page marks its author as one.
    pub(crate) marked: bool,
}

/// Reads a block.
pub(crate) fn read(block: &PageBlock) -> Line {
    let text = without_tally(block.text.trim());
    let short = text.len() <= 240;
    if let Some(line) = signed_below(block) {
        return line;
    }
    if let Some(ending) = ending(text) {
        let when = tidy(ending.sign.get(ending.author.len()..).unwrap_or(""));
        let (author, when) = (Some(ending.author.to_owned()), Some((when, ending.stamp)));
        return Line { author, when, words: ending.words.to_owned(), ..Line::default() };
    }
    if short && (PROFILE.is_match(text) || ANSWERING.is_match(text)) {
        return Line { control: true, answering: true, ..Line::default() };
    }
    if short && TO.is_match(text) {
        return Line { control: true, to: true, ..Line::default() };
    }
    if short && block.uses.answers {
        let name = text.trim_start_matches(|letter: char| !letter.is_alphanumeric());
        let name = ANSWERS.find(name).map_or(name, |found| &name[found.end()..]);
        if let Some(name) = answered(name) {
            return Line { answers: Some(name.to_owned()), ..Line::default() };
        }
    }
    if short && let Some(found) = ANSWERS.find(text) {
        let rest = text[found.end()..].trim();
        if let Some(name) = NUMBER.find(rest).map(|found| found.as_str()).or_else(|| answered(rest)) {
            return Line { answers: Some(name.to_owned()), raw: text.to_owned(), ..Line::default() };
        }
    }
    if short && let Some(name) = boxed(block) {
        return Line { author: Some(name.to_owned()), marked: true, answering: true, ..Line::default() };
    }
    let stamped = short && stamp::stamp_loose(text).is_some();
    if !stamped
        && (is_furniture(text) || opens_comments(text) || is_button(text) || !text.chars().any(char::is_alphabetic))
    {
        return Line { control: true, ..Line::default() };
    }
    if stamped && let Some(line) = stamp(text) {
        return line;
    }
    if short && let Some((name, whom, stamp)) = addressed(text) {
        let when = stamp.map(|stamp| (tidy(text.rsplit(whom).next().unwrap_or("")), stamp));
        let (author, answers) = (Some(name.to_owned()), Some(whom.to_owned()));
        return Line { author, answers, when, raw: text.to_owned(), marked: true, ..Line::default() };
    }
    if let Some(line) = with_subject(text).or_else(|| in_pieces(block)) {
        return line;
    }
    header(text)
        .or_else(|| dated(text))
        .or_else(|| run_on(text))
        .or_else(|| stamp(text))
        .or_else(|| named(block))
        .unwrap_or_else(|| Line {
            namelike: !is_prose(text) && (signature(text).is_some() || lead(block).is_some()),
            lead: lead(block),
            words: text.to_owned(),
            ..Line::default()
        })
}

/// "I agree.<br>posted by oda77 at 7:02 AM": who and when in the last line.
fn signed_below(block: &PageBlock) -> Option<Line> {
    let (words, last) = block.text.split_at_checked(block.last_line).filter(|(words, _)| !words.is_empty())?;
    let last = without_tally(last.trim());
    if last.len() > 160 || !stamp::may_stamp(last) {
        return None;
    }
    let line = with_subject(last).or_else(|| header(last))?;
    let whole = line.author.is_some() && line.when.is_some() && line.words.is_empty();
    whole.then(|| Line { words: words.trim().to_owned(), raw: String::new(), ..line })
}

/// "Karl Dorff" of `<b>Karl Dorff</b> <i>Senior Member</i>`.
fn lead(block: &PageBlock) -> Option<String> {
    let first = block.text.get(..*block.cuts.first()?)?.trim();
    let rest = block.text.get(first.len()..)?;
    let name = signature(first).filter(|name| name.chars().count() > 3 && !rest.trim().is_empty())?;
    (!is_prose(&block.text) && !first.ends_with('.')).then(|| name.to_owned())
}

/// Reads the blocks of a thread; "Name:" in a cell of its own says what the next cell is.
pub(crate) fn read_all(blocks: &[&PageBlock]) -> Vec<Line> {
    let mut lines: Vec<Line> = blocks.iter().map(|block| read(block)).collect();
    for at in 0..lines.len() {
        // "PR" above "Piet Rosmer" stands for his picture.
        let text = blocks[at].text.trim();
        let initial =
            text.chars().count() <= 2 && text.chars().all(|letter| letter.is_alphabetic() || letter.is_ascii_digit());
        let named = |next: &PageBlock| next.text.chars().next().map(|letter| letter.to_uppercase().to_string());
        let first = text.chars().next().map(|letter| letter.to_uppercase().to_string());
        if initial && first.is_some() && blocks[at + 1..].iter().take(2).any(|next| named(next) == first) {
            lines[at] = Line { control: true, ..Line::default() };
        }
    }
    for at in 1..lines.len() {
        // "Joined", and the day in the next cell.
        if BOX_LABEL.is_match(blocks[at - 1].text.trim()) && blocks[at - 1].tag == "dt" && blocks[at].tag == "dd" {
            lines[at - 1..=at].fill_with(|| Line { control: true, ..Line::default() });
        }
        if lines[at - 1].to
            && let Some(name) = signature(&blocks[at].text)
        {
            lines[at] = Line { answers: Some(name.to_owned()), ..Line::default() };
        }
    }
    for at in 1..lines.len() {
        // "Oda Lund", which the page marks as who writes, above "Supporter · 7 years ago".
        let bare = |line: &Line| line.author.is_some() && line.words.is_empty() && line.answers.is_none();
        let named = bare(&lines[at - 1]) && lines[at - 1].marked && lines[at - 1].when.is_none();
        if named && bare(&lines[at]) && !lines[at].marked && lines[at].when.is_some() {
            lines[at].author = None;
        }
    }
    for at in 0..lines.len() {
        let Some(label) = LABEL.captures(blocks[at].text.trim()).filter(|_| lines[at].when.is_none()) else { continue };
        let value = label.get(3).map_or("", |value| value.as_str());
        let names = label.get(1).is_some();
        let name = |text: &str| signature(text).filter(|_| names).map(str::to_owned);
        if !value.is_empty()
            && let Some(name) = name(value)
        {
            lines[at] = Line { author: Some(name), marked: true, ..Line::default() };
        } else if value.is_empty() {
            lines[at] = Line { control: true, ..Line::default() };
            if let Some(name) = blocks.get(at + 1).and_then(|next| name(&next.text)) {
                lines[at + 1] = Line { author: Some(name), marked: true, ..Line::default() };
            }
        }
    }
    lines
}

/// The name above "Posts: 41" and "Keel" in one block.
fn boxed(block: &PageBlock) -> Option<&str> {
    let (name, rest) = block.text.split_at_checked(*block.cuts.first()?)?;
    let mut rest = rest;
    let mut known = false;
    for &cut in block.cuts.iter().skip(1).chain([&block.text.len()]) {
        let (part, after) = rest.split_at_checked(cut.checked_sub(block.text.len() - rest.len())?)?;
        let part = part.trim();
        known |= PROFILE.is_match(part);
        if !(part.is_empty() || PROFILE.is_match(part) || is_button(part) || !is_prose(part) && part.len() <= 40) {
            return None;
        }
        rest = after;
    }
    signature(name).filter(|_| known)
}

/// Name, day and words that stand in inline elements of their own.
fn in_pieces(block: &PageBlock) -> Option<Line> {
    if block.cuts.is_empty() {
        return None;
    }
    let text = block.text.as_str();
    let mut pieces = Vec::<Range<usize>>::new();
    let mut start = 0;
    for &cut in block.cuts.iter().filter(|cut| **cut <= text.len() && text.is_char_boundary(**cut)) {
        pieces.push(start..cut);
        start = cut;
    }
    pieces.push(start..text.len());
    pieces.retain(|piece| text[piece.clone()].contains(char::is_alphanumeric));
    let mut line = Line::default();
    let mut to = false;
    for piece in &pieces {
        let words = text[piece.clone()].trim().trim_matches(['·', '•', '|', '»']).trim().trim_end_matches('(').trim();
        if MAILED.is_match(words) {
            line.answering |= words.starts_with("From");
            continue;
        }
        if words.contains('@') && !words.contains(' ') && !words.starts_with('@') {
            continue;
        }
        let stamp = stamp::stamp_loose(words);
        if let (Some((_, known)), Some(_)) = (&mut line.when, &stamp) {
            // The hour beside the day.
            known.timed = true;
            continue;
        }
        if stamp.is_none() && (is_button(words) || NUMBER.is_match(words)) {
            line.answering |= ANSWERING.is_match(words);
            line.number = line.number.or_else(|| NUMBER.captures(words).and_then(|found| found[1].parse().ok()));
        } else if TO.is_match(words) {
            to = true;
        } else if line.answers.is_none()
            && let Some(name) = answered_in(words, line.author.is_some() || line.when.is_some())
        {
            line.answers = Some(name.to_owned());
        } else if let Some(stamp) = stamp {
            line.when = Some((tidy(words), stamp));
        } else if to
            && line.answers.is_none()
            && let Some(name) = signature(words)
        {
            line.answers = Some(name.to_owned());
        } else if line.when.is_none()
            && line.author.is_none()
            && let Some(name) = signature(words)
        {
            line.author = Some(name.to_owned());
        } else if line.when.is_some()
            && line.author.is_none()
            && !is_prose(words)
            && text.len() <= 100
            && let Some(name) = signature(words)
        {
            // "3 hours ago Oda Lund"
            line.author = Some(name.to_owned());
        } else if line.when.is_some() && line.author.is_some() && !is_prose(text) && signature(words).is_some() {
            // Her rank.
        } else if line.when.is_none() {
            // "Oda Lund, 7 January 2011", "Oda Lund, Arlen, 7 January 2011": the name and what stands before the day.
            let sign = line.author.is_some().then(|| after_name(words).or_else(|| after_town(words))).flatten();
            match sign {
                Some(when) => line.when = Some(when),
                // "Agnes Tveit · Brelen · Jan 7": where she lives.
                None if signature(words.trim_matches(['(', ')', '[', ']'])).is_some() => {}
                None => break,
            }
        } else {
            line.words = buttons_off(text[piece.start..].trim()).to_owned();
            break;
        }
    }
    line.when.is_some().then_some(line).filter(|line| line.author.is_some() || line.words.is_empty())
}

/// "in reply to Oda Lund", "to Oda Lund".
fn answered_in(words: &str, known: bool) -> Option<&str> {
    let rest = match ANSWERS.find(words) {
        Some(found) => &words[found.end()..],
        None => words.strip_prefix("to ").filter(|_| known)?,
    };
    answered(rest)
}

/// "posted on 7 January 2011 at 10:22": nothing but a day after a name.
fn after_name(words: &str) -> Option<(String, Stamp)> {
    let words = words.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    let words = VERB.find(words).map_or(words, |found| &words[found.end()..]).trim();
    stamp::stamp_loose(words).map(|stamp| (tidy(words), stamp))
}

/// "Arlen, Arland, 3 hours ago": where she lives, and when she wrote.
fn after_town(words: &str) -> Option<(String, Stamp)> {
    let words = words.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    words.match_indices([',', '|', '·', '•']).take(3).find_map(|(at, mark)| {
        let rest = words[at + mark.len()..].trim();
        let stamp = stamp::stamp_loose(rest)?;
        (at <= 40 && !is_prose(&words[..at])).then(|| (tidy(rest), stamp))
    })
}

/// "Oda Lund | 3 hours ago", "Posted by oda77 at 10:22", "Oda Lund says:".
fn header(text: &str) -> Option<Line> {
    let text = REPORT.find(text).map_or(text, |found| &text[found.end()..]);
    let header = comment::header(text)?;
    let whole = header.body >= text.trim_end().len();
    if header.sign == Sign::Among && !whole {
        return None;
    }
    let when = (header.stamp != Stamp::default()).then(|| {
        let author = header.author.clone().unwrap_or(0..0);
        let words = if author.start == 0 { &text[author.end..header.body] } else { "" };
        let words = header.stamp.age.clone().unwrap_or_else(|| tidy(words));
        (words, header.stamp.clone())
    });
    let author = header.author.and_then(|author| signature(&text[author])).map(str::to_owned);
    author.as_ref()?;
    Some(Line { author, when, words: text[header.body..].trim().to_owned(), raw: text.to_owned(), ..Line::default() })
}

/// "Harbour rent by Knut on Friday January 07, @10:22AM (#1201)"
fn with_subject(text: &str) -> Option<Line> {
    let (name, stamp) = bylined(text)?;
    let when = tidy(text.split(name).last().unwrap_or(""));
    Some(Line { author: Some(name.to_owned()), when: Some((when, stamp)), ..Line::default() })
}

/// "7 January 2011 10:22 by oda77"
fn dated(text: &str) -> Option<Line> {
    let (stamp, rest) = dated_first(text)?;
    let when = Some((tidy(&text[..text.len() - rest.len()]).trim_end_matches(" by").to_owned(), stamp));
    let (name, answers) = match addressed(rest) {
        Some((name, whom, None)) => (name, Some(whom.to_owned())),
        _ => (signature(rest)?, None),
    };
    Some(Line { author: Some(name.to_owned()), answers, when, raw: text.to_owned(), ..Line::default() })
}

/// "lindqv 5 hours ago"
fn run_on(text: &str) -> Option<Line> {
    let (name, stamp) = signed(text)?;
    // Blanks before the name, or letters that were evened out, move where it ends.
    let words = tidy(text.get(name.len()..)?);
    Some(Line { author: Some(name.to_owned()), when: Some((words, stamp)), ..Line::default() })
}

fn stamp(text: &str) -> Option<Line> {
    let stamp = stamp::stamp_loose(text).or_else(|| stamp::stamp_line(text))?;
    Some(Line { when: Some((tidy(text), stamp)), ..Line::default() })
}

/// A name that the page marks, or that stands before the words in letters of its own: `<b>Oda Lund</b>: I agree.`
fn named(block: &PageBlock) -> Option<Line> {
    let text = block.text.as_str();
    if let Some(name) = says_only(text) {
        return Some(Line { author: Some(name.to_owned()), raw: text.to_owned(), marked: true, ..Line::default() });
    }
    // "Oda Lund", "Senior Member", "****" in the box of whoever writes.
    let ranked = || {
        let name = lead(block)?;
        let rest = block.text.get(name.len()..)?;
        let ranks = rest.split(['*', '★', '•']).all(|part| part.trim().is_empty() || is_rank(part.trim()));
        ranks.then_some(name)
    };
    if let Some(name) = ranked().filter(|_| block.uses.author) {
        return Some(Line { author: Some(name), marked: true, ..Line::default() });
    }
    if block.uses.author
        && let Some(name) = signature(text)
    {
        return Some(Line { author: Some(name.to_owned()), marked: true, ..Line::default() });
    }
    let cut = *block.cuts.first()?;
    let (lead, rest) = (text.get(..cut)?, text.get(cut..)?);
    let says = rest.trim_start().starts_with([':', '–', '—', '-', '|'])
        || lead.trim_end().ends_with(':')
        || SAYS.is_match(rest);
    let name = signature(lead).filter(|_| says && !rest.trim().is_empty())?;
    let rest = SAYS.find(rest).map_or(rest, |found| &rest[found.end()..]);
    let words =
        rest.trim_start_matches(|letter: char| letter.is_whitespace() || matches!(letter, ':' | '–' | '—' | '-' | '|'));
    Some(Line { author: Some(name.to_owned()), words: words.to_owned(), raw: text.to_owned(), ..Line::default() })
}

fn tidy(words: &str) -> String {
    words.trim_matches(|letter: char| !letter.is_alphanumeric()).to_owned()
}

fn buttons_off(words: &str) -> &str {
    words.trim_start_matches(['|', '·', '•', ':', '–', '—', '-', ']', ')']).trim()
}

static SAYS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^\s*(?:says|said|wrote|writes|commented|replied|responded)\s*:?(?:\s|$)"));
static VERB: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^(?:(?:says|said|wrote|writes|commented|replied|posted|on|at)\s+)+"));
/// The labels of a mail's head.
static MAILED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^(?:from|date|sent|posted|posted on|by|posted by|author|name)\s*:$"));
static REPORT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^(?:report (?:this )?(?:comment|post|abuse)|flag|permalink)[ |·•]+"));
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:(name|author|user(?:name)?|nick(?:name)?|from|posted by|by)|(date|posted|posted on|time|when|comment|message|text|subject|title|e-?mail|location|city))\s*:\s*(.{0,60})$",
    )
});
