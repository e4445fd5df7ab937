//! Records laid out by hand, and what must hold of every store.

use std::collections::BTreeMap;
use std::path::PathBuf;

use hearsay_core::Record;
use hearsay_store::{Added, Keep, Store};
use rusqlite::Connection;
use serde_json::{Value, json};

pub(crate) fn file(test: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{test}.store"));
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{end}", path.display()));
    }
    path
}

pub(crate) fn keep() -> Keep {
    Keep { reader: "1".to_owned(), text: true, again: false }
}

/// Adds records in one batch; tells what became of each.
pub(crate) fn add(store: &mut Store, keep: &Keep, records: &[Record]) -> Vec<Added> {
    let mut batch = store.batch(keep).unwrap();
    let added = records.iter().map(|record| batch.add(record, None).unwrap()).collect();
    batch.commit().unwrap();
    added
}

/// A record with something in every field.
pub(crate) fn full() -> Value {
    serde_json::from_str(include_str!("../record.json")).unwrap()
}

pub(crate) fn record(value: Value) -> Record {
    serde_json::from_value(value).unwrap()
}

/// An article of one sentence in which `source` does `deed` to `target`.
pub(crate) fn told(id: &str, published: &str, publisher: &str, source: &str, target: &str, words: &str) -> Record {
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

/// Every row of every table but those of names, whose numbers hang on what was there before.
pub(crate) fn everything(store: &Store) -> BTreeMap<String, Vec<String>> {
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
pub(crate) fn sound(store: &Store) {
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
