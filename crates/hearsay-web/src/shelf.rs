//! Answers that were made for the present state of the store, and those in the making.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::kept::Kept;

/// Answers that were made for the present state of the store, up to so many bytes; and whose turn it is to make one.
#[derive(Default)]
pub(crate) struct Shelf {
    inside: Mutex<ShelfInside>,
    making: Mutex<BTreeMap<String, Arc<tokio::sync::Mutex<()>>>>,
}

#[derive(Default)]
struct ShelfInside {
    kept: BTreeMap<String, Place>,
    turn: u64,
    size: usize,
}

struct Place {
    used: u64,
    size: usize,
    kept: Arc<Kept>,
}

/// Bytes that the shelf holds.
pub(crate) const SHELF: usize = 48 << 20;

impl Shelf {
    pub(crate) fn get(&self, address: &str, tag: &str) -> Option<Arc<Kept>> {
        let mut inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        inside.turn += 1;
        let turn = inside.turn;
        let place = inside.kept.get_mut(address)?;
        if place.kept.tag != tag {
            return None;
        }
        place.used = turn;
        Some(Arc::clone(&place.kept))
    }

    pub(crate) fn holds(&self, address: &str, tag: &str) -> bool {
        self.get(address, tag).is_some()
    }

    pub(crate) fn put(&self, address: String, kept: Arc<Kept>) {
        let mut inside = self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        // With room for both compressed forms, which may be made later.
        let size = kept.plain.len() * 3 / 2;
        if size > SHELF / 4 {
            return;
        }
        inside.turn += 1;
        let used = inside.turn;
        if let Some(old) = inside.kept.insert(address, Place { used, size, kept }) {
            inside.size -= old.size;
        }
        inside.size += size;
        while inside.size > SHELF {
            let oldest = inside.kept.iter().min_by_key(|(_, place)| place.used).map(|(address, _)| address.clone());
            let Some(old) = oldest.and_then(|address| inside.kept.remove(&address)) else { break };
            inside.size -= old.size;
        }
    }

    /// The turn to make an answer: who asks for the same address meanwhile waits, and finds it made.
    pub(crate) fn turn(&self, address: &str) -> Turn<'_> {
        let mut making = self.making.lock().unwrap_or_else(PoisonError::into_inner);
        let lock = Arc::clone(making.entry(address.to_owned()).or_default());
        Turn { shelf: self, address: address.to_owned(), lock }
    }
}

/// A place in the line for one address.
pub(crate) struct Turn<'s> {
    shelf: &'s Shelf,
    address: String,
    lock: Arc<tokio::sync::Mutex<()>>,
}

impl Turn<'_> {
    /// Waits for it.
    pub(crate) async fn come(&self) -> tokio::sync::MutexGuard<'_, ()> {
        self.lock.lock().await
    }

    /// Waits for it, on a thread that may block.
    pub(crate) fn wait(&self) -> tokio::sync::MutexGuard<'_, ()> {
        self.lock.blocking_lock()
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut making = self.shelf.making.lock().unwrap_or_else(PoisonError::into_inner);
        // The list's own and this one: nobody else stands in this line, and none can join it while the list is held.
        if Arc::strong_count(&self.lock) == 2 {
            making.remove(&self.address);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kept::Answer;

    #[test]
    fn the_shelf_lets_go_of_what_was_not_used_for_longest() {
        let shelf = Shelf::default();
        let page = || Arc::new(Kept::new(Answer::text("x".repeat(6 << 20)), "t".to_owned()));
        for name in ["a", "b", "c", "d", "e"] {
            shelf.put(name.to_owned(), page());
        }
        assert!(shelf.get("a", "t").is_some());
        shelf.put("a".to_owned(), page());
        assert!(shelf.get("b", "t").is_some() && shelf.get("a", "t").is_some());
        shelf.put("f".to_owned(), page());
        assert!(shelf.get("a", "t").is_some() && shelf.get("c", "t").is_none());
        assert!(shelf.get("a", "other").is_none());
    }

    #[test]
    fn equal_askers_stand_in_one_line_and_the_line_goes_away() {
        let shelf = Shelf::default();
        let (first, second, other) = (shelf.turn("a"), shelf.turn("a"), shelf.turn("b"));
        let held = first.wait();
        assert!(second.lock.try_lock().is_err() && other.lock.try_lock().is_ok());
        drop(held);
        assert!(second.lock.try_lock().is_ok());
        drop((first, second, other));
        assert!(shelf.making.lock().unwrap().is_empty());
    }
}
