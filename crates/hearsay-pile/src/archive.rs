//! Archives that are read from their end: ZIP, Parquet, Arrow.

use std::io::{BufReader, Cursor, Read, Seek};
use std::sync::Arc;

use zip::ZipArchive;
use zip::result::ZipError;

use crate::fault::Fault;
use crate::rows::Whole;
use crate::source::Source;
use crate::walker::{Flow, Walker};

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
