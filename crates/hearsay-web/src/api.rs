//! The API: the pages' twins under `/api/v1`, and their description.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use axum::routing::{get, post};
use hearsay_core::{Plover, Record};
use hearsay_store::Store;
use serde::{Deserialize, Serialize};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type as SchemaType};
use utoipa::{OpenApi, PartialSchema, ToSchema};

use crate::answer::{Answer, Kept, View, failed, view};
use crate::asked::{Asked, Twin};
use crate::fault::Fault;
use crate::pages::{VIEWS, home_view};
use crate::site::Site;
use crate::words;

/// What a wrong or refused request gets.
#[derive(Serialize, ToSchema)]
#[allow(dead_code)] // written as JSON by hand where a page fails; here for its description
pub(crate) struct Wrong {
    /// The HTTP status.
    status: u16,
    /// In words.
    error: String,
}

/// A story to be read.
#[derive(Deserialize, ToSchema)]
pub(crate) struct Story {
    /// Text or HTML.
    #[schema(min_length = 1, pattern = "[A-Za-z]")]
    text: String,
    /// Day of publication, where the text does not tell it: `2011-01-06`.
    #[schema(format = Date)]
    date: Option<String>,
}

/// Lists of names that an address may hold; here for their description.
macro_rules! names {
    ($($name:ident: $($member:ident)*;)*) => {$(
        #[derive(ToSchema)]
        #[schema(rename_all = "kebab-case")]
        #[allow(dead_code)]
        enum $name { $($member),* }
    )*};
}

names! {
    Order: Told Moved Name;
    By: Auto Day Week Month Quarter Year;
    Way: Both Forth Back;
    Kind: All VerbalCooperation MaterialCooperation VerbalConflict MaterialConflict;
    When: Auto Always Never;
    DisputeKind: All Denial Assessment;
}

/// Closed lists of the record, as core has them.
macro_rules! listed {
    ($($name:ident: $names:expr;)*) => {$(
        enum $name {}

        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                ObjectBuilder::new().schema_type(SchemaType::String).enum_values(Some($names)).into()
            }
        }

        impl ToSchema for $name {}
    )*};
}

listed! {
    Footing: words::STATUSES.map(words::status);
    Sourcing: words::LEVELS.map(words::level);
    Type: Plover::ALL.map(|plover| plover.name());
}

macro_rules! described {
    ($($name:ident, $path:literal, $what:literal, $body:ty, ($($param:tt)*);)*) => {$(
        #[utoipa::path(get, path = $path, description = $what, params($($param)*), responses(
            (status = 200, description = $what, body = $body),
            (status = 400, description = "What was asked makes no sense", body = Wrong),
            (status = 404, description = "There is no such thing", body = Wrong),
            (status = 410, description = "The text was left out of the store", body = Wrong),
            (status = 503, description = "Too much at once", body = Wrong),
        ))]
        #[allow(dead_code)] // described here, made by the page of the same data
        fn $name() {}
    )*};
}

described! {
    store, "/api/v1/store", "How much is in the store, what moved, newest disputes", crate::pages::Home, ();
    pairs, "/api/v1/pairs", "Every pair of parties with its line", Vec<crate::pages::Mover>, (
        ("order" = inline(Option<Order>), Query, description = "By how much is told, how much they moved, or name"));
    dyad, "/api/v1/dyad/{one}/{other}", "How two parties stand, in time, with every deed and its sentence", crate::pages::Pair, (
        ("one" = String, Path, description = "Code, beginning of a code, or name"),
        ("other" = String, Path, description = "Code, beginning of a code, or name"),
        ("from" = Option<String>, Query, format = Date, description = "First day"),
        ("until" = Option<String>, Query, format = Date, description = "Last day"),
        ("by" = inline(Option<By>), Query, description = "Length of time to count by"),
        ("status" = inline(Option<Vec<Footing>>), Query, description = "Footings that count"),
        ("level" = inline(Option<Vec<Sourcing>>), Query, description = "Sourcing levels that count"),
        ("way" = inline(Option<Way>), Query, description = "Direction"),
        ("quad" = inline(Option<Kind>), Query, description = "Kind of deed"),
        ("per-coverage" = inline(Option<When>), Query, description = "Rates for each thousand articles read"));
    article, "/api/v1/article/{article}", "An article's record, and what people decided about it", crate::pages::Article, (
        ("article" = String, Path, description = "Key of the article"));
    articles, "/api/v1/articles", "Articles, the latest first", crate::pages::Articles, (
        ("outlet" = Option<String>, Query, description = "Who printed them"),
        ("from" = Option<String>, Query, format = Date, description = "First day"),
        ("until" = Option<String>, Query, format = Date, description = "Last day"),
        ("alike" = Option<String>, Query, description = "Key of an article: those with its text"),
        ("page" = Option<u32>, Query, minimum = 1, maximum = 100000, description = "From 1"));
    event, "/api/v1/event/{article}/{event}", "One event and every telling of its deed", crate::pages::Event, (
        ("article" = String, Path, description = "Key of the article"),
        ("event" = String, Path, description = "Id in its record: v3"));
    deed, "/api/v1/deed/{article}/{event}", "A deed as all articles tell it", crate::pages::Deed, (
        ("article" = String, Path, description = "Key of the article"),
        ("event" = String, Path, description = "Id in its record: v3"));
    statement, "/api/v1/statement/{article}/{statement}", "One statement", crate::pages::Statement, (
        ("article" = String, Path, description = "Key of the article"),
        ("statement" = String, Path, description = "Id in its record: s3"));
    party, "/api/v1/party/{party}", "One party", crate::pages::Party, (
        ("party" = String, Path, description = "Code, beginning of a code, or name"));
    speaker, "/api/v1/speaker/{speaker}", "What one speaker says", crate::pages::Speaker, (
        ("speaker" = String, Path, description = "Code, beginning of a code, or name"));
    outlet, "/api/v1/outlet/{outlet}", "How one outlet sources", crate::pages::Outlet, (
        ("outlet" = String, Path, description = "Its name"));
    disputes, "/api/v1/disputes", "Claims beside their denials", crate::pages::Disputes, (
        ("party" = Option<String>, Query, description = "Somebody in it"),
        ("kind" = inline(Option<DisputeKind>), Query, description = "Kind of dispute"),
        ("year" = Option<i16>, Query, minimum = 1, maximum = 9999, description = "Printed in it"),
        ("order" = Option<String>, Query, description = "oldest for the oldest first"),
        ("page" = Option<u32>, Query, minimum = 1, maximum = 100000, description = "From 1"));
    sources, "/api/v1/sources", "How every outlet sources", Vec<crate::pages::Sourcing>, ();
    search, "/api/v1/search", "Events and statements by words and facets", crate::pages::Hits, (
        ("q" = Option<String>, Query, description = "Words"),
        ("party" = Option<String>, Query, description = "On either side"),
        ("status" = inline(Option<Vec<Footing>>), Query, description = "Footings"),
        ("level" = inline(Option<Vec<Sourcing>>), Query, description = "Sourcing levels"),
        ("type" = inline(Option<Vec<Type>>), Query, description = "PLOVER types"),
        ("deed" = Option<Vec<String>>, Query, description = "Deeds of the lexicon"),
        ("outlet" = Option<String>, Query, description = "Who printed it"),
        ("year" = Option<i16>, Query, minimum = 1, maximum = 9999, description = "When it happened"),
        ("from" = Option<String>, Query, format = Date, description = "First day"),
        ("until" = Option<String>, Query, format = Date, description = "Last day"));
    reviews, "/api/v1/reviews", "What people decided about readings", Vec<crate::writing::review::Kept>, (
        ("article" = Option<String>, Query, description = "Of one article"),
        ("page" = Option<u32>, Query, minimum = 1, maximum = 100000, description = "From 1"));
}

#[utoipa::path(post, path = "/api/v1/try", description = "Reads a story; nothing is stored", request_body = Story, responses(
    (status = 200, description = "Its records", body = Vec<Object>),
    (status = 400, description = "It cannot be read", body = Wrong),
    (status = 404, description = "This server does not read", body = Wrong),
    (status = 413, description = "It is too long", body = Wrong),
    (status = 429, description = "Too often", body = Wrong),
))]
#[allow(dead_code)]
fn try_story() {}

#[utoipa::path(post, path = "/api/v1/reviews", description = "Keeps a decision about a reading", request_body = crate::writing::review::Decision, responses(
    (status = 201, description = "The decision as it is kept", body = crate::writing::review::Kept),
    (status = 400, description = "It makes no sense", body = Wrong),
    (status = 401, description = "The token is missing", body = Wrong),
    (status = 403, description = "The token is wrong, or writing is off", body = Wrong),
    (status = 404, description = "There is no such reading", body = Wrong),
    (status = 413, description = "It is too long", body = Wrong),
    (status = 429, description = "Too often", body = Wrong),
), security(("token" = [])))]
#[allow(dead_code)]
fn keep_review() {}

#[derive(OpenApi)]
#[openapi(
    info(title = "hearsay", description = "Who did what to whom, and who says so"),
    paths(
        store, pairs, dyad, article, articles, event, deed, statement, party, speaker, outlet, disputes, sources, search,
        reviews, keep_review, try_story
    ),
    modifiers(&Token)
)]
struct Description;

struct Token;

impl utoipa::Modify for Token {
    fn modify(&self, description: &mut utoipa::openapi::OpenApi) {
        use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
        let token = SecurityScheme::Http(HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build());
        description.components.get_or_insert_default().add_security_scheme("token", token);
    }
}

fn openapi(site: &Site, _: &Store, _: &Asked) -> Result<Answer, Fault> {
    let mut description = Description::openapi();
    description.info.version = site.settings.version.clone();
    Answer::json(&description)
}

/// Methods, paths and what they give, for the page about them.
pub(crate) fn paths() -> Vec<(String, String, String)> {
    let mut list = Vec::new();
    for (path, item) in Description::openapi().paths.paths {
        for (method, operation) in [("GET", item.get), ("POST", item.post)] {
            if let Some(operation) = operation {
                list.push((method.to_owned(), path.clone(), operation.description.unwrap_or_default()));
            }
        }
    }
    list
}

/// A page's view that gives JSON whatever the ending.
fn as_json(page: View) -> axum::routing::MethodRouter<Arc<Site>> {
    get(move |State(site): State<Arc<Site>>, uri: axum::http::Uri, headers: HeaderMap| {
        crate::answer::shown_as(site, page, uri, headers, Twin::Json)
    })
}

pub(crate) fn routes() -> Router<Arc<Site>> {
    let mut router = Router::new()
        .route("/api/v1/openapi.json", view(openapi))
        .route("/api/v1/store", as_json(home_view))
        .route("/api/v1/try", post(read));
    for &(path, page) in VIEWS {
        router = router.route(&format!("/api/v1{path}"), as_json(page));
    }
    router
}

async fn read(State(site): State<Arc<Site>>, headers: HeaderMap, body: Body) -> Response {
    let made = async {
        let bytes = axum::body::to_bytes(body, 2 << 20).await.map_err(|_| Fault::TooLarge(2 << 20))?;
        let story: Story =
            serde_json::from_slice(&bytes).map_err(|error| Fault::Asked(format!("this is no story: {error}")))?;
        let records: Vec<Record> = crate::pages::read_story(&site, story.text, story.date.as_deref()).await?;
        Answer::json(&records)
    };
    match made.await {
        Ok(answer) => Kept::new(answer, String::new()).response(&headers),
        Err(fault) => failed(&site, &fault, true),
    }
}
