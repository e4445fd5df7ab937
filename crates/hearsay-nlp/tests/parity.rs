//! The Rust network, in few bits, says what the Python one said when the weights were exported.

use std::sync::Arc;

use hearsay_core::{Article, Block, BlockKind, Span, Text, conllu};
use hearsay_nlp::{Nlp, Path};
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
    let (mut words, mut others) = (0, Vec::new());
    for (sentence, expected) in document.sentences().iter().zip(&fixture) {
        for (i, id) in sentence.ids().enumerate() {
            let token = document.token(id);
            let head = token.head.map_or(0, |head| (head.0 - sentence.tokens.start + 1) as usize);
            let name = document.name_at(id).map_or("O".to_owned(), |name| {
                format!("{}-{}", if name.tokens.start == id.0 { "B" } else { "I" }, name.kind.label())
            });
            let (feats, head, due_head) = (token.feats.column(), head.to_string(), expected.head[i].to_string());
            let pairs = [
                (token.upos.label(), &expected.upos[i]),
                (&*token.xpos, &expected.xpos[i]),
                (feats, &expected.feats[i]),
                (&*token.lemma, &expected.lemma[i]),
                (&*head, &due_head),
                (token.deprel.full(), &expected.deprel[i]),
                (&*name, &expected.ner[i]),
            ];
            words += 1;
            let differ = pairs.into_iter().filter(|(found, due)| found != due);
            others.extend(differ.map(|(found, due)| format!("{}: {found} for {due}", expected.words[i])));
        }
    }
    // Rounding may tip a scale: one decision in a hundred, of seven for each word.
    assert!(others.len() * 100 <= words * 7, "{} of {}: {others:#?}", others.len(), words * 7);
}

#[test]
fn all_paths_say_the_same() {
    let text =
        "The ministry denied that its troops, who had left Brell in May, crossed the border. \"We stay,\" she said. ";
    let text = text.repeat(40) + &"TALKS COLLAPSE; envoy Anna Dorn, 63, can't say 1,200 soldiers went; ".repeat(30);
    let span = Span::new(0, text.len());
    let block = Block { kind: BlockKind::Paragraph, span, body: span };
    let article = Arc::new(Article { text: Text::from(text), blocks: vec![block], ..Article::default() });
    let read = |nlp: &Nlp| conllu::write(&nlp.annotate(article.clone()));
    let bundled = || Nlp::bundled().expect("the weights load");
    let expected = read(&bundled());
    for path in Path::available() {
        assert!(read(&bundled().on(path)) == expected, "{path} differs");
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
