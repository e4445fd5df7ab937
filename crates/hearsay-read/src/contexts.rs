//! What a deed is about: words of its sentence that tell a PLOVER context, from `contexts/*.toml`.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use hearsay_core::{Context, Document, TokenId};
use serde::Deserialize;

use crate::deeds::{Counterexample, Deed, spelled};
use crate::{LexiconError, LexiconFile};

/// The words that tell each context.
#[derive(Debug, Clone, Default)]
pub struct Contexts {
    /// In the order of their names.
    files: Vec<ContextWords>,
    /// From a lemma, or two or three that stand side by side, to what they tell.
    tells: BTreeMap<Box<str>, Vec<Context>>,
}

/// One file of `contexts/`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContextWords {
    /// The file's name.
    pub id: Context,
    /// What it is, in a sentence.
    pub gloss: String,
    /// Lemmas, or two or three lemmas side by side, that tell it.
    pub words: Vec<String>,
    /// Sentences that tell it; each is a test.
    #[serde(default, rename = "example")]
    pub examples: Vec<ContextExample>,
    /// Sentences that look as if they did; each is a test.
    #[serde(default, rename = "counterexample")]
    pub counterexamples: Vec<Counterexample>,
}

/// A sentence that tells a context.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContextExample {
    /// The sentence.
    pub text: String,
}

impl Contexts {
    /// Loads `contexts/*.toml`; of two files with one path the first counts.
    ///
    /// # Errors
    /// The first file that is not well formed.
    pub fn new<'f>(files: impl Iterator<Item = &'f LexiconFile>) -> Result<Self, LexiconError> {
        let mut contexts = Self::default();
        let mut seen = BTreeSet::new();
        for file in files.filter(|file| file.path.ends_with(".toml")) {
            if seen.insert(&file.path) {
                contexts.add(file)?;
            }
        }
        contexts.files.sort_by_key(|file| file.id);
        for told in contexts.tells.values_mut() {
            told.sort_unstable();
        }
        Ok(contexts)
    }

    fn add(&mut self, file: &LexiconFile) -> Result<(), LexiconError> {
        let wrong = |what: String| LexiconError::new(&file.path, what);
        let wire: ContextWords = toml::from_str(&file.text).map_err(|error| wrong(error.to_string()))?;
        let name = file.path.rsplit('/').next().and_then(|name| name.strip_suffix(".toml"));
        if name != Some(wire.id.name()) {
            return Err(wrong(format!("the id `{}` is not the file's name", wire.id.name())));
        }
        if wire.words.is_empty() {
            return Err(wrong("no words".to_owned()));
        }
        if wire.examples.is_empty() || wire.counterexamples.is_empty() {
            return Err(wrong("needs an example and a counterexample".to_owned()));
        }
        for word in &wire.words {
            let lemmas: Vec<Cow<'_, str>> = word.split_whitespace().map(spelled).collect();
            if !(1..=3).contains(&lemmas.len()) {
                return Err(wrong(format!("`{word}` is not one to three words")));
            }
            let told = self.tells.entry(lemmas.join(" ").into()).or_default();
            if told.contains(&wire.id) {
                return Err(wrong(format!("`{word}` stands here twice")));
            }
            told.push(wire.id);
        }
        self.files.push(wire);
        Ok(())
    }

    /// The files, in the manual's order of contexts.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &ContextWords> {
        self.files.iter()
    }

    /// What the words of the sentence around `token` tell, in the manual's order.
    pub fn told(&self, document: &Document, token: TokenId) -> BTreeSet<Context> {
        let mut told = BTreeSet::new();
        if self.tells.is_empty() {
            return told;
        }
        let lemmas: Vec<Cow<'_, str>> =
            document.sentence(token).ids().map(|word| spelled(document.lemma(word))).collect();
        for at in 0..lemmas.len() {
            let mut words = String::new();
            for lemma in lemmas.iter().skip(at).take(3) {
                if !words.is_empty() {
                    words.push(' ');
                }
                words.push_str(lemma);
                told.extend(self.tells.get(words.as_str()).into_iter().flatten());
            }
        }
        told
    }

    /// The contexts of a deed told at `head`: its own, in its file's order, then what its sentence's words tell.
    pub(crate) fn of(&self, deed: &Deed, document: &Document, head: TokenId) -> Vec<Context> {
        let mut contexts = deed.contexts.clone();
        contexts.extend(self.told(document, head).into_iter().filter(|context| !deed.contexts.contains(context)));
        contexts
    }
}
