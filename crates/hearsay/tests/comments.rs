//! Readers' comments as whole records have them.
#![allow(missing_docs, clippy::unwrap_used)]

use hearsay::core::Voice;
use hearsay::{Hints, Reader};

const STORY: &str = "Arland recalls its envoy\n\nArland recalled its envoy from Breland on Monday, officials said.\n\nComments\n\n\
    Finn Dale | 3 years ago | Reply\nThey attacked us first. We only answered.\n";

#[test]
fn a_reader_is_we_and_not_they() {
    let record = Reader::bundled().unwrap().read(STORY.as_bytes(), &Hints::default()).next().unwrap().unwrap();
    let attack = record.events.iter().find(|event| event.voice == Voice::Comment).unwrap();
    let name = |entity: hearsay::core::EntityId| record.entities[entity.index()].name.as_str();
    assert_eq!(attack.source.iter().map(|party| name(party.entity)).collect::<Vec<_>>(), ["They"]);
    assert_eq!(attack.target.iter().map(|party| name(party.entity)).collect::<Vec<_>>(), ["Finn Dale"]);
}
