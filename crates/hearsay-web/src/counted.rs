//! Rows that are counted over the whole store.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

/// A pair with its line.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct Mover {
    /// Code of the one.
    pub(crate) one: String,
    /// Its name.
    pub(crate) one_name: String,
    /// Code of the other.
    pub(crate) other: String,
    /// Its name.
    pub(crate) other_name: String,
    /// The latest time counted: `2025-Q2`.
    pub(crate) when: String,
    /// Sum of the weights of what is reported or claimed in it.
    pub(crate) now: f64,
    /// The same of the year before, as a mean.
    pub(crate) before: f64,
    /// Tellings in the latest time.
    pub(crate) deeds: u64,
    /// Tellings in all.
    pub(crate) all: u64,
    /// The lowest sum.
    pub(crate) lowest: f64,
    /// When that was.
    pub(crate) lowest_when: String,
    /// Sums by time, up to the latest; ten years at most.
    pub(crate) line: Vec<f64>,
}

/// How an outlet sources.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct Sourcing {
    /// Its name; null for articles that name none.
    pub(crate) outlet: Option<String>,
    /// Its articles.
    pub(crate) articles: u64,
    /// Statements in them.
    pub(crate) statements: u64,
    /// By sourcing level.
    pub(crate) levels: BTreeMap<String, u64>,
    /// Share of the statements whose source has no name: anonymous, collective, unattributed; 0 to 1.
    pub(crate) nameless: f64,
    /// By month, `201101`: statements, and how many of them have a source without a name.
    #[schema(value_type = Object)]
    pub(crate) months: BTreeMap<u32, (u64, u64)>,
}
