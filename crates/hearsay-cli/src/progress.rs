//! How far a long command is: a line on standard error of a terminal, never anywhere else.

use std::io::{self, BufReader, IsTerminal as _, Read};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// What takes less time needs no line.
const PATIENCE: Duration = Duration::from_millis(400);

/// The line that is shown now; complaints go above it.
static SHOWN: Mutex<Option<ProgressBar>> = Mutex::new(None);

/// How far a command is.
pub(crate) struct Progress {
    bar: ProgressBar,
    started: Instant,
    counted: u64,
    what: &'static str,
    is_wanted: bool,
}

impl Progress {
    /// Of `total` bytes where that is known. `beside` says that standard output may be this terminal, too: then there is no
    /// line.
    pub(crate) fn of_bytes(total: Option<u64>, beside: bool) -> Self {
        Self::new(total, "articles", beside)
    }

    /// Of so many rows or articles.
    pub(crate) fn of_rows(total: u64, what: &'static str, beside: bool) -> Self {
        Self::new(Some(total), what, beside)
    }

    fn new(total: Option<u64>, what: &'static str, beside: bool) -> Self {
        let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::hidden());
        let template = match total {
            Some(_) => "{bar:24} {percent:>3} %  {msg}  {eta} left",
            None => "{spinner} {msg}",
        };
        // A template of ours is well formed; if it were not, the usual one would do.
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style.progress_chars("##-"));
        }
        let is_wanted = io::stderr().is_terminal() && !(beside && io::stdout().is_terminal());
        Self { bar, started: Instant::now(), counted: 0, what, is_wanted }
    }

    /// A reader whose bytes move the line on.
    pub(crate) fn read<R: Read>(&self, reader: R) -> BufReader<impl Read + use<R>> {
        BufReader::new(self.bar.wrap_read(reader))
    }

    /// So many more are done.
    pub(crate) fn count(&mut self, more: u64) {
        self.counted += more;
        if !self.is_wanted || self.started.elapsed() < PATIENCE {
            return;
        }
        let mut shown = SHOWN.lock().unwrap_or_else(PoisonError::into_inner);
        if shown.is_none() {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
            *shown = Some(self.bar.clone());
        }
        let rate = self.counted as f64 / self.started.elapsed().as_secs_f64().max(0.001);
        self.bar.set_message(format!("{} {}, {rate:.0} a second", self.counted, self.what));
    }

    /// So many more rows are done, of those that the line counts.
    pub(crate) fn rows(&mut self, more: u64) {
        self.bar.inc(more);
        self.count(more);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
        *SHOWN.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

/// Does `work`, as writing a line on standard error, above the line that is shown.
pub(crate) fn above(work: impl FnOnce()) {
    let shown = SHOWN.lock().unwrap_or_else(PoisonError::into_inner).clone();
    match shown {
        Some(bar) => bar.suspend(work),
        None => work(),
    }
}
