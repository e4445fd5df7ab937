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
    let mut batch = Batch::new(args.jobs)?;
    for input in inputs(&args.paths) {
        let name = input.name;
        let bytes = match input.bytes {
            Ok(bytes) => bytes,
            Err(error) => {
                batch.push(Err(format!("{name}: {error:#}")), &work)?;
                continue;
            }
        };
        let file = (name != "-").then(|| name.clone());
        let hints = Hints { file, published: args.date, ..Hints::default() };
        for article in hearsay::articles(&bytes, &hints) {
            batch.push(article.map_err(|error| format!("{name}: {error}")), &work)?;
        }
    }
    batch.finish(&work)
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

    fn push(
        &mut self,
        article: Result<Article, String>,
        work: &(impl Fn(Article) -> Result<String> + Sync),
    ) -> Result<()> {
        self.waiting.push(article);
        if self.waiting.len() >= AHEAD * self.pool.current_num_threads() {
            self.work(work)?;
        }
        Ok(())
    }

    fn work(&mut self, work: &(impl Fn(Article) -> Result<String> + Sync)) -> Result<()> {
        let waiting = std::mem::take(&mut self.waiting);
        let done: Vec<Result<String, String>> =
            self.pool.install(|| waiting.into_par_iter().map(|article| one(article?, work)).collect());
        let mut out = io::stdout().lock();
        for result in done {
            match result {
                Ok(text) => out.write_all(text.as_bytes())?,
                Err(why) => {
                    self.failed = true;
                    complain(&why);
                }
            }
        }
        out.flush()?;
        Ok(())
    }

    fn finish(mut self, work: &(impl Fn(Article) -> Result<String> + Sync)) -> Result<ExitCode> {
        self.work(work)?;
        Ok(ExitCode::from(u8::from(self.failed)))
    }
}

/// A fault of ours in one article must not cost the others: it becomes a line that names the article.
fn one(article: Article, work: &(impl Fn(Article) -> Result<String> + Sync)) -> Result<String, String> {
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
