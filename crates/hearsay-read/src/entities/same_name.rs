//! When two names name the same: full names, surnames, acronyms.

use std::collections::BTreeMap;

use super::chains::Chains;
use super::nouns::{self, Gender};
use super::phrases::{Class, Phrase};
use crate::actors::ActorKind;

/// Names met so far.
#[derive(Debug, Default)]
pub(super) struct NameBook {
    by_actor: BTreeMap<usize, usize>,
    by_country: BTreeMap<String, usize>,
    /// Each word of each name → chains, in the order they were met.
    by_word: BTreeMap<String, Vec<usize>>,
    by_name: BTreeMap<String, usize>,
    by_initials: BTreeMap<String, usize>,
}

/// How many bearers of one word we look back over.
const BEARERS: usize = 12;

impl NameBook {
    pub(super) fn actor(&self, actor: usize) -> Option<usize> {
        self.by_actor.get(&actor).copied()
    }

    pub(super) fn set_actor(&mut self, actor: usize, chain: usize) {
        self.by_actor.insert(actor, chain);
    }

    pub(super) fn country(&self, code: &str) -> Option<usize> {
        self.by_country.get(code).copied()
    }

    pub(super) fn set_country(&mut self, code: &str, chain: usize) {
        self.by_country.insert(code.to_owned(), chain);
    }

    /// Notes a name of a chain.
    pub(super) fn add(&mut self, chain: usize, words: &[String], actor: Option<usize>) {
        if let Some(actor) = actor {
            self.by_actor.insert(actor, chain);
        }
        self.by_name.insert(words.join(" "), chain);
        for word in words {
            let bearers = self.by_word.entry(word.clone()).or_default();
            if bearers.last() != Some(&chain) {
                bearers.push(chain);
            }
        }
        for initials in initials(words) {
            self.by_initials.entry(initials).or_insert(chain);
        }
    }

    /// The chain that a name belongs to.
    pub(super) fn find(
        &self,
        chains: &Chains,
        words: &[String],
        phrase: &Phrase,
        actor: Option<usize>,
        kind_of: impl Fn(usize) -> ActorKind,
    ) -> Option<usize> {
        let fits = |&chain: &usize| fits(chains, chain, phrase);
        let is_person = phrase.class == Class::Person || actor.is_some_and(|actor| kind_of(actor) == ActorKind::Person);
        // A full name of this article comes before the tables: its "Pasha" is the Pasha it introduced.
        if words.len() == 1
            && (is_person || phrase.class == Class::Unknown)
            && let Some(chain) = self.person(chains, words, phrase)
        {
            return Some(chain);
        }
        if let Some(actor) = actor {
            return self.actor(actor).filter(|&chain| is_person || fits(&chain));
        }
        if let Some(chain) = self.by_name.get(&words.join(" ")).copied().filter(fits) {
            return Some(chains.now(chain));
        }
        if matches!(phrase.class, Class::Person | Class::Unknown)
            && let Some(chain) = self.person(chains, words, phrase)
        {
            return Some(chain);
        }
        if words.len() == 1 && matches!(phrase.class, Class::Body | Class::Unknown) {
            let letters = words[0].len();
            if let Some(&chain) = self.by_initials.get(&words[0]).filter(|chain| letters > 2 && fits(chain)) {
                return Some(chains.now(chain));
            }
            // "Amnesty" after "Amnesty International".
            let first_word = |chain: &usize| {
                let known = chains.get(*chain);
                known.class == Class::Body && known.names.iter().any(|name| name.len() > 1 && name[0] == words[0])
            };
            let bearers = self.by_word.get(&words[0])?;
            let first = bearers.iter().rev().take(BEARERS).copied().find(first_word).map(|chain| chains.now(chain));
            return first.or_else(|| self.ends_with(chains, &words[0]));
        }
        None
    }

    /// "the Bureau" after "Osland Security Bureau": the only body whose name ends so.
    fn ends_with(&self, chains: &Chains, word: &str) -> Option<usize> {
        if !nouns::is_body(word) {
            return None;
        }
        let last = |chain: &usize| {
            let known = chains.get(*chain);
            let ends = |name: &Vec<String>| name.len() > 1 && name.last().is_some_and(|last| last == word);
            known.class == Class::Body && known.names.iter().any(ends)
        };
        let bearers = self.by_word.get(word)?.iter().take(BEARERS).filter(|chain| last(chain));
        let mut bearers = bearers.map(|&chain| chains.now(chain));
        let only = bearers.next()?;
        bearers.all(|other| other == only).then_some(only)
    }

    fn person(&self, chains: &Chains, words: &[String], phrase: &Phrase) -> Option<usize> {
        let last = words.last()?;
        let bearers = self.by_word.get(last).into_iter().flatten().rev().take(BEARERS);
        // "Dorn" first, "Anna Dorn" later: the bare surname is the same person unless another first name stands.
        let mut seen = Vec::new();
        let mut found = None;
        for &chain in bearers {
            let chain = chains.now(chain);
            if seen.contains(&chain) {
                continue;
            }
            seen.push(chain);
            let known = chains.get(chain);
            let is_person =
                known.class == Class::Person || known.class == Class::Unknown && phrase.class == Class::Person;
            let genders =
                known.gender == phrase.gender || known.gender == Gender::Unknown || phrase.gender == Gender::Unknown;
            if is_person
                && genders
                && !known.names.is_empty()
                && known.names.iter().all(|name| same_person(name, words))
            {
                // "Konda" of a wife and a husband is whoever was called so before.
                if known.names.iter().any(|name| name == words) {
                    return Some(chain);
                }
                found = found.or(Some(chain));
            }
        }
        found
    }
}

fn fits(chains: &Chains, chain: usize, phrase: &Phrase) -> bool {
    let known = chains.get(chain).class;
    known == phrase.class
        || known == Class::Unknown
        || phrase.class == Class::Unknown
        || matches!(
            (known, phrase.class),
            (Class::Body, Class::Place) | (Class::Place, Class::Body | Class::Country) | (Class::Country, Class::Place)
        )
}

/// Whether two names can be one person's: the shorter one's words stand in the longer one in order, initials
/// counting, and the surname or the only word agrees.
fn same_person(a: &[String], b: &[String]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let (Some(surname), Some(long_surname)) = (short.last(), long.last()) else {
        return false;
    };
    if short.len() == 1 {
        return surname == long_surname || surname == &long[0];
    }
    let mut rest = long.iter();
    let all = short.iter().all(|word| {
        rest.any(|other| {
            other == word
                || word.len() == 1 && other.starts_with(word.as_str())
                || other.len() == 1 && word.starts_with(other.as_str())
        })
    });
    all && surname == long_surname
}

/// What a name is cut down to: with and without its small words.
fn initials(words: &[String]) -> Vec<String> {
    let first =
        |words: &mut dyn Iterator<Item = &String>| words.filter_map(|word| word.chars().next()).collect::<String>();
    let small = |word: &&String| {
        !matches!(word.as_str(), "of" | "the" | "and" | "for" | "in" | "s" | "on" | "de" | "du" | "la")
    };
    if words.len() < 3 {
        return Vec::new();
    }
    let mut all = vec![first(&mut words.iter().filter(small)), first(&mut words.iter())];
    all.dedup();
    all
}
