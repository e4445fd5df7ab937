//! How likely each statement accuses whom.

use hearsay_core::{EntityId, StatementId, TokenId};

use super::candidates::candidates;
use super::clauses::Clauses;
use super::features::{KINDS, Said};
use crate::disputes::Contradictions;
use crate::scene::Scene;

/// Of several in one statement those are accused who are nearly as likely as the likeliest, chosen on the folds: "accused the agency of
/// backing militants" accuses no militants.
const NEARLY: f32 = 0.9;

/// Whoever denies what is said of them was accused, likely or not; from this share on.
const DENIED: f32 = 0.1;

/// Somebody whom a statement may accuse.
#[derive(Debug, Clone, Copy)]
pub(super) struct Charge {
    pub(super) share: f32,
    pub(super) party: EntityId,
    pub(super) phrase: TokenId,
    pub(super) ordinal: usize,
    /// Of "by Dorn and Berg", Dorn's word and, of Berg, Dorn's too.
    pub(super) head: TokenId,
    pub(super) beside: Option<TokenId>,
}

/// How likely the statements of an article accuse those spoken of.
#[derive(Debug)]
pub struct Charges {
    /// By the place of the statement.
    of: Vec<Vec<Charge>>,
}

impl Charges {
    /// Weighs whoever is spoken of in the statements of the report.
    pub fn new(scene: &Scene<'_>) -> Self {
        let mut of = vec![Vec::new(); scene.statements.len()];
        let contention = &scene.lexicon.contention;
        let Some(judge) = &contention.judge else { return Self { of } };
        let mut clauses = Clauses::default();
        for statement in scene.of_report() {
            let all = candidates(scene, statement);
            let Some(first) = all.first() else { continue };
            let said = Said::new(scene, first);
            of[statement.id.index()].extend(all.iter().map(|candidate| {
                let mut numbers = scene.numbers_of(&said, candidate, &mut clauses);
                let mut sums = [0.0; KINDS.len()];
                scene.signs_of(&said, candidate, |kind, sign| sums[kind] += contention.accusing.get(sign));
                numbers.extend(sums);
                Charge {
                    share: judge.accuses(&numbers),
                    party: candidate.entity,
                    phrase: candidate.phrase,
                    ordinal: candidate.ordinal,
                    head: candidate.mention.head,
                    beside: beside(scene, candidate.mention.head),
                }
            }));
        }
        Self { of }
    }

    /// "Brun had the key, said Dahl. Brun denies it": who contradicts what is told of them holds it for an accusation.
    pub(crate) fn denied(&mut self, scene: &Scene<'_>, contradictions: &Contradictions) {
        let Some(judge) = &scene.lexicon.contention.judge else { return };
        let least = judge.least_accused();
        for (said, denial) in contradictions.pairs() {
            if !scene.statement(denial).denies() {
                continue;
            }
            let is_theirs = |charge: &&mut Charge| charge.share >= DENIED && scene.is_side_of(denial, charge.party);
            self.of[said.index()]
                .iter_mut()
                .filter(is_theirs)
                .for_each(|charge| charge.share = charge.share.max(least));
        }
    }

    pub(super) fn of(&self, statement: StatementId) -> &[Charge] {
        &self.of[statement.index()]
    }

    /// How likely a statement accuses one of those.
    pub(crate) fn share(&self, statement: StatementId, is_one: impl Fn(EntityId) -> bool) -> f32 {
        self.of(statement).iter().filter(|charge| is_one(charge.party)).map(|charge| charge.share).fold(0.0, f32::max)
    }

    /// How likely each of two statements accuses the side of the other, and anybody.
    pub(crate) fn between(&self, scene: &Scene<'_>, a: StatementId, b: StatementId) -> [f32; 4] {
        [
            self.share(a, |party| scene.is_side_of(b, party)),
            self.share(b, |party| scene.is_side_of(a, party)),
            self.share(a, |_| true),
            self.share(b, |_| true),
        ]
    }

    /// Whom a statement accuses, in text order: the likeliest of those that are likely enough and who is named beside them, one of a
    /// phrase.
    pub(crate) fn accused(&self, statement: StatementId, least: f32) -> Vec<EntityId> {
        let least = least.max(NEARLY * self.share(statement, |_| true));
        let is_likely = |charge: &&Charge| charge.share >= least;
        let heads: Vec<TokenId> = self.of(statement).iter().filter(is_likely).map(|charge| charge.head).collect();
        let is_beside = |charge: &Charge| charge.beside.is_some_and(|beside| heads.contains(&beside));
        let mut likely: Vec<&Charge> =
            self.of(statement).iter().filter(|charge| is_likely(charge) || is_beside(charge)).collect();
        likely.sort_by(|a, b| b.share.total_cmp(&a.share));
        let mut kept: Vec<&Charge> = Vec::new();
        for charge in likely {
            if !kept.iter().any(|one| one.party == charge.party || one.phrase == charge.phrase) {
                kept.push(charge);
            }
        }
        kept.sort_by_key(|charge| charge.ordinal);
        kept.into_iter().map(|charge| charge.party).collect()
    }
}

/// The first of those who are named with "and" between them.
fn beside(scene: &Scene<'_>, head: TokenId) -> Option<TokenId> {
    let document = scene.document;
    document.head(head).filter(|_| document.token(head).deprel.is("conj"))
}
