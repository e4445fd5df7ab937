//! How fast one stage is by itself, on one core.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use hearsay::{Hints, Reader};
use serde::Deserialize;

use super::{Scores, json_lines};

/// How many bullets of current events are read: every fortieth.
const EVERY: usize = 40;

#[derive(Deserialize)]
struct Article {
    date: Option<String>,
    text: String,
}

/// Sentences a second on one core, from trees, names, times and statements to events: of Wikinews, and of bullets that tell
/// one deed each.
pub(crate) fn events(reader: &Reader, data: &Path) -> Result<Scores> {
    let articles = json_lines(&data.join("wikinews/wikinews.jsonl"))?;
    let bullets = json_lines::<Article>(&data.join("current_events/events_2002-07_2025-06.jsonl"))?;
    Ok(Scores::from([
        ("sentences/s".to_owned(), events_of(reader, articles)?),
        ("bullets' sentences/s".to_owned(), events_of(reader, bullets.into_iter().step_by(EVERY).collect())?),
    ]))
}

fn events_of(reader: &Reader, articles: Vec<Article>) -> Result<f64> {
    let lexicon = reader.lexicon();
    let mut read = Vec::new();
    for article in articles {
        let published = article.date.as_deref().and_then(|day| day.parse().ok());
        for page in hearsay::articles(article.text.as_bytes(), &Hints { published, ..Hints::default() }) {
            let document = reader.nlp().annotate(Arc::new(page?));
            let times = hearsay::read::times(&document, document.article().published);
            let entities = hearsay::read::entities(&document, lexicon);
            let statements = hearsay::read::statements(&document, &entities, lexicon);
            read.push((document, entities, statements, times));
        }
    }
    let sentences = read.iter().map(|(document, ..)| document.sentences().len()).sum();
    per_second(&read, sentences, |(document, entities, statements, times)| {
        drop(hearsay::read::events(document, entities, statements, times, lexicon));
    })
}

/// Units of work in a second of this thread's own time, the best of three rounds of half a second and more: what else the machine
/// does costs nothing, and the ticks in which the system counts are short beside a round.
pub(crate) fn per_second<T>(items: &[T], units: usize, of: impl Fn(&T)) -> Result<f64> {
    let spent = || -> Result<f64> {
        let times =
            fs::read_to_string("/proc/thread-self/schedstat").context("only Linux tells a thread's own time")?;
        let nanoseconds = times.split(' ').next().context("no time")?.trim().parse::<f64>()?;
        Ok(nanoseconds / 1e9)
    };
    let mut best = f64::INFINITY;
    for _ in 0..3 {
        let (start, mut passes, mut took) = (spent()?, 0.0, 0.0);
        while took < 0.5 {
            items.iter().for_each(&of);
            passes += 1.0;
            took = spent()? - start;
        }
        best = best.min(took / passes);
    }
    #[allow(clippy::cast_precision_loss)]
    Ok(units as f64 / best)
}
