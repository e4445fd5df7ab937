//! What is wrong with deed files although each of them loads: patterns that can never win, sentences that are told twice.

use std::collections::{BTreeMap, BTreeSet};

use super::pattern::{Path, Pattern, Test, Vocabulary, Who};
use super::{Deed, Deeds, Lead, file};
use crate::{LexiconError, LexiconFile};

/// Every deed file that does not load, not only the first; of two files with one path the first counts.
pub fn faults<'f>(files: impl Iterator<Item = &'f LexiconFile>) -> Vec<LexiconError> {
    let mut by_path: BTreeMap<&str, &LexiconFile> = BTreeMap::new();
    for file in files {
        by_path.entry(&file.path).or_insert(file);
    }
    let mut vocabulary = Vocabulary::default();
    let lists = match file::lists(by_path.values().copied(), &mut vocabulary) {
        Ok(lists) => lists,
        Err(error) => return vec![error],
    };
    let deeds = by_path.values().filter(|file| file.path.ends_with(".toml"));
    deeds.filter_map(|file| file::deed(file, &lists, &mut vocabulary).err()).collect()
}

/// Triggers that cannot fire, and examples that two deeds claim.
///
/// A trigger is shadowed where another pattern asks for the same or less, finds parties wherever this one does, and is taken
/// first: whatever fits this one is told as the other's.
pub fn shadowed(deeds: &Deeds) -> Vec<LexiconError> {
    let mut faults = Vec::new();
    let mut all: Vec<_> = deeds.leads.iter().collect();
    all.sort_unstable_by_key(|(lemma, _)| *lemma);
    for (_, leads) in all {
        for &lead in leads {
            let rivals = leads.iter().filter(|rival| **rival != lead);
            if let Some(rival) = rivals.copied().find(|&rival| shadows(deeds, rival, lead)) {
                let (deed, pattern) = deeds.at(lead);
                let trigger = pattern.triggers.get(lead.trigger as usize).map_or("", String::as_str);
                faults.push(LexiconError::new(
                    format!("events/{}.toml", deed.id),
                    format!(
                        "pattern {}: `{trigger}` never fires: pattern {} of `{}` asks for no more and is taken first",
                        lead.pattern + 1,
                        rival.pattern + 1,
                        deeds.at(rival).0.id
                    ),
                ));
            }
        }
    }
    faults.extend(told_twice(deeds));
    faults.sort_by(|a, b| (&a.path, &a.what).cmp(&(&b.path, &b.what)));
    faults.dedup();
    faults
}

fn shadows(deeds: &Deeds, rival: Lead, lead: Lead) -> bool {
    let ((other, stronger), (deed, pattern)) = (deeds.at(rival), deeds.at(lead));
    let words = |pattern: &Pattern, lead: Lead| pattern.lemmas.get(lead.trigger as usize).cloned().unwrap_or_default();
    if stronger.kind != pattern.kind || words(stronger, rival) != words(pattern, lead) {
        return false;
    }
    let rank = |deed: &Deed, pattern: &Pattern| (pattern.closeness(), deed.narrowness());
    let (first, second) = (rank(other, stronger), rank(deed, pattern));
    let earlier = (rival.deed, rival.pattern, rival.trigger) < (lead.deed, lead.pattern, lead.trigger);
    let taken_first = first > second || (first == second && earlier);
    taken_first
        && stronger.conditions.iter().all(|(path, test)| asked(pattern, path).is_some_and(|asked| within(asked, test)))
        && finds(&stronger.who, &pattern.who)
        && finds(&stronger.whom, &pattern.whom)
}

fn asked<'p>(pattern: &'p Pattern, path: &Path) -> Option<&'p Test> {
    pattern.conditions.iter().find(|(other, _)| other == path).map(|(_, test)| test)
}

/// Whether all that passes `narrow` passes `wide`.
fn within(narrow: &Test, wide: &Test) -> bool {
    let free = wide.lemmas.is_empty() && wide.kinds.is_empty();
    let bound = !narrow.lemmas.is_empty() || !narrow.kinds.is_empty();
    let named = free
        || (bound
            && narrow.lemmas.iter().all(|lemma| wide.lemmas.contains(lemma))
            && narrow.kinds.iter().all(|kind| wide.kinds.contains(kind)));
    named
        && wide.not_lemmas.iter().all(|lemma| narrow.not_lemmas.contains(lemma))
        && wide.not_kinds.iter().all(|kind| narrow.not_kinds.contains(kind))
        && (!narrow.passes_empty() || wide.passes_empty())
        && (!wide.empty || narrow.empty)
}

/// Whether a party is found along `wide` wherever one is along `narrow`.
fn finds(wide: &Who, narrow: &Who) -> bool {
    wide.may_miss || (!narrow.may_miss && narrow.paths.iter().all(|path| wide.paths.contains(path)))
}

fn told_twice(deeds: &Deeds) -> Vec<LexiconError> {
    let mut told: BTreeMap<&str, &str> = BTreeMap::new();
    let mut faults = Vec::new();
    for deed in deeds.iter() {
        let texts: BTreeSet<&str> = deed.examples.iter().map(|example| example.text.as_str()).collect();
        for text in texts {
            if let Some(other) = told.insert(text, &deed.id) {
                faults.push(LexiconError::new(
                    format!("events/{}.toml", deed.id),
                    format!("the example `{text}` is one of `{other}` too"),
                ));
            }
        }
    }
    faults
}
