//! What a speaker does with the content: the cue's class, then what cue and content themselves do.

use hearsay_core::{EntityKind, Stance, TokenId};

use super::reading::{Found, Reading, holds};
use crate::cues::SourceKind;
use crate::lower::lower;
use crate::syntax::clause::{is_gerund, is_infinitive, is_negated, is_passive};

/// Stance and marks of one statement.
pub(super) struct Bearing {
    pub stance: Stance,
    pub hedged: bool,
    pub distanced: bool,
}

impl Reading<'_> {
    /// How the speaker of `found` stands to what is said.
    pub(super) fn bearing(&self, found: &Found<'_>) -> Bearing {
        let Some(entry) = found.entry else {
            let denies = found.content_head.is_some_and(|head| self.denies(head));
            let stance = if denies { Stance::Denies } else { Stance::Asserts };
            return Bearing { stance, hedged: false, distanced: false };
        };
        let head = self.main_clause(found);
        let mut stance = entry.stance;
        if found.negated && stance == Stance::Believes {
            // "does not believe that ..." says more than silence.
            stance = Stance::Doubts;
        }
        if stance == Stance::Asserts
            && !found.negated
            && let Some(head) = head
        {
            if self.denies(head) {
                stance = Stance::Denies;
            } else if self.announces_own_deed(head, found) {
                stance = Stance::Intends;
            }
        }
        stance = self.by_speaker(found, stance).unwrap_or(stance);
        let hedged = entry.hedged || head.is_some_and(|head| self.hedges(head)) || self.hedges_cue(found);
        Bearing { stance, hedged, distanced: entry.distanced }
    }

    /// Where who speaks, or the words chosen, make another act of a verb.
    fn by_speaker(&self, found: &Found<'_>, stance: Stance) -> Option<Stance> {
        let entry = found.entry.filter(|_| !found.negated)?;
        let words = self.cues.words();
        // "The court found", "a jury decided": a finding of theirs is an order.
        let court = found.speaker.as_ref().is_some_and(|speaker| {
            speaker.words.clone().map(TokenId).any(|word| {
                words.has(SourceKind::Court, &lower(self.lemma(word)))
                    && (word == speaker.who || self.is(word, &["flat", "appos", "compound"]))
            }) || words.has(SourceKind::Court, self.lemma(speaker.who))
        });
        if court
            && matches!(
                &*entry.lemma,
                "find" | "rule" | "decide" | "determine" | "hold" | "declare" | "conclude" | "order"
            )
            && matches!(stance, Stance::Asserts | Stance::Believes | Stance::Intends | Stance::Demands)
        {
            return Some(Stance::Decrees);
        }
        if matches!(&*entry.lemma, "convict" | "acquit" | "sentence") {
            return Some(Stance::Decrees);
        }
        match (entry.class.as_str(), stance) {
            // "told them to leave".
            ("assert", Stance::Asserts) if &*entry.lemma == "tell" => {
                found.content_head.filter(|&head| is_infinitive(self.document, head)).map(|_| Stance::Demands)
            }
            // "Critics claim Dorn hid the report": somebody else's wrong, unproved.
            ("claim", Stance::Asserts) => {
                let subject = self.main_clause(found).and_then(|head| self.subject(head))?;
                self.is_another_party(subject, found).then_some(Stance::Alleges)
            }
            ("describe" | "label", Stance::Asserts) => {
                let said = |kind| {
                    found
                        .content
                        .iter()
                        .flat_map(|range| range.clone().map(TokenId))
                        .any(|word| words.has(kind, &lower(self.lemma(word))) && !is_negated(self.document, word))
                };
                if said(SourceKind::Harsh) {
                    Some(Stance::Criticises)
                } else {
                    said(SourceKind::Warm).then_some(Stance::Praises)
                }
            }
            _ => None,
        }
    }

    /// A person, body or state other than the speaker.
    fn is_another_party(&self, subject: TokenId, found: &Found<'_>) -> bool {
        let Some(id) = self.entities.headed_by(subject) else { return false };
        let entity = self.entities.get(id);
        let party = matches!(entity.kind, EntityKind::Person | EntityKind::Organization) || entity.actor.is_some();
        let speaker = found.speaker.as_ref().and_then(|speaker| self.entities.headed_by(speaker.who));
        party && speaker != Some(id)
    }

    /// The predicate of what is said; of several sentences the first.
    fn main_clause(&self, found: &Found<'_>) -> Option<TokenId> {
        // Of several sentences the first one counts.
        let first = found.content.first().map(|range| TokenId(range.start));
        let head = found
            .content_head
            .filter(|&head| holds(&found.content, head) && first.is_some_and(|first| self.same_sentence(first, head)));
        head.or_else(|| {
            let first = found.content.first()?.clone().map(TokenId).find(|&word| !self.is_punctuation(word))?;
            let inside = |&word: &TokenId| holds(&found.content, word);
            Some(self.document.ancestors(first).take_while(inside).last().unwrap_or(first))
        })
    }

    /// "It's absolutely baseless to ...", "the reports are untrue", "there is no truth in ...".
    fn denies(&self, head: TokenId) -> bool {
        let words = self.cues.words();
        let refuting =
            |word: TokenId| words.has(SourceKind::Refuting, self.lemma(word)) && !is_negated(self.document, word);
        // "We were wrong" admits.
        let own = self.subject(head).is_some_and(|subject| matches!(self.lemma(subject), "I" | "we"));
        let predicate = self.document.child(head, &["cop"]).is_some() && refuting(head) && !own;
        let truth = |word: TokenId| {
            words.has(SourceKind::Truth, self.lemma(word))
                && self.document.children_by(word, &["det"]).any(|no| self.lemma(no) == "no")
        };
        let no_truth = self.document.children_by(head, &["nsubj", "obj"]).any(truth) || truth(head);
        let not_true = self.document.child(head, &["cop"]).is_some()
            && self.lemma(head) == "true"
            && is_negated(self.document, head);
        predicate || no_truth || not_true
    }

    /// "it will strongly contest the suit", said by the one who will.
    fn announces_own_deed(&self, head: TokenId, found: &Found<'_>) -> bool {
        let Some(speaker) = &found.speaker else { return false };
        let will = self
            .document
            .children_by(head, &["aux"])
            .any(|word| matches!(self.lemma(word), "will" | "shall" | "wo" | "'ll" | "’ll"))
            || (self.lemma(head) == "go"
                && self.document.child(head, &["xcomp"]).is_some()
                && is_gerund(self.document, head))
            || (self.document.children_by(head, &["aux"]).any(|word| self.lemma(word) == "would")
                && !self.is_conditional(head));
        let Some(subject) = self.subject(head).filter(|_| will) else { return false };
        if is_passive(self.document, head) {
            return false;
        }
        let same = self.entities.headed_by(subject).is_some()
            && self.entities.headed_by(subject) == self.entities.headed_by(speaker.who);
        let own = self.quotation_at(subject).is_some() && matches!(self.lemma(subject), "I" | "we" | "i");
        same || own
    }

    fn is_conditional(&self, head: TokenId) -> bool {
        self.document.children_by(head, &["advcl"]).any(|clause| self.introduced_by(clause, "if").is_some())
    }

    fn hedges(&self, head: TokenId) -> bool {
        self.document.children(head).iter().any(|&word| match self.document.token(word).deprel.base() {
            "aux" => matches!(self.lemma(word), "may" | "might" | "could"),
            "advmod" => self.cues.words().has(SourceKind::Hedge, self.lemma(word)),
            "obl" => self.lemma(word) == "knowledge" && self.introduced_by(word, "to").is_some(),
            _ => false,
        }) || matches!(self.lemma(head), "seem" | "appear")
    }

    /// "said to his knowledge no such leak had occurred": the hedge may hang on the cue.
    fn hedges_cue(&self, found: &Found<'_>) -> bool {
        self.document
            .children_by(found.anchor, &["obl"])
            .any(|word| self.lemma(word) == "knowledge" && self.introduced_by(word, "to").is_some())
    }
}
