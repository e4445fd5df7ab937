//! JSON Lines: one article a line, with the keys `id`, `text` or `html`, `title`, `date`, `url`, `publisher`, `language`.

use std::borrow::Cow;

use hearsay_core::{Article, ArticleId};
use serde::Deserialize;
use serde_json::Value;

use crate::decode::{self, Decoded};
use crate::{Hints, PageError, dates, input};

/// One line. Unknown keys are passed over; `null` is as good as a missing key.
#[derive(Deserialize)]
struct Line {
    id: Option<Value>,
    text: Option<String>,
    html: Option<String>,
    title: Option<String>,
    date: Option<String>,
    url: Option<String>,
    publisher: Option<String>,
    language: Option<String>,
}

/// Whether the first line that is not blank opens an object with a key.
pub(crate) fn is_json_lines(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let Some(inside) = bytes.strip_prefix(b"{").map(<[u8]>::trim_ascii_start) else {
        return false;
    };
    let Some(key) = inside.strip_prefix(b"\"") else {
        return inside.first() == Some(&b'}');
    };
    // A key is short, and a colon comes after it: `{"id": ...`.
    let Some(end) = key.iter().take(200).position(|&byte| byte == b'"') else {
        return false;
    };
    key[end + 1..].trim_ascii_start().first() == Some(&b':')
}

/// Whether the bytes are one object with the keys of an article.
pub(crate) fn is_one_article(bytes: &[u8]) -> bool {
    serde_json::from_slice::<Line>(bytes).is_ok()
}

/// The article of one line, counted from 1.
pub(crate) fn one(bytes: &[u8], number: usize, hints: &Hints) -> Result<Article, PageError> {
    let decoded = decode::text(bytes);
    let line: Line = serde_json::from_str(&decoded.text)
        .map_err(|error| PageError::BadJson { line: number, why: reason(&error) })?;
    let mut article = article(line, number, bytes, hints)?;
    article.notes.extend(decoded.notes.into_iter().map(|note| hearsay_core::Note { span: None, ..note }));
    Ok(article)
}

fn article(line: Line, number: usize, bytes: &[u8], hints: &Hints) -> Result<Article, PageError> {
    let id = line.id.and_then(|id| match id {
        Value::String(id) if !id.trim().is_empty() => Some(id),
        Value::Number(id) => Some(id.to_string()),
        _ => None,
    });
    let filled = |field: Option<String>| field.map(|field| field.trim().to_owned()).filter(|field| !field.is_empty());
    let stated = filled(line.date).as_deref().and_then(dates::parse);
    let hints = Hints { published: stated.or(hints.published), ..hints.clone() };
    let no_text = || PageError::NoText { line: number, id: id.clone() };
    let mut article = match (line.text, line.html) {
        (Some(text), _) if !text.trim().is_empty() => {
            let title = filled(line.title);
            input::text(Decoded { text: Cow::Owned(text), notes: Vec::new() }, title.as_deref(), &hints)?
        }
        (_, Some(html)) if !html.trim().is_empty() => {
            let too_large = |error: &PageError| matches!(error, PageError::TooLarge { .. });
            input::page(html.as_bytes(), &hints).map_err(|error| if too_large(&error) { error } else { no_text() })?
        }
        _ => return Err(no_text()),
    };
    // What the line states outright is worth more than what its text was read to say.
    article.published = stated.or(article.published);
    article.url = filled(line.url).or(article.url);
    article.publisher = filled(line.publisher).or(article.publisher);
    article.language = filled(line.language).or(article.language);
    article.id = id.map_or_else(|| ArticleId::of_bytes(bytes), ArticleId);
    Ok(article)
}

/// serde's words without its own line number, which is always 1.
fn reason(error: &serde_json::Error) -> String {
    let words = error.to_string();
    match words.split_once(" at line 1 column ") {
        Some((what, column)) => format!("{what} at column {column}"),
        None => words,
    }
}
