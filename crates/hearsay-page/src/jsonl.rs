//! JSON Lines: one article a line, with the keys `id`, `text` or `html`, `title`, `date`, `url`, `publisher`, `language`.

use hearsay_core::{Article, ArticleId};
use serde::Deserialize;
use serde_json::Value;

use crate::fields::{Fields, filled};
use crate::{Hints, PageError, dates, decode};

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
    let fields = Fields {
        id: Some(id.clone().unwrap_or_else(|| ArticleId::of_bytes(bytes).0)),
        text: line.text,
        html: line.html,
        title: line.title,
        published: filled(line.date).as_deref().and_then(dates::parse),
        url: line.url,
        publisher: line.publisher,
        language: line.language,
    };
    fields.article(hints).map_err(|error| match error {
        PageError::Empty | PageError::NoArticle | PageError::NotText { .. } => PageError::NoText { line: number, id },
        other => other,
    })
}

/// serde's words without its own line number, which is always 1.
fn reason(error: &serde_json::Error) -> String {
    let words = error.to_string();
    match words.split_once(" at line 1 column ") {
        Some((what, column)) => format!("{what} at column {column}"),
        None => words,
    }
}
