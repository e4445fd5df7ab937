//! `cargo xtask contention`: whom statements may accuse and which may contradict each other, as numbers and signs for
//! `training/hearsay_training/contention.py`.

use std::fs;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use hearsay::core::record::Record;
use hearsay::core::span::CodePoints;
use hearsay::read::{Scene, accusations, disputes, read};
use hearsay::{Hints, Reader};
use serde_json::{Value, json};

/// Writes a line an item (`{id, title, date, text}` a line): its record, the candidates of accusations and the pairs of statements.
pub(crate) fn run(items: &Path, out: &Path) -> Result<()> {
    let reader = Reader::bundled()?;
    let items = fs::read_to_string(items).with_context(|| items.display().to_string())?;
    let mut out = BufWriter::new(fs::File::create(out)?);
    for line in items.lines() {
        let item: Value = serde_json::from_str(line)?;
        let line =
            json!({ "id": item["id"], "title": item["title"], "date": item["date"], "text": item["text"] }).to_string();
        for article in hearsay::articles(line.as_bytes(), &Hints::default()) {
            let document = reader.nlp().annotate(Arc::new(article?));
            let lexicon = reader.lexicon();
            let found = read(&document, lexicon);
            let (entities, statements, events) = (&found.entities, &found.statements, &found.events);
            let points = CodePoints::new(document.article().text.as_str());
            let span = |span| points.span(span);
            let scene = Scene::new(&document, entities, statements, events, lexicon);
            let accused: Vec<Value> = accusations::proposals(&scene)
                .iter()
                .map(|one| json!([one.statement, one.entity, [one.phrase, span(one.span)], one.numbers, one.signs]))
                .collect();
            let pairs: Vec<Value> =
                disputes::proposals(&scene).iter().map(|one| json!([one.statements, one.numbers, one.signs])).collect();
            let sides = accusations::sides(&scene);
            let record = Record::new(document.article(), found);
            let all = json!({ "id": item["id"], "record": record, "accused": accused, "pairs": pairs, "sides": sides });
            writeln!(out, "{all}")?;
        }
    }
    Ok(out.flush()?)
}
