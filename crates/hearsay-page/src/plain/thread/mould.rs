//! The mould of a thread, learned from the thread itself: what stands around the names and the moments of all its comments is
//! the page's ("Submitted by … (not verified) on …", "message 3: by … (new)", "… • Old Town • 3d"), and what differs is a name.

mod around;
mod cycle;
mod dated;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use self::around::{quoting, signs_below};
use self::dated::{Dated, Form, dated, forms, trimmed};
use super::line::{Line, at as own};
use crate::patterns::holds;
use crate::plain::stamp::Stamp;
use crate::signs::{ANSWERING, signature};
use crate::words::{is_prose, opens_comments, without_digits};

/// What stands before the name of who writes; a number may, too.
const LEADING: [&str; 10] = ["by", "from", "user", "name", "author", "guest", "member", "#0", "0.", "0"];

/// What readers are asked to do with the words of another, whatever else stands on that line.
const BUTTONS: [&str; 8] = ["reply", "answer", "report", "agree", "helpful", "useful", "recommend", "quote"];

pub(super) use self::around::closing;

/// Lines of a thread that all are of one mould and were not understood each alone become heads of comments.
pub(super) fn learn(lines: &mut [Line], words: &[&str]) {
    let dated: Vec<Dated<'_>> = (0..lines.len()).filter_map(|at| dated(&lines[at], at, words[at])).collect();
    let replies = (0..lines.len()).filter(|&at| lines[at].answering || words[at].starts_with("Reply")).take(3).count();
    if dated.len().max(replies) < 3 {
        return;
    }
    let forms = forms(words, &dated);
    for before in [true, false] {
        let of = |dated: &&Dated<'_>| {
            if before { !dated.before.is_empty() } else { dated.before.is_empty() && !dated.after.is_empty() }
        };
        let mut group: Vec<Dated<'_>> = dated.iter().filter(of).cloned().collect();
        // "Updated", "Date of experience" beside the day of each are no names.
        let mut counts = BTreeMap::<&Form, usize>::new();
        group.iter().for_each(|dated| *counts.entry(&forms[dated.at]).or_default() += 1);
        let all = group.len();
        group.retain(|dated| counts[&forms[dated.at]] < 3 || counts[&forms[dated.at]] * 2 < all);
        let group = comments(lines, words, group);
        let texts: Vec<&str> = group.iter().map(|dated| if before { dated.before } else { dated.after }).collect();
        if let Some(names) = names(&texts) {
            headed(lines, words, &group, &names, group.len() * 3 >= dated.len() * 2);
        }
    }
    cycle::learn(lines, words, &dated, &forms);
    quoting(lines, words, &dated);
}

/// Those of a group that head words of readers: after each stand words of its own, and the page says that readers write.
fn comments<'t>(lines: &[Line], words: &[&str], mut group: Vec<Dated<'t>>) -> Vec<Dated<'t>> {
    let prose = |range: Range<usize>| range.filter(|&at| is_prose(words[at]) && !lines[at].control).count();
    // The story may be signed as its comments are.
    if let [first, second, ..] = &group[..] {
        let (at, next) = (first.at, second.at);
        let others = prose(next..lines.len()) / (group.len() - 1).max(1);
        if prose(0..at) == 0 && prose(at..next) >= 3 * others.max(1) {
            group.remove(0);
        }
    }
    let worded = group.iter().enumerate().filter(|(index, dated)| {
        let end = group.get(index + 1).map_or(lines.len(), |next| next.at);
        let above = index.checked_sub(1).map_or(dated.at.saturating_sub(4), |above| group[above].at + 1);
        prose(dated.at + 1..end) > 0 || prose(above..dated.at) > 0
    });
    if group.len() < 3 || worded.count() * 5 < group.len() * 4 || !has_readers(lines, words, &group) {
        group.clear();
    }
    group
}

/// Ages, buttons to answer with, or a title above say that readers write here; lists with days have none of them.
fn has_readers(lines: &[Line], words: &[&str], group: &[Dated<'_>]) -> bool {
    let (first, last) = (group[0].at, group[group.len() - 1].at);
    let aged = group.iter().filter(|dated| dated.stamp.age.is_some()).count() * 2 > group.len();
    let titled = (first.saturating_sub(12)..first).any(|at| {
        opens_comments(words[at]) || words[at].len() <= 80 && !is_prose(words[at]) && holds(words[at], "comment")
    });
    let end = lines.len().min(last + 8);
    let mut buttons = BTreeMap::<String, usize>::new();
    for words in &words[first..end] {
        let answers = || BUTTONS.iter().any(|button| holds(words, button));
        if words.len() <= 60 && (ANSWERING.is_match(words) || answers()) {
            *buttons.entry(without_digits(words)).or_default() += 1;
        }
    }
    let answering = buttons.values().any(|count| count * 2 > group.len());
    let timed = group.iter().filter(|dated| dated.stamp.timed).count() * 2 > group.len();
    // "4. Ines Varga" over her moment, or "#4" beside it.
    let number = |at: usize| lines[at].number.or(at.checked_sub(1).and_then(|above| lines[above].number));
    let next = |pair: &&[Dated<'_>]| number(pair[0].at).is_some_and(|first| number(pair[1].at) == Some(first + 1));
    let numbered = group.windows(2).filter(next).count() * 5 >= (group.len() - 1) * 4;
    answering || (numbered || titled) && (aged || timed)
}

/// What differs between texts of one mould, where that is the names of several people; nothing where a text is of another.
fn names<'t>(texts: &[&'t str]) -> Option<Vec<Option<&'t str>>> {
    if texts.len() < 3 {
        return None;
    }
    let (head, tail) = (shared(texts, false), shared(texts, true));
    // "Reviewed in Breland on": what differs is a name only where the words before it lead to one.
    if head.last().is_some_and(|last| !LEADING.iter().any(|word| last.to_lowercase().trim_end_matches(':') == *word)) {
        return None;
    }
    let filled = |text: &&'t str| -> Option<&'t str> {
        let mut rest = *text;
        for token in &head {
            let (first, after) = rest.split_once(char::is_whitespace)?;
            rest = (without_digits(first) == *token).then_some(after.trim_start())?;
        }
        for token in &tail {
            let (before, last) = rest.rsplit_once(char::is_whitespace)?;
            rest = (without_digits(last) == *token).then_some(before.trim_end())?;
        }
        Some(trimmed(rest))
    };
    let mut found: Vec<Option<&str>> = texts.iter().map(filled).collect();
    // "NAME • Old Town", "NAME, Town, Country" all through: what stands beside the name is where they live.
    for mark in ["•", "·", "|", ","] {
        let parts = |text: &&str| text.matches(mark).count();
        let known = || found.iter().flatten();
        let most = known().map(parts).max().unwrap_or(0);
        if most > 0 && known().filter(|text| parts(text) == most).count() * 5 >= texts.len() * 4 {
            found.iter_mut().flatten().for_each(|text| *text = trimmed(text.split(mark).next().unwrap_or(text)));
        }
    }
    let names: Vec<Option<&str>> = found.into_iter().map(|name| signature(name?)).collect();
    let several: BTreeSet<&str> = names.iter().flatten().copied().collect();
    (several.len() >= 2 && names.iter().flatten().count() * 5 >= texts.len() * 4).then_some(names)
}

/// The words that all but a few of the texts begin with, or end with from the last on; numbers are alike.
fn shared(texts: &[&str], end: bool) -> Vec<String> {
    let mut tokens: Vec<Vec<String>> =
        texts.iter().map(|text| text.split_whitespace().map(without_digits).collect()).collect();
    if end {
        tokens.iter_mut().for_each(|tokens| tokens.reverse());
    }
    let mut shared = Vec::new();
    loop {
        let mut counts = BTreeMap::<&String, usize>::new();
        // One word at least is left for the name.
        for token in tokens.iter().filter(|tokens| tokens.len() > shared.len() + 1).map(|tokens| &tokens[shared.len()])
        {
            *counts.entry(token).or_default() += 1;
        }
        let Some((token, _)) = counts.into_iter().find(|(_, count)| count * 5 >= texts.len() * 4) else {
            return shared;
        };
        let token = token.clone();
        shared.push(token);
    }
}

/// Name and moment in one line.
fn headed(lines: &mut [Line], words: &[&str], group: &[Dated<'_>], names: &[Option<&str>], all: bool) {
    let known = |dated: &Dated<'_>, name: &str| {
        let line = &lines[dated.at];
        line.stamp.is_some() && line.author.as_ref().is_some_and(|author| words[dated.at][author.clone()] == *name)
    };
    let pairs = || group.iter().zip(names).filter_map(|(dated, name)| Some((dated, (*name)?)));
    let read = pairs().filter(|(dated, name)| known(dated, name)).count() * 2 >= pairs().count();
    let below = signs_below(lines, words, group);
    let told: Vec<bool> = pairs().map(|(dated, name)| known(dated, name)).collect();
    let all = all && told.iter().all(|known| *known);
    if below {
        // "You can follow this conversation by subscribing to the comment feed."
        for at in group[0].at.saturating_sub(8)..group[0].at {
            if lines[at].gap && holds(words[at], "comment") {
                lines[at] = furnished(&lines[at], words[at].len());
            }
        }
    }
    for ((dated, name), known) in pairs().zip(told) {
        let line = &mut lines[dated.at];
        if read && (known || line.author.is_some()) {
            // Most were understood alone: what one of them is besides, it stays.
            line.moulded = all && known && line.body >= words[dated.at].len() && !line.quote;
            line.signs |= line.moulded && below;
        } else if !read || name.starts_with(char::is_alphabetic) {
            head(line, own(words[dated.at], name), dated.stamp.clone(), words[dated.at].len());
            line.signs = below;
        }
    }
}

fn head(line: &mut Line, author: Range<usize>, stamp: Stamp, length: usize) {
    *line = Line {
        author: Some(author),
        stamp: Some(stamp),
        answers: line.answers.take(),
        number: line.number,
        depth: line.depth,
        opens: true,
        board: true,
        moulded: true,
        body: length,
        indent: line.indent,
        gap: line.gap,
        short: true,
        ..Line::default()
    };
}

fn furnished(line: &Line, length: usize) -> Line {
    let Line { indent, gap, .. } = *line;
    Line { control: true, board: true, short: true, body: length, indent, gap, ..Line::default() }
}
