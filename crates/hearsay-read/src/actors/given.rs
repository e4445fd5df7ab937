//! Given names that say whether "he" or "she" will follow: `actors/given-names.tsv`.

use std::collections::HashSet;

use hearsay_core::lookup::LookUp;

use crate::{LexiconError, LexiconFile};

/// Given names, mostly of men or mostly of women.
#[derive(Debug, Clone, Default)]
pub(crate) struct GivenNames {
    he: HashSet<String, LookUp>,
    she: HashSet<String, LookUp>,
}

impl GivenNames {
    /// Whether a file holds given names and no actors.
    pub(super) fn is_file(path: &str) -> bool {
        path.ends_with("given-names.tsv")
    }

    /// Adds a file's names: `he` or `she`, a tab, names with blanks between.
    pub(super) fn add(&mut self, file: &LexiconFile) -> Result<(), LexiconError> {
        for (number, line) in file.text.lines().enumerate() {
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let names = match line.split_once('\t') {
                Some(("he", names)) => (&mut self.he, names),
                Some(("she", names)) => (&mut self.she, names),
                _ => {
                    let what = "a line is `he` or `she`, a tab, and names";
                    return Err(LexiconError::new(format!("{}:{}", file.path, number + 1), what.to_owned()));
                }
            };
            names.0.extend(names.1.split_ascii_whitespace().map(str::to_owned));
        }
        Ok(())
    }

    /// Whether mostly men are called so.
    pub(crate) fn is_he(&self, name: &str) -> bool {
        self.he.contains(name) && !self.she.contains(name)
    }

    /// Whether mostly women are called so.
    pub(crate) fn is_she(&self, name: &str) -> bool {
        self.she.contains(name) && !self.he.contains(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> LexiconFile {
        LexiconFile { path: "actors/given-names.tsv".to_owned(), text: text.to_owned() }
    }

    #[test]
    fn a_name_of_both_says_nothing() {
        let mut given = GivenNames::default();
        given.add(&file("# English\nhe\tAdam Leslie\nshe\tEve Leslie\n")).expect("well formed");
        assert!(given.is_he("Adam") && given.is_she("Eve"));
        assert!(!given.is_he("Leslie") && !given.is_she("Leslie"));
    }

    #[test]
    fn a_line_without_its_pronoun_is_named() {
        let error = GivenNames::default().add(&file("he\tAdam\nEve\n")).expect_err("no pronoun").to_string();
        assert!(error.contains("given-names.tsv:2"), "{error}");
    }
}
