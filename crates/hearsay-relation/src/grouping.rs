//! The same deed in many papers: which tellings tell of one deed, so that volume of coverage is not volume of conflict.
//!
//! Two tellings are of one deed when parties and kind of deed agree, their days can be the same, nothing about the place
//! speaks against it, and their sentences share enough of the words that carry the story. A deed told by three papers in
//! a chain (the first like the second, the second like the third) is one. The answer does not hang on the order in which
//! articles came.

use std::collections::{BTreeMap, BTreeSet};

use hearsay_core::{Days, Plover};
use jiff::civil::Date;

use crate::Event;
use crate::period::{days_between, days_in};
use crate::words::{shared, telling_words};

/// What two tellings of one deed always agree in: country or code of both parties, and the kind of deed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Block {
    /// First three letters of the actor code of who did it.
    pub source: String,
    /// First three letters of the actor code of whom it was done to.
    pub target: String,
    /// PLOVER type.
    pub plover: Plover,
}

impl Block {
    /// Where to look for other tellings of this deed.
    pub fn of(event: &Event) -> Self {
        let three = |code: &str| code.chars().take(3).collect();
        Self { source: three(&event.source), target: three(&event.target), plover: event.plover }
    }
}

/// Days by which two tellings of one deed may differ: an evening in Arland is the next morning in Breland.
pub const DAYS_APART: i64 = 1;

/// For each event the smallest id among those that tell of the same deed; its own where it stands alone.
///
/// A store that grows need not group everything again: all events of the touched [`Block`]s whose days lie within
/// [`DAYS_APART`] of the new ones, taken with their whole groups, give the same answer.
pub fn group(events: &[Event]) -> Vec<u64> {
    let tellings: Vec<Telling> = events.iter().map(Telling::new).collect();
    let mut blocks: BTreeMap<Block, Vec<usize>> = BTreeMap::new();
    for (at, event) in events.iter().enumerate() {
        blocks.entry(Block::of(event)).or_default().push(at);
    }
    let mut joined = Joined::new(events.len());
    for members in blocks.into_values() {
        join_block(&tellings, members, &mut joined);
    }
    // One event between several pairs of parties stands in several blocks with one id.
    let mut first_of: BTreeMap<u64, usize> = BTreeMap::new();
    for (at, event) in events.iter().enumerate() {
        let first = *first_of.entry(event.id).or_insert(at);
        joined.join(first, at);
    }
    let mut least: BTreeMap<usize, u64> = BTreeMap::new();
    for (at, event) in events.iter().enumerate() {
        let root = joined.root(at);
        let id = least.entry(root).or_insert(event.id);
        *id = (*id).min(event.id);
    }
    (0..events.len()).map(|at| least[&joined.root(at)]).collect()
}

/// Whether two tellings are of one deed.
pub fn same_deed(left: &Event, right: &Event) -> bool {
    Block::of(left) == Block::of(right) && Telling::new(left).is_of_one_deed_with(&Telling::new(right))
}

/// A telling is compared with others that share one of its rarest words: so many words are tried.
const WORDS_TRIED: usize = 8;

/// Others with the same word that are looked at: enough for a deed of the day, few enough to stay linear on a day with
/// thousands of them.
const LOOKED_AT: usize = 24;

/// Joins within one block: events are taken by day, and compared with those of the days around that share a word.
fn join_block(tellings: &[Telling], mut members: Vec<usize>, joined: &mut Joined) {
    // Neighbours in this order have near days; ties are told apart by what they say, not by how they came.
    members.sort_by(|&left, &right| tellings[left].order().cmp(&tellings[right].order()));
    let mut often: BTreeMap<&str, usize> = BTreeMap::new();
    for word in members.iter().flat_map(|&at| &tellings[at].words) {
        *often.entry(word.as_str()).or_default() += 1;
    }
    let mut with_word: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for &at in &members {
        let telling = &tellings[at];
        let Some(days) = telling.days else { continue };
        let mut words: Vec<&str> = telling.words.iter().map(String::as_str).filter(|word| often[word] > 1).collect();
        words.sort_by_key(|word| (often[word], *word));
        let mut near: BTreeSet<usize> = BTreeSet::new();
        for word in words.into_iter().take(WORDS_TRIED) {
            let others = with_word.entry(word).or_default();
            let here = |other: &Days| days_between(other.last, days.first) <= DAYS_APART;
            let latest = others.iter().rev().take(LOOKED_AT);
            near.extend(latest.filter(|&&other| tellings[other].days.as_ref().is_some_and(here)));
            others.push(at);
        }
        for other in near {
            if joined.root(other) != joined.root(at) && telling.is_of_one_deed_with(&tellings[other]) {
                joined.join(other, at);
            }
        }
    }
}

/// What of an event tells whether another is the same deed.
struct Telling<'a> {
    event: &'a Event,
    days: Option<Days>,
    words: BTreeSet<String>,
}

impl<'a> Telling<'a> {
    fn new(event: &'a Event) -> Self {
        Self { event, days: event.when(), words: telling_words(&event.sentence) }
    }

    fn order(&self) -> (Option<Date>, Option<Date>, &str, &str, u64) {
        let (first, last) = self.days.map_or((None, None), |days| (Some(days.first), Some(days.last)));
        (first, last, &self.event.sentence, self.event.article.0.as_str(), self.event.id)
    }

    /// Parties and kind of deed are taken as equal.
    fn is_of_one_deed_with(&self, other: &Telling) -> bool {
        let (left, right) = (self.event, other.event);
        if left.id == right.id {
            return true;
        }
        // Tellings of one deed inside one article are one event already: two events are two deeds.
        if left.article == right.article {
            return false;
        }
        let (Some(days), Some(others)) = (self.days, other.days) else { return false };
        let apart = days_between(days.last, others.first).max(days_between(others.last, days.first));
        if apart > DAYS_APART {
            return false;
        }
        if let (Some(here), Some(there)) = (&left.country, &right.country)
            && here != there
        {
            return false;
        }
        let few = self.words.len().min(other.words.len());
        let shared = shared(&self.words, &other.words);
        if shared < 3.min(few) || few == 0 {
            return false;
        }
        shared as f64 >= self.needed(other, apart) * few as f64
    }

    /// The share of the shorter sentence's words that the longer one must have.
    fn needed(&self, other: &Telling, apart: i64) -> f64 {
        let (left, right) = (self.event, other.event);
        let mut needed = 0.5;
        // "Expelled three diplomats" has few ways to be another deed of the same day; "said" has many.
        if left.deed == right.deed {
            needed -= 0.1;
        }
        if let (Some(here), Some(there)) = (&left.place, &right.place) {
            let (here, there) = (here.to_lowercase(), there.to_lowercase());
            needed += if here.contains(&there) || there.contains(&here) { -0.1 } else { 0.2 };
        }
        if apart > 0 {
            needed += 0.1;
        }
        // Where one of them may be any day of a month, the day says little.
        let long = |telling: &Telling| telling.days.is_some_and(|days| days_in(days) > 7);
        if long(self) || long(other) {
            needed += 0.15;
        }
        if left.source != right.source || left.target != right.target {
            needed += 0.05;
        }
        needed
    }
}

/// Sets of events that are joined two at a time.
struct Joined(Vec<usize>);

impl Joined {
    fn new(length: usize) -> Self {
        Self((0..length).collect())
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, left: usize, right: usize) {
        let (left, right) = (self.root(left), self.root(right));
        self.0[left.max(right)] = left.min(right);
    }
}
