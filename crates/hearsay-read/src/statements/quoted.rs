//! Quotations: which cue they belong to, how far they go on, and who speaks those without a cue.

use std::ops::Range;

use hearsay_core::{BlockKind, Document, TokenId};

use super::reading::{Found, Reading, holds, with};
use crate::syntax::clause::{is_gerund, is_passive};

impl Reading<'_> {
    /// The quotation that a verb of saying without content in the tree must mean.
    pub(super) fn quotation_near(
        &self,
        head: TokenId,
        cue: &Range<u32>,
        speaker: Option<&Range<u32>>,
    ) -> Option<Vec<Range<u32>>> {
        let sentence = self.document.sentence(head);
        let from = speaker.map_or(cue.start, |speaker| cue.start.min(speaker.start));
        let to = speaker.map_or(cue.end, |speaker| cue.end.max(speaker.end));
        let mut near = Vec::new();
        // After the cue, over the hearer and such: `told reporters: "..."`.
        let after = (to..sentence.tokens.end).map(TokenId).find_map(|word| self.quotation_at(word));
        if let Some(place) = after {
            let start = self.quotations[place].tokens.start;
            let clear = (to..start).all(|gap| !self.is_verb(TokenId(gap)));
            if clear && start >= to && self.quotations[place].words > 1 {
                near.push(self.quotations[place].tokens.clone());
            }
        }
        // Right before it: `"...," she said`.
        let goes_on = is_gerund(self.document, head) && from == cue.start;
        let before = (sentence.tokens.start..from).rev().map(TokenId).find(|&word| !self.is_plain_punctuation(word));
        if let Some(place) = before.filter(|_| !goes_on).and_then(|word| self.quotation_at(word)) {
            near.insert(0, self.quotations[place].tokens.clone());
        }
        if near.is_empty() {
            near.extend(
                self.quotation_in_next_sentence(head, to).or_else(|| self.quotation_before_sentence(head, from)),
            );
        }
        (!near.is_empty()).then_some(near)
    }

    fn is_verb(&self, word: TokenId) -> bool {
        self.upos(word) == hearsay_core::Upos::Verb && !self.is(word, &["amod", "compound"])
    }

    fn is_plain_punctuation(&self, word: TokenId) -> bool {
        self.is_punctuation(word) && self.quotation_at(word).is_none()
    }

    /// `Dorn put it bluntly:` and the quotation opens the next sentence.
    fn quotation_in_next_sentence(&self, head: TokenId, to: u32) -> Option<Range<u32>> {
        let sentence = self.document.sentence(head);
        let last = sentence.tokens.end.checked_sub(1)?;
        let colon = (to..=last).any(|word| self.document.form(TokenId(word)) == ":");
        if !colon || sentence.tokens.end as usize >= self.document.tokens().len() {
            return None;
        }
        let place = self.quotation_at(TokenId(sentence.tokens.end))?;
        Some(self.quotations[place].tokens.clone())
    }

    /// `"We will stay!" she said.` cut in two by the exclamation mark.
    fn quotation_before_sentence(&self, head: TokenId, from: u32) -> Option<Range<u32>> {
        let sentence = self.document.sentence(head);
        let before = sentence.tokens.start.checked_sub(1).map(TokenId)?;
        let place = self.quotation_at(before)?;
        let starts = (sentence.tokens.start..from).all(|word| self.is_punctuation(TokenId(word)));
        // After a full stop a new sentence begins, with things of its own to say.
        let inside = self.document.text(self.quotations[place].span).trim_end_matches(super::block_quotes::is_mark);
        let lower_case = self.document.form(TokenId(sentence.tokens.start)).starts_with(char::is_lowercase);
        let last = TokenId(sentence.tokens.end - 1);
        let gesture = crate::word_lists::GESTURES.has(self.lemma(head));
        let short = self.quotation_at(last).is_none() && sentence.tokens.len() <= 4 && !gesture;
        let starts = starts && (lower_case || short || !inside.ends_with('.'));
        (starts && same_block(self.document, before, head)).then(|| self.quotations[place].tokens.clone())
    }

    /// Each content that reaches into a quotation takes all of it, and what it goes on with.
    pub(super) fn take_whole_quotations(&self, found: &mut Found<'_>) {
        let outside = |place: usize, found: &Found<'_>| {
            let quotation = &self.quotations[place];
            !quotation.holds(found.anchor)
                && found.speaker.as_ref().is_none_or(|speaker| !quotation.holds(speaker.head))
        };
        let touched = |ranges: &[Range<u32>]| {
            let first = ranges.first().map_or(0, |range| range.start);
            let last = ranges.last().map_or(0, |range| range.end);
            let from = self.quotations.partition_point(|quotation| quotation.tokens.end <= first);
            (from..self.quotations.len()).take_while(move |&place| self.quotations[place].tokens.start < last)
        };
        let places: Vec<usize> = touched(&found.content)
            .filter(|&place| found.content.iter().any(|range| overlap(range, &self.quotations[place].tokens)))
            .collect();
        for place in places {
            if outside(place, found) {
                found.content = with(&found.content, self.quotations[place].tokens.clone());
            }
        }
        // `"...," she said. "..."`: what opens right after the cue goes on.
        if let Some(cue) = &found.cue {
            let end = found.speaker.as_ref().map_or(cue.end, |speaker| cue.end.max(speaker.words.end));
            let begins = found
                .content
                .iter()
                .any(|range| range.end <= cue.start && self.quotation_at(TokenId(range.end - 1)).is_some());
            let next = (end as usize..self.document.tokens().len())
                .map(TokenId::from_index)
                .find(|&word| !self.is_plain_punctuation(word));
            if let (true, Some(place)) = (begins, next.and_then(|word| self.quotation_at(word)))
                && outside(place, found)
                && !holds(&found.content, TokenId(self.quotations[place].tokens.start))
                && same_block(self.document, found.anchor, TokenId(self.quotations[place].tokens.start))
            {
                found.content = with(&found.content, self.quotations[place].tokens.clone());
            }
        }
    }

    /// Gives quotations that no cue claims to the speaker in play.
    pub(super) fn go_on(&self, found: &mut [Found<'_>]) {
        if found.is_empty() {
            return;
        }
        let mut order: Vec<usize> = (0..found.len()).collect();
        order.sort_by_key(|&i| found[i].anchor);
        let mut claimed = vec![false; self.quotations.len()];
        for statement in found.iter() {
            for range in &statement.content {
                let from = self.quotations.partition_point(|quotation| quotation.tokens.end <= range.start);
                for (quotation, claimed) in self.quotations.iter().zip(&mut claimed).skip(from) {
                    if quotation.tokens.start >= range.end {
                        break;
                    }
                    // What is said inside a quotation claims nothing of it for the paper's speakers.
                    *claimed |= !quotation.holds(statement.anchor);
                }
            }
        }
        let mut next = 0;
        let mut speaking: Option<usize> = None;
        for (place, quotation) in self.quotations.iter().enumerate() {
            while next < order.len() && found[order[next]].anchor.0 < quotation.tokens.start {
                let candidate = order[next];
                next += 1;
                // Statements inside a quotation are not the paper's speakers.
                let aside = speaking.is_some_and(|speaking| self.is_aside(&found[speaking], &found[candidate]));
                if self.quotation_at(found[candidate].anchor).is_none() && self.speaks(&found[candidate]) && !aside {
                    speaking = Some(candidate);
                }
            }
            if claimed[place] || !self.in_paragraph(quotation) || !self.stands_alone(quotation) {
                continue;
            }
            let Some(speaker) = speaking else { continue };
            let last = found[speaker].content.last().map_or(0, |range| range.end).max(found[speaker].anchor.0 + 1);
            if self.follows(last, quotation.tokens.start, quotation.continues) {
                found[speaker].content = with(&found[speaker].content, quotation.tokens.clone());
            }
        }
    }

    /// `"...," said Dorn, citing costs. "..."`: the quotation goes on with what Dorn said.
    fn is_aside(&self, speaking: &Found<'_>, candidate: &Found<'_>) -> bool {
        (is_gerund(self.document, candidate.anchor) || is_passive(self.document, candidate.anchor))
            && self.same_sentence(speaking.anchor, candidate.anchor)
            && speaking
                .content
                .iter()
                .any(|range| range.end <= candidate.anchor.0 && self.quotation_at(TokenId(range.end - 1)).is_some())
    }

    /// Whether the statement is one that a quotation can go on with.
    fn speaks(&self, statement: &Found<'_>) -> bool {
        statement.speaker.is_some()
            && statement.entry.is_some_and(|entry| {
                entry.content.contains(&crate::cues::Slot::Quote) || entry.content.contains(&crate::cues::Slot::Clause)
            })
    }

    /// A quoted headline or cross-head is nobody's next sentence.
    fn in_paragraph(&self, quotation: &super::marks::Quotation) -> bool {
        let block = self.document.article().block_at(quotation.span.start());
        block.is_some_and(|block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Comment(_)))
    }

    /// Whether the quotation makes up whole sentences by itself.
    fn stands_alone(&self, quotation: &super::marks::Quotation) -> bool {
        let first = self.document.sentence(TokenId(quotation.tokens.start));
        let last = self.document.sentence(TokenId(quotation.tokens.end - 1));
        let empty = |mut range: Range<u32>| range.all(|word| self.is_punctuation(TokenId(word)));
        empty(first.tokens.start..quotation.tokens.start) && empty(quotation.tokens.end..last.tokens.end)
    }

    /// Whether nothing but the rest of its own sentence stands between a speaker's words and the quotation.
    fn follows(&self, last: u32, start: u32, continues: bool) -> bool {
        let word = |at: u32| TokenId(at);
        let paragraphs = blocks_between(self.document, word(last.saturating_sub(1)), word(start));
        let sentences = self
            .document
            .sentence_id(word(start))
            .0
            .saturating_sub(self.document.sentence_id(word(last.saturating_sub(1))).0);
        paragraphs == 0 && sentences <= 1 || paragraphs <= 1 && (sentences <= 1 || continues && sentences <= 3)
    }
}

pub(super) fn overlap(a: &Range<u32>, b: &Range<u32>) -> bool {
    a.start < b.end && b.start < a.end
}

fn block_of(document: &Document, word: TokenId) -> usize {
    let start = document.token(word).span.start();
    document.article().blocks.partition_point(|block| block.span.start() <= start)
}

pub(super) fn same_block(document: &Document, a: TokenId, b: TokenId) -> bool {
    block_of(document, a) == block_of(document, b)
}

fn blocks_between(document: &Document, a: TokenId, b: TokenId) -> usize {
    block_of(document, b).saturating_sub(block_of(document, a))
}
