//! Names that many rows share: each is written once and known by its number.

use std::collections::BTreeMap;

use hearsay_core::EntityKind;
use rusqlite::{Connection, OptionalExtension, params};

use crate::codes::Coded;
use crate::copies::Sketches;

/// Numbers found before. Rows of these tables are never changed, so what was found once stays true, whoever writes.
#[derive(Default)]
pub(crate) struct Names {
    actors: BTreeMap<(String, String, i64), ActorRow>,
    texts: BTreeMap<(&'static str, String), i64>,
    deeds: BTreeMap<(String, i64, String, String, i64), i64>,
    places: BTreeMap<(String, String), i64>,
    /// Of articles that were compared.
    pub(crate) sketches: Sketches,
}

/// A row of `actor`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ActorRow {
    pub(crate) number: i64,
    /// The number of its code's first three letters.
    pub(crate) root: i64,
}

impl ActorRow {
    /// Of a side of a deed that has no party.
    pub(crate) const NOBODY: Self = Self { number: 0, root: 0 };
}

/// More than this many are forgotten, so that a store of any size is written in little memory.
const REMEMBERED: usize = 300_000;

/// A deed of the lexicon with its codes.
pub(crate) struct DeedKey<'a> {
    pub(crate) deed: &'a str,
    pub(crate) plover: i64,
    pub(crate) mode: &'a str,
    pub(crate) cameo: &'a str,
    pub(crate) weight: f64,
}

impl Names {
    /// The row of this name with this code and kind.
    pub(crate) fn actor(
        &mut self,
        connection: &Connection,
        code: &str,
        name: &str,
        kind: EntityKind,
    ) -> rusqlite::Result<ActorRow> {
        let key = (code.to_owned(), name.to_owned(), kind.code());
        if let Some(&found) = self.actors.get(&key) {
            return Ok(found);
        }
        let found = connection
            .prepare_cached("select id, root from actor where code = ?1 and name = ?2 and kind = ?3")?
            .query_row(params![key.0, key.1, key.2], |row| {
                Ok(ActorRow { number: row.get("id")?, root: row.get("root")? })
            })
            .optional()?;
        let found = match found {
            Some(found) => found,
            None => {
                let root = self.text(connection, "root", "code", &root_of(code))?;
                connection
                    .prepare_cached("insert into actor (code, name, kind, root) values (?1, ?2, ?3, ?4)")?
                    .execute(params![key.0, key.1, key.2, root])?;
                ActorRow { number: connection.last_insert_rowid(), root }
            }
        };
        if self.actors.len() >= REMEMBERED {
            self.actors.clear();
        }
        self.actors.insert(key, found);
        Ok(found)
    }

    /// Number of `text` in `table`, whose text is in `column`.
    pub(crate) fn text(
        &mut self,
        connection: &Connection,
        table: &'static str,
        column: &'static str,
        text: &str,
    ) -> rusqlite::Result<i64> {
        let key = (table, text.to_owned());
        if let Some(&found) = self.texts.get(&key) {
            return Ok(found);
        }
        let select = format!("select id from {table} where {column} = ?1");
        let found = connection.prepare_cached(&select)?.query_row([text], |row| row.get(0)).optional()?;
        let found = match found {
            Some(found) => found,
            None => {
                connection.prepare_cached(&format!("insert into {table} ({column}) values (?1)"))?.execute([text])?;
                connection.last_insert_rowid()
            }
        };
        if self.texts.len() >= REMEMBERED {
            self.texts.clear();
        }
        self.texts.insert(key, found);
        Ok(found)
    }

    pub(crate) fn deed(&mut self, connection: &Connection, deed: &DeedKey) -> rusqlite::Result<i64> {
        let thousandths = (deed.weight * 1000.0).round() as i64;
        let key = (deed.deed.to_owned(), deed.plover, deed.mode.to_owned(), deed.cameo.to_owned(), thousandths);
        if let Some(&found) = self.deeds.get(&key) {
            return Ok(found);
        }
        let all = params![deed.deed, deed.plover, deed.mode, deed.cameo, deed.weight];
        let found = connection
            .prepare_cached(
                "select id from deed where deed = ?1 and plover = ?2 and mode = ?3 and cameo = ?4 and weight = ?5",
            )?
            .query_row(all, |row| row.get(0))
            .optional()?;
        let found = match found {
            Some(found) => found,
            None => {
                connection
                    .prepare_cached("insert into deed (deed, plover, mode, cameo, weight) values (?1, ?2, ?3, ?4, ?5)")?
                    .execute(all)?;
                connection.last_insert_rowid()
            }
        };
        self.deeds.insert(key, found);
        Ok(found)
    }

    pub(crate) fn place(&mut self, connection: &Connection, name: &str, country: &str) -> rusqlite::Result<i64> {
        let key = (name.to_owned(), country.to_owned());
        if let Some(&found) = self.places.get(&key) {
            return Ok(found);
        }
        let found = connection
            .prepare_cached("select id from place where name = ?1 and country = ?2")?
            .query_row([name, country], |row| row.get(0))
            .optional()?;
        let found = match found {
            Some(found) => found,
            None => {
                connection
                    .prepare_cached("insert into place (name, country) values (?1, ?2)")?
                    .execute([name, country])?;
                connection.last_insert_rowid()
            }
        };
        if self.places.len() >= REMEMBERED {
            self.places.clear();
        }
        self.places.insert(key, found);
        Ok(found)
    }

    /// Forgets all: numbers given out in a batch that was rolled back belong to nobody.
    pub(crate) fn forget(&mut self) {
        *self = Self::default();
    }
}

/// First three letters of a code: its country, or a kind of body without one.
fn root_of(code: &str) -> String {
    code.chars().take(3).collect()
}
