//! What stands beside a clause: conditions, purposes, gerunds behind prepositions.

use hearsay_core::{Plover, Status, TokenId};

use super::Judge;
use super::climb::Climb;
use crate::syntax::beside::is_beside;
use crate::syntax::clause::{Tense, tense};
use crate::syntax::embedding::Place;

/// Marks behind which a clause belongs to the word above it: "accused of attacking".
const GOVERNING_MARKS: &[&str] = &["to", "of", "for", "from", "into", "with", "against", "over"];

impl Judge<'_> {
    pub(super) fn adverbial(&self, node: TokenId, head: TokenId, climb: &mut Climb) {
        let document = self.document;
        // "Far from recalling its envoy, Arland ..."
        let from = document.children_by(node, &["mark", "case"]).any(|mark| document.lemma(mark) == "from");
        let far = |token: TokenId| document.lemma(token) == "far";
        if from && (far(head) || document.children_by(node, &["advmod"]).any(far)) {
            climb.weaken(Status::Negated);
            return;
        }
        let marks = document.children_by(node, &["mark", "advmod", "case"]);
        let mark = marks
            .map(|mark| document.lemma(mark).to_lowercase())
            .find(|mark| self.footing.status(Place::Mark, mark).is_some() || GOVERNING_MARKS.contains(&mark.as_str()));
        match mark.as_deref() {
            Some(mark) if self.footing.status(Place::Mark, mark).is_some() => {
                climb.weaken(self.footing.status(Place::Mark, mark).unwrap_or(Status::Possible));
            }
            // "resorted to throwing stones", "gathered to protest", "marched to demand": so they did.
            Some("to") if self.is_done(node, head, climb.voiced) => {
                if !climb.detached {
                    climb.weaken(self.own(head));
                }
            }
            // "sent troops to attack Breland" says what for, not that they did.
            Some("to") => {
                climb.weaken(Status::Possible);
                // "blocked roads to demand change" blocks no demand; "refused to sign" has no other object.
                if document.child(head, &["obj"]).is_none() {
                    self.govern(node, head, climb);
                }
            }
            Some(_) => {
                if let Some(status) = self.governor(node, head) {
                    climb.weaken(status);
                    if self.own(head) == Status::Negated && status != Status::Claimed {
                        climb.weaken(Status::Possible);
                    }
                }
            }
            None => {
                let finite_past = tense(document, node) == Tense::Past;
                let own = self.own(head);
                if !finite_past && matches!(own, Status::Future | Status::Possible) && !climb.detached {
                    climb.weaken(own);
                }
                // "tried to flee, killing two men", "will meet Dorn after he attacked Breland"
                climb.detached |= is_beside(document, node);
            }
        }
    }

    /// Whether the purpose of what the head says was met by it.
    fn is_done(&self, node: TokenId, head: TokenId, voiced: Option<Plover>) -> bool {
        let lemma = self.document.lemma(head);
        let gerund = &*self.document.token(node).xpos == "VBG";
        match voiced {
            // "shunned work to protest": what was shunned has its own word.
            Some(Plover::Protest) if !gerund => self
                .governor(node, head)
                .is_none_or(|status| status == Status::Negated && self.document.child(head, &["obj"]).is_some()),
            Some(Plover::Request) if !gerund => self.footing.voices(lemma),
            _ => gerund && self.footing.resorts(lemma),
        }
    }
}
