//! How a site is run.

use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;

use hearsay_core::Record;
use hearsay_store::Directory;
use jiff::civil::Date;

/// Reads a story that somebody pastes: its bytes, the day of publication where the text does not tell it.
///
/// # Errors
/// In words for the one who pasted it.
pub type ReadStory =
    Arc<dyn Fn(&[u8], Option<Date>) -> Result<Vec<Record>, Box<dyn Error + Send + Sync>> + Send + Sync>;

/// How a site is run.
#[derive(Clone)]
pub struct Settings {
    /// The store's file.
    pub store: PathBuf,
    /// Names by which the site may be called besides those of this machine (`news.example.org`, without a port).
    pub hosts: Vec<String>,
    /// Whoever gives this may write; nobody may where there is none.
    pub write_token: Option<String>,
    /// Whether readers may comment.
    pub discussion: bool,
    /// What "try it" does; the page says that it is off where there is none.
    pub read_story: Option<ReadStory>,
    /// Who goes by which names; an empty one leaves the names that the store itself has.
    pub directory: Arc<Directory>,
    /// Version of hearsay, for the foot of each page.
    pub version: String,
    /// Whether each request becomes a line on standard error.
    pub log: bool,
}

/// Without the token: it must stand in no log.
impl std::fmt::Debug for Settings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Settings").field("store", &self.store).field("hosts", &self.hosts).finish_non_exhaustive()
    }
}
