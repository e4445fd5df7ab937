//! An article's statements beside its words, parties and events: what the readings of who accuses and who contradicts look at.

use std::collections::{BTreeMap, BTreeSet};

use hearsay_core::{Document, Entities, EntityId, Event, Mention, Span, Statement, StatementId, TokenId, Upos, Voice};

use crate::Lexicon;
use crate::syntax::clause::{is_negated, is_nobody};
use crate::word_lists as lists;

/// Words of one span that are looked at; what runs on longer is a text of its own.
const LONGEST: usize = 400;

/// Everything read so far.
pub struct Scene<'a> {
    pub(crate) document: &'a Document,
    pub(crate) entities: &'a Entities,
    pub(crate) statements: &'a [Statement],
    pub(crate) events: &'a [Event],
    pub(crate) lexicon: &'a Lexicon,
    /// Who speaks inside which statement.
    speaking: BTreeSet<(StatementId, EntityId)>,
    /// For whom each statement speaks, by its place.
    sides: Vec<Side<'a>>,
}

/// For whom somebody speaks: themselves, their body, whom they are named with ("her lawyer"), or a country.
#[derive(Debug)]
pub(crate) struct Side<'a> {
    pub(crate) parties: BTreeSet<EntityId>,
    /// Of a ministry, an army, a service.
    country: Option<&'a str>,
}

impl std::fmt::Debug for Scene<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Scene").field("statements", &self.statements).finish_non_exhaustive()
    }
}

/// What words are about: parties, and stems of words that carry weight.
#[derive(Debug, Default)]
pub(crate) struct Matter<'a> {
    pub(crate) parties: BTreeSet<EntityId>,
    pub(crate) stems: BTreeSet<&'a str>,
}

impl Matter<'_> {
    /// "denied the allegations", "denied it": the words name no matter of their own.
    pub(crate) fn is_blank(&self) -> bool {
        self.stems.len() <= 1
    }
}

impl<'a> Scene<'a> {
    /// What was read of a document.
    pub fn new(
        document: &'a Document,
        entities: &'a Entities,
        statements: &'a [Statement],
        events: &'a [Event],
        lexicon: &'a Lexicon,
    ) -> Self {
        let mut scene =
            Self { document, entities, statements, events, lexicon, speaking: BTreeSet::new(), sides: Vec::new() };
        scene.sides = statements.iter().map(|statement| scene.side_of(statement)).collect();
        for inner in statements {
            if let Some(speaker) = inner.source.entity {
                let around: Vec<StatementId> = scene.chain(inner.id).skip(1).collect();
                scene.speaking.extend(around.into_iter().map(|outer| (outer, speaker)));
            }
        }
        scene
    }

    /// Whether somebody's words are told inside a statement.
    pub(crate) fn speaks_in(&self, outer: StatementId, speaker: EntityId) -> bool {
        self.speaking.contains(&(outer, speaker))
    }

    fn side_of(&self, statement: &Statement) -> Side<'a> {
        let mut parties = self.speakers(statement);
        parties.extend(statement.source.part_of);
        let entity = statement.source.entity.map(|id| self.entities.get(id));
        parties.extend(entity.and_then(|entity| entity.member_of));
        parties.extend(entity.and_then(|entity| entity.head_of));
        let official = |role: &String| matches!(role.as_str(), "GOV" | "MIL" | "SPY");
        let official = entity.filter(|entity| entity.roles.first().is_some_and(official));
        Side { parties, country: official.and_then(|entity| entity.country.as_deref()) }
    }

    /// For whom a statement speaks.
    pub(crate) fn side(&self, id: StatementId) -> &Side<'a> {
        &self.sides[id.index()]
    }

    /// Whether a statement speaks for somebody: it is theirs, their body's, or one by somebody who speaks for them ("her lawyer", "the
    /// foreign ministry" of a country).
    pub(crate) fn is_side_of(&self, id: StatementId, party: EntityId) -> bool {
        let (side, party) = (self.side(id), self.entities.get(party));
        let country = || party.roles.is_empty() && side.country.is_some() && side.country == party.country.as_deref();
        side.parties.contains(&party.id) || country()
    }

    pub(crate) fn statement(&self, id: StatementId) -> &'a Statement {
        &self.statements[id.index()]
    }

    /// The statement and those around it, from the inside out.
    pub(crate) fn chain(&self, id: StatementId) -> impl Iterator<Item = StatementId> + '_ {
        std::iter::successors(Some(id), |&id| self.statement(id).within).take(self.statements.len())
    }

    /// Whether both are said by one source, or one inside the other.
    pub(crate) fn one_voice(&self, a: StatementId, b: StatementId) -> bool {
        let source = |id: StatementId| self.statement(id).source.entity;
        let same = source(a).is_some() && source(a) == source(b);
        same || self.is_around(a, b) || self.is_around(b, a)
    }

    /// Whether the first is said around the second.
    pub(crate) fn is_around(&self, outer: StatementId, inner: StatementId) -> bool {
        self.chain(inner).skip(1).any(|id| id == outer)
    }

    /// Words of the spans, in text order.
    pub(crate) fn words(&self, spans: &[Span]) -> Vec<TokenId> {
        spans.iter().flat_map(|&span| self.document.words_in(span).take(LONGEST)).map(TokenId).collect()
    }

    /// The word that makes it a statement; for a quotation without one, its first word.
    pub(crate) fn anchor(&self, statement: &Statement) -> Option<TokenId> {
        let spans = statement.cue.as_ref().map_or(&statement.content, |cue| &cue.spans);
        let words = self.words(&spans[..1.min(spans.len())]);
        // "according to", "has accused": the verb, or else what stands first.
        words.iter().copied().find(|&word| self.document.token(word).upos == Upos::Verb).or(words.first().copied())
    }

    /// Whom the words name.
    pub(crate) fn parties(&self, spans: &[Span]) -> BTreeSet<EntityId> {
        self.words(spans).into_iter().filter_map(|word| self.entities.headed_by(word)).collect()
    }

    /// Who speaks, and who is named in the words for that.
    pub(crate) fn speakers(&self, statement: &Statement) -> BTreeSet<EntityId> {
        self.parties(&statement.source.spans).into_iter().chain(statement.source.entity).collect()
    }

    /// Whom and what the words are about.
    pub(crate) fn matter(&self, content: &[Span]) -> Matter<'a> {
        let mut matter = Matter::default();
        for token in self.words(content) {
            matter.parties.extend(self.entities.headed_by(token));
            if self.is_weighty(token) {
                matter.stems.insert(stem(self.document.lemma(token)));
            }
        }
        matter
    }

    /// A noun, verb or adjective that is no name, and not one that any two statements may share.
    pub(crate) fn is_weighty(&self, token: TokenId) -> bool {
        let open = matches!(self.document.token(token).upos, Upos::Noun | Upos::Verb | Upos::Adj);
        open && self.document.name_at(token).is_none() && !is_blank(self.document.lemma(token))
    }

    /// The word that heads what is said.
    pub(crate) fn top(&self, words: &[TokenId]) -> Option<TokenId> {
        let outside = |head: TokenId| words.binary_search(&head).is_err();
        let is_top = |&word: &TokenId| {
            self.document.head(word).is_none_or(outside) && self.document.token(word).upos != Upos::Punct
        };
        words.iter().copied().find(is_top)
    }

    /// Whether the main clause of what is said is under "no", "not", "never" or "nothing".
    pub(crate) fn is_refused(&self, content: &[Span]) -> bool {
        let Some(top) = self.top(&self.words(content)) else { return false };
        let object = |child: TokenId| self.document.token(child).deprel.is("obj") && is_nobody(self.document, child);
        is_negated(self.document, top) || self.document.children(top).iter().any(|&child| object(child))
    }

    /// Deeds whose trigger stands in the spans.
    pub(crate) fn events_in(&self, spans: &[Span]) -> impl Iterator<Item = &'a Event> {
        let mut found: Vec<&'a Event> = Vec::new();
        for &span in spans {
            let first = self.events.partition_point(|event| event.trigger.start() < span.start());
            let inside = self.events[first..].iter().take_while(|event| event.trigger.start() < span.end());
            found.extend(inside.filter(|event| span.contains(event.trigger)));
        }
        found.into_iter()
    }

    /// Statements of the report, not of readers.
    pub(crate) fn of_report(&self) -> impl Iterator<Item = &'a Statement> {
        self.statements.iter().filter(|statement| statement.voice == Voice::Report)
    }

    /// The mention that a word heads, with its entity.
    pub(crate) fn mention(&self, word: TokenId) -> Option<(EntityId, &'a Mention)> {
        self.entities.mention(word)
    }
}

/// "poison", "poisoned" and "poisoning" are one matter.
pub(crate) fn stem(lemma: &str) -> &str {
    let endings = ["ation", "ings", "ing", "ment", "ed", "es", "s", "e"];
    let cut = endings.iter().find_map(|end| lemma.strip_suffix(end)).filter(|stem| stem.chars().count() >= 4);
    cut.unwrap_or(lemma)
}

/// How many statements each stem stands in: what all speak of tells little.
pub(crate) fn spread<'a>(matters: &[&Matter<'a>]) -> BTreeMap<&'a str, u32> {
    let mut spread = BTreeMap::new();
    for stem in matters.iter().flat_map(|matter| &matter.stems) {
        *spread.entry(*stem).or_default() += 1;
    }
    spread
}

/// Words that carry no matter: they are shared by any two statements.
fn is_blank(lemma: &str) -> bool {
    lists::BLANK_MATTERS.has(lemma)
}
