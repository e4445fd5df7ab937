//! Parts of a record as cells of a row: JSON without what other columns say, and without what is empty.

use hearsay_core::{
    ArticlePart, Count, Cue, Entity, EntityId, Form, Level, Mention, MentionKind, Party, Record, Source, Span, Stance,
    Statement, StatementId, TokenId, Voice,
};
use rusqlite::Row;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::codes::member;
use crate::day;
use crate::error::Result;
use crate::room::ROOM;

/// What of a statement no column has, on its way in.
#[derive(Serialize)]
struct Rest<'s> {
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<SourceRest<'s>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cue: Option<CueRest<'s>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content: Option<&'s [Span]>,
}

#[derive(Default, PartialEq, Serialize)]
struct SourceRest<'s> {
    #[serde(skip_serializing_if = "Option::is_none")]
    spans: Option<&'s [Span]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<&'s Count>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    terms: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    told: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    channel: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    on_behalf_of: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    part_of: Option<EntityId>,
}

#[derive(Serialize)]
struct CueRest<'s> {
    spans: &'s [Span],
}

/// What a statement has beside its columns, on its way out.
#[derive(Deserialize)]
struct KeptDetail {
    source: KeptSource,
    cue: Option<Cue>,
    content: Vec<Span>,
}

#[derive(Deserialize)]
struct KeptSource {
    spans: Vec<Span>,
    entity: Option<EntityId>,
    count: Option<Count>,
    description: Option<String>,
    terms: Option<String>,
    reason: Option<String>,
    told: Option<String>,
    channel: Option<String>,
    on_behalf_of: Option<String>,
    part_of: Option<EntityId>,
}

/// The cell `statement_base.rest`, none where the columns say it all; spans in code points.
pub(crate) fn statement(points: &Statement) -> Result<Option<String>> {
    // The columns have one span.
    let several = |spans: &[Span]| spans.len() != 1;
    let source = &points.source;
    let of_source = SourceRest {
        spans: Some(source.spans.as_slice()).filter(|spans| several(spans)),
        count: source.count.as_ref(),
        description: source.description.as_deref(),
        terms: source.terms.as_deref(),
        reason: source.reason.as_deref(),
        told: source.told.as_deref(),
        channel: source.channel.as_deref(),
        on_behalf_of: source.on_behalf_of.as_deref(),
        part_of: source.part_of,
    };
    let cue = points.cue.as_ref().map(|cue| cue.spans.as_slice());
    let rest = Rest {
        source: Some(of_source).filter(|source| *source != SourceRest::default()),
        cue: cue.filter(|spans| several(spans)).map(|spans| CueRest { spans }),
        content: Some(points.content.as_slice()).filter(|spans| several(spans)),
    };
    let says_nothing = rest.source.is_none() && rest.cue.is_none() && rest.content.is_none();
    Ok(if says_nothing { None } else { Some(serde_json::to_string(&rest)?) })
}

/// The statement of a row of `statement`.
pub(crate) fn kept_statement(row: &Row) -> Result<Statement> {
    let kept: KeptDetail = serde_json::from_str(&row.get::<_, String>("detail")?)?;
    let source = kept.source;
    Ok(Statement {
        id: StatementId((row.get::<_, i64>("id")? % ROOM) as u32),
        voice: member::<Voice>(row, "voice")?,
        source: Source {
            spans: source.spans,
            entity: source.entity,
            level: member::<Level>(row, "level")?,
            count: source.count,
            description: source.description,
            terms: source.terms,
            reason: source.reason,
            told: source.told,
            channel: source.channel,
            on_behalf_of: source.on_behalf_of,
            part_of: source.part_of,
        },
        cue: kept.cue,
        content: kept.content,
        form: member::<Form>(row, "form")?,
        stance: member::<Stance>(row, "stance")?,
        hedged: row.get("hedged")?,
        negated: row.get("negated")?,
        distanced: row.get("distanced")?,
        within: row.get::<_, Option<u32>>("within")?.map(StatementId),
    })
}

/// What of an article's page stands in columns of its own.
const PAGE_COLUMNS: [&str; 5] = ["url", "file", "language", "agency", "published"];
/// Lists that are left out where they are empty.
const PAGE_LISTS: [&str; 5] = ["authors", "paragraphs", "crossheads", "comments", "boilerplate"];

/// The cell `article.page`.
pub(crate) fn page(points: &Record) -> Result<String> {
    let mut page = serde_json::to_value(&points.article)?;
    if let Some(fields) = page.as_object_mut() {
        let is_empty = |value: &Value| value.is_null() || value.as_array().is_some_and(Vec::is_empty);
        fields.retain(|name, value| !is_empty(value) && !PAGE_COLUMNS.contains(&name.as_str()));
    }
    Ok(page.to_string())
}

/// The page of a row of `article`.
pub(crate) fn kept_page(row: &Row) -> Result<ArticlePart> {
    let mut fields: Map<String, Value> = serde_json::from_str(&row.get::<_, String>("page")?)?;
    for list in PAGE_LISTS {
        fields.entry(list).or_insert_with(|| Value::Array(Vec::new()));
    }
    let published = row.get::<_, Option<i64>>("published")?.and_then(day::of_number);
    Ok(ArticlePart {
        url: row.get("url")?,
        file: row.get("file")?,
        language: row.get("language")?,
        agency: row.get("agency")?,
        published,
        ..serde_json::from_value(Value::Object(fields))?
    })
}

/// One side of an event, as its row has it.
pub(crate) struct Side {
    /// The place of one party with the actor code of its entity, else all of them as JSON.
    pub(crate) who: rusqlite::types::Value,
    pub(crate) start: Option<i64>,
    pub(crate) length: Option<i64>,
    /// Whether `who` tells which actor it is: the entity's own, or nobody.
    pub(crate) tells_actor: bool,
}

/// The cells of one side: one party with its entity's own actor code needs no JSON.
pub(crate) fn parties(parties: &[Party], entities: &[Entity]) -> Side {
    match parties {
        [party] if has_own_code(party, entities) => Side {
            who: i64::from(party.entity.0).into(),
            start: Some(party.span.start() as i64),
            length: Some(length(party.span)),
            tells_actor: true,
        },
        _ => Side { who: all(parties, entities).into(), start: None, length: None, tells_actor: parties.is_empty() },
    }
}

/// How far a span goes: as a number often smaller than its end.
pub(crate) fn length(span: Span) -> i64 {
    (span.end() - span.start()) as i64
}

/// The cell `event_base.sure`: hundredths where it is a whole number of them, which is the rule, and takes one byte.
pub(crate) fn sure(confidence: f32) -> rusqlite::types::Value {
    let hundredths = (confidence * 100.0).round();
    if of_hundredths(hundredths) == confidence { (hundredths as i64).into() } else { f64::from(confidence).into() }
}

/// As the view has it, which divides eight-byte numbers.
pub(crate) fn of_hundredths(hundredths: f32) -> f32 {
    (f64::from(hundredths) / 100.0) as f32
}

fn has_own_code(party: &Party, entities: &[Entity]) -> bool {
    entities.get(party.entity.index()).is_some_and(|entity| entity.actor == party.actor)
}

/// An actor code that is the entity's own is left out.
fn all(parties: &[Party], entities: &[Entity]) -> String {
    use std::fmt::Write as _;
    let mut out = String::from("[");
    for (at, party) in parties.iter().enumerate() {
        let comma = if at == 0 { "" } else { "," };
        let _ = write!(out, "{comma}[{},{},{}", party.entity.0, party.span.start(), party.span.end());
        match &party.actor {
            _ if has_own_code(party, entities) => {}
            // A user's own dictionary may hold anything.
            Some(code) => {
                let _ = write!(out, ",{}", Value::from(code.as_str()));
            }
            None => out.push_str(",null"),
        }
        out.push(']');
    }
    out.push(']');
    out
}

/// A party with the entity's own actor code, or with another.
#[derive(Deserialize)]
#[serde(untagged)]
enum KeptParty {
    Own(u32, usize, usize),
    Other(u32, usize, usize, Option<String>),
}

/// The parties of a cell of `event`; `entities` are those of the record.
pub(crate) fn kept_parties(json: &str, entities: &[Entity]) -> Result<Vec<Party>> {
    let parties: Vec<KeptParty> = serde_json::from_str(json)?;
    let party = |kept| match kept {
        KeptParty::Own(entity, start, end) => Party {
            entity: EntityId(entity),
            span: Span::new(start, end),
            actor: entities.get(entity as usize).and_then(|entity| entity.actor.clone()),
        },
        KeptParty::Other(entity, start, end, actor) => {
            Party { entity: EntityId(entity), span: Span::new(start, end), actor }
        }
    };
    Ok(parties.into_iter().map(party).collect())
}

/// The one place where an entity is named, where that is by name.
pub(crate) fn named_once(entity: &Entity) -> Option<Span> {
    match entity.mentions.as_slice() {
        [Mention { span, kind: MentionKind::Name, .. }] => Some(*span),
        _ => None,
    }
}

/// A cell of spans; none for no spans.
pub(crate) fn spans(spans: &[Span]) -> Result<Option<String>> {
    Ok(if spans.is_empty() { None } else { Some(serde_json::to_string(spans)?) })
}

/// The cell `entity.mentions`: a mention by name needs no word for it.
pub(crate) fn mentions(entity: &Entity) -> String {
    use std::fmt::Write as _;
    let mut out = String::from("[");
    for (at, mention) in entity.mentions.iter().enumerate() {
        let kind = match mention.kind {
            MentionKind::Name => "",
            MentionKind::Nominal => ",\"nominal\"",
            MentionKind::Pronoun => ",\"pronoun\"",
        };
        let comma = if at == 0 { "" } else { "," };
        let _ = write!(out, "{comma}[{},{}{kind}]", mention.span.start(), mention.span.end());
    }
    out.push(']');
    out
}

/// A mention by name, or with its kind.
#[derive(Deserialize)]
#[serde(untagged)]
enum KeptMention {
    Name(usize, usize),
    Other(usize, usize, MentionKind),
}

/// The mentions of a cell.
pub(crate) fn kept_mentions(json: &str) -> Result<Vec<Mention>> {
    let mentions: Vec<KeptMention> = serde_json::from_str(json)?;
    let mention = |kept| {
        let (start, end, kind) = match kept {
            KeptMention::Name(start, end) => (start, end, MentionKind::Name),
            KeptMention::Other(start, end, kind) => (start, end, kind),
        };
        // Words are numbered in the document, which a record outlives.
        Mention { span: Span::new(start, end), kind, head: TokenId(u32::MAX) }
    };
    Ok(mentions.into_iter().map(mention).collect())
}
