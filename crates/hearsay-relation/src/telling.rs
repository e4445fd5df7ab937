//! The deeds that tell most of why a line turned.

use std::collections::{BTreeMap, BTreeSet};

use hearsay_core::Plover;

use crate::{Bin, Deed, Series};

/// No more deeds than this are kept for one turn; all others are in its bins.
const KEPT: usize = 12;

/// Deeds of `bins` that pull up (`better`) or down, by group id, those that tell most first.
///
/// A deed tells by its weight, in how many independent papers it stands, and how sure the reading is.
/// Of several of one kind the second and third tell less: three sentences on one page should not be three meetings.
pub(crate) fn pulling(series: &Series, bins: &[Bin], better: bool) -> Vec<u64> {
    let inside: BTreeSet<u64> = bins.iter().flat_map(|bin| bin.both.groups.iter().copied()).collect();
    let sign = if better { 1.0 } else { -1.0 };
    let mut left: Vec<(f64, &Deed)> = series
        .deeds
        .iter()
        .filter(|deed| inside.contains(&deed.group))
        .map(|deed| (strength(deed, sign * deed.weight), deed))
        .filter(|(strength, _)| *strength > 0.0)
        .collect();
    // Equals stay in the order of the series, which is the same whatever order articles came in.
    left.sort_by(|left, right| right.0.total_cmp(&left.0));
    // Only the first few of each kind can be taken, however long the war.
    let mut of_kind: BTreeMap<Plover, usize> = BTreeMap::new();
    left.retain(|(_, deed)| {
        let taken = of_kind.entry(deed.plover).or_default();
        *taken += 1;
        *taken <= KEPT
    });
    let mut taken: BTreeMap<Plover, i32> = BTreeMap::new();
    let mut list = Vec::new();
    while list.len() < KEPT && !left.is_empty() {
        let worth =
            |(strength, deed): &(f64, &Deed)| strength * 0.7_f64.powi(taken.get(&deed.plover).copied().unwrap_or(0));
        // The first of equals.
        let best = (0..left.len()).rev().max_by(|&one, &two| worth(&left[one]).total_cmp(&worth(&left[two])));
        let (_, deed) = left.remove(best.expect("the loop runs while some are left"));
        *taken.entry(deed.plover).or_default() += 1;
        list.push(deed.group);
    }
    list
}

fn strength(deed: &Deed, pull: f64) -> f64 {
    let known = 1.0 + f64::from(deed.outlets).ln() + 0.3 * f64::from(deed.articles.max(1)).ln();
    let disputed = if deed.denied_by.is_empty() { 1.0 } else { 0.8 };
    pull * known * disputed * f64::from(deed.confidence)
}
