//! W3C Web Annotations, and schema.org's claims and quotations, as JSON-LD.

use std::fmt::Display;

use hearsay_core::{Form, Level};
use serde_json::{Value, json};

use crate::found::EventRow;
use crate::who::Said;

/// An event as a Web Annotation of the sentence that tells it; the words that name the deed refine it.
pub fn annotation_of_event(found: &EventRow) -> Value {
    let start = (found.trigger_start - found.sentence_start).max(0);
    let end = (found.trigger_end - found.sentence_start).max(start);
    let trigger: String = found.sentence.chars().skip(start as usize).take((end - start) as usize).collect();
    let length = found.sentence.chars().count() as i64;
    json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": address(&found.article, found.event),
        "type": "Annotation",
        "motivation": "classifying",
        "body": bodies(json!({
            "type": "Dataset",
            "value": {
                "source": {"code": found.source_code, "name": found.source_name},
                "target": {"code": found.target_code, "name": found.target_name},
                "type": found.plover, "mode": found.mode, "cameo": found.cameo, "deed": found.deed,
                "goldstein": found.goldstein, "date": [found.days.map(|days| days.first), found.days.map(|days| days.last)], "status": found.status,
                "according_to": {"name": found.speaker, "code": found.speaker_code, "level": found.speaker_level},
                "confidence": found.confidence
            }
        }), &found.verdict, &found.correction, &found.verdict_why),
        "target": {
            "source": source(&found.article, &found.url),
            "selector": [
                {"type": "TextPositionSelector", "start": found.sentence_start, "end": found.sentence_start + length,
                 "refinedBy": {"type": "TextPositionSelector", "start": start, "end": end}},
                {"type": "TextQuoteSelector", "exact": found.sentence,
                 "refinedBy": {"type": "TextQuoteSelector", "exact": trigger}}
            ]
        }
    })
}

/// The machine's reading and, beside it, what a person found of it.
fn bodies(machine: Value, verdict: &Option<String>, correction: &Option<String>, why: &Option<String>) -> Value {
    let Some(verdict) = verdict else { return machine };
    let differs: Option<Value> = correction.as_deref().and_then(|json| serde_json::from_str(json).ok());
    let purpose = if verdict == "corrected" { "editing" } else { "assessing" };
    json!([
        machine,
        {"type": "Dataset", "purpose": purpose, "value": {"verdict": verdict, "correction": differs, "why": why}}
    ])
}

/// A statement as a Web Annotation of its words.
pub fn annotation_of_statement(said: &Said) -> Value {
    json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": address(&said.article, said.statement),
        "type": "Annotation",
        "motivation": "identifying",
        "body": bodies(json!({
            "type": "Dataset",
            "value": {
                "speaker": {"code": said.speaker_code, "name": said.speaker}, "level": said.level,
                "stance": said.stance, "form": said.form, "hedged": said.hedged, "negated": said.negated,
                "distanced": said.distanced, "content": said.content,
                "within": said.within.map(|within| address(&said.article, within))
            }
        }), &said.verdict, &said.correction, &said.verdict_why),
        "target": {
            "source": source(&said.article, &said.url),
            "selector": [
                {"type": "TextPositionSelector", "start": said.start, "end": said.end},
                {"type": "TextQuoteSelector", "exact": said.text}
            ]
        }
    })
}

/// A statement in schema.org's terms: a `Quotation` where all of it is quoted, else a `Claim`.
pub fn claim(said: &Said) -> Value {
    let speaker = said.speaker.as_ref().map(|name| {
        // Who is no named person speaks as a body or as people without a name.
        let kind = if matches!(said.level, Level::Named | Level::Elsewhere) { "Person" } else { "Organization" };
        json!({"@type": kind, "name": name, "identifier": said.speaker_code})
    });
    let page = json!({
        "@type": "NewsArticle",
        "identifier": said.article,
        "url": said.url,
        "datePublished": said.published,
        "publisher": said.outlet.as_ref().or(said.agency.as_ref()).map(|name| json!({"@type": "Organization", "name": name}))
    });
    let (kind, page_is) = if said.form == Form::Direct { ("Quotation", "isPartOf") } else { ("Claim", "appearance") };
    let mut claim = json!({
        "@context": "https://schema.org",
        "@type": kind,
        "@id": address(&said.article, said.statement),
        "text": said.content,
        "creator": speaker,
        "additionalProperty": [
            {"@type": "PropertyValue", "name": "hearsay:stance", "value": said.stance},
            {"@type": "PropertyValue", "name": "hearsay:level", "value": said.level}
        ]
    });
    if let (Some(verdict), Some(list)) = (&said.verdict, claim["additionalProperty"].as_array_mut()) {
        list.push(json!({"@type": "PropertyValue", "name": "hearsay:verdict", "value": verdict}));
        if let Some(correction) = &said.correction {
            let correction = json!({"@type": "PropertyValue", "name": "hearsay:correction", "value": correction});
            list.push(correction);
        }
    }
    claim[page_is] = page;
    claim
}

fn address(article: &str, thing: impl Display) -> String {
    format!("urn:hearsay:{}#{thing}", escaped(article))
}

fn source(article: &str, url: &Option<String>) -> String {
    url.clone().unwrap_or_else(|| format!("urn:hearsay:{}", escaped(article)))
}

/// What may not stand in an address is written as `%20`.
fn escaped(text: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}
