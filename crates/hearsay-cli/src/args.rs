//! What several commands take. What one command takes stands beside it.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};
use hearsay::PageLimits;
use hearsay_pile::{Columns, Limits};
use jiff::civil::Date;

use crate::bad_value::BadValue;

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

    /// Days in figures have the day first, at the head of a page and in its text: 06/01/2011 is the sixth of January
    #[arg(long)]
    pub(crate) day_first: bool,

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

    /// How many elements of a page may lie in one another
    #[arg(long, value_name = "N", default_value_t = 100_000, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) max_nesting: u32,

    /// Bytes of attributes of one element of a page [default: 33554432, which is 32 MiB]
    #[arg(long, value_name = "BYTES", default_value_t = 32 << 20, hide_default_value = true, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) max_attributes: u32,
}

impl LimitArgs {
    pub(crate) fn limits(&self) -> Limits {
        Limits { record: self.max_record, ratio: self.max_ratio, depth: self.max_depth.into(), ..Limits::default() }
    }

    pub(crate) fn page(&self) -> PageLimits {
        PageLimits { nesting: self.max_nesting as usize, attributes: self.max_attributes as usize }
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
pub(crate) enum Colour {
    /// On a terminal
    Auto,
    Always,
    Never,
}

/// A number from 0 to 1.
pub(crate) fn share(words: &str) -> Result<f32, BadValue> {
    let share = words.parse::<f32>().map_err(|error| BadValue(error.to_string()))?;
    if (0.0..=1.0).contains(&share) { Ok(share) } else { Err(BadValue("a share is a number from 0 to 1".to_owned())) }
}
