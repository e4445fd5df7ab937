//! What two sides do to each other.
#![allow(missing_docs, clippy::unwrap_used)]

use hearsay::{Hints, LexiconFile, Reader};

fn record(text: &str) -> hearsay::Record {
    let invented = include_str!("../../hearsay-read/tests/cases/invented.tsv").to_owned();
    let reader =
        Reader::with_lexicon(&[LexiconFile { path: "actors/invented.tsv".to_owned(), text: invented }]).unwrap();
    reader.read(text.as_bytes(), &Hints::default()).next().unwrap().unwrap()
}

fn told(text: &str) -> Vec<String> {
    let record = record(text);
    let name = |party: &hearsay::core::Party| record.entities[party.entity.index()].name.clone();
    let sides = |event: &hearsay::core::Event| {
        let names = [&event.source, &event.target].map(|side| side.iter().map(name).collect::<Vec<_>>().join(" + "));
        format!("{}: {} -> {}", event.deed, names[0], names[1])
    };
    record.events.iter().map(sides).collect()
}

#[test]
fn both_do_it_to_each_other() {
    assert_eq!(
        told("Arland and Breland accused each other of shelling villages on Monday.")[..2],
        ["accuse: Arland -> Breland", "accuse: Breland -> Arland"]
    );
    assert_eq!(
        told("Arland and Breland blamed one another on Monday."),
        ["accuse: Arland -> Breland", "accuse: Breland -> Arland"]
    );
    assert_eq!(
        told("The army and the rebels fired rockets at each other on Monday."),
        ["shell: The army -> the rebels", "shell: the rebels -> The army"]
    );
}

#[test]
fn nobody_else_of_the_sentence_is_hit() {
    let text = "Arland and Breland worked together against Corland and have accused each other of bad faith.";
    let told = told(text);
    assert!(told.iter().all(|event| !event.starts_with("accuse") || !event.contains("Corland")), "{told:?}");
    let record = record(text);
    let accused = record.accusations.iter().map(|one| record.entities[one.accused.index()].name.as_str());
    assert!(accused.clone().all(|name| name != "Corland"), "{:?}", accused.collect::<Vec<_>>());
}

#[test]
fn what_stands_in_another_clause_is_not_meant() {
    let told = told("Arland and Breland attacked Corland after they had met each other.");
    assert!(told.iter().any(|event| event.starts_with("attack") && event.ends_with("-> Corland")), "{told:?}");
}
