//! The arrows between crates: what ARCHITECTURE.md draws is what the manifests say. Then files in circles, and the words
//! that rules have in Rust.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

type Arrows = BTreeMap<String, BTreeSet<String>>;

pub(crate) fn run() -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let drawn = drawn(&fs::read_to_string(root.join("ARCHITECTURE.md"))?)?;
    let found = found(&root.join("crates"))?;
    for (name, to) in &found {
        ensure!(
            drawn.get(name) == Some(to),
            "ARCHITECTURE.md draws `{name}: {:?}`, its manifest says {to:?}",
            drawn.get(name)
        );
    }
    for name in drawn.keys() {
        ensure!(found.contains_key(name), "ARCHITECTURE.md draws `{name}`, which is no crate");
    }
    println!("{} crates, arrows as drawn", found.len());
    crate::circles::run(&root)?;
    crate::rule_words::run(&root)
}

/// The block between "```arrows" and "```".
fn drawn(page: &str) -> Result<Arrows> {
    let (_, block) = page.split_once("```arrows\n").context("ARCHITECTURE.md has no arrows block")?;
    let (block, _) = block.split_once("```").context("the arrows block does not end")?;
    block
        .lines()
        .map(|line| {
            let (name, to) = line.split_once(':').with_context(|| format!("`{line}` is no arrow"))?;
            Ok((name.trim().to_owned(), to.split_whitespace().map(str::to_owned).collect()))
        })
        .collect()
}

/// What each crate's manifest depends on among our own.
fn found(crates: &Path) -> Result<Arrows> {
    let mut arrows = Arrows::new();
    for entry in fs::read_dir(crates)? {
        let path = entry?.path().join("Cargo.toml");
        let manifest: toml::Table = fs::read_to_string(&path).with_context(|| path.display().to_string())?.parse()?;
        let name = manifest["package"]["name"].as_str().context("a package has a name")?.to_owned();
        let dependencies = manifest.get("dependencies").and_then(toml::Value::as_table);
        let ours = dependencies.into_iter().flat_map(toml::Table::keys).filter(|key| key.starts_with("hearsay"));
        arrows.insert(name, ours.cloned().collect());
    }
    Ok(arrows)
}

#[cfg(test)]
mod tests {
    #[test]
    fn arrows_are_as_drawn() {
        super::run().expect("ARCHITECTURE.md and the manifests agree");
    }
}
