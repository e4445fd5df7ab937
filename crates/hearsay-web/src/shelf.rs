//! Answers that were made for the present state of the store.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::answer::Kept;

/// Answers that were made for the present state of the store, up to so many bytes.
#[derive(Default)]
pub(crate) struct Shelf(Mutex<ShelfInside>);

#[derive(Default)]
struct ShelfInside {
    kept: BTreeMap<String, (u64, Arc<Kept>)>,
    turn: u64,
    size: usize,
}

/// Bytes that the shelf holds.
const SHELF: usize = 48 << 20;

impl Shelf {
    pub(crate) fn get(&self, address: &str, tag: &str) -> Option<Arc<Kept>> {
        let mut inside = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        inside.turn += 1;
        let turn = inside.turn;
        let (used, kept) = inside.kept.get_mut(address)?;
        if kept.tag != tag {
            return None;
        }
        *used = turn;
        Some(Arc::clone(kept))
    }

    pub(crate) fn holds(&self, address: &str, tag: &str) -> bool {
        self.get(address, tag).is_some()
    }

    pub(crate) fn put(&self, address: String, kept: Arc<Kept>) {
        let mut inside = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Room for both compressed forms, which are made later.
        let size = kept.size() * 2;
        if size > SHELF / 4 {
            return;
        }
        inside.turn += 1;
        let turn = inside.turn;
        if let Some((_, old)) = inside.kept.insert(address, (turn, kept)) {
            inside.size -= old.plain.len() * 2;
        }
        inside.size += size;
        while inside.size > SHELF {
            let oldest = inside.kept.iter().min_by_key(|(_, (used, _))| *used).map(|(address, _)| address.clone());
            let Some((_, old)) = oldest.and_then(|address| inside.kept.remove(&address)) else { break };
            inside.size -= old.plain.len() * 2;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::Answer;

    #[test]
    fn the_shelf_lets_go_of_what_was_not_used_for_longest() {
        let shelf = Shelf::default();
        let page = || Arc::new(Kept::new(Answer::text("x".repeat(5 << 20)), "t".to_owned()));
        for name in ["a", "b", "c", "d"] {
            shelf.put(name.to_owned(), page());
        }
        assert!(shelf.get("a", "t").is_some());
        shelf.put("e".to_owned(), page());
        assert!(shelf.get("a", "t").is_some() && shelf.get("b", "t").is_none());
        assert!(shelf.get("a", "other").is_none());
    }
}
