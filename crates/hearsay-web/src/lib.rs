//! The site: what a store holds, as pages, their JSON twins, feeds and drawings.
//!
//! [`app`] makes a router over one [`Site`]; it reads a store and never reads an article: "try it" is a closure that the
//! caller gives. Every page works without a script; nothing on it comes from anywhere else.

#![allow(clippy::disallowed_methods, clippy::disallowed_types)] // the border: sockets, clock and files are used here

mod ahead;
mod answer;
mod api;
mod asked;
mod assets;
mod codes;
mod counted;
mod draw;
mod fault;
mod frame;
mod guard;
mod kept;
mod known;
mod log;
mod pages;
mod pool;
mod serve;
mod settings;
mod shelf;
mod site;
mod words;
mod writing;

pub use guard::is_loopback;
pub use serve::serve;
pub use settings::{ReadStory, Settings};
pub use site::Site;
pub use writing::new_token;

use std::sync::Arc;

use axum::Router;
use axum::middleware;

/// The whole site over a store: pages, twins, API, and the checks before them.
pub fn app(site: Arc<Site>) -> Router {
    let guard = middleware::from_fn_with_state(Arc::clone(&site), guard::guard);
    pages::routes()
        .merge(api::routes())
        .merge(writing::routes())
        .merge(assets::routes())
        .fallback(pages::missing)
        .layer(guard)
        .with_state(site)
}
