//! What was read of many articles, as columns: flat ones, a batch for each kind of thing, or nested ones, a row for
//! each article with all that it tells.

use std::sync::Arc;

use arrow_array::{ArrayRef, ListArray, RecordBatch, StructArray};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{DataType, Field, Schema};
use hearsay::core::{EntityId, Record, StatementId};
use hearsay_store::export;
use pyo3::exceptions::PyKeyError;
use pyo3::prelude::*;
use pyo3_arrow::PySchema;
use serde_json::{Value, json};

use crate::columns::{Builder, Kind, Layout, fields};

/// Each article once. `row` is its place in the input, from 0; `record` is its record as JSON, where it was asked for;
/// `error` says why it could not be read, or what of it was not understood.
const ARTICLES: Layout = &[
    ("row", Kind::Whole),
    ("article", Kind::Text),
    ("published", Kind::Day),
    ("headline", Kind::Text),
    ("standfirst", Kind::Text),
    ("authors", Kind::Text),
    ("agency", Kind::Text),
    ("outlet", Kind::Text),
    ("dateline", Kind::Text),
    ("url", Kind::Text),
    ("language", Kind::Text),
    ("characters", Kind::Whole),
    ("paragraphs", Kind::Whole),
    ("comments", Kind::Whole),
    ("sources_least", Kind::Whole),
    ("sources_most", Kind::Whole),
    ("record", Kind::Text),
    ("error", Kind::Text),
];

/// As `hearsay export --what statements` has them.
pub(crate) const SAID: Layout = &[
    ("id", Kind::Whole),
    ("article", Kind::Text),
    ("statement", Kind::Text),
    ("published", Kind::Day),
    ("speaker", Kind::Text),
    ("speaker_code", Kind::Text),
    ("level", Kind::Text),
    ("stance", Kind::Text),
    ("form", Kind::Text),
    ("voice", Kind::Text),
    ("hedged", Kind::Flag),
    ("negated", Kind::Flag),
    ("distanced", Kind::Flag),
    ("within", Kind::Text),
    ("outlet", Kind::Text),
    ("agency", Kind::Text),
    ("url", Kind::Text),
    ("file", Kind::Text),
    ("headline", Kind::Text),
    ("content", Kind::Text),
    ("text", Kind::Text),
    ("start", Kind::Whole),
    ("end", Kind::Whole),
    ("verdict", Kind::Text),
    ("correction", Kind::Text),
    ("verdict_why", Kind::Text),
];

/// Statements without `id`, which only a store gives.
const STATEMENTS: Layout = SAID.split_at(1).1;

/// As `hearsay export` has them: a row for each two parties.
pub(crate) const FOUND: Layout = &[
    ("id", Kind::Whole),
    ("deed_group", Kind::Whole),
    ("article", Kind::Text),
    ("event", Kind::Text),
    ("published", Kind::Day),
    ("first_day", Kind::Day),
    ("last_day", Kind::Day),
    ("source_code", Kind::Text),
    ("source_name", Kind::Text),
    ("target_code", Kind::Text),
    ("target_name", Kind::Text),
    ("type", Kind::Text),
    ("mode", Kind::Text),
    ("cameo", Kind::Text),
    ("deed", Kind::Text),
    ("gloss", Kind::Text),
    ("goldstein", Kind::Real),
    ("status", Kind::Text),
    ("voice", Kind::Text),
    ("speaker", Kind::Text),
    ("speaker_code", Kind::Text),
    ("speaker_level", Kind::Text),
    ("stance", Kind::Text),
    ("place", Kind::Text),
    ("country", Kind::Text),
    ("contexts", Kind::Texts),
    ("confidence", Kind::Real),
    ("outlet", Kind::Text),
    ("agency", Kind::Text),
    ("url", Kind::Text),
    ("file", Kind::Text),
    ("headline", Kind::Text),
    ("sentence", Kind::Text),
    ("sentence_start", Kind::Whole),
    ("trigger_start", Kind::Whole),
    ("trigger_end", Kind::Whole),
    ("lead", Kind::Flag),
    ("verdict", Kind::Text),
    ("correction", Kind::Text),
    ("verdict_why", Kind::Text),
];

/// Events without `id` and `deed_group`, which only a store gives.
const EVENTS: Layout = FOUND.split_at(2).1;

/// Time expressions, in TIMEX3's terms.
const TIMES: Layout = &[
    ("article", Kind::Text),
    ("start", Kind::Whole),
    ("end", Kind::Whole),
    ("text", Kind::Text),
    ("type", Kind::Text),
    ("value", Kind::Text),
    ("mod", Kind::Text),
    ("first_day", Kind::Day),
    ("last_day", Kind::Day),
];

/// How two parties are said to stand.
const ASSESSMENTS: Layout = &[
    ("article", Kind::Text),
    ("published", Kind::Day),
    ("one_code", Kind::Text),
    ("one_name", Kind::Text),
    ("other_code", Kind::Text),
    ("other_name", Kind::Text),
    ("level", Kind::Real),
    ("trend", Kind::Text),
    ("extreme", Kind::Text),
    ("status", Kind::Text),
    ("voice", Kind::Text),
    ("speaker", Kind::Text),
    ("speaker_code", Kind::Text),
    ("speaker_level", Kind::Text),
    ("text", Kind::Text),
    ("start", Kind::Whole),
    ("end", Kind::Whole),
];

/// Who contradicts whom.
const DISPUTES: Layout = &[
    ("article", Kind::Text),
    ("kind", Kind::Text),
    ("statement", Kind::Text),
    ("speaker", Kind::Text),
    ("content", Kind::Text),
    ("answer", Kind::Text),
    ("answer_speaker", Kind::Text),
    ("answer_content", Kind::Text),
    ("about", Kind::Text),
];

/// The kinds of rows, in the order of the record.
pub(crate) const KINDS: [(&str, Layout); 6] = [
    ("articles", ARTICLES),
    ("statements", STATEMENTS),
    ("events", EVENTS),
    ("times", TIMES),
    ("assessments", ASSESSMENTS),
    ("disputes", DISPUTES),
];

/// The columns of a kind of rows; `found` and `said` are events and statements as a store gives them.
#[pyfunction]
pub(crate) fn columns_of(kind: &str) -> PyResult<PySchema> {
    let known = KINDS.into_iter().chain([("found", FOUND), ("said", SAID)]).find(|(name, _)| *name == kind);
    let (_, layout) = known.ok_or_else(|| PyKeyError::new_err(format!("there are no `{kind}`")))?;
    Ok(PySchema::new(Arc::new(Schema::new(fields(layout)))))
}

/// The columns of a batch with a row for each article: those of articles, then a list for each other kind.
#[pyfunction]
pub(crate) fn nested_columns() -> PySchema {
    PySchema::new(Arc::new(nested_schema()))
}

fn nested_schema() -> Schema {
    let mut all: Vec<_> = fields(ARTICLES).iter().cloned().collect();
    all.extend(KINDS[1..].iter().map(|&(name, layout)| Arc::new(Field::new(name, list_of(layout), true))));
    Schema::new(all)
}

fn list_of(layout: Layout) -> DataType {
    DataType::List(Arc::new(item(layout)))
}

fn item(layout: Layout) -> Field {
    Field::new("item", DataType::Struct(fields(layout)), true)
}

/// What became of one article.
#[derive(Default)]
pub(crate) struct Read {
    /// Its place in the input.
    pub(crate) row: usize,
    /// The id that it came with.
    pub(crate) id: Option<String>,
    /// Nothing where it could not be read.
    pub(crate) record: Option<Record>,
    /// The record as JSON, where it was asked for.
    pub(crate) json: Option<String>,
    /// Why it could not be read, or what of it was not understood.
    pub(crate) fault: Option<String>,
}

/// Rows of all kinds, with the number of rows before each article.
pub(crate) struct Rows {
    columns: [Builder; 6],
    before: [Vec<i32>; 6],
}

impl Rows {
    /// Of all that could be read; where `failed`, with a row for each article that could not.
    pub(crate) fn of(reads: &[Read], failed: bool, gloss: impl Fn(&str) -> Option<String>) -> Self {
        let mut rows = Self { columns: KINDS.map(|(_, layout)| Builder::new(layout)), before: Default::default() };
        for read in reads {
            match &read.record {
                Some(record) => rows.push(read, record, &gloss),
                None if failed => {
                    rows.columns[0].push(&json!({"row": read.row, "article": read.id, "error": read.fault}));
                    rows.mark();
                }
                None => {}
            }
        }
        rows
    }

    fn mark(&mut self) {
        for (before, columns) in self.before.iter_mut().zip(&self.columns) {
            before.push(i32::try_from(columns.rows()).unwrap_or(i32::MAX));
        }
    }

    fn push(&mut self, read: &Read, record: &Record, gloss: &impl Fn(&str) -> Option<String>) {
        let points = record.in_code_points();
        let [articles, statements, events, times, assessments, disputes] = &mut self.columns;
        articles.push(&article(read, record));
        let said = export::statements_of(record);
        for said in &said {
            statements.push(&value(said));
        }
        for found in export::events_of(record, gloss) {
            events.push(&value(&found));
        }
        let id = &record.id.0;
        for (time, points) in record.times.iter().zip(&points.times) {
            let days = time.interval;
            times.push(&json!({
                "article": id, "start": points.span.start(), "end": points.span.end(), "text": record.text.at(time.span),
                "type": time.kind, "value": time.value, "mod": time.modifier,
                "first_day": days.map(|days| days.first), "last_day": days.map(|days| days.last),
            }));
        }
        let entity = |id: EntityId| record.entities.get(id.index());
        let name = |id: EntityId| entity(id).map(|entity| entity.name.as_str());
        let code = |id: EntityId| entity(id).and_then(|entity| entity.actor.as_deref());
        let statement = |id: StatementId| said.get(id.index());
        for (assessment, points) in record.assessments.iter().zip(&points.assessments) {
            let [one, other] = assessment.between;
            let by = assessment.according_to.and_then(statement);
            assessments.push(&json!({
                "article": id, "published": record.article.published, "one_code": code(one), "one_name": name(one),
                "other_code": code(other), "other_name": name(other), "level": assessment.level.map(short),
                "trend": assessment.trend, "extreme": assessment.extreme, "status": assessment.status,
                "voice": assessment.voice, "speaker": by.and_then(|by| by.speaker.as_deref()),
                "speaker_code": by.and_then(|by| by.speaker_code.as_deref()), "speaker_level": by.map(|by| &by.level),
                "text": record.text.at(assessment.span), "start": points.span.start(), "end": points.span.end(),
            }));
        }
        for dispute in &record.disputes {
            let [one, answer] = dispute.statements;
            let (said, answered) = (statement(one), statement(answer));
            let about: Vec<&str> = dispute.about.iter().filter_map(|id| name(*id)).collect();
            disputes.push(&json!({
                "article": id, "kind": dispute.kind, "statement": one, "speaker": said.and_then(|said| said.speaker.as_deref()),
                "content": said.map(|said| &said.content), "answer": answer,
                "answer_speaker": answered.and_then(|said| said.speaker.as_deref()),
                "answer_content": answered.map(|said| &said.content), "about": list(&about),
            }));
        }
        self.mark();
    }

    /// A batch for each kind.
    pub(crate) fn flat(self) -> Vec<(&'static str, RecordBatch)> {
        let names = KINDS.iter().map(|(name, _)| *name);
        names.zip(self.columns).map(|(name, columns)| (name, RecordBatch::from(columns.finish()))).collect()
    }

    /// One batch with a row for each article.
    pub(crate) fn nested(self) -> PyResult<RecordBatch> {
        let Self { columns, before } = self;
        let mut all: Vec<ArrayRef> = Vec::new();
        for (at, ((columns, ends), (_, layout))) in columns.into_iter().zip(before).zip(KINDS).enumerate() {
            let rows: StructArray = columns.finish();
            if at == 0 {
                all.extend(rows.columns().iter().cloned());
                continue;
            }
            let offsets = OffsetBuffer::new(std::iter::once(0).chain(ends).collect());
            all.push(Arc::new(ListArray::new(Arc::new(item(layout)), offsets, Arc::new(rows), None)));
        }
        let fault = |error: arrow_schema::ArrowError| pyo3::exceptions::PyValueError::new_err(error.to_string());
        RecordBatch::try_new(Arc::new(nested_schema()), all).map_err(fault)
    }
}

fn article(read: &Read, record: &Record) -> Value {
    let about = &record.article;
    let words = |span: Option<hearsay::core::Span>| span.map(|span| record.text.at(span));
    let authors: Vec<&str> = about.authors.iter().map(String::as_str).collect();
    let sources = record.sources();
    json!({
        "row": read.row, "article": record.id.0, "published": about.published, "headline": words(about.headline),
        "standfirst": words(about.standfirst), "authors": list(&authors), "agency": about.agency,
        "outlet": export::outlet_of(record), "dateline": about.dateline, "url": about.url, "language": about.language,
        "characters": record.text.as_str().chars().count(), "paragraphs": about.paragraphs.len(),
        "comments": about.comments.len(), "sources_least": sources.least, "sources_most": sources.most, "record": read.json,
        "error": read.fault,
    })
}

/// A list as JSON; nothing where it is empty.
fn list(names: &[&str]) -> Option<String> {
    (!names.is_empty()).then(|| json!(names).to_string())
}

/// The number that prints as the four-byte one does.
fn short(number: f32) -> f64 {
    number.to_string().parse().unwrap_or_else(|_| f64::from(number))
}

fn value(row: &impl serde::Serialize) -> Value {
    // Rows are plain fields: writing them cannot fail.
    serde_json::to_value(row).unwrap_or_default()
}
