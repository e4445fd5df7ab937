//! How fast articles become records on one core, and which stage takes how long: a line of JSON. The fastest of some rounds counts,
//! for each stage: the machine has other things to do as well.
//!
//! `cargo run --release -p hearsay-cli --example stages -- FILE.jsonl [ROUNDS [ARTICLES]]` reads the `text` of each line; see `bench/`.
#![allow(clippy::print_stdout, clippy::disallowed_methods)] // a measurement needs a file and somewhere to say so

use std::error::Error;
use std::sync::Arc;

use hearsay::core::Article;
use hearsay::read::{entities, events, statements, times};
use hearsay::{Hints, Reader};

/// As the command has it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const STAGES: [&str; 5] = ["parse", "entities and times", "statements", "events", "all of a record"];

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let text = std::fs::read_to_string(arguments.next().ok_or("which file?")?)?;
    let rounds: usize = arguments.next().map_or(Ok(3), |rounds| rounds.parse())?;
    let most: usize = arguments.next().map_or(Ok(usize::MAX), |articles| articles.parse())?;
    let articles = articles(&text, most)?;
    let reader = Reader::bundled()?;
    let (mut best, mut words, mut sentences) = ([f64::INFINITY; STAGES.len()], 0, 0);
    for _ in 0..rounds {
        let mut took = [0.0; STAGES.len()];
        (words, sentences) = (0, 0);
        for article in &articles {
            let counts = once(&reader, article, &mut took)?;
            words += counts.0;
            sentences += counts.1;
        }
        best.iter_mut().zip(took).for_each(|(best, took)| *best = took.min(*best));
    }
    let all = best[STAGES.len() - 1];
    let stages: Vec<String> = STAGES
        .iter()
        .zip(best)
        .map(|(name, seconds)| format!("\"{name}\": {:.2}", seconds * 1e6 / words as f64))
        .collect();
    println!(
        "{{\"articles\": {}, \"words\": {words}, \"sentences\": {sentences}, \"seconds\": {all:.4}, \"words_per_second\": {:.0}, \
         \"sentences_per_second\": {:.0}, \"microseconds_a_word\": {{{}}}}}",
        articles.len(),
        words as f64 / all,
        sentences as f64 / all,
        stages.join(", ")
    );
    Ok(())
}

fn articles(lines: &str, most: usize) -> Result<Vec<Arc<Article>>, Box<dyn Error>> {
    let mut found = Vec::new();
    for line in lines.lines().take(most) {
        let line: serde_json::Value = serde_json::from_str(line)?;
        let text = line["text"].as_str().ok_or("a line without a text")?;
        for article in hearsay::articles(text.as_bytes(), &Hints::default()) {
            found.push(Arc::new(article?));
        }
    }
    Ok(found)
}

/// Reads an article by stages, then at once; gives its words and sentences.
fn once(
    reader: &Reader,
    article: &Arc<Article>,
    took: &mut [f64; STAGES.len()],
) -> Result<(usize, usize), Box<dyn Error>> {
    let lexicon = reader.lexicon();
    let begin = on_processor()?;
    let document = reader.nlp().annotate(Arc::clone(article));
    let parsed = on_processor()?;
    let (times, entities) = (times(&document, article.published), entities(&document, lexicon));
    let named = on_processor()?;
    let statements = statements(&document, &entities, lexicon);
    let said = on_processor()?;
    let events = events(&document, &entities, &statements, &times, lexicon);
    let done = on_processor()?;
    let counts = (document.tokens().len(), document.sentences().len());
    drop((document, entities, times, statements, events));
    let again = on_processor()?;
    drop(reader.record(Arc::clone(article)));
    let end = on_processor()?;
    let seconds = [parsed - begin, named - parsed, said - named, done - said, end - again];
    took.iter_mut().zip(seconds).for_each(|(took, seconds)| *took += seconds);
    Ok(counts)
}

/// Seconds that this thread has been on a processor: what else the machine does is left out. Linux only.
fn on_processor() -> Result<f64, Box<dyn Error>> {
    let times = std::fs::read_to_string("/proc/thread-self/schedstat")?;
    let nanoseconds: f64 = times.split(' ').next().ok_or("no time")?.trim().parse()?;
    Ok(nanoseconds / 1e9)
}
