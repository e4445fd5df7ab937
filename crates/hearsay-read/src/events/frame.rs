//! The evened-out frame of a word: who stands in which slot once passives are turned round, the subjects of
//! infinitives, participles and relative clauses are found, and coordinated deeds share what they share.

use std::borrow::Cow;

use hearsay_core::{BlockKind, Document, TokenId, Upos};

use super::words::Footing;
use crate::deeds::Slot;
use crate::lower::lower;

/// How many clauses up or across a party may be looked for. Real prose needs four; ropes of "who said who said" end.
const REACH: u8 = 6;

/// One filler of one slot.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Filler {
    pub(super) slot: Slot,
    pub(super) token: TokenId,
    /// The first of the coordinated phrases that this one belongs to.
    pub(super) group: TokenId,
    /// Whether it was found in another clause or phrase than the word's own.
    pub(super) shared: bool,
}

/// The slots of one word.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Frame {
    pub(super) fillers: Vec<Filler>,
    /// In the passive: the doer may be left out.
    pub(super) passive: bool,
}

impl Frame {
    pub(super) fn of<'f>(&'f self, slot: &'f Slot) -> impl Iterator<Item = &'f Filler> + Clone {
        self.fillers.iter().filter(move |filler| filler.slot == *slot)
    }

    fn has(&self, slot: &Slot) -> bool {
        self.of(slot).next().is_some()
    }

    fn push(&mut self, slot: Slot, tokens: &[TokenId], shared: bool) {
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
pub(super) struct Frames<'d> {
    pub(super) document: &'d Document,
    pub(super) footing: &'d Footing,
}

impl<'d> Frames<'d> {
    /// The frame of `token`, whatever it is: a verb's arguments, a noun's modifiers, a predicate adjective's subject.
    pub(super) fn frame(&self, token: TokenId) -> Frame {
        let mut frame = self.own(token);
        let subjects = if self.has_own_subject(token) { Vec::new() } else { self.surface_subjects(token, 0) };
        let slot = if frame.passive { Slot::Object } else { Slot::Subject };
        if !frame.has(&slot) {
            frame.push(slot, &subjects, true);
        }
        self.relative_object(token, &mut frame);
        self.share_objects(token, &mut frame);
        self.borrow_phrases(token, &mut frame);
        if self.document.token(token).upos.is_nominal() {
            self.light_verb(token, &mut frame);
        }
        frame
    }

    /// Whether the clause of `token` is in the passive: "were expelled", "diplomats expelled by Arland".
    pub(super) fn is_passive(&self, token: TokenId) -> bool {
        let document = self.document;
        if document.child(token, &["nsubj:pass", "aux:pass", "csubj:pass"]).is_some() {
            return true;
        }
        let word = document.token(token);
        let participle = word.xpos.as_ref() == "VBN"
            || (word.feats.get("VerbForm") == Some("Part") && word.feats.get("Tense") == Some("Past"));
        let by =
            || document.children_by(token, &["obl"]).any(|phrase| self.preposition(phrase).as_deref() == Some("by"));
        if document.child(token, &["obj", "aux"]).is_some() {
            return false;
        }
        if document.child(token, &["obl:agent"]).is_some() {
            return true;
        }
        // Headlines leave "were" out ("Two diplomats expelled by Arland"); elsewhere a subject and no agent is a past tense
        // that a tagger took for a participle.
        let headline = || {
            let block = document.article().block_at(word.span.start());
            block.is_some_and(|block| block.kind == BlockKind::Headline)
        };
        let clause = document.child(token, &["nsubj"]).is_none() || headline();
        word.upos == Upos::Verb && ((by() && (participle || clause)) || (participle && clause))
    }

    fn has_own_subject(&self, token: TokenId) -> bool {
        self.document.child(token, &["nsubj", "csubj"]).is_some()
    }

    /// What stands directly under the word.
    fn own(&self, token: TokenId) -> Frame {
        let document = self.document;
        let mut frame = Frame { passive: self.is_passive(token), ..Frame::default() };
        for &child in document.children(token) {
            let deprel = &document.token(child).deprel;
            match deprel.full() {
                "nsubj:outer" | "obl:unmarked" | "obl:tmod" | "obl:npmod" | "nmod:unmarked" | "nmod:tmod" => {}
                "nmod:poss" => frame.push(Slot::Possessor, &self.phrase(child), false),
                "nmod:desc" => frame.push(Slot::Modifier, &self.phrase(child), false),
                "obl:agent" if self.preposition(child).as_deref() == Some("by") => {
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
        let object = || document.children_by(token, &["obj"]).find(|&object| self.preposition(object).is_none());
        // "begun their assault on the area" with the area as a second object, "vetoed on Friday a resolution" with the
        // resolution as a circumstance: whether there is a preposition decides.
        let mut relation = document.token(child).deprel.base();
        let verb = document.token(token).upos == Upos::Verb;
        if verb && child > token {
            match relation {
                "obj" if self.preposition(child).is_some() => relation = "obl",
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
            "advmod" if self.is_negation(child) => frame.push(Slot::Negation, &[child], false),
            "obj" => {
                // "gave Breland a loan" with two objects in the tree: the first is whom it was given.
                let mut objects =
                    document.children_by(token, &["obj"]).filter(|&object| self.preposition(object).is_none());
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
                let Some(preposition) = self.preposition(child) else { return };
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

    /// "not", "never", "no longer".
    fn is_negation(&self, word: TokenId) -> bool {
        let document = self.document;
        let no = || document.child(word, &["advmod", "det"]).is_some_and(|no| document.lemma(no) == "no");
        matches!(document.lemma(word), "not" | "n't" | "n’t" | "never")
            || (document.lemma(word) == "long" && no())
            || (document.form(word) == "longer" && no())
    }

    /// The preposition of a phrase: "with", "because of"; "towards" is "toward".
    pub(super) fn preposition(&self, phrase: TokenId) -> Option<Cow<'d, str>> {
        let document = self.document;
        let case = document.child(phrase, &["case"])?;
        let mut preposition = lower(document.lemma(case));
        for fixed in document.children_by(case, &["fixed"]) {
            let longer = preposition.to_mut();
            longer.push(' ');
            longer.push_str(&lower(document.lemma(fixed)));
        }
        match preposition.as_ref() {
            "towards" => Some("toward".into()),
            "amongst" => Some("among".into()),
            "'s" | "’s" | "'" => None,
            _ => Some(preposition),
        }
    }

    /// A phrase's head and those coordinated with it, relative pronouns replaced by what they stand for.
    pub(super) fn phrase(&self, head: TokenId) -> Vec<TokenId> {
        let document = self.document;
        let mut tokens = vec![self.antecedent(head)];
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

    /// What a relative pronoun stands for; the word itself where it is none.
    fn antecedent(&self, token: TokenId) -> TokenId {
        let document = self.document;
        let word = document.token(token);
        let relative = word.feats.get("PronType") == Some("Rel")
            || (word.upos == Upos::Pron && matches!(word.xpos.as_ref(), "WDT" | "WP"))
            || (word.xpos.as_ref() == "WDT" && word.lemma.as_ref() == "that");
        if !relative {
            return token;
        }
        let clause = std::iter::once(token).chain(document.ancestors(token)).take(usize::from(REACH));
        let mut above = clause.filter(|&word| document.token(word).deprel.full() == "acl:relcl");
        above.next().and_then(|clause| document.head(clause)).unwrap_or(token)
    }

    /// Who a clause without a subject of its own is about, in the words' own order: the subject of a passive is the one
    /// done to.
    fn surface_subjects(&self, token: TokenId, depth: u8) -> Vec<TokenId> {
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
        if self.footing.hands_over(document.lemma(verb)) && !self.is_passive(verb) {
            // "called on Breland to release", "appealed to Breland to ..."
            let asked = document.children_by(verb, &["obl"]).find(|&phrase| {
                matches!(self.preposition(phrase).as_deref(), Some("on" | "upon" | "to" | "for" | "with"))
            });
            if let Some(asked) = asked {
                return self.phrase(asked);
            }
        }
        self.surface_subjects(verb, depth + 1)
    }

    /// Whose a noun is: "Arland's plan to attack", "a plan by Arland to attack", "Arland has a plan to attack".
    pub(super) fn owners(&self, noun: TokenId, depth: u8) -> Vec<TokenId> {
        let document = self.document;
        if let Some(possessor) = document.child(noun, &["nmod:poss"]) {
            return self.phrase(possessor);
        }
        let by =
            document.children_by(noun, &["nmod"]).find(|&phrase| self.preposition(phrase).as_deref() == Some("by"));
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
            "obj" if !self.is_passive(head) => self.surface_subjects(head, depth + 1),
            "conj" => self.owners(head, depth + 1),
            "nsubj" if self.is_passive(head) => self.agents(head),
            _ => Vec::new(),
        }
    }

    fn agents(&self, verb: TokenId) -> Vec<TokenId> {
        let document = self.document;
        let agent =
            document.children_by(verb, &["obl"]).find(|&phrase| self.preposition(phrase).as_deref() == Some("by"));
        agent.map(|agent| self.phrase(agent)).unwrap_or_default()
    }

    fn is_predicate(&self, token: TokenId) -> bool {
        let document = self.document;
        matches!(document.token(token).upos, Upos::Verb | Upos::Aux)
            || document.child(token, &["cop", "nsubj"]).is_some()
    }

    /// "the diplomats (that) Arland expelled": what the clause says nothing about is its object.
    fn relative_object(&self, token: TokenId, frame: &mut Frame) {
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
    fn borrow_phrases(&self, token: TokenId, frame: &mut Frame) {
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
                    false => self.preposition(phrase),
                };
                let Some(preposition) = preposition else { continue };
                let lends = match preposition.as_ref() {
                    "by" => !clause && (frame.passive || !verb),
                    // "was accused by Arland of meddling"
                    "of" => verb && (object || frame.passive),
                    "to" => !clause,
                    "from" | "against" | "with" | "for" | "on" | "over" | "in" | "at" | "into" => true,
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
    fn share_objects(&self, token: TokenId, frame: &mut Frame) {
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
            let above = document.head(token).filter(|&head| is_verb(head) && !self.is_passive(head));
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
                && !self.is_passive(verb)
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
    fn light_verb(&self, noun: TokenId, frame: &mut Frame) {
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
                if let Some(preposition) = self.preposition(phrase) {
                    frame.push(Slot::Preposition(preposition.into()), &self.phrase(phrase), true);
                }
            }
        }
        let word = document.token(top);
        let lemma = document.lemma(head);
        // "denounced the raid on its port by Arland": what follows the noun at once is the noun's, and an active verb has no
        // doer in a "by" phrase.
        if document.token(head).upos == Upos::Verb && word.deprel.is_any(&["obj", "obl"]) {
            let active = !self.is_passive(head);
            for phrase in document.children_by(head, &["obl"]).filter(|&phrase| phrase > noun) {
                let Some(preposition) = self.preposition(phrase) else { continue };
                let at_once = document.child(phrase, &["case"]) == Some(TokenId(noun.0 + 1));
                let slot = Slot::Preposition(preposition.as_ref().into());
                if (at_once || (active && preposition == "by")) && !frame.has(&slot) {
                    frame.push(slot, &self.phrase(phrase), true);
                }
            }
        }
        let object = word.deprel.base() == "obj" || (word.deprel.base() == "nsubj" && self.is_passive(head));
        let case = self.preposition(top);
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
