//! What stands before every page: whose name was called, from where a form comes, how much and how long, and what browsers
//! are told to refuse.

use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::answer::failed;
use crate::fault::Fault;
use crate::log::line;
use crate::settings::Settings;
use crate::site::Site;

/// Requests in work at the same time; more are told to come again.
const MOST: usize = 256;
/// The longest that an answer may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// The longest address.
const LONGEST: usize = 4096;

static IN_WORK: AtomicUsize = AtomicUsize::new(0);

/// Counts a request while it is in work.
struct Turn;

impl Turn {
    fn take() -> Option<Self> {
        if IN_WORK.fetch_add(1, Ordering::Relaxed) >= MOST {
            IN_WORK.fetch_sub(1, Ordering::Relaxed);
            return None;
        }
        Some(Self)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        IN_WORK.fetch_sub(1, Ordering::Relaxed);
    }
}

pub(crate) async fn guard(State(site): State<Arc<Site>>, request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let as_json = path.starts_with("/api/") || path.ends_with(".json");
    let refused = refuse(&site.settings, &request);
    let turn = Turn::take();
    let mut response = match (refused, &turn) {
        (Some(fault), _) => failed(&site, &fault, as_json),
        (None, None) => failed(&site, &Fault::Busy("too many requests at once; try again in a moment"), as_json),
        (None, Some(_)) => match tokio::time::timeout(PATIENCE, next.run(request)).await {
            Ok(response) => response,
            Err(_) => failed(&site, &Fault::Busy("this took more than 30 seconds and was given up"), as_json),
        },
    };
    if response.status() == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("2"));
    }
    if response.status() == StatusCode::METHOD_NOT_ALLOWED && response.headers().get(header::CONTENT_TYPE).is_none() {
        *response.body_mut() = Body::from("this address takes no such request\n");
    }
    tell_browser(response.headers_mut());
    if site.settings.log {
        // The path only: a query holds what somebody searched for.
        let path: String = path.chars().filter(|letter| !letter.is_control()).take(200).collect();
        line(&format!("{method} {path} {} {} ms", response.status().as_u16(), begun.elapsed().as_millis()));
    }
    response
}

/// Why a request is not looked at.
fn refuse(settings: &Settings, request: &Request) -> Option<Fault> {
    if request.uri().path_and_query().is_some_and(|all| all.as_str().len() > LONGEST) {
        return Some(Fault::Asked("the address is too long".to_owned()));
    }
    let called = host(request);
    if !called.as_deref().is_some_and(|name| is_ours(settings, name)) {
        // A page elsewhere may have made its own name point here (DNS rebinding).
        let called = called.unwrap_or_default();
        return Some(Fault::Forbidden(format!(
            "this site does not go by the name `{}`; start it with --host NAME if it should",
            crate::words::plain(&called)
        )));
    }
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if !reads && !from_here(request.headers(), request) {
        return Some(Fault::Forbidden("a form of another site was sent here; nothing was done".to_owned()));
    }
    None
}

/// The name that was called, without its port.
fn host(request: &Request) -> Option<String> {
    let named = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let named = named.or_else(|| request.uri().authority().map(Authority::as_str))?;
    let authority: Authority = named.parse().ok()?;
    Some(authority.host().trim_matches(['[', ']']).to_ascii_lowercase())
}

fn is_ours(settings: &Settings, name: &str) -> bool {
    is_loopback(name) || settings.hosts.iter().any(|host| host.eq_ignore_ascii_case(name))
}

/// Whether a name is this machine's own for itself.
pub fn is_loopback(name: &str) -> bool {
    name == "localhost" || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// Whether a writing request comes from a page of this site, or from a program. Browsers say where a form stands, in
/// `Origin` and in `Sec-Fetch-Site`; a program that says neither holds the token itself.
fn from_here(headers: &HeaderMap, request: &Request) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("\u{0}"));
    if let Some(site) = text("sec-fetch-site")
        && !matches!(site, "same-origin" | "none")
    {
        return false;
    }
    let Some(origin) = text("origin") else { return true };
    let Some(host) = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()) else { return false };
    let rest = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
    rest.is_some_and(|rest| rest.eq_ignore_ascii_case(host))
}

/// No script, style, image, font or frame but our own files, nothing inline, and no guessing of types.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

fn tell_browser(headers: &mut HeaderMap) {
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(POLICY));
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_FRAME_OPTIONS, "DENY"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    for (name, value) in [
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=(), geolocation=(), microphone=()"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_called_by_loopback_names() {
        assert!(["localhost", "127.0.0.1", "127.8.9.1", "::1"].into_iter().all(is_loopback));
        assert!(!["evil.example", "127.0.0.1.evil.example", "10.0.0.1", "0.0.0.0", ""].into_iter().any(is_loopback));
    }
}
