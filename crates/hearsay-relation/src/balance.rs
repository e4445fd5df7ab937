//! The balance: what the deeds of a time weigh together, so that a month of many blows is lower than one of few.

/// The scale on which balances are compared: nearly the square root, on which chance moves small sums and large sums
/// alike, with its sign, and even around nothing.
pub fn scaled(balance: f64) -> f64 {
    balance.signum() * ((balance.abs() + ONE).sqrt() - ONE.sqrt())
}

/// The balance at a height of that scale.
pub fn unscaled(height: f64) -> f64 {
    height.signum() * ((height.abs() + ONE.sqrt()).powi(2) - ONE)
}

/// The weightiest deed that there is: below it, a sum is hardly more than nothing.
const ONE: f64 = 10.0;

/// What a deed more or less would move the scale by; no balance is surer than that.
pub(crate) fn least_error(balance: f64) -> f64 {
    const USUAL_DEED: f64 = 5.0;
    USUAL_DEED / (2.0 * (balance.abs() + ONE).sqrt())
}

/// The sum of weights of each bin and, at half, of its neighbours, as a mean; `share` evens out how much was read.
pub(crate) fn balances(sums: &[(f64, f64)], share: &[f64]) -> Vec<f64> {
    (0..sums.len())
        .map(|at| {
            let near = at.saturating_sub(1)..(at + 2).min(sums.len());
            let (all, sum) = near.fold((0.0, 0.0), |(all, sum), other| {
                let counts = if other == at { 1.0 } else { 0.5 };
                (all + counts, sum + counts * sums[other].1 * share[other])
            });
            sum / all
        })
        .collect()
}

/// What each bin's deeds count when the pile of articles is not the same at all times: the mean over its own.
pub(crate) fn shares(articles: &[Option<u32>], per_coverage: bool) -> Vec<f64> {
    let known: Vec<f64> = articles.iter().flatten().map(|&all| f64::from(all)).filter(|all| *all > 0.0).collect();
    if !per_coverage || known.is_empty() {
        return vec![1.0; articles.len()];
    }
    let mean = known.iter().sum::<f64>() / known.len() as f64;
    // A month of which little was read must not shout.
    const LOUDEST: f64 = 4.0;
    let share = |all: &Option<u32>| all.map_or(1.0, |all| (mean / f64::from(all.max(1))).min(LOUDEST));
    articles.iter().map(share).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_goes_there_and_back() {
        for balance in [-900.0, -10.0, -0.5, 0.0, 3.0, 120.0] {
            assert!((unscaled(scaled(balance)) - balance).abs() < 1e-9, "{balance}");
        }
        assert!(scaled(-20.0) < scaled(-10.0));
    }

    #[test]
    fn a_month_of_half_the_articles_counts_double() {
        assert_eq!(shares(&[Some(50), Some(100), Some(150)], true), [2.0, 1.0, 100.0 / 150.0]);
        assert_eq!(shares(&[Some(50), Some(100)], false), [1.0, 1.0]);
    }
}
