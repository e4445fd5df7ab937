//! JSON Lines whose keys are others' or were named.

use std::io::{BufRead, Read};
use std::sync::Arc;

use hearsay_page::PageError;

use crate::fault::Fault;
use crate::piece::{Content, Piece};
use crate::unpack::Again;
use crate::walker::{Flow, Walker};

/// An object a line; a bad line costs itself.
pub(crate) fn objects(walker: &mut Walker, input: &mut Again<'_>) -> Flow {
    let most = walker.limits.record;
    for number in 1_usize.. {
        let mut bytes = Vec::new();
        let read = input.take(most.saturating_add(1)).read_until(b'\n', &mut bytes);
        if let Err(error) = read {
            return walker.fault(Fault::reading(&error));
        }
        if bytes.is_empty() {
            break;
        }
        let place = format!("line {number}");
        if bytes.len() as u64 > most && !bytes.ends_with(b"\n") {
            walker.fault_at(place, Fault::Page(PageError::TooLong { line: None, most: most as usize }))?;
            if let Err(error) = pass_over(input) {
                return walker.fault(Fault::reading(&error));
            }
            continue;
        }
        let line = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes).trim_ascii();
        if !line.is_empty() {
            walker.piece(Piece::new(Content::Json(line.to_vec(), Arc::clone(&walker.columns))).at(place))?;
        }
    }
    Flow::Continue(())
}

/// Reads to the end of a line, and keeps nothing of it.
fn pass_over(input: &mut Again<'_>) -> std::io::Result<()> {
    loop {
        let waiting = input.fill_buf()?;
        let (length, end) = (waiting.len(), waiting.iter().position(|&byte| byte == b'\n'));
        input.consume(end.map_or(length, |end| end + 1));
        if length == 0 || end.is_some() {
            return Ok(());
        }
    }
}
