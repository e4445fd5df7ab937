//! A site over a made-up store, and how it is asked.

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

pub(crate) const TOKEN: &str = "a token of more than sixteen letters";

/// An article of one claim, its denial, and a deed; `text` says it all.
pub(crate) fn article(id: &str, date: &str, words: [&str; 3]) -> Value {
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

pub(crate) fn path(test: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{test}.store"));
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{end}", path.display()));
    }
    path
}

pub(crate) fn keep() -> Keep {
    Keep { reader: "1".to_owned(), text: true, again: false }
}

pub(crate) fn filled(test: &str, articles: &[Value]) -> PathBuf {
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

pub(crate) fn site(store: PathBuf) -> Router {
    let read = |bytes: &[u8], _| -> Result<Vec<Record>, Box<dyn std::error::Error + Send + Sync>> {
        let text = String::from_utf8_lossy(bytes).into_owned();
        if text.contains("unreadable") {
            return Err("there is no text in it".into());
        }
        let mut record = article("pasted", "2020-01-01", ["Arland", "expelled", "Breland"]);
        record["text"] = text.into();
        for list in ["events", "statements", "entities", "times", "assessments", "disputes"] {
            record[list] = json!([]);
        }
        record["article"]["headline"] = Value::Null;
        record["article"]["paragraphs"] = json!([]);
        Ok(vec![serde_json::from_value(record)?])
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

pub(crate) fn ordinary(test: &str) -> Router {
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

pub(crate) async fn send(site: &Router, request: Request<Body>) -> (Response<Body>, String) {
    let response = site.clone().oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap();
    (Response::from_parts(parts, Body::empty()), String::from_utf8_lossy(&bytes).into_owned())
}

pub(crate) async fn get(site: &Router, path: &str) -> (StatusCode, String) {
    let request = Request::get(path).header(header::HOST, "localhost:8017").body(Body::empty()).unwrap();
    let (response, body) = send(site, request).await;
    (response.status(), body)
}

pub(crate) async fn post(site: &Router, path: &str, form: &str, headers: &[(&str, &str)]) -> (Response<Body>, String) {
    let mut request = Request::post(path)
        .header(header::HOST, "localhost:8017")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    send(site, request.body(Body::from(form.to_owned())).unwrap()).await
}

pub(crate) fn url(text: &str) -> String {
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
