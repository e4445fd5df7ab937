//! What a word's own helpers, adverbs and determiners say of it: "may", "not", "allegedly", "no", "planned".

use hearsay_core::{Status, TokenId, Upos};

use super::Judge;
use crate::syntax::clause::{is_nobody, is_not_only, is_past_form};
use crate::syntax::embedding::Place;

impl Judge<'_> {
    /// What a word's own helpers, adverbs and determiners say: "may", "not", "allegedly", "no", "planned".
    pub(super) fn own(&self, token: TokenId) -> Status {
        let document = self.document;
        let word = document.token(token);
        let mut status = Status::Reported;
        for &child in document.children(token) {
            let helper = document.token(child);
            let lemma = helper.lemma.to_lowercase();
            let found = match helper.deprel.base() {
                "aux" => self.modal(token, child, &lemma),
                "advmod" | "cc" => self.footing.status(Place::Adverb, &lemma).filter(|_| !is_not_only(document, child)),
                "det" if matches!(lemma.as_str(), "no" | "neither") => Some(Status::Negated),
                "det" if lemma == "any" && word.upos.is_nominal() => Some(Status::Possible),
                "amod" | "compound" if child < token => self
                    .footing
                    .status(Place::Attribute, &document.form(child).to_lowercase())
                    .or_else(|| self.footing.status(Place::Attribute, &lemma)),
                // "No diplomats were expelled", "took no action", "nobody was hurt"
                "nsubj" | "obj" if word.upos != Upos::Noun || document.child(token, &["cop"]).is_some() => {
                    is_nobody(document, child).then_some(Status::Negated)
                }
                "mark" if lemma == "to" && self.was_to_have(token) => Some(Status::Negated),
                "mark" if lemma == "to" && self.is_headline_future(token) => Some(Status::Future),
                _ => None,
            };
            status = status.max(found.unwrap_or(Status::Reported));
        }
        if self.is_inverted(token) {
            status = status.max(Status::Possible);
        }
        if word.feats.get("Mood") == Some("Imp") {
            status = status.max(Status::Possible);
        }
        status
    }

    /// "Had Arland attacked, ...", "Should the talks fail, ...": a condition without "if".
    fn is_inverted(&self, verb: TokenId) -> bool {
        let document = self.document;
        let Some(subject) = document.child(verb, &["nsubj", "nsubj:pass"]) else { return false };
        document.children_by(verb, &["aux", "aux:pass", "cop"]).next().is_some_and(|first| {
            let opens =
                first < subject && document.children(verb).iter().all(|&child| child >= first || !self.asks(child));
            opens && matches!(document.form(first).to_lowercase().as_str(), "had" | "should" | "were")
        })
    }

    /// "why had they", "whom should he": a word that asks stands before.
    fn asks(&self, token: TokenId) -> bool {
        matches!(self.document.token(token).xpos.as_ref(), "WP" | "WRB" | "WDT" | "WP$")
    }

    /// "was to have met": it did not come to it.
    fn was_to_have(&self, verb: TokenId) -> bool {
        let document = self.document;
        let perfect = document
            .children_by(verb, &["aux"])
            .any(|aux| document.token(aux).xpos.as_ref() == "VB" && document.lemma(aux) == "have");
        let was = |token: TokenId| document.lemma(token) == "be" && is_past_form(document, token);
        let before = document.children_by(verb, &["aux", "aux:pass", "cop"]).any(was);
        perfect && (before || document.head(verb).is_some_and(was))
    }

    fn modal(&self, verb: TokenId, modal: TokenId, lemma: &str) -> Option<Status> {
        let document = self.document;
        match lemma {
            "may" | "might" | "can" | "could" | "should" | "must" | "ought" => Some(Status::Possible),
            "will" | "shall" | "'ll" | "wo" | "’ll" => {
                // "would" is lemmatised "will" in some treebanks.
                let form = document.form(modal).to_lowercase();
                Some(if form.starts_with("wou") || form == "'d" || form == "’d" {
                    self.would(verb)
                } else {
                    Status::Future
                })
            }
            "would" | "'d" | "’d" => Some(self.would(verb)),
            _ => None,
        }
    }

    /// "said it would expel" is a plan told later; any other "would" hangs on a condition.
    fn would(&self, verb: TokenId) -> Status {
        let document = self.document;
        let told = document.token(verb).deprel.base() == "ccomp"
            && document.head(verb).is_some_and(|head| document.token(head).xpos.as_ref() != "VBZ");
        let perfect = document.children_by(verb, &["aux"]).any(|aux| document.lemma(aux) == "have");
        if told && !perfect { Status::Future } else { Status::Possible }
    }

    /// "Arland to expel envoys", "is to meet": an infinitive that nothing governs.
    fn is_headline_future(&self, token: TokenId) -> bool {
        matches!(self.document.token(token).deprel.base(), "root" | "conj" | "parataxis" | "ccomp")
            && self.document.child(token, &["nsubj"]).is_some()
            || (self.document.token(token).deprel.base() == "root"
                && self.document.child(token, &["obj", "obl"]).is_some())
    }
}
