//! English over Universal Dependencies: what a tree says by itself, whatever it is about.
//!
//! Every reading asks here, so that a sentence is in the passive for all of them or for none. Nothing here knows a deed, a cue
//! of speech or an actor; words are known only where they are grammar (closed classes) or govern a clause (`footing/*.toml`).
//!
//! | file | knows |
//! | --- | --- |
//! | `clause` | voice, finiteness, polarity, tense |
//! | `arguments`, `control`, `sharing` | who fills a word's slots: control, relatives, coordination, light verbs |
//! | `beside` | what stands beside a clause and not in it: adverbials, relatives, trailing participles |
//! | `phrase` | prepositions, relative pronouns |
//! | `embedding` | words that govern clauses and event nouns, and what they make of them |
//! | `closed_class` | numerals, quantities, weekdays, negative pronouns |

pub(crate) mod arguments;
pub(crate) mod beside;
pub(crate) mod clause;
pub(crate) mod closed_class;
mod control;
pub(crate) mod embedding;
pub(crate) mod phrase;
mod sharing;
#[cfg(test)]
mod trees;
#[cfg(test)]
pub(crate) use trees::tree;

pub(crate) use arguments::{Filler, Frame, Frames, Slot};
pub use embedding::Footing;
