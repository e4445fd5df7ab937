//! What a speaker's stance makes of the content.

use hearsay_core::{Stance, Statement, Status};

/// What a speaker's stance makes of the content.
pub(crate) fn stance_status(statement: &Statement, presupposed: bool) -> Status {
    let plain = match statement.stance {
        Stance::Asserts | Stance::Confirms | Stance::Discloses | Stance::Praises | Stance::Criticises => {
            Status::Claimed
        }
        Stance::Denies if presupposed => return Status::Claimed,
        Stance::Denies => Status::Denied,
        Stance::Alleges | Stance::Believes | Stance::Doubts => Status::Alleged,
        // "will kill them, the general warned": the words warned of carry their own "will".
        Stance::Demands | Stance::Fears if statement.cue.as_ref().is_some_and(|cue| cue.lemma == "warn") => {
            Status::Claimed
        }
        Stance::Predicts | Stance::Intends | Stance::Threatens | Stance::Decrees => Status::Future,
        Stance::Hopes | Stance::Fears | Stance::Asks | Stance::Demands | Stance::Declines => Status::Possible,
        Stance::Refuses if statement.cue.as_ref().is_some_and(|cue| cue.lemma.starts_with("reluct")) => {
            Status::Possible
        }
        Stance::Refuses => Status::Negated,
    };
    match (plain, statement.negated) {
        (Status::Denied, true) => Status::Alleged,
        (_, true) => plain.max(Status::Possible),
        (Status::Claimed, false) if statement.hedged => Status::Alleged,
        (_, false) => plain,
    }
}
