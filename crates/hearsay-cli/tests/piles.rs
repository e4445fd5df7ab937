//! Piles through the command: errors in a file, summaries, shards that go on, stories, watching.
#![cfg(unix)]
#![allow(clippy::disallowed_methods, clippy::unwrap_used, missing_docs)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

fn folder(test: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("piles").join(test);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

fn hearsay(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hearsay"));
    command.args(args).current_dir(folder).stdin(Stdio::null()).env_remove("HEARSAY_STORE").output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn line(number: usize) -> String {
    let who = ["France", "China", "India"][number % 3];
    format!(
        "{{\"id\": \"a{number}\", \"date\": \"2011-01-06\", \"text\": \"{who} expelled {number} diplomats of Spain on Monday.\"}}\n"
    )
}

#[test]
fn what_could_not_be_read_is_in_the_file_and_summed_up() {
    let folder = folder("errors");
    let pile = line(1) + "{\"id\": \"b\"}\n" + &line(2) + "nonsense\n";
    fs::write(folder.join("pile.jsonl"), pile).unwrap();
    let read = hearsay(&folder, &["page", "pile.jsonl", "--format", "json", "--errors", "errors.jsonl"]);
    assert_eq!((read.status.code(), text(&read.stdout).lines().count()), (Some(1), 2));
    assert_eq!(text(&read.stderr), "hearsay: 2 of 4 pieces read; 2 not: 1 damaged, 1 without article text\n");
    let errors: Vec<Value> = fs::read_to_string(folder.join("errors.jsonl"))
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(errors[0]["error"], "line 2: article `b` has no `text` or `html`");
    assert_eq!(
        (&errors[1]["file"], &errors[1]["place"], &errors[1]["kind"]),
        (&"pile.jsonl".into(), &"line 4".into(), &"damaged".into())
    );
    let refused = hearsay(&folder, &["page", "pile.jsonl", "--errors", "nowhere/errors.jsonl"]);
    assert_eq!(refused.status.code(), Some(2));
}

#[test]
fn patterns_are_names_of_files() {
    let folder = folder("patterns");
    fs::write(folder.join("a.jsonl"), line(1)).unwrap();
    fs::write(folder.join("b.jsonl"), line(2)).unwrap();
    let read = hearsay(&folder, &["page", "[ab].jsonl", "--format", "json"]);
    assert_eq!(text(&read.stdout).lines().count(), 2);
    let read = hearsay(&folder, &["page", "*.xml"]);
    assert_eq!(text(&read.stderr), "hearsay: *.xml: no file has such a name\n");
}

/// The records of all shards, in order.
fn shards(folder: &Path) -> Vec<u8> {
    let mut parts: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    parts.retain(|path| path.file_name().unwrap().to_string_lossy().starts_with("part-"));
    parts.sort();
    parts.iter().flat_map(|path| fs::read(path).unwrap()).collect()
}

#[test]
fn shards_go_on_where_they_were() {
    let folder = folder("shards");
    let pile: String = (0..25).map(|number| if number == 7 { "{}\n".to_owned() } else { line(number) }).collect();
    fs::write(folder.join("pile.jsonl"), pile).unwrap();
    let whole = hearsay(&folder, &["read", "--format", "json", "pile.jsonl"]);
    let all = ["read", "pile.jsonl", "--out", "out", "--shard", "10"];
    let first = hearsay(&folder, &all);
    assert_eq!(first.status.code(), Some(1));
    assert!(
        text(&first.stderr).ends_with("hearsay: 3 shards: 24 of 25 pieces read; 1 not: 1 without article text\n"),
        "{}",
        text(&first.stderr)
    );
    assert_eq!(shards(&folder.join("out")), whole.stdout);
    // As a run that was killed leaves it: the second shard on its way, the third not begun, no summary.
    for gone in ["part-00001.jsonl", "part-00002.jsonl", "summary.json"] {
        fs::remove_file(folder.join("out").join(gone)).unwrap();
    }
    fs::write(folder.join("out/.part-00001.jsonl.1.part"), "{\"torn").unwrap();
    let second = hearsay(&folder, &all);
    assert!(text(&second.stderr).starts_with("hearsay: out: going on after 10 pieces\n"), "{}", text(&second.stderr));
    assert!(text(&second.stderr).ends_with("24 of 25 pieces read; 1 not: 1 without article text\n"));
    assert_eq!(shards(&folder.join("out")), whole.stdout);
    assert!(!folder.join("out/.part-00001.jsonl.1.part").exists());
    let third = hearsay(&folder, &all);
    assert_eq!((third.status.code(), text(&third.stderr)), (Some(0), "hearsay: out: all of it is there\n".to_owned()));
    fs::write(folder.join("pile.jsonl"), line(3)).unwrap();
    let other = hearsay(&folder, &all);
    assert_eq!(other.status.code(), Some(2));
    assert_eq!(text(&other.stderr), "hearsay: out: there is another run, of other inputs; name an empty folder\n");
    fs::create_dir(folder.join("mine")).unwrap();
    fs::write(folder.join("mine/letter.txt"), "mine").unwrap();
    let mine = hearsay(&folder, &["read", "pile.jsonl", "--out", "mine"]);
    assert_eq!(text(&mine.stderr), "hearsay: mine: this folder has files of others; name an empty one\n");
    #[cfg(feature = "parquet")]
    {
        assert!(hearsay(&folder, &["read", "pile.jsonl", "--out", "p", "--shards", "parquet"]).status.success());
        // It is read again as any Parquet file is.
        let again = hearsay(&folder, &["page", "p/part-00000.parquet", "--columns", "text=headline,id=article"]);
        assert!(text(&again.stderr).contains("row 1: the row has no text"), "{}", text(&again.stderr));
        let again = hearsay(&folder, &["page", "p/part-00000.parquet", "--columns", "text=record", "--format", "json"]);
        assert_eq!(text(&again.stdout).lines().count(), 1, "{}", text(&again.stderr));
    }
}

const LONG: &str = "Breland expelled three envoys of Arland on Monday after a court in the capital found that they had paid clerks of the \
    ministry for lists of names and plans of bridges. Anna Dorn, the foreign minister, said that the envoys had two days to leave. \
    Arland denied that it had paid anybody, and said that it would answer in kind within the week.";

#[test]
fn a_story_has_its_versions_and_what_changed() {
    let folder = folder("story");
    let article = |id: &str, day: &str, paper: &str, text: &str| {
        serde_json::json!({"id": id, "date": day, "publisher": paper, "text": text, "url": format!("https://{paper}.example/1")}).to_string() + "\n"
    };
    let later = LONG
        .replace("had two days to leave", "had one day to leave")
        .replace("Arland denied that it had paid anybody, and said", "Arland said");
    let pile = article("a", "2011-01-03", "Times", LONG)
        + &article("b", "2011-01-04", "Herald", &format!("From our wires. {LONG}"))
        + &article("c", "2011-01-05", "Times", &later)
        + &article("d", "2011-01-06", "Post", LONG)
        + &article("e", "2011-01-06", "Post2", "Cerland signed a trade agreement with Dorland on Tuesday.");
    fs::write(folder.join("pile.jsonl"), pile).unwrap();
    assert!(hearsay(&folder, &["add", "pile.jsonl", "--store", "s"]).status.success());
    let story = hearsay(&folder, &["story", "c", "--store", "s", "--json"]);
    let story: Value = serde_json::from_slice(&story.stdout).unwrap();
    let kinds: Vec<(&str, Option<&str>)> = story["versions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|version| (version["article"].as_str().unwrap(), version["kind"].as_str()))
        .collect();
    assert_eq!(kinds, [("a", None), ("b", Some("near")), ("c", Some("version")), ("d", Some("same"))]);
    let changes = story["versions"][2]["changes"].to_string();
    assert!(changes.contains("one day to leave") && changes.contains("two days to leave"), "{changes}");
    let words = text(&hearsay(&folder, &["story", "a", "--store", "s"]).stdout);
    assert!(words.starts_with("4 tellings of one story\n") && words.contains("the same words; d"), "{words}");
    let alone = text(&hearsay(&folder, &["story", "e", "--store", "s"]).stdout);
    assert!(alone.starts_with("1 telling of one story\n"), "{alone}");
    let nobody = hearsay(&folder, &["story", "zz", "--store", "s"]);
    assert_eq!(nobody.status.code(), Some(1));
}

#[test]
fn what_appears_is_added() {
    let folder = folder("watch");
    fs::create_dir(folder.join("in")).unwrap();
    fs::write(folder.join("in/one.jsonl"), line(1) + &line(2)).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_hearsay"));
    command
        .args(["watch", "in", "--store", "s", "--every", "1", "--idle", "4"])
        .current_dir(&folder)
        .stdout(Stdio::piped());
    let watching = command.stderr(Stdio::piped()).env_remove("HEARSAY_STORE").spawn().unwrap();
    std::thread::sleep(std::time::Duration::from_secs(2));
    fs::write(folder.join("in/two.jsonl"), line(2) + &line(3)).unwrap();
    let watched = watching.wait_with_output().unwrap();
    assert!(watched.status.success(), "{}", text(&watched.stderr));
    let told = text(&watched.stdout);
    let new: u64 = told.lines().filter_map(|line| line.split(' ').next()?.parse::<u64>().ok()).sum();
    assert_eq!(new, 3, "{told}");
}

#[test]
fn a_watch_writes_no_errors_over_a_store() {
    let folder = folder("watch-errors");
    fs::write(folder.join("one.jsonl"), line(1)).unwrap();
    assert!(hearsay(&folder, &["add", "one.jsonl", "--store", "s.hearsay"]).status.success());
    let before = fs::read(folder.join("s.hearsay")).unwrap();
    let args = ["watch", "one.jsonl", "--store", "s.hearsay", "--errors", "s.hearsay", "--idle", "1", "--every", "1"];
    let refused = hearsay(&folder, &args);
    assert_eq!(refused.status.code(), Some(2), "{}", text(&refused.stderr));
    assert!(fs::read(folder.join("s.hearsay")).unwrap() == before);
}
