//! Pairs of statements that may contradict each other.

use std::collections::{BTreeMap, BTreeSet};

use hearsay_core::{Entity, EntityId, Level, Plover, Stance, Statement, Status, TokenId};

use super::gainsaying::Gainsaying;
use crate::scene::{Matter, Scene, spread};
use crate::syntax::clause;
use crate::word_lists as lists;

/// Words of a phrase that only points: "the findings of the report".
const POINTER: usize = 5;

/// How many statements apart two may stand.
const REACH: usize = 24;

/// One statement, and what a pair asks of it.
#[derive(Debug)]
pub(crate) struct Told<'a> {
    pub(crate) statement: &'a Statement,
    pub(crate) matter: Matter<'a>,
    /// Who speaks, and who is named in the words for that.
    pub(crate) speakers: BTreeSet<EntityId>,
    /// Numbers, each behind what it counts.
    pub(crate) counts: Vec<(&'a str, &'a str)>,
    /// The main clause is under a no.
    pub(crate) refused: bool,
    /// The word that heads what is said.
    pub(crate) top: Option<TokenId>,
    pub(crate) anchor: Option<TokenId>,
    pub(crate) sentence: usize,
    pub(crate) deeds: Vec<(Plover, Status)>,
    /// "but", "however" in its sentence.
    pub(crate) turns: bool,
    /// Words of the content, in text order.
    pub(crate) words: Vec<TokenId>,
    pub(crate) gainsaying: Gainsaying<'a>,
}

impl Told<'_> {
    /// "Denied it", "rejected that account": the words name no matter of their own but what somebody said.
    pub(super) fn points_back(&self) -> bool {
        self.words.len() <= POINTER && (self.matter.stems.is_empty() || self.gainsaying.points())
    }
}

/// Two statements that may contradict each other.
#[derive(Clone, Copy)]
pub(crate) struct Pair<'t, 'a> {
    pub(crate) earlier: &'t Told<'a>,
    pub(crate) later: &'t Told<'a>,
    /// In how many statements each stem stands.
    pub(crate) spread: &'t BTreeMap<&'a str, u32>,
    /// How many statements nearby share more with the later one than the earlier does, and the other way.
    pub(crate) rank: [usize; 2],
    /// How much the two share.
    pub(crate) shared: usize,
}

impl Pair<'_, '_> {
    /// The same two, the other first.
    pub(crate) fn turned(self) -> Self {
        Self { earlier: self.later, later: self.earlier, rank: [self.rank[1], self.rank[0]], ..self }
    }
}

/// Every statement of the report as pairs ask for it, and what they share.
#[derive(Debug)]
pub struct Tellings<'a> {
    pub(crate) all: Vec<Told<'a>>,
    /// In how many statements each stem stands.
    spread: BTreeMap<&'a str, u32>,
    /// How much each shares with those in `REACH` places on either side.
    shares: Vec<BTreeMap<usize, usize>>,
}

impl<'a> Tellings<'a> {
    /// What the statements of the report tell.
    pub fn new(scene: &Scene<'a>) -> Self {
        let all: Vec<Told<'a>> = scene.of_report().map(|statement| scene.told(statement)).collect();
        let matters: Vec<&Matter<'a>> = all.iter().map(|told| &told.matter).collect();
        let spread = spread(&matters);
        let near = |at: usize| at.saturating_sub(REACH)..(at + REACH + 1).min(all.len());
        let shares = (0..all.len())
            .map(|at| near(at).map(|other| (other, closeness(&all[at], &all[other]))).collect())
            .collect();
        Self { all, spread, shares }
    }

    /// The places of a statement's neighbours, itself among them.
    pub(crate) fn near(&self, at: usize) -> std::ops::Range<usize> {
        at.saturating_sub(REACH)..(at + REACH + 1).min(self.all.len())
    }

    /// Two neighbours, the earlier first.
    pub(crate) fn pair(&self, earlier: usize, later: usize) -> Pair<'_, 'a> {
        Pair {
            earlier: &self.all[earlier],
            later: &self.all[later],
            spread: &self.spread,
            rank: [self.rank(later, earlier), self.rank(earlier, later)],
            shared: self.shares[later][&earlier],
        }
    }

    /// How many neighbours share more with a statement than another does; of those that share as much, the nearer.
    fn rank(&self, at: usize, other: usize) -> usize {
        let own = self.shares[at][&other];
        let nearer = |third: usize| at.abs_diff(third) < at.abs_diff(other);
        self.near(at).filter(|&third| third != at && (self.shares[at][&third], nearer(third)) > (own, false)).count()
    }
}

/// Every pair that is worth a look, in text order, to `each`.
pub(super) fn pairs<'a>(scene: &Scene<'a>, tellings: &Tellings<'a>, mut each: impl FnMut(&Pair<'_, 'a>)) {
    for later in 0..tellings.all.len() {
        for earlier in tellings.near(later).start..later {
            let (a, b) = (&tellings.all[earlier], &tellings.all[later]);
            let speaks = |told: &Told<'a>| matches!(told.statement.stance, Stance::Denies | Stance::Decrees);
            let close = tellings.shares[later][&earlier] > 0;
            let beside = later - earlier <= if speaks(a) || speaks(b) { 4 } else { 2 };
            if (close || beside) && may_contradict(scene, a, b) {
                each(&tellings.pair(earlier, later));
            }
        }
    }
}

/// Whether two statements of the story have owners of their own.
pub(super) fn may_contradict(scene: &Scene<'_>, a: &Told<'_>, b: &Told<'_>) -> bool {
    !is_headline(scene, a) && !is_headline(scene, b) && !is_one(scene, a, b)
}

/// A headline tells what the story tells again: no side of its own.
pub(crate) fn is_headline(scene: &Scene<'_>, told: &Told<'_>) -> bool {
    told.words.first().is_some_and(|&word| clause::is_headline(scene.document, word))
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
    let source = owner(scene, a);
    let same = source.is_some() && source == owner(scene, b);
    let denies = |told: &Told<'_>| {
        let stance = told.statement.stance;
        matches!(stance, Stance::Denies | Stance::Doubts | Stance::Decrees | Stance::Criticises | Stance::Refuses)
    };
    same || is_represented(scene, a, b)
        || is_represented(scene, b, a)
        || (scene.one_voice(a.statement.id, b.statement.id) || is_one_government(scene, a, b))
            && !denies(a)
            && !denies(b)
}

/// "President Barack Obama" and "US officials": one government, which says no to itself in so many words only.
fn is_one_government(scene: &Scene<'_>, a: &Told<'_>, b: &Told<'_>) -> bool {
    let of = |told: &Told<'_>| told.statement.source.entity.map(|id| scene.entities.get(id));
    of(a).zip(of(b)).is_some_and(|(a, b)| {
        let governs = |entity: &Entity| entity.roles.first().is_some_and(|role| &**role == "GOV");
        a.country.is_some() && a.country == b.country && governs(a) && governs(b)
    })
}

/// Whose words they are: of "Dorn's statement" Dorn's.
fn owner(scene: &Scene<'_>, told: &Told<'_>) -> Option<EntityId> {
    let source = &told.statement.source;
    let words = scene.words(&source.spans);
    let possessor = scene.top(&words).filter(|_| source.level == Level::Document).and_then(|document| {
        let possessor = scene.document.child(document, &["nmod:poss"])?;
        scene.entities.headed_by(possessor)
    });
    possessor.or(source.entity)
}

/// "Dorn's lawyer", "a spokesman for the bank" beside Dorn and the bank.
fn is_represented(scene: &Scene<'_>, by: &Told<'_>, whom: &Told<'_>) -> bool {
    let Some(whom) = whom.statement.source.entity else { return false };
    let words = scene.words(&by.statement.source.spans);
    let top = scene.top(&words).filter(|&top| lists::REPRESENTATIVES.has(scene.document.lemma(top)));
    top.is_some_and(|top| words.iter().any(|&word| word != top && scene.entities.headed_by(word) == Some(whom)))
}
