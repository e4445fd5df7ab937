//! Who goes by which names: what a lexicon tells a store, so that "CIA" is a party and no row of letters.

use std::collections::{BTreeMap, BTreeSet};

/// Somebody who is known by names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The main name.
    pub name: String,
    /// Every name, the main one too.
    pub names: Vec<String>,
    /// Actor codes that it has or once had, today's first.
    pub codes: Vec<String>,
    /// A country: it stands for all that is its, people and bodies.
    pub is_country: bool,
}

/// Names and codes of a lexicon. Of two that claim one name the first counts.
#[derive(Clone, Debug, Default)]
pub struct Directory {
    list: Vec<Known>,
    by_name: BTreeMap<String, Vec<usize>>,
    by_code: BTreeMap<String, usize>,
}

impl Directory {
    /// Those who are known, in the lexicon's order.
    pub fn new(list: impl IntoIterator<Item = Known>) -> Self {
        let mut directory = Self { list: list.into_iter().collect(), ..Self::default() };
        for (at, known) in directory.list.iter().enumerate() {
            for key in known.names.iter().map(|name| key(name)).collect::<BTreeSet<_>>() {
                directory.by_name.entry(key).or_default().push(at);
            }
            if known.is_country {
                for code in &known.codes {
                    directory.by_code.entry(code.clone()).or_insert(at);
                }
            }
        }
        directory
    }

    /// The one with this name. Case is told apart only where two names differ in it alone; dots and a leading "the"
    /// count for nothing.
    pub fn named(&self, name: &str) -> Option<&Known> {
        self.place(name).map(|at| &self.list[at])
    }

    pub(crate) fn place(&self, name: &str) -> Option<usize> {
        let places = self.by_name.get(&key(name))?;
        let alike = |at: &&usize| self.list[**at].names.iter().any(|known| words(known) == words(name));
        places.iter().find(alike).or(places.first()).copied()
    }

    /// The country that a code begins with.
    pub fn country_of(&self, code: &str) -> Option<&Known> {
        self.by_code.get(code.get(..3)?).map(|&at| &self.list[at])
    }

    /// Whether somebody has a code that begins so.
    pub(crate) fn has_code(&self, code: &str) -> bool {
        self.list.iter().flat_map(|known| &known.codes).any(|known| known.starts_with(code))
    }

    pub(crate) fn list(&self) -> &[Known] {
        &self.list
    }
}

/// The words of a name: "U.S." is one, "al-Qaeda" two; a leading "the" and a possessive are none.
pub(crate) fn words(name: &str) -> Vec<String> {
    let name = name.replace('.', "").replace(['’', '‘'], "'");
    let mut words: Vec<String> = Vec::new();
    for word in name.split(|letter: char| !letter.is_alphanumeric() && letter != '\'') {
        let word = word.strip_suffix("'s").unwrap_or(word).replace('\'', "");
        if !word.is_empty() {
            words.push(word);
        }
    }
    if words.len() > 1 && words[0].eq_ignore_ascii_case("the") {
        words.remove(0);
    }
    words
}

/// The words in small letters.
pub(crate) fn key(name: &str) -> String {
    words(name).join(" ").to_lowercase()
}

/// Whether `inner` stands in `outer` as whole words. Acronyms must be written alike: "WHO" is not in "who".
pub(crate) fn holds(outer: &[String], inner: &[String]) -> bool {
    let same = |outer: &String, inner: &String| {
        let acronym = inner.chars().count() > 1 && !inner.chars().any(char::is_lowercase);
        outer == inner || (!acronym && outer.to_lowercase() == inner.to_lowercase())
    };
    !inner.is_empty()
        && outer.windows(inner.len()).any(|window| window.iter().zip(inner).all(|(outer, inner)| same(outer, inner)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_whole_words() {
        let holds = |outer: &str, inner: &str| super::holds(&words(outer), &words(inner));
        assert!(
            holds("CIA officials", "CIA") && holds("the U.S. ambassador", "US") && holds("Israel’s army", "Israel")
        );
        assert!(!holds("officials", "CIA") && !holds("United States", "UN") && !holds("those who know", "WHO"));
        assert!(holds("the Pakistani army", "pakistani Army"));
    }
}
