//! One outlet: how it sources, and what it printed lately.

use askama::Template;
use hearsay_store::browse::{ArticleFilter, ArticleRow};
use hearsay_store::{SaidFilter, Store};
use serde::Serialize;
use utoipa::ToSchema;

use crate::answer::{Answer, no_twin};
use crate::asked::{Asked, Twin};
use crate::draw::strip::{Bar, bar, strip};
use crate::fault::Fault;
use crate::pages::Frame;
use crate::pages::rows::{SaidRow, twins};
use crate::pages::sources::{Sourcing, month_share, sourcing};
use crate::site::Site;
use crate::words;

/// An outlet.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct Outlet {
    /// How it sources.
    sourcing: Sourcing,
    /// Its latest articles.
    #[schema(value_type = Vec<Object>)]
    articles: Vec<ArticleRow>,
}

#[derive(Template)]
#[template(path = "outlet.html")]
struct Page {
    frame: Frame,
    name: String,
    address: String,
    links: Vec<(String, String)>,
    lead: String,
    strip: String,
    levels: Vec<(&'static str, &'static str, String, String, String)>,
    rows: Vec<ArticleRow>,
    nameless: Vec<SaidRow>,
    all: String,
}

pub(crate) fn view(site: &Site, store: &Store, asked: &Asked) -> Result<Answer, Fault> {
    let name = asked.part(asked.parts.len() - 1);
    let all = sourcing(site, store)?;
    let found =
        all.iter().find(|entry| entry.outlet.as_deref().is_some_and(|outlet| outlet.eq_ignore_ascii_case(name)));
    let sourcing =
        found.cloned().ok_or_else(|| Fault::NotFound(format!("no article in the store was printed by `{name}`")))?;
    let filter = ArticleFilter { outlet: Some(name.to_owned()), ..ArticleFilter::default() };
    let rows = store.article_rows(&filter, 0, 20)?;
    match asked.twin {
        Twin::Json => Answer::json(&Outlet { sourcing, articles: rows }),
        Twin::Page => {
            let months = month_share(&sourcing.months);
            let bars: Vec<Bar> = months
                .iter()
                .enumerate()
                .map(|(at, (label, all, share))| Bar {
                    href: format!("/articles?outlet={}", words::segment(name)),
                    title: format!(
                        "{label}: {:.0} % of {} without a name",
                        share * 100.0,
                        words::counted(*all, "statement")
                    ),
                    value: (share * 100.0).round() as u64,
                    label: (at % (months.len() / 12 + 1) == 0)
                        .then(|| (label.clone(), at % (months.len() / 4 + 1) == 0)),
                })
                .collect();
            let all = sourcing.statements;
            let most = sourcing.levels.values().copied().max().unwrap_or(1).max(1);
            let levels = words::LEVELS
                .into_iter()
                .filter_map(|level| {
                    let count = sourcing.levels.get(words::level(level)).copied()?;
                    let share = format!("{:.1} %", 100.0 * count as f64 / all.max(1) as f64);
                    Some((
                        words::level(level),
                        words::level_means(level),
                        bar(count as f64 / most as f64),
                        words::count(count),
                        share,
                    ))
                })
                .collect();
            let nameless = SaidFilter {
                outlet: Some(name.to_owned()),
                levels: words::LEVELS.into_iter().filter(|level| crate::pages::sources::is_nameless(*level)).collect(),
                ..SaidFilter::default()
            };
            let nameless = store.who(&nameless, 8)?.iter().map(SaidRow::new).collect();
            let lead = format!(
                "{} with {}; {:.0} % of these rest on sources without a name.",
                words::counted(sourcing.articles, "article"),
                words::counted(all, "statement"),
                sourcing.nameless * 100.0
            );
            let name = sourcing.outlet.clone().unwrap_or_default();
            Answer::page(&Page {
                frame: Frame::new(site, &name, "Sources"),
                address: asked.path.clone(),
                links: twins(asked, &[("JSON", "json")]),
                lead,
                strip: if bars.len() > 1 {
                    strip(&bars, "share-h", "% of statements without a name", None)
                } else {
                    String::new()
                },
                levels,
                rows,
                nameless,
                all: format!("/articles?outlet={}", words::segment(&name)),
                name,
            })
        }
        _ => Err(no_twin(asked)),
    }
}
