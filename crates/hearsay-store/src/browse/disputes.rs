//! Who contradicts whom, each claim beside its denial.

use std::collections::BTreeMap;

use hearsay_core::DisputeKind;
use rusqlite::params_from_iter;
use rusqlite::types::Value;
use serde::Serialize;

use crate::codes::{Coded, member};
use crate::condition::Condition;
use crate::error::Result;
use crate::room::ROOM;
use crate::store::Store;
use crate::who::Said;

/// Which disputes are asked for; the default asks for all.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DisputeFilter {
    /// Code or name of somebody who says or denies it, or whom it is about.
    pub party: Option<String>,
    /// One kind only.
    pub kind: Option<DisputeKind>,
    /// Printed in this year.
    pub year: Option<i16>,
    /// Oldest first.
    pub oldest_first: bool,
}

/// A claim and what contradicts it, in one article.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Contradiction {
    /// Its number in the store.
    pub id: i64,
    /// How they contradict each other.
    pub kind: DisputeKind,
    /// What is contradicted.
    pub claim: Said,
    /// What contradicts it.
    pub denial: Said,
    /// Whom it is about: names and codes.
    pub about: Vec<(String, String)>,
}

/// A row of the table of disputes: the numbers of its statements, and the places of those whom it is about.
struct DisputeRow {
    id: i64,
    kind: DisputeKind,
    claim: i64,
    denial: i64,
    about: Vec<i64>,
}

/// Disputes are few and statements many: `cross` has SQLite begin with the few.
const FROM: &str = " from dispute d
    cross join statement q on q.id = (d.id / 1048576) * 1048576 + d.statement
    cross join statement z on z.id = (d.id / 1048576) * 1048576 + d.answer";

impl Store {
    fn disputes_asked(&self, filter: &DisputeFilter) -> Result<Condition> {
        let mut all = Condition::default();
        all.and("q.voice = 1", []);
        if let Some(kind) = filter.kind {
            all.and("d.kind = ?", [kind.code().into()]);
        }
        if let Some(year) = filter.year {
            all.and("q.day / 10000 = ?", [i64::from(year).into()]);
        }
        if let Some(party) = &filter.party {
            let (select, values) = self.actors_called(party)?;
            let thrice: Vec<Value> = [&values, &values, &values].into_iter().flatten().cloned().collect();
            all.and(
                &format!(
                    "(q.speaker in ({select}) or z.speaker in ({select}) or exists (select 1 from json_each(d.about) j
                     join entity n on n.id = (d.id / 1048576) * 1048576 + j.value where n.actor in ({select})))"
                ),
                thrice,
            );
        }
        Ok(all)
    }

    /// Disputes that were asked for, newest first, after the first `skip`.
    ///
    /// # Errors
    /// When the party is nobody in the store, or the file cannot be read.
    pub fn disputes(&self, filter: &DisputeFilter, skip: usize, limit: usize) -> Result<Vec<Contradiction>> {
        let all = self.disputes_asked(filter)?;
        let order = if filter.oldest_first { "q.day, d.id" } else { "q.day desc, d.id desc" };
        let mut values = all.values.clone();
        values.extend([Value::from(limit as i64), Value::from(skip as i64)]);
        let mut select = self.connection.prepare(&format!(
            "select d.id, d.kind, q.id as claim, z.id as denial, d.about{FROM} where {} order by {order} limit ? offset ?",
            all.text()
        ))?;
        let mut rows = select.query(params_from_iter(values))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(DisputeRow {
                id: row.get("id")?,
                kind: member(row, "kind")?,
                claim: row.get("claim")?,
                denial: row.get("denial")?,
                about: serde_json::from_str(&row.get::<_, String>("about")?)?,
            });
        }
        let ids: Vec<i64> = found.iter().flat_map(|row| [row.claim, row.denial]).collect();
        let said: BTreeMap<i64, Said> = self.said_by_ids(&ids)?.into_iter().map(|said| (said.id, said)).collect();
        let mut list = Vec::with_capacity(found.len());
        for DisputeRow { id, kind, claim, denial, about } in found {
            let (Some(claim), Some(denial)) = (said.get(&claim), said.get(&denial)) else { continue };
            let mut names = Vec::new();
            for place in about {
                names.extend(self.entity_name(id / ROOM, place)?);
            }
            list.push(Contradiction { id, kind, claim: claim.clone(), denial: denial.clone(), about: names });
        }
        Ok(list)
    }

    /// How many disputes were asked for, by year of publication; 0 for those without a day.
    ///
    /// # Errors
    /// As [`Store::disputes`].
    pub fn dispute_years(&self, filter: &DisputeFilter) -> Result<Vec<(i16, u64)>> {
        let all = self.disputes_asked(filter)?;
        let mut select = self.connection.prepare(&format!(
            "select max(q.day, 0) / 10000 as year, count(*) as disputes{FROM} where {} group by 1 order by 1",
            all.text()
        ))?;
        let rows = select.query_map(params_from_iter(all.values), |row| {
            Ok((row.get("year")?, row.get::<_, i64>("disputes")?.unsigned_abs()))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn entity_name(&self, article: i64, place: i64) -> Result<Option<(String, String)>> {
        let mut select = self
            .connection
            .prepare_cached("select k.name, k.code from entity n join actor k on k.id = n.actor where n.id = ?1")?;
        let mut rows = select.query([article * ROOM + place])?;
        Ok(rows.next()?.map(|row| Ok::<_, rusqlite::Error>((row.get("name")?, row.get("code")?))).transpose()?)
    }
}
