//! The arguments of a word: who stands in which slot once passives are turned round, the subjects of infinitives,
//! participles and relative clauses are found, and coordinated predicates share what they share.

use hearsay_core::{Document, TokenId, Upos};

use super::clause::{is_negation, is_passive};
use super::embedding::Footing;
use super::phrase::{antecedent, preposition};
use crate::lower::lower;

/// How many clauses up or across a party may be looked for. Real prose needs four; ropes of "who said who said" end.
pub(super) const REACH: u8 = 6;

/// Where a party or a condition is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Slot {
    Subject,
    Object,
    Indirect,
    Possessor,
    Nationality,
    Modifier,
    Clause,
    /// The auxiliary that says how it is meant: "must leave", "would meet".
    Modal,
    /// "not", "never", "no longer".
    Negation,
    /// The phrase with this preposition.
    Preposition(Box<str>),
}

impl Slot {
    pub(crate) fn is_preposition(&self, word: &str) -> bool {
        matches!(self, Slot::Preposition(preposition) if preposition.as_ref() == word)
    }
}

/// One filler of one slot.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Filler {
    pub(crate) slot: Slot,
    pub(crate) token: TokenId,
    /// The first of the coordinated phrases that this one belongs to.
    pub(crate) group: TokenId,
    /// Whether it was found in another clause or phrase than the word's own.
    pub(crate) shared: bool,
}

/// The slots of one word.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Frame {
    pub(crate) fillers: Vec<Filler>,
    /// In the passive: the doer may be left out.
    pub(crate) passive: bool,
}

impl Frame {
    pub(crate) fn of<'f>(&'f self, slot: &'f Slot) -> impl Iterator<Item = &'f Filler> + Clone {
        self.fillers.iter().filter(move |filler| filler.slot == *slot)
    }

    pub(super) fn has(&self, slot: &Slot) -> bool {
        self.of(slot).next().is_some()
    }

    pub(super) fn push(&mut self, slot: Slot, tokens: &[TokenId], shared: bool) {
        let Some(&group) = tokens.first() else { return };
        for &token in tokens {
            if !self.fillers.iter().any(|filler| filler.slot == slot && filler.token == token) {
                self.fillers.push(Filler { slot: slot.clone(), token, group, shared });
            }
        }
    }
}

/// Builds frames over one document.
#[derive(Clone, Copy)]
pub(crate) struct Frames<'d> {
    pub(crate) document: &'d Document,
    pub(crate) footing: &'d Footing,
}

impl<'d> Frames<'d> {
    /// The frame of `token`, whatever it is: a verb's arguments, a noun's modifiers, a predicate adjective's subject.
    pub(crate) fn frame(&self, token: TokenId) -> Frame {
        let mut frame = self.own(token);
        let subjects = if self.has_own_subject(token) { Vec::new() } else { self.surface_subjects(token, 0) };
        let slot = if frame.passive { Slot::Object } else { Slot::Subject };
        if !frame.has(&slot) {
            frame.push(slot, &subjects, true);
        }
        self.relative_object(token, &mut frame);
        self.share_objects(token, &mut frame);
        // "Talks on the war in Syria were held in Geneva": what the light verb says of its noun comes before what is borrowed.
        if self.document.token(token).upos.is_nominal() {
            self.light_verb(token, &mut frame);
        }
        self.borrow_phrases(token, &mut frame);
        frame
    }

    pub(super) fn has_own_subject(&self, token: TokenId) -> bool {
        self.document.child(token, &["nsubj", "csubj"]).is_some()
    }

    /// What stands directly under the word.
    pub(super) fn own(&self, token: TokenId) -> Frame {
        let document = self.document;
        let mut frame = Frame { passive: is_passive(document, token), ..Frame::default() };
        for &child in document.children(token) {
            let deprel = &document.token(child).deprel;
            match deprel.full() {
                "nsubj:outer" | "obl:unmarked" | "obl:tmod" | "obl:npmod" | "nmod:unmarked" | "nmod:tmod" => {}
                "nmod:poss" => frame.push(Slot::Possessor, &self.phrase(child), false),
                "nmod:desc" => frame.push(Slot::Modifier, &self.phrase(child), false),
                "obl:agent" if preposition(document, child).as_deref() == Some("by") => {
                    frame.push(Slot::Subject, &self.phrase(child), false);
                    frame.push(Slot::Preposition("by".into()), &self.phrase(child), false);
                }
                _ => self.push_by_relation(token, child, &mut frame),
            }
        }
        frame
    }

    fn push_by_relation(&self, token: TokenId, child: TokenId, frame: &mut Frame) {
        let document = self.document;
        let object = || document.children_by(token, &["obj"]).find(|&object| preposition(document, object).is_none());
        // "begun their assault on the area" with the area as a second object, "vetoed on Friday a resolution" with the
        // resolution as a circumstance: whether there is a preposition decides.
        let mut relation = document.token(child).deprel.base();
        let verb = document.token(token).upos == Upos::Verb;
        if verb && child > token {
            match relation {
                "obj" if preposition(document, child).is_some() => relation = "obl",
                "obl" if document.child(child, &["case"]).is_none() && document.child(token, &["obj"]).is_none() => {
                    relation = "obj";
                }
                _ => {}
            }
        }
        match relation {
            "nsubj" => {
                let slot = match (frame.passive, object().is_some()) {
                    // "Arland met Breland" with two subjects in the tree: the second is the object.
                    (false, false) if child > token && frame.has(&Slot::Subject) => Slot::Object,
                    (false, _) => Slot::Subject,
                    // "Breland was given aid"
                    (true, true) => Slot::Indirect,
                    (true, false) => Slot::Object,
                };
                // "Arland and Breland signed a pact, the agency said": what a parser adds behind the verb is no subject.
                let mut phrase = self.phrase(child);
                if child < token {
                    phrase.retain(|&word| word < token);
                }
                frame.push(slot, &phrase, false);
            }
            "aux" if document.token(child).deprel.full() == "aux" => frame.push(Slot::Modal, &[child], false),
            "advmod" if is_negation(document, child) => frame.push(Slot::Negation, &[child], false),
            "obj" => {
                // "gave Breland a loan" with two objects in the tree: the first is whom it was given.
                let mut objects =
                    document.children_by(token, &["obj"]).filter(|&object| preposition(document, object).is_none());
                let first_of_two = objects.next() == Some(child) && objects.next().is_some();
                let slot = if !first_of_two || frame.passive { Slot::Object } else { Slot::Indirect };
                frame.push(slot, &self.phrase(child), false);
            }
            "iobj" => {
                frame.push(Slot::Indirect, &self.phrase(child), false);
                // "urged Breland to leave", "asked Corland for food": the only object, whatever it is called.
                if object().is_none() && !frame.passive {
                    frame.push(Slot::Object, &self.phrase(child), false);
                }
            }
            "obl" | "nmod" => {
                let Some(preposition) = preposition(document, child) else { return };
                let phrase = self.phrase(child);
                if preposition == "by" && frame.passive && document.token(token).upos == Upos::Verb {
                    frame.push(Slot::Subject, &phrase, false);
                }
                if preposition == "to" {
                    frame.push(Slot::Indirect, &phrase, false);
                }
                frame.push(Slot::Preposition(preposition.into()), &phrase, false);
            }
            "compound" | "amod" if child < token && document.token(child).deprel.full() != "compound:prt" => {
                frame.push(Slot::Modifier, &self.phrase(child), false);
                // "US-led raid", "Breland-backed militia": the name hangs on the participle.
                for inner in document.children_by(child, &["compound", "obl", "nmod", "amod"]) {
                    frame.push(Slot::Modifier, &self.phrase(inner), false);
                }
            }
            "xcomp" | "ccomp" => frame.push(Slot::Clause, &self.phrase(child), false),
            "advcl" | "acl" => {
                let Some(mark) = document.child(child, &["mark", "case"]) else { return };
                let clause = self.phrase(child);
                let mark = lower(document.lemma(mark));
                match mark.as_ref() {
                    "to" => frame.push(Slot::Clause, &clause, false),
                    "of" | "for" | "from" | "into" | "with" | "against" | "by" | "in" | "on" | "at" | "about"
                    | "over" => {
                        frame.push(Slot::Clause, &clause, false);
                        frame.push(Slot::Preposition(mark.into()), &clause, false);
                    }
                    "that" => frame.push(Slot::Clause, &clause, false),
                    _ => {}
                }
            }
            _ => {}
        }
    }

    /// A phrase's head and those coordinated with it, relative pronouns replaced by what they stand for.
    pub(crate) fn phrase(&self, head: TokenId) -> Vec<TokenId> {
        let document = self.document;
        let mut tokens = vec![antecedent(document, head)];
        if tokens[0] == head {
            // "A, B and C" hangs both on A, or C on B where a parser chains them.
            let mut next = 0;
            let mut heads = vec![head];
            while next < heads.len() {
                heads.extend(document.children_by(heads[next], &["conj"]));
                // "Arland leader Anna Dorn and Breland leader Otto Barth": the second may hang on the first's name.
                for name in document.children_by(heads[next], &["appos"]) {
                    let close = |word: &TokenId| word.0.checked_sub(heads[next].0).is_some_and(|apart| apart < 12);
                    let conjuncts: Vec<TokenId> = document.children_by(name, &["conj"]).filter(close).collect();
                    heads.extend(conjuncts);
                }
                next += 1;
            }
            heads.sort_unstable();
            tokens = heads;
        } else {
            let head = tokens[0];
            tokens.extend(document.children_by(head, &["conj"]).filter(|&conjunct| conjunct < self.clause_start(head)));
        }
        tokens
    }

    /// Where the relative clause of a coordination's first phrase would begin; conjuncts after it are not relativised.
    fn clause_start(&self, head: TokenId) -> TokenId {
        self.document.child(head, &["acl"]).unwrap_or(TokenId(u32::MAX))
    }
}
