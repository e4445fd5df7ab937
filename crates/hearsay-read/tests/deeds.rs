//! Every example and counterexample of every deed file, read from frozen parses.

use std::collections::{BTreeMap, BTreeSet};

use hearsay_core::{Document, Event, Party, conllu};
use hearsay_read::deeds::Deed;
use hearsay_read::{Lexicon, LexiconFile};

/// Parses of all example sentences, found by their `# text = `. New ones: `cargo run -p hearsay --example freeze`.
const PARSES: &str = include_str!("cases/deeds.conllu");

/// The countries that examples are about.
const INVENTED: &str = include_str!("cases/invented.tsv");

fn lexicon() -> Lexicon {
    let invented = LexiconFile { path: "actors/invented.tsv".to_owned(), text: INVENTED.to_owned() };
    Lexicon::bundled_with(&[invented]).expect("the bundled lexicon loads")
}

/// Each text's parse; a text of several sentences has one after the other, under one `# newdoc` and one `# example = `.
fn parses() -> BTreeMap<String, Document> {
    let mut parses = BTreeMap::new();
    for document in PARSES.split("# newdoc\n").filter(|part| !part.trim().is_empty()) {
        let text = document.lines().find_map(|line| line.strip_prefix("# example = ")).expect("a parse has its text");
        let read = conllu::read(document).unwrap_or_else(|error| panic!("{text}: {error}"));
        assert!(parses.insert(text.to_owned(), read).is_none(), "`{text}` is parsed twice");
    }
    parses
}

/// The events that one text tells: of this deed, and of others.
fn events_of(deed: &Deed, document: &Document, lexicon: &Lexicon) -> (Vec<Event>, Vec<Event>) {
    hearsay_read::read(document, lexicon).events.into_iter().partition(|event| event.deed == deed.id)
}

fn names(document: &Document, parties: &[Party]) -> Vec<String> {
    parties.iter().map(|party| document.text(party.span).to_owned()).collect()
}

/// Whether the expected words are among the parties' words; no words, no parties.
fn are(expected: Option<&String>, parties: &[String]) -> bool {
    match expected {
        None => parties.is_empty(),
        Some(words) => parties.iter().any(|party| party.contains(words.as_str()) || words.contains(party.as_str())),
    }
}

/// What is wrong with the examples of one deed.
fn faults(deed: &Deed, parses: &BTreeMap<String, Document>, lexicon: &Lexicon) -> Vec<String> {
    let mut faults = Vec::new();
    for example in &deed.examples {
        let Some(document) = parses.get(&example.text) else {
            faults.push(format!("{}: no parse of `{}`", deed.id, example.text));
            continue;
        };
        let (events, others) = events_of(deed, document, lexicon);
        let right = events.iter().any(|event| {
            are(example.who.as_ref(), &names(document, &event.source))
                && are(example.whom.as_ref(), &names(document, &event.target))
                && example.status.is_none_or(|status| event.status == status)
        });
        if !right {
            let read: Vec<String> = events
                .iter()
                .chain(&others)
                .map(|event| {
                    let (who, whom) = (names(document, &event.source), names(document, &event.target));
                    format!("{} {who:?} -> {whom:?} {:?}", event.deed, event.status)
                })
                .collect();
            faults.push(format!(
                "{}: `{}`\n    wanted {:?} -> {:?} {:?}, read {}",
                deed.id,
                example.text,
                example.who,
                example.whom,
                example.status,
                if read.is_empty() { "nothing".to_owned() } else { read.join("; ") }
            ));
        }
    }
    for counterexample in &deed.counterexamples {
        let Some(document) = parses.get(&counterexample.text) else {
            faults.push(format!("{}: no parse of `{}`", deed.id, counterexample.text));
            continue;
        };
        if let Some(event) = events_of(deed, document, lexicon).0.first() {
            faults.push(format!(
                "{}: `{}` is none ({}), read {:?} -> {:?}",
                deed.id,
                counterexample.text,
                counterexample.why,
                names(document, &event.source),
                names(document, &event.target)
            ));
        }
    }
    faults
}

#[test]
fn every_example_reads_as_its_deed_and_no_counterexample_does() {
    let (lexicon, parses) = (lexicon(), parses());
    let faults: Vec<String> = lexicon.deeds.iter().flat_map(|deed| faults(deed, &parses, &lexicon)).collect();
    let examples: usize = lexicon.deeds.iter().map(|deed| deed.examples.len() + deed.counterexamples.len()).sum();
    assert!(faults.is_empty(), "{} of {examples} examples fail:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn no_frozen_parse_is_left_over() {
    let lexicon = lexicon();
    let wanted: BTreeSet<&str> = lexicon
        .deeds
        .iter()
        .flat_map(|deed| {
            let examples = deed.examples.iter().map(|example| example.text.as_str());
            examples.chain(deed.counterexamples.iter().map(|counterexample| counterexample.text.as_str()))
        })
        .collect();
    let parses = parses();
    let left: Vec<&String> = parses.keys().filter(|text| !wanted.contains(text.as_str())).collect();
    assert!(left.is_empty(), "parses of sentences that no deed file has any more: {left:#?}");
}
