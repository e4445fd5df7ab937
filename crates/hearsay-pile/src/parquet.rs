//! Parquet: a row an article, one row group after the other.

use std::sync::Arc;

use ::parquet::data_type::AsBytes as _;
use ::parquet::errors::ParquetError;
use ::parquet::file::reader::{ChunkReader, FileReader, SerializedFileReader};
use ::parquet::record::{Field, Row};
use ::parquet::schema::types::Type;
use jiff::Timestamp;

use crate::fault::Fault;
use crate::rows::{Whole, places, row};
use crate::walker::{Flow, Walker};

pub(crate) fn rows(walker: &mut Walker, whole: Whole) -> Flow {
    match whole {
        Whole::File(file) => all(walker, file),
        Whole::Held(bytes) => all(walker, bytes::Bytes::from(bytes)),
    }
}

fn damaged(error: &ParquetError) -> Fault {
    Fault::damaged(format!("the Parquet file is damaged: {error}"))
}

fn all<R: ChunkReader + 'static>(walker: &mut Walker, whole: R) -> Flow {
    let file = match SerializedFileReader::new(whole) {
        Ok(file) => file,
        Err(error) => return walker.fault(damaged(&error)),
    };
    let schema = file.metadata().file_metadata().schema().clone();
    let names: Vec<&str> = schema.get_fields().iter().map(|field| field.name()).collect();
    let places = match places(walker, &names) {
        Ok(places) => places,
        Err(flow) => return flow,
    };
    // Only the columns that are asked for are read.
    let mut kept: Vec<usize> = places.iter().flatten().copied().collect();
    kept.sort_unstable();
    kept.dedup();
    let fields: Vec<Arc<Type>> = kept.iter().map(|place| Arc::clone(&schema.get_fields()[*place])).collect();
    let projection = Type::group_type_builder(schema.name()).with_fields(fields).build();
    let rows = projection.and_then(|projection| file.get_row_iter(Some(projection)));
    let rows = match rows {
        Ok(rows) => rows,
        Err(error) => return walker.fault(damaged(&error)),
    };
    for (number, found) in (1_u64..).zip(rows) {
        match found {
            Ok(found) => row(walker, format!("row {number}"), |part| {
                let place = places[part as usize]?;
                words(&found, kept.iter().position(|kept| *kept == place)?)
            })?,
            Err(error) => return walker.fault_at(format!("row {number}"), damaged(&error)),
        }
    }
    Flow::Continue(())
}

fn words(row: &Row, place: usize) -> Option<String> {
    let (_, field) = row.get_column_iter().nth(place)?;
    let at = |millis: i64| Timestamp::from_millisecond(millis).ok().map(|at| at.to_string());
    match field {
        Field::Null => None,
        Field::Str(words) => Some(words.clone()),
        Field::Bytes(bytes) => Some(String::from_utf8_lossy(bytes.as_bytes()).into_owned()),
        Field::TimestampMillis(millis) => at(*millis),
        Field::TimestampMicros(micros) => at(micros.div_euclid(1000)),
        Field::Date(days) => at(i64::from(*days) * 86_400_000),
        Field::Group(_) | Field::ListInternal(_) | Field::MapInternal(_) => None,
        other => Some(other.to_string()),
    }
}
