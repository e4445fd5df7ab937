//! One object of JSON: what it is, and the article of it.

use hearsay_core::Article;
use hearsay_page::Hints;
use serde_json::{Map, Value};

use crate::columns::{Columns, Part};
use crate::fault::Fault;
use crate::{ninjs, wrap};

/// What an object is.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Object {
    /// An article with our own keys.
    Article,
    /// One with others' keys, or of a provider of news.
    Others,
    Feed,
    /// A key whose value is a list of articles.
    List(String),
    Unknown,
}

pub(crate) fn object(value: &Map<String, Value>, columns: &Columns) -> Object {
    let is_filled = |key: &str| value.get(key).is_some_and(Value::is_string);
    if value.get("version").and_then(Value::as_str).is_some_and(|version| version.contains("jsonfeed.org")) {
        return Object::Feed;
    }
    if columns.is_empty() && (is_filled("text") || is_filled("html")) {
        return Object::Article;
    }
    if ninjs::is_item(value) || has_text(value, columns) {
        return Object::Others;
    }
    let is_list = |list: &Value| {
        let first = list.as_array().and_then(|list| list.first()).and_then(Value::as_object);
        first.is_some_and(|first| ninjs::is_item(first) || has_text(first, columns))
    };
    match value.iter().find(|(_, list)| is_list(list)) {
        Some((key, _)) => Object::List(key.clone()),
        None => Object::Unknown,
    }
}

fn has_text(value: &Map<String, Value>, columns: &Columns) -> bool {
    let names: Vec<&str> = value.keys().map(String::as_str).collect();
    let given = |part| columns.given(part).is_some_and(|path| at(value, path).is_some());
    given(Part::Text)
        || given(Part::Html)
        || columns.is_empty()
            && columns.among(&names).is_ok_and(|places| {
                let filled =
                    |part: Part| places[part as usize].is_some_and(|place| words(&value[names[place]]).is_some());
                filled(Part::Text) || filled(Part::Html)
            })
}

/// The article of an object.
pub(crate) fn article(bytes: &[u8], columns: &Columns, hints: &Hints) -> Result<Article, Fault> {
    let text = String::from_utf8_lossy(bytes);
    let value: Value = serde_json::from_str(&text).map_err(|error| Fault::damaged(error.to_string()))?;
    let Value::Object(value) = value else { return Err(Fault::damaged("this is no object of JSON")) };
    if columns.is_empty() && ninjs::is_item(&value) {
        return ninjs::article(&value, hints);
    }
    let names: Vec<&str> = value.keys().map(String::as_str).collect();
    let unnamed = Columns::default().among(&names).unwrap_or_default();
    let part = |part: Part| match columns.given(part) {
        Some(path) => at(&value, path).and_then(words),
        None => words(&value[names[unnamed[part as usize]?]]),
    };
    if part(Part::Text).is_none() && part(Part::Html).is_none() {
        let keys: Vec<&str> = names.iter().take(12).copied().collect();
        let keys = if keys.is_empty() { "none".to_owned() } else { keys.join(", ") };
        return Err(Fault::no_text(format!(
            "it has no text; its keys are {keys}; name that of the text: --columns text=KEY"
        )));
    }
    let only_html = columns.given(Part::Html).is_some() && columns.given(Part::Text).is_none();
    Ok(wrap::fields(|which| if only_html && which == Part::Text { None } else { part(which) }).article(hints)?)
}

/// What stands under a key, or under a key of what stands there: `body.text`.
fn at<'v>(value: &'v Map<String, Value>, path: &str) -> Option<&'v Value> {
    if let Some(found) = value.get(path) {
        return Some(found);
    }
    let (key, below) = path.split_once('.')?;
    at(value.get(key)?.as_object()?, below)
}

/// The words of a value; a list has a paragraph each, an object what it is called or looks like.
fn words(value: &Value) -> Option<String> {
    let words = match value {
        Value::String(words) => words.clone(),
        Value::Number(number) => number.to_string(),
        Value::Array(list) => list.iter().map(Value::as_str).collect::<Option<Vec<_>>>()?.join("\n\n"),
        Value::Object(below) => {
            ["rendered", "name", "title", "value"].iter().find_map(|key| below.get(*key)?.as_str())?.to_owned()
        }
        _ => return None,
    };
    Some(words).filter(|words| !words.trim().is_empty())
}
