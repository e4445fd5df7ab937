//! Home: what is in the store, what moved, who disputes what.

use std::collections::BTreeMap;

use askama::Template;
use hearsay_core::Status;
use hearsay_store::browse::{ArticleFilter, Contradiction, DisputeFilter, OutletRow};
use hearsay_store::{Counts, Filter, Store};
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use crate::answer::{Answer, no_twin};
use crate::asked::{Asked, Twin};
use crate::draw::strip::{Bar, bar, strip, year_labels};
use crate::fault::Fault;
use crate::pages::Frame;
use crate::pages::disputes::Side;
use crate::pages::feed::{Entry, feed};
use crate::pages::pairs::{Mover, movers};
use crate::pages::rows::DeedRow;
use crate::site::Site;
use crate::words;

/// What is in the store.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct Home {
    /// How much of what.
    #[schema(value_type = Object)]
    counts: Counts,
    /// Days on which something in it was published.
    days: usize,
    /// Outlets by number of articles.
    #[schema(value_type = Vec<Object>)]
    outlets: Vec<OutletRow>,
    /// Articles by quarter, or by month where the store spans less than three years.
    coverage: Vec<Covered>,
    /// The pairs that moved most lately.
    movers: Vec<Mover>,
    /// The newest disputes.
    #[schema(value_type = Vec<Object>)]
    disputes: Vec<Contradiction>,
    /// How many disputes there are.
    dispute_count: u64,
    /// Statements by sourcing level.
    levels: BTreeMap<String, u64>,
}

/// Articles of a time.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct Covered {
    /// `2011-Q1` or `2011-01`.
    label: String,
    /// First day.
    #[schema(value_type = String, format = Date)]
    first: Date,
    /// Last day.
    #[schema(value_type = String, format = Date)]
    last: Date,
    /// Articles published on its days.
    articles: u64,
}

#[derive(Template)]
#[template(path = "home.html")]
struct Page {
    frame: Frame,
    home: Home,
    lead: String,
    strip: String,
    movers: Vec<MoverRow>,
    disputes: Vec<(String, [Side; 2])>,
    statuses: Vec<(Status, String, String, String)>,
    levels: Vec<(&'static str, String, String, String)>,
    when: String,
    can_read: bool,
}

struct MoverRow {
    mover: Mover,
    last: Option<DeedRow>,
}

pub(crate) fn view(site: &Site, store: &Store, asked: &Asked) -> Result<Answer, Fault> {
    if asked.twin == Twin::Atom {
        let found =
            store.find(&Filter { statuses: [Status::Reported, Status::Claimed].into(), ..Filter::default() }, 50)?;
        let entries = found.iter().map(Entry::of_event).collect();
        return Ok(Answer::atom(feed("hearsay: the latest deeds", "/", entries)));
    }
    let home = home(site, store)?;
    match asked.twin {
        Twin::Json => Answer::json(&home),
        Twin::Page => page(site, store, home),
        _ => Err(no_twin(asked)),
    }
}

fn home(site: &Site, store: &Store) -> Result<Home, Fault> {
    let known = site.known();
    let coverage = known.coverage(store)?;
    let levels = known.levels.get(|| Ok(store.levels()?))?;
    let filter = DisputeFilter::default();
    Ok(Home {
        days: coverage.0.len(),
        coverage: covered(&coverage.0),
        outlets: known.outlets.get(|| Ok(store.outlets()?))?.to_vec(),
        movers: movers(site, store, 8)?,
        disputes: store.disputes(&filter, 0, 6)?,
        dispute_count: store.dispute_years(&filter)?.iter().map(|(_, count)| count).sum(),
        levels: levels.iter().map(|(level, count)| (words::level(*level).to_owned(), *count)).collect(),
        counts: known.counts.get(|| Ok(store.counts()?))?.as_ref().clone(),
    })
}

fn covered(coverage: &BTreeMap<Date, u32>) -> Vec<Covered> {
    let Some((&first, &last)) = coverage.keys().next().zip(coverage.keys().next_back()) else { return Vec::new() };
    let period = super::pairs::period_of(first, last);
    let bins = period.over(hearsay_core::Days::new(first, last), 400);
    bins.into_iter()
        .map(|days| Covered {
            label: words::period(period, days.first),
            first: days.first,
            last: days.last,
            articles: coverage.range(days.first..=days.last).map(|(_, &count)| u64::from(count)).sum(),
        })
        .collect()
}

fn page(site: &Site, store: &Store, home: Home) -> Result<Answer, Fault> {
    let counts = &home.counts;
    let span = counts
        .published
        .as_ref()
        .map(|(first, last)| format!("{} to {}", words::day_of(Some(first)), words::day_of(Some(last))));
    let named = home.outlets.iter().filter(|outlet| outlet.name.is_some()).count() as u64;
    let lead = format!(
        "{}{}{}: {} and {}, each with the words it was read from.",
        words::counted(counts.articles, "article"),
        span.map(|span| format!(" of {}, {span}", words::counted(home.days as u64, "day"))).unwrap_or_default(),
        if named > 0 { format!(", from {}", words::counted(named, "outlet")) } else { String::new() },
        words::counted(counts.events, "deed"),
        words::counted(counts.statements, "statement"),
    );
    let labels = year_labels(&home.coverage.iter().map(|covered| covered.first.year()).collect::<Vec<_>>());
    let unit =
        home.coverage.first().map_or("", |covered| if covered.label.contains('Q') { "quarter" } else { "month" });
    let mean = counts.articles / (home.coverage.len() as u64).max(1);
    let bars: Vec<Bar> = home
        .coverage
        .iter()
        .zip(labels)
        .map(|(covered, label)| Bar {
            href: format!("/articles?from={}&until={}", covered.first, covered.last),
            title: format!("{}: {}", covered.label, words::counted(covered.articles, "article")),
            value: covered.articles,
            label,
        })
        .collect();
    let strip = strip(&bars, "read-h", &format!("articles a {unit}"), Some(mean / 5));
    let mut rows = Vec::new();
    for mover in &home.movers {
        let last = store.latest_between(&mover.one, &mover.other)?;
        rows.push(MoverRow { mover: mover.clone(), last: last.as_ref().map(DeedRow::new) });
    }
    let most = counts.by_status.iter().map(|(_, count)| *count).max().unwrap_or(1).max(1);
    let share = |part: u64, all: u64| format!("{:.1} %", 100.0 * part as f64 / all.max(1) as f64);
    let mut statuses: Vec<(Status, u64)> = words::STATUSES
        .into_iter()
        .map(|status| {
            let count =
                counts.by_status.iter().find(|(name, _)| name == words::status(status)).map_or(0, |(_, count)| *count);
            (status, count)
        })
        .collect();
    statuses.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let statuses = statuses
        .into_iter()
        .map(|(status, count)| {
            (status, bar(count as f64 / most as f64), words::count(count), share(count, counts.events))
        })
        .collect();
    let mut levels: Vec<(&'static str, u64)> = words::LEVELS
        .into_iter()
        .filter_map(|level| Some((words::level(level), *home.levels.get(words::level(level))?)))
        .collect();
    levels.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let (most, all) = (levels.first().map_or(1, |(_, count)| *count), levels.iter().map(|(_, count)| count).sum());
    let levels = levels
        .into_iter()
        .map(|(level, count)| (level, bar(count as f64 / most as f64), words::count(count), share(count, all)))
        .collect();
    let disputes = home
        .disputes
        .iter()
        .map(|dispute| {
            (words::printed(dispute.claim.published), [Side::new(&dispute.claim), Side::new(&dispute.denial)])
        })
        .collect();
    let mut frame = Frame::new(site, "", "Pairs");
    frame.title = "hearsay: who did what to whom, and who says so".to_owned();
    let when = home.movers.first().map(|mover| mover.when.clone()).unwrap_or_default();
    let can_read = site.settings.read_story.is_some();
    Answer::page(&Page { frame, lead, strip, movers: rows, disputes, statuses, levels, when, can_read, home })
}

/// How many articles there are of a filter, for a lead.
pub(crate) fn article_count(store: &Store, filter: &ArticleFilter) -> Result<u64, Fault> {
    Ok(store.article_count(filter)?)
}
