//! Who did what to whom, how two parties are said to stand, and who contradicts whom.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Context, Days, EntityId, EventId, Span, StatementId, Voice};

/// A deed, with its parties, its date and its footing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Event {
    /// Its id in this record.
    pub id: EventId,
    /// The report or a reader's comment; a comment's event is never `reported`.
    pub voice: Voice,
    /// Who did it.
    pub source: Vec<Party>,
    /// To whom.
    pub target: Vec<Party>,
    /// PLOVER type.
    #[serde(rename = "type")]
    pub plover: Plover,
    /// PLOVER mode, where one fits.
    pub mode: Option<String>,
    /// CAMEO code, 2 to 4 digits.
    pub cameo: String,
    /// Weight of the deed on Goldstein's scale, -10 (conflict) to 10 (cooperation).
    pub goldstein: f32,
    /// Id of the deed file in the lexicon.
    pub deed: String,
    /// What it is about, PLOVER's contexts: those that the deed itself has, then those that words of its sentence tell.
    #[serde(default)]
    pub contexts: Vec<Context>,
    /// The words that name the deed.
    pub trigger: Span,
    /// The sentence they stand in.
    pub sentence: Span,
    /// Words elsewhere in the article that tell the same deed again.
    #[serde(default)]
    pub retold: Vec<Span>,
    /// When it happened, not when it was printed; null when nothing tells.
    pub date: Option<Days>,
    /// Where it happened, as the text says for this deed.
    pub place: Option<Place>,
    /// Its footing.
    pub status: Status,
    /// The statement that carries it; null only in the paper's own voice.
    pub according_to: Option<StatementId>,
    /// 0 to 1: how sure the reading is that the words mean this deed with these parties.
    pub confidence: f32,
}

/// Somebody in an event, with the words that say so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Party {
    /// Who.
    pub entity: EntityId,
    /// The words.
    pub span: Span,
    /// Actor code on the day of the deed, where it is known.
    pub actor: Option<String>,
}

/// Where a deed happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// The words.
    pub span: Span,
    /// The name in the text's words.
    pub name: String,
    /// ISO 3166 alpha-3 country, where known.
    pub country: Option<String>,
}

/// PLOVER event types (manual 2.0 draft).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
#[allow(missing_docs)] // the ontology's own names
pub enum Plover {
    Agree,
    Consult,
    Support,
    Concede,
    Cooperate,
    Aid,
    Retreat,
    Request,
    Accuse,
    Reject,
    Threaten,
    Sanction,
    Protest,
    Mobilize,
    Coerce,
    Assault,
}

impl Plover {
    /// All sixteen, in the manual's order.
    pub const ALL: [Plover; 16] = [
        Plover::Agree,
        Plover::Consult,
        Plover::Support,
        Plover::Concede,
        Plover::Cooperate,
        Plover::Aid,
        Plover::Retreat,
        Plover::Request,
        Plover::Accuse,
        Plover::Reject,
        Plover::Threaten,
        Plover::Sanction,
        Plover::Protest,
        Plover::Mobilize,
        Plover::Coerce,
        Plover::Assault,
    ];

    /// The ontology's name: `ACCUSE`.
    pub fn name(self) -> &'static str {
        match self {
            Plover::Agree => "AGREE",
            Plover::Consult => "CONSULT",
            Plover::Support => "SUPPORT",
            Plover::Concede => "CONCEDE",
            Plover::Cooperate => "COOPERATE",
            Plover::Aid => "AID",
            Plover::Retreat => "RETREAT",
            Plover::Request => "REQUEST",
            Plover::Accuse => "ACCUSE",
            Plover::Reject => "REJECT",
            Plover::Threaten => "THREATEN",
            Plover::Sanction => "SANCTION",
            Plover::Protest => "PROTEST",
            Plover::Mobilize => "MOBILIZE",
            Plover::Coerce => "COERCE",
            Plover::Assault => "ASSAULT",
        }
    }
}

/// The footing of an event; later ones are weaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// In the paper's own voice.
    Reported,
    /// Plainly asserted by a source.
    Claimed,
    /// Accused, alleged, suspected, believed.
    Alleged,
    /// Planned, vowed, announced.
    Future,
    /// If, may, could, hoped, asked for.
    Possible,
    /// The content of a denial.
    Denied,
    /// Said not to have happened.
    Negated,
}

impl Status {
    /// All seven, the surest first.
    pub const ALL: [Status; 7] = [
        Status::Reported,
        Status::Claimed,
        Status::Alleged,
        Status::Future,
        Status::Possible,
        Status::Denied,
        Status::Negated,
    ];
}

/// Somebody says how two parties stand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Assessment {
    /// The two parties.
    pub between: [EntityId; 2],
    /// The words that say how they stand.
    pub span: Span,
    /// -1 hostile to 1 close; null where only a trend is stated.
    pub level: Option<f32>,
    /// Which way it goes.
    pub trend: Option<Trend>,
    /// "a nadir", "best ever".
    pub extreme: Option<Extreme>,
    /// Its footing.
    pub status: Status,
    /// The statement that carries it; null only in the paper's own voice.
    pub according_to: Option<StatementId>,
    /// The report or a reader's comment.
    pub voice: Voice,
}

/// Which way a relation goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Trend {
    Worsening,
    Improving,
    Steady,
    Mixed,
}

/// Whether a relation is at an end of its range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Extreme {
    Low,
    High,
}

/// Two statements that cannot both stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Dispute {
    /// The statement contradicted, then the one that contradicts.
    pub statements: [StatementId; 2],
    /// How.
    pub kind: DisputeKind,
    /// Whom it is about.
    pub about: Vec<EntityId>,
}

/// How two statements contradict each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum DisputeKind {
    /// One denies what the other says.
    Denial,
    /// Opposite assessments of one relation.
    Assessment,
}
