//! Arrow files and streams: a row an article, one batch after the other.

use std::io::{Read, Seek};

use arrow_array::{Array, ArrayRef, RecordBatch, StringArray};
use arrow_ipc::reader::{FileReader, StreamReader};
use arrow_schema::{ArrowError, DataType};

use crate::fault::Fault;
use crate::rows::{places, row};
use crate::walker::{Flow, Walker};

fn damaged(error: &ArrowError) -> Fault {
    Fault::damaged(format!("the Arrow data is damaged: {error}"))
}

pub(crate) fn file(walker: &mut Walker, whole: impl Read + Seek) -> Flow {
    match FileReader::try_new(whole, None) {
        Ok(batches) => all(walker, batches),
        Err(error) => walker.fault(damaged(&error)),
    }
}

pub(crate) fn stream(walker: &mut Walker, stream: &mut dyn Read) -> Flow {
    match StreamReader::try_new(stream, None) {
        Ok(batches) => all(walker, batches),
        Err(error) => walker.fault(damaged(&error)),
    }
}

fn all(walker: &mut Walker, batches: impl Iterator<Item = Result<RecordBatch, ArrowError>>) -> Flow {
    let mut number = 0;
    for batch in batches {
        let batch = match batch {
            Ok(batch) => batch,
            Err(error) => return walker.fault(damaged(&error)),
        };
        let schema = batch.schema();
        let names: Vec<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
        let places = match places(walker, &names) {
            Ok(places) => places,
            Err(flow) => return flow,
        };
        let columns: Result<Vec<Option<StringArray>>, ArrowError> =
            places.iter().map(|place| place.map(|place| as_words(batch.column(place))).transpose()).collect();
        let columns = match columns {
            Ok(columns) => columns,
            Err(error) => return walker.fault(damaged(&error)),
        };
        for at in 0..batch.num_rows() {
            number += 1;
            row(walker, format!("row {number}"), |part| {
                let column = columns[part as usize].as_ref()?;
                (!column.is_null(at)).then(|| column.value(at).to_owned())
            })?;
        }
    }
    Flow::Continue(())
}

/// A column as words; days and times as they are written.
fn as_words(column: &ArrayRef) -> Result<StringArray, ArrowError> {
    let words = arrow_cast::cast(column, &DataType::Utf8)?;
    Ok(words.as_any().downcast_ref::<StringArray>().cloned().unwrap_or_else(|| StringArray::new_null(column.len())))
}
