//! Files of one crate that name each other in a circle: none can be read, tested or moved alone. A number that may only fall.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

/// How many files of a crate stand in circles, at most. A crate that is not named has none.
const CEILINGS: &[(&str, usize)] = &[];

/// For each module of a crate those that it names.
type Names = BTreeMap<String, BTreeSet<String>>;

pub(crate) fn run(root: &Path) -> Result<()> {
    let mut all = 0;
    for entry in fs::read_dir(root.join("crates"))? {
        let path = entry?.path();
        let name = path.file_name().context("a crate has a name")?.to_string_lossy().into_owned();
        let mut sources = BTreeMap::new();
        read(&path.join("src"), &mut Vec::new(), &mut sources)?;
        let found = in_circles(&names(&sources));
        let ceiling = CEILINGS.iter().find(|(of, _)| *of == name).map_or(0, |(_, ceiling)| *ceiling);
        ensure!(
            found.len() <= ceiling,
            "{name}: {} files name each other in a circle, at most {ceiling} may: {}",
            found.len(),
            found.into_iter().collect::<Vec<_>>().join(", ")
        );
        all += found.len();
    }
    println!("{all} files in circles");
    Ok(())
}

/// The code of each module, without comments and tests; the crate itself is the empty name.
fn read(folder: &Path, above: &mut Vec<String>, sources: &mut BTreeMap<String, String>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_stem().context("a file has a name")?.to_string_lossy().into_owned();
        if path.is_dir() {
            above.push(name);
            read(&path, above, sources)?;
            above.pop();
        } else if path.extension().is_some_and(|end| end == "rs") {
            let own = (!matches!(name.as_str(), "mod" | "lib" | "main")).then_some(name);
            let module: Vec<String> = above.iter().cloned().chain(own).collect();
            let code = fs::read_to_string(&path)?;
            let code = code.split("#[cfg(test)]").next().unwrap_or_default();
            let lines: Vec<&str> = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
            sources.insert(module.join("::"), lines.join("\n"));
        }
    }
    Ok(())
}

fn names(sources: &BTreeMap<String, String>) -> Names {
    let named = |module: &String, code: &String| {
        let here: Vec<&str> = module.split("::").filter(|part| !part.is_empty()).collect();
        let mut to = BTreeSet::new();
        for path in paths(code, &here) {
            // The longest beginning that is a module; what follows is an item of it.
            let longest = (1..=path.len()).rev().map(|parts| path[..parts].join("::"));
            to.extend(longest.into_iter().find(|beginning| sources.contains_key(beginning)));
        }
        to.remove(module);
        (module.clone(), to)
    };
    sources.iter().map(|(module, code)| named(module, code)).collect()
}

/// Paths that begin with `crate` or `super`, from the crate on; each of those in braces of its own. What is named again for
/// others to use (`pub use`) is no need of one's own.
fn paths(code: &str, here: &[&str]) -> Vec<Vec<String>> {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    let mut found = Vec::new();
    for start in ["crate::", "super::"] {
        for (at, _) in code.match_indices(start) {
            let before = &code[..at];
            let line = before.rsplit('\n').next().unwrap_or_default().trim();
            let is_whole = !before.ends_with(|letter: char| is_part(letter) || letter == ':');
            if !is_whole || line.starts_with("pub") && line.ends_with("use") {
                continue;
            }
            let mut path: Vec<String> = Vec::new();
            let mut rest = &code[at..];
            let mut up = here.len();
            loop {
                let end = rest.find(|letter| !is_part(letter)).unwrap_or(rest.len());
                match &rest[..end] {
                    "crate" => up = 0,
                    "super" => up = up.saturating_sub(1),
                    "" => break,
                    part => path.push(part.to_owned()),
                }
                let Some(next) = rest[end..].strip_prefix("::") else { break };
                rest = next;
            }
            let whole: Vec<String> = here[..up].iter().map(|part| (*part).to_owned()).chain(path).collect();
            match rest.strip_prefix('{').and_then(|inner| inner.split_once(['}', ';'])) {
                Some((inner, _)) => {
                    let firsts = inner.split(|letter| !is_part(letter)).filter(|part| !part.is_empty());
                    found.extend(firsts.map(|part| whole.iter().cloned().chain([part.to_owned()]).collect()));
                }
                None => found.push(whole),
            }
        }
    }
    found
}

/// Modules from which a way leads back to them.
fn in_circles(names: &Names) -> BTreeSet<String> {
    let returns = |module: &String| {
        let mut seen = BTreeSet::new();
        let mut waiting: Vec<&String> = names[module].iter().collect();
        while let Some(next) = waiting.pop() {
            if seen.insert(next) {
                waiting.extend(&names[next]);
            }
        }
        seen.contains(module)
    };
    names.keys().filter(|module| returns(module)).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_circle_of_three_is_found_and_a_chain_is_none() {
        let sources = [
            ("", "mod a; mod b; mod c; pub use crate::a::Thing;"),
            ("a", "use crate::b::{self, Thing};"),
            ("b", "fn f() -> crate::c::d::Item {}"),
            ("c", ""),
            ("c::d", "use super::super::a::Thing;"),
            ("e", "use crate::a;"),
        ];
        let sources = sources.iter().map(|(module, code)| ((*module).to_owned(), (*code).to_owned())).collect();
        assert_eq!(in_circles(&names(&sources)).into_iter().collect::<Vec<_>>(), ["a", "b", "c::d"]);
    }
}
