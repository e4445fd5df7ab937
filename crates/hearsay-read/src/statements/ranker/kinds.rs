//! Of what kind speaker, content and mood of a proposal are: signs that hold for words never seen in training.

use hearsay_core::{NameKind, Predicate, TokenId, Upos};

use super::super::reading::{Found, Reading};
use super::features::Features;
use crate::cues::{CueKind, SourceKind};
use crate::syntax::clause::{is_finite, is_gerund, is_infinitive};

/// A share by the steps that matter.
fn share(value: f32) -> &'static str {
    match value {
        ..0.1 => "0",
        ..0.3 => "1",
        ..0.6 => "3",
        _ => "6",
    }
}

impl Reading<'_> {
    /// Kinds, and what the model says of the words.
    pub(super) fn of_kinds(&self, found: &Found<'_>, class: &str, cue: &str, all: &mut Features) {
        let speaker = found.speaker.as_ref().map_or("none", |speaker| self.kind_of_party(speaker.head));
        let content = self.kind_of_content(found);
        all.add("kinds", &[speaker, content]);
        all.add("class kinds", &[class, speaker, content]);
        all.add("cue kinds", &[cue, speaker, content]);
        all.add("class said", &[class, content]);
        all.add("cue said", &[cue, content]);
        all.add("class who", &[class, speaker]);
        all.add("cue who", &[cue, speaker]);
        let mood = self.mood(found.anchor);
        all.add("mood", &[mood]);
        all.add("mood class", &[mood, class]);
        all.add("mood said", &[mood, content]);
        let above =
            self.document.head(found.anchor).filter(|_| self.is(found.anchor, &["xcomp", "acl", "advcl", "obl"]));
        if let Some(above) = above {
            all.add("under", &[mood, self.lemma(above)]);
        }
        self.of_model(found, class, cue, all);
    }

    /// What the event model says: does the cue tell a deed of its own, and does the speaker say the deeds in the content?
    fn of_model(&self, found: &Found<'_>, class: &str, cue: &str, all: &mut Features) {
        let Some(predicates) = self.document.predicates() else { return };
        let own = self.document.predicate(found.anchor);
        let likeliest = own.map(Predicate::likeliest);
        let (kind, most) = likeliest.map_or(("none", 0.0), |(plover, most)| (plover.name(), most));
        all.add("deed", &[kind, share(most)]);
        all.add("class deed", &[class, kind, share(most)]);
        all.add("cue deed", &[cue, kind, share(most)]);
        let who = found.speaker.as_ref().map(|speaker| speaker.head);
        let role = own.and_then(|own| own.arguments.iter().find(|argument| Some(argument.token) == who));
        let [zero, one, _] = role.map_or([-1.0; 3], |role| role.propbank);
        all.add("role", &[class, share(zero), share(one)]);
        let mut says: f32 = 0.0;
        for range in &found.content {
            let first = predicates.partition_point(|predicate| predicate.token.0 < range.start);
            let inside = predicates[first..].iter().take_while(|predicate| predicate.token.0 < range.end);
            let all = inside.flat_map(|predicate| &predicate.arguments);
            says =
                all.filter(|argument| Some(argument.token) == who).fold(says, |says, argument| says.max(argument.says));
        }
        all.add("says", &[share(says)]);
        all.add("class says", &[class, share(says)]);
    }

    /// Who could speak: somebody, a body, a paper, or a thing.
    fn kind_of_party(&self, head: TokenId) -> &'static str {
        let words = self.cues.words();
        let lemma = self.lemma(head);
        if let Some(name) = self.document.name_at(head) {
            return match name.kind {
                NameKind::Person => "person",
                NameKind::Organization => "organisation",
                NameKind::Place => "place",
            };
        }
        let listed = |kinds: &[SourceKind]| kinds.iter().any(|&kind| words.has(kind, lemma));
        match self.upos(head) {
            Upos::Pron if matches!(lemma, "it" | "which" | "that" | "this" | "what" | "these" | "those") => "it",
            Upos::Pron => "pronoun",
            Upos::Propn => "propn",
            _ if listed(&[SourceKind::Document]) => "paper",
            _ if listed(&[SourceKind::Institution, SourceKind::Media, SourceKind::Court]) => "body",
            _ if listed(&[
                SourceKind::Anonymous,
                SourceKind::Collective,
                SourceKind::Spokesperson,
                SourceKind::Office,
            ]) =>
            {
                "people"
            }
            _ if crate::word_lists::CALLINGS.has(lemma) || crate::word_lists::PEOPLE.has(lemma) => "people",
            _ => "thing",
        }
    }

    /// What is said: a clause, words in marks, a matter, somebody, a thing.
    fn kind_of_content(&self, found: &Found<'_>) -> &'static str {
        let quoted = |at: u32| self.quotation_at(TokenId(at)).is_some();
        if self.quotation_at(found.anchor).is_none() && found.content.iter().flat_map(Clone::clone).any(quoted) {
            return "quoted";
        }
        let Some(head) = found.content_head else { return "none" };
        let words = self.cues.words();
        let lemma = self.lemma(head);
        if is_finite(self.document, head)
            && self.is(head, &["ccomp", "parataxis", "root", "advcl", "acl", "conj", "csubj"])
        {
            return "clause";
        }
        if is_infinitive(self.document, head) {
            return "infinitive";
        }
        if is_gerund(self.document, head) {
            return "gerund";
        }
        match self.upos(head) {
            Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num => {}
            Upos::Verb => return "verb",
            Upos::Adj => return "adjective",
            _ => return "other",
        }
        if self
            .document
            .children_by(head, &["acl", "ccomp"])
            .any(|clause| clause > head && !self.is(clause, &["acl:relcl"]))
        {
            return "noun with clause";
        }
        if words.has(SourceKind::Matter, lemma) || self.cues.could_be(self.document, head, CueKind::Noun) {
            return "matter";
        }
        match self.kind_of_party(head) {
            "person" | "people" | "pronoun" => "somebody",
            "organisation" | "place" | "propn" | "body" => "body",
            "paper" => "paper",
            "it" => "it",
            _ if lemma.ends_with("tion")
                || lemma.ends_with("ment")
                || lemma.ends_with("ing")
                || lemma.ends_with("ity") =>
            {
                "abstract"
            }
            _ => "thing",
        }
    }

    /// "should accept", "tried to answer", "without saying", "did not say".
    fn mood(&self, anchor: TokenId) -> &'static str {
        let modal = self.document.children_by(anchor, &["aux"]).find_map(|helper| match self.lemma(helper) {
            "should" | "shall" | "ought" => Some("should"),
            "must" => Some("must"),
            "could" | "can" => Some("can"),
            "may" | "might" => Some("may"),
            "would" => Some("would"),
            "will" => Some("will"),
            _ => None,
        });
        if let Some(modal) = modal {
            return modal;
        }
        if is_infinitive(self.document, anchor) {
            return "to";
        }
        if is_gerund(self.document, anchor) {
            return if self.document.child(anchor, &["mark", "case"]).is_some() { "by doing" } else { "doing" };
        }
        match self.upos(anchor) {
            Upos::Verb if &*self.document.token(anchor).xpos == "VB" => "bare",
            Upos::Verb => "told",
            Upos::Noun => "noun",
            _ => "other",
        }
    }
}
