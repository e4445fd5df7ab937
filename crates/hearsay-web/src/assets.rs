//! The stylesheet and the script, in the binary, under names that change with them.

use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use axum::routing::get;
use hearsay_core::lookup::{FNV, fnv};

use crate::kept::{Answer, Kept};
use crate::site::Site;

const STYLE: &str = include_str!("../assets/style.css");
const SCRIPT: &str = include_str!("../assets/page.js");

fn name(stem: &str, text: &str, ending: &str) -> String {
    format!("/static/{stem}-{:08x}.{ending}", fnv(FNV, text.bytes()) as u32)
}

/// Address of the stylesheet.
pub(crate) fn style() -> &'static str {
    static NAME: OnceLock<String> = OnceLock::new();
    NAME.get_or_init(|| name("style", STYLE, "css"))
}

/// Address of the script.
pub(crate) fn script() -> &'static str {
    static NAME: OnceLock<String> = OnceLock::new();
    NAME.get_or_init(|| name("page", SCRIPT, "js"))
}

pub(crate) fn routes() -> Router<Arc<Site>> {
    let asset = |text: &'static str, kind: &'static str, tag: &str| {
        let kept = Arc::new(Kept::new(Answer { kind, ..Answer::text(text.to_owned()) }, format!("\"{tag}\"")));
        get(move |headers: HeaderMap| async move { forever(kept.response(&headers)) })
    };
    Router::new()
        .route(style(), asset(STYLE, "text/css; charset=utf-8", style()))
        .route(script(), asset(SCRIPT, "text/javascript; charset=utf-8", script()))
        .route("/favicon.ico", get(|| async { axum::http::StatusCode::NO_CONTENT }))
}

fn forever(mut response: Response) -> Response {
    let year = HeaderValue::from_static("public, max-age=31536000, immutable");
    response.headers_mut().insert(header::CACHE_CONTROL, year);
    response
}
