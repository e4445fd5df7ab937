//! Who does a deed and to whom: the parties that a pattern's paths lead to, and those behind things and phrases.

use hearsay_core::{EntityId, EntityKind, Span, TokenId, Upos};

use super::{Found, Matcher};
use crate::deeds::{Slot, Who, spelled};
use crate::syntax::Frame;
use crate::syntax::phrase::preposition;
use crate::word_lists as lists;

impl Matcher<'_> {
    /// Who a word speaks of, where that is somebody who acts.
    pub(in crate::events) fn party(&self, token: TokenId) -> Option<(EntityId, Span, TokenId)> {
        let direct = |token: TokenId| {
            let (id, mention) = self.entities.mention(token)?;
            let entity = self.entities.get(id);
            let acts = match entity.kind {
                EntityKind::Person | EntityKind::Organization | EntityKind::Place | EntityKind::Group => true,
                EntityKind::Event | EntityKind::Work => false,
                EntityKind::Other => entity.actor.is_some(),
            };
            acts.then_some((id, mention.span, token))
        };
        let counted = self.counted(token);
        direct(token)
            .or_else(|| direct(counted?))
            .or_else(|| self.document.children_by(token, &["appos"]).find_map(direct))
    }

    /// The parties of the first alternative that leads to any but the `taken` ones.
    pub(super) fn parties(&self, frame: &Frame, who: &Who, taken: &[Found]) -> Vec<Found> {
        for (alternative, path) in who.paths.iter().enumerate() {
            let mut found: Vec<Found> = Vec::new();
            let mut group = None;
            for filler in self.fillers(frame, path) {
                // A second phrase with the same preposition is another circumstance, not another party.
                if group.is_some_and(|group| group != filler.group) {
                    continue;
                }
                let parties = match self.party(filler.token) {
                    Some(party) => self.offices(filler.token).unwrap_or_else(|| vec![party]),
                    None if path.owner => self.owners(filler.token),
                    None if path.slots.last() == Some(&Slot::Subject) => self.behind(filler.token),
                    None => Vec::new(),
                };
                for (entity, span, token) in parties {
                    // "willing to withdraw its troops from Breland": its own troops are no other side.
                    if !taken.is_empty() && path.slots[0] == Slot::Clause && self.is_own(token) {
                        continue;
                    }
                    // "closed its border with Breland": nobody does a deed to himself.
                    if taken.iter().any(|taken| taken.token == token || taken.entity == entity) {
                        continue;
                    }
                    group = Some(filler.group);
                    if !found.iter().any(|known| known.entity == entity) {
                        found.push(Found { entity, span, token, alternative, shared: filler.shared });
                    }
                }
            }
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    /// "the presidents of Kenya and Ghana": each country acts by its own.
    fn offices(&self, token: TokenId) -> Option<Vec<(EntityId, Span, TokenId)>> {
        let document = self.document;
        if document.token(token).xpos.as_ref() != "NNS" || document.name_at(token).is_some() {
            return None;
        }
        let of =
            document.children_by(token, &["nmod"]).find(|&of| preposition(document, of).as_deref() == Some("of"))?;
        let countries: Vec<_> = self.frames.phrase(of).into_iter().filter_map(|token| self.party(token)).collect();
        let country = |party: &(EntityId, Span, TokenId)| {
            let entity = self.entities.get(party.0);
            entity.country.is_some() && entity.roles.is_empty()
        };
        (countries.len() > 1 && countries.iter().all(country)).then_some(countries)
    }

    /// Who acts through a thing: "Arland tanks shelled Breland", "the Arland court's ruling", "issued a declaration demanding".
    fn behind(&self, token: TokenId) -> Vec<(EntityId, Span, TokenId)> {
        if !lists::INSTRUMENTS.has(self.key(token)) {
            return Vec::new();
        }
        let owners = self.owners(token);
        if !owners.is_empty() {
            return owners;
        }
        let owners = self.frames.owners(token, 0);
        if !owners.is_empty() {
            return owners.into_iter().filter_map(|owner| self.party(owner)).collect();
        }
        self.issued_in(token)
    }

    /// "A statement issued in the Breland capital": what comes out there and has no author is the government's.
    fn issued_in(&self, token: TokenId) -> Vec<(EntityId, Span, TokenId)> {
        let document = self.document;
        if !lists::PAPERS.has(&spelled(document.lemma(token))) {
            return Vec::new();
        }
        let clauses = document.children_by(token, &["acl"]);
        let mut places = clauses
            .flat_map(|clause| document.children_by(clause, &["obl"]))
            .filter(|&place| preposition(self.document, place).as_deref() == Some("in"));
        let capital = places.find(|&place| document.lemma(place) == "capital");
        capital.map(|capital| self.owners(capital)).unwrap_or_default()
    }

    /// Whose a thing is that itself does not act: "Arland's decision", "the Breland decision", "the rule of Breland".
    pub(super) fn owners(&self, token: TokenId) -> Vec<(EntityId, Span, TokenId)> {
        let frame = self.frame(token);
        for slot in [Slot::Possessor, Slot::Nationality, Slot::Preposition("by".into()), Slot::Preposition("of".into())]
        {
            let found: Vec<_> = frame.of(&slot).filter_map(|filler| self.party(filler.token)).collect();
            if !found.is_empty() {
                return found;
            }
        }
        self.around(token).into_iter().collect()
    }

    /// Whose a thing is that says so in a participle or one phrase further: "Breland-held territory", "bases used by the
    /// Breland army", "homes of people in Breland".
    fn around(&self, token: TokenId) -> Option<(EntityId, Span, TokenId)> {
        let document = self.document;
        let before = document.children_by(token, &["amod"]).filter(|&child| child < token);
        let participle = before
            .flat_map(|child| document.children_by(child, &["compound", "obl", "nmod", "amod"]))
            .find_map(|name| self.party(name));
        let agent = || {
            let clauses = document.children_by(token, &["acl"]);
            let agents = clauses.flat_map(|clause| document.children_by(clause, &["obl"]));
            agents
                .filter(|&agent| preposition(self.document, agent).as_deref() == Some("by"))
                .find_map(|by| self.party(by))
        };
        let deeper = || {
            let of = document.children_by(token, &["nmod"]).find(|&of| {
                of > token && preposition(self.document, of).as_deref() == Some("of") && self.party(of).is_none()
            })?;
            let frame = self.frame(of);
            let slots =
                [Slot::Possessor, Slot::Nationality, Slot::Preposition("in".into()), Slot::Preposition("of".into())];
            slots.iter().find_map(|slot| frame.of(slot).find_map(|filler| self.party(filler.token)))
        };
        participle.or_else(agent).or_else(deeper)
    }

    /// "its army", "their leaders".
    pub(super) fn is_own(&self, token: TokenId) -> bool {
        self.document.children_by(token, &["nmod:poss"]).any(|child| self.document.token(child).upos == Upos::Pron)
    }
}
