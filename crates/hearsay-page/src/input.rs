//! What comes in, and what kind of input its content shows it to be.

use hearsay_core::{Article, ArticleId};
use jiff::civil::Date;

use crate::decode::{self, Decoded};
use crate::pages::pages;
use crate::{html, plain};

/// What the caller knows of the input beside its bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// Name of the file it was read from.
    pub file: Option<String>,
    /// Day of publication; used only where the page tells none, and to settle a missing year.
    pub published: Option<Date>,
    /// Address of the page; used only where the page tells none.
    pub url: Option<String>,
    /// Whether "06/01/2011" is the sixth of January; `None` where the page itself has to tell.
    pub day_first: Option<bool>,
}

/// Why there is no article.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PageError {
    /// Nothing but blanks.
    #[error("there is no text in it")]
    Empty,
    /// Bytes of another kind of file.
    #[error("this is {what}, not text; give plain text, HTML or JSON Lines")]
    NotText {
        /// What it looks like: "a PDF file", "binary data".
        what: &'static str,
    },
    /// A page without a sentence on it.
    #[error("no article text was found on the page")]
    NoArticle,
    /// A line of JSON Lines that is no JSON object.
    #[error("line {line}: {why}")]
    BadJson {
        /// Counted from 1.
        line: usize,
        /// What is wrong with it.
        why: String,
    },
    /// A line of JSON Lines whose article has neither `text` nor `html`, or blank ones.
    #[error("line {line}: {} has no `text` or `html`", .id.as_ref().map_or("the article".to_owned(), |id| format!("article `{id}`")))]
    NoText {
        /// Counted from 1.
        line: usize,
        /// Its `id`, where it has one.
        id: Option<String>,
    },
    /// A page of more bytes than are looked at.
    #[error("{}more than {most} bytes in one page; give many articles as JSON Lines, one a line", at_line(*.line))]
    TooLong {
        /// Counted from 1, where it is one of JSON Lines.
        line: Option<usize>,
        /// How many a page may have.
        most: usize,
    },
    /// A text longer than any article.
    #[error(
        "its text has {bytes} bytes, more than the {LONGEST_TEXT} that one article may have; give many articles as JSON Lines, one a line"
    )]
    TooLarge {
        /// Length of the text.
        bytes: usize,
    },
    /// Reading the input failed.
    #[error("it cannot be read to its end: {why}")]
    Unreadable {
        /// What went wrong.
        why: String,
    },
}

fn at_line(line: Option<usize>) -> String {
    line.map_or(String::new(), |line| format!("line {line}: "))
}

/// The longest text of an article, in bytes: a hundred times the longest news story, and about two minutes' reading.
pub const LONGEST_TEXT: usize = 10 << 20;

/// The articles of one input, in its order: one for plain text or HTML, one a line for JSON Lines.
pub fn articles(bytes: &[u8], hints: &Hints) -> Vec<Result<Article, PageError>> {
    articles_iter(bytes, hints).collect()
}

/// As [`articles`], one at a time, for archives that should not be held in memory twice.
pub fn articles_iter<'a>(bytes: &'a [u8], hints: &'a Hints) -> impl Iterator<Item = Result<Article, PageError>> + 'a {
    pages(bytes).map(|page| page.article(hints))
}

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

/// Refuses what is no article but a pile of them: reading is by the article, and holds all of it in memory.
pub(crate) fn ensure_short(bytes: usize) -> Result<(), PageError> {
    if bytes > LONGEST_TEXT { Err(PageError::TooLarge { bytes }) } else { Ok(()) }
}

fn finish(mut article: Article, hints: &Hints) -> Result<Article, PageError> {
    article.file.clone_from(&hints.file);
    if article.url.is_none() {
        article.url.clone_from(&hints.url);
    }
    article.notes.sort_by_key(|note| (note.name, note.span));
    Ok(article)
}
