//! How outlets source what they print.

use hearsay_core::Level;
use serde::Serialize;

use crate::codes::{Coded, member};
use crate::error::Result;
use crate::store::Store;

/// Statements of one outlet, month and sourcing level.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LevelMonth {
    /// Who printed them; `None` where nothing tells.
    pub outlet: Option<String>,
    /// 201101; 0 where nothing tells.
    pub month: u32,
    /// On what level.
    pub level: Level,
    /// How many.
    pub statements: u64,
}

/// An outlet and what is in the store of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OutletRow {
    /// Its name; `None` for articles that name none.
    pub name: Option<String>,
    /// Articles.
    pub articles: u64,
    /// Of these, with the text of an earlier one.
    pub copies: u64,
    /// First day of publication.
    pub first: Option<String>,
    /// Last day of publication.
    pub last: Option<String>,
}

impl Store {
    /// Statements of reports by outlet, month and level.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn level_months(&self) -> Result<Vec<LevelMonth>> {
        let mut select = self.connection.prepare(
            "select o.name, max(q.day, 0) / 100, q.level, count(*) from statement q
             join article a on a.id = q.id / 1048576 left join outlet o on o.id = a.outlet
             where q.voice = 1 group by 1, 2, 3 order by 1, 2, 3",
        )?;
        let mut rows = select.query([])?;
        let mut list = Vec::new();
        while let Some(row) = rows.next()? {
            list.push(LevelMonth {
                outlet: row.get(0)?,
                month: row.get(1)?,
                level: member(row, 2)?,
                statements: row.get::<_, i64>(3)?.unsigned_abs(),
            });
        }
        Ok(list)
    }

    /// Statements of reports by level.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn levels(&self) -> Result<Vec<(Level, u64)>> {
        let mut select =
            self.connection.prepare("select level, count(*) from statement where voice = 1 group by 1 order by 1")?;
        let mut rows = select.query([])?;
        let mut list = Vec::new();
        while let Some(row) = rows.next()? {
            list.push((
                Level::of_code(row.get(0)?).unwrap_or(Level::Unattributed),
                row.get::<_, i64>(1)?.unsigned_abs(),
            ));
        }
        Ok(list)
    }

    /// All outlets, those with most articles first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn outlets(&self) -> Result<Vec<OutletRow>> {
        let day = |number: Option<i64>| number.and_then(crate::day::of_number).map(|day| day.to_string());
        let mut select = self.connection.prepare(
            "select o.name, count(*), count(a.copy_of), min(a.published), max(a.published) from article a
             left join outlet o on o.id = a.outlet group by a.outlet order by 2 desc, 1",
        )?;
        let rows = select.query_map([], |row| {
            Ok(OutletRow {
                name: row.get(0)?,
                articles: row.get::<_, i64>(1)?.unsigned_abs(),
                copies: row.get::<_, i64>(2)?.unsigned_abs(),
                first: day(row.get(3)?),
                last: day(row.get(4)?),
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
