//! One statement: who says it, on what footing, what it holds and what contradicts it.

use askama::Template;
use hearsay_core::{Entity, Statement, StatementId};
use hearsay_store::Store;
use serde::Serialize;
use utoipa::ToSchema;

use crate::answer::{Answer, no_twin};
use crate::asked::{Asked, Twin};
use crate::fault::Fault;
use crate::pages::rows::twins;
use crate::pages::{Frame, article};
use crate::site::Site;
use crate::words;
use crate::writing::review::{Kept, kept_of};

/// A statement with what hangs on it.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct Said {
    /// Key of the article.
    article: String,
    /// As in the record; spans count code points of the article's text.
    #[schema(value_type = Object)]
    statement: Statement,
    /// What is said.
    content: String,
    /// Name or description of who says it.
    speaker: Option<String>,
    /// Events that it carries, by their ids in the record.
    events: Vec<String>,
    /// Statements that contradict it or that it contradicts.
    disputes: Vec<String>,
    /// Statements that it holds.
    holds: Vec<String>,
    /// What people decided about the reading.
    reviews: Vec<Kept>,
}

#[derive(Template)]
#[template(path = "statement.html")]
struct Page {
    frame: Frame,
    address: String,
    links: Vec<(String, String)>,
    name: String,
    content: String,
    whole: String,
    speaker: String,
    speaker_code: String,
    status: &'static str,
    stance: String,
    level: &'static str,
    facts: Vec<(&'static str, String)>,
    events: Vec<(String, String, String)>,
    others: Vec<(&'static str, String, String)>,
    article: String,
    article_href: String,
    reviews: Vec<Kept>,
    csrf: Option<String>,
}

pub(crate) fn view(site: &Site, store: &Store, asked: &Asked) -> Result<Answer, Fault> {
    let (key, name) = (asked.part(asked.parts.len() - 2), asked.part(asked.parts.len() - 1));
    let record = store.record(key)?.ok_or_else(|| Fault::NotFound(format!("no article {key} is in the store")))?;
    let unknown = || Fault::NotFound(format!("article {key} has no statement {name}"));
    let id: StatementId = name.parse().map_err(|_| unknown())?;
    let statement = record.statements.get(id.index()).ok_or_else(unknown)?;
    let content = article::content(&record, statement);
    let entity: Option<&Entity> = statement.source.entity.and_then(|id| record.entities.get(id.index()));
    let speaker = article::speaker(&record, statement);
    let events: Vec<_> = record.events.iter().filter(|event| event.according_to == Some(id)).collect();
    let disputes: Vec<StatementId> = record
        .disputes
        .iter()
        .filter(|dispute| dispute.statements.contains(&id))
        .flat_map(|dispute| dispute.statements)
        .filter(|other| *other != id)
        .collect();
    let holds: Vec<StatementId> =
        record.statements.iter().filter(|other| other.within == Some(id)).map(|other| other.id).collect();
    let reviews = kept_of(store, key, name)?;
    match asked.twin {
        Twin::Json => {
            let points = record.in_code_points();
            Answer::json(&Said {
                article: key.to_owned(),
                statement: points.statements[id.index()].clone(),
                content,
                speaker,
                events: events.iter().map(|event| event.id.to_string()).collect(),
                disputes: disputes.iter().map(StatementId::to_string).collect(),
                holds: holds.iter().map(StatementId::to_string).collect(),
                reviews,
            })
        }
        Twin::Page => {
            let source = &statement.source;
            let text = |text: &Option<String>| text.clone().unwrap_or_default();
            let is = |is: bool, word: &str| if is { word.to_owned() } else { String::new() };
            let mut facts = vec![
                ("form", format!("{:?}", statement.form).to_lowercase()),
                ("cue", statement.cue.as_ref().map(|cue| cue.lemma.clone()).unwrap_or_default()),
                ("how many", source.count.as_ref().map(words::count_words).unwrap_or_default()),
                ("described as", text(&source.description)),
                ("terms", text(&source.terms)),
                ("reason", text(&source.reason)),
                ("told", text(&source.told)),
                ("channel", text(&source.channel)),
                ("speaks for", text(&source.on_behalf_of)),
                ("hedged", is(statement.hedged, "the speaker leaves it open")),
                ("negated", is(statement.negated, "it is not said")),
                ("distance", is(statement.distanced, "the paper keeps its distance")),
            ];
            facts.retain(|(_, value)| !value.is_empty());
            let key_part = words::segment(key);
            let to = |other: StatementId| format!("/statement/{key_part}/{other}");
            let said = |other: StatementId| {
                record.statements.get(other.index()).map(|other| article::content(&record, other)).unwrap_or_default()
            };
            let mut others: Vec<(&'static str, String, String)> = Vec::new();
            others.extend(statement.within.map(|outer| ("said inside", said(outer), to(outer))));
            others.extend(disputes.iter().map(|&other| ("in dispute with", said(other), to(other))));
            others.extend(holds.iter().map(|&other| ("holds", said(other), to(other))));
            let span = article::whole(statement);
            let points = article::points(&record, span);
            Answer::page(&Page {
                frame: Frame::new(site, &format!("{name}: {}", words::cut(&content, 60)), ""),
                address: asked.path.clone(),
                links: twins(asked, &[("JSON", "json")]),
                name: name.to_owned(),
                whole: record.text.at(span).to_owned(),
                speaker: speaker.unwrap_or_default(),
                speaker_code: entity.and_then(|entity| entity.actor.clone()).unwrap_or_default(),
                status: words::status(words::stance_status(statement.stance)),
                stance: words::stance(statement.stance),
                level: words::level(source.level),
                facts,
                events: events
                    .iter()
                    .map(|event| {
                        (
                            event.id.to_string(),
                            article::deed_words(&record, event),
                            format!("/event/{key_part}/{}", event.id),
                        )
                    })
                    .collect(),
                others,
                article: key.to_owned(),
                article_href: format!("/article/{key_part}#{}-{}", points.start(), points.end()),
                content,
                reviews,
                csrf: asked.writer.as_ref().map(|writer| writer.csrf.clone()),
            })
        }
        _ => Err(no_twin(asked)),
    }
}
