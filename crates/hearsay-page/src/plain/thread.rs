//! Whose words are whose in the readers' part of a plain text, as copied from a page or a mailbox: names, days and buttons
//! stand on lines of their own or run on, above the words or below them, and in one thread always alike.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use hearsay_core::{BlockKind, Comment, CommentId, Span};
use regex::Regex;

use super::comment::{self, Sign, Stamp};
use super::layout::Piece;
use super::{Anatomy, block, is_prose};
use crate::dates::is_blank;
use crate::signs::{ANSWERING, ANSWERS, NUMBER, PROFILE, bylined, is_button, says_only, signature, signed};
use crate::words::{ends_sentence, is_furniture, opens_comments, pattern};

/// What one piece of a thread tells. Ranges are bytes of the piece.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    author: Option<Range<usize>>,
    stamp: Option<Stamp>,
    answers: Option<Range<usize>>,
    number: Option<u32>,
    /// The words begin with the name that they answer: "Reply @ Oda Lund I agree."
    called: bool,
    /// Where a reader's words begin in it; its length where there are none.
    body: usize,
    namelike: bool,
    control: bool,
    answering: bool,
    /// It ends the thread: "Leave a reply", "Most viewed".
    ends: bool,
    /// "> what another wrote", "Oda Lund wrote:" above it.
    quote: bool,
    /// The name is a handle: "@oda77".
    handle: bool,
    /// It opens a comment by itself: "From: Oda Lund", "#1 Oda Lund", "Oda Lund says:".
    opens: bool,
    /// It signs the words above it.
    signs: bool,
    /// Blanks before it, where they differ between lines.
    indent: usize,
    /// How deep its buttons say that it stands: "parent" below a comment, "root | parent" below an answer.
    depth: Option<usize>,
    /// "Go to comments", "Sort by": what stands above readers' answers and below what they answer.
    over_answers: bool,
    /// A month and a year: a stamp only beside buttons to answer with.
    monthly: bool,
    /// A blank line stands above it.
    gap: bool,
    /// It is no sentence.
    short: bool,
}

impl Line {
    fn has_words(&self, length: usize) -> bool {
        self.body < length && !self.control && !self.quote
    }
}

/// Reads all pieces of a text as lines of a thread.
pub(super) fn lines(text: &str, pieces: &[Piece]) -> Vec<Line> {
    let mut lines = Vec::with_capacity(pieces.len());
    let mut end = 0;
    for piece in pieces {
        let before = &text[end..piece.span.start()];
        let indent = before
            .rsplit(['\n', '\r'])
            .next()
            .unwrap_or("")
            .chars()
            .map(|letter| if letter == '\t' { 4 } else { 1 })
            .sum();
        let words = &text[piece.span.start()..piece.span.end()];
        let gap = end == 0
            || before.matches('\n').count() >= 2
            || before.matches('\r').count() >= 2 && !before.contains("\r\n");
        lines.push(Line { indent, gap, short: !is_prose(words), ..read(words) });
        end = piece.span.end();
    }
    depths(&mut lines);
    let monthly = lines.iter().filter(|line| line.monthly).count();
    if monthly > 0 && (monthly < 2 || !lines.iter().any(|line| line.answering)) {
        for line in lines.iter_mut().filter(|line| line.monthly) {
            *line = Line { indent: line.indent, gap: line.gap, short: line.short, ..Line::default() };
        }
    }
    // A quotation's opening says so only with the quotation below it: "Oda Lund wrote:" may open a comment as well.
    for index in 1..lines.len() {
        let wrote = |line: &Line| line.opens && !line.gap_opens() && !line.handle;
        if lines[index].quote && wrote(&lines[index - 1]) {
            lines[index - 1].quote = true;
        } else if wrote(&lines[index]) && lines[index - 1].author.is_some() && lines[index - 1].stamp.is_some() {
            // Below the line that opens a comment it is the quotation's.
            lines[index].quote = true;
        }
    }
    lines
}

/// Where all stand at one margin, how deep the buttons say that a comment stands: below an answer one deeper than it.
fn depths(lines: &mut [Line]) {
    let told = |line: &&Line| line.depth.is_some() || line.author.is_some() && line.stamp.is_some();
    let margins: BTreeSet<usize> = lines.iter().filter(told).map(|line| line.indent).collect();
    if margins.len() != 1 {
        return;
    }
    let mut above = 0;
    for line in lines.iter_mut().filter(|line| told(&&**line)) {
        above = match line.depth {
            Some(2) => above + 1,
            stated => stated.unwrap_or(0),
        };
        line.indent += above;
    }
}

impl Line {
    /// Mails and numbers open a comment whatever follows.
    fn gap_opens(&self) -> bool {
        self.number.is_some() || self.stamp.is_some()
    }
}

fn at(whole: &str, part: &str) -> Range<usize> {
    let start = part.as_ptr() as usize - whole.as_ptr() as usize;
    start..start + part.len()
}

fn read(words: &str) -> Line {
    let none = words.len();
    let short = words.len() <= 240;
    if words.starts_with('>') {
        return Line { quote: true, body: none, ..Line::default() };
    }
    if short && (PROFILE.is_match(words) && !words.starts_with("From") || ANSWERING.is_match(words)) {
        return Line { control: true, answering: true, body: none, ..Line::default() };
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
        if let Some(name) = number.or_else(|| signature(rest)) {
            return Line { answers: Some(at(words, name)), body: none, ..Line::default() };
        }
    }
    let stamped = short && comment::stamp_loose(words).is_some();
    if !stamped
        && (is_button(words) || opens_comments(words) || is_furniture(words) || !words.chars().any(char::is_alphabetic))
    {
        let number = NUMBER.captures(words).and_then(|found| found[1].parse().ok()).filter(|_| words.starts_with('#'));
        return Line { control: true, number, body: none, ..Line::default() };
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
        let stamp = comment::stamp_loose(time.as_str());
        return Line { author: Some(name.range()), stamp, body: body.start(), opens: true, ..line };
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
            return Line { author: name, stamp, body, opens, called, ..line };
        }
    }
    if let Some(stamp) = comment::stamp_loose(rest).filter(|_| short) {
        return Line { stamp: Some(stamp), body: none, ..line };
    }
    if let Some(found) = PLACED.captures(rest).filter(|_| short && number.is_none()) {
        // "10:22, 7 January 2011 - Oda Lund": the day first.
        let (day, name) = (found.get(1).map_or("", |day| day.as_str()), found.get(2).map_or("", |name| name.as_str()));
        if let (Some(stamp), Some(name)) = (comment::stamp_loose(day), signature(name)) {
            return Line { author: Some(at(words, name)), stamp: Some(stamp), body: none, ..line };
        }
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
    Line { namelike: name.is_some(), author: None, body: 0, ..line }
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
    let stamp = comment::stamp_loose(after);
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
            let name = value.as_str().split(['<', '[']).next().unwrap_or("").trim().trim_matches('"');
            let name = if name.is_empty() { value.as_str().trim_matches(['<', '>', ' ']) } else { name };
            // "Oda Lund on 7 January 2011"
            if comment::header(words).is_some_and(|header| header.stamp != Stamp::default()) {
                return None;
            }
            signature(name)?;
            Line { author: Some(at(words, name)), opens: true, ..line }
        }
        "date" | "posted" | "sent" | "time" | "when" | "posted on" => {
            Line { stamp: Some(comment::stamp_at_start(value.as_str())?.0), ..line }
        }
        "comment" | "message" | "text" => Line { body: value.start(), ..line },
        _ => Line { control: true, ..line },
    })
}

/// The anchors of comments among lines: those that say when, else those that open one.
fn anchors(lines: &[Line], lengths: &dyn Fn(usize) -> usize, from: usize) -> Vec<usize> {
    let of = |wanted: &dyn Fn(&Line) -> bool| -> Vec<usize> {
        (from..lines.len()).filter(|&index| !lines[index].quote && wanted(&lines[index])).collect()
    };
    let apart = |places: Vec<usize>| -> Vec<usize> {
        let mut kept = Vec::<usize>::new();
        for place in places {
            let again = kept.last().is_some_and(|&last| {
                let words = |at: usize| lines[at].has_words(lengths(at)) && !lines[at].namelike;
                let fresh = lines[place].author.is_some() && lines[last].author.is_some();
                !fresh && !words(last) && !(last + 1..place).any(|at| words(at) || lines[at].namelike)
            });
            if !again {
                kept.push(place);
            }
        }
        kept
    };
    let stamps = apart(of(&|line| line.stamp.is_some()));
    let opening = apart(of(&|line| line.opens || line.author.is_some() && line.stamp.is_some() || line.handle));
    let signing = of(&|line| line.signs);
    let numbers = of(&|line| line.number.is_some() && line.author.is_some());
    [numbers, signing, stamps]
        .into_iter()
        .fold(opening, |best, other| if other.len() > best.len() { other } else { best })
}

/// Where comments begin, one for each anchor; where names stand below the words, where those begin.
fn starts(lines: &[Line], anchors: &[usize], lengths: &dyn Fn(usize) -> usize, from: usize) -> (Vec<usize>, bool) {
    let words = |at: usize| lines[at].has_words(lengths(at)) && !lines[at].namelike;
    let (Some(&first), Some(&last)) = (anchors.first(), anchors.last()) else { return (Vec::new(), false) };
    let after =
        (last + 1..lines.len()).take_while(|&at| !lines[at].ends).any(words) || lines[last].has_words(lengths(last));
    let below = (from..first).any(words) && !after || anchors.iter().all(|&anchor| lines[anchor].signs);
    if below {
        let mut starts = vec![from];
        starts.extend(anchors[..anchors.len() - 1].iter().map(|anchor| anchor + 1));
        return (starts, true);
    }
    let mut starts = Vec::<usize>::with_capacity(anchors.len());
    for &anchor in anchors {
        let least = starts.last().map_or(from, |_| anchors[starts.len() - 1] + 1);
        let mut start = anchor;
        let signed = lines[anchor].author.is_some() && !lines[anchor].handle;
        let mut named = signed;
        while start > least && !lines[start].gap_before_name(named) {
            let line = &lines[start - 1];
            let name = line.namelike
                || line.author.is_some() && line.body >= lengths(start - 1) && line.stamp.is_none() && !line.quote;
            if name && !named {
                named = true;
                start -= 1;
            } else if !named && (line.control && !line.answering && !line.ends || line.answers.is_some())
                || signed && line.author.is_none() && line.number.is_some() && line.control
            {
                start -= 1;
            } else if signed
                && start == anchor
                && lines[anchor].opens
                && line.gap
                && !line.control
                && line.stamp.is_none()
                && lengths(start - 1) <= 90
                && line.short
            {
                // The subject stands above who and when.
                start -= 1;
            } else {
                break;
            }
        }
        // Nothing above is its name: what was passed over is not its own.
        starts.push(if named { start } else { anchor });
    }
    (starts, false)
}

impl Line {
    /// More than an hour: a live blog has those.
    fn is_of_a_day(&self) -> bool {
        self.stamp.as_ref().is_some_and(|stamp| {
            stamp.day.is_some() || stamp.age.as_ref().is_some_and(|age| age.contains(char::is_alphabetic))
        })
    }

    fn gap_before_name(&self, named: bool) -> bool {
        named && self.gap
    }
}

/// Where a thread begins whose comments are all set alike, with the hour, an age, a number or the head of a mail.
pub(super) fn shaped(lines: &[Line], pieces: &[Piece]) -> Option<usize> {
    let lengths = |at: usize| pieces[at].span.len();
    let kinds = |wanted: &dyn Fn(&Line) -> bool| -> Vec<usize> {
        (0..lines.len()).filter(|&at| !lines[at].quote && wanted(&lines[at])).collect()
    };
    let close =
        |line: &Line| line.is_of_a_day() && line.stamp.as_ref().is_some_and(|stamp| stamp.timed || stamp.age.is_some());
    let below = |at: usize| at + 1 < lines.len() && lines[at + 1].stamp.is_some();
    let mut numbers = kinds(&|line| line.opens && line.number.is_some());
    if numbers.first().is_none_or(|&first| lines[first].number != Some(1)) {
        numbers.clear();
    }
    let mails: Vec<usize> =
        kinds(&|line| line.opens && line.author.is_some()).into_iter().filter(|&at| below(at)).collect();
    let handles = kinds(&|line| line.handle && close(line));
    let signed = kinds(&|line| line.opens && line.author.is_some() && close(line));
    let dated = kinds(&|line| close(line) && line.author.is_none() && line.body > 0);
    let named = |at: usize| lines[at].namelike || lines[at].handle;
    let above = |at: usize| {
        (0..at)
            .rev()
            .take(2)
            .take_while(|&above| named(above) || lines[above].control && !lines[above].answering)
            .any(named)
    };
    let under: Vec<usize> = dated.iter().copied().filter(|&at| above(at)).collect();
    let over: Vec<usize> = dated
        .into_iter()
        .filter(|&at| at + 1 < lines.len() && lines[at].is_of_a_day() && named(at + 1) && !lines[at + 1].gap)
        .collect();
    let found = [numbers, mails, handles, signed, under, over].into_iter().filter(|places| places.len() >= 2);
    let firsts = found.filter_map(|places| {
        // Each has words of its own.
        let worded = places.iter().enumerate().filter(|&(index, &place)| {
            let end = places.get(index + 1).copied().unwrap_or(lines.len());
            lines[place].has_words(lengths(place))
                || (place + 1..end).any(|at| lines[at].has_words(lengths(at)) && !lines[at].namelike)
        });
        if worded.count() < 2 {
            return None;
        }
        let (starts, _) = starts(lines, &places, &lengths, 0);
        starts.first().copied()
    });
    firsts.min()
}

/// Whether a thread is all there is: buttons to answer with, or lines about who writes, stand between its first comments.
pub(super) fn stands_alone(lines: &[Line], first: usize) -> bool {
    first < 8 && lines[first..].iter().take(24).filter(|line| line.answering).count() >= 2
}

/// So many comments back an answer may look for what it answers; a thread of a million is no thread.
const NEAR: usize = 500;

/// A comment while its lines come in.
struct Open {
    author: Option<Span>,
    stamp: Stamp,
    /// The handle that others may call the author by.
    alias: Option<Span>,
    answers: Option<Span>,
    number: Option<u32>,
    /// Its words begin with the name that it answers.
    called: bool,
    indent: usize,
    span: Span,
    words: Option<Span>,
    quoted: Option<Span>,
}

impl Anatomy<'_> {
    /// Cuts the pieces from `from` on into comments and furniture.
    pub(super) fn read_comments(&mut self, from: usize, lines: &[Line]) {
        if from >= self.pieces.len() {
            return;
        }
        let pieces = self.pieces;
        let lengths = |at: usize| pieces[at].span.len();
        let lines = &*self.told_again(from, lines);
        let mut from = from;
        let mut anchors = anchors(lines, &lengths, from);
        let (mut starts, below) = starts(lines, &anchors, &lengths, from);
        // What a board's readers answer, where it is a title alone, is no comment.
        if let [first, second, ..] = starts[..]
            && !below
            && lines[first..second].iter().any(|line| line.over_answers)
            && !(first..second).any(|index| !lines[index].control && is_prose(self.words(index)))
        {
            for index in from..second {
                self.add(BlockKind::Furniture, index);
            }
            from = second;
            starts.remove(0);
            anchors.remove(0);
        }
        let mut comments = Vec::<Open>::new();
        let first = starts.first().copied().unwrap_or(pieces.len());
        self.unsigned(from, first, lines, &mut comments);
        for (index, &start) in starts.iter().enumerate() {
            let end = if below { anchors[index] + 1 } else { starts.get(index + 1).copied().unwrap_or(pieces.len()) };
            self.one(start..end, anchors[index], lines, &mut comments);
        }
        if below && let Some(&last) = anchors.last() {
            self.unsigned(last + 1, pieces.len(), lines, &mut comments);
        }
        self.close(comments);
    }

    /// The lines, where an earlier comment is printed once more inside its answer with its name and day, and where the name
    /// below the writer's is that of an earlier one: whom it answers.
    fn told_again(&self, from: usize, lines: &[Line]) -> Vec<Line> {
        let letters = |text: &str| -> String {
            text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).take(2_000).collect()
        };
        let mut told = lines.to_vec();
        let mut names = BTreeSet::<&str>::new();
        let mut seen = BTreeMap::<(&str, &str), String>::new();
        let stamps = (from + 1..lines.len()).filter(|&at| lines[at].stamp.is_some() && lines[at].author.is_none());
        for at in stamps {
            let name = self.words(at - 1);
            if !lines[at - 1].namelike || at - 1 < from {
                continue;
            }
            let words = || (at + 1..lines.len()).take_while(|&next| lines[next].stamp.is_none());
            if let Some(earlier) = seen.get(&(name, self.words(at))) {
                let quoted: Vec<usize> = words()
                    .skip_while(|&next| lines[next].control)
                    .take_while(|&next| {
                        let words = letters(self.words(next));
                        words.len() >= 8 && earlier.contains(&words)
                    })
                    .collect();
                if !quoted.is_empty() {
                    told[at - 1] = Line { author: Some(0..name.len()), body: name.len(), quote: true, ..Line::default() };
                    for index in std::iter::once(at).chain(quoted) {
                        told[index] = Line { body: self.words(index).len(), quote: true, ..Line::default() };
                    }
                    continue;
                }
            }
            // A letter or two above a name stand for the writer's picture.
            let named = at >= from + 2 && lines[at - 2].namelike && self.words(at - 2).chars().nth(2).is_some();
            if named && !lines[at - 1].gap && names.contains(name) {
                told[at - 1] = Line { answers: Some(0..name.len()), body: name.len(), ..Line::default() };
                names.insert(self.words(at - 2));
                continue;
            }
            names.insert(name);
            let own: String = words().map(|next| letters(self.words(next))).collect();
            seen.entry((name, self.words(at))).or_insert(own);
        }
        told
    }

    /// Words that nobody signs: a reader's all the same.
    fn unsigned(&mut self, from: usize, to: usize, lines: &[Line], comments: &mut Vec<Open>) {
        let mut open = None::<Open>;
        let mut ended = false;
        for (index, line) in lines.iter().enumerate().take(to).skip(from) {
            let span = self.pieces[index].span;
            ended |= line.ends;
            if ended || line.control || line.namelike && !is_prose(self.words(index)) {
                comments.extend(open.take());
                self.blocks.push(block(BlockKind::Furniture, span));
                continue;
            }
            if comment::at_name(self.words(index)).is_some() {
                // Whoever names whom they answer begins anew.
                comments.extend(open.take());
            }
            let open = open.get_or_insert_with(|| Open {
                author: None,
                stamp: Stamp::default(),
                alias: None,
                answers: None,
                number: None,
                called: false,
                indent: 0,
                span,
                words: None,
                quoted: None,
            });
            open.span = open.span.cover(span);
            open.words = Some(open.words.map_or(span, |words| words.cover(span)));
        }
        comments.extend(open);
    }

    fn one(&mut self, range: Range<usize>, anchor: usize, lines: &[Line], comments: &mut Vec<Open>) {
        let span = |index: usize, part: &Range<usize>| {
            let start = self.pieces[index].span.start();
            Span::new(start + part.start, start + part.end)
        };
        let mut open = Open {
            author: lines[anchor].author.as_ref().filter(|_| !lines[anchor].handle).map(|author| span(anchor, author)),
            stamp: lines[anchor].stamp.clone().unwrap_or_default(),
            alias: lines[anchor].author.as_ref().filter(|_| lines[anchor].handle).map(|author| span(anchor, author)),
            answers: None,
            number: None,
            called: false,
            indent: lines[anchor].indent,
            span: self.pieces[anchor].span,
            words: None,
            quoted: None,
        };
        open.called = lines[anchor].called;
        let mut over = false;
        let mut after = Vec::new();
        for index in range {
            let line = &lines[index];
            let piece = self.pieces[index].span;
            let mut own = index == anchor;
            if index < anchor
                && line.short
                && !line.namelike
                && line.author.is_none()
                && line.answers.is_none()
                && open.author.is_some()
            {
                open.span = open.span.cover(piece);
                continue;
            }
            over |= line.ends;
            let header = index < anchor || open.words.is_none();
            if open.author.is_none()
                && header
                && (line.namelike || line.author.is_some() && !line.handle)
                && index != anchor
                && open.words.is_none()
            {
                let words = self.words(index);
                let name = line.author.clone().or_else(|| {
                    let named = signature(words).or_else(|| signature(words.split(", ").next().unwrap_or("")));
                    named.map(|name| at(words, name))
                });
                let fits = index < anchor
                    || open.alias.is_none()
                        && (index + 1..lines.len()).next().is_some_and(|next| {
                            !lines[next].gap || lines[next].has_words(self.pieces[next].span.len())
                        });
                if let Some(name) = name.filter(|_| fits) {
                    open.author = Some(span(index, &name));
                    open.number = open.number.or(line.number);
                    open.span = open.span.cover(piece);
                    if line.opens && line.quote {
                        over = false;
                    }
                    continue;
                }
            }
            open.number = open.number.or(line.number);
            // "Replying to Oda Lund" below the words heads the page's own box.
            if let Some(answers) = line.answers.as_ref().filter(|_| open.answers.is_none() && open.words.is_none()) {
                open.answers = Some(span(index, answers));
                own = true;
            }
            if line.stamp.is_some() && line.body >= piece.len() && open.words.is_none() {
                if open.stamp == Stamp::default() {
                    open.stamp = line.stamp.clone().unwrap_or_default();
                }
                own = true;
            } else if let Some(stamp) =
                line.stamp.as_ref().filter(|_| open.stamp == Stamp::default() && line.body >= piece.len())
            {
                // Some threads are dated below the words.
                open.stamp = stamp.clone();
            }
            if line.quote {
                if let Some(author) = &line.author {
                    open.quoted = open.quoted.or(Some(span(index, author)));
                } else if open.quoted.is_none()
                    && let Some(earlier) = self.says(piece, comments)
                {
                    open.quoted = comments[earlier].author.or(comments[earlier].alias);
                }
                own |= open.words.is_none();
            } else if open.words.is_none()
                && (line.namelike && open.author.is_some() && self.is_rank(index, lines)
                    || (open.quoted.is_some() || open.answers.is_some()) && self.says(piece, comments).is_some())
            {
                own = true;
            } else if !over && !line.control && line.body < piece.len() && (after.is_empty() || open.words.is_none()) {
                let words = Span::new(piece.start() + line.body, piece.end());
                open.words = Some(open.words.map_or(words, |known| known.cover(words)));
                own = true;
            }
            if own {
                open.span = open.span.cover(piece);
                while self
                    .blocks
                    .last()
                    .is_some_and(|last| last.kind == BlockKind::Furniture && open.span.contains(last.span))
                {
                    self.blocks.pop();
                }
                after.clear();
            } else {
                if open.words.is_some() {
                    after.push(index);
                }
                if !open.span.contains(piece) {
                    self.blocks.push(block(BlockKind::Furniture, piece));
                }
            }
        }
        comments.push(open);
    }

    /// "Senior Member", "Arlen" below the name, with a blank line or a count below it before the words.
    fn is_rank(&self, index: usize, lines: &[Line]) -> bool {
        let Some(next) = lines.get(index + 1) else { return false };
        let more = (index + 1..lines.len().min(index + 8)).any(|at| is_prose(self.words(at)) && !lines[at].control);
        !lines[index].gap && (next.gap || next.control && next.answering) && more && !ends_sentence(self.words(index))
    }

    /// The earlier comment that says the same.
    fn says(&self, piece: Span, comments: &[Open]) -> Option<usize> {
        let letters = |span: Span| -> String {
            let words = &self.text[span.start()..span.end()];
            words.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).take(2_000).collect()
        };
        let quoted = letters(piece);
        let known = comments.len().saturating_sub(50);
        (known..comments.len())
            .rev()
            .find(|&at| quoted.len() >= 8 && comments[at].words.is_some_and(|words| letters(words).contains(&quoted)))
    }

    fn close(&mut self, comments: Vec<Open>) {
        let text = self.text;
        let name = |span: Span| &text[span.start()..span.end()];
        let mut authors: BTreeSet<String> =
            comments.iter().filter_map(|open| open.author).map(|author| name(author).to_lowercase()).collect();
        let handles: BTreeMap<String, Span> =
            comments.iter().filter_map(|open| Some((name(open.alias?).to_lowercase(), open.author?))).collect();
        authors.extend(handles.keys().cloned());
        let near = self.facts.published(&crate::Hints::default());
        let mut told = Vec::<(Option<String>, usize, Option<u32>)>::new();
        for mut open in comments {
            open.author = open.author.or(open.alias);
            // "Signe  Torvald H. • 13 years ago": whom she answers stands after her.
            if let Some(author) = open.author {
                let whole = name(author);
                let known = told.iter().rev().take(NEAR).filter_map(|told| told.0.as_deref()).find_map(|known| {
                    let rest = whole.strip_suffix(known)?;
                    let own = rest
                        .trim_end_matches(|letter| is_blank(letter) || matches!(letter, '→' | '>' | '▸' | '↪' | '»'))
                        .trim_end_matches(" to")
                        .trim_end_matches(" replied");
                    (!own.is_empty() && rest.ends_with(is_blank)).then_some((own.len(), author.end() - known.len()))
                });
                if let Some((length, from)) = known {
                    open.answers = open.answers.or(Some(Span::new(from, author.end())));
                    open.author = Some(Span::new(author.start(), author.start() + length));
                }
            }
            let id = CommentId::from_index(self.comments.len());
            let end = open.span.end();
            let words = open.words.unwrap_or(Span::new(end, end));
            let called = comment::at_name(name(words)).and_then(|header| header.answers).map(|at| words.start() + at);
            let called = called.or(open.called.then_some(words.start()));
            let called = called.and_then(|at| {
                comment::answered(&text[at..words.end().max(at)], &authors).map(|(name, length)| (name, at + length))
            });
            let start = called.map_or(words.start(), |(_, start)| start.min(words.end()));
            let start = words.end() - text[start..words.end()].trim_start_matches(is_blank).len();
            self.blocks.push(hearsay_core::Block {
                kind: BlockKind::Comment(id),
                span: open.span,
                body: Span::new(start, words.end()),
            });
            let number = |name: &str| name.trim_start_matches('#').parse::<u32>().ok();
            let stated = open.answers.map(name).and_then(|answered| match number(answered) {
                Some(number) => {
                    let printed = told
                        .iter()
                        .find(|told| told.2 == Some(number))
                        .or_else(|| told.get((number as usize).checked_sub(1)?));
                    printed.and_then(|told| told.0.clone())
                }
                None => Some(answered.to_owned()),
            });
            let deeper =
                || told.iter().rev().take(NEAR).find(|told| told.1 < open.indent).and_then(|told| told.0.clone());
            let reply_to = stated
                .or_else(|| called.map(|(name, _)| name.to_owned()))
                .or_else(|| open.quoted.map(|quoted| name(quoted).to_owned()))
                .or_else(deeper)
                .map(|answered| {
                    handles
                        .get(&answered.trim_start_matches('@').to_lowercase())
                        .map_or(answered, |author| name(*author).to_owned())
                });
            let author = open.author.map(|author| name(author).to_owned());
            told.push((author.clone(), open.indent, open.number));
            self.comments.push(Comment {
                author,
                author_span: open.author,
                date: open.stamp.date(near),
                age: open.stamp.age,
                reply_to,
                span: open.span,
            });
        }
        self.blocks.sort_by_key(|block| block.span);
    }
}

static ENDS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:(?:leave|post|add|write|submit) (?:a |your )?(?:reply|comment|response)\b.*|most (?:viewed|read|popular|shared|commented).*|(?:trending|top stories|related (?:articles|stories|posts)|more from .*|you (?:may|might) also like|recommended for you|also on .*|latest news|popular posts|recent posts|who is online.*|users browsing this.*|powered by .*|subscribe .*|privacy policy.*|all rights reserved.*|©.*|terms of use.*))$",
    )
});
static OVER_ANSWERS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:(?:go to|search|all \d+|view all|jump to) (?:comments|replies|answers)|sort(?:ed)? by\s*:?(?: \w+)?|add (?:a )?comment\W*|.*\b(?:ago|\d{4}|[ap]m)\b.*\b\d+\s(?:comments|replies))$",
    )
});
static MONTHLY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^\s*(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.? (?:['’]\d{2}|20\d{2})\s*$")
});
static NUMBERED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:(?:#|No\. ?)\s?(\d{1,5})[.):\]]?|[\[(]?(\d{1,5})[.)\]])\s+"));
static TRAILING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:\s*[|·•]?\s*(?:\[[–—+-]\]|(?:parent|next|prev|root|context|link|permalink|reply|share(?: ›)?|flag|report|quote|edit|favorite)\b(?:\s*[|·•›])?))+\s*$",
    )
});
/// "[10:22] oda77: I agree."
static CHAT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\[(\d{1,2}:\d{2}(?::\d{2})?)\]\s+<?([\w.-]{2,30})>?(?::|>)\s+(\S.*)$"));
static LAST_NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(r"\s+#(\d{1,5})$"));
static SIGNED: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:—|–|--|-|~)\s*(\p{Lu}[^!?\n]{2,58})$"));
static HANDLE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^@([\w.-]{2,30})(?:\s|$)"));
static PLACED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^([^\p{L}]*\d.{2,50}?)(?:\s+[-–—|·•]\s+|,\s+|\s{2,}|\s+by\s+)(\S.{1,50})$"));
static LABELLED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(from|name|author|user|username|nick|poster|commenter|posted by|date|posted|posted on|sent|time|when|subject|to|cc|newsgroups|message-id|references|in-reply-to|reply-to|organization|x-[a-z-]+|comment|message|text|location|city|title|rating|e-?mail)\s*:\s+(\S.*)$",
    )
});
