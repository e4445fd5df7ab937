//! Troughs and peaks of the balance, by prominence: how far a climb leads out of a trough before a deeper one begins.

use std::collections::BTreeSet;

use hearsay_core::Days;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Series;
use crate::balance::scaled;
use crate::changes::days_of;
use crate::telling::pulling;

/// A low or a high.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Turn {
    /// Which of the two.
    pub kind: TurnKind,
    /// Its bin, by its place in the series.
    pub bin: usize,
    /// The first day of that bin.
    pub day: Date,
    /// The balance there: what the deeds of a bin weigh together.
    pub balance: f64,
    /// The balance of what lies around it: as far as one must climb out of a trough before a deeper one begins.
    pub around: f64,
    /// The standing there: mean weight, -10 to 10.
    pub standing: f64,
    /// How far the balance stands out from what lies around it, on a scale that is nearly the square root.
    pub prominence: f64,
    /// Standard error of the prominence under drawing anew; `None` without drawings.
    pub error: Option<f64>,
    /// Whether it stands out by more than chance makes of nothing in nine cases of ten; else it is the likeliest reading.
    pub sure: bool,
    /// The days on which the balance is nearer to the turn than to what lies around it.
    pub days: Days,
    /// It lies at an end of the series: whether it went on is not known.
    pub open: bool,
    /// Deeds of those days that pull its way, by group id, those that tell most first.
    pub groups: Vec<u64>,
}

/// Low or high.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum TurnKind {
    Trough,
    Peak,
}

/// A turn stands out by at least this much: two of the weightiest deeds in a bin of their own.
const LEAST: f64 = 1.3;

/// A sure turn stands out by so many of its standard errors: chance alone makes one case in ten so clear.
const SURE: f64 = 1.64;

/// All troughs and peaks that stand out, in order, those that chance may have made among them. One article alone makes none, and silence makes none.
pub fn turns(series: &Series) -> Vec<Turn> {
    let mut list = Vec::new();
    for kind in [TurnKind::Trough, TurnKind::Peak] {
        let sign = if kind == TurnKind::Peak { 1.0 } else { -1.0 };
        let line: Vec<f64> = series.bins.iter().map(|bin| sign * scaled(bin.balance)).collect();
        list.extend(peaks(&line).into_iter().filter_map(|peak| turn(series, kind, &line, &peak)));
    }
    list.sort_by_key(|turn| (turn.bin, turn.kind));
    list
}

fn turn(series: &Series, kind: TurnKind, line: &[f64], peak: &Peak) -> Option<Turn> {
    let error = |bin: usize| series.bins[bin].balance_error;
    let error = error(peak.at).zip(error(peak.col)).map(|(top, col)| top.hypot(col));
    if peak.prominence < LEAST || error.is_some_and(|error| peak.prominence < error) {
        return None;
    }
    let half = line[peak.at] - peak.prominence / 2.0;
    let from = (0..peak.at).rev().take_while(|&at| line[at] >= half).last().unwrap_or(peak.at);
    let to = (peak.at + 1..line.len()).take_while(|&at| line[at] >= half).last().unwrap_or(peak.at);
    let bins = &series.bins[from..=to];
    let groups = pulling(series, bins, kind == TurnKind::Peak);
    // One article that tells of one thing in two ways is no turn.
    let pull = series.deeds.iter().filter(|deed| groups.contains(&deed.group)).map(|deed| &deed.article);
    if pull.collect::<BTreeSet<_>>().len() < 2 {
        return None;
    }
    Some(Turn {
        kind,
        bin: peak.at,
        day: series.bins[peak.at].days.first,
        balance: series.bins[peak.at].balance,
        around: series.bins[peak.col].balance,
        standing: series.bins[peak.at].standing,
        prominence: peak.prominence,
        error,
        sure: error.is_none_or(|error| peak.prominence >= SURE * error),
        days: days_of(bins)?,
        open: from == 0 || to + 1 == line.len(),
        groups,
    })
}

#[derive(Debug, PartialEq)]
struct Peak {
    at: usize,
    prominence: f64,
    /// The lowest place on the higher of the ways out.
    col: usize,
}

/// Every local high of a line, ends included; of a plateau its middle.
fn peaks(line: &[f64]) -> Vec<Peak> {
    let mut list = Vec::new();
    let mut at = 0;
    while at < line.len() {
        let end = (at..line.len()).take_while(|&other| line[other] == line[at]).last().unwrap_or(at);
        let rises = at == 0 || line[at - 1] < line[at];
        let falls = end + 1 == line.len() || line[end + 1] < line[at];
        let whole = at == 0 && end + 1 == line.len();
        if rises && falls && !whole {
            let top = line[at];
            // The lowest place on a way, and whether the way ends at a higher place or only with the series.
            let low = |ways: &mut dyn Iterator<Item = usize>| {
                let (mut least, mut closed) = (None, false);
                for other in ways {
                    if line[other] > top {
                        closed = true;
                        break;
                    }
                    if least.is_none_or(|least: usize| line[other] < line[least]) {
                        least = Some(other);
                    }
                }
                least.map(|least| (least, closed))
            };
            let left = low(&mut (0..at).rev());
            let right = low(&mut (end + 1..line.len()));
            // The highest of all is no lower because the news begins or ends near it: of its two ways, which both end with
            // the series, the deeper tells.
            let col = match (left, right) {
                (Some((left, false)), Some((right, false))) => {
                    Some(if line[left] <= line[right] { left } else { right })
                }
                (Some((left, _)), Some((right, _))) => Some(if line[left] >= line[right] { left } else { right }),
                (one, two) => one.or(two).map(|way| way.0),
            };
            if let Some(col) = col {
                list.push(Peak { at: at + (end - at) / 2, prominence: top - line[col], col });
            }
        }
        at = end + 1;
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(line: &[f64]) -> Vec<(usize, f64)> {
        peaks(line).into_iter().map(|peak| (peak.at, peak.prominence)).collect()
    }

    #[test]
    fn a_peak_stands_out_from_the_higher_of_the_ways_down() {
        assert_eq!(found(&[0.0, 3.0, 2.0, 5.0, 1.0]), [(1, 1.0), (3, 5.0)]);
        assert_eq!(found(&[6.0, 1.0, 4.0, 2.0, 6.0]), [(0, 5.0), (2, 2.0), (4, 5.0)]);
    }

    #[test]
    fn ends_and_plateaus_are_turns_and_a_flat_line_has_none() {
        assert_eq!(found(&[4.0, 1.0, 2.0, 2.0, 2.0, 0.0]), [(0, 4.0), (3, 1.0)]);
        assert_eq!(found(&[1.0, 1.0, 1.0]), []);
        assert_eq!(found(&[]), []);
    }
}
