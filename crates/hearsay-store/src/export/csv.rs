//! Comma-separated values (RFC 4180) and JSON cells.

use std::borrow::Cow;
use std::io::Write;

use serde::Serialize;
use serde_json::Value;

use crate::error::Result;

/// What becomes of cells that a program may take for more than text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cells {
    /// Text that a spreadsheet would reckon with (`=HYPERLINK(...)`) has an apostrophe before it in CSV, and zero bytes,
    /// at which many readers stop, are replaced.
    Safe,
    /// As it stands in the articles.
    Raw,
}

impl Cells {
    /// Without zero bytes, which end the text for many readers.
    pub(crate) fn without_zeros(self, text: &str) -> Cow<'_, str> {
        if self == Self::Safe && text.contains('\0') { text.replace('\0', "\u{fffd}").into() } else { text.into() }
    }
}

/// Writes the names of the columns.
///
/// # Errors
/// When `out` takes no more.
pub fn csv_header(columns: &[&str], out: &mut impl Write) -> Result<()> {
    let cells: Vec<String> = columns.iter().map(|name| cell(name)).collect();
    Ok(writeln!(out, "{}", cells.join(","))?)
}

/// Writes one row: the named fields of `row`, in order; what is null is empty.
///
/// # Errors
/// When `out` takes no more.
pub fn csv_row(row: &impl Serialize, columns: &[&str], cells: Cells, out: &mut impl Write) -> Result<()> {
    let row = serde_json::to_value(row)?;
    let mut line = String::new();
    for (at, column) in columns.iter().enumerate() {
        if at > 0 {
            line.push(',');
        }
        match &row[*column] {
            Value::Null => {}
            Value::String(text) => {
                let text = cells.without_zeros(text);
                let formula = cells == Cells::Safe && is_formula(&text);
                line.push_str(&cell(&if formula { format!("'{text}").into() } else { text }));
            }
            other => line.push_str(&cell(&other.to_string())),
        }
    }
    Ok(writeln!(out, "{line}")?)
}

/// What a spreadsheet reckons with; `---GOV`, the code of a government of no known country, is no more than text to it.
fn is_formula(text: &str) -> bool {
    let code = text.strip_prefix("---").is_some_and(|role| role.bytes().all(|byte| byte.is_ascii_uppercase()));
    text.starts_with(['=', '+', '-', '@', '\t', '\r']) && !code
}

/// Quoted where it must be. An empty text is quoted, so that it is told from nothing.
fn cell(text: &str) -> String {
    if text.is_empty() || text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}
