//! How likely each pair of statements cannot both stand.

use hearsay_core::{Dispute, Stance, StatementId};

use super::pairs::{Pair, Tellings, Told, may_contradict, pairs};
use crate::accusations::charges::Charges;
use crate::scene::Scene;

/// The likely disputes of an article, each with how likely it is, in text order.
#[derive(Debug, Default)]
pub struct Contradictions(pub(super) Vec<(f32, Dispute)>);

impl Contradictions {
    /// What is contradicted, and by what.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (StatementId, StatementId)> + '_ {
        self.0.iter().map(|(_, dispute)| (dispute.statements[0], dispute.statements[1]))
    }

    /// Weighs every pair that is worth a look.
    pub fn new<'a>(scene: &Scene<'a>, charges: &Charges, tellings: &Tellings<'a>) -> Self {
        let mut found = Self::default();
        let Some(judge) = &scene.lexicon.contention.judge else { return found };
        pairs(scene, tellings, |pair| {
            if !opposes(pair) || !meets(pair) {
                return;
            }
            let mut numbers = scene.numbers_of_pair(pair);
            numbers.extend(charges.between(scene, pair.earlier.statement.id, pair.later.statement.id));
            numbers.extend(scene.sums_of_pair(pair));
            let denies = [pair.earlier, pair.later].iter().any(|told| told.statement.stance == Stance::Denies);
            if let Some(share) = judge.contradicts(&numbers, denies) {
                found.0.push((share, super::dispute(pair)));
            }
        });
        found.point_back(scene, tellings);
        found
    }

    /// "The Bureau disputes that figure", "Berg rejected the account": where nothing likelier is contradicted, what stands right before.
    fn point_back(&mut self, scene: &Scene<'_>, tellings: &Tellings<'_>) {
        for (later, denial) in tellings.all.iter().enumerate() {
            let is_known = || self.0.iter().any(|(_, dispute)| dispute.statements.contains(&denial.statement.id));
            if !denial.statement.denies() || !denial.points_back() || is_known() {
                continue;
            }
            let is_near = |earlier: &usize| denial.sentence.abs_diff(tellings.all[*earlier].sentence) <= 1;
            let can_be_meant = |earlier: &usize| may_contradict(scene, &tellings.all[*earlier], denial);
            let before = (tellings.near(later).start..later).rev().take_while(is_near).find(can_be_meant);
            self.0.extend(before.map(|earlier| (CERTAIN, super::dispute(&tellings.pair(earlier, later)))));
        }
    }
}

/// How likely a denial that points back contradicts what stands before it.
const CERTAIN: f32 = 1.0;

/// Whether a side says no in any way, or the two count differently: who only adds to what another says contradicts nobody, however
/// much they share.
fn opposes(pair: &Pair<'_, '_>) -> bool {
    let says_no = |told: &Told<'_>| {
        let stance =
            matches!(told.statement.stance, Stance::Denies | Stance::Doubts | Stance::Decrees | Stance::Refuses);
        stance || told.statement.negated || told.refused || told.turns || told.gainsaying.says_no()
    };
    says_no(pair.earlier) || says_no(pair.later) || pair.earlier.counts != pair.later.counts
}

/// Whether both may speak of one thing: they share a word or a party, or one is silent on what it means. "Dorn denied it" is set against
/// what stands right before; who denies a matter of their own contradicts nobody who speaks of another.
fn meets(pair: &Pair<'_, '_>) -> bool {
    pair.shared > 0 || pair.earlier.matter.is_blank() || pair.later.matter.is_blank()
}
