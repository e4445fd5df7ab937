//! Whether what somebody says, plans or refuses speaks of a deed, or only stands around it.

use hearsay_core::{Form, Stance, Statement, Status, TokenId, Upos};

use super::{Judge, REACH, contains, stance_status};
use crate::events::matching::Match;
use crate::syntax::beside::is_beside;
use crate::syntax::clause::{has_subject, is_finite, is_infinitive};

impl Judge<'_> {
    /// What a statement makes of a deed in its content; none where the deed is no part of what it says.
    ///
    /// "Arland announced that it will send doctors following a bombing": the help is to come, the bombing is claimed. "Refused to
    /// free a man accused of arson", "condemned the raid": accusation and raid are the paper's own.
    pub(super) fn said_of(&self, statement: &Statement, found: &Match<'_>, presupposed: bool) -> Option<Status> {
        let asserts = self.asserts(statement);
        if statement.stance == Stance::Decrees {
            return self.decreed(statement, found, asserts);
        }
        let judged = matches!(statement.stance, Stance::Criticises | Stance::Praises);
        // "responded to an attack": what is answered is not what is said.
        let answers = || {
            let lemma = statement.cue.as_ref().map_or("", |cue| cue.lemma.as_str());
            !asserts && self.footing.answers(lemma.split(' ').next().unwrap_or(lemma))
        };
        if answers() {
            return None;
        }
        if self.is_in_the_clause(statement, found) && (asserts || !judged) {
            return Some(stance_status(statement, presupposed))
                .filter(|_| asserts || !presupposed || !self.turns(statement));
        }
        asserts.then_some(Status::Claimed)
    }

    /// A court that convicts somebody of a killing or a parliament that votes to lift a ban does so; what others are told to do
    /// is to come; what is ruled to be so is claimed.
    fn decreed(&self, statement: &Statement, found: &Match<'_>, asserts: bool) -> Option<Status> {
        if asserts {
            return Some(Status::Claimed);
        }
        let others = found.who.iter().any(|doer| Some(doer.entity) != statement.source.entity);
        let to = is_infinitive(self.document, found.head);
        (to && others && self.is_in_the_clause(statement, found)).then_some(Status::Future)
    }

    /// A stance that presupposes what it is about: "denied involvement in the attack", "demanded an end to the raids".
    fn turns(&self, statement: &Statement) -> bool {
        !matches!(statement.stance, Stance::Asserts | Stance::Confirms | Stance::Discloses)
    }

    /// Whether the content is told as so, in a clause or in the speaker's own words: "said that", "accused of", quotations. "The
    /// raid", "to free him" are only named.
    fn asserts(&self, statement: &Statement) -> bool {
        let document = self.document;
        if statement.form != Form::Indirect || matches!(statement.stance, Stance::Alleges | Stance::Believes) {
            return true;
        }
        let Some(content) = statement.content.first() else { return false };
        let first = document.tokens().partition_point(|token| token.span.start() < content.start());
        let words = document.tokens()[first..].iter().take_while(|token| contains(statement, token.span)).count();
        let top = (first..first + words).map(TokenId::from_index).find(|&word| {
            document.token(word).upos != Upos::Punct
                && document.head(word).is_none_or(|head| !contains(statement, document.token(head).span))
        });
        top.is_some_and(|top| is_finite(document, top) || has_subject(document, top))
    }

    /// Whether the deed is the head of what is said or one of its complements.
    fn is_in_the_clause(&self, statement: &Statement, found: &Match<'_>) -> bool {
        let document = self.document;
        let mut node = found.head;
        for _ in 0..REACH {
            let Some(head) = document.head(node) else { return true };
            if is_beside(document, node) {
                return false;
            }
            if !contains(statement, document.token(head).span) {
                return true;
            }
            node = head;
        }
        true
    }
}
