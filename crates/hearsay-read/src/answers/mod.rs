//! Who answers an accusation, and where: every statement near one is weighed, by who speaks and how near they stand to the accused
//! (`kinship`), by what stands between and what both are about (`features`).

mod features;
mod kinship;

use std::collections::BTreeMap;

use hearsay_core::{EntityId, Statement, StatementId};

use crate::accusations::charges::Charges;
use crate::disputes::{KINDS, Tellings};
use crate::scene::Scene;
use features::Asked;
use kinship::Kinship;

/// How likely each accuses the other, anybody, and what is charged between them.
const CHARGED: usize = 6;

/// Numbers of an answer, how likely each accuses and the weights of signs included.
pub(crate) const NUMBERS: usize = features::NUMBERS + CHARGED + KINDS.len();

/// A statement that may answer an accusation, as the trees are trained on it (`training/hearsay_training/contention.py`).
#[derive(Debug)]
pub struct Candidate {
    /// The accusation and what may answer it.
    pub statements: [StatementId; 2],
    /// Who is accused.
    pub accused: EntityId,
    /// Its numbers but for how likely each accuses and the weights of signs.
    pub numbers: Vec<f32>,
    /// Signs of the two as of a pair that may contradict each other, each with its kind in front.
    pub signs: Vec<String>,
}

/// The likely answers of an article, by the accusing statement and whom it accuses.
#[derive(Debug, Default)]
pub struct Answers<'a>(BTreeMap<(StatementId, EntityId), Vec<(f32, &'a Statement)>>);

impl<'a> Answers<'a> {
    /// Weighs what stands around each accusation that is likely enough.
    pub fn new(scene: &Scene<'a>, charges: &Charges, tellings: &Tellings<'a>) -> Self {
        let mut found = Self::default();
        let Some(judge) = &scene.lexicon.contention.judge else { return found };
        let least = judge.least_accused();
        around(
            scene,
            tellings,
            |statement| charges.accused(statement.id, least),
            |asked, kinship| {
                if !asked.is_tied() {
                    return;
                }
                let [charge, answer] = [asked.pair.earlier.statement, asked.pair.later.statement];
                let mut numbers = scene.numbers_of_answer(asked, kinship);
                numbers.extend(charged(scene, charges, charge.id, answer.id, asked.party));
                numbers.extend(scene.sums_of_pair(&asked.in_order));
                if let Some(share) = judge.answers(&numbers) {
                    found.0.entry((charge.id, asked.party)).or_default().push((share, answer));
                }
            },
        );
        found
    }

    /// Likely answers to what a statement accuses somebody of.
    pub(crate) fn to(&self, statement: StatementId, accused: EntityId) -> &[(f32, &'a Statement)] {
        self.0.get(&(statement, accused)).map_or(&[], Vec::as_slice)
    }
}

/// What stands around the accusations of a document, for training.
pub fn proposals(scene: &Scene<'_>, accused: impl Fn(StatementId) -> Vec<EntityId>) -> Vec<Candidate> {
    let mut found = Vec::new();
    let tellings = Tellings::new(scene);
    around(
        scene,
        &tellings,
        |statement| accused(statement.id),
        |asked, kinship| {
            let mut signs = Vec::new();
            scene.signs_of_pair(&asked.in_order, |_, sign| signs.push(sign.to_owned()));
            found.push(Candidate {
                statements: [asked.pair.earlier.statement.id, asked.pair.later.statement.id],
                accused: asked.party,
                numbers: scene.numbers_of_answer(asked, kinship),
                signs,
            });
        },
    );
    found
}

/// Every statement near a charge, but those of the accuser.
fn around<'a>(
    scene: &Scene<'a>,
    tellings: &Tellings<'a>,
    accused: impl Fn(&Statement) -> Vec<EntityId>,
    mut each: impl FnMut(&Asked<'_, 'a>, &Kinship),
) {
    let mut kinship = None;
    for (at, told) in tellings.all.iter().enumerate() {
        let parties = accused(told.statement);
        if parties.is_empty() {
            continue;
        }
        let kinship = kinship.get_or_insert_with(|| Kinship::new(scene));
        for other in tellings.near(at).filter(|&other| other != at) {
            let accuser = told.statement.source.entity;
            if accuser.is_some() && tellings.all[other].statement.source.entity == accuser {
                continue;
            }
            let pair = tellings.pair(at, other);
            let in_order = if at < other { pair } else { pair.turned() };
            let answer = pair.later;
            for &party in &parties {
                let kin = kinship.numbers(scene, answer.statement, party);
                let about = kinship.about(scene, &answer.words, party);
                let asked = Asked { pair, in_order, party, kin, about };
                each(&asked, kinship);
            }
        }
    }
}

/// How likely each of the two accuses the other and anybody, and what stands between them accuses the party and who answers.
fn charged(
    scene: &Scene<'_>,
    charges: &Charges,
    charge: StatementId,
    answer: StatementId,
    party: EntityId,
) -> [f32; CHARGED] {
    let between = charge.min(answer).index() + 1..charge.max(answer).index();
    let most = |is_one: &dyn Fn(EntityId) -> bool| {
        let between = scene.statements[between.clone()].iter();
        between.map(|one| charges.share(one.id, is_one)).fold(0.0, f32::max)
    };
    let [one, other, charged, answering] = charges.between(scene, charge, answer);
    let against = [most(&|accused| accused == party), most(&|accused| scene.is_side_of(answer, accused))];
    [one, other, charged, answering, against[0], against[1]]
}
