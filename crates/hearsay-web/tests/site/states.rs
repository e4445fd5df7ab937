//! Pasted stories, empty stores, thin pairs.

use axum::http::{StatusCode, header};
use hearsay_core::Record;
use hearsay_store::{Keep, Store};
use serde_json::Value;

use crate::world::*;

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
