//! The site as a browser and a program meet it: pages, twins, feeds, tags, and what it refuses. The store is filled with
//! records laid out by hand, about invented countries.
#![allow(clippy::disallowed_methods, clippy::disallowed_types, clippy::unwrap_used, missing_docs)]

use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, Response, StatusCode, header};
use hearsay_core::Record;
use hearsay_store::{Keep, Store};
use hearsay_web::{Settings, Site, app};
use serde_json::{Value, json};
use tower::ServiceExt as _;

const TOKEN: &str = "a token of more than sixteen letters";

/// An article of one claim, its denial, and a deed; `text` says it all.
fn article(id: &str, date: &str, words: [&str; 3]) -> Value {
    let [who, deed, whom] = words;
    let text = format!(
        "{who} {deed} {whom}.\n\n{who} {deed} {whom} on Monday, Zoë Dorn said. {whom} denied that {who} {deed} anybody."
    );
    let at = |words: &str, nth: usize| -> Value {
        let byte = text.match_indices(words).nth(nth).unwrap().0;
        let start = text[..byte].chars().count();
        json!([start, start + words.chars().count()])
    };
    let end = text.chars().count();
    let head = text.split("\n\n").next().unwrap().chars().count();
    let code = |name: &str| -> String {
        name.chars().filter(char::is_ascii_alphabetic).take(3).collect::<String>().to_uppercase()
    };
    let party = |name: &str, nth: usize| json!([{"entity": if name == who { "e1" } else { "e2" }, "span": at(name, nth), "actor": code(name)}]);
    let source = |spans: Value, entity: &str, level: &str| {
        json!({"spans": spans, "entity": entity, "level": level, "count": null, "description": null, "terms": null,
            "reason": null, "told": null, "channel": null, "on_behalf_of": null, "part_of": null})
    };
    let event = |id: &str, nth: usize, status: &str, by: Value| {
        json!({"id": id, "voice": "report", "source": party(who, nth), "target": if nth < 2 { party(whom, nth) } else { json!([]) },
            "type": "SANCTION", "mode": "expel", "cameo": "166", "goldstein": -5.0, "deed": "expel-envoy",
            "contexts": ["diplomatic"], "trigger": at(deed, nth), "sentence": if nth == 0 { json!([0, head]) } else { json!([head + 2, end]) },
            "retold": [], "date": [date, date], "place": null, "status": status, "according_to": by, "confidence": 0.4})
    };
    json!({
        "schema": "hearsay/1", "id": id, "text": text,
        "article": {"url": null, "file": null, "language": "en", "headline": [0, head], "standfirst": null, "authors": ["Ann Ost"],
            "agency": null, "publisher": "Ost Herald", "dateline": null, "published": date, "paragraphs": [[head + 2, end]],
            "crossheads": [], "comments": [], "boilerplate": [], "notes": []},
        "entities": [
            {"id": "e1", "name": who, "type": "place", "actor": code(who), "country": code(who), "roles": [], "head_of": null,
             "member_of": null, "mentions": [{"span": at(who, 0), "kind": "name"}]},
            {"id": "e2", "name": whom, "type": "place", "actor": code(whom), "country": code(whom), "roles": [], "head_of": null,
             "member_of": null, "mentions": [{"span": at(whom, 0), "kind": "name"}]},
            {"id": "e3", "name": "Zoë Dorn", "type": "person", "actor": null, "country": null, "roles": [], "head_of": null,
             "member_of": null, "mentions": [{"span": at("Zoë Dorn", 0), "kind": "name"}]}
        ],
        "times": [{"span": at("Monday", 0), "type": "DATE", "value": date, "interval": [date, date]}],
        "statements": [
            {"id": "s1", "voice": "report", "source": source(json!([at("Zoë Dorn", 0)]), "e3", "named"),
             "cue": {"spans": [at("said", 0)], "lemma": "say", "class": "assert"},
             "content": [[head + 2, at("Zoë Dorn", 0)[0].as_u64().unwrap() - 2]], "form": "indirect", "stance": "asserts",
             "hedged": false, "negated": false, "distanced": false, "within": null},
            {"id": "s2", "voice": "report", "source": source(json!([at(whom, 2)]), "e2", "institution"),
             "cue": {"spans": [at("denied", 0)], "lemma": "deny", "class": "deny"},
             "content": [[at("that", 0)[0], end - 1]], "form": "indirect", "stance": "denies",
             "hedged": false, "negated": false, "distanced": false, "within": null}
        ],
        "events": [event("v1", 0, "reported", Value::Null), event("v2", 1, "claimed", json!("s1")), event("v3", 2, "denied", json!("s2"))],
        "assessments": [{"between": ["e1", "e2"], "span": at(deed, 1), "level": -0.6, "trend": "worsening", "extreme": "low",
            "status": "claimed", "according_to": "s1", "voice": "report"}],
        "disputes": [{"statements": ["s1", "s2"], "kind": "denial", "about": ["e1", "e2"]}]
    })
}

fn path(test: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{test}.store"));
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{end}", path.display()));
    }
    path
}

fn keep() -> Keep {
    Keep { reader: "1".to_owned(), text: true, again: false }
}

fn filled(test: &str, articles: &[Value]) -> PathBuf {
    let path = path(test);
    let mut store = Store::open(&path).unwrap();
    let mut batch = store.batch(&keep()).unwrap();
    for article in articles {
        let record: Record = serde_json::from_value(article.clone()).unwrap();
        batch.add(&record, None).unwrap();
    }
    batch.commit().unwrap();
    store.group().unwrap();
    path
}

fn site(store: PathBuf) -> Router {
    let read = |bytes: &[u8], _| -> Result<Vec<Record>, String> {
        let text = String::from_utf8_lossy(bytes).into_owned();
        if text.contains("unreadable") {
            return Err("there is no text in it".to_owned());
        }
        let mut record = article("pasted", "2020-01-01", ["Arland", "expelled", "Breland"]);
        record["text"] = text.into();
        for list in ["events", "statements", "entities", "times", "assessments", "disputes"] {
            record[list] = json!([]);
        }
        record["article"]["headline"] = Value::Null;
        record["article"]["paragraphs"] = json!([]);
        serde_json::from_value(record).map(|record| vec![record]).map_err(|error| error.to_string())
    };
    let settings = Settings {
        store,
        hosts: vec!["news.example".to_owned()],
        write_token: Some(TOKEN.to_owned()),
        discussion: true,
        directory: Default::default(),
        read_story: Some(Arc::new(read)),
        version: "1".to_owned(),
        log: false,
    };
    app(Site::new(settings).unwrap())
}

fn ordinary(test: &str) -> Router {
    let mut articles: Vec<Value> = (1..=14)
        .map(|month| {
            article(
                &format!("a{month}"),
                &format!("{}-{:02}-10", 2010 + month / 12, month % 12 + 1),
                ["Arland", "expelled", "Breland"],
            )
        })
        .collect();
    articles.push(article("other", "2011-05-05", ["Corland", "attacked", "Dorland"]));
    site(filled(test, &articles))
}

async fn send(site: &Router, request: Request<Body>) -> (Response<Body>, String) {
    let response = site.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap();
    (Response::from_parts(parts, Body::empty()), String::from_utf8_lossy(&bytes).into_owned())
}

async fn get(site: &Router, path: &str) -> (StatusCode, String) {
    let request = Request::get(path).header(header::HOST, "localhost:8017").body(Body::empty()).unwrap();
    let (response, body) = send(site, request).await;
    (response.status(), body)
}

async fn post(site: &Router, path: &str, form: &str, headers: &[(&str, &str)]) -> (Response<Body>, String) {
    let mut request = Request::post(path)
        .header(header::HOST, "localhost:8017")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    send(site, request.body(Body::from(form.to_owned())).unwrap()).await
}

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

const HOSTILE: [&str; 7] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "javascript:alert(1)//",
    "\u{202e}\u{2066}txet desrever",
    "</title></svg></textarea><iframe srcdoc='x'>",
    "{{ 7*7 }}${7*7}<!--",
];

#[tokio::test]
async fn hostile_words_in_every_field_stay_words() {
    for (at, words) in HOSTILE.into_iter().enumerate() {
        let mut hostile = article(&format!("id {words}"), "2011-01-06", ["Arland", "expelled", "Breland"]);
        for field in ["publisher", "agency", "dateline", "language", "url", "file"] {
            hostile["article"][field] = words.into();
        }
        hostile["article"]["authors"] = json!([words]);
        for entity in 0..3 {
            hostile["entities"][entity]["name"] = words.into();
        }
        hostile["entities"][0]["actor"] = "ARL".into();
        for field in ["description", "terms", "reason", "told", "channel", "on_behalf_of"] {
            hostile["statements"][0]["source"][field] = words.into();
        }
        hostile["statements"][0]["cue"]["lemma"] = words.into();
        hostile["events"][0]["mode"] = words.into();
        // The text itself, with every span kept: the hostile words come behind.
        let text = hostile["text"].as_str().unwrap().to_owned() + "\n\n" + words;
        let (before, end) = (text.chars().count() - words.chars().count(), text.chars().count());
        hostile["text"] = text.into();
        hostile["article"]["paragraphs"].as_array_mut().unwrap().push(json!([before, end]));
        let site = site(filled(&format!("hostile{at}"), &[hostile]));
        let key = url(&format!("id {words}"));
        let name = url(words);
        let mut paths: Vec<String> =
            ["/", "/pairs", "/articles", "/disputes", "/sources", "/dyad/ARL/BRE", "/index.atom", "/disputes.atom"]
                .map(str::to_owned)
                .to_vec();
        paths.extend(["/article/", "/discuss/"].map(|kind| format!("{kind}{key}")));
        paths.extend([
            format!("/event/{key}/v1"),
            format!("/statement/{key}/s1"),
            format!("/deed/{key}/v1"),
            format!("/outlet/{name}"),
            format!("/speaker/{name}"),
            format!("/party/{name}"),
            format!("/search?q={name}"),
        ]);
        for path in paths {
            let (status, page) = get(&site, &path).await;
            assert!(status != StatusCode::INTERNAL_SERVER_ERROR, "{path}: {page}");
            for sign in [
                "<script>",
                "<img",
                "<iframe",
                "onerror=alert(1)>",
                "' onmouseover='",
                "href=\"javascript:",
                "href='javascript:",
                "<!--",
            ] {
                assert!(!page.contains(sign), "{words}: {path} has {sign}");
            }
        }
    }
}

fn url(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { (byte as char).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

#[tokio::test]
async fn a_paragraph_of_five_megabytes_is_shown_whole() {
    let mut large = article("large", "2011-01-06", ["Arland", "expelled", "Breland"]);
    let text = large["text"].as_str().unwrap().to_owned() + "\n\n" + &"Ost ".repeat(1_300_000);
    let end = text.chars().count();
    let start = large["text"].as_str().unwrap().chars().count() + 2;
    large["article"]["paragraphs"].as_array_mut().unwrap().push(json!([start, end]));
    large["text"] = text.into();
    let site = site(filled("large", &[large]));
    let (status, page) = get(&site, "/article/large").await;
    assert_eq!(status, StatusCode::OK);
    assert!(page.len() > 5_000_000 && page.ends_with("</html>"));
}

async fn enter(site: &Router) -> (String, String) {
    let (response, _) = post(site, "/review/enter", &format!("token={}", TOKEN.replace(' ', "+")), &[]).await;
    let cookie = response.headers()[header::SET_COOKIE].to_str().unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"));
    let cookie = cookie.split(';').next().unwrap().to_owned();
    let request = Request::get("/event/a1/v2").header(header::HOST, "localhost:8017").header(header::COOKIE, &cookie);
    let (response, page) = send(site, request.body(Body::empty()).unwrap()).await;
    assert_eq!(response.headers()[header::CACHE_CONTROL], "private, no-store");
    let csrf = page.split("name=\"csrf\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    (cookie, csrf)
}

#[tokio::test]
async fn a_reviewer_corrects_and_the_reading_stays() {
    let site = ordinary("review");
    let (before, _) = (get(&site, "/article/a1.json").await.1, ());
    let (response, _) = post(&site, "/review/enter", "token=wrong", &[]).await;
    assert_eq!(response.status(), StatusCode::FORBIDDEN);
    let (cookie, csrf) = enter(&site).await;
    let with = [("cookie", cookie.as_str())];
    let decision = "article=a1&item=v2&verdict=corrected&did=criticise&who=Arland&status=alleged&why=It+was+a+note";
    // Without a session, without its sign, with another's: nothing is written.
    for (form, headers, status) in [
        (decision.to_owned(), &[][..], StatusCode::UNAUTHORIZED),
        (decision.to_owned(), &with[..], StatusCode::FORBIDDEN),
        (format!("{decision}&csrf=0000"), &with[..], StatusCode::FORBIDDEN),
    ] {
        let (response, _) = post(&site, "/review/decide", &form, headers).await;
        assert_eq!(response.status(), status);
    }
    for (wrong, status) in [
        ("article=a1&item=v2&verdict=corrected&who=Nobody+in+it", 400),
        ("article=a1&item=v2&verdict=corrected", 400),
        ("article=a1&item=v2&verdict=perhaps", 400),
        ("article=a1&item=v2&verdict=corrected&when=soon", 400),
        ("article=a1&item=v77&verdict=right", 404),
        ("article=none&item=v1&verdict=right", 404),
    ] {
        let (response, page) = post(&site, "/review/decide", &format!("{wrong}&csrf={csrf}"), &with).await;
        assert_eq!(response.status().as_u16(), status, "{wrong}: {page}");
    }
    let (response, _) =
        post(&site, "/review/decide", &format!("{decision}&csrf={csrf}&back=//evil.example"), &with).await;
    assert_eq!(
        (response.status(), response.headers()[header::LOCATION].to_str().unwrap()),
        (StatusCode::SEE_OTHER, "/review#check")
    );
    let (response, _) =
        post(&site, "/review/decide", &format!("article=a2&item=s1&verdict=rejected&csrf={csrf}"), &with).await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    // Beside the reading: on its page, in its twin, in the figures, among the labels.
    let (_, page) = get(&site, "/article/a1").await;
    assert!(page.contains("Corrected: <bdi>did: criticise; status: alleged; who: Arland</bdi>"), "{page}");
    let twin: Value = serde_json::from_str(&get(&site, "/article/a1.json").await.1).unwrap();
    assert_eq!(twin["record"], serde_json::from_str::<Value>(&before).unwrap()["record"]);
    assert_eq!(twin["reviews"][0]["person"]["did"], "criticise");
    let (_, review) = get(&site, "/review").await;
    assert!(
        review.contains("Of 1 deed looked at, 0 are right as read (0 %), 1 once corrected, 0 are none."),
        "{review}"
    );
    let (_, labels) = get(&site, "/review/labels").await;
    let label: Value = serde_json::from_str(labels.lines().next().unwrap()).unwrap();
    assert_eq!(label["events"][0]["deed"], "criticise");
    assert_eq!(label["events"][0]["trigger"], json!([33, 41]));
    assert_eq!(label["events"][0]["source"], json!([[26, 32]]));
    assert_eq!((&label["events"][0]["status"], &label["complete"]), (&json!("alleged"), &json!(false)));
    // A program writes with the token itself.
    let body = json!({"article": "a3", "item": "v1", "verdict": "right"}).to_string();
    for (token, status) in [("Bearer wrong".to_owned(), 403), (format!("Bearer {TOKEN}"), 201)] {
        let (response, _) = post(&site, "/api/v1/reviews", &body, &[("authorization", &token)]).await;
        assert_eq!(response.status().as_u16(), status);
    }
    let (response, _) = post(&site, "/review/leave", &format!("csrf={csrf}"), &with).await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    let (response, _) = post(&site, "/review/decide", &format!("{decision}&csrf={csrf}"), &with).await;
    assert_eq!(response.status(), StatusCode::UNAUTHORIZED);
}

async fn comment(site: &Router, text: &str) -> (Response<Body>, String) {
    let (_, page) = get(site, "/discuss/a1").await;
    let sign = page.split("name=\"sign\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    post(site, "/discuss/a1", &format!("sign={sign}&author=Ann&text={}", url(text)), &[]).await
}

#[tokio::test]
async fn a_comment_on_the_story_stands_and_another_waits_until_it_passes() {
    let site = ordinary("discussion");
    let (response, _) =
        comment(&site, "Arland expelled nobody from Breland on Monday, whatever Dorn may have denied.").await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    let (_, page) = get(&site, response.headers()[header::LOCATION].to_str().unwrap()).await;
    assert!(page.contains("Your comment stands"), "{page}");
    let (response, _) = comment(&site, "Cheap <b>watches</b> and handbags for you idiots, visit our warehouse").await;
    let (_, told) = get(&site, response.headers()[header::LOCATION].to_str().unwrap()).await;
    assert!(
        told.contains("waits for a moderator")
            && told.contains("where the rule asks for 20")
            && told.contains("idiots"),
        "{told}"
    );
    let (_, page) = get(&site, "/article/a1").await;
    assert!(page.contains("expelled nobody") && !page.contains("handbags"), "{page}");
    // A form that is not of the page is refused.
    for sign in ["", "sign=0000&"] {
        let (response, _) = post(&site, "/discuss/a1", &format!("{sign}author=Ann&text=Arland"), &[]).await;
        assert_eq!(response.status(), StatusCode::FORBIDDEN);
    }
    let (cookie, csrf) = enter(&site).await;
    let request = Request::get("/review").header(header::HOST, "localhost:8017").header(header::COOKIE, &cookie);
    let (_, queue) = send(&site, request.body(Body::empty()).unwrap()).await;
    assert!(queue.contains("Cheap &lt;b&gt;watches") && queue.contains("<mark>idiots</mark>"), "{queue}");
    let (response, _) =
        post(&site, "/review/comment", &format!("csrf={csrf}&id=2&what=post&why=well"), &[("cookie", &cookie)]).await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    assert!(get(&site, "/article/a1").await.1.contains("handbags"));
    let (response, _) =
        post(&site, "/review/comment", &format!("csrf={csrf}&id=2&what=decline"), &[("cookie", &cookie)]).await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    assert!(!get(&site, "/article/a1").await.1.contains("handbags"));
}

#[tokio::test]
async fn writing_too_often_is_refused() {
    let site = ordinary("often");
    let mut last = StatusCode::OK;
    for _ in 0..12 {
        last = post(&site, "/review/enter", "token=guess", &[]).await.0.status();
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn a_pasted_story_is_shown_and_not_kept() {
    let site = ordinary("paste");
    let (response, page) = post(&site, "/try", "text=%3Cb%3EArland%3C%2Fb%3E+speaks&date=2020-01-01", &[]).await;
    assert_eq!(response.status(), StatusCode::OK, "{page}");
    assert!(page.contains("&lt;b&gt;Arland&lt;/b&gt; speaks"), "{page}");
    assert_eq!(response.headers()[header::CACHE_CONTROL], "no-store");
    for (form, status) in [("text=", 400), ("text=unreadable", 400), ("text=a&date=soon", 400)] {
        let (response, page) = post(&site, "/try", form, &[]).await;
        assert_eq!(response.status().as_u16(), status, "{form}: {page}");
    }
    let (response, _) = post(&site, "/try", &format!("text={}", "a".repeat(5 << 20)), &[]).await;
    assert_eq!(response.status(), StatusCode::PAYLOAD_TOO_LARGE);
    let home: Value = serde_json::from_str(&get(&site, "/index.json").await.1).unwrap();
    assert_eq!(home["counts"]["articles"], 15);
}

#[tokio::test]
async fn an_empty_store_explains_itself_and_a_store_without_texts_says_what_it_lacks() {
    let empty = path("empty");
    drop(Store::open(&empty).unwrap());
    let site_of_none = site(empty);
    let (_, home) = get(&site_of_none, "/").await;
    assert!(
        home.contains("This store is empty") && home.contains("hearsay add") && home.contains("action=\"/try\""),
        "{home}"
    );
    for path in ["/pairs", "/disputes", "/sources", "/articles", "/search?q=a", "/review"] {
        assert_eq!(get(&site_of_none, path).await.0, StatusCode::OK, "{path}");
    }
    let bare = path("bare");
    let mut store = Store::open(&bare).unwrap();
    let mut batch = store.batch(&Keep { text: false, ..keep() }).unwrap();
    let record: Record =
        serde_json::from_value(article("a1", "2011-01-06", ["Arland", "expelled", "Breland"])).unwrap();
    batch.add(&record, None).unwrap();
    batch.commit().unwrap();
    let site = site(bare);
    let (status, page) = get(&site, "/article/a1").await;
    assert_eq!(status, StatusCode::GONE);
    assert!(page.contains("its text was left out of this store"), "{page}");
    assert_eq!(get(&site, "/dyad/ARL/BRE").await.0, StatusCode::OK);
    assert_eq!(get(&site, "/event/a1/v1").await.0, StatusCode::OK);
}

#[tokio::test]
async fn a_thin_pair_is_not_drawn_as_a_line() {
    let site = ordinary("thin");
    let (_, page) = get(&site, "/dyad/COR/DOR").await;
    assert!(
        page.contains("2 deeds in") && page.contains("too few to draw a line") && !page.contains("class=\"line\""),
        "{page}"
    );
    let (_, page) = get(&site, "/dyad/ARL/BRE").await;
    assert!(page.contains("class=\"line\""), "{page}");
}

#[tokio::test]
async fn a_search_lights_the_words_that_were_looked_for() {
    let words = ["Arland", "expelled", "Breland & <i>Sons</i>"];
    let articles: Vec<Value> =
        (1..=28).map(|day| article(&format!("n{day}"), &format!("2011-01-{day:02}"), words)).collect();
    let site = site(filled("lit", &articles));
    let (_, page) = get(&site, "/search?q=EXPELL*").await;
    assert!(page.contains("Arland <mark>expelled</mark> Breland"), "{page}");
    assert!(page.contains("&lt;i&gt;Sons") && !page.contains("<i>Sons"), "{page}");
    assert!(page.contains("84 deeds, the latest first"), "{page}");
    let shown = |page: &str| page.matches("class=\"deed\" id=\"d").count();
    assert_eq!(shown(&page), 25);
    let (_, last) = get(&site, "/search?q=EXPELL*&page=4").await;
    assert_eq!(shown(&last), 9);
    let (_, twin) = get(&site, "/search.json?q=EXPELL*").await;
    let twin: Value = serde_json::from_str(&twin).unwrap();
    let days: Vec<&str> =
        twin["events"].as_array().unwrap().iter().map(|event| event["first_day"].as_str().unwrap()).collect();
    assert!(days.len() == 84 && days.windows(2).all(|pair| pair[0] >= pair[1]), "{days:?}");
    assert_eq!(twin["facets"]["events"], 84);
}
