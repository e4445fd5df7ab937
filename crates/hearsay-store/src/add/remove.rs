//! All rows of an article out again, sums included.

use rusqlite::params;

use super::sums::MonthKey;
use super::writer::Writer;
use crate::copies;
use crate::error::Result;
use crate::room::ROOM;

/// Numbers of rows.
#[derive(Clone, Copy)]
struct Rows {
    /// The first.
    from: i64,
    /// The first no more.
    until: i64,
}

impl Rows {
    /// For a question with `>= ?1` and `< ?2`.
    fn asked(self) -> [i64; 2] {
        [self.from, self.until]
    }
}

pub(super) fn article(writer: &mut Writer, number: i64) -> Result<()> {
    let connection = writer.connection;
    let rows = Rows { from: number * ROOM, until: (number + 1) * ROOM };
    let (published, sentences): (Option<i64>, Rows) = connection
        .prepare_cached("select published, first_sentence, sentences from article where id = ?1")?
        .query_row([number], |row| {
            let first = row.get::<_, Option<i64>>("first_sentence")?.unwrap_or(0);
            let sentences = Rows { from: first, until: first + row.get::<_, i64>("sentences")? };
            Ok((row.get("published")?, sentences))
        })?;
    if let Some(day) = published {
        writer.sums.articles(day, -1);
    }
    pairs(writer, rows)?;
    groups(writer, rows)?;
    for (words, table, stretch) in [("sentence_words", "sentence", sentences), ("statement_words", "statement", rows)] {
        connection
            .prepare_cached(&format!(
                "insert into {words} ({words}, rowid, text)
                 select 'delete', id, text from {table} where id >= ?1 and id < ?2"
            ))?
            .execute(stretch.asked())?;
    }
    for (table, stretch) in [
        ("sentence_base", sentences),
        ("statement_base", rows),
        ("entity_base", rows),
        ("time", rows),
        ("event_base", rows),
        ("assessment", rows),
        ("dispute", rows),
        ("accusation", rows),
    ] {
        connection
            .prepare_cached(&format!("delete from {table} where id >= ?1 and id < ?2"))?
            .execute(stretch.asked())?;
    }
    copies::forget(connection, &mut writer.names.sketches, number)?;
    for sql in [
        "delete from article_text where article = ?1",
        "delete from ungrouped where article = ?1",
        "delete from article where id = ?1",
    ] {
        connection.prepare_cached(sql)?.execute([number])?;
    }
    Ok(())
}

fn pairs(writer: &mut Writer, events: Rows) -> Result<()> {
    let mut select = writer.connection.prepare_cached(
        "select x.source_root, x.target_root, x.day, x.event, x.source, x.target, d.plover, e.status, e.voice,
            cast(round(d.weight * 1000) as integer) as weight
         from event_pair x join event e on e.id = x.event join deed d on d.id = e.deed
         where x.event >= ?1 and x.event < ?2",
    )?;
    let mut rows = select.query(events.asked())?;
    while let Some(row) = rows.next()? {
        let (source_root, target_root, day): (i64, i64, i64) =
            (row.get("source_root")?, row.get("target_root")?, row.get("day")?);
        writer
            .connection
            .prepare_cached(
                "delete from pair where source_root = ?1 and target_root = ?2 and day = ?3 and event = ?4
                    and source = ?5 and target = ?6",
            )?
            .execute(params![
                source_root,
                target_root,
                day,
                row.get::<_, i64>("event")?,
                row.get::<_, i64>("source")?,
                row.get::<_, i64>("target")?
            ])?;
        let key = MonthKey {
            source_root,
            target_root,
            month: day / 100,
            plover: row.get("plover")?,
            status: row.get("status")?,
            voice: row.get("voice")?,
        };
        writer.sums.pairs(key, -1, row.get("weight")?);
    }
    writer
        .connection
        .prepare_cached("delete from event_parties where event >= ?1 and event < ?2")?
        .execute(events.asked())?;
    Ok(())
}

/// Groups that lose an event are opened: their other events wait to be grouped again.
fn groups(writer: &Writer, events: Rows) -> Result<()> {
    let touched = "select deed_group from same_deed where event >= ?1 and event < ?2";
    writer
        .connection
        .prepare_cached(&format!(
            "insert or ignore into ungrouped select distinct event / {ROOM} from same_deed
             where deed_group in ({touched})"
        ))?
        .execute(events.asked())?;
    writer
        .connection
        .prepare_cached(&format!("delete from same_deed where deed_group in ({touched})"))?
        .execute(events.asked())?;
    Ok(())
}
