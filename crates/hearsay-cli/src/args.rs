//! What can be asked of the command.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use hearsay_pile::{Columns, Limits};
use jiff::civil::Date;

use crate::shards::Form;

/// Reads news: who did what to whom, and who says so.
///
/// Every line of output can be shown in the words it came from: an allegation stays an allegation, a denial is kept
/// beside what it denies, and a deed is dated when it happened, not when it was printed.
#[derive(Parser)]
#[command(name = "hearsay", version = VERSION, max_term_width = 100)]
#[command(after_help = "\
Examples:
  hearsay read examples/2010-12-18-station-chief.txt   a digest for people
  hearsay read --format json *.txt > records.jsonl     one record a line
  echo 'Arland expelled three Breland diplomats.' | hearsay read --date 2011-01-06
  hearsay add examples --store news.hearsay            keep what they say, and ask:
  hearsay find --actor CIA                             its deeds; `who`, `dyad`, `show`, `info`, `export`, `serve`
  hearsay explain 166                                  the deeds behind a CAMEO code

Exit codes:
  0  every input was read, or something was found
  1  some inputs could not be read, each with one line on standard error; or nothing was found
  2  nothing was done: wrong arguments, a name that nobody has, a lexicon that does not load

Environment:
  HEARSAY_STORE                        the store where --store is not given
  NO_COLOR, CLICOLOR_FORCE, TERM=dumb  colours")]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Version of hearsay, and the days of the model and the lexicon in it.
const VERSION: &str = concat!(
    env!("CARGO_PKG_VERSION"),
    " (model of ",
    env!("HEARSAY_MODEL_DAY"),
    ", lexicon of ",
    env!("HEARSAY_LEXICON_DAY"),
    ")"
);

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
    /// Show an article of a store, or one statement or event of it with its words marked
    Show(crate::show::ShowArgs),
    /// Show a story in all the versions that a store has of it, and what changed in who says what
    Story(crate::story::StoryArgs),
    /// Add what appears in a folder or a feed file to a store, until it is stopped
    Watch(crate::watch::WatchArgs),
    /// Sum up what a store holds
    Info(crate::info::InfoArgs),
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
    /// Print completions for a shell
    Completions(crate::manual::CompletionsArgs),
    /// Print manual pages
    Man(crate::manual::ManArgs),
}

impl Command {
    /// The store that it is about.
    pub(crate) fn store(&self) -> Option<PathBuf> {
        let store = match self {
            Command::Add(args) => &args.store,
            Command::Find(args) => &args.store,
            Command::Who(args) => &args.store,
            Command::Show(args) => &args.store,
            Command::Story(args) => &args.store,
            Command::Watch(args) => &args.store,
            Command::Info(args) => &args.store,
            Command::Export(args) => &args.store,
            Command::Reread(args) => &args.store,
            Command::Dyad(args) => &args.store,
            #[cfg(feature = "site")]
            Command::Serve(args) => &args.store,
            Command::Read(_)
            | Command::Page(_)
            | Command::Parse(_)
            | Command::Explain(_)
            | Command::Actors(_)
            | Command::Schema
            | Command::Completions(_)
            | Command::Man(_) => return None,
        };
        store.path().ok()
    }
}

/// More threads than any machine has cores for only wait for each other.
pub(crate) const MOST_JOBS: i64 = 512;

/// Options that every reading command takes.
#[derive(Clone, ClapArgs)]
pub(crate) struct InputArgs {
    /// Files, folders or patterns of names to read, `-` for standard input, which is also read where there is no PATH
    /// and something is piped in. Told apart by content: text, HTML, RSS, Atom, JSON Feed, WARC, JSON, JSON Lines, CSV,
    /// TSV, Parquet, Arrow, NewsML-G2, NITF, ninjs, mail, mbox; packed with gzip, zstd, bzip2 or ZIP, or not
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    /// Day of publication of articles that do not tell it, as in 2011-01-06
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) date: Option<Date>,

    /// Articles read at the same time; the output is the same for any number [default: all cores]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=MOST_JOBS))]
    pub(crate) jobs: Option<u16>,

    /// What the columns of a table, or the keys of JSON, are called, as in text=body,date=published; of id, text, html,
    /// title, date, url, publisher, language
    #[arg(long, value_name = "PART=COLUMN,...")]
    pub(crate) columns: Option<Columns>,

    /// Write what could not be read into this file, a JSON object a line, in place of a line each on standard error
    #[arg(long, value_name = "FILE")]
    pub(crate) errors: Option<PathBuf>,

    /// Say at the end how many pieces there were a second, and what share of the time each stage took
    #[arg(long)]
    pub(crate) timing: bool,

    #[command(flatten)]
    pub(crate) limits: LimitArgs,
}

/// Where looking ends.
#[derive(Clone, ClapArgs)]
#[command(next_help_heading = "Limits")]
pub(crate) struct LimitArgs {
    /// Bytes of one page, record, message or row [default: 67108864, which is 64 MiB]
    #[arg(long, value_name = "BYTES", default_value_t = 64 << 20, hide_default_value = true, value_parser = clap::value_parser!(u64).range(1..=1 << 30))]
    pub(crate) max_record: u64,

    /// How many times its size a packed file may unpack to, past its first 256 MiB
    #[arg(long, value_name = "N", default_value_t = 400, value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) max_ratio: u64,

    /// How many archives may lie in one another
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u8).range(0..=16))]
    pub(crate) max_depth: u8,
}

impl LimitArgs {
    pub(crate) fn limits(&self) -> Limits {
        Limits { record: self.max_record, ratio: self.max_ratio, depth: self.max_depth.into(), ..Limits::default() }
    }
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

    /// Everything that was read, with its words marked, and not the digest of it
    #[arg(long, conflicts_with_all = ["show", "format"])]
    pub(crate) full: bool,

    /// One statement, event or assessment with its words marked in its paragraph; several with commas
    #[arg(long, value_name = "s3,v2,...", value_delimiter = ',', conflicts_with = "format")]
    pub(crate) show: Vec<String>,

    /// Write the records into this folder, in shards that are whole or absent: the same command goes on where it was
    /// stopped
    #[arg(long, value_name = "DIR", conflicts_with_all = ["show", "full", "format"])]
    pub(crate) out: Option<PathBuf>,

    /// What the shards are
    #[arg(long, value_enum, value_name = "FORM", default_value_t = Form::Jsonl, requires = "out")]
    pub(crate) shards: Form,

    /// Pieces of the inputs whose records make a shard
    #[arg(long, value_name = "N", default_value_t = 1000, requires = "out", value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    pub(crate) shard: u64,

    #[command(flatten)]
    pub(crate) look: Look,
}

/// How words for people are laid out.
#[derive(ClapArgs)]
pub(crate) struct Look {
    /// Colours; NO_COLOR, CLICOLOR_FORCE and TERM=dumb count where this is auto
    #[arg(long, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    pub(crate) color: Colour,

    /// Columns, 40 to 160 [default: those of the terminal, 80 where there is none]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(40..=160))]
    pub(crate) width: Option<u16>,
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
