//! Connections to the store that only read, a few, each used by one request at a time.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use hearsay_store::{Directory, Store, StoreError};
use tokio::sync::Semaphore;

use crate::fault::Fault;

/// Pages of the file that a connection keeps, in KiB.
const CACHE: u32 = 16 * 1024;

/// How much work a request is. Each kind waits for its own: an article is there at once while large pairs are reckoned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Work {
    /// One article, event or statement.
    Small,
    /// What goes through many of them.
    Large,
}

/// A few connections.
pub(crate) struct Pool {
    path: PathBuf,
    directory: Arc<Directory>,
    idle: Mutex<Vec<Store>>,
    small: Semaphore,
    large: Semaphore,
}

impl Pool {
    /// Opens nothing yet; `most` connections at a time for either kind of work.
    pub(crate) fn new(path: &Path, directory: Arc<Directory>, most: usize) -> Self {
        let [small, large] = [most, most].map(Semaphore::new);
        Self { path: path.to_owned(), directory, idle: Mutex::new(Vec::new()), small, large }
    }

    /// A connection that only reads, kept small.
    pub(crate) fn open(&self) -> Result<Store, StoreError> {
        let store = Store::open_to_read(&self.path)?.with_directory(Arc::clone(&self.directory));
        store.keep_small(CACHE)?;
        Ok(store)
    }

    /// Does `work` with a connection, on a thread that may block.
    pub(crate) async fn ask<T: Send + 'static>(
        self: Arc<Self>,
        how_much: Work,
        work: impl FnOnce(&Store) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        let turn = Arc::clone(&self);
        let turns = if how_much == Work::Small { &turn.small } else { &turn.large };
        let _turn = turns.acquire().await.map_err(|_| Fault::Busy("the server is stopping"))?;
        let done = tokio::task::spawn_blocking(move || {
            let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let store = idle.map_or_else(|| self.open(), Ok)?;
            let done = work(&store);
            self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(store);
            done
        });
        done.await.unwrap_or(Err(Fault::Busy("a fault in hearsay stopped this page; please report it")))
    }
}
