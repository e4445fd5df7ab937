//! A relation as one JSON object, with everything it was reckoned from.

use serde::Serialize;

use crate::picture::Subject;
use crate::{Assessment, Event, Relation, Spec};

/// What `hearsay dyad --format json` prints.
#[derive(Debug, Serialize)]
pub struct Page<'a> {
    /// Name and version of this layout.
    schema: &'static str,
    /// The parties as asked for.
    between: [&'a str; 2],
    /// What was asked.
    asked: &'a Spec,
    #[serde(flatten)]
    relation: &'a Relation,
    /// Every telling, on any footing, with its sentence.
    events: &'a [Event],
    /// Everything said of how they stand.
    assessments: &'a [Assessment],
}

impl<'a> Page<'a> {
    /// Of what is drawn, and what was asked.
    pub fn new(subject: Subject<'a>, asked: &'a Spec) -> Self {
        let Subject { one, other, relation, events, assessments } = subject;
        Self { schema: "hearsay/dyad/1", between: [one, other], asked, relation, events, assessments }
    }
}
