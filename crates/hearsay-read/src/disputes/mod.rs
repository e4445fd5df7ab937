//! Disputes: who contradicts whom.
//!
//! Whether two statements cannot both stand is learned: trees weigh what each does, who speaks, what they share, where one says no,
//! and their words (`features`). An accusation that is denied is a dispute. Two assessments of one pair of parties are set against
//! each other when one says that they stand well and the other that they do not (`assessed`). The paper's own voice takes no side, so
//! it is in no dispute.

mod assessed;
mod contradictions;
mod features;
mod gainsaying;
mod pairs;

use std::collections::BTreeSet;

use hearsay_core::{Accusation, Answer, Assessment, Dispute, DisputeKind, EntityId, Stance, StatementId};

use crate::scene::Scene;
pub use contradictions::Contradictions;
pub(crate) use features::{GAINSAYING, KINDS, TOLD};
pub use pairs::Tellings;
use pairs::pairs;
pub(crate) use pairs::{Pair, Told, is_headline};

/// How many numbers tell how likely each accuses whom.
const CHARGED: usize = 4;

/// Numbers of a pair, how likely each accuses and the weights of its signs included.
pub(crate) const NUMBERS: usize = 62 + features::GAINSAYING + CHARGED + KINDS.len();

/// Two statements that may contradict each other, as the trees are trained on them (`training/hearsay_training/contention.py`).
#[derive(Debug)]
pub struct Candidate {
    /// The earlier and the later.
    pub statements: [StatementId; 2],
    /// Their numbers but for how likely each accuses and the weights of signs.
    pub numbers: Vec<f32>,
    /// Their signs, each with its kind in front.
    pub signs: Vec<String>,
}

/// Pairs of statements that cannot both stand: a row for the two sides of each dispute, in text order of the one that contradicts.
pub fn disputes(
    scene: &Scene<'_>,
    contradictions: &Contradictions,
    accusations: &[Accusation],
    assessments: &[Assessment],
) -> Vec<Dispute> {
    let mut likely: Vec<&(f32, Dispute)> = contradictions.0.iter().collect();
    likely.sort_by(|a, b| b.0.total_cmp(&a.0));
    let assessed = assessed::disputes(scene, assessments);
    let denied = accusations.iter().filter_map(denied);
    let all = likely.into_iter().map(|(_, dispute)| dispute.clone()).chain(denied).chain(assessed);
    let mut found = one_row_each(scene, all);
    found.sort_by_key(|dispute| (dispute.statements[1], dispute.statements[0]));
    found
}

/// The accuser against who denies it.
fn denied(accusation: &Accusation) -> Option<Dispute> {
    let answer = accusation.answered_in.filter(|_| accusation.answer == Answer::Denied)?;
    let statements = [accusation.statement, answer];
    Some(Dispute { statements, kind: DisputeKind::Denial, about: vec![accusation.accused] })
}

/// Every pair of a document, for training.
pub fn proposals(scene: &Scene<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    pairs(scene, &Tellings::new(scene), |pair| {
        let mut signs = Vec::new();
        scene.signs_of_pair(pair, |_, sign| signs.push(sign.to_owned()));
        let statements = [pair.earlier.statement.id, pair.later.statement.id];
        found.push(Candidate { statements, numbers: scene.numbers_of_pair(pair), signs });
    });
    found
}

/// Who denies or rules contradicts; of two plain statements the later.
fn dispute(pair: &pairs::Pair<'_, '_>) -> Dispute {
    let (a, b) = (pair.earlier, pair.later);
    let says_no = |told: &pairs::Told<'_>| {
        matches!(told.statement.stance, Stance::Denies | Stance::Decrees | Stance::Doubts) || told.refused
    };
    let (contradicted, contradicts) = if says_no(a) && !says_no(b) { (b, a) } else { (a, b) };
    let mut about: BTreeSet<EntityId> =
        contradicted.matter.parties.intersection(&contradicts.matter.parties).copied().collect();
    // "Breland denied it": whoever denies is a party to what was said of them.
    let accused = contradicts.statement.source.entity.filter(|source| contradicted.matter.parties.contains(source));
    about.extend(accused);
    Dispute {
        statements: [contradicted.statement.id, contradicts.statement.id],
        kind: DisputeKind::Denial,
        about: about.into_iter().collect(),
    }
}

/// One side of a dispute.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Party(EntityId),
    Alone(StatementId),
}

/// One row for the same two sides, however many statements voice each: the likeliest. A statement is of one dispute only.
fn one_row_each(scene: &Scene<'_>, found: impl Iterator<Item = Dispute>) -> Vec<Dispute> {
    let side = |id: StatementId| {
        let source = &scene.statement(id).source;
        source.part_of.or(source.entity).map_or(Side::Alone(id), Side::Party)
    };
    let mut sides = BTreeSet::new();
    let mut spoken = BTreeSet::new();
    let fresh = |dispute: &Dispute| {
        let mut both = dispute.statements.map(side);
        both.sort();
        let told = dispute.statements.iter().any(|id| spoken.contains(id));
        let fresh = !told && sides.insert(both);
        if fresh {
            spoken.extend(dispute.statements);
        }
        fresh
    };
    found.filter(fresh).collect()
}
