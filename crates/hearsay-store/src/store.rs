//! The file: opened, made, asked about itself.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, TransactionBehavior, params};

use crate::directory::Directory;
use crate::error::{Result, StoreError};
use crate::names::Names;
use crate::schema;

/// A store of records in one file.
pub struct Store {
    pub(crate) connection: Connection,
    pub(crate) names: Names,
    pub(crate) directory: Arc<Directory>,
    path: PathBuf,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store").field("path", &self.path).finish_non_exhaustive()
    }
}

/// What a deed of the lexicon means, for people who read the file.
#[derive(Clone, Debug)]
pub struct DeedNote {
    /// Its id: `expel-envoy`.
    pub deed: String,
    /// What it means in a sentence.
    pub gloss: String,
}

/// How much is in a store.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Counts {
    /// Articles.
    pub articles: u64,
    /// Of these, articles whose text is that of an earlier one, or nearly.
    pub copies: u64,
    /// Statements.
    pub statements: u64,
    /// Events.
    pub events: u64,
    /// Events by status, in the order of strength.
    pub by_status: Vec<(String, u64)>,
    /// Assessments.
    pub assessments: u64,
    /// Deeds that more than one article tells.
    pub shared_deeds: u64,
    /// First and last day of publication.
    pub published: Option<(String, String)>,
    /// Articles by version of hearsay that read them.
    pub read_by: Vec<(String, u64)>,
}

impl Store {
    /// Opens the store at `path` for reading and writing; makes it where there is none.
    ///
    /// # Errors
    /// When the file is no store of ours, is too new, or cannot be used.
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        ensure_file_name(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut connection = Connection::open_with_flags(path, flags).map_err(|error| not_a_store(error, path))?;
        connection.busy_timeout(Duration::from_secs(60))?;
        let tables: i64 = connection
            .query_row("select count(*) from sqlite_schema", [], |row| row.get(0))
            .map_err(|error| not_a_store(error, path))?;
        if tables == 0 {
            // Fewer, larger pages than the usual 4 KiB: trees are less deep, and words lie closer together.
            connection.pragma_update(None, "page_size", 16_384)?;
            connection.pragma_update(None, "journal_mode", "wal")?;
            let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            // Two may have found it empty: the second finds the tables of the first.
            let tables: i64 = transaction.query_row("select count(*) from sqlite_schema", [], |row| row.get(0))?;
            if tables == 0 {
                schema::create(&transaction)?;
            }
            transaction.commit()?;
        }
        let mut store = Self::prepare(connection, path)?;
        crate::migrate::to_latest(&mut store.connection)?;
        // Stores of the first hearsay have none of these.
        store.connection.execute_batch(schema::LATER)?;
        Ok(store)
    }

    /// Opens the store at `path` for reading only, while another process may write.
    ///
    /// # Errors
    /// When there is no file, it is no store of ours, is too new, or cannot be used.
    pub fn open_to_read(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        if !path.exists() {
            return Err(StoreError::Missing(path.to_owned()));
        }
        ensure_file_name(path)?;
        // Opened as for writing: a store in write-ahead mode needs its side files even to be read. Where the folder
        // allows no writing, reading alone is tried; and where there are no side files nobody writes, so that the file
        // can be taken as it lies.
        let ways = [
            (path.as_os_str().to_owned(), OpenFlags::SQLITE_OPEN_READ_WRITE),
            (path.as_os_str().to_owned(), OpenFlags::SQLITE_OPEN_READ_ONLY),
            (unchanging(path), OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI),
        ];
        let ways = &ways[..if has_write_ahead(path) { 2 } else { 3 }];
        let mut last = None;
        for (name, way) in ways {
            let opened =
                Connection::open_with_flags(name, *way | OpenFlags::SQLITE_OPEN_NO_MUTEX).and_then(|connection| {
                    connection.busy_timeout(Duration::from_secs(60))?;
                    connection.query_row("select count(*) from sqlite_schema", [], |_| Ok(()))?;
                    Ok(connection)
                });
            match opened {
                Ok(connection) => {
                    let store = Self::prepare(connection, path)?;
                    crate::migrate::look_through(&store.connection)?;
                    store.connection.pragma_update(None, "query_only", true)?;
                    return Ok(store);
                }
                Err(error) => last = Some(error),
            }
        }
        Err(last.map_or_else(|| StoreError::Missing(path.to_owned()), |error| not_a_store(error, path)))
    }

    fn prepare(connection: Connection, path: &Path) -> Result<Self> {
        let application: i64 = connection
            .pragma_query_value(None, "application_id", |row| row.get(0))
            .map_err(|error| not_a_store(error, path))?;
        if application != schema::APPLICATION {
            return Err(StoreError::NotAStore(path.to_owned()));
        }
        let found: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
        if found > schema::LAYOUT {
            return Err(StoreError::TooNew { path: path.to_owned(), found, known: schema::LAYOUT });
        }
        ensure_whole(&connection, path)?;
        connection.pragma_update(None, "synchronous", "normal")?;
        connection.pragma_update(None, "cache_size", -262_144)?; // 256 MiB
        connection.pragma_update(None, "mmap_size", 1_i64 << 36)?;
        connection.pragma_update(None, "temp_store", "memory")?;
        // Pages that many batches write go into the file once in 64 MiB, not after every batch.
        connection.pragma_update(None, "wal_autocheckpoint", 4_096)?;
        connection.set_prepared_statement_cache_capacity(128);
        let directory = Arc::new(Directory::default());
        Ok(Self { connection, names: Names::default(), directory, path: path.to_owned() })
    }

    /// Lets parties be asked for by the names that a lexicon has for them.
    #[must_use]
    pub fn with_directory(mut self, directory: Arc<Directory>) -> Self {
        self.directory = directory;
        self
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes what deeds mean beside the events.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn explain_deeds(&mut self, deeds: &[DeedNote]) -> Result<()> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for deed in deeds {
            transaction
                .prepare_cached(
                    "insert into deed_gloss values (?1, ?2) on conflict do update set gloss = excluded.gloss
                     where gloss <> excluded.gloss",
                )?
                .execute(params![deed.deed, deed.gloss])?;
        }
        Ok(transaction.commit()?)
    }

    /// How much is in the store.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn counts(&self) -> Result<Counts> {
        let one = |sql: &str| -> Result<u64> {
            Ok(self.connection.query_row(sql, [], |row| row.get::<_, i64>(0))?.unsigned_abs())
        };
        let many = |sql: &str| -> Result<Vec<(String, u64)>> {
            let mut statement = self.connection.prepare(sql)?;
            let rows =
                statement.query_map([], |row| Ok((row.get("name")?, row.get::<_, i64>("rows")?.unsigned_abs())))?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        };
        let day = |sql: &str| -> Result<Option<String>> {
            let number: Option<i64> = self.connection.query_row(sql, [], |row| row.get(0))?;
            Ok(number.and_then(crate::day::of_number).map(|day| day.to_string()))
        };
        let first = day("select min(day) from coverage")?;
        let last = day("select max(day) from coverage")?;
        Ok(Counts {
            articles: one("select count(*) from article")?,
            copies: one("select count(*) from article where copy_of is not null")?,
            statements: one("select count(*) from statement")?,
            events: one("select count(*) from event")?,
            by_status: many(
                "select s.name, count(*) as rows from event e join status s on s.id = e.status group by s.id order by s.id",
            )?,
            assessments: one("select count(*) from assessment")?,
            shared_deeds: one("select count(distinct deed_group) from same_deed")?,
            published: first.zip(last),
            read_by: many(
                "select r.version as name, count(*) as rows from article a join reader r on r.id = a.reader group by r.id order by r.id",
            )?,
        })
    }

    /// Makes later questions quick: writes what was learnt of the sizes of tables, and empties the write-ahead file.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn settle(&mut self) -> Result<()> {
        self.connection.execute_batch("pragma optimize")?;
        let _: i64 = self.connection.query_row("pragma wal_checkpoint(passive)", [], |row| row.get(0))?;
        Ok(())
    }
}

/// What SQLite takes for a database that is gone afterwards is no store.
fn ensure_file_name(path: &Path) -> Result<()> {
    let name = path.as_os_str().to_string_lossy();
    if name.is_empty() || name == ":memory:" || name.to_ascii_lowercase().starts_with("file:") {
        return Err(StoreError::NotAFile(path.to_owned()));
    }
    Ok(())
}

/// Largest file that is looked through before it is asked, in bytes: it takes a sixth of a second.
const LOOKED_THROUGH: u64 = 64 << 20;

/// A disk that gives zeros back makes rows vanish without a word: a question would have half an answer.
fn ensure_whole(connection: &Connection, path: &Path) -> Result<()> {
    if std::fs::metadata(path).is_ok_and(|file| file.len() <= LOOKED_THROUGH) {
        let told: String = connection.query_row("pragma quick_check(1)", [], |row| row.get(0))?;
        if told != "ok" {
            let why = told.lines().last().unwrap_or_default().to_owned();
            return Err(StoreError::Damaged(format!("{why}; take it from a copy, or add the articles to a new one")));
        }
    }
    Ok(())
}

/// Whether something was written that is not in the file itself yet.
fn has_write_ahead(path: &Path) -> bool {
    let mut beside = path.as_os_str().to_owned();
    beside.push("-wal");
    std::fs::metadata(beside).is_ok_and(|wal| wal.len() > 0)
}

/// The address of a file that nobody writes.
fn unchanging(path: &Path) -> OsString {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut address = String::from("file:");
    for &byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'/' | b'.' | b'-' | b'_' | b'~' | b':' | b'\\' => address.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => address.push(char::from(byte)),
            byte => address.push_str(&format!("%{byte:02X}")),
        }
    }
    address.push_str("?immutable=1");
    address.into()
}

/// Without the name of the file at its end, which some of SQLite's messages have: whoever tells the error names it.
fn not_a_store(error: rusqlite::Error, path: &Path) -> StoreError {
    let named = format!(": {}", path.display());
    match error {
        rusqlite::Error::SqliteFailure(code, _) if code.code == rusqlite::ErrorCode::NotADatabase => {
            StoreError::NotAStore(path.to_owned())
        }
        rusqlite::Error::SqliteFailure(code, Some(words)) => {
            let words = words.strip_suffix(&named).unwrap_or(&words).to_owned();
            StoreError::Sqlite(rusqlite::Error::SqliteFailure(code, Some(words)))
        }
        error => StoreError::Sqlite(error),
    }
}
