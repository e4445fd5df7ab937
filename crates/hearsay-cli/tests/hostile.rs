//! Input that nobody means well: one bad page costs one line, nothing is lost to it, nothing is overwritten, all of it ends.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, missing_docs)]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;

const HOSTILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/hostile");

/// A folder of one test, empty at its start.
fn folder(test: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile").join(test);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

fn hearsay(folder: &Path, args: &[&str]) -> Output {
    fed(folder, args, Stdio::null())
}

/// Nothing here takes a minute; what never ends is stopped and fails.
fn fed(folder: &Path, args: &[&str], input: Stdio) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_hearsay"))
        .args(args)
        .current_dir(folder)
        .stdin(input)
        .stdout(fs::File::create(folder.join(".out")).unwrap())
        .stderr(fs::File::create(folder.join(".err")).unwrap())
        .spawn()
        .unwrap();
    let started = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if started.elapsed() > Duration::from_secs(120) {
            child.kill().unwrap();
            panic!("{args:?} does not end");
        }
        std::thread::sleep(Duration::from_millis(10));
    };
    let read = |name: &str| fs::read(folder.join(name)).unwrap();
    Output { status, stdout: read(".out"), stderr: read(".err") }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn hostile(name: &str) -> String {
    format!("{HOSTILE}/{name}")
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn line(id: &str, words: &str) -> String {
    serde_json::json!({"id": id, "date": "2011-02-01", "text": words}).to_string() + "\n"
}

#[test]
fn pages_that_broke_the_page_work_are_read_beside_good_ones() {
    let folder = folder("pages");
    let good: String = (0..5)
        .map(|number| line(&format!("l{number}"), &format!("France thanked Germany in case {number}.")))
        .collect();
    fs::write(folder.join("good.jsonl"), good).unwrap();
    let bad: Vec<String> = ["comment-paragraph.html", "comment-list.html", "numbers-say.txt"].map(hostile).to_vec();
    let added = hearsay(&folder, &["add", "good.jsonl", &bad[0], &bad[1], &bad[2], "--store", "s"]);
    assert!(text(&added.stdout).starts_with("8 articles new\n"), "{}{}", text(&added.stdout), text(&added.stderr));
    let page = hearsay(&folder, &["page", &bad[1], "--format", "json"]);
    let page: serde_json::Value = serde_json::from_slice(&page.stdout).unwrap();
    assert_eq!(page["article"]["comments"][0]["author"], "Oda Lund");
}

#[cfg(unix)]
#[test]
fn folders_in_a_circle_pipes_and_devices_end() {
    let folder = folder("circle");
    let inside = folder.join("in");
    fs::create_dir_all(inside.join("deep")).unwrap();
    fs::write(inside.join("one.txt"), "France thanked Germany.").unwrap();
    fs::write(inside.join("deep/two.txt"), "France thanked Spain.").unwrap();
    for link in ["a", "b", "deep/c"] {
        std::os::unix::fs::symlink(&inside, inside.join(link)).unwrap();
    }
    let pages = hearsay(&folder, &["page", "in", "--format", "json"]);
    assert_eq!(text(&pages.stdout).lines().count(), 2, "{}{}", text(&pages.stdout), text(&pages.stderr));
    assert!(text(&pages.stdout).contains("\"file\":\"in/deep/two.txt\""), "{}", text(&pages.stdout));

    assert!(Command::new("mkfifo").arg(inside.join("pipe")).status().unwrap().success());
    for (args, words) in [
        (["page", "in/pipe"], "in/pipe: this is no file but a pipe or a device"),
        (["page", "/dev/zero"], "/dev/zero: this is no file but a pipe or a device"),
        (["read", "/dev/zero"], "/dev/zero: this is no file but a pipe or a device"),
    ] {
        let refused = hearsay(&folder, &args);
        assert_eq!(refused.status.code(), Some(1), "{args:?}");
        assert!(text(&refused.stderr).contains(words), "{}", text(&refused.stderr));
    }
    // The rest of the folder is read all the same.
    assert_eq!(text(&hearsay(&folder, &["page", "in", "--format", "json"]).stdout).lines().count(), 2);
    let zeros = fs::File::open("/dev/zero").unwrap();
    let endless = fed(&folder, &["page", "-"], zeros.into());
    assert!(text(&endless.stderr).contains("more than 67108864 bytes in one page"), "{}", text(&endless.stderr));
    let actors = hearsay(&folder, &["read", "in/one.txt", "--actors", "/dev/zero"]);
    assert_eq!(actors.status.code(), Some(2));
}

#[test]
fn bombs_are_refused_before_they_are_looked_at() {
    let folder = folder("bombs");
    fs::write(folder.join("text.gz"), gzip(&b"Arland left. ".repeat(10 << 20))).unwrap();
    fs::write(folder.join("long.gz"), gzip(&b"Arland left. ".repeat(1 << 20))).unwrap();
    let started = Instant::now();
    let bombs = hearsay(&folder, &["read", "text.gz", "long.gz"]);
    assert!(started.elapsed() < Duration::from_secs(60));
    let told = text(&bombs.stderr);
    assert!(told.contains("text.gz: more than 67108864 bytes in one page"), "{told}");
    assert!(told.contains("long.gz: its text has 13631488 bytes, more than the 10485760"), "{told}");
    assert_eq!(told.lines().count(), 2);
}

#[test]
fn what_a_damaged_archive_still_holds_is_read() {
    let folder = folder("damaged");
    let pile: String = (0..1_000_u64)
        .map(|number| {
            line(
                &format!("l{number}"),
                &format!("France thanked Germany in case {}.", number.wrapping_mul(0x9e37_79b9_7f4a_7c15)),
            )
        })
        .collect();
    let packed = gzip(pile.as_bytes());
    let pages = |bytes: &[u8]| {
        fs::write(folder.join("pile.gz"), bytes).unwrap();
        hearsay(&folder, &["page", "pile.gz", "--format", "json"])
    };
    let cut = pages(&packed[..packed.len() / 10 * 9]);
    assert_eq!(cut.status.code(), Some(1));
    assert!(text(&cut.stdout).lines().count() > 800, "{}", text(&cut.stdout).lines().count());
    assert_eq!(text(&cut.stderr), "hearsay: pile.gz: it cannot be read to its end: the gzip data is cut off\n");
    for tail in [&[0; 1024][..], b"<html>not found</html>"] {
        let padded = pages(&[&packed[..], tail].concat());
        assert_eq!(
            (padded.status.code(), text(&padded.stdout).lines().count()),
            (Some(0), 1_000),
            "{}",
            text(&padded.stderr)
        );
    }
}

#[test]
fn no_output_takes_the_place_of_a_store() {
    let folder = folder("overwrite");
    fs::write(folder.join("l.jsonl"), line("l1", "France thanked Germany.")).unwrap();
    assert!(hearsay(&folder, &["add", "l.jsonl", "--store", "s"]).status.success());
    assert!(hearsay(&folder, &["add", "l.jsonl", "--store", "other"]).status.success());
    fs::hard_link(folder.join("s"), folder.join("linked")).unwrap();
    let before = fs::read(folder.join("s")).unwrap();
    for target in ["s", "./s", "other", "linked", "s-wal", "s-shm"] {
        for args in [
            ["dyad", "FRA", "DEU", "--store", "s", "--svg", target].as_slice(),
            &["export", "--format", "csv", "--store", "s", "--output", target],
            &["export", "--format", "parquet", "--store", "s", "--output", target],
        ] {
            let refused = hearsay(&folder, args);
            assert_eq!(refused.status.code(), Some(2), "{args:?}");
            assert!(text(&refused.stderr).contains("there is a store; give another name"), "{}", text(&refused.stderr));
        }
    }
    assert_eq!(fs::read(folder.join("s")).unwrap(), before);
    // A file that cannot be finished leaves the one before as it was, and nothing beside it.
    fs::write(folder.join("rows.csv"), "as it was").unwrap();
    assert_eq!(
        hearsay(&folder, &["export", "--format", "claims", "--deed", "x", "--store", "s", "--output", "rows.csv"])
            .status
            .code(),
        Some(2)
    );
    assert_eq!(fs::read_to_string(folder.join("rows.csv")).unwrap(), "as it was");
    assert!(fs::read_dir(&folder).unwrap().all(|file| !file.unwrap().file_name().to_string_lossy().ends_with(".part")));
    assert!(hearsay(&folder, &["export", "--format", "csv", "--store", "s", "--output", "rows.csv"]).status.success());
    assert!(fs::read_to_string(folder.join("rows.csv")).unwrap().contains("France thanked Germany."));
}

#[test]
fn nothing_steers_the_terminal() {
    let folder = folder("steers");
    let steers = hostile("steers.txt");
    let name = "it\u{1b}[31m.txt";
    fs::copy(&steers, folder.join(name)).unwrap();
    assert!(hearsay(&folder, &["add", name, "--store", "s"]).status.success());
    let missing = "gone\u{1b}]0;x\u{7}\u{202e}.txt";
    for args in [
        ["page", name].as_slice(),
        &["read", name],
        &["parse", name],
        &["find", "--store", "s", "--format", "table", "--limit", "0"],
        &[
            "who",
            "--store",
            "s",
            "--level",
            "named,spokesperson,institution,anonymous,collective,unattributed",
            "--format",
            "table",
        ],
        &["read", missing],
        &["find", "--store", missing],
        &["explain", missing],
    ] {
        let told = hearsay(&folder, args);
        for bytes in [&told.stdout, &told.stderr] {
            let told = text(bytes);
            let steers = |letter: &char| {
                letter.is_control() && !matches!(letter, '\n' | '\t')
                    || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            };
            assert_eq!(told.chars().find(steers), None, "{args:?}: {told:?}");
        }
    }
    // Programs get the text as it is.
    let json = hearsay(&folder, &["page", name, "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(json["text"], fs::read_to_string(steers).unwrap());
}

#[test]
fn cells_hold_no_formulas_and_no_zeros_unless_asked() {
    let folder = folder("cells");
    let added = hearsay(&folder, &["add", &hostile("cells.jsonl"), "--store", "s"]);
    assert!(added.status.success(), "{}", text(&added.stderr));
    let export = |format: &str, more: &[&str]| {
        let told = hearsay(&folder, &[&["export", "--store", "s", "--format", format], more].concat());
        assert!(told.status.success(), "{}", text(&told.stderr));
        text(&told.stdout)
    };
    let safe = export("csv", &[]);
    assert!(safe.contains("\"'=HYPERLINK(\"\"http://a.example\"\")\"") && safe.contains(",'@Gazette,"), "{safe}");
    // A number may well be less than nothing.
    assert!(safe.contains(",-2.0,") && safe.contains(",---CVL,") && !safe.contains('\0'), "{safe}");
    let raw = export("csv", &["--raw"]);
    assert!(raw.contains("\"=HYPERLINK(") && raw.contains('\0'), "{raw}");
    let found = text(&hearsay(&folder, &["find", "--store", "s", "--format", "csv"]).stdout);
    assert!(found.contains("\"'=HYPERLINK(") && !found.contains('\0'), "{found}");
    for format in ["phoenix", "icews", "gdelt", "polecat"] {
        assert!(!export(format, &[]).contains('\0') && export(format, &["--raw"]).contains('\0'), "{format}");
    }
}

#[test]
fn every_article_has_a_file_of_its_own_for_brat() {
    let folder = folder("brat");
    assert!(hearsay(&folder, &["add", &hostile("ids.jsonl"), "--store", "s"]).status.success());
    let brat = hearsay(&folder, &["export", "--store", "s", "--format", "brat", "--output", "corpus"]);
    assert!(brat.status.success(), "{}", text(&brat.stderr));
    let mut texts: Vec<String> = fs::read_dir(folder.join("corpus"))
        .unwrap()
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "txt"))
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    texts.sort();
    assert_eq!(texts, (0..8).map(|number| format!("France thanked Germany in case {number}.")).collect::<Vec<_>>());
}

#[test]
fn options_that_mean_nothing_are_refused() {
    let folder = folder("options");
    for args in [
        ["find", "--store", "s", "--confidence", "NaN"].as_slice(),
        &["find", "--store", "s", "--confidence", "1.5"],
        &["dyad", "USA", "PAK", "--store", "s", "--confidence", "nan"],
        &["export", "--store", "s", "--format", "csv", "--confidence=-1"],
        &["page", "--jobs", "65535", "x"],
        &["page", "--jobs", "0", "x"],
    ] {
        let refused = hearsay(&folder, args);
        assert_eq!(refused.status.code(), Some(2), "{args:?}");
        assert!(text(&refused.stderr).contains("invalid value"), "{}", text(&refused.stderr));
    }
    fs::write(folder.join("l.jsonl"), line("l1", "France thanked Germany.")).unwrap();
    for store in [":memory:", "file:x?mode=memory", "FILE::memory:"] {
        let refused = hearsay(&folder, &["add", "l.jsonl", "--store", store]);
        assert_eq!(refused.status.code(), Some(2), "{store}");
        assert!(text(&refused.stderr).contains("is no file; a store is kept in one"), "{}", text(&refused.stderr));
    }
}

#[test]
fn errors_of_a_store_name_it_once() {
    let folder = folder("named");
    fs::write(folder.join("page.html"), "<html>".repeat(2_000)).unwrap();
    fs::write(folder.join("l.jsonl"), line("l1", "France thanked Germany.")).unwrap();
    assert!(hearsay(&folder, &["add", "l.jsonl", "--store", "whole.store"]).status.success());
    let mut bytes = fs::read(folder.join("whole.store")).unwrap();
    // What a disk gives back that has lost a block.
    for page in bytes.chunks_mut(16_384).skip(6).step_by(3) {
        page[4_096..8_192].fill(0);
        page[12_288..].fill(0);
    }
    fs::write(folder.join("zeroed.store"), &bytes).unwrap();
    fs::create_dir(folder.join("folder.store")).unwrap();
    for store in ["page.html", "zeroed.store", "folder.store", "no/such/place.store"] {
        for args in [["find", "--store", store].as_slice(), &["add", "l.jsonl", "--store", store]] {
            let refused = hearsay(&folder, args);
            let told = text(&refused.stderr);
            assert_eq!((refused.status.code(), text(&refused.stdout).as_str()), (Some(2), ""), "{args:?}: {told}");
            let hint = usize::from(told.contains("makes one"));
            assert_eq!((told.matches(store).count(), told.lines().count()), (1 + hint, 1), "{args:?}: {told}");
        }
    }
}

/// As somebody who may not write there: root may write anywhere.
#[cfg(unix)]
#[test]
fn a_store_that_cannot_be_written_can_be_asked() {
    use std::os::unix::fs::PermissionsExt as _;
    use std::os::unix::process::CommandExt as _;

    let folder = std::env::temp_dir().join(format!("hearsay-readonly-{}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("l.jsonl"), line("l1", "France thanked Germany.")).unwrap();
    assert!(hearsay(&folder, &["add", "l.jsonl", "--store", "a store?#%.hearsay"]).status.success());
    let copy = folder.join("hearsay");
    fs::copy(env!("CARGO_BIN_EXE_hearsay"), &copy).unwrap();
    let is_root = fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0);
    for (path, mode) in [("a store?#%.hearsay", 0o444), (".", 0o555)] {
        fs::set_permissions(folder.join(path), fs::Permissions::from_mode(mode)).unwrap();
    }
    let mut command = Command::new(&copy);
    command.args(["find", "--store", "a store?#%.hearsay", "--format", "jsonl"]).current_dir(&folder);
    if is_root {
        command.uid(65_534);
    }
    let told = command.output().unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
    let _ = fs::remove_dir_all(&folder);
    assert!(told.status.success(), "{}", text(&told.stderr));
    assert_eq!(text(&told.stdout).lines().count(), 1);
}
