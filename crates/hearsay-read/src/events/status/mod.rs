//! The footing of a deed: the statements that hold it, from the outermost voice inward, and the grammar between the
//! deed and its clause. The weakest of all counts.
//!
//! [`climb`] goes from the trigger up to the root; [`governor`], [`adverbial`] and [`nominal`] tell what each step does, [`own`]
//! what a word's own helpers say, [`said`] whether a statement speaks of the deed at all, and [`stance`] what its speaker makes of
//! his words.

mod adverbial;
mod climb;
mod governor;
mod nominal;
mod own;
mod said;
mod stance;

use hearsay_core::{BlockKind, Document, Span, Statement, StatementId, Status, TokenId, Voice};

use super::matching::Match;
use crate::deeds::TriggerKind;
use crate::statements::reach;
use crate::syntax::clause::is_passive;
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

/// A statement that carries a deed of its content.
struct Held<'s> {
    statement: &'s Statement,
    /// What it makes of the deed.
    status: Status,
    /// Of its content, in bytes.
    length: usize,
}

fn contains(statement: &Statement, span: Span) -> bool {
    statement.content.iter().any(|content| content.contains(span))
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
        let held: Vec<Held<'_>> = self.held(found, presupposed).collect();
        status = held.iter().map(|held| held.status).fold(status, Status::max);
        let innermost = held.iter().rev().min_by_key(|held| held.length).map(|held| held.statement);
        let cued = &self.cued_in[document.sentence_id(found.head).index()];
        let own = cued.iter().map(|&number| &self.statements[number]).find(|statement| self.is_cue(statement, found));
        let around = own.and_then(|own| own.within).filter(|&id| self.carries(id, span, &held));
        // Statements around the innermost one, and around the one that this deed opens.
        for first in [innermost.and_then(|statement| statement.within), around] {
            let above = |id: &StatementId| self.statements.get(id.index()).and_then(|outer| outer.within);
            for id in std::iter::successors(first, above).take(REACH).filter(|&id| self.carries(id, span, &held)) {
                status = status.max(self.statements.get(id.index()).map_or(Status::Reported, |outer| {
                    // What holds the deed itself has been asked already.
                    if contains(outer, span) { Status::Reported } else { stance_status(outer, presupposed) }
                }));
            }
        }
        let according_to = innermost.map(|statement| statement.id).or(around);
        let speaks = own.is_some();
        let grammar = self.grammar(found, presupposed);
        let carried = according_to.or_else(|| self.governing(found.head));
        // What a verb of saying governs is its speaker's. Where the sentence names nobody who says so, it is hearsay, and where
        // nothing governs the deed but a clause beside it ("..., while Arland accuses it of lying"), the paper's own.
        let told = match grammar {
            Status::Claimed | Status::Denied if carried.is_none() && !comment => self.unsourced(found.head, grammar),
            told => told,
        };
        let according_to = according_to.or(carried.filter(|_| matches!(grammar, Status::Claimed | Status::Denied)));
        status = status.max(told);
        Ground { voice, status, according_to, speaks }
    }

    /// The statement whose cue is the nearest word above a deed that is one.
    fn governing(&self, deed: TokenId) -> Option<StatementId> {
        let document = self.document;
        let cued = &self.cued_in[document.sentence_id(deed).index()];
        let is_cue = |word: TokenId, statement: &&Statement| {
            let span = document.token(word).span;
            statement.cue.as_ref().is_some_and(|cue| cue.spans.iter().any(|cue| cue.contains(span)))
        };
        let above = document.ancestors(deed).take(REACH);
        let mut cues = above.filter_map(|word| {
            cued.iter().map(|&number| &self.statements[number]).find(|statement| is_cue(word, statement))
        });
        cues.next().map(|statement| statement.id)
    }

    /// "Dozens are reported killed": nobody in particular says so.
    fn unsourced(&self, deed: TokenId, grammar: Status) -> Status {
        let document = self.document;
        let says = |&word: &TokenId| {
            self.footing.above(document.token(word).upos, document.lemma(word)) == Some(Status::Claimed)
                && is_passive(document, word)
        };
        let hearsay = grammar == Status::Denied || document.ancestors(deed).take(REACH).any(|word| says(&word));
        if hearsay { Status::Alleged } else { Status::Reported }
    }

    /// The statements that carry a deed of their content, in text order.
    fn held<'h>(&'h self, found: &'h Match<'_>, presupposed: bool) -> impl Iterator<Item = Held<'h>> {
        let span = self.document.token(found.head).span;
        let reaching = &self.by_sentence[self.document.sentence_id(found.head).index()];
        let holding = reaching.iter().map(|&number| &self.statements[number]);
        holding.filter(move |statement| contains(statement, span) && !self.is_cue(statement, found)).filter_map(
            move |statement| {
                let length = statement.content.iter().map(|content| content.len()).sum();
                let status = self.said_of(statement, found, presupposed)?;
                Some(Held { statement, status, length })
            },
        )
    }

    /// Whether a statement says something of the deed: those that only stand around its modifier do not.
    fn carries(&self, id: StatementId, span: Span, held: &[Held<'_>]) -> bool {
        let outside = || self.statements.get(id.index()).is_some_and(|outer| !contains(outer, span));
        held.iter().any(|held| held.statement.id == id) || outside()
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
