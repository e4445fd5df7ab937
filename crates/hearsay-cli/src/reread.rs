//! `hearsay reread`: articles that another version of hearsay read are read by this one.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args as ClapArgs;
use hearsay::core::Article;
use hearsay_store::{Keep, Store, StoreError};

use crate::add::{self, Adding};
use crate::args::{InputArgs, LexiconArgs};
use crate::inputs::{lexicon_files, reader};
use crate::run;
use crate::store::StoreArg;

#[derive(ClapArgs)]
pub(crate) struct RereadArgs {
    /// Where the articles are, and with which options they were added, for a store without their texts; only those that
    /// it knows are read
    #[command(flatten)]
    input: InputArgs,

    #[command(flatten)]
    pub(crate) store: StoreArg,

    /// Read those of this version again too, as when your own lexicon has changed
    #[arg(long)]
    all: bool,

    #[command(flatten)]
    lexicon: LexiconArgs,
}

pub(crate) fn run(args: &RereadArgs) -> Result<ExitCode> {
    let path = args.store.path()?;
    let kept = Store::open_to_read(&path)?;
    let mut store = Store::open(&path)?;
    let reader = reader(&lexicon_files(&args.lexicon)?, args.input.jobs)?;
    store.explain_deeds(&add::deeds(reader))?;
    let mut keep = Keep { reader: add::version().to_owned(), text: true, again: args.all };
    let failed = if args.input.paths.is_empty() {
        let keys = if args.all { kept.articles()? } else { kept.read_by_others(&keep.reader)? };
        let articles = keys.iter().map(|key| article(&kept, key));
        let mut adding = Adding::new(store, keep);
        let failed = run::again(args.input.jobs, keys.len() as u64, articles, &add::read_with(reader), &mut adding)?;
        failed | !adding.finish()?
    } else {
        keep.text = false;
        let mut adding = Adding::new(store, keep);
        adding.only_older = true;
        let failed = run::through(&args.input, &add::read_with(reader), &mut adding)?;
        failed | !adding.finish()?
    };
    Ok(ExitCode::from(u8::from(failed)))
}

fn article(store: &Store, key: &str) -> Result<Article> {
    match store.article(key) {
        Ok(Some(article)) => Ok(article),
        Err(error @ StoreError::NoText(_)) => {
            Err(anyhow::Error::new(error).context("give the files it came from: `hearsay reread PATH --store FILE`"))
        }
        Ok(None) => anyhow::bail!("article {key}: only its record was added, so it cannot be read again"),
        Err(error) => Err(error.into()),
    }
}
