//! `hearsay parse`: the linguistic layer as CoNLL-U.

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result};
use hearsay::Nlp;
use hearsay::core::conllu;

use crate::args::{ParseArgs, ParseFormat, ParseInput};
use crate::inputs::inputs;
use crate::run::{self, complain, say};

pub(crate) fn run(args: &ParseArgs) -> Result<ExitCode> {
    let nlp = Nlp::bundled()?;
    let ParseFormat::Conllu = args.format;
    match args.kind {
        ParseInput::Text => run::articles(&args.input, |article| {
            run::ensure_readable(&article)?;
            Ok(conllu::write(&nlp.annotate(Arc::new(article))))
        }),
        ParseInput::Conllu => {
            let mut failed = false;
            for input in inputs(&args.input.paths) {
                match input.bytes.and_then(|bytes| retagged(&nlp, bytes)) {
                    Ok(text) => say(&text)?,
                    Err(error) => {
                        failed = true;
                        complain(&format!("{}: {error:#}", input.name));
                    }
                }
            }
            Ok(ExitCode::from(u8::from(failed)))
        }
    }
}

fn retagged(nlp: &Nlp, bytes: Vec<u8>) -> Result<String> {
    let text = String::from_utf8(bytes).context("CoNLL-U is UTF-8")?;
    let documents = conllu::read_documents(&text)?;
    Ok(documents.iter().map(|document| conllu::write(&nlp.retag(document))).collect())
}
