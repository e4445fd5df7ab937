//! Statements, disputes and accusations on `own_statements`: 70 Wikinews articles labelled by reading.
//!
//! The same counting as the data folder's `score_own_statements.py`. Of an article's labels and our statements a pair fits
//! when the cues overlap, or when the contents share at least half the words of the longer one; of fitting pairs the best
//! are taken first. Labels marked optional are borderline: neither missing nor finding one counts.

mod article;
mod tally;
mod words;

use std::path::Path;

use anyhow::{Context, Result, ensure};
use hearsay::{Hints, Reader};
use serde::Deserialize;
use serde_json::json;

use super::{Scores, json_lines};
use article::Article;
use tally::Tally;

/// Spans in code points of the article's text.
type Spans = Vec<[i64; 2]>;

/// One labelled article.
#[derive(Deserialize)]
struct Gold {
    id: String,
    title: String,
    date: String,
    text: String,
    statements: Vec<Label>,
    disputes: Vec<Sides>,
    accusations: Vec<Charge>,
}

/// One labelled statement.
#[derive(Deserialize)]
struct Label {
    n: u32,
    source: Spans,
    cue: Spans,
    content: Spans,
    level: String,
    stance: String,
    negated: bool,
    hedged: bool,
    count: Option<(u64, Option<u64>)>,
    within: Option<u32>,
    also: Also,
    #[serde(default)]
    optional: bool,
    /// The words before the colon of which this is the quotation.
    part_of: Option<u32>,
}

/// What the guideline allows as well.
#[derive(Deserialize)]
struct Also {
    #[serde(default)]
    level: Vec<String>,
    #[serde(default)]
    stance: Vec<String>,
    #[serde(default)]
    count: Vec<Option<(u64, Option<u64>)>>,
    #[serde(default)]
    within: Vec<Option<u32>>,
}

/// The two sides of a dispute as numbers of statements; the paper's own voice is no number.
#[derive(Deserialize)]
struct Sides {
    a: Vec<serde_json::Value>,
    b: Vec<serde_json::Value>,
    #[serde(default)]
    optional: bool,
}

/// A labelled accusation.
#[derive(Deserialize)]
struct Charge {
    statement: u32,
    accused: Spans,
    name: Option<String>,
    answered_in: Vec<u32>,
    #[serde(default)]
    optional: bool,
}

/// The articles that are chosen on.
pub(crate) fn dev(reader: &Reader, data: &Path) -> Result<Scores> {
    scores(reader, &data.join("own_statements/dev.jsonl"))
}

/// The articles that are tuned on.
pub(crate) fn train(reader: &Reader, data: &Path) -> Result<Scores> {
    scores(reader, &data.join("own_statements/train.jsonl"))
}

fn scores(reader: &Reader, path: &Path) -> Result<Scores> {
    let mut tally = Tally::default();
    for gold in json_lines::<Gold>(path)? {
        let line = json!({ "id": gold.id, "title": gold.title, "date": gold.date, "text": gold.text });
        let record = reader.read(line.to_string().as_bytes(), &Hints::default()).next();
        let record = serde_json::to_value(record.context("no record")??)?;
        let article = Article::new(&gold, &record).with_context(|| gold.id.clone())?;
        tally.add(&article);
    }
    ensure!(!tally.is_empty(), "no labels in {}", path.display());
    Ok(tally.scores())
}
