//! Work, counted: steps of the loops that a strange text makes long. A test can say by it that eight times the text is eight
//! times the work, on any machine. Without the feature `count-work` nothing is counted, and nothing is built.

#[cfg(feature = "count-work")]
thread_local! {
    static STEPS: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// One more step.
#[inline]
pub fn step() {
    #[cfg(feature = "count-work")]
    STEPS.with(|steps| steps.set(steps.get() + 1));
}

/// What `work` gives, and the steps that it took on this thread.
#[cfg(feature = "count-work")]
pub fn counted<T>(work: impl FnOnce() -> T) -> (T, u64) {
    let before = STEPS.get();
    let done = work();
    (done, STEPS.get() - before)
}
