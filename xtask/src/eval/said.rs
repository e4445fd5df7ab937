//! How many statements are right: samples of news drawn by a fixed seed, and what a reader found of each statement (`docs/said.md`).
//!
//! The judgments (`eval/gold/said.tsv`) hold byte offsets and verdicts only; the texts stay in the data folder. A statement of ours has a
//! judgment when cue, source, level, stance and content are those of the judged one; what changed since is counted as unjudged.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result, ensure};
use hearsay::Reader;
use hearsay::core::lookup::{FNV, fnv};
use hearsay::core::{Record, Span, Statement, Voice};
use serde::Deserialize;

use super::precision::{read, spans};
use super::{Scores, json_lines, share};

const GOLD: &str = include_str!("../../../eval/gold/said.tsv");
/// What is labelled for statements, and so no unread text.
const LABELLED: [&str; 16] = [
    include_str!("../../../eval/gold/statements.jsonl"),
    include_str!("../../../training/labels/statements/N1.jsonl"),
    include_str!("../../../training/labels/statements/N2.jsonl"),
    include_str!("../../../training/labels/statements/N3.jsonl"),
    include_str!("../../../training/labels/statements/N4.jsonl"),
    include_str!("../../../training/labels/statements/N5.jsonl"),
    include_str!("../../../training/labels/statements/N6.jsonl"),
    include_str!("../../../training/labels/statements/N7.jsonl"),
    include_str!("../../../training/labels/statements/N8.jsonl"),
    include_str!("../../../training/labels/statements/N9.jsonl"),
    include_str!("../../../training/labels/statements/N10.jsonl"),
    include_str!("../../../training/labels/statements/N11.jsonl"),
    include_str!("../../../training/labels/statements/N12.jsonl"),
    include_str!("../../../training/labels/statements/N13.jsonl"),
    include_str!("../../../training/labels/statements/N14.jsonl"),
    include_str!("../../../training/labels/statements/N15.jsonl"),
];

/// Any number would do; this one was fixed before anything was read.
const SEED: u64 = 20_261_130;
/// The samples, in the order they are drawn: to tune on, and to report on.
const PARTS: [&str; 2] = ["tuning", "report"];
/// How many articles and bullets each draws.
const ARTICLES: usize = 30;
const BULLETS: usize = 140;
/// How many statements of one item are judged, so that one long article does not decide the figure.
const STATEMENTS: usize = 4;

#[derive(Deserialize)]
struct Id {
    id: String,
}

#[derive(Deserialize)]
struct Article {
    doc_id: Option<String>,
    date: Option<String>,
    text: String,
}

/// What is reported on.
pub(crate) fn report(reader: &Reader, data: &Path) -> Result<Scores> {
    scores(reader, data, "report")
}

/// What was read first, and mended by.
pub(crate) fn tuning(reader: &Reader, data: &Path) -> Result<Scores> {
    scores(reader, data, "tuning")
}

/// Prints a sample's statements that nobody has judged, a line each for a reader: the line of the gold, then the words.
pub(crate) fn worksheet(reader: &Reader, data: &Path, part: &str) -> Result<()> {
    let judged = judgments();
    for (item, record) in sample(reader, data, part)? {
        for statement in drawn(&item, &record) {
            let key = key(&item, statement);
            if !judged.contains_key(key.as_str()) {
                println!("?\t{key}\t{}", told(&record, statement));
            }
        }
    }
    Ok(())
}

fn scores(reader: &Reader, data: &Path, part: &str) -> Result<Scores> {
    let judged = judgments();
    let (mut verdicts, mut all) = (BTreeMap::<&str, usize>::new(), 0);
    for (item, record) in sample(reader, data, part)? {
        for statement in drawn(&item, &record) {
            all += 1;
            if let Some(verdict) = judged.get(key(&item, statement).as_str()) {
                *verdicts.entry(verdict).or_default() += 1;
            }
        }
    }
    let known: usize = verdicts.values().sum();
    ensure!(all > 0, "no statement in {part}");
    let mut scores = Scores::new();
    scores.insert("judged".to_owned(), share(known, all));
    for (verdict, count) in verdicts {
        scores.insert(verdict.to_owned(), share(count, known));
    }
    Ok(scores)
}

/// The unread items of a part with their records: articles and bullets in the order of a hash of their ids.
fn sample(reader: &Reader, data: &Path, part: &str) -> Result<Vec<(String, Record)>> {
    let nth = PARTS.iter().position(|name| *name == part);
    let nth = nth.with_context(|| format!("a sample is called one of {}", PARTS.join(", ")))?;
    let mut labelled = BTreeSet::new();
    for line in LABELLED.iter().flat_map(|file| file.lines()) {
        labelled.insert(serde_json::from_str::<Id>(line)?.id);
    }
    for split in ["train", "dev"] {
        for set in ["own_statements", "own_events"] {
            labelled
                .extend(json_lines::<Id>(&data.join(format!("{set}/{split}.jsonl")))?.into_iter().map(|item| item.id));
        }
    }
    let mut items = Vec::new();
    for (file, count) in
        [("wikinews/wikinews.jsonl", ARTICLES), ("current_events/events_2002-07_2025-06.jsonl", BULLETS)]
    {
        let all = json_lines::<Article>(&data.join(file))?.into_iter().enumerate();
        let mut all: Vec<(String, Article)> =
            all.map(|(line, article)| (article.doc_id.clone().unwrap_or(format!("b{line}")), article)).collect();
        all.retain(|(id, _)| !labelled.contains(id));
        all.sort_by_cached_key(|(id, _)| (hash(id), id.clone()));
        items.extend(all.into_iter().skip(nth * count).take(count));
    }
    let read = |(id, article): (String, Article)| {
        let record = read(reader, &id, article.date.as_deref(), &article.text)?;
        Ok((id, record))
    };
    items.into_iter().map(read).collect()
}

/// The statements of an item that the seed puts first.
fn drawn<'r>(item: &str, record: &'r Record) -> Vec<&'r Statement> {
    let mut statements: Vec<&Statement> =
        record.statements.iter().filter(|statement| statement.voice == Voice::Report).collect();
    statements.sort_by_cached_key(|statement| hash(&format!("{} {item}", start(statement))));
    statements.truncate(STATEMENTS);
    statements.sort_by_key(|statement| start(statement));
    statements
}

fn start(statement: &Statement) -> usize {
    let cue = statement.cue.iter().flat_map(|cue| &cue.spans);
    cue.chain(&statement.content).map(|span| span.start()).next().unwrap_or_default()
}

/// The line of the gold, less the verdict: item, cue, source, content, level, stance, negation.
fn key(item: &str, statement: &Statement) -> String {
    let cue = statement.cue.as_ref().map_or(&[][..], |cue| &cue.spans);
    [
        item.to_owned(),
        spans(cue),
        spans(&statement.source.spans),
        spans(&statement.content),
        format!("{:?}", statement.source.level).to_lowercase(),
        format!("{}{:?}", if statement.negated { "not " } else { "" }, statement.stance).to_lowercase(),
    ]
    .join("\t")
}

/// Who says what, and the words around.
fn told(record: &Record, statement: &Statement) -> String {
    let words = |spans: &[Span]| spans.iter().map(|&span| record.text.at(span)).collect::<Vec<_>>().join(" … ");
    let entity = statement.source.entity.map_or("", |id| record.entities[id.index()].name.as_str());
    let cue = statement.cue.as_ref().map_or(String::new(), |cue| words(&cue.spans));
    let text = record.text.as_str();
    let (mut from, mut to) = (start(statement).saturating_sub(250), (start(statement) + 350).min(text.len()));
    while !text.is_char_boundary(from) {
        from -= 1;
    }
    while !text.is_char_boundary(to) {
        to += 1;
    }
    let line = format!(
        "[{}] = {entity} <{cue}> {{{}}} | {}",
        words(&statement.source.spans),
        words(&statement.content),
        &text[from..to]
    );
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Verdicts by what they are of.
fn judgments() -> BTreeMap<&'static str, &'static str> {
    GOLD.lines().skip(2).filter_map(|line| line.split_once('\t')).map(|(verdict, key)| (key, verdict)).collect()
}

fn hash(id: &str) -> u64 {
    fnv(FNV ^ SEED, id.bytes())
}
