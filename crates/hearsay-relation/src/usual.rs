//! How two parties usually stand, and how far the few deeds of a bin move away from that.

use jiff::civil::Date;

use crate::Deed;
use crate::line::Line;

/// How the two usually stand, and how many deeds' worth that weighs against what a bin tells.
pub(crate) struct Usual {
    pub(crate) mean: f64,
    /// For each bin: the mean weight of the stretch between changes that it lies in.
    pub(crate) levels: Vec<f64>,
    pub(crate) pull: f64,
    pub(crate) scatter: f64,
}

impl Usual {
    /// Deeds differ within a bin, and bins differ among each other; the more the first outweighs the second, the less the
    /// few deeds of one bin say (empirical Bayes, with the share held between one and ten deeds).
    pub(crate) fn new(sums: &[(f64, f64)], placed: &[(Date, Deed)], bin_of: &[Option<usize>]) -> Self {
        let all = placed.len() as f64;
        let mean = if placed.is_empty() { 0.0 } else { placed.iter().map(|(_, deed)| deed.weight).sum::<f64>() / all };
        let levels = levels(sums, mean);
        let mut squares = vec![0.0; sums.len()];
        for ((_, deed), bin) in placed.iter().zip(bin_of) {
            if let Some(bin) = *bin {
                squares[bin] += deed.weight * deed.weight;
            }
        }
        let (mut within, mut free, mut between, mut full, mut sizes) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for ((&(says, sum), square), level) in sums.iter().zip(squares).zip(&levels).filter(|bin| bin.0.0.0 > 0.0) {
            within += square - sum * sum / says;
            free += says - 1.0;
            between += says * (sum / says - level).powi(2);
            full += 1.0;
            sizes += says * says;
        }
        // Without two deeds in any bin: as much as all deeds differ that news tells of.
        let scatter = if free > 0.0 { (within / free).max(1.0) } else { 16.0 };
        // The usual estimate of the variance between unequal groups.
        let fair = if all > 0.0 { all - sizes / all } else { 0.0 };
        let signal = if fair > 0.0 { ((between - (full - 1.0) * scatter) / fair).max(0.0) } else { 0.0 };
        let pull = if signal > 0.0 { scatter / signal } else { 10.0 };
        Self { mean, levels, pull: pull.clamp(1.0, 10.0), scatter }
    }
}

/// The mean weight of the stretch between two changes that each bin lies in.
fn levels(sums: &[(f64, f64)], mean: f64) -> Vec<f64> {
    let (deeds, weights): (Vec<f64>, Vec<f64>) = sums.iter().copied().unzip();
    let line = Line::means(&deeds, &weights);
    let cuts = line.cut(&line.noise());
    let bounds: Vec<usize> = std::iter::once(0).chain(cuts).chain([sums.len()]).collect();
    let mut levels = Vec::with_capacity(sums.len());
    for pair in bounds.windows(2) {
        let (says, sum) = sums[pair[0]..pair[1]].iter().fold((0.0, 0.0), |all, bin| (all.0 + bin.0, all.1 + bin.1));
        levels.extend(std::iter::repeat_n(if says > 0.0 { sum / says } else { mean }, pair[1] - pair[0]));
    }
    levels
}

/// What a deed of the neighbouring bins counts, by how far away they are.
pub(crate) const NEAR: [f64; 3] = [1.0, 2.0 / 3.0, 1.0 / 3.0];

/// Deeds around each bin, the nearer the more: how many, and the sum of their weights.
fn around(sums: &[(f64, f64)]) -> impl Iterator<Item = (f64, f64)> {
    (0..sums.len()).map(|at| {
        let near = at.saturating_sub(2)..(at + 3).min(sums.len());
        near.fold((0.0, 0.0), |all, other| {
            let counts = NEAR[other.abs_diff(at)];
            (all.0 + counts * sums[other].0, all.1 + counts * sums[other].1)
        })
    })
}

/// Mean weight around each bin, drawn towards the usual.
pub(crate) fn standing(sums: &[(f64, f64)], usual: &Usual) -> Vec<f64> {
    around(sums)
        .zip(&usual.levels)
        .map(|((says, sum), level)| (sum + usual.pull * level) / (says + usual.pull))
        .collect()
}

/// What the standing of so few deeds can be off by, however alike they happen to be.
pub(crate) fn least_errors(sums: &[(f64, f64)], usual: &Usual) -> Vec<f64> {
    around(sums).map(|(says, _)| if says > 0.0 { (usual.scatter / (says + usual.pull)).sqrt() } else { 0.0 }).collect()
}
