//! What the article gives of the side of the accused.

use hearsay_core::{Accusation, Answer, EntityId, Stance, Statement};

/// An accusation with its answer.
pub(super) fn accusation(statement: &Statement, accused: EntityId, answer: Option<&Statement>) -> Accusation {
    let kind = answer.map_or(Answer::None, kind);
    Accusation { statement: statement.id, accused, answer: kind, answered_in: answer.map(|answer| answer.id) }
}

fn kind(statement: &Statement) -> Answer {
    let lemma = statement.cue.as_ref().map_or("", |cue| cue.lemma.split(' ').next().unwrap_or_default());
    match statement.stance {
        Stance::Denies if !statement.negated => Answer::Denied,
        // Officials confirm what others did; who is accused admits it.
        Stance::Confirms if !statement.negated && lemma != "confirm" => Answer::Admitted,
        Stance::Declines => Answer::Declined,
        _ => Answer::Quoted,
    }
}
