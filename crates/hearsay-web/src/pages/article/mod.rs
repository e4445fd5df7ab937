//! An article: its text with what was read lit in place, a margin beside each paragraph, the digest above.

mod digest;
mod margin;
mod text;

use askama::Template;
use hearsay_core::span::CodePoints;
use hearsay_core::{BlockKind, Event, Record, Span, Statement, Voice};
use hearsay_store::Store;
use hearsay_store::browse::ArticleRow;
use serde::Serialize;
use utoipa::ToSchema;

use crate::answer::{Answer, no_twin};
use crate::asked::{Asked, Twin};
use crate::fault::Fault;
use crate::pages::Frame;
use crate::pages::rows::twins;
use crate::site::{Site, today};
use crate::words;
use crate::writing::discussion::{self, Talk};
use crate::writing::review::{Kept, kept_of_article};

use digest::Digest;
use margin::{Note, notes};
use text::{Lights, lit};

/// An article with what people decided about its reading.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct Article {
    /// As `hearsay read --format json` gives it.
    #[schema(value_type = Object)]
    record: Record,
    /// How the store keeps it.
    #[schema(value_type = Object)]
    kept: ArticleRow,
    /// What people decided about the reading; it stands beside the record, never in it.
    reviews: Vec<Kept>,
}

/// A record as a page shows it.
#[derive(Clone, Debug)]
pub(crate) struct Shown {
    pub(crate) kicker: Vec<String>,
    /// Code points before the headline.
    pub(crate) headline: Option<(usize, String)>,
    pub(crate) standfirst: Option<(usize, String)>,
    pub(crate) digest: Digest,
    pub(crate) parts: Vec<Part>,
    pub(crate) comments: Vec<Comment>,
    pub(crate) furniture: Vec<(usize, usize)>,
    pub(crate) title: String,
}

impl Shown {
    pub(crate) fn comments_counted(&self) -> String {
        match self.comments.len() {
            1 => "A reader’s comment".to_owned(),
            many => format!("{many} readers’ comments"),
        }
    }
}

/// A paragraph or a crosshead.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    pub(crate) number: usize,
    pub(crate) start: usize,
    pub(crate) is_crosshead: bool,
    pub(crate) html: String,
    pub(crate) notes: Vec<Note>,
}

/// A reader's comment.
#[derive(Clone, Debug)]
pub(crate) struct Comment {
    pub(crate) number: usize,
    pub(crate) author: String,
    pub(crate) age: String,
    pub(crate) reply_to: String,
    pub(crate) start: usize,
    pub(crate) html: String,
    pub(crate) notes: Vec<Note>,
}

/// What is said, as one text.
pub(crate) fn content(record: &Record, statement: &Statement) -> String {
    statement.content.iter().map(|&span| record.text.at(span)).collect::<Vec<_>>().join(" … ")
}

/// All words of a statement: source, cue, content and what stands between.
pub(crate) fn whole(statement: &Statement) -> Span {
    let cue = statement.cue.iter().flat_map(|cue| &cue.spans);
    let mut spans = statement.source.spans.iter().chain(cue).chain(&statement.content).copied();
    let first = spans.next().unwrap_or(Span::new(0, 0));
    spans.fold(first, Span::cover)
}

/// Who says it: the name, else the description, else the words.
pub(crate) fn speaker(record: &Record, statement: &Statement) -> Option<String> {
    let source = &statement.source;
    let entity = source.entity.and_then(|id| record.entities.get(id.index())).map(|entity| entity.name.clone());
    entity
        .or_else(|| source.description.clone())
        .or_else(|| source.spans.first().map(|&span| record.text.at(span).to_owned()))
}

/// A span in code points.
pub(crate) fn points(record: &Record, span: Span) -> Span {
    CodePoints::new(record.text.as_str()).span(span)
}

/// "CIA → ISI: accuse", in words.
pub(crate) fn deed_words(record: &Record, event: &Event) -> String {
    let (who, whom) = sides(record, event);
    let whom = if whom.is_empty() { String::new() } else { format!(" → {whom}") };
    format!("{who}{whom}: {}", words::deed(&event.deed))
}

/// Who did it and to whom, as names.
pub(crate) fn sides(record: &Record, event: &Event) -> (String, String) {
    let names = |parties: &[hearsay_core::Party]| {
        let name = |party: &hearsay_core::Party| {
            record
                .entities
                .get(party.entity.index())
                .map_or_else(|| record.text.at(party.span).to_owned(), |entity| entity.name.clone())
        };
        let mut names: Vec<String> = parties.iter().map(name).collect();
        names.dedup();
        words::cut(&names.join(", "), 90)
    };
    let who = names(&event.source);
    (if who.is_empty() { "somebody".to_owned() } else { who }, names(&event.target))
}

/// Lays a record out. `bodies` are the comments without their head lines, where known; `reviews` what people decided.
pub(crate) fn shown(record: &Record, bodies: &[(usize, Span)], reviews: &[Kept]) -> Shown {
    let points = CodePoints::new(record.text.as_str());
    let lights = Lights::new(record);
    let about = &record.article;
    let block = |span: Span| (points.span(span).start(), lit(record, &lights, span, &points));
    let mut spans: Vec<(Span, bool)> = about
        .paragraphs
        .iter()
        .map(|&span| (span, false))
        .chain(about.crossheads.iter().map(|&span| (span, true)))
        .collect();
    if spans.is_empty()
        && about.headline.is_none()
        && about.comments.is_empty()
        && !record.text.as_str().trim().is_empty()
    {
        spans.push((Span::new(0, record.text.as_str().len()), false));
    }
    spans.sort();
    let mut number = 0;
    let mut parts = Vec::new();
    let mut heads: Vec<Note> = Vec::new();
    for head in about.headline.iter().chain(&about.standfirst) {
        heads.extend(notes(record, *head, Voice::Report, reviews));
    }
    for (span, is_crosshead) in spans {
        if !is_crosshead {
            number += 1;
        }
        let mut own = notes(record, span, Voice::Report, reviews);
        if !is_crosshead && !heads.is_empty() {
            // The headline has no margin of its own: its notes stand beside the first paragraph.
            own.splice(0..0, heads.drain(..));
        }
        let (start, html) = block(span);
        parts.push(Part { number, start, is_crosshead, html, notes: own });
    }
    let comments = about
        .comments
        .iter()
        .enumerate()
        .map(|(at, comment)| {
            let body = bodies.iter().find(|(number, _)| *number == at).map_or(comment.span, |(_, body)| *body);
            let (start, html) = block(body);
            let age =
                comment.age.clone().or_else(|| comment.date.map(|date| words::ago(date, today()))).unwrap_or_default();
            Comment {
                number: at + 1,
                author: comment.author.clone().unwrap_or_else(|| "somebody".to_owned()),
                age,
                reply_to: comment.reply_to.clone().unwrap_or_default(),
                start,
                html,
                notes: notes(record, comment.span, Voice::Comment, reviews),
            }
        })
        .collect();
    let mut kicker: Vec<String> = Vec::new();
    kicker.extend(about.publisher.clone());
    kicker.extend(about.agency.clone().filter(|agency| about.publisher.as_ref() != Some(agency)));
    if !about.authors.is_empty() {
        kicker.push(format!("by {}", about.authors.join(", ")));
    }
    kicker.extend(about.published.map(words::day));
    kicker.extend(about.dateline.clone());
    let title = about.headline.map_or_else(
        || words::cut(parts.first().map_or("", |_| record.text.as_str()), 70),
        |headline| record.text.at(headline).to_owned(),
    );
    Shown {
        kicker,
        headline: about.headline.map(block),
        standfirst: about.standfirst.map(block),
        digest: Digest::new(record),
        parts,
        comments,
        furniture: about
            .boilerplate
            .iter()
            .map(|&span| points.span(span))
            .map(|span| (span.start(), span.end()))
            .collect(),
        title,
    }
}

#[derive(Template)]
#[template(path = "article.html")]
struct Page {
    frame: Frame,
    address: String,
    links: Vec<(String, String)>,
    shown: Shown,
    kept: Option<ArticleRow>,
    outlet: String,
    url: String,
    reviewed: String,
    talk: Option<Talk>,
    key: String,
}

pub(crate) fn view(site: &Site, store: &Store, asked: &Asked) -> Result<Answer, Fault> {
    let (mut key, mut twin) = (asked.part(asked.parts.len() - 1).to_owned(), asked.twin);
    let mut kept = store.article_row(&key)?;
    if kept.is_none() && twin != Twin::Page {
        // An id may itself end like a twin: "story.txt" is an article before it is the text of `story`.
        let ending = match twin {
            Twin::Json => ".json",
            Twin::Csv => ".csv",
            Twin::Svg => ".svg",
            Twin::Atom => ".atom",
            _ => ".txt",
        };
        key.push_str(ending);
        (kept, twin) = (store.article_row(&key)?, Twin::Page);
    }
    let kept = kept.ok_or_else(|| {
        Fault::NotFound(format!("no article {} is in the store", words::cut(asked.part(asked.parts.len() - 1), 80)))
    })?;
    let record = record(store, &key)?;
    let reviews = kept_of_article(store, &key, &record)?;
    match twin {
        Twin::Json => Answer::json(&Article { record, kept, reviews }),
        Twin::Text => Ok(Answer::text(record.text.as_str().to_owned())),
        Twin::Page => {
            let bodies = store.article(&key)?.map(|article| {
                let body = |block: &hearsay_core::Block| match block.kind {
                    BlockKind::Comment(id) => Some((id.index(), block.body)),
                    _ => None,
                };
                article.blocks.iter().filter_map(body).collect::<Vec<_>>()
            });
            let shown = shown(&record, &bodies.unwrap_or_default(), &reviews);
            let talk = discussion::talk(site, store, &key)?;
            Answer::page(&Page {
                frame: Frame::new(site, &shown.title, ""),
                address: format!("/article/{}", words::cut(&key, 60)),
                links: twins(asked, &[("JSON", "json"), ("Text", "txt")]),
                outlet: kept.outlet.clone().unwrap_or_default(),
                url: kept
                    .url
                    .clone()
                    .filter(|url| url.starts_with("https://") || url.starts_with("http://"))
                    .unwrap_or_default(),
                reviewed: if reviews.is_empty() {
                    String::new()
                } else {
                    format!("{} looked at by people", words::counted(reviews.len() as u64, "reading"))
                },
                shown,
                kept: Some(kept),
                talk,
                key: words::segment(&key),
            })
        }
        _ => Err(no_twin(asked)),
    }
}

/// The record of an article, or why there is none.
pub(crate) fn record(store: &Store, key: &str) -> Result<Record, Fault> {
    store.record(key)?.ok_or_else(|| Fault::NotFound(format!("no article {key} is in the store")))
}
