//! Did it happen? For any predicate of a tree, the chance that its clause tells of something that happened or is the case.
//!
//! Signs of the clause and of what stands over it ([`signs`]) are weighed by a logistic model ([`Factuality`]) learned from
//! Universal Decompositional Semantics; `training/factuality.py` makes the weights. The lexicon of footing is one sign among
//! them, so that "refused to" works for verbs that no annotator met.
//!
//! One habit of the annotators to know: asked whether "did not leave" happened, they say yes as often as no. Whoever asks of a
//! negated clause must ask about the negation elsewhere, as events do.

mod signs;

use hearsay_core::{Document, TokenId};

use crate::events::Footing;
use crate::sign_weights::SignWeights;
use crate::{LexiconError, LexiconFile};

pub use signs::signs;

/// The weights of signs.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Factuality {
    weights: SignWeights,
}

impl Factuality {
    /// Loads `factuality/*.tsv`: a sign and its weight a line; of two files with one path the first counts.
    ///
    /// # Errors
    /// The first line that is not well formed.
    pub fn new<'f>(files: impl Iterator<Item = &'f LexiconFile>) -> Result<Self, LexiconError> {
        Ok(Self { weights: SignWeights::new(files)? })
    }

    /// The chance, 0 to 1, that what `predicate` tells happened or is so, as far as grammar says; who says so is not asked.
    pub fn happened(&self, document: &Document, predicate: TokenId, footing: &Footing) -> f32 {
        let mut sum = self.weights.get("bias");
        signs(document, predicate, footing, |sign| sum += self.weights.get(sign));
        1.0 / (1.0 + (-sum).exp())
    }
}
