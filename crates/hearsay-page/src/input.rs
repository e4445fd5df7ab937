//! One input, and what kind its content shows it to be.

use hearsay_core::{Article, ArticleId};

use crate::decode::{self, Decoded};
use crate::hints::{Hints, PageError, ensure_short};
use crate::{html, plain};

/// One page or plain text.
pub(crate) fn one(bytes: &[u8], hints: &Hints) -> Result<Article, PageError> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(PageError::Empty);
    }
    if let Some(what) = decode::foreign(bytes) {
        return Err(PageError::NotText { what });
    }
    let mut article = if html::is_html(bytes) { page(bytes, hints)? } else { text(decode::text(bytes), None, hints)? };
    article.id = ArticleId::of_bytes(bytes);
    Ok(article)
}

/// A page of HTML.
pub(crate) fn page(bytes: &[u8], hints: &Hints) -> Result<Article, PageError> {
    let decoded = decode::page(bytes);
    let mut article = html::article(&decoded.text, hints)?;
    article.notes.extend(decoded.notes.into_iter().map(|note| hearsay_core::Note { span: None, ..note }));
    finish(article, hints)
}

/// A plain text, kept as it is; `title` is what it is known to be called.
pub(crate) fn text(decoded: Decoded<'_>, title: Option<&str>, hints: &Hints) -> Result<Article, PageError> {
    if decoded.text.chars().all(crate::dates::is_blank) {
        return Err(PageError::Empty);
    }
    ensure_short(decoded.text.len())?;
    let mut article = plain::article(decoded.text.into_owned(), title, hints);
    article.notes.extend(decoded.notes);
    finish(article, hints)
}

fn finish(mut article: Article, hints: &Hints) -> Result<Article, PageError> {
    article.file.clone_from(&hints.file);
    article.day_first = hints.day_first.or(article.day_first);
    if article.url.is_none() {
        article.url.clone_from(&hints.url);
    }
    article.notes.sort_by_key(|note| (note.name, note.span));
    Ok(article)
}
