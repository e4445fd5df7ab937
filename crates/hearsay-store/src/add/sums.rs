//! Sums that a batch changes: kept in memory, and written once when it is committed.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};

/// A month of two roots: one kind of deed, footing and voice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct MonthKey {
    pub(super) source_root: i64,
    pub(super) target_root: i64,
    pub(super) month: i64,
    pub(super) plover: i64,
    pub(super) status: i64,
    pub(super) voice: i64,
}

/// What a month of two roots gains or loses.
#[derive(Clone, Copy, Debug, Default)]
struct MonthSum {
    pairs: i64,
    /// In thousandths.
    weight: i64,
}

/// What the batch changes of `dyad_month` and `coverage`.
#[derive(Default)]
pub(super) struct Sums {
    months: BTreeMap<MonthKey, MonthSum>,
    coverage: BTreeMap<i64, i64>,
}

impl Sums {
    /// Counts so many pairs of a month, each of this weight; fewer than none for pairs that go.
    pub(super) fn pairs(&mut self, key: MonthKey, pairs: i64, weight: i64) {
        let sum = self.months.entry(key).or_default();
        sum.pairs += pairs;
        sum.weight += weight * pairs;
    }

    /// Counts so many articles of a day of publication.
    pub(super) fn articles(&mut self, day: i64, articles: i64) {
        *self.coverage.entry(day).or_default() += articles;
    }

    /// Writes all of them.
    pub(super) fn write(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        let mut month = connection.prepare_cached(
            "insert into dyad_month values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
             on conflict do update set pairs = pairs + excluded.pairs, weight = weight + excluded.weight",
        )?;
        for (key, sum) in std::mem::take(&mut self.months) {
            month.execute(params![
                key.source_root,
                key.target_root,
                key.month,
                key.plover,
                key.status,
                key.voice,
                sum.pairs,
                sum.weight
            ])?;
        }
        let mut day = connection.prepare_cached(
            "insert into coverage values (?1, ?2) on conflict do update set articles = articles + excluded.articles",
        )?;
        for (number, articles) in std::mem::take(&mut self.coverage) {
            day.execute([number, articles])?;
        }
        connection.execute_batch("delete from dyad_month where pairs = 0; delete from coverage where articles = 0;")
    }
}
