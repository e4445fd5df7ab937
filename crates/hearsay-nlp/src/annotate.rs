//! Documents: words are cut, tagged, and put together as checked trees and names.

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use hearsay_core::{Article, Deprel, Document, Feats, Predicate, Sentence, Span, Token, TokenId, Upos};
use hearsay_nn::Path;

use crate::network::{Network, Scratch, Tagged};
use crate::repair::{repair, subjects_of_one_name};
use crate::segment::{LONGEST, segment};
use crate::short_names::{bodies, particles, surnames};
use crate::weights::ModelError;

/// Words that the network reads together, so that weights are fetched once for many.
const BATCH_WORDS: u32 = 512;

/// Fewer are not worth a thread of their own.
const FEW_WORDS: u32 = 128;

/// The language layer: holds the weights, and buffers that change nothing of what it says. Share one among threads.
pub struct Nlp {
    network: Network,
    /// Buffers that no thread is using.
    scratches: Mutex<Vec<Scratch>>,
    /// How many threads may work here, and how many have a document in hand.
    threads: usize,
    busy: AtomicUsize,
}

/// What the network says of the words of some pieces of sentences, which follow one another.
#[derive(Default)]
struct Said {
    tokens: Vec<Token>,
    name_scores: Vec<f32>,
    predicates: Vec<Predicate>,
}

/// One more thread with a document in hand, until it is dropped.
struct Busy<'b>(&'b AtomicUsize);

impl Drop for Busy<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
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
        Ok(Self {
            network: Network::new(weights, labels, events)?,
            scratches: Mutex::default(),
            threads: 1,
            busy: AtomicUsize::new(0),
        })
    }

    /// The same by other instructions of this machine: slower or faster, with the same result.
    pub fn on(self, path: Path) -> Self {
        Self { network: self.network.on(path), ..self }
    }

    /// The same on so many threads at most, all callers' together: where fewer of them have a document in hand, they share the words
    /// of a long one. It changes nothing of what is said.
    #[must_use]
    pub fn with_threads(self, threads: usize) -> Self {
        Self { threads, ..self }
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

    /// What the network says of all pieces, by as many threads as are free.
    fn said(&self, article: &Article, words: &[(Span, bool)], pieces: &[Range<u32>]) -> Said {
        let busy = self.busy.fetch_add(1, Ordering::Relaxed) + 1;
        let _busy = Busy(&self.busy);
        let count = u32::try_from(words.len()).unwrap_or(u32::MAX);
        let most = (count / FEW_WORDS).max(1) as usize;
        let threads = (self.threads + 1).saturating_sub(busy).clamp(1, most);
        let share = count.div_ceil(threads as u32);
        let mut rest = pieces;
        let shares = std::iter::from_fn(|| {
            let start = rest.first()?.start;
            let fits = rest.iter().take_while(|piece| piece.start - start < share).count();
            let (mine, after) = rest.split_at(fits);
            rest = after;
            Some(mine)
        });
        let shares: Vec<&[Range<u32>]> = shares.collect();
        match shares.split_first() {
            Some((first, others)) if !others.is_empty() => std::thread::scope(|scope| {
                let others = others.iter().map(|share| scope.spawn(|| self.said_in_turn(article, words, share)));
                let others: Vec<_> = others.collect();
                let mut said = self.said_in_turn(article, words, first);
                for other in others {
                    let other = other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
                    said.tokens.extend(other.tokens);
                    said.name_scores.extend(other.name_scores);
                    said.predicates.extend(other.predicates);
                }
                said
            }),
            _ => self.said_in_turn(article, words, pieces),
        }
    }

    /// What the network says of some pieces, one batch after the other.
    fn said_in_turn(&self, article: &Article, words: &[(Span, bool)], pieces: &[Range<u32>]) -> Said {
        let mut said = Said::default();
        let mut scratch = self.scratches().pop().unwrap_or_default();
        let (mut forms, mut places, mut tagged) = (Vec::new(), Vec::new(), Vec::new());
        let mut rest = pieces;
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
                let words = &words[piece.start as usize..piece.end as usize];
                forms.extend(words.iter().map(|&(span, _)| article.text.at(span)));
                places.push(start..forms.len());
            }
            let Said { tokens, name_scores, predicates } = &mut said;
            let before = predicates.len();
            self.network.tag(&forms, &places, &mut scratch, &mut tagged, name_scores, predicates);
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
        said
    }

    fn document(
        &self,
        article: Arc<Article>,
        words: Vec<(Span, bool)>,
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
        let Said { mut tokens, mut name_scores, predicates } = self.said(&article, &words, &pieces);
        let mut names = self.network.names.read(&mut name_scores, |word| article.text.at(words[word].0), &pieces);
        let sentences: Vec<Sentence> = sentences
            .iter()
            .map(|range| Sentence {
                tokens: range.clone(),
                span: words[range.start as usize].0.cover(words[range.end as usize - 1].0),
            })
            .collect();
        if mend {
            particles(&mut names, |at| article.text.at(words[at as usize].0));
            bodies(&mut names, |at| article.text.at(words[at as usize].0));
            surnames(&sentences, &mut tokens, &mut names, |id| article.text.at(words[id.index()].0));
        }
        for sentence in &sentences {
            join_pieces(sentence, &mut tokens);
            if mend {
                let form = |id: TokenId| article.text.at(words[id.index()].0);
                subjects_of_one_name(sentence, &mut tokens, &names);
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

fn token(tag: Tagged<'_>, span: Span, joins_previous: bool, start: u32) -> Token {
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
