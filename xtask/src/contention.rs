//! `cargo xtask contention`: whom statements may accuse and which may contradict each other, as numbers and signs for
//! `training/hearsay_training/contention.py`.

use std::fs;
use std::io::{BufWriter, Write};
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use hearsay::core::record::Record;
use hearsay::core::span::CodePoints;
use hearsay::core::{Entities, EntityId, Span, Statement, StatementId};
use hearsay::read::{Scene, accusations, answers, disputes, read};
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
            let charged = charged(&item, &points, document.article().text.as_str(), entities, statements);
            let of = |id: StatementId| charged.iter().filter(|one| one.0 == id).map(|one| one.1).collect();
            let answers: Vec<Value> = answers::proposals(&scene, of)
                .iter()
                .map(|one| json!([one.statements, one.accused, one.numbers, one.signs]))
                .collect();
            let record = Record::new(document.article(), found);
            let all = json!({
                "id": item["id"], "record": record, "accused": accused, "pairs": pairs, "sides": sides, "answers": answers
            });
            writeln!(out, "{all}")?;
        }
    }
    Ok(out.flush()?)
}

/// Statements with the cue of a labelled accusation, and whom it accuses: of any other nobody knows the answer.
fn charged(
    item: &Value,
    points: &CodePoints<'_>,
    text: &str,
    entities: &Entities,
    statements: &[Statement],
) -> Vec<(StatementId, EntityId)> {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let own = item["text"].as_str().unwrap_or_default();
    let shift = text.find(own).map_or(0, |at| points.from_byte(at));
    let span = |value: &Value| {
        let end = |at: usize| value[at].as_u64().and_then(|end| usize::try_from(end).ok()).unwrap_or(0) + shift;
        points.bytes(Span::new(end(0), end(1)))
    };
    let mut found = Vec::new();
    for accusation in list(&item["accusations"]) {
        let labelled = list(&item["statements"]).into_iter().find(|one| one["n"] == accusation["statement"]);
        let cue: Vec<Span> = labelled.iter().flat_map(|one| list(&one["cue"])).map(|one| span(&one)).collect();
        let accused: Vec<Span> = list(&accusation["accused"]).iter().map(span).collect();
        let meets = |spans: &[Span], other: &[Span]| spans.iter().any(|one| other.iter().any(|two| one.overlaps(*two)));
        for statement in statements {
            let own = statement.cue.as_ref().map_or(&[][..], |cue| &cue.spans);
            if cue.is_empty() || meets(own, &cue) {
                let named = entities.list.iter().filter(|one| {
                    one.mentions.iter().any(|mention| accused.iter().any(|span| span.overlaps(mention.span)))
                });
                found.extend(named.map(|one| (statement.id, one.id)));
            }
        }
    }
    found.sort();
    found.dedup();
    found
}
