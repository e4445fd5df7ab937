//! Down a pile: packed or not, one in another, piece after piece.

use std::io::{BufRead, BufReader, Cursor, Read};
use std::ops::ControlFlow;
use std::sync::Arc;

use hearsay_page::PageError;

use crate::columns::Columns;
use crate::fault::Fault;
use crate::kind::{Kind, kind};
use crate::piece::{Content, Piece};
use crate::source::Source;
use crate::unpack::{Again, held};
use crate::{archive, feed, http, json, mail, news, table, warc};

/// So much of a pile shows what kind it is.
const HEAD: u64 = 64 << 10;

/// How much of anything is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one record, message, row or feed.
    pub record: u64,
    /// How many times its size a packed file may unpack to, past the first 256 MiB.
    pub ratio: u64,
    /// How many archives may lie in one another.
    pub depth: usize,
    /// Bytes held in memory of what is read from its end and comes as a stream.
    pub held: u64,
    /// Members of one archive.
    pub members: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { record: 64 << 20, ratio: 400, depth: 4, held: 1 << 30, members: 1_000_000 }
    }
}

/// How a pile is walked.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Where its size ends.
    pub limits: Limits,
    /// What its columns, or keys, are called.
    pub columns: Columns,
}

/// What lies in a pile.
#[derive(Debug)]
pub enum Found {
    /// What becomes an article, or should.
    Piece(Piece),
    /// What is none and need not be: a request in an archive, a picture; what it is, in words that many share.
    Skipped(String),
}

/// Whether to go on.
pub(crate) type Flow = ControlFlow<()>;

/// Gives all that lies in a pile, in its order, until `give` breaks off. What cannot be read is a piece whose article is a
/// fault.
pub fn walk(source: Source, options: &Options, give: &mut dyn FnMut(Found) -> ControlFlow<()>) {
    let columns = Arc::new(options.columns.clone());
    let mut walker = Walker { limits: &options.limits, columns, give, member: None, depth: 0, given: 0 };
    // Whoever breaks off knows it.
    if walker.source(source).is_continue() && walker.given == 0 {
        let _ = walker.fault(Fault::no_text("there is no article in it"));
    }
}

pub(crate) struct Walker<'o> {
    pub(crate) limits: &'o Limits,
    pub(crate) columns: Arc<Columns>,
    give: &'o mut dyn FnMut(Found) -> Flow,
    pub(crate) member: Option<Arc<str>>,
    pub(crate) depth: usize,
    /// How much was given.
    given: u64,
}

impl Walker<'_> {
    pub(crate) fn piece(&mut self, piece: Piece) -> Flow {
        self.given += 1;
        let over = piece.bytes() as u64 > self.limits.record;
        let member = self.member.clone();
        let piece = if over {
            let place = piece.place();
            let most = self.limits.record as usize;
            Piece { place, ..Piece::new(Content::Fault(Fault::Page(PageError::TooLong { line: None, most }))) }
        } else {
            piece
        };
        (self.give)(Found::Piece(Piece { member, ..piece }))
    }

    pub(crate) fn fault(&mut self, fault: Fault) -> Flow {
        self.piece(Piece::new(Content::Fault(fault)))
    }

    pub(crate) fn fault_at(&mut self, place: impl Into<String>, fault: Fault) -> Flow {
        self.piece(Piece::new(Content::Fault(fault)).at(place))
    }

    pub(crate) fn skip(&mut self, what: impl Into<String>) -> Flow {
        self.given += 1;
        (self.give)(Found::Skipped(what.into()))
    }

    /// All of a stream that has to be held; otherwise its fault is given.
    pub(crate) fn held(&mut self, stream: &mut dyn Read, most: u64) -> Result<Vec<u8>, Flow> {
        match held(stream, most) {
            Ok(Some(bytes)) => Ok(bytes),
            Ok(None) => Err(self.fault(Fault::Limit { why: format!("it has more than {most} bytes") })),
            Err(error) => Err(self.fault(Fault::reading(&error))),
        }
    }

    pub(crate) fn source(&mut self, source: Source) -> Flow {
        let Source { mut stream, file, name } = source;
        let mut head = Vec::new();
        if let Err(error) = (&mut stream).take(HEAD).read_to_end(&mut head) {
            return self.fault(Fault::reading(&error));
        }
        let kind = kind(&head, name.as_deref(), &self.columns);
        // Read from its end: as a file where there is one.
        let whole = |walker: &mut Self, head: Vec<u8>| -> Result<archive::Whole, Flow> {
            match file {
                Some(open) => match open() {
                    Ok(file) => Ok(archive::Whole::File(file)),
                    Err(error) => Err(walker.fault(Fault::reading(&error))),
                },
                None => {
                    let mut all = Cursor::new(head).chain(&mut stream);
                    walker.held(&mut all, walker.limits.held).map(archive::Whole::Held)
                }
            }
        };
        match kind {
            Kind::Zip => match whole(self, head) {
                Ok(whole) => archive::zip(self, whole),
                Err(flow) => flow,
            },
            Kind::Parquet => match whole(self, head) {
                Ok(whole) => archive::parquet(self, whole),
                Err(flow) => flow,
            },
            Kind::ArrowFile => match whole(self, head) {
                Ok(whole) => archive::arrow(self, whole),
                Err(flow) => flow,
            },
            kind => self.stream(kind, BufReader::with_capacity(HEAD as usize, Cursor::new(head).chain(stream)), name),
        }
    }

    fn stream(&mut self, kind: Kind, mut stream: impl BufRead, name: Option<String>) -> Flow {
        match kind {
            Kind::Packed(packing) => {
                if self.depth >= self.limits.depth {
                    return self.fault(Fault::Limit {
                        why: format!("more than {} archives lie in one another", self.limits.depth),
                    });
                }
                let name = name.as_deref().and_then(|name| name.rsplit_once('.')).map(|(inner, _)| inner.to_owned());
                match packing.unpacked(stream, self.limits) {
                    Ok(stream) => self.deeper(Source { stream, file: None, name }),
                    Err(error) => self.fault(Fault::reading(&error)),
                }
            }
            Kind::Warc => warc::records(self, Again::new(stream)),
            Kind::Mbox => mail::mbox(self, &mut stream),
            Kind::Array => json::array(self, &mut stream),
            Kind::Objects => json::objects(self, stream),
            Kind::Table(separator) => table::rows(self, stream, separator),
            Kind::ArrowStream => archive::arrow_stream(self, &mut stream),
            Kind::Page => self.pages(stream),
            Kind::Foreign(what, instead) => self.fault(Fault::Foreign { what, instead }),
            Kind::Wide => self.wide(stream, name),
            Kind::Message | Kind::Feed | Kind::News | Kind::Response => {
                let bytes = match self.held(&mut stream, self.limits.record) {
                    Ok(bytes) => bytes,
                    Err(flow) => return flow,
                };
                match kind {
                    Kind::Message => self.piece(Piece::new(Content::Mail(bytes))),
                    Kind::Feed => feed::entries(self, &bytes),
                    Kind::News => news::items(self, &bytes),
                    _ => http::whole(self, bytes),
                }
            }
            // Read from their ends: not as streams.
            Kind::Zip | Kind::Parquet | Kind::ArrowFile => Flow::Continue(()),
        }
    }

    /// UTF-16, as office programs write tables. Pages and texts are turned where they are read.
    fn wide(&mut self, mut stream: impl BufRead, name: Option<String>) -> Flow {
        let bytes = match self.held(&mut stream, self.limits.held) {
            Ok(bytes) => bytes,
            Err(flow) => return flow,
        };
        let encoding = if bytes.starts_with(b"\xff\xfe") { encoding_rs::UTF_16LE } else { encoding_rs::UTF_16BE };
        let text = encoding.decode_with_bom_removal(&bytes).0.into_owned();
        match kind(&text.as_bytes()[..text.len().min(HEAD as usize)], name.as_deref(), &self.columns) {
            // It turns by what the file says of itself.
            Kind::Feed => feed::entries(self, &bytes),
            kind @ (Kind::News | Kind::Array | Kind::Table(_)) => {
                self.stream(kind, Cursor::new(text.into_bytes()), name)
            }
            _ => self.pages(Cursor::new(bytes)),
        }
    }

    /// What lies in an archive.
    pub(crate) fn deeper(&mut self, source: Source) -> Flow {
        self.depth += 1;
        let flow = self.source(source);
        self.depth -= 1;
        flow
    }

    /// A page, a text, JSON Lines of articles.
    pub(crate) fn pages(&mut self, stream: impl BufRead) -> Flow {
        for page in hearsay_page::pages(stream) {
            self.piece(Piece::new(Content::Page(page)))?;
        }
        Flow::Continue(())
    }
}
