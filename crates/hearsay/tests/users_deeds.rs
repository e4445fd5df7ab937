//! What users list themselves is told, however unlikely the learned layer finds it.
#![allow(missing_docs, clippy::unwrap_used)]

use hearsay::{Hints, LexiconFile, Reader};

const DEED: &str = r#"
id = "measure"
gloss = "A takes B's measure"
plover = "SUPPORT"
cameo = "050"
scale = 3.5

[[pattern]]
verb = ["measure"]
who = "subject"
whom = "object"

[[example]]
text = "Arland measured Breland on Monday."
who = "Arland"
whom = "Breland"

[[example]]
text = "Corland has measured Dorland."
who = "Corland"
whom = "Dorland"

[[counterexample]]
text = "The measure was taken."
why = "a thing"
"#;

fn deeds(files: &[LexiconFile]) -> Vec<String> {
    let reader = Reader::with_lexicon(files).unwrap();
    let records = reader.read(b"Mr Dorn measured the president of Breland on Monday.", &Hints::default());
    records.flat_map(|record| record.unwrap().events).map(|event| event.deed).collect()
}

#[test]
fn a_deed_of_the_users_own_is_not_weighed() {
    let own = LexiconFile { path: "events/measure.toml".to_owned(), text: DEED.to_owned() };
    assert_eq!(deeds(&[own]), ["measure"]);
    assert!(deeds(&[]).is_empty());
}

#[test]
fn a_list_of_ours_that_a_user_would_replace_is_refused_by_name() {
    let list = LexiconFile { path: "words/bodies.txt".to_owned(), text: "# Bodies.\nguild\n".to_owned() };
    let error = Reader::with_lexicon(&[list]).unwrap_err().to_string();
    assert!(error.starts_with("words/bodies.txt: lists of words"), "{error}");
}
