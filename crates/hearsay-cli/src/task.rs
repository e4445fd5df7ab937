//! An article on its way through the steps that are taken side by side.

use std::sync::Arc;

use hearsay::Hints;
use hearsay::core::Article;
use hearsay_pile::Piece;

use crate::errors::Failure;

/// What waits to be worked on.
pub(crate) enum Task {
    /// To be taken apart.
    Piece(Box<Piece>, Arc<Hints>),
    /// To be read.
    Article(Box<Article>),
    /// To be told.
    Failed(Failure),
}

/// What became of it.
pub(crate) enum Step<T> {
    /// An article, if it is wanted.
    Article(Box<Article>),
    Done(T),
    Failed(Failure),
    /// It was not wanted.
    Nothing,
}
