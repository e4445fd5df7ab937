//! What weighs who accuses, who contradicts and who answers: boosted trees and signs, learned from labels
//! (`training/hearsay_training/contention.py`).

use crate::accusations::Wrongs;
use crate::boosted::{Boosted, Bytes};
use crate::sign_weights::SignWeights;
use crate::{LexiconError, LexiconFile, accusations, answers, disputes};

static WEIGHTS: &[u8] = include_bytes!("../weights/contention.bin");

/// All that is learned of both. Part of the lexicon, so that reading has no state of its own.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Contention {
    /// None where the weights are of other features.
    pub(crate) judge: Option<Judge>,
    /// How much each sign says of whether somebody is accused.
    pub(crate) accusing: SignWeights,
    /// How much each sign says of whether two statements contradict each other.
    pub(crate) contradicting: SignWeights,
    /// Words of doing wrong.
    pub(crate) wrongs: Wrongs,
}

impl Contention {
    /// The trees that come with hearsay, and the files of `accusations/` (signs and words) and of `disputes/`.
    ///
    /// # Errors
    /// The first line that is not well formed.
    pub(crate) fn new<'f>(
        accusing: impl Iterator<Item = &'f LexiconFile> + Clone,
        contradicting: impl Iterator<Item = &'f LexiconFile>,
    ) -> Result<Self, LexiconError> {
        Ok(Self {
            judge: Judge::new(WEIGHTS),
            wrongs: Wrongs::new(accusing.clone()),
            accusing: SignWeights::new(accusing)?,
            contradicting: SignWeights::new(contradicting)?,
        })
    }
}

/// The trees of all questions, and from which share on an answer is yes.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Judge {
    /// Does a statement accuse somebody who is spoken of?
    accused: Boosted,
    /// Can two statements not both stand?
    disputed: Boosted,
    /// Does the accused answer in a statement?
    answered: Boosted,
    /// Of accusations, of disputes, of disputes where one denies, of answers.
    least: [f32; 4],
}

impl Judge {
    /// From a weights file of `training/hearsay_training/contention.py`; `None` where it is none, or of other features.
    fn new(bytes: &[u8]) -> Option<Self> {
        let mut bytes = Bytes(bytes);
        let least = [bytes.float()?, bytes.float()?, bytes.float()?, bytes.float()?];
        let accused = Boosted::read(&mut bytes, accusations::NUMBERS)?;
        let disputed = Boosted::read(&mut bytes, disputes::NUMBERS)?;
        let answered = Boosted::read(&mut bytes, answers::NUMBERS)?;
        Some(Self { accused, disputed, answered, least })
    }

    /// How likely a statement accuses somebody.
    pub(crate) fn accuses(&self, numbers: &[f32]) -> f32 {
        self.accused.share(numbers)
    }

    /// How likely an accusation has to be.
    pub(crate) fn least_accused(&self) -> f32 {
        self.least[0]
    }

    /// How likely a statement answers an accusation, where that is likely enough.
    pub(crate) fn answers(&self, numbers: &[f32]) -> Option<f32> {
        Some(self.answered.share(numbers)).filter(|share| *share >= self.least[3])
    }

    /// How likely two statements contradict each other, where that is likely enough; less is asked where one of them denies.
    pub(crate) fn contradicts(&self, numbers: &[f32], denies: bool) -> Option<f32> {
        Some(self.disputed.share(numbers)).filter(|share| *share >= self.least[1 + usize::from(denies)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weights_are_of_these_features() {
        assert!(Judge::new(WEIGHTS).is_some());
        assert!(Judge::new(&WEIGHTS[..WEIGHTS.len() - 1]).is_none(), "a file that is cut");
    }
}
