//! Whom a content is about where its own words leave that out: "three men, accused of theft", "arrested Dorn for allegedly
//! stealing a car", "the group, which is accused of murder".

use hearsay_core::TokenId;

use super::content::{Content, Matched};
use super::reading::Reading;
use crate::cues::CueKind;
use crate::syntax::clause::is_passive;
use crate::syntax::phrase::antecedent;

impl<'a> Reading<'a> {
    /// Of a passive without a subject of its own, the one it shares with another clause or the noun that it describes.
    pub(super) fn shared_subject(&self, verb: TokenId) -> Option<TokenId> {
        let own = self.subject(verb).is_some() || self.is(verb, &["amod"]);
        let shared = if own { Vec::new() } else { self.frames.surface_subjects(verb, 0) };
        shared.first().copied().filter(|&subject| self.same_sentence(subject, verb))
    }

    /// The one accused or judged by a participle: "he was arrested and charged with theft", "resigned after being accused of it".
    pub(super) fn judged_subject(&self, matched: &Matched<'a>) -> Option<TokenId> {
        let judges = matches!(matched.entry.class.as_str(), "allege" | "decree") && matched.entry.more.is_empty();
        let passive = judges && is_passive(self.document, matched.head);
        let subject = passive.then(|| self.shared_subject(matched.head)).flatten()?;
        // "goes on trial accused of theft", "appeared in court charged with it": no trial and no court is accused.
        let described = self.is(matched.head, &["acl"]) && self.document.head(matched.head) == Some(subject);
        let stage = described && (self.is_mute(subject) || matches!(self.lemma(subject), "court" | "tribunal"));
        let over = stage.then(|| self.clause_over_noun(subject).and_then(|verb| self.subject(verb))).flatten();
        Some(over.unwrap_or(subject))
    }

    /// A noun's words without its preposition and without the clause that holds `inner`.
    pub(super) fn phrase_around(&self, noun: TokenId, inner: TokenId) -> Vec<TokenId> {
        let chain = std::iter::once(inner).chain(self.document.ancestors(inner));
        let clause = chain.take_while(|&word| word != noun).last();
        let case = self.document.children_by(noun, &["case"]).filter(|&case| case < noun);
        self.phrase(noun, &case.chain(clause).collect::<Vec<_>>())
    }

    /// Takes in whom the content of an adverb or a passive is about, and what a relative pronoun in the place of a subject stands for.
    pub(super) fn about(&self, matched: &Matched<'a>, mut content: Content) -> Content {
        let adverb = matched.entry.kind == CueKind::Adverb;
        let predicate = if adverb { content.head } else { content.takes_subject.then_some(matched.head) };
        let Some(predicate) = predicate else { return content };
        if adverb && let Some(subject) = self.shared_subject(predicate) {
            content.words.retain(|&word| {
                !(self.is(word, &["mark", "case"]) && self.document.head(word) == Some(predicate) && word < predicate)
            });
            content.words.extend(self.phrase_around(subject, predicate));
        }
        if let Some(relative) = self.subject(predicate) {
            let noun = antecedent(self.document, relative);
            if noun != relative && !content.words.contains(&noun) {
                content.words.extend(self.phrase_around(noun, predicate));
            }
        }
        content
    }
}
