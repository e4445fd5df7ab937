//! Deeds drawn anew, with replacement, to see how far each bin hangs on single ones.
//!
//! Bins are gone through in order and only the drawings of a bin and of its neighbours are held: a thousand drawings of a
//! thousand weeks would be a hundred megabytes.

use std::collections::VecDeque;

use crate::balance::scaled;
use crate::random::{Random, quantile_of};
use crate::usual::{NEAR, Usual};
use crate::{Deed, Spec};

/// What the drawings tell of one bin; `None` without drawings.
pub(crate) struct Drawn {
    /// Of both, forth and back.
    pub(crate) tallies: [Between; 3],
    pub(crate) balance: Option<[f64; 2]>,
    /// On the scale that turns are judged by.
    pub(crate) balance_error: Option<f64>,
    pub(crate) standing: Option<[f64; 2]>,
    pub(crate) standing_error: Option<f64>,
}

/// Intervals of a tally.
#[derive(Clone, Copy, Default)]
pub(crate) struct Between {
    pub(crate) deeds: Option<[f64; 2]>,
    /// `None` of no deeds.
    pub(crate) weight: Option<[f64; 2]>,
}

/// The bins of a series, one after the other.
pub(crate) struct Drawings<'a> {
    /// The deeds of each bin: of both, forth and back.
    groups: &'a [[Vec<&'a Deed>; 3]],
    share: &'a [f64],
    usual: &'a Usual,
    spec: &'a Spec,
    at: usize,
    /// What lies around the bin `at`, from two before it on.
    near: VecDeque<[Column; 3]>,
}

/// What the deeds of a bin come to in each drawing; empty where it has none.
#[derive(Clone, Default)]
struct Column {
    /// How many.
    says: Vec<f64>,
    /// Sum of their weights.
    sums: Vec<f64>,
}

/// How many bins on either side count in the standing.
const AROUND: usize = NEAR.len() - 1;

impl<'a> Drawings<'a> {
    pub(crate) fn new(groups: &'a [[Vec<&'a Deed>; 3]], share: &'a [f64], usual: &'a Usual, spec: &'a Spec) -> Self {
        let mut drawings = Self { groups, share, usual, spec, at: 0, near: VecDeque::new() };
        // Before the first bin there is nothing; the two after it are drawn before it is told.
        drawings.near.extend((0..AROUND).map(|_| Default::default()));
        for at in 0..AROUND {
            drawings.near.push_back(drawings.draw(at));
        }
        drawings
    }

    /// The next bin.
    pub(crate) fn next(&mut self) -> Drawn {
        self.near.push_back(self.draw(self.at + AROUND));
        let drawn = self.tell();
        self.near.pop_front();
        self.at += 1;
        drawn
    }

    /// The drawings of a bin. Each deed has a stream of its own, so that they are the same in whatever order bins are drawn.
    fn draw(&self, at: usize) -> [Column; 3] {
        let drawings = self.spec.resamples as usize;
        let Some(groups) = self.groups.get(at) else { return Default::default() };
        let mut columns: [Column; 3] = Default::default();
        for (column, deeds) in columns.iter_mut().zip(groups) {
            if !deeds.is_empty() {
                *column = Column { says: vec![0.0; drawings], sums: vec![0.0; drawings] };
            }
        }
        for deed in &groups[0] {
            let mut stream = Random::of(self.spec.seed, deed.key);
            let sides = [true, deed.forth, deed.back];
            for drawing in 0..drawings {
                let often = f64::from(stream.draws());
                for (column, _) in columns.iter_mut().zip(sides).filter(|(_, is_side)| *is_side) {
                    column.says[drawing] += often;
                    column.sums[drawing] += often * deed.weight;
                }
            }
        }
        columns
    }

    fn tell(&self) -> Drawn {
        let here = &self.near[AROUND];
        let groups = &self.groups[self.at];
        let both = self.between(&here[0]);
        let side = |side: usize| {
            // What only one of them does is both's.
            if groups[side].len() == groups[0].len() { both } else { self.between(&here[side]) }
        };
        let tallies = [both, side(1), side(2)];
        let mut balances = self.balances();
        let heights: Vec<f64> = balances.iter().map(|&balance| scaled(balance)).collect();
        let mut standings = self.standings();
        Drawn {
            tallies,
            balance_error: error(&heights),
            balance: self.interval(&mut balances),
            standing_error: error(&standings),
            standing: self.interval(&mut standings),
        }
    }

    fn between(&self, column: &Column) -> Between {
        if column.says.is_empty() {
            return Between { deeds: (self.spec.resamples > 0).then_some([0.0; 2]), weight: None };
        }
        let weights = column.says.iter().zip(&column.sums).filter(|(says, _)| **says > 0.0);
        let mut weights: Vec<f64> = weights.map(|(says, sum)| sum / says).collect();
        Between { deeds: self.interval(&mut column.says.clone()), weight: self.interval(&mut weights) }
    }

    /// As [`crate::balance::balances`], of this bin in each drawing.
    fn balances(&self) -> Vec<f64> {
        let (mut all, mut balances) = (0.0, vec![0.0; self.spec.resamples as usize]);
        for (other, column) in self.around(1) {
            let counts = if other == self.at { 1.0 } else { 0.5 };
            all += counts;
            for (balance, sum) in balances.iter_mut().zip(&column.sums) {
                *balance += counts * sum * self.share[other];
            }
        }
        balances.iter_mut().for_each(|balance| *balance /= all);
        balances
    }

    /// Mean weight around this bin, drawn towards the usual, in each drawing.
    fn standings(&self) -> Vec<f64> {
        let drawings = self.spec.resamples as usize;
        let (mut says, mut sums) = (vec![0.0; drawings], vec![0.0; drawings]);
        for (other, column) in self.around(AROUND) {
            let counts = NEAR[other.abs_diff(self.at)];
            for ((all, sum), (says, weights)) in
                says.iter_mut().zip(&mut sums).zip(column.says.iter().zip(&column.sums))
            {
                *all += counts * says;
                *sum += counts * weights;
            }
        }
        let (pull, level) = (self.usual.pull, self.usual.levels[self.at]);
        sums.iter().zip(says).map(|(sum, says)| (sum + pull * level) / (says + pull)).collect()
    }

    /// The bins that lie within `far` of this one, with the drawings of both.
    fn around(&self, far: usize) -> impl Iterator<Item = (usize, &Column)> {
        let bins = self.at.saturating_sub(far)..(self.at + far + 1).min(self.groups.len());
        bins.map(|other| (other, &self.near[other + AROUND - self.at][0]))
    }

    fn interval(&self, values: &mut [f64]) -> Option<[f64; 2]> {
        let edge = (1.0 - self.spec.interval.clamp(0.0, 1.0)) / 2.0;
        (!values.is_empty()).then(|| [quantile_of(values, edge), quantile_of(values, 1.0 - edge)])
    }
}

/// Standard deviation; `None` of less than two.
fn error(values: &[f64]) -> Option<f64> {
    if values.len() < 2 {
        return None;
    }
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    let square = values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (values.len() - 1) as f64;
    Some(square.sqrt())
}
