//! A person's name behind the office of a place: one party, called by the person's name.
#![allow(missing_docs, clippy::unwrap_used)]

use std::sync::LazyLock;

use hearsay::{Hints, Reader};

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::bundled().unwrap());

/// The names of the entities that the words are a mention of.
fn called(text: &str, words: &str) -> Vec<String> {
    let record = READER.read(text.as_bytes(), &Hints::default()).next().unwrap().unwrap();
    let at = text.find(words).unwrap();
    let text_at = record.text.as_str().find(words).unwrap_or(at);
    let holds = |entity: &&hearsay::core::Entity| {
        entity.mentions.iter().any(|mention| mention.span.start() <= text_at && text_at < mention.span.end())
    };
    record.entities.iter().filter(holds).map(|entity| entity.name.clone()).collect()
}

#[test]
fn who_holds_the_office_of_a_place_is_one_party() {
    for (text, office, name) in [
        ("President of France Emmanuel Macron met the envoy on Monday.", "President", "Emmanuel Macron"),
        ("Minister of Foreign Affairs of Arland Paula Dorn met the envoy.", "Minister", "Paula Dorn"),
        ("Prime Minister of Spain Felix Berg said that costs would rise.", "Prime", "Felix Berg"),
        ("The police arrested the Governor of Ohio Anna Holt on Friday.", "Governor", "Anna Holt"),
        ("The bomb was left in a market, stated Minister of Information Paula Dorn.", "Minister", "Paula Dorn"),
    ] {
        assert!(called(text, office).iter().any(|found| found == name), "{text}: {:?}", called(text, office));
    }
}

#[test]
fn a_country_belongs_to_the_office_and_not_to_the_name() {
    let record = READER.read(b"Prime Minister of Spain Felix Berg said that costs would rise.", &Hints::default());
    let record = record.into_iter().next().unwrap().unwrap();
    let mentions = record.entities.iter().flat_map(|entity| &entity.mentions);
    let words: Vec<&str> = mentions.map(|mention| record.text.at(mention.span)).collect();
    assert!(words.contains(&"Felix Berg") && !words.contains(&"Spain Felix Berg"), "{words:?}");
}

#[test]
fn who_stands_apart_from_the_office_does_not_hold_it() {
    for (text, office, name) in [
        ("The President of France and Emma Holt met on Monday.", "President", "Emma Holt"),
        ("The President of France told Emma Holt to leave.", "President", "Emma Holt"),
        ("A brother of President Paula Dorn was arrested.", "brother", "Paula Dorn"),
        ("The ministers of Arland Paula Dorn trusts resigned.", "ministers", "Paula Dorn"),
    ] {
        assert!(called(text, office).iter().all(|found| found != name), "{text}: {:?}", called(text, office));
    }
}
