//! What the article gives of the side of the accused.

use std::collections::BTreeSet;

use hearsay_core::{Answer, Entity, EntityId, Stance, Statement, StatementId, Voice};

use crate::scene::Scene;

/// How many statements after an accusation may still answer it; before it, half as many.
const REACH: usize = 60;

/// How far behind an accusation words of the accused that say neither yes nor no may still be about it, in statements.
const NEAR: usize = 12;

/// How many words of substance those must share with the accusation.
const SHARED: usize = 2;

/// The side of the accused in one article.
pub(super) struct Answers<'s, 'a> {
    scene: &'s Scene<'a>,
    /// What each statement is about, by its place.
    matters: Vec<BTreeSet<&'a str>>,
}

impl<'s, 'a> Answers<'s, 'a> {
    pub(super) fn new(scene: &'s Scene<'a>) -> Self {
        let stems = |statement: &Statement| scene.matter(&statement.content).stems;
        Self { scene, matters: scene.statements.iter().map(stems).collect() }
    }

    /// The best answer to an accusation: a plain yes or no first; of equal answers the nearest, rather after than before.
    pub(super) fn to(&self, accusation: &Statement, accused: EntityId) -> (Answer, Option<StatementId>) {
        let place = accusation.id.index();
        let matter = &self.matters[place];
        let window = place.saturating_sub(REACH / 2)..place.saturating_add(REACH).min(self.scene.statements.len());
        let answers = self.scene.statements[window].iter().filter_map(|other| {
            let same = other.source.entity.is_some() && other.source.entity == accusation.source.entity;
            let theirs = other.id != accusation.id && other.voice == Voice::Report && !same;
            if !theirs || !self.is_side_of(other, accused) {
                return None;
            }
            let answer = answer(other);
            let own = &self.matters[other.id.index()];
            let shared = matter.intersection(own).count();
            let behind = other.id.index().checked_sub(place).is_some_and(|behind| (1..=NEAR).contains(&behind));
            let about_it = match answer {
                Answer::Denied | Answer::Declined => true,
                // "Dorn admitted it".
                Answer::Admitted => shared > 0 || own.len() <= 1,
                // What somebody else tells of the accused ("officials say that the agency is aware") is no word of theirs.
                Answer::Quoted | Answer::None => behind && shared >= SHARED && other.within.is_none(),
            };
            about_it.then_some((answer, other.id))
        });
        let best = answers.min_by_key(|&(answer, id)| (rank(answer), id < accusation.id, id.index().abs_diff(place)));
        best.map_or((Answer::None, None), |(answer, id)| (answer, Some(id)))
    }

    /// Whether the source is the accused, a body of theirs, or somebody who speaks for them.
    fn is_side_of(&self, statement: &Statement, accused: EntityId) -> bool {
        let source = &statement.source;
        let entity = source.entity.map(|id| self.scene.entities.get(id));
        let of_theirs = |entity: &Entity| {
            entity.id == accused || entity.member_of == Some(accused) || entity.head_of == Some(accused)
        };
        // "Her lawyer", "a spokesman for the bank", "Breland's foreign ministry".
        if entity.is_some_and(of_theirs) || self.scene.parties(&source.spans).contains(&accused) {
            return true;
        }
        // "The foreign ministry" of an accused country.
        let accused = self.scene.entities.get(accused);
        if !accused.roles.is_empty() {
            return false;
        }
        entity.is_some_and(|entity| {
            accused.country.is_some()
                && entity.country == accused.country
                && entity.roles.first().is_some_and(|role| matches!(role.as_str(), "GOV" | "MIL" | "SPY"))
        })
    }
}

fn answer(statement: &Statement) -> Answer {
    let lemma = statement.cue.as_ref().map_or("", |cue| cue.lemma.split(' ').next().unwrap_or_default());
    match statement.stance {
        Stance::Denies if !statement.negated => Answer::Denied,
        // Officials confirm what others did; who is accused admits it.
        Stance::Confirms if !statement.negated && lemma != "confirm" => Answer::Admitted,
        Stance::Declines => Answer::Declined,
        _ => Answer::Quoted,
    }
}

fn rank(answer: Answer) -> u8 {
    match answer {
        Answer::Denied | Answer::Admitted => 0,
        Answer::Declined => 1,
        Answer::Quoted => 2,
        Answer::None => 3,
    }
}
