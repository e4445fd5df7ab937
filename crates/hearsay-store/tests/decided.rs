//! What people decided about readings goes out with them, in every form, and never over them.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, missing_docs)]

use std::path::PathBuf;

use hearsay_core::{EventId, Record, Span, Status};
use hearsay_store::export::{
    BRAT_CONFIG, Cells, Layout, annotation_of_event, annotation_of_statement, claim, csv_header, csv_row, standoff,
};
use hearsay_store::{EventRow, Filter, Keep, Review, Said, SaidFilter, Store};
use serde_json::{Value, json};

const TEXT: &str = "Arland expelled three envoys of Breland, Zoë Dorn said. Breland praised Arland.";

fn span(words: &str) -> Value {
    let byte = TEXT.find(words).unwrap();
    let start = TEXT[..byte].chars().count();
    json!([start, start + words.chars().count()])
}

/// `moved` numbers the events anew, as another version of hearsay may.
fn record(moved: bool) -> Record {
    let party = |entity: &str, code: &str| json!([{"entity": entity, "span": span("Arland"), "actor": code}]);
    let event = |id: &str, deed: &str, sides: [Value; 2]| {
        let [source, target] = sides;
        json!({"id": id, "voice": "report", "source": source, "target": target, "type": "SANCTION", "mode": null,
            "cameo": "16", "goldstein": -5.0, "deed": deed, "contexts": [], "retold": [], "trigger": span(deed),
            "sentence": [0, TEXT.chars().count()], "date": ["2011-01-01", "2011-01-01"], "place": null,
            "status": "reported", "according_to": null, "confidence": 0.8})
    };
    let (arland, breland) = (party("e1", "ARL"), party("e2", "BRL"));
    let expelled = |id: &str| event(id, "expelled", [arland.clone(), breland.clone()]);
    let praised = |id: &str| event(id, "praised", [breland.clone(), arland.clone()]);
    let events = if moved { [praised("v1"), expelled("v2")] } else { [expelled("v1"), praised("v2")] };
    let entity = |id: &str, name: &str| {
        json!({"id": id, "name": name, "type": "place", "actor": null, "country": null, "roles": [], "head_of": null,
            "member_of": null, "mentions": []})
    };
    serde_json::from_value(json!({
        "schema": "hearsay/1", "id": "a", "text": TEXT,
        "article": {"url": null, "file": null, "language": "en", "headline": null, "standfirst": null, "authors": [],
            "agency": null, "publisher": "Herald", "dateline": null, "published": "2011-01-02",
            "paragraphs": [[0, TEXT.chars().count()]], "crossheads": [], "comments": [], "boilerplate": [], "notes": []},
        "entities": [entity("e1", "Arland"), entity("e2", "Breland"), entity("e3", "Zoë Dorn")],
        "times": [],
        "statements": [{"id": "s1", "voice": "report", "source": {"spans": [span("Zoë Dorn")], "entity": "e3",
                "level": "named", "count": null, "description": null, "terms": null, "reason": null, "told": null,
                "channel": null, "on_behalf_of": null, "part_of": null},
            "cue": {"spans": [span("said")], "lemma": "say", "class": "assert"},
            "content": [span("Arland expelled three envoys of Breland")], "form": "indirect", "stance": "asserts",
            "hedged": false, "negated": false, "distanced": false, "within": null}],
        "events": events, "assessments": [], "disputes": []
    }))
    .unwrap()
}

fn review(item: &str, words: &str, verdict: &str, person: Value, why: &str) -> Review {
    let place = span(words);
    Review {
        id: 0,
        article: "a".to_owned(),
        item: item.to_owned(),
        span: Span::new(place[0].as_u64().unwrap() as usize, place[1].as_u64().unwrap() as usize),
        verdict: verdict.to_owned(),
        machine: json!({}),
        person,
        why: why.to_owned(),
        at: "2026-01-31T12:00:00Z".to_owned(),
        reader: "1".to_owned(),
    }
}

fn filled(test: &str, moved: bool) -> Store {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("decided-{test}.store"));
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{end}", path.display()));
    }
    let mut store = Store::open(&path).unwrap();
    let keep = Keep { reader: "1".to_owned(), text: true, again: false };
    let mut batch = store.batch(&keep).unwrap();
    batch.add(&record(moved), None).unwrap();
    batch.commit().unwrap();
    store.prepare_writing().unwrap();
    for review in [
        review("v1", "expelled", "rejected", json!({}), "a first look"),
        review("v1", "expelled", "corrected", json!({"status": "claimed"}), "Dorn says so,\nnot the paper"),
        review("s1", "Arland expelled three envoys of Breland", "right", json!({}), ""),
    ] {
        store.keep_review(&review).unwrap();
    }
    store
}

fn events(store: &Store) -> Vec<EventRow> {
    let mut rows = Vec::new();
    store
        .each(&Filter::default(), |found| {
            rows.push(found);
            Ok(())
        })
        .unwrap();
    rows
}

fn statements(store: &Store) -> Vec<Said> {
    let mut rows = Vec::new();
    store
        .each_said(&SaidFilter::default(), |said| {
            rows.push(said);
            Ok(())
        })
        .unwrap();
    rows
}

fn expelled(store: &Store) -> EventRow {
    events(store).into_iter().find(|found| found.deed == "expelled").unwrap()
}

#[test]
fn rows_have_the_latest_decision_and_the_reading_as_it_was() {
    let store = filled("rows", false);
    let found = expelled(&store);
    assert_eq!((found.verdict.as_deref(), found.status), (Some("corrected"), Status::Reported));
    assert_eq!(found.correction.as_deref(), Some(r#"{"status":"claimed"}"#));
    assert_eq!(found.verdict_why.as_deref(), Some("Dorn says so,\nnot the paper"));
    assert!(events(&store).iter().filter(|found| found.verdict.is_some()).count() == 1);
    assert!(
        store.find(&Filter::default(), 9).unwrap().contains(&found) && store.found(&[found.id]).unwrap() == [found]
    );
    let said = statements(&store).remove(0);
    assert_eq!(
        (said.verdict.as_deref(), said.correction.as_ref(), said.verdict_why.as_ref()),
        (Some("right"), None, None)
    );
    assert_eq!(store.who(&SaidFilter::default(), 9).unwrap(), [said]);
}

#[test]
fn a_decision_is_about_words_and_not_about_a_number() {
    let store = filled("moved", true);
    let found = expelled(&store);
    assert_eq!((found.event, found.verdict.as_deref()), (EventId(1), Some("corrected")));
    assert_eq!(events(&store)[0].verdict, None);
    assert!(store.decisions("a").unwrap().contains_key("v2") && !store.decisions("a").unwrap().contains_key("v1"));
}

#[test]
fn csv_and_json_lines_have_decisions() {
    let store = filled("csv", false);
    let mut out = Vec::new();
    csv_header(&EventRow::COLUMNS, &mut out).unwrap();
    csv_row(&expelled(&store), &EventRow::COLUMNS, Cells::Safe, &mut out).unwrap();
    csv_header(&Said::COLUMNS, &mut out).unwrap();
    csv_row(&statements(&store)[0], &Said::COLUMNS, Cells::Safe, &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    assert_eq!(text.matches("verdict,correction,verdict_why\n").count(), 2);
    assert!(text.contains(r#",corrected,"{""status"":""claimed""}","Dorn says so,"#), "{text}");
    assert!(text.ends_with(",right,,\n"), "{text}");
    let json = serde_json::to_value(expelled(&store)).unwrap();
    assert_eq!(json["verdict"], "corrected");
    let columns: Vec<&str> = json.as_object().unwrap().keys().map(String::as_str).collect();
    assert!(columns.len() == EventRow::COLUMNS.len() && EventRow::COLUMNS.iter().all(|name| columns.contains(name)));
}

#[test]
fn layouts_of_others_have_decisions_after_their_own_columns() {
    let store = filled("layouts", false);
    for layout in [Layout::Phoenix, Layout::Icews, Layout::Gdelt, Layout::Polecat] {
        let written = |only_theirs: bool| {
            let mut out = Vec::new();
            store.export(layout, &Filter::default(), only_theirs, Cells::Safe, &mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        let columns = layout.columns(false);
        let place = columns.iter().position(|name| name == "hearsay_verdict").unwrap();
        let all = written(false);
        let row = all.lines().find(|line| line.contains("corrected")).unwrap();
        let cells: Vec<&str> = row.split('\t').collect();
        let decided = ["corrected", r#"{"status":"claimed"}"#, "Dorn says so, not the paper"];
        assert_eq!((cells.len(), &cells[place..]), (columns.len(), &decided[..]), "{layout:?}");
        assert!(!written(true).contains("corrected"), "{layout:?}");
    }
}

#[test]
fn web_annotations_and_claims_have_decisions_beside_the_reading() {
    let store = filled("linked", false);
    let event = annotation_of_event(&expelled(&store));
    assert_eq!(event["body"][0]["value"]["status"], "reported");
    assert_eq!(event["body"][1]["purpose"], "editing");
    assert_eq!(event["body"][1]["value"]["correction"]["status"], "claimed");
    let said = &statements(&store)[0];
    assert_eq!(annotation_of_statement(said)["body"][1]["value"]["verdict"], "right");
    assert_eq!(annotation_of_statement(said)["body"][1]["purpose"], "assessing");
    let properties = claim(said)["additionalProperty"].clone();
    assert!(
        properties.as_array().unwrap().iter().any(|one| one["name"] == "hearsay:verdict" && one["value"] == "right")
    );
    let other = events(&store).into_iter().find(|found| found.verdict.is_none()).unwrap();
    assert!(annotation_of_event(&other)["body"].is_object());
}

#[test]
fn brat_has_verdicts_as_attributes_and_corrections_as_notes() {
    let store = filled("brat", false);
    let lines = standoff(&record(false), &store.decisions("a").unwrap());
    let of =
        |words: &str| lines.lines().find(|line| line.contains(words)).unwrap_or_else(|| panic!("{words}: {lines}"));
    let event = of("\tDeed:").split('\t').next().unwrap();
    assert!(of("Verdict E1 right").starts_with('A'));
    assert!(of(&format!("Verdict {event} corrected")).starts_with('A'));
    assert_eq!(
        of("AnnotatorNotes"),
        format!("#1\tAnnotatorNotes {event}\tstatus: claimed; Dorn says so, not the paper")
    );
    assert!(of(&format!("Status {event}")).ends_with(" reported"));
    assert!(BRAT_CONFIG.contains("Verdict\tArg:<EVENT>, Value:right|corrected|rejected"));
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_has_decisions() {
    use hearsay_store::export::{events_to_parquet, statements_to_parquet};
    use parquet::file::reader::{FileReader as _, SerializedFileReader};
    let store = filled("parquet", false);
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("decided.parquet");
    let cell = |column: &str| -> Vec<String> {
        let reader = SerializedFileReader::new(std::fs::File::open(&path).unwrap()).unwrap();
        let value = |row: parquet::record::Row| {
            row.get_column_iter().find(|(name, _)| *name == column).map(|(_, value)| value.to_string()).unwrap()
        };
        reader.get_row_iter(None).unwrap().map(|row| value(row.unwrap())).collect()
    };
    events_to_parquet(&store, &Filter::default(), std::fs::File::create(&path).unwrap()).unwrap();
    assert_eq!(cell("verdict"), ["\"corrected\"", "null"]);
    assert!(cell("correction")[0].contains("claimed"));
    statements_to_parquet(&store, &SaidFilter::default(), std::fs::File::create(&path).unwrap()).unwrap();
    assert_eq!(cell("verdict"), ["\"right\""]);
}
