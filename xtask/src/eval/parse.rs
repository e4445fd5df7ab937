//! Trees, tags and lemmas on gold words; words and sentences on raw text, as the CoNLL-18 scorer has them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use hearsay::Reader;
use hearsay::core::{Article, Block, BlockKind, Document, Span, conllu};

use super::{Scores, f1, share};

fn documents(path: &Path) -> Result<Vec<Document>> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    conllu::read_documents(&text).with_context(|| path.display().to_string())
}

/// Gold words: LAS and UAS (subtypes apart, as in CoNLL-18), UPOS, lemma.
pub(crate) fn gold(reader: &Reader, path: &Path) -> Result<Scores> {
    let (mut words, mut upos, mut lemma, mut uas, mut las) = (0, 0, 0, 0, 0);
    for document in documents(path)? {
        let found = reader.nlp().retag(&document);
        for (gold, said) in document.tokens().iter().zip(found.tokens()) {
            words += 1;
            upos += usize::from(gold.upos == said.upos);
            lemma += usize::from(gold.lemma == said.lemma || &*gold.lemma == "_");
            uas += usize::from(gold.head == said.head);
            las += usize::from(gold.head == said.head && gold.deprel.base() == said.deprel.base());
        }
    }
    let scores = [("LAS", las), ("UAS", uas), ("UPOS", upos), ("lemma", lemma)];
    Ok(scores.into_iter().map(|(name, right)| (name.to_owned(), share(right, words))).collect())
}

/// Raw text: a word or sentence is right when both its ends are, counted in characters that are no white space.
pub(crate) fn raw(reader: &Reader, path: &Path) -> Result<Scores> {
    let mut right = [0; 2];
    let mut said = [0; 2];
    let mut there = [0; 2];
    for document in documents(path)? {
        let gold = document.article();
        let text = gold.text.clone();
        let blocks = gold.blocks.iter().map(|block| Block { kind: BlockKind::Paragraph, ..*block }).collect();
        let article = Article { text, blocks, ..Article::default() };
        let found = reader.nlp().annotate(Arc::new(article));
        for (place, spans) in [words, sentences].into_iter().enumerate() {
            let (gold, found) = (spans(&document), spans(&found));
            right[place] += gold.intersection(&found).count();
            said[place] += found.len();
            there[place] += gold.len();
        }
    }
    let score = |place: usize| f1(right[place], said[place], there[place]);
    Ok([("words F1".to_owned(), score(0)), ("sentences F1".to_owned(), score(1))].into())
}

fn words(document: &Document) -> BTreeSet<(Span, usize)> {
    // Words that share a span ("gimme") are told apart by their place in it.
    let mut last = (Span::new(0, 0), 0);
    let mut found = BTreeSet::new();
    for token in document.tokens() {
        last = if token.span == last.0 { (token.span, last.1 + 1) } else { (token.span, 0) };
        found.insert(last);
    }
    found
}

fn sentences(document: &Document) -> BTreeSet<(Span, usize)> {
    document.sentences().iter().map(|sentence| (sentence.span, 0)).collect()
}
