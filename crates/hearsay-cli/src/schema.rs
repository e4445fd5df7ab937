//! `hearsay schema`: the JSON Schema of the record.

use std::process::ExitCode;

use anyhow::Result;
use hearsay::Record;

use crate::say::say;

pub(crate) fn run() -> Result<ExitCode> {
    say(&(serde_json::to_string_pretty(&Record::schema())? + "\n"))?;
    Ok(ExitCode::SUCCESS)
}
