//! Accusations: who is accused by whom, and whether the article gives the accused a word.
//!
//! Readers of news ask it first: was an answer sought, and is it quoted? Whom a statement accuses is learned: whoever is spoken of
//! in it or beside it is a candidate, and trees weigh what the statement does, what the model and the deed files say of the deeds
//! in it, how the candidate hangs on them, what part they have in the article (`standing`), and the words (`features`). Words accuse whatever their verb: "accused Dorn of fraud",
//! "the jury convicted Dorn", "said Dorn had swindled the bank".

mod answers;
mod candidates;
pub(crate) mod charges;
mod clauses;
mod features;
mod slots;
mod standing;
mod wrongs;

use hearsay_core::{Accusation, EntityId, Span, Statement, StatementId};

use crate::answers::Answers;
use crate::scene::Scene;
use crate::syntax::clause::is_headline;
use candidates::candidates;
pub use charges::Charges;
use clauses::Clauses;
use features::{KINDS, Said};
pub(crate) use wrongs::Wrongs;

/// Numbers of a candidate, the weights of its signs included.
pub(crate) const NUMBERS: usize = 105 + standing::NUMBERS + slots::NUMBERS + KINDS.len();

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
pub fn accusations(scene: &Scene<'_>, charges: &Charges, found: &Answers<'_>) -> Vec<Accusation> {
    let Some(judge) = &scene.lexicon.contention.judge else { return Vec::new() };
    let accused = |statement: &'_ Statement| {
        let all = charges.accused(statement.id, judge.least_accused());
        // What Berg says of "accused Dorn and Berg" is no answer of Dorn's.
        let speaks_for_another = |answer: &Statement, party: EntityId| {
            let another = all.iter().any(|&other| other != party && scene.is_side_of(answer.id, other));
            another && !scene.is_side_of(answer.id, party)
        };
        // "First they denied it, then they laughed": what the accuser tells of the accused is no answer.
        let accuser = statement.source.entity;
        let is_told_by_accuser = |answer: &Statement| {
            let around = scene.chain(answer.id).skip(1).filter(|&outer| outer != statement.id);
            accuser.is_some() && around.map(|outer| scene.statement(outer).source.entity).any(|outer| outer == accuser)
        };
        let of = |&party: &EntityId| {
            let is_theirs = |answer: &Statement| !speaks_for_another(answer, party) && !is_told_by_accuser(answer);
            let theirs = found.to(statement.id, party).iter().filter(|(_, answer)| is_theirs(answer));
            // Of equal ones the first.
            // "Dorn pleaded not guilty. Her lawyer said she was at home": a plain no comes before what else is said.
            let share = |one: &(f32, &Statement)| if one.1.denies() { 2.0 * one.0 } else { one.0 };
            let likeliest = theirs.rev().max_by(|a, b| share(a).total_cmp(&share(b))).map(|(_, answer)| *answer);
            answers::accusation(statement, party, likeliest)
        };
        all.iter().map(of).collect::<Vec<_>>()
    };
    let mut found: Vec<Accusation> = scene.of_report().flat_map(accused).collect();
    let is_alone = found.windows(2).all(|two| two[0].accused == two[1].accused);
    if let Some(denial) = headline_denial(scene).filter(|_| is_alone) {
        let open = |one: &&mut Accusation| {
            one.answered_in.is_none() && scene.statement(one.statement).source.entity != denial.source.entity
        };
        for one in found.iter_mut().filter(open) {
            *one = answers::accusation(scene.statement(one.statement), one.accused, Some(denial));
        }
    }
    found
}

/// "Former harbour chief denies taking bribes" over a story of one who is accused: that is who denies it, by whatever name.
fn headline_denial<'a>(scene: &Scene<'a>) -> Option<&'a Statement> {
    let heads = |said: &&Statement| scene.anchor(said).is_some_and(|cue| is_headline(scene.document, cue));
    scene.of_report().take_while(heads).find(|said| said.denies())
}

/// Which of those that may be accused each statement speaks for, for training.
pub fn sides(scene: &Scene<'_>) -> Vec<(StatementId, Vec<EntityId>)> {
    let mut parties: Vec<EntityId> = proposals(scene).iter().map(|one| one.entity).collect();
    parties.sort();
    parties.dedup();
    let of = |statement: &Statement| {
        let theirs = parties.iter().copied().filter(|&party| scene.is_side_of(statement.id, party));
        (statement.id, theirs.collect())
    };
    scene.of_report().map(of).collect()
}

/// Every candidate of a document, for training.
pub fn proposals(scene: &Scene<'_>) -> Vec<Candidate> {
    let mut clauses = Clauses::default();
    let of = |statement| {
        let all = candidates(scene, statement);
        let said = all.first().map(|first| Said::new(scene, first));
        let mut candidate = |candidate: &candidates::Candidate<'_>, said: &Said<'_>| {
            let mut signs = Vec::new();
            scene.signs_of(said, candidate, |_, sign| signs.push(sign.to_owned()));
            Candidate {
                statement: candidate.statement.id,
                entity: candidate.entity,
                phrase: candidate.phrase.0,
                span: candidate.mention.span,
                numbers: scene.numbers_of(said, candidate, &mut clauses),
                signs,
            }
        };
        said.map(|said| all.iter().map(|one| candidate(one, &said)).collect::<Vec<_>>()).unwrap_or_default()
    };
    scene.of_report().flat_map(of).collect()
}
