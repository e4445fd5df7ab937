//! What all steps of finding statements look at: the trees, the quotations, the words.

use std::collections::BTreeSet;
use std::ops::Range;

use hearsay_core::{Document, Entities, NameKind, Token, TokenId, Upos};

use super::block_quotes::is_mark;
use super::marks::{Quotation, quotations};
use crate::Lexicon;
use crate::cues::{CueEntry, Cues};
use crate::lower::lower;
use crate::syntax::Frames;
use crate::syntax::closed_class::is_weekday;

/// A document under reading.
pub(super) struct Reading<'a> {
    pub document: &'a Document,
    pub entities: &'a Entities,
    pub cues: &'a Cues,
    /// Who fills the slots of a word.
    pub frames: Frames<'a>,
    pub quotations: Vec<Quotation>,
    /// For each word its quotation's place plus one, 0 outside all.
    quoted: Vec<u32>,
    /// For each word whether it is punctuation.
    punctuation: Vec<bool>,
    /// For each sentence where it says on what terms somebody speaks, in bytes of its text.
    pub terms: Vec<Option<Range<usize>>>,
    /// Last names of the people that the article names in full.
    surnames: BTreeSet<&'a str>,
    /// Nothing learned has a say.
    pub by_rules: bool,
}

/// Somebody who says something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Speaker {
    /// The head of the words that name the source: "who" in "Dorn, who said".
    pub head: TokenId,
    /// The head of the words that tell who that is: "Dorn".
    pub who: TokenId,
    /// The words of the source.
    pub words: Range<u32>,
}

/// A statement on the way: words, not yet spans.
#[derive(Clone, Debug)]
pub(super) struct Found<'a> {
    pub entry: Option<&'a CueEntry>,
    /// The head word of the cue; where the statement stands in the text.
    pub anchor: TokenId,
    pub cue: Option<Range<u32>>,
    pub speaker: Option<Speaker>,
    /// Apart and in text order; never empty.
    pub content: Vec<Range<u32>>,
    /// The head of what is said.
    pub content_head: Option<TokenId>,
    pub hearer: Option<TokenId>,
    pub negated: bool,
}

impl<'a> Reading<'a> {
    pub(super) fn new(document: &'a Document, entities: &'a Entities, lexicon: &'a Lexicon) -> Self {
        let quotations = quotations(document);
        let mut quoted = vec![0; document.tokens().len()];
        for (i, quotation) in quotations.iter().enumerate() {
            for token in quotation.tokens.clone() {
                quoted[token as usize] = u32::try_from(i + 1).unwrap_or(u32::MAX);
            }
        }
        Self {
            document,
            entities,
            cues: &lexicon.cues,
            frames: Frames { document, footing: &lexicon.footing },
            quotations,
            quoted,
            punctuation: document.tokens().iter().map(|token| is_punctuation(document, token)).collect(),
            terms: document
                .sentences()
                .iter()
                .map(|sentence| lexicon.cues.words().terms(document.text(sentence.span)))
                .collect(),
            surnames: surnames(document),
            by_rules: false,
        }
    }

    /// The quotation that the word stands in.
    pub(super) fn quotation_at(&self, token: TokenId) -> Option<usize> {
        self.quoted[token.index()].checked_sub(1).map(|place| place as usize)
    }

    /// Whether somebody with a longer name bears this one too.
    pub(super) fn is_surname(&self, form: &str) -> bool {
        self.surnames.contains(form)
    }

    pub(super) fn lemma(&self, token: TokenId) -> &'a str {
        self.document.lemma(token)
    }

    // So that labels are numbers when this is compiled.
    #[inline(always)]
    pub(super) fn is(&self, token: TokenId, labels: &[&str]) -> bool {
        self.document.token(token).deprel.is_any(labels)
    }

    pub(super) fn upos(&self, token: TokenId) -> Upos {
        self.document.token(token).upos
    }

    pub(super) fn is_punctuation(&self, token: TokenId) -> bool {
        self.punctuation[token.index()]
    }

    /// Whether the word is a quotation mark.
    pub(super) fn is_quote_mark(&self, token: TokenId) -> bool {
        self.document.form(token).chars().all(is_mark)
    }

    /// The preposition or conjunction with this lemma that introduces `token`'s phrase.
    pub(super) fn introduced_by(&self, token: TokenId, lemma: &str) -> Option<TokenId> {
        self.document.children_by(token, &["case", "mark"]).find(|&word| self.lemma(word).eq_ignore_ascii_case(lemma))
    }

    /// Whether one of these prepositions or conjunctions introduces `token`'s phrase.
    pub(super) fn is_introduced_by(&self, token: TokenId, lemmas: &[&str]) -> bool {
        lemmas.iter().any(|lemma| self.introduced_by(token, lemma).is_some())
    }

    /// The subject of a verb, adjective or noun: no filler ("it", "there"), no day, and of two the nearer.
    pub(super) fn subject(&self, token: TokenId) -> Option<TokenId> {
        // "The reason is that they support it": the reason is the subject of "is", which has no node of its own.
        let subjects = || self.document.children_by(token, &["nsubj"]).filter(|&word| !self.is_time_noun(word));
        let outer = |word: &TokenId| self.document.token(*word).deprel.full() == "nsubj:outer";
        let inner = || subjects().filter(|word| !outer(word));
        // `"[T]he talks failed," said Dorn`: a word of the quotation may be taken for a second subject.
        let own = |word: &TokenId| self.quotation_at(*word) == self.quotation_at(token);
        let near = || inner().filter(|&word| word < token);
        let own = near().filter(own).last().or_else(|| inner().find(own));
        let found = own.or_else(|| near().last()).or_else(|| inner().next()).or_else(|| subjects().next());
        // "Arland and Breland each accused": the tree has two subjects, of whom one tells that both did.
        let each =
            |word: &TokenId| matches!(self.lemma(*word), "each" | "both" | "all") && !self.upos(*word).is_nominal();
        let whole = found.filter(each).and_then(|each| near().filter(|&word| word < each).last());
        whole.or(found).or_else(|| self.subject_behind_time(token))
    }

    /// "Tuesday", "Dec. 29", "this week": when, not who.
    pub(super) fn is_time_noun(&self, word: TokenId) -> bool {
        let form = lower(self.document.form(word));
        let form = form.trim_end_matches('.');
        let day = is_weekday(form)
            || matches!(
                form,
                "yesterday"
                    | "today"
                    | "tomorrow"
                    | "tonight"
                    | "jan"
                    | "feb"
                    | "aug"
                    | "sept"
                    | "oct"
                    | "nov"
                    | "dec"
                    | "january"
                    | "february"
                    | "july"
                    | "august"
                    | "september"
                    | "october"
                    | "november"
                    | "december"
            )
            || matches!(form, "week" | "month" | "night" | "morning" | "evening" | "afternoon" | "weekend" | "year")
                && self.upos(word) == Upos::Noun;
        day && self.document.name_at(word).is_none()
    }

    /// The words as stretches in text order: bridged over punctuation, trimmed of it at the ends.
    pub(super) fn stretches(&self, words: &[TokenId]) -> Vec<Range<u32>> {
        let mut words: Vec<u32> = words.iter().map(|word| word.0).collect();
        words.sort_unstable();
        words.dedup();
        let mut found: Vec<Range<u32>> = Vec::new();
        for word in words {
            match found.last_mut() {
                Some(last) if (last.end..word).all(|gap| self.is_punctuation(TokenId(gap))) => last.end = word + 1,
                _ => found.push(word..word + 1),
            }
        }
        found.into_iter().filter_map(|range| self.trimmed(range)).collect()
    }

    /// The stretch without commas, colons and full stops at its ends; none when no word is left.
    ///
    /// Marks of quotation stay when their partner is inside, a full stop stays in front of a closing one.
    pub(super) fn trimmed(&self, mut range: Range<u32>) -> Option<Range<u32>> {
        let full = range.clone();
        while range.start < range.end && self.is_punctuation(TokenId(range.start)) {
            if self.keeps_mark(TokenId(range.start), &full) {
                break;
            }
            range.start += 1;
        }
        while range.start < range.end && self.is_punctuation(TokenId(range.end - 1)) {
            if self.keeps_mark(TokenId(range.end - 1), &full) {
                break;
            }
            range.end -= 1;
        }
        (range.start..range.end).any(|word| !self.is_punctuation(TokenId(word))).then_some(range)
    }

    fn keeps_mark(&self, token: TokenId, range: &Range<u32>) -> bool {
        let form = self.document.form(token);
        if matches!(form, "$" | "£" | "€" | "#" | "(" | ")" | "[" | "]") {
            return true;
        }
        self.quotation_at(token).is_some_and(|place| {
            let quotation = &self.quotations[place];
            // The mark at the far end must be inside too, else it is half a pair.
            let marks = quotation.tokens.start == token.0 || quotation.tokens.end == token.0 + 1;
            marks && range.start <= quotation.tokens.start && quotation.tokens.end <= range.end
        })
    }

    /// `head` and all below it but what hangs on `without`.
    pub(super) fn phrase(&self, head: TokenId, without: &[TokenId]) -> Vec<TokenId> {
        self.document.subtree_without(head, |word| without.contains(&word))
    }

    /// Whether both words stand in the same sentence.
    pub(super) fn same_sentence(&self, a: TokenId, b: TokenId) -> bool {
        self.document.sentence_id(a) == self.document.sentence_id(b)
    }
}

fn is_punctuation(document: &Document, token: &Token) -> bool {
    let form = document.text(token.span);
    token.upos == Upos::Punct
        || !(form.starts_with(|c: char| c.is_ascii_alphanumeric()) || form.contains(char::is_alphanumeric))
}

/// "Dorn" of "Paula Dorn".
fn surnames(document: &Document) -> BTreeSet<&str> {
    let full = |name: &&hearsay_core::Name| name.kind == NameKind::Person && name.tokens.len() > 1;
    document.names().iter().filter(full).map(|name| document.form(TokenId(name.tokens.end - 1))).collect()
}

/// Whether the stretch holds the word.
pub(super) fn holds(ranges: &[Range<u32>], token: TokenId) -> bool {
    ranges.iter().any(|range| range.contains(&token.0))
}

/// The stretches without the words of `cut`.
pub(super) fn without(ranges: &[Range<u32>], cut: &Range<u32>) -> Vec<Range<u32>> {
    let mut left = Vec::with_capacity(ranges.len() + 1);
    for range in ranges {
        if range.start < cut.start.min(range.end) {
            left.push(range.start..cut.start.min(range.end));
        }
        if range.end > cut.end.max(range.start) {
            left.push(cut.end.max(range.start)..range.end);
        }
    }
    left
}

/// The stretches with one more, apart and in order.
pub(super) fn with(ranges: &[Range<u32>], more: Range<u32>) -> Vec<Range<u32>> {
    let mut all = ranges.to_vec();
    all.push(more);
    all.sort_unstable_by_key(|range| (range.start, range.end));
    let mut joined: Vec<Range<u32>> = Vec::with_capacity(all.len());
    for range in all {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}
