//! What the article gives of the side of the accused.

use hearsay_core::{Accusation, Answer, EntityId, Stance, Statement};

/// An accusation with the likeliest of its answers.
pub(super) fn accusation<'r>(
    statement: &Statement,
    accused: EntityId,
    answers: impl DoubleEndedIterator<Item = &'r (f32, &'r Statement)>,
) -> Accusation {
    // Of equal ones the first.
    let best = answers.rev().max_by(|a, b| a.0.total_cmp(&b.0));
    let answer = best.map_or(Answer::None, |(_, answer)| kind(answer));
    Accusation { statement: statement.id, accused, answer, answered_in: best.map(|(_, answer)| answer.id) }
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
