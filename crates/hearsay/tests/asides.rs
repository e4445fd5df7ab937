//! Where what is said ends: the clauses beside it, and the halves around who says it.
#![allow(missing_docs, clippy::unwrap_used)]

use std::sync::LazyLock;

use hearsay::{Hints, Reader};

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::bundled().unwrap());

/// `source | cue | content`, and `in N` where it stands in the statement with that number.
fn told(text: &str) -> Vec<String> {
    let record = READER.read(text.as_bytes(), &Hints::default()).next().unwrap().unwrap();
    let words = |spans: &[hearsay::core::Span]| {
        let words: Vec<&str> = spans.iter().map(|&span| record.text.at(span)).collect();
        words.join(" .. ")
    };
    let line = |statement: &hearsay::core::Statement| {
        let cue = statement.cue.as_ref().map_or(String::new(), |cue| words(&cue.spans));
        let within = statement.within.map_or(String::new(), |outer| format!(" in {outer}"));
        format!("{} | {cue} | {}{within}", words(&statement.source.spans), words(&statement.content))
    };
    record.statements.iter().map(line).collect()
}

/// Each text with lines that are among its statements.
fn check(cases: &[(&str, &[&str])]) {
    for (text, lines) in cases {
        let found = told(text);
        for line in *lines {
            assert!(found.iter().any(|one| one == line), "{text}\n  wanted {line}\n  found {found:#?}");
        }
    }
}
