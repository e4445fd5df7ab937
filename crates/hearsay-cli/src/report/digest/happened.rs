//! What happened, by date, on what footing, according to whom.

use hearsay::core::{Event, MentionKind, Party, Span, Status, Voice};

use super::super::{View, days, shorten, word};
use super::rows::Row;

/// Deeds that a digest has at most.
const MOST: usize = 9;
/// Longest stretch of the text's own words for a deed, in bytes.
const LONGEST: usize = 64;
/// Longest name of a party, in letters.
const NAME: usize = 30;

/// The deeds that weigh most, by date; those to come last.
pub(super) fn rows(view: &View<'_>) -> Vec<Row> {
    let mut deeds: Vec<Vec<&Event>> = Vec::new();
    for event in view.record.events.iter().filter(|event| event.voice == Voice::Report) {
        // "A and B cooperate" is one deed that both do.
        let same = deeds.iter_mut().find(|deed| is_same(deed[0], event));
        match same {
            Some(deed) => deed.push(event),
            None => deeds.push(vec![event]),
        }
    }
    deeds.sort_by(|left, right| weight(right).total_cmp(&weight(left)).then(left[0].id.cmp(&right[0].id)));
    deeds.truncate(MOST);
    deeds.sort_by_key(|deed| {
        let event = deed[0];
        (event.status == Status::Future, event.date.is_none(), event.date.map(|days| days.first), event.id)
    });
    deeds.iter().map(|deed| row(view, deed)).collect()
}

/// Grave deeds before slight ones, as far as the reading is sure of them.
fn weight(deed: &[&Event]) -> f32 {
    deed[0].goldstein.abs() * deed[0].confidence
}

fn is_same(one: &Event, other: &Event) -> bool {
    let parties = |parties: &[Party]| parties.iter().map(|party| party.entity).collect::<Vec<_>>();
    let mutual = parties(&one.source) == parties(&other.target) && parties(&one.target) == parties(&other.source);
    (one.trigger, &one.deed, one.status) == (other.trigger, &other.deed, other.status) && mutual
}

fn row(view: &View<'_>, deed: &[&Event]) -> Row {
    let event = deed[0];
    let when = match (event.date, event.status) {
        (Some(date), _) if date.first.year() != date.last.year() => {
            format!("{}–{}", date.first.year(), date.last.year())
        }
        (Some(date), _) => days(date),
        (None, Status::Future) => "to come".to_owned(),
        (None, _) => "undated".to_owned(),
    };
    Row {
        indent: 0,
        lead: vec![when, word(event.status)],
        what: own_words(view, event).unwrap_or_else(|| in_names(view, event, deed.len() > 1)),
        who: event.according_to.map_or_else(|| "the paper".to_owned(), |id| view.speaker_words(id)),
        footing: String::new(),
        refs: deed.iter().map(|event| event.id.to_string()).collect(),
        inside: false,
        weight: weight(deed),
    }
}

/// The text's words from the first to the last of who, did and whom, where they are few and name everybody.
fn own_words(view: &View<'_>, event: &Event) -> Option<String> {
    let sides = || event.source.iter().chain(&event.target);
    if event.source.is_empty() || sides().any(|party| is_pronoun(view, party)) {
        return None;
    }
    let all = sides().map(|party| party.span).fold(event.trigger, Span::cover);
    let inside = event.sentence.contains(all) && all.len() <= LONGEST;
    inside.then(|| super::super::one_line(view.record.text.at(all)))
}

fn is_pronoun(view: &View<'_>, party: &Party) -> bool {
    view.record.entities.get(party.entity.index()).is_some_and(|entity| {
        entity.mentions.iter().any(|mention| mention.span == party.span && mention.kind == MentionKind::Pronoun)
    })
}

/// "CIA → ISI: accuse".
fn in_names(view: &View<'_>, event: &Event, mutual: bool) -> String {
    let names = |parties: &[Party]| {
        let mut names: Vec<String> =
            parties.iter().map(|party| shorten(&view.short_name(party.entity), NAME)).collect();
        names.dedup();
        names.join(" and ")
    };
    let who = if event.source.is_empty() { "somebody".to_owned() } else { names(&event.source) };
    let whom = match names(&event.target) {
        whom if whom.is_empty() => String::new(),
        whom => format!(" {} {whom}", if mutual { "and" } else { "→" }),
    };
    format!("{who}{whom}: {}", event.deed.replace('-', " "))
}
