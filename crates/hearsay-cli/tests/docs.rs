//! Every command line of README.md and docs/guide runs, and prints what the page says.
//!
//! A fence of `console` holds commands after `$ ` and what they print, both streams together. A line `...` stands for any
//! lines, `[..]` for any words; `[2]` at the end is an exit code. Commands of one page share a folder, which holds the
//! repository's `examples` and `docs`. Fences of other languages are not run: `sh` is for building and testing hearsay.
//!
//! `UPDATE_EXPECT=1` writes into the pages what the commands print now, as many lines of it as before a `...`.
#![cfg(unix)]
#![allow(clippy::disallowed_methods, clippy::unwrap_used, missing_docs)]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    fs::canonicalize(Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")).unwrap()
}

/// A command with what the page says that it prints.
struct Step {
    /// The number of its line, from 1.
    line: usize,
    command: String,
    printed: Vec<String>,
    code: i32,
}

fn steps(page: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut inside = false;
    for (at, line) in page.lines().enumerate() {
        match (inside, line) {
            (false, "```console") => inside = true,
            (true, "```") => inside = false,
            (true, line) if line.starts_with("$ ") => {
                let command = line[2..].to_owned();
                steps.push(Step { line: at + 1, command, printed: Vec::new(), code: 0 });
            }
            (true, line) => {
                let step = steps.last_mut().expect("a console begins with a command");
                let code =
                    line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).and_then(|code| code.parse().ok());
                match code {
                    Some(code) => step.code = code,
                    None => step.printed.push(line.to_owned()),
                }
            }
            _ => {}
        }
    }
    steps
}

/// Whether the lines are as the page says.
fn fits(said: &[String], printed: &[&str]) -> bool {
    match said.split_first() {
        None => printed.is_empty(),
        Some((line, rest)) if line == "..." => (0..=printed.len()).any(|from| fits(rest, &printed[from..])),
        Some((line, rest)) => {
            printed.split_first().is_some_and(|(here, others)| line_fits(line, here) && fits(rest, others))
        }
    }
}

fn line_fits(said: &str, printed: &str) -> bool {
    let mut parts = said.trim_end().split("[..]");
    let printed = printed.trim_end();
    let first = parts.next().unwrap_or("");
    let Some(mut rest) = printed.strip_prefix(first) else { return false };
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return rest.is_empty();
    }
    while let Some(part) = parts.next() {
        let is_last = parts.peek().is_none();
        let Some(at) =
            (if is_last { rest.rfind(part).filter(|at| at + part.len() == rest.len()) } else { rest.find(part) })
        else {
            return false;
        };
        rest = &rest[at + part.len()..];
    }
    true
}

fn check(page: &str) {
    let text = fs::read_to_string(root().join(page)).unwrap();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("docs-{}", page.replace('/', "-")));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    for shared in ["examples", "docs"] {
        symlink(root().join(shared), folder.join(shared)).unwrap();
    }
    let bin = Path::new(env!("CARGO_BIN_EXE_hearsay")).parent().unwrap().display().to_string();
    let path = format!("{bin}:{}", std::env::var("PATH").unwrap());
    let steps = steps(&text);
    assert!(!steps.is_empty(), "{page} has no command to run");
    let (mut wrong, mut updated) = (Vec::new(), Vec::new());
    for step in steps {
        let mut shell = Command::new("sh");
        shell.args(["-c", &format!("exec 2>&1; {}", step.command)]).current_dir(&folder).env("PATH", &path);
        shell.stdin(std::process::Stdio::null());
        for name in ["HEARSAY_STORE", "CLICOLOR_FORCE", "NO_COLOR"] {
            shell.env_remove(name);
        }
        let output = shell.output().unwrap();
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        let lines: Vec<&str> = printed.lines().collect();
        if output.status.code() != Some(step.code) || !fits(&step.printed, &lines) {
            updated.push((step.line, step.printed.len(), now(&step, &lines)));
            wrong.push(format!(
                "{page}:{}: `{}` ended with {:?} and printed\n{printed}",
                step.line,
                step.command,
                output.status.code()
            ));
        }
    }
    if !wrong.is_empty() && std::env::var_os("UPDATE_EXPECT").is_some() {
        let mut page_lines: Vec<String> = text.lines().map(str::to_owned).collect();
        for (line, old, new) in updated.into_iter().rev() {
            page_lines.splice(line..line + old, new);
        }
        fs::write(root().join(page), page_lines.join("\n") + "\n").unwrap();
        return;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What the page should say of a command that prints these lines.
fn now(step: &Step, printed: &[&str]) -> Vec<String> {
    let cut = step.printed.iter().position(|line| line == "...").filter(|at| *at < printed.len());
    let mut lines: Vec<String> = printed.iter().map(|line| line.trim_end().to_owned()).collect();
    if let Some(at) = cut {
        lines.truncate(at);
        lines.push("...".to_owned());
    }
    lines
}

#[test]
fn the_readme_does_what_it_says() {
    check("README.md");
}

#[test]
fn the_gallery_is_what_is_read_today() {
    check("docs/gallery.md");
}

#[test]
fn every_guide_does_what_it_says() {
    let mut guides: Vec<PathBuf> =
        fs::read_dir(root().join("docs/guide")).unwrap().map(|entry| entry.unwrap().path()).collect();
    guides.retain(|path| path.extension().is_some_and(|end| end == "md"));
    guides.sort();
    assert!(guides.len() >= 6, "{guides:?}");
    for guide in guides {
        check(&format!("docs/guide/{}", guide.file_name().unwrap().to_string_lossy()));
    }
}

#[test]
fn no_page_hides_a_command_in_another_fence() {
    let mut pages = vec![root().join("README.md"), root().join("docs/gallery.md")];
    pages.extend(fs::read_dir(root().join("docs/guide")).unwrap().map(|entry| entry.unwrap().path()));
    for page in pages.iter().filter(|page| page.extension().is_some_and(|end| end == "md")) {
        let text = fs::read_to_string(page).unwrap();
        let mut fence = None;
        for (at, line) in text.lines().enumerate() {
            match (line.strip_prefix("```"), fence) {
                (Some(language), None) => fence = Some(language),
                (Some(_), Some(_)) => fence = None,
                (None, Some("sh" | "bash" | "")) => {
                    assert!(!line.trim_start().starts_with("hearsay "), "{}:{}: {line}", page.display(), at + 1);
                }
                _ => {}
            }
        }
    }
}
