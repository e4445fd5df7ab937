//! The hearsay command: data on standard output, everything else on standard error.

#![allow(clippy::disallowed_methods)] // the border: files and arguments are read here

mod actors;
mod add;
mod args;
mod bad_value;
mod bench;
mod command;
mod dates;
mod dyad;
mod errors;
mod explain;
mod export;
mod file_names;
mod find;
mod guard;
mod info;
mod inputs;
mod language;
mod manual;
mod output;
mod page;
mod parse;
mod progress;
mod read;
mod report;
mod reread;
mod rows;
mod run;
mod say;
mod schema;
#[cfg(feature = "site")]
mod serve;
mod shards;
mod show;
mod stages;
mod store;
mod story;
mod task;
mod terminal;
mod watch;
mod who;

use std::process::ExitCode;

use clap::{CommandFactory as _, Parser as _};

use command::{Args, Command};

/// Reading makes and drops small lists of words, on all threads at once.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    guard::prepare();
    let command = Args::parse().command;
    let store = command.store();
    let outcome = match command {
        Command::Read(args) => read::run(&args),
        Command::Page(args) => page::run(&args),
        Command::Parse(args) => parse::run(&args),
        Command::Add(args) => add::run(&args),
        Command::Find(args) => find::run(&args),
        Command::Who(args) => who::run(&args),
        Command::Show(args) => show::run(&args),
        Command::Story(args) => story::run(&args),
        Command::Watch(args) => watch::run(&args),
        Command::Info(args) => info::run(&args),
        Command::Export(args) => export::run(&args),
        Command::Reread(args) => reread::run(&args),
        Command::Dyad(args) => dyad::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Actors(args) => actors::run(&args),
        #[cfg(feature = "site")]
        Command::Serve(args) => serve::run(&args),
        Command::Schema => schema::run(),
        Command::Completions(args) => manual::completions(&args, Args::command()),
        Command::Man(args) => manual::man(&args, Args::command()),
    };
    match outcome {
        Ok(code) => code,
        Err(error) if say::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            say::complain(&say::about(&error, store.as_deref()));
            ExitCode::from(if store::is_absence(&error) { 1 } else { 2 })
        }
    }
}
