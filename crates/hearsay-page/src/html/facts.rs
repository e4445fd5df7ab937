//! What a page says of itself: `<meta>`, JSON-LD, `<title>`.

use std::collections::BTreeSet;

use hearsay_core::work;
use jiff::civil::Date;
use serde_json::Value;

use super::entities::decode;
use super::lenient;
use super::outline::Outline;
use crate::dates;
use crate::words::{agency_at_start, is_person};

/// Facts that stand beside the text.
#[derive(Debug, Default)]
pub(crate) struct PageFacts {
    pub(crate) title: String,
    pub(crate) published: Option<Date>,
    /// The hour of that day, with its zone, where it is stated.
    pub(crate) moment: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) agency: Option<&'static str>,
    pub(crate) publisher: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) language: Option<String>,
    /// The day of the last change.
    pub(crate) modified: Option<Date>,
    /// The whole text, as the page tells it to machines.
    pub(crate) body: String,
    /// Readers' comments that the page tells machines of.
    pub(crate) said: Vec<Said>,
    /// It is a live blog: posts with their own times are the paper's.
    pub(crate) live: bool,
}

impl PageFacts {
    /// Whether the page writes the day before the month, as its language or its address tells.
    pub(crate) fn day_first(&self) -> Option<bool> {
        let language = self.language.as_deref().unwrap_or("").to_ascii_lowercase();
        match language.split_once('-') {
            Some(("en", "us" | "ph")) => return Some(false),
            Some(("en", _)) => return Some(true),
            _ if language.len() >= 2 && !language.starts_with("en") => return Some(true),
            _ => {}
        }
        let host = self.url.as_deref()?.split("://").nth(1)?.split('/').next()?;
        let last = host.rsplit('.').next()?;
        ["uk", "ie", "au", "nz", "in", "za", "pk", "ng", "ke", "de", "fr", "it", "es", "nl", "sg", "my"]
            .contains(&last)
            .then_some(true)
    }
}

/// A comment in linked data.
#[derive(Clone, Debug, Default)]
pub(crate) struct Said {
    pub(crate) id: Option<String>,
    pub(crate) author: Option<String>,
    pub(crate) when: Option<String>,
    pub(crate) text: String,
    /// The id of what it answers; the comment that holds it.
    pub(crate) answers: Option<String>,
    pub(crate) parent: Option<usize>,
}

/// Reads them.
pub(crate) fn facts(page: &Outline) -> PageFacts {
    let meta = |names: &[&str]| -> Option<&str> {
        names
            .iter()
            .find_map(|name| page.metas.iter().find(|(key, _)| key == name).map(|(_, content)| content.as_str()))
    };
    let data: Vec<Value> = page.linked_data.iter().filter_map(|data| lenient::value(data)).collect();
    let linked = data.iter().find_map(article_in).unwrap_or(&Value::Null);
    let mut facts =
        PageFacts { url: page.canonical.clone().filter(|url| url.starts_with("http")), ..PageFacts::default() };
    facts.publisher = meta(&["og:site_name", "application-name"])
        .map(str::to_owned)
        .or_else(|| names(&linked["publisher"]).into_iter().next());
    let headings = || page.blocks.iter().filter(|block| block.tag == "h1").map(|block| block.text.as_str());
    let is_shown = |title: &str| title.len() <= 300 && headings().any(|heading| last_alike(heading, title).is_some());
    let headline = linked["headline"].as_str().map(|title| decode(title).into_owned());
    let title = meta(&["og:title", "twitter:title", "dc.title", "headline", "sailthru.title", "parsely-title"]);
    // What is written for those who share a page may be another than its headline, which machines are told and readers see.
    let title = match (title, headline.as_deref()) {
        (Some(title), Some(headline)) if !is_shown(title) && headings().any(|heading| heading == headline) => headline,
        (title, headline) => title.or(headline).unwrap_or(&page.title),
    };
    let bare = without_site(title, facts.publisher.as_deref());
    // What is shown as the headline has no name of a site in it; "Prince – Purple Rain" on a page of Genius may end in it.
    let ending = title.strip_prefix(bare).unwrap_or("").trim_start_matches([' ', '-', '–', '—', '|']);
    let ends = facts.publisher.as_deref().is_some_and(|publisher| !publisher.eq_ignore_ascii_case(ending));
    facts.title = match title {
        title if is_shown(title) => title.trim(),
        _ if ends && headings().any(|heading| heading == ending) => ending,
        _ => bare,
    }
    .to_owned();
    let stated = ["datePublished", "dateCreated"]
        .iter()
        .filter_map(|key| linked[*key].as_str())
        .chain(DAYS.iter().filter_map(|name| meta(&[name])))
        .find_map(|words| Some((day(words)?, words)));
    facts.published = stated.map(|(day, _)| day);
    facts.moment = stated.and_then(|(_, words)| dates::moment(words));
    facts.modified = linked["dateModified"]
        .as_str()
        .and_then(day)
        .or_else(|| CHANGED.iter().find_map(|name| meta(&[name]).and_then(day)));
    facts.body = linked["articleBody"].as_str().map(|body| decode(body).into_owned()).unwrap_or_default();
    let mut authors: Vec<String> = names(&linked["author"]).iter().flat_map(|names| people(names)).collect();
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
    facts.live = linked["@type"] == "LiveBlogPosting";
    for value in &data {
        said_in(value, None, 0, &mut facts.said);
    }
    facts.language = page
        .language
        .clone()
        .or_else(|| meta(&["og:locale", "content-language", "language"]).map(|tag| tag.replace('_', "-")));
    facts
}

/// A day, also as "20110304" and "20110304T102200".
pub(super) fn day(text: &str) -> Option<Date> {
    dates::parse(text).or_else(|| {
        let digits = text.get(..8).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
        dates::parse(&format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..]))
    })
}

/// The article in linked data, which may be in a list or a graph.
fn article_in(value: &Value) -> Option<&Value> {
    let mut open = vec![value];
    let mut seen = 0;
    while let Some(value) = open.pop() {
        seen += 1;
        if seen > 200 {
            return None;
        }
        match value {
            Value::Array(values) => open.extend(values.iter().rev()),
            Value::Object(object) => {
                if is_kind(value, &|kind| {
                    kind.ends_with("Article")
                        || matches!(kind, "BlogPosting" | "Report" | "LiveBlogPosting" | "DiscussionForumPosting")
                }) {
                    return Some(value);
                }
                open.extend(object.get("mainEntity"));
                open.extend(object.get("@graph"));
            }
            _ => {}
        }
    }
    None
}

fn is_kind(value: &Value, wanted: &dyn Fn(&str) -> bool) -> bool {
    match &value["@type"] {
        Value::String(kind) => wanted(kind),
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).any(wanted),
        _ => false,
    }
}

/// The comments in linked data, each after the one it answers.
fn said_in(value: &Value, parent: Option<usize>, depth: usize, said: &mut Vec<Said>) {
    if depth > 40 || said.len() > 20_000 {
        return;
    }
    match value {
        Value::Array(values) => values.iter().for_each(|value| said_in(value, parent, depth + 1, said)),
        Value::Object(object) => {
            let mut inside = parent;
            let text = value["text"]
                .as_str()
                .or_else(|| value["commentText"].as_str())
                .or_else(|| value["description"].as_str());
            if is_kind(value, &|kind| matches!(kind, "Comment" | "UserComments"))
                && let Some(text) = text
            {
                let id = |value: &Value| {
                    value["@id"]
                        .as_str()
                        .or_else(|| value["url"].as_str())
                        .or_else(|| value["identifier"].as_str())
                        .map(str::to_owned)
                };
                let answers = &value["parentItem"];
                inside = Some(said.len());
                said.push(Said {
                    id: id(value),
                    author: names(&value["author"])
                        .into_iter()
                        .next()
                        .or_else(|| names(&value["creator"]).into_iter().next()),
                    when: ["dateCreated", "datePublished", "commentTime"]
                        .iter()
                        .find_map(|key| value[*key].as_str())
                        .map(str::to_owned),
                    text: decode(text).into_owned(),
                    answers: answers.as_str().map(str::to_owned).or_else(|| id(answers)),
                    parent,
                });
            }
            for key in ["@graph", "comment", "comments", "mainEntity", "mainEntityOfPage", "hasPart", "suggestedAnswer"]
            {
                if let Some(value) = object.get(key) {
                    said_in(value, inside, depth + 1, said);
                }
            }
        }
        _ => {}
    }
}

/// Names of people or houses: a string, an object with a name, or a list of them.
fn names(value: &Value) -> Vec<String> {
    match value {
        Value::String(name) => vec![decode(name).into_owned()],
        Value::Object(object) => {
            object.get("name").or_else(|| object.get("alternateName")).map(names).unwrap_or_default()
        }
        Value::Array(values) => values.iter().filter(|value| !value.is_array()).flat_map(names).collect(),
        _ => Vec::new(),
    }
}

/// "Mina Tolvan and Rolf Dett, Political Editor": the people of one field.
fn people(names: &str) -> Vec<String> {
    let parts = names.split([',', ';', '|']).flat_map(|part| part.split(" and ")).flat_map(|part| part.split(" & "));
    let people: Vec<String> = parts
        .map(|part| part.trim().trim_start_matches("and ").trim_start_matches("By ").to_owned())
        .filter(|part| is_person(part) && part.contains(' ') && !is_office(part))
        .collect();
    if people.is_empty() { vec![names.to_owned()] } else { people }
}

/// "Political Editor", "Staff Writer": what somebody is, and no name.
fn is_office(name: &str) -> bool {
    const OFFICES: &[&str] = &[
        "editor",
        "writer",
        "reporter",
        "correspondent",
        "columnist",
        "staff",
        "desk",
        "contributor",
        "producer",
        "chief",
        "bureau",
        "team",
        "analyst",
        "author",
        "journalist",
        "fellow",
        "director",
    ];
    name.split_whitespace().any(|word| OFFICES.contains(&word.to_lowercase().trim_end_matches('s')))
}

/// The end of `text` that has the letters and digits of `title`: dashes and quotes differ between a page and its title.
pub(crate) fn last_alike<'t>(text: &'t str, title: &str) -> Option<&'t str> {
    if let Some(before) = text.strip_suffix(title) {
        return Some(&text[before.len()..]);
    }
    let mut letters = text.char_indices().rev().filter(|(_, letter)| letter.is_alphanumeric());
    let mut start = None;
    for wanted in title.chars().rev().filter(|letter| letter.is_alphanumeric()) {
        start = Some(letters.next().filter(|(_, letter)| *letter == wanted)?.0);
    }
    // With nothing left out it is the whole, marks before its first letter and all.
    start.map(|start| if letters.next().is_some() { &text[start..] } else { text })
}

/// "Envoys leave Arland | The Arland Herald" without the house.
fn without_site<'t>(title: &'t str, publisher: Option<&str>) -> &'t str {
    for mark in [" | ", " • ", " - ", " – ", " — ", " :: ", " » "] {
        if let Some((head, site)) = title.rsplit_once(mark) {
            let same = publisher.is_some_and(|publisher| site.eq_ignore_ascii_case(publisher));
            if same || mark == " | " || (site.split_whitespace().count() <= 4 && head.split_whitespace().count() >= 4) {
                // "The Arlen Boards • View topic - Three envoys": the site may come first.
                if mark == " | " && head.split_whitespace().count() <= 4 && site.split_whitespace().count() >= 5 {
                    return site.trim();
                }
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
const CHANGED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "article:modified",
    "datemodified",
    "lastmod",
    "last-modified",
    "dcterms.modified",
    "dc.date.modified",
    "revised",
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
