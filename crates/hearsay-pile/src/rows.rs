//! Tables of every kind: an article a row.

use std::fs::File;

use crate::columns::{NoColumn, Part};
use crate::fault::Fault;
use crate::piece::{Content, Piece};
use crate::walker::{Flow, Walker};
use crate::wrap;

/// All of a pile: its file, or its bytes in memory.
pub(crate) enum Whole {
    File(File),
    Held(Vec<u8>),
}

/// A row whose parts are known.
pub(crate) fn row(walker: &mut Walker, place: String, part: impl Fn(Part) -> Option<String>) -> Flow {
    let fields = wrap::fields(part);
    if fields.text.is_none() && fields.html.is_none() {
        return walker.fault_at(place, Fault::no_text("the row has no text"));
    }
    walker.piece(Piece::new(Content::Fields(Box::new(fields))).at(place))
}

/// The columns of a file with typed ones; its fault is given.
pub(crate) fn places(walker: &mut Walker, names: &[&str]) -> Result<[Option<usize>; 8], Flow> {
    let told = || names.iter().take(20).copied().collect::<Vec<_>>().join(", ");
    let fault = match walker.columns.among(names) {
        Ok(places) if places[Part::Text as usize].is_some() || places[Part::Html as usize].is_some() => {
            return Ok(places);
        }
        Ok(_) => Fault::Foreign {
            what: format!("a table of the columns {}", told()),
            instead: Some("name the one with the text: --columns text=COLUMN"),
        },
        Err(NoColumn(name)) => Fault::no_text(format!("the table has no column `{name}`; its columns are {}", told())),
    };
    Err(walker.fault(fault))
}
