//! Times on GUM's dated texts: an expression is right when it shares words with a gold one and names the same days.
//!
//! GUM has dates and times of day, no durations and no sets: of ours, DATE and TIME with days count. Gold that is
//! only bounded on one side or vague (`notBefore`, `notAfter`) is right when our days lie inside.

use std::path::Path;
use std::sync::Arc;

use anyhow::Result;
use hearsay::Reader;
use hearsay::core::{Article, Block, BlockKind, Days, Span, Text, TimeKind};
use jiff::civil::Date;
use serde::Deserialize;

use super::{Scores, f1, json_lines, share};

#[derive(Deserialize)]
struct Gold {
    dct: Option<String>,
    nc: bool,
    text: String,
    timexes: Vec<Timex>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Timex {
    start: usize,
    end: usize,
    tag: String,
    when: Option<String>,
    from: Option<String>,
    to: Option<String>,
    not_before: Option<String>,
    not_after: Option<String>,
}

pub(crate) fn dates(reader: &Reader, data: &Path) -> Result<Scores> {
    let (mut right, mut said, mut there, mut spans) = (0, 0, 0, 0);
    for gold in json_lines::<Gold>(&data.join("gum_dates/dev.jsonl"))?.iter().filter(|gold| !gold.nc) {
        let (found, points) = times(reader, gold);
        let mut gold: Vec<(Span, Bounds)> = gold.timexes.iter().filter_map(|timex| wanted(timex, &points)).collect();
        there += gold.len();
        said += found.len();
        for (span, days) in found {
            let near = |(gold, _): &(Span, Bounds)| gold.overlaps(span);
            spans += usize::from(gold.iter().any(near));
            if let Some(place) = gold.iter().position(|gold| near(gold) && gold.1.holds(days)) {
                gold.remove(place);
                right += 1;
            }
        }
    }
    Ok([
        ("value F1".to_owned(), f1(right, said, there)),
        ("value precision".to_owned(), share(right, said)),
        ("value recall".to_owned(), share(right, there)),
        ("found (overlap) precision".to_owned(), share(spans, said)),
    ]
    .into())
}

/// Our dated expressions, and the byte of each code point.
fn times(reader: &Reader, gold: &Gold) -> (Vec<(Span, Days)>, Vec<usize>) {
    let mut blocks = Vec::new();
    let mut start = 0;
    for line in gold.text.split_inclusive('\n') {
        let span = Span::new(start, start + line.trim_end().len());
        start += line.len();
        if !span.is_empty() {
            blocks.push(Block { kind: BlockKind::Paragraph, span, body: span });
        }
    }
    let published = gold.dct.as_deref().and_then(bounds).map(|days| days.first);
    let article = Article { text: Text::from(gold.text.as_str()), blocks, published, ..Article::default() };
    let document = reader.nlp().annotate(Arc::new(article));
    let dated = hearsay::read::times(&document, published).into_iter().filter_map(|time| {
        let counts = matches!(time.kind, TimeKind::Date | TimeKind::Time);
        time.interval.filter(|_| counts).map(|days| (time.span, days))
    });
    let points = gold.text.char_indices().map(|(at, _)| at).chain([gold.text.len()]).collect();
    (dated.collect(), points)
}

/// The days that gold allows.
#[derive(Clone, Copy)]
enum Bounds {
    Exactly(Days),
    Inside(Days),
}

impl Bounds {
    fn holds(self, days: Days) -> bool {
        match self {
            Bounds::Exactly(gold) => gold == days,
            Bounds::Inside(gold) => gold.first <= days.first && days.last <= gold.last,
        }
    }
}

/// Dates of the calendar only; "at three" has no day in GUM.
fn wanted(timex: &Timex, points: &[usize]) -> Option<(Span, Bounds)> {
    let span = Span::new(*points.get(timex.start)?, *points.get(timex.end)?);
    let day = |text: &Option<String>| text.as_deref().and_then(bounds);
    if timex.tag != "date" {
        return None;
    }
    if let Some(days) = day(&timex.when) {
        return Some((span, Bounds::Exactly(days)));
    }
    if let (Some(from), Some(to)) = (day(&timex.from), day(&timex.to)) {
        return Some((span, Bounds::Exactly(Days::new(from.first, to.last))));
    }
    let first = day(&timex.from).or(day(&timex.not_before)).map_or(Date::MIN, |days| days.first);
    let last = day(&timex.to).or(day(&timex.not_after)).map_or(Date::MAX, |days| days.last);
    Some((span, Bounds::Inside(Days::new(first, last))))
}

/// "2013", "2013-05", "2013-05-06".
fn bounds(text: &str) -> Option<Days> {
    let mut parts = text.get(..text.find('T').unwrap_or(text.len()))?.split('-');
    let year = parts.next()?.parse().ok()?;
    let Some(month) = parts.next() else {
        return Some(Days::new(Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?));
    };
    let first = Date::new(year, month.parse().ok()?, 1).ok()?;
    match parts.next() {
        None => Some(Days::new(first, first.last_of_month())),
        Some(day) => Some(Days::day(Date::new(year, first.month(), day.parse().ok()?).ok()?)),
    }
}
