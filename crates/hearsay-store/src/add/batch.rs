//! A batch of articles: in the store all together when it is committed, or not at all.

use hearsay_core::{Article, Record};
use rusqlite::{Transaction, TransactionBehavior};

use super::sums::Sums;
use super::writer::{Page, Writer};
use super::{article, events, remove, rows, statements};
use crate::day;
use crate::error::{Result, StoreError};
use crate::keep::Keep;
use crate::names::Names;
use crate::room::ROOM;
use crate::same::{Known, Same};
use crate::store::Store;

/// What became of a record that was given to a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// It is new here; its number.
    New(i64),
    /// The same article was there: nothing changed.
    Known(i64),
    /// The same article, read by another version of hearsay, made way for it.
    Again(i64),
}

/// Articles that come into the store together.
pub struct Batch<'s> {
    transaction: Transaction<'s>,
    names: &'s mut Names,
    reader: i64,
    keep_text: bool,
    again: bool,
    sums: Sums,
    done: bool,
}

impl std::fmt::Debug for Batch<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Batch").field("done", &self.done).finish_non_exhaustive()
    }
}

impl Store {
    /// A batch of articles: in the store all together when it is committed, or not at all.
    ///
    /// # Errors
    /// When another process writes for more than a minute without a break.
    pub fn batch(&mut self, keep: &Keep) -> Result<Batch<'_>> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let names = &mut self.names;
        let reader = names.text(&transaction, "reader", "version", &keep.reader)?;
        let sums = Sums::default();
        Ok(Batch { transaction, names, reader, keep_text: keep.text, again: keep.again, sums, done: false })
    }
}

impl Batch<'_> {
    /// Adds what was read of an article. The `article` itself lets its text be read again by a later version; without
    /// it only the record is kept.
    ///
    /// # Errors
    /// [`StoreError::TooMuch`] where the record has more than can be numbered: nothing was written, and the batch goes on.
    /// Otherwise the file cannot be written, and the batch is as good as lost: let it go and start anew.
    pub fn add(&mut self, record: &Record, article: Option<&Article>) -> Result<Added> {
        ensure_numbered(record)?;
        let about = &record.article;
        let same = Same {
            id: &record.id.0,
            text: record.text.as_str(),
            url: about.url.as_deref(),
            publisher: about.publisher.as_deref(),
            published: about.published,
        };
        let fingerprint = same.fingerprint();
        let (key, known) = same.find(&self.transaction, &fingerprint)?;
        match known {
            Some(known) if known.reader == self.reader && !self.again => Ok(Added::Known(known.number)),
            Some(Known { number, .. }) => {
                // An article whose text is kept keeps it.
                let had_text = self
                    .transaction
                    .prepare_cached("select 1 from article_text where article = ?1")?
                    .exists([number])?;
                remove::article(&mut self.writer(), number)?;
                self.write(number, &key, &same, record, article, self.keep_text || had_text)?;
                Ok(Added::Again(number))
            }
            None => {
                let number: i64 = self
                    .transaction
                    .prepare_cached("select coalesce(max(id), 0) + 1 from article")?
                    .query_row([], |row| row.get(0))?;
                self.write(number, &key, &same, record, article, self.keep_text)?;
                Ok(Added::New(number))
            }
        }
    }

    /// Makes all of the batch part of the store, at once.
    ///
    /// # Errors
    /// When the file cannot be written; then nothing of the batch is in the store.
    pub fn commit(mut self) -> Result<()> {
        self.sums.write(&self.transaction)?;
        self.done = true;
        // `Transaction` is moved out through a stand-in: `self` has a rule for being dropped.
        let transaction = &self.transaction;
        transaction.execute_batch("commit")?;
        Ok(())
    }

    fn writer(&mut self) -> Writer<'_> {
        Writer { connection: &self.transaction, names: self.names, sums: &mut self.sums, reader: self.reader }
    }

    fn write(
        &mut self,
        number: i64,
        key: &str,
        same: &Same,
        record: &Record,
        article: Option<&Article>,
        keep_text: bool,
    ) -> Result<()> {
        let text = record.text.as_str();
        let in_points;
        let points = if text.is_ascii() {
            record
        } else {
            in_points = record.in_code_points();
            &in_points
        };
        let page = Page {
            number,
            record,
            points,
            published: record.article.published.map(day::number),
            // SQLite's `substr` goes no further than a zero byte.
            has_text: keep_text && !text.contains('\0'),
        };
        let writer = &mut self.writer();
        let evidence = rows::sentences(writer, &page)?;
        article::write(writer, &page, key, same, &evidence)?;
        if keep_text {
            article::text(writer, &page, article)?;
        }
        let actors = rows::entities(writer, &page)?;
        rows::times(writer, &page)?;
        statements::write(writer, &page, &actors)?;
        events::write(writer, &page, &actors, &evidence)?;
        rows::assessments(writer, &page, &actors, &evidence)?;
        rows::disputes(writer, &page)?;
        rows::accusations(writer, &page)?;
        if !record.events.is_empty() {
            self.transaction.prepare_cached("insert or ignore into ungrouped values (?1)")?.execute([number])?;
        }
        Ok(())
    }
}

impl Drop for Batch<'_> {
    fn drop(&mut self) {
        if !self.done {
            // The transaction is rolled back as it is dropped, and with it the numbers that were given out.
            self.names.forget();
        }
    }
}

/// Refuses an article whose rows would run into those of the next.
fn ensure_numbered(record: &Record) -> Result<()> {
    let parts = [
        record.statements.len(),
        record.entities.len(),
        record.times.len(),
        record.disputes.len(),
        record.accusations.len(),
        record.events.len() + record.assessments.len(),
    ];
    if parts.into_iter().any(|rows| rows as i64 >= ROOM) {
        return Err(StoreError::TooMuch(record.id.0.clone()));
    }
    Ok(())
}
