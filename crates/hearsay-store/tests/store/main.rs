//! What a store promises: records come out as they went in, each article once, sums that can be counted anew, and a
//! sound file whatever happens to the writer.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, missing_docs)]

mod asked;
mod file;
mod groups;
mod kept;
mod world;
