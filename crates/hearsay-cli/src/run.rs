//! Many articles at once, in order; one bad one costs one line.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result};
use hearsay::core::Article;
use hearsay::{Hints, Page};
use hearsay_store::StoreError;
use rayon::prelude::*;

use crate::args::InputArgs;
use crate::guard::guarded;
use crate::inputs::{Inputs, inputs};
use crate::language::foreign;
use crate::progress::{Progress, above};
use crate::terminal::clean;

/// Articles worked on together for each thread: enough to keep it busy.
const AHEAD: usize = 16;

/// Bytes of articles that wait to be worked on together, where there is one for each thread: what is read of a text takes
/// more than a hundred times its room.
const BYTES_AHEAD: usize = 1 << 18;

/// Works `work` on every article of the inputs, side by side, and writes what it gives in input order. Articles that are
/// surely not in English are refused where it is to be `read`.
pub(crate) fn articles(
    args: &InputArgs,
    reading: Reading,
    work: impl Fn(Article) -> Result<String> + Sync,
) -> Result<ExitCode> {
    let failed = passed(args, reading, true, &work, &mut Printed)?;
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

/// What an article is wanted for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reading {
    /// Its English.
    English,
    /// What its page is made of, in any language.
    Page,
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
    passed(args, Reading::English, false, work, sink)
}

fn passed<T: Send>(
    args: &InputArgs,
    reading: Reading,
    prints: bool,
    work: &(impl Fn(Article) -> Result<T> + Sync),
    sink: &mut impl Sink<T>,
) -> Result<bool> {
    let Inputs { files, bytes } = inputs(&args.paths)?;
    let mut batch = Batch::new(args.jobs, reading, Progress::of_bytes(bytes, prints))?;
    for file in files {
        let input = file.open(&batch.progress);
        let name = input.name;
        let bytes = match input.bytes {
            Ok(bytes) => bytes,
            Err(error) => {
                batch.push(Task::Failed(format!("{name}: {error:#}")), work, sink)?;
                continue;
            }
        };
        let file = (name != "-").then(|| name.clone());
        let hints = Arc::new(Hints { file, published: args.date, ..Hints::default() });
        for page in hearsay::pages(bytes) {
            batch.push(Task::Page(page, Arc::clone(&hints)), work, sink)?;
        }
    }
    batch.work(work, sink)?;
    Ok(batch.failed)
}

/// Works `work` on every article, side by side; tells whether some could not be read.
pub(crate) fn again<T: Send>(
    jobs: Option<u16>,
    count: u64,
    articles: impl Iterator<Item = Result<Article>>,
    work: &(impl Fn(Article) -> Result<T> + Sync),
    sink: &mut impl Sink<T>,
) -> Result<bool> {
    let mut batch = Batch::new(jobs, Reading::English, Progress::of_rows(count, "articles", false))?;
    batch.by_article = true;
    for article in articles {
        let task =
            article.map_or_else(|error| Task::Failed(format!("{error:#}")), |article| Task::Known(Box::new(article)));
        batch.push(task, work, sink)?;
    }
    batch.work(work, sink)?;
    Ok(batch.failed)
}

/// What waits to be worked on.
enum Task {
    Page(Page, Arc<Hints>),
    Known(Box<Article>),
    Failed(String),
}

impl Task {
    fn bytes(&self) -> usize {
        match self {
            Self::Page(page, _) => page.bytes(),
            Self::Known(article) => article.text.as_str().len(),
            Self::Failed(_) => 0,
        }
    }

    /// The article, taken from its page.
    fn article(self, reading: Reading) -> Result<Article, String> {
        match self {
            Self::Page(page, hints) => {
                let name = hints.file.as_deref().unwrap_or("-");
                let article = guarded(|| page.article(&hints)).map_err(|fault| match page.line() {
                    Some(line) => format!("{name}: line {line}: {fault}"),
                    None => format!("{name}: {fault}"),
                })?;
                let article = article.map_err(|error| format!("{name}: {error}"))?;
                match foreign(&article).filter(|_| reading == Reading::English) {
                    Some(language) => {
                        let place = page.line().map(|line| format!(" line {line}:")).unwrap_or_default();
                        Err(format!("{name}:{place} this is {language}; hearsay reads English only"))
                    }
                    None => Ok(article),
                }
            }
            Self::Known(article) => Ok(*article),
            Self::Failed(why) => Err(why),
        }
    }
}

/// Work that waits to be done together.
struct Batch {
    pool: rayon::ThreadPool,
    waiting: Vec<Task>,
    bytes: usize,
    failed: bool,
    reading: Reading,
    progress: Progress,
    /// Whether the progress counts articles, and not the bytes of files.
    by_article: bool,
}

impl Batch {
    fn new(jobs: Option<u16>, reading: Reading, progress: Progress) -> Result<Self> {
        let threads = jobs.map_or(0, usize::from);
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().context("no threads to be had")?;
        Ok(Self { pool, waiting: Vec::new(), bytes: 0, failed: false, reading, progress, by_article: false })
    }

    fn push<T: Send>(
        &mut self,
        task: Task,
        work: &(impl Fn(Article) -> Result<T> + Sync),
        sink: &mut impl Sink<T>,
    ) -> Result<()> {
        self.bytes += task.bytes();
        self.waiting.push(task);
        let (waiting, threads) = (self.waiting.len(), self.pool.current_num_threads());
        if waiting >= AHEAD * threads || waiting >= threads && self.bytes >= BYTES_AHEAD {
            self.work(work, sink)?;
        }
        Ok(())
    }

    fn work<T: Send>(&mut self, work: &(impl Fn(Article) -> Result<T> + Sync), sink: &mut impl Sink<T>) -> Result<()> {
        let waiting = std::mem::take(&mut self.waiting);
        self.bytes = 0;
        let (reading, count) = (self.reading, waiting.len() as u64);
        let articles: Vec<(bool, Result<Article, String>)> = self.pool.install(|| {
            waiting.into_par_iter().map(|task| (matches!(task, Task::Known(_)), task.article(reading))).collect()
        });
        let mut wanted = Vec::with_capacity(articles.len());
        for (known, article) in articles {
            if match &article {
                Ok(article) => known || sink.wants(article)?,
                Err(_) => true,
            } {
                wanted.push(article);
            }
        }
        let done: Vec<Result<T, String>> =
            self.pool.install(|| wanted.into_par_iter().map(|article| one(article?, work)).collect());
        for result in done {
            match result {
                Ok(done) => sink.take(done)?,
                Err(why) => {
                    self.failed = true;
                    complain(&why);
                }
            }
        }
        if self.by_article {
            self.progress.rows(count);
        } else {
            self.progress.count(count);
        }
        sink.rest()
    }
}

/// A fault of ours in one article must not cost the others: it becomes a line that names the article.
fn one<T>(article: Article, work: &(impl Fn(Article) -> Result<T> + Sync)) -> Result<T, String> {
    let name = article.file.clone().unwrap_or_else(|| "-".to_owned());
    let id = article.id.clone();
    let about = |why: String| format!("{name}: article {id}: {why}");
    guarded(|| work(article)).map_err(about)?.map_err(|error| about(format!("{error:#}")))
}

/// One line on standard error.
pub(crate) fn complain(why: &str) {
    above(|| {
        // Where standard error is closed there is nobody left to tell.
        let _ = writeln!(io::stderr().lock(), "hearsay: {}", clean(&why.replace('\n', " ")));
    });
}

/// The words of an error; one of a store names its file, once.
pub(crate) fn about(error: &anyhow::Error, store: Option<&Path>) -> String {
    let words = format!("{error:#}");
    let wants = error.chain().any(|cause| cause.downcast_ref::<StoreError>().is_some_and(StoreError::wants_the_file));
    match store.map(|store| store.display().to_string()).filter(|store| wants && !words.contains(store.as_str())) {
        Some(store) => format!("{store}: {words}"),
        None => words,
    }
}

/// Writes words for people to standard output.
pub(crate) fn tell(text: &str) -> Result<()> {
    say(&clean(text))
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
