//! Pairs of statements that may contradict each other.

use std::collections::{BTreeMap, BTreeSet};

use hearsay_core::{EntityId, Plover, Stance, Statement, Status, TokenId};

use super::gainsaying::Gainsaying;
use crate::scene::{Matter, Scene, spread};
use crate::word_lists as lists;

/// How many statements apart two may stand.
const REACH: usize = 24;

/// One statement, and what a pair asks of it.
#[derive(Debug)]
pub(super) struct Told<'a> {
    pub(super) statement: &'a Statement,
    pub(super) matter: Matter<'a>,
    /// Who speaks, and who is named in the words for that.
    pub(super) speakers: BTreeSet<EntityId>,
    /// Numbers, each behind what it counts.
    pub(super) counts: Vec<(&'a str, &'a str)>,
    /// The main clause is under a no.
    pub(super) refused: bool,
    /// The word that heads what is said.
    pub(super) top: Option<TokenId>,
    pub(super) anchor: Option<TokenId>,
    pub(super) sentence: usize,
    pub(super) deeds: Vec<(Plover, Status)>,
    /// "but", "however" in its sentence.
    pub(super) turns: bool,
    /// Words of the content, in text order.
    pub(super) words: Vec<TokenId>,
    pub(super) gainsaying: Gainsaying<'a>,
}

/// Two statements that may contradict each other.
pub(super) struct Pair<'t, 'a> {
    pub(super) earlier: &'t Told<'a>,
    pub(super) later: &'t Told<'a>,
    /// In how many statements each stem stands.
    pub(super) spread: &'t BTreeMap<&'a str, u32>,
    /// How many statements nearby share more with the later one than the earlier does, and the other way.
    pub(super) rank: [usize; 2],
}

/// Every pair that is worth a look, in text order, to `each`.
pub(super) fn pairs<'a>(scene: &Scene<'a>, mut each: impl FnMut(&Pair<'_, 'a>)) {
    let all: Vec<Told<'a>> = scene.of_report().map(|statement| scene.told(statement)).collect();
    let matters: Vec<&Matter<'a>> = all.iter().map(|told| &told.matter).collect();
    let spread = spread(&matters);
    let near = |at: usize| at.saturating_sub(REACH)..(at + REACH + 1).min(all.len());
    // How much each shares with those around it, the nearest first in `REACH` places on either side.
    let shares: Vec<BTreeMap<usize, usize>> =
        (0..all.len()).map(|at| near(at).map(|other| (other, closeness(&all[at], &all[other]))).collect()).collect();
    let rank = |at: usize, other: usize| {
        let own = shares[at][&other];
        let nearer = |third: usize| at.abs_diff(third) < at.abs_diff(other);
        near(at).filter(|&third| third != at && (shares[at][&third], nearer(third)) > (own, false)).count()
    };
    for later in 0..all.len() {
        for earlier in near(later).start..later {
            let (a, b) = (&all[earlier], &all[later]);
            let speaks = |told: &Told<'a>| matches!(told.statement.stance, Stance::Denies | Stance::Decrees);
            let close = shares[later][&earlier] > 0;
            let beside = later - earlier <= if speaks(a) || speaks(b) { 4 } else { 2 };
            if (close || beside) && !is_one(scene, a, b) {
                each(&Pair {
                    earlier: a,
                    later: b,
                    spread: &spread,
                    rank: [rank(later, earlier), rank(earlier, later)],
                });
            }
        }
    }
}

/// What two statements share: matter, parties, and that one speaks of who says the other.
fn closeness(a: &Told<'_>, b: &Told<'_>) -> usize {
    let stems = a.matter.stems.intersection(&b.matter.stems).count();
    let meets = |a: &Told<'_>, b: &Told<'_>| usize::from(!a.speakers.is_disjoint(&b.matter.parties));
    2 * stems + a.matter.parties.intersection(&b.matter.parties).count() + meets(a, b) + meets(b, a)
}

/// One source contradicts itself or who speaks for it in no dispute, and who tells what others say does not contradict them; but "Dorn was accused of
/// theft, which she denied" is one said inside the other.
fn is_one(scene: &Scene<'_>, a: &Told<'_>, b: &Told<'_>) -> bool {
    let source = |told: &Told<'_>| told.statement.source.entity;
    let same = source(a).is_some() && source(a) == source(b);
    let denies = |told: &Told<'_>| {
        let stance = told.statement.stance;
        matches!(stance, Stance::Denies | Stance::Doubts | Stance::Decrees | Stance::Criticises | Stance::Refuses)
    };
    same || is_represented(scene, a, b)
        || is_represented(scene, b, a)
        || scene.one_voice(a.statement.id, b.statement.id) && !denies(a) && !denies(b)
}

/// "Dorn's lawyer", "a spokesman for the bank" beside Dorn and the bank.
fn is_represented(scene: &Scene<'_>, by: &Told<'_>, whom: &Told<'_>) -> bool {
    let Some(whom) = whom.statement.source.entity else { return false };
    let words = scene.words(&by.statement.source.spans);
    let top = scene.top(&words).filter(|&top| lists::REPRESENTATIVES.has(scene.document.lemma(top)));
    top.is_some_and(|top| words.iter().any(|&word| word != top && scene.entities.headed_by(word) == Some(whom)))
}
