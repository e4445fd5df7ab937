//! A decision, checked against the reading that it is about.

use hearsay_core::{Event, EventId, Level, Record, Span, Stance, Statement, StatementId, Status};
use hearsay_store::{Review, Store};
use serde_json::{Map, Value, json};

use super::now;
use crate::asked::Query;
use crate::fault::Fault;
use crate::words;

/// The decision that a form holds, checked against the reading that it is about.
pub(crate) fn judged(store: &Store, form: &Query) -> Result<Review, Fault> {
    let need = |key: &str| form.get(key).map(str::to_owned).ok_or_else(|| Fault::Asked(format!("{key} is missing")));
    let (article, item, verdict) = (need("article")?, need("item")?, need("verdict")?);
    if !["right", "corrected", "rejected"].contains(&verdict.as_str()) {
        return Err(Fault::Asked("a verdict is right, corrected or rejected".to_owned()));
    }
    let record = crate::pages::record(store, &article)?;
    let unknown = || Fault::NotFound(format!("article {article} has no {item}"));
    let mut person = Map::new();
    let mut set = |key: &str, value: &str| person.insert(key.to_owned(), value.into());
    let (machine, span) = if item.starts_with('v') {
        let id: EventId = item.parse().map_err(|_| unknown())?;
        let event = record.events.get(id.index()).ok_or_else(unknown)?;
        for key in ["who", "whom"] {
            if let Some(words) = form.get(key) {
                // A label points at words: without them nothing can be learnt from it.
                if words != "-" && !record.text.as_str().contains(words) {
                    return Err(Fault::Asked(format!(
                        "“{}” does not stand in the article; take its own words, or - for nobody",
                        words::plain(words)
                    )));
                }
                set(key, words);
            }
        }
        if let Some(deed) = form.get("did") {
            if !deed.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-') {
                return Err(Fault::Asked("a deed is named as in the lexicon: expel-envoy".to_owned()));
            }
            set("did", deed);
        }
        if let Some(when) = form.get("when") {
            let is_time = when.split("..").all(|day| {
                matches!(day.len(), 4 | 7 | 10) && day.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
            });
            if !is_time {
                return Err(Fault::Asked(
                    "write when as 2011, 2011-05, 2011-05-02 or 2011-05-01..2011-05-03".to_owned(),
                ));
            }
            set("when", when);
        }
        if let Some(status) = form.get("status") {
            let _: Status = serde_json::from_value(status.into())
                .map_err(|_| Fault::Asked(format!("`{}` is no footing", words::plain(status))))?;
            set("status", status);
        }
        (machine_event(&record, event), event.trigger)
    } else {
        let id: StatementId = item.parse().map_err(|_| unknown())?;
        let statement = record.statements.get(id.index()).ok_or_else(unknown)?;
        if let Some(stance) = form.get("stance") {
            let _: Stance = serde_json::from_value(stance.into())
                .map_err(|_| Fault::Asked(format!("`{}` is no stance", words::plain(stance))))?;
            set("stance", stance);
        }
        if let Some(level) = form.get("level") {
            let _: Level = serde_json::from_value(level.into())
                .map_err(|_| Fault::Asked(format!("`{}` is no sourcing level", words::plain(level))))?;
            set("level", level);
        }
        (machine_statement(&record, statement), statement.content.first().copied().unwrap_or(Span::new(0, 0)))
    };
    if verdict == "corrected" && person.is_empty() {
        return Err(Fault::Asked("say what differs".to_owned()));
    }
    if verdict != "corrected" {
        person.clear();
    }
    let why = form.get("why").unwrap_or("");
    if why.chars().count() > 2_000 {
        return Err(Fault::Asked("say why in fewer than 2,000 letters".to_owned()));
    }
    Ok(Review {
        id: 0,
        article,
        item,
        span: crate::pages::points(&record, span),
        verdict,
        machine,
        person: Value::Object(person),
        why: why.to_owned(),
        at: now(),
        reader: String::new(),
    })
}

fn machine_event(record: &Record, event: &Event) -> Value {
    let (who, whom) = crate::pages::sides(record, event);
    json!({
        "words": crate::pages::deed_words(record, event),
        "who": who,
        "whom": whom,
        "did": event.deed,
        "type": event.plover,
        "status": event.status,
        "when": event.date,
        "sentence": record.text.at(event.sentence),
    })
}

fn machine_statement(record: &Record, statement: &Statement) -> Value {
    json!({
        "words": format!("{} {}", crate::pages::speaker(record, statement).unwrap_or_else(|| "nobody named".to_owned()), words::stance(statement.stance)),
        "speaker": crate::pages::speaker(record, statement),
        "stance": statement.stance,
        "level": statement.source.level,
        "sentence": crate::pages::content(record, statement),
    })
}
