//! Drawings of a relation: for a terminal, for print, and as a table.

mod chart;
mod figure;
mod marks;
mod notes;
mod page;
mod table;
mod terminal;

pub use crate::balance::{scaled, unscaled};
pub use figure::{figure, stretches};
pub use marks::Marks;
pub use notes::swings as swings_in_words;
pub use page::Page;
pub use table::csv;
pub use terminal::terminal;

use crate::{Assessment, Event, Relation};

/// What is drawn, and what it is called.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// Name or code of the first party, as asked for.
    pub one: &'a str,
    /// Name or code of the second party.
    pub other: &'a str,
    /// How they stand.
    pub relation: &'a Relation,
    /// The tellings it was reckoned from, for their sentences.
    pub events: &'a [Event],
    /// What is said of them.
    pub assessments: &'a [Assessment],
}
