//! The way from a deed up to the root of its sentence, and what it has met so far.

use hearsay_core::{Plover, Status, TokenId, Upos};

use super::{Judge, REACH};
use crate::deeds::TriggerKind;
use crate::events::matching::Match;
use crate::syntax::beside::is_circumstance;
use crate::syntax::clause::is_question;
use crate::syntax::embedding::Place;

pub(super) struct Climb {
    pub(super) status: Status,
    /// The deed stands whatever is said about it.
    pub(super) presupposed: bool,
    /// What comes above no longer governs the deed; only who says so still counts.
    pub(super) detached: bool,
    /// The deed, or the last word passed, is a noun.
    pub(super) nominal: bool,
    /// What is done by a verb, as long as no other verb was passed.
    pub(super) voiced: Option<Plover>,
}

impl Climb {
    pub(super) fn weaken(&mut self, status: Status) {
        // Above a relative clause only a saying still matters: "said that the group, which attacked Breland, ..."
        if !self.detached || status == Status::Claimed {
            self.status = self.status.max(status);
        }
    }
}

impl Judge<'_> {
    /// What grammar says, from the trigger up to the root.
    pub(super) fn grammar(&self, found: &Match<'_>, presupposed: bool) -> Status {
        let document = self.document;
        let mut status = self.own(found.head);
        if let Some(noun) = found.noun {
            status = status.max(self.own(noun));
        }
        if is_question(document, found.head) {
            status = status.max(Status::Possible);
        }
        let verb = found.pattern.kind == TriggerKind::Verb;
        let mut climb = Climb {
            status,
            presupposed,
            detached: false,
            nominal: found.pattern.kind == TriggerKind::Noun,
            voiced: Some(found.deed.plover).filter(|_| verb),
        };
        let mut node = found.head;
        for _ in 0..REACH {
            let Some(head) = document.head(node) else { break };
            self.step(node, head, &mut climb);
            if !document.token(node).deprel.is("conj") {
                climb.voiced = None;
            }
            node = head;
        }
        climb.status
    }

    fn step(&self, node: TokenId, head: TokenId, climb: &mut Climb) {
        let document = self.document;
        let deprel = &document.token(node).deprel;
        let above = document.token(head).upos;
        match deprel.full() {
            "acl:relcl" if self.is_content_clause(node, head) => {
                self.govern(node, head, climb);
                climb.nominal = true;
                climb.presupposed = false;
                return;
            }
            "acl:relcl" | "amod" | "parataxis" | "appos" | "vocative" | "discourse" | "dislocated" => {
                climb.detached = true;
                return;
            }
            "nmod:poss" => {
                climb.detached = true;
                return;
            }
            _ => {}
        }
        if deprel.is_any(&["obl", "nmod"]) && is_circumstance(document, node) {
            climb.detached = true;
        }
        match deprel.base() {
            "conj" => self.conjunct(node, head, climb),
            "ccomp" | "csubj" | "xcomp" => {
                let clause = document.child(node, &["mark"]).map(|mark| document.lemma(mark).to_lowercase());
                if let Some(status) = clause.as_deref().and_then(|mark| self.footing.status(Place::Mark, mark)) {
                    climb.weaken(status);
                }
                self.govern(node, head, climb);
            }
            "advcl" => self.adverbial(node, head, climb),
            "acl" => {
                // "a plan to attack" is governed by the plan; "militants attacking Breland" is not by the militants.
                let infinitive = document.child(node, &["mark"]).is_some();
                // "no evidence that Arland attacked", "claims it bombed": the noun governs the clause with or without "that".
                let infinitive = infinitive
                    || (document.child(node, &["nsubj"]).is_some()
                        && self.footing.status(Place::Noun, document.lemma(head)).is_some());
                match infinitive {
                    true if self.footing.status(Place::Noun, document.lemma(head)).is_none() => {
                        climb.weaken(Status::Possible);
                        self.govern(node, head, climb);
                    }
                    true => self.govern(node, head, climb),
                    false => climb.detached = true,
                }
                climb.nominal = true;
                climb.presupposed = false;
            }
            "obj" | "nsubj" | "obl" | "nmod" | "iobj" | "compound" => self.nominal(node, head, climb),
            _ => {}
        }
        if above == Upos::Verb {
            // "to protest the arrest of Dorn": whatever the protest is, the arrest was.
            let lemma = document.lemma(head);
            let own = deprel.is_any(&["obj", "obl"]) && self.governor(node, head).is_none();
            if climb.presupposed && climb.nominal && own && !self.footing.is_light(lemma) {
                climb.detached = true;
            }
            climb.nominal = false;
            climb.presupposed = false;
        }
    }

    /// "reports that it attacked Breland", taken for a relative clause by a parser: all its places are filled.
    fn is_content_clause(&self, node: TokenId, head: TokenId) -> bool {
        let document = self.document;
        let that = document.children_by(node, &["mark"]).any(|mark| document.lemma(mark) == "that");
        // "an allegation he assaulted Dorn": with subject and object of its own no relative clause has room for the noun.
        let filled = document.child(node, &["obj"]).is_some_and(|object| object > node)
            && matches!(
                self.footing.status(Place::Noun, document.lemma(head)),
                Some(Status::Claimed | Status::Alleged | Status::Denied)
            );
        (that || filled)
            && document.child(node, &["nsubj", "nsubj:pass"]).is_some()
            && self.footing.status(Place::Noun, document.lemma(head)).is_some()
    }

    /// "may attack and kill", "did not attack or kill": what stands before the first verb holds for both.
    fn conjunct(&self, node: TokenId, head: TokenId, climb: &mut Climb) {
        let document = self.document;
        let own_clause = document.child(node, &["nsubj", "csubj", "aux"]).is_some();
        let contrast = document.children_by(node, &["cc"]).any(|cc| matches!(document.lemma(cc), "but" | "yet"));
        if own_clause || climb.detached {
            return;
        }
        let own = self.own(head);
        if !(contrast && own == Status::Negated) {
            climb.weaken(own);
        }
    }
}
