//! JSON: lists of articles, objects one a line or one behind the other, feeds, what services answer.

use std::io::{BufRead, Cursor, Read};
use std::sync::Arc;

use hearsay_page::PageError;
use serde_json::{Map, Value};

use crate::fault::Fault;
use crate::object::{Object, object};
use crate::piece::{Content, Piece};
use crate::unpack::Again;
use crate::values::{self, Cut};
use crate::walker::{Flow, Walker};
use crate::{feed, lines};

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
