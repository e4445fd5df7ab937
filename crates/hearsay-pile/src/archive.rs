//! Archives that are read from their end: ZIP, Parquet, Arrow.

use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek};
use std::sync::Arc;

use zip::ZipArchive;
use zip::result::ZipError;

use crate::fault::Fault;
#[cfg(any(feature = "arrow", feature = "parquet"))]
use crate::piece::{Content, Piece};
use crate::source::Source;
use crate::walk::{Flow, Walker};

/// All of a pile: its file, or its bytes in memory.
pub(crate) enum Whole {
    File(File),
    Held(Vec<u8>),
}

pub(crate) fn zip(walker: &mut Walker, whole: Whole) -> Flow {
    match whole {
        Whole::File(file) => members(walker, BufReader::new(file)),
        Whole::Held(bytes) => members(walker, Cursor::new(bytes)),
    }
}

/// The members of a ZIP archive, in its own order.
fn members(walker: &mut Walker, whole: impl Read + Seek) -> Flow {
    if walker.depth >= walker.limits.depth {
        return walker
            .fault(Fault::Limit { why: format!("more than {} archives lie in one another", walker.limits.depth) });
    }
    let mut archive = match ZipArchive::new(whole) {
        Ok(archive) => archive,
        Err(error) => return walker.fault(damaged(&error)),
    };
    if archive.len() > walker.limits.members {
        return walker.fault(Fault::Limit {
            why: format!("the archive has {} members, more than {}", archive.len(), walker.limits.members),
        });
    }
    for name in ["[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"] {
        if archive.index_for_name(name).is_some() {
            let what = "an office document, book or program in a ZIP archive".to_owned();
            return walker.fault(Fault::Foreign { what, instead: Some("save it as text or HTML") });
        }
    }
    let outer = walker.member.clone();
    for number in 0..archive.len() {
        let member = match archive.by_index(number) {
            Ok(member) => member,
            Err(error) => {
                walker.fault_at(format!("member {}", number + 1), damaged(&error))?;
                continue;
            }
        };
        let name = member.name().map_or_else(|_| format!("member {}", number + 1), |name| name.into_owned());
        let is_hidden = name.split('/').any(|part| part.starts_with('.') && part.len() > 1 || part == "__MACOSX");
        if member.is_dir() || is_hidden {
            continue;
        }
        let full = outer.as_ref().map_or_else(|| name.clone(), |outer| format!("{outer}/{name}"));
        walker.member = Some(Arc::from(full.as_str()));
        let (size, packed) = (member.size(), member.compressed_size());
        let flow = if size > 256 << 20 && size / walker.limits.ratio.max(1) > packed {
            walker.fault(Fault::Limit { why: format!("it unpacks to {size} bytes from {packed}") })
        } else {
            walker.deeper(Source::of(member).named(name))
        };
        walker.member.clone_from(&outer);
        flow?;
    }
    Flow::Continue(())
}

fn damaged(error: &ZipError) -> Fault {
    Fault::damaged(format!("the ZIP archive is damaged or of a kind that is not read: {error}"))
}

#[cfg(feature = "parquet")]
pub(crate) fn parquet(walker: &mut Walker, whole: Whole) -> Flow {
    crate::parquet::rows(walker, whole)
}

#[cfg(not(feature = "parquet"))]
pub(crate) fn parquet(walker: &mut Walker, _: Whole) -> Flow {
    without(walker, "a Parquet file")
}

#[cfg(feature = "arrow")]
pub(crate) fn arrow(walker: &mut Walker, whole: Whole) -> Flow {
    match whole {
        Whole::File(file) => crate::arrow::file(walker, BufReader::new(file)),
        Whole::Held(bytes) => crate::arrow::file(walker, Cursor::new(bytes)),
    }
}

#[cfg(not(feature = "arrow"))]
pub(crate) fn arrow(walker: &mut Walker, _: Whole) -> Flow {
    without(walker, "an Arrow file")
}

#[cfg(feature = "arrow")]
pub(crate) fn arrow_stream(walker: &mut Walker, stream: &mut dyn Read) -> Flow {
    crate::arrow::stream(walker, stream)
}

#[cfg(not(feature = "arrow"))]
pub(crate) fn arrow_stream(walker: &mut Walker, _: &mut dyn Read) -> Flow {
    without(walker, "an Arrow stream")
}

#[cfg(not(all(feature = "arrow", feature = "parquet")))]
fn without(walker: &mut Walker, what: &str) -> Flow {
    walker
        .fault(Fault::Foreign { what: what.to_owned(), instead: Some("this hearsay was built without what reads it") })
}

/// A row whose parts are known.
#[cfg(any(feature = "arrow", feature = "parquet"))]
pub(crate) fn row(walker: &mut Walker, number: u64, part: impl Fn(crate::columns::Part) -> Option<String>) -> Flow {
    let fields = crate::wrap::fields(part);
    let place = format!("row {number}");
    if fields.text.is_none() && fields.html.is_none() {
        return walker.fault_at(place, Fault::no_text("the row has no text"));
    }
    walker.piece(Piece::new(Content::Fields(Box::new(fields))).at(place))
}

/// The columns of a file with typed ones; its fault is given.
#[cfg(any(feature = "arrow", feature = "parquet"))]
pub(crate) fn places(walker: &mut Walker, names: &[&str]) -> Result<[Option<usize>; 8], Flow> {
    use crate::columns::Part;
    let told = || names.iter().take(20).copied().collect::<Vec<_>>().join(", ");
    let fault = match walker.columns.among(names) {
        Ok(places) if places[Part::Text as usize].is_some() || places[Part::Html as usize].is_some() => {
            return Ok(places);
        }
        Ok(_) => Fault::Foreign {
            what: format!("a table of the columns {}", told()),
            instead: Some("name the one with the text: --columns text=COLUMN"),
        },
        Err(name) => Fault::no_text(format!("the table has no column `{name}`; its columns are {}", told())),
    };
    Err(walker.fault(fault))
}
