//! A piece of a pile: what becomes one article, not yet looked into.

use std::sync::Arc;

use hearsay_core::{Article, Note};
use hearsay_page::{Fields, Hints, Page};

use crate::columns::Columns;
use crate::fault::Fault;
use crate::http::Response;
use crate::{message, object};

/// What becomes one article.
#[derive(Clone, Debug)]
pub struct Piece {
    /// Where in its file: "line 3", "record 12".
    pub(crate) place: Option<String>,
    /// The member of an archive that it lies in.
    pub(crate) member: Option<Arc<str>>,
    pub(crate) content: Content,
    /// What was odd about it where it was cut out.
    pub(crate) note: Option<&'static str>,
}

#[derive(Clone, Debug)]
pub(crate) enum Content {
    /// A page or text, or a line of JSON Lines.
    Page(Page),
    /// Parts that are known apart.
    Fields(Box<Fields>),
    /// A page as a server gave it.
    Response(Box<Response>),
    /// An object of JSON.
    Json(Vec<u8>, Arc<Columns>),
    /// A message.
    Mail(Vec<u8>),
    Fault(Fault),
}

impl Piece {
    pub(crate) fn new(content: Content) -> Self {
        Self { place: None, member: None, content, note: None }
    }

    pub(crate) fn at(self, place: impl Into<String>) -> Self {
        Self { place: Some(place.into()), ..self }
    }

    /// How many bytes it has.
    pub fn bytes(&self) -> usize {
        match &self.content {
            Content::Page(page) => page.bytes(),
            Content::Fields(fields) => fields.text.iter().chain(&fields.html).map(String::len).sum(),
            Content::Response(response) => response.bytes(),
            Content::Json(bytes, _) | Content::Mail(bytes) => bytes.len(),
            Content::Fault(_) => 0,
        }
    }

    /// About how many bytes of text are in it: pages of the web are marks for the most part.
    pub fn weight(&self) -> usize {
        match &self.content {
            Content::Response(response) => response.bytes() / 8,
            _ => self.bytes(),
        }
    }

    /// The file it is in: that of the pile, and the member of the archive.
    pub fn file(&self, pile: &str) -> String {
        match &self.member {
            Some(member) => format!("{pile}/{member}"),
            None => pile.to_owned(),
        }
    }

    /// The member of an archive that it lies in.
    pub fn member_name(&self) -> Option<String> {
        self.member.as_deref().map(str::to_owned)
    }

    /// Where in its file it is, in words: "line 3", "record 12 (https://…)".
    pub fn place(&self) -> Option<String> {
        let line = || match &self.content {
            Content::Page(page) => page.line().map(|line| format!("line {line}")),
            _ => None,
        };
        self.place.clone().or_else(line)
    }

    /// A fault in words, with its place.
    pub fn told(&self, fault: &Fault) -> String {
        match (&self.place, &self.content) {
            (Some(place), _) => format!("{place}: {fault}"),
            // Faults of pages tell their line themselves.
            (None, _) => fault.to_string(),
        }
    }

    /// The article on it.
    ///
    /// # Errors
    /// When there is none, it is too long, or the pile is damaged here.
    pub fn article(&self, hints: &Hints) -> Result<Article, Fault> {
        let mut hints = hints.clone();
        if let (Some(file), Some(_)) = (&hints.file, &self.member) {
            hints.file = Some(self.file(file));
        }
        let mut article = match &self.content {
            Content::Fault(fault) => Err(fault.clone()),
            Content::Page(page) => Ok(page.article(&hints)?),
            Content::Fields(fields) => Ok(fields.as_ref().clone().article(&hints)?),
            Content::Response(response) => response.article(&hints),
            Content::Json(bytes, columns) => object::article(bytes, columns, &hints),
            Content::Mail(bytes) => message::article(bytes, &hints),
        }?;
        article.notes.extend(self.note.map(|name| Note { name, span: None }));
        Ok(article)
    }
}
