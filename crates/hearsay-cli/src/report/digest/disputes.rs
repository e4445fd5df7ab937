//! What is in dispute: a claim, by whom, on what footing, and the denial beside it.

use std::collections::BTreeSet;

use hearsay::core::{DisputeKind, Form, Statement, StatementId, Voice};

use super::super::View;
use super::rows::Row;

/// Two rows for each thing in dispute: who claims it, who denies it. Claims that one denial meets are one thing.
pub(super) fn rows(view: &View<'_>) -> Vec<Row> {
    let mut rows = Vec::new();
    for dispute in disputes(view) {
        let said = dispute.said.iter().filter_map(|id| view.statement(*id)).next();
        // What is quoted says more than what the paper sums up.
        let answers = || dispute.answers.iter().filter_map(|id| view.statement(*id));
        let answer = answers().find(|answer| answer.form != Form::Indirect).or_else(|| answers().next());
        let (Some(said), Some(answer)) = (said, answer) else { continue };
        rows.push(side(view, said, &dispute.said, 0, ""));
        // "The bridge held, the builder said" stands against a claim and denies nothing in so many words.
        let word = if answers().any(Statement::denies) { "denied: " } else { "against it: " };
        rows.push(side(view, answer, &dispute.answers, 2, word));
    }
    rows
}

fn side(view: &View<'_>, said: &Statement, all: &BTreeSet<StatementId>, indent: usize, word: &str) -> Row {
    let others = all.iter().filter(|id| **id != said.id);
    let content = view.content(said);
    Row {
        indent,
        lead: Vec::new(),
        what: format!("{word}{}", if word.is_empty() { without_that(&content) } else { &content }),
        who: view.speaker_words(said.id),
        footing: format!(", {}", view.footing(said.id)),
        refs: std::iter::once(&said.id).chain(others).map(ToString::to_string).collect(),
        inside: false,
        weight: 0.0,
    }
}

/// "that the agency leaked the name" as a sentence of its own.
pub(super) fn without_that(content: &str) -> &str {
    content.strip_prefix("that ").unwrap_or(content)
}

/// Statements that contradict each other.
struct Contradiction {
    said: BTreeSet<StatementId>,
    answers: BTreeSet<StatementId>,
    kind: DisputeKind,
}

/// The record's pairs, put together where they share a statement; in the order of the first claims.
fn disputes(view: &View<'_>) -> Vec<Contradiction> {
    let mut all: Vec<Contradiction> = Vec::new();
    let in_report = |id: &StatementId| view.statement(*id).is_some_and(|said| said.voice == Voice::Report);
    for dispute in view.record.disputes.iter().filter(|dispute| dispute.statements.iter().all(in_report)) {
        let [said, answer] = dispute.statements;
        let mut one = Contradiction { said: [said].into(), answers: [answer].into(), kind: dispute.kind };
        let (touched, rest): (Vec<_>, Vec<_>) = all.into_iter().partition(|other| {
            other.kind == dispute.kind && (other.said.contains(&said) || other.answers.contains(&answer))
        });
        for other in touched {
            one.said.extend(other.said);
            one.answers.extend(other.answers);
        }
        all = rest;
        all.push(one);
    }
    all.sort_by_key(|one| one.said.first().copied());
    all
}
