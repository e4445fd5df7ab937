//! Who says what, and on what footing.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{EntityId, Span, StatementId};

/// Somebody says, thinks, denies or wants something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Statement {
    /// Its id in this record.
    pub id: StatementId,
    /// The report or a reader's comment.
    pub voice: Voice,
    /// Who says it.
    pub source: Source,
    /// The words that make it a statement; null for a bare quotation given to the speaker in play.
    pub cue: Option<Cue>,
    /// What is said, in text order; more than one span when the cue interrupts it. Never empty.
    pub content: Vec<Span>,
    /// In quotation marks, paraphrased, or both.
    pub form: Form,
    /// What the speaker does with it.
    pub stance: Stance,
    /// "may", "appears", "to his knowledge".
    pub hedged: bool,
    /// The cue is negated: "did not say".
    pub negated: bool,
    /// The paper keeps its distance: "claims", "what it calls".
    pub distanced: bool,
    /// The statement whose content holds this one.
    pub within: Option<StatementId>,
}

impl Statement {
    /// Whether the speaker denies something; who "did not deny it" does not.
    pub fn denies(&self) -> bool {
        self.stance == Stance::Denies && !self.negated
    }
}

/// Whose voice a thing is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Voice {
    /// The article itself.
    Report,
    /// A reader's comment.
    Comment,
}

/// Who stands behind a statement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Source {
    /// The words that name or describe the source; empty where the text leaves it out.
    pub spans: Vec<Span>,
    /// Who that is; null where the text leaves the source out ("it is said").
    pub entity: Option<EntityId>,
    /// How far the reader can check who it is.
    pub level: Level,
    /// How many people stand behind it.
    pub count: Option<Count>,
    /// The description in the text's words, for a source without a name.
    pub description: Option<String>,
    /// Terms of anonymity in the text's words.
    pub terms: Option<String>,
    /// The reason given for anonymity, in the text's words.
    pub reason: Option<String>,
    /// Who heard it, where said ("told Reuters").
    pub told: Option<String>,
    /// How the words came, where said ("in an email", "on Twitter").
    #[serde(default)]
    pub channel: Option<String>,
    /// Whom the source speaks for: a spokesman's bank, "on behalf of the families".
    #[serde(default)]
    pub on_behalf_of: Option<String>,
    /// The group that these are some of: "some of the officials" are part of "the officials".
    #[serde(default)]
    pub part_of: Option<EntityId>,
}

impl Source {
    /// A source that the text leaves out.
    pub fn nobody() -> Self {
        Self {
            spans: Vec::new(),
            entity: None,
            level: Level::Unattributed,
            count: None,
            description: None,
            terms: None,
            reason: None,
            told: None,
            channel: None,
            on_behalf_of: None,
            part_of: None,
        }
    }
}

/// How many people; `max` is null when open ("several").
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Count {
    /// At least so many.
    pub min: u32,
    /// At most so many; null when open.
    pub max: Option<u32>,
    /// The words that say so.
    pub text: String,
}

/// The words that make something a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Cue {
    /// The words, in text order.
    pub spans: Vec<Span>,
    /// Dictionary form: "say", "according to".
    pub lemma: String,
    /// The class of its lexicon family: "assert", "deny", "allege" ...
    pub class: String,
}

/// Sourcing levels; see RECORD.md for the evidence that each needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// A person's name is the source.
    Named,
    /// A spokesman, press secretary, or a statement for an organisation.
    Spokesperson,
    /// A government, agency, court, company or country speaks.
    Institution,
    /// A suit, report, study, poll, letter, cable, filing.
    Document,
    /// Another outlet.
    Media,
    /// A description without a name, or terms of anonymity.
    Anonymous,
    /// Experts, analysts, critics, observers, many, some.
    Collective,
    /// A named person whose words were said to others.
    Elsewhere,
    /// A speaker known only through another source.
    Relayed,
    /// "It is believed", "reportedly".
    Unattributed,
    /// The writer of a comment.
    Reader,
}

/// Whether the words are the speaker's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// All of it in quotation marks.
    Direct,
    /// None of it.
    Indirect,
    /// Some of it.
    Mixed,
}

/// What a speaker does with the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)] // each is its own explanation; RECORD.md lists them
pub enum Stance {
    Asserts,
    Confirms,
    Discloses,
    Denies,
    Alleges,
    Believes,
    Doubts,
    Predicts,
    Hopes,
    Fears,
    Intends,
    Threatens,
    Refuses,
    Demands,
    Asks,
    Decrees,
    Praises,
    Criticises,
    Declines,
}
