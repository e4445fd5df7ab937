//! Why a store gives no answer.

use std::path::PathBuf;

use thiserror::Error;

/// Why a store gives no answer.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The file is a database, and not one of ours.
    #[error("{}: this is a database of another program, not a hearsay store", .0.display())]
    NotAStore(PathBuf),
    /// The file was made by a later hearsay.
    #[error("{}: written in layout {found}; this hearsay knows layouts up to {known}: use a newer one", path.display())]
    TooNew {
        /// The file.
        path: PathBuf,
        /// Its layout.
        found: i64,
        /// The newest that is known here.
        known: i64,
    },
    /// There is no file, and it was only to be read.
    #[error("{}: there is no such store; `hearsay add PATH --store {}` makes one", .0.display(), .0.display())]
    Missing(PathBuf),
    /// What is named keeps nothing.
    #[error("`{}` is no file; a store is kept in one", .0.display())]
    NotAFile(PathBuf),
    /// Nobody that we know of has this code or name.
    #[error("nobody is known by the code or name `{asked}`{}", did_you_mean(near))]
    Nobody {
        /// What was asked.
        asked: String,
        /// Whom it could be meant for: name and code.
        near: Vec<String>,
    },
    /// Somebody is known by this code or name, and no article in the store tells of them.
    #[error("{called} is in no article of the store")]
    Absent {
        /// Who it is: name and code.
        called: String,
    },
    /// Several have this name.
    #[error("several in the store are called `{asked}`: {}; say which", among.join(", "))]
    Ambiguous {
        /// What was asked.
        asked: String,
        /// Who they are, those told of most first.
        among: Vec<String>,
    },
    /// There is no such deed.
    #[error("`{asked}` is no deed, PLOVER type or CAMEO code{}", did_you_mean(near))]
    NoDeed {
        /// What was asked.
        asked: String,
        /// What it could be meant for.
        near: Vec<String>,
    },
    /// The article's text is not kept here.
    #[error("article {0}: its text was left out of this store (--no-text)")]
    NoText(String),
    /// An article has more of something than a store can number.
    #[error("article {0}: more than 1048575 events, statements, entities or times")]
    TooMuch(String),
    /// Words to search for that are no query.
    #[error("cannot search for `{words}`: {why}")]
    Words {
        /// What was asked.
        words: String,
        /// What is wrong with it.
        why: String,
    },
    /// What the file holds is not what we put there.
    #[error("the store is damaged: {0}")]
    Damaged(String),
    /// The file cannot be read or written.
    #[error("the store cannot be used: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// Something in the file is not the JSON it should be.
    #[error("the store is damaged: {0}")]
    Json(#[from] serde_json::Error),
    /// An export cannot be written.
    #[error("the export cannot be written: {0}")]
    Write(#[from] std::io::Error),
    /// A Parquet file cannot be written.
    #[cfg(feature = "parquet")]
    #[error("the Parquet file cannot be written: {0}")]
    Parquet(#[from] parquet::errors::ParquetError),
}

impl StoreError {
    /// Whether it is about the file, and does not name it: whoever knows which one it is should.
    pub fn wants_the_file(&self) -> bool {
        matches!(self, Self::Damaged(_) | Self::Sqlite(_) | Self::Json(_) | Self::NoText(_))
    }
}

fn did_you_mean(near: &[String]) -> String {
    match near {
        [] => String::new(),
        [one] => format!("; did you mean {one}?"),
        [some @ .., last] => format!("; did you mean {} or {last}?", some.join(", ")),
    }
}

/// A result of the store.
pub type Result<T> = std::result::Result<T, StoreError>;
