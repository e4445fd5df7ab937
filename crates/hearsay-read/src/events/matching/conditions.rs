//! Whether the conditions of a pattern hold of a word's slots.

use hearsay_core::{EntityKind, NameKind, TokenId};

use super::Matcher;
use crate::deeds::{Kind, Path, Slot, Test, Word};
use crate::syntax::{Filler, Frame};

impl Matcher<'_> {
    pub(super) fn holds(&self, frame: &Frame, path: &Path, test: &Test) -> bool {
        match path.slots.as_slice() {
            [slot] => self.passes(frame, frame.of(slot), test),
            _ => self.passes(frame, self.fillers(frame, path).into_iter(), test),
        }
    }

    /// Whether a condition's exclusions hold.
    pub(super) fn refuses_nothing(&self, frame: &Frame, path: &Path, test: &Test) -> bool {
        let exclusions = Test {
            not_lemmas: test.not_lemmas.clone(),
            not_kinds: test.not_kinds.clone(),
            empty: test.empty && test.lemmas.is_empty() && test.kinds.is_empty(),
            ..Test::default()
        };
        self.holds(frame, path, &exclusions)
    }

    fn passes<'f>(&self, frame: &Frame, fillers: impl Iterator<Item = &'f Filler> + Clone, test: &Test) -> bool {
        if fillers.clone().next().is_none() {
            return test.passes_empty();
        }
        let free = test.lemmas.is_empty() && test.kinds.is_empty();
        if test.empty && free {
            return false;
        }
        let is = |token: TokenId, lemmas: &[Word], kinds: &[Kind]| {
            self.is_one_of(token, lemmas)
                || kinds.iter().any(|&kind| match kind {
                    Kind::Doer => self.is_doer(frame, token),
                    kind => self.is_kind(token, kind),
                })
        };
        let both = |filler: &Filler, lemmas: &[Word], kinds: &[Kind]| {
            is(filler.token, lemmas, kinds) || self.counted(filler.token).is_some_and(|token| is(token, lemmas, kinds))
        };
        let refused = fillers.clone().any(|filler| both(filler, &test.not_lemmas, &test.not_kinds));
        !refused && (free || fillers.clone().any(|filler| both(filler, &test.lemmas, &test.kinds)))
    }

    /// What a path leads to.
    pub(super) fn fillers<'f>(&'f self, frame: &'f Frame, path: &'f Path) -> Vec<&'f Filler> {
        let mut slots = path.slots.iter();
        let Some(first) = slots.next() else { return Vec::new() };
        let mut fillers: Vec<&Filler> = frame.of(first).collect();
        for slot in slots {
            let mut inner = Vec::new();
            for filler in fillers {
                let token = self.counted(filler.token).unwrap_or(filler.token);
                inner.extend(self.frame(token).of(slot));
            }
            // "closed its embassy in Breland": the phrase after the object may hang on the verb.
            if inner.is_empty()
                && path.slots.len() == 2
                && *first == Slot::Object
                && matches!(slot, Slot::Preposition(_))
            {
                inner = frame
                    .of(slot)
                    .filter(|filler| !frame.of(&Slot::Subject).any(|doer| doer.token == filler.token))
                    .collect();
            }
            fillers = inner;
        }
        fillers
    }

    fn is_kind(&self, token: TokenId, kind: Kind) -> bool {
        let entity = || self.party(token).map(|(id, ..)| self.entities.get(id));
        let name = || self.document.name_at(token).map(|name| name.kind);
        match kind {
            Kind::Any => true,
            Kind::Doer => false,
            Kind::Actor => entity().is_some(),
            Kind::Person => {
                name() == Some(NameKind::Person) || entity().is_some_and(|entity| entity.kind == EntityKind::Person)
            }
            Kind::Place => {
                name() == Some(NameKind::Place) || entity().is_some_and(|entity| entity.kind == EntityKind::Place)
            }
        }
    }

    /// Whether a word is the subject, or speaks of the same.
    fn is_doer(&self, frame: &Frame, token: TokenId) -> bool {
        let entity = self.party(token).map(|(id, ..)| id);
        frame.of(&Slot::Subject).any(|filler| {
            filler.token == token || (entity.is_some() && self.party(filler.token).map(|(id, ..)| id) == entity)
        })
    }

    /// "asked Ems about the plan", "asked him how he felt" want an answer, not a deed; nor is what stands in quotation marks
    /// what somebody is told to do.
    pub(super) fn is_question(&self, token: TokenId, frame: &Frame) -> bool {
        let asks = |word: TokenId| {
            matches!(self.document.lemma(word), "how" | "if" | "what" | "when" | "where" | "whether" | "who" | "why")
        };
        let quotes = |from: TokenId, to: TokenId| {
            self.document.sentence(from).ids().any(|word| {
                from.min(to) < word && word < from.max(to) && matches!(self.document.form(word), "\"" | "“" | "”")
            })
        };
        let asks_clause =
            |clause: TokenId| self.document.children(clause).iter().any(|&child| child < clause && asks(child));
        matches!(self.document.lemma(token), "ask" | "tell")
            && (frame.fillers.iter().any(|filler| filler.slot.is_preposition("about"))
                || frame.of(&Slot::Clause).any(|clause| asks_clause(clause.token) || quotes(token, clause.token)))
    }

    /// "All agreed that time was short" promises nothing; "agreed that it would leave", "agreed to leave" do.
    pub(super) fn is_opinion(&self, token: TokenId, frame: &Frame) -> bool {
        let promises = |clause: TokenId| {
            self.document.children(clause).iter().any(|&child| {
                matches!(self.document.lemma(child), "to" | "will" | "would" | "should" | "must" | "shall")
            })
        };
        let finite = |clause: TokenId| self.document.child(clause, &["nsubj", "nsubj:pass"]).is_some();
        self.document.lemma(token) == "agree"
            && frame.of(&Slot::Clause).any(|clause| finite(clause.token) && !promises(clause.token))
    }
}
