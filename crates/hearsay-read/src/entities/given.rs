//! Given names that say whether "he" or "she" will follow.

use super::nouns::Gender;
use crate::actors::Actors;

/// Whether people so named are mostly men or mostly women.
pub(super) fn gender(actors: &Actors, given: &str) -> Gender {
    if actors.given.is_he(given) {
        Gender::Male
    } else if actors.given.is_she(given) {
        Gender::Female
    } else {
        Gender::Unknown
    }
}
