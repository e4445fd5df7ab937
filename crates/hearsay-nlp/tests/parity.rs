//! The Rust network says what the Python one said when the weights were exported.

use std::sync::Arc;

use hearsay_core::{Article, Block, BlockKind, Span, Text, conllu};
use hearsay_nlp::Nlp;
use serde::Deserialize;

#[derive(Deserialize)]
struct Sentence {
    words: Vec<String>,
    upos: Vec<String>,
    xpos: Vec<String>,
    feats: Vec<String>,
    lemma: Vec<String>,
    head: Vec<usize>,
    deprel: Vec<String>,
    ner: Vec<String>,
}

#[test]
fn tags_trees_and_names_equal_those_of_the_training_code() {
    let fixture: Vec<Sentence> = serde_json::from_str(include_str!("parity.json")).expect("written by export.py");
    let nlp = Nlp::bundled().expect("the weights load");
    let blank: String = fixture
        .iter()
        .map(|sentence| {
            let row = |(i, word): (usize, &String)| format!("{}\t{word}\t_\t_\t_\t_\t0\troot\t_\t_\n", i + 1);
            sentence.words.iter().enumerate().map(row).collect::<String>() + "\n"
        })
        .collect();
    let document = nlp.retag(&conllu::read(&blank).expect("well formed"));
    assert_eq!(document.sentences().len(), fixture.len());
    for (sentence, expected) in document.sentences().iter().zip(&fixture) {
        for (i, id) in sentence.ids().enumerate() {
            let token = document.token(id);
            let head = token.head.map_or(0, |head| (head.0 - sentence.tokens.start + 1) as usize);
            let name = document.name_at(id).map_or("O".to_owned(), |name| {
                format!("{}-{}", if name.tokens.start == id.0 { "B" } else { "I" }, name.kind.label())
            });
            let found =
                (token.upos.label(), &*token.xpos, token.feats.column(), &*token.lemma, head, token.deprel.full());
            let due = (
                expected.upos[i].as_str(),
                expected.xpos[i].as_str(),
                expected.feats[i].as_str(),
                expected.lemma[i].as_str(),
                expected.head[i],
                expected.deprel[i].as_str(),
            );
            assert_eq!(
                (found, name.as_str()),
                (due, expected.ner[i].as_str()),
                "{} in {:?}",
                expected.words[i],
                expected.words
            );
        }
    }
}

#[test]
fn the_same_words_get_the_same_tags_in_any_company() {
    let nlp = Nlp::bundled().expect("the weights load");
    let text = "Arland expelled three Breland diplomats on Monday.";
    let many = format!("{text} {}", "The envoy left. ".repeat(120));
    let read = |text: &str| {
        let span = Span::new(0, text.len());
        let block = Block { kind: BlockKind::Paragraph, span, body: span };
        let article = Article { text: Text::from(text), blocks: vec![block], ..Article::default() };
        let document = nlp.annotate(Arc::new(article));
        conllu::write(&document).lines().filter(|line| !line.starts_with('#')).take(9).collect::<Vec<_>>().join("\n")
    };
    assert_eq!(read(text), read(&many));
}
