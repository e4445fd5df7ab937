//! What people write beside the readings: decisions about them, and comments under articles. Nothing here changes a reading.

use hearsay_core::Span;
use rusqlite::{OptionalExtension, Row, params};
use serde::Serialize;

use crate::error::Result;
use crate::store::Store;

const TABLES: &str = "
create table if not exists review (id integer primary key, article text not null, item text not null,
    start integer not null, end integer not null, verdict text not null, machine text not null, person text not null,
    why text not null, at text not null, reader text not null);
create index if not exists review_by_article on review (article, item);
create table if not exists discussion (id integer primary key, article text not null, parent integer,
    author text not null, text text not null, at text not null, state text not null, reasons text not null,
    why text not null, decided text);
create index if not exists discussion_by_article on discussion (article, state);
";

const MEANINGS: &str = "\
review.article: key of the article
review.item: id in its record: v3 an event, s3 a statement
review.start: where the words of the reading begin (the trigger of an event, the content of a statement)
review.verdict: right, corrected or rejected
review.machine: what was read, at the time of the decision (JSON)
review.person: what differs, by field (JSON)
review.why: in the reviewer's words
review.at: when it was decided, UTC
review.reader: version of hearsay that read it
discussion.parent: the comment that this one answers
discussion.state: held, posted or declined
discussion.reasons: why it was held (JSON)
discussion.why: what the moderator says to the writer
discussion.decided: when the moderator decided, UTC";

/// A person's decision about an event or a statement. It stands beside the reading.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Review {
    /// Its number; 0 for one that is to be kept.
    pub id: i64,
    /// Key of the article.
    pub article: String,
    /// Id in its record: `v3`, `s3`.
    pub item: String,
    /// Where the words of the reading stand, in code points.
    pub span: Span,
    /// `right`, `corrected` or `rejected`.
    pub verdict: String,
    /// What was read, at the time of the decision.
    pub machine: serde_json::Value,
    /// What differs, by field.
    pub person: serde_json::Value,
    /// In the reviewer's words.
    pub why: String,
    /// When it was decided: `2026-01-31T12:00:00Z`.
    pub at: String,
    /// Version of hearsay that read it.
    pub reader: String,
}

/// A comment under an article, by a reader of the site.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Posting {
    /// Its number; 0 for one that is to be kept.
    pub id: i64,
    /// Key of the article.
    pub article: String,
    /// The comment that it answers.
    pub parent: Option<i64>,
    /// The name signed with.
    pub author: String,
    /// What it says.
    pub text: String,
    /// When it was written: `2026-01-31T12:00:00Z`.
    pub at: String,
    /// `held`, `posted` or `declined`.
    pub state: String,
    /// Why it was held.
    pub reasons: serde_json::Value,
    /// What the moderator says to the writer.
    pub why: String,
    /// When the moderator decided.
    pub decided: Option<String>,
}

const REVIEW: &str = "select id, article, item, start, end, verdict, machine, person, why, at, reader from review";
const POSTING: &str = "select id, article, parent, author, text, at, state, reasons, why, decided from discussion";

impl Store {
    /// Makes the tables for what people write, where there are none.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn prepare_writing(&mut self) -> Result<()> {
        let transaction = self.connection.transaction()?;
        transaction.execute_batch(TABLES)?;
        for line in MEANINGS.lines() {
            let (column, meaning) = line.split_once(": ").expect("a line of MEANINGS has a colon");
            let (table, column) = column.split_once('.').expect("a column of MEANINGS has a table");
            transaction
                .execute("insert or ignore into column_doc values (?1, ?2, ?3)", params![table, column, meaning])?;
        }
        Ok(transaction.commit()?)
    }

    fn has(&self, table: &str) -> Result<bool> {
        let mut select =
            self.connection.prepare_cached("select 1 from sqlite_schema where type = 'table' and name = ?1")?;
        Ok(select.exists([table])?)
    }

    /// Keeps a decision; gives its number.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn keep_review(&self, review: &Review) -> Result<i64> {
        self.connection.execute(
            "insert into review (article, item, start, end, verdict, machine, person, why, at, reader)
             values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
            params![
                review.article,
                review.item,
                review.span.start() as i64,
                review.span.end() as i64,
                review.verdict,
                review.machine.to_string(),
                review.person.to_string(),
                review.why,
                review.at,
                review.reader
            ],
        )?;
        Ok(self.connection.last_insert_rowid())
    }

    /// Decisions about one article, or the latest about any; the latest first, after the first `skip`.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn reviews(&self, article: Option<&str>, skip: usize, limit: usize) -> Result<Vec<Review>> {
        if !self.has("review")? {
            return Ok(Vec::new());
        }
        let mut select = self.connection.prepare_cached(&format!(
            "{REVIEW} where ?1 is null or article = ?1 order by id desc limit ?2 offset ?3"
        ))?;
        let mut rows = select.query(params![article, limit as i64, skip as i64])?;
        let mut list = Vec::new();
        while let Some(row) = rows.next()? {
            list.push(review(row)?);
        }
        Ok(list)
    }

    /// The latest decision about each reading, by what it says: verdict, kind (`v` or `s`), how many.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn verdicts(&self) -> Result<Vec<(String, String, u64)>> {
        if !self.has("review")? {
            return Ok(Vec::new());
        }
        let mut select = self.connection.prepare(
            "select verdict, substr(item, 1, 1) as kind, count(*) as decisions from review
             where id in (select max(id) from review group by article, item) group by 1, 2 order by 1, 2",
        )?;
        let rows = select.query_map([], |row| {
            Ok((row.get("verdict")?, row.get("kind")?, row.get::<_, i64>("decisions")?.unsigned_abs()))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Events that nobody decided about, least sure first: their numbers; and how many there are below `sure`.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn unsure(&self, sure: f64, skip: usize, limit: usize) -> Result<(Vec<i64>, u64)> {
        let reviewed = if self.has("review")? {
            "and not exists (select 1 from review r join article a on a.key = r.article
                where a.id = e.id / 1048576 and r.item = 'v' || (e.id % 1048576 + 1))"
        } else {
            ""
        };
        let from = format!("from event e where e.voice = 1 and e.confidence < ?1 {reviewed}");
        let count: i64 = self.connection.query_row(&format!("select count(*) {from}"), [sure], |row| row.get(0))?;
        let mut select =
            self.connection.prepare(&format!("select e.id {from} order by e.confidence, e.id limit ?2 offset ?3"))?;
        let ids = select
            .query_map(params![sure, limit as i64, skip as i64], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        Ok((ids, count.unsigned_abs()))
    }

    /// Keeps a comment; gives its number.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn keep_posting(&self, posting: &Posting) -> Result<i64> {
        self.connection.execute(
            "insert into discussion (article, parent, author, text, at, state, reasons, why) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, '')",
            params![
                posting.article,
                posting.parent,
                posting.author,
                posting.text,
                posting.at,
                posting.state,
                posting.reasons.to_string()
            ],
        )?;
        Ok(self.connection.last_insert_rowid())
    }

    /// Comments in a state, the oldest first: under one article, or under any.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn postings(&self, article: Option<&str>, state: &str, limit: usize) -> Result<Vec<Posting>> {
        if !self.has("discussion")? {
            return Ok(Vec::new());
        }
        let mut select = self.connection.prepare_cached(&format!(
            "{POSTING} where state = ?1 and (?2 is null or article = ?2) order by id limit ?3"
        ))?;
        let mut rows = select.query(params![state, article, limit as i64])?;
        let mut list = Vec::new();
        while let Some(row) = rows.next()? {
            list.push(posting(row)?);
        }
        Ok(list)
    }

    /// The comment with this number.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn posting(&self, id: i64) -> Result<Option<Posting>> {
        if !self.has("discussion")? {
            return Ok(None);
        }
        let mut select = self.connection.prepare_cached(&format!("{POSTING} where id = ?1"))?;
        let mut rows = select.query([id])?;
        rows.next()?.map(posting).transpose()
    }

    /// Sets the state of a comment; tells whether there is one.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn decide_posting(&self, id: i64, state: &str, why: &str, at: &str) -> Result<bool> {
        let changed = self.connection.execute(
            "update discussion set state = ?2, why = ?3, decided = ?4 where id = ?1",
            params![id, state, why, at],
        )?;
        Ok(changed > 0)
    }

    /// How many comments are in a state.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn posting_count(&self, state: &str) -> Result<u64> {
        if !self.has("discussion")? {
            return Ok(0);
        }
        let count: Option<i64> = self
            .connection
            .query_row("select count(*) from discussion where state = ?1", [state], |row| row.get(0))
            .optional()?;
        Ok(count.unwrap_or(0).unsigned_abs())
    }
}

fn review(row: &Row) -> Result<Review> {
    Ok(Review {
        id: row.get("id")?,
        article: row.get("article")?,
        item: row.get("item")?,
        span: Span::new(row.get::<_, i64>("start")?.max(0) as usize, row.get::<_, i64>("end")?.max(0) as usize),
        verdict: row.get("verdict")?,
        machine: serde_json::from_str(&row.get::<_, String>("machine")?)?,
        person: serde_json::from_str(&row.get::<_, String>("person")?)?,
        why: row.get("why")?,
        at: row.get("at")?,
        reader: row.get("reader")?,
    })
}

fn posting(row: &Row) -> Result<Posting> {
    Ok(Posting {
        id: row.get("id")?,
        article: row.get("article")?,
        parent: row.get("parent")?,
        author: row.get("author")?,
        text: row.get("text")?,
        at: row.get("at")?,
        state: row.get("state")?,
        reasons: serde_json::from_str(&row.get::<_, String>("reasons")?)?,
        why: row.get("why")?,
        decided: row.get("decided")?,
    })
}
