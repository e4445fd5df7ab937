//! People's decisions as labels, in the form of our gold files, so that a newsroom's corrections can train the next model.
//!
//! One line an article: its text, the events found right or corrected with their spans in code points, those rejected, and
//! the statements. Events that nobody looked at are not labelled: `complete` is false.

use std::collections::BTreeMap;

use hearsay_core::span::CodePoints;
use hearsay_core::{EventId, Record, Span, StatementId};
use hearsay_store::{Review, Store};
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::asked::Asked;
use crate::fault::Fault;
use crate::site::Site;

pub(crate) fn view(_: &Site, store: &Store, _: &Asked) -> Result<Answer, Fault> {
    let mut by_article: BTreeMap<String, BTreeMap<String, Review>> = BTreeMap::new();
    for review in store.reviews(None, 0, usize::MAX >> 1)? {
        // The latest comes first, and counts.
        by_article.entry(review.article.clone()).or_default().entry(review.item.clone()).or_insert(review);
    }
    let mut out = String::new();
    for (key, reviews) in by_article {
        let Some(record) = store.record(&key)? else { continue };
        out.push_str(&(label(&key, &record, reviews.values()).to_string() + "\n"));
    }
    Ok(Answer::lines(out))
}

fn label<'r>(key: &str, record: &Record, reviews: impl Iterator<Item = &'r Review>) -> Value {
    let points = CodePoints::new(record.text.as_str());
    let span = |span: Span| {
        let span = points.span(span);
        json!([span.start(), span.end()])
    };
    let (mut events, mut rejected, mut statements) = (Vec::new(), Vec::new(), Vec::new());
    for review in reviews {
        let person = |field: &str| review.person.get(field).and_then(Value::as_str);
        if let Ok(id) = review.item.parse::<EventId>() {
            // A later reading may have other events: the one meant stands at the same words.
            let at = |event: &&hearsay_core::Event| points.span(event.trigger) == review.span;
            let event = record.events.get(id.index()).filter(at).or_else(|| record.events.iter().find(at));
            let Some(event) = event else { continue };
            if review.verdict == "rejected" {
                rejected.push(span(event.trigger));
                continue;
            }
            let words = |field: &str, parties: &[hearsay_core::Party]| match person(field) {
                Some("-") => Vec::new(),
                Some(words) => nearest(record, words, event.trigger).map(span).into_iter().collect(),
                None => parties.iter().map(|party| span(party.span)).collect(),
            };
            let says = event
                .according_to
                .and_then(|id| record.statements.get(id.index()))
                .map(|said| said.source.spans.as_slice())
                .unwrap_or_default();
            // The type follows from the deed; a person's other deed has whatever type the lexicon gives it.
            let plover = if person("did").is_some() { Value::Null } else { json!(event.plover) };
            events.push(json!({
                "type": plover,
                "mode": if person("did").is_some() { Value::Null } else { json!(event.mode) },
                "deed": person("did").unwrap_or(&event.deed),
                "trigger": span(event.trigger),
                "source": words("who", &event.source),
                "target": words("whom", &event.target),
                "status": person("status").map_or_else(|| json!(event.status), Value::from),
                "says": says.iter().map(|&says| span(says)).collect::<Vec<_>>(),
                "also": event.retold.iter().map(|&again| span(again)).collect::<Vec<_>>(),
                "when": person("when").map_or_else(|| json!(event.date), Value::from),
                "verdict": review.verdict,
            }));
        } else if let Ok(id) = review.item.parse::<StatementId>() {
            let Some(said) = record.statements.get(id.index()) else { continue };
            let cover = |spans: &[Span]| spans.iter().copied().reduce(Span::cover).map(span);
            statements.push(json!({
                "n": id.index() + 1,
                "source": cover(&said.source.spans),
                "cue": said.cue.as_ref().and_then(|cue| cover(&cue.spans)),
                "content": cover(&said.content),
                "level": person("level").map_or_else(|| json!(said.source.level), Value::from),
                "stance": person("stance").map_or_else(|| json!(said.stance), Value::from),
                "negated": said.negated,
                "count": said.source.count,
                "within": said.within.map(|outer| outer.index() + 1),
                "verdict": review.verdict,
            }));
        }
    }
    json!({
        "id": key,
        "date": record.article.published,
        "text": record.text.as_str(),
        "events": events,
        "rejected": rejected,
        "statements": statements,
        "complete": false,
    })
}

/// Where the words stand, nearest to the deed.
fn nearest(record: &Record, words: &str, trigger: Span) -> Option<Span> {
    let all = record.text.as_str().match_indices(words).map(|(at, words)| Span::new(at, at + words.len()));
    all.min_by_key(|span| span.start().abs_diff(trigger.start()))
}
