//! An event noun, or a noun above a deed, under a verb or another noun.

use hearsay_core::{Status, TokenId, Upos};

use super::Judge;
use super::climb::Climb;
use crate::syntax::clause::is_passive;
use crate::syntax::embedding::Place;
use crate::syntax::phrase::preposition;
use crate::word_lists as lists;

impl Judge<'_> {
    /// An event noun, or a noun above the deed, under a verb or another noun.
    pub(super) fn nominal(&self, node: TokenId, head: TokenId, climb: &mut Climb) {
        if climb.detached || !climb.nominal {
            return;
        }
        let document = self.document;
        let deprel = &document.token(node).deprel;
        let case = preposition(document, node);
        let governed = match deprel.base() {
            "obj" => true,
            "nsubj" => is_passive(document, head),
            "compound" => true,
            // "warned of a raid", but "in talks with Breland he warned" and "warned in talks".
            "obl" => {
                node > head
                    && matches!(
                        case.as_deref(),
                        Some("of" | "for" | "to" | "with" | "about" | "over" | "against" | "on" | "from")
                    )
            }
            _ => matches!(
                case.as_deref(),
                Some("of" | "for" | "to" | "with" | "about" | "over" | "against" | "on" | "in")
            ),
        };
        let above = document.token(head);
        let lemma = document.lemma(head);
        let verbal = above.upos == Upos::Verb;
        let linked = if verbal { self.footing.is_light(lemma) } else { self.footing.is_role(lemma) };
        let said = self.footing.status(Place::Noun, document.lemma(node));
        let claim = matches!(said, Some(Status::Claimed | Status::Alleged)) || self.is_cue_noun(node);
        if claim
            && verbal
            && let Some(status) = self.footing.status(Place::Claim, lemma)
        {
            climb.weaken(status);
        } else if governed && let Some(status) = self.governor(node, head) {
            // What is only said, suspected or denied of "the attack" is not that there was one.
            let about = matches!(status, Status::Claimed | Status::Alleged | Status::Denied);
            if !(about && climb.presupposed) {
                climb.weaken(status);
            }
        }
        let occurs = deprel.base() == "nsubj" || governed;
        if occurs && (linked || (!climb.presupposed && verbal)) {
            climb.weaken(self.own(head));
        }
        let governs = governed && self.governor(node, head).is_some();
        if !(verbal || linked || governs) {
            climb.detached = true; // "victims of the attack", "condemnation of the raid"
        } else if !verbal && self.governor(node, head) == Some(Status::Claimed) {
            climb.detached = true; // what befalls a report does not befall what it reports
        } else if !verbal {
            climb.weaken(self.own(head)); // "no threat of war"
        }
    }

    /// "The story that Arland attacked": a noun that may hold a claim.
    fn is_cue_noun(&self, noun: TokenId) -> bool {
        lists::TELLING_NOUNS.has(self.document.lemma(noun))
    }
}
