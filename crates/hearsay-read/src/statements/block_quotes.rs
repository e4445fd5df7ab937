//! Quotations without marks: `The minister said:` and then paragraphs of the minister's own, as ministries print them.

use hearsay_core::{Block, BlockKind, Document, Span, TokenId, Upos};

use crate::word_lists::{ADDING, BEFORE_BLOCK_QUOTES, QUOTING};

/// What the paragraph before tells of the next.
#[derive(Clone, Copy, Default)]
pub(super) struct BlockQuote {
    /// It ends with a verb of saying and a colon.
    pub announced: bool,
    /// It is itself part of such a quotation.
    pub quoted: bool,
}

/// How many paragraphs ahead are looked at for whoever speaks to speak of himself again.
const AHEAD: usize = 4;

impl BlockQuote {
    /// Whether the next paragraph is quoted, too: the first in any case, the others as long as the speaker speaks of himself, there or
    /// soon after, before anybody else is said to speak. `after` are the paragraphs behind it.
    pub(super) fn takes_in<'b>(self, document: &Document, body: Span, after: impl Iterator<Item = &'b Block>) -> bool {
        let text = document.text(body).trim_start();
        self.announced && text.starts_with(char::is_alphanumeric) && text.contains(' ')
            || self.quoted
                && !text.ends_with(':')
                && (first_person(text) || verb_of_saying(document, body).is_none() && goes_on(document, after))
    }
}

fn first_person(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    words.any(|word| matches!(word, "I" | "we" | "We" | "my" | "My" | "our" | "Our" | "us"))
}

fn verb_of_saying(document: &Document, body: Span) -> Option<TokenId> {
    let mut words = document.words_in(body).map(TokenId);
    words.find(|&word| document.token(word).upos == Upos::Verb && QUOTING.has(document.lemma(word)))
}

/// Whether a paragraph soon after is of the same speaker: in the first person, or it says what he "added".
fn goes_on<'b>(document: &Document, after: impl Iterator<Item = &'b Block>) -> bool {
    for block in after.take(AHEAD) {
        let text = document.text(block.body);
        if block.kind != BlockKind::Paragraph || text.trim_end().ends_with(':') || text.contains(is_mark) {
            return false;
        }
        if first_person(text) {
            return true;
        }
        if let Some(verb) = verb_of_saying(document, block.body) {
            return ADDING.has(document.lemma(verb));
        }
    }
    false
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

/// Whether the character can be a quotation mark.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‘' | '’' | '‚' | '\'' | '`' | '‹' | '›')
}
