//! Articles, the latest first.

use askama::Template;
use hearsay_store::Store;
use hearsay_store::browse::{ArticleFilter, ArticleRow};
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use crate::answer::{Answer, no_twin};
use crate::asked::{Asked, Query, Twin};
use crate::fault::Fault;
use crate::pages::Frame;
use crate::pages::rows::{Pages, twins};
use crate::site::Site;
use crate::words;

/// Articles that were asked for.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct Articles {
    /// How many there are.
    count: u64,
    /// This page of them.
    #[schema(value_type = Vec<Object>)]
    articles: Vec<ArticleRow>,
    /// Number of the page, from 1.
    page: usize,
    /// Number of the last page.
    pages: usize,
}

#[derive(Template)]
#[template(path = "articles.html")]
struct Page {
    frame: Frame,
    address: String,
    links: Vec<(String, String)>,
    lead: String,
    rows: Vec<ArticleRow>,
    pages: Pages,
    from: String,
    until: String,
    outlet: String,
}

const EACH: usize = 50;

/// A day of a query.
pub(crate) fn day(query: &Query, key: &str) -> Result<Option<Date>, Fault> {
    let parse =
        |text: &str| text.parse::<Date>().map_err(|_| Fault::Asked(format!("`{text}` is no day; write 2011-01-06")));
    query.get(key).map(parse).transpose()
}

pub(crate) fn view(site: &Site, store: &Store, asked: &Asked) -> Result<Answer, Fault> {
    let filter = ArticleFilter {
        outlet: asked.query.get("outlet").map(str::to_owned),
        from: day(&asked.query, "from")?,
        until: day(&asked.query, "until")?,
        alike: asked.query.get("alike").map(str::to_owned),
    };
    let count = super::home::article_count(store, &filter)?;
    let pages = Pages::new(&asked.query, count as usize, EACH, "");
    let rows = store.article_rows(&filter, pages.skip(EACH), EACH)?;
    match asked.twin {
        Twin::Json => Answer::json(&Articles { count, articles: rows, page: pages.page, pages: pages.last }),
        Twin::Page => {
            let between = match (filter.from, filter.until) {
                (Some(from), Some(until)) => format!(" of {}", words::days(from, until)),
                (Some(from), None) => format!(" since {}", words::day(from)),
                (None, Some(until)) => format!(" until {}", words::day(until)),
                (None, None) => String::new(),
            };
            let by = filter.outlet.as_ref().map(|outlet| format!(" in {outlet}")).unwrap_or_default();
            let alike = if filter.alike.is_some() { " with the same text" } else { "" };
            let lead = format!("{}{between}{by}{alike}, the latest first.", words::counted(count, "article"));
            let text = |key: &str| asked.query.get(key).unwrap_or("").to_owned();
            let (from, until, outlet) = (text("from"), text("until"), text("outlet"));
            let links = twins(asked, &[("JSON", "json")]);
            let frame = Frame::new(site, "Articles", "");
            Answer::page(&Page { frame, address: asked.path.clone(), links, lead, rows, pages, from, until, outlet })
        }
        _ => Err(no_twin(asked)),
    }
}

/// How an article is called in a list: its headline, else how it begins, else its key.
pub(crate) fn called(row: &ArticleRow) -> String {
    row.headline.as_deref().or(row.opening.as_deref()).map_or_else(|| row.key.clone(), |text| words::cut(text, 200))
}
