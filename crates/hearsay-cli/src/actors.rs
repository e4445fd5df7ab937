//! `hearsay actors`: other projects' actor dictionaries as tables of ours.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, Subcommand};
use hearsay::Lexicon;
use hearsay::read::actors::import;

use crate::inputs::small;
use crate::say::{complain, say};

#[derive(Args)]
pub(crate) struct ActorsArgs {
    #[command(subcommand)]
    command: ActorsCommand,
}

#[derive(Subcommand)]
enum ActorsCommand {
    /// Turn a PETRARCH actor or agent dictionary into a table for --actors, on standard output
    Import {
        /// The dictionary
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

pub(crate) fn run(args: &ActorsArgs) -> Result<ExitCode> {
    let ActorsCommand::Import { file } = &args.command;
    let import = import(&String::from_utf8_lossy(&small(file)?), &Lexicon::bundled()?.actors);
    say(&import.table)?;
    for (line, why) in &import.passed_over {
        complain(&format!("{}:{line}: {why}; passed over", file.display()));
    }
    Ok(ExitCode::SUCCESS)
}
