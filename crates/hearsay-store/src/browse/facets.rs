//! What the hits of a search are made of.

use std::collections::BTreeMap;

use hearsay_core::{Plover, Status};
use rusqlite::params_from_iter;
use rusqlite::types::Value;
use serde::Serialize;

use crate::codes::member;
use crate::dyad::asked_words;
use crate::error::Result;
use crate::filter::Filter;
use crate::query::MOST_SENTENCES;
use crate::room::ROOM;
use crate::store::Store;

/// How many of the events that were asked for have what; of a search in more than 5,000 sentences, of the last 5,000.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Facets {
    /// All events.
    pub events: u64,
    /// By footing.
    pub statuses: BTreeMap<Status, u64>,
    /// By PLOVER type.
    pub types: BTreeMap<Plover, u64>,
    /// By year; 0 where nothing tells.
    pub years: BTreeMap<i64, u64>,
    /// By paper; empty where none is named.
    pub outlets: BTreeMap<String, u64>,
}

impl Store {
    /// The events with these words, the latest first, as their numbers; and what they are made of.
    ///
    /// # Errors
    /// When the words are no query, a party is nobody in the store, or the file cannot be read.
    pub fn hits(&self, filter: &Filter) -> Result<(Vec<i64>, Facets)> {
        let Some(words) = &filter.words else { return Ok((Vec::new(), Facets::default())) };
        let all = self.asked(filter)?;
        let sql = format!(
            "with hit as materialized (select rowid as sentence from sentence_words where sentence_words match ?
                order by rowid desc limit {MOST_SENTENCES})
             select e.id, e.status, d.plover, max(x.day) as day from hit
                cross join sentence h on h.id = hit.sentence
                cross join event e on e.id >= h.article * {ROOM} and e.id < (h.article + 1) * {ROOM}
                    and e.sentence = hit.sentence
                cross join event_pair x on x.event = e.id join deed d on d.id = e.deed
                left join statement q on q.id = (e.id / {ROOM}) * {ROOM} + e.statement
                left join article a on a.id = e.id / {ROOM}
                where {} group by e.id order by 4 desc, 1 desc",
            all.text()
        );
        let values = [Value::from(words.clone())].into_iter().chain(all.values);
        let (mut ids, mut facets) = (Vec::new(), Facets::default());
        let fault = |error| asked_words(error, Some(words));
        let mut select = self.connection.prepare(&sql)?;
        let mut rows = select.query(params_from_iter(values)).map_err(fault)?;
        while let Some(row) = rows.next().map_err(fault)? {
            facets.events += 1;
            ids.push(row.get("id")?);
            *facets.statuses.entry(member(row, "status")?).or_default() += 1;
            *facets.types.entry(member(row, "plover")?).or_default() += 1;
            *facets.years.entry(row.get::<_, i64>("day")? / 10_000).or_default() += 1;
        }
        facets.outlets = self.outlets_of(&ids)?;
        Ok((ids, facets))
    }

    /// How many of these events each paper tells. Where [`Store::make_quick`] was called an index has the papers, and no
    /// article is read for them.
    fn outlets_of(&self, events: &[i64]) -> Result<BTreeMap<String, u64>> {
        let mut told: BTreeMap<i64, u64> = BTreeMap::new();
        for event in events {
            *told.entry(event / ROOM).or_default() += 1;
        }
        let articles: Vec<String> = told.keys().map(i64::to_string).collect();
        let index = "article_by_outlet";
        let known = self.numbers("select 1 from sqlite_master where name = ?1", vec![index.to_owned().into()])?;
        let by_index = if known.is_empty() { String::new() } else { format!("indexed by {index}") };
        let mut select = self.connection.prepare(&format!(
            "select a.id, coalesce(o.name, '') as outlet from article a {by_index} left join outlet o on o.id = a.outlet where a.id in ({})",
            articles.join(", ")
        ))?;
        let mut outlets = BTreeMap::new();
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            *outlets.entry(row.get("outlet")?).or_default() += told.get(&row.get("id")?).copied().unwrap_or_default();
        }
        Ok(outlets)
    }
}
