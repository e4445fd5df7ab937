//! The same deed in many papers, the same text in two.

use std::collections::{BTreeMap, BTreeSet};

use hearsay_core::Record;
use hearsay_store::{Filter, Keep, Store};

use crate::world::*;

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
