//! Who is cited in an article: its sources, and how many people can stand behind it.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Count, Entity, EntityId, Level, Source, Statement, StatementId, Voice};

/// The sources of an article's report; readers' comments are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Inventory {
    /// So many people at least spoke to the paper or put out their words.
    ///
    /// Named people are told apart by their names. People without a name may be the same ones each time, so of them only
    /// the largest group counts: "half a dozen officials" and "an official" are six at least.
    pub least: u32,
    /// So many at most: every group another one; null where a number is open.
    pub most: Option<u32>,
    /// One entry a source, in order of first mention.
    pub cited: Vec<Cited>,
}

/// One source with all it says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Cited {
    /// Who it is; null where the source is no entity.
    pub entity: Option<EntityId>,
    /// The name or description.
    pub name: String,
    /// The strongest level that one of its statements has.
    pub level: Level,
    /// How many people it is; null for bodies, papers and outlets.
    pub count: Option<Count>,
    /// The group that these are some of.
    pub part_of: Option<EntityId>,
    /// Terms of anonymity in the text's words.
    pub terms: Option<String>,
    /// The group's statements, in text order.
    pub statements: Vec<StatementId>,
}

impl Inventory {
    /// Gathers the sources of `statements`; `words` gives the text of a span.
    pub fn new<'t>(statements: &[Statement], entities: &[Entity], words: impl Fn(crate::Span) -> &'t str) -> Self {
        let mut places: BTreeMap<Key<'_>, usize> = BTreeMap::new();
        let mut cited: Vec<Cited> = Vec::new();
        for statement in statements.iter().filter(|statement| statement.voice == Voice::Report) {
            let source = &statement.source;
            let Some(&span) = source.spans.first() else { continue };
            let place = *places.entry(key(source, words(span))).or_insert_with(|| {
                cited.push(Cited {
                    entity: source.entity,
                    name: name(source, entities, words(span)),
                    level: source.level,
                    count: source.count.clone(),
                    part_of: source.part_of,
                    terms: source.terms.clone(),
                    statements: Vec::new(),
                });
                cited.len() - 1
            });
            let entry = &mut cited[place];
            entry.statements.push(statement.id);
            entry.level = entry.level.min(source.level);
            entry.terms = entry.terms.take().or_else(|| source.terms.clone());
            // "officials ... the two officials": the number that says most.
            let surer =
                |count: &Count| count.max.is_some() && entry.count.as_ref().is_none_or(|known| known.max.is_none());
            if let Some(count) = source.count.as_ref().filter(|count| entry.count.is_none() || surer(count)) {
                entry.count = Some(count.clone());
            }
        }
        let (least, most) = people(&cited);
        Self { least, most, cited }
    }
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Key<'t> {
    Entity(EntityId),
    Words(&'t str),
}

fn key<'t>(source: &Source, words: &'t str) -> Key<'t> {
    source.entity.map_or(Key::Words(words), Key::Entity)
}

fn name(source: &Source, entities: &[Entity], words: &str) -> String {
    let entity = source.entity.and_then(|id| entities.get(id.index())).map(|entity| entity.name.clone());
    source.description.clone().or(entity).unwrap_or_else(|| words.to_owned())
}

/// People who spoke for this article: who was quoted from elsewhere or through others has not.
fn people(cited: &[Cited]) -> (u32, Option<u32>) {
    let spoke = |entry: &&Cited| {
        matches!(entry.level, Level::Named | Level::Spokesperson | Level::Anonymous | Level::Collective)
    };
    // "some of the officials" are counted with the officials, if those are sources themselves.
    let whole = |entry: &&Cited| {
        entry
            .part_of
            .is_none_or(|group| !cited.iter().any(|other| other.entity == Some(group) && other.count.is_some()))
    };
    let (mut named, mut largest, mut most) = (0u32, 0u32, Some(0u32));
    for entry in cited.iter().filter(spoke).filter(whole) {
        let Some(count) = &entry.count else { continue };
        if entry.level == Level::Named {
            named = named.saturating_add(count.min);
        } else {
            largest = largest.max(count.min);
        }
        most = most.zip(count.max).map(|(sum, more)| sum.saturating_add(more));
    }
    (named.saturating_add(largest), most)
}
