//! What is asked for: which events, by whom, to whom, when, on what footing, in which paper, with which words.

use std::collections::BTreeSet;

use hearsay_core::{Level, Plover, Status};
use jiff::civil::Date;
use rusqlite::types::Value;

use crate::codes::Coded;
use crate::day;
use crate::error::{Result, StoreError};
use crate::store::Store;

/// Which events are asked for; the default asks for all but those of readers' comments.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// Code or name of a party on either side.
    pub actor: Option<String>,
    /// Code or name of who did it.
    pub source: Option<String>,
    /// Code or name of to whom.
    pub target: Option<String>,
    /// Id of the deed (`expel-envoy`), PLOVER type (`SANCTION`) or beginning of a CAMEO code (`16`), any of them.
    pub deeds: Vec<String>,
    /// Statuses that count; empty for all.
    pub statuses: BTreeSet<Status>,
    /// Sourcing levels that count; empty for all. Where some are given, the paper's own voice does not count.
    pub levels: BTreeSet<Level>,
    /// Code or name of who says so.
    pub speaker: Option<String>,
    /// First day that counts: when it happened, else when it was printed.
    pub from: Option<Date>,
    /// Last day that counts.
    pub until: Option<Date>,
    /// Who printed it, or the wire that wrote it.
    pub outlet: Option<String>,
    /// Words of the sentence, in SQLite's full-text language: `ambassador expel*`, `"drone strike"`, `talks OR summit`.
    pub words: Option<String>,
    /// Whether readers' comments count.
    pub comments: bool,
    /// The least confidence of the reading, 0 to 1.
    pub confidence: f32,
}

/// A party as it was asked for, found in the store.
#[derive(Clone, Debug, PartialEq)]
pub struct Party {
    /// Numbers of the first three letters of the codes it can have.
    pub(crate) roots: Vec<i64>,
    /// What its number among the actors must be in, a list or a select; `None` for all with these first letters.
    pub(crate) actors: Option<(String, Vec<Value>)>,
    /// What it was found as: `code USASPY`, `name Robert Gates`.
    pub found_as: String,
}

/// A condition and its parameters, in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Condition {
    pub(crate) sql: String,
    pub(crate) values: Vec<Value>,
}

impl Condition {
    pub(crate) fn and(&mut self, sql: &str, values: impl IntoIterator<Item = Value>) {
        if !self.sql.is_empty() {
            self.sql.push_str(" and ");
        }
        self.sql.push_str(sql);
        self.values.extend(values);
    }

    /// The column must be one of these; the other conditions stand beside it.
    pub(crate) fn one_of(&mut self, column: &str, numbers: impl IntoIterator<Item = i64>) {
        let list: Vec<String> = numbers.into_iter().map(|number| number.to_string()).collect();
        self.and(&format!("{column} in ({})", list.join(", ")), []);
    }

    /// `side` is `source` or `target`.
    pub(crate) fn party(&mut self, side: &str, party: &Party) {
        self.one_of(&format!("x.{side}_root"), party.roots.iter().copied());
        if let Some((select, values)) = &party.actors {
            self.and(&format!("x.{side} in ({select})"), values.iter().cloned());
        }
    }

    pub(crate) fn within(&mut self, column: &str, from: Option<i64>, until: Option<i64>) {
        match (from, until) {
            (None, None) => {}
            (from, until) => {
                // A day that nothing tells is 0: it lies in no time that was asked for.
                let (from, until) = (from.unwrap_or(1), until.unwrap_or(i64::MAX));
                self.and(&format!("{column} between ? and ?"), [from.into(), until.into()]);
            }
        }
    }

    pub(crate) fn text(&self) -> &str {
        if self.sql.is_empty() { "1" } else { &self.sql }
    }
}

impl Filter {
    /// All that is asked but the parties, the time and the words.
    pub(crate) fn footing(&self, store: &Store) -> Result<Condition> {
        let mut all = Condition::default();
        // The sign keeps SQLite from going through all events of a status once for each row that was found by something
        // narrower.
        if !self.comments {
            all.and("+e.voice = 1", []);
        }
        if !self.statuses.is_empty() {
            all.one_of("+e.status", self.statuses.iter().map(|status| status.code()));
        }
        if !self.levels.is_empty() {
            all.one_of("q.level", self.levels.iter().map(|level| level.code()));
        }
        if !self.deeds.is_empty() {
            all.one_of("e.deed", store.deeds_called(&self.deeds)?);
        }
        if self.confidence > 0.0 {
            all.and("+e.confidence >= ?", [f64::from(self.confidence).into()]);
        }
        if let Some(speaker) = &self.speaker {
            let (select, values) = store.actors_called(speaker)?;
            all.and(&format!("q.speaker in ({select})"), values);
        }
        if let Some(outlet) = &self.outlet {
            all.and(
                "(a.outlet in (select id from outlet where name = ? collate nocase) or a.agency = ? collate nocase)",
                [outlet.clone().into(), outlet.clone().into()],
            );
        }
        Ok(all)
    }

    pub(crate) fn days(&self) -> (Option<i64>, Option<i64>) {
        (self.from.map(day::number), self.until.map(day::number))
    }
}

impl Store {
    /// Finds a party by its code, the beginning of its code, or its name.
    ///
    /// Three capitals are a country (`USA`) or a kind of body (`IGO`); more are a role in it (`USASPY`). Anything else
    /// is a name: of an organisation or a place, it stands for the code that it has, so that "CIA" finds all of
    /// `USASPY`; of a person, it stands for that person.
    ///
    /// # Errors
    /// When nobody is found, or the file cannot be read.
    pub fn party(&self, asked: &str) -> Result<Party> {
        let asked = asked.trim();
        let like_code =
            !asked.is_empty() && asked.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
        if like_code {
            if asked.len() <= 3 {
                let roots = self.numbers(
                    "select id from root where code >= ?1 and code < ?2",
                    vec![asked.to_owned().into(), after(asked).into()],
                )?;
                if !roots.is_empty() {
                    return Ok(Party { roots, actors: None, found_as: format!("code {asked}") });
                }
            } else if let Some(party) = self.with_codes(&[asked.to_owned()])? {
                return Ok(party);
            }
        }
        self.with_name(asked)?.ok_or_else(|| StoreError::Nobody(asked.to_owned()))
    }

    fn with_codes(&self, codes: &[String]) -> Result<Option<Party>> {
        let range = vec!["(code >= ? and code < ?)"; codes.len()].join(" or ");
        let values: Vec<Value> = codes.iter().flat_map(|code| [code.clone().into(), after(code).into()]).collect();
        let roots = self.numbers(&format!("select distinct root from actor where {range}"), values.clone())?;
        let select = format!("select id from actor where {range}");
        let found_as = format!("code {}", codes.join(", "));
        Ok((!roots.is_empty()).then_some(Party { roots, actors: Some((select, values)), found_as }))
    }

    fn with_name(&self, name: &str) -> Result<Option<Party>> {
        let whole = ("name = ?1 collate nocase", name.to_owned());
        let part = ("instr(lower(name), lower(?1)) > 0", name.to_owned());
        for (test, value) in [whole, part] {
            if name.chars().count() < 2 {
                break;
            }
            // Organisations (2) and places (3) stand for their codes.
            let mut select = self
                .connection
                .prepare(&format!("select distinct code from actor where {test} and kind in (2, 3) and code <> ''"))?;
            let codes: Vec<String> = select.query_map([&value], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
            let exact = test.starts_with("name");
            if exact && !codes.is_empty() {
                return self.with_codes(&codes);
            }
            let values: Vec<Value> = vec![value.clone().into()];
            let mut select = self.connection.prepare(&format!("select id, root from actor where {test}"))?;
            let found: Vec<(i64, i64)> =
                select.query_map([&value], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
            if !found.is_empty() {
                let roots: BTreeSet<i64> = found.iter().map(|(_, root)| *root).collect();
                // Going through all names once is enough, unless they are too many to be listed.
                let actors = if found.len() <= MOST_LISTED {
                    let list: Vec<String> = found.iter().map(|(id, _)| id.to_string()).collect();
                    (list.join(", "), Vec::new())
                } else {
                    (format!("select id from actor where {}", test.replace("?1", "?")), values)
                };
                let roots = roots.into_iter().collect();
                return Ok(Some(Party { roots, actors: Some(actors), found_as: format!("name {name}") }));
            }
        }
        Ok(None)
    }

    /// A select of the numbers of those who have this code or name.
    pub(crate) fn actors_called(&self, asked: &str) -> Result<(String, Vec<Value>)> {
        let party = self.party(asked)?;
        Ok(party.actors.unwrap_or_else(|| {
            let roots: Vec<String> = party.roots.iter().map(i64::to_string).collect();
            (format!("select id from actor where root in ({})", roots.join(", ")), Vec::new())
        }))
    }

    fn deeds_called(&self, asked: &[String]) -> Result<BTreeSet<i64>> {
        let mut found = BTreeSet::new();
        for what in asked {
            let numbers = if let Some(plover) = Plover::of_name(what) {
                self.numbers("select id from deed where plover = ?1", vec![plover.code().into()])?
            } else if what.bytes().all(|byte| byte.is_ascii_digit()) {
                self.numbers(
                    "select id from deed where cameo >= ?1 and cameo < ?2",
                    vec![what.clone().into(), after(what).into()],
                )?
            } else {
                self.numbers("select id from deed where deed = ?1", vec![what.clone().into()])?
            };
            found.extend(numbers);
        }
        Ok(found)
    }

    pub(crate) fn numbers(&self, sql: &str, values: Vec<Value>) -> Result<Vec<i64>> {
        let mut select = self.connection.prepare(sql)?;
        let rows = select.query_map(rusqlite::params_from_iter(values), |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

/// Actors that a question lists by number.
const MOST_LISTED: usize = 5_000;

/// What comes after everything that begins so.
fn after(prefix: &str) -> String {
    format!("{prefix}\u{7f}")
}
