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
    let first = table.lines().next().unwrap();
    assert!(["WHEN", "WHO", "DEED", "WHOM", "FOOTING"].iter().all(|name| first.contains(name)), "{first}");
    assert!(table.contains("2011-02-01; l1#v1"), "{table}");
    let nobody = hearsay(&folder, &["find", "--store", "s", "--actor", "Nobody Known"]);
    assert_eq!(nobody.status.code(), Some(2));
    assert!(text(&nobody.stderr).contains("Nobody Known"));
}

#[test]
fn what_people_type_is_looked_for_and_nothing_found_is_said() {
    let folder = filled("typed", &[]);
    let ask = |args: &[&str]| {
        let mut asked = Command::new(env!("CARGO_BIN_EXE_hearsay"));
        let told = asked.args(args).current_dir(&folder).env("HEARSAY_STORE", "s").output().unwrap();
        (told.status.code().unwrap(), text(&told.stdout).lines().count(), text(&told.stderr))
    };
    // (asked, exit code, rows, on standard error)
    let table: &[(&[&str], i32, usize, &str)] = &[
        (&["find", "--words", "diplomats on Monday."], 0, 1, ""),
        (&["find", "--words", "Indian's"], 1, 0, "nothing found: --words Indian's"),
        (&["find", "--words", "U.S."], 1, 0, "nothing found: --words U.S."),
        (&["find", "--words", "suicide-bomber"], 1, 0, "nothing found: --words suicide-bomber"),
        (&["find", "--words", "diplo*"], 0, 1, ""),
        (&["find", "--words", "("], 2, 0, "`(` has no words to look for"),
        (&["find", "--words", "diplomats OR Tuesday"], 1, 0, "nothing found"),
        (&["find", "--fts", "--words", "diplomats OR Tuesday"], 0, 2, ""),
        (&["find", "--fts", "--words", "("], 2, 0, "cannot search for `(`"),
        (&["find", "--actor", "IND"], 0, 1, ""),
        (&["find", "--actor", "India"], 0, 1, "India: India (IND)"),
        (&["find", "--actor", "ind"], 2, 0, "did you mean IND (India)?"),
        (&["find", "--actor", "Pakisatn"], 2, 0, "did you mean Pakistan (PAK)?"),
        (&["find", "--actor", "Zimbabwe"], 1, 0, "Zimbabwe (ZWE) is in no article of the store"),
        (&["find", "--deed", "expell-envoy"], 2, 0, "did you mean expel-envoy?"),
        (&["find", "--deed", "expel-envoy"], 0, 1, ""),
        (&["find", "--deed", "99"], 2, 0, "`99` is no deed"),
        (
            &["find", "--actor", "CHN", "--from", "2003", "--until", "2004-06"],
            1,
            0,
            "--from 2003-01-01 --until 2004-06-30",
        ),
        (&["find", "--actor", "CHN", "--from", "2011"], 0, 1, ""),
        (&["find", "--from", "yesterday"], 2, 0, "write 2003, 2003-05 or 2003-05-17"),
        (&["who", "--about", "India", "--from", "2012"], 1, 0, "nothing found: --about India --from 2012-01-01"),
        (&["dyad", "CHN", "ARG"], 1, 0, "Argentina"),
        (&["show", "l1#v1"], 0, 6, ""),
        (&["show", "l1#v9"], 2, 0, "there is no v9"),
        (&["show", "nothing"], 1, 0, "no article of this store"),
    ];
    for (asked, code, rows, words) in table {
        let (is_code, is_rows, told) = ask(asked);
        assert_eq!(is_code, *code, "{asked:?}: {told}");
        assert!(told.contains(words) && (!words.is_empty() || told.is_empty()), "{asked:?}: {told}");
        assert!(is_rows == *rows || (*code == 0 && asked[0] == "show"), "{asked:?}: {is_rows} rows");
    }
}

#[test]
fn a_store_is_found_by_itself_where_a_folder_has_one() {
    let folder = filled("found_store", &[]);
    let none = hearsay(&folder, &["info"]);
    assert_eq!(none.status.code(), Some(2));
    assert!(text(&none.stderr).contains("this folder has no *.hearsay"), "{}", text(&none.stderr));
    fs::copy(folder.join("s"), folder.join("one.hearsay")).unwrap();
    let info = hearsay(&folder, &["info"]);
    assert!(info.status.success(), "{}", text(&info.stderr));
    let info = text(&info.stdout);
    assert!(info.contains("one.hearsay") && info.contains("articles    3\n") && info.contains("published"), "{info}");
    let json = hearsay(&folder, &["info", "--json"]);
    let json: Value = serde_json::from_str(&text(&json.stdout)).unwrap();
    assert_eq!(json["articles"], 3);
    fs::copy(folder.join("s"), folder.join("two.hearsay")).unwrap();
    let two = hearsay(&folder, &["info"]);
    assert!(text(&two.stderr).contains("one.hearsay, two.hearsay"), "{}", text(&two.stderr));
}

#[test]
fn relations_disputes_and_accusations_are_exported_with_where_they_stand() {
    let folder = filled("relations", &[]);
    let story = "Envoys go\n\nARLAND CITY, Jan. 6, 2011 - Relations between China and Japan are at their lowest point in a decade, \
        Chinese officials said. Japan accused China of spying on its envoys. China denied that it had spied on Japan.\n";
    fs::write(folder.join("story.txt"), story).unwrap();
    let added = hearsay(&folder, &["add", "story.txt", "--store", "s"]);
    assert!(added.status.success(), "{}", text(&added.stderr));
    let rows = |what: &str, more: &[&str]| -> Vec<Value> {
        let args = [&["export", "--store", "s", "--what", what, "--format", "jsonl"], more].concat();
        let out = hearsay(&folder, &args);
        assert!(out.status.success(), "{what}: {}", text(&out.stderr));
        text(&out.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    let stands = rows("assessments", &["--actor", "CHN"]);
    assert_eq!(
        (stands[0]["one_code"].clone(), stands[0]["other_code"].clone()),
        ("CHN".into(), "JPN".into()),
        "{stands:?}"
    );
    assert_eq!((stands[0]["file"].clone(), stands[0]["headline"].clone()), ("story.txt".into(), "Envoys go".into()));
    assert!(rows("assessments", &["--actor", "IND"]).is_empty());
    let accused = rows("accusations", &["--actor", "China"]);
    assert!(accused.iter().any(|row| row["accused"] == "China" && row["answer"] == "denied"), "{accused:?}");
    assert!(rows("disputes", &[]).iter().all(|row| row["about"].is_array() && row["headline"].is_string()));
    for what in ["assessments", "disputes", "accusations"] {
        let csv = hearsay(&folder, &["export", "--store", "s", "--what", what, "--format", "csv"]);
        assert!(text(&csv.stdout).starts_with("id,article,published,"), "{what}");
        let file = format!("{what}.parquet");
        let args = ["export", "--store", "s", "--what", what, "--format", "parquet", "--output", &file];
        assert!(hearsay(&folder, &args).status.success(), "{what}");
        assert!(fs::read(folder.join(&file)).unwrap().starts_with(b"PAR1"));
    }
    let events = rows("events", &[]);
    assert!(events.iter().all(|row| row["contexts"].is_array() && row.get("file").is_some()), "lists are lists");
    let parquet = ["export", "--store", "s", "--format", "parquet", "--output", "events.parquet"];
    assert!(hearsay(&folder, &parquet).status.success());
}

#[test]
fn a_figure_is_drawn_only_of_what_there_is() {
    let folder = filled("figures", &[]);
    let drawn = hearsay(&folder, &["dyad", "CHN", "JPN", "--store", "s", "--svg", "figure.svg"]);
    assert!(drawn.status.success(), "{}", text(&drawn.stderr));
    let figure = fs::read_to_string(folder.join("figure.svg")).unwrap();
    assert!(figure.contains("China (CHN)") && figure.contains("Japan (JPN)"), "{figure}");
    let none = hearsay(&folder, &["dyad", "CHN", "PAK", "--store", "s", "--svg", "none.svg"]);
    assert_eq!(none.status.code(), Some(1));
    assert!(text(&none.stderr).contains("nothing found: CHN and PAK; no figure is written"), "{}", text(&none.stderr));
    assert!(!folder.join("none.svg").exists());
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
