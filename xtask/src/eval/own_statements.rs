//! Statements on our own gold: 40 Wikinews articles labelled by hand (`docs/labelling.md`), half to tune on, half to
//! report on.
//!
//! The gold holds offsets only; the articles are read from the data folder. A labelled statement is found when one of
//! ours shares letters with its cue, or, for a quotation without a cue, begins where it begins. Everything else is
//! counted over the statements that were found.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use hearsay::{Hints, Reader};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Scores, f1, json_lines, share};

#[derive(Deserialize)]
struct Gold {
    part: String,
    id: String,
    statements: Vec<Label>,
    disputes: Vec<Pair>,
}

/// One statement as labelled; offsets count code points.
#[derive(Deserialize)]
struct Label {
    n: u32,
    source: Option<[u64; 2]>,
    cue: Option<[u64; 2]>,
    /// Where a quotation without a cue begins.
    content: Option<u64>,
    level: String,
    stance: String,
    count: Option<(u64, Option<u64>)>,
    within: Option<u32>,
}

#[derive(Deserialize)]
struct Pair {
    statements: [u32; 2],
}

#[derive(Deserialize)]
struct News {
    doc_id: String,
    date: Option<String>,
    text: String,
}

#[derive(Default)]
struct Tally {
    labelled: usize,
    found: usize,
    source: usize,
    level: usize,
    stance: usize,
    count: usize,
    nested: [usize; 3],
    disputes: [usize; 3],
}

/// The half that is tuned on.
pub(crate) fn tuning(reader: &Reader, data: &Path) -> Result<Scores> {
    scores(reader, data, "dev")
}

/// The half that is reported on.
pub(crate) fn report(reader: &Reader, data: &Path) -> Result<Scores> {
    scores(reader, data, "report")
}

fn scores(reader: &Reader, data: &Path, part: &str) -> Result<Scores> {
    let gold = Path::new(env!("CARGO_MANIFEST_DIR")).join("../eval/gold/statements.jsonl");
    let news = json_lines::<News>(&data.join("wikinews/wikinews.jsonl"))?;
    let news: BTreeMap<&str, &News> = news.iter().map(|article| (article.doc_id.as_str(), article)).collect();
    let mut tally = Tally::default();
    for gold in json_lines::<Gold>(&gold)?.iter().filter(|gold| gold.part == part) {
        let article = news.get(gold.id.as_str()).with_context(|| format!("no article {}", gold.id))?;
        let line = json!({ "id": gold.id, "text": article.text, "date": article.date, "publisher": "Wikinews" });
        let record = reader.read(line.to_string().as_bytes(), &Hints::default()).next();
        let record = serde_json::to_value(record.context("no record")??)?;
        ensure!(record["text"] == article.text.as_str(), "{}: the text has moved under its labels", gold.id);
        tally.add(gold, &record);
    }
    ensure!(tally.labelled > 0, "no labels for {part}");
    Ok(tally.scores())
}

impl Tally {
    fn add(&mut self, gold: &Gold, record: &Value) {
        let ours: &[Value] = record["statements"].as_array().map_or(&[], Vec::as_slice);
        let mut id_of: BTreeMap<u32, &str> = BTreeMap::new();
        for label in &gold.statements {
            self.labelled += 1;
            let taken = |statement: &&Value| id_of.values().any(|&id| statement["id"] == id);
            let fitting = ours.iter().filter(|statement| label.names(statement) && !taken(statement));
            let Some(found) = fitting.max_by_key(|statement| label.same_source(statement)) else { continue };
            id_of.insert(label.n, found["id"].as_str().unwrap_or_default());
            self.found += 1;
            self.source += usize::from(label.same_source(found));
            self.level += usize::from(found["source"]["level"] == label.level.as_str());
            self.stance += usize::from(found["stance"] == label.stance.as_str());
            let count = &found["source"]["count"];
            let count = count["min"].as_u64().map(|min| (min, count["max"].as_u64()));
            self.count += usize::from(count == label.count);
        }
        for label in &gold.statements {
            let Some(id) = id_of.get(&label.n) else { continue };
            let found = ours.iter().find(|statement| statement["id"] == *id);
            let outer = found.and_then(|statement| statement["within"].as_str());
            // A statement of ours that nobody labelled may hold it too; that is no mistake and no merit.
            let outer = outer.filter(|outer| id_of.values().any(|id| id == outer));
            let right = label.within.and_then(|within| id_of.get(&within).copied());
            self.nested[0] += usize::from(right.is_some() && right == outer);
            self.nested[1] += usize::from(outer.is_some());
            self.nested[2] += usize::from(label.within.is_some());
        }
        self.disputes(gold, record, &id_of);
    }

    fn disputes(&mut self, gold: &Gold, record: &Value, id_of: &BTreeMap<u32, &str>) {
        let said = record["disputes"].as_array().map_or(&[][..], Vec::as_slice);
        let right = gold.disputes.iter().filter(|pair| {
            let pair = pair.statements.map(|n| id_of.get(&n).copied().unwrap_or("?"));
            said.iter().any(|dispute| {
                let has = |id: &str| dispute["statements"].as_array().is_some_and(|ids| ids.iter().any(|i| i == id));
                has(pair[0]) && has(pair[1])
            })
        });
        self.disputes[0] += right.count();
        self.disputes[1] += said.len();
        self.disputes[2] += gold.disputes.len();
    }

    fn scores(&self) -> Scores {
        let [nested, said, there] = self.nested;
        let [disputes, disputes_said, disputes_there] = self.disputes;
        [
            ("statements found", share(self.found, self.labelled)),
            ("source", share(self.source, self.found)),
            ("sourcing level", share(self.level, self.found)),
            ("stance", share(self.stance, self.found)),
            ("count", share(self.count, self.found)),
            ("nesting F1", f1(nested, said, there)),
            ("disputes F1", f1(disputes, disputes_said, disputes_there)),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .into()
    }
}

impl Label {
    /// Whether the statement of ours is the one labelled.
    fn names(&self, statement: &Value) -> bool {
        match (self.cue, self.content) {
            (Some(cue), _) => overlaps(&statement["cue"]["spans"], cue),
            (None, Some(start)) => {
                let first = statement["content"][0][0].as_u64();
                first.is_some_and(|first| first.abs_diff(start) <= 1)
            }
            (None, None) => false,
        }
    }

    fn same_source(&self, statement: &Value) -> bool {
        let spans = &statement["source"]["spans"];
        match self.source {
            Some(source) => overlaps(spans, source),
            // A quotation without a cue has its source anywhere before.
            None => self.cue.is_none() || spans.as_array().is_none_or(Vec::is_empty),
        }
    }
}

fn overlaps(spans: &Value, [start, end]: [u64; 2]) -> bool {
    spans.as_array().into_iter().flatten().any(|span| {
        let (Some(first), Some(after)) = (span[0].as_u64(), span[1].as_u64()) else { return false };
        first < end && start < after
    })
}
