//! Other ends that a content could have.

use std::ops::Range;

use hearsay_core::{TokenId, Upos};

use super::super::quoted::overlap;
use super::super::reading::{Found, Reading, with};
use crate::syntax::clause::is_passive;

/// The most other bounds that one content is given.
const MOST: usize = 18;

/// What a bound does to the content that the rules found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// Nothing.
    None,
    /// It gives away a phrase at the end: ", saying ...", "on Monday".
    Cut,
    /// It gives away a clause and all that follows: "...; but Breland said ...".
    CutRest,
    /// It gives away a phrase at the beginning.
    CutFront,
    /// It goes on to a comma behind it.
    ToComma,
    /// It goes on to the end of the sentence.
    ToEnd,
    /// Of a content in front of its cue: it takes in what stands behind the cue, too.
    Behind,
    /// It begins with the sentence.
    FromStart,
    /// It gives up its last piece.
    DropLast,
    /// It gives up its first piece.
    DropFirst,
}

impl Change {
    pub(super) fn name(self) -> &'static str {
        match self {
            Change::None => "none",
            Change::Cut => "cut",
            Change::CutRest => "cut rest",
            Change::CutFront => "cut front",
            Change::ToComma => "to comma",
            Change::ToEnd => "to end",
            Change::Behind => "behind",
            Change::FromStart => "from start",
            Change::DropLast => "drop last",
            Change::DropFirst => "drop first",
        }
    }
}

/// One way to bound a content.
pub(super) struct Bound {
    pub change: Change,
    pub content: Vec<Range<u32>>,
    /// The words given away or taken in.
    pub part: Option<Range<u32>>,
}

impl Reading<'_> {
    /// The content as it is, then other bounds for it; none takes in who says the statement around it.
    pub(super) fn bounds(&self, found: &Found<'_>, outer: Option<&Found<'_>>) -> Vec<Bound> {
        let mut bounds = vec![Bound { change: Change::None, content: found.content.clone(), part: None }];
        let (Some(first), Some(last)) = (found.content.first().cloned(), found.content.last().cloned()) else {
            return bounds;
        };
        if self.quotation_at(found.anchor).is_some() || found.entry.is_none() {
            return bounds;
        }
        let sentence = self.document.sentence(TokenId(last.end - 1)).tokens.clone();
        let own = self.document.sentence(found.anchor).tokens.clone();
        if sentence == own {
            self.shorter(found, &last, &sentence, &mut bounds);
            self.longer(found, &last, &sentence, &mut bounds);
            self.behind(found, &last, &sentence, &mut bounds);
        }
        if own.contains(&first.start) {
            self.earlier(found, &first, &own, &mut bounds);
        }
        if found.content.len() > 1 {
            let content = &found.content;
            // `It fell, Dorn wrote in a letter, "as anybody could see"`: the words in marks are the surest of all.
            if !self.is_rest_of_sentence(&last) {
                bounds.push(Bound {
                    change: Change::DropLast,
                    content: content[..content.len() - 1].to_vec(),
                    part: Some(last),
                });
            }
            bounds.push(Bound { change: Change::DropFirst, content: content[1..].to_vec(), part: Some(first) });
        }
        // "Arland refused the plea, two sources said": the sources are not in what was refused.
        let said_by =
            outer.into_iter().flat_map(|outer| outer.cue.iter().chain(outer.speaker.iter().map(|who| &who.words)));
        let said_by: Vec<&Range<u32>> = said_by.collect();
        let takes = |part: &Range<u32>| said_by.iter().any(|range| overlap(range, part));
        bounds.retain(|bound| {
            !matches!(bound.change, Change::ToComma | Change::ToEnd | Change::Behind | Change::FromStart)
                || !bound.part.as_ref().is_some_and(takes)
        });
        bounds.truncate(MOST);
        bounds
    }

    fn in_quotation(&self, at: u32) -> bool {
        // Between a word and the next inside the same quotation.
        let before = at.checked_sub(1).and_then(|before| self.quotation_at(TokenId(before)));
        before.is_some() && before == self.quotation_at(TokenId(at))
    }

    /// Where the subtree of each word of the stretch begins and ends.
    fn reach(&self, stretch: &Range<u32>) -> Vec<(u32, u32)> {
        let mut reach: Vec<(u32, u32)> = stretch.clone().map(|at| (at, at + 1)).collect();
        for at in stretch.clone() {
            if self.is_punctuation(TokenId(at)) {
                continue;
            }
            for above in self.document.ancestors(TokenId(at)).take(40) {
                if !stretch.contains(&above.0) {
                    break;
                }
                let known = &mut reach[(above.0 - stretch.start) as usize];
                known.0 = known.0.min(at);
                known.1 = known.1.max(at + 1);
            }
        }
        reach
    }

    /// Without a phrase at its end.
    fn shorter(&self, found: &Found<'_>, last: &Range<u32>, sentence: &Range<u32>, bounds: &mut Vec<Bound>) {
        let start = last.start.max(sentence.start);
        if last.end - start > 120 {
            return;
        }
        let stretch = start..last.end;
        let words_end =
            stretch.clone().rev().find(|&at| !self.is_punctuation(TokenId(at))).map_or(last.end, |at| at + 1);
        let mut cuts: Vec<(u32, Change)> = Vec::new();
        for (&(from, to), at) in self.reach(&stretch).iter().zip(stretch.clone()) {
            let word = TokenId(at);
            let phrase = self.is(
                word,
                &["advcl", "obl", "conj", "parataxis", "acl", "nmod", "appos", "advmod", "ccomp", "xcomp", "nsubj"],
            );
            if from <= start || self.in_quotation(from) {
                continue;
            }
            let opens = || self.is_punctuation(TokenId(from - 1)) || self.upos(TokenId(from)) == Upos::Cconj;
            if phrase && to == words_end {
                cuts.push((from, Change::Cut));
            } else if self.is(word, &["advcl", "conj", "parataxis", "acl"]) && self.upos(word) == Upos::Verb && opens()
            {
                cuts.push((from, Change::CutRest));
            }
        }
        cuts.sort_unstable_by_key(|&(from, change)| (std::cmp::Reverse(from), change == Change::CutRest));
        cuts.dedup_by_key(|&mut (from, _)| from);
        for (from, change) in cuts.into_iter().take(9) {
            let Some(rest) = self.trimmed(last.start..from) else { continue };
            let mut content = found.content.clone();
            if let Some(end) = content.last_mut() {
                *end = rest;
            }
            bounds.push(Bound { change, content, part: Some(from..words_end) });
        }
    }

    /// "Protests were reported in twenty cities": what stands behind the cue of a content in front of it.
    fn behind(&self, found: &Found<'_>, last: &Range<u32>, sentence: &Range<u32>, bounds: &mut Vec<Bound>) {
        // Behind an active verb stands who says it.
        let passive = is_passive(self.document, found.anchor);
        let ahead = |cue: &&Range<u32>| passive && last.end <= cue.start && sentence.contains(&cue.start);
        let Some(cue) = found.cue.as_ref().filter(ahead) else { return };
        let end = self.end_of_clause(found.anchor, sentence).max(cue.end);
        let Some(rest) = self.trimmed(cue.end..end) else { return };
        if found.speaker.as_ref().is_some_and(|who| overlap(&who.words, &rest)) {
            return;
        }
        let comma = rest.clone().find(|&at| self.document.form(TokenId(at)) == "," && !self.in_quotation(at));
        for end in comma.into_iter().chain([rest.end]) {
            let content = with(&found.content, rest.start..end);
            bounds.push(Bound { change: Change::Behind, content, part: Some(rest.start..end) });
        }
    }

    /// On to the next commas, and to the end of the sentence.
    fn longer(&self, found: &Found<'_>, last: &Range<u32>, sentence: &Range<u32>, bounds: &mut Vec<Bound>) {
        let taken = |range: &Range<u32>| last.end <= range.start && range.start < sentence.end;
        if found.cue.as_ref().is_some_and(taken) || found.speaker.as_ref().is_some_and(|who| taken(&who.words)) {
            return;
        }
        // "the plan that Dorn said would fail was praised": not into the clause around it.
        let end = self.end_of_clause(found.anchor, sentence);
        let Some(rest) = self.trimmed(last.end..end.max(last.end)) else { return };
        let mut commas = 0;
        for at in rest.start + 1..rest.end {
            if commas < 3 && self.document.form(TokenId(at)) == "," && !self.in_quotation(at) {
                commas += 1;
                let content = with(&found.content, last.start..at);
                bounds.push(Bound { change: Change::ToComma, content, part: Some(rest.start..at) });
            }
        }
        let content = with(&found.content, last.start..rest.end);
        bounds.push(Bound { change: Change::ToEnd, content, part: Some(rest) });
    }

    /// For content in front of its cue: from the start of the sentence, or without a phrase at its beginning.
    fn earlier(&self, found: &Found<'_>, first: &Range<u32>, sentence: &Range<u32>, bounds: &mut Vec<Bound>) {
        if first.start >= found.anchor.0 {
            return;
        }
        let taken = |range: &Range<u32>| range.end <= first.start && sentence.contains(&range.start);
        let own = found.cue.as_ref().is_some_and(taken) || found.speaker.as_ref().is_some_and(|who| taken(&who.words));
        // "..., which Dorn denies": what stands before a relative clause is not what it tells.
        if !own
            && !self.is(found.anchor, &["acl"])
            && first.start > sentence.start
            && let Some(lead) = self.trimmed(sentence.start..first.start)
        {
            let content = with(&found.content, lead.start..first.end);
            bounds.push(Bound { change: Change::FromStart, content, part: Some(lead) });
        }
        let end = first.end.min(sentence.end);
        let commas =
            (first.start + 1..end).filter(|&at| self.document.form(TokenId(at)) == "," && !self.in_quotation(at));
        for comma in commas.take(2) {
            let Some(rest) = self.trimmed(comma + 1..first.end) else { continue };
            let mut content = found.content.clone();
            content[0] = rest;
            bounds.push(Bound { change: Change::CutFront, content, part: Some(first.start..comma) });
        }
    }
}
