//! Tables: CSV and TSV with a line of names, a row an article.

use std::cell::Cell;
use std::io::{self, BufRead, Read};
use std::rc::Rc;

use encoding_rs::WINDOWS_1252;

use crate::columns::{Columns, Part};
use crate::fault::Fault;
use crate::rows::{self, places};
use crate::walker::{Flow, Walker};

/// What stands between the columns of a table; None where the text is no table.
///
/// A file that is called a table is one. Else its first line has to have names of columns that hold an article; or its
/// rows, all of one length, show that it is no prose.
pub(crate) fn separator(text: &[u8], name: Option<&str>, columns: &Columns) -> Option<u8> {
    let line = text.split(|&byte| byte == b'\n').next()?;
    let line = std::str::from_utf8(line).ok()?.trim_end();
    let called = match name.and_then(|name| name.rsplit_once('.')).map(|(_, end)| end.to_ascii_lowercase()).as_deref() {
        Some("csv") => Some(b','),
        Some("tsv" | "tab") => Some(b'\t'),
        _ => None,
    };
    let found = [b',', b'\t', b';', b'|'].into_iter().find(|&separator| {
        let names: Vec<&str> = line.split(char::from(separator)).map(|name| name.trim().trim_matches('"')).collect();
        let is_name = |name: &&str| {
            name.len() <= 40
                && name.split(' ').count() <= 4
                && name.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.' | ' '))
        };
        if names.len() < 2 || !names.iter().all(is_name) || names.iter().all(|name| name.is_empty()) {
            return false;
        }
        let places = columns.among(&names).unwrap_or_default();
        let known = places.iter().flatten().count();
        let has_text = places[Part::Text as usize].is_some() || places[Part::Html as usize].is_some();
        let has_more = text.len() > line.len() + 1;
        // Whoever names columns has a table, or text beside it.
        let named =
            !columns.is_empty() && (columns.among(&names).is_ok() || !line.ends_with(['.', '!', '?', '”', '"']));
        has_more && (named || has_text && known >= 2) || names.len() >= 3 && is_even(text, separator, names.len())
    });
    found.or(called)
}

/// Whether at least three rows follow, all with so many columns, whose names are single words.
fn is_even(text: &[u8], separator: u8, columns: usize) -> bool {
    let mut rows = csv::ReaderBuilder::new().delimiter(separator).flexible(true).has_headers(false).from_reader(text);
    let rows: Vec<_> = rows.byte_records().take(6).map_while(Result::ok).collect();
    let is_word = |name: &[u8]| !name.is_empty() && !name.contains(&b' ');
    // The last row may go beyond what was looked at.
    rows.len() >= 4 && rows[0].iter().all(is_word) && rows[..rows.len() - 1].iter().all(|row| row.len() == columns)
}

/// Rows of a table.
pub(crate) fn rows(walker: &mut Walker, stream: impl BufRead, separator: u8) -> Flow {
    let most = walker.limits.record;
    let left = Rc::new(Cell::new(most));
    let input = Allowed { inner: Unmarked { inner: stream, is_open: false }, left: Rc::clone(&left) };
    let mut rows = csv::ReaderBuilder::new().delimiter(separator).flexible(true).has_headers(true).from_reader(input);
    let names: Vec<String> = match rows.byte_headers() {
        Ok(names) => names.iter().map(decoded).collect(),
        Err(error) => return walker.fault(fault(&error)),
    };
    let names: Vec<&str> = names.iter().map(|name| name.trim()).collect();
    let places = match places(walker, &names) {
        Ok(places) => places,
        Err(flow) => return flow,
    };
    let mut row = csv::ByteRecord::new();
    loop {
        left.set(most);
        let line = rows.position().line();
        let place = format!("line {line}");
        match rows.read_byte_record(&mut row) {
            Ok(true) => {}
            Ok(false) => return Flow::Continue(()),
            Err(error) => return walker.fault_at(place, fault(&error)),
        }
        let place = row.position().map_or(place, |position| format!("line {}", position.line()));
        if row.len() == 1 && row.get(0).is_some_and(<[u8]>::is_empty) {
            continue;
        }
        if row.len() != names.len() {
            let why =
                format!("the row has {} columns and not {}; is a quotation mark missing?", row.len(), names.len());
            walker.fault_at(place, Fault::damaged(why))?;
            continue;
        }
        rows::row(walker, place, |part| Some(decoded(row.get(places[part as usize]?)?)))?;
    }
}

fn fault(error: &csv::Error) -> Fault {
    match error.kind() {
        csv::ErrorKind::Io(error) if error.kind() == io::ErrorKind::QuotaExceeded => {
            Fault::Limit { why: error.to_string() }
        }
        csv::ErrorKind::Io(error) => Fault::reading(error),
        _ => Fault::damaged(error.to_string()),
    }
}

/// UTF-8 where it can be, else windows-1252, which office programs write.
fn decoded(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

/// Without the byte order mark.
struct Unmarked<R> {
    inner: R,
    is_open: bool,
}

impl<R: BufRead> Read for Unmarked<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if !self.is_open {
            self.is_open = true;
            if self.inner.fill_buf()?.starts_with(b"\xef\xbb\xbf") {
                self.inner.consume(3);
            }
        }
        self.inner.read(into)
    }
}

/// Gives so many bytes for one row, and then fails: a quotation mark that is never closed takes all rows along.
struct Allowed<R> {
    inner: R,
    left: Rc<Cell<u64>>,
}

impl<R: Read> Read for Allowed<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let left = self.left.get();
        if left == 0 {
            let why = "one row has more bytes than a record may have; is a quotation mark missing?";
            return Err(io::Error::new(io::ErrorKind::QuotaExceeded, why));
        }
        let most = usize::try_from(left).unwrap_or(usize::MAX).min(into.len());
        let read = self.inner.read(&mut into[..most])?;
        self.left.set(left - read as u64);
        Ok(read)
    }
}
