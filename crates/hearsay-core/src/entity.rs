//! Who and what an article speaks of.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{EntityId, Span, TokenId, work};

/// Somebody or something, with every place where the text speaks of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Entity {
    /// Its id in this record.
    pub id: EntityId,
    /// The fullest name, or the first description.
    pub name: String,
    /// What it is.
    #[serde(rename = "type")]
    pub kind: EntityKind,
    /// CAMEO-style actor code on the day of publication: ISO-3 country, then roles; null when unknown.
    pub actor: Option<String>,
    /// ISO 3166 alpha-3 country, where known.
    pub country: Option<String>,
    /// CAMEO roles, most specific last.
    pub roles: Vec<String>,
    /// The organisation that this person heads, as the text states.
    pub head_of: Option<EntityId>,
    /// The body that this one belongs to, as the text states.
    pub member_of: Option<EntityId>,
    /// Every mention, in text order.
    pub mentions: Vec<Mention>,
}

impl Entity {
    /// Whether it has any of these CAMEO roles.
    pub fn has_role(&self, any: &[&str]) -> bool {
        self.roles.iter().any(|role| any.contains(&role.as_str()))
    }
}

/// What an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum EntityKind {
    /// A named person.
    Person,
    /// A named organisation, or a state acting.
    Organization,
    /// A named place.
    Place,
    /// People without a name ("US officials", "a spokesman", "militants").
    Group,
    /// A named event.
    Event,
    /// A named work.
    Work,
    /// Anything else that acts or is acted on.
    Other,
}

/// One place where an entity is spoken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Mention {
    /// The words.
    pub span: Span,
    /// How it is spoken of.
    pub kind: MentionKind,
    /// The head word while reading; no word in a record.
    #[serde(skip, default = "no_token")]
    #[schemars(skip)]
    pub head: TokenId,
}

pub(crate) fn no_token() -> TokenId {
    TokenId(u32::MAX)
}

/// How an entity is spoken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum MentionKind {
    /// By name.
    Name,
    /// By description.
    Nominal,
    /// By pronoun.
    Pronoun,
}

/// All entities of one document, findable by word.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entities {
    /// In order of first mention; an entity's id is its index here, and its mentions stand in the order of their heads.
    pub list: Vec<Entity>,
    /// For each token: the entity whose mention it heads.
    of_token: Vec<Option<EntityId>>,
    /// For each entity: its first mention that is no pronoun, as an index of its mentions.
    first_full: Vec<Option<usize>>,
}

impl Entities {
    /// The entities of a document of so many `tokens`. Each token heads one mention at most, and the mentions of an
    /// entity stand in the order of their heads.
    pub fn new(list: Vec<Entity>, tokens: usize) -> Self {
        let mut of_token = vec![None; tokens];
        for entity in &list {
            for mention in &entity.mentions {
                of_token[mention.head.index()] = Some(entity.id);
            }
        }
        let is_full = |mention: &Mention| {
            work::step();
            mention.kind != MentionKind::Pronoun
        };
        let full = |entity: &Entity| entity.mentions.iter().position(is_full);
        let first_full = list.iter().map(full).collect();
        Self { list, of_token, first_full }
    }

    /// The entity whose mention `token` heads.
    pub fn headed_by(&self, token: TokenId) -> Option<EntityId> {
        self.of_token.get(token.index()).copied().flatten()
    }

    /// The entity with this id.
    pub fn get(&self, id: EntityId) -> &Entity {
        &self.list[id.index()]
    }

    /// The mention that `token` heads, with its entity.
    pub fn mention(&self, token: TokenId) -> Option<(EntityId, &Mention)> {
        let id = self.headed_by(token)?;
        let mentions = &self.get(id).mentions;
        let at = mentions
            .binary_search_by(|mention| {
                work::step();
                mention.head.cmp(&token)
            })
            .ok()?;
        Some((id, &mentions[at]))
    }

    /// The first mention of an entity that names or describes it.
    pub fn first_full(&self, id: EntityId) -> Option<&Mention> {
        self.first_full[id.index()].map(|at| &self.get(id).mentions[at])
    }
}
