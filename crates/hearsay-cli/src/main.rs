//! The hearsay command: data on standard output, everything else on standard error.

#![allow(clippy::disallowed_methods)] // the border: files and arguments are read here

mod args;
mod explain;
mod inputs;
mod page;
mod parse;
mod read;
mod report;
mod run;
mod schema;

use std::process::ExitCode;

use clap::Parser as _;

use args::{Args, Command};

fn main() -> ExitCode {
    let outcome = match Args::parse().command {
        Command::Read(args) => read::run(&args),
        Command::Page(args) => page::run(&args),
        Command::Parse(args) => parse::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Schema => schema::run(),
    };
    match outcome {
        Ok(code) => code,
        Err(error) if run::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            run::complain(&format!("{error:#}"));
            ExitCode::from(2)
        }
    }
}
