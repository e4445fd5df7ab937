//! Quotations without marks: `The minister said:` and then paragraphs of the minister's own, as ministries print them.

use hearsay_core::{Document, Span, TokenId, Upos};

use crate::word_lists::BEFORE_BLOCK_QUOTES;

/// What the paragraph before tells of the next.
#[derive(Clone, Copy, Default)]
pub(super) struct BlockQuote {
    /// It ends with a verb of saying and a colon.
    pub announced: bool,
    /// It is itself part of such a quotation.
    pub quoted: bool,
}

impl BlockQuote {
    /// Whether the next paragraph is quoted, too: the first in any case, the others as long as the speaker speaks of himself.
    pub(super) fn takes_in(self, document: &Document, body: Span) -> bool {
        let text = document.text(body).trim_start();
        let first_person = || {
            let mut words = text.split(|c: char| !c.is_alphanumeric());
            words.any(|word| matches!(word, "I" | "we" | "We" | "my" | "My" | "our" | "Our" | "us"))
        };
        self.announced && text.starts_with(char::is_alphanumeric) && text.contains(' ')
            || self.quoted && !text.ends_with(':') && first_person()
    }
}

/// Whether a paragraph ends with a verb of saying and a colon: "said:", "said in a statement:", "told the Gazette:".
pub(super) fn announces_speech(document: &Document, body: Span) -> bool {
    if !document.text(body).trim_end().ends_with(':') {
        return false;
    }
    let Some(last) = document.words_in(body).last().map(TokenId) else { return false };
    let mut words = document.sentence(last).tokens.clone().rev().map(TokenId);
    let verb = words.find(|&word| document.token(word).upos == Upos::Verb);
    verb.is_some_and(|verb| {
        let lemma = document.lemma(verb);
        let object = document.children_by(verb, &["obj"]).any(|object| object > verb);
        BEFORE_BLOCK_QUOTES.has(lemma) && (!object || lemma == "tell")
    })
}
