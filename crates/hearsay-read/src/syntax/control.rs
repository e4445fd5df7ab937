//! Whose deed a clause without a subject of its own tells, and whose a noun is: control, participles, relatives, owners.

use hearsay_core::{TokenId, Upos};

use super::arguments::{Frames, REACH};
use super::clause::is_passive;
use super::phrase::preposition;
use crate::lower::lower;

impl Frames<'_> {
    /// Who a clause without a subject of its own is about, in the words' own order: the subject of a passive is the one
    /// done to.
    pub(crate) fn surface_subjects(&self, token: TokenId, depth: u8) -> Vec<TokenId> {
        let document = self.document;
        if let Some(subject) = document.child(token, &["nsubj"]) {
            return self.phrase(subject);
        }
        let (Some(head), true) = (document.head(token), depth < REACH) else { return Vec::new() };
        let word = document.token(token);
        // "Arland said it would withdraw": a parser may take this "it" for that of "it rains".
        if word.deprel.base() == "ccomp"
            && document.child(token, &["expl"]).is_some_and(|it| document.lemma(it) == "it")
            && document.child(token, &["ccomp", "csubj"]).is_none()
        {
            return self.surface_subjects(head, depth + 1);
        }
        match word.deprel.full() {
            "acl:relcl" => return vec![head],
            "amod" if word.upos == Upos::Verb => return vec![head],
            _ => {}
        }
        let verbal = matches!(word.upos, Upos::Verb | Upos::Aux) || document.child(token, &["cop", "mark"]).is_some();
        match word.deprel.base() {
            "conj" if self.is_predicate(token) && self.is_predicate(head) => self.surface_subjects(head, depth + 1),
            "xcomp" => self.controller(head, depth),
            "advcl" => match document.child(token, &["mark", "case"]).map(|mark| lower(document.lemma(mark))) {
                // "accused Breland of sheltering", "stopped them from leaving", "criticised Breland for expelling"
                Some(mark) if matches!(mark.as_ref(), "of" | "from" | "into" | "for" | "with" | "as") => {
                    self.controller(head, depth)
                }
                Some(mark) if mark == "to" && self.footing.hands_over(document.lemma(head)) => {
                    self.controller(head, depth)
                }
                _ => self.surface_subjects(head, depth + 1),
            },
            // "denied attacking", "considered expelling"
            "ccomp" if matches!(word.feats.get("VerbForm"), Some("Ger" | "Inf")) || word.xpos.as_ref() == "VBG" => {
                self.surface_subjects(head, depth + 1)
            }
            "acl" if verbal => {
                let infinitive = document.child(token, &["mark"]).is_some();
                if infinitive { self.owners(head, depth + 1) } else { vec![head] }
            }
            _ => Vec::new(),
        }
    }

    /// Who is to do what an infinitive under `verb` says: its object ("urged Breland to leave"), else its subject.
    fn controller(&self, verb: TokenId, depth: u8) -> Vec<TokenId> {
        let document = self.document;
        if self.footing.keeps_subject(document.lemma(verb)) {
            return self.surface_subjects(verb, depth + 1);
        }
        if let Some(object) = document.child(verb, &["obj", "iobj"]) {
            return self.phrase(object);
        }
        if self.footing.hands_over(document.lemma(verb)) && !is_passive(document, verb) {
            // "called on Breland to release", "appealed to Breland to ..."
            let asked = document.children_by(verb, &["obl"]).find(|&phrase| {
                matches!(preposition(document, phrase).as_deref(), Some("on" | "upon" | "to" | "for" | "with"))
            });
            if let Some(asked) = asked {
                return self.phrase(asked);
            }
        }
        self.surface_subjects(verb, depth + 1)
    }

    /// Whose a noun is: "Arland's plan to attack", "a plan by Arland to attack", "Arland has a plan to attack".
    pub(crate) fn owners(&self, noun: TokenId, depth: u8) -> Vec<TokenId> {
        let document = self.document;
        if let Some(possessor) = document.child(noun, &["nmod:poss"]) {
            return self.phrase(possessor);
        }
        let by = document
            .children_by(noun, &["nmod"])
            .find(|&phrase| preposition(document, phrase).as_deref() == Some("by"));
        if let Some(by) = by {
            return self.phrase(by);
        }
        if let Some(named) = document
            .children_by(noun, &["compound", "amod"])
            .find(|&child| document.name_at(child).is_some() || document.token(child).upos == Upos::Propn)
        {
            return self.phrase(named);
        }
        let (Some(head), true) = (document.head(noun), depth < REACH) else { return Vec::new() };
        match document.token(noun).deprel.base() {
            "obj" if !is_passive(document, head) => self.surface_subjects(head, depth + 1),
            "conj" => self.owners(head, depth + 1),
            "nsubj" if is_passive(document, head) => self.agents(head),
            _ => Vec::new(),
        }
    }

    fn agents(&self, verb: TokenId) -> Vec<TokenId> {
        let document = self.document;
        let agent =
            document.children_by(verb, &["obl"]).find(|&phrase| preposition(document, phrase).as_deref() == Some("by"));
        agent.map(|agent| self.phrase(agent)).unwrap_or_default()
    }

    pub(super) fn is_predicate(&self, token: TokenId) -> bool {
        let document = self.document;
        matches!(document.token(token).upos, Upos::Verb | Upos::Aux)
            || document.child(token, &["cop", "nsubj"]).is_some()
    }
}
