//! Pages made ahead: those that are asked for most, when the site begins and after the store has changed.

use std::sync::{Arc, Weak};
use std::time::{Duration, Instant};

use axum::http::Uri;
use hearsay_store::Store;

use crate::answer::{Kept, View, tag_of};
use crate::asked::Asked;
use crate::fault::Fault;
use crate::pages::{disputes_view, dyad_view, home_view, pairs, pairs_view, party_view, sources_view};
use crate::shelf::SHELF;
use crate::site::Site;
use crate::words;

/// How often the store is looked at. What is still being written to is left until it rests for so long.
const LOOK: Duration = Duration::from_secs(2);
/// The longest that a page waits for readers.
const PATIENCE: Duration = Duration::from_secs(1);
/// Pairs and parties whose pages are made.
const PAIRS: usize = 80;
const PARTIES: usize = 40;

/// Keeps making pages until the site is gone; for a thread of its own.
pub(crate) fn keep(site: &Weak<Site>) {
    let (mut before, mut done) = (None, None);
    while let Some(site) = site.upgrade() {
        let state = site.state();
        // Nothing is known of the time before the site began: what is there rests.
        let rests = before.as_ref().is_none_or(|before| *before == state);
        if rests && done.as_ref() != Some(&state) {
            if let Err(fault) = make(&site, &state) {
                crate::log::log_fault(&site.settings, &fault);
            }
            done = Some(state.clone());
        }
        before = Some(state);
        drop(site);
        std::thread::sleep(LOOK);
    }
}

/// Makes the pages of one state of the store, as many as half of the shelf holds; stops when the state is over.
fn make(site: &Arc<Site>, state: &str) -> Result<(), Fault> {
    let begun = Instant::now();
    // A connection of its own: no reader waits for it.
    let store = site.pool.open()?;
    let (mut made, mut size) = (0, 0);
    for (address, view) in addresses(site, &store)? {
        if site.state() != state || size > SHELF / 2 {
            break;
        }
        size += page(site, &store, state, address, view)?;
        made += 1;
    }
    if site.settings.log {
        crate::log::line(&format!("made {made} pages ahead in {} ms", begun.elapsed().as_millis()));
    }
    Ok(())
}

/// Makes one page where there is none yet; gives its size.
fn page(site: &Arc<Site>, store: &Store, state: &str, address: String, view: View) -> Result<usize, Fault> {
    let begun = Instant::now();
    while site.is_busy() && begun.elapsed() < PATIENCE {
        std::thread::sleep(Duration::from_millis(5));
    }
    let Some(asked) = address.parse::<Uri>().ok().and_then(|uri| Asked::new(&uri, None)) else { return Ok(0) };
    let turn = site.shelf.turn(&address);
    let _turn = turn.wait();
    let tag = tag_of(state, &address);
    if site.shelf.holds(&address, &tag) {
        return Ok(0);
    }
    let kept = Arc::new(Kept::new(view(site, store, &asked)?, tag));
    kept.pack_all();
    let size = kept.size();
    site.shelf.put(address, kept);
    Ok(size)
}

/// The lists first, then pairs and parties by how much is told of them.
fn addresses(site: &Arc<Site>, store: &Store) -> Result<Vec<(String, View)>, Fault> {
    let mut list: Vec<(String, View)> = vec![
        ("/".to_owned(), home_view),
        ("/pairs".to_owned(), pairs_view),
        ("/pairs?order=moved".to_owned(), pairs_view),
        ("/disputes".to_owned(), disputes_view),
        ("/sources".to_owned(), sources_view),
    ];
    let all = pairs(site, store)?;
    let mut largest: Vec<_> = all.iter().collect();
    largest.sort_by_key(|pair| std::cmp::Reverse(pair.all));
    let mut parties: Vec<&str> = Vec::new();
    for pair in largest.into_iter().take(PAIRS) {
        let [one, other] = [&pair.one, &pair.other].map(|code| words::segment(code));
        list.push((format!("/dyad/{one}/{other}"), dyad_view));
        for code in [&pair.one, &pair.other] {
            if parties.len() < PARTIES && !parties.contains(&code.as_str()) {
                parties.push(code);
                list.push((format!("/party/{}", words::segment(code)), party_view));
            }
        }
    }
    Ok(list)
}
