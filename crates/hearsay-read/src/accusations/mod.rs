//! Accusations: who is accused by whom, and whether the article gives the accused a word.
//!
//! Readers of news ask it first: was an answer sought, and is it quoted? Whom a statement accuses is learned: whoever is spoken of
//! in it or beside it is a candidate, and trees weigh what the statement does, what the model and the deed files say of the deeds
//! in it, how the candidate hangs on them, and the words (`features`). Words accuse whatever their verb: "accused Dorn of fraud",
//! "the jury convicted Dorn", "said Dorn had swindled the bank".

mod answers;
mod candidates;
mod features;
mod wrongs;

use hearsay_core::{Accusation, EntityId, Span, StatementId};

use crate::scene::Scene;
use answers::Answers;
use candidates::candidates;
use features::{KINDS, Said};
pub(crate) use wrongs::Wrongs;

/// Numbers of a candidate, the weights of its signs included.
pub(crate) const NUMBERS: usize = 113;

/// A mention that a statement may accuse, as the trees are trained on it (`training/hearsay_training/contention.py`).
#[derive(Debug)]
pub struct Candidate {
    /// The statement.
    pub statement: StatementId,
    /// Who is spoken of.
    pub entity: EntityId,
    /// The place of the word that heads the whole phrase: mentions with one such word are one description of one party.
    pub phrase: u32,
    /// The words.
    pub span: Span,
    /// Its numbers but for the weights of signs.
    pub numbers: Vec<f32>,
    /// Its signs, each with its kind in front.
    pub signs: Vec<String>,
}

/// Every accusation of the report, in text order.
pub fn accusations(scene: &Scene<'_>) -> Vec<Accusation> {
    let contention = &scene.lexicon.contention;
    let Some(judge) = &contention.judge else { return Vec::new() };
    let answers = Answers::new(scene);
    let mut found = Vec::new();
    for statement in scene.of_report() {
        let all = candidates(scene, statement);
        let Some(first) = all.first() else { continue };
        let said = Said::new(scene, first);
        let mut likely: Vec<(f32, &candidates::Candidate<'_>)> = Vec::new();
        for candidate in &all {
            let mut numbers = scene.numbers_of(&said, candidate);
            let mut sums = [0.0; KINDS.len()];
            scene.signs_of(&said, candidate, |kind, sign| sums[kind] += contention.accusing.get(sign));
            numbers.extend(sums);
            likely.extend(judge.accuses(&numbers).map(|share| (share, candidate)));
        }
        // The likeliest first: one party a phrase, and one accusation a party.
        likely.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut kept: Vec<&candidates::Candidate<'_>> = Vec::new();
        for (_, candidate) in likely {
            if !kept.iter().any(|one| one.entity == candidate.entity || one.phrase == candidate.phrase) {
                kept.push(candidate);
            }
        }
        kept.sort_by_key(|candidate| candidate.ordinal);
        found.extend(kept.into_iter().map(|candidate| {
            let (answer, answered_in) = answers.to(statement, candidate.entity);
            Accusation { statement: statement.id, accused: candidate.entity, answer, answered_in }
        }));
    }
    found
}

/// Every candidate of a document, for training.
pub fn proposals(scene: &Scene<'_>) -> Vec<Candidate> {
    let of = |statement| {
        let all = candidates(scene, statement);
        let said = all.first().map(|first| Said::new(scene, first));
        let candidate = |candidate: &candidates::Candidate<'_>, said: &Said<'_>| {
            let mut signs = Vec::new();
            scene.signs_of(said, candidate, |_, sign| signs.push(sign.to_owned()));
            Candidate {
                statement: candidate.statement.id,
                entity: candidate.entity,
                phrase: candidate.phrase.0,
                span: candidate.mention.span,
                numbers: scene.numbers_of(said, candidate),
                signs,
            }
        };
        let list = said.iter().flat_map(|said| all.iter().map(|one| candidate(one, said)));
        list.collect::<Vec<_>>()
    };
    scene.of_report().flat_map(of).collect()
}
