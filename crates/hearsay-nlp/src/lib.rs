//! From an [`Article`](hearsay_core::Article) to a [`Document`](hearsay_core::Document): sentences and words by
//! rule, tags, trees and names by a small network whose weights are part of this crate.

mod annotate;
mod blocks;
mod embed;
mod events;
mod features;
mod lemma;
mod names;
mod network;
mod repair;
mod segment;
mod short_names;
mod weights;

pub use annotate::Nlp;
pub use hearsay_nn::Path;
pub use segment::{LONGEST, Segments, Word, segment};
pub use weights::ModelError;
