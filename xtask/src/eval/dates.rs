//! Times on GUM's dated texts: an expression is right when it shares words with a gold one and names the same days.
//!
//! What GUM's conventions ask for, where TIMEX3's differ:
//! - GUM has no durations and no sets, and its times of day are another tag: of ours, DATE counts, and the part of a day
//!   that is told ("Tuesday night").
//! - "the late 1980s" is the 1980s to GUM: of an expression with a modifier the whole may be meant as well as the part.
//! - a season runs into the month after its three ("from 2012-06 to 2012-09"), and may be of no year ("--06").
//! - gold that is bounded on one side or vague (`notBefore`, `notAfter`) is right when our days lie inside.
//! - 508 BC is "-0508".

use std::path::Path;
use std::sync::Arc;

use anyhow::Result;
use hearsay::Reader;
use hearsay::core::{Article, Block, BlockKind, Days, Span, Text, TimeExpression, TimeKind};
use jiff::ToSpan;
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
        for time in found {
            let near = |(gold, _): &(Span, Bounds)| gold.overlaps(time.span);
            spans += usize::from(gold.iter().any(near));
            if let Some(place) = gold.iter().position(|gold| near(gold) && gold.1.is(&time)) {
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
fn times(reader: &Reader, gold: &Gold) -> (Vec<TimeExpression>, Vec<usize>) {
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
    let dated = hearsay::read::times(&document, published).into_iter().filter(|time| {
        let clock =
            time.value.split_once('T').is_some_and(|(_, hour)| hour.starts_with(|first: char| first.is_ascii_digit()));
        (time.interval.is_some() && matches!(time.kind, TimeKind::Date | TimeKind::Time) && !clock)
            || season(&time.value).is_some()
    });
    let points = gold.text.char_indices().map(|(at, _)| at).chain([gold.text.len()]).collect();
    (dated.collect(), points)
}

/// The days that gold allows.
#[derive(Clone, Copy)]
enum Bounds {
    Exactly(Days),
    Inside(Days),
    /// From this month on, of whatever year.
    Yearless(i8),
}

impl Bounds {
    fn is(self, time: &TimeExpression) -> bool {
        let ours = time.interval;
        match self {
            Bounds::Exactly(gold) => {
                let season = season(&time.value).is_some();
                let longer = ours.filter(|_| season).and_then(|days| {
                    let last = days.last.checked_add(1.day()).ok()?.last_of_month();
                    Some(Days::new(days.first, last))
                });
                [ours, whole(time), longer].contains(&Some(gold))
            }
            Bounds::Inside(gold) => ours.is_some_and(|days| gold.first <= days.first && days.last <= gold.last),
            Bounds::Yearless(month) => match ours {
                Some(days) => days.first.month() == month,
                None => season(&time.value) == Some(month),
            },
        }
    }
}

/// The month that a season's value begins with: 6 for "XXXX-SU".
fn season(value: &str) -> Option<i8> {
    let (_, code) = value.split_once('-')?;
    [("SP", 3), ("SU", 6), ("FA", 9), ("WI", 12)]
        .into_iter()
        .find(|&(season, _)| season == code)
        .map(|(_, month)| month)
}

/// The days of an expression without its modifier: of "the late 1980s" (198X, END) those of 198X.
fn whole(time: &TimeExpression) -> Option<Days> {
    time.modifier.as_ref()?;
    let value = time.value.trim_end_matches("-Q1").trim_end_matches("-Q4");
    if value.ends_with('X') {
        let year = |digit: &str| value.replace('X', digit).parse().ok();
        return Some(Days::new(Date::new(year("0")?, 1, 1).ok()?, Date::new(year("9")?, 12, 31).ok()?));
    }
    bounds(value)
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
    let yearless = timex.when.as_deref().or(timex.from.as_deref()).and_then(|text| text.strip_prefix("--"));
    if let Some(month) = yearless.and_then(|text| text.get(..2)?.parse().ok()) {
        return Some((span, Bounds::Yearless(month)));
    }
    let first = day(&timex.from).or(day(&timex.not_before)).map_or(Date::MIN, |days| days.first);
    let last = day(&timex.to).or(day(&timex.not_after)).map_or(Date::MAX, |days| days.last);
    Some((span, Bounds::Inside(Days::new(first, last))))
}

/// "2013", "2013-05", "2013-05-06", "-0508" for 508 BC.
fn bounds(text: &str) -> Option<Days> {
    let (text, before_christ) = text.strip_prefix('-').map_or((text, false), |text| (text, true));
    let mut parts = text.get(..text.find('T').unwrap_or(text.len()))?.split('-');
    let year: i16 = parts.next()?.parse().ok()?;
    let year = if before_christ { 1 - year } else { year };
    let Some(month) = parts.next() else {
        return Some(Days::new(Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?));
    };
    let first = Date::new(year, month.parse().ok()?, 1).ok()?;
    match parts.next() {
        None => Some(Days::new(first, first.last_of_month())),
        Some(day) => Some(Days::day(Date::new(year, first.month(), day.parse().ok()?).ok()?)),
    }
}
