//! What can be asked of the command.

use std::path::{Path, PathBuf};

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

/// Reads news: who did what to whom, and who says so.
///
/// Every line of output can be shown in the words it came from: an allegation stays an allegation, a denial is kept
/// beside what it denies, and a deed is dated when it happened, not when it was printed.
#[derive(Parser)]
#[command(name = "hearsay", version, max_term_width = 100)]
#[command(after_help = "\
Examples:
  hearsay read examples/station-chief.txt          a report for people
  hearsay read --format json *.txt > records.jsonl one record a line
  echo 'Arland expelled three Breland diplomats.' | hearsay read --date 2011-01-06 -
  hearsay explain expel-envoy                      what makes this deed fire
  hearsay explain 166                              the deeds behind a CAMEO code

Exit codes:
  0  every input was read
  1  some inputs could not be read; each has one line on standard error, the others are on standard output
  2  nothing was done: wrong arguments, or a lexicon that does not load")]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Read articles: who says what on what footing, what happened according to whom, how the parties stand
    Read(ReadArgs),
    /// Show what a page is made of (headline, byline, paragraphs, comments); nothing linguistic is run
    Page(PageArgs),
    /// Show the linguistic layer: sentences, words, tags, trees and names as CoNLL-U
    Parse(ParseArgs),
    /// Keep what articles say in a store: one file, each article once
    Add(crate::add::AddArgs),
    /// Find events in a store: by who, deed, whom, footing, who says so, day, paper, words
    Find(crate::find::FindArgs),
    /// Find who says so in a store: statements by their words, speaker, footing, stance
    Who(crate::who::WhoArgs),
    /// Write a store as CSV, JSON Lines, Parquet, in the layouts of other event data, as linked data, or for brat
    Export(crate::export::ExportArgs),
    /// Read the articles of a store anew, where another version of hearsay read them
    Reread(crate::reread::RereadArgs),
    /// Draw how two parties stand: what they did to each other in time, its lows, highs, changes and swings
    Dyad(crate::dyad::DyadArgs),
    /// Show a store as a site on this machine: pairs, articles, disputes, sources, search, JSON, feeds
    #[cfg(feature = "site")]
    Serve(crate::serve::ServeArgs),
    /// Say what a deed or a CAMEO or PLOVER code means here, and which words make it fire
    Explain(ExplainArgs),
    /// Take over other projects' actor dictionaries
    Actors(crate::actors::ActorsArgs),
    /// Print the JSON Schema of the record
    Schema,
}

impl Command {
    /// The store that it is about.
    pub(crate) fn store(&self) -> Option<&Path> {
        match self {
            Command::Add(args) => Some(&args.store),
            Command::Find(args) => Some(&args.store),
            Command::Who(args) => Some(&args.store),
            Command::Export(args) => Some(&args.store),
            Command::Reread(args) => Some(&args.store),
            Command::Dyad(args) => Some(&args.store),
            #[cfg(feature = "site")]
            Command::Serve(args) => Some(&args.store),
            Command::Read(_)
            | Command::Page(_)
            | Command::Parse(_)
            | Command::Explain(_)
            | Command::Actors(_)
            | Command::Schema => None,
        }
    }
}

/// More threads than any machine has cores for only wait for each other.
pub(crate) const MOST_JOBS: i64 = 512;

/// Options that every reading command takes.
#[derive(ClapArgs)]
pub(crate) struct InputArgs {
    /// Files or folders to read, `-` for standard input. Plain text, HTML and JSON Lines of articles are told apart
    /// by content; gzip is unpacked
    #[arg(required = true, value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    /// Day of publication of articles that do not tell it, as in 2011-01-06
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) date: Option<Date>,

    /// Articles read at the same time; the output is the same for any number [default: all cores]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=MOST_JOBS))]
    pub(crate) jobs: Option<u16>,
}

#[derive(ClapArgs)]
pub(crate) struct LexiconArgs {
    /// Your own actor dictionary, asked before the built-in one: tab-separated columns name, aliases, code, type,
    /// from, until
    #[arg(long, value_name = "FILE")]
    pub(crate) actors: Vec<PathBuf>,

    /// Your own lexicon folder, laid out like ours (events/*.toml, cues/*.toml, actors/*.tsv)
    #[arg(long, value_name = "DIR")]
    pub(crate) lexicon: Vec<PathBuf>,
}

#[derive(ClapArgs)]
pub(crate) struct ReadArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,

    #[command(flatten)]
    pub(crate) lexicon: LexiconArgs,

    /// A report for people, or one JSON record a line
    #[arg(long, value_enum, default_value_t = ReadFormat::Report)]
    pub(crate) format: ReadFormat,

    /// Colours in the report
    #[arg(long, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    pub(crate) color: Colour,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReadFormat {
    Report,
    Json,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Colour {
    /// On a terminal
    Auto,
    Always,
    Never,
}

#[derive(ClapArgs)]
pub(crate) struct PageArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,

    /// An outline for people, or one JSON object a line
    #[arg(long, value_enum, default_value_t = PageFormat::Outline)]
    pub(crate) format: PageFormat,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum PageFormat {
    Outline,
    Json,
}

#[derive(ClapArgs)]
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

#[derive(ClapArgs)]
pub(crate) struct ExplainArgs {
    /// A deed (expel-envoy), a CAMEO code (166, 16) or a PLOVER type (SANCTION)
    #[arg(value_name = "CODE-OR-DEED")]
    pub(crate) what: String,

    #[command(flatten)]
    pub(crate) lexicon: LexiconArgs,
}

/// A number from 0 to 1.
pub(crate) fn share(words: &str) -> Result<f32, String> {
    let share = words.parse::<f32>().map_err(|error| error.to_string())?;
    if (0.0..=1.0).contains(&share) { Ok(share) } else { Err("a share is a number from 0 to 1".to_owned()) }
}
