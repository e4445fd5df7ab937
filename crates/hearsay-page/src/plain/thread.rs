//! Whose words are whose in the readers' part of a plain text, as copied from a page or a mailbox: names, days and buttons
//! stand on lines of their own or run on, above the words or below them, and in one thread always alike.

mod among;
mod anchors;
mod boxes;
mod close;
mod line;
mod mould;

use std::ops::Range;

use hearsay_core::{BlockKind, Span};

use super::comment;
use super::stamp::Stamp;
use super::{Anatomy, block};
use crate::signs::signature;
use crate::words::{ends_sentence, is_prose};
use anchors::{anchors, starts};
use line::at;

pub(super) use among::lines;
pub(super) use anchors::{below_title, shaped, stands_alone};
pub(super) use line::Line;

/// So many comments back an answer may look for what it answers; a thread of a million is no thread.
const NEAR: usize = 500;

/// What stands between a name and a day.
const BULLET: [&str; 8] = ["•", "·", "|", "-", "–", "—", "*", "…"];

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

/// How all comments of a thread are set.
struct Manner {
    /// Names stand below the words.
    below: bool,
    /// Ranks or towns stand below the names.
    ranked: bool,
    /// All comments have a short line between who and when, and the words.
    towned: bool,
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
        // Where all others sign, a short note above them is the page's: "Readers shared their thoughts."
        let note: usize = (from..first).map(lengths).sum();
        let under = |anchor: usize| lines.get(anchor + 1).is_some_and(|line| line.namelike);
        let signed =
            |(&start, &anchor): (&usize, &usize)| start < anchor || lines[anchor].author.is_some() || under(anchor);
        let moulded = anchors.first().is_some_and(|&anchor| lines[anchor].moulded);
        if !below && (note <= 240 || moulded) && anchors.len() >= 2 && starts.iter().zip(&anchors).all(signed) {
            for index in from..first {
                self.add(BlockKind::Furniture, index);
            }
        } else {
            self.unsigned(from, first, lines, &mut comments);
        }
        // "Senior Member" below the name of most; of one, it is what that one says.
        let ranked = (0..starts.len())
            .filter(|&index| {
                let end = starts.get(index + 1).copied().unwrap_or(pieces.len());
                let after = (anchors[index] + 1..end).find(|&at| !lines[at].control);
                after.is_some_and(|at| lines[at].namelike && self.is_rank(at, lines, end))
            })
            .count();
        let ranked = ranked * 2 >= starts.len();
        // "Arlen" below all names and days, and words below that.
        let towned = (0..starts.len())
            .filter(|&index| {
                let end = starts.get(index + 1).copied().unwrap_or(pieces.len());
                let after = (anchors[index] + 1..end).find(|&at| !lines[at].control);
                let rest = |at: usize| (at + 1..end).any(|at| lines[at].has_words(lengths(at)) && !lines[at].namelike);
                after.is_some_and(|at| lines[at].namelike && lines[at].author.is_none() && rest(at))
            })
            .count();
        let towned = starts.len() >= 3 && towned * 10 >= starts.len() * 7;
        for (index, &start) in starts.iter().enumerate() {
            let end = if below { anchors[index] + 1 } else { starts.get(index + 1).copied().unwrap_or(pieces.len()) };
            self.one(start..end, anchors[index], lines, &mut comments, &Manner { below, ranked, towned });
        }
        if below && let Some(&last) = anchors.last() {
            if anchors.len() >= 2 {
                // What stands below the last signature is the page's.
                (last + 1..pieces.len()).for_each(|index| self.add(BlockKind::Furniture, index));
            } else {
                self.unsigned(last + 1, pieces.len(), lines, &mut comments);
            }
        }
        self.close(comments);
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

    fn one(&mut self, range: Range<usize>, anchor: usize, lines: &[Line], comments: &mut Vec<Open>, manner: &Manner) {
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
        let end = range.end;
        for index in range {
            // "1. the pipes" is what one reader lists, where comments bear no numbers.
            let listed = |line: &&Line| {
                let numbered = line.number.is_some() && line.author.is_some() && line.stamp.is_none();
                index > anchor && numbered && lines[anchor].number.is_none()
            };
            let words = Line::default();
            let line = Some(&lines[index]).filter(|line| !listed(line)).unwrap_or(&words);
            let piece = self.pieces[index].span;
            let mut own = index == anchor;
            if index < anchor
                && !manner.below
                && (line.short || line.number.is_some())
                && line.author.is_none()
                && line.answers.is_none()
                && open.author.is_some()
            {
                open.span = open.span.cover(piece);
                continue;
            }
            // "Oda Lund", "@oda77" below it, and the day below that.
            if line.handle && index != anchor && open.words.is_none() {
                open.alias = open.alias.or(line.author.as_ref().map(|author| span(index, author)));
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
                            !lines[next].gap
                                || lines[next].answers.is_some()
                                || lines[next].has_words(self.pieces[next].span.len())
                        });
                if let Some(name) = name.filter(|_| fits) {
                    open.author = Some(span(index, &name));
                    open.number = open.number.or(line.number);
                    open.answers = open.answers.or(line.answers.as_ref().map(|answers| span(index, answers)));
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
                && (line.namelike
                    && open.author.is_some()
                    && (manner.ranked || index < anchor)
                    && self.is_rank(index, lines, end)
                    || line.namelike && open.author.is_some() && manner.towned && index > anchor
                    || (open.quoted.is_some() || open.answers.is_some()) && self.says(piece, comments).is_some())
            {
                own = true;
            } else if open.words.is_some()
                && open.author.is_some_and(|author| self.text[author.start()..author.end()] == *self.words(index))
            {
                // The box about the writer stands below the words.
                after.push(index);
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
        if open.words.is_none() && !manner.below {
            // "+1", "100%", a smile: words of a kind.
            let words = |at: usize| &self.text[self.pieces[at].span.start()..self.pieces[at].span.end()];
            let sign = (anchor + 1..end).find(|&at| {
                let bare = words(at).trim();
                lines[at].control
                    && bare.len() <= 40
                    && !bare.contains(char::is_alphabetic)
                    && !BULLET.contains(&bare)
                    && bare.contains(|letter: char| !letter.is_ascii_digit() && !letter.is_whitespace())
            });
            if let Some(at) = sign {
                let piece = self.pieces[at].span;
                open.words = Some(piece);
                open.span = open.span.cover(piece);
                self.blocks.retain(|block| block.kind != BlockKind::Furniture || !open.span.contains(block.span));
            }
        }
        comments.push(open);
    }

    /// "Senior Member", "Arlen" below the name, with a blank line or a count below it before the words.
    fn is_rank(&self, index: usize, lines: &[Line], end: usize) -> bool {
        let Some(next) = lines.get(index + 1) else { return false };
        let more = (index + 1..end.min(index + 8)).any(|at| is_prose(self.words(at)) && !lines[at].control);
        !lines[index].gap
            && (next.gap || next.control && (next.answering || next.board))
            && more
            && !ends_sentence(self.words(index))
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
}
