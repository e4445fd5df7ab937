//! Prints the statements of a CoNLL-U text read from standard input, one a line.
#![allow(clippy::print_stdout, clippy::disallowed_methods)] // an example reads a file and prints

use std::io::Read as _;

use hearsay_read::{Lexicon, entities, statements};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let lexicon = Lexicon::bundled()?;
    for document in hearsay_core::conllu::read_documents(&text)? {
        println!("# {}", document.article().id);
        let entities = entities(&document, &lexicon);
        for statement in statements(&document, &entities, &lexicon) {
            let words = |spans: &[hearsay_core::Span]| {
                spans.iter().map(|&span| document.text(span)).collect::<Vec<_>>().join(" | ")
            };
            let within = statement.within.map_or(String::new(), |outer| format!(" within {outer}"));
            println!(
                "{} [{}] {:?} <{}> {:?} {:?} [{}]{within} {}{}{}",
                statement.id,
                words(&statement.source.spans),
                statement.source.level,
                statement.cue.as_ref().map_or(String::new(), |cue| words(&cue.spans)),
                statement.stance,
                statement.form,
                words(&statement.content),
                if statement.hedged { "hedged " } else { "" },
                if statement.negated { "negated " } else { "" },
                if statement.distanced { "distanced" } else { "" },
            );
        }
    }
    Ok(())
}
