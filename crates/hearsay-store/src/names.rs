//! Names that many rows share: each is written once and known by its number.

use std::collections::HashMap;

use hearsay_core::EntityKind;
use rusqlite::{Connection, OptionalExtension, params};

use crate::codes::Coded;
use crate::copies::Sketches;

/// Numbers found before. Rows of these tables are never changed, so what was found once stays true, whoever writes.
#[derive(Default)]
pub(crate) struct Names {
    actors: HashMap<String, ActorRow>,
    /// Of all other tables.
    numbers: HashMap<String, i64>,
    /// Where a key is put together, so that none is made anew for what is known.
    key: String,
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
        put_together(&mut self.key, &[code, name, &kind.code().to_string()]);
        if let Some(&found) = self.actors.get(&self.key) {
            return Ok(found);
        }
        let key = self.key.clone();
        let found = connection
            .prepare_cached("select id, root from actor where code = ?1 and name = ?2 and kind = ?3")?
            .query_row(params![code, name, kind.code()], |row| {
                Ok(ActorRow { number: row.get("id")?, root: row.get("root")? })
            })
            .optional()?;
        let found = match found {
            Some(found) => found,
            None => {
                let root = self.text(connection, "root", "code", &root_of(code))?;
                connection
                    .prepare_cached("insert into actor (code, name, kind, root) values (?1, ?2, ?3, ?4)")?
                    .execute(params![code, name, kind.code(), root])?;
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
        put_together(&mut self.key, &[table, text]);
        if let Some(&found) = self.numbers.get(&self.key) {
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
        Ok(self.remember(&[table, text], found))
    }

    pub(crate) fn deed(&mut self, connection: &Connection, deed: &DeedKey) -> rusqlite::Result<i64> {
        let thousandths = (deed.weight * 1000.0).round() as i64;
        let [plover, weight] = [deed.plover, thousandths].map(|number| number.to_string());
        let key = ["deed", deed.deed, &plover, deed.mode, deed.cameo, &weight];
        put_together(&mut self.key, &key);
        if let Some(&found) = self.numbers.get(&self.key) {
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
        Ok(self.remember(&key, found))
    }

    /// Number of two texts in `table`, which stand in `columns`.
    pub(crate) fn pair(
        &mut self,
        connection: &Connection,
        table: &'static str,
        columns: [&str; 2],
        texts: [&str; 2],
    ) -> rusqlite::Result<i64> {
        let key = [table, texts[0], texts[1]];
        put_together(&mut self.key, &key);
        if let Some(&found) = self.numbers.get(&self.key) {
            return Ok(found);
        }
        let [one, other] = columns;
        let found = connection
            .prepare_cached(&format!("select id from {table} where {one} = ?1 and {other} = ?2"))?
            .query_row(texts, |row| row.get(0))
            .optional()?;
        let found = match found {
            Some(found) => found,
            None => {
                connection
                    .prepare_cached(&format!("insert into {table} ({one}, {other}) values (?1, ?2)"))?
                    .execute(texts)?;
                connection.last_insert_rowid()
            }
        };
        Ok(self.remember(&key, found))
    }

    fn remember(&mut self, key: &[&str], found: i64) -> i64 {
        if self.numbers.len() >= REMEMBERED {
            self.numbers.clear();
        }
        put_together(&mut self.key, key);
        self.numbers.insert(self.key.clone(), found);
        found
    }

    /// Forgets all: numbers given out in a batch that was rolled back belong to nobody.
    pub(crate) fn forget(&mut self) {
        *self = Self::default();
    }
}

/// Parts of a key, with their lengths before them: no two lists of parts make one key.
fn put_together(key: &mut String, parts: &[&str]) {
    use std::fmt::Write as _;
    key.clear();
    for part in parts {
        let _ = write!(key, "{} {part}", part.len());
    }
}

/// First three letters of a code: its country, or a kind of body without one.
pub(crate) fn root_of(code: &str) -> String {
    code.chars().take(3).collect()
}
