//! What a phrase does in its clause.

use hearsay_core::{Document, TokenId};

/// What the phrase does in its clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum GrammaticalPlace {
    Subject,
    Object,
    Possessor,
    Oblique,
    Modifier,
    Other,
}

/// What the phrase headed by `head` does in its clause.
pub(super) fn place(document: &Document, head: TokenId) -> GrammaticalPlace {
    let mut at = head;
    for _ in 0..8 {
        let token = document.token(at);
        match token.deprel.base() {
            "nsubj" => return GrammaticalPlace::Subject,
            "obj" | "iobj" => return GrammaticalPlace::Object,
            "obl" => return GrammaticalPlace::Oblique,
            "nmod" if token.deprel.is("nmod:poss") => return GrammaticalPlace::Possessor,
            "nmod" | "compound" | "amod" => return GrammaticalPlace::Modifier,
            "conj" | "appos" => {}
            _ => return GrammaticalPlace::Other,
        }
        match token.head {
            Some(above) => at = above,
            None => break,
        }
    }
    GrammaticalPlace::Other
}

pub(super) fn nominal_place(document: &Document, head: TokenId) -> bool {
    document.token(head).deprel.is_any(&["nsubj", "obj", "iobj", "obl", "nmod", "conj", "appos", "root"])
}

pub(super) fn is_premodifier(document: &Document, head: TokenId) -> bool {
    let token = document.token(head);
    token.deprel.is_any(&["compound", "amod", "nmod:desc", "nmod:poss"]) && token.head.is_some_and(|above| above > head)
}
