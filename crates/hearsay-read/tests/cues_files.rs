//! Every example in a cue file makes the statement it says, every counterexample none, on frozen parses.
//!
//! The parses lie in `cases/cues.conllu`, one sentence each, looked up by their text.

use std::collections::BTreeMap;

use hearsay_core::{Document, Span, Statement, conllu};
use hearsay_read::statements::statements_by_rules;
use hearsay_read::{Lexicon, entities};

fn parses() -> BTreeMap<String, Document> {
    let text = include_str!("cases/cues.conllu");
    let sentences = text.split("\n\n").filter(|sentence| !sentence.trim().is_empty());
    sentences
        .map(|sentence| {
            let document = conllu::read(&format!("{sentence}\n\n")).expect("frozen parses are well formed");
            (document.article().text.as_str().to_owned(), document)
        })
        .collect()
}

fn words(document: &Document, spans: &[Span]) -> String {
    spans.iter().map(|&span| document.text(span)).collect::<Vec<_>>().join(" | ")
}

fn shown(document: &Document, found: &[Statement]) -> String {
    let line = |statement: &Statement| {
        format!(
            "\n    [{}] [{}] [{}] {:?}",
            words(document, &statement.source.spans),
            statement.cue.as_ref().map_or(String::new(), |cue| words(document, &cue.spans)),
            words(document, &statement.content),
            statement.stance
        )
    };
    found.iter().map(line).collect()
}

#[test]
fn every_example_makes_its_statement_and_no_counterexample_makes_one() {
    let lexicon = Lexicon::bundled().expect("the bundled lexicon loads");
    let parses = parses();
    let read = |text: &str| {
        let document = parses.get(text).unwrap_or_else(|| panic!("no frozen parse of `{text}` in cases/cues.conllu"));
        let found = statements_by_rules(document, &entities(document, &lexicon), &lexicon);
        (document, found)
    };
    let mut wrong = String::new();
    for family in lexicon.cues.families() {
        assert!(family.examples.len() >= 2, "cues/{}.toml has fewer than two examples", family.id);
        assert!(!family.counterexamples.is_empty(), "cues/{}.toml has no counterexample", family.id);
        for example in &family.examples {
            let (document, found) = read(&example.text);
            let same = |wanted: &Option<String>, spans: &[Span]| {
                wanted.as_ref().is_none_or(|wanted| *wanted == words(document, spans))
            };
            let fits = found.iter().any(|statement| {
                let cue = statement.cue.as_ref().map_or(&[][..], |cue| &cue.spans);
                same(&example.source, &statement.source.spans)
                    && same(&example.cue, cue)
                    && same(&example.content, &statement.content)
                    && example.stance.is_none_or(|stance| stance == statement.stance)
            });
            if !fits {
                wrong += &format!("\ncues/{}.toml: {}{}", family.id, example.text, shown(document, &found));
            }
        }
        for example in &family.counterexamples {
            let (document, found) = read(&example.text);
            if found.iter().any(|statement| statement.cue.as_ref().is_some_and(|cue| cue.class == family.class)) {
                wrong +=
                    &format!("\ncues/{}.toml, counterexample: {}{}", family.id, example.text, shown(document, &found));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
