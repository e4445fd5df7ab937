//! Beside the drawing: each low, high and change, with the deeds that tell most of it.

use std::collections::BTreeMap;

use hearsay_relation::picture::Marks;
use hearsay_relation::{Change, Deed, Event, Quad, Relation, Track, Turn};

use crate::words::{self, signed};

/// A low, a high or a change.
pub(crate) struct Section {
    /// `low-1`.
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) when: String,
    pub(crate) says: String,
    pub(crate) leads: Vec<Lead>,
}

/// A deed that tells of it.
pub(crate) struct Lead {
    pub(crate) sentence: String,
    pub(crate) when: String,
    pub(crate) class: String,
    pub(crate) status: &'static str,
    pub(crate) by: String,
    pub(crate) told: usize,
    pub(crate) href: String,
}

/// Deeds under each.
const LEADS: usize = 3;

pub(crate) fn sections(relation: &Relation, events: &[Event]) -> Vec<Section> {
    let marks = Marks::new(relation);
    let period = relation.series.period;
    let finder = Finder::new(relation, events);
    let mut list = Vec::new();
    for (sign, turn) in &marks.lows {
        list.push(finder.turn(&format!("low-{sign}"), format!("Low {sign}"), turn));
    }
    for (sign, turn) in &marks.highs {
        list.push(finder.turn(&format!("high-{sign}"), format!("High {sign}"), turn));
    }
    for (sign, change) in &marks.changes {
        list.push(Section {
            id: format!("change-{}", sign.to_ascii_lowercase()),
            title: format!("Change {sign}"),
            when: words::period(period, change.day),
            says: change_says(relation, change),
            leads: finder.leads(&change.groups),
        });
    }
    list
}

fn change_says(relation: &Relation, change: &Change) -> String {
    let series = &relation.series;
    let unit = if series.per_coverage {
        "deeds for each 1,000 articles".to_owned()
    } else {
        format!("deeds a {}", series.period.name())
    };
    let one = |step: &hearsay_relation::Move| {
        let support = step
            .support
            .map(|share| {
                format!(
                    " Found again in {:.0} of 100 redraws{}.",
                    share * 100.0,
                    if share < 0.6 { ": not sure" } else { "" }
                )
            })
            .unwrap_or_default();
        match step.track {
            Track::Weight => {
                format!("Mean weight {}, then {}.{support}", signed(step.before, 1), signed(step.after, 1))
            }
            Track::Conflict => {
                format!("Against each other: {:.2} {unit}, then {:.2}.{support}", step.before, step.after)
            }
            Track::Cooperation => {
                format!("With each other: {:.2} {unit}, then {:.2}.{support}", step.before, step.after)
            }
        }
    };
    change.moves.iter().map(one).collect::<Vec<_>>().join(" ")
}

struct Finder<'a> {
    relation: &'a Relation,
    deeds: BTreeMap<u64, &'a Deed>,
    events: BTreeMap<u64, &'a Event>,
}

impl<'a> Finder<'a> {
    fn new(relation: &'a Relation, events: &'a [Event]) -> Self {
        let deeds = relation.series.deeds.iter().map(|deed| (deed.group, deed)).collect();
        Self { relation, deeds, events: events.iter().map(|event| (event.id, event)).collect() }
    }

    fn turn(&self, id: &str, title: String, turn: &Turn) -> Section {
        let period = self.relation.series.period;
        let open = if turn.open { " How far it reaches is not known." } else { "" };
        let chance = if turn.sure { "" } else { " Chance may have made it." };
        Section {
            id: id.to_owned(),
            title,
            when: words::period(period, turn.day),
            says: format!(
                "{} a {}, {} around it; {}.{open}{chance}",
                signed(turn.balance, 0),
                period.name(),
                signed(turn.around, 0),
                words::days(turn.days.first, turn.days.last)
            ),
            leads: self.leads(&turn.groups),
        }
    }

    fn leads(&self, groups: &[u64]) -> Vec<Lead> {
        let mut list: Vec<Lead> = Vec::new();
        for deed in groups.iter().filter_map(|group| self.deeds.get(group)) {
            let Some(event) = self.events.get(&deed.shown) else { continue };
            if list.len() >= LEADS || list.iter().any(|lead| lead.sentence == event.sentence) {
                continue;
            }
            let said = matches!(deed.quad, Quad::VerbalCooperation | Quad::VerbalConflict);
            let status = words::status(deed.status);
            list.push(Lead {
                sentence: event.sentence.clone(),
                when: deed.days.map(|days| words::days(days.first, days.last)).unwrap_or_default(),
                class: format!("foot{} {status}", if said { " said" } else { "" }),
                status,
                by: event.speaker.clone().unwrap_or_default(),
                told: deed.events.len(),
                href: format!("/event/{}/{}", words::segment(&event.article.0), event.event),
            });
        }
        list
    }
}
