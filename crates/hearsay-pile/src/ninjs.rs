//! ninjs: the IPTC's news in JSON, of versions 1 to 3.

use hearsay_core::Article;
use hearsay_page::{Fields, Hints};
use serde_json::{Map, Value};

use crate::fault::Fault;
use crate::wrap;

/// Whether an object is such an item: an address of its own, and a body in one of their keys.
pub(crate) fn is_item(value: &Map<String, Value>) -> bool {
    value.get("uri").is_some_and(Value::is_string)
        && (value
            .keys()
            .any(|key| matches!(key.as_str(), "body_text" | "body_xhtml" | "body_html" | "bodies" | "headlines"))
            || value.contains_key("pubstatus") && value.contains_key("versioncreated"))
}

pub(crate) fn article(value: &Map<String, Value>, hints: &Hints) -> Result<Article, Fault> {
    let words =
        |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned).filter(|words| !words.trim().is_empty());
    if let Some(status) =
        words("pubstatus").filter(|status| matches!(status.as_str(), "canceled" | "cancelled" | "withheld"))
    {
        return Err(Fault::Withdrawn { status });
    }
    if let Some(kind) = words("type").filter(|kind| matches!(kind.as_str(), "picture" | "audio" | "video" | "graphic"))
    {
        return Err(Fault::foreign(format!("a {kind}")));
    }
    let listed = |key: &str, is_wanted: &dyn Fn(&str) -> bool| {
        let list = value.get(key)?.as_array()?;
        let role = |item: &Value| {
            ["contenttype", "content_type", "role"].iter().filter_map(|key| item.get(*key)?.as_str()).any(is_wanted)
        };
        let item = list.iter().find(|item| role(item)).or_else(|| list.first())?;
        item.get("value")?.as_str().map(str::to_owned).filter(|words| !words.trim().is_empty())
    };
    let title =
        words("headline").or_else(|| listed("headlines", &|role| role.contains("main") || role.contains("headline")));
    let html = words("body_xhtml").or_else(|| words("body_html"));
    let text = words("body_text").or_else(|| words("body"));
    let body = html.or(text).or_else(|| listed("bodies", &|kind| kind.contains("html") || kind.contains("text/plain")));
    let body = body.ok_or_else(|| Fault::no_text("the item has no body"))?;
    let authors: Vec<String> = words("byline").into_iter().collect();
    let stated = ["versioncreated", "contentcreated", "firstcreated"].iter().find_map(|key| words(key));
    let publisher =
        words("copyrightholder").or_else(|| value.get("provider")?.get("name")?.as_str().map(str::to_owned));
    Ok(Fields {
        id: words("uri"),
        html: Some(wrap::page(title.as_deref(), &authors, &body)),
        title,
        published: stated.as_deref().and_then(wrap::day),
        url: words("uri").filter(|uri| uri.starts_with("http")),
        publisher,
        language: words("language"),
        ..Fields::default()
    }
    .article(hints)?)
}
