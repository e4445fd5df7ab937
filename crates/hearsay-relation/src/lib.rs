//! How two parties stand, from what they are said to have done: pure arithmetic over dated, scaled events.
//!
//! Nothing here reads text, a clock or a file. Every number that comes out carries the ids of the events that make it.

mod event;
mod quad;

pub use event::{Assessment, Coverage, Direction, Event};
pub use quad::Quad;
