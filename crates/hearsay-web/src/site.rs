//! What the site is made over: the store, what may be done, and what is remembered while it runs.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use hearsay_store::{Store, StoreError};
use jiff::civil::Date;

use crate::known::Known;
use crate::pool::Pool;
use crate::settings::Settings;
use crate::shelf::Shelf;
use crate::writing::desk::Desk;

/// A store being shown.
pub struct Site {
    pub(crate) settings: Settings,
    pub(crate) pool: Arc<Pool>,
    pub(crate) shelf: Shelf,
    pub(crate) desk: Desk,
    watch: Mutex<Store>,
    known: Mutex<(String, Arc<Known>)>,
    /// Pages that readers wait for.
    in_work: AtomicUsize,
    started: u64,
}

/// Connections that read at the same time, for either kind of work: more would only wait for the two or four cores of a
/// small machine.
const CONNECTIONS: usize = 2;

impl std::fmt::Debug for Site {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Site").field("settings", &self.settings).finish_non_exhaustive()
    }
}

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
        Ok(Arc::new(Self {
            settings,
            pool,
            shelf: Shelf::default(),
            desk,
            watch: Mutex::new(watch),
            known: Mutex::default(),
            in_work: AtomicUsize::new(0),
            started,
        }))
    }

    /// What all pages hang on besides their address: the store's state, this run, and the day.
    pub(crate) fn state(&self) -> String {
        let version = self.watch.lock().unwrap_or_else(PoisonError::into_inner).data_version().unwrap_or_default();
        format!("{:x}-{version}-{}", self.started, today())
    }

    /// What is known of the store's present state.
    pub(crate) fn known(&self) -> Arc<Known> {
        let state = self.state();
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.0 != state {
            *known = (state, Arc::default());
        }
        Arc::clone(&known.1)
    }

    /// Whether a reader waits for a page.
    pub(crate) fn is_busy(&self) -> bool {
        self.in_work.load(Ordering::Relaxed) > 0
    }

    /// Counts a reader as waiting until what is given back is dropped.
    pub(crate) fn waiting(&self) -> Waiting<'_> {
        self.in_work.fetch_add(1, Ordering::Relaxed);
        Waiting(&self.in_work)
    }
}

/// A reader who waits.
pub(crate) struct Waiting<'s>(&'s AtomicUsize);

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// The day on the server's clock, in its time zone as UTC.
pub(crate) fn today() -> Date {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()
}
