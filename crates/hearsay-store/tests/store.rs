//! What a store promises: records come out as they went in, each article once, sums that can be counted anew, and a
//! sound file whatever happens to the writer.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, missing_docs)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use hearsay_core::{Article, Block, BlockKind, Level, Record, Span, Status, Text};
use hearsay_relation::Direction;
use hearsay_store::{Added, Filter, Found, Keep, Said, SaidFilter, Store, StoreError, export};
use rusqlite::Connection;
use serde_json::{Value, json};

fn file(test: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{test}.store"));
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{end}", path.display()));
    }
    path
}

fn keep() -> Keep {
    Keep { reader: "1".to_owned(), text: true, again: false }
}

/// Adds records in one batch; tells what became of each.
fn add(store: &mut Store, keep: &Keep, records: &[Record]) -> Vec<Added> {
    let mut batch = store.batch(keep).unwrap();
    let added = records.iter().map(|record| batch.add(record, None).unwrap()).collect();
    batch.commit().unwrap();
    added
}

/// A record with something in every field.
fn full() -> Value {
    serde_json::from_str(include_str!("record.json")).unwrap()
}

fn record(value: Value) -> Record {
    serde_json::from_value(value).unwrap()
}

/// An article of one sentence in which `source` does `deed` to `target`.
fn told(id: &str, published: &str, publisher: &str, source: &str, target: &str, words: &str) -> Record {
    let length = words.chars().count();
    let party = |entity: &str, code: &str| json!({"entity": entity, "span": [0, 1], "actor": code});
    let entity = |id: &str, code: &str| {
        json!({"id": id, "name": format!("{code} office"), "type": "organization", "actor": code, "country": null,
               "roles": [], "head_of": null, "member_of": null, "mentions": []})
    };
    record(json!({
        "schema": "hearsay/1", "id": id, "text": words,
        "article": {"url": null, "file": null, "language": null, "headline": null, "standfirst": null, "authors": [],
                    "agency": null, "publisher": publisher, "dateline": null, "published": published, "paragraphs": [[0, length]],
                    "crossheads": [], "comments": [], "boilerplate": []},
        "entities": [entity("e1", source), entity("e2", target)], "times": [], "statements": [],
        "events": [{"id": "v1", "voice": "report", "source": [party("e1", source)], "target": [party("e2", target)],
                    "type": "SANCTION", "mode": null, "cameo": "166", "goldstein": -5.0, "deed": "expel-envoy",
                    "contexts": [], "trigger": [0, 1], "sentence": [0, length], "date": [published, published],
                    "place": null, "status": "reported", "according_to": null, "confidence": 0.9}],
        "assessments": [], "disputes": []
    }))
}

#[test]
fn the_full_record_has_something_in_every_field() {
    fn keys(value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(fields) => {
                for (key, value) in fields.iter().filter(|(_, value)| !value.is_null()) {
                    found.insert(key.clone());
                    keys(value, found);
                }
            }
            Value::Array(items) => items.iter().for_each(|item| keys(item, found)),
            _ => {}
        }
    }
    fn properties(schema: &Value, found: &mut BTreeSet<String>) {
        if let Some(fields) = schema["properties"].as_object() {
            found.extend(fields.keys().cloned());
        }
        match schema {
            Value::Object(fields) => fields.values().for_each(|value| properties(value, found)),
            Value::Array(items) => items.iter().for_each(|item| properties(item, found)),
            _ => {}
        }
    }
    let (mut here, mut wanted) = (BTreeSet::new(), BTreeSet::new());
    keys(&full(), &mut here);
    let mut schema = Record::schema();
    // These are reckoned from the statements, not kept.
    for (part, names) in [
        ("properties", ["accusations", "sources"]),
        ("$defs", ["Accusation", "Inventory"]),
        ("$defs", ["Cited", "Answer"]),
    ] {
        for name in names {
            schema[part].as_object_mut().unwrap().remove(name).unwrap();
        }
    }
    properties(&schema, &mut wanted);
    let missing: Vec<_> = wanted.difference(&here).collect();
    assert!(missing.is_empty(), "a record has fields that this test and the store do not know: {missing:?}");
}

#[test]
fn a_record_comes_out_as_it_went_in() {
    let mut store = Store::open(file("in_and_out")).unwrap();
    let full = record(full());
    let plain = told("b", "2011-01-03", "Times", "BRL", "ARL", "Breland expelled three envoys of Arland on Monday.");
    add(&mut store, &keep(), &[full.clone(), plain.clone()]);
    assert_eq!(store.record("a~2").unwrap().unwrap(), full);
    assert_eq!(store.record("b").unwrap().unwrap(), plain);
    assert!(store.record("c").unwrap().is_none());
}

#[test]
fn an_article_comes_out_to_be_read_again() {
    let mut store = Store::open(file("article_again")).unwrap();
    let text = "ARLAND — «Größe». Zoë spoke.\n\nBob: no.";
    let body = text.find('«').unwrap();
    let first = Span::new(0, text.find("\n\n").unwrap());
    let last = Span::new(text.find("Bob").unwrap(), text.len());
    let article = Article {
        id: hearsay_core::ArticleId("x".to_owned()),
        text: Text::from(text),
        dateline: Some(Span::new(0, 6)),
        blocks: vec![
            Block { kind: BlockKind::Paragraph, span: first, body: Span::new(body, first.end()) },
            Block {
                kind: BlockKind::Comment(hearsay_core::CommentId(0)),
                span: last,
                body: Span::new(last.start() + 5, last.end()),
            },
        ],
        comments: vec![hearsay_core::Comment {
            author: Some("Bob".to_owned()),
            author_span: Some(Span::new(last.start(), last.start() + 3)),
            date: None,
            age: None,
            reply_to: None,
            span: last,
        }],
        ..Article::default()
    };
    let mut batch = store.batch(&keep()).unwrap();
    batch.add(&Record::new(&article, Default::default()), Some(&article)).unwrap();
    batch.commit().unwrap();
    assert_eq!(store.article("x").unwrap().unwrap(), article);
}

#[test]
fn the_same_article_twice_adds_nothing() {
    let mut store = Store::open(file("twice")).unwrap();
    let one = record(full());
    assert_eq!(add(&mut store, &keep(), &[one.clone(), one.clone()]), [Added::New(1), Added::Known(1)]);
    let before = everything(&store);
    assert_eq!(add(&mut store, &keep(), std::slice::from_ref(&one)), [Added::Known(1)]);
    assert_eq!(everything(&store), before);
    // Another text with the same id is another article.
    let mut other = full();
    other["article"]["publisher"] = "Times".into();
    assert_eq!(add(&mut store, &keep(), &[record(other.clone())]), [Added::New(2)]);
    assert_eq!(store.articles().unwrap(), ["a~2", "a~2~2"]);
    assert_eq!(store.record("a~2~2").unwrap().unwrap(), record(other));
}

#[test]
fn reading_again_leaves_nothing_of_the_first_reading() {
    let (mut store, mut fresh) = (Store::open(file("again")).unwrap(), Store::open(file("fresh")).unwrap());
    let before = record(full());
    let mut after = full();
    after["events"][0]["status"] = "alleged".into();
    after["events"].as_array_mut().unwrap().pop();
    after["statements"][0]["content"] = json!([[0, 7]]);
    let (after, second) = (record(after), Keep { reader: "2".to_owned(), ..keep() });
    add(&mut store, &keep(), &[before]);
    assert_eq!(store.read_by_others("2").unwrap(), ["a~2"]);
    assert_eq!(add(&mut store, &second, std::slice::from_ref(&after)), [Added::Again(1)]);
    assert!(store.read_by_others("2").unwrap().is_empty());
    // Read again from its file, it keeps the text it had.
    let third = Keep { reader: "2".to_owned(), text: false, again: true };
    add(&mut store, &third, std::slice::from_ref(&after));
    add(&mut fresh, &second, &[after]);
    assert_eq!(everything(&store), everything(&fresh));
    sound(&store);
}

#[test]
fn a_batch_that_is_not_committed_was_never_there() {
    let mut store = Store::open(file("rolled_back")).unwrap();
    let before = everything(&store);
    let mut batch = store.batch(&keep()).unwrap();
    batch.add(&record(full()), None).unwrap();
    drop(batch);
    assert_eq!(everything(&store), before);
    // Numbers that were given out in the lost batch are given anew.
    add(&mut store, &keep(), &[record(full())]);
    assert_eq!(store.record("a~2").unwrap().unwrap(), record(full()));
    sound(&store);
}

#[test]
fn a_dyad_has_both_directions_and_its_months() {
    let mut store = Store::open(file("dyad")).unwrap();
    let records = [
        told("1", "2011-01-03", "Times", "BRLGOV", "ARL", "Breland expelled three envoys of Arland on Monday."),
        told("2", "2011-02-03", "Times", "ARLSPY", "BRL", "Arland's agency expelled a Breland consul in winter."),
        told("3", "2011-02-04", "Times", "COR", "BRL", "Corland expelled a Breland consul for spying."),
    ];
    add(&mut store, &keep(), &records);
    let events = store.dyad_events("ARL", "BRL", &Filter::default()).unwrap();
    let seen: Vec<_> = events.iter().map(|event| (event.article.0.as_str(), event.direction)).collect();
    assert_eq!(seen, [("1", Direction::Back), ("2", Direction::Forth)]);
    let spies = store.dyad_events("ARLSPY", "BRL", &Filter::default()).unwrap();
    assert_eq!(spies.len(), 1);
    let named = store.dyad_events("arlspy office", "BRL office", &Filter::default()).unwrap();
    assert_eq!(named, spies);
    let later = Filter { from: Some("2011-02-01".parse().unwrap()), ..Filter::default() };
    assert_eq!(store.dyad_events("ARL", "BRL", &later).unwrap().len(), 1);
    let months = store.dyad_months("ARL", "BRL").unwrap();
    let sums: Vec<_> = months.iter().map(|month| (month.month, month.direction, month.events, month.weight)).collect();
    assert_eq!(sums, [(201101, Direction::Back, 1, -5.0), (201102, Direction::Forth, 1, -5.0)]);
    assert_eq!(store.dyad_months("ARLSPY", "BRL").unwrap().len(), 1);
    assert_eq!(store.coverage().unwrap().0.values().sum::<u32>(), 3);
    assert!(matches!(store.dyad_events("XYZ", "BRL", &Filter::default()), Err(StoreError::Nobody { .. })));
}

#[test]
fn what_is_said_of_two_parties_is_found_either_way() {
    let mut store = Store::open(file("said")).unwrap();
    add(&mut store, &keep(), &[record(full())]);
    for (one, other) in [("ARL", "BRL"), ("BRLSPY", "ARLGOV")] {
        let said = store.dyad_assessments(one, other, &Filter::default()).unwrap();
        assert_eq!(said.len(), 1, "{one} {other}");
        assert_eq!(said[0].level, Some(-0.8));
        assert_eq!(said[0].speaker.as_deref(), Some("Ms Dorn"));
        assert_eq!(said[0].sentence, "Ties are at a nadir.");
    }
}

#[test]
fn events_are_found_by_what_is_asked() {
    let mut store = Store::open(file("find")).unwrap();
    add(
        &mut store,
        &keep(),
        &[
            record(full()),
            told("1", "2011-01-03", "Times", "BRLGOV", "ARL", "Breland expelled three envoys of Arland on Monday."),
            told("2", "2012-02-03", "Herald", "ARLSPY", "BRL", "Arland's agency expelled a Breland consul in winter."),
        ],
    );
    let find = |filter: Filter| -> Vec<String> {
        let found = store.find(&filter, 10).unwrap();
        found.into_iter().map(|found| format!("{}#{}", found.article, found.event)).collect()
    };
    let text = |text: &str| Some(text.to_owned());
    let day = |day: &str| Some(day.parse().unwrap());
    assert_eq!(find(Filter { actor: text("ARLSPY"), ..Filter::default() }), ["2#v1"]);
    // Two targets are two rows of one event.
    assert_eq!(find(Filter { actor: text("BRLSPY"), ..Filter::default() }), ["a~2#v1", "a~2#v1"]);
    assert_eq!(find(Filter { source: text("BRL"), target: text("ARL"), ..Filter::default() }), ["1#v1", "a~2#v1"]);
    assert_eq!(find(Filter { actor: text("ARL"), source: text("BRLGOV"), ..Filter::default() }), ["1#v1"]);
    assert_eq!(find(Filter { speaker: text("Ms Dorn"), target: text("ARL"), ..Filter::default() }), ["a~2#v1"]);
    assert_eq!(find(Filter { levels: [Level::Reader].into(), comments: true, ..Filter::default() }), ["a~2#v2"]);
    assert_eq!(find(Filter { statuses: [Status::Denied].into(), ..Filter::default() }), Vec::<String>::new());
    assert_eq!(find(Filter { from: day("2011-01-02"), until: day("2011-12-31"), ..Filter::default() }), ["1#v1"]);
    assert_eq!(
        find(Filter { outlet: text("herald"), actor: text("BRL"), source: text("ARL"), ..Filter::default() }),
        ["2#v1"]
    );
    assert_eq!(find(Filter { words: text("consul winter"), ..Filter::default() }), ["2#v1"]);
    assert_eq!(
        find(Filter { words: text("\"expelled three\""), target: text("ARL"), ..Filter::default() }),
        ["1#v1", "a~2#v1"]
    );
    assert_eq!(find(Filter { deeds: vec!["16".to_owned()], actor: text("ARL"), ..Filter::default() }).len(), 3);
    assert_eq!(find(Filter { deeds: vec!["consult".to_owned()], ..Filter::default() }), Vec::<String>::new());
    let bad = store.find(&Filter { words: text("\"open"), ..Filter::default() }, 10);
    assert!(matches!(bad, Err(StoreError::Words { .. })), "{bad:?}");
}

#[test]
fn who_says_so_is_found() {
    let mut store = Store::open(file("who")).unwrap();
    add(&mut store, &keep(), &[record(full())]);
    let who = |filter: SaidFilter| -> Vec<String> {
        store.who(&filter, 10).unwrap().into_iter().map(|said| said.statement).collect()
    };
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(who(SaidFilter { words: text("envoys"), ..SaidFilter::default() }), ["s1"]);
    assert_eq!(who(SaidFilter { about: text("BRL"), ..SaidFilter::default() }), ["s1"]);
    assert_eq!(
        who(SaidFilter { speaker: text("ARL"), levels: [Level::Anonymous].into(), ..SaidFilter::default() }),
        ["s1"]
    );
    assert_eq!(who(SaidFilter { words: text("no"), ..SaidFilter::default() }), Vec::<String>::new());
    assert_eq!(who(SaidFilter { words: text("no"), comments: true, ..SaidFilter::default() }), ["s2"]);
}

#[test]
fn one_deed_in_three_papers_is_one_group_in_any_order() {
    let records = [
        told(
            "1",
            "2011-01-03",
            "Times",
            "BRL",
            "ARL",
            "Breland expelled three Arland envoys over spying charges on Monday.",
        ),
        told(
            "2",
            "2011-01-03",
            "Herald",
            "BRL",
            "ARL",
            "On Monday Breland expelled three envoys of Arland over charges of spying.",
        ),
        told(
            "3",
            "2011-01-04",
            "Post",
            "BRL",
            "ARL",
            "Three Arland envoys were expelled over spying charges, Breland said.",
        ),
        told(
            "4",
            "2011-03-04",
            "Post",
            "BRL",
            "ARL",
            "Three Arland envoys were expelled over spying charges, Breland said.",
        ),
    ];
    for (name, order) in [("forth", [0, 1, 2, 3]), ("back", [3, 2, 1, 0]), ("mixed", [2, 0, 3, 1])] {
        for apart in [true, false] {
            let mut store = Store::open(file(&format!("group_{name}_{apart}"))).unwrap();
            for at in order {
                add(&mut store, &keep(), &[records[at].clone()]);
                if apart {
                    store.group().unwrap();
                }
            }
            store.group().unwrap();
            let events = store.dyad_events("ARL", "BRL", &Filter::default()).unwrap();
            let groups: BTreeMap<&str, u64> =
                events.iter().map(|event| (event.article.0.as_str(), event.group)).collect();
            assert!(groups["1"] == groups["2"] && groups["2"] == groups["3"], "{name} {apart}: {groups:?}");
            assert_ne!(groups["3"], groups["4"], "{name} {apart}");
            assert_eq!(
                groups["1"],
                events.iter().filter(|event| event.article.0 != "4").map(|event| event.id).min().unwrap()
            );
            // Read again, an article leaves its group and comes back into it.
            add(&mut store, &Keep { again: true, ..keep() }, &[records[0].clone()]);
            store.group().unwrap();
            let after = store.dyad_events("ARL", "BRL", &Filter::default()).unwrap();
            assert_eq!(after, events, "{name} {apart}");
        }
    }
}

/// Papers that tell of few deeds over and over, some of them of days that reach into one another.
fn many_papers() -> Vec<Record> {
    let words = [
        "Breland expelled three envoys of Arland on Monday, accusing them of spying on its navy.",
        "On Monday Breland expelled three envoys of Arland over charges of spying.",
        "Three Arland envoys were expelled over spying charges, Breland said.",
        "Breland expelled a trade mission of Arland in a quarrel over fish.",
    ];
    let day = |number: usize| format!("2011-{:02}-{:02}", 1 + number / 7 % 3, 1 + number * 5 % 28);
    let article = |number: usize| {
        let mut record = told(&number.to_string(), &day(number), "Post", "BRL", "ARL", words[number % 4]);
        if number % 60 == 59 {
            // "In the winter": months in which it may have happened.
            let days = (record.article.published.unwrap(), "2011-03-20".parse().unwrap());
            record.events[0].date = Some(days.into());
        }
        record
    };
    (0..120).map(article).collect()
}

#[test]
fn groups_are_those_of_a_store_that_got_all_at_once() {
    let mut store = Store::open(file("grouped")).unwrap();
    add(&mut store, &keep(), &many_papers());
    let before = store.dyad_events("ARL", "BRL", &Filter::default()).unwrap();
    assert!(before.iter().all(|event| event.group == event.id));
    store.group().unwrap();
    let kept = store.dyad_events("ARL", "BRL", &Filter::default()).unwrap();
    let groups: Vec<u64> = kept.iter().map(|event| event.group).collect();
    assert_eq!(hearsay_store::grouped(&before), groups);
    let deeds: BTreeSet<u64> = groups.iter().copied().collect();
    assert!((5..100).contains(&deeds.len()), "{} deeds", deeds.len());
}

#[test]
fn rows_of_a_record_are_those_of_a_store_that_keeps_it() {
    let mut twice: Value = full();
    twice["id"] = "twice".into();
    // Named twice, a party is one party; without a publisher the host of the address is the outlet.
    let again = twice["events"][0]["source"][0].clone();
    twice["events"][0]["source"].as_array_mut().unwrap().push(again);
    twice["article"]["publisher"] = Value::Null;
    let records = [
        record(full()),
        record(twice),
        told("t", "2011-01-03", "Herald", "BRL", "ARL", "Breland expelled three envoys."),
    ];
    let mut store = Store::open(file("flat")).unwrap();
    add(&mut store, &keep(), &records);
    let (mut found, mut said) = (Vec::new(), Vec::new());
    let all = Filter { comments: true, ..Filter::default() };
    let mut keep_found = |row| found.push(Found { id: 0, deed_group: 0, ..row });
    store
        .each(&all, |row| {
            keep_found(row);
            Ok(())
        })
        .unwrap();
    let all = SaidFilter { comments: true, ..SaidFilter::default() };
    let mut keep_said = |row| said.push(Said { id: 0, ..row });
    store
        .each_said(&all, |row| {
            keep_said(row);
            Ok(())
        })
        .unwrap();
    let flat: Vec<Found> = records.iter().flat_map(|record| export::events_of(record, |_| None)).collect();
    let told: Vec<Said> = records.iter().flat_map(export::statements_of).collect();
    let place =
        |row: &Found| (row.article.clone(), row.event.clone(), row.source_name.clone(), row.target_name.clone());
    found.sort_by_key(place);
    let mut ours = flat.clone();
    ours.sort_by_key(place);
    assert_eq!(ours, found);
    assert_eq!(told, said);
    assert!(found.len() >= 5 && said.len() >= 4, "{} events, {} statements", found.len(), said.len());
}

#[test]
fn a_copied_text_is_known_as_a_copy() {
    let mut store = Store::open(file("copies")).unwrap();
    let long = "Breland expelled three envoys of Arland on Monday after a court in the capital found that they had paid \
                clerks of the ministry for lists of names and plans of bridges, the government said. The envoys have two \
                days to leave. Arland called the ruling a farce and said it would answer in kind within the week.";
    let edited = format!("{long} The Herald adds one line of its own.");
    let other = "Arland opened a bridge over the river on Tuesday, the longest in the country, after eleven years of work \
                 and four changes of builder, and the first lorries from Breland crossed it before noon, drivers said, \
                 while fishermen on the bank waited for the mayor to speak.";
    add(
        &mut store,
        &keep(),
        &[
            told("1", "2011-01-03", "Times", "BRL", "ARL", long),
            told("2", "2011-01-04", "Herald", "BRL", "ARL", &edited),
            told("3", "2011-01-04", "Post", "BRL", "ARL", other),
        ],
    );
    assert_eq!(store.counts().unwrap().copies, 1);
    let events = store.dyad_events("ARL", "BRL", &Filter::default()).unwrap();
    let origin: Vec<_> = events.iter().map(|event| (event.outlet.as_deref(), event.agency.as_deref())).collect();
    assert_eq!(origin, [(Some("Times"), None), (Some("Herald"), Some("Times")), (Some("Post"), None)]);
}

#[test]
fn a_store_without_texts_has_its_sentences() {
    let mut store = Store::open(file("no_text")).unwrap();
    add(&mut store, &Keep { text: false, ..keep() }, &[record(full())]);
    assert!(matches!(store.record("a~2"), Err(StoreError::NoText(_))));
    let found = store.find(&Filter { words: Some("envoys".to_owned()), ..Filter::default() }, 10).unwrap();
    assert!(found[0].sentence.contains("expelled three envoys"));
}

#[test]
fn the_file_explains_every_column_that_needs_it_and_its_views_work() {
    let path = file("explains");
    let mut store = Store::open(&path).unwrap();
    add(&mut store, &keep(), &[record(full())]);
    let plain = Connection::open(&path).unwrap();
    let mut documented = plain.prepare("select of_table, of_column from column_doc").unwrap();
    let documented: Vec<(String, String)> =
        documented.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect();
    assert!(documented.len() > 70);
    for (table, column) in documented {
        let there: i64 = plain
            .query_row("select count(*) from pragma_table_info(?1) where name = ?2", [&table, &column], |row| {
                row.get(0)
            })
            .unwrap();
        assert_eq!(there, 1, "{table}.{column} is documented and not there");
    }
    let row: (String, String, String, String) = plain
        .query_row(
            "select source_code, target_name, speaker, sentence from events where target_code is not null",
            [],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
        )
        .unwrap();
    assert_eq!((row.0.as_str(), row.1.as_str(), row.2.as_str()), ("BRLSPY", "Ms Dorn", "Ms Dorn"));
    for view in ["articles", "statements", "assessments"] {
        let rows: i64 = plain.query_row(&format!("select count(*) from {view}"), [], |row| row.get(0)).unwrap();
        assert!(rows > 0, "{view}");
    }
    let day: String = plain.query_row("select published from articles", [], |row| row.get(0)).unwrap();
    assert_eq!(day, "2011-01-06");
}

#[test]
fn two_read_while_one_writes() {
    let path = file("readers");
    let mut store = Store::open(&path).unwrap();
    add(&mut store, &keep(), &[record(full())]);
    let readers = [Store::open_to_read(&path).unwrap(), Store::open_to_read(&path).unwrap()];
    let mut batch = store.batch(&keep()).unwrap();
    batch
        .add(&told("1", "2011-01-03", "Times", "BRL", "ARL", "Breland expelled three envoys of Arland."), None)
        .unwrap();
    for reader in &readers {
        assert_eq!(reader.counts().unwrap().articles, 1);
    }
    batch.commit().unwrap();
    for reader in &readers {
        assert_eq!(reader.counts().unwrap().articles, 2);
    }
    assert!(readers[0].counts().unwrap().events == 3);
}

#[test]
fn what_is_no_store_is_left_alone() {
    let path = file("foreign");
    Connection::open(&path).unwrap().execute_batch("create table x (y)").unwrap();
    assert!(matches!(Store::open(&path), Err(StoreError::NotAStore(_))));
    std::fs::write(&path, "Arland expelled three envoys. ".repeat(100)).unwrap();
    assert!(matches!(Store::open(&path), Err(StoreError::NotAStore(_))));
    assert!(matches!(Store::open_to_read(file("missing")), Err(StoreError::Missing(_))));
}

/// Every row of every table but those of names, whose numbers hang on what was there before.
fn everything(store: &Store) -> BTreeMap<String, Vec<String>> {
    let plain = Connection::open(store.path()).unwrap();
    let mut tables = BTreeMap::new();
    for sql in [
        "select * from events",
        "select * from statements",
        "select * from assessments",
        "select id, key, published from article",
        "select rowid, text from sentence_words where sentence_words match 'a* OR b* OR o* OR t*'",
        "select rowid, text from statement_words where statement_words match 'a* OR b* OR n* OR m*'",
        "select s.code, t.code, month, plover, status, voice, pairs, weight from dyad_month m
         join root s on s.id = m.source_root join root t on t.id = m.target_root order by 1, 2, 3, 4, 5, 6",
        "select * from coverage",
        "select * from dispute",
        "select id, start, end from time",
        "select article from article_text",
    ] {
        let mut select = plain.prepare(sql).unwrap();
        let columns = select.column_count();
        let rows = select.query_map([], |row| {
            let cells = (0..columns).map(|at| format!("{:?}", row.get_ref(at).unwrap()));
            Ok(cells.collect::<Vec<_>>().join("|"))
        });
        tables.insert(sql.to_owned(), rows.unwrap().map(Result::unwrap).collect());
    }
    tables
}

/// Sums are those of the rows, words are those of the sentences, and the file is whole.
fn sound(store: &Store) {
    let plain = Connection::open(store.path()).unwrap();
    let whole: String = plain.query_row("pragma integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(whole, "ok");
    plain
        .execute_batch(
            "insert into sentence_words (sentence_words, rank) values ('integrity-check', 1);
        insert into statement_words (statement_words, rank) values ('integrity-check', 1);",
        )
        .unwrap();
    let differing: i64 = plain
        .query_row(
            "with counted as (select x.source_root, x.target_root, x.day / 100 as month, d.plover, e.status, e.voice,
                count(*) as pairs, sum(cast(round(d.weight * 1000) as integer)) as weight
                from pair x join event e on e.id = x.event join deed d on d.id = e.deed group by 1, 2, 3, 4, 5, 6)
             select (select count(*) from (select * from counted except select * from dyad_month))
                  + (select count(*) from (select * from dyad_month except select * from counted))",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(differing, 0, "sums by month are not those of the events");
}
