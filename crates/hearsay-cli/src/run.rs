//! Many articles at once, in order; one bad one costs one line.

use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use anyhow::{Context, Result};
use hearsay::Hints;
use hearsay::core::Article;
use rayon::prelude::*;

use crate::args::InputArgs;
use crate::inputs::inputs;

/// Articles worked on together for each thread: enough to keep it busy, few enough to hold in memory.
const AHEAD: usize = 16;

/// Works `work` on every article of the inputs, side by side, and writes what it gives in input order.
pub(crate) fn articles(args: &InputArgs, work: impl Fn(Article) -> Result<String> + Sync) -> Result<ExitCode> {
    let failed = through(args, &work, &mut Printed)?;
    Ok(ExitCode::from(u8::from(failed)))
}

/// Where articles go once they were worked on.
pub(crate) trait Sink<T> {
    /// Whether an article is to be worked on at all.
    fn wants(&mut self, _article: &Article) -> Result<bool> {
        Ok(true)
    }

    /// What became of it; called in input order.
    fn take(&mut self, done: T) -> Result<()>;

    /// A good moment to let go of what was taken.
    fn rest(&mut self) -> Result<()> {
        Ok(())
    }
}

struct Printed;

impl Sink<String> for Printed {
    fn take(&mut self, text: String) -> Result<()> {
        io::stdout().lock().write_all(text.as_bytes())?;
        Ok(())
    }

    fn rest(&mut self) -> Result<()> {
        Ok(io::stdout().lock().flush()?)
    }
}

/// Works `work` on every article that `sink` wants, side by side; tells whether some could not be read.
pub(crate) fn through<T: Send>(
    args: &InputArgs,
    work: &(impl Fn(Article) -> Result<T> + Sync),
    sink: &mut impl Sink<T>,
) -> Result<bool> {
    let mut batch = Batch::new(args.jobs)?;
    for input in inputs(&args.paths) {
        let name = input.name;
        let bytes = match input.bytes {
            Ok(bytes) => bytes,
            Err(error) => {
                batch.push(Err(format!("{name}: {error:#}")), work, sink)?;
                continue;
            }
        };
        let file = (name != "-").then(|| name.clone());
        let hints = Hints { file, published: args.date, ..Hints::default() };
        for article in hearsay::articles(&bytes, &hints) {
            if let Ok(article) = &article
                && !sink.wants(article)?
            {
                continue;
            }
            batch.push(article.map_err(|error| format!("{name}: {error}")), work, sink)?;
        }
    }
    batch.work(work, sink)?;
    Ok(batch.failed)
}

/// Works `work` on every article, side by side; tells whether some could not be read.
pub(crate) fn again<T: Send>(
    jobs: Option<u16>,
    articles: impl Iterator<Item = Result<Article>>,
    work: &(impl Fn(Article) -> Result<T> + Sync),
    sink: &mut impl Sink<T>,
) -> Result<bool> {
    let mut batch = Batch::new(jobs)?;
    for article in articles {
        batch.push(article.map_err(|error| format!("{error:#}")), work, sink)?;
    }
    batch.work(work, sink)?;
    Ok(batch.failed)
}

/// Work that waits to be done together.
struct Batch {
    pool: rayon::ThreadPool,
    waiting: Vec<Result<Article, String>>,
    failed: bool,
}

impl Batch {
    fn new(jobs: Option<u16>) -> Result<Self> {
        let threads = jobs.map_or(0, usize::from);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().context("no threads to be had")?;
        Ok(Self { pool, waiting: Vec::new(), failed: false })
    }

    fn push<T: Send>(
        &mut self,
        article: Result<Article, String>,
        work: &(impl Fn(Article) -> Result<T> + Sync),
        sink: &mut impl Sink<T>,
    ) -> Result<()> {
        self.waiting.push(article);
        if self.waiting.len() >= AHEAD * self.pool.current_num_threads() {
            self.work(work, sink)?;
        }
        Ok(())
    }

    fn work<T: Send>(&mut self, work: &(impl Fn(Article) -> Result<T> + Sync), sink: &mut impl Sink<T>) -> Result<()> {
        let waiting = std::mem::take(&mut self.waiting);
        let done: Vec<Result<T, String>> =
            self.pool.install(|| waiting.into_par_iter().map(|article| one(article?, work)).collect());
        for result in done {
            match result {
                Ok(done) => sink.take(done)?,
                Err(why) => {
                    self.failed = true;
                    complain(&why);
                }
            }
        }
        sink.rest()
    }
}

/// A fault of ours in one article must not cost the others: it becomes a line that names the article.
fn one<T>(article: Article, work: &(impl Fn(Article) -> Result<T> + Sync)) -> Result<T, String> {
    let name = article.file.clone().unwrap_or_else(|| "-".to_owned());
    let id = article.id.clone();
    match catch_unwind(AssertUnwindSafe(|| work(article))) {
        Ok(done) => done.map_err(|error| format!("{name}: article {id}: {error:#}")),
        Err(_) => Err(format!("{name}: article {id}: a fault in hearsay stopped its reading; please report it")),
    }
}

/// Longest article that is read as language, in bytes: a hundred times the longest news story, about two minutes' work.
const LONGEST_ARTICLE: usize = 10 << 20;

/// Refuses what is no article but a pile of them: reading is by the article, and holds all of it in memory.
pub(crate) fn ensure_readable(article: &Article) -> Result<()> {
    let length = article.text.as_str().len();
    anyhow::ensure!(
        length <= LONGEST_ARTICLE,
        "its text has {length} bytes, more than the {LONGEST_ARTICLE} that one article may have; give many articles as \
         JSON Lines, one a line"
    );
    Ok(())
}

/// One line on standard error.
pub(crate) fn complain(why: &str) {
    // Where standard error is closed there is nobody left to tell.
    let _ = writeln!(io::stderr().lock(), "hearsay: {}", why.replace('\n', " "));
}

/// Writes to standard output.
pub(crate) fn say(text: &str) -> Result<()> {
    io::stdout().lock().write_all(text.as_bytes())?;
    Ok(())
}

/// Whether the reader of our output has gone ("hearsay ... | head").
pub(crate) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
