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
            "select o.name as outlet, max(q.day, 0) / 100 as month, q.level, count(*) as statements from statement q
             join article a on a.id = q.id / 1048576 left join outlet o on o.id = a.outlet
             where q.voice = 1 group by 1, 2, 3 order by 1, 2, 3",
        )?;
        let mut rows = select.query([])?;
        let mut list = Vec::new();
        while let Some(row) = rows.next()? {
            list.push(LevelMonth {
                outlet: row.get("outlet")?,
                month: row.get("month")?,
                level: member(row, "level")?,
                statements: row.get::<_, i64>("statements")?.unsigned_abs(),
            });
        }
        Ok(list)
    }

    /// Statements of reports by level.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn levels(&self) -> Result<Vec<(Level, u64)>> {
        let mut select = self
            .connection
            .prepare("select level, count(*) as statements from statement where voice = 1 group by 1 order by 1")?;
        let mut rows = select.query([])?;
        let mut list = Vec::new();
        while let Some(row) = rows.next()? {
            list.push((
                Level::of_code(row.get("level")?).unwrap_or(Level::Unattributed),
                row.get::<_, i64>("statements")?.unsigned_abs(),
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
            "select o.name, count(*) as articles, count(a.copy_of) as copies, min(a.published) as first,
                max(a.published) as last from article a
             left join outlet o on o.id = a.outlet group by a.outlet order by 2 desc, 1",
        )?;
        let rows = select.query_map([], |row| {
            Ok(OutletRow {
                name: row.get("name")?,
                articles: row.get::<_, i64>("articles")?.unsigned_abs(),
                copies: row.get::<_, i64>("copies")?.unsigned_abs(),
                first: day(row.get("first")?),
                last: day(row.get("last")?),
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}
