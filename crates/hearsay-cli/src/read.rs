//! `hearsay read`: records, as reports or as JSON Lines.

use std::io::{self, IsTerminal};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Result;
use hearsay::Reader;

use crate::args::{Colour, ReadArgs, ReadFormat};
use crate::inputs::lexicon_files;
use crate::report::{self, Paint};
use crate::run;

pub(crate) fn run(args: &ReadArgs) -> Result<ExitCode> {
    let reader = Reader::with_lexicon(&lexicon_files(&args.lexicon)?)?;
    let paint = match args.color {
        Colour::Always => Paint::Colour,
        Colour::Auto if io::stdout().is_terminal() => Paint::Colour,
        Colour::Auto | Colour::Never => Paint::Plain,
    };
    run::articles(&args.input, |article| {
        let record = reader.record(Arc::new(article));
        Ok(match args.format {
            ReadFormat::Json => serde_json::to_string(&record)? + "\n",
            ReadFormat::Report => report::report(&record, paint),
        })
    })
}
