//! Rows out of a store: as a table for people, or as CSV, JSON or JSON Lines.

use std::io::{self, IsTerminal, Write as _};

use anyhow::Result;
use clap::{Args, ValueEnum};
use hearsay_store::export::{self, Cells};
use serde::Serialize;

use crate::say::{say, tell};

/// How rows are shown.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum RowFormat {
    /// A table on a terminal, JSON Lines otherwise
    Auto,
    /// For people, as wide as the terminal
    Table,
    /// Comma-separated values with a header
    Csv,
    /// One list
    Json,
    /// One object a line
    Jsonl,
}

/// Options of commands that show rows.
#[derive(Args)]
pub(crate) struct Shown {
    /// How they are shown
    #[arg(long, value_enum, default_value_t = RowFormat::Auto)]
    format: RowFormat,

    /// In CSV, keep what a spreadsheet would take for a formula as it is, and zero bytes too
    #[arg(long)]
    raw: bool,

    #[command(flatten)]
    look: crate::args::Look,
}

/// Writes rows; `table` draws one for people.
pub(crate) fn show<R: Serialize>(
    rows: &[R],
    columns: &[&str],
    shown: &Shown,
    table: impl Fn(&[R], usize) -> String,
) -> Result<()> {
    let cells = if shown.raw { Cells::Raw } else { Cells::Safe };
    let format = match shown.format {
        RowFormat::Auto if io::stdout().is_terminal() => RowFormat::Table,
        RowFormat::Auto => RowFormat::Jsonl,
        other => other,
    };
    match format {
        RowFormat::Table | RowFormat::Auto => tell(&table(rows, shown.look.columns())),
        RowFormat::Json => say(&(serde_json::to_string_pretty(rows)? + "\n")),
        RowFormat::Jsonl | RowFormat::Csv => {
            let mut out = io::BufWriter::new(io::stdout().lock());
            if format == RowFormat::Csv {
                export::csv_header(columns, &mut out)?;
            }
            for row in rows {
                match format {
                    RowFormat::Csv => export::csv_row(row, columns, cells, &mut out)?,
                    _ => writeln!(out, "{}", serde_json::to_string(row)?)?,
                }
            }
            Ok(out.flush()?)
        }
    }
}

/// Cells side by side, each cut or filled to its width; the last is as wide as it is.
pub(crate) fn line(cells: &[(&str, usize)]) -> String {
    let mut out = String::new();
    for (at, (text, width)) in cells.iter().enumerate() {
        let text = cut(text, *width);
        out.push_str(&text);
        if at + 1 < cells.len() {
            out.extend(std::iter::repeat_n(' ', width.saturating_sub(text.chars().count()) + 2));
        }
    }
    out.trim_end().to_owned() + "\n"
}

/// At most so many letters, the last an ellipsis where some are missing.
pub(crate) fn cut(text: &str, width: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= width {
        return text;
    }
    text.chars().take(width.saturating_sub(1)).chain(['…']).collect()
}
