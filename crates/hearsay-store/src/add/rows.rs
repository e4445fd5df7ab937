//! Rows of the other parts of a record: sentences of evidence, entities, times, assessments, disputes, accusations.

use hearsay_core::{EntityId, StatementId};
use rusqlite::params;

use super::writer::{Page, Writer};
use crate::codes::Coded;
use crate::day;
use crate::error::Result;
use crate::evidence::Evidence;
use crate::names::{ActorRow, root_of};
use crate::packed;

/// Keeps the sentences of evidence; gives their spans in bytes with their row numbers, which follow each other.
pub(super) fn sentences(writer: &Writer, page: &Page) -> Result<Evidence> {
    let record = page.record;
    let mut evidence = Evidence::of(record);
    let ascii = record.text.as_str().is_ascii();
    let points = hearsay_core::span::CodePoints::new(if ascii { "" } else { record.text.as_str() });
    let first: i64 = writer
        .connection
        .prepare_cached("select coalesce(max(id), 0) + 1 from sentence_base")?
        .query_row([], |row| row.get(0))?;
    for ((span, row), number) in evidence.rows.iter_mut().zip(first..) {
        *row = number;
        let place = if ascii { *span } else { points.span(*span) };
        let text = record.text.at(*span);
        writer
            .connection
            .prepare_cached("insert into sentence_base (id, article, start, end, kept) values (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![
                number,
                page.number,
                place.start() as i64,
                place.end() as i64,
                (!page.has_text).then_some(text)
            ])?;
        writer
            .connection
            .prepare_cached("insert into sentence_words (rowid, text) values (?1, ?2)")?
            .execute(params![number, text])?;
    }
    Ok(evidence)
}

/// Gives each entity's number among the actors.
pub(super) fn entities(writer: &mut Writer, page: &Page) -> Result<Vec<ActorRow>> {
    let mut actors = Vec::with_capacity(page.record.entities.len());
    for (at, entity) in page.points.entities.iter().enumerate() {
        let code = entity.actor.as_deref().unwrap_or("");
        let actor = writer.names.actor(writer.connection, code, &entity.name, entity.kind)?;
        actors.push(actor);
        let named_once = packed::named_once(entity);
        let country = entity.country.as_deref().unwrap_or("");
        let roles = if entity.roles.is_empty() { None } else { Some(serde_json::to_string(&entity.roles)?) };
        writer
            .connection
            .prepare_cached(
                "insert into entity_base (id, actor, mention_start, mention_length, mentions, head_of, roles, country,
                    member_of)
                 values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?
            .execute(params![
                page.row(at),
                actor.number,
                named_once.map(|span| span.start() as i64),
                named_once.map(packed::length),
                named_once.is_none().then(|| packed::mentions(entity)),
                entity.head_of.map(|id| id.0),
                roles,
                (country != root_of(code)).then_some(country),
                entity.member_of.map(|id| id.0),
            ])?;
    }
    Ok(actors)
}

pub(super) fn times(writer: &Writer, page: &Page) -> Result<()> {
    for (at, time) in page.points.times.iter().enumerate() {
        let kind = serde_json::to_value(time.kind)?;
        writer.connection.prepare_cached("insert into time values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?.execute(
            params![
                page.row(at),
                time.span.start() as i64,
                time.span.end() as i64,
                kind.as_str(),
                time.value,
                time.modifier,
                time.interval.map(|days| day::number(days.first)),
                time.interval.map(|days| day::number(days.last)),
            ],
        )?;
    }
    Ok(())
}

pub(super) fn assessments(writer: &Writer, page: &Page, actors: &[ActorRow], evidence: &Evidence) -> Result<()> {
    for (at, (assessment, points)) in page.record.assessments.iter().zip(&page.points.assessments).enumerate() {
        let of = |entity: EntityId| actors.get(entity.index()).copied().unwrap_or(ActorRow::NOBODY);
        let [one, other] = assessment.between.map(of);
        writer
            .connection
            .prepare_cached(
                "insert into assessment (id, sentence, one, other, one_root, other_root, day, one_entity,
                    other_entity, start, end, level, trend, extreme, status, voice, statement)
                 values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17)",
            )?
            .execute(params![
                page.row(at),
                evidence.holding(assessment.span),
                one.number,
                other.number,
                one.root,
                other.root,
                page.published.unwrap_or(0),
                assessment.between[0].0,
                assessment.between[1].0,
                points.span.start() as i64,
                points.span.end() as i64,
                assessment.level.map(f64::from),
                assessment.trend.map(Coded::code),
                assessment.extreme.map(Coded::code),
                assessment.status.code(),
                assessment.voice.code(),
                assessment.according_to.map(|id| id.0),
            ])?;
    }
    Ok(())
}

pub(super) fn disputes(writer: &Writer, page: &Page) -> Result<()> {
    for (at, dispute) in page.record.disputes.iter().enumerate() {
        let [statement, answer]: [StatementId; 2] = dispute.statements;
        let about: Vec<u32> = dispute.about.iter().map(|id| id.0).collect();
        writer.connection.prepare_cached("insert into dispute values (?1, ?2, ?3, ?4, ?5)")?.execute(params![
            page.row(at),
            statement.0,
            answer.0,
            dispute.kind.code(),
            serde_json::to_string(&about)?
        ])?;
    }
    Ok(())
}

pub(super) fn accusations(writer: &Writer, page: &Page) -> Result<()> {
    for (at, accusation) in page.record.accusations.iter().enumerate() {
        let answer = serde_json::to_value(accusation.answer)?;
        writer.connection.prepare_cached("insert into accusation values (?1, ?2, ?3, ?4, ?5)")?.execute(params![
            page.row(at),
            accusation.statement.0,
            accusation.accused.0,
            answer.as_str(),
            accusation.answered_in.map(|id| id.0),
        ])?;
    }
    Ok(())
}
