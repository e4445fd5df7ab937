//! Documents: words are cut, tagged, and put together as checked trees and names.

use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use hearsay_core::{Article, Deprel, Document, Feats, Predicate, Sentence, Token, TokenId, Upos};
use hearsay_nn::Path;

use crate::network::{Network, Scratch, Tagged};
use crate::repair::repair;
use crate::segment::{LONGEST, segment};
use crate::short_names::{bodies, surnames};
use crate::weights::ModelError;

/// Words that the network reads together, so that weights are fetched once for many.
const BATCH_WORDS: u32 = 512;

/// The language layer: holds the weights, and buffers that change nothing of what it says. Share one among threads.
pub struct Nlp {
    network: Network,
    /// Buffers that no thread is using.
    scratches: Mutex<Vec<Scratch>>,
}

impl std::fmt::Debug for Nlp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Nlp").finish_non_exhaustive()
    }
}

impl Nlp {
    /// With the weights that come with this crate.
    ///
    /// # Errors
    /// None that a test would not have caught.
    pub fn bundled() -> Result<Self, ModelError> {
        Self::with_events(Some(include_bytes!("../weights/events.safetensors")))
    }

    /// With the weights that come with this crate, but other layers for events; without any, documents have no predicates.
    ///
    /// # Errors
    /// As [`Nlp::from_bytes`].
    pub fn with_events(events: Option<&[u8]>) -> Result<Self, ModelError> {
        Self::from_bytes(include_bytes!("../weights/model.safetensors"), include_str!("../weights/labels.json"), events)
    }

    /// With other weights of the same shape (`weights/FORMAT.md`); `events` are the layers for events.
    ///
    /// # Errors
    /// A file that is not safetensors, a missing tensor, or one of another shape.
    pub fn from_bytes(weights: &[u8], labels: &str, events: Option<&[u8]>) -> Result<Self, ModelError> {
        Ok(Self { network: Network::new(weights, labels, events)?, scratches: Mutex::default() })
    }

    /// The same by other instructions of this machine: slower or faster, with the same result.
    pub fn on(self, path: Path) -> Self {
        Self { network: self.network.on(path), ..self }
    }

    /// The language of an article: sentences, words, tags, trees, names. Some trees are mended (see `repair.rs`).
    pub fn annotate(&self, article: Arc<Article>) -> Document {
        let segments = segment(&article);
        let words = segments.words.iter().map(|word| (word.span, word.joins_previous));
        self.document(article, words.collect(), &segments.sentences, true)
    }

    /// A document with the same sentences and words, and everything else said anew, by the network alone.
    pub fn retag(&self, document: &Document) -> Document {
        let words = document.tokens().iter().map(|token| (token.span, token.joins_previous)).collect();
        let sentences: Vec<Range<u32>> = document.sentences().iter().map(|sentence| sentence.tokens.clone()).collect();
        self.document(document.article().clone(), words, &sentences, false)
    }

    /// A thread that died while it held them left them whole: it only pushes or pops.
    fn scratches(&self) -> MutexGuard<'_, Vec<Scratch>> {
        self.scratches.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn document(
        &self,
        article: Arc<Article>,
        words: Vec<(hearsay_core::Span, bool)>,
        sentences: &[Range<u32>],
        mend: bool,
    ) -> Document {
        let longest = u32::try_from(LONGEST).unwrap_or(u32::MAX);
        let pieces: Vec<Range<u32>> = sentences
            .iter()
            .flat_map(|sentence| {
                let cuts = sentence.clone().step_by(LONGEST);
                cuts.map(|start| start..sentence.end.min(start.saturating_add(longest)))
            })
            .collect();
        let mut tokens = Vec::with_capacity(words.len());
        let (mut name_scores, mut predicates) = (Vec::new(), Vec::new());
        let mut scratch = self.scratches().pop().unwrap_or_default();
        let (mut forms, mut places, mut tagged) = (Vec::new(), Vec::new(), Vec::new());
        let mut rest = pieces.as_slice();
        while let Some(first) = rest.first() {
            // As many whole pieces as make a batch, one at least.
            let fits = rest.iter().take_while(|piece| piece.end - first.start <= BATCH_WORDS).count().max(1);
            let (batch, after) = rest.split_at(fits);
            rest = after;
            forms.clear();
            places.clear();
            tagged.clear();
            for piece in batch {
                let start = forms.len();
                forms.extend(
                    words[piece.start as usize..piece.end as usize].iter().map(|&(span, _)| article.text.at(span)),
                );
                places.push(start..forms.len());
            }
            let before = predicates.len();
            self.network.tag(&forms, &places, &mut scratch, &mut tagged, &mut name_scores, &mut predicates);
            for predicate in &mut predicates[before..] {
                renumber(predicate, first.start);
            }
            let mut tags = tagged.drain(..);
            for piece in batch {
                for (id, tag) in piece.clone().zip(&mut tags) {
                    let (span, joins_previous) = words[id as usize];
                    tokens.push(token(tag, span, joins_previous, piece.start));
                }
            }
        }
        self.scratches().push(scratch);
        let mut names = self.network.names.read(&mut name_scores, |word| article.text.at(words[word].0), &pieces);
        let sentences: Vec<Sentence> = sentences
            .iter()
            .map(|range| Sentence {
                tokens: range.clone(),
                span: words[range.start as usize].0.cover(words[range.end as usize - 1].0),
            })
            .collect();
        if mend {
            bodies(&mut names, |at| article.text.at(words[at as usize].0));
            surnames(&sentences, &mut tokens, &mut names, |id| article.text.at(words[id.index()].0));
        }
        for sentence in &sentences {
            join_pieces(sentence, &mut tokens);
            if mend {
                let form = |id: TokenId| article.text.at(words[id.index()].0);
                repair(sentence, &mut tokens, form, |ing| self.network.lemmas.verb_of(ing));
            }
        }
        let asked = self.network.finds_events();
        Document::new(article, sentences, tokens, names)
            .and_then(|document| if asked { document.with_predicates(predicates) } else { Ok(document) })
            .expect("segments are in order, trees have one root, and predicates follow their sentences")
    }
}

/// The words of a predicate, counted from the first of the document instead of the batch's, which is its word `first`.
fn renumber(predicate: &mut Predicate, first: u32) {
    predicate.token.0 += first;
    predicate.arguments.iter_mut().for_each(|argument| argument.token.0 += first);
    predicate.same.iter_mut().for_each(|(token, _)| token.0 += first);
}

fn token(tag: Tagged<'_>, span: hearsay_core::Span, joins_previous: bool, start: u32) -> Token {
    let head = u32::try_from(tag.head).ok().and_then(|head| head.checked_sub(1));
    Token {
        span,
        joins_previous,
        lemma: tag.lemma,
        upos: tag.upos.parse().unwrap_or(Upos::X),
        xpos: tag.xpos.into(),
        feats: Feats::new(tag.feats),
        head: head.map(|head| TokenId(start + head)),
        deprel: Deprel::new(tag.deprel),
    }
}

/// A sentence that was read in pieces has a root in each: the later ones hang on the first.
fn join_pieces(sentence: &Sentence, tokens: &mut [Token]) {
    let mut roots = sentence.ids().filter(|id| tokens[id.index()].head.is_none());
    let Some(first) = roots.next() else { return };
    let rest: Vec<TokenId> = roots.collect();
    for root in rest {
        tokens[root.index()].head = Some(first);
        tokens[root.index()].deprel = Deprel::new("parataxis");
    }
}
