//! What the lines of a thread say of each other: quotations, margins, a comment that is printed once more.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;

use super::boxes;
use super::line::{Line, at, read};
use crate::ending::sign_of;
use crate::patterns::pattern;
use crate::plain::Anatomy;
use crate::plain::layout::Piece;
use crate::words::{is_prose, is_related};

/// Reads all pieces of a text as lines of a thread.
pub(in crate::plain) fn lines(text: &str, pieces: &[Piece]) -> Vec<Line> {
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
        let signed = || {
            let (name, stamp) = sign_of(words).filter(|_| piece.signs)?;
            let author = Some(at(words, name));
            Some(Line { author, stamp: Some(stamp), body: words.len(), signs: true, ..Line::default() })
        };
        lines.push(Line { indent, gap, short: !is_prose(words), ..signed().unwrap_or_else(|| read(words)) });
        end = piece.span.end();
    }
    let words: Vec<&str> = pieces.iter().map(|piece| &text[piece.span.start()..piece.span.end()]).collect();
    boxes::settle(&mut lines, &words);
    depths(&mut lines);
    // "2 replies" below a comment is no title.
    if let Some(title) = lines.iter().position(|line| line.counts) {
        let title = if lines.iter().filter(|line| line.counts).count() >= 3 { title + 1 } else { lines.len() };
        lines.iter_mut().skip(title).for_each(|line| line.counts = false);
    }
    // “There is no other valley.” — Oda Lund, minister: a quotation and its speaker, whom a story tells of.
    for at in 1..lines.len() {
        let above = words[at - 1].trim();
        if lines[at].signs && crate::words::is_quotation(above) {
            lines[at] =
                Line { indent: lines[at].indent, gap: lines[at].gap, short: lines[at].short, ..Line::default() };
        }
    }
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

impl Anatomy<'_> {
    /// "Oda Lund", "• 3rd+", "Harbour master", "2w": a network says how near somebody is, and what they are, below the name.
    fn titled(&self, from: usize, lines: &mut [Line]) {
        for at in from + 1..lines.len() {
            if !DEGREE.is_match(self.words(at)) {
                continue;
            }
            let end = (at + 1..lines.len().min(at + 4)).find(|&end| lines[end].stamp.is_some());
            if let Some(end) = end.filter(|&end| (at..=end).all(|line| !lines[line].gap)) {
                for (offset, line) in lines[at..end].iter_mut().enumerate() {
                    let body = self.words(at + offset).len();
                    *line = Line { control: true, board: true, body, ..Line::default() };
                }
            }
        }
    }

    /// The lines, where an earlier comment is printed once more inside its answer with its name and day, and where the name
    /// below the writer's is that of an earlier one: whom it answers.
    pub(super) fn told_again(&self, from: usize, lines: &[Line]) -> Vec<Line> {
        let letters = |text: &str| -> String {
            text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).take(2_000).collect()
        };
        let mut told = lines.to_vec();
        // "More from Jane Dorn", and what else the paper has, is no comment.
        let first = (from..lines.len()).find(|&at| lines[at].stamp.is_some());
        let related = first.and_then(|first| (first + 2..lines.len()).find(|&at| is_related(self.words(at))));
        for (at, line) in told.iter_mut().enumerate().skip(related.unwrap_or(lines.len())) {
            *line = Line { control: true, body: self.words(at).len(), ..Line::default() };
        }
        self.titled(from, &mut told);
        let lines = &told.clone();
        let mut names = BTreeSet::<&str>::new();
        let mut seen = BTreeMap::<(&str, &str), String>::new();
        // Heads of comments with the name first after a blank line, most of them with nothing between it and the day.
        let head = |at: usize, name: usize| {
            at >= from + name
                && lines[at].stamp.is_some()
                && lines[at].author.is_none()
                && (at - name..at).all(|line| lines[line].namelike)
                && lines[at - name].gap
                && (at - name + 1..=at).all(|line| !lines[line].gap)
        };
        let bare = (from..lines.len()).filter(|&at| head(at, 1)).count();
        let ranked: Vec<usize> = (from..lines.len()).filter(|&at| head(at, 2)).collect();
        if bare >= 2 && ranked.len() <= bare {
            for at in ranked.into_iter().filter(|&at| self.words(at - 2).chars().nth(2).is_some()) {
                told[at - 1] = Line { control: true, body: self.words(at - 1).len(), ..Line::default() };
            }
        }
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
                    told[at - 1] =
                        Line { author: Some(0..name.len()), body: name.len(), quote: true, ..Line::default() };
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
            // "Ember" below the day, and the words under it.
            let below = at + 1;
            let called = lines.get(below).is_some_and(|line| line.namelike)
                && names.contains(self.words(below))
                && lines.get(below + 1).is_some_and(|line| !line.gap && !line.control && line.stamp.is_none());
            if called {
                let length = self.words(below).len();
                told[below] = Line { answers: Some(0..length), body: length, ..Line::default() };
            }
            names.insert(name);
            let own: String = words().map(|next| letters(self.words(next))).collect();
            seen.entry((name, self.words(at))).or_insert(own);
        }
        told
    }
}

static DEGREE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^[•·|]?\s*(?:1st|2nd|3rd\+?|you|following|out of network)(?:\s+degree connection)?$")
});
