//! The discussion under an article: comments in threads, held until they pass.

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use hearsay_store::{Posting, Store};
use jiff::civil::Date;

use super::moderation::{self, Reason};
use super::{FORM, form, go_on, now};
use crate::answer::{Answer, failed, no_twin};
use crate::asked::{Asked, Twin};
use crate::fault::Fault;
use crate::pages::Frame;
use crate::site::{Site, today};
use crate::words;

/// The discussion under an article.
#[derive(Clone, Debug)]
pub(crate) struct Talk {
    pub(crate) comments: Vec<Comment>,
    pub(crate) count: String,
    /// Where one writes.
    pub(crate) action: String,
    pub(crate) sign: String,
}

/// A comment in its thread.
#[derive(Clone, Debug)]
pub(crate) struct Comment {
    pub(crate) id: i64,
    pub(crate) author: String,
    pub(crate) ago: String,
    pub(crate) at: String,
    pub(crate) text: String,
    /// Whom it answers: name and number.
    pub(crate) answers: Option<(String, i64)>,
    /// How deep in the thread, at most three.
    pub(crate) depth: usize,
    pub(crate) reply: String,
}

/// Comments of one article that are shown.
const SHOWN: usize = 500;
/// Letters of a comment.
const LONGEST: usize = 4_000;

/// The discussion of an article; nothing where discussion is off.
pub(crate) fn talk(site: &Site, store: &Store, article: &str) -> Result<Option<Talk>, Fault> {
    if !site.settings.discussion {
        return Ok(None);
    }
    let posted = store.postings(Some(article), "posted", SHOWN)?;
    let mut children: BTreeMap<Option<i64>, Vec<&Posting>> = BTreeMap::new();
    let known: BTreeMap<i64, &Posting> = posted.iter().map(|posting| (posting.id, posting)).collect();
    for posting in &posted {
        // The answer to a comment that is not shown begins a thread.
        children.entry(posting.parent.filter(|parent| known.contains_key(parent))).or_default().push(posting);
    }
    let action = format!("/discuss/{}", words::segment(article));
    let mut comments = Vec::new();
    let mut waiting: Vec<(&Posting, usize)> =
        children.get(&None).into_iter().flatten().rev().map(|posting| (*posting, 0)).collect();
    while let Some((posting, depth)) = waiting.pop() {
        comments.push(Comment {
            id: posting.id,
            author: posting.author.clone(),
            ago: ago(&posting.at),
            at: posting.at.clone(),
            text: posting.text.clone(),
            answers: posting
                .parent
                .and_then(|parent| known.get(&parent))
                .map(|parent| (parent.author.clone(), parent.id)),
            depth: depth.min(3),
            reply: format!("{action}?to={}", posting.id),
        });
        waiting.extend(children.get(&Some(posting.id)).into_iter().flatten().rev().map(|child| (*child, depth + 1)));
    }
    Ok(Some(Talk {
        count: words::counted(comments.len() as u64, "comment"),
        comments,
        sign: site.desk.sign(&action),
        action,
    }))
}

fn ago(at: &str) -> String {
    at.get(..10).and_then(|day| day.parse::<Date>().ok()).map(|day| words::ago(day, today())).unwrap_or_default()
}

/// A held comment with why.
#[derive(Clone, Debug)]
pub(crate) struct Held {
    pub(crate) id: i64,
    pub(crate) author: String,
    pub(crate) ago: String,
    /// As HTML, with the words that the list has marked.
    pub(crate) html: String,
    pub(crate) reasons: Vec<(&'static str, String)>,
    pub(crate) article: String,
    pub(crate) href: String,
    pub(crate) answers: String,
}

/// The queue, oldest first.
pub(crate) fn held(_: &Site, store: &Store) -> Result<Vec<Held>, Fault> {
    let mut list = Vec::new();
    for posting in store.postings(None, "held", 50)? {
        let reasons: Vec<Reason> = serde_json::from_value(posting.reasons.clone())?;
        let marked: Vec<&String> = reasons.iter().flat_map(|reason| &reason.words).collect();
        let title = store
            .article_row(&posting.article)?
            .map_or_else(|| posting.article.clone(), |row| crate::pages::articles_called(&row));
        let answers = posting.parent.map(|parent| store.posting(parent)).transpose()?.flatten();
        list.push(Held {
            id: posting.id,
            author: posting.author.clone(),
            ago: ago(&posting.at),
            html: marked_html(&posting.text, &marked),
            reasons: reasons
                .iter()
                .map(|reason| {
                    let name = match reason.kind.as_str() {
                        "topic" => "Off topic?",
                        "abuse" => "Abusive?",
                        _ => "Advertising?",
                    };
                    (name, reason.why.clone())
                })
                .collect(),
            article: words::cut(&title, 80),
            href: format!("/article/{}", words::segment(&posting.article)),
            answers: answers.map(|parent| parent.author).unwrap_or_default(),
        });
    }
    Ok(list)
}

/// The text with words of the list marked.
fn marked_html(text: &str, found: &[&String]) -> String {
    let lower = text.to_lowercase();
    // Where lower case changes lengths, places cannot be carried over: nothing is marked.
    let mut places: Vec<(usize, usize)> = Vec::new();
    if lower.len() == text.len() {
        for word in found {
            places.extend(lower.match_indices(word.as_str()).map(|(at, word)| (at, at + word.len())));
        }
    }
    places.sort_unstable();
    let (mut out, mut last) = (String::new(), 0);
    for (from, to) in places {
        if from < last || !text.is_char_boundary(from) || !text.is_char_boundary(to) {
            continue;
        }
        out.push_str(&words::escaped(&text[last..from]));
        out.push_str(&format!("<mark>{}</mark>", words::escaped(&text[from..to])));
        last = to;
    }
    out.push_str(&words::escaped(&text[last..]));
    out
}

#[derive(Template)]
#[template(path = "discuss.html")]
struct Page {
    frame: Frame,
    title: String,
    href: String,
    action: String,
    sign: String,
    to: Option<(i64, String, String)>,
    told: Option<(String, Vec<String>)>,
}

fn is_on(site: &Site) -> Result<(), Fault> {
    if site.settings.discussion { Ok(()) } else { Err(Fault::NotFound("discussion is off here".to_owned())) }
}

/// The form to write a comment, or what became of one.
pub(crate) fn page(site: &Site, store: &Store, asked: &Asked) -> Result<Answer, Fault> {
    is_on(site)?;
    if asked.twin != Twin::Page {
        return Err(no_twin(asked));
    }
    let key = asked.part(1);
    let row = store
        .article_row(key)?
        .ok_or_else(|| Fault::NotFound(format!("no article {} is in the store", words::cut(key, 80))))?;
    let number = |key: &str| asked.query.get(key).and_then(|number| number.parse::<i64>().ok());
    let to = match number("to") {
        Some(id) => store.posting(id)?.filter(|posting| posting.article == key && posting.state == "posted"),
        None => None,
    };
    let told = match number("sent") {
        Some(id) => store.posting(id)?.filter(|posting| posting.article == key).map(|posting| {
            let reasons: Vec<Reason> = serde_json::from_value(posting.reasons).unwrap_or_default();
            let why = reasons.into_iter().map(|reason| reason.why).collect();
            match posting.state.as_str() {
                "posted" => ("Your comment stands under the article.".to_owned(), Vec::new()),
                "held" => ("Your comment waits for a moderator.".to_owned(), why),
                _ => (format!("A moderator declined your comment. {}", posting.why), Vec::new()),
            }
        }),
        None => None,
    };
    let action = format!("/discuss/{}", words::segment(key));
    Answer::page(&Page {
        frame: Frame::new(site, "Write a comment", ""),
        title: crate::pages::articles_called(&row),
        href: format!("/article/{}", words::segment(key)),
        sign: site.desk.sign(&action),
        action,
        to: to.map(|posting| (posting.id, posting.author, posting.text)),
        told,
    })
}

/// Takes a comment: it stands at once where it passes, and waits where it does not.
pub(crate) async fn say(State(site): State<Arc<Site>>, uri: Uri, headers: HeaderMap, body: Body) -> Response {
    let done = async {
        is_on(&site)?;
        let form = form(&headers, body, FORM).await?;
        let action = uri.path().to_owned();
        if !site.desk.is_signed(&action, form.get("sign").unwrap_or("")) {
            return Err(Fault::Forbidden(
                "this form is too old or not of this page; load the article again".to_owned(),
            ));
        }
        site.desk.often("comment", 12)?;
        let asked = Asked::new(&uri, None).ok_or_else(|| Fault::Asked("the address is not UTF-8".to_owned()))?;
        let (author, text) = (form.get("author").unwrap_or("").to_owned(), form.get("text").unwrap_or("").to_owned());
        if author.is_empty() || author.chars().count() > 60 {
            return Err(Fault::Asked("sign with a name of 1 to 60 letters".to_owned()));
        }
        if text.is_empty() || text.chars().count() > LONGEST {
            return Err(Fault::Asked(format!("write 1 to {LONGEST} letters")));
        }
        let parent = form.get("to").and_then(|to| to.parse::<i64>().ok());
        let (pool, inside) = (Arc::clone(&site.pool), Arc::clone(&site));
        pool.ask(crate::pool::Work::Small, move |store| {
            let article = asked.part(1).to_owned();
            let record = crate::pages::record(store, &article)?;
            let parent = match parent {
                Some(id) => store
                    .posting(id)?
                    .filter(|posting| posting.article == article && posting.state == "posted")
                    .map(|posting| posting.id),
                None => None,
            };
            let reasons = moderation::reasons(&text, record.text.as_str());
            let state = if reasons.is_empty() { "posted" } else { "held" };
            let posting = Posting {
                id: 0,
                article,
                parent,
                author,
                text,
                at: now(),
                state: state.to_owned(),
                reasons: serde_json::to_value(reasons)?,
                why: String::new(),
                decided: None,
            };
            let id = inside.desk.write(|store| store.keep_posting(&posting))?;
            Ok(format!("{action}?sent={id}"))
        })
        .await
    };
    match done.await {
        Ok(to) => go_on(Some(&to), "/", None),
        Err(fault) => failed(&site, &fault, false),
    }
}

/// A moderator decides.
pub(crate) async fn decide(State(site): State<Arc<Site>>, headers: HeaderMap, body: Body) -> Response {
    let done = async {
        let form = form(&headers, body, FORM).await?;
        site.desk.may_write(&headers, &form)?;
        site.desk.often("review", 120)?;
        let id: i64 =
            form.get("id").and_then(|id| id.parse().ok()).ok_or_else(|| Fault::Asked("which comment?".to_owned()))?;
        let state = match form.get("what") {
            Some("post") => "posted",
            Some("hold") => "held",
            Some("decline") => "declined",
            _ => return Err(Fault::Asked("post, hold or decline".to_owned())),
        };
        let why: String = form.get("why").unwrap_or("").chars().take(500).collect();
        let inside = Arc::clone(&site);
        let found = Arc::clone(&site.pool)
            .ask(crate::pool::Work::Small, move |_| {
                inside.desk.write(|store| store.decide_posting(id, state, &why, &now()))
            })
            .await?;
        if found { Ok(()) } else { Err(Fault::NotFound("there is no such comment".to_owned())) }
    };
    match done.await {
        Ok(()) => go_on(None, "/review#held", None),
        Err(fault) => failed(&site, &fault, false),
    }
}

#[derive(Template)]
#[template(path = "rules.html")]
struct Rules {
    frame: Frame,
    on: bool,
    share: usize,
    links: String,
    patterns: usize,
    longest: usize,
}

/// The page that states the rules.
pub(crate) fn rules(site: &Site, _: &Store, asked: &Asked) -> Result<Answer, Fault> {
    if asked.twin != Twin::Page {
        return Err(no_twin(asked));
    }
    Answer::page(&Rules {
        frame: Frame::new(site, "Rules of the discussion", ""),
        on: site.settings.discussion,
        share: moderation::ON_TOPIC,
        links: words::counted(moderation::LINKS as u64, "link"),
        patterns: moderation::list_length(),
        longest: LONGEST,
    })
}
