//! What the site refuses.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use serde_json::Value;

use crate::world::*;

#[tokio::test]
async fn other_names_and_other_sites_are_refused() {
    let site = ordinary("names");
    for (host, status) in [
        ("localhost", 200),
        ("127.0.0.1:8017", 200),
        ("[::1]:8017", 200),
        ("news.example", 200),
        ("evil.example", 403),
        ("localhost.evil.example", 403),
        ("", 403),
    ] {
        let request = Request::get("/about").header(header::HOST, host).body(Body::empty()).unwrap();
        let (response, _) = send(&site, request).await;
        assert_eq!(response.status().as_u16(), status, "{host}");
    }
    let form = format!("token={}", TOKEN.replace(' ', "+"));
    for (headers, status) in [
        (vec![("origin", "http://evil.example")], 403),
        (vec![("origin", "null")], 403),
        (vec![("sec-fetch-site", "cross-site")], 403),
        (vec![("origin", "http://localhost:8017"), ("sec-fetch-site", "same-origin")], 303),
        (vec![], 303),
    ] {
        let (response, _) = post(&site, "/review/enter", &form, &headers).await;
        assert_eq!(response.status().as_u16(), status, "{headers:?}");
    }
}

#[tokio::test]
async fn browsers_are_told_to_run_nothing_but_our_own_script() {
    let site = ordinary("policy");
    for path in ["/", "/nothing", "/article/a1.json", "/dyad/ARL/BRE.svg"] {
        let request = Request::get(path).header(header::HOST, "localhost").body(Body::empty()).unwrap();
        let (response, _) = send(&site, request).await;
        let policy = response.headers()[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(response.headers()[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
    }
}

#[tokio::test]
async fn what_makes_no_sense_is_said_so_and_nothing_breaks() {
    let site = ordinary("nonsense");
    for (path, status) in [
        ("/nothing", 404),
        ("/article/none", 404),
        ("/article/none.json", 404),
        ("/event/a1/v99", 404),
        ("/event/a1/vx", 404),
        ("/statement/a1/s0", 404),
        ("/party/Nowhere%20Land", 404),
        ("/dyad/ARL/Nowhere", 404),
        ("/dyad/ARL/BRE?from=soon", 400),
        ("/dyad/ARL/BRE?from=2012-01-01&until=2011-01-01", 400),
        ("/disputes?year=x", 400),
        ("/pairs?order=x", 400),
        ("/search?q=a%20OR%20*", 400),
        ("/search?status=true", 400),
        ("/party/%ff", 400),
        ("/articles?page=99999999999999999999", 400),
        ("/articles?page=x", 400),
        ("/search?q=a&year=x", 400),
        ("/articles?page=5000", 200),
        ("/search?q=%00%01%E2%80%AE", 200),
    ] {
        let (got, page) = get(&site, path).await;
        assert_eq!(got.as_u16(), status, "{path}: {page}");
    }
    let (status, wrong) = get(&site, "/api/v1/article/none").await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert_eq!(serde_json::from_str::<Value>(&wrong).unwrap()["status"], 404);
    let long = format!("/search?q={}", "a".repeat(5000));
    assert_eq!(get(&site, &long).await.0, StatusCode::BAD_REQUEST);
}
