//! Patterns held against words: which deed a trigger names, and between whom.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::cmp::Reverse;
use std::collections::BTreeMap;

use hearsay_core::{
    Document, Entities, Entity, EntityId, EntityKind, MentionKind, NameKind, Plover, Span, TokenId, Upos,
};

use super::frame::{Filler, Frame, Frames};
use crate::deeds::{Deed, Deeds, Kind, Lead, Path, Pattern, Slot, Slots, Test, TriggerKind, Who, Word, spelled};
use crate::lower::lower;

/// A party found in the words.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    pub(super) entity: EntityId,
    pub(super) span: Span,
    pub(super) token: TokenId,
    /// Which alternative of the pattern found it, from 0.
    pub(super) alternative: usize,
    /// Whether it stands in another clause than the deed's own.
    pub(super) shared: bool,
}

/// A deed found in the words.
#[derive(Debug, Clone)]
pub(super) struct Match<'l> {
    pub(super) deed: &'l Deed,
    pub(super) pattern: &'l Pattern,
    /// The word that heads the trigger.
    pub(super) head: TokenId,
    /// All its words, in text order.
    pub(super) trigger: Vec<TokenId>,
    /// The object noun of a light verb.
    pub(super) noun: Option<TokenId>,
    pub(super) frame: Frame,
    pub(super) who: Vec<Found>,
    pub(super) whom: Vec<Found>,
    /// Whether the deed's file asks for more than the words have.
    pub(super) loose: bool,
}

/// How well a loose pattern fits: conditions met, then few of them, then its place in the files.
type Fit = (usize, Reverse<usize>, Reverse<Lead>);

/// Verbs of so many meanings that their objects alone tell the deed.
const WIDE: &[&str] = &[
    "act", "add", "appear", "be", "become", "begin", "call", "close", "come", "compare", "connect", "continue", "cut",
    "do", "draw", "find", "follow", "get", "go", "have", "hear", "hit", "identify", "join", "keep", "know", "leave",
    "let", "link", "look", "lose", "meet", "move", "open", "play", "put", "raise", "receive", "remain", "run",
    "secure", "see", "serve", "set", "show", "stand", "stay", "stop", "travel", "turn", "use", "win", "work", "write",
];

/// Things through which somebody acts, as keys of [`spelled`].
const THROUGH: &[&str] = &[
    "aid",
    "aircraft",
    "airstrike",
    "artillery",
    "assistance",
    "attack",
    "bill",
    "boat",
    "bomb",
    "bomber",
    "bulldozer",
    "campaign",
    "charge",
    "comment",
    "communique",
    "complaint",
    "convoy",
    "crackdown",
    "decision",
    "declaration",
    "decree",
    "document",
    "draft",
    "drone",
    "effort",
    "fire",
    "fleet",
    "gun",
    "gunboat",
    "gunfire",
    "helicopter",
    "indictment",
    "jet",
    "law",
    "lawsuit",
    "letter",
    "message",
    "missile",
    "mortar",
    "move",
    "offensive",
    "offer",
    "operation",
    "order",
    "package",
    "petition",
    "plan",
    "plane",
    "policy",
    "program",
    "proposal",
    "raid",
    "remark",
    "report",
    "resolution",
    "rocket",
    "ruling",
    "sanction",
    "shell",
    "shelling",
    "ship",
    "speech",
    "statement",
    "step",
    "strike",
    "submarine",
    "suit",
    "tank",
    "threat",
    "truck",
    "vehicle",
    "verdict",
    "vessel",
    "vote",
    "warning",
    "warplane",
    "warrant",
    "warship",
    "word",
];

/// Before whom those stand whom a deed touches, where they are no object.
const BESIDE: &[&str] = &["with", "to", "against", "from", "toward", "for", "on", "over", "of", "at", "about", "into"];

/// What patterns are held against.
pub(super) struct Matcher<'d> {
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
    /// Where those stand whom a deed touches.
    beside: Vec<Slot>,
}

/// Rebels and the like, who fight at home.
fn is_armed(entity: &Entity) -> bool {
    entity.has_role(&["OPP", "REB", "SEP", "UAF"])
}

impl<'d> Matcher<'d> {
    pub(super) fn new(frames: Frames<'d>, entities: &'d Entities, deeds: &'d Deeds) -> Self {
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
            beside: std::iter::once(Slot::Object).chain(prepositions).collect(),
        }
    }

    /// The word's lemma as [`spelled`].
    fn key(&self, token: TokenId) -> &str {
        &self.keys[token.index()]
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
    pub(super) fn best(&self, token: TokenId) -> Option<Match<'d>> {
        const KINDS: [TriggerKind; 3] = [TriggerKind::Verb, TriggerKind::Noun, TriggerKind::Adjective];
        let leads = self.leads(token);
        if leads.is_empty() {
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

    /// The deed of a verb whose file asks for more than the words have ("returned *fossils* to Breland"), where two known
    /// actors stand at its sides and its patterns are mostly of one type. Less sure, and its confidence says so.
    fn loosely(&self, token: TokenId, frame: &Frame, leads: &[Lead]) -> Option<Match<'d>> {
        if WIDE.binary_search(&self.document.lemma(token)).is_ok() {
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
                    &Who { paths: vec![Path { slots: vec![Slot::Subject], owner: false }], may_miss: false },
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
                let case = self.frames.preposition(party.token);
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

    /// Every deed that `token` may name where its parties and circumstances do not count: with the share of its conditions
    /// that are met.
    pub(super) fn candidates(&self, token: TokenId) -> Vec<(f32, Match<'d>)> {
        let mut leads = self.leads(token).to_vec();
        leads.sort_unstable();
        let fitting = leads.into_iter().filter_map(|lead| {
            let (deed, pattern) = self.deeds.at(lead);
            if !self.can_be(token, pattern.kind) {
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

    /// The deed that stands for a type, told by a word that no file knows.
    pub(super) fn general(&self, token: TokenId, plover: Plover) -> Option<Match<'d>> {
        let kind = match self.document.token(token).upos {
            Upos::Noun | Upos::Propn => TriggerKind::Noun,
            Upos::Adj => TriggerKind::Adjective,
            _ => TriggerKind::Verb,
        };
        let (deed, pattern) = self.deeds.general(plover, kind)?;
        let frame = self.frame(token).clone();
        let (who, whom) = (Vec::new(), Vec::new());
        Some(Match { deed, pattern, head: token, trigger: vec![token], noun: None, frame, who, whom, loose: true })
    }

    /// Whether a condition's exclusions hold.
    fn refuses_nothing(&self, frame: &Frame, path: &Path, test: &Test) -> bool {
        let exclusions = Test {
            not_lemmas: test.not_lemmas.clone(),
            not_kinds: test.not_kinds.clone(),
            empty: test.empty && test.lemmas.is_empty() && test.kinds.is_empty(),
            ..Test::default()
        };
        self.holds(frame, path, &exclusions)
    }

    /// The frame of `token` with what stands before a noun told apart: names are nationalities, other words modifiers.
    fn frame(&self, token: TokenId) -> &Frame {
        self.frame_of[token.index()].get_or_init(|| {
            let mut frame = self.frames.frame(token);
            for filler in &mut frame.fillers {
                if filler.slot == Slot::Modifier && self.is_named(filler.token) {
                    filler.slot = Slot::Nationality;
                }
            }
            frame
        })
    }

    /// Whether a word before a noun names a country, a place or an organisation, or their people.
    fn is_named(&self, token: TokenId) -> bool {
        self.document.name_at(token).is_some()
            || self.entities.headed_by(token).is_some_and(|id| self.entities.get(id).kind != EntityKind::Other)
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
        if whom.is_empty() && pattern.whom.may_miss && !pattern.whom.paths.is_empty() {
            whom = self.bystander(frame, &who, pattern, &trigger);
            if whom.is_empty() && deed.plover == Plover::Protest {
                whom = self.cause(token, &who, pattern);
            }
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

    /// "asked Ems about the plan", "asked him how he felt" want an answer, not a deed; nor is what stands in quotation marks
    /// what somebody is told to do.
    fn is_question(&self, token: TokenId, frame: &Frame) -> bool {
        let asks = |word: TokenId| {
            matches!(self.document.lemma(word), "how" | "if" | "what" | "when" | "where" | "whether" | "who" | "why")
        };
        let quotes = |from: TokenId, to: TokenId| {
            self.document.sentence(from).ids().any(|word| {
                from.min(to) < word && word < from.max(to) && matches!(self.document.form(word), "\"" | "“" | "”")
            })
        };
        // "called it a retrograde step"
        if frame.of(&Slot::Clause).any(|clause| self.document.token(clause.token).upos == Upos::Noun) {
            return true;
        }
        let asks_clause =
            |clause: TokenId| self.document.children(clause).iter().any(|&child| child < clause && asks(child));
        matches!(self.document.lemma(token), "ask" | "tell")
            && (frame.fillers.iter().any(|filler| filler.slot.is_preposition("about"))
                || frame.of(&Slot::Clause).any(|clause| asks_clause(clause.token) || quotes(token, clause.token)))
    }

    /// "All agreed that time was short" promises nothing; "agreed that it would leave", "agreed to leave" do.
    fn is_opinion(&self, token: TokenId, frame: &Frame) -> bool {
        let promises = |clause: TokenId| {
            self.document.children(clause).iter().any(|&child| {
                matches!(self.document.lemma(child), "to" | "will" | "would" | "should" | "must" | "shall")
            })
        };
        let finite = |clause: TokenId| self.document.child(clause, &["nsubj", "nsubj:pass"]).is_some();
        self.document.lemma(token) == "agree"
            && frame.of(&Slot::Clause).any(|clause| finite(clause.token) && !promises(clause.token))
    }

    fn can_be(&self, token: TokenId, kind: TriggerKind) -> bool {
        let word = self.document.token(token);
        let name = || self.document.name_at(token).is_some();
        match kind {
            TriggerKind::Verb => word.upos == Upos::Verb,
            // Headlines in capitals make names of all nouns: "Air Strike Kills Ten".
            TriggerKind::Noun => word.upos == Upos::Noun || (word.upos == Upos::Propn && !name()),
            TriggerKind::Adjective => {
                let predicate = !word.deprel.is_any(&["amod", "compound", "nmod"]);
                predicate && (word.upos == Upos::Adj || (word.upos == Upos::Verb && word.xpos.as_ref() == "VBN"))
            }
        }
    }

    /// Whether the words of a trigger are all there; the outer option is the answer, the inner the light verb's noun.
    #[allow(clippy::option_option)] // "does not fit" and "fits without a noun" are different answers
    fn trigger(
        &self,
        token: TokenId,
        frame: &Frame,
        pattern: &Pattern,
        words: &[Box<str>],
        used: &mut Vec<TokenId>,
    ) -> Option<Option<TokenId>> {
        let lead = pattern.lead_at(words);
        for word in &words[..lead] {
            used.push(self.modifier(token, word)?);
        }
        let mut noun = None;
        let mut rest = words[lead + 1..].iter();
        while let Some(word) = rest.next() {
            if let Some(particle) = self.particle(token, word, used) {
                used.push(particle);
                continue;
            }
            if noun.is_none()
                && let Some(object) =
                    frame.of(&Slot::Object).map(|filler| filler.token).find(|&object| self.lemma_is(object, word))
            {
                used.push(object);
                noun = Some(object);
                continue;
            }
            let ahead = rest.as_slice().first();
            let modified = frame.of(&Slot::Object).map(|filler| filler.token).find_map(|object| {
                let next = ahead.filter(|next| noun.is_none() && self.lemma_is(object, next))?;
                Some((object, self.modifier(object, word)?, next))
            });
            if let Some((object, modifier, _)) = modified {
                used.extend([object, modifier]);
                noun = Some(object);
                rest.next();
                continue;
            }
            // "put on trial", "call for", "hold talks with"
            let slot = Slot::Preposition(word.clone());
            let pooled = noun.map(|noun| self.pool(frame, noun));
            let phrases: Vec<&Filler> = pooled.as_ref().unwrap_or(frame).of(&slot).collect();
            let named = ahead.and_then(|next| phrases.iter().find(|filler| self.lemma_is(filler.token, next)));
            match named {
                Some(filler) => {
                    used.extend(self.document.child(filler.token, &["case"]));
                    used.push(filler.token);
                    noun = noun.or(Some(filler.token));
                    rest.next();
                }
                None => {
                    let phrase = phrases.first()?;
                    used.extend(self.document.child(phrase.token, &["case", "mark"]));
                }
            }
        }
        Some(noun)
    }

    /// A word that belongs to the verb: "order *out*", "fired *on*", "call *off*".
    fn particle(&self, verb: TokenId, lemma: &str, used: &[TokenId]) -> Option<TokenId> {
        // Where a parser hangs "turned away migrants" wrongly, "away" still stands beside its verb.
        let beside = TokenId(verb.0 + 1);
        let beside = self.document.sentence(verb).holds(beside).then_some(beside);
        self.document.children(verb).iter().copied().chain(beside).find(|&child| {
            let word = self.document.token(child);
            if Some(child) == beside && word.deprel.base() != "case" {
                return matches!(word.upos, Upos::Adp | Upos::Adv | Upos::Part) && self.key(child) == lemma;
            }
            matches!(word.upos, Upos::Adp | Upos::Adv | Upos::Part | Upos::Adj)
                && !word.deprel.is_any(&["mark", "cc", "amod"])
                && !used.contains(&child)
                && self.key(child) == lemma
        })
    }

    /// A word before a noun: "air strike", "diplomatic tie".
    fn modifier(&self, noun: TokenId, lemma: &str) -> Option<TokenId> {
        self.document
            .children_by(noun, &["compound", "amod", "nmod", "flat", "nummod", "det"])
            .find(|&child| child < noun && self.key(child) == lemma)
    }

    /// A light verb's frame with its noun's dependents as its own.
    fn pool(&self, frame: &Frame, noun: TokenId) -> Frame {
        let mut pooled = frame.clone();
        for filler in &self.frame(noun).fillers {
            let known = pooled.fillers.iter().any(|own| own.slot == filler.slot && own.token == filler.token);
            if filler.slot != Slot::Subject && filler.slot != Slot::Object && !known {
                pooled.fillers.push(filler.clone());
            }
        }
        pooled
    }

    /// Whether the word, its compound or its title is `lemma` ("embassy staff", "Ambassador Dorn").
    fn lemma_is(&self, token: TokenId, lemma: &str) -> bool {
        if self.key(token) == lemma {
            return true;
        }
        let Some((first, last)) = lemma.split_once(' ') else { return false };
        self.key(token) == last && self.modifier(token, first).is_some()
    }

    fn is_one_of(&self, token: TokenId, words: &[Word]) -> bool {
        !words.is_empty() && self.names(token).iter().any(|name| words.binary_search(name).is_ok())
    }

    /// What a word is in lists: its lemma, its lemma with the word before it, and a name's titles.
    fn names(&self, token: TokenId) -> &[Word] {
        self.names_of[token.index()].get_or_init(|| {
            let vocabulary = self.deeds.vocabulary();
            let head = self.key(token);
            let name = self.document.token(token).upos == Upos::Propn;
            let mut names: Vec<Word> = vocabulary.get(head).into_iter().collect();
            for &child in self.document.children(token) {
                let (lemma, deprel) = (self.key(child), &self.document.token(child).deprel);
                if child < token && deprel.is_any(&["compound", "amod", "nmod", "flat"]) {
                    names.extend(vocabulary.get(&format!("{lemma} {head}")));
                }
                if name && deprel.is_any(&["compound", "flat", "appos", "nmod:desc"]) {
                    names.extend(vocabulary.get(lemma));
                }
            }
            names
        })
    }

    /// "a number of diplomats", "dozens of soldiers", "two of the envoys": what there is a number of.
    fn counted(&self, token: TokenId) -> Option<TokenId> {
        *self.counted_by[token.index()].get_or_init(|| self.count(token))
    }

    fn count(&self, token: TokenId) -> Option<TokenId> {
        const AMOUNTS: &[&str] = &[
            "batch",
            "contingent",
            "couple",
            "detachment",
            "dozen",
            "element",
            "fifth",
            "group",
            "half",
            "handful",
            "hundred",
            "lot",
            "majority",
            "many",
            "member",
            "million",
            "most",
            "number",
            "one",
            "pair",
            "part",
            "quarter",
            "several",
            "some",
            "team",
            "third",
            "thousand",
            "three",
            "two",
            "unit",
            "wave",
        ];
        let word = self.document.token(token);
        if word.upos != Upos::Num && AMOUNTS.binary_search(&lower(&word.lemma).as_ref()).is_err() {
            return None;
        }
        let mut of = self.document.children_by(token, &["nmod", "obl"]);
        of.find(|&phrase| self.frames.preposition(phrase).as_deref() == Some("of"))
    }

    /// What a path leads to.
    fn fillers<'f>(&'f self, frame: &'f Frame, path: &'f Path) -> Vec<&'f Filler> {
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

    fn holds(&self, frame: &Frame, path: &Path, test: &Test) -> bool {
        match path.slots.as_slice() {
            [slot] => self.passes(frame, frame.of(slot), test),
            _ => self.passes(frame, self.fillers(frame, path).into_iter(), test),
        }
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

    /// "its army", "their leaders".
    fn is_own(&self, token: TokenId) -> bool {
        self.document.children_by(token, &["nmod:poss"]).any(|child| self.document.token(child).upos == Upos::Pron)
    }

    /// Whether a word is the subject, or speaks of the same.
    fn is_doer(&self, frame: &Frame, token: TokenId) -> bool {
        let entity = self.party(token).map(|(id, ..)| id);
        frame.of(&Slot::Subject).any(|filler| {
            filler.token == token || (entity.is_some() && self.party(filler.token).map(|(id, ..)| id) == entity)
        })
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

    /// Who a word speaks of, where that is somebody who acts.
    pub(super) fn party(&self, token: TokenId) -> Option<(EntityId, Span, TokenId)> {
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

    /// Whom a deed touches whose file names nobody: "Arland promised to lift its embargo on Breland" is towards Breland, deep
    /// down in what it promised. Less sure than what a file names, and its confidence says so.
    fn bystander(&self, frame: &Frame, who: &[Found], pattern: &Pattern, trigger: &[TokenId]) -> Vec<Found> {
        let found = self.beside(frame, who, pattern, trigger);
        if !found.is_empty() {
            return found;
        }
        // Inside what was promised, refused, demanded: one clause down, then one more. So far off only a body that acts is
        // touched: not "his" in "called for his death to be investigated".
        let mut clauses: Vec<TokenId> = frame.of(&Slot::Clause).map(|filler| filler.token).collect();
        for _ in 0..2 {
            let mut below = Vec::new();
            for &clause in &clauses {
                let inner = self.frame(clause);
                for slot in self.beside.iter().chain(&[Slot::Subject, Slot::Preposition("in".into())]) {
                    let tokens: Vec<&Filler> = inner.of(slot).collect();
                    let found = self.touched(&tokens, who, pattern, true).unwrap_or_default();
                    if found.iter().any(|party| self.entities.get(party.entity).actor.is_some()) {
                        return found;
                    }
                }
                below.extend(inner.of(&Slot::Clause).map(|filler| filler.token).filter(|&token| token > clause));
            }
            clauses = below;
        }
        Vec::new()
    }

    /// The same in the deed's own phrases.
    fn beside(&self, frame: &Frame, who: &[Found], pattern: &Pattern, trigger: &[TokenId]) -> Vec<Found> {
        // What a condition has named is the deed's matter, not whom it touches: "deployed *troops*".
        let matter = |slot: &Slot| {
            let listed = |(path, test): &(Path, Test)| {
                path.slots.as_slice() == std::slice::from_ref(slot) && !test.lemmas.is_empty()
            };
            pattern.conditions.iter().any(listed)
        };
        for slot in &self.beside {
            let borrowed = |filler: &Filler| filler.shared && slot.is_preposition("to");
            let tokens: Vec<&Filler> =
                frame.of(slot).filter(|filler| !trigger.contains(&filler.token) && !borrowed(filler)).collect();
            if let Some(found) = self.touched(&tokens, who, pattern, !matter(slot)) {
                return found;
            }
        }
        Vec::new()
    }

    /// Against whom a protest is whose words name nobody at once: "blocked roads to demand the resignation of President Dorn",
    /// "went on hunger strike over the government's refusal to talk".
    fn cause(&self, token: TokenId, who: &[Found], pattern: &Pattern) -> Vec<Found> {
        const CAUSES: &[&str] = &[
            "against",
            "call",
            "condemn",
            "defiance",
            "defy",
            "demand",
            "denounce",
            "oppose",
            "over",
            "overthrow",
            "press",
            "protest",
            "removal",
            "resign",
            "resignation",
            "topple",
        ];
        let sentence = self.document.sentence(token);
        let after = sentence.ids().skip_while(|&word| word <= token);
        let mut words =
            after.skip_while(|&word| CAUSES.binary_search(&lower(self.document.lemma(word)).as_ref()).is_err());
        words
            .find_map(|word| {
                let (entity, span, token) = self.party(word)?;
                let known = self.entities.get(entity);
                let other = !who.iter().any(|doer| doer.entity == entity) && known.actor.is_some();
                let acts =
                    self.entities.mention(token).is_some_and(|(_, mention)| mention.kind != MentionKind::Pronoun);
                (other && acts).then_some(Found {
                    entity,
                    span,
                    token,
                    alternative: pattern.whom.paths.len() + 2,
                    shared: true,
                })
            })
            .into_iter()
            .collect()
    }

    /// The first of `fillers` who acts, or whose the filler is, or to whom its phrases lead.
    fn touched(&self, fillers: &[&Filler], who: &[Found], pattern: &Pattern, itself: bool) -> Option<Vec<Found>> {
        let alternative = pattern.whom.paths.len() + 2;
        let fresh = |(entity, span, token): (EntityId, Span, TokenId)| {
            let doer = who.iter().any(|doer| doer.entity == entity || doer.token == token);
            // "its army" is no other side.
            (!doer && !self.is_own(token)).then_some(Found { entity, span, token, alternative, shared: true })
        };
        for filler in fillers {
            let party = self.party(filler.token).filter(|_| itself);
            let direct: Vec<Found> = party.into_iter().filter_map(fresh).collect();
            if !direct.is_empty() {
                return Some(direct);
            }
            let owners: Vec<Found> = self.owners(filler.token).into_iter().filter_map(fresh).collect();
            if !owners.is_empty() {
                return Some(owners);
            }
            let inner = self.frame(filler.token);
            // "blocked the road to Arlen" is not against Arlen.
            let all = ["with", "against", "from", "on", "over", "between", "to", "for", "in", "at"];
            for &preposition in if itself { &all[..] } else { &all[..6] } {
                let phrases = inner.fillers.iter().filter(|filler| filler.slot.is_preposition(preposition));
                let found: Vec<Found> =
                    phrases.filter_map(|filler| self.party(filler.token)).filter_map(fresh).collect();
                if !found.is_empty() {
                    return Some(found);
                }
            }
        }
        None
    }

    /// The parties of the first alternative that leads to any but the `taken` ones.
    fn parties(&self, frame: &Frame, who: &Who, taken: &[Found]) -> Vec<Found> {
        for (alternative, path) in who.paths.iter().enumerate() {
            let mut found: Vec<Found> = Vec::new();
            let mut group = None;
            for filler in self.fillers(frame, path) {
                // A second phrase with the same preposition is another circumstance, not another party.
                if group.is_some_and(|group| group != filler.group) {
                    continue;
                }
                let parties = match self.party(filler.token) {
                    Some(party) => vec![party],
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

    /// Who acts through a thing: "Arland tanks shelled Breland", "the Arland court's ruling", "issued a declaration demanding".
    fn behind(&self, token: TokenId) -> Vec<(EntityId, Span, TokenId)> {
        if THROUGH.binary_search(&self.key(token)).is_err() {
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
        const PAPERS: &[&str] = &["communique", "declaration", "document", "report", "statement"];
        let document = self.document;
        if PAPERS.binary_search(&spelled(document.lemma(token)).as_ref()).is_err() {
            return Vec::new();
        }
        let clauses = document.children_by(token, &["acl"]);
        let mut places = clauses
            .flat_map(|clause| document.children_by(clause, &["obl"]))
            .filter(|&place| self.frames.preposition(place).as_deref() == Some("in"));
        let capital = places.find(|&place| document.lemma(place) == "capital");
        capital.map(|capital| self.owners(capital)).unwrap_or_default()
    }

    /// Whose a thing is that itself does not act: "Arland's decision", "the Breland decision", "the rule of Breland".
    fn owners(&self, token: TokenId) -> Vec<(EntityId, Span, TokenId)> {
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
                .filter(|&agent| self.frames.preposition(agent).as_deref() == Some("by"))
                .find_map(|by| self.party(by))
        };
        let deeper = || {
            let of = document.children_by(token, &["nmod"]).find(|&of| {
                of > token && self.frames.preposition(of).as_deref() == Some("of") && self.party(of).is_none()
            })?;
            let frame = self.frame(of);
            let slots =
                [Slot::Possessor, Slot::Nationality, Slot::Preposition("in".into()), Slot::Preposition("of".into())];
            slots.iter().find_map(|slot| frame.of(slot).find_map(|filler| self.party(filler.token)))
        };
        participle.or_else(agent).or_else(deeper)
    }
}
