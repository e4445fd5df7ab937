//! Chains: which phrases mean the same somebody.

use hearsay_core::work;

use super::nouns::{Gender, Number};
use super::phrases::{Class, Phrase};

/// Everything known of one somebody.
#[derive(Debug, Clone)]
pub(super) struct Chain {
    /// Places in the list of phrases, unordered while chains grow.
    pub(super) phrases: Vec<usize>,
    /// The first of them in text order, [`EARLIEST`] at most.
    pub(super) earliest: Vec<usize>,
    pub(super) class: Class,
    pub(super) gender: Gender,
    pub(super) number: Number,
    /// Its row in the actor tables.
    pub(super) actor: Option<usize>,
    /// Its names, each as small words.
    pub(super) names: Vec<Vec<String>>,
}

/// So many mentions tell who somebody is: what a text tells of a country after naming it forty times, it tells of a
/// hundred thousand mentions, and looking at all of them for each other mention would never end.
pub(super) const EARLIEST: usize = 40;

impl Chain {
    fn came_early(&mut self, numbers: &[usize]) {
        let full = self.earliest.len() >= EARLIEST;
        if full && self.earliest.last().is_some_and(|last| numbers.iter().all(|number| number > last)) {
            return;
        }
        numbers.iter().for_each(|_| work::step());
        self.earliest.extend(numbers);
        self.earliest.sort_unstable();
        self.earliest.truncate(EARLIEST);
    }
}

/// All chains; merged ones keep the older place.
#[derive(Debug, Default)]
pub(super) struct Chains {
    list: Vec<Chain>,
    merged_into: Vec<usize>,
    of_phrase: Vec<Option<usize>>,
}

impl Chains {
    pub(super) fn new(phrases: usize) -> Self {
        Self { of_phrase: vec![None; phrases], ..Self::default() }
    }

    /// The chain that a chain has become.
    pub(super) fn now(&self, mut chain: usize) -> usize {
        while self.merged_into[chain] != chain {
            chain = self.merged_into[chain];
        }
        chain
    }

    /// The chain of a phrase.
    pub(super) fn of(&self, phrase: usize) -> Option<usize> {
        self.of_phrase[phrase].map(|chain| self.now(chain))
    }

    pub(super) fn get(&self, chain: usize) -> &Chain {
        &self.list[self.now(chain)]
    }

    pub(super) fn get_mut(&mut self, chain: usize) -> &mut Chain {
        let chain = self.now(chain);
        &mut self.list[chain]
    }

    /// Opens a chain with one phrase.
    pub(super) fn open(&mut self, number: usize, phrase: &Phrase) -> usize {
        let chain = self.list.len();
        self.list.push(Chain {
            phrases: vec![number],
            earliest: vec![number],
            class: phrase.class,
            gender: phrase.gender,
            number: phrase.number,
            actor: None,
            names: Vec::new(),
        });
        self.merged_into.push(chain);
        self.of_phrase[number] = Some(chain);
        chain
    }

    /// Adds a phrase to a chain; one that has a chain already brings it along.
    pub(super) fn join(&mut self, number: usize, phrase: &Phrase, chain: usize) -> usize {
        let chain = self.now(chain);
        if let Some(own) = self.of(number) {
            return self.merge(own, chain);
        }
        self.of_phrase[number] = Some(chain);
        let known = &mut self.list[chain];
        known.phrases.push(number);
        known.came_early(&[number]);
        if known.gender == Gender::Unknown {
            known.gender = phrase.gender;
        }
        if known.number == Number::Unknown {
            known.number = phrase.number;
        }
        if known.class == Class::Unknown {
            known.class = phrase.class;
        }
        chain
    }

    /// Makes one of two chains.
    pub(super) fn merge(&mut self, a: usize, b: usize) -> usize {
        let (a, b) = (self.now(a), self.now(b));
        if a == b {
            return a;
        }
        let (old, new) = (a.min(b), a.max(b));
        self.merged_into[new] = old;
        let gone = self.list[new].clone();
        gone.phrases.iter().for_each(|_| work::step());
        self.list[new].phrases.clear();
        let kept = &mut self.list[old];
        kept.came_early(&gone.earliest);
        kept.phrases.extend(gone.phrases);
        kept.actor = kept.actor.or(gone.actor);
        if kept.names.is_empty() || matches!(kept.class, Class::Unknown | Class::Thing) {
            kept.class = if gone.names.is_empty() && kept.class != Class::Unknown { kept.class } else { gone.class };
        }
        for name in gone.names {
            if !kept.names.contains(&name) {
                kept.names.push(name);
            }
        }
        if kept.gender == Gender::Unknown {
            kept.gender = gone.gender;
        }
        if kept.number == Number::Unknown {
            kept.number = gone.number;
        }
        old
    }

    /// Chains that still stand, with their phrases in text order.
    pub(super) fn standing(&self) -> Vec<(usize, Vec<usize>)> {
        let mut standing = Vec::new();
        for (chain, known) in self.list.iter().enumerate() {
            if self.merged_into[chain] == chain && !known.phrases.is_empty() {
                let mut phrases = known.phrases.clone();
                phrases.sort_unstable();
                standing.push((chain, phrases));
            }
        }
        standing.sort_by_key(|(_, phrases)| phrases[0]);
        standing
    }
}
