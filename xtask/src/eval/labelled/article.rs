//! A labelled article beside our record of it, and which of our statements is which label.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::Value;

use super::words::{Text, overlap};
use super::{Charge, Gold, Label, Spans};

const PRONOUNS: [&str; 10] = ["he", "she", "it", "they", "we", "i", "who", "that", "which", "you"];
const LEADS: [&str; 9] = ["of", "for", "to", "with", "from", "in", "by", "at", "on"];
const POINTERS: [&str; 7] = ["the", "a", "an", "his", "her", "their", "its"];

/// One statement of ours.
pub(super) struct Ours {
    pub id: String,
    pub source: Spans,
    entity: Option<String>,
    pub level: String,
    pub count: Option<(u64, Option<u64>)>,
    pub cue: Spans,
    pub stance: String,
    pub negated: bool,
    pub hedged: bool,
    pub within: Option<String>,
    words: BTreeSet<i64>,
}

struct Entity {
    name: String,
    mentions: Spans,
}

/// An accusation of ours.
#[derive(Deserialize)]
pub(super) struct Accused {
    pub statement: String,
    accused: String,
    pub answered_in: Option<String>,
}

pub(super) struct Article<'a> {
    pub gold: &'a Gold,
    text: Text,
    entities: BTreeMap<String, Entity>,
    pub ours: Vec<Ours>,
    /// Each dispute of ours, as the statements of its two sides.
    pub disputes: Vec<[Vec<String>; 2]>,
    pub accusations: Vec<Accused>,
    words: BTreeMap<u32, BTreeSet<i64>>,
    /// Place in `ours` by the number of the label.
    pub of_gold: BTreeMap<u32, usize>,
    /// Number of the label by id.
    pub of_ours: BTreeMap<String, u32>,
}

impl<'a> Article<'a> {
    pub(super) fn new(gold: &'a Gold, record: &Value) -> Result<Self> {
        let whole = record["text"].as_str().context("no text")?;
        let at = whole.find(&gold.text).context("the text has moved under its labels")?;
        let shift = i64::try_from(whole[..at].chars().count())?;
        let moved = |spans: &Value| -> Result<Spans> {
            let spans: Spans = serde_json::from_value(spans.clone())?;
            Ok(spans.into_iter().map(|[start, end]| [start - shift, end - shift]).collect())
        };
        let list = |name: &str| record[name].as_array().map_or(&[][..], Vec::as_slice);
        let name = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let text = Text(gold.text.chars().collect());
        let mut entities = BTreeMap::new();
        for entity in list("entities") {
            let mentions = entity["mentions"].as_array().into_iter().flatten().map(|mention| mention["span"].clone());
            let mentions = moved(&Value::Array(mentions.collect()))?;
            entities.insert(name(&entity["id"]), Entity { name: name(&entity["name"]), mentions });
        }
        let mut ours = Vec::new();
        for said in list("statements").iter().filter(|said| said["voice"] == "report") {
            let (source, content) = (&said["source"], moved(&said["content"])?);
            let cue = if said["cue"].is_null() { Vec::new() } else { moved(&said["cue"]["spans"])? };
            if content.iter().chain(&cue).all(|span| span[1] <= 0) {
                continue; // the headline has no labels
            }
            let count = &source["count"];
            ours.push(Ours {
                id: name(&said["id"]),
                source: moved(&source["spans"])?,
                entity: source["entity"].as_str().map(str::to_owned),
                level: name(&source["level"]),
                count: count["min"].as_u64().map(|least| (least, count["max"].as_u64())),
                cue,
                stance: name(&said["stance"]),
                negated: said["negated"] == true,
                hedged: said["hedged"] == true,
                within: said["within"].as_str().map(str::to_owned),
                words: text.words(&content),
            });
        }
        let side = |value: &Value| vec![name(value)];
        let disputes = list("disputes").iter().map(|dispute| {
            let pair = &dispute["statements"];
            [side(&pair[0]), side(&pair[1])]
        });
        let accusations = list("accusations").iter().map(|one| serde_json::from_value(one.clone()));
        let words = gold.statements.iter().map(|label| (label.n, text.words(&label.content))).collect();
        let mut article = Self {
            gold,
            entities,
            ours,
            disputes: disputes.collect(),
            accusations: accusations.collect::<Result<_, _>>()?,
            words,
            of_gold: BTreeMap::new(),
            of_ours: BTreeMap::new(),
            text,
        };
        article.match_labels();
        Ok(article)
    }

    /// The words of our content, those of the label's, and how many they share.
    fn shared(&self, label: &Label, ours: &Ours) -> [usize; 3] {
        let theirs = &self.words[&label.n];
        [ours.words.len(), theirs.len(), ours.words.intersection(theirs).count()]
    }

    /// Whether the contents share half the words of the longer.
    pub(super) fn half(&self, label: &Label, ours: &Ours) -> bool {
        let [own, theirs, shared] = self.shared(label, ours);
        2 * shared >= own.max(theirs)
    }

    pub(super) fn same_words(&self, label: &Label, ours: &Ours) -> bool {
        self.words[&label.n] == ours.words
    }

    fn fits(&self, label: &Label, ours: &Ours) -> bool {
        if overlap(&label.cue, &ours.cue) {
            return true;
        }
        let [own, theirs, shared] = self.shared(label, ours);
        let least = if label.cue.is_empty() && ours.cue.is_empty() { theirs } else { own.max(theirs).max(1) };
        2 * shared >= least
    }

    fn match_labels(&mut self) {
        let mut pairs = Vec::new();
        for (i, label) in self.gold.statements.iter().enumerate() {
            for (j, ours) in self.ours.iter().enumerate().filter(|(_, ours)| self.fits(label, ours)) {
                let [own, theirs, shared] = self.shared(label, ours);
                let cue = overlap(&label.cue, &ours.cue) || label.cue.is_empty() && ours.cue.is_empty();
                let weigh = |is: bool, weight: f64| if is { weight } else { 0.0 };
                let weight = weigh(cue, 10.0)
                    + weigh(self.source_right(label, ours), 4.0)
                    + 3.0 * (2 * shared) as f64 / (own + theirs).max(1) as f64
                    + weigh(ours.stance == label.stance || label.also.stance.contains(&ours.stance), 1.5);
                pairs.push((-weight, i, j));
            }
        }
        pairs.sort_by(|a, b| a.0.total_cmp(&b.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        for (_, i, j) in pairs {
            let (n, id) = (self.gold.statements[i].n, &self.ours[j].id);
            if !self.of_gold.contains_key(&n) && !self.of_ours.contains_key(id) {
                self.of_gold.insert(n, j);
                self.of_ours.insert(id.clone(), n);
            }
        }
    }

    /// The label by its number.
    pub(super) fn label(&self, n: u32) -> Option<&'a Label> {
        self.gold.statements.iter().find(|label| label.n == n)
    }

    /// A quotation after a colon, which our statement of the words before the colon takes in.
    pub(super) fn excused(&self, label: &Label) -> bool {
        let host = label.part_of.and_then(|host| self.of_gold.get(&host));
        host.is_some_and(|&host| {
            let [_, theirs, shared] = self.shared(label, &self.ours[host]);
            2 * shared >= theirs
        })
    }

    pub(super) fn source_right(&self, label: &Label, ours: &Ours) -> bool {
        if label.source.is_empty() || ours.source.is_empty() {
            return label.source.is_empty() && ours.source.is_empty();
        }
        let (theirs, own) = (self.text.words(&label.source), self.text.words(&ours.source));
        if self.names(&theirs, &own, &ours.source) {
            return true;
        }
        // "Dorn and her team ... their claims": the pronoun is labelled as well.
        let function = |words: &BTreeSet<i64>| words.iter().all(|&place| self.text.is_function(place));
        if label.source.iter().any(|&span| self.text.words(&[span]) == own) && function(&own) {
            return true;
        }
        // Another mention of the same one.
        let entity = ours.entity.as_ref().and_then(|id| self.entities.get(id));
        entity.into_iter().flat_map(|entity| &entity.mentions).any(|&span| {
            let mention = self.text.words(&[span]);
            2 * mention.intersection(&theirs).count() >= theirs.len() && self.names(&theirs, &mention, &[span])
        })
    }

    /// Whether our words name whom the label names.
    fn names(&self, theirs: &BTreeSet<i64>, own: &BTreeSet<i64>, spans: &[[i64; 2]]) -> bool {
        let shared: BTreeSet<i64> = theirs.intersection(own).copied().collect();
        let (Some(&start), Some(&first)) = (shared.first(), theirs.first()) else { return false };
        let weighty = |words: &BTreeSet<i64>| words.iter().any(|&place| !self.text.is_function(place));
        if weighty(theirs) && !weighty(&shared) {
            return shared.iter().any(|&place| PRONOUNS.contains(&self.text.word(place).as_str()));
        }
        // "Dorn" of "Dorn's doctors", "the bank" of "a spokesman for the bank".
        let rest: BTreeSet<i64> = theirs.difference(own).copied().collect();
        let end = spans.iter().map(|span| span[1]).max().unwrap_or(0);
        let after = self.text.at(end + 1).is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ' ');
        if matches!(self.text.at(end), Some('\'' | '’')) && after && rest.iter().any(|&place| place >= end) {
            return false;
        }
        let before = self.text.words(&[[(start - 40).max(0), start]]);
        let before = before.iter().rev().map(|&place| self.text.word(place));
        let lead = before.into_iter().find(|word| !POINTERS.contains(&word.as_str()));
        let inner = first < start && own.is_subset(theirs) && rest.contains(&first);
        !(inner && lead.is_some_and(|lead| LEADS.contains(&lead.as_str())))
    }

    /// Whether an accusation of ours is this one: made in the statement, or in an unlabelled one beside it ("sued Breland,
    /// saying ...").
    pub(super) fn is_made_in(&self, charge: &Charge, accused: &Accused) -> bool {
        if let Some(&n) = self.of_ours.get(&accused.statement) {
            return n == charge.statement;
        }
        let ours = self.ours.iter().find(|ours| ours.id == accused.statement);
        let (Some(ours), Some(label)) = (ours, self.label(charge.statement)) else { return false };
        let (Some(cue), Some(own)) = (label.cue.first(), ours.cue.first()) else { return false };
        let between = cue[0].min(own[0])..cue[0].max(own[0]);
        let ends = |at: i64| {
            matches!(self.text.at(at), Some('.' | '!' | '?')) && self.text.at(at + 1).is_some_and(char::is_whitespace)
        };
        self.source_right(label, ours) && !between.into_iter().any(ends)
    }

    pub(super) fn is_accused(&self, charge: &Charge, accused: &Accused) -> bool {
        let Some(entity) = self.entities.get(&accused.accused) else { return false };
        let named = charge.name.as_ref().is_some_and(|name| Text::names(name, &entity.name));
        overlap(&entity.mentions, &charge.accused) || named
    }
}
