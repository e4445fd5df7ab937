//! Patterns held against words: which deed a trigger names, and between whom.
//!
//! [`tokens`] tells what a word is in lists, [`triggers`] whether the words of a trigger are there, [`conditions`] whether a
//! pattern's conditions hold, [`participants`] and [`bystanders`] who does it to whom, [`backoff`] what is left where a file asks
//! for more than the words have.

mod backoff;
mod bystanders;
mod conditions;
mod participants;
mod tokens;
mod triggers;

use std::borrow::Cow;
use std::cell::OnceCell;

use hearsay_core::{Document, Entities, EntityId, Plover, Span, TokenId, Upos};

use crate::deeds::{Deed, Deeds, Lead, Pattern, Slot, Slots, TriggerKind, Word, spelled};
use crate::syntax::{Frame, Frames};
use bystanders::BESIDE;

/// A party found in the words.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::events) struct Found {
    pub(in crate::events) entity: EntityId,
    pub(in crate::events) span: Span,
    pub(in crate::events) token: TokenId,
    /// Which alternative of the pattern found it, from 0.
    pub(in crate::events) alternative: usize,
    /// Whether it stands in another clause than the deed's own.
    pub(in crate::events) shared: bool,
}

/// A deed found in the words.
#[derive(Debug, Clone)]
pub(in crate::events) struct Match<'l> {
    pub(in crate::events) deed: &'l Deed,
    pub(in crate::events) pattern: &'l Pattern,
    /// The word that heads the trigger.
    pub(in crate::events) head: TokenId,
    /// All its words, in text order.
    pub(in crate::events) trigger: Vec<TokenId>,
    /// The object noun of a light verb.
    pub(in crate::events) noun: Option<TokenId>,
    pub(in crate::events) frame: Frame,
    pub(in crate::events) who: Vec<Found>,
    pub(in crate::events) whom: Vec<Found>,
    /// Whether the deed's file asks for more than the words have.
    pub(in crate::events) loose: bool,
}

/// What patterns are held against.
pub(in crate::events) struct Matcher<'d> {
    frames: Frames<'d>,
    document: &'d Document,
    entities: &'d Entities,
    deeds: &'d Deeds,
    /// Every word's lemma as [`spelled`].
    keys: Vec<Cow<'d, str>>,
    /// What has been asked for: each word's frame, its names in lists, what it counts.
    frame_of: Vec<OnceCell<Frame>>,
    names_of: Vec<OnceCell<Vec<Word>>>,
    counted_by: Vec<OnceCell<Option<TokenId>>>,
    /// Of each sentence, whether it tells of a game.
    game_in: Vec<OnceCell<bool>>,
    /// Where those stand whom a deed touches.
    beside: Vec<Slot>,
}

impl<'d> Matcher<'d> {
    pub(in crate::events) fn new(frames: Frames<'d>, entities: &'d Entities, deeds: &'d Deeds) -> Self {
        let document = frames.document;
        let words = document.tokens().len();
        let prepositions = BESIDE.iter().map(|&preposition| Slot::Preposition(preposition.into()));
        Self {
            frames,
            document,
            entities,
            deeds,
            keys: document.tokens().iter().map(|token| spelled(&token.lemma)).collect(),
            frame_of: vec![OnceCell::new(); words],
            names_of: vec![OnceCell::new(); words],
            counted_by: vec![OnceCell::new(); words],
            game_in: vec![OnceCell::new(); document.sentences().len()],
            beside: std::iter::once(Slot::Object).chain(prepositions).collect(),
        }
    }

    /// The patterns that the word may head, where it is of a part of speech that heads any.
    fn leads(&self, token: TokenId) -> &'d [Lead] {
        match self.document.token(token).upos {
            Upos::Verb | Upos::Noun | Upos::Propn | Upos::Adj => self.deeds.leads_of(self.key(token)),
            _ => &[],
        }
    }

    /// The deed that `token` names: of the patterns that fit, the one with most conditions, then with most that list words,
    /// then of the narrower deed (1054 before 105, 105 before 100), then with the longer trigger, then first in the order of
    /// files.
    pub(in crate::events) fn best(&self, token: TokenId) -> Option<Match<'d>> {
        const KINDS: [TriggerKind; 3] = [TriggerKind::Verb, TriggerKind::Noun, TriggerKind::Adjective];
        let leads = self.leads(token);
        if leads.is_empty() || self.is_of_a_game(token) {
            return None;
        }
        let able = KINDS.map(|kind| self.can_be(token, kind));
        let mut able = leads.iter().filter(|lead| able[lead.kind as usize]).peekable();
        able.peek()?;
        let frame = self.frame(token);
        let filled = frame.fillers.iter().fold(Slots::default(), |slots, filler| slots.with(&filler.slot));
        let found = able.filter(|lead| filled.hold(lead.needs)).find_map(|&lead| {
            let (deed, pattern) = self.deeds.at(lead);
            self.fit(token, frame, deed, pattern, &pattern.lemmas[lead.trigger as usize])
        });
        found.or_else(|| self.loosely(token, frame, leads))
    }

    /// Whether the word's sentence tells of a game, where nobody is beaten or shot.
    pub(in crate::events) fn is_of_a_game(&self, token: TokenId) -> bool {
        *self.game_in[self.document.sentence_id(token).index()].get_or_init(|| {
            let words = self.document.sentence(token).ids();
            self.deeds.tells_of_game(words.map(|id| (self.document.lemma(id), self.document.form(id))))
        })
    }

    fn fit(
        &self,
        token: TokenId,
        frame: &Frame,
        deed: &'d Deed,
        pattern: &'d Pattern,
        words: &[Box<str>],
    ) -> Option<Match<'d>> {
        let mut trigger = vec![token];
        let noun = self.trigger(token, frame, pattern, words, &mut trigger)?;
        let pooled = noun.map(|noun| self.pool(frame, noun));
        let frame = pooled.as_ref().unwrap_or(frame);
        if !pattern.conditions.iter().all(|(path, test)| self.holds(frame, path, test)) {
            return None;
        }
        if deed.plover == Plover::Request && pattern.kind == TriggerKind::Verb && self.is_question(token, frame) {
            return None;
        }
        if pattern.kind == TriggerKind::Verb && self.is_opinion(token, frame) {
            return None;
        }
        let who = self.parties(frame, &pattern.who, &[]);
        let mut whom = self.parties(frame, &pattern.whom, &who);
        let open = pattern.whom.may_miss && !pattern.whom.closed && !pattern.whom.paths.is_empty();
        if whom.is_empty() && open {
            whom = self.bystander(frame, &who, pattern, &trigger);
        }
        let certain = match pattern.kind {
            TriggerKind::Verb => frame.passive,
            // A visit of nobody's is no news.
            TriggerKind::Noun => deed.plover != Plover::Consult,
            TriggerKind::Adjective => false,
        };
        if who.is_empty() && whom.is_empty()
            || who.is_empty() && !pattern.who.may_miss && !certain
            || whom.is_empty() && !pattern.whom.may_miss && !(deed.reciprocal && who.len() > 1)
        {
            return None;
        }
        trigger.sort_unstable();
        trigger.dedup();
        Some(Match { deed, pattern, head: token, trigger, noun, frame: frame.clone(), who, whom, loose: false })
    }
}
