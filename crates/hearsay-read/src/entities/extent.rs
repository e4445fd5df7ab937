//! Which words of the tree below a head belong to its phrase.

use hearsay_core::{Document, Span, TokenId, Upos};

/// The longest phrase we walk: longer ones are lists gone wrong.
const LONGEST: usize = 150;

/// The phrase as a careful reader would underline it: without what comes in by the way.
pub(super) fn own_span(document: &Document, head: TokenId, cut_too: &dyn Fn(TokenId) -> bool) -> Span {
    const OUTSIDE: &[&str] = &[
        "appos",
        "conj",
        "cc",
        "parataxis",
        "case",
        "cop",
        "nsubj",
        "csubj",
        "aux",
        "mark",
        "advmod",
        "advcl",
        "obl",
        "discourse",
        "vocative",
        "dislocated",
        "orphan",
        "ccomp",
        "xcomp",
        "expl",
        "list",
        "dep",
        "reparandum",
        "punct",
        "acl:relcl",
    ];
    const BESIDE: &[&str] = &["acl:relcl", "appos", "parataxis"];
    let sentence = document.sentence(head).tokens.clone();
    let mut end = sentence.end;
    let mut words = vec![head];
    let mut next = 0;
    while next < words.len() && words.len() < LONGEST {
        let above = words[next];
        next += 1;
        let names = if above == head { OUTSIDE } else { BESIDE };
        for &child in document.children(above) {
            let is_premodifying = child < head;
            let cut = document.token(child).deprel.is_any(names)
                || above == head && cut_too(child) && !is_premodifying
                || child > head && is_clause(document, child);
            if !cut {
                words.push(child);
            } else if child > head && !document.token(child).deprel.is_any(&["punct", "case"]) {
                end = end.min(first_word(document, child));
            }
        }
    }
    // In crossing trees a clause after the head may begin before it.
    words.retain(|&word| word.0 < end || word == head);
    words.sort_unstable();
    let words = unbroken(document, &words, head);
    trimmed(document, words, head)
}

/// A clause under a noun that a careful reader leaves out: "to back them", "who left"; "involved in the talks" stays.
fn is_clause(document: &Document, head: TokenId) -> bool {
    let token = document.token(head);
    token.deprel.is("acl")
        && (token.feats.get("VerbForm").is_some_and(|form| matches!(form, "Fin" | "Inf"))
            || document.child(head, &["nsubj", "mark"]).is_some())
}

/// The first word of a phrase, looking a few words down: enough for "who" and "a" before their heads.
fn first_word(document: &Document, head: TokenId) -> u32 {
    let mut first = head.0;
    let mut at = head;
    for _ in 0..8 {
        match document.children(at).first() {
            Some(&child) if child < at => {
                at = child;
                first = first.min(child.0);
            }
            _ => break,
        }
    }
    first
}

/// From the first word to the last, without punctuation at the edges.
fn trimmed(document: &Document, words: &[TokenId], head: TokenId) -> Span {
    let is_edge = |&&word: &&TokenId| {
        let token = document.token(word);
        word != head
            && (matches!(token.upos, Upos::Punct | Upos::Cconj | Upos::Adp | Upos::Sconj | Upos::Part)
                || token.deprel.is_any(&["mark", "cc", "case"]))
    };
    let first = words.iter().find(|word| !is_edge(word)).copied().unwrap_or(head);
    let last = words.iter().rev().find(|word| !is_edge(word)).copied().unwrap_or(head);
    let first = with_half(document, first.min(head));
    document.token(first).span.cover(document.token(last.max(head)).span)
}

/// The stretch around the head without words of other phrases in between.
fn unbroken<'w>(document: &Document, words: &'w [TokenId], head: TokenId) -> &'w [TokenId] {
    let at = words.iter().position(|&word| word == head).unwrap_or(0);
    let joined = |a: TokenId, b: TokenId| {
        (a.0 + 1..b.0).all(|id| {
            let token = document.token(TokenId(id));
            token.upos == Upos::Punct || token.deprel.is_any(&["case", "punct", "cc"])
        })
    };
    let mut from = at;
    while from > 0 && joined(words[from - 1], words[from]) {
        from -= 1;
    }
    let mut to = at;
    while to + 1 < words.len() && joined(words[to], words[to + 1]) {
        to += 1;
    }
    words.get(from..=to).unwrap_or(words)
}

/// "half a dozen officials": taggers hang "half" on many things.
fn with_half(document: &Document, first: TokenId) -> TokenId {
    let before = TokenId(first.0.saturating_sub(1));
    let is_half = before < first && document.sentence(first).holds(before) && document.lemma(before) == "half";
    if is_half && document.lemma(first) == "a" { before } else { first }
}
