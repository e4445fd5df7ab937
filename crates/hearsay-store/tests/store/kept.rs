//! Records come out as they went in, each article once.

use std::collections::BTreeSet;

use hearsay_core::{Article, Block, BlockKind, Record, Span, Text};
use hearsay_store::{Added, Keep, Store};
use serde_json::{Value, json};

use crate::world::*;

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
