//! What happened, according to whom.

use hearsay::core::{Event, Party, Span, Voice};

use super::marks::{DEED, Paint, WHO, WHOM, underlined};
use super::{View, days, indent, word, wrap};

pub(super) fn events(view: &View<'_>) -> String {
    let events: Vec<&Event> = view.record.events.iter().filter(|event| event.voice == Voice::Report).collect();
    let mut out = String::new();
    if events.is_empty() {
        return out;
    }
    out.push_str(&view.heading("WHAT HAPPENED, ACCORDING TO WHOM", "= who   ^ did   - whom"));
    for event in events {
        out.push_str(&one(view, event));
    }
    out
}

/// One event with its words marked in its sentence.
pub(super) fn one(view: &View<'_>, event: &Event) -> String {
    let when = event.date.map_or_else(|| "undated".to_owned(), days);
    let who = parties(view, &event.source).unwrap_or_else(|| "somebody".to_owned());
    let whom = parties(view, &event.target).map(|whom| format!(" > {whom}")).unwrap_or_default();
    let status = word(event.status);
    let mut out = "\n".to_owned();
    let (plover, deed) = (event.plover.name(), &event.deed);
    let line = format!("{:>4}  {} · {when} · {plover} {deed}", event.id.to_string(), status.to_uppercase());
    out.push_str(&view.paragraph(line.trim_start(), &indent(&line), Paint::bold));
    out.push_str(&wrap(&format!("{who}{whom}"), view.width, "      "));
    let weight = format!("CAMEO {}, weight {:+.1}", event.cameo, event.goldstein);
    let place = event.place.as_ref().map(|place| format!(", in {}", place.name)).unwrap_or_default();
    let footing = match event.according_to {
        Some(statement) => format!("{weight}{place}, according to {} ({statement})", view.speaker(statement)),
        None => format!("{weight}{place}, in the paper's own voice"),
    };
    out.push_str(&view.paragraph(&footing, "      ", Paint::faint));
    let mut marks: Vec<(Span, char)> = event.target.iter().map(|party| (party.span, WHOM)).collect();
    marks.extend(event.source.iter().map(|party| (party.span, WHO)));
    marks.push((event.trigger, DEED));
    out.push_str(&underlined(view.record.text.as_str(), event.sentence, &marks, "      ", view.width, view.paint));
    out
}

fn parties(view: &View<'_>, parties: &[Party]) -> Option<String> {
    let names: Vec<String> = parties.iter().map(|party| view.name(party.entity)).collect();
    (!names.is_empty()).then(|| names.join(" and "))
}
