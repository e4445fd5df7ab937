//! PLOVER's four quads: words or deeds, together or against each other.

use hearsay_core::Plover;
use serde::{Deserialize, Serialize};

/// One of PLOVER's four classes of deeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Quad {
    /// Agreeing, meeting, praising, yielding in words.
    VerbalCooperation,
    /// Working together, giving, freeing, withdrawing.
    MaterialCooperation,
    /// Demanding, accusing, refusing, threatening.
    VerbalConflict,
    /// Cutting ties, protesting, mobilising, seizing, hurting.
    MaterialConflict,
}

impl Quad {
    /// All four, in PLOVER's order (1 to 4).
    pub const ALL: [Quad; 4] =
        [Quad::VerbalCooperation, Quad::MaterialCooperation, Quad::VerbalConflict, Quad::MaterialConflict];

    /// The quad of a PLOVER type.
    ///
    /// PLOVER's manual puts SANCTION among the material conflicts in its text and among the verbal ones in a table:
    /// expelling an envoy and stopping aid are felt, so it is material here.
    pub fn of(plover: Plover) -> Self {
        match plover {
            Plover::Agree | Plover::Consult | Plover::Support | Plover::Concede => Quad::VerbalCooperation,
            Plover::Cooperate | Plover::Aid | Plover::Retreat => Quad::MaterialCooperation,
            Plover::Request | Plover::Accuse | Plover::Reject | Plover::Threaten => Quad::VerbalConflict,
            Plover::Sanction | Plover::Protest | Plover::Mobilize | Plover::Coerce | Plover::Assault => {
                Quad::MaterialConflict
            }
        }
    }

    /// Its name in words: `material conflict`.
    pub fn name(self) -> &'static str {
        match self {
            Quad::VerbalCooperation => "verbal cooperation",
            Quad::MaterialCooperation => "material cooperation",
            Quad::VerbalConflict => "verbal conflict",
            Quad::MaterialConflict => "material conflict",
        }
    }
}
