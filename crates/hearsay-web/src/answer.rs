//! Views as routes: an answer is made once for each state of the store, kept, and known by a tag.

use std::sync::Arc;

use askama::Template;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::Response;
use axum::routing::{MethodRouter, get};
use hearsay_core::lookup::{FNV, fnv};
use hearsay_store::Store;

use crate::asked::{Asked, Twin};
use crate::fault::Fault;
use crate::frame::Frame;
use crate::kept::Coding;
pub(crate) use crate::kept::{Answer, Kept};
use crate::pool::Work;
use crate::site::Site;

/// Makes one page, whatever its twin.
pub(crate) type View = fn(&Site, &Store, &Asked) -> Result<Answer, Fault>;

/// There is no such twin of this page.
pub(crate) fn no_twin(asked: &Asked) -> Fault {
    let what = match asked.twin {
        Twin::Page => "page",
        Twin::Json => "JSON",
        Twin::Csv => "table",
        Twin::Svg => "drawing",
        Twin::Atom => "feed",
        Twin::Text => "text",
    };
    Fault::NotFound(format!("there is no {what} of {}", asked.path))
}

/// A view as a route.
pub(crate) fn view(view: View) -> MethodRouter<Arc<Site>> {
    get(move |State(site): State<Arc<Site>>, uri: Uri, headers: HeaderMap| shown(site, view, uri, headers))
}

async fn shown(site: Arc<Site>, view: View, uri: Uri, headers: HeaderMap) -> Response {
    let writer = site.desk.writer(&headers);
    let Some(asked) = Asked::new(&uri, writer) else {
        return failed(&site, &Fault::Asked("the address is not UTF-8".to_owned()), wants_json(uri.path()));
    };
    answered(site, view, uri, headers, asked).await
}

/// As a route of [`view`], in the form that the API fixes and not the path.
pub(crate) async fn shown_as(site: Arc<Site>, view: View, uri: Uri, headers: HeaderMap, twin: Twin) -> Response {
    let Some(asked) = Asked::whole(&uri, twin) else {
        return failed(&site, &Fault::Asked("the address is not UTF-8".to_owned()), true);
    };
    answered(site, view, uri, headers, asked).await
}

async fn answered(site: Arc<Site>, view: View, uri: Uri, headers: HeaderMap, asked: Asked) -> Response {
    let wants_json = asked.twin == Twin::Json || wants_json(uri.path());
    if !asked.query.has_page() {
        return failed(&site, &Fault::Asked("a page is a number from 1 to 100,000".to_owned()), wants_json);
    }
    if asked.writer.is_some() {
        // What a reviewer sees is for nobody else: it is not kept.
        let made = make(&site, view, asked, String::new(), &headers).await;
        return match made {
            Ok(kept) => {
                let mut response = kept.response(&headers);
                response.headers_mut().remove(header::ETAG);
                response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
                response
            }
            Err(fault) => failed(&site, &fault, wants_json),
        };
    }
    let address = uri.path_and_query().map_or(uri.path(), |all| all.as_str()).to_owned();
    let state = site.state();
    let tag = tag_of(&state, &address);
    let known = headers.get(header::IF_NONE_MATCH).and_then(|tags| tags.to_str().ok());
    if known.is_some_and(|tags| tags.split(',').any(|known| known.trim() == tag)) && site.shelf.holds(&address, &tag) {
        return empty(StatusCode::NOT_MODIFIED, &tag);
    }
    if let Some(kept) = site.shelf.get(&address, &tag) {
        return kept.response(&headers);
    }
    let _waiting = site.waiting();
    let turn = site.shelf.turn(&address);
    let _turn = turn.come().await;
    if let Some(kept) = site.shelf.get(&address, &tag) {
        return kept.response(&headers);
    }
    match make(&site, view, asked, tag, &headers).await {
        Ok(kept) => {
            site.shelf.put(address, Arc::clone(&kept));
            kept.response(&headers)
        }
        Err(fault) => failed(&site, &fault, wants_json),
    }
}

/// What an address is known by in one state of the store.
pub(crate) fn tag_of(state: &str, address: &str) -> String {
    format!("W/\"{:016x}\"", fnv(FNV, state.bytes().chain([b' ']).chain(address.bytes())))
}

/// Makes a page and packs it as the asker takes it, on a thread that may block.
async fn make(
    site: &Arc<Site>,
    view: View,
    asked: Asked,
    tag: String,
    headers: &HeaderMap,
) -> Result<Arc<Kept>, Fault> {
    let (pool, site, coding) = (Arc::clone(&site.pool), Arc::clone(site), Coding::of(headers));
    let work = work_of(&asked.parts);
    pool.ask(work, move |store| {
        let kept = Kept::new(view(&site, store, &asked)?, tag);
        kept.packed(coding);
        Ok(Arc::new(kept))
    })
    .await
}

fn work_of(parts: &[String]) -> Work {
    let first = parts.iter().map(String::as_str).find(|part| !matches!(*part, "api" | "v1"));
    let small = ["article", "event", "deed", "statement", "about", "try"];
    if first.is_some_and(|first| small.contains(&first)) { Work::Small } else { Work::Large }
}

fn wants_json(path: &str) -> bool {
    path.starts_with("/api/") || path.ends_with(".json")
}

fn empty(status: StatusCode, tag: &str) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    if let Ok(tag) = HeaderValue::from_str(tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

#[derive(Template)]
#[template(path = "fault.html")]
struct FaultPage {
    frame: Frame,
    status: u16,
    title: &'static str,
    told: String,
}

/// What is shown where a page is not.
pub(crate) fn failed(site: &Site, fault: &Fault, as_json: bool) -> Response {
    let status = fault.status();
    if status == StatusCode::INTERNAL_SERVER_ERROR {
        crate::log::log_fault(&site.settings, fault);
    }
    let title = match status {
        StatusCode::NOT_FOUND => "Not found",
        StatusCode::GONE => "Not kept",
        StatusCode::BAD_REQUEST => "This cannot be asked",
        StatusCode::FORBIDDEN | StatusCode::UNAUTHORIZED => "Not allowed",
        StatusCode::TOO_MANY_REQUESTS => "Too often",
        StatusCode::PAYLOAD_TOO_LARGE => "Too long",
        StatusCode::SERVICE_UNAVAILABLE => "Too busy",
        _ => "A fault of ours",
    };
    let told = fault.told();
    let answer = if as_json {
        Answer::json(&serde_json::json!({ "status": status.as_u16(), "error": told }))
    } else {
        let frame = Frame::new(site, title, "");
        Answer::page(&FaultPage { frame, status: status.as_u16(), title, told })
    };
    let answer = answer.unwrap_or_else(|_| Answer::text(fault.told())).with_status(status);
    let mut response = Kept::new(answer, String::new()).response(&HeaderMap::new());
    response.headers_mut().remove(header::ETAG);
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if status == StatusCode::UNAUTHORIZED {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
}
