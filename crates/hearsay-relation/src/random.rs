//! Numbers that look random and are the same on every machine: SplitMix64 from a seed that is passed in.

/// A stream of numbers.
#[derive(Clone, Debug)]
pub(crate) struct Random(u64);

impl Random {
    /// The stream of one thing among many: it hangs on the seed and on the thing, not on what else there is, nor on the
    /// order in which they are drawn.
    pub(crate) fn of(seed: u64, thing: u64) -> Self {
        let start = Self(seed).next() ^ thing;
        Self(Self(start).next())
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        word ^ (word >> 31)
    }

    /// At least 0 and below 1.
    pub(crate) fn uniform(&mut self) -> f64 {
        // 53 bits are what a double holds exactly.
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// How often one thing is drawn when as many things are drawn with replacement as there are: Poisson with mean 1.
    pub(crate) fn draws(&mut self) -> u32 {
        let mut left = self.uniform();
        let mut share = (-1.0_f64).exp();
        let mut count = 0;
        while left >= share && count < 16 {
            left -= share;
            count += 1;
            share /= f64::from(count);
        }
        count
    }
}

/// The value below which the share `part` (0 to 1) of `sorted` lies; 0 of nothing.
pub(crate) fn quantile(sorted: &[f64], part: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else { return 0.0 };
    let at = part.clamp(0.0, 1.0) * last as f64;
    let (low, high) = (at.floor() as usize, at.ceil() as usize);
    sorted[low] + (sorted[high] - sorted[low]) * (at - low as f64)
}

/// As [`quantile`], of values in any order, without putting all of them in order; they are moved about.
pub(crate) fn quantile_of(values: &mut [f64], part: f64) -> f64 {
    let Some(last) = values.len().checked_sub(1) else { return 0.0 };
    let at = part.clamp(0.0, 1.0) * last as f64;
    let (low, high) = (at.floor() as usize, at.ceil() as usize);
    let (_, &mut least, above) = values.select_nth_unstable_by(low, f64::total_cmp);
    let next = above.iter().copied().min_by(f64::total_cmp);
    let most = if high > low { next.unwrap_or(least) } else { least };
    least + (most - least) * (at - low as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_have_mean_and_variance_one() {
        let mut random = Random::of(7, 1);
        let draws: Vec<f64> = (0..100_000).map(|_| f64::from(random.draws())).collect();
        let mean = draws.iter().sum::<f64>() / draws.len() as f64;
        let spread = draws.iter().map(|draw| (draw - mean).powi(2)).sum::<f64>() / draws.len() as f64;
        assert!((mean - 1.0).abs() < 0.02 && (spread - 1.0).abs() < 0.03, "{mean} {spread}");
    }

    #[test]
    fn the_same_seed_gives_the_same_numbers() {
        // First words of SplitMix64 from seed 0, as its authors publish them.
        let mut random = Random(0);
        assert_eq!(random.next(), 0xE220_A839_7B1D_CDAF);
        assert_eq!(random.next(), 0x6E78_9E6A_A1B9_65F4);
    }

    #[test]
    fn quantiles_lie_between_their_neighbours() {
        assert_eq!(quantile(&[1.0, 2.0, 4.0], 0.5), 2.0);
        assert_eq!(quantile(&[1.0, 2.0, 4.0], 0.75), 3.0);
        assert_eq!(quantile(&[], 0.5), 0.0);
        let mut random = Random::of(1, 2);
        for length in [0, 1, 2, 3, 100, 1000] {
            let mut values: Vec<f64> = (0..length).map(|_| f64::from(random.draws()) - random.uniform()).collect();
            let mut sorted = values.clone();
            sorted.sort_by(f64::total_cmp);
            for part in [0.05, 0.95, 0.5, 0.0, 1.0] {
                assert_eq!(quantile_of(&mut values, part), quantile(&sorted, part), "{length} {part}");
            }
        }
    }
}
