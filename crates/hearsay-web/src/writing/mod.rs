//! Writing: reviews, and comments of readers.

pub(crate) mod desk;
pub(crate) mod discussion;
mod judged;
mod labels;
mod moderation;
pub(crate) mod review;

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use axum::routing::post;

pub use desk::new_token;

use crate::answer::view;
use crate::asked::Query;
use crate::fault::Fault;
use crate::site::Site;

/// The largest form but for a pasted story, in bytes.
const FORM: usize = 64 * 1024;
/// The moment as the store keeps it.
fn now() -> String {
    jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// The pairs of a form, of at most so many bytes.
pub(crate) async fn form(headers: &HeaderMap, body: Body, most: usize) -> Result<Query, Fault> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or("");
    if !kind.starts_with("application/x-www-form-urlencoded") {
        return Err(Fault::Asked("send a form (application/x-www-form-urlencoded)".to_owned()));
    }
    let bytes = axum::body::to_bytes(body, most).await.map_err(|_| Fault::TooLarge(most))?;
    let text = std::str::from_utf8(&bytes).map_err(|_| Fault::Asked("the form is not UTF-8".to_owned()))?;
    Ok(Query::new(text))
}

/// Goes on to a page of this site; to `home` where the form names another.
pub(crate) fn go_on(back: Option<&str>, home: &str, cookie: Option<String>) -> Response {
    let ours = |path: &&str| path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\r', '\n']);
    let to = back.filter(ours).unwrap_or(home);
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    if let Ok(to) = HeaderValue::from_str(to) {
        response.headers_mut().insert(header::LOCATION, to);
    }
    if let Some(cookie) = cookie.and_then(|cookie| HeaderValue::from_str(&cookie).ok()) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}

pub(crate) fn routes() -> Router<Arc<Site>> {
    Router::new()
        .route("/review", view(review::view))
        .route("/review.json", view(review::view))
        .route("/review/labels", view(labels::view))
        .route("/review/enter", post(review::enter))
        .route("/review/leave", post(review::leave))
        .route("/review/decide", post(review::decide))
        .route("/review/comment", post(discussion::decide))
        .route("/discuss/{article}", view(discussion::page).merge(post(discussion::say)))
        .route("/rules", view(discussion::rules))
        .route("/api/v1/reviews", view(review::list).merge(post(review::decide_by_program)))
}
