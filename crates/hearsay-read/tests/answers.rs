//! Who is accused and what they answer, and how many people are cited, on trees drawn by hand.
#![allow(clippy::disallowed_methods)] // frozen parses lie beside the tests

use hearsay_core::{Answer, conllu};
use hearsay_read::Lexicon;

fn record(name: &str) -> hearsay_core::Record {
    let path = format!("{}/tests/cases/statements/{name}.conllu", env!("CARGO_MANIFEST_DIR"));
    let case = std::fs::read_to_string(path).expect(name);
    let document = conllu::read(&case).expect("the case is well formed");
    let lexicon = Lexicon::bundled().expect("the bundled lexicon loads");
    hearsay_core::Record::new(document.article(), hearsay_read::read(&document, &lexicon))
}

/// Each accusation with the accused and their answer.
fn answers(name: &str) -> Vec<(String, Answer, Option<String>)> {
    let record = record(name);
    let shown = |accusation: hearsay_core::Accusation| {
        let answer = accusation.answered_in.map(|id| {
            let cue = record.statements[id.index()].cue.as_ref().expect("it has a cue");
            record.text.at(cue.spans[0]).to_owned()
        });
        (record.entities[accusation.accused.index()].name.clone(), accusation.answer, answer)
    };
    record.accusations.into_iter().map(shown).collect()
}

#[test]
fn an_accusation_without_an_answer_is_known() {
    assert_eq!(answers("accused"), [("Breland".to_owned(), Answer::None, None)]);
}

#[test]
fn an_answer_may_be_that_there_is_none() {
    assert_eq!(
        answers("unanswered"),
        [("Breland".to_owned(), Answer::Declined, Some("did not respond to".to_owned()))]
    );
}

#[test]
fn a_plea_of_not_guilty_answers() {
    assert_eq!(answers("guilty"), [("Dorn".to_owned(), Answer::Denied, Some("pleaded".to_owned()))]);
}

#[test]
fn some_of_the_six_are_no_more_than_six() {
    let sources = record("subset").sources();
    assert_eq!((sources.least, sources.most), (6, Some(6)));
    assert_eq!(sources.cited.len(), 2);
}

#[test]
fn an_official_may_be_one_of_several() {
    let sources = record("mayor").sources();
    // One resident, and residents: two at least, of whom the one may be one.
    assert_eq!((sources.least, sources.most), (2, None));
}
