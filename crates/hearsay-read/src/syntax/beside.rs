//! What stands beside a clause and not in it: adverbials of time and cause, relatives, trailing participles.
//!
//! What is said, planned, refused or denied is the clause with its complements. "Kenya will send doctors following a bombing"
//! plans no bombing, and "refused to free a man accused of arson" refuses no accusation.

use hearsay_core::{Document, TokenId, Upos};

use super::clause::is_finite;
use super::phrase::preposition;
use crate::lower::lower;

/// Prepositions whose phrase tells when or why, not what. "In", "on", "with" and "by" may tell how and are not here.
const CIRCUMSTANTIAL: &[&str] = &[
    "after",
    "amid",
    "amidst",
    "as",
    "because of",
    "before",
    "despite",
    "due to",
    "during",
    "following",
    "in spite of",
    "prior to",
    "since",
    "throughout",
    "until",
];

/// Conjunctions whose clause tells when or why. Conditions ("if", "unless") are not here: they bind what they stand beside.
const CIRCUMSTANTIAL_MARKS: &[&str] =
    &["after", "although", "as", "because", "before", "once", "since", "though", "until", "when", "where", "while"];

/// Whether `node`, a clause or a phrase, stands beside the one it hangs on instead of in it.
pub(crate) fn is_beside(document: &Document, node: TokenId) -> bool {
    let word = document.token(node);
    match word.deprel.full() {
        "acl:relcl" => return true,
        "amod" => return word.upos == Upos::Verb,
        _ => {}
    }
    match word.deprel.base() {
        // "a man accused of arson", "militants attacking Breland"; "a plan to attack", "the charge of stealing" are what the
        // noun says.
        "acl" => document.child(node, &["mark", "case", "nsubj"]).is_none(),
        "advcl" => is_adverbial(document, node) || is_trailing_participle(document, node),
        "obl" | "nmod" => is_circumstance(document, node),
        _ => false,
    }
}

/// "following a bombing", "since the coup", "in response to the raid": a phrase that tells when or why.
pub(crate) fn is_circumstance(document: &Document, phrase: TokenId) -> bool {
    let Some(preposition) = preposition(document, phrase) else { return false };
    CIRCUMSTANTIAL.binary_search(&preposition.as_ref()).is_ok()
}

/// "after it was bombed", "while visiting Arlen": a clause that tells when or why.
fn is_adverbial(document: &Document, clause: TokenId) -> bool {
    let marks = |word: TokenId| CIRCUMSTANTIAL_MARKS.binary_search(&lower(document.lemma(word)).as_ref()).is_ok();
    document.children_by(clause, &["mark", "advmod", "case"]).any(|word| word < clause && marks(word))
}

/// ", killing two men": a participle behind a comma that no conjunction ties, under a clause that has no tense of its own. Who
/// "tried to flee, killing two men" killed them; under a clause with a tense it shares that tense ("will leave, ending the war").
fn is_trailing_participle(document: &Document, clause: TokenId) -> bool {
    is_free_participle(document, clause) && document.head(clause).is_some_and(|head| !is_finite(document, head))
}

/// A form in "-ing" behind a comma without subject, auxiliary or mark.
pub(crate) fn is_free_participle(document: &Document, clause: TokenId) -> bool {
    document.token(clause).xpos.as_ref() == "VBG"
        && document.child(clause, &["nsubj", "aux", "mark", "case", "cop"]).is_none()
        && opens_after_comma(document, clause)
}

/// Whether nothing but adverbs stands between a comma and the word.
fn opens_after_comma(document: &Document, word: TokenId) -> bool {
    let first = document.children_by(word, &["advmod"]).filter(|&child| child < word).min().unwrap_or(word);
    first.0.checked_sub(1).is_some_and(|before| document.form(TokenId(before)) == ",")
}
