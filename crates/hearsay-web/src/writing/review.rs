//! Review: people's decisions about readings, kept beside them.

use std::sync::Arc;

use askama::Template;
use axum::body::Body;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use hearsay_core::{Record, Span, Statement};
use hearsay_store::{Review, Store};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::discussion::Held;
use super::judged::judged;
use super::{FORM, form, go_on};
use crate::answer::{Answer, failed, no_twin};
use crate::asked::{Asked, Query, Twin};
use crate::fault::Fault;
use crate::pages::{DeedRow, Frame};
use crate::pool::Work;
use crate::site::Site;
use crate::words;

/// A decision about a reading, as pages and twins show it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct Kept {
    /// Its number.
    pub(crate) id: i64,
    /// Key of the article.
    pub(crate) article: String,
    /// Id of the event or statement in its record.
    pub(crate) item: String,
    /// `right`, `corrected` or `rejected`.
    pub(crate) verdict: String,
    /// What was read, at the time of the decision.
    #[schema(value_type = Object)]
    pub(crate) machine: Value,
    /// What differs, by field.
    #[schema(value_type = Object)]
    pub(crate) person: Value,
    /// In the reviewer's words.
    pub(crate) why: String,
    /// When it was decided, UTC.
    pub(crate) at: String,
}

impl Kept {
    fn new(review: Review) -> Self {
        let Review { id, article, item, verdict, machine, person, why, at, .. } = review;
        Self { id, article, item, verdict, machine, person, why, at }
    }

    /// The correction in words: "did: criticise; footing: reported".
    pub(crate) fn person_words(&self) -> String {
        fields(&self.person)
    }

    /// The reading in words.
    pub(crate) fn machine_words(&self) -> String {
        self.machine.get("words").and_then(Value::as_str).unwrap_or_default().to_owned()
    }

    pub(crate) fn sentence(&self) -> String {
        words::cut(self.machine.get("sentence").and_then(Value::as_str).unwrap_or_default(), 300)
    }

    pub(crate) fn day(&self) -> String {
        words::day_of(self.at.get(..10))
    }

    pub(crate) fn href(&self) -> String {
        let kind = if self.item.starts_with('s') { "statement" } else { "event" };
        format!("/{kind}/{}/{}", words::segment(&self.article), self.item)
    }
}

fn fields(value: &Value) -> String {
    let Some(map) = value.as_object() else { return String::new() };
    map.iter().filter_map(|(key, value)| Some(format!("{key}: {}", value.as_str()?))).collect::<Vec<_>>().join("; ")
}

/// Decisions about all readings of an article, the latest of each reading only.
pub(crate) fn kept_of_article(store: &Store, article: &str, record: &Record) -> Result<Vec<Kept>, Fault> {
    let mut list: Vec<Kept> = Vec::new();
    for review in store.reviews(Some(article), 0, 10_000)? {
        let kept = Kept::new(now_called(review, record));
        if !list.iter().any(|known| known.item == kept.item) {
            list.push(kept);
        }
    }
    Ok(list)
}

/// Every decision about one reading, the latest first.
pub(crate) fn kept_of(store: &Store, article: &str, item: &str) -> Result<Vec<Kept>, Fault> {
    let all = store.reviews(Some(article), 0, 10_000)?;
    if all.is_empty() {
        return Ok(Vec::new());
    }
    let record = crate::pages::record(store, article)?;
    let all = all.into_iter().map(|review| now_called(review, &record));
    Ok(all.filter(|review| review.item == item).map(Kept::new).collect())
}

/// The decision with the id that its reading has now: an article that was read again may number its readings anew, and what
/// a decision is about are its words.
fn now_called(mut review: Review, record: &Record) -> Review {
    let stands = |span: Span| crate::pages::points(record, span) == review.span;
    let events = record.events.iter().filter(|event| stands(event.trigger)).map(|event| event.id.to_string());
    let said = |statement: &&Statement| statement.content.first().is_some_and(|span| stands(*span));
    let statements = record.statements.iter().filter(said).map(|statement| statement.id.to_string());
    let now: Vec<String> = if review.item.starts_with('v') { events.collect() } else { statements.collect() };
    if !now.contains(&review.item)
        && let Some(first) = now.into_iter().next()
    {
        review.item = first;
    }
    review
}

/// What people found of the readings that they looked at.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
pub(crate) struct Figures {
    /// Events found right.
    events_right: u64,
    /// Events right once corrected.
    events_corrected: u64,
    /// Events that are none.
    events_rejected: u64,
    /// Statements found right.
    statements_right: u64,
    /// Statements right once corrected.
    statements_corrected: u64,
    /// Statements that are none.
    statements_rejected: u64,
}

impl Figures {
    fn new(store: &Store) -> Result<Self, Fault> {
        let mut figures = Self::default();
        for (verdict, kind, count) in store.verdicts()? {
            let place = match (verdict.as_str(), kind.as_str()) {
                ("right", "v") => &mut figures.events_right,
                ("corrected", "v") => &mut figures.events_corrected,
                ("rejected", "v") => &mut figures.events_rejected,
                ("right", "s") => &mut figures.statements_right,
                ("corrected", "s") => &mut figures.statements_corrected,
                ("rejected", "s") => &mut figures.statements_rejected,
                _ => continue,
            };
            *place += count;
        }
        Ok(figures)
    }

    fn words(right: u64, corrected: u64, rejected: u64, what: &str) -> Option<String> {
        let all = right + corrected + rejected;
        (all > 0).then(|| {
            format!(
                "Of {} looked at, {right} are right as read ({:.0} %), {corrected} once corrected, {rejected} are none.",
                words::counted(all, what),
                100.0 * right as f64 / all as f64
            )
        })
    }
}

/// The page of a reviewer as data.
#[derive(Serialize, ToSchema)]
pub(crate) struct Reviews {
    /// What people found.
    figures: Figures,
    /// The latest decisions, 200 at most.
    reviews: Vec<Kept>,
    /// Readings below 0.5 of 1 that nobody looked at.
    unsure: u64,
}

#[derive(Template)]
#[template(path = "review.html")]
struct Page {
    frame: Frame,
    open: bool,
    csrf: Option<String>,
    held: Vec<Held>,
    held_count: u64,
    check: Option<Check>,
    unsure: u64,
    next: String,
    kept: Vec<Kept>,
    kept_count: usize,
    figures: Vec<String>,
}

/// A reading to be looked at.
struct Check {
    row: DeedRow,
    article: String,
    item: String,
    sure: String,
}

/// Readings less sure than this are worth a look.
const SURE: f64 = 0.5;

pub(crate) fn view(site: &Site, store: &Store, asked: &Asked) -> Result<Answer, Fault> {
    let figures = Figures::new(store)?;
    let skip = asked.query.page() - 1;
    let (ids, unsure) = store.unsure(SURE, skip, 1)?;
    let kept: Vec<Kept> = store.reviews(None, 0, 200)?.into_iter().map(Kept::new).collect();
    match asked.twin {
        Twin::Json => Answer::json(&Reviews { figures, reviews: kept, unsure }),
        Twin::Page => {
            let found = store.found(&ids)?;
            let writes = asked.writer.is_some();
            let check = found.first().filter(|_| writes).map(|first| Check {
                row: DeedRow::list(&found).into_iter().next().unwrap_or_default(),
                article: first.article.clone(),
                item: first.event.to_string(),
                sure: format!("{:.2}", first.confidence),
            });
            let held = if writes { super::discussion::held(site, store)? } else { Vec::new() };
            let text = [
                Figures::words(figures.events_right, figures.events_corrected, figures.events_rejected, "deed"),
                Figures::words(
                    figures.statements_right,
                    figures.statements_corrected,
                    figures.statements_rejected,
                    "statement",
                ),
            ];
            Answer::page(&Page {
                frame: Frame::new(site, "Review", "Review"),
                open: site.desk.is_open(),
                csrf: asked.writer.as_ref().map(|writer| writer.csrf.clone()),
                held_count: store.posting_count("held")?,
                held,
                check,
                unsure,
                next: format!("/review?page={}#check", skip + 2),
                kept_count: kept.len(),
                kept: kept.into_iter().take(40).collect(),
                figures: text.into_iter().flatten().collect(),
            })
        }
        _ => Err(no_twin(asked)),
    }
}

/// Decisions as a list, for programs.
pub(crate) fn list(_: &Site, store: &Store, asked: &Asked) -> Result<Answer, Fault> {
    let reviews = store.reviews(asked.query.get("article"), (asked.query.page() - 1) * 200, 200)?;
    Answer::json(&reviews.into_iter().map(Kept::new).collect::<Vec<_>>())
}

pub(crate) async fn enter(State(site): State<Arc<Site>>, headers: HeaderMap, body: Body) -> Response {
    let entered = match form(&headers, body, FORM).await {
        Ok(form) => site.desk.enter(form.get("token").unwrap_or("")).map(|cookie| (cookie, form)),
        Err(fault) => Err(fault),
    };
    match entered {
        Ok((cookie, form)) => go_on(form.get("back"), "/review", Some(cookie)),
        Err(fault) => failed(&site, &fault, false),
    }
}

pub(crate) async fn leave(State(site): State<Arc<Site>>, headers: HeaderMap, body: Body) -> Response {
    let form = form(&headers, body, FORM).await.unwrap_or_default();
    match site.desk.may_write(&headers, &form) {
        Ok(()) => go_on(None, "/review", Some(site.desk.leave(&headers))),
        Err(fault) => failed(&site, &fault, false),
    }
}

pub(crate) async fn decide(State(site): State<Arc<Site>>, headers: HeaderMap, body: Body) -> Response {
    let form = match form(&headers, body, FORM).await {
        Ok(form) => form,
        Err(fault) => return failed(&site, &fault, false),
    };
    let back = form.get("back").map(str::to_owned);
    match decided(&site, &headers, form).await {
        Ok(_) => go_on(back.as_deref(), "/review#check", None),
        Err(fault) => failed(&site, &fault, false),
    }
}

/// A decision that a program sends.
#[derive(Deserialize, ToSchema)]
pub(crate) struct Decision {
    /// Key of the article.
    article: String,
    /// Id of the event or statement in its record.
    item: String,
    /// `right`, `corrected` or `rejected`.
    verdict: String,
    /// In your words.
    #[serde(default)]
    why: String,
    /// What differs: `who`, `whom` in words of the text, `did` a deed of the lexicon, `when` a day or two, `status`; of a
    /// statement `stance`, `level`.
    #[serde(default)]
    person: std::collections::BTreeMap<String, String>,
}

pub(crate) async fn decide_by_program(State(site): State<Arc<Site>>, headers: HeaderMap, body: Body) -> Response {
    let made = async {
        // Before it is looked at: who may not write learns nothing of what is there.
        site.desk.may_write(&headers, &Query::default())?;
        let bytes = axum::body::to_bytes(body, FORM).await.map_err(|_| Fault::TooLarge(FORM))?;
        let decision: Decision =
            serde_json::from_slice(&bytes).map_err(|error| Fault::Asked(format!("this is no decision: {error}")))?;
        let kept = decided(&site, &headers, decision.form()).await?;
        Ok(Answer::json(&kept)?.with_status(axum::http::StatusCode::CREATED))
    };
    let made: Result<Answer, Fault> = made.await;
    match made {
        Ok(answer) => crate::answer::Kept::new(answer, String::new()).response(&headers),
        Err(fault) => failed(&site, &fault, true),
    }
}

impl Decision {
    /// The same as a form.
    fn form(&self) -> Query {
        let mut pairs = form_urlencoded::Serializer::new(String::new());
        let own = [("article", &self.article), ("item", &self.item), ("verdict", &self.verdict), ("why", &self.why)];
        for (key, value) in own {
            pairs.append_pair(key, value);
        }
        for (key, value) in &self.person {
            pairs.append_pair(key, value);
        }
        Query::new(&pairs.finish())
    }
}

async fn decided(site: &Arc<Site>, headers: &HeaderMap, form: Query) -> Result<Kept, Fault> {
    site.desk.may_write(headers, &form)?;
    site.desk.often("review", 120)?;
    if form.has("later") {
        return Err(Fault::Asked("come back later".to_owned()));
    }
    let (inside, version) = (Arc::clone(site), site.settings.version.clone());
    let pool = Arc::clone(&site.pool);
    pool.ask(Work::Small, move |store| {
        let mut review = judged(store, &form)?;
        review.reader = version;
        review.id = inside.desk.write(|store| store.keep_review(&review))?;
        Ok(Kept::new(review))
    })
    .await
}
