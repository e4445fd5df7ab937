//! `hearsay watch`: what appears in folders and files goes into a store.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant, SystemTime};

use anyhow::{Result, ensure};
use clap::Args as ClapArgs;
use hearsay_store::{Keep, Store};

use crate::add::{self, Adding};
use crate::args::{InputArgs, LexiconArgs};
use crate::errors::Errors;
use crate::inputs::{inputs, lexicon_files, reader};
use crate::run::{self, Reading, Way};
use crate::store::StoreArg;

#[derive(ClapArgs)]
#[command(after_help = "\
Examples:
  hearsay watch incoming --store news.hearsay             whatever is put into the folder
  hearsay watch feed.xml --store news.hearsay --every 60  a feed that another program fetches

A file is read when it has not changed from one look to the next. Articles that the store has are not read again. It runs
until it is stopped; in whatever way that is, the store stays sound.")]
pub(crate) struct WatchArgs {
    #[command(flatten)]
    input: InputArgs,

    #[command(flatten)]
    pub(crate) store: StoreArg,

    /// Seconds from one look to the next
    #[arg(long, value_name = "SECONDS", default_value_t = 5, value_parser = clap::value_parser!(u64).range(1..=86_400))]
    every: u64,

    /// End when nothing new has come for so many seconds
    #[arg(long, value_name = "SECONDS")]
    idle: Option<u64>,

    /// Leave the articles' texts out and keep the sentences of evidence only, so that the store can be shared
    #[arg(long)]
    no_text: bool,

    #[command(flatten)]
    lexicon: LexiconArgs,
}

/// How a file was when it was looked at.
type Look = (u64, Option<SystemTime>);

pub(crate) fn run(args: &WatchArgs) -> Result<ExitCode> {
    ensure!(!args.input.paths.is_empty(), "name a folder or a file to watch");
    let path = args.store.path()?;
    let reader = reader(&lexicon_files(&args.lexicon)?, args.input.jobs)?;
    Store::open(&path)?.explain_deeds(&add::deeds(reader))?;
    if let Some(errors) = &args.input.errors {
        Errors::create(errors, false)?.finish()?;
    }
    let (mut read, mut seen) = (BTreeMap::new(), BTreeMap::new());
    let mut last = Instant::now();
    let mut failed = false;
    loop {
        let now = looks(&args.input)?;
        // Whoever writes a file is done with it when it stays as it is.
        let settled: Vec<PathBuf> = now
            .iter()
            .filter(|(path, look)| seen.get(*path) == Some(*look) && read.get(*path) != Some(*look))
            .map(|(path, _)| path.clone())
            .collect();
        let is_waiting = now.iter().any(|(path, look)| seen.get(path) != Some(look));
        seen.clone_from(&now);
        if !settled.is_empty() {
            let keep = Keep { reader: add::version().to_owned(), text: !args.no_text, again: false };
            let mut adding = Adding::new(Store::open(&path)?, keep);
            let input = InputArgs { paths: settled.clone(), ..args.input.clone() };
            let way = Way { reading: Reading::English, prints: false, from: 0, goes_on: true };
            failed |= run::passed(&input, &way, &add::read_with(reader), &mut adding)?;
            failed |= !adding.finish_briefly()?;
            for path in settled {
                if let Some(look) = now.get(&path) {
                    read.insert(path, *look);
                }
            }
            last = Instant::now();
        } else if args.idle.is_some_and(|idle| !is_waiting && last.elapsed() >= Duration::from_secs(idle)) {
            return Ok(ExitCode::from(u8::from(failed)));
        }
        // What has just come is looked at again soon.
        std::thread::sleep(Duration::from_secs(if is_waiting { 1 } else { args.every }));
    }
}

/// All files as they are now.
fn looks(args: &InputArgs) -> Result<BTreeMap<PathBuf, Look>> {
    let there: Vec<PathBuf> = args.paths.iter().filter(|path| path.exists()).cloned().collect();
    if there.is_empty() {
        return Ok(BTreeMap::new());
    }
    let look = |path: &std::path::Path| {
        let known = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
        Some((path.to_owned(), (known.len(), known.modified().ok())))
    };
    Ok(inputs(&there, false)?.files.iter().filter_map(|file| look(file.path())).collect())
}
