//! `cargo xtask kill`: hearsay is killed at many moments, and many write and read one store at once. What is on disk
//! afterwards must be whole.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use hearsay_store::Store;
use serde_json::{Value, json};

/// Articles of the pile.
const PILE: usize = 1_500;

/// Runs all of it with `binary`.
///
/// # Errors
/// With the first thing that is not whole.
pub(crate) fn run(binary: &Path, kills: u32) -> Result<()> {
    let binary = fs::canonicalize(binary).with_context(|| format!("{}: build it first", binary.display()))?;
    let folder = PathBuf::from("target/kill");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    let ground = Ground { binary, folder, random: 20_110_106.into() };
    fs::write(ground.folder.join("pile.jsonl"), (0..PILE).map(article).collect::<String>())?;
    let expected = ground.expected()?;
    ground.adds(kills, &expected)?;
    ground.reads(kills.div_ceil(5), &expected)?;
    ground.shards(kills.div_ceil(5).max(20), &expected)?;
    ground.rereads(kills.div_ceil(5), &expected)?;
    ground.crowd(&expected)
}

/// The same number gives the same line.
fn article(number: usize) -> String {
    let (who, whom) = (["France", "China", "India"][number % 3], ["Germany", "Japan", "Iran", "Spain"][number % 4]);
    let text = format!(
        "{who} expelled {} diplomats of {whom} on Monday, its foreign ministry said. {whom} denied that it had attacked {who} in case {number}.",
        number % 9 + 2
    );
    let day = format!("2011-{:02}-{:02}", number % 12 + 1, number % 28 + 1);
    json!({"id": format!("pile-{number}"), "date": day, "text": text}).to_string() + "\n"
}

/// A record with its numbers as they are printed.
fn as_printed(record: &hearsay::Record) -> Result<Value> {
    Ok(serde_json::from_str(&serde_json::to_string(record)?)?)
}

struct Ground {
    binary: PathBuf,
    folder: PathBuf,
    random: std::cell::Cell<u64>,
}

impl Ground {
    fn hearsay(&self, args: &[&str]) -> Command {
        let mut command = Command::new(&self.binary);
        command.args(args).current_dir(&self.folder).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    fn succeed(&self, args: &[&str]) -> Result<()> {
        let output = self.hearsay(args).stderr(Stdio::piped()).output()?;
        ensure!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        Ok(())
    }

    /// The record of each article, as a run that nobody kills gives it.
    fn expected(&self) -> Result<Vec<Value>> {
        let output = self.hearsay(&["read", "--format", "json", "pile.jsonl"]).stdout(Stdio::piped()).output()?;
        ensure!(output.status.success(), "the pile cannot be read");
        let records: Vec<Value> =
            serde_json::Deserializer::from_slice(&output.stdout).into_iter().collect::<Result<_, _>>()?;
        ensure!(records.len() == PILE, "{} records of {PILE}", records.len());
        Ok(records)
    }

    /// Some time up to `most`, another each time.
    fn some(&self, most: Duration) -> Duration {
        let next = self.random.get().wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.random.set(next);
        most.mul_f64((next >> 11) as f64 / (1_u64 << 53) as f64)
    }

    /// Kills it after some time; tells whether it was still at it.
    fn killed(&self, mut child: Child, most: Duration) -> Result<bool> {
        std::thread::sleep(self.some(most));
        let at_it = child.try_wait()?.is_none();
        child.kill()?;
        child.wait()?;
        Ok(at_it)
    }

    fn adds(&self, kills: u32, expected: &[Value]) -> Result<()> {
        let all = ["add", "pile.jsonl", "--store"];
        let started = Instant::now();
        self.succeed(&[&all[..], &["whole"]].concat())?;
        let whole = started.elapsed();
        let (mut at_it, mut before, mut stores) = (0, 0, 0);
        for _ in 0..kills {
            let child = self.hearsay(&[&all[..], &["killed"]].concat()).spawn()?;
            at_it += u32::from(self.killed(child, whole)?);
            let now = self.sound("killed", before, expected)?;
            // A store that is full is killed no more: the next begins with an empty one.
            before = now;
            if now == PILE {
                // Killed after the last batch, its deeds may wait to be grouped.
                self.succeed(&[&all[..], &["killed"]].concat())?;
                self.same("killed", "whole")?;
                for end in ["", "-wal", "-shm"] {
                    let _ = fs::remove_file(self.folder.join(format!("killed{end}")));
                }
                (before, stores) = (0, stores + 1);
            }
        }
        self.succeed(&[&all[..], &["killed"]].concat())?;
        self.sound("killed", PILE, expected)?;
        self.same("killed", "whole")?;
        println!(
            "add: {kills} kills, {at_it} of them in the middle; {} stores, each whole and complete at its end",
            stores + 1
        );
        Ok(())
    }

    /// Every article that is there is there with all of its record, and none is gone that was there.
    fn sound(&self, name: &str, before: usize, expected: &[Value]) -> Result<usize> {
        let path = self.folder.join(name);
        if !path.exists() {
            return Ok(0);
        }
        // Opening looks through the file; one that was killed before it had tables is no store yet.
        let Ok(store) = Store::open_to_read(&path) else {
            Store::open(&path)?;
            ensure!(before == 0, "{name}: the store is gone");
            return Ok(0);
        };
        let keys = store.articles()?;
        ensure!(keys.len() >= before, "{name}: {} articles after {before}", keys.len());
        for (number, key) in keys.iter().enumerate() {
            ensure!(*key == format!("pile-{number}"), "{name}: article {number} is {key}");
            if number % 7 == 0 || number + 300 > keys.len() {
                let record = store.record(key)?.with_context(|| format!("{name}: {key} has no record"))?;
                ensure!(as_printed(&record)? == expected[number], "{name}: {key} is half written");
            }
        }
        Ok(keys.len())
    }

    /// Both stores answer alike.
    fn same(&self, one: &str, other: &str) -> Result<()> {
        let rows = |name: &str| -> Result<Vec<u8>> {
            Ok(self.hearsay(&["export", "--format", "jsonl", "--store", name]).stdout(Stdio::piped()).output()?.stdout)
        };
        let (one, other) = (rows(one)?, rows(other)?);
        ensure!(!one.is_empty() && one == other, "the two stores do not answer alike");
        Ok(())
    }

    fn reads(&self, kills: u32, expected: &[Value]) -> Result<()> {
        let path = self.folder.join("read.jsonl");
        let started = Instant::now();
        self.succeed(&["read", "--format", "json", "pile.jsonl"])?;
        let whole = started.elapsed();
        let (mut at_it, mut torn) = (0, 0);
        for _ in 0..kills {
            let child =
                self.hearsay(&["read", "--format", "json", "pile.jsonl"]).stdout(File::create(&path)?).spawn()?;
            at_it += u32::from(self.killed(child, whole)?);
            let written = fs::read_to_string(&path)?;
            for (number, line) in written.split_inclusive('\n').enumerate() {
                // The system may write a part of the last line; no line before it is ever torn.
                if line.ends_with('\n') {
                    ensure!(
                        serde_json::from_str::<Value>(line)? == expected[number],
                        "line {number} is not the record"
                    );
                } else {
                    torn += 1;
                }
            }
        }
        println!("read: {kills} kills, {at_it} of them in the middle; every line whole, {torn} last lines cut off");
        Ok(())
    }

    /// A folder of shards is filled by runs that are killed; every shard that is there is whole, and at the end nothing is
    /// lost and nothing is there twice.
    fn shards(&self, kills: u32, expected: &[Value]) -> Result<()> {
        let all = ["read", "pile.jsonl", "--shard", "70", "--out", "shards"];
        let folder = self.folder.join("shards");
        let started = Instant::now();
        self.succeed(&all)?;
        let whole = started.elapsed();
        self.in_shards(&folder, expected, true)?;
        fs::remove_dir_all(&folder)?;
        let (mut at_it, mut folders, mut most) = (0, 0, 0);
        for _ in 0..kills {
            // Less than it takes, so that a folder is filled by several runs.
            let child = self.hearsay(&all).spawn()?;
            at_it += u32::from(self.killed(child, whole.mul_f64(0.6))?);
            most = most.max(self.in_shards(&folder, expected, false)?);
            if folder.join("summary.json").exists() {
                self.in_shards(&folder, expected, true)?;
                fs::remove_dir_all(&folder)?;
                folders += 1;
            }
        }
        self.succeed(&all)?;
        self.in_shards(&folder, expected, true)?;
        println!(
            "read --out: {kills} kills, {at_it} of them in the middle, {most} records at most before one; {} folders, each \
             with all {PILE} records once and in order at its end",
            folders + 1
        );
        Ok(())
    }

    /// How many records are there, each as it should be and in its place.
    fn in_shards(&self, folder: &Path, expected: &[Value], is_done: bool) -> Result<usize> {
        let mut files: Vec<PathBuf> = match fs::read_dir(folder) {
            Ok(entries) => entries.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?,
            Err(_) => return Ok(0),
        };
        let name = |path: &PathBuf| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        ensure!(!is_done || !files.iter().any(|path| name(path).ends_with(".part")), "a half shard was left behind");
        files.retain(|path| name(path).starts_with("part-"));
        files.sort();
        let mut records = 0;
        for path in &files {
            for line in fs::read_to_string(path)?.split_inclusive('\n') {
                ensure!(line.ends_with('\n'), "{}: a line is cut off", path.display());
                ensure!(
                    records < PILE && serde_json::from_str::<Value>(line)? == expected[records],
                    "record {records} is another"
                );
                records += 1;
            }
        }
        ensure!(!is_done || records == PILE, "{records} records of {PILE}");
        Ok(records)
    }

    fn rereads(&self, kills: u32, expected: &[Value]) -> Result<()> {
        let all = ["reread", "--all", "--store", "killed"];
        let started = Instant::now();
        self.succeed(&all)?;
        let whole = started.elapsed();
        let mut at_it = 0;
        for _ in 0..kills {
            let child = self.hearsay(&all).spawn()?;
            at_it += u32::from(self.killed(child, whole)?);
            self.sound("killed", PILE, expected)?;
        }
        self.succeed(&all)?;
        self.sound("killed", PILE, expected)?;
        self.same("killed", "whole")?;
        println!(
            "reread: {kills} kills, {at_it} of them in the middle; all {PILE} articles there and whole after each"
        );
        Ok(())
    }

    /// Two write the same pile into one store, in the two orders, while six ask it.
    fn crowd(&self, expected: &[Value]) -> Result<()> {
        let backward: String = (0..PILE).rev().map(article).collect();
        fs::write(self.folder.join("backward.jsonl"), backward)?;
        drop(Store::open(self.folder.join("crowd"))?);
        let mut writers = Vec::new();
        for pile in ["pile.jsonl", "backward.jsonl"] {
            writers.push(self.hearsay(&["add", pile, "--store", "crowd"]).stderr(Stdio::piped()).spawn()?);
        }
        let mut asked = 0;
        while writers.iter_mut().any(|writer| matches!(writer.try_wait(), Ok(None))) {
            let readers: Vec<Child> = (0..6)
                .map(|number| {
                    let ask = [
                        ["find", "--store", "crowd", "--actor", "FRA"].as_slice(),
                        &["who", "said", "--store", "crowd"],
                        &["export", "--store", "crowd", "--format", "csv"],
                    ];
                    Ok(self.hearsay(ask[number % 3]).stderr(Stdio::piped()).spawn()?)
                })
                .collect::<Result<_>>()?;
            for reader in readers {
                let output = reader.wait_with_output()?;
                let words = String::from_utf8_lossy(&output.stderr).into_owned();
                // Before the first batch France is nobody yet, and nothing is found.
                let empty = output.status.code() == Some(1);
                ensure!(output.status.success() || empty, "a reader: {words}");
                asked += 1;
            }
        }
        for writer in writers {
            let output = writer.wait_with_output()?;
            ensure!(output.status.success(), "a writer: {}", String::from_utf8_lossy(&output.stderr));
        }
        let store = Store::open_to_read(self.folder.join("crowd"))?;
        let keys: BTreeSet<String> = store.articles()?.into_iter().collect();
        ensure!(
            keys == (0..PILE).map(|number| format!("pile-{number}")).collect(),
            "{} articles of {PILE}",
            keys.len()
        );
        for (number, record) in expected.iter().enumerate() {
            let kept = store.record(&format!("pile-{number}"))?.context("an article without a record")?;
            let mut kept = as_printed(&kept)?;
            // Either pile may have brought it.
            kept["article"]["file"] = record["article"]["file"].clone();
            ensure!(kept == *record, "article {number} is half written");
        }
        println!(
            "two writers and six readers at once: {asked} questions answered, all {PILE} articles there once and whole"
        );
        Ok(())
    }
}
