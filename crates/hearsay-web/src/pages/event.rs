//! One event, and the deed that it and other articles tell.

use askama::Template;
use hearsay_core::EventId;
use hearsay_store::browse::{ArticleFilter, ArticleRow};
use hearsay_store::{EventRow, Store};
use serde::Serialize;
use utoipa::ToSchema;

use crate::answer::{Answer, no_twin};
use crate::asked::{Asked, Twin};
use crate::fault::Fault;
use crate::pages::Frame;
use crate::pages::rows::{DeedRow, place_of, twins};
use crate::site::Site;
use crate::words;
use crate::writing::review::{Kept, kept_of};

/// An event with what is known of it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct Event {
    /// One row for each pair of parties.
    #[schema(value_type = Vec<Object>)]
    event: Vec<EventRow>,
    /// Every telling of the same deed, the first printed first.
    #[schema(value_type = Vec<Object>)]
    tellings: Vec<EventRow>,
    /// What people decided about the reading.
    reviews: Vec<Kept>,
}

#[derive(Template)]
#[template(path = "event.html")]
struct Page {
    frame: Frame,
    address: String,
    links: Vec<(String, String)>,
    title: String,
    row: DeedRow,
    facts: Vec<(&'static str, String, String)>,
    tellings: u64,
    deed: String,
    reviews: Vec<Kept>,
    article: String,
    article_href: String,
    name: String,
    csrf: Option<String>,
}

/// The rows of the event that an address names.
fn asked_event(store: &Store, asked: &Asked) -> Result<(i64, Vec<EventRow>), Fault> {
    let (article, name) = (asked.part(asked.parts.len() - 2), asked.part(asked.parts.len() - 1));
    let unknown = || Fault::NotFound(format!("article {article} has no event {name}"));
    let event: EventId = name.parse().map_err(|_| unknown())?;
    let id = store.event_number(article, event)?.ok_or_else(unknown)?;
    let found = store.found(&[id])?;
    if found.is_empty() { Err(unknown()) } else { Ok((id, found)) }
}

pub(crate) fn view(site: &Site, store: &Store, asked: &Asked) -> Result<Answer, Fault> {
    let (id, found) = asked_event(store, asked)?;
    let tellings = store.tellings_of(id)?;
    let first = &found[0];
    let reviews = kept_of(store, &first.article, &first.event.to_string())?;
    match asked.twin {
        Twin::Json => Answer::json(&Event { event: found, tellings, reviews }),
        Twin::Page => {
            let mut articles: Vec<&String> = tellings.iter().map(|telling| &telling.article).collect();
            articles.sort();
            articles.dedup();
            let count = articles.len() as u64;
            let rows = DeedRow::list(&found);
            let row = rows.into_iter().next().unwrap_or_default();
            let title = row.title();
            let text = |text: &Option<String>| text.clone().unwrap_or_default();
            let mut facts = vec![
                ("meaning", text(&first.gloss), String::new()),
                (
                    "type",
                    format!(
                        "{}{}",
                        first.plover.name(),
                        first.mode.as_ref().map(|mode| format!(", {mode}")).unwrap_or_default()
                    ),
                    String::new(),
                ),
                ("CAMEO", first.cameo.clone(), String::new()),
                ("weight", format!("{} of −10 (war) to +10 (aid)", row.weight), String::new()),
                ("when", row.when.clone(), String::new()),
                ("printed", words::printed(first.published), String::new()),
                (
                    "where",
                    [text(&first.place), text(&first.country)]
                        .into_iter()
                        .filter(|word| !word.is_empty())
                        .collect::<Vec<_>>()
                        .join(", "),
                    String::new(),
                ),
                ("context", first.contexts.join(", ").replace('_', " "), String::new()),
                (
                    "sure",
                    format!("{:.2} of 1, that the words mean this deed with these parties", first.confidence),
                    String::new(),
                ),
                (
                    "outlet",
                    text(&first.outlet),
                    first
                        .outlet
                        .as_ref()
                        .map(|outlet| format!("/outlet/{}", words::segment(outlet)))
                        .unwrap_or_default(),
                ),
                ("wire", text(&first.agency), String::new()),
                ("page", text(&first.url), String::new()),
            ];
            facts.retain(|(_, value, _)| !value.is_empty());
            let article = words::segment(&first.article);
            Answer::page(&Page {
                frame: Frame::new(site, &title, ""),
                address: asked.path.clone(),
                links: twins(asked, &[("JSON", "json")]),
                title,
                row,
                facts,
                tellings: count,
                deed: format!("/deed/{article}/{}", first.event),
                reviews,
                article: first.article.clone(),
                article_href: place_of(first),
                name: first.event.to_string(),
                csrf: asked.writer.as_ref().map(|writer| writer.csrf.clone()),
            })
        }
        _ => Err(no_twin(asked)),
    }
}

/// A deed as all articles together tell it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct Deed {
    /// Every telling, the first printed first.
    #[schema(value_type = Vec<Object>)]
    tellings: Vec<EventRow>,
    /// Articles with the text of one that tells it.
    #[schema(value_type = Vec<Object>)]
    copies: Vec<ArticleRow>,
}

#[derive(Template)]
#[template(path = "deed.html")]
struct DeedPage {
    frame: Frame,
    address: String,
    links: Vec<(String, String)>,
    title: String,
    lead: String,
    told: Vec<DeedRow>,
    denied: Vec<DeedRow>,
    rows: Vec<ArticleRow>,
}

pub(crate) fn deed(site: &Site, store: &Store, asked: &Asked) -> Result<Answer, Fault> {
    let (id, _) = asked_event(store, asked)?;
    let tellings = store.tellings_of(id)?;
    let mut keys: Vec<&String> = tellings.iter().map(|telling| &telling.article).collect();
    keys.sort();
    keys.dedup();
    let mut copies = Vec::new();
    for key in keys.iter().take(50) {
        let alike = ArticleFilter { alike: Some((*key).clone()), ..ArticleFilter::default() };
        copies.extend(store.article_rows(&alike, 0, 20)?.into_iter().filter(|row| !keys.contains(&&row.key)));
    }
    copies.sort_by(|left, right| left.key.cmp(&right.key));
    copies.dedup_by(|left, right| left.key == right.key);
    match asked.twin {
        Twin::Json => Answer::json(&Deed { tellings, copies }),
        Twin::Page => {
            let rows = DeedRow::list(&tellings);
            let mut names = Vec::new();
            for row in &rows {
                for name in [&row.outlet] {
                    if !name.is_empty() && !names.contains(name) {
                        names.push(name.clone());
                    }
                }
            }
            let title = rows.first().map(DeedRow::title).unwrap_or_default();
            let (denied, told): (Vec<DeedRow>, Vec<DeedRow>) =
                rows.into_iter().partition(|row| matches!(row.status.as_str(), "denied" | "negated"));
            let first = tellings.first();
            let lead = format!(
                "Told {} in {}{}. {} in {}{}.{}",
                if told.len() + denied.len() == 1 {
                    "once".to_owned()
                } else {
                    format!("{} times", told.len() + denied.len())
                },
                words::counted(keys.len() as u64, "article"),
                if names.is_empty() { String::new() } else { format!(" of {}", names.join(", ")) },
                if keys.len() > 1 { "First" } else { "It stands" },
                first
                    .and_then(|first| first.outlet.clone().or_else(|| first.agency.clone()))
                    .unwrap_or_else(|| "an article without an outlet".to_owned()),
                first.and_then(|first| first.published).map(|day| format!(", {}", words::day(day))).unwrap_or_default(),
                if denied.is_empty() { " Nobody is read as denying it." } else { "" },
            );
            Answer::page(&DeedPage {
                frame: Frame::new(site, &title, ""),
                address: asked.path.clone(),
                links: twins(asked, &[("JSON", "json")]),
                title,
                lead,
                told,
                denied,
                rows: copies,
            })
        }
        _ => Err(no_twin(asked)),
    }
}
