//! Every example and counterexample of every context file, read from frozen parses.

use std::collections::BTreeMap;

use hearsay_core::{Context, Document, TokenId, conllu};
use hearsay_read::Lexicon;

const PARSES: &str = include_str!("cases/contexts.conllu");

fn parses() -> BTreeMap<String, Document> {
    let parts = PARSES.split("# newdoc\n").filter(|part| !part.trim().is_empty());
    let read = parts.map(|part| {
        let text = part.lines().find_map(|line| line.strip_prefix("# example = ")).expect("a parse has its text");
        (text.to_owned(), conllu::read(part).unwrap_or_else(|error| panic!("{text}: {error}")))
    });
    read.collect()
}

#[test]
fn every_context_has_a_file_whose_examples_tell_it_and_whose_counterexamples_do_not() {
    let (lexicon, parses) = (Lexicon::bundled().expect("the bundled lexicon loads"), parses());
    let mut faults = Vec::new();
    for file in lexicon.contexts.iter() {
        let tells = |text: &str| {
            let document = parses.get(text).unwrap_or_else(|| panic!("no parse of `{text}`"));
            lexicon.contexts.told(document, TokenId(0)).contains(&file.id)
        };
        let examples = file.examples.iter().filter(|example| !tells(&example.text)).map(|example| &example.text);
        let counterexamples = file.counterexamples.iter().filter(|other| tells(&other.text)).map(|other| &other.text);
        faults.extend(examples.chain(counterexamples).map(|text| format!("{}: {text}", file.id.name())));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let files: Vec<Context> = lexicon.contexts.iter().map(|file| file.id).collect();
    assert_eq!(files, Context::ALL);
}
