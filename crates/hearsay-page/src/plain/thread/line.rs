//! What one line of a thread says: who writes, when, whom it answers, or words.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::dates::is_blank;
use crate::patterns::{Behind, NAME, holds, opens, pattern};
use crate::plain::comment::{self, Sign};
use crate::plain::stamp::{self, Stamp};
use crate::signs::{
    ANSWERING, ANSWERS, NUMBER, PROFILE, addressed, answered, bylined, dated_first, is_button, says_only, signature,
    signed, without_tally,
};
use crate::words::{ends_sentence, is_furniture, is_prose, opens_comments};

/// What one piece of a thread tells. Ranges are bytes of the piece.
#[derive(Clone, Debug, Default)]
pub(in crate::plain) struct Line {
    pub(super) author: Option<Range<usize>>,
    pub(in crate::plain) stamp: Option<Stamp>,
    pub(super) answers: Option<Range<usize>>,
    pub(super) number: Option<u32>,
    /// The words begin with the name that they answer: "Reply @ Oda Lund I agree."
    pub(super) called: bool,
    /// Where a reader's words begin in it; its length where there are none.
    pub(super) body: usize,
    pub(super) namelike: bool,
    pub(super) control: bool,
    pub(super) answering: bool,
    /// It ends the thread: "Leave a reply", "Most viewed".
    pub(super) ends: bool,
    /// "> what another wrote", "Oda Lund wrote:" above it.
    pub(super) quote: bool,
    /// The name is a handle: "@oda77".
    pub(super) handle: bool,
    /// It opens a comment by itself: "From: Oda Lund", "#1 Oda Lund", "Oda Lund says:".
    pub(in crate::plain) opens: bool,
    /// It signs the words above it.
    pub(super) signs: bool,
    /// Blanks before it, where they differ between lines.
    pub(super) indent: usize,
    /// How deep its buttons say that it stands: "parent" below a comment, "root | parent" below an answer.
    pub(super) depth: Option<usize>,
    /// "Go to comments", "Sort by": what stands above readers' answers and below what they answer.
    pub(super) over_answers: bool,
    /// "3 Comments"
    pub(super) counts: bool,
    /// What only boards print around comments: "Joined", "unread", "to all".
    pub(super) board: bool,
    /// Buttons with the age, below the words: "Like · Reply · 3d".
    pub(super) closes: bool,
    /// A month and a year: a stamp only beside buttons to answer with.
    pub(super) monthly: bool,
    /// A blank line stands above it.
    pub(super) gap: bool,
    /// It is no sentence.
    pub(super) short: bool,
    /// It is of the mould that all comments of the thread have.
    pub(super) moulded: bool,
}

impl Line {
    pub(super) fn has_words(&self, length: usize) -> bool {
        self.body < length && !self.control && !self.quote
    }
}

impl Line {
    /// Mails and numbers open a comment whatever follows.
    pub(super) fn gap_opens(&self) -> bool {
        self.number.is_some() || self.stamp.is_some()
    }
}

impl Line {
    /// More than an hour: a live blog has those.
    pub(super) fn is_of_a_day(&self) -> bool {
        self.stamp.as_ref().is_some_and(|stamp| {
            stamp.day.is_some() || stamp.age.as_ref().is_some_and(|age| age.contains(char::is_alphabetic))
        })
    }

    pub(super) fn gap_before_name(&self, named: bool) -> bool {
        named && self.gap
    }
}

pub(super) fn at(whole: &str, part: &str) -> Range<usize> {
    let start = part.as_ptr() as usize - whole.as_ptr() as usize;
    start..start + part.len()
}

pub(super) fn read(words: &str) -> Line {
    let bare = without_tally(words);
    let line = read_bare(bare);
    if bare.len() < words.len() && line.body >= bare.len() { Line { body: words.len(), ..line } } else { line }
}

fn read_bare(words: &str) -> Line {
    let none = words.len();
    let short = words.len() <= 240;
    if words.starts_with('>') {
        return Line { quote: true, body: none, ..Line::default() };
    }
    if short && PROFILE.is_match(words) && !words.starts_with("From") {
        return Line { control: true, board: true, counts: counts(words), body: none, ..Line::default() };
    }
    if short && ANSWERING.is_match(words) {
        return Line { control: true, answering: true, counts: counts(words), body: none, ..Line::default() };
    }
    if let Some(stamp) = closing(words).filter(|_| short) {
        let stamp = Some(stamp);
        return Line { control: true, answering: true, closes: true, stamp, body: none, ..Line::default() };
    }
    if UNREAD.is_match(words) {
        return Line { control: true, board: true, body: none, ..Line::default() };
    }
    if let Some(name) = REPEATING.captures(words).and_then(|found| {
        let who = found.get(1).or_else(|| found.get(2))?.as_str();
        let bracketed = ADDRESSED.captures(who).and_then(|found| found.get(1)).map(|name| name.as_str());
        signature(bracketed.unwrap_or(who).split(" <").next()?)
    }) {
        return Line { author: Some(at(words, name)), quote: true, body: none, ..Line::default() };
    }
    if let Some(name) = QUOTING.captures(words).and_then(|found| signature(found.get(1)?.as_str())) {
        return Line { author: Some(at(words, name)), quote: true, body: none, ..Line::default() };
    }
    if short && OVER_ANSWERS.is_match(words) {
        return Line { control: true, over_answers: true, body: none, ..Line::default() };
    }
    if MONTHLY.is_match(words) {
        let stamp = Stamp { age: Some(words.trim().to_owned()), ..Stamp::default() };
        return Line { stamp: Some(stamp), monthly: true, body: none, ..Line::default() };
    }
    if ENDS.is_match(words) {
        return Line { control: true, ends: true, body: none, ..Line::default() };
    }
    if short && let Some(found) = ANSWERS.find(words) {
        let rest = &words[found.end()..];
        let number = NUMBER.find(rest).map(|found| found.as_str());
        if let Some(name) = number.or_else(|| answered(rest)) {
            return Line { answers: Some(at(words, name)), body: none, ..Line::default() };
        }
    }
    let unnumbered = &words[NUMBERED.find(words).map_or(0, |found| found.end())..];
    let stamped = short && (stamp::stamp_loose(words).is_some() || stamp::stamp_loose(unnumbered).is_some());
    if !stamped
        && (is_button(words) || opens_comments(words) || is_furniture(words) || !words.chars().any(char::is_alphabetic))
    {
        let number = NUMBER.captures(words).and_then(|found| found[1].parse().ok()).filter(|_| words.starts_with('#'));
        return Line { control: true, number, counts: counts(words), body: none, ..Line::default() };
    }
    if let Some(line) = labelled(words) {
        return line;
    }
    let start = NUMBERED.find(words).map_or(0, |found| found.end());
    let number =
        NUMBERED.captures(words).and_then(|found| found.get(1).or_else(|| found.get(2))?.as_str().parse().ok());
    let rest = &words[start..];
    let cut = TRAILING.find(rest).map_or(rest.len(), |found| found.start());
    let last = LAST_NUMBER.captures(rest);
    let number = number.or_else(|| last.as_ref()?[1].parse().ok());
    let cut = last.as_ref().and_then(|found| found.get(0)).map_or(cut, |found| found.start().min(cut));
    let (rest, tail) = if words.len() <= 300 { rest.split_at(cut) } else { (rest, "") };
    let depth = tail.contains("parent").then(|| if tail.contains("root") { 2 } else { 1 });
    let line = Line { number, depth, answering: !tail.is_empty() && last.is_none(), ..Line::default() };
    if let Some(found) = SIGNED.captures(words).filter(|_| short) {
        let name = found.get(1).map_or("", |name| name.as_str()).split([',', '(', '|']).next().unwrap_or("");
        if let Some(name) = signature(name) {
            return Line { author: Some(at(words, name)), body: none, signs: true, ..line };
        }
    }
    if let Some(found) = handle(words, rest) {
        return Line { answering: line.answering, ..found };
    }
    if let Some(found) = CHAT.captures(words)
        && let (Some(time), Some(name), Some(body)) = (found.get(1), found.get(2), found.get(3))
    {
        let stamp = stamp::stamp_loose(time.as_str());
        return Line { author: Some(name.range()), stamp, body: body.start(), opens: true, ..line };
    }
    if let Some((stamp, name)) = dated_first(rest).filter(|_| short) {
        let (name, whom) = match addressed(name) {
            Some((name, whom, None)) => (Some(name), Some(at(words, whom))),
            _ => (signature(name), None),
        };
        if let Some(name) = name {
            let (author, opens) = (Some(at(words, name)), stamp.is_of_the_day());
            return Line { author, opens, stamp: Some(stamp), answers: whom, body: none, ..line };
        }
    }
    if let Some((name, whom, stamp)) = addressed(rest).filter(|_| short) {
        let answers = Some(at(words, whom));
        return Line { author: Some(at(words, name)), opens: stamp.is_some(), stamp, answers, body: none, ..line };
    }
    if let Some((name, stamp)) = bylined(words) {
        return Line { author: Some(at(words, name)), stamp: Some(stamp), body: none, opens: true, ..line };
    }
    if let Some(name) = says_only(words) {
        return Line { author: Some(at(words, name)), body: none, opens: true, ..line };
    }
    if let Some(comment::Header { author: Some(author), stamp, sign, answers, body }) = header(rest) {
        let stamp = (stamp != Stamp::default()).then_some(stamp);
        let called = answers.is_some();
        let name = signature(&rest[author.clone()]).map(|name| at(words, name));
        let body = if body >= rest.len() { none } else { start + body };
        let whole = body == none;
        let opens = sign >= Sign::Thread && whole || sign == Sign::Sure;
        if name.is_some() && (opens || whole && stamp.is_some()) {
            let board = stamp.is_some() && whole && COMMENTED.is_match(rest);
            return Line { author: name, stamp, body, opens: opens || board, called, board, ..line };
        }
    }
    if let Some(stamp) = stamp::stamp_loose(rest).filter(|_| short) {
        return Line { stamp: Some(stamp), body: none, ..line };
    }
    let name = signature(rest).filter(|_| short && !is_prose(rest));
    let hash = words.starts_with('#');
    if let Some(name) = name.filter(|_| number.is_some()) {
        return Line { author: Some(at(words, name)), body: none, opens: hash, ..line };
    }
    // "Prof. Ida Sunde, Arlen" is a name and a town.
    let town = rest.split_once(", ").filter(|(_, town)| {
        town.split_whitespace().count() <= 3 && town.starts_with(char::is_uppercase) && !ends_sentence(town)
    });
    let name = name.or_else(|| town.and_then(|(name, _)| signature(name).filter(|name| name.contains(' ') && short)));
    let name = name.filter(|_| !SALUTES.is_match(rest));
    Line { namelike: name.is_some(), author: None, body: 0, ..line }
}

/// "3 Comments"
fn counts(words: &str) -> bool {
    opens_comments(words)
}

/// The age among buttons: "Like · Reply · 21 · 3y".
fn closing(words: &str) -> Option<Stamp> {
    let mut stamp = None;
    let mut buttons = 0;
    for part in words.split(['·', '•', '|']).map(str::trim).filter(|part| !part.is_empty()) {
        if is_button(part) || ANSWERING.is_match(part) {
            buttons += usize::from(ANSWERING.is_match(part));
        } else {
            let found = stamp::stamp_loose(part).filter(|_| stamp.is_none())?;
            stamp = Some(found);
        }
    }
    stamp.filter(|_| buttons > 0)
}

/// A header with what a thread's own layout adds to it.
fn header(rest: &str) -> Option<comment::Header> {
    comment::header(rest).filter(|header| header.author.is_some()).or_else(|| {
        let (name, stamp) = signed(rest.strip_prefix("by ").unwrap_or(rest))?;
        Some(comment::Header { author: Some(at(rest, name)), stamp, sign: Sign::Sure, answers: None, body: rest.len() })
    })
}

/// "@majaw · 3h", "@majaw".
fn handle(words: &str, rest: &str) -> Option<Line> {
    let found = HANDLE.captures(rest)?;
    let name = found.get(1)?;
    let after = rest[name.end()..]
        .trim_start_matches(|letter| is_blank(letter) || matches!(letter, '·' | '•' | '|' | '-' | '–' | ','));
    let stamp = stamp::stamp_loose(after);
    (after.is_empty() || stamp.is_some()).then(|| Line {
        author: Some(at(words, name.as_str())),
        body: words.len(),
        handle: true,
        stamp,
        ..Line::default()
    })
}

/// "From: Oda Lund <oda@example.org>", "Date: ...", "Subject: ...", "Comment: ...".
fn labelled(words: &str) -> Option<Line> {
    let found = LABELLED.captures(words)?;
    let value = found.get(2)?;
    let line = Line { body: words.len(), ..Line::default() };
    Some(match found[1].to_ascii_lowercase().as_str() {
        "from" | "name" | "author" | "user" | "username" | "nick" | "poster" | "posted by" | "commenter" => {
            // "b.aas@univ.example (Bodil Aas)"
            let bracketed = ADDRESSED.captures(value.as_str()).and_then(|found| found.get(1)).map(|name| name.as_str());
            let name =
                bracketed.unwrap_or(value.as_str()).split(['<', '[']).next().unwrap_or("").trim().trim_matches('"');
            let name = if name.is_empty() { value.as_str().trim_matches(['<', '>', ' ']) } else { name };
            // "Oda Lund on 7 January 2011"
            if comment::header(words).is_some_and(|header| header.stamp != Stamp::default()) {
                return None;
            }
            let (name, whom) = addressed(name).map_or((name, None), |(name, whom, _)| (name, Some(at(words, whom))));
            signature(name)?;
            Line { author: Some(at(words, name)), answers: whom, opens: true, board: true, ..line }
        }
        "date" | "posted" | "sent" | "time" | "when" | "posted on" => {
            let value = value.as_str();
            let stamp = stamp::stamp_loose(value).or_else(|| Some(stamp::stamp_at_start(value)?.0))?;
            Line { stamp: Some(stamp), ..line }
        }
        "comment" | "message" | "text" => Line { body: value.start(), ..line },
        _ => Line { control: true, board: true, ..line },
    })
}

static ENDS: Behind = Behind::new(
    |line| {
        opens(
            line,
            &[
                "leave",
                "post",
                "add",
                "write",
                "submit",
                "most",
                "trending",
                "top",
                "related",
                "more",
                "you",
                "recommended",
                "also",
                "latest",
                "popular",
                "recent",
                "who",
                "users",
                "powered",
                "subscribe",
                "privacy",
                "all",
                "©",
                "terms",
            ],
        )
    },
    || {
        pattern(
            r"(?i)^(?:(?:leave|post|add|write|submit) (?:a |your )?(?:reply|comment|response)\b.*|most (?:viewed|read|popular|shared|commented).*|(?:trending|top stories|related (?:articles|stories|posts)|more from .*|you (?:may|might) also like|recommended for you|also on .*|latest news|popular posts|recent posts|who is online.*|users browsing this.*|powered by .*|subscribe .*|privacy policy.*|all rights reserved.*|©.*|terms of use.*))$",
        )
    },
);
static SALUTES: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^(?:dear|hi|hello|hey|good (?:morning|day))\b.*,$"));
static ADDRESSED: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\S+@\S+\s+\((.{2,50})\)$"));
/// "oda77 commented on 7 January 2011", and nothing else.
static COMMENTED: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^\S+ (?:commented|replied) (?:on )?"));
static UNREAD: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)^unread,?$"));
/// "Quote from oda77: “I agree.”"
static QUOTING: Behind = Behind::new(
    |line| opens(line, &["quot"]),
    || pattern(r"(?i)^(?:quote from|quoting|quote by|quote of)\s+([^:“\x22]{2,40}?)\s*(?::.*|[“\x22].*)?$"),
);
/// "Tern Watcher <tern@marl.example> writes:", "In article <4mf@univ.example>, Bodil Aas wrote:"
static REPEATING: Behind = Behind::new(
    |line| line.ends_with(':'),
    || {
        pattern(
            r"(?i)^(?:in (?:article|message) <[^>]{3,80}>,?\s+(.{2,90}?)|(?-i:(\p{Lu}[^<]{1,50}<\S+@\S+>)))\s+(?:writes|wrote|said)\s*:$",
        )
    },
);
static OVER_ANSWERS: Behind = Behind::new(
    |line| opens(line, &["sort"]) || ["comment", "repl", "answers"].iter().any(|word| holds(line, word)),
    || {
        pattern(
            r"(?i)^(?:(?:go to|search|all \d+|view all|jump to) (?:comments|replies|answers)|sort(?:ed)?(?: by|:)\s*:?(?: \w+){0,2}|add (?:a )?comment\W*|.*\b(?:ago|\d{4}|[ap]m)\b.*\b\d+\s(?:comments|replies))$",
        )
    },
);
static MONTHLY: Behind = Behind::new(
    |line| {
        line.contains(char::is_numeric)
            && opens(
                line.trim_start(),
                &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
            )
    },
    || {
        pattern(
            r"(?i)^\s*(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.? (?:['’]\d{2}|20\d{2})\s*$",
        )
    },
);
pub(super) static NUMBERED: Behind = Behind::new(
    |line| line.starts_with(['#', 'N', '[', '(']) || line.starts_with(char::is_numeric),
    || pattern(r"^(?:(?:#|No\. ?)\s?(\d{1,5})(?:\.\d{1,3})*[.):\]]?|[\[(]?(\d{1,5})[.)\]])\s+"),
);
static TRAILING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:\s*[|·•]?\s*(?:\[[–—+-]\]|(?:parent|next|prev|root|context|link|permalink|reply|share(?: ›)?|flag|report|quote|edit|favorite)\b(?:\s*[|·•›])?))+\s*$",
    )
});
/// "[10:22] oda77: I agree.", "[7/1/2011, 10:22:05] Oda Lund: I agree."
static CHAT: Behind = Behind::new(
    |line| line.starts_with('['),
    || {
        pattern(&format!(
            r"^\[((?:\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{2,4}},?\s+)?\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:\s?[AaPp]\.?[Mm]\.?)?)\]\s+<?({NAME}{{2,30}}(?: {NAME}{{1,30}}){{0,3}})>?(?::|>)\s+(\S.*)$"
        ))
    },
);
static LAST_NUMBER: Behind = Behind::new(|line| line.contains('#'), || pattern(r"\s+#(\d{1,5})$"));
static SIGNED: Behind =
    Behind::new(|line| line.starts_with(['—', '–', '-', '~']), || pattern(r"^(?:—|–|--|-|~)\s*(\p{Lu}[^!?\n]{2,58})$"));
static HANDLE: Behind =
    Behind::new(|line| line.starts_with('@'), || pattern(&format!(r"^@({NAME}{{2,30}}(?:@{NAME}{{3,60}})?)(?:\s|$)")));
static LABELLED: Behind = Behind::new(
    |line| line.contains(':'),
    || {
        pattern(
            r"(?i)^(from|name|author|user|username|nick|poster|commenter|posted by|date|posted|posted on|sent|time|when|subject|to|cc|newsgroups|message-id|references|in-reply-to|reply-to|organization|x-[a-z-]+|comment|message|text|location|city|title|rating|e-?mail)\s*:\s+(\S.*)$",
        )
    },
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_look_hides_a_match() {
        for pattern in [
            &ENDS,
            &QUOTING,
            &REPEATING,
            &OVER_ANSWERS,
            &MONTHLY,
            &NUMBERED,
            &CHAT,
            &LAST_NUMBER,
            &SIGNED,
            &HANDLE,
            &LABELLED,
        ] {
            pattern.check();
        }
    }
}
