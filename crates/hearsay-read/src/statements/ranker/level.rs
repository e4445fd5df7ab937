//! Sourcing levels as learned: what the rules say is one sign among others.
//!
//! A linear model over hashed features, one score a level, trained by `training/hearsay_training/level.py` on our own labels
//! (`weights/level.bin`). Where nobody speaks and where the terms of a source are stated the rules stand alone.

use hearsay_core::{EntityKind, Level, NameKind, TokenId, Upos};

use super::super::reading::{Found, Reading, Speaker};
#[cfg(feature = "ranker")]
use super::TABLE;
use super::features::{Features, step, yes};
use crate::lower::lower;

/// The levels that are chosen among; the others follow from the form of a statement.
const LEVELS: [Level; 9] = [
    Level::Named,
    Level::Spokesperson,
    Level::Institution,
    Level::Document,
    Level::Media,
    Level::Anonymous,
    Level::Collective,
    Level::Elsewhere,
    Level::Relayed,
];

/// The statement that another one stands in.
#[derive(Clone, Copy)]
pub(in super::super) struct Outer<'f, 'a> {
    pub found: Option<&'f Found<'a>>,
    /// Whether somebody else is the one who tells.
    pub nested: bool,
}

#[cfg(feature = "ranker")]
impl Reading<'_> {
    /// The level that the words speak for, where the rules say `ruled`.
    pub(in super::super) fn judged_level(
        &self,
        found: &Found<'_>,
        speaker: &Speaker,
        outer: Outer<'_, '_>,
        ruled: Level,
    ) -> Level {
        // "the mayor of Dornburg": the guide says so outright, and readers of bullets forgot it now and then.
        if ruled == Level::Institution && self.is_office(self.describing(speaker)) {
            return ruled;
        }
        best(&self.features_of_level(found, speaker, outer, ruled)).unwrap_or(ruled)
    }
}

impl Reading<'_> {
    /// What tells how far a source can be checked.
    pub(super) fn features_of_level(
        &self,
        found: &Found<'_>,
        speaker: &Speaker,
        outer: Outer<'_, '_>,
        ruled: Level,
    ) -> Vec<u32> {
        let mut all = Features::new();
        let rule = LEVELS.iter().position(|&level| level == ruled).map_or("-", |place| &"012345678"[place..=place]);
        let head = self.describing(speaker);
        let lemma = lower(self.lemma(head));
        let (cue, class) = found.entry.map_or((":", "line"), |entry| (entry.lemma.as_str(), entry.class.as_str()));
        all.add("rule", &[rule]);
        all.add("cue", &[cue]);
        all.add("class", &[class, rule]);
        all.add("head", &[&lemma]);
        all.add("head rule", &[&lemma, rule]);
        all.add("ending", &[lemma.char_indices().rev().nth(2).map_or(&*lemma, |(at, _)| &lemma[at..])]);
        let tag = |word: TokenId| &*self.document.token(word).xpos;
        let name = |word: TokenId| self.named_kind(word).map_or("", NameKind::label);
        let entity = self.entities.headed_by(head).map(|id| self.entities.get(id));
        let kind = match entity.map(|entity| entity.kind) {
            Some(EntityKind::Person) => "person",
            Some(EntityKind::Organization) => "organization",
            Some(EntityKind::Place) => "place",
            Some(_) => "other",
            None => "none",
        };
        all.add("tag", &[tag(head), rule]);
        all.add("kind", &[kind, name(head), tag(head)]);
        all.add("kind rule", &[kind, name(head), rule]);
        all.add("actor", &[yes(entity.is_some_and(|entity| entity.actor.is_some())), kind, tag(head)]);
        for role in entity.iter().flat_map(|entity| &entity.roles) {
            all.add("role", &[role.as_str(), rule]);
        }
        all.add("mentions", &[step(entity.map_or(0, |entity| entity.mentions.len())), kind]);
        if self.upos(speaker.head) == Upos::Pron {
            let said = lower(self.lemma(speaker.head));
            all.add("pronoun", &[&said, rule]);
            all.add("pronoun kind", &[&said, kind, tag(head)]);
        }
        all.add("office", &[yes(self.is_office(head)), rule, tag(head)]);
        all.add("length", &[step(speaker.words.len()), tag(head)]);
        all.add("relation", &[self.document.token(speaker.head).deprel.full(), rule]);
        for &word in self.document.children(head) {
            let label = self.document.token(word).deprel.base();
            if matches!(label, "det" | "nummod" | "amod" | "compound" | "nmod" | "appos" | "flat") {
                all.add("below", &[label, &lower(self.lemma(word))]);
                all.add("below tag", &[label, tag(word), tag(head)]);
                all.add("below rule", &[label, rule, tag(head)]);
                all.add("below name", &[label, name(word), kind]);
            }
        }
        self.of_outer(found, outer, rule, &mut all);
        all.places
    }

    /// How a statement stands inside another one.
    fn of_outer(&self, found: &Found<'_>, outer: Outer<'_, '_>, rule: &str, all: &mut Features) {
        let nested = yes(outer.nested);
        all.add("nested", &[nested, rule]);
        let Some(host) = outer.found else { return };
        let label = self.document.token(found.anchor).deprel.full();
        let own = yes(self.subject(found.anchor).is_some());
        let told = self.document.ancestors(found.anchor).any(|above| above == host.anchor);
        let head = host.content_head.is_some_and(|head| head == found.anchor);
        let conj = self.is(found.anchor, &["conj"]);
        let joined = conj && self.document.head(found.anchor) == host.content_head;
        let cue = host.entry.map_or(":", |entry| entry.lemma.as_str());
        let quoted = |word: TokenId| yes(self.quotation_at(word).is_some());
        let ahead = yes(found.anchor < host.anchor);
        all.add("host label", &[label, nested, own]);
        all.add("host conj", &[yes(conj), yes(joined), own, nested, rule]);
        all.add("host cue", &[cue, nested]);
        all.add("host head", &[yes(head), yes(told), ahead, nested]);
        all.add("host quoted", &[quoted(found.anchor), quoted(host.anchor), nested]);
        all.add("host gap", &[step(found.anchor.0.abs_diff(host.anchor.0) as usize), ahead, nested]);
        all.add("host same", &[yes(self.same_sentence(found.anchor, host.anchor)), nested, rule]);
        let tag = |word: TokenId| &*self.document.token(word).xpos;
        all.add("host tags", &[tag(found.anchor), tag(host.anchor), label, nested]);
        let mark = self.document.children_by(found.anchor, &["cc", "mark"]).next().map_or("", |word| self.lemma(word));
        all.add("host mark", &[mark, label, own, nested]);
    }
}

#[cfg(feature = "ranker")]
static WEIGHTS: &[u8] = include_bytes!("../../../weights/level.bin");

/// The level with the highest score; none where no weight speaks.
///
/// The file, little endian: for each place of a table the row (from 1, 0 for none) as u16; then the rows, an i16 a level each.
#[cfg(feature = "ranker")]
fn best(places: &[u32]) -> Option<Level> {
    let small = |at: usize| u16::from_le_bytes([WEIGHTS[at], WEIGHTS[at + 1]]);
    let mut scores = [0_i32; LEVELS.len()];
    for &place in places {
        let Some(row) = usize::from(small(2 * place as usize)).checked_sub(1) else { continue };
        for (level, score) in scores.iter_mut().enumerate() {
            *score += i32::from(small(2 * TABLE + 2 * (row * LEVELS.len() + level)).cast_signed());
        }
    }
    let most = scores.iter().copied().max().filter(|_| scores.iter().any(|&score| score != 0))?;
    scores.iter().position(|&score| score == most).map(|place| LEVELS[place])
}
