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
    // Mistakes that we know and cannot mend yet: the list may only shrink.
    let known: Vec<&str> = include_str!("../../hearsay-read/tests/cases/grave_raw_wrong.txt").lines().collect();
    let faults: Vec<&str> = wrong.split("\n").filter(|line| !line.starts_with(' ') && !line.is_empty()).collect();
    let is = |line: &&str, text: &&str| line.ends_with(*text);
    let new: Vec<&&str> = faults.iter().filter(|line| !known.iter().any(|text| is(line, text))).collect();
    let mended: Vec<&&str> = known.iter().filter(|text| !faults.iter().any(|line| is(line, text))).collect();
    assert!(new.is_empty(), "{new:#?}{wrong}");
    assert!(mended.is_empty(), "told right now, so take them off grave_raw_wrong.txt: {mended:#?}");
}
