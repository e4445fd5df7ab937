//! A writer is killed at fifty moments: the store opens, nothing is half written, and a last run completes it.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::print_stderr, missing_docs)]

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use hearsay_core::Record;
use hearsay_store::{Filter, Keep, Store};
use rusqlite::Connection;
use serde_json::json;

/// Articles of the whole pile, and of one batch.
const PILE: u64 = 864;
const BATCH: u64 = 12;
const KILLS: u64 = 20;

/// Where the child finds its store.
const STORE: &str = "HEARSAY_KILLED_STORE";

/// The same number gives the same article.
fn record(number: u64) -> Record {
    let (source, target) =
        (["ARL", "BRLGOV", "COR"][number as usize % 3], ["BRL", "ARLSPY", "ARL"][number as usize % 3]);
    let day = format!("20{:02}-{:02}-{:02}", number % 20, number % 12 + 1, number % 28 + 1);
    let words =
        format!("{source} expelled {} envoys of {target} over affair {} — “again”, he said.", number % 9, number / 4);
    let length = words.chars().count();
    let party = |entity: &str, code: &str| json!({"entity": entity, "span": [0, 3], "actor": code});
    let entity = |id: &str, code: &str| {
        json!({"id": id, "name": format!("{code} office"), "type": "organization", "actor": code, "country": null,
               "roles": [], "head_of": null, "member_of": null, "mentions": [{"span": [0, 3], "kind": "name"}]})
    };
    let event = |id: &str, status: &str| {
        json!({"id": id, "voice": "report", "source": [party("e1", source)], "target": [party("e2", target)],
               "type": "SANCTION", "mode": null, "cameo": "166", "goldstein": -5.0, "deed": "expel-envoy",
               "contexts": [], "trigger": [0, 3], "sentence": [0, length], "date": [day, day], "place": null,
               "status": status, "according_to": "s1", "confidence": 0.9})
    };
    serde_json::from_value(json!({
        "schema": "hearsay/1", "id": format!("pile-{number}"), "text": words,
        "article": {"url": null, "file": null, "language": null, "headline": null, "standfirst": null, "authors": [],
                    "agency": null, "publisher": format!("Paper {}", number % 7), "dateline": null, "published": day,
                    "paragraphs": [[0, length]], "crossheads": [], "comments": [], "boilerplate": []},
        "entities": [entity("e1", source), entity("e2", target)], "times": [],
        "statements": [{"id": "s1", "voice": "report",
            "source": {"spans": [[0, 3]], "entity": "e1", "level": "institution", "count": null, "description": null,
                       "terms": null, "reason": null, "told": null, "channel": null, "on_behalf_of": null, "part_of": null},
            "cue": null, "content": [[0, length]], "form": "indirect", "stance": "asserts", "hedged": false,
            "negated": false, "distanced": false, "within": null}],
        "events": [event("v1", "claimed"), event("v2", "alleged")], "assessments": [], "disputes": []
    }))
    .unwrap()
}

/// Adds the pile from `number` on, batch by batch; says so after each, and groups now and then.
fn add_all(path: &Path, mut number: u64) {
    let mut store = Store::open(path).unwrap();
    let keep = Keep { reader: "1".to_owned(), text: true, again: false };
    while number < PILE {
        let mut batch = store.batch(&keep).unwrap();
        for number in number..(number + BATCH).min(PILE) {
            batch.add(&record(number), None).unwrap();
        }
        batch.commit().unwrap();
        if std::env::var_os(STORE).is_some() {
            eprintln!("committed");
        }
        number += BATCH;
        if number.is_multiple_of(BATCH * 4) {
            store.group().unwrap();
        }
    }
    store.group().unwrap();
    store.settle().unwrap();
}

#[test]
#[ignore = "runs as the child that is killed"]
fn adds_until_killed() {
    if let Some(path) = std::env::var_os(STORE) {
        // What is there is not looked at again, so that twenty children get somewhere; the last run looks at all.
        let there = Store::open(&path).unwrap().articles().unwrap().len() as u64;
        add_all(Path::new(&path), there);
    }
}

#[test]
fn a_writer_may_be_killed_at_any_moment() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let (killed, whole) = (folder.join("killed.store"), folder.join("whole.store"));
    for path in [&killed, &whole] {
        for end in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{end}", path.display()));
        }
    }
    let (mut chance, mut last) = (20_110_106_u64, 0_u64);
    let mut stopped = 0;
    for _ in 0..KILLS {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "adds_until_killed", "--ignored", "--nocapture"])
            .env(STORE, &killed)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stderr.take().unwrap()).lines();
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        // After one to four batches, and some part of the next.
        (0..1 + (chance >> 60) % 4).for_each(|_| drop(said.next()));
        std::thread::sleep(Duration::from_micros((chance >> 33) % 20_000));
        stopped += u64::from(child.try_wait().unwrap().is_none());
        child.kill().unwrap(); // SIGKILL
        child.wait().unwrap();
        last = sound(&killed, last);
    }
    assert!(stopped > KILLS / 2, "the pile is so small that it was added before {} of {KILLS} kills", KILLS - stopped);
    add_all(&killed, 0);
    add_all(&whole, 0);
    assert_eq!(sound(&killed, last), PILE);
    assert_eq!(rows(&killed), rows(&whole));
}

/// The file is whole, holds whole batches and whole articles, and lost none that was there; gives how many it holds.
fn sound(path: &Path, before: u64) -> u64 {
    let store = Store::open(path).unwrap();
    let plain = Connection::open(path).unwrap();
    let whole: String = plain.query_row("pragma integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(whole, "ok");
    plain
        .execute_batch(
            "insert into sentence_words (sentence_words, rank) values ('integrity-check', 1);
             insert into statement_words (statement_words, rank) values ('integrity-check', 1);",
        )
        .unwrap();
    let articles = store.articles().unwrap();
    let count = articles.len() as u64;
    assert!(count >= before && (count.is_multiple_of(BATCH) || count == PILE), "{count} articles after {before}");
    for (number, key) in articles.iter().enumerate() {
        assert_eq!(*key, format!("pile-{number}"));
        if number as u64 + 2 * BATCH >= count || number % 97 == 0 {
            assert_eq!(store.record(key).unwrap().unwrap(), record(number as u64));
        }
    }
    let sums: (i64, i64, i64) = plain
        .query_row(
            "select (select count(*) from event), (select count(*) from pair), (select coalesce(sum(pairs), 0) from dyad_month)",
            [],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )
        .unwrap();
    let events = 2 * count as i64;
    assert_eq!(sums, (events, events, events));
    count
}

/// What people see of the store: events with their groups.
fn rows(path: &Path) -> Vec<String> {
    let mut rows = Vec::new();
    Store::open(path)
        .unwrap()
        .each(&Filter::default(), |found| {
            rows.push(serde_json::to_string(&found)?);
            Ok(())
        })
        .unwrap();
    rows
}
