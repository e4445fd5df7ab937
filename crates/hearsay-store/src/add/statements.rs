//! Rows of statements, and their words.

use hearsay_core::EntityKind;
use rusqlite::params;

use super::writer::{Page, Writer};
use crate::codes::Coded;
use crate::error::Result;
use crate::evidence::cover;
use crate::names::ActorRow;
use crate::packed;

pub(super) fn write(writer: &mut Writer, page: &Page, actors: &[ActorRow]) -> Result<()> {
    let connection = writer.connection;
    for (at, (statement, points)) in page.record.statements.iter().zip(&page.points.statements).enumerate() {
        let source = &statement.source;
        let known = source.entity.and_then(|entity| actors.get(entity.index()).copied());
        let speaker = match (known, &source.description) {
            (Some(actor), _) => actor.number,
            (None, Some(words)) => writer.names.actor(connection, "", words, EntityKind::Group)?.number,
            (None, None) => 0,
        };
        let text = page.record.text.at(cover(statement));
        let (kept_text, kept_content) = match points.content.as_slice() {
            [_] if page.has_text => (None, None),
            [_] => (Some(text), None),
            spans => {
                let content = statement.content.iter().map(|span| page.record.text.at(*span)).collect::<Vec<_>>();
                (Some(text).filter(|_| !page.has_text), Some(content.join(" … ")).filter(|_| !spans.is_empty()))
            }
        };
        let content = points.content.first();
        let named = points.source.spans.first();
        let signalled = points.cue.as_ref().and_then(|cue| cue.spans.first());
        let cue = match &points.cue {
            Some(cue) => Some(writer.names.pair(connection, "cue", ["lemma", "class"], [&cue.lemma, &cue.class])?),
            None => None,
        };
        let (span, row) = (cover(points), page.row(at));
        connection
            .prepare_cached(
                "insert into statement_base (id, voice, speaker, level, stance, form, hedged, negated, distanced,
                    within, day, start, end, kept_text, content_start, content_end, kept_content, source_start,
                    source_end, entity, cue_start, cue_end, cue, rest)
                 values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20,
                    ?21, ?22, ?23, ?24)",
            )?
            .execute(params![
                row,
                statement.voice.code(),
                speaker,
                source.level.code(),
                statement.stance.code(),
                statement.form.code(),
                statement.hedged,
                statement.negated,
                statement.distanced,
                statement.within.map(|id| id.0),
                page.published.unwrap_or(0),
                span.start() as i64,
                span.end() as i64,
                kept_text,
                content.map_or(0, |span| span.start() as i64),
                content.map_or(0, |span| span.end() as i64),
                kept_content,
                named.map(|span| span.start() as i64),
                named.map(|span| span.end() as i64),
                source.entity.map(|id| id.0),
                signalled.map(|span| span.start() as i64),
                signalled.map(|span| span.end() as i64),
                cue,
                packed::statement(points)?,
            ])?;
        connection
            .prepare_cached("insert into statement_words (rowid, text) values (?1, ?2)")?
            .execute(params![row, text])?;
    }
    Ok(())
}
