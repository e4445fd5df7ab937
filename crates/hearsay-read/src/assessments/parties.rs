//! Between whom a relation is said to be.

use hearsay_core::{Document, Entities, EntityId, EntityKind, TokenId};

/// Two different parties.
pub(super) type Pair = [EntityId; 2];

/// Finds parties in a document.
pub(super) struct Parties<'d> {
    pub(super) document: &'d Document,
    pub(super) entities: &'d Entities,
}

impl Parties<'_> {
    /// The parties that the words around a relation noun name: "between A and B", "A-B relations", "A's ties with B",
    /// "A's relationship with B", "its relations with B".
    pub(super) fn named_at(&self, noun: TokenId) -> Option<Pair> {
        let mut found: Vec<EntityId> = Vec::new();
        let phrases = |labels: &'static [&'static str]| self.document.children_by(noun, labels);
        for phrase in phrases(&["nmod:poss", "compound", "amod", "nmod:desc", "nmod:unmarked"]) {
            self.premodifier(phrase, &mut found);
        }
        for phrase in phrases(&["nmod", "obl"]) {
            if self.document.token(phrase).deprel.is("nmod:poss") {
                continue;
            }
            let joins = ["between", "among", "of", "with", "to", "toward", "towards"];
            if self.case(phrase).is_some_and(|case| joins.contains(&case)) {
                self.members(phrase, &mut found);
            }
        }
        two(&found)
    }

    /// The subject of a predicate, with its "with" phrase: "A and B are at odds", "A is at odds with B".
    pub(super) fn of_predicate(&self, predicate: TokenId) -> Option<Pair> {
        let mut found = Vec::new();
        for subject in self.document.children_by(predicate, &["nsubj"]) {
            self.members(subject, &mut found);
        }
        for phrase in self.document.children_by(predicate, &["obl", "nmod"]) {
            if matches!(self.case(phrase), Some("with" | "from" | "against")) {
                self.members(phrase, &mut found);
            }
        }
        two(&found)
    }

    fn case(&self, phrase: TokenId) -> Option<&str> {
        self.document.child(phrase, &["case"]).map(|case| self.document.lemma(case))
    }

    /// "A and B"; "spies in A and B", where only the places tell two parties apart.
    fn members(&self, phrase: TokenId, found: &mut Vec<EntityId>) {
        let before = found.len();
        for member in std::iter::once(phrase).chain(self.document.children_by(phrase, &["conj"])) {
            found.extend(self.party(member));
        }
        let own = found[before..].to_vec();
        if two(&own).is_none() && two(found).is_none() {
            let mut inner: Vec<EntityId> = Vec::new();
            for place in self.document.children_by(phrase, &["nmod"]) {
                for member in std::iter::once(place).chain(self.document.children_by(place, &["conj"])) {
                    inner.extend(self.party(member));
                }
            }
            if two(&inner).is_some() {
                found.truncate(before);
                found.extend(inner);
            }
        }
    }

    /// "US-Pakistan relations", "CIA-ISI ties", "US-Pakistani intelligence relationship".
    fn premodifier(&self, phrase: TokenId, found: &mut Vec<EntityId>) {
        for token in self.document.subtree(phrase) {
            found.extend(self.party(token));
        }
    }

    /// The entity that a word stands for, if it can be a party to a relation.
    fn party(&self, token: TokenId) -> Option<EntityId> {
        let id = self.entities.headed_by(token)?;
        let entity = self.entities.get(id);
        let acts = matches!(
            entity.kind,
            EntityKind::Person | EntityKind::Organization | EntityKind::Place | EntityKind::Group
        );
        (acts || entity.actor.is_some()).then_some(id)
    }
}

/// The first two different ones.
fn two(found: &[EntityId]) -> Option<Pair> {
    let first = *found.first()?;
    let second = *found.iter().find(|&&id| id != first)?;
    Some([first, second])
}
