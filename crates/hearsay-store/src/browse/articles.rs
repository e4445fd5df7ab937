//! Articles as a list shows them, and the articles that share a text or a deed.

use jiff::civil::Date;
use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};
use serde::Serialize;

use crate::condition::Condition;
use crate::day;
use crate::error::Result;
use crate::store::Store;

/// Which articles are asked for; the default asks for all.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ArticleFilter {
    /// Who printed it; an empty name for those that name nobody.
    pub outlet: Option<String>,
    /// First day of publication.
    pub from: Option<Date>,
    /// Last day of publication.
    pub until: Option<Date>,
    /// Key of an article: it, the one whose text it has, and all that have the same.
    pub alike: Option<String>,
}

/// An article in a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ArticleRow {
    /// Its key.
    pub key: String,
    /// Its headline.
    pub headline: Option<String>,
    /// How it begins, where the text is kept.
    pub opening: Option<String>,
    /// Day of publication.
    pub published: Option<String>,
    /// Who printed it.
    pub outlet: Option<String>,
    /// The wire that wrote it.
    pub agency: Option<String>,
    /// Address of the page.
    pub url: Option<String>,
    /// Events read in it.
    pub events: u64,
    /// Statements read in it.
    pub statements: u64,
    /// The first article with the same text.
    pub copy_of: Option<String>,
    /// Version of hearsay that read it.
    pub read_by: String,
}

const ROW: &str =
    "select a.key, a.headline, (select substr(text, 1, 240) from article_text where article = a.id) as opening,
    a.published, o.name as outlet, a.agency, a.url,
    (select count(*) from event where id >= a.id * 1048576 and id < (a.id + 1) * 1048576) as events,
    (select count(*) from statement where id >= a.id * 1048576 and id < (a.id + 1) * 1048576) as statements,
    (select key from article c where c.id = a.copy_of) as copy_of, r.version as read_by
    from article a left join outlet o on o.id = a.outlet join reader r on r.id = a.reader";

impl Store {
    /// Articles that were asked for, the latest first, after the first `skip`.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn article_rows(&self, filter: &ArticleFilter, skip: usize, limit: usize) -> Result<Vec<ArticleRow>> {
        let all = articles_asked(filter);
        let mut values = all.values.clone();
        values.extend([Value::from(limit as i64), Value::from(skip as i64)]);
        let mut select = self.connection.prepare(&format!(
            "{ROW} where a.id in (select a.id from article a left join outlet o on o.id = a.outlet where {}
                order by a.published desc, a.id desc limit ? offset ?) order by a.published desc, a.id desc",
            all.text()
        ))?;
        let rows = select.query_map(params_from_iter(values), row)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// How many articles were asked for.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn article_count(&self, filter: &ArticleFilter) -> Result<u64> {
        let all = articles_asked(filter);
        let sql = format!("select count(*) from article a left join outlet o on o.id = a.outlet where {}", all.text());
        let count: i64 = self.connection.query_row(&sql, params_from_iter(all.values), |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }

    /// The article with this key as a list shows it.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn article_row(&self, key: &str) -> Result<Option<ArticleRow>> {
        let mut select = self.connection.prepare_cached(&format!("{ROW} where a.key = ?1"))?;
        let mut rows = select.query([key])?;
        Ok(rows.next()?.map(row).transpose()?)
    }
}

fn articles_asked(filter: &ArticleFilter) -> Condition {
    let mut all = Condition::default();
    match filter.outlet.as_deref() {
        Some("") => all.and("a.outlet is null", []),
        Some(name) => all.and("(o.name = ? collate nocase)", [Value::from(name.to_owned())]),
        None => {}
    }
    all.within("a.published", filter.from.map(day::number), filter.until.map(day::number));
    if let Some(key) = &filter.alike {
        all.and(
            "coalesce(a.copy_of, a.id) = (select coalesce(copy_of, id) from article where key = ?)",
            [Value::from(key.clone())],
        );
    }
    all
}

fn row(row: &Row) -> rusqlite::Result<ArticleRow> {
    let published: Option<i64> = row.get("published")?;
    Ok(ArticleRow {
        key: row.get("key")?,
        headline: row.get("headline")?,
        opening: row.get("opening")?,
        published: published.and_then(day::of_number).map(|day| day.to_string()),
        outlet: row.get("outlet")?,
        agency: row.get("agency")?,
        url: row.get("url")?,
        events: row.get::<_, i64>("events")?.unsigned_abs(),
        statements: row.get::<_, i64>("statements")?.unsigned_abs(),
        copy_of: row.get("copy_of")?,
        read_by: row.get("read_by")?,
    })
}
