//! What holds of every record, whatever was read: random strings, and sentences of the examples in any order.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, missing_docs)]

use std::path::Path;
use std::sync::{Arc, LazyLock};

use hearsay::core::{
    BlockKind, Document, EntityId, Event, Form, Record, Span, Statement, StatementId, Status, Upos, Voice,
};
use hearsay::{Hints, Reader};
use proptest::prelude::*;
use proptest::sample::Index;

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::bundled().expect("the bundled reader loads"));

/// The lines of all examples, each with its sentences.
static SENTENCES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let texts = files.iter().map(|file| std::fs::read_to_string(file).unwrap());
    let sentences: Vec<String> = texts.flat_map(|text| text.lines().flat_map(cut).collect::<Vec<_>>()).collect();
    assert!(sentences.len() > 50, "{} sentences", sentences.len());
    sentences
});

/// Roughly: the laws must hold wherever a line is cut.
fn cut(line: &str) -> Vec<String> {
    line.split_inclusive(". ").map(str::trim).filter(|sentence| !sentence.is_empty()).map(str::to_owned).collect()
}

/// Words and signs that make statements, deeds, quotations, comments and markup, in any order.
const PIECES: &[&str] = &[
    "Arland",
    "Breland",
    "Ms Dorn",
    "the officials",
    "half a dozen US officials",
    "said",
    "denied",
    "told Reuters",
    "that",
    "expelled",
    "attacked",
    "three diplomats",
    "and",
    "which",
    "who",
    "according to",
    "on Tuesday",
    "late last year",
    "in November 2008",
    "\"",
    "“",
    "”",
    "‘",
    "’s",
    "'",
    "(",
    ")",
    ",",
    ".",
    ":",
    "—",
    "?",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "Reader One | 2 years ago | Reply",
    "\u{feff}",
    "é",
    "e\u{301}",
    "👩‍👩‍👧",
    "שלום",
    "\u{202e}",
    "中文",
    "accused",
    "alleged",
    "did not",
    "would",
    "if",
    "ties are at their worst ever",
    "PARIS, March 3 (AFP) -",
    "<p>",
    "&amp;",
    "{",
    "[",
    "\t",
    "1,000",
    "U.S.",
    "...",
    "@",
    "http://a.example/b",
    "\u{a0}",
    "\u{2028}",
];

fn texts() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(prop::sample::select(PIECES), 1..60);
    let shuffled = prop::collection::vec((any::<Index>(), prop::sample::select(&[" ", "\n\n"][..])), 1..9)
        .prop_map(|picks| picks.iter().map(|(pick, gap)| format!("{}{gap}", pick.get(&SENTENCES))).collect::<String>());
    prop_oneof![
        1 => "\\PC{0,80}",
        1 => prop::collection::vec(any::<char>(), 0..60).prop_map(|chars| chars.into_iter().collect::<String>()),
        4 => pieces.prop_map(|pieces| pieces.join(" ")),
        1 => prop::collection::vec(prop::sample::select(PIECES), 1..60).prop_map(|pieces| pieces.concat()),
        4 => shuffled,
        // Talk without an end: every clause may hang on any other.
        1 => prop::collection::vec(prop::sample::select(&PIECES[..13]), 60..200).prop_map(|pieces| pieces.join(" ")),
    ]
}

fn slices(record: &Record, span: Span, what: &str) {
    let text = record.text.as_str();
    assert!(text.get(span.start()..span.end()).is_some(), "{what}: {span:?} does not slice {text:?}");
    assert!(!span.is_empty(), "{what}: an empty span in {text:?}");
}

fn check_spans(record: &Record) {
    let article = &record.article;
    let page = article.headline.iter().chain(&article.standfirst).chain(&article.paragraphs).chain(&article.crossheads);
    for &span in page.chain(&article.boilerplate).chain(article.comments.iter().map(|comment| &comment.span)) {
        slices(record, span, "page");
    }
    for mention in record.entities.iter().flat_map(|entity| &entity.mentions) {
        slices(record, mention.span, "mention");
    }
    for time in &record.times {
        slices(record, time.span, "time");
    }
    for statement in &record.statements {
        assert!(!statement.content.is_empty(), "{}: nothing is said", statement.id);
        let cue = statement.cue.iter().flat_map(|cue| &cue.spans);
        for &span in statement.content.iter().chain(&statement.source.spans).chain(cue) {
            slices(record, span, "statement");
        }
        assert!(statement.content.is_sorted_by_key(|span| span.start()), "{}: content in text order", statement.id);
    }
    for event in &record.events {
        let parties = event.source.iter().chain(&event.target).map(|party| &party.span);
        for &span in parties.chain(event.place.iter().map(|place| &place.span)).chain([&event.trigger, &event.sentence])
        {
            slices(record, span, "event");
        }
    }
    for assessment in &record.assessments {
        slices(record, assessment.span, "assessment");
    }
}

fn check_ids(record: &Record) {
    let entity = |id: EntityId| assert!(id.index() < record.entities.len(), "{id} in {:?}", record.text.as_str());
    let statement =
        |id: StatementId| assert!(id.index() < record.statements.len(), "{id} in {:?}", record.text.as_str());
    for (at, known) in record.entities.iter().enumerate() {
        assert_eq!(known.id.index(), at);
        known.head_of.into_iter().chain(known.member_of).for_each(entity);
    }
    for (at, known) in record.statements.iter().enumerate() {
        assert_eq!(known.id.index(), at);
        known.source.entity.into_iter().for_each(entity);
        known.within.into_iter().for_each(statement);
        let above = std::iter::successors(known.within, |id| record.statements[id.index()].within);
        assert!(
            above.take(record.statements.len() + 1).count() <= record.statements.len(),
            "{}: inside itself",
            known.id
        );
    }
    for (at, known) in record.events.iter().enumerate() {
        assert_eq!(known.id.index(), at);
        known.source.iter().chain(&known.target).for_each(|party| entity(party.entity));
        known.according_to.into_iter().for_each(statement);
    }
    for assessment in &record.assessments {
        assessment.between.into_iter().for_each(entity);
        assessment.according_to.into_iter().for_each(statement);
    }
    for dispute in &record.disputes {
        dispute.statements.into_iter().for_each(statement);
        assert_ne!(dispute.statements[0], dispute.statements[1]);
        dispute.about.iter().copied().for_each(entity);
    }
}

/// A deed that is somebody's word is never the paper's, and a reader's word neither (RECORD.md, rule 1).
fn check_voices(record: &Record, document: &Document) {
    for event in &record.events {
        let stands = document.article().block_at(event.trigger.start()).map(|block| block.kind);
        let comment = matches!(stands, Some(BlockKind::Comment(_)));
        assert_eq!(event.voice == Voice::Comment, comment, "{event:?}");
        assert!(event.voice == Voice::Report || event.status != Status::Reported, "{event:?}");
        if event.status == Status::Reported {
            let holds = record.statements.iter().find(|statement| {
                let inside = statement.content.iter().any(|content| content.contains(event.trigger));
                let cue = statement.cue.iter().flat_map(|cue| &cue.spans).any(|cue| cue.overlaps(event.trigger));
                inside && !cue && says_a_clause(statement, document)
            });
            assert!(
                holds.is_none(),
                "{} is reported inside {holds:?} of {:?}",
                shown(record, event),
                record.text.as_str()
            );
        }
        // Who claims or denies is told; "may", "allegedly", "failed to" and "will" are the paper's own words too.
        if matches!(event.status, Status::Claimed | Status::Denied) && event.voice == Voice::Report {
            assert!(
                event.according_to.is_some(),
                "{} is {:?} by nobody in {:?}",
                shown(record, event),
                event.status,
                record.text.as_str()
            );
        }
    }
}

/// Whether somebody's words stand in marks, or as a clause with a subject of its own: "to free him" and "the raid" name what is
/// refused or condemned and say nothing.
fn says_a_clause(statement: &Statement, document: &Document) -> bool {
    let holds = |span: Span| statement.content.iter().any(|content| content.contains(span));
    let top = document.ids().find(|&word| {
        let token = document.token(word);
        token.upos != Upos::Punct
            && holds(token.span)
            && document.head(word).is_none_or(|head| !holds(document.token(head).span))
    });
    statement.form != Form::Indirect || top.is_some_and(|top| document.child(top, &["nsubj"]).is_some())
}

fn shown(record: &Record, event: &Event) -> String {
    format!("{} `{}`", event.deed, record.text.at(event.trigger))
}

fn check_words(document: &Document) {
    let mut next = 0;
    for sentence in document.sentences() {
        assert_eq!(sentence.tokens.start, next, "sentences have no gaps");
        assert!(sentence.tokens.end > sentence.tokens.start, "no sentence is empty");
        next = sentence.tokens.end;
    }
    assert_eq!(next as usize, document.tokens().len());
    let mut end = 0;
    for id in document.ids() {
        let token = document.token(id);
        assert!(document.sentence(id).span.contains(token.span), "{id}");
        assert!(token.span.start() >= end && !token.span.is_empty(), "{id}: words in order and apart");
        end = token.span.end();
    }
}

fn check(text: &str) {
    let hints = Hints { published: Some(jiff::civil::date(2011, 1, 6)), ..Hints::default() };
    for article in hearsay::articles(text.as_bytes(), &hints) {
        let Ok(article) = article else { continue };
        let document = READER.nlp().annotate(Arc::new(article));
        let record = READER.record_of(&document);
        check_words(&document);
        check_spans(&record);
        check_ids(&record);
        check_voices(&record, &document);
        let json = serde_json::to_string(&record).unwrap();
        let back: Record = serde_json::from_str(&json).unwrap();
        assert_eq!((&back.text, &back.events, &back.times), (&record.text, &record.events, &record.times));
        assert_eq!(serde_json::to_string(&back).unwrap(), json, "a record comes back whole");
        let again = READER.record(document.article().clone());
        assert_eq!(serde_json::to_string(&again).unwrap(), json, "reading twice gives the same bytes");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_record_is_sound(text in texts()) {
        check(&text);
    }
}

#[test]
fn the_examples_are_sound() {
    check(&SENTENCES.join(" "));
}
