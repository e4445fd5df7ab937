//! Takes the files of `lexicon/` apart when hearsay is built, so that a start of the command need not: tables of actors in rows with
//! their names folded, TOML as MessagePack. A user's files are read as they are, by the same code.

#![allow(clippy::disallowed_methods)] // a build script reads files

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

#[allow(dead_code)] // the reading has more uses for it
#[path = "src/actors/words.rs"]
mod words;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=lexicon");
    println!("cargo::rerun-if-changed=src/actors/words.rs");
    let root = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?).join("lexicon");
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    let mut files = Vec::new();
    collect(&root, &root, &mut files)?;
    files.sort();
    let mut list = String::from("&[\n");
    let (mut made, mut places) = (Vec::new(), Vec::new());
    for (path, place) in &files {
        let text = fs::read_to_string(place).map_err(|error| format!("{}: {error}", place.display()))?;
        let start = made.len();
        made.extend(taken_apart(path, &text).map_err(|error| format!("{path}: {error}"))?);
        places.push((path, place, start, made.len()));
    }
    for (path, place, start, end) in places {
        writeln!(list, "    File {{ path: {path:?}, text: include_str!({place:?}), made: {start}..{end} }},")?;
    }
    list.push_str("]\n");
    fs::write(out.join("files.rs"), list)?;
    fs::write(out.join("made.bin"), made)?;
    Ok(())
}

/// All files below a folder with their paths in it.
fn collect(root: &Path, folder: &Path, files: &mut Vec<(String, PathBuf)>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
        } else {
            let parts = path.strip_prefix(root)?.components().map(|part| part.as_os_str().to_string_lossy());
            files.push((parts.collect::<Vec<_>>().join("/"), path));
        }
    }
    Ok(())
}

/// What a loader would otherwise make of a file's text; nothing where the text is as good.
fn taken_apart(path: &str, text: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    if path.ends_with(".toml") {
        let table: toml::Table = toml::from_str(text)?;
        return Ok(rmp_serde::to_vec(&table)?);
    }
    if path.starts_with("actors/") && path.ends_with(".tsv") && !path.ends_with("given-names.tsv") {
        return Ok(rmp_serde::to_vec(&rows(text)?)?);
    }
    Ok(Vec::new())
}

/// Name, code, type, from, until; the name and its aliases, folded.
type Row<'t> = (&'t str, &'t str, &'t str, &'t str, &'t str, Vec<String>);

fn rows(text: &str) -> Result<Vec<Row<'_>>, String> {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let header: Vec<&str> = lines.next().ok_or("no header")?.split('\t').map(str::trim).collect();
    lines
        .map(|line| {
            let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
            if cells.len() > header.len() {
                return Err(format!("a cell right of the last column: {line}"));
            }
            let cell = |column: &str| {
                let place = header.iter().position(|known| *known == column);
                place.and_then(|place| cells.get(place)).copied().unwrap_or("")
            };
            let aliases = cell("aliases").split('|').map(str::trim).filter(|alias| !alias.is_empty());
            let spellings = std::iter::once(cell("name")).chain(aliases).map(words::folded).collect();
            Ok((cell("name"), cell("code"), cell("type"), cell("from"), cell("until"), spellings))
        })
        .collect()
}
