//! Accusations: who is accused by whom, and whether the article gives the accused a word.
//!
//! Readers of news ask it first: was an answer sought, and is it quoted? An answer is any statement of the accused, of
//! those who speak for them, or of a body of theirs.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Entity, EntityId, EntityKind, Span, Stance, Statement, StatementId, Voice};

/// How many statements after an accusation may still answer it; before it, half as many.
const REACH: usize = 60;

/// How far before a cue without a source the accused may stand, in bytes: "Dorn was accused of theft".
const BEFORE: usize = 120;

/// Somebody is accused, and what the article gives of their side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Accusation {
    /// The statement that accuses.
    pub statement: StatementId,
    /// Who is accused.
    pub accused: EntityId,
    /// What is given of their side.
    pub answer: Answer,
    /// The statement that answers; null where no answer is quoted.
    pub answered_in: Option<StatementId>,
}

/// The side of the accused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Answer {
    /// They deny it.
    Denied,
    /// They admit it.
    Admitted,
    /// They would not comment, or could not be reached.
    Declined,
    /// They are quoted, without a plain yes or no.
    Quoted,
    /// No answer is quoted.
    None,
}

/// Every accusation of the report, in text order.
pub fn accusations(statements: &[Statement], entities: &[Entity]) -> Vec<Accusation> {
    let mut mentions: Vec<(Span, EntityId)> =
        entities.iter().flat_map(|entity| entity.mentions.iter().map(|mention| (mention.span, entity.id))).collect();
    mentions.sort_by_key(|&(span, id)| (span.start(), std::cmp::Reverse(span.end()), id));
    let reader = Reader { statements, entities, mentions };
    statements.iter().filter_map(|statement| reader.accusation(statement)).collect()
}

struct Reader<'a> {
    statements: &'a [Statement],
    entities: &'a [Entity],
    /// In text order.
    mentions: Vec<(Span, EntityId)>,
}

impl Reader<'_> {
    fn accusation(&self, statement: &Statement) -> Option<Accusation> {
        if statement.stance != Stance::Alleges || statement.negated || statement.voice != Voice::Report {
            return None;
        }
        let accused = self.accused(statement)?;
        let place = statement.id.index();
        let window = place.saturating_sub(REACH / 2)..place.saturating_add(REACH).min(self.statements.len());
        let answers = self.statements[window].iter().filter(|other| {
            let same = other.source.entity.is_some() && other.source.entity == statement.source.entity;
            // What somebody else tells of the accused ("officials say that the agency is aware") is no word of theirs,
            // unless it is their yes, their no or their silence.
            let own = other.within.is_none() || answer(other) != Answer::Quoted;
            other.id != statement.id && other.voice == Voice::Report && !same && own && self.is_side_of(other, accused)
        });
        // A plain yes or no first; of equal answers the nearest, rather after than before.
        let best = answers
            .map(|other| (answer(other), other.id))
            .min_by_key(|&(answer, id)| (rank(answer), id < statement.id, id.index().abs_diff(place)));
        let (answer, answered_in) = best.map_or((Answer::None, None), |(answer, id)| (answer, Some(id)));
        Some(Accusation { statement: statement.id, accused, answer, answered_in })
    }

    /// The first party in what is alleged, other than who alleges it.
    fn accused(&self, statement: &Statement) -> Option<EntityId> {
        let own: BTreeSet<EntityId> =
            statement.source.entity.into_iter().chain(self.named_in(&statement.source.spans)).collect();
        // "accused Breland of ...": what comes first may be a mere place.
        let start = statement.content.first().map(|span| span.start());
        let at = start.map(|start| self.mentions.partition_point(|(span, _)| span.start() < start));
        let first = at.and_then(|at| self.mentions.get(at)).filter(|(span, _)| Some(span.start()) == start);
        let first = first.map(|&(_, id)| id);
        let can =
            |id: &EntityId| !own.contains(id) && (self.can_answer(*id) || first == Some(*id) && self.is_place(*id));
        let accused = self.named_in(&statement.content).find(can);
        accused.or_else(|| statement.source.spans.is_empty().then(|| self.before_cue(statement)).flatten())
    }

    fn entity(&self, id: EntityId) -> Option<&Entity> {
        self.entities.get(id.index())
    }

    fn can_answer(&self, id: EntityId) -> bool {
        let kind = |entity: &Entity| {
            matches!(entity.kind, EntityKind::Person | EntityKind::Organization | EntityKind::Group)
                || entity.actor.is_some()
        };
        self.entity(id).is_some_and(kind)
    }

    fn is_place(&self, id: EntityId) -> bool {
        self.entity(id).is_some_and(|entity| entity.kind == EntityKind::Place)
    }

    fn before_cue(&self, statement: &Statement) -> Option<EntityId> {
        let cue = statement.cue.as_ref()?.spans.first()?;
        let after = self.mentions.partition_point(|(span, _)| span.start() < cue.start());
        let near = |&&(span, id): &&(Span, EntityId)| {
            span.end() <= cue.start() && cue.start() - span.end() < BEFORE && self.can_answer(id)
        };
        self.mentions[..after].iter().rev().take(8).find(near).map(|&(_, id)| id)
    }

    /// Who is spoken of inside the spans, in text order.
    fn named_in<'s>(&'s self, spans: &'s [Span]) -> impl Iterator<Item = EntityId> + 's {
        spans.iter().flat_map(move |outer| {
            let first = self.mentions.partition_point(|(span, _)| span.start() < outer.start());
            let inside = self.mentions[first..].iter().take_while(move |(span, _)| span.start() < outer.end());
            inside.filter(move |(span, _)| span.end() <= outer.end()).map(|&(_, id)| id)
        })
    }

    /// Whether the source is the accused, a body of theirs, or somebody who speaks for them.
    fn is_side_of(&self, statement: &Statement, accused: EntityId) -> bool {
        let source = &statement.source;
        let entity = source.entity.and_then(|id| self.entity(id));
        let of_theirs = |entity: &Entity| {
            entity.id == accused || entity.member_of == Some(accused) || entity.head_of == Some(accused)
        };
        // "Her lawyer", "a spokesman for the bank", "Breland's foreign ministry".
        if entity.is_some_and(of_theirs) || self.named_in(&source.spans).any(|id| id == accused) {
            return true;
        }
        // "The foreign ministry" of an accused country.
        let Some(accused) = self.entity(accused).filter(|accused| accused.roles.is_empty()) else { return false };
        entity.is_some_and(|entity| {
            accused.country.is_some()
                && entity.country == accused.country
                && entity.roles.first().is_some_and(|role| matches!(role.as_str(), "GOV" | "MIL" | "SPY"))
        })
    }
}

fn answer(statement: &Statement) -> Answer {
    match statement.stance {
        Stance::Denies if !statement.negated => Answer::Denied,
        Stance::Confirms if !statement.negated => Answer::Admitted,
        Stance::Declines => Answer::Declined,
        _ => Answer::Quoted,
    }
}

fn rank(answer: Answer) -> u8 {
    match answer {
        Answer::Denied | Answer::Admitted => 0,
        Answer::Declined => 1,
        Answer::Quoted => 2,
        Answer::None => 3,
    }
}
