//! Accusations: who is accused by whom, and whether the article gives the accused a word.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{EntityId, StatementId};

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
