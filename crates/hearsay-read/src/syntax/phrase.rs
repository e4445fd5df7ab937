//! Phrases: the preposition that opens one, and what a relative pronoun stands for.

use std::borrow::Cow;

use hearsay_core::{Document, TokenId, Upos};

use crate::lower::lower;

/// How many words up a relative pronoun's clause is looked for.
const REACH: usize = 6;

/// The preposition of a phrase: "with", "because of"; "towards" is "toward".
pub(crate) fn preposition<'d>(document: &'d Document, phrase: TokenId) -> Option<Cow<'d, str>> {
    let case = document.child(phrase, &["case"])?;
    // "following a bombing", "including Breland": a participle that has become a preposition keeps its form.
    let participle = document.token(case).xpos.as_ref() == "VBG";
    let mut preposition = lower(if participle { document.form(case) } else { document.lemma(case) });
    for fixed in document.children_by(case, &["fixed"]) {
        let longer = preposition.to_mut();
        longer.push(' ');
        longer.push_str(&lower(document.lemma(fixed)));
    }
    match preposition.as_ref() {
        "towards" => Some("toward".into()),
        "amongst" => Some("among".into()),
        "'s" | "’s" | "'" => None,
        _ => Some(preposition),
    }
}

/// What a relative pronoun stands for; the word itself where it is none.
pub(crate) fn antecedent(document: &Document, token: TokenId) -> TokenId {
    let word = document.token(token);
    let relative = word.feats.get("PronType") == Some("Rel")
        || (word.upos == Upos::Pron && matches!(word.xpos.as_ref(), "WDT" | "WP"))
        || (word.xpos.as_ref() == "WDT" && word.lemma.as_ref() == "that");
    if !relative {
        return token;
    }
    let clause = std::iter::once(token).chain(document.ancestors(token)).take(REACH);
    let mut above = clause.filter(|&word| document.token(word).deprel.full() == "acl:relcl");
    above.next().and_then(|clause| document.head(clause)).unwrap_or(token)
}

/// The noun after "of".
pub(crate) fn of_phrase(document: &Document, head: TokenId) -> Option<TokenId> {
    document.children_by(head, &["nmod", "obl"]).find(|&child| {
        child > head && document.child(child, &["case"]).is_some_and(|case| document.lemma(case) == "of")
    })
}

/// Whether a word is of "each other" or "one another".
pub(crate) fn is_each_other(document: &Document, word: TokenId) -> bool {
    let form = |at: u32| document.form(TokenId(at)).to_lowercase();
    let sentence = &document.sentence(word).tokens;
    (word.0.saturating_sub(1)..=word.0)
        .filter(|&at| at >= sentence.start && at + 1 < sentence.end)
        .any(|at| matches!((form(at).as_str(), form(at + 1).as_str()), ("each", "other") | ("one", "another")))
}
