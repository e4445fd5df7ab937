//! Completions for shells, and manual pages, made from what the command takes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Args;
use clap_complete::Shell;

use crate::say::say;

#[derive(Args)]
#[command(after_help = "\
Examples:
  hearsay completions bash > ~/.local/share/bash-completion/completions/hearsay
  hearsay completions zsh > ~/.zfunc/_hearsay
  hearsay completions fish > ~/.config/fish/completions/hearsay.fish")]
pub(crate) struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

#[derive(Args)]
pub(crate) struct ManArgs {
    /// Write a page for each command into this folder [default: the first page on standard output]
    #[arg(long, short, value_name = "DIR")]
    output: Option<PathBuf>,
}

/// Completions of `command`.
pub(crate) fn completions(args: &CompletionsArgs, mut command: clap::Command) -> Result<ExitCode> {
    let mut out = Vec::new();
    clap_complete::generate(args.shell, &mut command, "hearsay", &mut out);
    say(&String::from_utf8(out)?)?;
    Ok(ExitCode::SUCCESS)
}

/// Pages of `command`, and of those below it.
pub(crate) fn man(args: &ManArgs, command: clap::Command) -> Result<ExitCode> {
    match &args.output {
        None => say(&String::from_utf8(page(command)?)?)?,
        Some(folder) => {
            fs::create_dir_all(folder).with_context(|| format!("{}: cannot be written", folder.display()))?;
            pages(command, "hearsay", folder)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn page(command: clap::Command) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    clap_mangen::Man::new(command).render(&mut out)?;
    Ok(out)
}

/// A page for the command and for each below it: `hearsay-find.1`.
fn pages(command: clap::Command, name: &str, folder: &Path) -> Result<()> {
    for below in command.get_subcommands().filter(|below| below.get_name() != "help") {
        pages(below.clone(), &format!("{name}-{}", below.get_name()), folder)?;
    }
    let path = folder.join(format!("{name}.1"));
    let command = command.display_name(name).bin_name(name.replace('-', " "));
    fs::write(&path, page(command)?).with_context(|| format!("{}: cannot be written", path.display()))
}
