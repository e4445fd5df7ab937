//! Did it happen? For any predicate of a tree, the chance that its clause tells of something that happened or is the case.
//!
//! Signs of the clause and of what stands over it ([`signs`]) are weighed by a logistic model ([`Factuality`]) learned from
//! Universal Decompositional Semantics; `training/factuality.py` makes the weights. The lexicon of footing is one sign among
//! them, so that "refused to" works for verbs that no annotator met.
//!
//! One habit of the annotators to know: asked whether "did not leave" happened, they say yes as often as no. Whoever asks of a
//! negated clause must ask about the negation elsewhere, as events do.

mod signs;

use std::collections::HashMap;

use hearsay_core::lookup::LookUp;
use hearsay_core::{Document, TokenId};

use crate::events::Footing;
use crate::{LexiconError, LexiconFile};

pub use signs::signs;

/// The weights of signs.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Factuality {
    weights: HashMap<Box<str>, f32, LookUp>,
}

impl Factuality {
    /// Loads `factuality/*.tsv`: a sign and its weight a line; of two files with one path the first counts.
    ///
    /// # Errors
    /// The first line that is not well formed.
    pub fn new<'f>(files: impl Iterator<Item = &'f LexiconFile>) -> Result<Self, LexiconError> {
        let mut weights = HashMap::default();
        for file in files.filter(|file| file.path.ends_with(".tsv")) {
            let lines = file.text.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.is_empty());
            for (number, line) in lines {
                let wrong = || LexiconError::new(format!("{}:{}", file.path, number + 1), "not `sign<TAB>weight`");
                let (sign, weight) = line.split_once('\t').ok_or_else(wrong)?;
                let weight: f32 = weight.trim().parse().map_err(|_| wrong())?;
                weights.entry(sign.into()).or_insert(weight);
            }
        }
        Ok(Self { weights })
    }

    /// The chance, 0 to 1, that what `predicate` tells happened or is so, as far as grammar says; who says so is not asked.
    pub fn happened(&self, document: &Document, predicate: TokenId, footing: &Footing) -> f32 {
        let mut sum = self.weights.get("bias").copied().unwrap_or(0.0);
        signs(document, predicate, footing, |sign| sum += self.weights.get(sign).copied().unwrap_or(0.0));
        1.0 / (1.0 + (-sum).exp())
    }
}
