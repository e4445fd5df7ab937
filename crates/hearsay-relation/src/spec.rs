//! What is asked of a relation.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Footing, Period};

/// What is asked: which tellings count, by what length of time, and how sure the answer shall be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Spec {
    /// Length of time to count by; `None` for the shortest that the news is dense enough for.
    pub period: Option<Period>,
    /// The first day that counts; `None` for the first day of publication.
    pub from: Option<Date>,
    /// The last day that counts; `None` for the last day of publication.
    pub until: Option<Date>,
    /// The footing a telling needs.
    pub footing: Footing,
    /// Whether rates are reckoned for each thousand articles read; `None` to do so where fewer than one article in five
    /// is about the two parties, because then the size of the pile is no news about them.
    pub per_coverage: Option<bool>,
    /// How often the deeds are drawn anew to see how far the answer hangs on single ones; 0 for no intervals.
    pub resamples: u32,
    /// Where the drawing starts; the same seed gives the same answer.
    pub seed: u64,
    /// How much of the drawn answers an interval holds, 0 to 1.
    pub interval: f64,
}

impl Default for Spec {
    fn default() -> Self {
        Self {
            period: None,
            from: None,
            until: None,
            footing: Footing::default(),
            per_coverage: None,
            resamples: 1_000,
            seed: 1,
            interval: 0.9,
        }
    }
}
