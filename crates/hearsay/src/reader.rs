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

/// Why there is no reader.
#[derive(Debug, Error)]
pub enum ReaderError {
    /// The weights do not load.
    #[error("the language model does not load: {0}")]
    Model(#[from] ModelError),
    /// A lexicon file does not load.
    #[error(transparent)]
    Lexicon(#[from] LexiconError),
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
        Ok(Self { nlp: Nlp::bundled()?, lexicon: Lexicon::bundled_with(users)? })
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
