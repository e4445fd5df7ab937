//! How outlets source what they print.

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use hearsay_core::Level;
use hearsay_store::Store;
use hearsay_store::browse::{LevelMonth, OutletRow};

use crate::answer::{Answer, no_twin};
use crate::asked::{Asked, Twin};
pub(crate) use crate::counted::Sourcing;
use crate::draw::strip::bar;
use crate::fault::Fault;
use crate::pages::Frame;
use crate::pages::disputes::csv_line;
use crate::pages::rows::{Pages, twins};
use crate::site::Site;
use crate::words;

/// Levels whose source has no name.
pub(crate) fn is_nameless(level: Level) -> bool {
    matches!(level, Level::Anonymous | Level::Collective | Level::Unattributed)
}

/// Every outlet with what its statements rest on, those with most statements first.
pub(crate) fn sourcing(site: &Site, store: &Store) -> Result<Arc<Vec<Sourcing>>, Fault> {
    let known = site.known();
    known.sourcing.get(|| shares(store, &known.outlets.get(|| Ok(store.outlets()?))?))
}

fn shares(store: &Store, rows: &[OutletRow]) -> Result<Vec<Sourcing>, Fault> {
    let mut outlets: BTreeMap<Option<String>, Sourcing> = BTreeMap::new();
    for row in rows {
        let new = Sourcing {
            outlet: row.name.clone(),
            articles: row.articles,
            statements: 0,
            levels: BTreeMap::new(),
            nameless: 0.0,
            months: BTreeMap::new(),
        };
        outlets.insert(row.name.clone(), new);
    }
    for LevelMonth { outlet, month, level, statements } in store.level_months()? {
        let Some(entry) = outlets.get_mut(&outlet) else { continue };
        entry.statements += statements;
        *entry.levels.entry(words::level(level).to_owned()).or_default() += statements;
        let month = entry.months.entry(month).or_default();
        month.0 += statements;
        if is_nameless(level) {
            month.1 += statements;
        }
    }
    let mut list: Vec<Sourcing> = outlets.into_values().collect();
    for entry in &mut list {
        let nameless: u64 = entry.months.values().map(|(_, nameless)| nameless).sum();
        entry.nameless = nameless as f64 / (entry.statements.max(1)) as f64;
    }
    list.sort_by(|left, right| right.statements.cmp(&left.statements).then_with(|| left.outlet.cmp(&right.outlet)));
    Ok(list)
}

/// Shares by level of one outlet as one bar of parts, with the strongest sourcing left.
pub(crate) fn stack(entry: &Sourcing) -> String {
    let all = entry.statements.max(1) as f64;
    let mut out = String::from(r#"<svg class="stack" height="12" aria-hidden="true">"#);
    let mut x = 0.0;
    for level in words::LEVELS {
        let name = words::level(level);
        let share = entry.levels.get(name).copied().unwrap_or(0) as f64 / all * 100.0;
        if share > 0.0 {
            out.push_str(&format!(r#"<rect class="{name}" x="{x:.2}%" width="{share:.2}%" height="12"/>"#));
            x += share;
        }
    }
    out + "</svg>"
}

/// A month of an outlet: its label, all statements, the share without a name.
pub(crate) fn month_share(months: &BTreeMap<u32, (u64, u64)>) -> Vec<(String, u64, f64)> {
    let years: std::collections::BTreeSet<u32> =
        months.keys().filter(|month| **month > 0).map(|month| month / 100).collect();
    // By year where there are many: a month of three statements has no share worth drawing.
    let by_year = years.len() > 4;
    let mut bins: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    for (month, (all, nameless)) in months.iter().filter(|(month, _)| **month > 0) {
        let label = if by_year { (month / 100).to_string() } else { format!("{:04}-{:02}", month / 100, month % 100) };
        let bin = bins.entry(label).or_default();
        *bin = (bin.0 + all, bin.1 + nameless);
    }
    bins.into_iter().map(|(label, (all, nameless))| (label, all, nameless as f64 / all.max(1) as f64)).collect()
}

#[derive(Template)]
#[template(path = "sources.html")]
struct Page {
    frame: Frame,
    address: String,
    links: Vec<(String, String)>,
    lead: String,
    rows: Vec<Row>,
    levels: Vec<(&'static str, &'static str, String, String, String)>,
    key: Vec<&'static str>,
    pages: Pages,
}

const EACH: usize = 60;

struct Row {
    outlet: Option<String>,
    articles: String,
    statements: String,
    nameless: String,
    named: String,
    stack: String,
}

pub(crate) fn view(site: &Site, store: &Store, asked: &Asked) -> Result<Answer, Fault> {
    let list = sourcing(site, store)?;
    match asked.twin {
        Twin::Json => Answer::json(&*list),
        Twin::Csv => {
            let mut out = String::from("outlet,month,statements,without_name\n");
            for entry in list.iter() {
                for (month, (all, nameless)) in &entry.months {
                    let cells = [month.to_string(), all.to_string(), nameless.to_string()];
                    let [month, all, nameless] = &cells;
                    out.push_str(&csv_line(&[entry.outlet.as_deref(), Some(month), Some(all), Some(nameless)]));
                }
            }
            Ok(Answer::csv(out))
        }
        Twin::Page => {
            let all: u64 = list.iter().map(|entry| entry.statements).sum();
            let mut by_level: BTreeMap<&str, u64> = BTreeMap::new();
            for (level, count) in list.iter().flat_map(|entry| &entry.levels) {
                *by_level.entry(level.as_str()).or_default() += count;
            }
            let nameless: u64 = list.iter().flat_map(|entry| entry.months.values()).map(|(_, nameless)| nameless).sum();
            let most = by_level.values().copied().max().unwrap_or(1).max(1);
            let share = |part: u64, all: u64| format!("{:.1} %", 100.0 * part as f64 / all.max(1) as f64);
            let levels = words::LEVELS
                .into_iter()
                .filter_map(|level| {
                    let name = words::level(level);
                    let count = by_level.get(name).copied().filter(|count| *count > 0)?;
                    Some((
                        name,
                        words::level_means(level),
                        bar(count as f64 / most as f64),
                        words::count(count),
                        share(count, all),
                    ))
                })
                .collect();
            let lead = format!(
                "On whose word the news stands: {}, {} of them of sources without a name (anonymous, collective, unattributed).",
                words::counted(all, "statement"),
                share(nameless, all)
            );
            let pages = Pages::new(&asked.query, list.len(), EACH, "");
            let rows = list
                .iter()
                .map(|entry| Row {
                    outlet: entry.outlet.clone(),
                    articles: words::count(entry.articles),
                    statements: words::count(entry.statements),
                    nameless: if entry.statements == 0 {
                        String::new()
                    } else {
                        format!("{:.0} %", 100.0 * entry.nameless)
                    },
                    named: words::count(entry.levels.get("named").copied().unwrap_or(0)),
                    stack: stack(entry),
                })
                .skip(pages.skip(EACH))
                .take(EACH)
                .collect();
            let links = twins(asked, &[("JSON", "json"), ("CSV", "csv")]);
            Answer::page(&Page {
                frame: Frame::new(site, "Sources", "Sources"),
                address: asked.path.clone(),
                links,
                lead,
                rows,
                levels,
                pages,
                key: words::LEVELS[..10].iter().map(|level| words::level(*level)).collect(),
            })
        }
        _ => Err(no_twin(asked)),
    }
}
