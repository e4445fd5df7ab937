//! Words that would be more than words.

use axum::http::StatusCode;
use serde_json::json;

use crate::world::*;

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
