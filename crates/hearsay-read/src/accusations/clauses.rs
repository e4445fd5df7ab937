//! What is asked of the clauses of an article, each worked out once: statements inside one another share most of theirs.

use std::collections::HashMap;

use hearsay_core::TokenId;
use hearsay_core::lookup::LookUp;

use crate::numbers::flag;
use crate::scene::Scene;
use crate::syntax::clause::{is_negated, is_passive};
use crate::syntax::{Frame, Frames};

/// The clauses that were asked for.
#[derive(Default)]
pub(super) struct Clauses(HashMap<TokenId, Clause, LookUp>);

/// A verb, noun or adjective with what hangs on it.
pub(super) struct Clause {
    pub(super) frame: Frame,
    /// Whether it is passive, negated and under a modal; how likely it happened.
    pub(super) numbers: [f32; 4],
}

impl Clauses {
    pub(super) fn of(&mut self, scene: &Scene<'_>, word: TokenId) -> &Clause {
        self.0.entry(word).or_insert_with(|| {
            let (document, lexicon) = (scene.document, scene.lexicon);
            let modal = document.children_by(word, &["aux"]).any(|aux| &*document.token(aux).xpos == "MD");
            Clause {
                frame: Frames { document, footing: &lexicon.footing }.frame(word),
                numbers: [
                    flag(is_passive(document, word)),
                    flag(is_negated(document, word)),
                    flag(modal),
                    lexicon.factuality.happened(document, word, &lexicon.footing),
                ],
            }
        })
    }
}
