//! The judge at work: which of the proposed statements stand, and with which of their contents.

use std::ops::Range;

use hearsay_core::{BlockKind, Stance, TokenId};

use super::TABLE;
use crate::cues::{CueKind, Slot};
use crate::entities::quotes::LINES;
use crate::statements::reading::{Found, Reading};
use crate::statements::{lines, nest};
use crate::syntax::clause::is_finite;

/// By how much another bound must outweigh that of the rules: our labels are of few kinds of text, and on PolNeAR a narrow win is
/// wrong more often than right.
const CLEARLY: f32 = if cfg!(feature = "polnear") { 0.0 } else { 0.75 };

#[cfg(not(feature = "polnear"))]
static WEIGHTS: &[u8] = include_bytes!("../../../weights/ranker.bin");
#[cfg(feature = "polnear")]
static WEIGHTS: &[u8] = include_bytes!("../../../weights/ranker_polnear.bin");

/// Keeps the statements that are judged to be some, with the best of their bounds.
pub(in super::super) fn judged<'a>(reading: &Reading<'a>, mut found: Vec<Found<'a>>) -> Vec<Found<'a>> {
    let within = nest::within(reading, &found);
    let mut keeps: Vec<Option<bool>> = vec![None; found.len()];
    let transcript = is_transcript(reading, &found);
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
            // Phrases around a name ("in Dorn's view") and clauses beside another ("to hear Dorn tell it") were not proposed when
            // the judge was trained, and who gives no word ("did not respond") is rare in its labels: the rules stand alone.
            let unseen = found[i].entry.is_some_and(|entry| {
                let beside = entry.kind == CueKind::Verb && entry.content == [Slot::Clause];
                beside || entry.more.iter().any(|word| &**word == "*") || entry.negated && entry.says_itself()
            });
            // "Former guards disagree", "He ruled that out", "A union contradicted her": short, and rare in its labels.
            let plain = is_plain_no(reading, &found[i]);
            let itself = |content: &Range<u32>| content.start == found[i].anchor.0;
            let phrase = found[i].entry.is_some_and(|entry| !entry.more.is_empty());
            let alone = plain && (phrase || found[i].content.first().is_some_and(itself));
            // `The ministry defended the arrest: "..."`: who took a quotation for the paper's own words would be wrong gravely.
            let first = found[i].content.first().map_or(0..0, |range| range.start..range.end.min(range.start + 2));
            let quoted = found[i].entry.is_none() && { first }.any(|at| reading.quotation_at(TokenId(at)).is_some());
            // The lines of an interview are speech, whatever they say.
            let line = transcript && is_line(reading, &found[i]);
            let given = unseen || alone || quoted || line || nested && inside().is_infinite();
            let bonus = if nested { inside() } else { 0.0 };
            let kept = given || plain || weigh(0, &reading.features_of(&found[i])) + bonus >= threshold();
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

/// A main clause by which somebody says no to what stands before it, and no more.
fn is_plain_no(reading: &Reading<'_>, found: &Found<'_>) -> bool {
    let Some(entry) = found.entry.filter(|entry| entry.kind == CueKind::Verb) else { return false };
    let no = matches!(entry.stance, Stance::Denies | Stance::Refuses);
    let Some(who) = found.speaker.as_ref().map(|speaker| speaker.who) else { return false };
    let main = reading.is(found.anchor, &["root"]) && is_finite(reading.document, found.anchor);
    let [content] = found.content.as_slice() else { return false };
    let word = TokenId(content.start);
    let pointing = matches!(reading.lemma(word), "it" | "this" | "that");
    let alone = content.len() == 1 && word == found.anchor && !reading.is_mute(who);
    let short = content.len() == 1 && pointing || &*entry.lemma == "rule out";
    let person = &*entry.lemma == "contradict" && found.content_head.is_some_and(|head| reading.is_person(head));
    no && main && (alone || (short || person) && reading.can_speak(who))
}

/// A paragraph that begins with who says it and a colon.
fn is_line(reading: &Reading<'_>, found: &Found<'_>) -> bool {
    let block = reading.document.article().block_at(reading.document.token(found.anchor).span.start());
    found.entry.is_none()
        && reading.document.form(found.anchor) == ":"
        && block.is_some_and(|block| block.kind == BlockKind::Paragraph)
        && found.speaker.as_ref().is_some_and(|speaker| lines::is_person(reading, &speaker.words))
}

/// Whether so many paragraphs are lines of speakers that the article is an interview or the minutes of a debate.
fn is_transcript(reading: &Reading<'_>, found: &[Found<'_>]) -> bool {
    found.iter().filter(|statement| is_line(reading, statement)).count() >= LINES
}

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
fn weigh(table: usize, places: &[u32]) -> f32 {
    let start = 16 + 2 * TABLE * table;
    let (weights, _) = WEIGHTS[start..start + 2 * TABLE].as_chunks::<2>();
    let sum: i32 = places.iter().map(|&place| i32::from(i16::from_le_bytes(weights[place as usize]))).sum();
    #[allow(clippy::cast_precision_loss)] // some fifty weights of sixteen bits
    let sum = sum as f32;
    sum * number(8 + 4 * table)
}

fn threshold() -> f32 {
    number(0)
}

/// What standing inside a statement adds; infinite where the judge has no say there.
fn inside() -> f32 {
    number(4)
}

fn number(at: usize) -> f32 {
    f32::from_le_bytes([WEIGHTS[at], WEIGHTS[at + 1], WEIGHTS[at + 2], WEIGHTS[at + 3]])
}
