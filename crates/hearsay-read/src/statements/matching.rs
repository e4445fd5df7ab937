//! The words of a cue as they stand in a sentence.

use hearsay_core::TokenId;

use super::content::Matched;
use super::reading::Reading;
use crate::cues::{CueEntry, CueKind};

impl<'a> Reading<'a> {
    /// Matches the words of an entry from its first word on.
    pub(super) fn match_words(&self, entry: &'a CueEntry, head: TokenId) -> Option<Matched<'a>> {
        let mut matched = Matched { entry, head, tail: head, anchor: None, words: Vec::new() };
        if entry.kind == CueKind::Phrase {
            return self.match_phrase(matched);
        }
        for word in &entry.more {
            if let Some(anchor) = matched.anchor.filter(|&anchor| self.lemma(anchor) == &**word) {
                matched.words.push(anchor);
                (matched.tail, matched.anchor) = (anchor, None);
                continue;
            }
            let from = [matched.tail, head];
            let part = from.iter().find_map(|&from| {
                self.document
                    .children_by(from, &["compound", "obj", "iobj", "xcomp", "advmod", "ccomp", "obl", "expl", "advcl"])
                    .find(|&child| child > head && self.lemma(child) == &**word && !self.is_another_clause(child))
            });
            // "pleaded not guilty": the "not" may hang on either word.
            let next = TokenId(matched.words.last().map_or(head.0, |last| last.0) + 1);
            let beside = self.document.sentence(head).holds(next) && self.lemma(next) == &**word;
            let part = part.or_else(|| (beside && &**word == "not").then_some(next));
            if let Some(part) = part {
                matched.words.push(part);
                (matched.tail, matched.anchor) = (part, None);
                continue;
            }
            // "complained to the Gazette of noise": the matter may hang on who hears it.
            let to = |&word: &TokenId| self.introduced_by(word, "to").is_some();
            let heard = self.document.children_by(head, &["obl"]).find(to).filter(|_| entry.kind == CueKind::Verb);
            let (anchor, link) = from.iter().copied().chain(heard).find_map(|from| {
                self.document
                    .children_by(from, &["obl", "nmod", "advcl", "ccomp", "xcomp", "acl"])
                    // "ruled on Wednesday": on a day is no matter.
                    .filter(|&child| child > head && !(&**word == "on" && self.is_time_noun(child)))
                    .find_map(|child| Some((child, self.introduced_by(child, word)?)))
            })?;
            matched.words.push(link);
            matched.anchor = Some(anchor);
        }
        Some(matched)
    }

    /// "declined to discuss it, while Berg said ...": no "declined to say".
    fn is_another_clause(&self, word: TokenId) -> bool {
        self.is(word, &["advcl"]) && self.document.child(word, &["nsubj"]).is_some()
    }

    pub(super) fn match_phrase(&self, mut matched: Matched<'a>) -> Option<Matched<'a>> {
        let sentence = self.document.sentence(matched.head);
        if let Some(gap) = matched.entry.more.iter().position(|word| &**word == "*") {
            return self.match_gap(matched, gap);
        }
        for (word, at) in matched.entry.more.iter().zip(matched.head.0 + 1..) {
            let at = TokenId(at);
            if !sentence.holds(at) || !self.document.form(at).eq_ignore_ascii_case(word) {
                return None;
            }
            matched.words.push(at);
        }
        // "according to X": X is above "to", or above the word that "to" is fixed to.
        let last = matched.words.last().copied().unwrap_or(matched.head);
        let above = |word: TokenId| self.document.head(word);
        let mut anchor = above(last);
        if anchor == Some(matched.head) && self.is(last, &["fixed"]) {
            anchor = anchor.and_then(above);
        }
        matched.anchor = anchor.filter(|anchor| anchor.0 > last.0);
        Some(matched)
    }

    /// "in Dorn's view", and "For Anna Dorn, ..." at the beginning of a sentence.
    pub(super) fn match_gap(&self, mut matched: Matched<'a>, gap: usize) -> Option<Matched<'a>> {
        let document = self.document;
        let opens = |phrase: TokenId| document.children_by(phrase, &["case"]).any(|case| case == matched.head);
        let Some(noun) = matched.entry.more.get(gap + 1) else {
            let first = document.sentence(matched.head).tokens.start == matched.head.0;
            let who = document.head(matched.head).filter(|&who| first && opens(who))?;
            let name = document.name_at(who)?;
            let country = self.entities.headed_by(who).is_some_and(|id| self.entities.get(id).country.is_some());
            if country {
                return None;
            }
            let comma = document.sentence(who).tokens.contains(&name.tokens.end)
                && document.form(TokenId(name.tokens.end)) == ",";
            matched.anchor = Some(who).filter(|_| comma && name.tokens.start == matched.head.0 + 1);
            return matched.anchor.is_some().then_some(matched);
        };
        let phrase = document.head(matched.head).filter(|&phrase| opens(phrase) && self.lemma(phrase) == &**noun)?;
        matched.anchor = Some(document.child(phrase, &["nmod:poss"])?);
        matched.words.push(phrase);
        Some(matched)
    }
}
