//! Rows of events, and of each two of their parties.

use hearsay_core::{Entity, Event, Party};
use rusqlite::params;

use super::sums::MonthKey;
use super::writer::{Page, Writer};
use crate::codes::Coded;
use crate::day;
use crate::error::Result;
use crate::evidence::Evidence;
use crate::names::{ActorRow, DeedKey};
use crate::packed;

pub(super) fn write(writer: &mut Writer, page: &Page, actors: &[ActorRow], evidence: &Evidence) -> Result<()> {
    let connection = writer.connection;
    for (at, (event, points)) in page.record.events.iter().zip(&page.points.events).enumerate() {
        let key = DeedKey {
            deed: &event.deed,
            plover: event.plover.code(),
            mode: event.mode.as_deref().unwrap_or(""),
            cameo: &event.cameo,
            weight: f64::from(event.goldstein),
        };
        let deed = writer.names.deed(connection, &key)?;
        let place = match &event.place {
            Some(place) => Some(writer.names.pair(
                connection,
                "place",
                ["name", "country"],
                [&place.name, place.country.as_deref().unwrap_or("")],
            )?),
            None => None,
        };
        let contexts = if event.contexts.is_empty() { None } else { Some(serde_json::to_string(&event.contexts)?) };
        let entities = &page.points.entities;
        let row = page.row(at);
        let [source, target] = [&points.source, &points.target].map(|side| packed::parties(side, entities));
        connection
            .prepare_cached(
                "insert into event_base (id, sentence, deed, voice, status, first, last, statement,
                    trigger_start, trigger_length, source, source_start, source_length, target, target_start,
                    target_length, place, place_start, place_length, contexts, retold, sure)
                 values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20,
                    ?21, ?22)",
            )?
            .execute(params![
                row,
                evidence.rows.get(&event.sentence),
                deed,
                event.voice.code(),
                event.status.code(),
                event.date.map(|days| day::number(days.first)),
                event.date.filter(|days| days.last != days.first).map(|days| day::number(days.last)),
                event.according_to.map(|id| id.0),
                points.trigger.start() as i64,
                packed::length(points.trigger),
                source.who,
                source.start,
                source.length,
                target.who,
                target.start,
                target.length,
                place,
                points.place.as_ref().map(|place| place.span.start() as i64),
                points.place.as_ref().map(|place| packed::length(place.span)),
                contexts,
                packed::spans(&points.retold)?,
                packed::sure(event.confidence),
            ])?;
        pairs(writer, page, actors, row, event, source.tells_actor && target.tells_actor)?;
    }
    Ok(())
}

/// One row for each two parties of an event, and the sums of their month; a second one where the event's row does not tell who
/// they are.
fn pairs(
    writer: &mut Writer,
    page: &Page,
    actors: &[ActorRow],
    row: i64,
    event: &Event,
    row_tells: bool,
) -> Result<()> {
    let sources = parties(writer, &page.record.entities, actors, &event.source)?;
    let targets = parties(writer, &page.record.entities, actors, &event.target)?;
    let day = event.date.map(|days| day::number(days.first)).or(page.published).unwrap_or(0);
    let weight = (f64::from(event.goldstein) * 1000.0).round() as i64;
    for source in &sources {
        for target in &targets {
            let new = writer
                .connection
                .prepare_cached("insert or ignore into pair values (?1, ?2, ?3, ?4, ?5, ?6)")?
                .execute([source.root, target.root, day, row, source.number, target.number])?;
            if !row_tells {
                writer
                    .connection
                    .prepare_cached("insert or ignore into event_parties values (?1, ?2, ?3, ?4, ?5)")?
                    .execute([row, source.root, target.root, source.number, target.number])?;
            }
            let key = MonthKey {
                source_root: source.root,
                target_root: target.root,
                month: day / 100,
                plover: event.plover.code(),
                status: event.status.code(),
                voice: event.voice.code(),
            };
            writer.sums.pairs(key, new as i64, weight);
        }
    }
    Ok(())
}

fn parties(writer: &mut Writer, entities: &[Entity], actors: &[ActorRow], parties: &[Party]) -> Result<Vec<ActorRow>> {
    let mut found = Vec::with_capacity(parties.len().max(1));
    for party in parties {
        let Some(entity) = entities.get(party.entity.index()) else { continue };
        // As a rule the code on the day of the deed is that on the day of publication.
        if party.actor == entity.actor
            && let Some(actor) = actors.get(party.entity.index())
        {
            found.push(*actor);
            continue;
        }
        let code = party.actor.as_deref().unwrap_or("");
        found.push(writer.names.actor(writer.connection, code, &entity.name, entity.kind)?);
    }
    if found.is_empty() {
        found.push(ActorRow::NOBODY);
    }
    Ok(found)
}
