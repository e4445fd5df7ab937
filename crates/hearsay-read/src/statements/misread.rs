//! Whose verb it is, where the tree gives a verb of saying another subject or none.

use hearsay_core::{EntityKind, TokenId, Upos};

use super::reading::{Reading, Speaker};
use crate::cues::SourceKind;
use crate::syntax::clause::{is_finite_form, is_gerund, is_participle};
use crate::word_lists as lists;

/// How far down an agent is looked for.
const DEEP: usize = 12;

impl Reading<'_> {
    /// "after a leaked report found that ...": a noun that the tree takes for a phrase of time is the subject of the verb behind it.
    pub(super) fn subject_behind_time(&self, verb: TokenId) -> Option<TokenId> {
        let clause = self.is(verb, &["advcl", "acl"]) && !is_gerund(self.document, verb);
        let links = ["after", "before", "since", "as", "until", "because"];
        let mark = self.document.child(verb, &["mark"]);
        let bare = self.document.child(verb, &["aux", "cop", "nsubj", "expl"]).is_none()
            && mark.is_none_or(|mark| links.contains(&self.lemma(mark)));
        // A participle with an object, or with what it tells, is a past tense.
        let tells = || self.document.child(verb, &["ccomp", "obj"]).is_some();
        if !clause || !bare || !tells() || !(is_finite_form(self.document, verb) || is_participle(self.document, verb))
        {
            return None;
        }
        let sentence = self.document.sentence(verb).tokens.clone();
        let before = (sentence.start..verb.0).rev().map(TokenId).find(|&word| self.upos(word) != Upos::Adv)?;
        let noun = self.top_inside(before, sentence.start..verb.0);
        let behind = mark.is_some_and(|mark| self.document.subtree(noun)[0].0 == mark.0 + 1);
        let time =
            (behind || self.is_introduced_by(noun, &links)) && self.upos(noun).is_nominal() && !self.is_time_noun(noun);
        let beside = self.document.head(verb) == Some(noun) || self.document.head(verb) == self.document.head(noun);
        (time && beside && before.0 + 1 == verb.0 && self.can_speak_or_tell(noun)).then_some(noun)
    }

    fn can_speak_or_tell(&self, noun: TokenId) -> bool {
        self.can_speak(noun) || self.cues.words().has(SourceKind::Document, self.lemma(noun))
    }

    /// "Dorn, after an emergency meeting held in Sund, called for calm", "Dorn, asked whether it was so, answered: ...": the verb behind
    /// the second comma, which the tree takes for a participle of what stands between them.
    pub(super) fn subject_across_aside(&self, verb: TokenId) -> Option<TokenId> {
        let document = self.document;
        let past = is_participle(document, verb) || is_finite_form(document, verb);
        let plain = document.child(verb, &["aux", "nsubj", "mark"]).is_none();
        // Before a colon it may be taken for what was asked, too.
        let behind = TokenId(verb.0 + 1);
        let colon = document.sentence(verb).holds(behind) && document.form(behind) == ":";
        let astray = self.is(verb, &["acl"]) && !self.is(verb, &["acl:relcl"]) || colon && self.is(verb, &["ccomp"]);
        if !astray || !past || !plain {
            return None;
        }
        // A passive takes no object and no clause.
        let joined =
            document.children_by(verb, &["conj"]).any(|other| document.child(other, &["obj", "ccomp"]).is_some());
        if !(colon || joined || document.child(verb, &["obj", "ccomp"]).is_some()) {
            return None;
        }
        let start = document.sentence(verb).tokens.start;
        let before = (start..verb.0).rev().map(TokenId).find(|&word| self.upos(word) != Upos::Adv)?;
        if document.form(before) != "," {
            return None;
        }
        let first = (start..before.0).map(TokenId).find(|&word| document.form(word) == ",")?;
        let head = self.top_inside(TokenId(first.0.checked_sub(1).filter(|&last| last >= start)?), start..first.0);
        let opens = (start..first.0).all(|at| !is_finite_form(document, TokenId(at)) && self.is_plain(at));
        let phrase = document.subtree(head)[0].0 == start || document.token(head).deprel.is("nsubj");
        // Nothing else in the sentence is what the first words do.
        let subject = document.token(head).deprel.is_any(&["nsubj", "root"]);
        (opens && phrase && subject && self.can_speak(head) && document.child(head, &["case", "mark"]).is_none())
            .then_some(head)
    }

    /// "quoted an official as saying", "was quoted as saying": whoever is quoted speaks.
    pub(super) fn quoted_as_saying(&self, verb: TokenId) -> Option<TokenId> {
        let document = self.document;
        let host =
            document.head(verb).filter(|_| self.is(verb, &["advcl", "xcomp", "acl"]) && is_gerund(document, verb))?;
        let quotes = |word: TokenId| matches!(self.lemma(word), "quote" | "cite" | "report");
        // The clause may hang on who is quoted.
        let host = if quotes(host) { host } else { document.head(host).filter(|_| self.is(host, &["obj"]))? };
        if self.introduced_by(verb, "as").is_none() || !quotes(host) {
            return None;
        }
        document.child(host, &["obj"]).or_else(|| document.child(host, &["nsubj:pass"]))
    }

    /// "was declared the winner of the vote by the council": far below what the council declared him.
    pub(super) fn deep_agent(&self, verb: TokenId) -> Option<TokenId> {
        let hosts = self.document.children_by(verb, &["xcomp", "obj"]).filter(|&host| self.upos(host) != Upos::Verb);
        hosts
            .flat_map(|host| self.document.subtree(host))
            .take(DEEP)
            .find(|&word| self.introduced_by(word, "by").is_some() && self.can_speak(word) && !self.is_time_noun(word))
    }

    /// "A court has heard that ...", "the inquest heard": those who hear it say nothing; by the way, as in "a man who the court heard had
    /// guns", they are the only source there is.
    pub(super) fn is_hearing(&self, verb: TokenId) -> bool {
        lists::HEARING.has(self.lemma(verb))
            && !self.is(verb, &["acl:relcl"])
            && self.subject(verb).is_some_and(|subject| lists::HEARINGS.has(&self.lemma(subject).to_lowercase()))
    }

    /// "Marsh's conviction for slander", "his sentence": the owner is whom a court has sentenced; "the court's conviction of Marsh" is not.
    pub(super) fn is_sentenced(&self, verdict: TokenId) -> bool {
        let owner = self.document.child(verdict, &["nmod:poss"]);
        if !lists::SENTENCES.has(self.lemma(verdict)) {
            return false;
        }
        let of = crate::syntax::phrase::of_phrase(self.document, verdict).is_some();
        let body = |owner: TokenId| {
            let kind = self.entities.headed_by(owner).map(|id| self.entities.get(id).kind);
            kind == Some(EntityKind::Organization) || self.cues.words().has(SourceKind::Institution, self.lemma(owner))
        };
        owner.is_some_and(|owner| !of && !body(owner))
    }

    /// "In a letter the mayor's attorney denied": behind what a source uses, without a comma, the source.
    pub(super) fn behind_channel(&self, head: TokenId) -> Option<TokenId> {
        let words = self.cues.words();
        let lemma = self.lemma(head);
        let channel = words.has(SourceKind::Channel, lemma) || words.has(SourceKind::Document, lemma);
        if !channel || !self.is_introduced_by(head, &["in", "at", "on"]) {
            return None;
        }
        self.document.children_by(head, &["nmod", "appos", "dep"]).find(|&word| {
            let somebody = self.entities.headed_by(word).is_some_and(|id| {
                matches!(self.entities.get(id).kind, EntityKind::Person | EntityKind::Group | EntityKind::Organization)
            });
            word > head && self.document.child(word, &["case"]).is_none() && (somebody || self.can_speak(word))
        })
    }

    /// The man whom "who" means, where the clause hangs on another noun: "a complaint against Dorn, who denies it".
    pub(super) fn whom_who_means(&self, who: TokenId, noun: TokenId) -> TokenId {
        let is_who = matches!(self.lemma(who).to_lowercase().as_str(), "who" | "whom") && who != noun;
        let meant = self.entities.headed_by(who).filter(|_| is_who);
        let Some(meant) = meant.filter(|&meant| self.entities.headed_by(noun) != Some(meant)) else { return noun };
        let mentions = &self.entities.get(meant).mentions;
        let before = mentions[..mentions.partition_point(|mention| mention.head < who)].last();
        before.filter(|mention| self.same_sentence(mention.head, who)).map_or(noun, |mention| mention.head)
    }

    /// The group that "one", "another" or "the other" is of, where it stands in the sentences before.
    pub(super) fn group_before(&self, head: TokenId) -> Option<TokenId> {
        let document = self.document;
        let lemma = self.lemma(head).to_lowercase();
        let the = || document.child(head, &["det"]).is_some_and(|det| self.lemma(det) == "the");
        let partitive = matches!(lemma.as_str(), "one" | "another" | "both") || lemma == "other" && the();
        let alone = document.child(head, &["nmod", "appos"]).is_none();
        if !partitive
            || !alone
            || !matches!(self.upos(head), Upos::Pron | Upos::Det | Upos::Num | Upos::Adj | Upos::Noun)
        {
            return None;
        }
        let here = document.sentence_id(head).index();
        let block =
            |word: TokenId| document.article().block_at(document.token(word).span.start()).map(|block| block.span);
        let people = |word: &TokenId| {
            let words = self.cues.words();
            self.upos(*word) == Upos::Noun
                && self.is_plural(*word)
                && (words.has(SourceKind::Anonymous, self.lemma(*word))
                    || words.has(SourceKind::Collective, self.lemma(*word))
                    || self.entities.headed_by(*word).is_some_and(|id| self.entities.get(id).kind == EntityKind::Group))
        };
        let sentences = (here.saturating_sub(3)..=here).rev().map(|at| &document.sentences()[at]);
        sentences.filter(|sentence| block(TokenId(sentence.tokens.start)) == block(head)).find_map(|sentence| {
            let words = || sentence.ids().filter(|&word| word < head).filter(people);
            words().find(|&word| self.is(word, &["nsubj"])).or_else(|| words().next())
        })
    }
}

impl Reading<'_> {
    /// "Dorn, after a meeting held in Sund, called for calm and said ...": no past tense is joined to a participle, but to the verb between.
    fn subject_of_joined(&self, verb: TokenId) -> Option<TokenId> {
        let document = self.document;
        let first = document.head(verb).filter(|&first| self.is(verb, &["conj"]) && self.is(first, &["acl"]))?;
        let bare = !is_finite_form(document, first) && document.child(first, &["aux", "nsubj"]).is_none();
        if !bare || !is_finite_form(document, verb) || document.child(verb, &["nsubj"]).is_some() {
            return None;
        }
        let between = (first.0 + 1..verb.0).rev().map(TokenId).filter(|&word| self.upos(word) == Upos::Verb);
        between.filter_map(|word| self.subject(word)).find(|&subject| subject < first)
    }

    /// The speaker of a verb whose subject stands astray.
    pub(super) fn speaker_astray(&self, verb: TokenId) -> Option<Speaker> {
        let subject = self
            .quoted_as_saying(verb)
            .or_else(|| self.subject_across_aside(verb))
            .or_else(|| self.subject_of_joined(verb))?;
        Some(self.speaker(subject, &[verb]))
    }
}
