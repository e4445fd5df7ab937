//! Records in one file: kept once, searched, counted, exported.
//!
//! The file is an SQLite database that explains itself (tables `readme` and `column_doc`, views `events`, `statements`,
//! `assessments`, `articles`). One process may write while others read.

#![allow(clippy::disallowed_methods)] // the border: files are read and written here

mod add;
pub mod browse;
mod codes;
mod columns;
mod condition;
mod copies;
mod day;
mod decided;
mod directory;
mod dyad;
mod error;
mod evidence;
pub mod export;
mod filter;
mod find;
mod found;
mod groups;
mod implied;
mod keep;
mod migrate;
mod names;
mod near;
mod packed;
mod party;
mod query;
mod record;
mod room;
mod same;
mod schema;
mod sketch;
mod store;
mod story;
mod who;
mod written;

pub use add::{Added, Batch};
pub use copies::Kind as AlikeKind;
pub use directory::{Directory, Known};
pub use dyad::Month;
pub use error::{Result, StoreError};
pub use filter::Filter;
pub use found::EventRow;
pub use groups::grouped;
pub use keep::Keep;
pub use party::Party;
pub use query::plain_words;
pub use sketch::{Likeness, Sketch};
pub use store::{Counts, DeedNote, Store};
pub use story::{Change, Story, Version};
pub use who::{Said, SaidFilter};
pub use written::{Posting, Review};
