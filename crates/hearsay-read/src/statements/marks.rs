//! Quotation marks, paired on the page before any word is read.

use std::ops::Range;

use hearsay_core::{BlockKind, Document, Span, TokenId};

use super::block_quotes::{BlockQuote, announces_speech, is_mark};
use crate::lower::lower;
use crate::word_lists as lists;

/// A stretch in quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// Marks included.
    pub span: Span,
    /// Its words, marks included.
    pub tokens: Range<u32>,
    /// It goes on from the quotation before it, over a paragraph break.
    pub continues: bool,
    /// Words inside.
    pub words: u32,
    /// A full stop, comma, question or exclamation mark stands before the closing mark: speech, not a title.
    pub ends_like_speech: bool,
    /// The name of a broadcast, a book, a song: `on the Gazette's "Morning Hour,"`.
    pub title: bool,
}

impl Quotation {
    /// Whether the word is inside.
    pub fn holds(&self, token: TokenId) -> bool {
        self.tokens.contains(&token.0)
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Way {
    Open,
    Close,
    Either,
}

#[derive(Clone, Copy, Debug)]
struct Mark {
    at: usize,
    end: usize,
    way: Way,
    single: bool,
}

/// All quotations of the document, in text order and apart; what is quoted inside a quotation is not listed.
///
/// Marks that have no partner do no harm: an opening one holds to the end of its paragraph, a closing one nothing.
pub fn quotations(document: &Document) -> Vec<Quotation> {
    let article = document.article();
    let text = article.text.as_str();
    let mut found: Vec<(Span, bool)> = Vec::new();
    let (mut open_before, mut blocks) = (false, BlockQuote::default());
    for (i, block) in article.blocks.iter().enumerate().filter(|(_, block)| block.kind.is_read()) {
        let marks = marks(text, block.body);
        let unmarked = marks.is_empty() && !open_before;
        open_before = pair(text, block.body, &marks, open_before, &mut found);
        let quoted = unmarked
            && block.kind == BlockKind::Paragraph
            && blocks.takes_in(document, block.body, article.blocks[i + 1..].iter());
        if quoted {
            found.push((block.body, false));
        }
        blocks = BlockQuote { announced: announces_speech(document, block.body), quoted };
    }
    found.into_iter().filter_map(|(span, continues)| quotation(document, span, continues)).collect()
}

fn quotation(document: &Document, span: Span, continues: bool) -> Option<Quotation> {
    let tokens = document.tokens();
    let first = tokens.partition_point(|token| token.span.end() <= span.start());
    let after = first + tokens[first..].partition_point(|token| token.span.start() < span.end());
    let is_word = |i: &usize| document.text(tokens[*i].span).chars().any(char::is_alphanumeric);
    let words = (first..after).filter(is_word).count();
    if words == 0 {
        return None;
    }
    let inside = document.text(span).trim_end_matches(is_mark).trim_end();
    let title = is_title(document, first, after);
    Some(Quotation {
        span,
        tokens: TokenId::from_index(first).0..TokenId::from_index(after).0,
        continues,
        words: u32::try_from(words).unwrap_or(u32::MAX),
        ends_like_speech: !title && inside.ends_with(['.', ',', '?', '!', '…', '—', '–', '-']),
        title,
    })
}

/// Capitals on all words that bear one in a title, behind an owner, a preposition or the name of what has titles.
fn is_title(document: &Document, first: usize, after: usize) -> bool {
    const TITLED: &[&str] = &["'s", "’s", "'", "’", "on", "in", "of"];
    let word = |at: usize| document.form(TokenId::from_index(at));
    let back =
        |at: usize| at.checked_sub(1).filter(|&at| matches!(word(at), "the" | "The" | "a" | "his" | "her" | "its"));
    let before = first.checked_sub(1).map(|at| back(at + 1).and_then(|at| at.checked_sub(1)).unwrap_or(at));
    let before =
        before.map(|at| lower(word(at))).is_some_and(|word| TITLED.contains(&&*word) || lists::TITLED_WORKS.has(&word));
    let capital = |at: usize| {
        let form = word(at);
        let small = form.chars().count() <= 3 && form.chars().all(char::is_alphabetic);
        !form.starts_with(char::is_lowercase) || small && at != first + 1
    };
    before && after - first <= 10 && (first..after).all(capital)
}

fn marks(text: &str, body: Span) -> Vec<Mark> {
    let mut marks = Vec::new();
    let part = &text[body.start()..body.end()];
    let mut from = 0;
    // Most bytes belong to no mark, and tell it by themselves.
    let may_begin = |byte: &u8| matches!(byte, b'"' | b'\'' | b'`' | 128..);
    while let Some(gap) = part.as_bytes()[from..].iter().position(may_begin) {
        let place = from + gap;
        let rest = &part[place..];
        let Some(c) = rest.chars().next() else { break };
        from = place + c.len_utf8();
        if is_mark(c) {
            // "''" and "``" are how some wires write a double mark.
            let doubled = ["''", "``", "’’", "‘‘"].into_iter().find(|pair| rest.starts_with(pair));
            from = place + doubled.map_or(c.len_utf8(), str::len);
            let before = part[..place].chars().next_back();
            let after = part[from..].chars().next();
            let single = doubled.is_none() && matches!(c, '‘' | '’' | '‚' | '\'' | '`' | '‹' | '›');
            // `id="12"` is markup.
            let attribute = before == Some('=') || after == Some('>');
            if let Some(way) = way(c, doubled, before, after).filter(|_| !attribute) {
                marks.push(Mark { at: body.start() + place, end: body.start() + from, way, single });
            }
        }
    }
    marks
}

/// Which way a mark faces between the characters around it; none for apostrophes and inch signs.
fn way(c: char, doubled: Option<&str>, before: Option<char>, after: Option<char>) -> Option<Way> {
    let free_before =
        before.is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | '—' | '–' | '-' | '/') || is_mark(c));
    let free_after = after.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '$' | '£' | '€' | '#' | '@'));
    let digit_before = before.is_some_and(|c| c.is_ascii_digit());
    match (c, doubled) {
        // A curly mark that faces the wrong way is a slip of the keyboard: `here,“ said Dorn`.
        ('“' | '‟', None) if !free_before && free_after => Some(Way::Close),
        ('”', None) if free_before && !free_after && before.is_none_or(|c| !is_mark(c)) => Some(Way::Open),
        ('“' | '„' | '‟' | '«', _) | (_, Some("``" | "‘‘")) => Some(Way::Open),
        ('”' | '»', _) | (_, Some("’’")) => Some(Way::Close),
        ('"', _) | (_, Some(_)) => match (free_before, free_after) {
            (true, false) => Some(Way::Open),
            (false, true) => Some(Way::Close),
            _ => Some(Way::Either),
        },
        ('‘' | '‚' | '‹', None) => (free_before && !free_after).then_some(Way::Open),
        ('’' | '›', None) => (!free_before && free_after).then_some(Way::Close),
        // 'A straight one': apostrophes stand inside words, primes after figures.
        (_, None) => match (free_before, free_after) {
            (true, false) => Some(Way::Open),
            (false, true) if !digit_before => Some(Way::Close),
            _ => None,
        },
    }
}

/// Pairs one block's marks; tells whether its last quotation was left open.
fn pair(text: &str, body: Span, marks: &[Mark], open_before: bool, found: &mut Vec<(Span, bool)>) -> bool {
    let mut open: Option<Mark> = None;
    let mut continues = false;
    let mut next = 0;
    while next < marks.len() {
        let mark = marks[next];
        next += 1;
        let starts_block = text[body.start()..mark.at].trim().is_empty();
        match open {
            None => {
                if mark.single {
                    // Single marks pair by themselves: ‘like this’; a lone one is an apostrophe.
                    if mark.way == Way::Open
                        && let Some((close, after)) = single_close(text, marks, next)
                    {
                        found.push((Span::new(mark.at, close.end), false));
                        next = after;
                    }
                } else if let Some(start) = opening_lost(text, body, &marks[next - 1..], found) {
                    found.push((Span::new(start, mark.end), false));
                } else if mark.way != Way::Close {
                    open = Some(mark);
                    continues = starts_block && open_before;
                }
            }
            Some(opened) if !mark.single => match mark.way {
                Way::Open => {
                    // The mark before it was never closed: what it opened ends with its sentence.
                    let end = last_sentence_end(text, opened.end, mark.at);
                    if let Some(end) = end {
                        found.push((Span::new(opened.at, end), continues));
                    }
                    open = Some(mark);
                    continues = false;
                }
                Way::Close | Way::Either => {
                    found.push((Span::new(opened.at, mark.end), continues));
                    open = None;
                }
            },
            Some(_) => {}
        }
    }
    if let Some(opened) = open {
        found.push((Span::new(opened.at, body.end()), continues));
    }
    open.is_some()
}

/// `We stay," the minister said.`: where the sentence begins whose closing mark, the first of these, is the last of its paragraph and
/// has no partner.
fn opening_lost(text: &str, body: Span, marks: &[Mark], found: &[(Span, bool)]) -> Option<usize> {
    let (mark, rest) = marks.split_first()?;
    let closes = mark.way != Way::Open && !rest.iter().any(|other| !other.single);
    // Where a quotation ended in this paragraph, what stands behind it may be the paper's own words.
    let alone = found.last().is_none_or(|(last, _)| last.end() <= body.start());
    let inside = text[body.start()..mark.at].trim_end();
    let speech = inside.strip_suffix([',', '.', '?', '!'])?;
    let behind = text[mark.end..body.end()].trim();
    // Somebody says it, in a few words.
    let short = !behind.is_empty() && behind.len() < 80 && !behind.starts_with([',', ';']);
    let start = speech.rfind(['.', '?', '!']).map_or(0, |stop| stop + 1);
    let start = start + speech[start..].find(|c: char| !c.is_whitespace())?;
    (closes && alone && short && speech[start..].split_whitespace().count() > 2).then_some(body.start() + start)
}

/// The mark that closes a single quotation, looking from `marks[from]`, and the place after it.
fn single_close(text: &str, marks: &[Mark], from: usize) -> Option<(Mark, usize)> {
    let mut fallback = None;
    for (i, mark) in marks.iter().enumerate().skip(from).take(24) {
        if !mark.single {
            continue;
        }
        match mark.way {
            Way::Open => break,
            _ => {
                let before = text[..mark.at].chars().next_back().unwrap_or(' ');
                // "the officials’ view": a plural's apostrophe looks like a closing mark.
                if before != 's' {
                    return Some((*mark, i + 1));
                }
                fallback = fallback.or(Some((*mark, i + 1)));
            }
        }
    }
    fallback
}

/// Where the last sentence between the two places ends.
fn last_sentence_end(text: &str, from: usize, to: usize) -> Option<usize> {
    let part = &text[from..to];
    let stop = part.rfind(['.', '!', '?'])?;
    Some(from + stop + 1)
}
