//! Phrases that name a source: "according to S", "in S's view"; what they speak of, and who S is.

use std::ops::Range;

use hearsay_core::{TokenId, Upos};

use super::content::{Content, Matched};
use super::reading::{Reading, Speaker};
use crate::cues::SourceKind;

impl<'a> Reading<'a> {
    /// "C, according to S", "According to S, C", "C, according to S, C": all of the sentence but the phrase.
    pub(super) fn around_phrase(&self, matched: &Matched<'a>) -> Option<Content> {
        let mut sentence = self.document.sentence(matched.head).tokens.clone();
        if let Some(place) = self.quotation_at(matched.head) {
            let quotation = &self.quotations[place].tokens;
            sentence = sentence.start.max(quotation.start)..sentence.end.min(quotation.end);
        }
        let source = self.speaker_of_phrase(matched)?.words;
        if let Some(content) = self.relative_around(matched, &source) {
            return Some(content);
        }
        let is_break = |at: u32| matches!(self.document.form(TokenId(at)), ";" | "—" | "–" | ":");
        let before = (sentence.start..matched.head.0).rev().find(|&at| is_break(at)).map_or(sentence.start, |at| at + 1)
            ..matched.head.0;
        let end = matched.words.last().map_or(source.end, |last| source.end.max(last.0 + 1));
        let after = end..(end..sentence.end).find(|&at| is_break(at)).unwrap_or(sentence.end);
        let words = |range: Range<u32>| range.map(TokenId).collect::<Vec<_>>();
        let said_before = before.clone().any(|at| matches!(self.upos(TokenId(at)), Upos::Verb | Upos::Aux));
        // "a report according to which a man was shot": what follows, and nothing before.
        let which = self.lemma(TokenId(source.start)) == "which";
        let mut said = if said_before && !which { words(before) } else { Vec::new() };
        // What follows a phrase at the end is a new thought: ", but ...", ", which ...", "and ...".
        let next = after.clone().map(TokenId).find(|&word| !self.is_punctuation(word));
        let that = |word: TokenId| self.lemma(word) == "that" && self.is(word, &["mark"]);
        let goes_on = next.is_some_and(|word| {
            that(word) || !matches!(self.upos(word), Upos::Cconj | Upos::Sconj | Upos::Pron | Upos::Adp)
        });
        if said.is_empty() || goes_on && self.document.form(TokenId(end)) == "," {
            said.extend(words(after));
        }
        let head = said.iter().copied().find(|&word| self.document.head(word).is_none());
        (!said.is_empty()).then_some(Content { words: said, head, ..Content::default() })
    }

    /// "a raid in which, according to villagers, dozens died": a phrase behind a relative word speaks of its clause alone.
    fn relative_around(&self, matched: &Matched<'a>, source: &Range<u32>) -> Option<Content> {
        let comma = matched.head.0.checked_sub(1).filter(|&at| self.document.form(TokenId(at)) == ",")?;
        let relative = TokenId(comma.checked_sub(1)?);
        let opens = matches!(&*self.document.token(relative).xpos, "WP" | "WDT");
        let head = self.speaker_of_phrase(matched)?.head;
        let clause = self.document.ancestors(head).find(|&word| self.is(word, &["acl:relcl"]));
        let clause = clause.filter(|&clause| opens && clause.0 > source.end)?;
        let words = self.phrase(clause, &[]).into_iter().filter(|word| word.0 >= source.end).collect();
        Some(Content { words, head: Some(clause), ..Content::default() })
    }

    /// The source that a phrase names: the noun phrase after it, up to its comma.
    pub(super) fn speaker_of_phrase(&self, matched: &Matched<'a>) -> Option<Speaker> {
        let last = matched.words.last().copied().unwrap_or(matched.head).0;
        if let Some(owner) = matched.anchor.filter(|owner| owner.0 < last) {
            let case = self.document.child(owner, &["case"]);
            return Some(self.speaker(owner, case.as_slice()));
        }
        let sentence = self.document.sentence(matched.head).tokens.clone();
        let comma = (last + 1..sentence.end)
            .find(|&at| matches!(self.document.form(TokenId(at)), "," | ";" | ":" | "." | "—" | "–"));
        let piece = last + 1..comma.unwrap_or(sentence.end);
        let anchor = matched.anchor.filter(|anchor| piece.contains(&anchor.0)).or_else(|| {
            let outside = |&word: &TokenId| self.document.head(word).is_none_or(|head| !piece.contains(&head.0));
            piece.clone().map(TokenId).filter(|&word| self.upos(word).is_nominal()).find(outside)
        })?;
        if self.cues.words().has(SourceKind::Measure, self.lemma(anchor)) {
            return None;
        }
        let mut speaker = self.speaker(anchor, &[]);
        // A sentence that begins with the phrase has its own words after the comma.
        let begins = (sentence.start..matched.head.0).all(|at| self.is_punctuation(TokenId(at)));
        let end = if begins { speaker.words.end.min(piece.end) } else { speaker.words.end };
        speaker.words = self.trimmed(speaker.words.start.max(last + 1)..end.max(last + 2))?;
        Some(speaker)
    }
}
