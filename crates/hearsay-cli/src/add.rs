//! `hearsay add`: articles into a store, each once.

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Result;
use clap::Args as ClapArgs;
use hearsay::core::Article;
use hearsay::{Reader, Record};
use hearsay_store::{Added, Counts, DeedNote, Keep, Store, StoreError};

use crate::args::{InputArgs, LexiconArgs};
use crate::inputs::{lexicon_files, reader};
use crate::run::{self, Sink};
use crate::say::{self, counted};
use crate::store::StoreArg;

#[derive(ClapArgs)]
#[command(after_help = "\
Examples:
  hearsay add examples --store news.hearsay
  hearsay add --no-text day.jsonl.gz --store shared.hearsay
  hearsay add CC-NEWS-*.warc.gz feeds/*.xml --store news.hearsay
  hearsay add table.csv --columns text=body,date=published --store news.hearsay

The same article is kept once, however often it is added. A run that is stopped, in whatever way, leaves a sound
store; the same command again adds what is missing.")]
pub(crate) struct AddArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,

    #[command(flatten)]
    pub(crate) store: StoreArg,

    /// Leave the articles' texts out and keep the sentences of evidence only, so that the store can be shared
    #[arg(long)]
    pub(crate) no_text: bool,

    #[command(flatten)]
    pub(crate) lexicon: LexiconArgs,
}

pub(crate) fn run(args: &AddArgs) -> Result<ExitCode> {
    let mut store = Store::open(args.store.path()?)?;
    let reader = reader(&lexicon_files(&args.lexicon)?, args.input.jobs)?;
    store.explain_deeds(&deeds(reader))?;
    let keep = Keep { reader: version().to_owned(), text: !args.no_text, again: false };
    let mut adding = Adding::new(store, keep);
    let failed = run::through(&args.input, &read_with(reader), &mut adding)?;
    let written = adding.finish()?;
    Ok(ExitCode::from(u8::from(failed || !written)))
}

/// The version that records are marked with.
pub(crate) fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}

/// What reading gives of an article: its record, and the article itself to be kept beside it.
pub(crate) fn read_with(reader: &Reader) -> impl Fn(Article) -> Result<(Record, Arc<Article>)> + Sync {
    |article| {
        let article = Arc::new(article);
        Ok((reader.record(Arc::clone(&article)), article))
    }
}

pub(crate) fn deeds(reader: &Reader) -> Vec<DeedNote> {
    let note = |deed: &hearsay::read::deeds::Deed| DeedNote { deed: deed.id.clone(), gloss: deed.gloss.clone() };
    reader.lexicon().deeds.iter().map(note).collect()
}

/// Articles that become part of the store together.
const TOGETHER: usize = 256;

/// Bytes of text that do: what is read of a text takes many times its room.
const BYTES_TOGETHER: usize = 1 << 19;

/// Records on their way into the store.
pub(crate) struct Adding {
    store: Store,
    keep: Keep,
    /// Known articles are left out unless they were read by another version.
    pub(crate) only_older: bool,
    waiting: Vec<(Record, Arc<Article>)>,
    bytes: usize,
    failed: u64,
    new: u64,
    known: u64,
    older: u64,
    again: u64,
}

impl Adding {
    pub(crate) fn new(store: Store, keep: Keep) -> Self {
        Self {
            store,
            keep,
            only_older: false,
            waiting: Vec::new(),
            bytes: 0,
            failed: 0,
            new: 0,
            known: 0,
            older: 0,
            again: 0,
        }
    }

    fn write(&mut self) -> Result<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let mut batch = self.store.batch(&self.keep)?;
        let (mut new, mut again, mut known) = (0, 0, 0);
        self.bytes = 0;
        for (record, article) in self.waiting.drain(..) {
            match batch.add(&record, Some(&article)) {
                Ok(Added::New(_)) => new += 1,
                Ok(Added::Again(_)) => again += 1,
                Ok(Added::Known(_)) => known += 1,
                // The others are not to be lost to it.
                Err(error @ StoreError::TooMuch(_)) => {
                    self.failed += 1;
                    say::complain(&format!("{}: {error}", article.file.as_deref().unwrap_or("-")));
                }
                Err(error) => return Err(error.into()),
            }
        }
        batch.commit()?;
        self.new += new;
        self.again += again;
        self.known += known;
        Ok(())
    }

    /// Writes what waits, groups the new events, and says what was done and what the store holds now; tells whether all of it
    /// could be written.
    pub(crate) fn finish(self) -> Result<bool> {
        let (adding, done) = self.settle()?;
        say::tell(&format!("{done}\n{}", summary(&adding.store.counts()?)))?;
        if adding.older > 0 {
            say::complain(&format!(
                "{} known from another version of hearsay; `hearsay reread --store {}` reads them anew",
                counted(adding.older, "article"),
                adding.store.path().display()
            ));
        }
        Ok(adding.failed == 0)
    }

    /// As [`Adding::finish`], in one line, and only where there is something new.
    pub(crate) fn finish_briefly(self) -> Result<bool> {
        let (adding, done) = self.settle()?;
        if adding.new > 0 {
            say::tell(&(done + "\n"))?;
        }
        Ok(adding.failed == 0)
    }

    /// Writes what waits and groups the new events; what was done.
    fn settle(mut self) -> Result<(Self, String)> {
        self.write()?;
        self.store.group()?;
        self.store.settle()?;
        let mut done = vec![format!("{} new", counted(self.new, "article"))];
        if self.again > 0 {
            done.push(format!("{} read again", self.again));
        }
        if self.known > 0 {
            done.push(format!("{} known", self.known));
        }
        Ok((self, done.join(", ")))
    }
}

impl Sink<(Record, Arc<Article>)> for Adding {
    const CHOOSES: bool = true;

    fn wants(&mut self, article: &Article) -> Result<bool> {
        let Some(by) = self.store.knows(article)? else { return Ok(!self.only_older) };
        let other = by != self.keep.reader;
        if self.only_older && (other || self.keep.again) {
            return Ok(true);
        }
        self.known += 1;
        self.older += u64::from(other && !self.only_older);
        Ok(false)
    }

    fn take(&mut self, done: (Record, Arc<Article>)) -> Result<()> {
        self.bytes += done.0.text.as_str().len();
        self.waiting.push(done);
        if self.waiting.len() >= TOGETHER || self.bytes >= BYTES_TOGETHER { self.write() } else { Ok(()) }
    }
}

fn summary(counts: &Counts) -> String {
    let mut lines = vec![format!(
        "store: {}, {}, {}, {}",
        counted(counts.articles, "article"),
        counted(counts.events, "event"),
        counted(counts.statements, "statement"),
        counted(counts.assessments, "assessment")
    )];
    if let Some((first, last)) = &counts.published {
        lines[0] += &format!("; published {first} to {last}");
    }
    if !counts.by_status.is_empty() {
        let by: Vec<String> = counts.by_status.iter().map(|(name, count)| format!("{name} {count}")).collect();
        lines.push(format!("events: {}", by.join(", ")));
    }
    if counts.shared_deeds > 0 {
        lines.push(format!("{} told by more than one article", counted(counts.shared_deeds, "deed")));
    }
    if counts.copies > 0 {
        lines.push(format!("{} with the text of another", counted(counts.copies, "article")));
    }
    lines.join("\n") + "\n"
}

#[cfg(test)]
mod tests {
    use hearsay::core::record::Findings;
    use hearsay::core::{Span, TimeExpression, TimeKind};

    use super::*;

    #[test]
    fn an_article_that_cannot_be_numbered_costs_the_others_nothing() {
        let folder = std::env::temp_dir().join(format!("hearsay-too-much-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        let keep = Keep { reader: "1".to_owned(), text: true, again: false };
        let mut adding = Adding::new(Store::open(folder.join("s")).unwrap(), keep);
        let (span, value) = (Span::new(0, 4), "2011".to_owned());
        let year = TimeExpression { span, kind: TimeKind::Date, value, modifier: None, interval: None };
        for (text, times) in [("2011 was quiet.", 1), ("2011 2011 2011", 1 << 20), ("2011 was loud.", 2)] {
            let article = Arc::new(hearsay::articles(text.as_bytes(), &Default::default()).next().unwrap().unwrap());
            let findings = Findings { times: vec![year.clone(); times], ..Findings::default() };
            adding.take((Record::new(&article, findings), article)).unwrap();
        }
        adding.write().unwrap();
        assert_eq!((adding.new, adding.failed), (2, 1));
        assert_eq!(adding.store.counts().unwrap().articles, 2);
        assert!(!adding.finish().unwrap());
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
