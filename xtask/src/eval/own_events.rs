//! Events read from raw text against events labelled by hand (`own_events/GUIDE.md`), as `score_events.py` beside them scores.
//!
//! An event is found when a trigger of ours shares letters with the labelled one, or with one that tells the same deed, and the type
//! is the same; one to one. A party is right when each of ours is spoken of by words of a labelled one and none is invented; of a
//! reciprocal deed the two sides count together.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Result;
use hearsay::{Hints, Reader};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Scores, f1, json_lines, share};

/// Code points, the end not included.
type Span = [u64; 2];

#[derive(Deserialize)]
struct Item {
    id: String,
    date: Option<String>,
    text: String,
    events: Vec<Label>,
}

#[derive(Deserialize)]
struct Label {
    #[serde(rename = "type")]
    plover: String,
    trigger: Span,
    source: Vec<Span>,
    target: Vec<Span>,
    status: String,
    also: Vec<Span>,
}

/// One of ours: rows that only turn the two sides round are one. A party is all the words that speak of it.
struct Said {
    plover: String,
    trigger: Span,
    source: Vec<Vec<Span>>,
    target: Vec<Vec<Span>>,
    status: String,
    both_ways: bool,
}

#[derive(Default)]
struct Tally {
    gold: usize,
    said: usize,
    found: usize,
    both: usize,
    full: usize,
    status: usize,
    source: usize,
    target: usize,
    turned_round: usize,
    told_as_fact: usize,
}

/// Bullets and articles of dev apart.
pub(crate) fn own_events(reader: &Reader, data: &Path) -> Result<Scores> {
    let articles: Vec<Value> = json_lines(&data.join("own_events/items/articles-04.jsonl"))?;
    let articles: BTreeSet<&str> = articles.iter().filter_map(|item| item["id"].as_str()).collect();
    let items: Vec<Item> = json_lines(&data.join("own_events/dev.jsonl"))?;
    let mut tallies = [("bullets", Tally::default()), ("articles", Tally::default())];
    for item in &items {
        let tally = &mut tallies[usize::from(articles.contains(item.id.as_str()))].1;
        let line = json!({ "id": item.id, "date": item.date, "text": item.text }).to_string();
        let mut said = Vec::new();
        for record in reader.read(line.as_bytes(), &Hints::default()) {
            said = said_in(&serde_json::to_value(record?)?);
        }
        tally.add(&item.events, &said);
    }
    let mut scores = Scores::new();
    for (part, tally) in &tallies {
        let mut put = |name: &str, score: f64| scores.insert(format!("{part} {name}"), score);
        put("found F1", f1(tally.found, tally.said, tally.gold));
        put("both parties F1", f1(tally.both, tally.said, tally.gold));
        put("with status F1", f1(tally.full, tally.said, tally.gold));
        put("found P", share(tally.found, tally.said));
        put("found R", share(tally.found, tally.gold));
        put("source of found", share(tally.source, tally.found));
        put("target of found", share(tally.target, tally.found));
        put("status of found", share(tally.status, tally.found));
        put("not turned round", 100.0 - share(tally.turned_round, tally.found));
        put("not told as fact", 100.0 - share(tally.told_as_fact, tally.found));
    }
    Ok(scores)
}

fn over(a: Span, b: Span) -> bool {
    a[0] < b[1] && b[0] < a[1]
}

fn any_over(some: &[Span], others: &[Span]) -> bool {
    some.iter().any(|&a| others.iter().any(|&b| over(a, b)))
}

fn span(value: &Value) -> Option<Span> {
    Some([value.get(0)?.as_u64()?, value.get(1)?.as_u64()?])
}

/// The events of a record, one for each trigger and type.
fn said_in(record: &Value) -> Vec<Said> {
    let list = |value: &'_ Value| value.as_array().cloned().unwrap_or_default();
    let mentions: BTreeMap<String, Vec<Span>> = list(&record["entities"])
        .iter()
        .map(|entity| {
            let spans = list(&entity["mentions"]).iter().filter_map(|mention| span(&mention["span"])).collect();
            (entity["id"].as_str().unwrap_or_default().to_owned(), spans)
        })
        .collect();
    let side = |parties: &Value| -> Vec<Vec<Span>> {
        let words = |party: &Value| {
            let known = mentions.get(party["entity"].as_str().unwrap_or_default()).cloned().unwrap_or_default();
            span(&party["span"]).into_iter().chain(known).collect()
        };
        list(parties).iter().map(words).collect()
    };
    let mut said: Vec<Said> = Vec::new();
    for event in list(&record["events"]) {
        let text = |key: &str| event[key].as_str().unwrap_or_default().to_owned();
        let Some(trigger) = span(&event["trigger"]) else { continue };
        let (plover, source, target) = (text("type"), side(&event["source"]), side(&event["target"]));
        if let Some(known) = said.iter_mut().find(|known| known.trigger == trigger && known.plover == plover) {
            known.both_ways = true;
            for (known, new) in [(&mut known.source, source), (&mut known.target, target)] {
                for party in new {
                    if !known.contains(&party) {
                        known.push(party);
                    }
                }
            }
        } else {
            said.push(Said { plover, trigger, source, target, status: text("status"), both_ways: false });
        }
    }
    said
}

impl Said {
    /// Whether source and target are right.
    fn sides(&self, gold: &Label) -> (bool, bool) {
        let right = |said: &[Vec<Span>], gold: &[Span]| {
            if gold.is_empty() {
                said.is_empty()
            } else {
                !said.is_empty() && said.iter().all(|party| any_over(party, gold))
            }
        };
        if self.both_ways || gold.target.is_empty() && gold.source.len() >= 2 {
            let said = [self.source.clone(), self.target.clone()].concat();
            let all = right(&said, &[gold.source.clone(), gold.target.clone()].concat());
            return (all, all);
        }
        (right(&self.source, &gold.source), right(&self.target, &gold.target))
    }

    fn is_turned_round(&self, gold: &Label) -> bool {
        let told = !self.source.is_empty() && !gold.source.is_empty() && !gold.target.is_empty() && !self.both_ways;
        told && self.source.iter().all(|party| any_over(party, &gold.target))
            && !self.source.iter().any(|party| any_over(party, &gold.source))
    }
}

impl Tally {
    fn add(&mut self, gold: &[Label], said: &[Said]) {
        self.gold += gold.len();
        self.said += said.len();
        let mut pairs = Vec::new();
        for (i, label) in gold.iter().enumerate() {
            let triggers: Vec<Span> = std::iter::once(label.trigger).chain(label.also.iter().copied()).collect();
            for (j, event) in said.iter().enumerate() {
                if label.plover == event.plover && any_over(&[event.trigger], &triggers) {
                    let (source, target) = event.sides(label);
                    pairs.push((usize::from(source) + usize::from(target), event.status == label.status, i, j));
                }
            }
        }
        pairs.sort_by(|a, b| b.cmp(a));
        let (mut labels, mut events) = (BTreeSet::new(), BTreeSet::new());
        for (_, status, i, j) in pairs {
            if labels.contains(&i) || events.contains(&j) {
                continue;
            }
            labels.insert(i);
            events.insert(j);
            let (label, event) = (&gold[i], &said[j]);
            let (source, target) = event.sides(label);
            self.found += 1;
            self.source += usize::from(source);
            self.target += usize::from(target);
            self.both += usize::from(source && target);
            self.status += usize::from(status);
            self.full += usize::from(source && target && status);
            self.turned_round += usize::from(event.is_turned_round(label));
            let open = matches!(label.status.as_str(), "alleged" | "denied" | "negated" | "possible" | "future");
            self.told_as_fact += usize::from(event.status == "reported" && open);
        }
    }
}
