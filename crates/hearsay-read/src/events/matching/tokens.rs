//! What a word is in the lists of patterns: its key, its names, what it counts, its particles and modifiers.

use hearsay_core::{TokenId, Upos};

use super::Matcher;
use crate::deeds::Word;
use crate::lower::lower;
use crate::syntax::closed_class::{is_part, is_quantity};
use crate::syntax::phrase::preposition;

impl Matcher<'_> {
    /// The word's lemma as [`spelled`].
    pub(super) fn key(&self, token: TokenId) -> &str {
        &self.keys[token.index()]
    }

    /// Whether the word, its compound or its title is `lemma` ("embassy staff", "Ambassador Dorn").
    pub(super) fn lemma_is(&self, token: TokenId, lemma: &str) -> bool {
        if self.key(token) == lemma {
            return true;
        }
        let Some((first, last)) = lemma.split_once(' ') else { return false };
        self.key(token) == last && self.modifier(token, first).is_some()
    }

    pub(super) fn is_one_of(&self, token: TokenId, words: &[Word]) -> bool {
        !words.is_empty() && self.names(token).iter().any(|name| words.binary_search(name).is_ok())
    }

    /// What a word is in lists: its lemma, its lemma with the word before it, and a name's titles.
    fn names(&self, token: TokenId) -> &[Word] {
        self.names_of[token.index()].get_or_init(|| {
            let vocabulary = self.deeds.vocabulary();
            let head = self.key(token);
            let name = self.document.token(token).upos == Upos::Propn;
            let mut names: Vec<Word> = vocabulary.get(head).into_iter().collect();
            for &child in self.document.children(token) {
                let (lemma, deprel) = (self.key(child), &self.document.token(child).deprel);
                if child < token && deprel.is_any(&["compound", "amod", "nmod", "flat"]) {
                    names.extend(vocabulary.get(&format!("{lemma} {head}")));
                }
                if name && deprel.is_any(&["compound", "flat", "appos", "nmod:desc"]) {
                    names.extend(vocabulary.get(lemma));
                }
            }
            names
        })
    }

    /// "a number of diplomats", "dozens of soldiers", "two of the envoys": what there is a number of.
    pub(super) fn counted(&self, token: TokenId) -> Option<TokenId> {
        *self.counted_by[token.index()].get_or_init(|| self.count(token))
    }

    fn count(&self, token: TokenId) -> Option<TokenId> {
        let word = self.document.token(token);
        let lemma = lower(&word.lemma);
        if word.upos != Upos::Num && !(is_quantity(&lemma) || is_part(&lemma)) {
            return None;
        }
        let mut of = self.document.children_by(token, &["nmod", "obl"]);
        of.find(|&phrase| preposition(self.document, phrase).as_deref() == Some("of"))
    }

    /// A word that belongs to the verb: "order *out*", "fired *on*", "call *off*".
    pub(super) fn particle(&self, verb: TokenId, lemma: &str, used: &[TokenId]) -> Option<TokenId> {
        // Where a parser hangs "turned away migrants" wrongly, "away" still stands beside its verb.
        let beside = TokenId(verb.0 + 1);
        let beside = self.document.sentence(verb).holds(beside).then_some(beside);
        self.document.children(verb).iter().copied().chain(beside).find(|&child| {
            let word = self.document.token(child);
            if Some(child) == beside && word.deprel.base() != "case" {
                return matches!(word.upos, Upos::Adp | Upos::Adv | Upos::Part) && self.key(child) == lemma;
            }
            matches!(word.upos, Upos::Adp | Upos::Adv | Upos::Part | Upos::Adj)
                && !word.deprel.is_any(&["mark", "cc", "amod"])
                && !used.contains(&child)
                && self.key(child) == lemma
        })
    }

    /// A word before a noun: "air strike", "diplomatic tie".
    pub(super) fn modifier(&self, noun: TokenId, lemma: &str) -> Option<TokenId> {
        self.document
            .children_by(noun, &["compound", "amod", "nmod", "flat", "nummod", "det"])
            .find(|&child| child < noun && self.key(child) == lemma)
    }
}
