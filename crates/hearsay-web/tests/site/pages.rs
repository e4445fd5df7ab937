//! Pages, twins, feeds and tags.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use hearsay_core::Record;
use hearsay_store::Store;
use serde_json::{Value, json};

use crate::world::*;

const PAGES: [&str; 20] = [
    "/",
    "/pairs",
    "/dyad/ARL/BRE",
    "/dyad/Arland/Breland",
    "/article/a1",
    "/articles",
    "/event/a1/v2",
    "/statement/a1/s2",
    "/deed/a1/v1",
    "/party/ARL",
    "/party/Zo%C3%AB%20Dorn",
    "/speaker/Zo%C3%AB%20Dorn",
    "/outlet/Ost%20Herald",
    "/disputes",
    "/sources",
    "/search?q=expelled",
    "/review",
    "/about",
    "/api",
    "/rules",
];

#[tokio::test]
async fn every_page_is_whole_and_says_no_word_of_another_site() {
    let site = ordinary("pages");
    for path in PAGES.into_iter().chain(["/try", "/discuss/a1", "/search", "/search?q=nothingsuch"]) {
        let (status, page) = get(&site, path).await;
        assert_eq!(status, StatusCode::OK, "{path}: {page}");
        assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>"), "{path}");
        assert_eq!(page.matches("<h1").count(), 1, "{path} has one heading");
        for sign in ["style=", "<style", "onclick", "javascript:", "src=\"http", "href=\"http"] {
            assert!(!page.contains(sign), "{path} has {sign}");
        }
        let ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let mut once = ids.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(ids.len(), once.len(), "{path} uses an id twice: {ids:?}");
        assert!(!page.contains("<script>"), "{path}");
    }
}

#[tokio::test]
async fn every_link_within_the_site_leads_somewhere() {
    let site = ordinary("links");
    let mut known = std::collections::BTreeSet::new();
    let mut waiting: Vec<String> = PAGES.iter().map(|path| (*path).to_owned()).collect();
    while let Some(path) = waiting.pop() {
        if known.len() > 300 || !known.insert(path.clone()) {
            continue;
        }
        let (status, page) = get(&site, &path).await;
        assert!(status.is_success(), "{path} gives {status}");
        let base = path.split('?').next().unwrap_or("/");
        for link in page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            let link = link.replace("&amp;", "&");
            let link = link.split('#').next().unwrap_or("");
            match link.chars().next() {
                Some('/') => waiting.push(link.to_owned()),
                Some('?') => waiting.push(format!("{base}{link}")),
                _ => {}
            }
        }
    }
    assert!(known.len() > 150, "only {} addresses", known.len());
}

#[tokio::test]
async fn three_clicks_lead_from_home_to_the_sentence() {
    let site = ordinary("clicks");
    let (_, home) = get(&site, "/pairs").await;
    assert!(home.contains("href=\"/dyad/ARL/BRE\""), "{home}");
    let (_, dyad) = get(&site, "/dyad/ARL/BRE").await;
    assert!(dyad.contains("href=\"/article/a14#0-24\""), "{dyad}");
    let (_, article) = get(&site, "/article/a14").await;
    assert!(article.contains("id=\"s1\"") && article.contains("data-start=\"26\""), "{article}");
    // The claim is lit with its footing, and what denies it stands beside it.
    assert!(article.contains("class=\"st claimed") && article.contains("Denied by <bdi>Breland</bdi>"), "{article}");
}

#[tokio::test]
async fn every_page_has_a_twin_and_the_api_gives_the_same() {
    let site = ordinary("twins");
    for path in [
        "/pairs",
        "/dyad/ARL/BRE",
        "/article/a1",
        "/articles",
        "/event/a1/v2",
        "/statement/a1/s2",
        "/deed/a1/v1",
        "/party/ARL",
        "/speaker/Dorn",
        "/outlet/Ost%20Herald",
        "/disputes",
        "/sources",
    ] {
        let (status, twin) = get(&site, &format!("{path}.json")).await;
        assert_eq!(status, StatusCode::OK, "{path}: {twin}");
        let _: Value = serde_json::from_str(&twin).unwrap();
        assert_eq!(get(&site, &format!("/api/v1{path}")).await, (StatusCode::OK, twin), "{path}");
    }
    let (_, home) = get(&site, "/index.json").await;
    assert_eq!(get(&site, "/api/v1/store").await.1, home);
    let home: Value = serde_json::from_str(&home).unwrap();
    assert_eq!(home["counts"]["articles"], 15);
    let (_, dyad) = get(&site, "/dyad/ARL/BRE.json?status=claimed&way=forth").await;
    let dyad: Value = serde_json::from_str(&dyad).unwrap();
    assert_eq!(dyad["asked"]["footing"]["statuses"], json!(["claimed"]));
    assert_eq!(dyad["series"]["deeds"].as_array().unwrap().len(), 14);
    let (_, csv) = get(&site, "/dyad/ARL/BRE.csv").await;
    assert!(csv.starts_with("first,last,articles,balance"), "{csv}");
    let (_, svg) = get(&site, "/dyad/ARL/BRE.svg").await;
    assert!(svg.starts_with("<svg"), "{svg}");
    assert_eq!(get(&site, "/article/a1.txt").await.1.lines().next(), Some("Arland expelled Breland."));
    assert_eq!(get(&site, "/article/a1.csv").await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn feeds_are_atom_and_their_ids_last() {
    let site = ordinary("feeds");
    for path in ["/index.atom", "/dyad/ARL/BRE.atom", "/party/ARL.atom", "/disputes.atom", "/search.atom?q=expelled"] {
        let (status, feed) = get(&site, path).await;
        assert_eq!(status, StatusCode::OK, "{path}");
        assert!(
            feed.contains("<feed xmlns=\"http://www.w3.org/2005/Atom\">") && feed.contains("<entry>"),
            "{path}: {feed}"
        );
        assert!(feed.contains("<id>urn:hearsay:a14:"), "{path}: {feed}");
    }
}

#[tokio::test]
async fn the_description_names_what_the_routes_give() {
    let site = ordinary("openapi");
    let (_, text) = get(&site, "/api/v1/openapi.json").await;
    let description: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(description["openapi"], "3.1.0");
    for (path, methods) in description["paths"].as_object().unwrap() {
        let asked = path
            .replace("{one}", "ARL")
            .replace("{other}", "BRE")
            .replace("{article}", "a1")
            .replace("{event}", "v1")
            .replace("{statement}", "s1")
            .replace("{party}", "ARL")
            .replace("{speaker}", "Dorn")
            .replace("{outlet}", "Ost%20Herald");
        if methods.get("get").is_some() {
            let (status, _) = get(&site, &asked).await;
            assert_eq!(status, StatusCode::OK, "{asked}");
        }
    }
}

#[tokio::test]
async fn an_unchanged_page_is_not_sent_again_and_a_changed_one_is() {
    let path = filled("tags", &[article("a1", "2011-01-06", ["Arland", "expelled", "Breland"])]);
    let site = site(path.clone());
    let ask = |tag: Option<String>| {
        let mut request = Request::get("/").header(header::HOST, "localhost").header(header::ACCEPT_ENCODING, "gzip");
        if let Some(tag) = tag {
            request = request.header(header::IF_NONE_MATCH, tag);
        }
        send(&site, request.body(Body::empty()).unwrap())
    };
    let (first, _) = ask(None).await;
    assert_eq!(first.headers()[header::CONTENT_ENCODING], "gzip");
    let tag = first.headers()[header::ETAG].to_str().unwrap().to_owned();
    let (same, body) = ask(Some(tag.clone())).await;
    assert_eq!((same.status(), body.as_str()), (StatusCode::NOT_MODIFIED, ""));
    let mut store = Store::open(&path).unwrap();
    let mut batch = store.batch(&keep()).unwrap();
    let record: Record =
        serde_json::from_value(article("a2", "2011-01-07", ["Arland", "expelled", "Breland"])).unwrap();
    batch.add(&record, None).unwrap();
    batch.commit().unwrap();
    let (changed, _) = ask(Some(tag)).await;
    assert_eq!(changed.status(), StatusCode::OK);
}
