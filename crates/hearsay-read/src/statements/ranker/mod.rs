//! A small learned judge over what the rules propose: is it a statement, and where does its content end?
//!
//! Two linear models over hashed features of the tree, trained by `training/hearsay_training/ranker.py` on our own labels;
//! their weights are a file of their own. Without the feature `ranker` the rules stand alone. With the feature `polnear`
//! the weights are those learned from PolNeAR, which leave what is said inside a statement to the rules: that corpus marks
//! the outermost only.

mod bounds;
mod features;
mod kinds;
pub(super) mod level;

use std::ops::Range;

use hearsay_core::{Document, Entities, Level, Span};

use super::reading::{Found, Reading};
use super::{nest, spans};
use crate::Lexicon;
use crate::cues::{CueKind, Slot};

/// By how much another bound must outweigh that of the rules: our labels are of few kinds of text, and on PolNeAR a narrow win is
/// wrong more often than right.
#[cfg(feature = "ranker")]
const CLEARLY: f32 = if cfg!(feature = "polnear") { 0.0 } else { 0.75 };

/// Places in each of the two tables.
const TABLE: usize = 1 << 16;

#[cfg(all(feature = "ranker", not(feature = "polnear")))]
static WEIGHTS: &[u8] = include_bytes!("../../../weights/ranker.bin");
#[cfg(feature = "polnear")]
static WEIGHTS: &[u8] = include_bytes!("../../../weights/ranker_polnear.bin");

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

/// Keeps the statements that are judged to be some, with the best of their bounds.
#[cfg(feature = "ranker")]
pub(super) fn judged<'a>(reading: &Reading<'a>, mut found: Vec<Found<'a>>) -> Vec<Found<'a>> {
    let within = nest::within(reading, &found);
    let mut keeps: Vec<Option<bool>> = vec![None; found.len()];
    let transcript = super::lines::is_transcript(reading, &found);
    // From the outermost inward: standing inside a statement that is one tells for or against.
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
            // Phrases around a name ("in Dorn's view") and clauses beside another ("to hear Dorn tell it") were not proposed when the judge was trained: the rules stand alone.
            let unseen = found[i].entry.is_some_and(|entry| {
                let beside = entry.kind == CueKind::Verb && entry.content == [Slot::Clause];
                beside || entry.more.iter().any(|word| &**word == "*")
            });
            // `The ministry defended the arrest: "..."`: who took a quotation for the paper's own words would be wrong gravely.
            let first = found[i].content.first().map_or(0..0, |range| range.start..range.end.min(range.start + 2));
            let quoted = found[i].entry.is_none() && { first }
                .any(|at| reading.quotation_at(hearsay_core::TokenId(at)).is_some());
            // The lines of an interview are speech, whatever they say.
            let line = transcript && super::lines::is_line(reading, &found[i]);
            let given = unseen || quoted || line || nested && inside().is_infinite();
            let bonus = if nested { inside() } else { 0.0 };
            let kept = given || weigh(0, &reading.features_of(&found[i])) + bonus >= threshold();
            keeps[i] = Some(kept);
            if kept
                && !given
                && let Some(content) = bound(reading, &found[i], within[i].map(|outer| &found[outer]))
            {
                found[i].content = content;
            }
        }
    }
    let mut kept = keeps.into_iter();
    found.retain(|_| kept.next().flatten().unwrap_or(true));
    found
}

#[cfg(feature = "ranker")]
fn bound(reading: &Reading<'_>, found: &Found<'_>, outer: Option<&Found<'_>>) -> Option<Vec<Range<u32>>> {
    let bounds = reading.bounds(found, outer);
    if bounds.len() < 2 {
        return None;
    }
    let frame = reading.frame(found);
    let mut best = 0;
    let mut most = f32::NEG_INFINITY;
    for (i, bound) in bounds.iter().enumerate() {
        let own = if i == 0 { CLEARLY } else { 0.0 };
        let weight = weigh(1, &reading.features_of_bound(found, &frame, bound)) + own;
        if weight > most {
            (best, most) = (i, weight);
        }
    }
    bounds.into_iter().nth(best).map(|bound| bound.content)
}

/// The sum of the weights at these places of table 0 or 1.
///
/// The file: a threshold, what standing inside a statement adds and two scales in f32, then two tables of i16, all little
/// endian.
#[cfg(feature = "ranker")]
fn weigh(table: usize, places: &[u32]) -> f32 {
    let start = 16 + 2 * TABLE * table;
    let (weights, _) = WEIGHTS[start..start + 2 * TABLE].as_chunks::<2>();
    let sum: i32 = places.iter().map(|&place| i32::from(i16::from_le_bytes(weights[place as usize]))).sum();
    #[allow(clippy::cast_precision_loss)] // some fifty weights of sixteen bits
    let sum = sum as f32;
    sum * number(8 + 4 * table)
}

#[cfg(feature = "ranker")]
fn threshold() -> f32 {
    number(0)
}

/// What standing inside a statement adds; infinite where the judge has no say there.
#[cfg(feature = "ranker")]
fn inside() -> f32 {
    number(4)
}

#[cfg(feature = "ranker")]
fn number(at: usize) -> f32 {
    f32::from_le_bytes([WEIGHTS[at], WEIGHTS[at + 1], WEIGHTS[at + 2], WEIGHTS[at + 3]])
}
