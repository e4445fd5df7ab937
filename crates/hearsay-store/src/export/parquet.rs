//! Parquet: typed columns that DuckDB, pandas, polars, R and Spark read.

use std::io::Write;
use std::sync::Arc;

use jiff::civil::{Date, date};
use parquet::basic::Compression;
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use serde::Serialize;
use serde_json::Value;

use crate::error::Result;
use crate::filter::Filter;
use crate::found::EventRow;
use crate::store::Store;
use crate::who::{Said, SaidFilter};

/// Rows of one row group.
const GROUP: usize = 100_000;

/// Writes events; gives how many rows.
///
/// # Errors
/// As [`Store::find`], and when `out` takes no more.
pub fn events_to_parquet(store: &Store, filter: &Filter, out: impl Write + Send) -> Result<u64> {
    let mut file = File::new(&EventRow::COLUMNS, out)?;
    store.each(filter, |found| file.row(&found))?;
    file.close()
}

/// Writes statements; gives how many rows.
///
/// # Errors
/// As [`Store::who`], and when `out` takes no more.
pub fn statements_to_parquet(store: &Store, filter: &SaidFilter, out: impl Write + Send) -> Result<u64> {
    let mut file = File::new(&Said::COLUMNS, out)?;
    store.each_said(filter, |said| file.row(&said))?;
    file.close()
}

/// Writes rows of another kind; gives how many.
///
/// # Errors
/// When `out` takes no more.
pub fn rows_to_parquet<R: Serialize>(
    rows: &[R],
    columns: &'static [&'static str],
    out: impl Write + Send,
) -> Result<u64> {
    let mut file = File::new(columns, out)?;
    rows.iter().try_for_each(|row| file.row(row))?;
    file.close()
}

/// What a column holds.
enum Column {
    Text(Vec<Option<String>>),
    Texts(Vec<Vec<String>>),
    Number(Vec<Option<f64>>),
    Whole(Vec<i64>),
    Real(Vec<f64>),
    Flag(Vec<bool>),
    Day(Vec<Option<i32>>),
}

impl Column {
    fn of(name: &str) -> Self {
        match name {
            "id" | "deed_group" | "sentence_start" | "trigger_start" | "trigger_end" | "start" | "end" => {
                Column::Whole(Vec::new())
            }
            "goldstein" | "confidence" => Column::Real(Vec::new()),
            "stand" => Column::Number(Vec::new()),
            "contexts" | "about" => Column::Texts(Vec::new()),
            "hedged" | "negated" | "distanced" | "lead" => Column::Flag(Vec::new()),
            "published" | "first_day" | "last_day" => Column::Day(Vec::new()),
            _ => Column::Text(Vec::new()),
        }
    }

    fn declared(&self, name: &str) -> String {
        match self {
            Column::Text(_) => format!("optional binary {name} (UTF8);"),
            Column::Texts(_) => {
                format!("required group {name} (LIST) {{ repeated group list {{ required binary element (UTF8); }} }}")
            }
            Column::Number(_) => format!("optional double {name};"),
            Column::Whole(_) => format!("required int64 {name};"),
            Column::Real(_) => format!("required double {name};"),
            Column::Flag(_) => format!("required boolean {name};"),
            Column::Day(_) => format!("optional int32 {name} (DATE);"),
        }
    }

    fn push(&mut self, value: &Value) {
        match self {
            Column::Text(cells) => cells.push(value.as_str().map(str::to_owned)),
            Column::Texts(cells) => {
                let texts = value.as_array().into_iter().flatten().filter_map(Value::as_str);
                cells.push(texts.map(str::to_owned).collect());
            }
            Column::Number(cells) => cells.push(value.as_f64()),
            Column::Whole(cells) => cells.push(value.as_i64().unwrap_or(0)),
            Column::Real(cells) => cells.push(value.as_f64().unwrap_or(0.0)),
            Column::Flag(cells) => cells.push(value.as_bool().unwrap_or(false)),
            Column::Day(cells) => cells.push(value.as_str().and_then(days_since_1970)),
        }
    }
}

fn days_since_1970(day: &str) -> Option<i32> {
    let day: Date = day.parse().ok()?;
    date(1970, 1, 1).until(day).ok().map(|span| span.get_days())
}

struct File<W: Write + Send> {
    names: &'static [&'static str],
    columns: Vec<Column>,
    writer: SerializedFileWriter<W>,
    waiting: usize,
    rows: u64,
}

impl<W: Write + Send> File<W> {
    fn new(names: &'static [&'static str], out: W) -> Result<Self> {
        let columns: Vec<Column> = names.iter().map(|name| Column::of(name)).collect();
        let declared: Vec<String> = columns.iter().zip(names).map(|(column, name)| column.declared(name)).collect();
        let schema = Arc::new(parse_message_type(&format!("message hearsay {{ {} }}", declared.join(" ")))?);
        let properties = Arc::new(WriterProperties::builder().set_compression(Compression::SNAPPY).build());
        let writer = SerializedFileWriter::new(out, schema, properties)?;
        Ok(Self { names, columns, writer, waiting: 0, rows: 0 })
    }

    fn row(&mut self, row: &impl Serialize) -> Result<()> {
        let row = serde_json::to_value(row)?;
        for (column, name) in self.columns.iter_mut().zip(self.names) {
            column.push(&row[*name]);
        }
        (self.waiting, self.rows) = (self.waiting + 1, self.rows + 1);
        if self.waiting >= GROUP { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<()> {
        if self.waiting == 0 {
            return Ok(());
        }
        let fresh = self.names.iter().map(|name| Column::of(name)).collect();
        let columns = std::mem::replace(&mut self.columns, fresh);
        self.waiting = 0;
        let mut group = self.writer.next_row_group()?;
        for column in columns {
            let ended = || ParquetError::General("the schema has fewer columns than the rows".to_owned());
            let mut writer = group.next_column()?.ok_or_else(ended)?;
            match column {
                Column::Text(cells) => {
                    let there: Vec<i16> = cells.iter().map(|cell| i16::from(cell.is_some())).collect();
                    let cells: Vec<ByteArray> =
                        cells.into_iter().flatten().map(|cell| ByteArray::from(cell.into_bytes())).collect();
                    writer.typed::<ByteArrayType>().write_batch(&cells, Some(&there), None)?;
                }
                Column::Texts(cells) => {
                    // An empty list is one level of nothing; each element after the first repeats its row.
                    let (mut defined, mut repeated, mut all) = (Vec::new(), Vec::new(), Vec::new());
                    for texts in cells {
                        defined.extend(std::iter::repeat_n(i16::from(!texts.is_empty()), texts.len().max(1)));
                        repeated.extend((0..texts.len().max(1)).map(|at| i16::from(at > 0)));
                        all.extend(texts.into_iter().map(|text| ByteArray::from(text.into_bytes())));
                    }
                    writer.typed::<ByteArrayType>().write_batch(&all, Some(&defined), Some(&repeated))?;
                }
                Column::Number(cells) => {
                    let there: Vec<i16> = cells.iter().map(|cell| i16::from(cell.is_some())).collect();
                    let cells: Vec<f64> = cells.into_iter().flatten().collect();
                    writer.typed::<DoubleType>().write_batch(&cells, Some(&there), None)?;
                }
                Column::Day(cells) => {
                    let there: Vec<i16> = cells.iter().map(|cell| i16::from(cell.is_some())).collect();
                    let cells: Vec<i32> = cells.into_iter().flatten().collect();
                    writer.typed::<Int32Type>().write_batch(&cells, Some(&there), None)?;
                }
                Column::Whole(cells) => {
                    writer.typed::<Int64Type>().write_batch(&cells, None, None)?;
                }
                Column::Real(cells) => {
                    writer.typed::<DoubleType>().write_batch(&cells, None, None)?;
                }
                Column::Flag(cells) => {
                    writer.typed::<BoolType>().write_batch(&cells, None, None)?;
                }
            }
            writer.close()?;
        }
        group.close()?;
        Ok(())
    }

    fn close(mut self) -> Result<u64> {
        self.flush()?;
        self.writer.close()?;
        Ok(self.rows)
    }
}
