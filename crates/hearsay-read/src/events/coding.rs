//! Events as rows of other coders: one row a pair of actors, the footing folded into the code.
//!
//! A record keeps deed and footing apart: "Arland will give Breland a loan" is AID, `future`. PLOVER and CAMEO have one
//! code for both: AGREE, 03. What follows is their manuals' folding, for exports and for comparison with their gold.

use std::collections::{BTreeMap, BTreeSet};

use hearsay_core::{Entity, Event, Plover, Stance, Statement, Status};

/// One row of a coder: who, code, whom.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    /// Actor code of the doer; empty where nobody is known.
    pub source: String,
    /// PLOVER type or CAMEO code.
    pub code: String,
    /// Actor code of the one done to; empty where nobody is known.
    pub target: String,
}

/// The PLOVER type of an event with its footing: a kindness to come is AGREE, a kindness withheld is REJECT, a blow to come is
/// THREATEN. None for what is denied, did not happen or only might.
pub fn plover(event: &Event) -> Option<Plover> {
    match event.status {
        Status::Possible | Status::Denied => None,
        Status::Negated if folded(event.plover, event.status) != Plover::Reject => None,
        status => Some(folded(event.plover, status)),
    }
}

/// The PLOVER type of a deed on a footing, as the manual folds the two; what leaves the type as it is, is left.
pub fn folded(plover: Plover, status: Status) -> Plover {
    use Plover::{Accuse, Agree, Aid, Concede, Consult, Cooperate, Reject, Request, Retreat, Support, Threaten};
    let kind = matches!(plover, Agree | Consult | Support | Concede | Cooperate | Aid | Retreat);
    match status {
        Status::Future if kind => Agree,
        Status::Future if !matches!(plover, Request | Accuse) => Threaten,
        Status::Negated if kind => Reject,
        _ => plover,
    }
}

/// All events as PLOVER rows, each once. What a promise, a refusal, a threat or a request speaks of is told by it: "Arland
/// rejected Breland's offer to host talks" is no refusal of Breland's to host.
pub fn plover_rows(events: &[Event]) -> BTreeSet<Row> {
    let mut rows = BTreeSet::new();
    for event in events {
        if let Some(plover) = plover(event)
            && (plover == event.plover || !is_spoken_of(event, events))
        {
            push(&mut rows, event, plover.name());
        }
    }
    rows
}

/// Whether a promise, a refusal, a threat or a request stands before the event in its sentence.
fn is_spoken_of(event: &Event, events: &[Event]) -> bool {
    events.iter().any(|other| {
        other.sentence == event.sentence
            && other.trigger.start() < event.trigger.start()
            && matches!(other.plover, Plover::Agree | Plover::Reject | Plover::Threaten | Plover::Request)
            && matches!(other.status, Status::Reported | Status::Claimed | Status::Alleged)
    })
}

/// All events as CAMEO rows, each once, in the manner of CAMEO's coders: what a government says that it will do is an intent
/// (03) or a threat (13), what it says that another has done to somebody is an accusation (112), and what it owns up to is an
/// acknowledgement (015).
pub fn cameo_rows(events: &[Event], statements: &[Statement], entities: &[Entity]) -> BTreeSet<Row> {
    let by_id: BTreeMap<_, _> = statements.iter().map(|statement| (statement.id, statement)).collect();
    let mut rows = BTreeSet::new();
    for event in events {
        let statement = event.according_to.and_then(|id| by_id.get(&id));
        let speaker = statement.and_then(|statement| {
            let cue = statement.cue.as_ref()?.spans.first()?;
            // "Rebels attacked the town, the army said": the story's own line, with a source behind it.
            let leads = cue.start() < event.trigger.start();
            let entity = statement.source.entity.filter(|_| leads)?;
            entities.iter().find(|known| known.id == entity)
        });
        let own = |speaker: &Entity| event.source.iter().any(|party| party.entity == speaker.id);
        let force = matches!(
            event.plover,
            Plover::Protest | Plover::Mobilize | Plover::Sanction | Plover::Coerce | Plover::Assault
        );
        let kind = matches!(
            event.plover,
            Plover::Consult | Plover::Support | Plover::Cooperate | Plover::Aid | Plover::Concede | Plover::Retreat
        );
        match event.status {
            Status::Claimed | Status::Alleged if force => match speaker {
                Some(speaker) if own(speaker) => push(&mut rows, event, "015"),
                Some(Entity { actor: Some(actor), .. }) => {
                    for accused in &event.source {
                        let target = accused.actor.clone().unwrap_or_default();
                        rows.insert(Row { source: actor.clone(), code: "112".to_owned(), target });
                    }
                }
                _ => push(&mut rows, event, &event.cameo),
            },
            Status::Reported | Status::Claimed | Status::Alleged => push(&mut rows, event, &event.cameo),
            Status::Future if kind && speaker.is_some_and(own) => push(&mut rows, event, "03"),
            Status::Future if force && speaker.is_none_or(own) => push(&mut rows, event, "13"),
            Status::Future => push(&mut rows, event, &event.cameo),
            // "Arland wants to attack Breland": who says that he would use force threatens.
            Status::Possible
                if force
                    && speaker.is_some_and(own)
                    && statement.is_some_and(|said| matches!(said.stance, Stance::Hopes | Stance::Intends)) =>
            {
                push(&mut rows, event, "138");
            }
            Status::Possible | Status::Denied | Status::Negated => {}
        }
    }
    rows
}

fn push(rows: &mut BTreeSet<Row>, event: &Event, code: &str) {
    let none = [None];
    let codes = |parties: &[hearsay_core::Party]| -> Vec<Option<(hearsay_core::EntityId, String)>> {
        if parties.is_empty() {
            return none.to_vec();
        }
        parties.iter().map(|party| Some((party.entity, party.actor.clone().unwrap_or_default()))).collect()
    };
    for source in codes(&event.source) {
        for target in codes(&event.target) {
            if source.is_some() && source.as_ref().map(|(id, _)| id) == target.as_ref().map(|(id, _)| id) {
                continue;
            }
            let text = |party: &Option<(hearsay_core::EntityId, String)>| {
                party.as_ref().map_or_else(String::new, |(_, code)| code.clone())
            };
            rows.insert(Row { source: text(&source), code: code.to_owned(), target: text(&target) });
        }
    }
}
