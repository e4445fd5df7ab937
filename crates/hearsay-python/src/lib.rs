//! The native half of the Python package `hearsay`: reading, the store, and columns in and out. What people see is
//! Python, in `python/hearsay`.

#![allow(clippy::disallowed_methods)] // the border: stores are opened and exports are written here
#![allow(missing_docs)] // pyo3 makes items that nobody names

mod columns;
mod deeds;
mod input;
mod reader;
mod record;
mod rows;
mod store;

use pyo3::prelude::*;

/// The native half of hearsay.
#[pymodule]
mod _hearsay {
    use pyo3::prelude::*;

    #[pymodule_export]
    use super::deeds::same_deeds;
    #[pymodule_export]
    use super::input::Columns;
    #[pymodule_export]
    use super::reader::Reader;
    #[pymodule_export]
    use super::record::{annotations, claims, rows_of, standoff};
    #[pymodule_export]
    use super::rows::{columns_of, nested_columns};
    #[pymodule_export]
    use super::store::Store;
    #[pymodule_export]
    use super::stream;

    /// The JSON Schema of a record.
    #[pyfunction]
    fn schema() -> String {
        hearsay::Record::schema().to_string()
    }

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}

/// Batches with the same columns as one table.
#[pyfunction]
fn stream(batches: Vec<pyo3_arrow::PyRecordBatch>, schema: pyo3_arrow::PySchema) -> PyResult<pyo3_arrow::PyTable> {
    let batches = batches.into_iter().map(pyo3_arrow::PyRecordBatch::into_inner).collect();
    pyo3_arrow::PyTable::try_new(batches, schema.into_inner())
}
