//! A small learned judge over what the rules propose: is it a statement, and where does its content end?
//!
//! Two linear models over hashed features of the tree, trained on PolNeAR's training articles by
//! `training/hearsay_training/ranker.py`; their weights are a file of their own. Without the feature `ranker` the rules
//! stand alone. What is said inside a statement is left to the rules: the corpus marks the outermost only.

mod bounds;
mod features;

use hearsay_core::{Document, Entities, Span};

use super::reading::{Found, Reading};
use super::{nest, spans};
use crate::Lexicon;

/// Places in each of the two tables.
const TABLE: usize = 1 << 15;

#[cfg(feature = "ranker")]
static WEIGHTS: &[u8] = include_bytes!("../../../weights/ranker.bin");

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
    let reading = Reading::new(document, entities, &lexicon.cues);
    let found = super::proposed(&reading);
    let within = nest::within(&found);
    let proposal = |(statement, within): (&Found<'_>, Option<usize>)| Proposal {
        cue: statement.cue.iter().map(|cue| document.span_of(cue.clone())).collect(),
        within,
        features: reading.features_of(statement),
        bounds: reading
            .bounds(statement)
            .iter()
            .map(|bound| (spans(document, &bound.content), reading.features_of_bound(statement, bound)))
            .collect(),
    };
    found.iter().zip(within).map(proposal).collect()
}

/// Keeps the statements that are judged to be some, with the best of their bounds.
#[cfg(feature = "ranker")]
pub(super) fn judged<'a>(reading: &Reading<'a>, mut found: Vec<Found<'a>>) -> Vec<Found<'a>> {
    let within = nest::within(&found);
    let mut keeps: Vec<Option<bool>> = vec![None; found.len()];
    // From the outermost inward: what stands inside a statement is none of the ranker's business.
    for i in 0..found.len() {
        let mut path = vec![i];
        let mut at = i;
        while let Some(outer) = within[at].filter(|&outer| keeps[outer].is_none() && !path.contains(&outer)) {
            path.push(outer);
            at = outer;
        }
        for &i in path.iter().rev() {
            let nested = within[i].is_some_and(|mut outer| {
                // A dropped statement hides nothing.
                let mut steps = 0;
                while keeps[outer] == Some(false) && steps < found.len() {
                    steps += 1;
                    let Some(next) = within[outer] else { return false };
                    outer = next;
                }
                keeps[outer] == Some(true)
            });
            // Phrases around a name ("in Dorn's view") were not proposed when the judge was trained: the rules stand alone.
            let unseen = found[i].entry.is_some_and(|entry| entry.more.iter().any(|word| &**word == "*"));
            let kept = nested || unseen || weigh(0, &reading.features_of(&found[i])) >= threshold();
            keeps[i] = Some(kept);
            if kept && !nested && !unseen {
                bound(reading, &mut found[i]);
            }
        }
    }
    let mut kept = keeps.into_iter();
    found.retain(|_| kept.next().flatten().unwrap_or(true));
    found
}

#[cfg(feature = "ranker")]
fn bound(reading: &Reading<'_>, found: &mut Found<'_>) {
    let bounds = reading.bounds(found);
    if bounds.len() < 2 {
        return;
    }
    let mut best = 0;
    let mut most = f32::NEG_INFINITY;
    for (i, bound) in bounds.iter().enumerate() {
        let weight = weigh(1, &reading.features_of_bound(found, bound));
        if weight > most {
            (best, most) = (i, weight);
        }
    }
    if let Some(bound) = bounds.into_iter().nth(best) {
        found.content = bound.content;
    }
}

/// The sum of the weights at these places of table 0 or 1.
///
/// The file: a threshold and two scales in f32, then two tables of i16, all little endian.
#[cfg(feature = "ranker")]
fn weigh(table: usize, places: &[u32]) -> f32 {
    let start = 12 + 2 * TABLE * table;
    let sum: i32 = places
        .iter()
        .map(|&place| {
            let at = start + 2 * place as usize;
            i32::from(i16::from_le_bytes([WEIGHTS[at], WEIGHTS[at + 1]]))
        })
        .sum();
    #[allow(clippy::cast_precision_loss)] // some fifty weights of sixteen bits
    let sum = sum as f32;
    sum * number(4 + 4 * table)
}

#[cfg(feature = "ranker")]
fn threshold() -> f32 {
    number(0)
}

#[cfg(feature = "ranker")]
fn number(at: usize) -> f32 {
    f32::from_le_bytes([WEIGHTS[at], WEIGHTS[at + 1], WEIGHTS[at + 2], WEIGHTS[at + 3]])
}
