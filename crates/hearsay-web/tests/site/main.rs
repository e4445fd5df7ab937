//! The site as a browser and a program meet it: pages, twins, feeds, tags, and what it refuses. The store is filled with
//! records laid out by hand, about invented countries.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, clippy::unwrap_used, missing_docs)]

mod hostile;
mod pages;
mod refused;
mod states;
mod world;
mod writing;
