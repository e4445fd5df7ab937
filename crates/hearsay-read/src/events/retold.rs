//! The same deed told twice in one article is one event: the headline's raid is the raid of the third paragraph.

use std::collections::BTreeMap;

use hearsay_core::{EntityId, Event, Party, Statement, Status, TimeExpression, Voice};

/// What two tellings of one deed share: the deed, its parties, its footing, who says so.
type Key<'e> = (&'e str, Vec<EntityId>, Vec<EntityId>, Status, bool, Option<EntityId>);

/// How many tellings with one key are looked through: more than one raid by the same on the same are rare in an article.
const DEEP: usize = 8;

/// The events in their order, each deed once; the first telling keeps its words and takes what only a later one knows.
pub(super) fn joined(events: Vec<Event>, statements: &[Statement], times: &[TimeExpression]) -> Vec<Event> {
    let speaker = |event: &Event| {
        let id = event.according_to?;
        statements.get(id.index()).filter(|statement| statement.id == id)?.source.entity
    };
    // The paper's day where the sentence tells none is a guess that gives way to "on Monday".
    let told_when: Vec<bool> = events
        .iter()
        .map(|event| {
            let first = times.partition_point(|time| time.span.start() < event.sentence.start());
            times.get(first).is_some_and(|time| time.span.start() < event.sentence.end())
        })
        .collect();
    let mut of: Vec<usize> = (0..events.len()).collect();
    let mut known: BTreeMap<Key<'_>, Vec<usize>> = BTreeMap::new();
    for (at, event) in events.iter().enumerate() {
        // With a party missing, two raids may well be two.
        if event.source.is_empty() || event.target.is_empty() {
            continue;
        }
        let key = (
            event.deed.as_str(),
            ids(&event.source),
            ids(&event.target),
            event.status,
            event.voice == Voice::Comment,
            speaker(event),
        );
        let told = known.entry(key).or_default();
        let same = told
            .iter()
            .rev()
            .take(DEEP)
            .copied()
            .find(|&before| is_same(&events[before], event, told_when[before] && told_when[at]));
        match same {
            Some(before) => of[at] = before,
            None => told.push(at),
        }
    }
    drop(known);
    let mut place = vec![0; events.len()];
    let mut joined: Vec<Event> = Vec::new();
    for (at, event) in events.into_iter().enumerate() {
        if of[at] == at {
            place[at] = joined.len();
            joined.push(event);
            continue;
        }
        let first = &mut joined[place[of[at]]];
        if first.trigger != event.trigger && !first.retold.contains(&event.trigger) {
            first.retold.push(event.trigger);
        }
        // "on Monday" of the body under a headline that names no day.
        let narrower = match (first.date, event.date) {
            (None, _) => true,
            (Some(first), Some(other)) => first.first <= other.first && other.last <= first.last,
            (Some(_), None) => false,
        } || (event.date.is_some() && told_when[at] && !told_when[of[at]]);
        if narrower {
            first.date = event.date;
        }
        first.place = first.place.take().or(event.place);
        first.confidence = first.confidence.max(event.confidence);
        for context in event.contexts {
            if !first.contexts.contains(&context) {
                first.contexts.push(context);
            }
        }
    }
    joined
}

/// Whether nothing that two tellings say keeps them apart: another day, another country.
fn is_same(a: &Event, b: &Event, both_dated: bool) -> bool {
    let days = match (a.date, b.date) {
        (Some(a), Some(b)) => {
            let within = |inner: hearsay_core::Days, outer: hearsay_core::Days| {
                outer.first <= inner.first && inner.last <= outer.last
            };
            let near = a.first.since(b.first).is_ok_and(|span| span.get_days().abs() <= 7);
            within(a, b) || within(b, a) || (!both_dated && near)
        }
        _ => true,
    };
    let place = match (&a.place, &b.place) {
        (Some(a), Some(b)) => a.country.is_none() || b.country.is_none() || a.country == b.country,
        _ => true,
    };
    days && place && a.sentence != b.sentence
}

fn ids(parties: &[Party]) -> Vec<EntityId> {
    parties.iter().map(|party| party.entity).collect()
}
