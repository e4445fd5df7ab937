//! What trees of decision ask of words: tags, relations, ways through a tree as numbers. The order of every list is that of the
//! weights: whoever changes one trains anew.

use hearsay_core::{Document, TokenId, Upos};

use crate::syntax::phrase;

const DEPRELS: &[&str] = &[
    "root",
    "nsubj:pass",
    "nsubj",
    "obj",
    "iobj",
    "obl:agent",
    "obl",
    "nmod:poss",
    "nmod",
    "conj",
    "advcl",
    "acl:relcl",
    "acl",
    "ccomp",
    "xcomp",
    "compound",
    "amod",
    "appos",
    "parataxis",
    "csubj",
    "dep",
    "flat",
    "nummod",
    "list",
    "orphan",
];

pub(crate) const PREPOSITIONS: &[&str] = &[
    "by",
    "of",
    "in",
    "at",
    "on",
    "against",
    "with",
    "from",
    "to",
    "for",
    "between",
    "over",
    "about",
    "after",
    "before",
    "into",
    "near",
    "as",
    "during",
    "following",
    "under",
    "among",
    "toward",
    "including",
    "outside",
    "across",
    "amid",
    "via",
    "per",
];

/// A place in a list, -1 for none.
pub(crate) fn place<T: PartialEq>(list: &[T], of: &T) -> f32 {
    list.iter().position(|known| known == of).map_or(-1.0, |at| at as f32)
}

/// A place or a number of things, of which only the first few count: what grows with the article would tell how long it is, and trees would
/// learn that long articles have no disputes.
pub(crate) fn early(count: usize) -> f32 {
    count.min(6) as f32
}

pub(crate) fn flag(holds: bool) -> f32 {
    f32::from(u8::from(holds))
}

pub(crate) fn deprel(document: &Document, token: TokenId) -> f32 {
    let deprel = &document.token(token).deprel;
    DEPRELS.iter().position(|label| deprel.is(label)).map_or(-1.0, |at| at as f32)
}

pub(crate) fn upos(document: &Document, token: TokenId) -> f32 {
    const TAGS: [Upos; 6] = [Upos::Verb, Upos::Noun, Upos::Propn, Upos::Adj, Upos::Pron, Upos::Num];
    place(&TAGS, &document.token(token).upos)
}

pub(crate) fn preposition(document: &Document, token: TokenId) -> f32 {
    phrase::preposition(document, token).map_or(-1.0, |word| place(PREPOSITIONS, &word.as_ref()))
}

/// From one word to another in the tree: steps up, steps down, and the relations of the branches where the two ways part; all -1
/// from one sentence to another.
pub(crate) fn path(document: &Document, from: TokenId, to: TokenId) -> [f32; 4] {
    let up: Vec<TokenId> = std::iter::once(from).chain(document.ancestors(from)).collect();
    let down: Vec<TokenId> = std::iter::once(to).chain(document.ancestors(to)).collect();
    for (steps_down, node) in down.iter().enumerate() {
        if let Some(steps_up) = up.iter().position(|above| above == node) {
            let branch =
                |way: &[TokenId], steps: usize| steps.checked_sub(1).map_or(-2.0, |last| deprel(document, way[last]));
            return [steps_up as f32, steps_down as f32, branch(&up, steps_up), branch(&down, steps_down)];
        }
    }
    [-1.0; 4]
}
