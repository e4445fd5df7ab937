//! What the ranker looks at, as hashed places in its tables.

use std::borrow::Cow;
use std::ops::Range;

use hearsay_core::lookup::first_bytes;
use hearsay_core::{BlockKind, TokenId, Upos};

use super::super::reading::{Found, Reading};
use super::TABLE;
use super::bounds::Bound;
use crate::cues::CueKind;
use crate::lower::lower;
use crate::syntax::clause::is_passive;

/// Features of one thing, each a place in a table; one may stand twice.
pub(super) struct Features {
    pub places: Vec<u32>,
}

impl Features {
    pub(super) fn new() -> Self {
        Self { places: Vec::with_capacity(160) }
    }

    /// Name and parts with a mark between them, by their hash.
    // A name is a literal: inlined, its hash is worked out when this is compiled.
    #[inline(always)]
    pub(super) fn add(&mut self, name: &str, parts: &[&str]) {
        self.add_behind(mixed(0, name), parts);
    }

    fn add_behind(&mut self, name: u64, parts: &[&str]) {
        let hash = parts.iter().fold(name, |hash, part| mixed(hash, part));
        let folded = hash ^ (hash >> 32);
        self.places.push(u32::try_from(folded % TABLE as u64).unwrap_or(0));
    }
}

/// A hash with the words of a text taken in, eight bytes at a time; the same on every machine. A text's length is part of it.
#[inline(always)]
fn mixed(hash: u64, text: &str) -> u64 {
    let (words, rest) = text.as_bytes().as_chunks::<8>();
    let hash = words.iter().fold(hash ^ text.len() as u64, |hash, word| taken(hash, u64::from_le_bytes(*word)));
    let hash = taken(hash, first_bytes(rest));
    hash ^ (hash >> 29)
}

#[inline(always)]
fn taken(hash: u64, word: u64) -> u64 {
    (hash.rotate_left(23) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// A length by the steps that matter.
pub(super) fn step(length: usize) -> &'static str {
    match length {
        0 => "0",
        1 => "1",
        2 => "2",
        3 => "3",
        4..=5 => "4",
        6..=8 => "6",
        9..=13 => "9",
        14..=22 => "14",
        23..=40 => "23",
        _ => "41",
    }
}

pub(super) fn yes(is: bool) -> &'static str {
    if is { "y" } else { "n" }
}

impl Reading<'_> {
    fn label(&self, word: TokenId) -> &str {
        self.document.token(word).deprel.full()
    }

    fn xpos(&self, word: TokenId) -> &str {
        &self.document.token(word).xpos
    }

    /// Who speaks, in one word: a pronoun, the kind of a name, a noun.
    pub(super) fn kind_of_speaker(&self, found: &Found<'_>) -> Cow<'_, str> {
        let Some(speaker) = &found.speaker else { return "none".into() };
        if let Some(name) = self.document.name_at(speaker.head) {
            return name.kind.label().into();
        }
        match self.upos(speaker.head) {
            Upos::Pron => lower(self.lemma(speaker.head)),
            Upos::Propn => "propn".into(),
            Upos::Noun if self.can_speak(speaker.head) => "people".into(),
            upos => upos.label().into(),
        }
    }

    /// How the content hangs on the cue: its relation and what introduces it.
    pub(super) fn frame(&self, found: &Found<'_>) -> String {
        let Some(head) = found.content_head else { return "none".to_owned() };
        let mut frame = String::new();
        let below = self.document.head(head) == Some(found.anchor);
        frame.push_str(if below { "" } else { "far " });
        frame.push_str(self.label(head));
        for word in self.document.children_by(head, &["mark", "case"]).filter(|&word| word < head) {
            frame.push(' ');
            frame.push_str(self.lemma(word));
        }
        frame
    }

    /// What tells a statement from words that only look like one.
    pub(super) fn features_of(&self, found: &Found<'_>) -> Vec<u32> {
        let mut all = Features::new();
        let anchor = found.anchor;
        let own = self.lemma(anchor);
        let (cue, class) = found.entry.map_or((":", "line"), |entry| (entry.lemma.as_str(), entry.class.as_str()));
        let kind = found.entry.map_or("", |entry| match entry.kind {
            CueKind::Verb => "verb",
            CueKind::Noun => "noun",
            CueKind::Adjective => "adjective",
            CueKind::Adverb => "adverb",
            CueKind::Phrase => "phrase",
        });
        let speaker = self.kind_of_speaker(found);
        let speaker = &*speaker;
        let frame = self.frame(found);
        let frame = frame.as_str();
        let label = self.label(anchor);
        let tag = self.xpos(anchor);
        all.add("bias", &[]);
        all.add("cue", &[cue]);
        all.add("cue kind", &[cue, kind]);
        all.add("cue tag", &[cue, tag]);
        all.add("class", &[class, kind]);
        all.add("kind", &[kind]);
        all.add("frame", &[frame]);
        all.add("cue frame", &[cue, frame]);
        all.add("class frame", &[class, kind, frame]);
        all.add("speaker", &[speaker]);
        all.add("cue speaker", &[cue, speaker]);
        all.add("class speaker", &[class, kind, speaker]);
        all.add("label", &[label]);
        all.add("class label", &[class, kind, label]);
        all.add("cue label", &[cue, label]);
        all.add("tag", &[tag, kind]);
        all.add("class tag", &[class, tag]);
        all.add("kind frame label", &[kind, frame, label]);
        if let Some(said) = &found.speaker {
            all.add("speaker word", &[self.lemma(said.head)]);
            all.add("speaker side", &[yes(said.words.start < anchor.0), class]);
            all.add("speaker relation", &[self.label(said.head), class, yes(said.head < anchor)]);
            all.add("speaker length", &[step(said.words.len())]);
            all.add("speaker gap", &[step((anchor.0.abs_diff(said.words.end)) as usize), yes(said.head < anchor)]);
            all.add("speaker who", &[yes(said.head == said.who)]);
        }
        all.add("negated", &[yes(found.negated), class]);
        let auxiliaries: Vec<&str> =
            self.document.children_by(anchor, &["aux", "cop"]).map(|word| self.lemma(word)).collect();
        let auxiliaries = auxiliaries.join(" ");
        all.add("auxiliaries", &[&auxiliaries]);
        all.add("class auxiliaries", &[class, &auxiliaries]);
        for word in self.document.children(anchor) {
            let label = self.document.token(*word).deprel.base();
            if matches!(label, "obj" | "obl" | "iobj" | "advcl" | "xcomp" | "ccomp" | "mark" | "expl" | "parataxis") {
                all.add("has", &[class, label]);
                all.add("cue has", &[cue, label]);
            }
            if matches!(label, "mark" | "advmod" | "det" | "amod" | "compound") {
                all.add("modifier", &[label, self.lemma(*word), kind]);
            }
        }
        if is_passive(self.document, anchor) {
            all.add("passive", &[class]);
            all.add("cue passive", &[cue]);
        }
        let above = self.document.head(anchor);
        all.add("above", &[above.map_or("", |above| self.lemma(above)), label]);
        for mark in self.document.children_by(anchor, &["mark"]) {
            all.add("mark", &[self.lemma(mark), class]);
        }
        all.add("quoted cue", &[yes(self.quotation_at(anchor).is_some())]);
        self.of_content(found, class, cue, &mut all);
        self.of_kinds(found, class, cue, &mut all);
        let sentence = self.document.sentence(anchor);
        let words = sentence.tokens.clone().map(TokenId);
        let capital = |word: &TokenId| self.document.form(*word).starts_with(char::is_uppercase);
        let letters = |form: &str| if form.is_ascii() { form.len() } else { form.chars().count() };
        let long = |word: &TokenId| letters(self.document.form(*word)) > 3 && !self.is_punctuation(*word);
        let (all_words, capitals) =
            words.filter(long).fold((0, 0), |(n, c), word| (n + 1, c + usize::from(capital(&word))));
        let title = all_words > 2 && capitals * 4 > all_words * 3;
        all.add("title", &[yes(title), class]);
        all.add("sentence", &[step(sentence.tokens.len())]);
        if let Some(block) = self.document.article().block_at(self.document.token(anchor).span.start()) {
            let name = match block.kind {
                BlockKind::Headline | BlockKind::Crosshead => "heading",
                BlockKind::Standfirst => "standfirst",
                BlockKind::Comment(_) => "comment",
                _ => "paragraph",
            };
            all.add("block", &[name]);
        }
        for (name, at) in [("before", anchor.0.checked_sub(1)), ("after", Some(anchor.0 + 1))] {
            let at = at.filter(|at| sentence.tokens.contains(at)).map(TokenId);
            let form = at.map_or(Cow::Borrowed(""), |at| lower(self.document.form(at)));
            all.add(name, &[&form, kind]);
            all.add(name, &[&form, own, kind]);
            all.add(name, &[at.map_or("", |at| self.xpos(at)), "tag", class]);
        }
        all.places
    }

    fn of_content(&self, found: &Found<'_>, class: &str, cue: &str, all: &mut Features) {
        let words: usize = found.content.iter().map(ExactSizeIterator::len).sum();
        all.add("content", &[step(words)]);
        all.add("class content", &[step(words), class]);
        all.add("pieces", &[step(found.content.len())]);
        let (Some(first), Some(last)) = (found.content.first(), found.content.last()) else { return };
        let start = TokenId(first.start);
        all.add("first", &[&lower(self.document.form(start)), class]);
        all.add("first tag", &[self.xpos(start), class]);
        all.add("ahead", &[yes(last.end <= found.anchor.0), class]);
        let quoted =
            found.content.iter().flat_map(Clone::clone).filter(|&at| self.quotation_at(TokenId(at)).is_some()).count();
        let share = if quoted == 0 {
            "none"
        } else if quoted == words {
            "all"
        } else {
            "some"
        };
        all.add("quoted", &[share]);
        all.add("class quoted", &[share, class]);
        all.add("cue quoted", &[share, cue]);
        let told = |at: u32| matches!(self.xpos(TokenId(at)), "VBD" | "VBZ" | "VBP" | "MD");
        let finite = found.content.iter().flat_map(Clone::clone).any(told);
        all.add("told", &[yes(finite), class]);
        if let Some(head) = found.content_head {
            all.add("content head", &[self.lemma(head)]);
            all.add("content head kind", &[class, self.upos(head).label()]);
            all.add("cue content head", &[cue, self.lemma(head)]);
            all.add("content tag", &[cue, self.xpos(head)]);
            let subject = self.subject(head);
            all.add("content subject", &[class, subject.map_or("", |subject| self.lemma(subject))]);
            if let Some(name) = self.document.name_at(head) {
                all.add("content name", &[class, name.kind.label()]);
                all.add("cue content name", &[cue, name.kind.label()]);
            }
            if self.can_speak(head) {
                all.add("content speaks", &[class, cue]);
            }
        }
    }

    /// What tells where content ends.
    pub(super) fn features_of_bound(&self, found: &Found<'_>, frame: &str, bound: &Bound) -> Vec<u32> {
        let mut all = Features::new();
        let (cue, class) = found.entry.map_or((":", "line"), |entry| (entry.lemma.as_str(), entry.class.as_str()));
        let what = bound.change.name();
        let side = yes(bound.content.last().is_some_and(|range| range.end <= found.anchor.0));
        let words: usize = bound.content.iter().map(ExactSizeIterator::len).sum();
        all.add("what", &[what]);
        all.add("what side", &[what, side]);
        all.add("what frame", &[what, frame]);
        all.add("what class", &[what, class]);
        all.add("what cue", &[what, cue]);
        all.add("words", &[what, step(words)]);
        let Some(part) = &bound.part else {
            return all.places;
        };
        self.of_part(found, part, what, class, &mut all);
        all.places
    }

    /// The words that the bound gives away or takes in.
    fn of_part(&self, found: &Found<'_>, part: &Range<u32>, what: &str, class: &str, all: &mut Features) {
        let words = || part.clone().map(TokenId);
        let Some(first) = words().find(|&word| !self.is_punctuation(word)) else { return };
        let outside = |&word: &TokenId| self.document.head(word).is_none_or(|head| !part.contains(&head.0));
        let top = words().filter(|&word| !self.is_punctuation(word)).find(outside).unwrap_or(first);
        let above = self.document.head(top);
        let place = if above == Some(found.anchor) {
            "cue"
        } else if above.is_some() && above == found.content_head {
            "content"
        } else {
            "deeper"
        };
        let label = self.label(top);
        let comma = part.start.checked_sub(1).is_some_and(|at| self.document.form(TokenId(at)) == ",")
            || self.document.form(TokenId(part.start)) == ",";
        let comma = yes(comma);
        let mark = self.document.children_by(top, &["mark", "case", "cc"]).next().map_or("", |mark| self.lemma(mark));
        let opening = lower(self.document.form(first));
        let tag = self.xpos(top);
        all.add("length", &[what, step(part.len())]);
        all.add("length comma", &[what, step(part.len()), comma]);
        all.add("label", &[what, label]);
        all.add("label comma", &[what, label, comma]);
        all.add("label place", &[what, label, place, comma]);
        all.add("label place class", &[what, label, place, class]);
        all.add("mark", &[what, label, mark]);
        all.add("mark comma", &[what, mark, comma, place]);
        all.add("opening", &[what, &opening, comma]);
        all.add("opening tag", &[what, self.xpos(first), tag, comma]);
        all.add("tag", &[what, label, tag]);
        all.add("top", &[what, self.lemma(top)]);
        all.add("above", &[what, label, above.map_or("", |above| self.xpos(above)), comma]);
        let told = words().any(|word| matches!(self.xpos(word), "VBD" | "VBZ" | "VBP" | "MD"));
        all.add("told", &[what, yes(told), comma, label]);
        let quoted = words().any(|word| self.quotation_at(word).is_some());
        all.add("quoted", &[what, yes(quoted), comma]);
        let speaks = words()
            .any(|word| self.upos(word) == Upos::Verb && self.cues.starting(self.lemma(word)).any(Self::is_speech));
        all.add("speaks", &[what, yes(speaks), comma, label]);
        let time = self.is_time_noun(top);
        all.add("time", &[what, yes(time), place]);
    }
}
