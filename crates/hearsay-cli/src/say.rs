//! Words for people: one line on standard error, more on standard output.

use std::io::{self, Write};
use std::path::Path;

use anyhow::Result;
use hearsay_store::StoreError;

use crate::progress::above;
use crate::terminal::clean;

pub(crate) fn counted(count: u64, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
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
