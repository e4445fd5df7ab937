//! What the site is made over: the store, what may be done, and what is remembered while it runs.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use hearsay_core::Record;
use hearsay_store::{Directory, Store, StoreError};
use jiff::civil::Date;

use crate::pool::Pool;
use crate::shelf::Shelf;
use crate::writing::Desk;

/// Reads a story that somebody pastes: its bytes, the day of publication where the text does not tell it.
///
/// # Errors
/// In words for the one who pasted it.
pub type ReadStory = Arc<dyn Fn(&[u8], Option<Date>) -> Result<Vec<Record>, String> + Send + Sync>;

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

/// A store being shown.
pub struct Site {
    pub(crate) settings: Settings,
    pub(crate) pool: Arc<Pool>,
    pub(crate) shelf: Shelf,
    pub(crate) desk: Desk,
    watch: Mutex<Store>,
    started: u64,
}

/// Connections that read at the same time: more would only wait for the two or four cores of a small machine.
const CONNECTIONS: usize = 4;

impl Site {
    /// Opens the store; where somebody may write or comment, its tables for that are made.
    ///
    /// # Errors
    /// When the store cannot be opened.
    pub fn new(settings: Settings) -> Result<Arc<Self>, StoreError> {
        let pool = Arc::new(Pool::new(&settings.store, Arc::clone(&settings.directory), CONNECTIONS));
        let watch = pool.open()?;
        let desk = Desk::new(&settings)?;
        let started = std::time::SystemTime::now()
            .duration_since(std::time::UNIX_EPOCH)
            .map_or(0, |time| time.as_micros() as u64);
        Ok(Arc::new(Self { settings, pool, shelf: Shelf::default(), desk, watch: Mutex::new(watch), started }))
    }

    /// What all pages hang on besides their address: the store's state, this run, and the day.
    pub(crate) fn state(&self) -> String {
        let version = self.watch.lock().unwrap_or_else(PoisonError::into_inner).data_version().unwrap_or_default();
        format!("{:x}-{version}-{}", self.started, today())
    }
}

/// The day on the server's clock, in its time zone as UTC.
pub(crate) fn today() -> Date {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()
}
