//! Lists of words that rules ask for: `lexicon/words/*.txt`, a word or a few of a kind a line, with commas between.

use std::collections::HashSet;
use std::sync::OnceLock;

use hearsay_core::lookup::LookUp;

/// One list, read when it is first asked for.
pub(crate) struct WordList {
    text: &'static str,
    words: OnceLock<HashSet<&'static str, LookUp>>,
}

impl WordList {
    const fn new(text: &'static str) -> Self {
        Self { text, words: OnceLock::new() }
    }

    /// Whether the list has a word, as it is written there.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.words.get_or_init(|| listed(self.text).collect()).contains(word)
    }
}

fn listed(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(|line| line.split(',')).map(str::trim).filter(|word| !word.is_empty())
}

macro_rules! lists {
    ($($name:ident: $file:literal),* $(,)?) => {
        $(pub(crate) static $name: WordList =
            WordList::new(include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/lexicon/words/", $file, ".txt")));)*

        #[cfg(test)]
        const ALL: &[(&str, &WordList)] = &[$(($file, &$name)),*];
    };
}

lists! {
    AMOUNTS: "amounts",
    BODIES: "bodies",
    BODY_NAMES: "body-names",
    CALLINGS: "callings",
    COUNTERPARTS: "counterparts",
    COURTESIES: "courtesies",
    FOLLOWINGS: "followings",
    FORMER: "former",
    GESTURES: "gestures",
    HARMS: "harms",
    INSTRUMENTS: "instruments",
    LEADERS: "leaders",
    MEN: "men",
    PARTS: "parts",
    PEOPLE: "people",
    PLACES: "places",
    QUOTING: "quoting",
    SAID_THINGS: "said-things",
    SETTLEMENTS: "settlements",
    SPEAKING: "speaking",
    STAFF: "staff",
    STATE_NOUNS: "state-nouns",
    SUPPORTERS: "supporters",
    WIDE_VERBS: "wide-verbs",
    WOMEN: "women",
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_list_says_what_it_is_and_has_each_word_once_in_order() {
        for (name, list) in ALL {
            let (first, rest) = list.text.split_once('\n').unwrap_or_default();
            assert!(
                first.starts_with("# ") && first.ends_with(['.', ':', ')', '"']),
                "{name}.txt begins with what its words are"
            );
            let words: Vec<String> = listed(rest).map(str::to_lowercase).collect();
            let ordered: BTreeSet<&String> = words.iter().collect();
            assert!(words.iter().eq(ordered), "{name}.txt: a word stands twice, or out of order");
        }
    }

    #[test]
    fn words_are_whole_and_case_counts() {
        assert!(BODIES.has("agency") && !BODIES.has("agenc") && !BODIES.has(""));
        assert!(COURTESIES.has("Mr") && !COURTESIES.has("mr"));
        assert!(WOMEN.has("first lady"));
    }
}
