//! Which PLOVER type the words of a sentence speak for, learned from the deed files themselves (naive Bayes).
//!
//! A last resort where no pattern's trigger stands in a sentence; the files' own examples are all it has seen.

use std::collections::HashMap;

use hearsay_core::Plover;
use hearsay_core::lookup::LookUp;

use super::pattern::Vocabulary;
use super::{Deed, spelled};

/// Counts of words by type.
#[derive(Debug, Clone, Default)]
pub(super) struct Bayes {
    words: HashMap<Box<str>, [f32; 16], LookUp>,
    totals: [f32; 16],
}

/// How much a word of a trigger, a condition or an example counts.
const TRIGGER: f32 = 2.0;
const CONDITION: f32 = 0.5;
const EXAMPLE: f32 = 1.0;

impl Bayes {
    pub(super) fn new(deeds: &[Deed], vocabulary: &Vocabulary) -> Self {
        let mut bayes = Self::default();
        let texts = vocabulary.texts();
        for deed in deeds {
            let at = place(deed.plover);
            for pattern in &deed.patterns {
                for word in pattern.lemmas.iter().flatten() {
                    bayes.count(word, at, TRIGGER);
                }
                for (_, test) in &pattern.conditions {
                    for word in test.lemmas.iter().flat_map(|lemma| texts[lemma.index()].split(' ')) {
                        bayes.count(word, at, CONDITION);
                    }
                }
            }
            for example in &deed.examples {
                let mut words: Vec<_> = example
                    .text
                    .split(|letter: char| !letter.is_alphanumeric())
                    .filter(|word| word.len() > 3 && !word.starts_with(char::is_uppercase))
                    .map(spelled)
                    .collect();
                words.sort_unstable();
                words.dedup();
                for word in &words {
                    bayes.count(word, at, EXAMPLE);
                }
            }
        }
        bayes
    }

    fn count(&mut self, word: &str, at: usize, weight: f32) {
        match self.words.get_mut(word) {
            Some(counts) => counts[at] += weight,
            None => self.words.entry(word.into()).or_default()[at] += weight,
        }
        self.totals[at] += weight;
    }

    /// How much the words speak for each type, in the order of [`Plover::ALL`]; none where no word is known.
    pub(super) fn weigh<'w>(&self, words: impl Iterator<Item = &'w str>) -> Option<[f32; 16]> {
        let mut sums = [0.0_f32; 16];
        let mut any = false;
        let all: f32 = self.totals.iter().sum();
        for word in words {
            let Some(counts) = self.words.get(spelled(word).as_ref()) else { continue };
            any = true;
            let seen: f32 = counts.iter().sum();
            for (at, sum) in sums.iter_mut().enumerate() {
                // The share of the type among the word's uses, against its share among all.
                let expected = seen * self.totals[at] / all;
                *sum += ((counts[at] + 1.0) / (expected + 1.0)).ln();
            }
        }
        any.then_some(sums)
    }
}

fn place(plover: Plover) -> usize {
    Plover::ALL.iter().position(|&known| known == plover).unwrap_or(0)
}
