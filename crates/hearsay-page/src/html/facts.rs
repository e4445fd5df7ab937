//! What a page says of itself: `<meta>`, JSON-LD, `<title>`.

use std::collections::BTreeSet;

use hearsay_core::work;
use jiff::civil::Date;
use serde_json::Value;

use super::entities::decode;
use super::outline::Outline;
use crate::dates;
use crate::words::{agency_at_start, is_person};

/// Facts that stand beside the text.
#[derive(Debug, Default)]
pub(crate) struct PageFacts {
    pub(crate) title: String,
    pub(crate) published: Option<Date>,
    pub(crate) authors: Vec<String>,
    pub(crate) agency: Option<&'static str>,
    pub(crate) publisher: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) language: Option<String>,
}

/// Reads them.
pub(crate) fn facts(page: &Outline) -> PageFacts {
    let meta = |names: &[&str]| -> Option<&str> {
        names
            .iter()
            .find_map(|name| page.metas.iter().find(|(key, _)| key == name).map(|(_, content)| content.as_str()))
    };
    let linked =
        page.linked_data.iter().filter_map(|data| serde_json::from_str::<Value>(data.trim()).ok()).find_map(article_in);
    let linked = linked.unwrap_or(Value::Null);
    let mut facts =
        PageFacts { url: page.canonical.clone().filter(|url| url.starts_with("http")), ..PageFacts::default() };
    facts.publisher = meta(&["og:site_name", "application-name"])
        .map(str::to_owned)
        .or_else(|| names(&linked["publisher"]).into_iter().next());
    let title = linked["headline"].as_str().map(|title| decode(title).into_owned());
    let title = meta(&["og:title", "twitter:title", "dc.title", "headline", "sailthru.title", "parsely-title"])
        .map(str::to_owned)
        .or(title);
    facts.title = without_site(title.as_deref().unwrap_or(&page.title), facts.publisher.as_deref()).to_owned();
    facts.published = ["datePublished", "dateCreated"]
        .iter()
        .find_map(|key| linked[*key].as_str().and_then(dates::parse))
        .or_else(|| DAYS.iter().find_map(|name| meta(&[name]).and_then(day)));
    let mut authors = names(&linked["author"]);
    if authors.is_empty() {
        let stated =
            page.metas.iter().filter(|(key, _)| AUTHORS.contains(&key.as_str())).map(|(_, content)| content.as_str());
        authors = stated
            .flat_map(|names| names.split([',', ';', '|']))
            .flat_map(|names| names.split(" and "))
            .map(str::to_owned)
            .collect();
    }
    // A page may list a hundred thousand.
    let mut known = BTreeSet::new();
    for author in authors {
        work::step();
        let author = author.trim().trim_start_matches("By ").trim_start_matches("by ").trim();
        if let Some((agency, _)) = agency_at_start(author).filter(|(_, length)| *length == author.len()) {
            facts.agency.get_or_insert(agency);
        } else if is_person(author) && author.contains(' ') && known.insert(author.to_owned()) {
            facts.authors.push(author.to_owned());
        }
    }
    if facts.url.is_none() {
        facts.url = meta(&["og:url"]).filter(|url| url.starts_with("http")).map(str::to_owned);
    }
    facts.language = page
        .language
        .clone()
        .or_else(|| meta(&["og:locale", "content-language", "language"]).map(|tag| tag.replace('_', "-")));
    facts
}

/// A day, also as "20110304" and "20110304T102200".
fn day(text: &str) -> Option<Date> {
    dates::parse(text).or_else(|| {
        let digits = text.get(..8).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
        dates::parse(&format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..]))
    })
}

/// The article in linked data, which may be in a list or a graph.
fn article_in(value: Value) -> Option<Value> {
    let mut open = vec![value];
    let mut seen = 0;
    while let Some(value) = open.pop() {
        seen += 1;
        if seen > 200 {
            return None;
        }
        match value {
            Value::Array(values) => open.extend(values.into_iter().rev()),
            Value::Object(mut object) => {
                let kinds = match object.get("@type") {
                    Some(Value::String(kind)) => vec![kind.as_str()],
                    Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
                    _ => Vec::new(),
                };
                if kinds.iter().any(|kind| {
                    kind.ends_with("Article") || matches!(*kind, "BlogPosting" | "Report" | "LiveBlogPosting")
                }) {
                    return Some(Value::Object(object));
                }
                open.extend(object.remove("@graph"));
            }
            _ => {}
        }
    }
    None
}

/// Names of people or houses: a string, an object with a name, or a list of them.
fn names(value: &Value) -> Vec<String> {
    match value {
        Value::String(name) => vec![decode(name).into_owned()],
        Value::Object(object) => {
            object.get("name").and_then(Value::as_str).map(|name| decode(name).into_owned()).into_iter().collect()
        }
        Value::Array(values) => values.iter().filter(|value| !value.is_array()).flat_map(names).collect(),
        _ => Vec::new(),
    }
}

/// "Envoys leave Arland | The Arland Herald" without the house.
fn without_site<'t>(title: &'t str, publisher: Option<&str>) -> &'t str {
    for mark in [" | ", " - ", " – ", " — ", " :: ", " » "] {
        if let Some((head, site)) = title.rsplit_once(mark) {
            let same = publisher.is_some_and(|publisher| site.eq_ignore_ascii_case(publisher));
            if same || mark == " | " || (site.split_whitespace().count() <= 4 && head.split_whitespace().count() >= 4) {
                return head.trim();
            }
        }
    }
    title.trim()
}

const DAYS: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "article:published",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "publish-date",
    "publish_date",
    "publication_date",
    "published_date",
    "publishdate",
    "pubdate",
    "pub_date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "dc.date.created",
    "originalpublicationdate",
    "cxenseparse:recs:publishtime",
    "displaydate",
    "ptime",
    "article_date_original",
    "date",
    "cxenseparse:publishtime",
    "bt:pubdate",
    "shareaholic:article_published_time",
    "rnews:datepublished",
    "citation_publication_date",
    "created",
    "datecreated",
];
const AUTHORS: &[&str] = &[
    "author",
    "article:author",
    "byl",
    "dc.creator",
    "parsely-author",
    "sailthru.author",
    "dcterms.creator",
    "cxenseparse:author",
    "authors",
];
