//! What weighs who accuses and who contradicts: boosted trees, learned from labels (`training/hearsay_training/contention.py`).

use crate::boosted::{Boosted, Bytes};
use crate::{accusations, disputes};

static WEIGHTS: &[u8] = include_bytes!("../weights/contention.bin");

/// The trees of both questions, and from which share on an answer is yes. Part of the lexicon, so that reading has no state of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct ContentionJudge {
    /// Does a statement accuse somebody who is spoken of?
    accused: Boosted,
    /// Can two statements not both stand?
    disputed: Boosted,
    least: [f32; 2],
}

impl ContentionJudge {
    /// The one that comes with hearsay.
    pub(crate) fn bundled() -> Option<Self> {
        Self::new(WEIGHTS)
    }

    /// From a weights file of `training/hearsay_training/contention.py`; `None` where it is none, or of other features.
    pub fn new(bytes: &[u8]) -> Option<Self> {
        let mut bytes = Bytes(bytes);
        let least = [bytes.float()?, bytes.float()?];
        let accused = Boosted::read(&mut bytes, accusations::NUMBERS)?;
        Some(Self { accused, disputed: Boosted::read(&mut bytes, disputes::NUMBERS)?, least })
    }

    /// How likely a statement accuses somebody, where that is likely enough.
    pub(crate) fn accuses(&self, numbers: &[f32]) -> Option<f32> {
        Some(self.accused.share(numbers)).filter(|share| *share >= self.least[0])
    }

    /// How likely two statements contradict each other, where that is likely enough.
    pub(crate) fn contradicts(&self, numbers: &[f32]) -> Option<f32> {
        Some(self.disputed.share(numbers)).filter(|share| *share >= self.least[1])
    }
}
