//! Why a store gives no answer.

use std::path::PathBuf;

use thiserror::Error;

/// Why a store gives no answer.
#[derive(Debug, Error)]
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
    /// Nothing in the store matches a party's code or name.
    #[error("nobody in the store has the code or name `{0}`; codes begin with a country, as in USA or PAKSPY")]
    Nobody(String),
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

/// A result of the store.
pub type Result<T> = std::result::Result<T, StoreError>;
