//! How many `reported` events are so: samples of news drawn by a fixed seed, and what a reader found of each event
//! (`docs/precision.md`).
//!
//! The judgments (`eval/gold/precision.tsv`) hold offsets and verdicts only; the texts stay in the data folder. An
//! event of ours has a judgment when it has the judged one's item and type and shares words with its trigger and with
//! every party; events that nobody judged are counted apart.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use hearsay::core::lookup::{FNV, fnv};
use hearsay::core::{Event, Party, Record, Span, Status};
use hearsay::{Hints, Reader};
use serde::Deserialize;
use serde_json::json;

use super::{Scores, json_lines, share};

const GOLD: &str = include_str!("../../../eval/gold/precision.tsv");
const OURS: &str = include_str!("../../../training/labels/events.tsv");
const LABELLED: &str = include_str!("../../../eval/gold/statements.jsonl");

/// Any number would do; this one was fixed before anything was read.
const SEED: u64 = 20_261_123;
/// The samples, in the order they were drawn: to tune on, to report on, and to report on once events had changed.
const PARTS: [&str; 4] = ["tuning", "report", UNREAD, LAST];
const UNREAD: &str = "report-2026-11-29";
const LAST: &str = "report-2026-11-29-2";
/// How many articles and bullets each draws.
const ARTICLES: [usize; 4] = [160, 100, 0, 0];
const BULLETS: [usize; 4] = [320, 400, 280, 200];
/// Events of one item that are judged, so that one long article does not decide the figure.
const EVENTS: usize = 3;

/// One item of a sample: an article, or a bullet of a day's news.
struct Item {
    id: String,
    date: Option<String>,
    text: String,
}

#[derive(Deserialize)]
struct Article {
    doc_id: String,
    date: Option<String>,
    text: String,
}

#[derive(Deserialize)]
struct Bullet {
    date: String,
    text: String,
}

#[derive(Deserialize)]
struct Labelled {
    text: String,
}

#[derive(Deserialize)]
struct Known {
    id: String,
}

/// What a reader found of one event.
struct Judgment<'a> {
    verdict: &'a str,
    date_verdict: &'a str,
    item: &'a str,
    trigger: Vec<Span>,
    plover: &'a str,
    source: Vec<Span>,
    target: Vec<Span>,
    dated: &'a str,
}

/// The half that is tuned on.
pub(crate) fn tuning(reader: &Reader, data: &Path) -> Result<Scores> {
    scores(reader, data, "tuning")
}

/// The half that is reported on.
pub(crate) fn report(reader: &Reader, data: &Path) -> Result<Scores> {
    scores(reader, data, "report")
}

/// What nobody had read when events last changed, and no event was labelled in.
pub(crate) fn unread(reader: &Reader, data: &Path) -> Result<Scores> {
    scores(reader, data, UNREAD)
}

/// The same, drawn once more after the layers had learnt from twice the labels.
pub(crate) fn last(reader: &Reader, data: &Path) -> Result<Scores> {
    scores(reader, data, LAST)
}

/// Prints the `reported` events of a sample as lines for a reader to judge; those without a judgment only, unless all
/// are asked for. The last column is text and is cut before a line joins the gold.
pub(crate) fn worksheet(reader: &Reader, data: &Path, part: &str, all: bool) -> Result<()> {
    let gold = judgments()?;
    for item in sample(data, part)? {
        let record = item.read(reader)?;
        for event in reported(&item, &record) {
            if !all && gold.iter().any(|judgment| judgment.of(&item, event)) {
                continue;
            }
            let columns = [
                "?".to_owned(),
                "?".to_owned(),
                part.to_owned(),
                item.id.clone(),
                spans(&[event.trigger]),
                event.plover.name().to_owned(),
                event.deed.clone(),
                spans(&party_spans(&event.source)),
                spans(&party_spans(&event.target)),
                dated(event),
                told(&record, event),
            ];
            println!("{}", columns.join("\t"));
        }
    }
    Ok(())
}

fn scores(reader: &Reader, data: &Path, part: &str) -> Result<Scores> {
    let gold = judgments()?;
    let mut scores = Scores::new();
    let mut all = Tally::default();
    let items = sample(data, part)?;
    for kind in ["wikinews", "bullets"] {
        let mut tally = Tally::default();
        for item in items.iter().filter(|item| item.kind() == kind) {
            tally.add(&gold, item, &item.read(reader)?);
        }
        tally.add_to(kind, &mut scores);
        all.join(&tally);
    }
    ensure!(all.reported > 0, "no reported events in {part}");
    for (status, count) in &all.status {
        scores.insert(format!("share {status}"), share(*count, all.status.values().sum()));
    }
    for (verdict, count) in &all.verdicts {
        scores.insert(format!("verdict {verdict}"), share(*count, all.judged()));
    }
    for (verdict, count) in &all.dates {
        scores.insert(format!("date {verdict}"), share(*count, all.dates.values().sum()));
    }
    all.add_to("all", &mut scores);
    Ok(scores)
}

#[derive(Default)]
struct Tally {
    reported: usize,
    status: BTreeMap<String, usize>,
    verdicts: BTreeMap<String, usize>,
    dates: BTreeMap<String, usize>,
}

impl Tally {
    fn add(&mut self, gold: &[Judgment], item: &Item, record: &Record) {
        for event in &record.events {
            *self.status.entry(format!("{:?}", event.status).to_lowercase()).or_default() += 1;
        }
        for event in reported(item, record) {
            self.reported += 1;
            let Some(judgment) = gold.iter().find(|judgment| judgment.of(item, event)) else { continue };
            *self.verdicts.entry(judgment.verdict.to_owned()).or_default() += 1;
            if judgment.verdict == "right" && judgment.dated == dated(event) {
                *self.dates.entry(judgment.date_verdict.to_owned()).or_default() += 1;
            }
        }
    }

    fn join(&mut self, other: &Tally) {
        self.reported += other.reported;
        for (ours, theirs) in
            [(&mut self.status, &other.status), (&mut self.verdicts, &other.verdicts), (&mut self.dates, &other.dates)]
        {
            for (key, count) in theirs {
                *ours.entry(key.clone()).or_default() += count;
            }
        }
    }

    fn judged(&self) -> usize {
        self.verdicts.values().sum()
    }

    fn add_to(&self, kind: &str, scores: &mut Scores) {
        let right = self.verdicts.get("right").copied().unwrap_or_default();
        let judged = self.judged();
        scores.insert(format!("{kind}: judged"), share(judged, self.reported));
        if judged == 0 {
            return; // nothing judged is no precision of 0
        }
        let (least, most) = interval(right, judged);
        scores.insert(format!("{kind}: precision"), share(right, judged));
        scores.insert(format!("{kind}: precision, at least"), least);
        scores.insert(format!("{kind}: precision, at most"), most);
    }
}

/// Wilson's 95 % interval of a share, in percent.
fn interval(part: usize, whole: usize) -> (f64, f64) {
    let (n, z) = (whole.max(1) as f64, 1.96_f64);
    let p = part as f64 / n;
    let middle = (p + z * z / (2.0 * n)) / (1.0 + z * z / n);
    let half = z / (1.0 + z * z / n) * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
    (100.0 * (middle - half), 100.0 * (middle + half))
}

impl Item {
    fn read(&self, reader: &Reader) -> Result<Record> {
        read(reader, &self.id, self.date.as_deref(), &self.text)
    }

    fn kind(&self) -> &'static str {
        if self.id.starts_with("bullet:") { "bullets" } else { "wikinews" }
    }
}

impl Judgment<'_> {
    /// Whether the event is the one judged.
    fn of(&self, item: &Item, event: &Event) -> bool {
        self.item == item.id
            && self.plover == event.plover.name()
            && same(&self.trigger, &[event.trigger])
            && same(&self.source, &party_spans(&event.source))
            && same(&self.target, &party_spans(&event.target))
    }
}

/// Whether each of theirs shares words with one of ours, and none is left over.
fn same(ours: &[Span], theirs: &[Span]) -> bool {
    let meets = |span: &Span, others: &[Span]| others.iter().any(|other| span.overlaps(*other));
    ours.len() == theirs.len()
        && ours.iter().all(|span| meets(span, theirs))
        && theirs.iter().all(|span| meets(span, ours))
}

/// The reported events of an item; of more than a few, those whose triggers come first by the seed, so that an event
/// stays drawn while others come and go.
fn reported<'r>(item: &Item, record: &'r Record) -> Vec<&'r Event> {
    let mut events: Vec<&Event> = record.events.iter().filter(|event| event.status == Status::Reported).collect();
    events.sort_by_cached_key(|event| hash(&format!("{} {}", event.trigger.start(), item.id)));
    events.truncate(EVENTS);
    events.sort_by_key(|event| event.trigger.start());
    events
}

fn party_spans(parties: &[Party]) -> Vec<Span> {
    parties.iter().map(|party| party.span).collect()
}

/// The items of a sample: articles that are not labelled for statements, and bullets, in the order of a hash of their
/// ids; each sample goes on where the one before ended. The last has no bullet that the event layers learnt from.
fn sample(data: &Path, part: &str) -> Result<Vec<Item>> {
    let nth = PARTS.iter().position(|name| *name == part);
    let nth = nth.with_context(|| format!("a sample is called one of {}", PARTS.join(", ")))?;
    let mut labelled = BTreeSet::new();
    for line in LABELLED.lines() {
        labelled.insert(serde_json::from_str::<Known>(line)?.id);
    }
    let articles = json_lines::<Article>(&data.join("wikinews/wikinews.jsonl"))?;
    let articles = articles.into_iter().filter(|article| !labelled.contains(&article.doc_id));
    let articles =
        articles.map(|article| Item { id: article.doc_id, date: article.date, text: article.text }).collect();
    let bullets = json_lines::<Bullet>(&data.join("current_events/events_2002-07_2025-06.jsonl"))?;
    let bullets = bullets.into_iter().zip(1..);
    let bullets = bullets
        .map(|(bullet, line)| Item { id: format!("bullet:{line}"), date: Some(bullet.date), text: bullet.text })
        .collect();
    let learnt = if nth >= 2 { learnt(data)? } else { BTreeSet::new() };
    let ours: BTreeSet<&str> = OURS.lines().filter_map(|line| line.split('\t').next()).collect();
    let unlearnt = |item: &Item| !learnt.contains(&plain(&item.text)) && (part != LAST || !is_ours(item, &ours));
    let mut items: Vec<Item> = left(articles, ARTICLES, nth).take(ARTICLES[nth]).collect();
    items.extend(left(bullets, BULLETS, nth).filter(unlearnt).take(BULLETS[nth]));
    // What we labelled after the draw is judged no more.
    items.retain(|item| !is_ours(item, &ours));
    Ok(items)
}

/// Whether an item is labelled in `training/labels`, where bullets are counted from 0.
fn is_ours(item: &Item, ours: &BTreeSet<&str>) -> bool {
    let line = item.id.strip_prefix("bullet:").and_then(|line| line.parse::<usize>().ok());
    line.is_some_and(|line| ours.contains(format!("b{}", line - 1).as_str()))
}

/// What the samples before the nth left, in the order of the hash.
fn left(mut items: Vec<Item>, sizes: [usize; 4], nth: usize) -> impl Iterator<Item = Item> {
    items.sort_by_cached_key(|item| (hash(&item.id), item.id.clone()));
    items.into_iter().skip(sizes[..nth].iter().sum())
}

/// The texts that are labelled for events.
fn learnt(data: &Path) -> Result<BTreeSet<String>> {
    let mut texts = BTreeSet::new();
    for split in ["train", "dev"] {
        let items = json_lines::<Labelled>(&data.join(format!("own_events/{split}.jsonl")))?;
        texts.extend(items.iter().map(|item| plain(&item.text)));
    }
    Ok(texts)
}

/// A text by which another copy of it is known: its letters and digits.
fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// FNV-1a, begun with the seed.
fn hash(id: &str) -> u64 {
    fnv(FNV ^ SEED, id.bytes())
}

/// The record of an item, whose text must be what its judgments count in.
pub(super) fn read(reader: &Reader, id: &str, date: Option<&str>, text: &str) -> Result<Record> {
    let line = json!({ "id": id, "text": text, "date": date });
    let record = reader.read(line.to_string().as_bytes(), &Hints::default()).next().context("no record")??;
    ensure!(record.text.as_str() == text, "{id}: the text has moved under its judgments");
    Ok(record)
}

fn judgments() -> Result<Vec<Judgment<'static>>> {
    GOLD.lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1)
        .map(|line| {
            let columns: Vec<&str> = line.split('\t').collect();
            let &[verdict, date_verdict, _, item, trigger, plover, _, source, target, dated] = columns.as_slice()
            else {
                bail!("eval/gold/precision.tsv: {line}")
            };
            let (trigger, source, target) = (parsed(trigger)?, parsed(source)?, parsed(target)?);
            Ok(Judgment { verdict, date_verdict, item, trigger, plover, source, target, dated })
        })
        .collect()
}

/// `12-20,31-40`, or `-` for none.
pub(super) fn spans(spans: &[Span]) -> String {
    if spans.is_empty() {
        return "-".to_owned();
    }
    spans.iter().map(|span| format!("{}-{}", span.start(), span.end())).collect::<Vec<_>>().join(",")
}

fn parsed(text: &str) -> Result<Vec<Span>> {
    if text == "-" {
        return Ok(Vec::new());
    }
    text.split(',')
        .map(|span| {
            let (start, end) = span.split_once('-').with_context(|| format!("no span: {span}"))?;
            Ok(Span::new(start.parse()?, end.parse()?))
        })
        .collect()
}

fn dated(event: &Event) -> String {
    event.date.as_ref().map_or_else(|| "-".to_owned(), |days| format!("{}..{}", days.first, days.last))
}

/// The event in a line: its parties with their codes, and its sentence with the trigger marked.
fn told(record: &Record, event: &Event) -> String {
    let words = |span: Span| record.text.at(span);
    let parties = |parties: &[Party]| {
        let named = parties.iter().map(|party| {
            let name =
                record.entities.iter().find(|entity| entity.id == party.entity).map_or("", |entity| &entity.name);
            let said = words(party.span);
            let who = if name == said { said.to_owned() } else { format!("{said} = {name}") };
            format!("{who} [{}]", party.actor.as_deref().unwrap_or("-"))
        });
        named.collect::<Vec<_>>().join(" + ")
    };
    let (before, after) = (
        words(Span::new(event.sentence.start(), event.trigger.start())),
        words(Span::new(event.trigger.end(), event.sentence.end())),
    );
    let sentence = format!("{before}«{}»{after}", words(event.trigger));
    let line = format!("{} => {} | {sentence}", parties(&event.source), parties(&event.target));
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}
