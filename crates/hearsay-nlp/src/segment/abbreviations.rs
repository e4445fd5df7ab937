//! Abbreviations: which words own the period after them, and whether a sentence can end there.

/// What an abbreviation stands before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// Stands before a name: "Gen. Vale", "St. Petersburg". No sentence ends after it.
    Title,
    /// Stands before a number: "No. 10", "Art. 5". Elsewhere it is a word and a period.
    Numbered,
    /// A sentence can end after it, with the one period doing both jobs: "Inc.", "p.m.", "etc."
    Closing,
    /// Stands after a comma, as a state after its town: "Jackson, Miss." Elsewhere a word and a period.
    State,
}

const TITLES: &[&str] = &[
    "adm", "amb", "atty", "brig", "bros", "capt", "cardl", "cllr", "cmdr", "cmdt", "col", "comdr", "cpl", "cpt", "det",
    "dr", "drs", "esp", "fr", "ft", "gen", "gens", "gov", "govs", "hon", "insp", "lt", "maj", "messrs", "mlle", "mm",
    "mme", "mr", "mrs", "ms", "mt", "pfc", "pres", "prof", "profs", "pte", "pvt", "rep", "reps", "rev", "rt", "sen",
    "sens", "sgt", "sra", "st", "ste", "supt", "vs", "viz", "approx", "ca", "cf", "attn", "spec",
];

const NUMBERED: &[&str] = &[
    "art", "arts", "chap", "ch", "ext", "fig", "figs", "no", "nos", "p", "para", "pp", "sec", "sect", "tel", "ver",
    "vol", "vols", "sat", "sun", "mar", "sub", "op", "c", "rs",
];

const CLOSING: &[&str] = &[
    "al", "apr", "assn", "aug", "ave", "blvd", "bldg", "co", "corp", "cos", "dec", "dept", "dist", "div", "esq", "etc",
    "feb", "fri", "hwy", "inc", "intl", "jan", "jr", "jul", "jun", "lb", "lbs", "ltd", "mfg", "mon", "natl", "nov",
    "oct", "oz", "ph", "plc", "rd", "sep", "sept", "sq", "sr", "thu", "thur", "thurs", "tue", "tues", "univ", "wed",
    "yr", "yrs", "hrs", "mins", "govt", "est", "eg", "ie",
];

const STATES: &[&str] = &[
    "ala", "ariz", "ark", "calif", "cal", "colo", "conn", "del", "fla", "ga", "ill", "ind", "kan", "ky", "la", "mass",
    "md", "mich", "minn", "miss", "mo", "mont", "neb", "nev", "okla", "ont", "ore", "pa", "penn", "que", "tenn", "tex",
    "va", "vt", "wash", "wis", "wyo",
];

/// Abbreviations that are ordinary words when not capitalised ("rep", "gen", "co", "sun", "art", "fig").
const CAPITALISED: &[&str] = &[
    "adm", "art", "arts", "brig", "ch", "co", "col", "cos", "dec", "del", "fig", "gen", "gov", "hon", "ill", "ind",
    "jan", "jun", "la", "ma", "maj", "mar", "mass", "miss", "mo", "mon", "mt", "ore", "pa", "pres", "rep", "reps",
    "rev", "sat", "sen", "sens", "spec", "st", "sun", "sub", "wash", "wed", "fri", "ms", "mm", "fr", "rt", "ft",
    "dist", "bros", "rd", "ave", "sec", "op", "vol", "est", "det", "amb", "ph", "sq", "sr", "jr", "inc",
];

/// What the word (without its period) is an abbreviation of, if any.
pub(super) fn abbreviation(word: &str) -> Option<Abbreviation> {
    if word.len() > 6 || !word.is_ascii() {
        return None;
    }
    let lower = word.to_ascii_lowercase();
    let lower = lower.as_str();
    if CAPITALISED.contains(&lower) && !word.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let found = |list: &[&str]| list.contains(&lower);
    if found(TITLES) {
        Some(Abbreviation::Title)
    } else if found(NUMBERED) {
        Some(Abbreviation::Numbered)
    } else if found(CLOSING) {
        Some(Abbreviation::Closing)
    } else if found(STATES) && word.starts_with(|c: char| c.is_ascii_uppercase()) {
        Some(Abbreviation::State)
    } else {
        None
    }
}

/// Capitalised words that open a sentence more often than they go on with a name.
///
/// "the U.S. The talks" is two sentences, "the U.S. Congress" is one.
pub(super) fn is_starter(word: &str) -> bool {
    const STARTERS: &[&str] = &[
        "A",
        "About",
        "According",
        "After",
        "All",
        "Also",
        "Although",
        "Among",
        "An",
        "And",
        "Another",
        "Any",
        "Are",
        "As",
        "At",
        "Because",
        "Before",
        "Both",
        "But",
        "By",
        "Can",
        "Could",
        "Did",
        "Do",
        "Does",
        "Don",
        "During",
        "Each",
        "Earlier",
        "Even",
        "Every",
        "Few",
        "For",
        "Four",
        "From",
        "Has",
        "Have",
        "He",
        "Her",
        "Here",
        "His",
        "How",
        "However",
        "I",
        "If",
        "In",
        "Instead",
        "Is",
        "It",
        "Its",
        "Last",
        "Later",
        "Let",
        "Like",
        "Many",
        "Meanwhile",
        "More",
        "Most",
        "Much",
        "My",
        "Nearly",
        "No",
        "None",
        "Nor",
        "Not",
        "Nothing",
        "Now",
        "Officials",
        "On",
        "Once",
        "One",
        "Only",
        "Or",
        "Other",
        "Others",
        "Our",
        "Over",
        "People",
        "Perhaps",
        "Please",
        "Police",
        "Several",
        "Shares",
        "She",
        "Should",
        "Since",
        "So",
        "Some",
        "Still",
        "Such",
        "Thank",
        "Thanks",
        "That",
        "The",
        "Their",
        "Then",
        "There",
        "These",
        "They",
        "This",
        "Those",
        "Though",
        "Three",
        "Thus",
        "Time",
        "To",
        "Today",
        "Two",
        "Under",
        "Unlike",
        "Until",
        "Was",
        "We",
        "Were",
        "What",
        "When",
        "Where",
        "Whether",
        "Which",
        "While",
        "Who",
        "Why",
        "Will",
        "With",
        "Would",
        "Yes",
        "Yesterday",
        "Yet",
        "You",
        "Your",
    ];
    STARTERS.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_decides_where_an_abbreviation_is_also_a_word() {
        assert_eq!(abbreviation("Gen"), Some(Abbreviation::Title));
        assert_eq!(abbreviation("gen"), None);
        assert_eq!(abbreviation("etc"), Some(Abbreviation::Closing));
        assert_eq!(abbreviation("Miss"), Some(Abbreviation::State));
    }

    #[test]
    fn starters_are_found() {
        for word in ["A", "The", "Your", "According", "He"] {
            assert!(is_starter(word), "{word}");
        }
        assert!(!is_starter("Congress"));
    }
}
