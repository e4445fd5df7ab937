//! What is asked is found.

use hearsay_core::{Level, Status};
use hearsay_relation::Direction;
use hearsay_store::{EventRow, Filter, Said, SaidFilter, Store, StoreError, export};
use serde_json::Value;

use crate::world::*;

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
        store.who(&filter, 10).unwrap().into_iter().map(|said| said.statement.to_string()).collect()
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
    let mut keep_found = |row| found.push(EventRow { id: 0, deed_group: 0, ..row });
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
    let flat: Vec<EventRow> = records.iter().flat_map(|record| export::events_of(record, |_| None)).collect();
    let told: Vec<Said> = records.iter().flat_map(export::statements_of).collect();
    let place = |row: &EventRow| (row.article.clone(), row.event, row.source_name.clone(), row.target_name.clone());
    found.sort_by_key(place);
    let mut ours = flat.clone();
    ours.sort_by_key(place);
    assert_eq!(ours, found);
    assert_eq!(told, said);
    assert!(found.len() >= 5 && said.len() >= 4, "{} events, {} statements", found.len(), said.len());
}
