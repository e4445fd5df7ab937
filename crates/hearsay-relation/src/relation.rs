//! Everything that can be told of how two parties stand, from one pile of news.

use serde::{Deserialize, Serialize};

use crate::{Assessment, Bin, Change, Coverage, Event, Said, Series, Spec, Swings, Turn};

/// How two parties stand, and stood.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Relation {
    /// What they did to each other, in time.
    pub series: Series,
    /// When things changed for longer.
    pub changes: Vec<Change>,
    /// When they were at a low or a high.
    pub turns: Vec<Turn>,
    /// From high to low and back.
    pub swings: Swings,
    /// What is said of it.
    pub said: Said,
}

/// Fewer articles on one side of a change cannot tell that anything changed.
const ENOUGH: u32 = 3;

/// Reckons a relation; the same rows and the same `spec` give the same answer, whatever the order of the rows.
pub fn relation(events: &[Event], assessments: &[Assessment], coverage: &Coverage, spec: &Spec) -> Relation {
    let series = crate::series(events, coverage, spec);
    let mut changes = crate::changes(&series, spec);
    // Where the articles begin or end, deeds do: that is no change between the two.
    let read = |bins: &[Bin]| {
        let articles = bins.iter().map(|bin| bin.articles.unwrap_or(ENOUGH));
        articles.fold(0, u32::saturating_add) >= ENOUGH
    };
    changes.retain(|change| read(&series.bins[..change.bin]) && read(&series.bins[change.bin..]));
    let turns = crate::turns(&series);
    let swings = crate::swings(&series);
    let said = crate::said(assessments, &series, &spec.footing);
    Relation { series, changes, turns, swings, said }
}
