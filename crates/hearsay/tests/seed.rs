//! The scraped story the project began with: not ours and not in the repository, so it is read only where it lies.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, clippy::print_stderr, missing_docs)]

use std::sync::LazyLock;

use hearsay::core::{DisputeKind, Event, Level, Plover, Record, Stance, Statement, StatementId, Status, Voice};
use hearsay::{Hints, Reader};

static SEED: LazyLock<Option<Record>> = LazyLock::new(|| {
    let bytes = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/seed/article.txt")).ok()?;
    let reader = Reader::bundled().expect("the bundled reader loads");
    let mut records: Vec<Record> =
        reader.read(&bytes, &Hints::default()).map(|record| record.expect("the seed is an article")).collect();
    assert_eq!(records.len(), 1);
    records.pop()
});

/// The record, or a line that says why nothing was tested.
fn seed() -> Option<&'static Record> {
    if SEED.is_none() {
        eprintln!("skipped: no seed article beside this repository");
    }
    SEED.as_ref()
}

fn content(record: &Record, statement: &Statement) -> String {
    statement.content.iter().map(|&span| record.text.at(span)).collect::<Vec<_>>().join(" ")
}

fn source(record: &Record, statement: &Statement) -> String {
    statement.source.spans.iter().map(|&span| record.text.at(span)).collect::<Vec<_>>().join(" ")
}

fn by_id(record: &Record, id: StatementId) -> &Statement {
    &record.statements[id.index()]
}

fn sentence<'r>(record: &'r Record, event: &Event) -> &'r str {
    record.text.at(event.sentence)
}

/// All events, for the message of a test that misses one.
fn listed(record: &Record) -> String {
    let line = |event: &Event| {
        let (deed, trigger) = (&event.deed, record.text.at(event.trigger));
        format!("\n{} {deed} `{trigger}` {:?} {:?} {:?}", event.id, event.status, event.according_to, event.date)
    };
    record.events.iter().map(line).collect()
}

#[test]
fn the_page_has_its_parts() {
    let Some(record) = seed() else { return };
    let article = &record.article;
    let words = |span| record.text.at(span);
    assert_eq!(article.headline.map(words), Some("US officials say ISI, CIA relationship strained"));
    assert!(article.standfirst.map(words).is_some_and(|words| words.starts_with("Officials say ties hit a low point")));
    assert_eq!(article.agency.as_deref(), Some("Reuters"));
    assert_eq!(article.published.map(|day| day.to_string()).as_deref(), Some("2011-01-06"));
    assert_eq!(article.dateline.as_deref(), Some("WASHINGTON"));
    let crossheads: Vec<&str> = article.crossheads.iter().copied().map(words).collect();
    assert_eq!(crossheads, ["‘Serious breach of trust’", "‘Relations are at their best ever’"]);
    let comments: Vec<_> = article
        .comments
        .iter()
        .map(|comment| (comment.author.as_deref(), comment.age.as_deref(), comment.reply_to.as_deref()))
        .collect();
    let age = Some("10 years ago");
    let (peace, maheen) = (Some("Peace On Earth"), Some("Maheen Kardar"));
    assert_eq!(comments, [(peace, age, maheen), (maheen, age, peace)]);
}

#[test]
fn spans_slice_the_file_also_in_json() {
    let Some(record) = seed() else { return };
    let json = serde_json::to_value(record).expect("a record is JSON");
    let text: Vec<char> = json["text"].as_str().expect("the text").chars().collect();
    let sliced = |span: &serde_json::Value| -> String {
        let at = |end: usize| usize::try_from(span[end].as_u64().expect("a number")).expect("an offset");
        text[at(0)..at(1)].iter().collect()
    };
    assert!(record.events.len() > 5 && record.statements.len() > 20, "{}", listed(record));
    for (event, as_json) in record.events.iter().zip(json["events"].as_array().expect("events")) {
        assert_eq!(record.text.at(event.trigger), sliced(&as_json["trigger"]));
        assert_eq!(record.text.at(event.sentence), sliced(&as_json["sentence"]));
    }
    for (statement, as_json) in record.statements.iter().zip(json["statements"].as_array().expect("statements")) {
        for (&span, as_json) in statement.content.iter().zip(as_json["content"].as_array().expect("spans")) {
            assert_eq!(record.text.at(span), sliced(as_json));
        }
    }
}

#[test]
fn readers_do_not_speak_for_the_paper() {
    let Some(record) = seed() else { return };
    let first = record.article.comments.iter().map(|comment| comment.span.start()).min().expect("comments");
    for event in &record.events {
        assert_eq!(event.voice == Voice::Comment, event.trigger.start() >= first, "{}", event.id);
        assert!(event.voice == Voice::Report || event.status != Status::Reported, "{}{}", event.id, listed(record));
    }
    for statement in &record.statements {
        assert_eq!(statement.voice == Voice::Comment, statement.content[0].start() >= first, "{}", statement.id);
    }
}

#[test]
fn half_a_dozen_officials_are_six() {
    let Some(record) = seed() else { return };
    let found: Vec<&Statement> = record
        .statements
        .iter()
        .filter(|statement| content(record, statement).contains("approaching a nadir"))
        .collect();
    assert!(
        found.iter().any(|statement| {
            let six = statement.source.count.as_ref().is_some_and(|count| (count.min, count.max) == (6, Some(6)));
            six && statement.source.level == Level::Anonymous && source(record, statement).contains("half a dozen")
        }),
        "{found:#?}"
    );
}

#[test]
fn the_embassy_contradicts_the_officials() {
    let Some(record) = seed() else { return };
    let about = |id: StatementId, words: &str| content(record, by_id(record, id)).contains(words);
    assert!(
        record.disputes.iter().any(|dispute| {
            let [said, against] = dispute.statements;
            let denial = by_id(record, against);
            dispute.kind == DisputeKind::Denial
                && about(said, "approaching a nadir")
                && denial.stance == Stance::Denies
                && denial.source.entity.is_some_and(|speaker| {
                    let named = |span| record.text.at(span).contains("spokesman for the Pakistani embassy");
                    record.entities[speaker.index()].mentions.iter().any(|mention| named(mention.span))
                })
        }),
        "{:#?}",
        record.disputes
    );
}

#[test]
fn the_mumbai_attack_is_of_2008_and_not_the_papers_own_word() {
    let Some(record) = seed() else { return };
    let attacks: Vec<&Event> = record
        .events
        .iter()
        .filter(|event| event.plover == Plover::Assault && sentence(record, event).contains("November 2008"))
        .collect();
    assert!(
        attacks.iter().any(|event| {
            let at =
                event.place.as_ref().is_some_and(|place| place.name.contains("Mumbai") || place.name.contains("India"));
            let named = |span| record.text.at(span).contains("Mumbai") || record.text.at(span).contains("India");
            let on = event.target.iter().any(|party| named(party.span));
            let within = event.date.is_some_and(|days| {
                days.first >= jiff::civil::date(2008, 11, 1) && days.last <= jiff::civil::date(2008, 11, 30)
            });
            (at || on) && within && event.status != Status::Reported
        }),
        "{attacks:#?}"
    );
}

#[test]
fn the_leak_is_alleged_by_officials() {
    let Some(record) = seed() else { return };
    let leaks: Vec<&Event> =
        record.events.iter().filter(|event| record.text.at(event.trigger).contains("leak")).collect();
    assert!(
        leaks.iter().any(|event| {
            let by = event.according_to.map(|id| source(record, by_id(record, id))).unwrap_or_default();
            event.status == Status::Alleged && (by.contains("officials") || by == "they")
        }),
        "{leaks:#?}{}",
        listed(record)
    );
}

#[test]
fn the_station_chief_left_late_in_2010() {
    let Some(record) = seed() else { return };
    let late = |event: &&Event| {
        event.date.is_some_and(|days| {
            days.first >= jiff::civil::date(2010, 10, 1) && days.last <= jiff::civil::date(2010, 12, 31)
        })
    };
    let withdrawn = |event: &&Event| record.text.at(event.trigger).contains("withdraw");
    assert!(record.events.iter().filter(withdrawn).any(|event| late(&event)), "{}", listed(record));
}
