//! Words that change a deed's footing, and the light verbs that lend it their parties: `footing/*.toml`.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use hearsay_core::lookup::LookUp;
use hearsay_core::{Status, Upos};
use serde::Deserialize;

use crate::lower::spelled;
use crate::made::from_toml;
use crate::{LexiconError, LexiconFile};

/// What words do to the deeds they govern.
#[derive(Debug, Clone, Default)]
pub struct Footing {
    words: [HashMap<Box<str>, Status, LookUp>; Place::COUNT],
    grammar: [BTreeSet<Box<str>>; Grammatical::COUNT],
}

/// Where a word stands to the deed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Verb,
    Noun,
    Adjective,
    Attribute,
    Adverb,
    Mark,
    /// Over a noun of saying: "rejected claims that".
    Claim,
}

impl Place {
    const COUNT: usize = 7;
}

#[derive(Debug, Clone, Copy)]
enum Grammatical {
    Light,
    Role,
    Accusing,
    HandsOver,
    KeepsSubject,
    Resorting,
    Voicing,
    Answering,
}

impl Grammatical {
    const COUNT: usize = 8;
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    #[serde(default)]
    status: BTreeMap<Status, Places>,
    #[serde(default)]
    grammar: Grammar,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Places {
    verb: Vec<String>,
    noun: Vec<String>,
    adjective: Vec<String>,
    attribute: Vec<String>,
    adverb: Vec<String>,
    mark: Vec<String>,
    claim: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Grammar {
    light: Vec<String>,
    role: Vec<String>,
    accusing: Vec<String>,
    hands_over: Vec<String>,
    keeps_subject: Vec<String>,
    resorting: Vec<String>,
    voicing: Vec<String>,
    answering: Vec<String>,
}

impl Footing {
    /// Loads `footing/*.toml`; of two files with one path the first counts.
    ///
    /// # Errors
    /// The first file that is not well formed.
    pub fn new<'f>(files: impl Iterator<Item = &'f LexiconFile>) -> Result<Self, LexiconError> {
        let mut footing = Self::default();
        let mut seen = BTreeSet::new();
        for file in files.filter(|file| file.path.ends_with(".toml")) {
            if !seen.insert(&file.path) {
                continue;
            }
            let wire: Wire = from_toml(file).map_err(|error| LexiconError::new(&file.path, error.to_string()))?;
            for (status, places) in &wire.status {
                // Where a word stands under two statuses the weaker one counts, whatever the order of files.
                let lists = [
                    &places.verb,
                    &places.noun,
                    &places.adjective,
                    &places.attribute,
                    &places.adverb,
                    &places.mark,
                    &places.claim,
                ];
                for (words, list) in footing.words.iter_mut().zip(lists) {
                    for word in list {
                        let entry = words.entry(spelled(word).into()).or_insert(*status);
                        *entry = (*entry).max(*status);
                    }
                }
            }
            let Grammar { light, role, accusing, hands_over, keeps_subject, resorting, voicing, answering } =
                wire.grammar;
            let lists = [light, role, accusing, hands_over, keeps_subject, resorting, voicing, answering];
            for (words, list) in footing.grammar.iter_mut().zip(lists) {
                words.extend(list.iter().map(|word| Box::from(spelled(word))));
            }
        }
        Ok(footing)
    }

    /// What `lemma` does to a deed from this place; none where it leaves it as it is.
    pub(crate) fn status(&self, place: Place, lemma: &str) -> Option<Status> {
        self.words[place as usize].get(spelled(lemma).as_ref()).copied()
    }

    /// What the word `child` under a verb does to it: an adverb, a mark, an attribute.
    pub(crate) fn beside(&self, deprel: &str, lemma: &str) -> Option<Status> {
        let place = match deprel {
            "advmod" | "cc" => Place::Adverb,
            "mark" => Place::Mark,
            "amod" | "compound" => Place::Attribute,
            _ => return None,
        };
        self.status(place, lemma)
    }

    /// What a governing word does to the clause under it.
    pub(crate) fn above(&self, upos: Upos, lemma: &str) -> Option<Status> {
        let place = match upos {
            Upos::Verb | Upos::Aux => Place::Verb,
            Upos::Adj => Place::Adjective,
            _ => Place::Noun,
        };
        self.status(place, lemma)
    }

    fn has(&self, role: Grammatical, lemma: &str) -> bool {
        self.grammar[role as usize].contains(spelled(lemma).as_ref())
    }

    /// Whether what holds of the verb holds of the event noun that is its object or subject.
    pub(crate) fn is_light(&self, lemma: &str) -> bool {
        self.has(Grammatical::Light, lemma)
    }

    /// "responsibility", "involvement", "responsible".
    pub(crate) fn is_role(&self, lemma: &str) -> bool {
        self.has(Grammatical::Role, lemma)
    }

    /// Whether the verb lays a deed at its object's door.
    pub(crate) fn is_accusing(&self, lemma: &str) -> bool {
        self.has(Grammatical::Accusing, lemma)
    }

    /// Whether the verb's object does what its infinitive says.
    pub(crate) fn hands_over(&self, lemma: &str) -> bool {
        self.has(Grammatical::HandsOver, lemma)
    }

    /// Whether what stands behind "to" was done: "resorted to throwing stones".
    pub(crate) fn resorts(&self, lemma: &str) -> bool {
        self.has(Grammatical::Resorting, lemma)
    }

    /// Whether people do it to say something: "marched to demand".
    pub(crate) fn voices(&self, lemma: &str) -> bool {
        self.has(Grammatical::Voicing, lemma)
    }

    /// Whether the word tells of an answer to what somebody else did first.
    pub(crate) fn answers(&self, lemma: &str) -> bool {
        self.has(Grammatical::Answering, lemma)
    }

    /// Whether the verb's subject does what its infinitive says, although it has an object.
    pub(crate) fn keeps_subject(&self, lemma: &str) -> bool {
        self.has(Grammatical::KeepsSubject, lemma)
    }
}
