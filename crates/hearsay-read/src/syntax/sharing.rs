//! What a word borrows: the object of a relative clause, of a coordinated verb, phrases that hang on its object, and the
//! parties of the light verb above an event noun.

use hearsay_core::{TokenId, Upos};

use super::arguments::{Frame, Frames, REACH, Slot};
use super::clause::is_passive;
use super::phrase::preposition;
use crate::lower::lower;

impl Frames<'_> {
    /// "the diplomats (that) Arland expelled": what the clause says nothing about is its object.
    pub(super) fn relative_object(&self, token: TokenId, frame: &mut Frame) {
        let document = self.document;
        let free = document.token(token).deprel.full() == "acl:relcl"
            && self.has_own_subject(token)
            && !frame.passive
            && !frame.has(&Slot::Object)
            && document.child(token, &["cop"]).is_none();
        let Some(head) = document.head(token).filter(|_| free) else { return };
        if !frame.fillers.iter().any(|filler| filler.token == head) {
            frame.push(Slot::Object, &[head], true);
        }
    }

    /// "accused Breland of aggression", "was handed over to Breland by Arland", "the killing of two envoys by rebels": whether
    /// a phrase belongs to the deed or to the phrase before it is often anybody's guess, so the deed may have it where it has
    /// none of the kind.
    pub(super) fn borrow_phrases(&self, token: TokenId, frame: &mut Frame) {
        let document = self.document;
        let verb = document.token(token).upos == Upos::Verb;
        let mut lenders: Vec<(TokenId, bool)> = frame
            .fillers
            .iter()
            .filter(|filler| !filler.shared)
            .filter(|filler| match filler.slot {
                Slot::Object => filler.token > token || frame.passive,
                Slot::Preposition(_) => filler.token > token,
                _ => false,
            })
            .map(|filler| (filler.token, filler.slot == Slot::Object))
            .collect();
        lenders.extend(document.children_by(token, &["xcomp"]).map(|child| (child, false)));
        lenders.sort_unstable();
        lenders.dedup();
        for (lender, object) in lenders {
            for phrase in document.children_by(lender, &["nmod", "obl", "acl"]).filter(|&phrase| phrase > lender) {
                let clause = document.token(phrase).deprel.base() == "acl";
                let preposition = match clause {
                    true => document.child(phrase, &["mark", "case"]).map(|mark| lower(document.lemma(mark))),
                    false => preposition(document, phrase),
                };
                let Some(preposition) = preposition else { continue };
                let lends = match preposition.as_ref() {
                    "by" => !clause && (frame.passive || !verb),
                    // "was accused by Arland of meddling"
                    "of" => verb && (object || frame.passive),
                    "to" => !clause,
                    "from" | "against" | "with" | "for" | "on" | "over" | "in" | "at" | "into" | "between" => true,
                    _ => false,
                };
                let slot = Slot::Preposition(preposition.as_ref().into());
                if !lends || frame.has(&slot) {
                    continue;
                }
                let phrase = self.phrase(phrase);
                if preposition == "by" && verb && !frame.has(&Slot::Subject) {
                    frame.push(Slot::Subject, &phrase, true);
                }
                if preposition == "to" && !frame.has(&Slot::Indirect) {
                    frame.push(Slot::Indirect, &phrase, true);
                }
                frame.push(slot, &phrase, true);
            }
        }
    }

    /// "arrested and deported two students": the object stands once, under one verb or the other.
    pub(super) fn share_objects(&self, token: TokenId, frame: &mut Frame) {
        let document = self.document;
        let is_verb = |token: TokenId| document.token(token).upos == Upos::Verb;
        if frame.passive || frame.has(&Slot::Object) || !is_verb(token) {
            return;
        }
        let takes_phrase = frame
            .fillers
            .iter()
            .any(|filler| matches!(&filler.slot, Slot::Preposition(_) | Slot::Clause) && !filler.shared);
        if document.token(token).deprel.base() == "conj" {
            let above = document.head(token).filter(|&head| is_verb(head) && !is_passive(document, head));
            if let Some(object) = above.and_then(|head| document.child(head, &["obj"])).filter(|&object| object > token)
            {
                frame.push(Slot::Object, &self.phrase(object), true);
                return;
            }
        }
        if takes_phrase {
            return;
        }
        let next = document.children_by(token, &["conj"]).find(|&verb| {
            is_verb(verb)
                && !self.has_own_subject(verb)
                && !is_passive(document, verb)
                && (1..=3).contains(&verb.0.saturating_sub(token.0))
        });
        let Some(next) = next else { return };
        for filler in self.own(next).fillers {
            if matches!(filler.slot, Slot::Object | Slot::Preposition(_)) {
                frame.push(filler.slot, &[filler.token], true);
            }
        }
    }

    /// "carried out a raid on Breland", "talks were held with Breland", "accused Breland of an attack": the verb's parties
    /// are the noun's.
    pub(super) fn light_verb(&self, noun: TokenId, frame: &mut Frame) {
        let document = self.document;
        // "raids and attacks": what the first is object of, the second is too.
        let mut top = noun;
        for _ in 0..REACH {
            match document.head(top) {
                Some(head) if document.token(top).deprel.base() == "conj" && document.token(head).upos.is_nominal() => {
                    top = head
                }
                _ => break,
            }
        }
        let Some(head) = document.head(top) else { return };
        // "The strikes in Breland angered Corland": what stands between a subject and its verb is the subject's.
        if document.token(top).deprel.base() == "nsubj" {
            for phrase in document.children_by(head, &["obl"]).filter(|&phrase| top < phrase && phrase < head) {
                if let Some(preposition) = preposition(document, phrase) {
                    frame.push(Slot::Preposition(preposition.into()), &self.phrase(phrase), true);
                }
            }
        }
        let word = document.token(top);
        let lemma = document.lemma(head);
        // "denounced the raid on its port by Arland": what follows the noun at once is the noun's, and an active verb has no
        // doer in a "by" phrase.
        if document.token(head).upos == Upos::Verb && word.deprel.is_any(&["obj", "obl"]) {
            let active = !is_passive(document, head);
            for phrase in document.children_by(head, &["obl"]).filter(|&phrase| phrase > noun) {
                let Some(preposition) = preposition(document, phrase) else { continue };
                let at_once = document.child(phrase, &["case"]) == Some(TokenId(noun.0 + 1));
                let slot = Slot::Preposition(preposition.as_ref().into());
                if (at_once || (active && preposition == "by")) && !frame.has(&slot) {
                    frame.push(slot, &self.phrase(phrase), true);
                }
            }
        }
        let object = word.deprel.base() == "obj" || (word.deprel.base() == "nsubj" && is_passive(document, head));
        let case = preposition(document, top);
        if document.token(head).upos == Upos::Verb
            && (object || word.deprel.base() == "nsubj")
            && self.footing.is_light(lemma)
        {
            let verb = self.verb_frame(head);
            for filler in verb.fillers {
                let wanted = match filler.slot {
                    Slot::Subject => object,
                    Slot::Preposition(_) | Slot::Indirect => true,
                    _ => false,
                };
                if wanted && filler.token != top && !frame.has(&filler.slot) {
                    frame.push(filler.slot, &[filler.token], true);
                }
            }
        } else if self.footing.answers(lemma) {
            self.answered(top, head, case.as_deref(), frame);
        } else if matches!(case.as_deref(), Some("of" | "with" | "for" | "in" | "over" | "behind")) {
            let doers = if document.token(head).upos.is_nominal() && self.footing.is_role(lemma) {
                self.role_owners(head)
            } else if document.token(head).upos == Upos::Verb && self.footing.is_accusing(lemma) {
                self.verb_frame(head).of(&Slot::Object).map(|filler| filler.token).collect()
            } else if document.token(head).upos == Upos::Adj && self.footing.is_role(lemma) {
                self.surface_subjects(head, 0)
            } else {
                Vec::new()
            };
            if !frame.has(&Slot::Subject) {
                frame.push(Slot::Subject, &doers, true);
            }
        }
    }

    /// "responding to shelling from Breland", "retaliation for attacks by Breland": Breland did it, to whoever answers.
    fn answered(&self, top: TokenId, answer: TokenId, case: Option<&str>, frame: &mut Frame) {
        let document = self.document;
        let object = document.token(top).deprel.is("obj");
        if !object && !matches!(case, Some("to" | "for" | "against" | "after" | "with")) {
            return;
        }
        let from = Slot::Preposition("from".into());
        let doers: Vec<TokenId> = frame.of(&from).map(|filler| filler.token).collect();
        let by = Slot::Preposition("by".into());
        if !frame.has(&by) {
            frame.push(by, &doers, true);
        }
        let struck =
            [Slot::Preposition("on".into()), Slot::Preposition("against".into()), Slot::Preposition("of".into())];
        if !struck.iter().any(|slot| frame.has(slot)) {
            let answering = match document.token(answer).upos {
                Upos::Verb => self.surface_subjects(answer, 0),
                _ => self.owners(answer, 0),
            };
            let [on, ..] = struck;
            frame.push(on, &answering, true);
        }
    }

    /// A verb's frame without what nouns lend it.
    fn verb_frame(&self, verb: TokenId) -> Frame {
        let mut frame = self.own(verb);
        if !self.has_own_subject(verb) {
            let slot = if frame.passive { Slot::Object } else { Slot::Subject };
            if !frame.has(&slot) {
                frame.push(slot, &self.surface_subjects(verb, 0), true);
            }
        }
        self.relative_object(verb, &mut frame);
        frame
    }

    /// "claimed responsibility for", "the ISI's role in", "accused Breland of involvement in".
    fn role_owners(&self, noun: TokenId) -> Vec<TokenId> {
        let document = self.document;
        let Some(head) = document.head(noun) else { return Vec::new() };
        let under_accusing =
            document.token(noun).deprel.base() == "obl" && self.footing.is_accusing(document.lemma(head));
        if under_accusing {
            return self.verb_frame(head).of(&Slot::Object).map(|filler| filler.token).collect();
        }
        self.owners(noun, 0)
    }
}
