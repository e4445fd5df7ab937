//! The head of a story: what stands before its first paragraph.

use hearsay_core::BlockKind;

use super::byline::{self, Byline};
use super::{Anatomy, block, comment, dateline};
use crate::dates::is_blank;
use crate::words::{ends_sentence, is_furniture, is_prose, is_title_like, opens_comments};

/// So many pieces may stand before a story.
const LONGEST: usize = 24;

impl Anatomy<'_> {
    /// Reads the head into blocks and facts, and gives the first piece of the story; the head ends before `limit`.
    pub(super) fn head(&mut self, title: Option<&str>, limit: usize) -> usize {
        let mut headed = false;
        let mut signed = false;
        let mut summed_up = 0;
        let mut index = 0;
        while index < self.pieces.len().min(LONGEST).min(limit) {
            let words = self.words(index);
            let kind = if title.is_some_and(|title| !headed && is_same(title, words)) {
                headed = true;
                BlockKind::Headline
            } else if is_furniture(words) || opens_comments(words) {
                BlockKind::Furniture
            } else if let Some(byline) = self.byline(index, headed) {
                self.facts.add(byline, self.pieces[index].span.start());
                signed = true;
                BlockKind::Byline
            } else if comment::header(words).is_some_and(|header| header.sign == comment::Sign::Sure) {
                break;
            } else if title.is_none() && !headed && summed_up == 0 && self.is_section(index) {
                BlockKind::Furniture
            } else if title.is_none() && !headed && summed_up == 0 && self.is_headline(index) {
                headed = true;
                BlockKind::Headline
            } else if headed && summed_up < 4 && self.is_standfirst(index, signed) {
                summed_up += 1;
                BlockKind::Standfirst
            } else {
                break;
            };
            self.blocks.push(block(kind, self.pieces[index].span));
            index += 1;
        }
        index
    }

    fn byline(&self, index: usize, headed: bool) -> Option<Byline> {
        let byline = byline::read(self.words(index))?;
        // A bare name signs a story only between its headline and its first paragraph or the date.
        let bare = !byline.is_anchored();
        let next = self.words(index + 1);
        let two_words = self.words(index).split_whitespace().count() >= 2;
        let signs =
            headed && two_words && (is_prose(next) || byline::read(next).is_some_and(|byline| byline.is_anchored()));
        // "Brexit, 31 January 2020" above all else is what the story is called.
        let placed = byline.place.is_none() || headed;
        (placed && (!bare || signs)).then_some(byline)
    }

    /// "WORLD", "Asia Pacific" above the headline.
    fn is_section(&self, index: usize) -> bool {
        let words = self.words(index);
        let next = self.words(index + 1);
        words.split_whitespace().count() <= 2
            && !ends_sentence(words)
            && words.chars().all(|letter| letter.is_alphabetic() || is_blank(letter) || letter == '&')
            && next.split_whitespace().count() >= 4
            && self.is_headline(index + 1)
    }

    fn is_headline(&self, index: usize) -> bool {
        let words = self.words(index);
        let count = words.split_whitespace().take(40).count();
        if words.len() > 240 || count > 30 || !words.chars().any(char::is_alphabetic) {
            return false;
        }
        let Some(next) = self.after(index) else {
            return false;
        };
        let below = self.words(next);
        let signed = byline::read(below).is_some_and(|byline| byline.is_anchored());
        let opened = dateline::read(below).is_some();
        if words.trim_end_matches(['"', '”', '’', '\'']).ends_with('.') && !words.ends_with("..") && !ends_short(words)
        {
            // Some sites close a headline with a full stop; what follows shows that it is one.
            return count <= 24 && (signed || opened || is_capitalised(words)) && dateline::read(words).is_none();
        }
        let prose = (next..self.pieces.len().min(next + 6)).any(|at| is_prose(self.words(at)));
        prose && !words.ends_with([',', ';', ':']) && (count <= 22 || signed || opened)
    }

    /// One or two sentences between the headline and the byline, or before a paragraph with a dateline.
    fn is_standfirst(&self, index: usize, signed: bool) -> bool {
        let words = self.words(index);
        if words.len() > 420 || dateline::read(words).is_some() {
            return false;
        }
        let Some(next) = self.after(index) else {
            return false;
        };
        let below = self.words(next);
        if byline::read(below).is_some_and(|byline| byline.is_anchored()) {
            return next < LONGEST;
        }
        // "Headline / summary / KABUL (AP) —", or a line without full stop before a paragraph.
        dateline::read(below).is_some()
            || (!ends_sentence(words)
                && words.split_whitespace().count() >= 5
                && is_prose(below)
                && !(signed && is_title_like(words)))
            || (!signed
                && self
                    .after(next)
                    .is_some_and(|later| byline::read(self.words(later)).is_some_and(|byline| byline.is_anchored()))
                && below.len() < 300
                && later_is_near(index, self.after(next)))
    }

    /// The next piece that is not furniture.
    fn after(&self, index: usize) -> Option<usize> {
        (index + 1..self.pieces.len().min(index + 8))
            .find(|&at| !is_furniture(self.words(at)) && !opens_comments(self.words(at)))
    }
}

fn later_is_near(index: usize, later: Option<usize>) -> bool {
    later.is_some_and(|later| later <= index + 4)
}

/// "Arland Sends Its Envoys Home": most words of some length begin with a capital, as in no sentence.
fn is_capitalised(words: &str) -> bool {
    let long =
        || words.split_whitespace().filter(|word| word.chars().filter(|letter| letter.is_alphabetic()).count() >= 4);
    let capitals = long()
        .filter(|word| {
            word.trim_start_matches(|letter: char| !letter.is_alphanumeric()).starts_with(char::is_uppercase)
        })
        .count();
    long().count() >= 4 && capitals * 10 >= long().count() * 8
}

/// "... in the U.S." ends in a full stop that closes no sentence.
fn ends_short(words: &str) -> bool {
    let last = words.split_whitespace().last().unwrap_or("");
    last.len() <= 6 && last.matches('.').count() >= 2
}

/// Whether `words` are the title, but for marks and capitals.
fn is_same(title: &str, words: &str) -> bool {
    if words.len() > 2 * title.len() + 20 {
        return false;
    }
    let letters = |text: &str| -> String {
        text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let (title, words) = (letters(title), letters(words));
    !title.is_empty() && (title == words || (title.len() > 30 && words.starts_with(&title)))
}
