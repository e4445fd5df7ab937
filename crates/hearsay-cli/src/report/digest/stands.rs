//! How the parties are said to stand: a line for each voice.

use hearsay::core::{Assessment, EntityId, Extreme, StatementId, Status, Trend, Voice};

use super::super::{View, word};
use super::rows::Row;

/// Whose voice it is: somebody, words without an entity, or the paper.
#[derive(PartialEq, Eq)]
enum Speaker {
    Entity(EntityId),
    Words(String),
    Paper,
}

/// One row a voice: the plainest of what it says, with the numbers of all.
pub(super) fn rows(view: &View<'_>) -> Vec<Row> {
    let mut voices: Vec<(Speaker, Vec<&Assessment>)> = Vec::new();
    for said in view.record.assessments.iter().filter(|said| said.voice == Voice::Report) {
        let speaker = match said.according_to.and_then(|id| view.statement(id)) {
            None => Speaker::Paper,
            Some(by) => by.source.entity.map_or_else(|| Speaker::Words(view.speaker_words(by.id)), Speaker::Entity),
        };
        match voices.iter_mut().find(|(known, _)| *known == speaker) {
            Some((_, all)) => all.push(said),
            None => voices.push((speaker, vec![said])),
        }
    }
    for (_, all) in &mut voices {
        all.sort_by(|left, right| plainness(right).partial_cmp(&plainness(left)).unwrap_or(std::cmp::Ordering::Equal));
    }
    let level = |all: &[&Assessment]| all[0].level.unwrap_or(0.0);
    voices.sort_by(|(_, left), (_, right)| level(left).total_cmp(&level(right)));
    voices.iter().filter_map(|(_, all)| row(view, all)).collect()
}

/// What is asserted before what is denied, an extreme before a middle.
fn plainness(said: &Assessment) -> (bool, bool, f32) {
    let plain = matches!(said.status, Status::Reported | Status::Claimed | Status::Alleged);
    (plain, said.extreme.is_some(), said.level.unwrap_or(0.0).abs())
}

fn row(view: &View<'_>, all: &[&Assessment]) -> Option<Row> {
    let said = *all.first()?;
    let extreme = said.extreme.map(|extreme| if extreme == Extreme::Low { "low" } else { "high" });
    let trend = said.trend.map(|trend| match trend {
        Trend::Worsening => "getting worse",
        Trend::Improving => "getting better",
        Trend::Steady => "steady",
        Trend::Mixed => "up and down",
    });
    let weak = (said.status != Status::Reported && said.status != Status::Claimed).then(|| word(said.status));
    let tells: Vec<String> = extreme.into_iter().chain(trend).map(str::to_owned).chain(weak).collect();
    let tells = if tells.is_empty() {
        format!("“{}”", super::super::one_line(view.record.text.at(said.span)))
    } else {
        tells.join(", ")
    };
    let [one, other] = said.between.map(|id| view.short_name(id));
    let mut refs: Vec<StatementId> = all.iter().filter_map(|said| said.according_to).collect();
    let mut seen = std::collections::BTreeSet::new();
    refs.retain(|id| seen.insert(*id));
    // The paper's own word has no statement: it goes by its place among the assessments.
    let refs = if refs.is_empty() { own_numbers(view, all) } else { refs.iter().map(ToString::to_string).collect() };
    Some(Row {
        indent: 0,
        lead: vec![said.level.map_or_else(String::new, |level| format!("{level:+.1}"))],
        what: format!("{one}–{other}: {tells}"),
        who: said.according_to.map_or_else(|| "the paper".to_owned(), |id| view.speaker_words(id)),
        footing: said.according_to.map(|id| format!(", {}", view.footing(id))).unwrap_or_default(),
        refs,
        inside: false,
        weight: said.level.unwrap_or(0.0).abs() + if said.extreme.is_some() { 1.0 } else { 0.0 },
    })
}

/// `a2` for the second assessment of the record.
fn own_numbers(view: &View<'_>, all: &[&Assessment]) -> Vec<String> {
    let place = |said: &&Assessment| view.record.assessments.iter().position(|other| std::ptr::eq(other, *said));
    all.iter().filter_map(place).map(|place| format!("a{}", place + 1)).collect()
}
