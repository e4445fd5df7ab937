//! What is asked for: which events, by whom, to whom, when, on what footing, in which paper, with which words.

use std::collections::BTreeSet;

use hearsay_core::{Level, Plover, Status};
use jiff::civil::Date;
use rusqlite::types::Value;

use crate::codes::{CAMEO_ROOTS, Coded};
use crate::condition::Condition;
use crate::day;
use crate::error::{Result, StoreError};
use crate::party::Party;
use crate::query::after;
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
            // Stores of before layout 5 have it as the four-byte number, which may be a hair less or more.
            let least = f64::from(self.confidence).min(crate::found::shortest(f64::from(self.confidence)));
            all.and("+e.confidence >= ?", [least.into()]);
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
    /// A select of the numbers of those who have this code or name.
    pub(crate) fn actors_called(&self, asked: &str) -> Result<(String, Vec<Value>)> {
        Ok(self.actors_of(&self.party(asked)?))
    }

    /// A select of the numbers of those whom a party stands for.
    pub(crate) fn actors_of(&self, party: &Party) -> (String, Vec<Value>) {
        party.actors.clone().unwrap_or_else(|| {
            let roots: Vec<String> = party.roots.iter().map(i64::to_string).collect();
            (format!("select id from actor where root in ({})", roots.join(", ")), Vec::new())
        })
    }

    /// Numbers of the deeds that are called so: by id (`expel-envoy`), PLOVER type or the beginning of a CAMEO code.
    fn deeds_called(&self, asked: &[String]) -> Result<BTreeSet<i64>> {
        let mut found = BTreeSet::new();
        for what in asked {
            let what = what.trim();
            let numbers = if let Some(plover) = Plover::of_name(what) {
                self.numbers("select id from deed where plover = ?1", vec![plover.code().into()])?
            } else if !what.is_empty() && what.bytes().all(|byte| byte.is_ascii_digit()) {
                if !CAMEO_ROOTS.iter().any(|(root, _)| root.starts_with(what) || what.starts_with(root)) {
                    return Err(StoreError::NoDeed { asked: what.to_owned(), near: Vec::new() });
                }
                self.numbers(
                    "select id from deed where cameo >= ?1 and cameo < ?2",
                    vec![what.to_owned().into(), after(what).into()],
                )?
            } else {
                self.deed_with_id(what)?
            };
            found.extend(numbers);
        }
        Ok(found)
    }

    /// A deed that the lexicon has may be told by no article: then nothing is found, and nothing is wrong.
    fn deed_with_id(&self, id: &str) -> Result<Vec<i64>> {
        let numbers = self.numbers("select id from deed where deed = ?1 collate nocase", vec![id.to_owned().into()])?;
        if !numbers.is_empty() {
            return Ok(numbers);
        }
        let mut select =
            self.connection.prepare("select deed from deed_gloss union select deed from deed order by 1")?;
        let known: Vec<String> = select.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        if known.iter().any(|deed| deed.eq_ignore_ascii_case(id)) {
            return Ok(numbers);
        }
        let types = Plover::ALL.iter().map(|plover| plover.name().to_owned());
        let near = crate::near::near(id, known.into_iter().chain(types));
        Err(StoreError::NoDeed { asked: id.to_owned(), near })
    }

    pub(crate) fn numbers(&self, sql: &str, values: Vec<Value>) -> Result<Vec<i64>> {
        let mut select = self.connection.prepare(sql)?;
        let rows = select.query_map(rusqlite::params_from_iter(values), |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
