//! `cargo xtask proposals`: what may be a deed in the labelled items, as numbers for `training/hearsay_training/event_judge.py`.

use std::fs;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use hearsay::core::{Document, Span};
use hearsay::read::events::learned::{Proposal, proposals};
use hearsay::{Hints, Lexicon, Nlp, read};
use serde_json::{Value, json};

/// Writes a line an item of `own_events/{split}.jsonl`, read with these event layers; `fold` keeps every item whose number is of it.
pub(crate) fn run(data: &Path, split: &str, layers: Option<&Path>, ids: Option<&Path>, out: &Path) -> Result<()> {
    let layers = layers.map(|path| fs::read(path).with_context(|| path.display().to_string())).transpose()?;
    let nlp = match &layers {
        Some(bytes) => Nlp::with_events(Some(bytes))?,
        None => Nlp::bundled()?,
    };
    let lexicon = Lexicon::bundled()?;
    let wanted = ids.map(fs::read_to_string).transpose()?;
    let wanted: Option<Vec<&str>> = wanted.as_ref().map(|text| text.lines().collect());
    let path = data.join(format!("own_events/{split}.jsonl"));
    let items = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let mut out = BufWriter::new(fs::File::create(out)?);
    for line in items.lines() {
        let item: Value = serde_json::from_str(line)?;
        let id = item["id"].as_str().unwrap_or_default();
        if wanted.as_ref().is_some_and(|wanted| !wanted.contains(&id)) {
            continue;
        }
        let line = json!({ "id": item["id"], "text": item["text"], "date": item["date"] }).to_string();
        for article in hearsay::articles(line.as_bytes(), &Hints::default()) {
            let document = nlp.annotate(Arc::new(article?));
            let times = read::times(&document, document.article().published);
            let entities = read::entities(&document, &lexicon);
            let statements = read::statements(&document, &entities, &lexicon);
            let found = proposals(&document, &entities, &statements, &times, &lexicon);
            let candidates: Vec<Value> = found.iter().map(|proposal| numbers(&document, proposal)).collect();
            writeln!(out, "{}", json!({ "id": id, "candidates": candidates }))?;
        }
    }
    Ok(out.flush()?)
}

fn numbers(document: &Document, proposal: &Proposal) -> Value {
    let text = document.article().text.as_str();
    let span = |span: Span| {
        let start = text[..span.start()].chars().count();
        [start, start + text[span.start()..span.end()].chars().count()]
    };
    let hypotheses = proposal.hypotheses.iter().map(|(plover, deed, status, parties)| {
        let parties: Vec<Value> =
            parties.iter().map(|(words, head, numbers)| json!([span(*words), span(*head), numbers])).collect();
        json!({ "type": plover.name(), "deed": deed, "status": status, "parties": parties })
    });
    json!({
        "trigger": span(proposal.trigger),
        "sentence": proposal.sentence,
        "hypotheses": hypotheses.collect::<Vec<Value>>(),
        "pairs": proposal.pairs,
    })
}
