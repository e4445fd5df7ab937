//! Deeds: the tellings of each group put together, with who says so, who denies it, and in how many independent papers.

use std::collections::{BTreeMap, BTreeSet};

use hearsay_core::lookup::{FNV, fnv};
use hearsay_core::{ArticleId, Days, EventId, Plover, Status, Voice};
use serde::{Deserialize, Serialize};

use crate::period::days_in;
use crate::words::{shared, telling_words};
use crate::{Direction, Event, Footing, Quad};

/// One deed between the two parties, as all papers together tell it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Deed {
    /// The smallest event id among its tellings.
    pub group: u64,
    /// The first party did it, or took part.
    pub forth: bool,
    /// The second party did it, or took part.
    pub back: bool,
    /// The narrowest days any telling gives; `None` where nothing tells.
    pub days: Option<Days>,
    /// Mean weight of its tellings, -10 to 10.
    pub weight: f64,
    /// PLOVER type.
    #[serde(rename = "type")]
    pub plover: Plover,
    /// Words or deeds, together or against each other.
    pub quad: Quad,
    /// The strongest footing among the tellings that count.
    pub status: Status,
    /// Independent origins of the tellings that count: a wire's story in ten papers is one, and so is a sentence copied.
    pub outlets: u32,
    /// Articles of the tellings that count.
    pub articles: u32,
    /// The tellings that count, by event id.
    pub events: Vec<u64>,
    /// Tellings of the same deed as denied, or as not having happened.
    pub denied_by: Vec<u64>,
    /// Who says so, without the papers' own voice; sorted, each once.
    pub said_by: Vec<String>,
    /// The article of the telling to show.
    pub article: ArticleId,
    /// The telling to show: strongest footing, then surest.
    pub shown: u64,
    /// How sure the reading is of that telling, 0 to 1.
    pub confidence: f32,
    /// What it is drawn by when deeds are drawn anew: made of where it is told, so that it is the same in whatever order
    /// the articles came. Not written.
    #[serde(skip)]
    pub key: u64,
}

/// All groups with at least one telling on this footing, by their days and by where they are told: the same order, in
/// whatever order the articles came.
pub fn deeds(events: &[Event], footing: &Footing) -> Vec<Deed> {
    let together = done_together(events);
    let mut groups: BTreeMap<u64, Vec<&Event>> = BTreeMap::new();
    for event in events {
        groups.entry(together.get(&event.group).copied().unwrap_or(event.group)).or_default().push(event);
    }
    let told = |(group, mut tellings): (u64, Vec<&Event>)| {
        tellings.sort_by(|left, right| place(left).cmp(&place(right)));
        let first = tellings.first().map(|event| (event.article.clone(), event.event))?;
        Some((first, deed(group, &tellings, footing)?))
    };
    let mut list: Vec<_> = groups.into_iter().filter_map(told).collect();
    list.sort_by(|(first, left), (other, right)| (left.days, first).cmp(&(right.days, other)));
    list.into_iter().map(|(_, deed)| deed).collect()
}

/// Where a telling stands: numbers of rows hang on the order in which articles came, this does not.
fn place(event: &Event) -> (&ArticleId, EventId, Direction, &str, &str) {
    (&event.article, event.event, event.direction, &event.source, &event.target)
}

/// "Arland and Breland exchanged prisoners" is read as two events, one each way, and is one deed: for each group the
/// smallest of those that one sentence tells so.
fn done_together(events: &[Event]) -> BTreeMap<u64, u64> {
    let mut told: BTreeMap<(&ArticleId, &str, &str, Option<Days>), Vec<&Event>> = BTreeMap::new();
    for event in events {
        told.entry((&event.article, &event.sentence, &event.deed, event.days)).or_default().push(event);
    }
    let mut least: BTreeMap<u64, u64> = BTreeMap::new();
    for tellings in told.into_values() {
        let mutual = tellings.iter().any(|event| event.direction != tellings[0].direction);
        let Some(first) = tellings.iter().map(|event| root(&least, event.group)).min().filter(|_| mutual) else {
            continue;
        };
        for event in tellings {
            let top = root(&least, event.group);
            if top != first {
                least.insert(top, first);
            }
        }
    }
    let groups: Vec<u64> = least.keys().copied().collect();
    groups.into_iter().map(|group| (group, root(&least, group))).collect()
}

/// Follows a group to the one that stands for it; each step leads to a smaller number.
fn root(least: &BTreeMap<u64, u64>, mut group: u64) -> u64 {
    while let Some(&smaller) = least.get(&group) {
        group = smaller;
    }
    group
}

fn deed(group: u64, tellings: &[&Event], footing: &Footing) -> Option<Deed> {
    let counted: Vec<&Event> = tellings.iter().copied().filter(|event| footing.keeps(event)).collect();
    let footing_of = |event: &Event| (event.voice == Voice::Comment, event.status);
    let shown = counted.iter().copied().min_by(|left, right| {
        let surer = right.confidence.total_cmp(&left.confidence);
        footing_of(left).cmp(&footing_of(right)).then(surer).then(place(left).cmp(&place(right)))
    })?;
    let ids = |events: &mut dyn Iterator<Item = &Event>| -> Vec<u64> {
        events.map(|event| event.id).collect::<BTreeSet<_>>().into_iter().collect()
    };
    let denies = |event: &&Event| {
        matches!(event.status, Status::Denied | Status::Negated) && (footing.comments || event.voice == Voice::Report)
    };
    let articles: BTreeSet<_> = counted.iter().map(|event| &event.article).collect();
    let said_by: BTreeSet<_> = counted.iter().filter_map(|event| event.speaker.clone()).collect();
    let days = counted.iter().filter_map(|event| event.days).min_by_key(|days| (days_in(*days), *days));
    let printed = || counted.iter().filter_map(|event| event.published).min().map(Days::day);
    Some(Deed {
        group,
        forth: counted.iter().any(|event| event.direction == Direction::Forth),
        back: counted.iter().any(|event| event.direction == Direction::Back),
        days: days.or_else(printed),
        weight: counted.iter().map(|event| f64::from(event.weight.clamp(-10.0, 10.0))).sum::<f64>()
            / counted.len() as f64,
        plover: shown.plover,
        quad: Quad::of(shown.plover),
        status: shown.status,
        outlets: origins(&counted),
        articles: articles.len() as u32,
        events: ids(&mut counted.iter().copied()),
        denied_by: ids(&mut tellings.iter().copied().filter(denies)),
        said_by: said_by.into_iter().collect(),
        article: shown.article.clone(),
        shown: shown.id,
        confidence: shown.confidence,
        key: tellings.first().map_or(0, |event| fnv(fnv(FNV, event.article.0.bytes()), event.event.0.to_le_bytes())),
    })
}

/// Independent origins: one for each wire, else for each paper, else for each article; and copied sentences are one.
fn origins(tellings: &[&Event]) -> u32 {
    let mut origins: BTreeMap<String, Vec<&Event>> = BTreeMap::new();
    for &event in tellings {
        let name = event.agency.as_ref().or(event.outlet.as_ref());
        let name = name.map_or_else(|| event.article.0.clone(), |name| name.trim().to_lowercase());
        origins.entry(name).or_default().push(event);
    }
    if origins.len() < 2 {
        return 1;
    }
    let mut seen: Vec<BTreeSet<String>> = Vec::new();
    for events in origins.values() {
        let words: Vec<_> = events.iter().map(|event| telling_words(&event.sentence)).collect();
        let copied = |words: &BTreeSet<String>| seen.iter().any(|other| is_copy(words, other));
        // Counting is cut short where it no longer matters, so that a deed in ten thousand papers stays quick.
        if seen.len() >= 200 || !words.iter().all(copied) {
            seen.push(words.into_iter().next().unwrap_or_default());
        }
    }
    seen.len().max(1) as u32
}

/// Nine words of ten are the same, of eight or more.
fn is_copy(left: &BTreeSet<String>, right: &BTreeSet<String>) -> bool {
    let (shared, all) = (shared(left, right), left.len().max(right.len()));
    all >= 8 && shared * 10 >= all * 9
}
