//! Who speaks: people at least and at most, and the sources by level.

use std::collections::BTreeMap;

use hearsay::core::{Cited, EntityKind, Level};

use super::super::{View, counted, shorten, word};
use super::rows::Row;

/// Sources named for one level.
const MOST: usize = 6;

/// A row a level, and how many people there are in all.
pub(super) fn rows(view: &View<'_>) -> (Vec<Row>, String) {
    let sources = view.record.sources();
    let mut levels: BTreeMap<Level, Vec<&Cited>> = BTreeMap::new();
    for cited in &sources.cited {
        levels.entry(cited.level).or_default().push(cited);
    }
    let rows = levels.iter().map(|(level, cited)| row(view, *level, cited)).collect();
    let people = |count: u32| if count == 1 { "1 person".to_owned() } else { format!("{count} people") };
    let spoke = |cited: &&Cited| matches!(cited.level, Level::Named | Level::Spokesperson);
    let named = sources.cited.iter().filter(spoke).filter(|cited| is_person(view, cited)).count();
    let words = match (sources.least, sources.most) {
        (0, _) => String::new(),
        (least, Some(most)) if most > least => format!("{least} to {}; {named} named", people(most)),
        (least, Some(_)) => format!("{}; {named} named", people(least)),
        (least, None) => format!("at least {}; {named} named", people(least)),
    };
    (rows, words)
}

fn is_person(view: &View<'_>, cited: &Cited) -> bool {
    let entity = cited.entity.and_then(|id| view.record.entities.get(id.index()));
    entity.is_some_and(|entity| entity.kind == EntityKind::Person)
}

fn row(view: &View<'_>, level: Level, cited: &[&Cited]) -> Row {
    let mut names: Vec<String> = Vec::new();
    let mut refs = Vec::new();
    for source in cited.iter().take(MOST) {
        let Some(number) = source.statements.first().map(ToString::to_string) else { continue };
        let name = source.entity.map_or_else(|| source.name.clone(), |id| view.short_name(id));
        let many = source.count.as_ref().filter(|count| count.min > 1 && count.max == Some(count.min));
        let many = many.map(|count| format!(" ({})", count.min)).unwrap_or_default();
        names.push(format!("{}{many} {number}", shorten(&super::super::one_line(&name), 36)));
        refs.push(number);
    }
    let mut what = names.join(", ");
    if cited.len() > MOST {
        what.push_str(&format!(" and {}", counted(cited.len() - MOST, "other")));
    }
    let (who, footing) = (String::new(), String::new());
    // The surest levels stand first, and stay longest.
    let weight = -f32::from(level as u8);
    Row { indent: 0, lead: vec![word(level)], what, who, footing, refs, inside: true, weight }
}
