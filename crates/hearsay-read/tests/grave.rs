//! What must never be told wrong, on frozen trees: `cases/grave.tsv` and `cases/grave.conllu`.

use std::collections::BTreeMap;

use hearsay_core::{Document, Record, conllu};
use hearsay_read::{Lexicon, LexiconFile};

mod grave_checks;

const TREES: &str = include_str!("cases/grave.conllu");

#[test]
fn nothing_grave_is_told() {
    let text = include_str!("cases/invented.tsv").to_owned();
    let lexicon = Lexicon::bundled_with(&[LexiconFile { path: "actors/invented.tsv".to_owned(), text }])
        .expect("the bundled lexicon loads");
    let trees: BTreeMap<&str, Document> = TREES
        .split("# newdoc\n")
        .filter_map(|part| {
            let text = part.lines().next()?.strip_prefix("# example = ")?;
            Some((text, conllu::read(part).unwrap_or_else(|error| panic!("{text}: {error}"))))
        })
        .collect();
    let wrong = grave_checks::faults(|text| {
        let document = trees.get(text).unwrap_or_else(|| panic!("no frozen parse of `{text}` in cases/grave.conllu"));
        Record::new(document.article(), hearsay_read::read(document, &lexicon))
    });
    assert!(wrong.is_empty(), "{wrong}");
}
