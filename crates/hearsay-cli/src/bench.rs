//! Work side by side, in the order of its coming: the thread that brings it works along when enough is on its way.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use anyhow::Result;

use crate::task::{Step, Task};

/// One step of one task.
type Work<'w, T> = &'w (dyn Fn(Task) -> Step<T> + Sync);

/// What waits, what is being worked on and what is done.
pub(crate) struct Bench<'w, T> {
    state: Mutex<State<T>>,
    /// Something came, was done, or all is over.
    changed: Condvar,
    threads: usize,
    each: Work<'w, T>,
}

struct State<T> {
    waiting: VecDeque<(u64, Task)>,
    /// Done, and to be looked at in any order.
    stepped: Vec<(u64, Step<T>)>,
    /// Done for good.
    done: BTreeMap<u64, Step<T>>,
    /// Bytes of all that is on its way, by number.
    bytes: BTreeMap<u64, usize>,
    sum: usize,
    /// The number of the next that comes, and of the next that goes.
    next: u64,
    first: u64,
    is_over: bool,
}

/// What is done.
pub(crate) enum Done<T> {
    /// One step of it.
    InAnyOrder(u64, Step<T>),
    /// All of it, and of all that came before.
    InOrder(Step<T>),
}

/// How many threads `--jobs` asks for: without it as many as there are cores.
pub(crate) fn threads(jobs: Option<u16>) -> usize {
    jobs.map_or_else(|| std::thread::available_parallelism().map_or(1, usize::from), usize::from)
}

/// Runs `bring` on this thread while others, so that there are `jobs` in all, work on what it brings.
pub(crate) fn with_bench<T: Send, R>(
    jobs: Option<u16>,
    each: Work<'_, T>,
    bring: impl FnOnce(&Bench<T>) -> Result<R>,
) -> Result<R> {
    let threads = threads(jobs);
    let state = State {
        waiting: VecDeque::new(),
        stepped: Vec::new(),
        done: BTreeMap::new(),
        bytes: BTreeMap::new(),
        sum: 0,
        next: 0,
        first: 0,
        is_over: false,
    };
    let bench = Bench { state: Mutex::new(state), changed: Condvar::new(), threads, each };
    std::thread::scope(|scope| {
        for _ in 1..threads {
            std::thread::Builder::new().spawn_scoped(scope, || bench.serve())?;
        }
        // Also where bringing breaks off by a fault of ours: nobody waits for ever.
        let _over = Over(&bench);
        bring(&bench)
    })
}

struct Over<'b, 'w, T>(&'b Bench<'w, T>);

impl<T> Drop for Over<'_, '_, T> {
    fn drop(&mut self) {
        self.0.state().is_over = true;
        self.0.changed.notify_all();
    }
}

impl<T> Bench<'_, T> {
    fn state(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many threads there are, with the one that brings.
    pub(crate) fn threads(&self) -> usize {
        self.threads
    }

    pub(crate) fn push(&self, task: Task, bytes: usize) {
        let mut state = self.state();
        let number = state.next;
        state.next += 1;
        state.bytes.insert(number, bytes);
        state.sum += bytes;
        state.waiting.push_back((number, task));
        self.changed.notify_one();
    }

    /// Whether what is on its way, in number and bytes, is much.
    pub(crate) fn ahead(&self, is_much: impl Fn(usize, usize) -> bool) -> bool {
        let state = self.state();
        is_much(state.bytes.len(), state.sum)
    }

    /// The next that is done in whatever way.
    pub(crate) fn next_done(&self) -> Option<Done<T>> {
        let mut state = self.state();
        if let Some((number, step)) = state.stepped.pop() {
            return Some(Done::InAnyOrder(number, step));
        }
        let first = state.first;
        let step = state.done.remove(&first)?;
        state.first += 1;
        let bytes = state.bytes.remove(&first).unwrap_or(0);
        state.sum -= bytes;
        Some(Done::InOrder(step))
    }

    /// What was stepped is to go on, before what came later; or ends here.
    pub(crate) fn put_back(&self, number: u64, task: Option<Task>) {
        let mut state = self.state();
        match task {
            Some(task) => {
                state.waiting.push_front((number, task));
                self.changed.notify_one();
            }
            None => {
                state.done.insert(number, Step::Nothing);
            }
        }
    }

    /// What was stepped is done for good.
    pub(crate) fn keep(&self, number: u64, step: Step<T>) {
        self.state().done.insert(number, step);
    }

    /// Works on one that waits; where there is none, waits for others to be done.
    pub(crate) fn help(&self) {
        let mut state = self.state();
        match state.waiting.pop_front() {
            Some((number, task)) => {
                drop(state);
                self.work(number, task);
            }
            None => {
                while state.stepped.is_empty() && !state.done.contains_key(&state.first) && state.waiting.is_empty() {
                    state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
                }
            }
        }
    }

    fn serve(&self) {
        loop {
            let mut state = self.state();
            let (number, task) = loop {
                if state.is_over {
                    return;
                }
                match state.waiting.pop_front() {
                    Some(next) => break next,
                    None => state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner),
                }
            };
            drop(state);
            self.work(number, task);
        }
    }

    fn work(&self, number: u64, task: Task) {
        let step = (self.each)(task);
        let mut state = self.state();
        match step {
            Step::Article(_) => state.stepped.push((number, step)),
            _ => {
                state.done.insert(number, step);
            }
        }
        self.changed.notify_all();
    }
}
