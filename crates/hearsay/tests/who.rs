//! Who speaks: pronouns and descriptions, names that no table knows, subjects that stand astray.
#![allow(missing_docs, clippy::unwrap_used)]

use std::sync::LazyLock;

use hearsay::core::{EntityKind, Level};
use hearsay::{Hints, Reader, Record};

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::bundled().unwrap());

fn read(text: &str) -> Record {
    READER.read(text.as_bytes(), &Hints::default()).next().unwrap().unwrap()
}

/// `name | cue` for each statement, `?` where nobody speaks; words for a source that is no entity.
fn told(text: &str) -> Vec<String> {
    let record = read(text);
    let line = |statement: &hearsay::core::Statement| {
        let words = |spans: &[hearsay::core::Span]| spans.iter().map(|&span| record.text.at(span)).collect::<String>();
        let name = statement.source.entity.map(|id| record.entities[id.index()].name.clone());
        let source = name.unwrap_or_else(|| words(&statement.source.spans));
        let source = if source.is_empty() { "?".to_owned() } else { source };
        format!("{source} | {}", statement.cue.as_ref().map_or(String::new(), |cue| words(&cue.spans)))
    };
    record.statements.iter().map(line).collect()
}

fn says(text: &str, line: &str) {
    let told = told(text);
    assert!(told.iter().any(|found| found == line), "{text}\n{line}\n{told:#?}");
}

fn silent(text: &str, who: &str) {
    let told = told(text);
    assert!(told.iter().all(|found| !found.starts_with(who)), "{text}\n{who}\n{told:#?}");
}

#[test]
fn nobody_is_he_in_his_own_words() {
    for text in [
        "Carl Rowe, an officer, read out a statement. His men \"believed that Felix Dugan had the gun\", he said.",
        "Carl Rowe was shouted down on Monday. \"Felix Dugan fired first,\" he said.",
    ] {
        says(text, "Carl Rowe | said");
    }
}
