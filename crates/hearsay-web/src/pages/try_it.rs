//! Try it: a story that is pasted, read, shown and not kept.

use std::sync::Arc;

use askama::Template;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use hearsay_core::Record;
use hearsay_store::Store;
use hearsay_store::browse::ArticleRow;
use tokio::sync::Semaphore;

use crate::answer::{Answer, Kept, failed, no_twin};
use crate::asked::{Asked, Twin};
use crate::fault::Fault;
use crate::pages::{Frame, Shown, shown};
use crate::site::Site;
use crate::writing::form;

/// Bytes of a form: a story may grow threefold on its way.
const FORM: usize = 4 << 20;
/// The longest story that is read here; the command line reads longer ones.
const STORY: usize = 1 << 20;
/// Stories from one paste that are shown.
const STORIES: usize = 5;
/// Readings at a time.
static TURNS: Semaphore = Semaphore::const_new(2);

#[derive(Template)]
#[template(path = "try.html")]
struct Page {
    frame: Frame,
    stories: Vec<Shown>,
    can_read: bool,
    no_links: Vec<(String, String)>,
    nothing: Option<ArticleRow>,
}

impl Page {
    fn new(site: &Site, stories: Vec<Shown>) -> Self {
        let frame = Frame::new(site, "Try it", "Try it");
        Self { frame, stories, can_read: site.settings.read_story.is_some(), no_links: Vec::new(), nothing: None }
    }
}

pub(crate) fn view(site: &Site, _: &Store, asked: &Asked) -> Result<Answer, Fault> {
    if asked.twin != Twin::Page {
        return Err(no_twin(asked));
    }
    Answer::page(&Page::new(site, Vec::new()))
}

/// Reads a pasted story.
pub(crate) async fn records(site: &Arc<Site>, text: String, date: Option<&str>) -> Result<Vec<Record>, Fault> {
    let reader =
        site.settings.read_story.clone().ok_or_else(|| Fault::NotFound("this server does not read".to_owned()))?;
    let date = date
        .map(|date| {
            date.parse()
                .map_err(|_| Fault::Asked(format!("`{}` is no day; write 2011-01-06", crate::words::plain(date))))
        })
        .transpose()?;
    if text.trim().is_empty() {
        return Err(Fault::Asked("paste a story".to_owned()));
    }
    if text.len() > STORY {
        return Err(Fault::TooLarge(STORY));
    }
    site.desk.often("try", 60)?;
    let _turn = TURNS.acquire().await.map_err(|_| Fault::Busy("the server is stopping"))?;
    let read = tokio::task::spawn_blocking(move || reader(text.as_bytes(), date)).await;
    read.map_err(|_| Fault::Busy("a fault in hearsay stopped this reading; please report it"))?
        .map_err(|error| Fault::Asked(error.to_string()))
}

pub(crate) async fn read(State(site): State<Arc<Site>>, headers: HeaderMap, body: Body) -> Response {
    let made = async {
        let form = form(&headers, body, FORM).await?;
        let records = records(&site, form.get("text").unwrap_or("").to_owned(), form.get("date")).await?;
        let inside = Arc::clone(&site);
        let page = tokio::task::spawn_blocking(move || {
            let stories = records.iter().take(STORIES).map(|record| shown(record, &[], &[])).collect();
            Answer::page(&Page::new(&inside, stories))
        });
        page.await.map_err(|_| Fault::Busy("a fault in hearsay stopped this page; please report it"))?
    };
    match made.await {
        Ok(answer) => {
            let mut response = Kept::new(answer, String::new()).response(&headers);
            response.headers_mut().remove(header::ETAG);
            response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
            response
        }
        Err(fault) => failed(&site, &fault, false),
    }
}
