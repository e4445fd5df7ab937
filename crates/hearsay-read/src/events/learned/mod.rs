//! The learned layer of events: deed files and the model each propose, and small boosted trees decide what is told, who does it
//! to whom, on what footing, and which words tell the same deed.
//!
//! Where the document has no predicates (nobody asked the model), this layer is idle and the deed files stand alone.

mod candidates;
mod decide;
mod features;
mod proposals;

pub(super) use candidates::candidates;
pub use decide::EventJudge;
pub(super) use decide::{Decided, decided};
pub(super) use features::Features;
pub use proposals::{Numbers, Proposal, proposals};
