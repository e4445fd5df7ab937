//! A relation drawn from articles: the twelve examples tell a story whose low and whose end a reader would agree with.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

const EXAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples");

fn hearsay(args: &[&str]) -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_hearsay")).args(args).output().unwrap();
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    output
}

fn text(output: Output) -> String {
    String::from_utf8(output.stdout).unwrap()
}

/// A store of the examples, made anew.
fn store(test: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join("examples.hearsay");
    hearsay(&["add", EXAMPLES, "--store", path.to_str().unwrap()]);
    path
}

#[test]
fn the_examples_fall_to_a_low_in_2011_and_recover_in_july_2012() {
    let path = store("dyad");
    let file = path.to_str().unwrap();
    let page = text(hearsay(&["dyad", "USA", "PAK", "--store", file, "--by", "quarter", "--format", "json"]));
    let page: Value = serde_json::from_str(&page).unwrap();
    let bins = page["series"]["bins"].as_array().unwrap();
    let balance = |at: usize| bins[at]["balance"].as_f64().unwrap();
    let lowest = (0..bins.len()).min_by(|&one, &other| balance(one).total_cmp(&balance(other))).unwrap();
    let first = bins[lowest]["days"][0].as_str().unwrap();
    assert!(first.starts_with("2011"), "the lowest quarter begins on {first}");
    // The roads are reopened in the last quarter of the twelve articles, and nothing but good is told of it.
    let last = bins.len() - 1;
    assert_eq!(bins[last]["days"][0], "2012-07-01");
    assert!(balance(last) > 0.0 && balance(lowest) < -3.0, "{} and {}", balance(last), balance(lowest));
    // Every deed is one step from its words.
    let events = page["events"].as_array().unwrap();
    for deed in page["series"]["deeds"].as_array().unwrap() {
        for id in deed["events"].as_array().unwrap() {
            let event = events.iter().find(|event| event["id"] == *id).unwrap();
            assert!(!event["sentence"].as_str().unwrap().is_empty());
        }
    }

    // The same question has the same answer, to the byte; a drawing has 80 columns; a figure is written.
    let figure = path.with_file_name("figure.svg");
    let draw = || text(hearsay(&["dyad", "USA", "PAK", "--store", file, "--svg", figure.to_str().unwrap()]));
    let drawing = draw();
    assert_eq!(drawing, draw());
    assert!(drawing.lines().all(|line| line.chars().count() <= 80), "{drawing}");
    assert!(drawing.contains("against") && drawing.contains("2011"), "{drawing}");
    assert!(fs::read_to_string(figure).unwrap().starts_with("<svg "));
    let table = text(hearsay(&["dyad", "USA", "PAK", "--store", file, "--format", "csv"]));
    assert!(table.starts_with("first,last,articles,balance,") && table.lines().count() > 2);

    // What is said with an allegation is left out, and asked for with it.
    let deeds = |status: &str| {
        let page = text(hearsay(&["dyad", "USA", "PAK", "--store", file, "--status", status, "--format", "json"]));
        let page: Value = serde_json::from_str(&page).unwrap();
        page["series"]["deeds"].as_array().unwrap().len()
    };
    assert!(deeds("reported") < deeds("reported,claimed"));
    assert!(deeds("reported,claimed") <= deeds("reported,claimed,alleged,possible,future"));
}

#[test]
fn a_wrong_question_is_answered_with_what_there_is() {
    let path = store("dyad-wrong");
    let asked = ["dyad", "USA", "PAK", "--store", path.to_str().unwrap(), "--status", "true"];
    let output = Command::new(env!("CARGO_BIN_EXE_hearsay")).args(asked).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("reported, claimed, alleged"));
    let asked = ["dyad", "USA", "Atlantis", "--store", path.to_str().unwrap()];
    let output = Command::new(env!("CARGO_BIN_EXE_hearsay")).args(asked).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("Atlantis"));
}
