//! `cargo xtask proposals`: what may be a deed in the labelled items, as numbers for `training/hearsay_training/event_judge.py`.

use std::fs;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use hearsay::core::record::Record;
use hearsay::core::{Document, Event, Party, Span};
use hearsay::read::events::learned::{Proposal, proposals};
use hearsay::{Hints, Lexicon, Nlp, read};
use serde_json::{Value, json};

/// Writes a line an item (`{id, date, text}` a line), read with these event layers; of all items, or of those that `ids` lists.
pub(crate) fn run(items: &Path, layers: Option<&Path>, ids: Option<&Path>, out: &Path) -> Result<()> {
    let layers = layers.map(|path| fs::read(path).with_context(|| path.display().to_string())).transpose()?;
    let nlp = match &layers {
        Some(bytes) => Nlp::with_events(Some(bytes))?,
        None => Nlp::bundled()?,
    };
    let lexicon = Lexicon::bundled()?;
    let wanted = ids.map(fs::read_to_string).transpose()?;
    let wanted: Option<Vec<&str>> = wanted.as_ref().map(|text| text.lines().collect());
    let items = fs::read_to_string(items).with_context(|| items.display().to_string())?;
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
            let entities = read::entities(&document, &lexicon);
            let statements = read::statements(&document, &entities, &lexicon);
            let found = proposals(&document, &entities, &statements, &lexicon);
            let candidates: Vec<Value> = found.iter().map(|proposal| numbers(&document, proposal)).collect();
            writeln!(out, "{}", json!({ "id": id, "candidates": candidates }))?;
        }
    }
    Ok(out.flush()?)
}

/// Writes the examples and counterexamples of the deed files as labelled items (`own_events/GUIDE.md`), as the deed files alone read
/// them: what invented countries do, and what is no deed at all.
pub(crate) fn examples(out: &Path) -> Result<()> {
    let nlp = Nlp::with_events(None)?;
    let lexicon = Lexicon::bundled()?;
    let mut out = BufWriter::new(fs::File::create(out)?);
    for deed in lexicon.deeds.iter() {
        let texts = deed.examples.iter().map(|example| (true, example.text.as_str()));
        let others = deed.counterexamples.iter().map(|counterexample| (false, counterexample.text.as_str()));
        for (number, (tells, text)) in texts.chain(others).enumerate() {
            let id = format!("{}-{number}", deed.id);
            let line = json!({ "id": id, "text": text, "date": "2020-01-01" }).to_string();
            for article in hearsay::articles(line.as_bytes(), &Hints::default()) {
                let document = nlp.annotate(Arc::new(article?));
                let record = Record::new(document.article(), hearsay::read::read(&document, &lexicon));
                let (text, span) = (record.text.as_str(), |span: Span| chars(record.text.as_str(), span));
                let said = |event: &Event| {
                    let statement = event.according_to.and_then(|id| record.statements.get(id.index()));
                    statement.map_or_else(Vec::new, |statement| {
                        statement.source.spans.iter().map(|&words| span(words)).collect()
                    })
                };
                let spans = |parties: &[Party]| parties.iter().map(|party| span(party.span)).collect::<Vec<_>>();
                let told = record.events.iter().filter(|event| tells || event.deed != deed.id);
                let events = told.map(|event| {
                    json!({
                        "type": event.plover.name(), "status": event.status, "trigger": span(event.trigger),
                        "source": spans(&event.source), "target": spans(&event.target), "says": said(event), "also": [],
                    })
                });
                let events: Vec<Value> = events.collect();
                // An example whose tree came out wrong teaches nothing.
                if tells && events.is_empty() {
                    continue;
                }
                writeln!(out, "{}", json!({ "id": id, "date": "2020-01-01", "text": text, "events": events }))?;
            }
        }
    }
    Ok(out.flush()?)
}

/// Bytes as characters.
fn chars(text: &str, span: Span) -> [usize; 2] {
    let start = text[..span.start()].chars().count();
    [start, start + text[span.start()..span.end()].chars().count()]
}

fn numbers(document: &Document, proposal: &Proposal) -> Value {
    let text = document.article().text.as_str();
    let span = |span: Span| chars(text, span);
    let hypotheses = proposal.hypotheses.iter().map(|numbers| {
        let party = |(words, head, numbers): &(Span, Span, Vec<f32>)| json!([span(*words), span(*head), numbers]);
        let parties: Vec<Value> = numbers.parties.iter().map(party).collect();
        json!({ "type": numbers.plover.name(), "deed": numbers.deed, "status": numbers.status, "parties": parties })
    });
    json!({
        "trigger": span(proposal.trigger),
        "sentence": proposal.sentence,
        "hypotheses": hypotheses.collect::<Vec<Value>>(),
        "pairs": proposal.pairs,
    })
}
