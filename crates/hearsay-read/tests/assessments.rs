//! Every example and counterexample of the words of relation, read from frozen parses.

use std::collections::BTreeMap;

use hearsay_core::{Document, conllu};
use hearsay_read::{Lexicon, LexiconFile};

/// Parses of all example sentences. New ones: `cargo run --release -p hearsay --example freeze`.
const PARSES: &str = include_str!("cases/assessments.conllu");

/// The countries that examples are about.
const INVENTED: &str = include_str!("cases/invented.tsv");

fn parses() -> BTreeMap<String, Document> {
    let documents = PARSES.split("# newdoc\n").filter(|part| !part.trim().is_empty());
    let parse = |document: &str| {
        let text = document.lines().find_map(|line| line.strip_prefix("# example = ")).expect("a parse has its text");
        (text.to_owned(), conllu::read(document).unwrap_or_else(|error| panic!("{text}: {error}")))
    };
    documents.map(parse).collect()
}

#[test]
fn every_example_assesses_its_parties_and_no_counterexample_does() {
    let invented = LexiconFile { path: "actors/invented.tsv".to_owned(), text: INVENTED.to_owned() };
    let lexicon = Lexicon::bundled_with(&[invented]).expect("the bundled lexicon loads");
    let parses = parses();
    let mut faults = Vec::new();
    for family in lexicon.relations.families() {
        let read = |text: &str| {
            let document = parses.get(text).unwrap_or_else(|| panic!("{}: no parse of `{text}`", family.id));
            hearsay_read::read(document, &lexicon)
        };
        for example in &family.examples {
            let found = read(&example.text);
            let right = found.assessments.iter().any(|assessment| {
                let names = assessment.between.map(|id| found.entities.get(id).name.clone());
                let level = family.level.is_none_or(|level| assessment.level.is_some_and(|said| said * level > 0.0));
                let trend = family.trend.is_none_or(|trend| assessment.trend == Some(trend));
                let parties = example.between.iter().all(|name| names.contains(name));
                parties && level && trend && (family.extreme.is_none() || assessment.extreme == family.extreme)
            });
            if !right {
                faults.push(format!("{}: `{}`, read {:?}", family.id, example.text, found.assessments));
            }
        }
        for counterexample in &family.counterexamples {
            let found = read(&counterexample.text);
            if let Some(wrong) = found.assessments.first() {
                faults.push(format!(
                    "{}: `{}` is none ({}): {wrong:?}",
                    family.id, counterexample.text, counterexample.why
                ));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
