//! The command on a terminal: its width and colours, its progress, an interrupt.
#![cfg(target_os = "linux")]
#![allow(clippy::disallowed_methods, clippy::unwrap_used, missing_docs)]

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use pty_process::Size;
use pty_process::blocking;

const EXAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/2010-12-18-station-chief.txt");
const HEARSAY: &str = env!("CARGO_BIN_EXE_hearsay");

fn folder(test: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

/// What a terminal of so many columns shows, and how the command ended. Once `until` was seen, `typed` is typed.
fn on_terminal(
    folder: &Path,
    args: &[&str],
    columns: u16,
    env: &[(&str, &str)],
    typed: Option<(&str, &[u8])>,
) -> (String, ExitStatus) {
    let (mut terminal, other_end) = blocking::open().unwrap();
    terminal.resize(Size::new(40, columns)).unwrap();
    // What a shell starts in the background ignores interrupts, and so would all that the tests start.
    let mut command = blocking::Command::new("env").arg("--default-signal=INT").arg(HEARSAY);
    command = command.args(args).current_dir(folder);
    command = command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").env("TERM", "xterm-256color");
    for (name, value) in env {
        command = command.env(name, value);
    }
    let mut child = command.spawn(other_end).unwrap();
    let mut shown = Vec::new();
    let mut part = [0; 4096];
    let mut waiting = typed;
    // At its end a terminal gives an error instead of nothing.
    while let Ok(length) = terminal.read(&mut part) {
        if length == 0 {
            break;
        }
        shown.extend_from_slice(&part[..length]);
        if let Some((until, keys)) = waiting
            && String::from_utf8_lossy(&shown).contains(until)
        {
            terminal.write_all(keys).unwrap();
            waiting = None;
        }
    }
    (String::from_utf8_lossy(&shown).into_owned(), child.wait().unwrap())
}

/// Without colours, as rows.
fn rows(shown: &str) -> Vec<String> {
    let mut plain = String::new();
    for (at, part) in shown.split('\u{1b}').enumerate() {
        plain.push_str(if at == 0 { part } else { part.split_once('m').map_or("", |(_, rest)| rest) });
    }
    plain.lines().map(|row| row.trim_end_matches('\r').to_owned()).collect()
}

#[test]
fn a_digest_fills_the_terminal_and_is_coloured_there() {
    let folder = folder("width");
    for columns in [40, 60, 100, 140] {
        let (shown, ended) = on_terminal(&folder, &["read", EXAMPLE], columns, &[], None);
        assert!(ended.success(), "{shown}");
        assert!(shown.contains("\u{1b}[1m"), "bold: {shown}");
        let widest = rows(&shown).iter().map(|row| row.chars().count()).max().unwrap();
        let columns = usize::from(columns);
        assert!(widest <= columns && widest + 12 > columns, "{widest} of {columns}\n{shown}");
        assert!(rows(&shown).len() <= 62, "{shown}");
    }
}

#[test]
fn the_environment_decides_on_colours() {
    let folder = folder("colours");
    for env in [[("NO_COLOR", "1")], [("TERM", "dumb")]] {
        let (shown, _) = on_terminal(&folder, &["read", EXAMPLE], 80, &env, None);
        assert!(!shown.contains("\u{1b}["), "{env:?}: {shown}");
    }
    let piped = |name: &str, value: &str, more: &[&str]| {
        let mut command = Command::new(HEARSAY);
        command.args([&["read", EXAMPLE], more].concat()).env_remove("NO_COLOR").env(name, value);
        String::from_utf8(command.output().unwrap().stdout).unwrap().contains("\u{1b}[")
    };
    assert!(!piped("CLICOLOR", "1", &[]), "a pipe has no colours");
    assert!(piped("CLICOLOR_FORCE", "1", &[]), "unless they are forced");
    assert!(!piped("CLICOLOR_FORCE", "0", &[]));
    assert!(piped("NO_COLOR", "1", &["--color", "always"]), "what is asked for counts most");
}

/// Stories enough for some seconds.
fn many(folder: &Path, count: usize) {
    let line = |at: usize| {
        let day = 1 + at % 28;
        format!(
            "{{\"id\":\"m{at}\",\"date\":\"2011-01-{day:02}\",\"text\":\"Arland expelled {at} Breland diplomats on Monday. \
             Breland denied that they had spied, and its minister said that ties were at their worst since {at}.\"}}\n"
        )
    };
    fs::write(folder.join("many.jsonl"), (0..count).map(line).collect::<String>()).unwrap();
}

#[test]
fn progress_is_shown_on_a_terminal_and_never_in_a_pipe() {
    let folder = folder("progress");
    many(&folder, 600);
    let (shown, ended) = on_terminal(&folder, &["add", "many.jsonl", "--store", "s"], 100, &[], None);
    assert!(ended.success(), "{shown}");
    assert!(shown.contains(" articles, ") && shown.contains(" a second") && shown.contains(" left"), "{shown}");
    assert!(shown.contains("600 articles new"), "{shown}");
    let piped = Command::new(HEARSAY)
        .args(["add", "many.jsonl", "--store", "t"])
        .current_dir(&folder)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert_eq!(String::from_utf8(piped.stderr).unwrap(), "");
}

#[test]
fn an_interrupt_ends_at_once_and_leaves_a_sound_store() {
    let folder = folder("interrupt");
    many(&folder, 4000);
    let typed = Some((" a second", &b"\x03"[..]));
    let (shown, ended) = on_terminal(&folder, &["add", "many.jsonl", "--store", "s"], 100, &[], typed);
    assert!(!ended.success(), "{shown}");
    assert!(!shown.contains("4000 articles new"), "{shown}");
    let info = Command::new(HEARSAY).args(["info", "--store", "s"]).current_dir(&folder).output().unwrap();
    assert!(info.status.success(), "{}", String::from_utf8_lossy(&info.stderr));
}
