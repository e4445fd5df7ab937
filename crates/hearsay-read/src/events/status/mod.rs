//! The footing of a deed: the statements that hold it, from the outermost voice inward, and the grammar between the
//! deed and its clause. The weakest of all counts.
//!
//! [`climb`] goes from the trigger up to the root; [`governor`], [`adverbial`] and [`nominal`] tell what each step does, [`own`]
//! what a word's own helpers say, [`stance`] what a speaker makes of his words.

mod adverbial;
mod climb;
mod governor;
mod nominal;
mod own;
mod stance;

use hearsay_core::{BlockKind, Document, Statement, StatementId, Status, TokenId, Voice};

use super::matching::Match;
use crate::deeds::TriggerKind;
use crate::statements::reach;
use crate::syntax::closed_class::is_definite;
use crate::syntax::{Footing, Frames};
pub(crate) use stance::stance_status;

/// How many clauses above a deed can still change its footing.
const REACH: usize = 16;

/// Judges deeds of one document.
pub(in crate::events) struct Judge<'d> {
    pub(in crate::events) document: &'d Document,
    pub(in crate::events) footing: &'d Footing,
    pub(in crate::events) statements: &'d [Statement],
    /// For each sentence the statements whose content reaches into it.
    by_sentence: Vec<Vec<usize>>,
    /// For each sentence the statements whose cue stands in it.
    cued_in: Vec<Vec<usize>>,
}

/// In whose voice a deed stands, and on what footing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::events) struct Ground {
    pub(in crate::events) voice: Voice,
    pub(in crate::events) status: Status,
    pub(in crate::events) according_to: Option<StatementId>,
    /// The trigger is itself the cue of a statement ("accused", "denied").
    pub(in crate::events) speaks: bool,
}

impl<'d> Judge<'d> {
    pub(in crate::events) fn new(frames: Frames<'d>, statements: &'d [Statement]) -> Self {
        let document = frames.document;
        let by_sentence = reach::by_sentence(document, statements, |statement| &statement.content);
        let cued_in = reach::by_sentence(document, statements, |statement| {
            statement.cue.as_ref().map_or(&[], |cue| cue.spans.as_slice())
        });
        Self { document, footing: frames.footing, statements, by_sentence, cued_in }
    }

    /// The footing of a deed.
    pub(in crate::events) fn ground(&self, found: &Match<'_>) -> Ground {
        let document = self.document;
        let span = document.token(found.head).span;
        let comment =
            matches!(document.article().block_at(span.start()).map(|block| block.kind), Some(BlockKind::Comment(_)));
        let voice = if comment { Voice::Comment } else { Voice::Report };
        let mut status = if comment { Status::Claimed } else { Status::Reported };
        let presupposed = self.is_presupposed(found);
        let mut speaks = false;
        let mut innermost: Option<(usize, &Statement)> = None;
        for &number in &self.by_sentence[document.sentence_id(found.head).index()] {
            let statement = &self.statements[number];
            if !statement.content.iter().any(|content| content.contains(span)) || self.is_cue(statement, found) {
                continue;
            }
            status = status.max(stance_status(statement, presupposed));
            let length = statement.content.iter().map(|content| content.len()).sum();
            if innermost.is_none_or(|(shortest, _)| length <= shortest) {
                innermost = Some((length, statement));
            }
        }
        let mut according_to = innermost.map(|(_, statement)| statement.id);
        let cued = &self.cued_in[document.sentence_id(found.head).index()];
        let own = cued.iter().map(|&number| &self.statements[number]).find(|statement| self.is_cue(statement, found));
        if let Some(own) = own {
            speaks = true;
            according_to = according_to.or(own.within);
        }
        // Statements around the innermost one, and around the one that this deed opens.
        for first in [innermost.and_then(|(_, statement)| statement.within), own.and_then(|own| own.within)] {
            let mut next = first;
            for _ in 0..REACH {
                let Some(outer) = next.and_then(|id| self.statements.get(id.index())) else { break };
                status = status.max(stance_status(outer, presupposed));
                next = outer.within;
            }
        }
        status = status.max(self.grammar(found, presupposed));
        Ground { voice, status, according_to, speaks }
    }

    fn is_cue(&self, statement: &Statement, found: &Match<'_>) -> bool {
        let span = self.document.token(found.head).span;
        statement.cue.as_ref().is_some_and(|cue| cue.spans.iter().any(|cue| cue.contains(span)))
    }

    /// "denied involvement in the November attack" denies a part in it, not that it was: an event noun with "the", "this" or
    /// an owner stands whatever is said about it, unless the saying is about who did it.
    fn is_presupposed(&self, found: &Match<'_>) -> bool {
        let lent = found.who.iter().any(|party| party.shared);
        found.pattern.kind == TriggerKind::Noun && !lent && self.is_definite(found.head)
    }

    fn is_definite(&self, noun: TokenId) -> bool {
        let document = self.document;
        document.children_by(noun, &["det", "nmod:poss"]).any(|child| {
            document.token(child).deprel.full() == "nmod:poss" || is_definite(&document.lemma(child).to_lowercase())
        })
    }
}
