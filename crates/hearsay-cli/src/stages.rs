//! How long each stage takes, where somebody asks.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use crate::say::complain;

/// Nanoseconds of each stage, over all threads.
pub(crate) struct Stages {
    is_asked: bool,
    started: Instant,
    cutting: AtomicU64,
    pages: AtomicU64,
    reading: AtomicU64,
    writing: AtomicU64,
    /// When cutting went on, after the start.
    since: AtomicU64,
}

impl Stages {
    pub(crate) fn new(is_asked: bool) -> Self {
        let zero = || AtomicU64::new(0);
        Self {
            is_asked,
            started: Instant::now(),
            cutting: zero(),
            pages: zero(),
            reading: zero(),
            writing: zero(),
            since: zero(),
        }
    }

    fn now(&self) -> u64 {
        u64::try_from(self.started.elapsed().as_nanos()).unwrap_or(u64::MAX)
    }

    fn timed<R>(&self, stage: &AtomicU64, work: impl FnOnce() -> R) -> R {
        if !self.is_asked {
            return work();
        }
        let before = self.now();
        let done = work();
        stage.fetch_add(self.now() - before, Ordering::Relaxed);
        done
    }

    /// Taking a page apart.
    pub(crate) fn pages<R>(&self, work: impl FnOnce() -> R) -> R {
        self.timed(&self.pages, work)
    }

    /// What is done with an article.
    pub(crate) fn reading<R>(&self, work: impl FnOnce() -> R) -> R {
        self.timed(&self.reading, work)
    }

    /// Putting what came of it in its place.
    pub(crate) fn writing<R>(&self, work: impl FnOnce() -> R) -> R {
        self.timed(&self.writing, work)
    }

    /// The thread that brings goes on unpacking and cutting.
    pub(crate) fn cutting(&self) {
        if self.is_asked {
            self.since.store(self.now(), Ordering::Relaxed);
        }
    }

    /// It has cut one.
    pub(crate) fn cut(&self) {
        if self.is_asked {
            self.cutting.fetch_add(self.now() - self.since.load(Ordering::Relaxed), Ordering::Relaxed);
        }
    }

    pub(crate) fn tell(&self, pieces: u64) {
        if !self.is_asked {
            return;
        }
        let seconds = self.started.elapsed().as_secs_f64();
        let [cutting, pages, reading, writing] = [&self.cutting, &self.pages, &self.reading, &self.writing]
            .map(|stage| stage.load(Ordering::Relaxed) as f64 / 1e9);
        let all = (cutting + pages + reading + writing).max(1e-9);
        let share = |part: f64| 100.0 * part / all;
        complain(&format!(
            "{pieces} pieces in {seconds:.1} s, {:.1} a second; of {all:.1} s of work, unpacking and cutting {:.1} %, pages {:.1} %, \
             reading {:.1} %, writing {:.1} %",
            pieces as f64 / seconds.max(1e-9),
            share(cutting),
            share(pages),
            share(reading),
            share(writing)
        ));
    }
}
