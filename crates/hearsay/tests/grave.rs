//! What must never be told wrong, on raw text: `grave.tsv` of `hearsay-read`, whose trees are frozen there.
#![allow(missing_docs)]

use hearsay::{Hints, Reader};
use hearsay_read::LexiconFile;

#[path = "../../hearsay-read/tests/grave_checks/mod.rs"]
mod grave_checks;

#[test]
fn nothing_grave_is_told() {
    let text = include_str!("../../hearsay-read/tests/cases/invented.tsv").to_owned();
    let invented = LexiconFile { path: "actors/invented.tsv".to_owned(), text };
    let reader = Reader::with_lexicon(&[invented]).expect("the bundled reader loads");
    let hints = Hints { published: Some(jiff::civil::date(2011, 1, 6)), ..Hints::default() };
    let wrong = grave_checks::faults(|text| {
        reader.read(text.as_bytes(), &hints).next().expect("one article").expect("a readable article")
    });
    assert!(wrong.is_empty(), "{wrong}");
}
