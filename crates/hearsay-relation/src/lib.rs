//! How two parties stand, from what they are said to have done: pure arithmetic over dated, scaled events.
//!
//! Nothing here reads a clock or a file, and nothing is drawn that a seed does not fix. Every number that comes out
//! carries the deeds that make it, and every deed the ids of the events that tell it.

mod balance;
mod changes;
pub mod cost;
mod deed;
mod drawn;
mod event;
mod footing;
pub mod grouping;
mod line;
pub mod pelt;
mod period;
pub mod picture;
mod quad;
mod random;
mod relation;
mod said;
mod series;
mod spec;
mod swings;
mod telling;
mod turns;
mod usual;
mod words;
mod zoom;

pub use changes::{Change, Move, Track, changes};
pub use deed::{Deed, deeds};
pub use event::{Assessment, Coverage, Direction, Event};
pub use footing::Footing;
pub use grouping::{Block, group, same_deed};
pub use period::Period;
pub use quad::Quad;
pub use relation::{Relation, relation};
pub use said::{Said, SaidBin, said};
pub use series::{Aside, Bin, Series, Tally, series};
pub use spec::Spec;
pub use swings::{Fate, Swing, Swings, swings};
pub use turns::{Turn, TurnKind, turns};
