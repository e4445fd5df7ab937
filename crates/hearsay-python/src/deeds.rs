//! The same deed in many papers, found among rows of events.

use arrow_array::RecordBatch;
use arrow_array::cast::AsArray;
use arrow_array::types::Date32Type;
use arrow_array::{Array, ArrayRef, Int64Array};
use arrow_schema::DataType;
use hearsay::core::{ArticleId, Days, EventId, Plover, Status, Voice};
use hearsay_relation::{Direction, Event};
use hearsay_store::grouped;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use pyo3::exceptions::{PyKeyError, PyValueError};
use pyo3::prelude::*;
use pyo3_arrow::{PyArray, PyRecordBatch};

/// For each row of events between the same two countries the smallest `number` among those that tell of the same deed.
/// Needs `number` (one for each event), `article`, `source_code`, `target_code`, `first_day`, `last_day`, `published`,
/// `type`, `deed`, `place`, `country` and `sentence`.
#[pyfunction]
pub(crate) fn same_deeds(py: Python<'_>, events: PyRecordBatch) -> PyResult<PyArray> {
    let groups = py.detach(|| -> PyResult<Vec<i64>> {
        let table = Table::of(&events.into_inner())?;
        let events: Vec<Event> = (0..table.rows).map(|row| table.event(row)).collect::<PyResult<_>>()?;
        Ok(grouped(&events).into_iter().map(u64::cast_signed).collect())
    })?;
    Ok(PyArray::from_array_ref(std::sync::Arc::new(Int64Array::from(groups))))
}

struct Table {
    rows: usize,
    texts: [ArrayRef; 8],
    days: [ArrayRef; 3],
    number: ArrayRef,
}

const TEXTS: [&str; 8] = ["article", "source_code", "target_code", "type", "deed", "place", "country", "sentence"];

impl Table {
    fn of(batch: &RecordBatch) -> PyResult<Self> {
        let column = |name: &str, kind: &DataType| {
            let column = batch.column_by_name(name);
            let column = column.ok_or_else(|| PyKeyError::new_err(format!("the events have no column `{name}`")))?;
            let fault = |error| PyValueError::new_err(format!("`{name}`: {error}"));
            arrow_cast::cast(column, kind).map_err(fault)
        };
        let texts: Vec<ArrayRef> =
            TEXTS.iter().map(|name| column(name, &DataType::LargeUtf8)).collect::<PyResult<_>>()?;
        let days: Vec<ArrayRef> = ["first_day", "last_day", "published"]
            .iter()
            .map(|name| column(name, &DataType::Date32))
            .collect::<PyResult<_>>()?;
        let short = |_| PyValueError::new_err("a column is missing");
        Ok(Self {
            rows: batch.num_rows(),
            texts: texts.try_into().map_err(short)?,
            days: days.try_into().map_err(|_| PyValueError::new_err("a column is missing"))?,
            number: column("number", &DataType::Int64)?,
        })
    }

    fn event(&self, row: usize) -> PyResult<Event> {
        let text = |at: usize| {
            let texts = self.texts[at].as_string::<i64>();
            texts.is_valid(row).then(|| texts.value(row).to_owned())
        };
        let day = |at: usize| {
            let days = self.days[at].as_primitive::<Date32Type>();
            days.is_valid(row).then(|| day_of(days.value(row))).flatten()
        };
        let name = text(3).unwrap_or_default();
        let plover = Plover::ALL.into_iter().find(|plover| plover.name() == name);
        let plover = plover.ok_or_else(|| PyValueError::new_err(format!("`{name}` is no PLOVER type")))?;
        let number = self.number.as_primitive::<arrow_array::types::Int64Type>().value(row).cast_unsigned();
        Ok(Event {
            id: number,
            group: number,
            article: ArticleId(text(0).unwrap_or_default()),
            event: EventId(0),
            direction: Direction::Forth,
            source: text(1).unwrap_or_default(),
            target: text(2).unwrap_or_default(),
            implied: false,
            days: day(0).zip(day(1)).map(|(first, last)| Days::new(first, last)),
            published: day(2),
            plover,
            cameo: String::new(),
            deed: text(4).unwrap_or_default(),
            weight: 0.0,
            status: Status::Reported,
            voice: Voice::Report,
            speaker: None,
            level: None,
            confidence: 1.0,
            outlet: None,
            agency: None,
            country: text(6),
            place: text(5),
            sentence: text(7).unwrap_or_default(),
        })
    }
}

fn day_of(days: i32) -> Option<Date> {
    date(1970, 1, 1).checked_add(days.days()).ok()
}
