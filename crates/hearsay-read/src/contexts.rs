//! What a deed is about: words of its sentence that tell a PLOVER context, from `contexts/*.toml`.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use hearsay_core::lookup::LookUp;
use hearsay_core::{Context, Document, TokenId};
use serde::Deserialize;

use crate::deeds::{Counterexample, Deed, spelled};
use crate::made::from_toml;
use crate::{LexiconError, LexiconFile};

/// The words that tell each context.
#[derive(Debug, Clone, Default)]
pub struct Contexts {
    /// In the order of their names.
    files: Vec<ContextWords>,
    tells: Tells,
}

/// From a lemma to the lemmas that follow it ("" where none need to), and what they tell together.
type Tells = HashMap<Box<str>, Vec<(Box<str>, Context)>, LookUp>;

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
        Ok(contexts)
    }

    fn add(&mut self, file: &LexiconFile) -> Result<(), LexiconError> {
        let wrong = |what: String| LexiconError::new(&file.path, what);
        let wire: ContextWords = from_toml(file).map_err(|error| wrong(error.to_string()))?;
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
            let told = (lemmas[1..].join(" ").into(), wire.id);
            let known = self.tells.entry(lemmas[0].as_ref().into()).or_default();
            if known.contains(&told) {
                return Err(wrong(format!("`{word}` stands here twice")));
            }
            known.push(told);
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
        let sentence = &document.sentence(token).tokens;
        let lemma = |at: u32| spelled(document.lemma(TokenId(at)));
        for at in sentence.clone() {
            let Some(known) = self.tells.get(lemma(at).as_ref()) else { continue };
            for (rest, context) in known {
                let mut after = (at + 1..sentence.end).map(lemma);
                let mut rest = rest.split(' ').filter(|word| !word.is_empty());
                if rest.all(|word| after.next().is_some_and(|lemma| lemma == word)) {
                    told.insert(*context);
                }
            }
        }
        told
    }

    /// The contexts of a deed in a sentence whose words have `told` some: its own, in its file's order, then theirs.
    pub(crate) fn of(deed: &Deed, told: &BTreeSet<Context>) -> Vec<Context> {
        let mut contexts = deed.contexts.clone();
        contexts.extend(told.iter().filter(|context| !deed.contexts.contains(context)));
        contexts
    }
}
