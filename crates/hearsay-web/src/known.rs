//! What many pages need and only the whole store tells: reckoned once for each of its states.

use std::sync::{Arc, Mutex, PoisonError};

use hearsay_core::Level;
use hearsay_relation::Coverage;
use hearsay_store::browse::OutletRow;
use hearsay_store::{Counts, Store};

use crate::counted::{Mover, Sourcing};
use crate::fault::Fault;

/// What is known of one state of the store, as far as it was asked for.
#[derive(Default)]
pub(crate) struct Known {
    pub(crate) coverage: Once<Coverage>,
    pub(crate) counts: Once<Counts>,
    pub(crate) outlets: Once<Vec<OutletRow>>,
    pub(crate) levels: Once<Vec<(Level, u64)>>,
    pub(crate) pairs: Once<Vec<Mover>>,
    pub(crate) sourcing: Once<Vec<Sourcing>>,
}

impl Known {
    pub(crate) fn coverage(&self, store: &Store) -> Result<Arc<Coverage>, Fault> {
        self.coverage.get(|| Ok(store.coverage()?))
    }
}

/// Something that is reckoned when it is first asked for; who asks meanwhile waits for it.
pub(crate) struct Once<T>(Mutex<Option<Arc<T>>>);

impl<T> Default for Once<T> {
    fn default() -> Self {
        Self(Mutex::new(None))
    }
}

impl<T> Once<T> {
    pub(crate) fn get(&self, make: impl FnOnce() -> Result<T, Fault>) -> Result<Arc<T>, Fault> {
        let mut inside = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(made) = &*inside {
            return Ok(Arc::clone(made));
        }
        let made = Arc::new(make()?);
        *inside = Some(Arc::clone(&made));
        Ok(made)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fails_is_tried_again_and_what_is_made_stays() {
        let once = Once::default();
        assert!(once.get(|| Err(Fault::Often)).is_err());
        assert_eq!(*once.get(|| Ok(1)).unwrap(), 1);
        assert_eq!(*once.get(|| Ok(2)).unwrap(), 1);
    }
}
