//! Rows out of a store in forms that others read.

mod brat;
mod countries;
mod csv;
mod flat;
mod layouts;
mod linked;
#[cfg(feature = "parquet")]
mod parquet;
mod relations;
mod row;

pub use brat::{CONFIG as BRAT_CONFIG, standoff};
pub(crate) use countries::name as country_name;
pub use csv::{Cells, csv_header, csv_row};
pub use flat::{events_of, outlet_of, statements_of};
pub use layouts::{Layout, gdelt_columns};
pub use linked::{annotation_of_event, annotation_of_statement, claim};
#[cfg(feature = "parquet")]
pub use parquet::{events_to_parquet, rows_to_parquet, statements_to_parquet};
pub use relations::{Accused, Assessed, Disputed};
