//! Rows of JSON values into typed Arrow columns.

use std::sync::Arc;

use arrow_array::builder::{BooleanBuilder, Date32Builder, Float64Builder, Int64Builder, ListBuilder, StringBuilder};
use arrow_array::{ArrayRef, StructArray};
use arrow_schema::{DataType, Field, FieldRef, Fields};
use jiff::civil::{Date, date};
use serde_json::Value;

/// What a column holds; each cell may be null.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    /// A list of texts, as Parquet files of `hearsay export` have it; never missing, but it may be empty.
    Texts,
    Whole,
    Real,
    Flag,
    Day,
}

/// Names of columns and what they hold.
pub(crate) type Layout = &'static [(&'static str, Kind)];

/// The Arrow fields of a layout.
pub(crate) fn fields(layout: Layout) -> Fields {
    let field = |&(name, kind): &(&str, Kind)| {
        let kind = match kind {
            Kind::Text => DataType::Utf8,
            Kind::Texts => DataType::List(element()),
            Kind::Whole => DataType::Int64,
            Kind::Real => DataType::Float64,
            Kind::Flag => DataType::Boolean,
            Kind::Day => DataType::Date32,
        };
        Field::new(name, kind, true)
    };
    layout.iter().map(field).collect()
}

/// One text of a list.
fn element() -> FieldRef {
    Arc::new(Field::new("element", DataType::Utf8, false))
}

/// Columns that grow by rows.
pub(crate) struct Builder {
    layout: Layout,
    columns: Vec<Column>,
    rows: usize,
}

enum Column {
    Text(StringBuilder),
    Texts(ListBuilder<StringBuilder>),
    Whole(Int64Builder),
    Real(Float64Builder),
    Flag(BooleanBuilder),
    Day(Date32Builder),
}

impl Builder {
    pub(crate) fn new(layout: Layout) -> Self {
        let column = |&(_, kind): &(&str, Kind)| match kind {
            Kind::Text => Column::Text(StringBuilder::new()),
            Kind::Texts => Column::Texts(ListBuilder::new(StringBuilder::new()).with_field(element())),
            Kind::Whole => Column::Whole(Int64Builder::new()),
            Kind::Real => Column::Real(Float64Builder::new()),
            Kind::Flag => Column::Flag(BooleanBuilder::new()),
            Kind::Day => Column::Day(Date32Builder::new()),
        };
        Self { layout, columns: layout.iter().map(column).collect(), rows: 0 }
    }

    /// So many rows are there.
    pub(crate) fn rows(&self) -> usize {
        self.rows
    }

    /// Adds a row: the fields of `row` that have a column; what is missing is null.
    pub(crate) fn push(&mut self, row: &Value) {
        for (column, (name, _)) in self.columns.iter_mut().zip(self.layout) {
            let value = &row[*name];
            match column {
                Column::Text(cells) => cells.append_option(value.as_str()),
                Column::Texts(cells) => {
                    let texts = value.as_array().into_iter().flatten();
                    cells.append_value(texts.map(Value::as_str));
                }
                Column::Whole(cells) => cells.append_option(value.as_i64()),
                Column::Real(cells) => cells.append_option(value.as_f64()),
                Column::Flag(cells) => cells.append_option(value.as_bool()),
                Column::Day(cells) => cells.append_option(value.as_str().and_then(days_since_1970)),
            }
        }
        self.rows += 1;
    }

    /// All of them.
    pub(crate) fn finish(self) -> StructArray {
        let array = |column| -> ArrayRef {
            match column {
                Column::Text(mut cells) => Arc::new(cells.finish()),
                Column::Texts(mut cells) => Arc::new(cells.finish()),
                Column::Whole(mut cells) => Arc::new(cells.finish()),
                Column::Real(mut cells) => Arc::new(cells.finish()),
                Column::Flag(mut cells) => Arc::new(cells.finish()),
                Column::Day(mut cells) => Arc::new(cells.finish()),
            }
        };
        StructArray::new(fields(self.layout), self.columns.into_iter().map(array).collect(), None)
    }
}

fn days_since_1970(day: &str) -> Option<i32> {
    let day: Date = day.parse().ok()?;
    date(1970, 1, 1).until(day).ok().map(|span| span.get_days())
}
