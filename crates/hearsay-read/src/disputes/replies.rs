//! What each pair of statements is likely to be: two that cannot both stand, or an accusation and its answer.

use std::collections::BTreeMap;

use hearsay_core::{Dispute, EntityId, Stance, Statement, StatementId};

use super::features::KINDS;
use super::pairs::{Pair, pairs};
use crate::accusations::Charges;
use crate::numbers::flag;
use crate::scene::Scene;

/// The likely disputes and answers of an article.
#[derive(Debug, Default)]
pub struct Replies<'a> {
    /// With how likely each is, in text order.
    pub(super) disputes: Vec<(f32, Dispute)>,
    /// By the accusing statement and whom it accuses.
    answers: BTreeMap<(StatementId, EntityId), Vec<(f32, &'a Statement)>>,
}

impl<'a> Replies<'a> {
    /// Weighs every pair that is worth a look.
    pub fn new(scene: &Scene<'a>, charges: &Charges) -> Self {
        let mut replies = Self::default();
        let contention = &scene.lexicon.contention;
        let Some(judge) = &contention.judge else { return replies };
        pairs(scene, |pair| {
            let mut numbers = scene.numbers_of_pair(pair);
            numbers.extend(charged(scene, charges, pair));
            let mut sums = [0.0; KINDS.len()];
            scene.signs_of_pair(pair, |kind, sign| sums[kind] += contention.contradicting.get(sign));
            numbers.extend(sums);
            let [earlier, later] = [pair.earlier.statement, pair.later.statement];
            let denies = earlier.stance == Stance::Denies || later.stance == Stance::Denies;
            if let Some(share) = judge.contradicts(&numbers, denies) {
                replies.disputes.push((share, super::dispute(pair)));
            }
            for (turned, accuses, answers) in [(0.0, earlier, later), (1.0, later, earlier)] {
                for party in charges.accused(accuses.id, judge.least_accused()) {
                    let theirs = scene.is_side_of(answers.id, party);
                    numbers.extend([turned, flag(theirs)]);
                    // Who declines to comment answers where nothing better is there.
                    let declines = theirs && answers.stance == Stance::Declines;
                    if let Some(share) = judge.answers(&numbers).or(declines.then_some(0.0)) {
                        replies.answers.entry((accuses.id, party)).or_default().push((share, answers));
                    }
                    numbers.truncate(super::NUMBERS);
                }
            }
        });
        replies
    }

    /// Likely answers to what a statement accuses somebody of.
    pub(crate) fn to(&self, statement: StatementId, accused: EntityId) -> &[(f32, &'a Statement)] {
        self.answers.get(&(statement, accused)).map_or(&[], Vec::as_slice)
    }
}

/// How likely each side of a pair accuses the other, and anybody.
fn charged(scene: &Scene<'_>, charges: &Charges, pair: &Pair<'_, '_>) -> [f32; super::CHARGED] {
    let [a, b] = [pair.earlier.statement.id, pair.later.statement.id];
    [
        charges.share(a, |party| scene.is_side_of(b, party)),
        charges.share(b, |party| scene.is_side_of(a, party)),
        charges.share(a, |_| true),
        charges.share(b, |_| true),
    ]
}
