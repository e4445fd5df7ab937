//! What readers of every kind give their pieces to.

use std::io::{BufRead, Read};
use std::ops::ControlFlow;
use std::sync::Arc;

use hearsay_page::PageError;

use crate::columns::Columns;
use crate::fault::Fault;
use crate::limits::Limits;
use crate::piece::{Content, Piece};
use crate::source::Source;
use crate::unpack::held;

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

pub(crate) struct Walker<'o> {
    pub(crate) limits: &'o Limits,
    pub(crate) columns: Arc<Columns>,
    pub(crate) give: &'o mut dyn FnMut(Found) -> Flow,
    /// Walks what lies in an archive: the way down from readers, who know of no other kind.
    pub(crate) descend: fn(&mut Walker<'_>, Source) -> Flow,
    pub(crate) member: Option<Arc<str>>,
    pub(crate) depth: usize,
    /// How much was given.
    pub(crate) given: u64,
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

    /// What lies in an archive.
    pub(crate) fn deeper(&mut self, source: Source) -> Flow {
        self.depth += 1;
        let flow = (self.descend)(self, source);
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
