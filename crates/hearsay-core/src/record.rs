//! The record: everything read from one article, owned, with evidence spans.

use std::borrow::Cow;

use jiff::civil::Date;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::span::CodePoints;
use crate::{
    Accusation, Article, ArticleId, Assessment, BlockKind, Dispute, Entities, Entity, Event, Inventory, Span,
    Statement, Text, TimeExpression,
};

/// What one article becomes. Spans are UTF-8 bytes here and Unicode code points in JSON: serialising converts.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// Stable: same input, same id.
    pub id: ArticleId,
    /// The text all spans index.
    pub text: Text,
    /// What the page says about itself.
    pub article: ArticlePart,
    /// Who and what it speaks of.
    pub entities: Vec<Entity>,
    /// Time expressions, in text order.
    pub times: Vec<TimeExpression>,
    /// Who says what, in text order.
    pub statements: Vec<Statement>,
    /// Who did what to whom, in text order.
    pub events: Vec<Event>,
    /// How parties are said to stand.
    pub assessments: Vec<Assessment>,
    /// Who contradicts whom.
    pub disputes: Vec<Dispute>,
    /// Who is accused, and whether their answer is quoted.
    pub accusations: Vec<Accusation>,
}

/// The article's own part of a record.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ArticlePart {
    /// Address of the page.
    pub url: Option<String>,
    /// File it was read from.
    pub file: Option<String>,
    /// BCP 47 tag, where stated.
    pub language: Option<String>,
    /// The headline.
    pub headline: Option<Span>,
    /// The summary line under it.
    pub standfirst: Option<Span>,
    /// People named in the byline.
    pub authors: Vec<String>,
    /// The wire that wrote it.
    pub agency: Option<String>,
    /// Who printed it.
    pub publisher: Option<String>,
    /// The place that opens the story.
    pub dateline: Option<String>,
    /// Day of publication, ISO 8601; null when unknown.
    #[schemars(with = "Option<String>")]
    pub published: Option<Date>,
    /// The moment of publication, ISO 8601, where the page states one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published_at: Option<String>,
    /// Whether the day comes first in figures, where the caller or the page tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day_first: Option<bool>,
    /// Paragraphs of the story.
    pub paragraphs: Vec<Span>,
    /// Short headings between them.
    pub crossheads: Vec<Span>,
    /// Readers' comments.
    pub comments: Vec<CommentPart>,
    /// Dropped from everything below.
    pub boilerplate: Vec<Span>,
    /// What was odd about the input: stable names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<NotePart>,
}

/// A reader's comment in a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CommentPart {
    /// The name signed with.
    pub author: Option<String>,
    /// The day it was written, where the page gives one.
    #[schemars(with = "Option<String>")]
    pub date: Option<Date>,
    /// Its age in the page's words.
    pub age: Option<String>,
    /// The name it answers.
    pub reply_to: Option<String>,
    /// Header and body.
    pub span: Span,
}

/// Something odd about the input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NotePart {
    /// A stable name such as `invalid-utf8`.
    pub name: String,
    /// Where, if at one place.
    pub span: Option<Span>,
}

impl ArticlePart {
    /// What an article says about itself.
    pub fn new(article: &Article) -> Self {
        let comment = |comment: &crate::Comment| CommentPart {
            author: comment.author.clone(),
            date: comment.date,
            age: comment.age.clone(),
            reply_to: comment.reply_to.clone(),
            span: comment.span,
        };
        Self {
            url: article.url.clone(),
            file: article.file.clone(),
            language: article.language.clone(),
            headline: article.headline(),
            standfirst: article.standfirst(),
            authors: article.authors.clone(),
            agency: article.agency.clone(),
            publisher: article.publisher.clone(),
            dateline: article.dateline.map(|span| article.text.at(span).to_owned()),
            published: article.published,
            published_at: article.published_at.clone(),
            day_first: article.day_first,
            paragraphs: article.spans_of(BlockKind::Paragraph).collect(),
            crossheads: article.spans_of(BlockKind::Crosshead).collect(),
            comments: article.comments.iter().map(comment).collect(),
            boilerplate: article.spans_of(BlockKind::Furniture).collect(),
            notes: article.notes.iter().map(|note| NotePart { name: note.name.to_owned(), span: note.span }).collect(),
        }
    }

    fn map_spans(&mut self, to: impl Fn(Span) -> Span) {
        let boxes = [&mut self.headline, &mut self.standfirst];
        for span in boxes.into_iter().flatten() {
            *span = to(*span);
        }
        let comments = self.comments.iter_mut().map(|comment| &mut comment.span);
        let notes = self.notes.iter_mut().filter_map(|note| note.span.as_mut());
        let lists = self.paragraphs.iter_mut().chain(&mut self.crossheads).chain(&mut self.boilerplate);
        for span in lists.chain(comments).chain(notes) {
            *span = to(*span);
        }
    }
}

/// Everything the reading stages found; see [`Record::new`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Findings {
    /// From `read::times`.
    pub times: Vec<TimeExpression>,
    /// From `read::entities`.
    pub entities: Entities,
    /// From `read::statements`.
    pub statements: Vec<Statement>,
    /// From `read::events`.
    pub events: Vec<Event>,
    /// From `read::assessments`.
    pub assessments: Vec<Assessment>,
    /// From `read::disputes`.
    pub disputes: Vec<Dispute>,
    /// From `read::accusations`.
    pub accusations: Vec<Accusation>,
}

impl Record {
    /// The name and version of this layout.
    pub const SCHEMA: &'static str = "hearsay/1";

    /// Everything found in `article`, owned.
    pub fn new(article: &Article, mut found: Findings) -> Self {
        // Words are numbered in the document, which a record outlives.
        for mention in found.entities.list.iter_mut().flat_map(|entity| &mut entity.mentions) {
            mention.head = crate::entity::no_token();
        }
        Self {
            id: article.id.clone(),
            text: article.text.clone(),
            article: ArticlePart::new(article),
            entities: found.entities.list,
            times: found.times,
            statements: found.statements,
            events: found.events,
            assessments: found.assessments,
            disputes: found.disputes,
            accusations: found.accusations,
        }
    }

    /// Who is cited, and how many people that can be; reckoned from the statements, and part of the JSON.
    pub fn sources(&self) -> Inventory {
        Inventory::new(&self.statements, &self.entities, |span| self.text.at(span))
    }

    /// The JSON Schema of the record as JSON has it, made from these types.
    pub fn schema() -> serde_json::Value {
        schemars::schema_for!(Record).to_value()
    }

    /// The same record with spans counted in code points, as JSON has them; they no longer slice its text.
    pub fn in_code_points(&self) -> Self {
        let mut record = self.clone();
        let points = CodePoints::new(self.text.as_str());
        record.map_spans(|span| points.span(span));
        record
    }

    /// The other way: the record whose spans are counted in code points, with spans in bytes.
    pub fn in_bytes(mut self) -> Self {
        let text = self.text.clone();
        let points = CodePoints::new(text.as_str());
        self.map_spans(|span| points.bytes(span));
        self
    }

    /// Every span of the record put through `to`.
    fn map_spans(&mut self, to: impl Fn(Span) -> Span) {
        self.article.map_spans(&to);
        let entities =
            self.entities.iter_mut().flat_map(|entity| &mut entity.mentions).map(|mention| &mut mention.span);
        let times = self.times.iter_mut().map(|time| &mut time.span);
        let statements = self.statements.iter_mut().flat_map(|statement| {
            let cue = statement.cue.iter_mut().flat_map(|cue| &mut cue.spans);
            statement.source.spans.iter_mut().chain(cue).chain(&mut statement.content)
        });
        let events = self.events.iter_mut().flat_map(|event| {
            let parties = event.source.iter_mut().chain(&mut event.target).map(|party| &mut party.span);
            let place = event.place.iter_mut().map(|place| &mut place.span);
            parties.chain(place).chain([&mut event.trigger, &mut event.sentence]).chain(&mut event.retold)
        });
        let assessments = self.assessments.iter_mut().map(|assessment| &mut assessment.span);
        for span in entities.chain(times).chain(statements).chain(events).chain(assessments) {
            *span = to(*span);
        }
    }
}

/// The record as JSON has it: same fields, spans in code points.
#[derive(Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Record")]
struct Wire {
    /// Name and version of this layout.
    schema: String,
    /// Stable: same input, same id.
    id: ArticleId,
    /// The text all spans index.
    text: String,
    /// What the page says about itself.
    article: ArticlePart,
    /// Who and what it speaks of.
    entities: Vec<Entity>,
    /// Time expressions, in text order.
    times: Vec<TimeExpression>,
    /// Who says what, in text order.
    statements: Vec<Statement>,
    /// Who did what to whom, in text order.
    events: Vec<Event>,
    /// How parties are said to stand.
    assessments: Vec<Assessment>,
    /// Who contradicts whom.
    disputes: Vec<Dispute>,
    /// Who is accused, and whether their answer is quoted.
    #[serde(default)]
    accusations: Vec<Accusation>,
    /// Who is cited, and how many people that can be.
    #[serde(default)]
    sources: Inventory,
}

impl Serialize for Record {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let sources = self.sources();
        let Record { id, text, article, entities, times, statements, events, assessments, disputes, accusations } =
            self.in_code_points();
        let (schema, text) = (Self::SCHEMA.to_owned(), text.as_str().to_owned());
        let wire = Wire {
            schema,
            id,
            text,
            article,
            entities,
            times,
            statements,
            events,
            assessments,
            disputes,
            accusations,
            sources,
        };
        wire.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Record {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let wire = Wire::deserialize(deserializer)?;
        if wire.schema != Self::SCHEMA {
            return Err(serde::de::Error::custom(format!("schema `{}` where `{}` is due", wire.schema, Self::SCHEMA)));
        }
        let Wire { id, text, article, entities, times, statements, events, assessments, disputes, accusations, .. } =
            wire;
        let record = Self {
            id,
            text: Text::from(text.as_str()),
            article,
            entities,
            times,
            statements,
            events,
            assessments,
            disputes,
            accusations,
        };
        Ok(record.in_bytes())
    }
}

impl JsonSchema for Record {
    fn schema_name() -> Cow<'static, str> {
        "Record".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Wire::json_schema(generator)
    }
}
