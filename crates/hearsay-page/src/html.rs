//! Pages of HTML.

use hearsay_core::Article;

use crate::{Hints, PageError};

pub(crate) fn is_html(_bytes: &[u8]) -> bool {
    false
}

pub(crate) fn article(_page: &str, _hints: &Hints) -> Result<Article, PageError> {
    Err(PageError::NoArticle)
}
