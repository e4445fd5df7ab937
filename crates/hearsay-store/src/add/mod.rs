//! Records into the file: all rows of a batch together, or none.

mod article;
mod batch;
mod events;
mod remove;
mod rows;
mod statements;
mod sums;
mod writer;

pub(crate) use article::host;
pub use batch::{Added, Batch};
