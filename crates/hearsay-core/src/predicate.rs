//! Words that may tell a deed, as a model sees them: shares of meanings, not decisions.

use crate::{Plover, Status, TokenId};

/// A word that may tell a deed: of what type, on what footing, who does it to whom. All shares are 0 to 1.
///
/// A model says it (`hearsay-nlp`); a document drawn by hand has none. Who reads events weighs it against what the deed files say.
#[derive(Clone, Debug, PartialEq)]
pub struct Predicate {
    /// The word.
    pub token: TokenId,
    /// Share of "tells no deed", then of each type in the order of [`Plover::ALL`]; they sum to 1.
    pub types: [f32; Plover::ALL.len() + 1],
    /// Share of each status in the order of [`Status::ALL`], were it a deed; they sum to 1.
    pub statuses: [f32; Status::ALL.len()],
    /// How likely it tells its deed more fully than any other word does.
    pub fullest: f32,
    /// The words of its sentence that may stand for a party of it, in text order, each the head of its phrase.
    pub arguments: Vec<Argument>,
    /// Predicates before it in the sentence, in text order, and how likely each tells the same deed.
    pub same: Vec<(TokenId, f32)>,
}

/// A word that may stand for a party of a deed. All shares are 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Argument {
    /// The word that heads the party's phrase.
    pub token: TokenId,
    /// It does the deed.
    pub source: f32,
    /// It is done to it.
    pub target: f32,
    /// It says so.
    pub says: f32,
    /// It has PropBank's roles ARG0, ARG1, ARG2 to the word.
    pub propbank: [f32; 3],
}

impl Predicate {
    /// Share of one type.
    pub fn share(&self, plover: Plover) -> f32 {
        self.types[1 + Plover::ALL.iter().position(|&other| other == plover).unwrap_or(0)]
    }

    /// The likeliest type, and its share.
    pub fn likeliest(&self) -> (Plover, f32) {
        let best = (0..Plover::ALL.len()).reduce(|a, b| if self.types[b + 1] > self.types[a + 1] { b } else { a });
        let best = best.unwrap_or(0);
        (Plover::ALL[best], self.types[best + 1])
    }

    /// What is said of a word as a party of this deed.
    pub fn argument(&self, token: TokenId) -> Option<&Argument> {
        self.arguments.binary_search_by_key(&token, |argument| argument.token).ok().map(|at| &self.arguments[at])
    }
}
