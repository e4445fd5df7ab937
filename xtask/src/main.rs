//! The project's own chores: `cargo xtask eval`, `cargo xtask tidy`, `cargo xtask fuzz`, `cargo xtask kill`.

#![allow(clippy::disallowed_methods, clippy::print_stdout)] // chores read files and print

mod circles;
mod contention;
mod eval;
mod fuzz;
mod kill;
mod mutants;
mod pile;
mod proposals;
mod rule_words;
mod tidy;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

/// As the command has it: what is timed here is what users get.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[derive(Parser)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Score each stage on the dev sets, print what moved, and fail where a floor is not met
    Eval {
        /// Folder of the data sets, which are not part of the repository
        #[arg(long, default_value = "../shared/data")]
        data: PathBuf,
        /// Only these scores, by the beginning of their names
        only: Vec<String>,
        /// Raise the floors to what was measured
        #[arg(long)]
        raise: bool,
    },
    /// Print what the pronouns of the training texts choose between, for training/hearsay_training/pronouns.py
    Pronouns {
        /// Folder of the data sets, which are not part of the repository
        #[arg(long, default_value = "../shared/data")]
        data: PathBuf,
    },
    /// Write the signs of factuality of UDS train and dev, for training/hearsay_training/factuality.py
    Factuality {
        /// Folder of the data sets, which are not part of the repository
        #[arg(long, default_value = "../shared/data")]
        data: PathBuf,
        /// Folder for `train.tsv` and `dev.tsv`
        out: PathBuf,
    },
    /// Print the reported events of a sample of news that nobody has judged yet, as lines for a reader (docs/precision.md)
    Sample {
        /// Folder of the data sets, which are not part of the repository
        #[arg(long, default_value = "../shared/data")]
        data: PathBuf,
        /// Those that have a judgment, too
        #[arg(long)]
        all: bool,
        /// `tuning`, `report`, `report-2026-11-29` or `report-2026-11-29-2`
        part: String,
    },
    /// Print the statements of a sample of news that nobody has judged yet, as lines for a reader (docs/said.md)
    Said {
        /// Folder of the data sets, which are not part of the repository
        #[arg(long, default_value = "../shared/data")]
        data: PathBuf,
        /// `tuning` or `report`
        part: String,
    },
    /// Read broken pages, texts, archives and dictionaries until the time is up, with overflow checks and debug
    /// assertions on; fail at the first that panics, breaks a rule or takes too long
    Fuzz {
        /// How long
        #[arg(long, default_value_t = 1.0)]
        minutes: f64,
        /// The input to begin with: the same number gives the same inputs
        #[arg(long, default_value_t = 1)]
        from: u64,
        /// Only these ways in: html, plain, warc, feed, ...
        only: Vec<String>,
    },
    /// Write an archive of the web as CC-NEWS lays it out, of pages of ours; the same number gives the same bytes
    Pile {
        /// File to write, a `.warc.gz`
        out: PathBuf,
        /// How many pages
        #[arg(long, default_value_t = 20_000)]
        pages: u64,
    },
    /// Kill `add`, `read`, `read --out` and `reread` at many moments, let many write and read one store at once, and look whether all of
    /// it is whole
    Kill {
        /// The hearsay that is killed
        #[arg(long, default_value = "target/release/hearsay")]
        binary: PathBuf,
        /// How often in `add`; in `read` and in `reread` a fifth of that, in `read --out` at least 20 times
        #[arg(long, default_value_t = 300)]
        kills: u32,
    },
    /// Write the examples of the deed files as labelled items, for training/hearsay_training/event_train.py
    Examples {
        /// File to write
        out: PathBuf,
    },
    /// Write whom statements may accuse and which may contradict each other, for training/hearsay_training/contention.py
    Contention {
        /// The labelled articles, `{id, title, date, text}` a line
        items: PathBuf,
        /// File to write
        out: PathBuf,
    },
    /// Write what may be a deed in the labelled items as numbers, for training/hearsay_training/event_judge.py
    Proposals {
        /// Event layers to read with, instead of those that come with hearsay
        #[arg(long)]
        layers: Option<PathBuf>,
        /// Only the items that this file lists, one a line
        #[arg(long)]
        ids: Option<PathBuf>,
        /// The items, `{id, date, text}` a line
        items: PathBuf,
        /// File to write
        out: PathBuf,
    },
    /// Switch rules of reading off one at a time (xtask/mutants.toml) and say which ones no test of hearsay-read misses
    Mutants {
        /// How many may survive
        #[arg(long, default_value_t = 3)]
        most: usize,
    },
    /// Check that the arrows of ARCHITECTURE.md are those of the manifests
    Tidy,
}

fn main() -> anyhow::Result<()> {
    match Args::parse().command {
        Command::Eval { data, only, raise } => eval::run(&data, &only, raise),
        Command::Contention { items, out } => contention::run(&items, &out),
        Command::Examples { out } => proposals::examples(&out),
        Command::Factuality { data, out } => eval::factuality(&data, &out),
        Command::Mutants { most } => mutants::run(most),
        Command::Pronouns { data } => eval::choices(&data),
        Command::Proposals { layers, ids, items, out } => {
            proposals::run(&items, layers.as_deref(), ids.as_deref(), &out)
        }
        Command::Sample { data, all, part } => eval::sample(&data, &part, all),
        Command::Said { data, part } => eval::said(&data, &part),
        Command::Fuzz { minutes, from, only } => fuzz::run(minutes, from, &only),
        Command::Pile { out, pages } => pile::run(&out, pages),
        Command::Kill { binary, kills } => kill::run(&binary, kills),
        Command::Tidy => tidy::run(),
    }
}
