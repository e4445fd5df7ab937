//! An accusation and a statement that may answer it, as numbers for the trees. The order of numbers is that of the weights.

use hearsay_core::{EntityId, Stance, Statement, TokenId};

use super::kinship::{ABOUT, KIN, Kinship, is_named, is_near};
use crate::disputes::{GAINSAYING, Pair, TOLD, Told, is_headline};
use crate::numbers::{early, flag};
use crate::scene::Scene;

/// Numbers of where the two stand, and of what they share.
const BESIDE: usize = 20;
const SHARED: usize = 7;

/// All but how likely each accuses and the weights of signs.
pub(super) const NUMBERS: usize = 2 * TOLD + GAINSAYING + KIN + ABOUT + 4 + BESIDE + SHARED;

/// A charge against a party, and what may answer it.
pub(super) struct Asked<'t, 'a> {
    /// The accusation first, whichever stands first in the text.
    pub(super) pair: Pair<'t, 'a>,
    /// The same in text order, as signs are learned.
    pub(super) in_order: Pair<'t, 'a>,
    pub(super) party: EntityId,
    /// Of who answers beside the accused, and of what they say of them.
    pub(super) kin: [f32; KIN],
    pub(super) about: [f32; ABOUT],
}

impl Asked<'_, '_> {
    /// "Berg denied that he had paid the minister" answers no charge against Dorn: who answers is tied to the accused by a link or a name,
    /// or speaks of them, of the accuser or of the matter, or of none ("denied it").
    pub(super) fn is_tied(&self) -> bool {
        let (charge, answer) = (self.pair.earlier, self.pair.later);
        is_near(&self.kin)
            || is_named(&self.about)
            || !charge.matter.stems.is_disjoint(&answer.matter.stems)
            || !charge.speakers.is_disjoint(&answer.matter.parties)
            || !answer.speakers.is_disjoint(&charge.matter.parties)
            || answer.matter.is_blank()
    }
}

impl<'a> Scene<'a> {
    pub(super) fn numbers_of_answer(&self, asked: &Asked<'_, 'a>, kinship: &Kinship) -> Vec<f32> {
        let (charge, answer) = (asked.pair.earlier, asked.pair.later);
        let mut numbers = Vec::with_capacity(NUMBERS);
        numbers.extend(self.numbers_of_told(charge));
        numbers.extend(self.numbers_of_told(answer));
        numbers.extend(self.numbers_of_gainsaying(&asked.pair));
        numbers.extend(asked.kin);
        numbers.extend(asked.about);
        numbers.extend(kinship.with_accuser(self, answer.statement, charge.statement.source.entity));
        numbers.extend(self.beside(asked));
        numbers.extend(self.shared(asked));
        numbers
    }

    /// Where the two stand, and who speaks between them.
    fn beside(&self, asked: &Asked<'_, 'a>) -> [f32; BESIDE] {
        let (charge, answer) = (asked.pair.earlier, asked.pair.later);
        let (from, to) = (charge.statement, answer.statement);
        let [first, last] = if from.id < to.id { [from, to] } else { [to, from] };
        let between = &self.statements[first.id.index() + 1..last.id.index().max(first.id.index() + 1)];
        let count = |is: &dyn Fn(&Statement) -> bool| between.iter().filter(|one| is(one)).count() as f32;
        let theirs = |one: &Statement| self.is_side_of(one.id, asked.party);
        let alleges = |one: &Statement| matches!(one.stance, Stance::Alleges | Stance::Criticises);
        let says_no = |one: &Statement| matches!(one.stance, Stance::Denies | Stance::Declines);
        let against =
            |one: &Statement| alleges(one) && !self.parties(&one.content).is_disjoint(&self.side(to.id).parties);
        let block = |told: &Told<'_>| {
            let offset = told.statement.content.first().map_or(0, |span| span.start());
            let blocks = &self.document.article().blocks;
            blocks.partition_point(|block| block.span.start() <= offset) as f32
        };
        let in_source = |inner: &Told<'_>, outer: &Statement| {
            let at = inner.anchor.map(|anchor| self.document.token(anchor).span);
            flag(at.is_some_and(|at| outer.source.spans.iter().any(|span| span.contains(at))))
        };
        let voice = |one: &Statement| one.source.entity.is_some() && one.source.entity == to.source.entity;
        [
            to.id.index() as f32 - from.id.index() as f32,
            answer.sentence as f32 - charge.sentence as f32,
            block(answer) - block(charge),
            in_source(charge, to),
            in_source(answer, from),
            flag(self.is_around(from.id, to.id)),
            flag(self.is_around(to.id, from.id)),
            flag(from.within.is_some() && from.within == to.within),
            count(&theirs),
            count(&alleges),
            count(&against),
            count(&says_no),
            count(&|one| theirs(one) && says_no(one)),
            count(&voice),
            flag(voice(from)),
            early(asked.pair.rank[0]),
            early(asked.pair.rank[1]),
            flag(is_headline(self, charge)),
            flag(is_headline(self, answer)),
            flag(from.source.entity.is_none()),
        ]
    }

    /// What both are about, and who is named by the other.
    fn shared(&self, asked: &Asked<'_, 'a>) -> [f32; SHARED] {
        let (charge, answer) = (asked.pair.earlier, asked.pair.later);
        let stems: Vec<&str> = charge.matter.stems.intersection(&answer.matter.stems).copied().collect();
        let rare = |stem: &&str| 1.0 / asked.pair.spread.get(stem).copied().unwrap_or(1).max(2) as f32;
        let smaller = charge.matter.stems.len().min(answer.matter.stems.len()).max(1) as f32;
        let is_on = |word: &TokenId| answer.words.binary_search(word).is_ok();
        [
            stems.len() as f32,
            stems.len() as f32 / smaller,
            stems.iter().map(rare).sum(),
            charge.matter.parties.intersection(&answer.matter.parties).count() as f32,
            flag(!charge.speakers.is_disjoint(&answer.matter.parties)),
            flag(!answer.speakers.is_disjoint(&charge.matter.parties)),
            charge.words.iter().filter(|word| is_on(word)).count().min(9) as f32,
        ]
    }
}
