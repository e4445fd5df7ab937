//! Words that say how two parties stand: families of `lexicon/assessments/*.toml`.

use std::collections::{BTreeMap, HashMap};

use hearsay_core::lookup::LookUp;
use hearsay_core::{Extreme, Trend};
use serde::Deserialize;

use crate::made::from_toml;
use crate::{LexiconError, LexiconFile};

/// Words that say how two parties stand, ready for look-up.
#[derive(Debug, Clone, Default)]
pub struct Relations {
    families: Vec<Family>,
    /// First lemma of an entry leads to family and entry, longest first.
    leads: BTreeMap<String, Vec<(usize, Vec<String>)>>,
    nouns: HashMap<String, Noun, LookUp>,
}

/// One file: words with one meaning.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Family {
    /// The file's name.
    pub id: String,
    /// What the words say of A and B.
    pub gloss: String,
    /// -1 hostile to 1 close; none where the words tell a trend only.
    pub level: Option<f32>,
    /// Which way it goes.
    pub trend: Option<Trend>,
    /// Whether it is an end of the range.
    pub extreme: Option<Extreme>,
    /// Lemmas, or several in a row ("low point", "breaking point").
    #[serde(default)]
    pub words: Vec<String>,
    /// Whether the parties may be the subject themselves: "A and B are at odds".
    #[serde(default)]
    pub of_parties: bool,
    /// Nouns that name a relation by themselves: "tension between A and B", "relations with B".
    #[serde(default)]
    pub nouns: Vec<String>,
    /// What such a noun says by itself: true for "tension", false for "relations", which need another word.
    #[serde(default)]
    pub telling: bool,
    /// Whether the words say so of "tension" and its like only: "tensions rose", but "ties grew".
    #[serde(default)]
    pub of_tension: bool,
    /// Sentences that say so; each is a test.
    #[serde(default, rename = "example")]
    pub examples: Vec<Example>,
    /// Sentences that look like it; each is a test.
    #[serde(default, rename = "counterexample")]
    pub counterexamples: Vec<Counterexample>,
}

/// A sentence that assesses a relation.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// The parties' names in the sentence.
    pub between: [String; 2],
}

/// A sentence that does not.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counterexample {
    /// The sentence.
    pub text: String,
    /// What would go wrong.
    pub why: String,
}

/// A noun that names a relation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Noun {
    /// The family it speaks with, where it tells something by itself.
    pub(super) family: Option<usize>,
}

impl Relations {
    /// Loads `assessments/*.toml`; of two files with one id the first counts.
    ///
    /// # Errors
    /// The first file that is not well formed.
    pub fn new<'f>(files: impl Iterator<Item = &'f LexiconFile>) -> Result<Self, LexiconError> {
        let mut relations = Self::default();
        for file in files.filter(|file| file.path.ends_with(".toml")) {
            let bad = |what: String| LexiconError::new(&file.path, what);
            let family: Family = from_toml(file).map_err(|error| bad(error.to_string().trim().to_owned()))?;
            if file.path.strip_prefix("assessments/").and_then(|name| name.strip_suffix(".toml")) != Some(&family.id) {
                return Err(bad(format!("its id is `{}`; an id is the file's name", family.id)));
            }
            if family.level.is_some_and(|level| !(-1.0..=1.0).contains(&level)) {
                return Err(bad("`level` goes from -1 to 1".to_owned()));
            }
            if family.examples.is_empty() {
                return Err(bad(format!("`{}` has no example", family.id)));
            }
            if !relations.families.iter().any(|known| known.id == family.id) {
                relations.add(family);
            }
        }
        let Self { families, leads, .. } = &mut relations;
        for entries in leads.values_mut() {
            entries.sort_by_key(|(family, words)| std::cmp::Reverse((words.len(), families[*family].of_tension)));
        }
        Ok(relations)
    }

    fn add(&mut self, family: Family) {
        let place = self.families.len();
        for entry in &family.words {
            let mut words = entry.split_whitespace().map(str::to_owned);
            if let Some(first) = words.next() {
                self.leads.entry(first).or_default().push((place, words.collect()));
            }
        }
        for noun in &family.nouns {
            let family = family.telling.then_some(place);
            self.nouns.entry(noun.clone()).or_insert(Noun { family });
        }
        self.families.push(family);
    }

    /// All families, in the order they were loaded.
    pub fn families(&self) -> &[Family] {
        &self.families
    }

    /// The longest entry that starts at the first of `lemmas`: its family and its number of words. `of_tension`: said
    /// of a noun that tells of trouble by itself.
    pub(super) fn at(&self, lemmas: &[&str], of_tension: bool) -> Option<(&Family, usize)> {
        let (first, rest) = lemmas.split_first()?;
        let fits = |words: &&(usize, Vec<String>)| {
            let of_this = of_tension || !self.families[words.0].of_tension;
            of_this && rest.len() >= words.1.len() && words.1.iter().zip(rest).all(|(word, lemma)| word == lemma)
        };
        let (family, words) = self.leads.get(*first)?.iter().find(fits)?;
        Some((&self.families[*family], words.len() + 1))
    }

    /// Whether `lemma` names a relation.
    pub(super) fn noun(&self, lemma: &str) -> Option<Noun> {
        self.nouns.get(lemma).copied()
    }

    pub(super) fn family(&self, place: usize) -> &Family {
        &self.families[place]
    }
}
