//! Faults of ours in one article: caught, and told in the article's one line.

use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};

thread_local! {
    /// Where the work under guard on this thread broke off; `Some("")` while it has not.
    static FAULT: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Lets [`guarded`] tell where a fault is, in place of the usual lines on standard error; called once.
pub(crate) fn prepare() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |fault| {
        let caught = FAULT.with_borrow_mut(|place| match place {
            Some(place) => {
                *place = fault.location().map(|at| format!(" at {}:{}", at.file(), at.line())).unwrap_or_default();
                true
            }
            None => false,
        });
        if !caught {
            usual(fault);
        }
    }));
}

/// Work under guard broke off: a fault of ours.
#[derive(Debug, thiserror::Error)]
#[error("a fault in hearsay{place} stopped its reading; please report it")]
pub(crate) struct BrokeOff {
    /// ` at FILE:LINE`, where that is known.
    place: String,
}

/// What `work` gives.
///
/// # Errors
/// When it broke off.
pub(crate) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, BrokeOff> {
    // One guard may stand in another: the thread that brings articles reads some of them.
    let around = FAULT.replace(Some(String::new()));
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    let place = FAULT.replace(around).unwrap_or_default();
    done.map_err(|_| BrokeOff { place })
}
