//! What is speech and what only looks like it, on raw text: `speech.tsv` of `hearsay-read`, written by us.
#![allow(missing_docs)]

use hearsay::core::Voice;
use hearsay::{Hints, Reader};

const CASES: &str = include_str!("../../hearsay-read/tests/cases/speech.tsv");

/// The least share that is right, in percent. It only rises.
const LEAST: usize = 96;

#[test]
fn what_is_no_speech_makes_no_statement() {
    let reader = Reader::bundled().expect("the bundled reader loads");
    let mut wrong = Vec::new();
    let mut all = 0;
    for line in CASES.lines().filter(|line| !line.starts_with('#')) {
        let (wanted, sentence) = line.split_once('\t').expect("the words of saying, then the sentence");
        all += 1;
        let record = reader.read(sentence.as_bytes(), &Hints::default()).next();
        let record = record.expect("one article").expect("a readable article");
        let report = record.statements.iter().filter(|statement| statement.voice == Voice::Report);
        let cues = report.filter_map(|statement| statement.cue.as_ref()?.spans.first().copied());
        let found: Vec<&str> = cues.map(|span| record.text.at(span)).collect();
        let right = match wanted {
            "-" => found.is_empty(),
            _ => wanted.split('|').all(|words| found.iter().any(|cue| cue.contains(words))),
        };
        if !right {
            wrong.push(format!("{sentence} wanted {wanted}, found {found:?}"));
        }
    }
    assert!(all >= 150, "only {all} sentences");
    assert!(wrong.len() * 100 <= all * (100 - LEAST), "{} of {all} wrong: {wrong:#?}", wrong.len());
}
