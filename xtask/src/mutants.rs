//! `cargo xtask mutants`: each rule of `mutants.toml` is switched off, and the tests of `hearsay-read` must notice.
//!
//! All switches are built into one copy of the workspace, so that it is compiled once and only run again for each rule.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail, ensure};
use serde::Deserialize;

/// The rules, each with words of its file and what they become; `OFF` is whether the rule is switched off.
const LIST: &str = include_str!("../mutants.toml");

/// What the copy asks: the number of the rule that is off.
const SWITCH: &str = r#"
/// Rules switched off by `cargo xtask mutants`.
#[allow(missing_docs, clippy::disallowed_methods)]
pub(crate) mod mutants {
    static OFF: std::sync::LazyLock<Option<u32>> =
        std::sync::LazyLock::new(|| std::env::var("HEARSAY_MUTANT").ok()?.parse().ok());

    pub(crate) fn off(rule: u32) -> bool {
        *OFF == Some(rule)
    }
}
"#;

/// The tests that look at events; those of statements and entities look at other rules.
const TESTS: &[&str] = &["events", "deeds", "grave", "retold"];

#[derive(Deserialize)]
struct List {
    rule: Vec<Rule>,
}

#[derive(Deserialize)]
struct Rule {
    /// What it does, in a few words.
    name: String,
    /// Below `crates/hearsay-read/src`.
    file: String,
    /// Words that stand in the file once.
    find: String,
    /// What they become.
    put: String,
}

/// Switches each rule off in turn and says which ones no test misses; fails where more than `most` survive.
pub fn run(most: usize) -> anyhow::Result<()> {
    let rules = toml::from_str::<List>(LIST).context("mutants.toml")?.rule;
    let copy = copied()?;
    for (number, rule) in rules.iter().enumerate() {
        let path = copy.join("crates/hearsay-read/src").join(&rule.file);
        let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        ensure!(
            text.matches(&rule.find).count() == 1,
            "{}: `{}` does not stand once in {}",
            rule.name,
            rule.find,
            rule.file
        );
        let put = rule.put.replace("OFF", &format!("crate::mutants::off({number})"));
        fs::write(&path, text.replace(&rule.find, &put))?;
    }
    let library = copy.join("crates/hearsay-read/src/lib.rs");
    fs::write(&library, fs::read_to_string(&library)? + SWITCH)?;
    ensure!(passes(&copy, None)?, "the tests fail with all rules on");
    let mut survivors = Vec::new();
    for (number, rule) in rules.iter().enumerate() {
        let survives = passes(&copy, Some(number))?;
        println!("{}  {}", if survives { "SURVIVES" } else { "noticed " }, rule.name);
        if survives {
            survivors.push(rule.name.as_str());
        }
    }
    println!("{} of {} rules switched off one at a time broke no test", survivors.len(), rules.len());
    if survivors.len() > most {
        bail!("more than {most} survive: {}", survivors.join("; "));
    }
    Ok(())
}

/// A copy of what the tests need, below `target`.
fn copied() -> anyhow::Result<PathBuf> {
    let copy = Path::new("target/mutants/source");
    if copy.exists() {
        fs::remove_dir_all(copy)?;
    }
    fs::create_dir_all(copy)?;
    for name in ["Cargo.lock", "clippy.toml", "rustfmt.toml"] {
        fs::copy(name, copy.join(name))?;
    }
    // Only the reading and what it stands on.
    let members = "[\"crates/hearsay-core\", \"crates/hearsay-read\"]";
    let manifest = fs::read_to_string("Cargo.toml")?;
    let line = manifest.lines().find(|line| line.starts_with("members")).context("no members in Cargo.toml")?;
    fs::write(copy.join("Cargo.toml"), manifest.replace(line, &format!("members = {members}")))?;
    for part in ["hearsay-core", "hearsay-read"] {
        copy_folder(&Path::new("crates").join(part), &copy.join("crates").join(part))?;
    }
    Ok(copy.to_owned())
}

fn copy_folder(from: &Path, to: &Path) -> anyhow::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// Whether the tests of the copy pass with a rule switched off.
fn passes(copy: &Path, rule: Option<usize>) -> anyhow::Result<bool> {
    let mut command = Command::new("cargo");
    command.args(["test", "--quiet", "--offline", "-p", "hearsay-read", "--lib"]).current_dir(copy);
    for test in TESTS {
        command.args(["--test", test]);
    }
    command.env("CARGO_TARGET_DIR", fs::canonicalize("target/mutants")?.join("built"));
    if let Some(rule) = rule {
        command.env("HEARSAY_MUTANT", rule.to_string());
    }
    let done = command.output()?;
    let text = String::from_utf8_lossy(&done.stderr);
    ensure!(!text.contains("error[E"), "the copy does not compile:\n{text}");
    Ok(done.status.success())
}
