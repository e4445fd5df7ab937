//! Events on the marked pairs of the ZSP set (for measuring only): is the marked pair found unaided, and with the right type?
//!
//! A party is the marked one when its words, or those of another mention of the same entity, share words with the mark:
//! "Arland said it had expelled ..." is about Arland. The figures by the party's own words alone are given too. The type is
//! PLOVER's with the footing folded in ("will give aid" is AGREE); with the pair given, what `events::between` says of it.

use std::path::Path;

use anyhow::Result;
use std::sync::Arc;

use hearsay::core::{Event, Party, Plover, Span};
use hearsay::read::{entities, events};
use hearsay::{Hints, Reader};
use serde::Deserialize;

use super::{Scores, json_lines, share};

#[derive(Deserialize)]
struct Row {
    text: String,
    marked: String,
    code: String,
}

pub(crate) fn pairs(reader: &Reader, data: &Path) -> Result<Scores> {
    let rows = json_lines::<Row>(&data.join("zsp_plover_pairs/train.jsonl"))?;
    let (mut scored, mut found, mut right, mut given) = (0, [0; 2], [0; 2], 0);
    for row in &rows {
        let Some((source, target)) = marks(&row.marked) else { continue };
        scored += 1;
        let (mut by_entity, mut by_words): (Vec<Event>, Vec<Event>) = (Vec::new(), Vec::new());
        for article in hearsay::articles(row.text.as_bytes(), &Hints::default()) {
            let document = reader.nlp().annotate(Arc::new(article?));
            let record = reader.record_of(&document);
            let known = entities(&document, reader.lexicon());
            let between = events::between(&document, &known, &record.statements, reader.lexicon(), source, target);
            given += usize::from(between.is_some_and(|between| is_type(between.plover, &row.code)));
            for event in &record.events {
                let words = |parties: &[Party], span: Span| parties.iter().any(|party| party.span.overlaps(span));
                let entity = |parties: &[Party], span: Span| {
                    let mentions = parties.iter().flat_map(|party| &record.entities[party.entity.index()].mentions);
                    words(parties, span) || mentions.into_iter().any(|mention| mention.span.overlaps(span))
                };
                if entity(&event.source, source) && entity(&event.target, target) {
                    by_entity.push(event.clone());
                }
                if words(&event.source, source) && words(&event.target, target) {
                    by_words.push(event.clone());
                }
            }
        }
        for (place, events) in [by_entity, by_words].iter().enumerate() {
            found[place] += usize::from(!events.is_empty());
            right[place] += usize::from(
                events.iter().any(|event| is_type(events::coding::folded(event.plover, event.status), &row.code)),
            );
        }
    }
    Ok([
        ("pair found".to_owned(), share(found[0], scored)),
        ("pair found, by words".to_owned(), share(found[1], scored)),
        ("type right".to_owned(), share(right[0], scored)),
        ("type right, pair given".to_owned(), share(given, scored)),
        ("type right, by words".to_owned(), share(right[1], scored)),
    ]
    .into())
}

/// The set joins CONCEDE and RETREAT as YIELD.
fn is_type(plover: Plover, code: &str) -> bool {
    plover.name() == code || (code == "YIELD" && matches!(plover, Plover::Concede | Plover::Retreat))
}

/// Bytes of the marked source and target in the text without marks.
fn marks(marked: &str) -> Option<(Span, Span)> {
    let mut plain = 0;
    let mut rest = marked;
    let mut ends = [None; 4];
    while let Some(open) = rest.find('<') {
        plain += open;
        rest = &rest[open..];
        let place = ["<s>", "</s>", "<t>", "</t>"].iter().position(|tag| rest.starts_with(tag));
        match place {
            Some(place) => {
                ends[place] = Some(plain);
                rest = &rest[if place % 2 == 0 { 3 } else { 4 }..];
            }
            None => {
                plain += 1;
                rest = &rest[1..];
            }
        }
    }
    let [Some(a), Some(b), Some(c), Some(d)] = ends else { return None };
    Some((Span::new(a, b), Span::new(c, d)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_places_in_the_plain_text() {
        assert_eq!(marks("<s>Arland</s> met <t>Breland</t>."), Some((Span::new(0, 6), Span::new(11, 18))));
        assert_eq!(marks("<s>Arland</s> met."), None);
    }
}
