//! Where a series changes: the cheapest way to cut it into stretches, found exactly by PELT.
//!
//! Killick, Fearnhead and Eckley, "Optimal detection of changepoints with a linear computational cost" (2012): the
//! best cut of the first `t` values is kept for every `t`, and a start that can no longer win is dropped.

/// What it costs to describe a stretch of a series by one level; less is better.
pub trait Cost {
    /// How many values there are.
    fn len(&self) -> usize;

    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The cost of the values `from..to`; cutting a stretch in two never costs more.
    fn of(&self, from: usize, to: usize) -> f64;
}

/// The values at which new stretches begin, in order, so that the sum of costs and of `penalty` per cut is least.
///
/// No stretch is shorter than `shortest` values (at least 1). Of two equal ways the one with earlier cuts is taken.
pub fn changes(cost: &impl Cost, penalty: f64, shortest: usize) -> Vec<usize> {
    let (values, shortest) = (cost.len(), shortest.max(1));
    // The least cost of the first `to` values, and where the last stretch of that way begins.
    let mut best = vec![f64::INFINITY; values + 1];
    let mut begins = vec![0; values + 1];
    best[0] = -penalty;
    let mut starts: Vec<Start> = Vec::new();
    // The end at which every start was weighed last.
    let mut weighed = 0;
    let mut told = Vec::new();
    for to in shortest..=values {
        let newest = to - shortest;
        if best[newest].is_finite() {
            starts.push(Start { at: newest, until: usize::MAX, least: f64::NEG_INFINITY });
        }
        // A stretch never costs less than its two parts: what a start cost at the last weighing and what came since is the
        // least that it can cost now. Most starts cannot win by that, and are not weighed anew.
        let all = newest.is_multiple_of(EVERY);
        let since = if all { 0.0 } else { cost.of(weighed, to) };
        // What won a moment ago is likely to win again.
        let likely = starts.binary_search_by_key(&begins[to - 1], |start| start.at);
        let mut limit = likely.map_or(f64::INFINITY, |at| best[starts[at].at] + cost.of(starts[at].at, to));
        told.clear();
        for start in &mut starts {
            let mut least = start.least + since;
            if all || least <= limit + ROUNDING {
                least = best[start.at] + cost.of(start.at, to);
                limit = limit.min(least);
                if least + penalty < best[to] {
                    best[to] = least + penalty;
                    begins[to] = start.at;
                }
            }
            if all {
                start.least = least;
            }
            told.push(least);
        }
        if all {
            weighed = to;
        }
        for (start, &least) in starts.iter_mut().zip(&told) {
            // From `to` on, a cut at `to` serves at least as well; but such a cut is allowed only after `shortest` more.
            if start.until == usize::MAX && least > best[to] + SLACK {
                start.until = to + shortest;
            }
        }
        starts.retain(|start| start.until > to + 1);
    }
    let mut cuts = Vec::new();
    let mut at = if best[values].is_finite() { values } else { 0 };
    while at > 0 {
        at = begins[at];
        if at > 0 {
            cuts.push(at);
        }
    }
    cuts.reverse();
    cuts
}

/// Rounding must not drop a start that ties.
const SLACK: f64 = 1e-9;

/// Nor may it hide one that wins: sums of some thousand values are surer than this.
const ROUNDING: f64 = 1e-6;

/// How often every start is weighed.
const EVERY: usize = 16;

struct Start {
    at: usize,
    /// The first end for which it can no longer win.
    until: usize,
    /// What the way that has its last cut here cost when it was last weighed.
    least: f64,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::cost::Squares;

    /// The least cost by trying every last stretch of every end.
    fn dynamic(cost: &impl Cost, penalty: f64, shortest: usize) -> f64 {
        let mut best = vec![f64::INFINITY; cost.len() + 1];
        best[0] = -penalty;
        for to in shortest..=cost.len() {
            best[to] = (0..=to - shortest).map(|at| best[at] + cost.of(at, to) + penalty).fold(f64::INFINITY, f64::min);
        }
        best[cost.len()]
    }

    fn total(cost: &impl Cost, cuts: &[usize], penalty: f64) -> f64 {
        let bounds: Vec<usize> = std::iter::once(0).chain(cuts.iter().copied()).chain([cost.len()]).collect();
        bounds.windows(2).map(|pair| cost.of(pair[0], pair[1])).sum::<f64>() + penalty * cuts.len() as f64
    }

    /// Every way to cut, tried.
    fn cheapest(cost: &Squares, penalty: f64, shortest: usize) -> f64 {
        let values = cost.len();
        (0_u32..1 << (values - 1))
            .filter_map(|mask| {
                let cuts: Vec<usize> = (1..values).filter(|at| mask >> (at - 1) & 1 == 1).collect();
                let bounds: Vec<usize> = std::iter::once(0).chain(cuts.iter().copied()).chain([values]).collect();
                let long = bounds.windows(2).all(|pair| pair[1] - pair[0] >= shortest);
                long.then(|| total(cost, &cuts, penalty))
            })
            .fold(f64::INFINITY, f64::min)
    }

    #[test]
    fn a_step_is_found_and_a_flat_line_has_none() {
        let step: Vec<f64> = (0..40).map(|at| if at < 25 { 1.0 } else { 4.0 }).collect();
        assert_eq!(changes(&Squares::new(&step), 2.0, 2), [25]);
        assert!(changes(&Squares::new(&[3.0; 40]), 2.0, 2).is_empty());
    }

    #[test]
    fn too_short_a_series_has_no_changes() {
        for length in 0..4 {
            assert!(changes(&Squares::new(&vec![1.0; length]), 1.0, 4).is_empty());
        }
    }

    proptest! {
        #[test]
        fn no_other_way_to_cut_is_cheaper(
            values in prop::collection::vec(-5_i8..5, 4..13), penalty in 1_u8..30, shortest in 1_usize..4,
        ) {
            let values: Vec<f64> = values.into_iter().map(f64::from).collect();
            let (cost, penalty) = (Squares::new(&values), f64::from(penalty));
            let cuts = changes(&cost, penalty, shortest);
            let bounds: Vec<usize> = std::iter::once(0).chain(cuts.iter().copied()).chain([values.len()]).collect();
            prop_assert!(cuts.is_empty() || bounds.windows(2).all(|pair| pair[1] - pair[0] >= shortest));
            prop_assert!((total(&cost, &cuts, penalty) - cheapest(&cost, penalty, shortest)).abs() < 1e-6);
        }

        #[test]
        fn what_is_not_weighed_anew_could_not_have_won(
            values in prop::collection::vec(0_u8..6, 60..160), steps in prop::collection::vec(0_u8..9, 8), penalty in 2_u8..12,
        ) {
            let level = |at: usize| f64::from(steps[at / 20]);
            let values: Vec<f64> = values.iter().enumerate().map(|(at, &value)| f64::from(value) + level(at)).collect();
            let (squares, penalty) = (Squares::new(&values), f64::from(penalty));
            prop_assert!((total(&squares, &changes(&squares, penalty, 4), penalty) - dynamic(&squares, penalty, 4)).abs() < 1e-6);
            let bursts = crate::cost::Bursts::new(&values, 3.0);
            prop_assert!((total(&bursts, &changes(&bursts, penalty, 4), penalty) - dynamic(&bursts, penalty, 4)).abs() < 1e-6);
        }
    }
}
