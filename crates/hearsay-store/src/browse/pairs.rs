//! Pairs of parties by the month, and whom a party deals with.

use std::collections::BTreeMap;

use hearsay_core::Span;
use rusqlite::params_from_iter;
use serde::Serialize;

use crate::columns;
use crate::condition::Condition;
use crate::error::Result;
use crate::found::EventRow;
use crate::party::Party;
use crate::store::Store;

/// What two roots of codes did to each other in a month, in either direction.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PairMonth {
    /// First three letters of the one's codes; the smaller of the two.
    pub one: String,
    /// First three letters of the other's codes.
    pub other: String,
    /// 201101.
    pub month: u32,
    /// Tellings that are reported or claimed.
    pub events: u64,
    /// Sum of their weights.
    pub weight: f64,
}

/// Somebody whom a party deals with.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Partner {
    /// First three letters of its codes.
    pub code: String,
    /// Tellings, reported or claimed, of what the party did to it.
    pub to: u64,
    /// Tellings of what it did to the party.
    pub from: u64,
    /// Sum of the weights of both.
    pub weight: f64,
    /// The latest month of either: 201101.
    pub last: u32,
}

/// An event and its day, by their numbers: the later is the greater.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Dated {
    day: i64,
    event: i64,
}

impl Store {
    /// Every two different known roots by month; deeds that are reported or claimed, without readers' comments.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn pair_months(&self) -> Result<Vec<PairMonth>> {
        let mut select = self.connection.prepare(
            "select min(s.code, t.code) as one, max(s.code, t.code) as other, x.month, sum(x.pairs) as pairs,
                sum(x.weight) as weight from dyad_month x
             join root s on s.id = x.source_root join root t on t.id = x.target_root
             where x.status in (1, 2) and x.voice = 1 and s.id <> t.id and s.code glob '[A-Z][A-Z][A-Z]' and t.code glob '[A-Z][A-Z][A-Z]'
                and x.month > 0
             group by 1, 2, 3 order by 1, 2, 3",
        )?;
        let [one, other, month, pairs, weight] =
            columns::places(&select, ["one", "other", "month", "pairs", "weight"])?;
        let rows = select.query_map([], |row| {
            Ok(PairMonth {
                one: row.get(one)?,
                other: row.get(other)?,
                month: row.get(month)?,
                events: row.get::<_, i64>(pairs)?.unsigned_abs(),
                weight: row.get::<_, i64>(weight)? as f64 / 1000.0,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Every two different known roots with most tellings that are reported or claimed, in either direction.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn busiest_pairs(&self, limit: usize) -> Result<Vec<(String, String, u64)>> {
        let mut select = self.connection.prepare(
            "select min(s.code, t.code) as one, max(s.code, t.code) as other, sum(x.pairs) as pairs from dyad_month x
             join root s on s.id = x.source_root join root t on t.id = x.target_root
             where s.code <> t.code and s.code glob '[A-Z][A-Z][A-Z]' and t.code glob '[A-Z][A-Z][A-Z]'
                and x.status in (1, 2) and x.voice = 1
             group by 1, 2 order by 3 desc, 1, 2 limit ?1",
        )?;
        let rows = select.query_map([limit as i64], |row| {
            Ok((row.get("one")?, row.get("other")?, row.get::<_, i64>("pairs")?.unsigned_abs()))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The latest deed between two roots of codes, in either direction, that is reported or claimed.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn latest_between(&self, one: &str, other: &str) -> Result<Option<EventRow>> {
        let mut latest: Option<Dated> = None;
        // `cross` has SQLite begin with the pair, whose days are in order, and not with all events of a status.
        for (source, target) in [(one, other), (other, one)] {
            let mut select = self.connection.prepare_cached(
                "select x.day, x.event from pair x cross join event e on e.id = x.event
                 where x.source_root = (select id from root where code = ?1)
                    and x.target_root = (select id from root where code = ?2)
                    and e.status in (1, 2) and e.voice = 1 order by x.day desc, x.event desc limit 1",
            )?;
            let mut rows = select.query([source, target])?;
            if let Some(row) = rows.next()? {
                latest = latest.max(Some(Dated { day: row.get("day")?, event: row.get("event")? }));
            }
        }
        let Some(Dated { event, .. }) = latest else { return Ok(None) };
        Ok(self.found(&[event])?.into_iter().next())
    }

    /// Where the words of assessments stand, by number: in code points of their articles' texts.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn assessment_places(&self, ids: &[i64]) -> Result<BTreeMap<u64, Span>> {
        let mut places = BTreeMap::new();
        for ids in ids.chunks(500) {
            let list: Vec<String> = ids.iter().map(i64::to_string).collect();
            let sql = format!("select id, start, end from assessment where id in ({})", list.join(", "));
            let mut select = self.connection.prepare(&sql)?;
            let mut rows = select.query([])?;
            while let Some(row) = rows.next()? {
                let [start, end] = [row.get::<_, i64>("start")?, row.get("end")?].map(|at| at.max(0) as usize);
                places.insert(row.get::<_, i64>("id")?.unsigned_abs(), Span::new(start, end));
            }
        }
        Ok(places)
    }

    /// Whom `party` deals with, those with the most tellings first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn partners(&self, party: &Party) -> Result<Vec<Partner>> {
        let mut partners: BTreeMap<String, Partner> = BTreeMap::new();
        for (side, other) in [("source", "target"), ("target", "source")] {
            let mut all = Condition::default();
            all.party(side, party);
            let sql = if party.actors.is_none() {
                format!(
                    "select r.code, sum(x.pairs) as pairs, sum(x.weight) as weight, max(x.month) as month from dyad_month x
                     join root r on r.id = x.{other}_root
                     where {} and x.status in (1, 2) and x.voice = 1 and r.code glob '[A-Z][A-Z][A-Z]' group by 1",
                    all.text()
                )
            } else {
                format!(
                    "select r.code, count(*) as pairs, sum(cast(round(d.weight * 1000) as integer)) as weight,
                        max(x.day) / 100 as month
                     from pair x cross join event e on e.id = x.event join deed d on d.id = e.deed
                     join root r on r.id = x.{other}_root
                     where {} and e.status in (1, 2) and e.voice = 1 and r.code glob '[A-Z][A-Z][A-Z]' group by 1",
                    all.text()
                )
            };
            let mut select = self.connection.prepare(&sql)?;
            let mut rows = select.query(params_from_iter(all.values))?;
            while let Some(row) = rows.next()? {
                let code: String = row.get("code")?;
                let partner = partners.entry(code.clone()).or_insert_with(|| Partner { code, ..Partner::default() });
                let events = row.get::<_, i64>("pairs")?.unsigned_abs();
                if side == "source" {
                    partner.to += events;
                } else {
                    partner.from += events;
                }
                partner.weight += row.get::<_, i64>("weight")? as f64 / 1000.0;
                partner.last = partner.last.max(row.get("month")?);
            }
        }
        let mut list: Vec<Partner> = partners.into_values().collect();
        list.sort_by_key(|partner| std::cmp::Reverse(partner.to + partner.from));
        Ok(list)
    }

    /// Whether the directory knows this name, or somebody in the store has just it, in any case, or has it as words of a longer one, written alike:
    /// "CIA" is in "CIA director" and not in "officials".
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn is_named(&self, name: &str) -> Result<bool> {
        if self.directory.place(name).is_some() {
            return Ok(true);
        }
        let mut select = self
            .connection
            .prepare_cached("select 1 from actor where name = ?1 collate nocase and kind in (1, 2, 3)")?;
        if select.exists([name])? {
            return Ok(true);
        }
        if !name.split_whitespace().all(|word| word.starts_with(char::is_uppercase)) {
            return Ok(false);
        }
        let mut select = self
            .connection
            .prepare_cached("select name from actor where instr(name, ?1) > 0 and kind in (1, 2, 3) limit 1000")?;
        let mut rows = select.query([name])?;
        while let Some(row) = rows.next()? {
            let longer: String = row.get(0)?;
            let is_word = |at: usize| {
                let before = longer[..at].chars().next_back();
                let after = longer[at + name.len()..].chars().next();
                ![before, after].into_iter().flatten().any(char::is_alphanumeric)
            };
            if longer.match_indices(name).any(|(at, _)| is_word(at)) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Names that the party has in the store, the most spoken of first: name, code, in how many articles.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn names_of(&self, party: &Party, limit: usize) -> Result<Vec<(String, String, u64)>> {
        let (select, mut values) = match &party.actors {
            Some((select, values)) => (select.clone(), values.clone()),
            None => {
                let roots: Vec<String> = party.roots.iter().map(i64::to_string).collect();
                (format!("select id from actor where root in ({}) and kind in (1, 2)", roots.join(", ")), Vec::new())
            }
        };
        values.push((limit as i64).into());
        let mut select = self.connection.prepare(&format!(
            "select k.name, k.code, sum(x.articles) as articles from
                (select n.actor, count(*) as articles from entity n where n.actor in ({select}) group by 1) x
             join actor k on k.id = x.actor where k.kind in (1, 2) and k.name <> ''
             group by k.name, k.code order by 3 desc, 1 limit ?"
        ))?;
        let rows = select.query_map(params_from_iter(values), |row| {
            Ok((row.get("name")?, row.get("code")?, row.get::<_, i64>("articles")?.unsigned_abs()))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
