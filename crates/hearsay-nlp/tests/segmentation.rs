//! Words and sentences from raw text against the treebanks, by the CoNLL 2018 measure.
//!
//! The treebanks are not part of the repository: `cargo test -p hearsay-nlp --test segmentation -- --ignored --nocapture`
//! with them in `../shared/data` (or `HEARSAY_DATA`). Rules are tuned on train; the floors are for dev.
#![allow(clippy::disallowed_methods, clippy::print_stderr)] // a measurement reads files and tells its figures

use std::collections::BTreeMap;
use std::path::PathBuf;

use hearsay_core::{Document, Span, conllu};
use hearsay_nlp::{Segments, segment};

/// How many units the system and the treebank have, and how many of them are the same.
#[derive(Default, Clone, Copy)]
struct Score {
    gold: usize,
    system: usize,
    same: usize,
}

impl Score {
    fn add(&mut self, gold: &[Span], system: &[Span]) {
        let mut left: BTreeMap<Span, usize> = BTreeMap::new();
        gold.iter().for_each(|&span| *left.entry(span).or_default() += 1);
        self.gold += gold.len();
        self.system += system.len();
        for span in system {
            if let Some(count) = left.get_mut(span).filter(|count| **count > 0) {
                *count -= 1;
                self.same += 1;
            }
        }
    }

    fn f1(self) -> f64 {
        200.0 * self.same as f64 / (self.gold + self.system).max(1) as f64
    }
}

fn documents(file: &str) -> Vec<Document> {
    let root = std::env::var("HEARSAY_DATA")
        .map_or_else(|_| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data")), PathBuf::from);
    let path = root.join(file);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    conllu::read_documents(&text).expect("the treebank is well formed")
}

fn sentence_spans(segments: &Segments) -> Vec<Span> {
    let span = |at: u32| segments.words[at as usize].span;
    segments.sentences.iter().map(|sentence| span(sentence.start).cover(span(sentence.end - 1))).collect()
}

fn measure(file: &str, show: bool) -> (f64, f64) {
    let (mut words, mut sentences) = (Score::default(), Score::default());
    let mut wrong: BTreeMap<(String, String), usize> = BTreeMap::new();
    for document in documents(file) {
        let segments = segment(document.article());
        let gold: Vec<Span> = document.tokens().iter().map(|token| token.span).collect();
        let system: Vec<Span> = segments.words.iter().map(|word| word.span).collect();
        words.add(&gold, &system);
        let gold_sentences: Vec<Span> = document.sentences().iter().map(|sentence| sentence.span).collect();
        sentences.add(&gold_sentences, &sentence_spans(&segments));
        if show {
            differing(&document, &gold, &system, &mut wrong);
            show_sentences(&document, &gold_sentences, &sentence_spans(&segments));
        }
    }
    let mut wrong: Vec<_> = wrong.into_iter().collect();
    wrong.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    for ((gold, system), count) in wrong.iter().take(150) {
        eprintln!("W {count:4} gold `{gold}` ours `{system}`");
    }
    eprintln!("{file}: words F1 {:.2}, sentences F1 {:.2}", words.f1(), sentences.f1());
    (words.f1(), sentences.f1())
}

/// Stretches whose cuts differ, as gold and as ours.
fn differing(document: &Document, gold: &[Span], system: &[Span], wrong: &mut BTreeMap<(String, String), usize>) {
    let (mut g, mut s) = (0, 0);
    while g < gold.len() && s < system.len() {
        if gold[g] == system[s] {
            (g, s) = (g + 1, s + 1);
            continue;
        }
        let (g0, s0) = (g, s);
        let (mut gold_end, mut system_end) = (gold[g].end(), system[s].end());
        (g, s) = (g + 1, s + 1);
        while gold_end != system_end {
            if gold_end < system_end && g < gold.len() {
                gold_end = gold[g].end();
                g += 1;
            } else if s < system.len() {
                system_end = system[s].end();
                s += 1;
            } else {
                return;
            }
        }
        let joined = |spans: &[Span]| spans.iter().map(|&span| document.text(span)).collect::<Vec<_>>().join(" ");
        *wrong.entry((joined(&gold[g0..g]), joined(&system[s0..s]))).or_default() += 1;
    }
}

fn show_sentences(document: &Document, gold: &[Span], system: &[Span]) {
    let ends = |spans: &[Span]| spans.iter().map(|span| span.end()).collect::<std::collections::BTreeSet<_>>();
    let (gold, system) = (ends(gold), ends(system));
    let text = document.article().text.as_str();
    for &end in gold.symmetric_difference(&system) {
        let from = text[..end].char_indices().rev().nth(60).map_or(0, |(at, _)| at);
        let to = text[end..].char_indices().nth(50).map_or(text.len(), |(at, _)| end + at);
        let kind = if gold.contains(&end) { "MISSED" } else { "EXTRA " };
        eprintln!("{kind} {} ## {}", text[from..end].replace('\n', "/"), text[end..to].replace('\n', "/"));
    }
}

#[test]
#[ignore = "needs the treebanks"]
fn treebank_text_is_cut_as_the_treebanks_cut_it() {
    let show = std::env::var("HEARSAY_SHOW").is_ok();
    let train = ["ud_ewt/en_ewt-ud-train.conllu", "ud_gum/en_gum-ud-train.nonnc.conllu"];
    train.iter().for_each(|file| {
        measure(file, show);
    });
    let ewt = measure("ud_ewt/en_ewt-ud-dev.conllu", false);
    let gum = measure("ud_gum/en_gum-ud-dev.nonnc.conllu", false);
    assert!(ewt.0 >= 99.0 && ewt.1 >= 85.0, "EWT dev {ewt:?}");
    assert!(gum.0 >= 99.7 && gum.1 >= 95.0, "GUM dev {gum:?}");
}
