//! What surrounds a statement: on what terms, to whom, by what channel and for whom somebody speaks.

use std::ops::Range;

use hearsay_core::{Sentence, TokenId, Upos};

use super::footing::{Footing, Footings};
use super::reading::{Found, Reading, Speaker};
use crate::cues::SourceKind;
use crate::lower::lower;
use crate::syntax::clause::{is_gerund, is_passive};
use crate::word_lists as lists;

/// Terms of anonymity in one sentence.
pub(super) struct Terms {
    /// Whose they are, where the tree tells.
    pub who: Option<TokenId>,
    pub words: String,
    pub reason: Option<String>,
}

impl Reading<'_> {
    /// Terms that the article states of its sources, in whatever sentence: they hold wherever the source speaks.
    ///
    /// "The official spoke on condition of anonymity because he was not allowed to speak" may follow what was said.
    pub(super) fn stated_terms(&self) -> Footings {
        let mut known = Footings::new();
        for sentence in self.document.sentences() {
            let Some(terms) = self.terms_in(sentence) else { continue };
            let Some(entity) = terms.who.and_then(|who| self.entities.headed_by(who)) else { continue };
            let footing: &mut Footing = known.entry(entity).or_default();
            if footing.terms.is_none() {
                (footing.terms, footing.reason) = (Some(terms.words), terms.reason);
            }
        }
        known
    }

    /// "who was not authorised to speak": on which terms somebody speaks is no statement.
    pub(super) fn is_in_terms(&self, word: TokenId) -> bool {
        let sentence = self.document.sentence(word);
        let Some(first) = &self.terms[self.document.sentence_id(word).index()] else { return false };
        let at = |word: TokenId| self.document.token(word).span.start() - sentence.span.start();
        // "asked not to be named because he was not authorised to speak": the reason may be terms, too.
        let rest = &self.document.text(sentence.span)[first.end..];
        let second = self.cues.words().terms(rest).map(|more| first.end + more.start..first.end + more.end);
        let terms = second.filter(|second| second.contains(&at(word))).unwrap_or_else(|| first.clone());
        let inside = |word: TokenId| terms.contains(&at(word));
        // The pattern may run on over "said": what hangs on its first verb is of the terms.
        let verb = sentence.ids().find(|&word| inside(word) && self.upos(word) == Upos::Verb);
        inside(word) && verb.is_some_and(|verb| self.document.is_under(word, verb))
    }

    /// The terms in a sentence of the paper's own.
    pub(super) fn terms_in(&self, sentence: &Sentence) -> Option<Terms> {
        let range = self.terms[self.document.sentence_id(TokenId(sentence.tokens.start)).index()].clone()?;
        let text = self.document.text(sentence.span);
        let at = sentence.span.start() + range.start;
        let tokens = self.document.tokens();
        let first = TokenId::from_index(tokens.partition_point(|token| token.span.end() <= at));
        if !sentence.holds(first) || self.quotation_at(first).is_some() {
            return None;
        }
        let words = text[range.clone()].to_owned();
        // "who was not authorised to speak" is terms and reason in one.
        let tells_why = words.contains("authori").then(|| words.clone());
        let reason = reason_after(&text[range.end..]).or_else(|| reason_before(&text[..range.start])).or(tells_why);
        Some(Terms { who: self.whose_terms(first), words, reason })
    }

    /// The noun or pronoun that the terms at `word` are said of.
    fn whose_terms(&self, word: TokenId) -> Option<TokenId> {
        let mut at = word;
        for _ in 0..8 {
            if matches!(self.upos(at), Upos::Verb | Upos::Adj | Upos::Aux) {
                if is_passive(self.document, at)
                    && let Some(subject) = self.document.child(at, &["nsubj"])
                {
                    return Some(self.speaker(subject, &[at]).who);
                }
                if let Some(spoken) = self.speaker_of_verb(at) {
                    return Some(spoken.speaker.who);
                }
            }
            let head = self.document.head(at)?;
            // "people familiar with the matter", "an official with knowledge of the talks".
            if self.is(at, &["acl", "amod", "nmod"]) && self.upos(head).is_nominal() && !self.is(at, &["nmod:poss"]) {
                let mute = matches!(self.lemma(head), "condition" | "anonymity" | "matter" | "knowledge");
                if !mute {
                    return Some(self.speaker(head, &[at]).who);
                }
            }
            at = head;
        }
        None
    }

    /// Who heard it: "told reporters", "who spoke to Reuters", "interviewed by Reuters", "said in a call with investors".
    pub(super) fn heard(&self, found: &Found<'_>, speaker: &Speaker) -> Option<Range<u32>> {
        let hearer = found.hearer.map(|hearer| self.without_clauses(hearer));
        hearer.or_else(|| self.interviewed_by(speaker)).or_else(|| self.told_beside(found))
    }

    /// "a Senate committee", where the tree hangs on it what the committee was told.
    fn without_clauses(&self, hearer: TokenId) -> Range<u32> {
        let document = self.document;
        let clause =
            |child: TokenId| document.token(child).deprel.is_any(&["acl", "ccomp", "appos", "parataxis", "punct"]);
        let words = document.subtree_without(hearer, clause);
        let last = words.last().map_or(hearer.0, |last| last.0);
        words.first().map_or(hearer.0, |first| first.0)..last + 1
    }

    fn interviewed_by(&self, speaker: &Speaker) -> Option<Range<u32>> {
        let below = self.document.children_by(speaker.who, &["acl"]);
        let clause = speaker.words.clone().map(TokenId).chain(below).find(|&word| {
            self.upos(word) == Upos::Verb && matches!(self.lemma(word), "speak" | "talk" | "interview" | "brief")
        })?;
        self.heard_at(clause)
    }

    /// "Speaking to the Gazette, Dorn said", "said in an interview with the Gazette", "said to reporters".
    fn told_beside(&self, found: &Found<'_>) -> Option<Range<u32>> {
        let talk = |word: TokenId| lists::ADDRESSING_TALK.has(self.lemma(word));
        let beside = self.document.children_by(found.anchor, &["advcl", "obl"]).find(|&word| talk(word));
        if let Some(heard) = beside.and_then(|word| self.heard_at(word)) {
            return Some(heard);
        }
        let own = lists::TELLING_VERBS.has(self.lemma(found.anchor));
        let mut oblique = self.document.children_by(found.anchor, &["obl"]).filter(|_| own);
        oblique
            .find(|&word| {
                self.introduced_by(word, "to").is_some()
                    && !self.cues.words().has(SourceKind::Channel, self.lemma(word))
            })
            .filter(|&word| self.upos(word).is_nominal() && self.lemma(word) != "knowledge")
            .map(|hearer| self.without_case(hearer))
    }

    fn heard_at(&self, talk: TokenId) -> Option<Range<u32>> {
        let links: &[&str] = if matches!(self.lemma(talk), "interview" if self.upos(talk) == Upos::Verb) {
            &["by"]
        } else {
            &["to", "with", "by"]
        };
        let hearer =
            self.document.children_by(talk, &["obl", "nmod"]).find(|&word| self.is_introduced_by(word, links))?;
        Some(self.without_case(hearer))
    }

    fn without_case(&self, head: TokenId) -> Range<u32> {
        self.speaker(head, &[]).words
    }

    /// By what channel: "in an email", "on Twitter", "at a news conference", "tweeted".
    pub(super) fn channel(&self, found: &Found<'_>) -> Option<Range<u32>> {
        let is_channel = |word: TokenId| {
            self.cues.words().has(SourceKind::Channel, &lower(self.lemma(word)))
                && self.is_introduced_by(word, &["in", "on", "at", "via", "by", "through", "during", "over", "to"])
        };
        let mut hosts = vec![found.anchor];
        // "Speaking at a rally, Dorn said"; "issued a statement saying" has it one step up.
        hosts.extend(
            self.document
                .children_by(found.anchor, &["advcl"])
                .filter(|&word| lists::SPEECH_CLAUSES.has(self.lemma(word))),
        );
        hosts.extend(self.document.head(found.anchor).filter(|_| self.is(found.anchor, &["advcl", "conj", "xcomp"])));
        for &host in &hosts {
            if let Some(word) = self.document.children_by(host, &["obl", "nmod"]).find(|&word| is_channel(word)) {
                let clause =
                    |child: TokenId| self.is(child, &["acl", "ccomp", "appos", "parataxis", "punct", "conj", "advcl"]);
                let words = self.document.subtree_without(word, clause);
                let first = words.first().map_or(word.0, |first| first.0);
                return Some(first..words.last().map_or(word.0, |last| last.0) + 1);
            }
        }
        // "put out a statement saying": the paper itself.
        if let Some(paper) = self.document.head(found.anchor).filter(|_| self.is(found.anchor, &["acl"]))
            && self.cues.words().has(SourceKind::Channel, self.lemma(paper))
            && found.speaker.as_ref().is_some_and(|speaker| speaker.who != paper)
        {
            return Some(paper.0..paper.0 + 1);
        }
        let by_itself = lists::CHANNEL_VERBS.has(self.lemma(found.anchor));
        by_itself.then_some(found.anchor.0..found.anchor.0 + 1)
    }

    /// For whom: "speaking for the union", "on behalf of the families".
    pub(super) fn behalf(&self, found: &Found<'_>, speaker: &Speaker) -> Option<Range<u32>> {
        let own = speaker.words.clone().map(TokenId);
        let beside = self.document.children_by(found.anchor, &["obl", "advcl"]);
        let below = self.document.children_by(speaker.who, &["acl", "advcl", "nmod"]);
        for word in own.chain(beside).chain(below) {
            if matches!(self.lemma(word), "speak" | "act" | "talk" | "answer") && is_gerund(self.document, word) {
                let for_whom = self.document.children_by(word, &["obl"]).find(|&whom| {
                    self.introduced_by(whom, "for").is_some()
                        && self.upos(whom).is_nominal()
                        && !self.is_span_of_time(whom)
                });
                if let Some(whom) = for_whom {
                    return Some(self.without_case(whom));
                }
            }
            if self.lemma(word) == "behalf" && self.introduced_by(word, "on").is_some() {
                let of =
                    self.document.children_by(word, &["nmod"]).next().or(self.document.child(word, &["nmod:poss"]));
                return of.map(|whom| self.without_case(whom));
            }
        }
        None
    }

    fn is_span_of_time(&self, word: TokenId) -> bool {
        matches!(self.lemma(word), "minute" | "hour" | "day" | "week" | "month" | "year" | "time")
    }

    /// Whose spokesman it is: "for the bank", "the bank's", "a CIA spokesman".
    pub(super) fn spokesman_of(&self, speaker: &Speaker) -> Option<Range<u32>> {
        let spokes = |word: TokenId| self.cues.words().has(SourceKind::Spokesperson, &self.noun(word));
        let title = std::iter::once(self.describing(speaker))
            .chain(speaker.words.clone().map(TokenId))
            .find(|&word| self.upos(word) == Upos::Noun && spokes(word))?;
        let under = self.document.children_by(title, &["nmod", "nmod:poss", "compound", "amod"]);
        let of_body = |word: TokenId| {
            let linked = self.is_introduced_by(word, &["for", "of", "at", "from", "with"]);
            let owner = self.is(word, &["nmod:poss"]);
            let before = self.is(word, &["compound", "amod", "nmod"])
                && word < title
                && (self.upos(word) == Upos::Propn
                    || self.document.name_at(word).is_some()
                    || self.cues.words().has(SourceKind::Institution, self.lemma(word)));
            linked || owner || before
        };
        let body = under.filter(|&word| of_body(word)).last()?;
        Some(self.without_case(body))
    }
}

/// "..., because they feared reprisals": the words from "because" to the end of the clause.
fn reason_after(rest: &str) -> Option<String> {
    let at = ["because ", "since ", "citing ", "for fear ", "due to ", "given "]
        .iter()
        .filter_map(|word| rest.find(word))
        .min()?;
    // The reason belongs to the terms only when it follows at once.
    if at > 60 || rest[..at].contains(['.', ';', '"', '”']) {
        return None;
    }
    clause(&rest[at..])
}

/// "Because the talks were secret, the official asked not to be named."
fn reason_before(before: &str) -> Option<String> {
    let opens = before.starts_with("Because ") || before.starts_with("Citing ") || before.starts_with("Fearing ");
    clause(before).filter(|_| opens)
}

fn clause(part: &str) -> Option<String> {
    let end = part.find([',', ';', '.', '"', '“', '”']).unwrap_or(part.len());
    Some(part[..end].trim_end().to_owned()).filter(|words| !words.is_empty())
}
