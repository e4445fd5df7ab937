//! JSON: lists of articles, objects one a line or one behind the other, feeds, what services answer.

use std::io::{BufRead, Cursor, Read};
use std::sync::Arc;

use hearsay_core::Article;
use hearsay_page::{Hints, PageError};
use serde_json::{Map, Value};

use crate::columns::{Columns, Part};
use crate::fault::Fault;
use crate::piece::{Content, Piece};
use crate::unpack::Again;
use crate::values::{self, Cut};
use crate::walk::{Flow, Walker};
use crate::{feed, lines, ninjs, wrap};

/// A list of articles.
pub(crate) fn array(walker: &mut Walker, input: &mut impl BufRead) -> Flow {
    // The bracket, and what may stand before it.
    let mut before = Vec::new();
    if let Err(error) = input.read_until(b'[', &mut before) {
        return walker.fault(Fault::reading(&error));
    }
    each(walker, input, "article")
}

/// Values one behind the other.
fn each(walker: &mut Walker, input: &mut impl BufRead, what: &str) -> Flow {
    let most = walker.limits.record;
    for number in 1_u64.. {
        let place = format!("{what} {number}");
        match values::next(input, most) {
            Ok(Cut::Value(bytes)) => {
                walker.piece(Piece::new(Content::Json(bytes, Arc::clone(&walker.columns))).at(place))?
            }
            Ok(Cut::TooLong) => {
                let fault = Fault::Limit { why: format!("it has more than {most} bytes") };
                walker.fault_at(place, fault)?;
            }
            Ok(Cut::Damaged(why)) => return walker.fault_at(place, Fault::damaged(why)),
            Ok(Cut::End) => break,
            Err(error) => return walker.fault_at(place, Fault::reading(&error)),
        }
    }
    Flow::Continue(())
}

/// What an object is.
#[derive(Debug, PartialEq, Eq)]
enum Object {
    /// An article with our own keys.
    Article,
    /// One with others' keys, or of a provider of news.
    Others,
    Feed,
    /// A key whose value is a list of articles.
    List(String),
    Unknown,
}

fn object(value: &Map<String, Value>, columns: &Columns) -> Object {
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

/// One or many objects.
pub(crate) fn objects(walker: &mut Walker, stream: impl BufRead) -> Flow {
    let mut input = Again::new(stream);
    let most = walker.limits.record;
    let mut first = Vec::new();
    if let Err(error) = (&mut input).take(most).read_until(b'\n', &mut first) {
        // What came is read all the same, and its end told.
        input.put_back(first);
        let _ = error;
        return walker.pages(input);
    }
    let text = first.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&first).trim_ascii();
    if let Ok(Value::Object(value)) = serde_json::from_slice(text) {
        return match object(&value, &walker.columns) {
            Object::Others => {
                input.put_back(first);
                lines::objects(walker, &mut input)
            }
            Object::Feed | Object::List(_) => {
                let text = text.to_vec();
                one(walker, text, value)?;
                rest(walker, input)
            }
            Object::Article | Object::Unknown => {
                input.put_back(first);
                walker.pages(input)
            }
        };
    }
    if first.len() as u64 >= most || text.ends_with(b"}") && !walker.columns.is_empty() {
        // A line that is damaged or too long, and others behind it.
        input.put_back(first);
        return if walker.columns.is_empty() { walker.pages(input) } else { lines::objects(walker, &mut input) };
    }
    spread(walker, input, first)
}

/// What stands behind an object that filled its line.
fn rest(walker: &mut Walker, mut input: Again<'_>) -> Flow {
    loop {
        match input.fill_buf() {
            Ok([]) => return Flow::Continue(()),
            Ok(waiting) => {
                let blank = waiting.len() - waiting.trim_ascii_start().len();
                if blank == 0 {
                    return lines::objects(walker, &mut input);
                }
                input.consume(blank);
            }
            Err(error) => return walker.fault(Fault::reading(&error)),
        }
    }
}

/// An object over many lines, as `jq` prints it, and maybe others behind it.
fn spread(walker: &mut Walker, mut input: Again<'_>, first: Vec<u8>) -> Flow {
    input.put_back(first);
    let most = walker.limits.record;
    let mut head = Vec::new();
    let cut = {
        let mut mark = [0; 3];
        let _ = input.read(&mut mark).map(|read| head.extend_from_slice(&mark[..read]));
        if head == b"\xef\xbb\xbf" {
            head.clear();
        }
        input.put_back(std::mem::take(&mut head));
        values::next(&mut input, most)
    };
    let bytes = match cut {
        Ok(Cut::Value(bytes)) => bytes,
        Ok(Cut::TooLong) => return walker.fault(Fault::Page(PageError::TooLong { line: None, most: most as usize })),
        Ok(Cut::Damaged(why)) => return walker.fault(Fault::damaged(why)),
        Ok(Cut::End) => return walker.fault(Fault::Page(PageError::Empty)),
        Err(error) => return walker.fault(Fault::reading(&error)),
    };
    match serde_json::from_slice::<Map<String, Value>>(&bytes) {
        Ok(value) => match object(&value, &walker.columns) {
            Object::Article | Object::Unknown => walker.pages(Cursor::new(bytes))?,
            Object::Others => walker.piece(Piece::new(Content::Json(bytes, Arc::clone(&walker.columns))))?,
            Object::Feed | Object::List(_) => one(walker, bytes, value)?,
        },
        // Its own words for what is wrong, by line.
        Err(_) => walker.pages(Cursor::new(bytes))?,
    }
    each_further(walker, &mut input)
}

fn each_further(walker: &mut Walker, input: &mut Again<'_>) -> Flow {
    match input.fill_buf() {
        Ok(_) => each(walker, input, "further article"),
        Err(error) => walker.fault(Fault::reading(&error)),
    }
}

/// A feed, or a list under a key.
fn one(walker: &mut Walker, bytes: Vec<u8>, mut value: Map<String, Value>) -> Flow {
    match object(&value, &walker.columns) {
        Object::Feed => feed::entries(walker, &bytes),
        Object::List(key) => {
            let Some(Value::Array(list)) = value.remove(&key) else { return Flow::Continue(()) };
            for (number, article) in list.into_iter().enumerate() {
                let content = Content::Json(article.to_string().into_bytes(), Arc::clone(&walker.columns));
                walker.piece(Piece::new(content).at(format!("article {}", number + 1)))?;
            }
            Flow::Continue(())
        }
        _ => Flow::Continue(()),
    }
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
