//! Which tellings count: by status, by who says so, by voice.

use std::collections::BTreeSet;

use hearsay_core::{Level, Status, Voice};
use serde::{Deserialize, Serialize};

use crate::Event;

/// The footing that a telling needs to count.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Footing {
    /// Statuses that count.
    pub statuses: BTreeSet<Status>,
    /// Sourcing levels that count; `None` for all. The paper's own voice has no level and is judged by status alone.
    pub levels: Option<BTreeSet<Level>>,
    /// Whether readers' comments count.
    pub comments: bool,
    /// Whether deeds count whose target only their sentence implies.
    pub implied: bool,
    /// The least confidence of the reading, 0 to 1.
    pub confidence: f32,
}

impl Default for Footing {
    /// The default voice: what is reported or plainly claimed, by anyone, comments out, to a target that is stated.
    fn default() -> Self {
        Self {
            statuses: BTreeSet::from([Status::Reported, Status::Claimed]),
            levels: None,
            comments: false,
            implied: false,
            confidence: 0.0,
        }
    }
}

impl Footing {
    /// Whether this telling counts. A weight that is no number tells nothing.
    pub fn keeps(&self, event: &Event) -> bool {
        let known = |level: &Level| self.levels.as_ref().is_none_or(|levels| levels.contains(level));
        self.statuses.contains(&event.status)
            && event.level.as_ref().is_none_or(known)
            && (self.comments || event.voice == Voice::Report)
            && (self.implied || !event.implied)
            && event.confidence >= self.confidence
            && event.weight.is_finite()
    }
}
