//! What can be asked of the command.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

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
    Read(crate::read::ReadArgs),
    /// Show what a page is made of (headline, byline, paragraphs, comments); nothing linguistic is run
    Page(crate::page::PageArgs),
    /// Show the linguistic layer: sentences, words, tags, trees and names as CoNLL-U
    Parse(crate::parse::ParseArgs),
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
    Explain(crate::explain::ExplainArgs),
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
