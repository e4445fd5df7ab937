//! All pairs, and those that moved most lately.

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use hearsay_relation::{Coverage, Period};
use hearsay_store::Store;
use hearsay_store::browse::PairMonth;
use jiff::civil::Date;

use crate::answer::{Answer, no_twin};
use crate::asked::{Asked, Twin};
pub(crate) use crate::counted::Mover;
use crate::draw::strip::spark;
use crate::fault::Fault;
use crate::pages::Frame;
use crate::pages::rows::{Pages, twins};
use crate::site::Site;
use crate::words;

impl Mover {
    /// Its line as a drawing.
    pub(crate) fn spark(&self) -> String {
        let label = format!(
            "Up to {}; lowest {} in {}, now {}",
            self.when,
            words::signed(self.lowest, 0),
            self.lowest_when,
            words::signed(self.now, 0)
        );
        spark(&self.line, &label)
    }
}

/// Quarters for what spans three years or more, else months.
pub(crate) fn period_of(first: Date, last: Date) -> Period {
    if last.year() - first.year() >= 3 { Period::Quarter } else { Period::Month }
}

/// Points of a line.
const POINTS: usize = 42;

struct Line<'p> {
    pair: (&'p str, &'p str),
    weights: BTreeMap<usize, f64>,
    events: BTreeMap<usize, u64>,
}

/// The pairs, each with its line, in the order of their codes.
pub(crate) fn all(site: &Site, store: &Store) -> Result<Arc<Vec<Mover>>, Fault> {
    let known = site.known();
    known.pairs.get(|| lines(store, &*known.coverage(store)?))
}

fn lines(store: &Store, coverage: &Coverage) -> Result<Vec<Mover>, Fault> {
    let Some((&first, &last)) = coverage.0.keys().next().zip(coverage.0.keys().next_back()) else {
        return Ok(Vec::new());
    };
    let period = period_of(first, last);
    let months = store.pair_months()?;
    let bins = period.over(hearsay_core::Days::new(first, last), 2_000);
    if bins.is_empty() {
        return Ok(Vec::new());
    }
    let place = |month: u32| {
        let day = Date::new((month / 100) as i16, ((month % 100).clamp(1, 12)) as i8, 1).ok()?;
        let at = bins.partition_point(|bin| bin.last < day);
        (at < bins.len() && day.last_of_month() >= bins[at].first).then_some(at)
    };
    let mut lines: Vec<Line<'_>> = Vec::new();
    for PairMonth { one, other, month, events, weight } in &months {
        if lines.last().is_none_or(|line| line.pair != (one, other)) {
            lines.push(Line { pair: (one, other), weights: BTreeMap::new(), events: BTreeMap::new() });
        }
        if let (Some(at), Some(line)) = (place(*month), lines.last_mut()) {
            *line.weights.entry(at).or_default() += weight;
            *line.events.entry(at).or_default() += events;
        }
    }
    // The latest time may have only begun: it counts when half of what is usual was read in it.
    let articles =
        |at: usize| coverage.0.range(bins[at].first..=bins[at].last).map(|(_, &count)| u64::from(count)).sum::<u64>();
    let mean = coverage.0.values().map(|&count| u64::from(count)).sum::<u64>() / bins.len() as u64;
    let now = (0..bins.len()).rev().find(|&at| articles(at) * 2 >= mean).unwrap_or(bins.len() - 1);
    let year = if period == Period::Quarter { 4 } else { 12 };
    let from = (now + 1).saturating_sub(POINTS);
    Ok(lines
        .into_iter()
        .filter(|line| !line.events.is_empty())
        .map(|line| {
            let at = |at: usize| line.weights.get(&at).copied().unwrap_or(0.0);
            let before = now.saturating_sub(year)..now;
            let lowest = line.weights.iter().min_by(|left, right| left.1.total_cmp(right.1));
            let label = |at: usize| words::period(period, bins[at].first);
            Mover {
                one: line.pair.0.to_owned(),
                one_name: words::code_name(line.pair.0),
                other: line.pair.1.to_owned(),
                other_name: words::code_name(line.pair.1),
                when: label(now),
                now: at(now),
                before: before.clone().map(at).sum::<f64>() / (before.len().max(1) as f64),
                deeds: line.events.get(&now).copied().unwrap_or(0),
                all: line.events.values().sum(),
                lowest: lowest.map_or(0.0, |(_, weight)| weight.min(0.0)),
                lowest_when: lowest.map(|(&at, _)| label(at)).unwrap_or_default(),
                line: (from..=now).map(at).collect(),
            }
        })
        .collect())
}

/// The pairs that moved most against the year before: by the change on a scale that is nearly the square root, so that a
/// war does not hide all else.
pub(crate) fn movers(site: &Site, store: &Store, most: usize) -> Result<Vec<Mover>, Fault> {
    let all = all(site, store)?;
    let mut list: Vec<&Mover> = all.iter().collect();
    let height = |sum: f64| sum.signum() * ((sum.abs() + 10.0).sqrt() - 10.0_f64.sqrt());
    let moved = |mover: &Mover| (height(mover.now) - height(mover.before)).abs();
    list.retain(|mover| mover.deeds > 0 && moved(mover) > 0.3);
    list.sort_by(|left, right| {
        moved(right).total_cmp(&moved(left)).then_with(|| (&left.one, &left.other).cmp(&(&right.one, &right.other)))
    });
    Ok(list.into_iter().take(most).cloned().collect())
}

const EACH: usize = 60;

#[derive(Template)]
#[template(path = "pairs.html")]
struct Page {
    frame: Frame,
    address: String,
    links: Vec<(String, String)>,
    lead: String,
    rows: Vec<Mover>,
    pages: Pages,
    order: String,
}

pub(crate) fn view(site: &Site, store: &Store, asked: &Asked) -> Result<Answer, Fault> {
    let order = asked.query.get("order").unwrap_or("told");
    let mut list = match order {
        "told" | "name" => all(site, store)?.to_vec(),
        "moved" => movers(site, store, usize::MAX)?,
        other => return Err(Fault::Asked(format!("pairs are ordered by told, moved or name, not by `{other}`"))),
    };
    match order {
        "told" => list.sort_by_key(|pair| std::cmp::Reverse(pair.all)),
        "name" => {
            list.sort_by(|left, right| (&left.one_name, &left.other_name).cmp(&(&right.one_name, &right.other_name)))
        }
        _ => {}
    }
    match asked.twin {
        Twin::Json => Answer::json(&list),
        Twin::Csv => {
            let mut out = String::from("one,other,one_name,other_name,when,now,before,deeds,all,lowest,lowest_when\n");
            for pair in &list {
                out.push_str(&format!(
                    "{},{},\"{}\",\"{}\",{},{:.1},{:.1},{},{},{:.1},{}\n",
                    pair.one,
                    pair.other,
                    pair.one_name,
                    pair.other_name,
                    pair.when,
                    pair.now,
                    pair.before,
                    pair.deeds,
                    pair.all,
                    pair.lowest,
                    pair.lowest_when
                ));
            }
            Ok(Answer::csv(out))
        }
        Twin::Page => {
            let pages = Pages::new(&asked.query, list.len(), EACH, "");
            let lead = format!(
                "{} of parties have done something to each other that is reported or claimed.",
                words::counted(list.len() as u64, "pair")
            );
            let rows = list.into_iter().skip(pages.skip(EACH)).take(EACH).collect();
            let frame = Frame::new(site, "All pairs", "Pairs");
            let links = twins(asked, &[("JSON", "json"), ("CSV", "csv")]);
            Answer::page(&Page {
                frame,
                address: asked.path.clone(),
                links,
                lead,
                rows,
                pages,
                order: order.to_owned(),
            })
        }
        _ => Err(no_twin(asked)),
    }
}
