//! The file: what it explains, who reads it, what is none.

use hearsay_store::{Filter, Keep, Store, StoreError};
use rusqlite::Connection;

use crate::world::*;

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
