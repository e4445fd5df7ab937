//! Down a pile: packed or not, one in another, piece after piece.

use std::io::{BufRead, BufReader, Cursor, Read};
use std::ops::ControlFlow;
use std::sync::Arc;

use crate::columns::Columns;
use crate::fault::Fault;
use crate::http::Response;
use crate::kind::{Kind, kind};
use crate::limits::Limits;
use crate::piece::{Content, Piece};
use crate::rows::Whole;
use crate::source::Source;
use crate::unpack::Again;
use crate::walker::{Flow, Found, Walker};
use crate::{archive, feed, json, mbox, news, table, warc};

/// So much of a pile shows what kind it is.
const HEAD: u64 = 64 << 10;

/// How a pile is walked.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Where its size ends.
    pub limits: Limits,
    /// What its columns, or keys, are called.
    pub columns: Columns,
}

/// Gives all that lies in a pile, in its order, until `give` breaks off. What cannot be read is a piece whose article is a
/// fault.
pub fn walk(source: Source, options: &Options, give: &mut dyn FnMut(Found) -> ControlFlow<()>) {
    let columns = Arc::new(options.columns.clone());
    let mut walker =
        Walker { limits: &options.limits, columns, give, descend: self::source, member: None, depth: 0, given: 0 };
    // Whoever breaks off knows it.
    if self::source(&mut walker, source).is_continue() && walker.given == 0 {
        let _ = walker.fault(Fault::no_text("there is no article in it"));
    }
}

fn source(walker: &mut Walker, source: Source) -> Flow {
    let Source { mut stream, file, name } = source;
    let mut head = Vec::new();
    if let Err(error) = (&mut stream).take(HEAD).read_to_end(&mut head) {
        return walker.fault(Fault::reading(&error));
    }
    let kind = kind(&head, name.as_deref(), &walker.columns);
    // Read from its end: as a file where there is one.
    let whole = |walker: &mut Walker, head: Vec<u8>| -> Result<Whole, Flow> {
        match file {
            Some(open) => match open() {
                Ok(file) => Ok(Whole::File(file)),
                Err(error) => Err(walker.fault(Fault::reading(&error))),
            },
            None => {
                let mut all = Cursor::new(head).chain(&mut stream);
                walker.held(&mut all, walker.limits.held).map(Whole::Held)
            }
        }
    };
    match kind {
        Kind::Zip => match whole(walker, head) {
            Ok(whole) => archive::zip(walker, whole),
            Err(flow) => flow,
        },
        Kind::Parquet => match whole(walker, head) {
            Ok(whole) => archive::parquet(walker, whole),
            Err(flow) => flow,
        },
        Kind::ArrowFile => match whole(walker, head) {
            Ok(whole) => archive::arrow(walker, whole),
            Err(flow) => flow,
        },
        kind => streamed(walker, kind, BufReader::with_capacity(HEAD as usize, Cursor::new(head).chain(stream)), name),
    }
}

fn streamed(walker: &mut Walker, kind: Kind, mut stream: impl BufRead, name: Option<String>) -> Flow {
    match kind {
        Kind::Packed(packing) => {
            if walker.depth >= walker.limits.depth {
                return walker.fault(Fault::Limit {
                    why: format!("more than {} archives lie in one another", walker.limits.depth),
                });
            }
            let name = name.as_deref().and_then(|name| name.rsplit_once('.')).map(|(inner, _)| inner.to_owned());
            match packing.unpacked(stream, walker.limits) {
                Ok(stream) => walker.deeper(Source { stream, file: None, name }),
                Err(error) => walker.fault(Fault::reading(&error)),
            }
        }
        Kind::Warc => warc::records(walker, Again::new(stream)),
        Kind::Mbox => mbox::messages(walker, &mut stream),
        Kind::Array => json::array(walker, &mut stream),
        Kind::Objects => json::objects(walker, stream),
        Kind::Table(separator) => table::rows(walker, stream, separator),
        Kind::ArrowStream => archive::arrow_stream(walker, &mut stream),
        Kind::Page => walker.pages(stream),
        Kind::Foreign(what, instead) => walker.fault(Fault::Foreign { what, instead }),
        Kind::Wide => wide(walker, stream, name),
        Kind::Message | Kind::Feed | Kind::News | Kind::Response => {
            let bytes = match walker.held(&mut stream, walker.limits.record) {
                Ok(bytes) => bytes,
                Err(flow) => return flow,
            };
            match kind {
                Kind::Message => walker.piece(Piece::new(Content::Mail(bytes))),
                Kind::Feed => feed::entries(walker, &bytes),
                Kind::News => news::items(walker, &bytes),
                _ => response(walker, bytes),
            }
        }
        // Read from their ends: not as streams.
        Kind::Zip | Kind::Parquet | Kind::ArrowFile => Flow::Continue(()),
    }
}

/// UTF-16, as office programs write tables. Pages and texts are turned where they are read.
fn wide(walker: &mut Walker, mut stream: impl BufRead, name: Option<String>) -> Flow {
    let bytes = match walker.held(&mut stream, walker.limits.held) {
        Ok(bytes) => bytes,
        Err(flow) => return flow,
    };
    let encoding = if bytes.starts_with(b"\xff\xfe") { encoding_rs::UTF_16LE } else { encoding_rs::UTF_16BE };
    let text = encoding.decode_with_bom_removal(&bytes).0.into_owned();
    match kind(&text.as_bytes()[..text.len().min(HEAD as usize)], name.as_deref(), &walker.columns) {
        // It turns by what the file says of itwalker.
        Kind::Feed => feed::entries(walker, &bytes),
        kind @ (Kind::News | Kind::Array | Kind::Table(_)) => {
            streamed(walker, kind, Cursor::new(text.into_bytes()), name)
        }
        _ => walker.pages(Cursor::new(bytes)),
    }
}

/// A file that is one answer of a server.
fn response(walker: &mut Walker, bytes: Vec<u8>) -> Flow {
    let start = bytes.len() - bytes.trim_ascii_start().len();
    match Response::new(bytes[start..].to_vec(), walker.limits.record) {
        Ok(response) => match response.skipped() {
            Some(what) => walker.fault(Fault::foreign(format!("one of the {what}"))),
            None => walker.piece(Piece::new(Content::Response(Box::new(response)))),
        },
        Err(fault) => walker.fault(fault),
    }
}
