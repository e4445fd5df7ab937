//! Statements on PolNeAR dev, by the scorer that the project was given (`../shared/reference/score_attributions.py`).

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use anyhow::{Context, Result, ensure};
use hearsay::core::Document;
use hearsay::core::record::Findings;
use hearsay::read::statements::statements_by_rules;
use hearsay::{Hints, Reader, Record};
use serde::Deserialize;
use serde_json::{Value, json};

use super::speed::per_second;
use super::{Scores, json_lines};

#[derive(Deserialize)]
struct Gold {
    doc_id: String,
    date: Option<String>,
    text: String,
}

pub(crate) fn statements(reader: &Reader, data: &Path) -> Result<Scores> {
    score(reader, data, "polnear-dev", |document| Ok(reader.record_of(document)))
}

/// The same without the ranker: what the rules do by themselves.
pub(crate) fn by_rules(reader: &Reader, data: &Path) -> Result<Scores> {
    score(reader, data, "polnear-dev-rules", |document| {
        let entities = hearsay::read::entities(document, reader.lexicon());
        let statements = statements_by_rules(document, &entities, reader.lexicon());
        Ok(Record::new(document.article(), Findings { entities, statements, ..Findings::default() }))
    })
}

/// Articles of dev a second on one core, this stage alone: trees and names are there already.
pub(crate) fn speed(reader: &Reader, data: &Path) -> Result<Scores> {
    let mut read = Vec::new();
    for article in json_lines::<Gold>(&data.join("polnear/dev.jsonl"))? {
        for page in hearsay::articles(article.text.as_bytes(), &Hints::default()) {
            let document = reader.nlp().annotate(Arc::new(page?));
            let entities = hearsay::read::entities(&document, reader.lexicon());
            read.push((document, entities));
        }
    }
    let lexicon = reader.lexicon();
    let judged = per_second(&read, read.len(), |(document, entities)| {
        drop(hearsay::read::statements(document, entities, lexicon));
    })?;
    let by_rules =
        per_second(&read, read.len(), |(document, entities)| drop(statements_by_rules(document, entities, lexicon)))?;
    Ok(Scores::from([("articles/s".to_owned(), judged), ("articles/s by rules alone".to_owned(), by_rules)]))
}

fn score(reader: &Reader, data: &Path, name: &str, record_of: impl Fn(&Document) -> Result<Record>) -> Result<Scores> {
    let gold = data.join("polnear/dev.jsonl");
    let mut lines = String::new();
    for article in json_lines::<Gold>(&gold)? {
        let published = article.date.as_deref().and_then(|day| day.parse().ok());
        let hints = Hints { published, ..Hints::default() };
        let mut attributions = Vec::new();
        for page in hearsay::articles(article.text.as_bytes(), &hints) {
            let record = record_of(&reader.nlp().annotate(Arc::new(page?)))?;
            attributions.extend(of_record(&serde_json::to_value(record)?));
        }
        lines += &(json!({ "doc_id": article.doc_id, "attributions": attributions }).to_string() + "\n");
    }
    let folder = std::env::temp_dir().join("hearsay-eval");
    fs::create_dir_all(&folder)?;
    let (said, scored) = (folder.join(format!("{name}.jsonl")), folder.join(format!("{name}.scores.json")));
    fs::write(&said, lines)?;
    let scorer = data.join("../reference/score_attributions.py");
    let run = Command::new("python3").arg(&scorer).arg(&gold).arg(&said).arg("--json").arg(&scored).output();
    let run = run.context("the scorer needs python3")?;
    ensure!(run.status.success(), "{}: {}", scorer.display(), String::from_utf8_lossy(&run.stderr));
    pick(&serde_json::from_str(&fs::read_to_string(&scored)?)?)
}

/// Source, cue and content of every statement of the report, in code points.
fn of_record(record: &Value) -> Vec<Value> {
    let spans = |value: &Value| value.as_array().cloned().unwrap_or_default();
    record["statements"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|statement| statement["voice"] == "report")
        .map(|statement| {
            json!({
                "source": spans(&statement["source"]["spans"]),
                "cue": spans(&statement["cue"]["spans"]),
                "content": spans(&statement["content"]),
            })
        })
        .collect()
}

/// The figures that have a target, in percent.
fn pick(scores: &Value) -> Result<Scores> {
    const WANTED: [(&str, &[&str]); 10] = [
        ("content soft F1", &["content_soft", "f1"]),
        ("content soft precision", &["content_soft", "p"]),
        ("content soft recall", &["content_soft", "r"]),
        ("direct F1", &["content_soft_direct", "f1"]),
        ("mixed F1", &["content_soft_mixed", "f1"]),
        ("indirect F1", &["content_soft_indirect", "f1"]),
        ("content exact F1", &["content_exact", "f1"]),
        ("source accuracy", &["source_accuracy"]),
        ("cue head", &["cue_head"]),
        ("triple lenient F1", &["triple_lenient", "f1"]),
    ];
    let figure = |&(name, path): &(&str, &[&str])| {
        let value = path.iter().fold(scores, |value, key| &value[key]);
        let number = value.as_f64().with_context(|| format!("the scorer gave no {}", path.join(" ")))?;
        Ok((name.to_owned(), 100.0 * number))
    };
    WANTED.iter().map(figure).collect()
}
