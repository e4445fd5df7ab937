//! How many sentences a second one core reads for events, trees and entities given.
//!
//! `cargo run --release -p hearsay-read --example event_speed -- crates/hearsay-read/tests/cases/deeds.conllu`

use std::time::Instant;

use hearsay_core::conllu;
use hearsay_read::{Lexicon, entities, events, statements, times};

/// Rounds over the file: short ones are over before a clock has ticked often enough.
const ROUNDS: usize = 5;

#[allow(clippy::print_stdout, clippy::disallowed_methods)] // an example reads files, asks the clock and prints
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("which file of trees?")?;
    let documents = conllu::read_documents(&std::fs::read_to_string(&path)?)?;
    let lexicon = Lexicon::bundled()?;
    let ready: Vec<_> = documents
        .iter()
        .map(|document| {
            let known = entities(document, &lexicon);
            let said = statements(document, &known, &lexicon);
            (document, known, said, times(document, document.article().published))
        })
        .collect();
    let sentences: usize = documents.iter().map(|document| document.sentences().len()).sum();
    let words: usize = documents.iter().map(|document| document.tokens().len()).sum();
    let start = Instant::now();
    let mut found = 0;
    for _ in 0..ROUNDS {
        for (document, known, said, times) in &ready {
            found += events(document, known, said, times, &lexicon).len();
        }
    }
    let seconds = start.elapsed().as_secs_f64();
    let rate = (sentences * ROUNDS) as f64 / seconds;
    println!("{sentences} sentences, {words} words, {} events: {rate:.0} sentences a second", found / ROUNDS);
    Ok(())
}
