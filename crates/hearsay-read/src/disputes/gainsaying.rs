//! Where words say no, and what they point at: numbers for the trees that weigh a pair.

use std::collections::BTreeSet;

use hearsay_core::{EntityId, Statement, TokenId, Upos};

use crate::lower::lower;
use crate::numbers::flag;
use crate::scene::{Scene, stem};
use crate::syntax::closed_class::{is_negative_pronoun, is_negator};
use crate::word_lists as lists;

/// Words at the beginning of a content that say what it is about.
const EARLY: usize = 8;

/// Numbers of one statement.
pub(super) const OWN: usize = 9;

/// Words of a sentence that are looked at.
const LONGEST: usize = 80;

/// How one statement says no.
#[derive(Debug)]
pub(crate) struct Gainsaying<'a> {
    pub(super) numbers: [f32; OWN],
    /// Whom the sentence of the cue and the content name.
    pub(super) around: BTreeSet<EntityId>,
    /// What that sentence is about.
    pub(super) stems: BTreeSet<&'a str>,
    /// Numbers in the content, as written.
    pub(super) counts: BTreeSet<&'a str>,
}

impl Gainsaying<'_> {
    /// Whether the words point at what somebody said: "the claim".
    pub(super) fn points(&self) -> bool {
        self.numbers[6] > 0.0
    }

    /// Whether a word of the content, its cue or its sentence says no.
    pub(super) fn says_no(&self) -> bool {
        self.numbers[..6].iter().any(|&number| number > 0.0)
    }
}

impl<'a> Scene<'a> {
    pub(super) fn gainsaying(
        &self,
        statement: &Statement,
        words: &[TokenId],
        anchor: Option<TokenId>,
    ) -> Gainsaying<'a> {
        let document = self.document;
        let says_no = |&&word: &&TokenId| {
            let lemma = lower(document.lemma(word));
            is_negator(&lemma) || is_negative_pronoun(&lemma)
        };
        let gainsays = |&&word: &&TokenId| lists::GAINSAYING.has(&lower(document.lemma(word)));
        let early = &words[..EARLY.min(words.len())];
        let sentence: Vec<TokenId> =
            anchor.map_or_else(Vec::new, |anchor| document.sentence(anchor).ids().take(LONGEST).collect());
        let points = |&&word: &&TokenId| {
            document.token(word).upos == Upos::Noun && lists::POINTING.has(&lower(document.lemma(word)))
        };
        let stands_for_all = |&&word: &&TokenId| document.token(word).upos == Upos::Pron;
        let wrong = |&&word: &&TokenId| self.lexicon.contention.wrongs.has(document.lemma(word));
        let cue = statement.cue.as_ref().and_then(|cue| cue.lemma.split(' ').next()).unwrap_or_default();
        let numbers = [
            words.iter().filter(says_no).count() as f32,
            early.iter().filter(says_no).count() as f32,
            words.iter().filter(gainsays).count() as f32,
            early.iter().filter(gainsays).count() as f32,
            flag(lists::GAINSAYING.has(cue)),
            sentence.iter().filter(gainsays).count() as f32,
            early.iter().filter(points).count() as f32,
            flag(early.iter().take(2).any(|word| stands_for_all(&word))),
            words.iter().filter(wrong).count() as f32,
        ];
        let around = sentence.iter().chain(words).filter_map(|&word| self.entities.headed_by(word)).collect();
        let weighty = sentence.iter().filter(|&&word| self.is_weighty(word));
        let stems = weighty.map(|&word| stem(document.lemma(word))).collect();
        let counts = words.iter().filter(|&&word| document.token(word).upos == Upos::Num);
        Gainsaying { numbers, around, stems, counts: counts.map(|&word| document.form(word)).collect() }
    }
}
