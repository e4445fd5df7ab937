//! A store on the command line: filled, filled again, asked, exported.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

const EXAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/2011-01-28-lahore-shooting.txt");

fn hearsay(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_hearsay")).args(args).current_dir(folder).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A folder with a store of one article and of two made-up lines.
fn filled(test: &str, options: &[&str]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    fs::write(
        folder.join("lines.jsonl"),
        "{\"id\": \"l1\", \"date\": \"2011-02-01\", \"text\": \"Pakistan expelled three Indian diplomats on Monday.\"}\n\
         {\"id\": \"l2\", \"date\": \"2011-02-02\", \"text\": \"China criticised Japan on Tuesday.\"}\n",
    )
    .unwrap();
    let args = [&["add", EXAMPLE, "lines.jsonl", "--store", "s"], options].concat();
    let added = hearsay(&folder, &args);
    assert!(added.status.success(), "{}", text(&added.stderr));
    assert!(text(&added.stdout).starts_with("3 articles new\n"), "{}", text(&added.stdout));
    folder
}

#[test]
fn an_article_added_twice_is_kept_once_and_a_bad_one_costs_a_line() {
    let folder = filled("added_twice", &[]);
    let again = hearsay(&folder, &["add", "lines.jsonl", "missing.txt", "--store", "s"]);
    assert_eq!(again.status.code(), Some(1));
    assert!(text(&again.stdout).starts_with("0 articles new, 2 known\n"), "{}", text(&again.stdout));
    assert!(text(&again.stderr).contains("missing.txt"), "{}", text(&again.stderr));
    assert_eq!(text(&again.stderr).lines().count(), 1);
}

#[test]
fn events_are_found_and_each_points_at_its_words() {
    let folder = filled("found", &[]);
    let found = hearsay(&folder, &["find", "--store", "s", "--source", "PAK", "--target", "IND"]);
    let rows: Vec<Value> = text(&found.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(rows.len(), 1, "{}", text(&found.stderr));
    assert_eq!(rows[0]["article"], "l1");
    assert_eq!(rows[0]["first_day"], "2011-01-31");
    assert_eq!(rows[0]["type"], "SANCTION");
    assert_eq!(rows[0]["sentence"], "Pakistan expelled three Indian diplomats on Monday.");
    let table = hearsay(&folder, &["find", "--store", "s", "--actor", "PAK", "--format", "table"]);
    let table = text(&table.stdout);
    assert!(table.lines().count() > 3 && table.lines().all(|line| line.chars().count() <= 80), "{table}");
    let nobody = hearsay(&folder, &["find", "--store", "s", "--actor", "Nobody Known"]);
    assert_eq!(nobody.status.code(), Some(2));
    assert!(text(&nobody.stderr).contains("Nobody Known"));
}

#[test]
fn who_says_so_is_told_with_footing() {
    let folder = filled("told", &[]);
    let who = hearsay(&folder, &["who", "--store", "s", "--about", "PAK", "--format", "csv"]);
    let who = text(&who.stdout);
    assert!(who.starts_with("id,article,statement,published,speaker,"), "{who}");
    assert!(who.lines().count() > 2, "{who}");
}

#[test]
fn exports_have_a_line_for_each_event() {
    let folder = filled("exported", &[]);
    let lines = |format: &str, more: &[&str]| -> Vec<String> {
        let args = [&["export", "--store", "s", "--format", format], more].concat();
        let out = hearsay(&folder, &args);
        assert!(out.status.success(), "{format}: {}", text(&out.stderr));
        text(&out.stdout).lines().map(str::to_owned).collect()
    };
    let rows = lines("jsonl", &[]);
    let events = rows.len();
    // GDELT has no event without a day.
    let dated = rows.iter().filter(|row| !row.contains("\"first_day\":null")).count();
    assert!(events > 3 && dated > 3);
    assert_eq!(lines("annotations", &[]).len(), events);
    for (format, columns, header) in [("gdelt", 61, 0), ("phoenix", 26, 0), ("icews", 20, 1), ("polecat", 40, 1)] {
        let theirs = lines(format, &["--only-theirs"]);
        let told = if format == "gdelt" { dated } else { events };
        assert_eq!(theirs.len(), told + header, "{format}");
        assert!(theirs.iter().all(|line| line.split('\t').count() == columns), "{format}");
        assert!(lines(format, &[]).iter().all(|line| line.split('\t').count() == columns + 23), "{format}");
    }
    let brat = hearsay(&folder, &["export", "--store", "s", "--format", "brat", "--output", "brat"]);
    assert!(brat.status.success(), "{}", text(&brat.stderr));
    let line = fs::read_to_string(folder.join("brat/l2.ann")).unwrap();
    assert!(line.contains("\tDeed 6 16\tcriticised\n"), "{line}");
}

#[test]
fn a_store_without_texts_is_read_again_from_its_files() {
    let folder = filled("without_texts", &["--no-text"]);
    let alone = hearsay(&folder, &["reread", "--all", "--store", "s"]);
    assert_eq!(alone.status.code(), Some(1));
    assert!(text(&alone.stderr).contains("hearsay reread PATH"), "{}", text(&alone.stderr));
    let given = hearsay(&folder, &["reread", "--all", "lines.jsonl", "--store", "s"]);
    assert!(text(&given.stdout).starts_with("0 articles new, 2 read again\n"), "{}", text(&given.stdout));
}

#[test]
fn reading_again_gives_the_same_store() {
    let folder = filled("again", &[]);
    let events = |folder: &Path| text(&hearsay(folder, &["export", "--store", "s", "--format", "csv"]).stdout);
    let before = events(&folder);
    let again = hearsay(&folder, &["reread", "--all", "--store", "s"]);
    assert!(text(&again.stdout).starts_with("0 articles new, 3 read again\n"), "{}", text(&again.stdout));
    assert_eq!(events(&folder), before);
}
