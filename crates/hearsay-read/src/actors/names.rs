//! Names by their words in small letters: one long text, and a table of places in it.

use std::collections::HashMap;
use std::hash::BuildHasher as _;
use std::ops::Range;

use hearsay_core::lookup::LookUp;

use super::words::push_lower;

/// Names of actors as they are spelled, by the same words in small letters.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    /// Keys and spellings, one behind the other.
    text: String,
    keys: Vec<Key>,
    spellings: Vec<Spelling>,
    /// The first key of a hash.
    hashes: HashMap<u64, u32, LookUp>,
}

/// Words in small letters: a name, or the first word of one.
#[derive(Debug, Clone)]
struct Key {
    text: Range<u32>,
    /// The next of the same hash.
    next: Option<u32>,
    /// The first and the last of its spellings.
    spellings: Option<(u32, u32)>,
    /// Words of the longest name that begins with it; 0 where none does.
    longest: usize,
}

#[derive(Debug, Clone)]
struct Spelling {
    text: Range<u32>,
    actor: usize,
    /// The next of the same key.
    next: Option<u32>,
}

impl Names {
    /// Makes room for so many names more.
    pub(super) fn reserve(&mut self, more: usize) {
        self.text.reserve(more * 32);
        self.keys.reserve(more);
        self.spellings.reserve(more);
        self.hashes.reserve(more);
    }

    /// Adds a spelling of an actor's name, folded; of two actors with one the first counts.
    pub(super) fn add(&mut self, name: &str, actor: usize) {
        let mut lower = String::with_capacity(name.len());
        push_lower(name, &mut lower);
        let Some(first) = lower.split(' ').next().filter(|first| !first.is_empty()) else { return };
        let key = self.key(first);
        self.keys[key].longest = self.keys[key].longest.max(name.split(' ').count());
        let key = self.key(&lower);
        if self.spelled(key).any(|known| known.0 == name) {
            return;
        }
        let new = self.spellings.len() as u32;
        let text = if name == lower { self.keys[key].text.clone() } else { self.append(name) };
        self.spellings.push(Spelling { text, actor, next: None });
        match &mut self.keys[key].spellings {
            Some((_, last)) => self.spellings[std::mem::replace(last, new) as usize].next = Some(new),
            none => *none = Some((new, new)),
        }
    }

    /// Words of the longest name that begins with a word in small letters.
    pub(super) fn longest(&self, first: &str) -> Option<usize> {
        Some(self.keys[self.find(first)?].longest).filter(|&longest| longest > 0)
    }

    /// The spellings of a name in small letters with the actors they stand for, in the order of the tables.
    pub(super) fn of(&self, lower: &str) -> Option<impl Iterator<Item = (&str, usize)> + Clone> {
        let key = self.find(lower)?;
        self.keys[key].spellings.map(|_| self.spelled(key))
    }

    /// All spellings with their actors, in the order of the tables.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, usize)> {
        self.spellings.iter().map(|spelling| (self.at(&spelling.text), spelling.actor))
    }

    fn spelled(&self, key: usize) -> impl Iterator<Item = (&str, usize)> + Clone {
        let first = self.keys[key].spellings.map(|(first, _)| first);
        let spellings = std::iter::successors(first, |&at| self.spellings[at as usize].next);
        spellings.map(|at| &self.spellings[at as usize]).map(|spelling| (self.at(&spelling.text), spelling.actor))
    }

    fn at(&self, place: &Range<u32>) -> &str {
        &self.text[place.start as usize..place.end as usize]
    }

    fn append(&mut self, text: &str) -> Range<u32> {
        let start = self.text.len() as u32;
        self.text.push_str(text);
        start..self.text.len() as u32
    }

    fn find(&self, lower: &str) -> Option<usize> {
        let first = *self.hashes.get(&LookUp::default().hash_one(lower))?;
        let mut keys = std::iter::successors(Some(first), |&at| self.keys[at as usize].next);
        keys.find(|&at| self.at(&self.keys[at as usize].text) == lower).map(|at| at as usize)
    }

    /// The place of a key, made now where there is none.
    fn key(&mut self, lower: &str) -> usize {
        if let Some(known) = self.find(lower) {
            return known;
        }
        let new = self.keys.len();
        let text = self.append(lower);
        let next = self.hashes.insert(LookUp::default().hash_one(lower), new as u32);
        self.keys.push(Key { text, next, spellings: None, longest: 0 });
        new
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        let mut names = Names::default();
        names.add("Arland", 0);
        names.add("Arland City", 1);
        names.add("ARLAND", 2);
        names.add("Arland", 3);
        names.add("", 4);
        names
    }

    #[test]
    fn the_first_actor_with_a_spelling_counts_and_others_follow_in_order() {
        let names = names();
        let of = |lower: &str| names.of(lower).map(|spelled| spelled.collect::<Vec<_>>());
        assert_eq!(of("arland"), Some(vec![("Arland", 0), ("ARLAND", 2)]));
        assert_eq!(of("arland city"), Some(vec![("Arland City", 1)]));
        assert_eq!(of("city"), None);
        assert_eq!(names.iter().map(|(_, actor)| actor).collect::<Vec<_>>(), [0, 1, 2]);
    }

    #[test]
    fn a_first_word_knows_the_longest_name_that_it_begins() {
        let mut names = names();
        names.add("al Marl Front", 5);
        assert_eq!((names.longest("arland"), names.longest("al"), names.longest("marl")), (Some(2), Some(3), None));
        // "al" is no name by itself.
        assert!(names.of("al").is_none());
    }
}
