//! Weights of signs, as lexicon files have them: a sign, a tab and what it says, a line each.

use std::collections::HashMap;

use hearsay_core::lookup::LookUp;

use crate::{LexiconError, LexiconFile};

/// How much each sign says; what no file lists says nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct SignWeights(HashMap<Box<str>, f32, LookUp>);

impl SignWeights {
    /// Loads the `.tsv` files: of two lines with one sign the first counts.
    ///
    /// # Errors
    /// The first line that is not well formed.
    pub(crate) fn new<'f>(files: impl Iterator<Item = &'f LexiconFile>) -> Result<Self, LexiconError> {
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
        Ok(Self(weights))
    }

    pub(crate) fn get(&self, sign: &str) -> f32 {
        self.0.get(sign).copied().unwrap_or(0.0)
    }
}
