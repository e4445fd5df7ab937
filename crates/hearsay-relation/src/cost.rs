//! What a stretch of a series costs when one level describes it: minus twice the log-likelihood, constants left out.

use crate::pelt::Cost;

/// Running sums, so that the sum over any stretch is one subtraction.
#[derive(Clone, Debug)]
struct Sums(Vec<f64>);

impl Sums {
    fn new(values: impl Iterator<Item = f64>) -> Self {
        let mut sums = vec![0.0];
        let mut sum = 0.0;
        for value in values {
            sum += value;
            sums.push(sum);
        }
        Self(sums)
    }

    fn over(&self, from: usize, to: usize) -> f64 {
        self.0[to] - self.0[from]
    }

    fn len(&self) -> usize {
        self.0.len() - 1
    }
}

/// Squared distance from the mean.
#[derive(Clone, Debug)]
pub struct Squares {
    sum: Sums,
    squares: Sums,
}

impl Squares {
    /// Of plain values.
    pub fn new(values: &[f64]) -> Self {
        Self { sum: Sums::new(values.iter().copied()), squares: Sums::new(values.iter().map(|value| value * value)) }
    }
}

impl Cost for Squares {
    fn len(&self) -> usize {
        self.sum.len()
    }

    fn of(&self, from: usize, to: usize) -> f64 {
        let sum = self.sum.over(from, to);
        self.squares.over(from, to) - sum * sum / (to - from) as f64
    }
}

/// Mean weights: squared distance from the weighted mean, in units of the noise of one deed.
#[derive(Clone, Debug)]
pub struct Means {
    says: Sums,
    sum: Sums,
    squares: Sums,
    noise: f64,
}

impl Means {
    /// `means[t]` counts `says[t]` times (0 where nothing is known); `noise` is the variance of a mean that counts once.
    pub fn new(means: &[f64], says: &[f64], noise: f64) -> Self {
        let pairs = || means.iter().zip(says);
        Self {
            says: Sums::new(says.iter().copied()),
            sum: Sums::new(pairs().map(|(mean, says)| mean * says)),
            squares: Sums::new(pairs().map(|(mean, says)| mean * mean * says)),
            noise: noise.max(1e-6),
        }
    }
}

impl Cost for Means {
    fn len(&self) -> usize {
        self.says.len()
    }

    fn of(&self, from: usize, to: usize) -> f64 {
        let (says, sum) = (self.says.over(from, to), self.sum.over(from, to));
        if says <= 1e-9 {
            return 0.0;
        }
        (self.squares.over(from, to) - sum * sum / says).max(0.0) / self.noise
    }
}

/// Counts that vary more than a Poisson's, in proportion to their mean: quasi-Poisson, with what each count was out of.
#[derive(Clone, Debug)]
pub struct Counts {
    count: Sums,
    out_of: Sums,
    dispersion: f64,
}

impl Counts {
    /// `dispersion` is variance over mean (1 for a Poisson); `out_of[t]` is the exposure of `counts[t]`.
    pub fn new(counts: &[f64], out_of: &[f64], dispersion: f64) -> Self {
        Self {
            count: Sums::new(counts.iter().copied()),
            out_of: Sums::new(out_of.iter().copied()),
            dispersion: dispersion.max(1.0),
        }
    }
}

impl Cost for Counts {
    fn len(&self) -> usize {
        self.count.len()
    }

    fn of(&self, from: usize, to: usize) -> f64 {
        let (count, out_of) = (self.count.over(from, to), self.out_of.over(from, to));
        if count <= 0.0 || out_of <= 0.0 {
            return 0.0;
        }
        -2.0 * count * (count / out_of).ln() / self.dispersion
    }
}

/// Counts whose spread grows with the square of their mean: negative binomial of one size.
///
/// A week of war brings a burst of news; under this cost a burst is less of a surprise the more there is anyway.
#[derive(Clone, Debug)]
pub struct Bursts {
    count: Sums,
    size: f64,
    /// Logarithm of the size.
    log: f64,
}

impl Bursts {
    /// `size` is the r of variance = mean + mean² / r: large for nearly a Poisson, small for bursts.
    pub fn new(counts: &[f64], size: f64) -> Self {
        let size = size.clamp(1e-3, 1e6);
        Self { count: Sums::new(counts.iter().copied()), size, log: size.ln() }
    }
}

impl Cost for Bursts {
    fn len(&self) -> usize {
        self.count.len()
    }

    fn of(&self, from: usize, to: usize) -> f64 {
        let (values, count) = ((to - from) as f64, self.count.over(from, to));
        if count <= 0.0 {
            return 0.0;
        }
        let mean = count / values;
        // The terms in lgamma do not hang on where the cuts are.
        let all = count + values * self.size;
        -2.0 * (count * mean.ln() - all * (mean + self.size).ln() + values * self.size * self.log)
    }
}
