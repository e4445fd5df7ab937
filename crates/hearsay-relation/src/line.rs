//! One track of a relation in time, how it scatters where nothing changes, and where it is cut.

use crate::cost::{Bursts, Counts, Means};
use crate::pelt::{self, Cost};

/// A cut must lower the cost by this many times the log of the number of bins: with the place of the cut and the new
/// level to be found, a series without any change has one found in about one case in fifty.
const PENALTY: f64 = 3.0;

/// A stretch shorter than this many bins is an episode: a trough or a peak, no change.
pub(crate) const SHORTEST: usize = 4;

/// What a bin's mean weight counts: deeds of one week share their story, so the tenth adds less than the first.
fn worth(deeds: f64) -> f64 {
    const ALIKE: f64 = 0.2;
    if deeds > 0.0 { deeds / (1.0 + (deeds - 1.0).max(0.0) * ALIKE) } else { 0.0 }
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Means,
    Rates,
    Counts,
}

/// One track of a relation in time.
pub(crate) struct Line {
    values: Vec<f64>,
    /// What each value counts (means), or what it is out of (counts).
    says: Vec<f64>,
    kind: Kind,
}

/// How a line scatters where nothing changes.
pub(crate) struct Noise {
    /// Variance of a mean that counts once; variance over mean of counts; or 1 / r of a negative binomial.
    spread: f64,
    /// By how much the penalty grows because neighbouring bins are alike anyway.
    stretch: f64,
}

impl Line {
    /// Mean weights, from how many deeds each bin has and the sum of their weights.
    pub(crate) fn means(deeds: &[f64], sums: &[f64]) -> Self {
        let means = deeds.iter().zip(sums).map(|(deeds, sum)| if *deeds > 0.0 { sum / deeds } else { 0.0 }).collect();
        Self { values: means, says: deeds.iter().map(|deeds| worth(*deeds)).collect(), kind: Kind::Means }
    }

    /// Numbers of deeds out of so many articles.
    pub(crate) fn rates(deeds: Vec<f64>, articles: Vec<f64>) -> Self {
        Self { values: deeds, says: articles, kind: Kind::Rates }
    }

    /// Plain numbers of deeds.
    pub(crate) fn counts(deeds: Vec<f64>) -> Self {
        Self { says: vec![1.0; deeds.len()], values: deeds, kind: Kind::Counts }
    }

    /// Its level from one bin to another: deeds for each bin or thousand articles, or mean weight.
    pub(crate) fn level(&self, from: usize, to: usize) -> f64 {
        let says: f64 = self.says[from..to].iter().sum();
        let sum: f64 = match self.kind {
            Kind::Means => {
                self.values[from..to].iter().zip(&self.says[from..to]).map(|(value, says)| value * says).sum()
            }
            Kind::Rates | Kind::Counts => self.values[from..to].iter().sum(),
        };
        if says > 0.0 { sum / says } else { 0.0 }
    }

    /// Where new stretches begin.
    pub(crate) fn cut(&self, noise: &Noise) -> Vec<usize> {
        let penalty = PENALTY * (self.values.len() as f64).ln() * noise.stretch;
        match self.kind {
            Kind::Means => by(&Means::new(&self.values, &self.says, noise.spread), penalty),
            Kind::Rates => by(&Counts::new(&self.values, &self.says, noise.spread), penalty),
            Kind::Counts => by(&Bursts::new(&self.values, 1.0 / noise.spread.max(1e-6)), penalty),
        }
    }

    /// The scatter around the stretches of a first, cautious cut; then around those of the cut that follows from it.
    pub(crate) fn noise(&self) -> Noise {
        let whole = Noise { spread: self.spread(&[]), stretch: 1.0 };
        let mut noise = whole;
        for _ in 0..4 {
            let cuts = self.cut(&noise);
            noise = Noise { spread: self.spread(&cuts), stretch: self.stretch(&cuts) };
        }
        noise
    }

    fn residuals(&self, cuts: &[usize]) -> Vec<(f64, f64)> {
        let bounds: Vec<usize> = std::iter::once(0).chain(cuts.iter().copied()).chain([self.values.len()]).collect();
        let mut list = Vec::with_capacity(self.values.len());
        for pair in bounds.windows(2) {
            let level = self.level(pair[0], pair[1]);
            list.extend((pair[0]..pair[1]).map(|at| match self.kind {
                Kind::Means => (self.values[at] - level, self.says[at]),
                Kind::Rates | Kind::Counts => (self.values[at] - level * self.says[at], level * self.says[at]),
            }));
        }
        list
    }

    fn spread(&self, cuts: &[usize]) -> f64 {
        let residuals = self.residuals(cuts);
        let free = |known: usize| (known as f64 - cuts.len() as f64 - 1.0).max(1.0);
        match self.kind {
            Kind::Means => {
                let known = residuals.iter().filter(|(_, says)| *says > 0.0).count();
                (residuals.iter().map(|(off, says)| off * off * says).sum::<f64>() / free(known)).max(0.25)
            }
            Kind::Rates => {
                let pearson = residuals.iter().filter(|(_, due)| *due > 0.0).map(|(off, due)| off * off / due);
                (pearson.sum::<f64>() / free(residuals.len())).max(1.0)
            }
            Kind::Counts => {
                // Moments: what the squares exceed a Poisson's by, over what the mean's square would bring.
                let over: f64 = residuals.iter().map(|(off, due)| off * off - due).sum();
                let due: f64 = residuals.iter().map(|(_, due)| due * due).sum();
                if due > 0.0 { (over / due).clamp(1e-3, 20.0) } else { 1e-3 }
            }
        }
    }

    /// Long-run variance over variance, of a line whose neighbours are alike: (1 + r) / (1 - r).
    fn stretch(&self, cuts: &[usize]) -> f64 {
        let scaled: Vec<f64> = self
            .residuals(cuts)
            .into_iter()
            .map(|(off, due)| match self.kind {
                Kind::Means => off * due.sqrt(),
                Kind::Rates | Kind::Counts => {
                    if due > 0.0 {
                        off / due.sqrt()
                    } else {
                        0.0
                    }
                }
            })
            .collect();
        let all: f64 = scaled.iter().map(|value| value * value).sum();
        let next: f64 = scaled.windows(2).map(|pair| pair[0] * pair[1]).sum();
        let alike = if all > 0.0 { (next / all).clamp(0.0, 0.6) } else { 0.0 };
        (1.0 + alike) / (1.0 - alike)
    }
}

fn by(cost: &impl Cost, penalty: f64) -> Vec<usize> {
    pelt::changes(cost, penalty, SHORTEST)
}
