//! Who hears what is said.

use hearsay_core::TokenId;

use super::content::Matched;
use super::reading::Reading;
use crate::syntax::clause::is_passive;

impl<'a> Reading<'a> {
    /// Who hears it: "told reporters", "spoke to Reuters".
    pub(super) fn hearer(&self, matched: &Matched<'a>, clause: Option<TokenId>) -> Option<TokenId> {
        if !matched.entry.hearer {
            return None;
        }
        if is_passive(self.document, matched.head) {
            return self.subject(matched.head);
        }
        let own = self.document.child(matched.head, &["iobj", "obj"]);
        own.or_else(|| clause.and_then(|clause| self.addressed(matched.head, clause)))
    }

    /// "told the Gazette that it fell", "told reporters troops had left": the tree may hang who hears it on what is told.
    pub(super) fn addressed(&self, verb: TokenId, clause: TokenId) -> Option<TokenId> {
        let document = self.document;
        if document.child(verb, &["obj", "iobj"]).is_some_and(|own| own > verb) {
            return None;
        }
        let hearer = document.children_by(clause, &["obj", "iobj", "nsubj"]).find(|&word| word > verb)?;
        let begins = document.subtree(hearer).first().is_some_and(|first| first.0 == verb.0 + 1);
        let behind = |labels| document.children_by(clause, labels).any(|word| word > hearer && word < clause);
        let that = document.children_by(clause, &["mark"]).any(|mark| mark > hearer && self.lemma(mark) == "that");
        (begins && hearer < clause && (that || behind(&["nsubj", "expl"]))).then_some(hearer)
    }
}
