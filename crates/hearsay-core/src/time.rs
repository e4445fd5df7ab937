//! Days and the expressions that name them.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Span;

/// Days that words can mean, first and last included; `first <= last`. "In March" is thirty-one days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(from = "(Date, Date)", into = "(Date, Date)")]
#[schemars(with = "(String, String)")]
pub struct Days {
    /// The first day it can be.
    pub first: Date,
    /// The last day it can be.
    pub last: Date,
}

impl Days {
    /// From `first` to `last`, put in order.
    pub fn new(first: Date, last: Date) -> Self {
        Self { first: first.min(last), last: first.max(last) }
    }

    /// One day.
    pub fn day(day: Date) -> Self {
        Self { first: day, last: day }
    }
}

impl From<(Date, Date)> for Days {
    fn from((first, last): (Date, Date)) -> Self {
        Self::new(first, last)
    }
}

impl From<Days> for (Date, Date) {
    fn from(days: Days) -> Self {
        (days.first, days.last)
    }
}

/// A temporal expression, in TIMEX3's terms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TimeExpression {
    /// The words.
    pub span: Span,
    /// DATE, TIME, DURATION or SET.
    #[serde(rename = "type")]
    pub kind: TimeKind,
    /// TIMEX3 value: `2008-11`, `2010-Q4`, `P3D`, `XXXX-WXX-1`, `PAST_REF`.
    pub value: String,
    /// TIMEX3 modifier: `START`, `MID`, `END`, `APPROX`, `MORE_THAN` ...
    #[serde(rename = "mod", default, skip_serializing_if = "Option::is_none")]
    pub modifier: Option<String>,
    /// The days it can mean; null for a duration or a set that is anchored to nothing.
    pub interval: Option<Days>,
}

/// TIMEX3 types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimeKind {
    /// A calendar time of a day or longer.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// Something that recurs.
    Set,
}
