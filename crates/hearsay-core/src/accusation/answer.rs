//! What the article gives of the side of the accused.

use std::collections::BTreeSet;

use super::{Answer, Reader};
use crate::{Entity, EntityId, Stance, Statement, StatementId, Voice};

/// How many statements after an accusation may still answer it; before it, half as many.
const REACH: usize = 60;

/// How far behind an accusation words of the accused that say neither yes nor no may still be about it, in statements.
const NEAR: usize = 12;

/// How many words of substance those must share with the accusation.
const SHARED: usize = 2;

/// Words of four letters and more that any two statements may share.
const COMMON: &str = "said that with have been were this from they their would about which when what will more also into after than there some";

impl Reader<'_> {
    /// The best answer to an accusation: a plain yes or no first; of equal answers the nearest, rather after than before.
    pub(super) fn answered(&self, accusation: &Statement, accused: EntityId) -> (Answer, Option<StatementId>) {
        let place = accusation.id.index();
        let matter = self.matter(accusation);
        let window = place.saturating_sub(REACH / 2)..place.saturating_add(REACH).min(self.statements.len());
        let answers = self.statements[window].iter().filter_map(|other| {
            let same = other.source.entity.is_some() && other.source.entity == accusation.source.entity;
            let theirs = other.id != accusation.id && other.voice == Voice::Report && !same;
            if !theirs || !self.is_side_of(other, accused) {
                return None;
            }
            let answer = answer(other);
            let own = self.matter(other);
            let shared = matter.intersection(&own).count();
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

    /// The stems of what is said.
    fn matter(&self, statement: &Statement) -> BTreeSet<String> {
        let contents = statement.content.iter().map(|span| &self.text[span.start()..span.end()]);
        let words = contents.flat_map(|content| content.split(|c: char| !c.is_alphanumeric())).map(str::to_lowercase);
        let weighty = words.filter(|word| word.chars().count() >= 4 && !super::is_listed(COMMON, word));
        weighty.map(|word| stem(&word).to_owned()).collect()
    }

    /// Whether the source is the accused, a body of theirs, or somebody who speaks for them.
    fn is_side_of(&self, statement: &Statement, accused: EntityId) -> bool {
        let source = &statement.source;
        let entity = source.entity.and_then(|id| self.entity(id));
        let of_theirs = |entity: &Entity| {
            entity.id == accused || entity.member_of == Some(accused) || entity.head_of == Some(accused)
        };
        // "Her lawyer", "a spokesman for the bank", "Breland's foreign ministry".
        if entity.is_some_and(of_theirs) || self.named_in(&source.spans).any(|id| id == accused) {
            return true;
        }
        // "The foreign ministry" of an accused country.
        let Some(accused) = self.entity(accused).filter(|accused| accused.roles.is_empty()) else { return false };
        entity.is_some_and(|entity| {
            accused.country.is_some()
                && entity.country == accused.country
                && entity.roles.first().is_some_and(|role| matches!(role.as_str(), "GOV" | "MIL" | "SPY"))
        })
    }
}

/// "poisoned" and "poisoning" are one matter.
fn stem(word: &str) -> &str {
    let endings = ["ations", "ation", "ings", "ing", "ments", "ment", "ed", "es", "s", "e"];
    endings.iter().find_map(|ending| word.strip_suffix(ending)).filter(|stem| stem.len() >= 3).unwrap_or(word)
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
