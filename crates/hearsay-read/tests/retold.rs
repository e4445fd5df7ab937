//! The same deed told twice in one article is one event; another deed, or the same to somebody else, is not.

use hearsay_core::{Span, conllu};
use hearsay_read::{Lexicon, LexiconFile, entities, events};

#[test]
fn the_same_deed_told_twice_is_one_event() {
    let text = include_str!("cases/invented.tsv").to_owned();
    let invented = LexiconFile { path: "actors/invented.tsv".to_owned(), text };
    let lexicon = Lexicon::bundled_with(&[invented]).expect("the bundled lexicon loads");
    let document = conllu::read(include_str!("cases/events/retold.conllu")).expect("the trees are well formed");
    let found = hearsay_read::read(&document, &lexicon);
    let attacks: Vec<_> = found.events.iter().filter(|event| event.deed == "attack").collect();
    assert_eq!(attacks.len(), 2, "{attacks:#?}");
    let words = |span: &Span| document.text(*span);
    assert_eq!(attacks[0].retold.iter().map(words).collect::<Vec<_>>(), ["attacked"]);
    assert!(attacks[0].retold[0].start() > attacks[0].trigger.start());
    // Only the second telling names the day.
    assert_eq!(attacks[0].date.map(|days| days.first.to_string()).as_deref(), Some("2011-01-03"));
    assert!(attacks[1].retold.is_empty(), "to Corland it is another deed");
}

#[test]
fn a_given_pair_has_its_deed() {
    let text = include_str!("cases/invented.tsv").to_owned();
    let invented = LexiconFile { path: "actors/invented.tsv".to_owned(), text };
    let lexicon = Lexicon::bundled_with(&[invented]).expect("the bundled lexicon loads");
    let document = conllu::read(include_str!("cases/events/retold.conllu")).expect("the trees are well formed");
    let known = entities(&document, &lexicon);
    let whole = document.article().text.as_str();
    let span = |word: &str| {
        let start = whole.rfind(word).expect("the word is there");
        Span::new(start, start + word.len())
    };
    let arland = span("Arland");
    let between = events::between(&document, &known, &[], &lexicon, arland, span("Corland")).expect("a deed");
    assert_eq!(between.plover.name(), "ASSAULT");
    assert_eq!(between.trigger.map(|trigger| document.text(trigger)), Some("attacked"));
}
