//! Many articles at once, in order; one bad one costs one line.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Result;
use hearsay::Hints;
use hearsay::core::Article;
use hearsay_pile::{Found, Options, Piece};

use crate::args::InputArgs;
use crate::bench::{Bench, Done, with_bench};
use crate::errors::{Errors, Failure};
use crate::guard::guarded;
use crate::inputs::{Inputs, inputs};
use crate::language::foreign;
use crate::progress::Progress;
use crate::say::{complain, counted};
use crate::stages::Stages;
use crate::task::{Step, Task};

/// Articles on their way for each thread: enough to keep it busy while another is at a long one, or waits for the machine.
const AHEAD: usize = 32;

/// Bytes of articles that are on their way together, where there is one for each thread: what is read of a text takes more
/// than a hundred times its room.
const BYTES_AHEAD: usize = 1 << 18;

/// The same where pages are taken apart and no more: what comes of one takes no more room than it did, and while the first thread
/// is at a long one the others must have enough.
const BYTES_OF_PAGES_AHEAD: usize = 1 << 21;

/// So many complaints are summed up.
const MANY: u64 = 20;

/// Works `work` on every article of the inputs, side by side, and writes what it gives in input order. Articles that are
/// surely not in English are refused where it is to be `read`.
pub(crate) fn articles(
    args: &InputArgs,
    reading: Reading,
    work: impl Fn(Article) -> Result<String> + Sync,
) -> Result<ExitCode> {
    let failed = passed(args, &Way { reading, prints: true, from: 0, goes_on: false }, &work, &mut Printed)?;
    Ok(ExitCode::from(u8::from(failed)))
}

/// Where articles go once they were worked on.
pub(crate) trait Sink<T> {
    /// Whether it wants some articles and not others.
    const CHOOSES: bool = false;

    /// Whether an article is to be worked on at all, where it chooses; asked in any order.
    fn wants(&mut self, _article: &Article) -> Result<bool> {
        Ok(true)
    }

    /// What became of it; called in input order.
    fn take(&mut self, done: T) -> Result<()>;

    /// What could not be read, beside its being told; called in input order.
    fn miss(&mut self, _failure: &Failure) -> Result<()> {
        Ok(())
    }

    /// One more piece of the inputs is through, in whatever way; called in input order.
    fn through(&mut self) -> Result<()> {
        Ok(())
    }

    /// A good moment to let go of what was taken.
    fn rest(&mut self) -> Result<()> {
        Ok(())
    }

    /// All is through; whether the sink told what there was, of all runs.
    fn end(&mut self, _summary: &mut Summary) -> Result<bool> {
        Ok(false)
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

/// How inputs are gone through.
pub(crate) struct Way {
    pub(crate) reading: Reading,
    /// Whether standard output has what becomes of them.
    pub(crate) prints: bool,
    /// So many pieces were through in an earlier run.
    pub(crate) from: u64,
    /// Whether the file of errors goes on, and does not begin anew.
    pub(crate) goes_on: bool,
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

/// What was found in the inputs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Summary {
    /// Pieces that are or should be articles.
    pub(crate) pieces: u64,
    /// Of these, what could not be read, by kind.
    pub(crate) missed: BTreeMap<String, u64>,
    /// What is no article and need not be, by kind.
    pub(crate) skipped: BTreeMap<String, u64>,
}

impl Summary {
    pub(crate) fn words(&self) -> String {
        let listed = |counts: &BTreeMap<String, u64>, between: &str| {
            let mut all: Vec<(&String, &u64)> = counts.iter().collect();
            all.sort_by(|left, right| right.1.cmp(left.1).then(left.0.cmp(right.0)));
            let rest: u64 = all.iter().skip(8).map(|(_, count)| **count).sum();
            let mut words: Vec<String> =
                all.iter().take(8).map(|(kind, count)| format!("{count}{between}{kind}")).collect();
            if rest > 0 {
                words.push(format!("{rest}{between}others"));
            }
            words.join(", ")
        };
        let missed: u64 = self.missed.values().sum();
        let mut words = vec![format!("{} of {} read", self.pieces - missed, counted(self.pieces, "piece"))];
        if missed > 0 {
            words.push(format!("{missed} not: {}", listed(&self.missed, " ")));
        }
        if !self.skipped.is_empty() {
            words.push(format!("passed over: {}", listed(&self.skipped, " ")));
        }
        words.join("; ")
    }
}

/// Works `work` on every article that `sink` wants, side by side; tells whether some could not be read.
pub(crate) fn through<T: Send>(
    args: &InputArgs,
    work: &(impl Fn(Article) -> Result<T> + Sync),
    sink: &mut impl Sink<T>,
) -> Result<bool> {
    passed(args, &Way { reading: Reading::English, prints: false, from: 0, goes_on: false }, work, sink)
}

/// As [`through`], in one of several ways.
pub(crate) fn passed<T: Send, S: Sink<T>>(
    args: &InputArgs,
    way: &Way,
    work: &(impl Fn(Article) -> Result<T> + Sync),
    sink: &mut S,
) -> Result<bool> {
    let Inputs { files, bytes } = inputs(&args.paths, true)?;
    let options = Options { limits: args.limits.limits(), columns: args.columns.clone().unwrap_or_default() };
    let errors = args.errors.as_deref().map(|path| Errors::create(path, way.goes_on)).transpose()?;
    let stages = Stages::new(args.timing);
    let progress = Progress::of_bytes(bytes, way.prints);
    let each = |task| match done(task, way.reading, work, &stages) {
        Step::Article(article) if !S::CHOOSES => done(Task::Article(article), way.reading, work, &stages),
        step => step,
    };
    with_bench(args.jobs, &each, |bench| {
        let mut line = Line {
            bench,
            sink,
            progress,
            reading: way.reading,
            by_article: false,
            errors,
            summary: Summary::default(),
            stages: &stages,
        };
        line.stages.cutting();
        for file in files {
            let (name, opened) = file.open(&line.progress);
            let source = match opened {
                Ok(source) => source,
                Err(error) => {
                    line.push(Task::Failed(Failure::whole(name, format!("{error:#}"))), way.from)?;
                    continue;
                }
            };
            let file = (name != "-").then(|| name.clone());
            let hints = Arc::new(Hints {
                file,
                published: args.date,
                day_first: args.day_first.then_some(true),
                limits: args.limits.page(),
                ..Hints::default()
            });
            let mut outcome = Ok(());
            let walked = guarded(|| {
                hearsay_pile::walk(source, &options, &mut |found| {
                    outcome = match found {
                        Found::Piece(piece) => line.push(Task::Piece(Box::new(piece), Arc::clone(&hints)), way.from),
                        Found::Skipped(what) => {
                            *line.summary.skipped.entry(what).or_default() += 1;
                            Ok(())
                        }
                    };
                    if outcome.is_ok() { std::ops::ControlFlow::Continue(()) } else { std::ops::ControlFlow::Break(()) }
                })
            });
            outcome?;
            if let Err(why) = walked {
                line.push(Task::Failed(Failure::whole(name, why.to_string())), way.from)?;
            }
        }
        line.finish()
    })
}

/// Works `work` on every article, side by side; tells whether some could not be read.
pub(crate) fn again<T: Send>(
    jobs: Option<u16>,
    count: u64,
    articles: impl Iterator<Item = Result<Article>>,
    work: &(impl Fn(Article) -> Result<T> + Sync),
    sink: &mut impl Sink<T>,
) -> Result<bool> {
    let stages = Stages::new(false);
    let progress = Progress::of_rows(count, "articles", false);
    let each = |task| done(task, Reading::English, work, &stages);
    with_bench(jobs, &each, |bench| {
        let mut line = Line {
            bench,
            sink,
            progress,
            reading: Reading::English,
            by_article: true,
            errors: None,
            summary: Summary::default(),
            stages: &stages,
        };
        for article in articles {
            let task = match article {
                Ok(article) => Task::Article(Box::new(article)),
                Err(error) => Task::Failed(Failure::whole(String::new(), format!("{error:#}"))),
            };
            line.push(task, 0)?;
        }
        line.finish()
    })
}

/// One step of one task.
fn done<T>(task: Task, reading: Reading, work: &impl Fn(Article) -> Result<T>, stages: &Stages) -> Step<T> {
    match task {
        Task::Piece(piece, hints) => match stages.pages(|| article(&piece, &hints, reading)) {
            Ok(article) => Step::Article(Box::new(article)),
            Err(failure) => Step::Failed(failure),
        },
        Task::Article(article) => match stages.reading(|| one(*article, work)) {
            Ok(done) => Step::Done(done),
            Err(failure) => Step::Failed(failure),
        },
        Task::Failed(failure) => Step::Failed(failure),
    }
}

/// The article of a piece.
fn article(piece: &Piece, hints: &Hints, reading: Reading) -> Result<Article, Failure> {
    let name = piece.file(hints.file.as_deref().unwrap_or("-"));
    let failure =
        |why: String, kind: &str| Failure { file: name.clone(), place: piece.place(), why, kind: kind.to_owned() };
    let placed = |why: String| match piece.place() {
        Some(place) => format!("{place}: {why}"),
        None => why,
    };
    let article =
        guarded(|| piece.article(hints)).map_err(|why| failure(placed(why.to_string()), "faults of hearsay"))?;
    let article = article.map_err(|fault| failure(piece.told(&fault), fault.kind()))?;
    match foreign(&article).filter(|_| reading == Reading::English) {
        Some(language) => {
            Err(failure(placed(format!("this is {language}; hearsay reads English only")), "in another language"))
        }
        None => Ok(article),
    }
}

/// Articles on their way from the inputs to the sink.
struct Line<'l, T, S> {
    bench: &'l Bench<'l, T>,
    sink: &'l mut S,
    progress: Progress,
    reading: Reading,
    /// Whether the progress counts articles, and not the bytes of files.
    by_article: bool,
    errors: Option<Errors>,
    summary: Summary,
    stages: &'l Stages,
}

impl<T: Send, S: Sink<T>> Line<'_, T, S> {
    fn push(&mut self, task: Task, from: u64) -> Result<()> {
        self.stages.cut();
        self.summary.pieces += 1;
        if self.summary.pieces > from {
            let bytes = match &task {
                Task::Piece(piece, _) => piece.weight(),
                Task::Article(article) => article.text.as_str().len(),
                Task::Failed(_) => 0,
            };
            self.bench.push(task, bytes);
            let threads = self.bench.threads();
            let most = if self.reading == Reading::Page { BYTES_OF_PAGES_AHEAD } else { BYTES_AHEAD };
            while self.bench.ahead(|count, bytes| count >= AHEAD * threads || count >= threads && bytes >= most) {
                self.go_on()?;
            }
        }
        self.stages.cutting();
        Ok(())
    }

    /// Takes what is done; works, or waits, where nothing is.
    fn go_on(&mut self) -> Result<()> {
        let mut is_idle = true;
        let mut released = 0;
        while let Some(done) = self.bench.next_done() {
            is_idle = false;
            match done {
                Done::InAnyOrder(number, Step::Article(article)) => {
                    let wanted = self.stages.writing(|| self.sink.wants(&article))?;
                    self.bench.put_back(number, wanted.then_some(Task::Article(article)));
                }
                Done::InAnyOrder(number, step) => self.bench.keep(number, step),
                Done::InOrder(step) => {
                    released += 1;
                    self.release(step)?;
                }
            }
        }
        if released > 0 {
            if self.by_article {
                self.progress.rows(released);
            } else {
                self.progress.count(released);
            }
            self.sink.rest()?;
        }
        if is_idle {
            self.bench.help();
        }
        Ok(())
    }

    fn release(&mut self, step: Step<T>) -> Result<()> {
        match step {
            Step::Done(done) => self.stages.writing(|| self.sink.take(done))?,
            Step::Failed(failure) => {
                *self.summary.missed.entry(failure.kind.clone()).or_default() += 1;
                match &mut self.errors {
                    Some(errors) => errors.write(&failure)?,
                    None => complain(&failure.line()),
                }
                self.sink.miss(&failure)?;
            }
            Step::Nothing | Step::Article(_) => {}
        }
        self.sink.through()
    }

    fn finish(mut self) -> Result<bool> {
        while self.bench.ahead(|count, _| count > 0) {
            self.go_on()?;
        }
        let has_file = self.errors.is_some();
        if let Some(errors) = self.errors.take() {
            errors.finish()?;
        }
        drop(self.progress);
        self.stages.tell(self.summary.pieces);
        let mut summary = self.summary;
        let is_told = self.sink.end(&mut summary)?;
        let missed: u64 = summary.missed.values().sum();
        // A few lines say by themselves what they say.
        if !is_told && (has_file || !summary.skipped.is_empty() || missed >= MANY) {
            complain(&summary.words());
        }
        Ok(missed > 0)
    }
}

/// A fault of ours in one article must not cost the others: it becomes a line that names the article.
fn one<T>(article: Article, work: &impl Fn(Article) -> Result<T>) -> Result<T, Failure> {
    let file = article.file.clone().unwrap_or_else(|| "-".to_owned());
    let id = article.id.clone();
    let about = |why: String| Failure {
        file: file.clone(),
        place: None,
        why: format!("article {id}: {why}"),
        kind: "faults of hearsay".to_owned(),
    };
    guarded(|| work(article)).map_err(|why| about(why.to_string()))?.map_err(|error| about(format!("{error:#}")))
}
