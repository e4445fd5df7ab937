//! What the word above a clause or an event noun does to it: "said that", "refused to", "no evidence that".

use hearsay_core::{Status, TokenId, Upos};

use super::Judge;
use super::climb::Climb;
use crate::syntax::clause::{has_subject, is_finite, is_passive};
use crate::syntax::embedding::Place;
use crate::word_lists as lists;

impl Judge<'_> {
    /// A clause governed by a verb, a noun or an adjective.
    pub(super) fn govern(&self, node: TokenId, head: TokenId, climb: &mut Climb) {
        let document = self.document;
        let own = self.own(head);
        if self.not_yet(node, head) {
            climb.weaken(Status::Negated);
            return;
        }
        let governs = self.governor(node, head).map(|status| self.infinitive_of_saying(node, head, status));
        let finite = document.child(node, &["nsubj"]).is_some() && document.token(node).deprel.base() != "xcomp";
        match governs {
            Some(Status::Claimed) => {
                climb.weaken(Status::Claimed);
                if own == Status::Negated {
                    climb.weaken(Status::Possible); // "did not say that"
                }
            }
            // "did not fail to", "did not deny": two negations, and we do not say more than the text does.
            Some(Status::Negated | Status::Denied) if own == Status::Negated => climb.weaken(Status::Alleged),
            Some(status) => {
                climb.weaken(status);
                if !climb.detached {
                    climb.weaken(own);
                }
            }
            // "did not manage to attack", "may begin to attack"; but "did not know that Arland attacked" leaves the attack.
            None if !finite && !climb.detached => climb.weaken(own),
            None => {}
        }
    }

    /// "has yet to sign", "have still to sign"
    fn not_yet(&self, node: TokenId, head: TokenId) -> bool {
        let document = self.document;
        let to = document.children_by(node, &["mark"]).any(|mark| document.lemma(mark) == "to");
        let yet = |token: TokenId| {
            document.children_by(token, &["advmod", "cc"]).any(|adverb| document.lemma(adverb) == "yet")
        };
        let over = lists::HELPERS.has(document.lemma(head));
        to && over && (yet(head) || yet(node))
    }

    /// "is said to have attacked" leaves it with those who say so.
    fn infinitive_of_saying(&self, node: TokenId, head: TokenId, status: Status) -> Status {
        let document = self.document;
        let to = document.children_by(node, &["mark"]).any(|mark| document.lemma(mark) == "to");
        match status {
            Status::Claimed if to && document.token(head).upos == Upos::Verb => {
                let passive = is_passive(document, head) && document.child(head, &["obj", "iobj"]).is_none();
                if passive { Status::Alleged } else { status }
            }
            _ => status,
        }
    }

    /// What the word above does to the clause or the noun under it.
    pub(super) fn governor(&self, node: TokenId, head: TokenId) -> Option<Status> {
        let document = self.document;
        let word = document.token(head);
        let place = match word.upos {
            Upos::Verb | Upos::Aux => Place::Verb,
            Upos::Adj => Place::Adjective,
            _ => Place::Noun,
        };
        let lemma = document.lemma(head);
        // "call off", "stop from": the verb with its particle or the clause's own mark.
        let particle = document
            .children(head)
            .iter()
            .filter(|&&child| {
                matches!(document.token(child).upos, Upos::Adp | Upos::Adv) || document.lemma(child) == "short"
            })
            .chain(
                document.children(node).iter().filter(|&&child| document.token(child).deprel.is_any(&["mark", "case"])),
            )
            .find_map(|&child| {
                self.footing.status(place, &format!("{lemma} {}", document.lemma(child).to_lowercase()))
            });
        if particle.is_some() {
            return particle;
        }
        // "went on trial for attacking"
        let trial = |child: TokenId| document.lemma(child) == "trial";
        if document.children_by(head, &["obl"]).any(trial) && document.child(node, &["mark"]).is_some() {
            return Some(Status::Alleged);
        }
        match lemma {
            "go" if word.xpos.as_ref() != "VBG" => None,
            // "warned that it would attack" has its own "would"; "warned him to leave" asks.
            "warn" if (has_subject(document, node) && is_finite(document, node)) => Some(Status::Claimed),
            "have" if document.token(node).deprel.base() == "xcomp" => {
                (word.feats.get("Tense") == Some("Pres")).then_some(Status::Possible)
            }
            _ => {
                let status = self.footing.status(place, lemma);
                // "was expected to", "is believed to have", "is due to": participles stand for adjectives too.
                let participle = word.upos == Upos::Verb && is_passive(document, head);
                status.or_else(|| self.footing.status(Place::Adjective, lemma).filter(|_| participle))
            }
        }
    }
}
