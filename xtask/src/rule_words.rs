//! How many words of English the rules of `hearsay-read` have in Rust, and not in `lexicon/`: a number that may only fall.
//!
//! Counted are small words of three letters and more in string literals, each once, outside tests, comments, messages and the
//! closed class (times, numerals, pronouns, function words), without the labels of Universal Dependencies.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Result, ensure};

/// Whoever takes words out lowers it.
const CEILING: usize = 110;

/// Folders and files whose words are no open class: times, closed classes, names of numbers that trees and weights learn
/// from, the keys of lexicon files, and endings ("-ise", "-ize").
const CLOSED: &[&str] = &[
    "times/",
    "closed_class.rs",
    "features.rs",
    "statements/ranker/",
    "factuality/signs.rs",
    "deeds/file.rs",
    "deeds/pattern.rs",
    "read/src/cues",
    "read/src/contexts.rs",
    "actors/",
    "cameo.rs",
    "lower.rs",
];

const LABELS: &str = "acl advcl advmod agent amod appos arg aux case ccomp compound conj cop csubj dep desc det discourse dislocated expl \
    fixed flat foreign goeswith iobj list mark nmod npmod nsubj num nummod obj obl orphan outer parataxis pass poss preconj predet prt \
    punct relcl reparandum root tmod vocative xcomp";

const FUNCTION_WORDS: &str = "about above across after against ago all along also although amid amidst among amongst and another any are around \
    because been before behind being below beneath beside besides between beyond both but can cannot could despite did does done down due during each either else even ever \
    every except few following for from had has have her here hers herself him himself his how however including inside into its itself just let like many may might \
    more most much must near neither never nor not nothing off often once one only onto other others our ours out outside over own per \
    perhaps rather same several shall she should since some still such than that the their theirs them themselves then there these they \
    this those though through throughout till too toward towards under unless until upon very was were what when where whether which while \
    who via whom whose why will with within without would yet you your";

const PRONOUNS: &str = "anybody anyone everybody everyone mine myself nobody none noone ourselves somebody someone yours yourself yourselves";

const NUMERALS: &str = "couple dozen dozens fewer first half half-dozen hundreds last least less multiple number numerous pair scores second \
    third thousands two various";

const TIMES: &str = "january february march april june july august september october november december jan feb mar apr jun jul aug sept sep oct \
    nov dec monday tuesday wednesday thursday friday saturday sunday today tonight tomorrow yesterday morning afternoon evening night \
    minute hour day week weekend month quarter year decade century earlier early late later latest next previously recent";

pub(crate) fn run(root: &Path) -> Result<()> {
    let found = in_folder(&root.join("crates/hearsay-read/src"))?;
    println!("{} words of English in the rules' Rust, at most {CEILING}", found.len());
    ensure!(
        found.len() <= CEILING,
        "words belong in crates/hearsay-read/lexicon: {} are in Rust, at most {CEILING} may be",
        found.len()
    );
    Ok(())
}

fn in_folder(folder: &Path) -> Result<BTreeSet<String>> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(in_folder(&path)?);
        } else if !CLOSED.iter().any(|part| path.to_string_lossy().contains(part)) && !is_test(&path)? {
            found.extend(words(&fs::read_to_string(&path)?));
        }
    }
    Ok(found)
}

/// Whether the module beside it says that a file is compiled for tests alone.
fn is_test(path: &Path) -> Result<bool> {
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let parent = path.with_file_name("mod.rs");
    Ok(parent.is_file() && fs::read_to_string(parent)?.contains(&format!("#[cfg(test)]\nmod {name};")))
}

fn words(code: &str) -> BTreeSet<String> {
    let code = code.split("#[cfg(test)]").next().unwrap_or_default();
    let lines: Vec<&str> = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//") && !line.trim_start().starts_with("#["))
        .map(|line| line.split_once(" // ").map_or(line, |(code, _)| code))
        .collect();
    let code = lines.join("\n").replace(r#"\""#, "").replace("'\"'", "");
    let literals: Vec<&str> = code.split('"').skip(1).step_by(2).filter(|literal| is_word_list(literal)).collect();
    let known: BTreeSet<&str> =
        [LABELS, FUNCTION_WORDS, PRONOUNS, NUMERALS, TIMES].iter().flat_map(|list| list.split_whitespace()).collect();
    let parts = literals.iter().flat_map(|literal| literal.split([' ', ':', '\\', '\n']));
    let small = |word: &&str| word.len() >= 3 && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    parts.filter(small).filter(|word| !known.contains(word)).map(str::to_owned).collect()
}

/// Words, and no message.
fn is_word_list(literal: &str) -> bool {
    !literal.contains(['{', '.', '`', '/', ',', '%'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_and_labels_messages_and_tests_are_not() {
        let code = "// \"comment\"\nif matches!(lemma, \"expel\" | \"oust\") && deprel.is(\"nsubj:pass\") { bad(\"no `x` there\") } // \"a story\"\n\
            const MORE: &str = \"raid \\\n   expel\";\n#[cfg(test)]\nmod tests { \"tested\" }";
        assert_eq!(words(code).into_iter().collect::<Vec<_>>(), ["expel", "oust", "raid"]);
    }
}
