//! Who accuses whom, who answers, and who contradicts whom, in articles where the sides stand paragraphs apart.
#![allow(missing_docs, clippy::unwrap_used)]

use hearsay::core::{Answer, Plover, StatementId};
use hearsay::{Hints, LexiconFile, Reader, Record};

fn record(text: &str) -> Record {
    let invented = include_str!("../../hearsay-read/tests/cases/invented.tsv").to_owned();
    let reader =
        Reader::with_lexicon(&[LexiconFile { path: "actors/invented.tsv".to_owned(), text: invented }]).unwrap();
    reader.read(text.as_bytes(), &Hints::default()).next().unwrap().unwrap()
}

fn cue(record: &Record, id: StatementId) -> String {
    let statement = &record.statements[id.index()];
    let name = statement.source.entity.map_or("?", |entity| record.entities[entity.index()].name.as_str());
    format!("{name} {}", statement.cue.as_ref().map_or("", |cue| cue.lemma.as_str()))
}

/// "Breland's ministry say ~ the coast guard deny", a dispute each.
fn disputes(text: &str) -> Vec<String> {
    let record = record(text);
    let sides = |dispute: &hearsay::core::Dispute| dispute.statements.map(|id| cue(&record, id)).join(" ~ ");
    record.disputes.iter().map(sides).collect()
}

/// Whoever is accused, with the answer and whose it is.
fn accused(text: &str) -> Vec<(String, Answer, Option<String>)> {
    let record = record(text);
    let all = record.accusations.iter();
    let shown = all.map(|one| {
        let name = record.entities[one.accused.index()].name.clone();
        (name, one.answer, one.answered_in.map(|id| cue(&record, id)))
    });
    shown.collect()
}

const BANKER: &str = "Prosecutors accused the banker Anna Dorn of hiding losses from her clients.\n\n\
    Her trial began in Sund on Tuesday. The hall was full, and many of those who lost their savings had to stand.\n\n\
    The case has cost the state three million crowns.\n\nDorn pleaded not guilty.";

const LORRIES: &str = "A report by the auditor found that the ministry had paid for 400 lorries that do not exist.\n\n\
    The lorries were to carry grain to the south. Farmers there are still waiting.\n\n\
    The ministry rejected the findings as fiction.";

const TRAWLER: &str = "The Arland coast guard sank a fishing boat off Cape Dorn and left its crew in the water, Breland's \
    foreign ministry said on Monday.\n\nEleven men are missing. Prices of cod rose by a fifth in Sund market.\n\n\
    Two divers reached the wreck in the afternoon and saw a hole in the bow.\n\n\
    \"No ship of ours was within a hundred miles of the place,\" a spokesman for the Arland coast guard said.";

const PARTNERS: &str = "Anna Dorn stole the money, her partner Karl Berg told the court.\n\n\
    \"I never touched a coin of it,\" Dorn said.";

#[test]
fn a_denial_meets_the_claim_paragraphs_before() {
    assert_eq!(disputes(BANKER), ["Prosecutors accuse ~ Anna Dorn plead not guilty"]);
    assert_eq!(disputes(LORRIES), ["A report by the auditor find ~ the ministry reject"]);
    assert_eq!(disputes(TRAWLER).len(), 1);
    assert_eq!(disputes(PARTNERS), ["Karl Berg tell ~ Anna Dorn say"]);
}

#[test]
fn the_accused_answer_paragraphs_later_in_their_own_words() {
    let answer = |text: &str| accused(text).into_iter().map(|(_, answer, by)| (answer, by)).next().unwrap();
    assert_eq!(answer(BANKER), (Answer::Denied, Some("Anna Dorn plead not guilty".to_owned())));
    assert_eq!(answer(LORRIES), (Answer::Denied, Some("the ministry reject".to_owned())));
    assert_eq!(answer(PARTNERS), (Answer::Quoted, Some("Anna Dorn say".to_owned())));
}

#[test]
fn whoever_is_named_beside_the_accused_is_accused_and_does_not_answer_for_them() {
    let text = "The police accused Anna Dorn and Karl Berg of arson.\n\nDorn denied the charge.";
    let dorn = ("Anna Dorn".to_owned(), Answer::Denied, Some("Anna Dorn deny".to_owned()));
    assert_eq!(accused(text), [dorn, ("Karl Berg".to_owned(), Answer::None, None)]);
}

#[test]
fn who_differs_in_emphasis_or_is_on_one_side_disputes_nothing() {
    for text in [
        "The talks are going well, the chief negotiator of Arland said on Monday.\n\n\
         Breland's negotiator spoke of slow but steady work. He said that he would not name a date.",
        "The bank declined to comment on the story. The mayor criticised the weather. The minister praised the harvest and \
         said that the roads were good.",
        "Karim Berg says that his son and his brother were killed in a missile strike on 31 December 2009. Berg's lawyer said his \
         client would sue the agency for $500 million.",
    ] {
        assert!(disputes(text).is_empty(), "{text}: {:?}", disputes(text));
    }
}

#[test]
fn a_denial_is_told_to_whoever_claims_and_not_to_whom_it_speaks_of() {
    let target = |text: &str| {
        let record = record(text);
        let rejects = record.events.iter().filter(|event| event.plover == Plover::Reject);
        let names =
            rejects.flat_map(|event| &event.target).map(|party| record.entities[party.entity.index()].name.clone());
        names.collect::<Vec<_>>()
    };
    let none: [String; 0] = [];
    assert_eq!(
        target("A spokesman for the embassy denied any tension between the army and the police of Breland."),
        none
    );
    assert_eq!(target("The ministry denied any links with the rebels of Corland."), none);
    assert_eq!(target("Arland denied the Breland claim that its troops had crossed the river."), ["Breland"]);
}
