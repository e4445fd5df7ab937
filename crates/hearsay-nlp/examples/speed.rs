//! How fast text becomes words, tags, trees and names of one core's time: a line of JSON for each way that this machine can go.
//! The fastest of some rounds counts: the machine has other things to do as well.
//!
//! `cargo run --release -p hearsay-nlp --example speed -- FILE [ROUNDS [PATH]]` reads the file's lines as paragraphs; see `bench/`.

use std::sync::Arc;

use hearsay_core::lookup::{FNV, fnv};
use hearsay_core::{Article, Block, BlockKind, Span, Text, conllu};
use hearsay_nlp::{Nlp, Path};

#[allow(clippy::print_stdout, clippy::disallowed_methods)] // a measurement needs a file and somewhere to say so
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let text = std::fs::read_to_string(arguments.next().ok_or("which file?")?)?;
    let rounds: usize = arguments.next().map_or(Ok(3), |rounds| rounds.parse())?;
    let only = arguments.next();
    let article = Arc::new(article(text));
    for path in Path::available() {
        if only.as_ref().is_some_and(|only| *only != path.to_string()) {
            continue;
        }
        let start = on_processor();
        let nlp = Nlp::bundled()?.on(path);
        let load = on_processor() - start;
        let mut best = f64::INFINITY;
        let mut read = None;
        for _ in 0..rounds {
            let start = on_processor();
            let document = nlp.annotate(article.clone());
            best = best.min(on_processor() - start);
            read = Some(document);
        }
        let document = read.ok_or("no round")?;
        println!(
            "{{\"path\": \"{path}\", \"bytes\": {}, \"words\": {}, \"sentences\": {}, \"names\": {}, \"seconds\": {best:.4}, \
             \"words_per_second\": {:.0}, \"load_ms\": {:.1}, \"checksum\": \"{:016x}\"}}",
            article.text.as_str().len(),
            document.tokens().len(),
            document.sentences().len(),
            document.names().len(),
            document.tokens().len() as f64 / best,
            load * 1e3,
            checksum(&conllu::write(&document)),
        );
    }
    Ok(())
}

/// Seconds that this thread has been on a processor: what else the machine does is left out. Linux only.
#[allow(clippy::disallowed_methods)]
fn on_processor() -> f64 {
    let times = std::fs::read_to_string("/proc/thread-self/schedstat").expect("Linux tells a thread's time");
    let nanoseconds: u64 = times.split(' ').next().and_then(|time| time.parse().ok()).expect("the first number");
    nanoseconds as f64 / 1e9
}

fn article(text: String) -> Article {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.trim_end().len());
        start += line.len();
        if !span.is_empty() {
            blocks.push(Block { kind: BlockKind::Paragraph, span, body: span });
        }
    }
    Article { text: Text::from(text), blocks, ..Article::default() }
}

/// FNV-1a of all that was said.
fn checksum(said: &str) -> u64 {
    fnv(FNV, said.bytes())
}
