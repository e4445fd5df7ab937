//! Parses the lexicon's examples that have no frozen parse yet.
//!
//! `cargo run --release -p hearsay --example freeze -- crates/hearsay-read/tests/cases/deeds.conllu >> new.conllu`, likewise
//! `assessments.conllu`: read the trees, correct them where the parser was wrong, and add them to the file.

use std::collections::BTreeSet;
use std::sync::Arc;

use hearsay_core::{Article, Block, BlockKind, Span, Text, conllu};
use hearsay_nlp::Nlp;
use hearsay_read::Lexicon;

#[allow(clippy::print_stdout, clippy::disallowed_methods)] // an example reads files and prints
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("which file of frozen parses?")?;
    let frozen = std::fs::read_to_string(&path)?;
    let known: BTreeSet<&str> = frozen.lines().filter_map(|line| line.strip_prefix("# example = ")).collect();
    let lexicon = Lexicon::bundled()?;
    let nlp = Nlp::bundled()?;
    let mut done = BTreeSet::new();
    let texts: Vec<&str> = if path.ends_with("assessments.conllu") {
        lexicon
            .relations
            .families()
            .iter()
            .flat_map(|family| {
                let examples = family.examples.iter().map(|example| example.text.as_str());
                examples.chain(family.counterexamples.iter().map(|counterexample| counterexample.text.as_str()))
            })
            .collect()
    } else {
        lexicon
            .deeds
            .iter()
            .flat_map(|deed| {
                let examples = deed.examples.iter().map(|example| example.text.as_str());
                examples.chain(deed.counterexamples.iter().map(|counterexample| counterexample.text.as_str()))
            })
            .collect()
    };
    for text in texts {
        if known.contains(text) || !done.insert(text) {
            continue;
        }
        let span = Span::new(0, text.len());
        let blocks = vec![Block { kind: BlockKind::Paragraph, span, body: span }];
        let article = Article { text: Text::from(text), blocks, ..Article::default() };
        let written = conllu::write(&nlp.annotate(Arc::new(article)));
        println!("# newdoc\n# example = {text}");
        for line in written.lines().filter(|line| !line.starts_with('#')) {
            println!("{line}");
        }
    }
    Ok(())
}
