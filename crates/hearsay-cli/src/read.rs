//! `hearsay read`: records, as digests, as reports or as JSON Lines.

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Result;

use crate::args::{ReadArgs, ReadFormat};
use crate::inputs::reader;
use crate::report;
use crate::run;

pub(crate) fn run(args: &ReadArgs) -> Result<ExitCode> {
    let reader = reader(&args.lexicon)?;
    let (paint, width) = (args.look.paint(), args.look.columns());
    run::articles(&args.input, run::Reading::English, |article| {
        let record = reader.record(Arc::new(article));
        if args.format == ReadFormat::Json {
            return Ok(serde_json::to_string(&record)? + "\n");
        }
        if !args.show.is_empty() {
            let shown: Result<Vec<String>> =
                args.show.iter().map(|number| report::one(&record, number, paint, width)).collect();
            return Ok(shown?.join("\n"));
        }
        let text =
            if args.full { report::report(&record, paint, width) } else { report::digest(&record, paint, width) };
        Ok(text + "\n")
    })
}
