//! Accusations: who is accused by whom, and whether the article gives the accused a word.
//!
//! Readers of news ask it first: was an answer sought, and is it quoted? An answer is a statement of the accused, of
//! those who speak for them, or of a body of theirs, that is about the accusation. Words accuse whatever their verb:
//! "accused Dorn of fraud", "the jury convicted Dorn", "said Dorn had swindled the bank".

mod answer;
mod blame;
mod wrongs;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Entity, EntityId, EntityKind, Span, Stance, Statement, StatementId, Voice};

/// How far before a cue without a source the accused may stand, in bytes: "Dorn was accused of theft".
const BEFORE: usize = 120;

/// Verbs that allege without naming whom.
const CLAIMS: &str = "claim say suggest insinuate imply argue contend";

/// Verbs of courts that hold somebody guilty.
const CONVICTS: &str = "convict sentence jail imprison indict";

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

/// Every accusation of the report, in text order; spans are bytes of `text`.
pub fn accusations(text: &str, statements: &[Statement], entities: &[Entity]) -> Vec<Accusation> {
    let mut mentions: Vec<(Span, EntityId)> =
        entities.iter().flat_map(|entity| entity.mentions.iter().map(|mention| (mention.span, entity.id))).collect();
    mentions.sort_by_key(|&(span, id)| (span.start(), std::cmp::Reverse(span.end()), id));
    let reader = Reader { text, statements, entities, mentions };
    statements.iter().filter_map(|statement| reader.accusation(statement)).collect()
}

/// Statements around a statement that are looked at.
const DEEP: usize = 8;

struct Reader<'a> {
    text: &'a str,
    statements: &'a [Statement],
    entities: &'a [Entity],
    /// In text order.
    mentions: Vec<(Span, EntityId)>,
}

impl Reader<'_> {
    fn accusation(&self, statement: &Statement) -> Option<Accusation> {
        // "denied that his agency had leaked the name" says nothing of the agency.
        let above = std::iter::successors(statement.within, |id| self.statements.get(id.index())?.within);
        let denied = above.take(DEEP).any(|id| {
            self.statements
                .get(id.index())
                .is_some_and(|outer| matches!(outer.stance, Stance::Denies | Stance::Refuses))
        });
        if denied || statement.negated || statement.voice != Voice::Report {
            return None;
        }
        let mut own: Vec<EntityId> = statement.source.entity.into_iter().collect();
        own.extend(self.named_in(&statement.source.spans));
        let accused = match statement.stance {
            Stance::Alleges => self.accused(statement, &own),
            Stance::Decrees => self.convicted(statement, &own),
            Stance::Asserts | Stance::Criticises | Stance::Discloses => self.blamed(statement, &own),
            _ => None,
        }?;
        let (answer, answered_in) = self.answered(statement, accused);
        Some(Accusation { statement: statement.id, accused, answer, answered_in })
    }

    /// The first party in what is alleged, other than who alleges it.
    fn accused(&self, statement: &Statement, own: &[EntityId]) -> Option<EntityId> {
        let cue = cue_lemma(statement);
        // Who goes to court asks for something; what they say there may accuse.
        if cue.contains("suit") || cue.starts_with("sue") {
            return None;
        }
        // "accused Breland of ...": what comes first may be a mere place.
        let start = statement.content.first().map(|span| span.start());
        let at = start.map(|start| self.mentions.partition_point(|(span, _)| span.start() < start));
        let first = at.and_then(|at| self.mentions.get(at)).filter(|(span, _)| Some(span.start()) == start);
        let first = first.map(|&(_, id)| id);
        let can =
            |id: &EntityId| !own.contains(id) && (self.can_answer(*id) || first == Some(*id) && self.is_place(*id));
        let accused = self.named_in(&statement.content).find(can);
        // "claims that officials said ...": who is quoted is not blamed.
        let quoted = |id: EntityId| {
            let inside = |other: &Statement| other.within == Some(statement.id) && other.source.entity == Some(id);
            is_listed(CLAIMS, first_word(cue)) && self.statements.iter().any(inside)
        };
        if accused.is_some_and(quoted) {
            return None;
        }
        accused.or_else(|| statement.source.spans.is_empty().then(|| self.before_cue(statement)).flatten())
    }

    /// "convicted Dorn of fraud", "was found guilty".
    fn convicted(&self, statement: &Statement, own: &[EntityId]) -> Option<EntityId> {
        let cue = first_word(cue_lemma(statement));
        let guilty = || {
            let said =
                |span: &Span| self.text[span.start()..span.end()].split_whitespace().any(|word| word == "guilty");
            cue == "find" && statement.content.iter().any(said)
        };
        if !is_listed(CONVICTS, cue) && !guilty() {
            return None;
        }
        self.named_in(&statement.content).find(|id| !own.contains(id) && self.can_answer(*id))
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
        self.mentions_in(spans).map(|(_, id)| id)
    }

    fn mentions_in<'s>(&'s self, spans: &'s [Span]) -> impl Iterator<Item = (Span, EntityId)> + 's {
        spans.iter().flat_map(move |outer| {
            let first = self.mentions.partition_point(|(span, _)| span.start() < outer.start());
            let inside = self.mentions[first..].iter().take_while(move |(span, _)| span.start() < outer.end());
            inside.filter(move |(span, _)| span.end() <= outer.end()).copied()
        })
    }
}

fn cue_lemma(statement: &Statement) -> &str {
    statement.cue.as_ref().map_or("", |cue| cue.lemma.as_str())
}

fn first_word(words: &str) -> &str {
    words.split(' ').next().unwrap_or_default()
}

/// Whether the word is one of a list of words parted by blanks.
fn is_listed(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|listed| listed == word)
}
