//! `hearsay parse`: the linguistic layer as CoNLL-U.

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use hearsay::Nlp;
use hearsay::core::conllu;

use crate::args::InputArgs;
use crate::inputs::{all, inputs, unpiled};
use crate::run;
use crate::say::{complain, tell};
use crate::terminal::clean;

#[derive(Args)]
pub(crate) struct ParseArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,

    /// What comes in: articles, or CoNLL-U whose sentences and words are kept and everything else is said anew
    #[arg(long = "input", value_enum, default_value_t = ParseInput::Text)]
    pub(crate) kind: ParseInput,

    /// What goes out
    #[arg(long, value_enum, default_value_t = ParseFormat::Conllu)]
    pub(crate) format: ParseFormat,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ParseInput {
    Text,
    Conllu,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ParseFormat {
    Conllu,
}

pub(crate) fn run(args: &ParseArgs) -> Result<ExitCode> {
    let nlp = Nlp::bundled()?;
    let ParseFormat::Conllu = args.format;
    match args.kind {
        ParseInput::Text => run::articles(&args.input, run::Reading::English, |article| {
            Ok(clean(&conllu::write(&nlp.annotate(Arc::new(article)))).into_owned())
        }),
        ParseInput::Conllu => {
            let mut failed = false;
            for file in inputs(&args.input.paths, true)?.files {
                match unpiled(file.path()).and_then(|bytes| retagged(&nlp, all(bytes, LONGEST_CONLLU)?)) {
                    Ok(text) => tell(&text)?,
                    Err(error) => {
                        failed = true;
                        complain(&format!("{}: {error:#}", file.path().display()));
                    }
                }
            }
            Ok(ExitCode::from(u8::from(failed)))
        }
    }
}

/// The longest CoNLL-U file: it has some fifty bytes for a word, and is held whole.
const LONGEST_CONLLU: u64 = 512 << 20;

fn retagged(nlp: &Nlp, bytes: Vec<u8>) -> Result<String> {
    let text = String::from_utf8(bytes).context("CoNLL-U is UTF-8")?;
    let documents = conllu::read_documents(&text)?;
    Ok(documents.iter().map(|document| conllu::write(&nlp.retag(document))).collect())
}
