//! The pages.

mod about;
mod article;
mod articles;
mod disputes;
mod dyad;
mod event;
pub(crate) mod feed;
mod home;
mod outlet;
mod pairs;
mod party;
mod rows;
mod search;
mod sources;
mod speaker;
mod statement;
mod try_it;

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::Uri;
use axum::response::Response;
use axum::routing::post;

pub(crate) use article::{Shown, content, deed_words, points, record, shown, sides, speaker};
pub(crate) use rows::DeedRow;

use crate::answer::{View, failed, view};
use crate::fault::Fault;
pub(crate) use crate::frame::Frame;
use crate::site::Site;

/// Pages with their addresses under the site and, for those that are data, under `/api/v1`.
pub(crate) const VIEWS: &[(&str, View)] = &[
    ("/pairs", pairs::view),
    ("/dyad/{one}/{other}", dyad::view),
    ("/article/{article}", article::view),
    ("/articles", articles::view),
    ("/event/{article}/{event}", event::view),
    ("/statement/{article}/{statement}", statement::view),
    ("/deed/{article}/{event}", event::deed),
    ("/party/{party}", party::view),
    ("/speaker/{speaker}", speaker::view),
    ("/outlet/{outlet}", outlet::view),
    ("/disputes", disputes::view),
    ("/sources", sources::view),
    ("/search", search::view),
];

pub(crate) fn routes() -> Router<Arc<Site>> {
    let mut router = Router::new()
        .route("/", view(home::view))
        .route("/index.json", view(home::view))
        .route("/index.atom", view(home::view))
        .route("/about", view(about::view))
        .route("/api", view(about::api))
        .route("/try", view(try_it::view).merge(post(try_it::read)));
    for &(path, page) in VIEWS {
        router = router.route(path, view(page));
        // A list has its twins beside it; a thing has them in its last part.
        if !path.ends_with('}') {
            for ending in ["json", "csv", "atom"] {
                router = router.route(&format!("{path}.{ending}"), view(page));
            }
        }
    }
    router
}

pub(crate) async fn missing(State(site): State<Arc<Site>>, uri: Uri) -> Response {
    let as_json = uri.path().starts_with("/api/") || uri.path().ends_with(".json");
    failed(&site, &Fault::NotFound("there is no such page".to_owned()), as_json)
}

pub(crate) use articles::called as articles_called;
pub(crate) use disputes::view as disputes_view;
pub(crate) use dyad::view as dyad_view;
pub(crate) use home::view as home_view;
pub(crate) use pairs::all as pairs;
pub(crate) use pairs::view as pairs_view;
pub(crate) use party::view as party_view;
pub(crate) use sources::view as sources_view;

/// Mean weight of what happens with a partner.
pub(crate) fn mean(partner: &hearsay_store::browse::Partner) -> f64 {
    partner.weight / (partner.to + partner.from).max(1) as f64
}

pub(crate) use article::Article;
pub(crate) use articles::Articles;
pub(crate) use disputes::Disputes;
pub(crate) use dyad::Pair;
pub(crate) use event::{Deed, Event};
pub(crate) use home::Home;
pub(crate) use outlet::Outlet;
pub(crate) use pairs::Mover;
pub(crate) use party::Party;
pub(crate) use search::Hits;
pub(crate) use sources::Sourcing;
pub(crate) use speaker::Speaker;
pub(crate) use statement::Said as Statement;
pub(crate) use try_it::records as read_story;
