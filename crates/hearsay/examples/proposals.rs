//! Writes what the rules propose as statements, with all that the ranker may choose from, and the statements as read, with what
//! their level is judged by, for training.
//!
//! `cargo run --release -p hearsay --example proposals -- ARTICLES.jsonl OUT.jsonl`: one article with `doc_id`, `text`
//! and maybe `date` a line; `training/hearsay_training/ranker.py` reads the outcome. Offsets are code points.

use std::error::Error;
use std::io::Write;
use std::sync::Arc;

use hearsay::core::Span;
use hearsay::read::statements::ranker::{leveled, proposals};
use hearsay::{Hints, Reader};
use serde_json::{Value, json};

#[allow(clippy::disallowed_methods)] // an example reads and writes files
fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let (articles, out) = (args.next().ok_or("which articles?")?, args.next().ok_or("where to?")?);
    let reader = Reader::bundled()?;
    let mut out = std::io::BufWriter::new(std::fs::File::create(out)?);
    for line in std::fs::read_to_string(articles)?.lines() {
        let article: Value = serde_json::from_str(line)?;
        let published = article["date"].as_str().and_then(|day| day.parse().ok());
        let hints = Hints { published, ..Hints::default() };
        let (mut all, mut statements): (Vec<Value>, Vec<Value>) = (Vec::new(), Vec::new());
        for page in hearsay::articles(article["text"].as_str().unwrap_or("").as_bytes(), &hints) {
            let document = reader.nlp().annotate(Arc::new(page?));
            let text = document.article().text.as_str();
            let entities = hearsay::read::entities(&document, reader.lexicon());
            let first = all.len();
            for proposal in proposals(&document, &entities, reader.lexicon()) {
                let bounds: Vec<Value> =
                    proposal.bounds.iter().map(|(content, places)| json!([in_chars(text, content), places])).collect();
                all.push(json!({
                    "cue": in_chars(text, &proposal.cue),
                    "within": proposal.within.map(|outer| outer + first),
                    "f": proposal.features,
                    "b": bounds,
                }));
            }
            for statement in leveled(&document, &entities, reader.lexicon()) {
                let (level, features) = statement.level.unzip();
                statements.push(json!({
                    "cue": in_chars(text, &statement.cue),
                    "content": in_chars(text, &statement.content),
                    "level": level,
                    "f": features,
                }));
            }
        }
        writeln!(out, "{}", json!({ "doc_id": article["doc_id"], "proposals": all, "statements": statements }))?;
    }
    out.flush()?;
    Ok(())
}

fn in_chars(text: &str, spans: &[Span]) -> Vec<[usize; 2]> {
    let to_chars = |span: &Span| {
        let start = text[..span.start()].chars().count();
        [start, start + text[span.start()..span.end()].chars().count()]
    };
    spans.iter().map(to_chars).collect()
}
