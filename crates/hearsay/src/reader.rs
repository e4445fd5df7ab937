//! The whole path in one call: bytes to records.

use std::sync::Arc;

use hearsay_core::{Article, Document, Record};
use hearsay_nlp::{ModelError, Nlp};
use hearsay_page::{Hints, PageError};
use hearsay_read::{Lexicon, LexiconError, LexiconFile};
use thiserror::Error;

/// Reads articles. Holds weights and words, no state: share one among threads.
pub struct Reader {
    nlp: Nlp,
    lexicon: Lexicon,
}

/// Has what most articles have that come as text.
const FIRST_ARTICLE: &[u8] = b"Arland expels envoy\n\nBy Ada Brook, Harbour Gazette\n3 May 2011\n\nARLAND CITY (AP) - Arland said on Tuesday that it \
    had expelled an envoy.\n";

/// Why there is no reader.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ReaderError {
    /// The weights do not load.
    #[error("the language model does not load: {0}")]
    Model(#[from] ModelError),
    /// A lexicon file does not load.
    #[error(transparent)]
    Lexicon(#[from] LexiconError),
}

impl std::fmt::Debug for Reader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader").finish_non_exhaustive()
    }
}

impl Reader {
    /// With the weights and the lexicon that come with hearsay.
    ///
    /// # Errors
    /// None that a test would not have caught.
    pub fn bundled() -> Result<Self, ReaderError> {
        Self::with_lexicon(&[])
    }

    /// With the user's lexicon files before ours: their names are asked first, and a file of theirs with the id of
    /// one of ours replaces it.
    ///
    /// # Errors
    /// The first lexicon file that does not load, by name.
    pub fn with_lexicon(users: &[LexiconFile]) -> Result<Self, ReaderError> {
        let (nlp, lexicon) = std::thread::scope(|scope| {
            let nlp = scope.spawn(Nlp::bundled);
            // The patterns that take articles apart are made when the first one comes, which is likely soon.
            scope.spawn(|| hearsay_page::articles(FIRST_ARTICLE, &Hints::default()).len());
            let lexicon = Lexicon::bundled_with(users);
            (nlp.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), lexicon)
        });
        Ok(Self { nlp: nlp?, lexicon: lexicon? })
    }

    /// The same on so many threads at most, all callers' together: one that reads alone is helped by the others with a long article.
    #[must_use]
    pub fn with_threads(self, threads: usize) -> Self {
        Self { nlp: self.nlp.with_threads(threads), ..self }
    }

    /// The words this reader knows.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The language layer.
    pub fn nlp(&self) -> &Nlp {
        &self.nlp
    }

    /// A record, or a reason, for each article of the input, in its order.
    pub fn read(&self, bytes: &[u8], hints: &Hints) -> impl Iterator<Item = Result<Record, PageError>> + use<'_> {
        hearsay_page::articles(bytes, hints).into_iter().map(|article| Ok(self.record(Arc::new(article?))))
    }

    /// The record of one article.
    pub fn record(&self, article: Arc<Article>) -> Record {
        let document = self.nlp.annotate(article);
        self.record_of(&document)
    }

    /// The record of a document whose trees are already there.
    pub fn record_of(&self, document: &Document) -> Record {
        Record::new(document.article(), hearsay_read::read(document, &self.lexicon))
    }
}
