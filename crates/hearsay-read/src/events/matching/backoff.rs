//! What a trigger may name where its file asks for more than the words have.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use hearsay_core::{Entity, EntityId, Plover, TokenId, Upos};

use super::{Found, Match, Matcher};
use crate::deeds::{Deed, Lead, Path, Pattern, Slot, Test, TriggerKind, Who};
use crate::syntax::Frame;
use crate::syntax::phrase::preposition;
use crate::word_lists as lists;

/// How well a loose pattern fits: conditions met, then few of them, then its place in the files.
type Fit = (usize, Reverse<usize>, Reverse<Lead>);

/// Rebels and the like, who fight at home.
fn is_armed(entity: &Entity) -> bool {
    entity.has_role(&["OPP", "REB", "SEP", "UAF"])
}

impl<'d> Matcher<'d> {
    /// The deed of a verb whose file asks for more than the words have ("returned *fossils* to Breland"), where two known
    /// actors stand at its sides and its patterns are mostly of one type. Less sure, and its confidence says so.
    pub(super) fn loosely(&self, token: TokenId, frame: &Frame, leads: &[Lead]) -> Option<Match<'d>> {
        if lists::WIDE_VERBS.has(self.document.lemma(token)) {
            return None;
        }
        let mut votes: BTreeMap<Plover, usize> = BTreeMap::new();
        let mut fitting: Vec<(Fit, Match<'d>)> = Vec::new();
        for &lead in leads {
            let (deed, pattern) = self.deeds.at(lead);
            let words = &pattern.lemmas[lead.trigger as usize];
            if pattern.kind != TriggerKind::Verb || !self.can_be(token, pattern.kind) {
                continue;
            }
            if deed.plover == Plover::Request && self.is_question(token, frame) {
                continue;
            }
            let mut trigger = vec![token];
            let Some(noun) = self.trigger(token, frame, pattern, words, &mut trigger) else { continue };
            let pooled = noun.map(|noun| self.pool(frame, noun));
            let frame = pooled.as_ref().unwrap_or(frame);
            *votes.entry(deed.plover).or_default() += 1;
            // What is said in a clause is the deed itself: "told the town to surrender", "said it would not".
            let construed = |(path, test): &(Path, Test)| {
                let verbal = |slot: &Slot| matches!(slot, Slot::Clause | Slot::Modal | Slot::Negation);
                path.slots.iter().any(verbal) && !self.holds(frame, path, test)
            };
            if pattern.conditions.iter().any(construed) {
                continue;
            }
            // "beat Breland in the final": what one pattern of a verb excludes, no other means.
            if !pattern.conditions.iter().all(|(path, test)| self.refuses_nothing(frame, path, test)) {
                return None;
            }
            // "recalled his years in Breland"
            if frame.of(&Slot::Object).any(|filler| self.is_own(filler.token)) {
                continue;
            }
            let met = pattern.conditions.iter().filter(|(path, test)| self.holds(frame, path, test)).count();
            // Of a verb that can do anything, what it does to somebody: "gave the marines new rifles".
            if noun.is_none() && met == 0 && self.frames.footing.is_light(self.document.lemma(token)) {
                let given =
                    |slot: &Slot| frame.of(slot).any(|filler| !filler.shared && self.party(filler.token).is_some());
                if deed.plover != Plover::Aid || !given(&Slot::Indirect) {
                    continue;
                }
            }
            let known = |found: &Found| self.is_political(found.entity);
            let mut who = self.parties(frame, &pattern.who, &[]);
            if who.is_empty() && !frame.passive {
                who = self.parties(
                    frame,
                    &Who { paths: vec![Path { slots: vec![Slot::Subject], owner: false }], ..Who::default() },
                    &[],
                );
            }
            who.retain(known);
            if who.is_empty() {
                continue;
            }
            // "shot a film in Breland": where something happens tells of whom only for what falls on places.
            let falls = matches!(
                deed.plover,
                Plover::Concede | Plover::Coerce | Plover::Aid | Plover::Retreat | Plover::Mobilize | Plover::Protest
            );
            let mut whom = self.parties(frame, &pattern.whom, &who);
            if whom.is_empty() {
                whom = self.beside(frame, &who, pattern, &trigger);
            }
            whom.retain(|party| {
                let case = preposition(self.document, party.token);
                falls || !matches!(case.as_deref(), Some("in" | "at" | "near" | "inside"))
            });
            whom.retain(|party| known(party) && !who.iter().any(|doer| self.are_countrymen(doer.entity, party.entity)));
            if whom.is_empty() {
                continue;
            }
            trigger.sort_unstable();
            trigger.dedup();
            let found =
                Match { deed, pattern, head: token, trigger, noun, frame: frame.clone(), who, whom, loose: true };
            fitting.push(((met, Reverse(deed.narrowness()), Reverse(lead)), found));
        }
        let all: usize = votes.values().sum();
        let (&plover, &most) = votes.iter().max_by_key(|&(_, votes)| votes)?;
        if most * 3 < all * 2 {
            return None;
        }
        fitting.retain(|(_, found)| found.deed.plover == plover);
        fitting.into_iter().max_by_key(|(rank, _)| *rank).map(|(_, found)| found)
    }

    /// The deed that stands for a type, and its pattern for words of this part of speech.
    pub(in crate::events) fn general_deed(&self, token: TokenId, plover: Plover) -> Option<(&'d Deed, &'d Pattern)> {
        let kind = match self.document.token(token).upos {
            Upos::Noun | Upos::Propn => TriggerKind::Noun,
            Upos::Adj => TriggerKind::Adjective,
            _ => TriggerKind::Verb,
        };
        self.deeds.general(plover, kind)
    }

    /// The deed that stands for a type, told by a word that no file knows.
    pub(in crate::events) fn general(&self, token: TokenId, plover: Plover) -> Option<Match<'d>> {
        let (deed, pattern) = self.general_deed(token, plover)?;
        let frame = self.frame(token).clone();
        let (who, whom) = (Vec::new(), Vec::new());
        Some(Match { deed, pattern, head: token, trigger: vec![token], noun: None, frame, who, whom, loose: true })
    }

    /// Every deed of a wanted type that `token` may name where its parties and circumstances do not count: with the share of its conditions
    /// that are met.
    pub(in crate::events) fn candidates(
        &self,
        token: TokenId,
        wanted: impl Fn(Plover) -> bool,
    ) -> Vec<(f32, Match<'d>)> {
        let mut leads = self.leads(token).to_vec();
        leads.sort_unstable();
        let fitting = leads.into_iter().filter_map(|lead| {
            let (deed, pattern) = self.deeds.at(lead);
            if !wanted(deed.plover) || !self.can_be(token, pattern.kind) {
                return None;
            }
            let own = self.frame(token);
            let mut trigger = vec![token];
            let noun = self.trigger(token, own, pattern, &pattern.lemmas[lead.trigger as usize], &mut trigger)?;
            let frame = noun.map_or_else(|| own.clone(), |noun| self.pool(own, noun));
            let holds = |(path, test): &&(Path, Test)| self.holds(&frame, path, test);
            let met = pattern.conditions.iter().filter(holds).count();
            let open = pattern.conditions.iter().filter(|condition| !holds(condition));
            let verbal = |slot: &Slot| matches!(slot, Slot::Clause | Slot::Modal | Slot::Negation);
            let light = noun.is_none() && self.frames.footing.is_light(self.document.lemma(token));
            // "launched an effort" is no air strike, "said that he was ill" no refusal.
            if open.into_iter().any(|(path, test)| path.slots.iter().any(verbal) || (light && !test.lemmas.is_empty()))
            {
                return None;
            }
            let share = (met + trigger.len()) as f32 / (pattern.conditions.len() + trigger.len()) as f32;
            let who = self.parties(&frame, &pattern.who, &[]);
            let whom = self.parties(&frame, &pattern.whom, &who);
            trigger.sort_unstable();
            trigger.dedup();
            Some((share, Match { deed, pattern, head: token, trigger, noun, frame, who, whom, loose: true }))
        });
        fitting.collect()
    }

    /// A country, its government or forces, an armed or an international body: not a professor, a firm or "voters".
    fn is_political(&self, entity: EntityId) -> bool {
        const PRIVATE: &[&str] = &["AGR", "BUS", "CVL", "EDU", "ENV", "HLH", "MED", "MNC", "REL"];
        let entity = self.entities.get(entity);
        let placed = entity.actor.as_deref().is_some_and(|code| !code.starts_with("---") || is_armed(entity));
        placed && !entity.has_role(PRIVATE)
    }

    /// Whether both are of one country and neither fights it.
    fn are_countrymen(&self, one: EntityId, other: EntityId) -> bool {
        let [one, other] = [self.entities.get(one), self.entities.get(other)];
        one.country.is_some() && one.country == other.country && !is_armed(one) && !is_armed(other)
    }
}
