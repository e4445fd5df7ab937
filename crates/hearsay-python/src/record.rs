//! What is made of a record that is there already: rows, annotations, standoff.

use hearsay::Record;
use hearsay_store::export;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use pyo3_arrow::PyRecordBatch;

use crate::reader::Reader;
use crate::rows::{Read, Rows};

/// The rows of a record, as a batch for each kind; `reader` knows what its deeds mean.
#[pyfunction]
#[pyo3(signature = (record, reader = None))]
pub(crate) fn rows_of<'py>(py: Python<'py>, record: &str, reader: Option<&Reader>) -> PyResult<Bound<'py, PyDict>> {
    let read = Read { record: Some(parsed(record)?), json: Some(record.to_owned()), ..Read::default() };
    let gloss = |deed: &str| reader.and_then(|reader| reader.gloss(deed));
    let batches = PyDict::new(py);
    for (kind, batch) in Rows::of(&[read], false, gloss).flat() {
        batches.set_item(kind, PyRecordBatch::new(batch))?;
    }
    Ok(batches)
}

/// W3C Web Annotations of a record's statements, then of its events; each as JSON.
#[pyfunction]
pub(crate) fn annotations(record: &str) -> PyResult<Vec<String>> {
    let record = parsed(record)?;
    let said = export::statements_of(&record);
    let found = export::events_of(&record, |_| None);
    let said = said.iter().map(|said| export::annotation_of_statement(said).to_string());
    Ok(said.chain(found.iter().map(|found| export::annotation_of_event(found).to_string())).collect())
}

/// schema.org Claims and Quotations of a record's statements; each as JSON.
#[pyfunction]
pub(crate) fn claims(record: &str) -> PyResult<Vec<String>> {
    Ok(export::statements_of(&parsed(record)?).iter().map(|said| export::claim(said).to_string()).collect())
}

/// A record as brat's standoff.
#[pyfunction]
pub(crate) fn standoff(record: &str) -> PyResult<String> {
    Ok(export::standoff(&parsed(record)?, &std::collections::BTreeMap::new()))
}

fn parsed(record: &str) -> PyResult<Record> {
    serde_json::from_str(record).map_err(|error| PyValueError::new_err(format!("no record: {error}")))
}
