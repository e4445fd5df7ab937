//! A small learned judge over what the rules propose: is it a statement, and where does its content end?
//!
//! Two linear models over hashed features of the tree, trained by `training/hearsay_training/ranker.py` on our own labels;
//! their weights are a file of their own. Without the feature `ranker` the rules stand alone. With the feature `polnear`
//! the weights are those learned from PolNeAR, which leave what is said inside a statement to the rules: that corpus marks
//! the outermost only.

mod bounds;
mod features;
#[cfg(feature = "ranker")]
mod judge;
mod kinds;
pub(super) mod level;

#[cfg(feature = "ranker")]
pub(super) use judge::judged;

use hearsay_core::{Document, Entities, Level, Span};

use super::reading::{Found, Reading};
use super::{nest, spans};
use crate::Lexicon;

/// Places in each of the two tables.
const TABLE: usize = 1 << 16;

/// A statement as proposed, with all that the ranker may choose from; for training.
#[derive(Debug, Clone)]
pub struct Proposal {
    /// The words of the cue.
    pub cue: Vec<Span>,
    /// The place in the list of the proposal whose content holds this one's cue.
    pub within: Option<usize>,
    /// Places in the first table.
    pub features: Vec<u32>,
    /// Contents that it could have, the rules' own first, each with its places in the second table.
    pub bounds: Vec<(Vec<Span>, Vec<u32>)>,
}

/// All that the rules propose in the document, before anything is judged.
pub fn proposals(document: &Document, entities: &Entities, lexicon: &Lexicon) -> Vec<Proposal> {
    let reading = Reading::new(document, entities, lexicon);
    let found = super::proposed(&reading);
    let within = nest::within(&reading, &found);
    let proposal = |(statement, within): (&Found<'_>, Option<usize>)| Proposal {
        cue: statement.cue.iter().map(|cue| document.span_of(cue.clone())).collect(),
        within,
        features: reading.features_of(statement),
        bounds: reading
            .bounds(statement, within.map(|outer| &found[outer]))
            .iter()
            .map(|bound| {
                (
                    spans(document, &bound.content),
                    reading.features_of_bound(statement, &reading.frame(statement), bound),
                )
            })
            .collect(),
    };
    found.iter().zip(within).map(proposal).collect()
}

/// A statement as read, with what its level is judged by; for training.
#[derive(Debug, Clone)]
pub struct Leveled {
    /// The words of the cue.
    pub cue: Vec<Span>,
    /// What is said.
    pub content: Vec<Span>,
    /// The level by rules and its places; none where nobody speaks.
    pub level: Option<(Level, Vec<u32>)>,
}

/// The statements of a document as they are before their level is judged.
pub fn leveled(document: &Document, entities: &Entities, lexicon: &Lexicon) -> Vec<Leveled> {
    let reading = Reading::new(document, entities, lexicon);
    let found = super::arranged(&reading, super::judged(&reading));
    let within = nest::within(&reading, &found);
    let leveled = |(statement, within): (&Found<'_>, Option<usize>)| {
        let outer = within.map(|outer| &found[outer]);
        let outer = level::Outer { found: outer, nested: super::is_told(&reading, statement, outer) };
        let level = statement.speaker.as_ref().map(|speaker| {
            let ruled = reading.level_by_rules(statement, speaker, outer.nested);
            (ruled, reading.features_of_level(statement, speaker, outer, ruled))
        });
        Leveled {
            cue: statement.cue.iter().map(|cue| document.span_of(cue.clone())).collect(),
            content: spans(document, &statement.content),
            level,
        }
    };
    found.iter().zip(within).map(leveled).collect()
}
