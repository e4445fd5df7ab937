//! An article whose parts are known apart: a line of JSON Lines, a row of a table.

use std::borrow::Cow;

use hearsay_core::{Article, ArticleId};
use jiff::civil::Date;

use crate::decode::Decoded;
use crate::{Hints, PageError, input};

/// What is stated of an article. A blank field is as good as a missing one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields {
    /// Its id; without one it is a fingerprint of `text`, else of `html`.
    pub id: Option<String>,
    /// Plain text, taken as it is.
    pub text: Option<String>,
    /// A page, asked where there is no text.
    pub html: Option<String>,
    /// The headline, where the text may not have it.
    pub title: Option<String>,
    /// Day of publication; worth more than what the text says.
    pub published: Option<Date>,
    /// Address of the page.
    pub url: Option<String>,
    /// Who printed it.
    pub publisher: Option<String>,
    /// BCP 47 tag.
    pub language: Option<String>,
}

impl Fields {
    /// The article; what is stated outright is worth more than what its text was read to say.
    ///
    /// # Errors
    /// [`PageError::Empty`] where there is neither text nor page; else why the one that is there is none.
    pub fn article(self, hints: &Hints) -> Result<Article, PageError> {
        let hints = Hints { published: self.published.or(hints.published), ..hints.clone() };
        let there = |field: Option<String>| field.filter(|field| !field.trim().is_empty());
        let given = there(self.id).map(ArticleId);
        let id = |whole: &str| given.unwrap_or_else(|| ArticleId::of_bytes(whole.as_bytes()));
        let mut article = if let Some(text) = there(self.text) {
            let id = id(&text);
            let title = filled(self.title);
            Article {
                id,
                ..input::text(Decoded { text: Cow::Owned(text), notes: Vec::new() }, title.as_deref(), &hints)?
            }
        } else if let Some(html) = there(self.html) {
            Article { id: id(&html), ..input::page(html.as_bytes(), &hints)? }
        } else {
            return Err(PageError::Empty);
        };
        article.published = self.published.or(article.published);
        article.url = filled(self.url).or(article.url);
        article.publisher = filled(self.publisher).or(article.publisher);
        article.language = filled(self.language).or(article.language);
        Ok(article)
    }
}

/// Without blanks around it; nothing where nothing is left.
pub(crate) fn filled(field: Option<String>) -> Option<String> {
    field.map(|field| field.trim().to_owned()).filter(|field| !field.is_empty())
}
