//! The rows of one record, as a store that keeps only this record would give them.

use hearsay_core::span::CodePoints;
use hearsay_core::{Entity, EntityKind, Party, Record, Statement};

use crate::add::host;
use crate::evidence::cover;
use crate::found::EventRow;
use crate::who::Said;

/// The events of a record: a row for each two of its parties. `id` is 0 and `deed_group` too, for only a store numbers
/// events; `gloss` gives what a deed means.
pub fn events_of(record: &Record, gloss: impl Fn(&str) -> Option<String>) -> Vec<EventRow> {
    let page = Page::new(record);
    let first_paragraph = record.article.paragraphs.first().map_or(0, |span| span.end());
    let mut rows: Vec<EventRow> = Vec::new();
    for event in &record.events {
        let statement = event.according_to.and_then(|id| record.statements.get(id.index()));
        let speaker = statement.map(|statement| page.speaker(statement)).unwrap_or_default();
        let row = EventRow {
            id: 0,
            deed_group: 0,
            article: record.id.0.clone(),
            event: event.id,
            published: record.article.published,
            days: event.date,
            source_code: None,
            source_name: None,
            target_code: None,
            target_name: None,
            plover: event.plover,
            mode: event.mode.clone(),
            cameo: event.cameo.clone(),
            deed: event.deed.clone(),
            gloss: gloss(&event.deed),
            goldstein: crate::found::shortest(f64::from(event.goldstein)),
            status: event.status,
            voice: event.voice,
            speaker: speaker.name,
            speaker_code: speaker.code,
            speaker_level: statement.map(|statement| statement.source.level),
            stance: statement.map(|statement| statement.stance),
            place: event.place.as_ref().and_then(|place| filled(&place.name)),
            country: event.place.as_ref().and_then(|place| filled(place.country.as_deref().unwrap_or(""))),
            contexts: event.contexts.iter().map(|context| context.name().to_owned()).collect(),
            confidence: crate::found::shortest(f64::from(event.confidence)),
            outlet: page.outlet.clone(),
            agency: record.article.agency.as_deref().and_then(filled),
            url: record.article.url.as_deref().and_then(filled),
            file: record.article.file.as_deref().and_then(filled),
            headline: record.article.headline.and_then(|span| filled(record.text.at(span))),
            sentence: record.text.at(event.sentence).to_owned(),
            sentence_start: page.at(event.sentence.start()),
            trigger_start: page.at(event.trigger.start()),
            trigger_end: page.at(event.trigger.end()),
            lead: event.sentence.start() < first_paragraph,
            verdict: None,
            correction: None,
            verdict_why: None,
        };
        let targets = page.parties(&event.target);
        for source in page.parties(&event.source) {
            rows.extend(targets.iter().map(|target| EventRow {
                source_code: source.code.clone(),
                source_name: source.name.clone(),
                target_code: target.code.clone(),
                target_name: target.name.clone(),
                ..row.clone()
            }));
        }
    }
    rows
}

/// The statements of a record; `id` is 0, for only a store numbers them.
pub fn statements_of(record: &Record) -> Vec<Said> {
    let page = Page::new(record);
    let row = |statement: &Statement| {
        let speaker = page.speaker(statement);
        let whole = cover(statement);
        let content: Vec<&str> = statement.content.iter().map(|span| record.text.at(*span)).collect();
        Said {
            id: 0,
            article: record.id.0.clone(),
            statement: statement.id,
            published: record.article.published,
            speaker: speaker.name,
            speaker_code: speaker.code,
            level: statement.source.level,
            stance: statement.stance,
            form: statement.form,
            voice: statement.voice,
            hedged: statement.hedged,
            negated: statement.negated,
            distanced: statement.distanced,
            within: statement.within,
            outlet: page.outlet.clone(),
            agency: record.article.agency.as_deref().and_then(filled),
            url: record.article.url.as_deref().and_then(filled),
            file: record.article.file.as_deref().and_then(filled),
            headline: record.article.headline.and_then(|span| filled(record.text.at(span))),
            content: content.join(" … "),
            text: record.text.at(whole).to_owned(),
            start: page.at(whole.start()),
            end: page.at(whole.end()),
            verdict: None,
            correction: None,
            verdict_why: None,
        }
    };
    record.statements.iter().map(row).collect()
}

/// Who printed the article: the publisher, else the host of its address.
pub fn outlet_of(record: &Record) -> Option<String> {
    let about = &record.article;
    about.publisher.clone().or_else(|| about.url.as_deref().and_then(host)).as_deref().map(str::trim).and_then(filled)
}

/// Somebody by name and code, as rows have them.
#[derive(Clone, Default, PartialEq, Eq)]
struct Who {
    name: Option<String>,
    code: Option<String>,
    kind: Option<EntityKind>,
}

struct Page<'r> {
    record: &'r Record,
    points: CodePoints<'r>,
    outlet: Option<String>,
}

impl<'r> Page<'r> {
    fn new(record: &'r Record) -> Self {
        Self { record, points: CodePoints::new(record.text.as_str()), outlet: outlet_of(record) }
    }

    /// A byte of the text in code points.
    fn at(&self, byte: usize) -> i64 {
        self.points.from_byte(byte) as i64
    }

    fn speaker(&self, statement: &Statement) -> Who {
        let source = &statement.source;
        match (source.entity.and_then(|id| self.record.entities.get(id.index())), &source.description) {
            (Some(entity), _) => who(entity, entity.actor.as_deref()),
            (None, Some(words)) => Who { name: filled(words), code: None, kind: Some(EntityKind::Group) },
            (None, None) => Who::default(),
        }
    }

    /// Each party once; somebody unknown where there is none.
    fn parties(&self, parties: &[Party]) -> Vec<Who> {
        let entity = |party: &Party| {
            let entity = self.record.entities.get(party.entity.index())?;
            Some(who(entity, party.actor.as_deref()))
        };
        let mut found: Vec<Who> = Vec::new();
        for who in parties.iter().filter_map(entity) {
            // One who is named twice is one party.
            if !found.contains(&who) {
                found.push(who);
            }
        }
        if found.is_empty() { vec![Who::default()] } else { found }
    }
}

fn who(entity: &Entity, code: Option<&str>) -> Who {
    Who { name: filled(&entity.name), code: code.and_then(filled), kind: Some(entity.kind) }
}

fn filled(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
