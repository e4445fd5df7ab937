//! Lists of words that rules ask for: `lexicon/words/*.txt`, a word or a few of a kind a line, with commas between; in a
//! table a colon and what they have in common.

use std::collections::{HashMap, HashSet};
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
        self.words().contains(word)
    }

    /// Whether a word begins with one of the list: "western" with "west".
    pub(crate) fn begins(&self, word: &str) -> bool {
        self.words().iter().any(|listed| word.starts_with(listed))
    }

    /// Whether a word ends with one of the list.
    pub(crate) fn ends(&self, word: &str) -> bool {
        self.words().iter().any(|listed| word.ends_with(listed))
    }

    fn words(&self) -> &HashSet<&'static str, LookUp> {
        self.words.get_or_init(|| listed(self.text).collect())
    }
}

/// Words, each with what stands behind the colon of its line.
pub(crate) struct WordTable {
    text: &'static str,
    words: OnceLock<HashMap<&'static str, &'static str, LookUp>>,
}

impl WordTable {
    const fn new(text: &'static str) -> Self {
        Self { text, words: OnceLock::new() }
    }

    /// What the table has for a word.
    pub(crate) fn of(&self, word: &str) -> Option<&'static str> {
        self.words.get_or_init(|| tabled(self.text).collect()).get(word).copied()
    }
}

fn tabled(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let lines = text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(": "));
    lines.flat_map(|(words, meaning)| words.split(", ").map(move |word| (word, meaning)))
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
    ADDING: "adding",
    ADDRESSING: "addressing",
    ADDRESSING_TALK: "addressing-talk",
    ALL_THINGS: "all-things",
    AMOUNTS: "amounts",
    ANNOUNCED_DEEDS: "announced-deeds",
    ANYONE: "anyone",
    BEFORE_BLOCK_QUOTES: "before-block-quotes",
    BEFORE_NOW: "before-now",
    BLANK_MATTERS: "blank-matters",
    BODIES: "bodies",
    BODY_NAMES: "body-names",
    BY_MEANS: "by-means",
    CALLINGS: "callings",
    CHANNEL_VERBS: "channel-verbs",
    CHARGING: "charging",
    CLAIMED_DEEDS: "claimed-deeds",
    CLAUSE_NOUNS: "clause-nouns",
    COLLECTIVES: "collectives",
    COUNTERPARTS: "counterparts",
    COURTESIES: "courtesies",
    COURT_ACTS: "court-acts",
    COURT_FINDINGS: "court-findings",
    DECLARED_GOODS: "declared-goods",
    DECLARED_STATES: "declared-states",
    DECLARING: "declaring",
    DISMISSING: "dismissing",
    ELABORATING: "elaborating",
    DWELLERS: "dwellers",
    EMPTY_MODIFIERS: "empty-modifiers",
    FIGURES: "figures",
    FIRMS: "firms",
    FIRM_NAMES: "firm-names",
    FIRM_PARTS: "firm-parts",
    FOLLOWINGS: "followings",
    FORMER: "former",
    FRONT_CLAUSES: "front-clauses",
    GAINSAYING: "gainsaying",
    GESTURES: "gestures",
    GROUNDS: "grounds",
    HARMS: "harms",
    HEADS_OF_FIRMS: "heads-of-firms",
    HEARING: "hearing",
    HEARINGS: "hearings",
    HELPERS: "helpers",
    HER_ENDINGS: "her-endings",
    HIS_ENDINGS: "his-endings",
    IDLING: "idling",
    INSTRUMENTS: "instruments",
    KIN: "kin",
    LAWS: "laws",
    LEADERS: "leaders",
    LEARNED_PAPERS: "learned-papers",
    LED: "led",
    LOCALITIES: "localities",
    MEN: "men",
    MISHAP_DEEDS: "mishap-deeds",
    MONTHS: "months",
    NEAR_NEGATIONS: "near-negations",
    NO_DEEDS: "no-deeds",
    OCCASIONS: "occasions",
    PAPERS: "papers",
    PARTS: "parts",
    PEOPLE: "people",
    PEOPLE_ENDINGS: "people-endings",
    PLACES: "places",
    POINTING: "pointing",
    PUT_OUT: "put-out",
    QUOTING: "quoting",
    RAISING: "raising",
    RANKS: "ranks",
    REACTIONS: "reactions",
    REBUTTING: "rebutting",
    RECEIVING: "receiving",
    REGIONS: "regions",
    REPORTS: "reports",
    REPRESENTATIVES: "representatives",
    REPRESENTED: "represented",
    SAID_THINGS: "said-things",
    SENTENCES: "sentences",
    SETTLEMENTS: "settlements",
    SIGNS: "signs",
    SORTS: "sorts",
    SPANS_OF_TIME: "spans-of-time",
    SPEAKING: "speaking",
    SPEECH_CLAUSES: "speech-clauses",
    STAFF: "staff",
    STATE_NOUNS: "state-nouns",
    STATE_OFFICES: "state-offices",
    STATE_ORGANS: "state-organs",
    SUPPORTERS: "supporters",
    TALKING: "talking",
    TELLING_NOUNS: "telling-nouns",
    TELLING_VERBS: "telling-verbs",
    TESTIFYING: "testifying",
    TIMETABLES: "timetables",
    TITLED_WORKS: "titled-works",
    TURNING_PREFIXES: "turning-prefixes",
    VERDICTS: "verdicts",
    WEATHER_VERBS: "weather-verbs",
    WIDE_VERBS: "wide-verbs",
    WOMEN: "women",
    WORKS: "works",
}

/// CAMEO roles by the noun that a body with one of them can be called.
pub(crate) static BODY_ROLES: WordTable =
    WordTable::new(include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/lexicon/words/body-roles.txt")));

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

    #[test]
    fn a_word_may_begin_or_end_with_one_of_a_list_and_a_table_has_a_meaning() {
        assert!(REGIONS.begins("western") && !REGIONS.begins("Western") && !REGIONS.begins("midwest"));
        assert!(HER_ENDINGS.ends("Danielle") && !HER_ENDINGS.ends("Otto"));
        assert_eq!((BODY_ROLES.of("tribunal"), BODY_ROLES.of("tribun")), (Some("JUD"), None));
        let words: Vec<&str> = tabled(BODY_ROLES.text).map(|(word, _)| word).collect();
        assert_eq!(words.iter().collect::<BTreeSet<_>>().len(), words.len(), "a word stands twice");
    }
}
