//! The words of a sentence that tell one deed from another, and how far two sentences share them.

use std::collections::BTreeSet;

/// Words that stand in any sentence of news.
#[rustfmt::skip] // a list is read along its lines
const COMMON: &[&str] = &[
    "about", "after", "again", "against", "all", "also", "an", "and", "another", "any", "are", "as", "at", "be",
    "because", "been", "before", "being", "between", "both", "but", "by", "can", "could", "did", "do", "does",
    "during", "each", "earlier", "for", "former", "friday", "from", "had", "has", "have", "he", "her", "here", "him",
    "his", "how", "if", "in", "into", "is", "it", "its", "just", "last", "late", "later", "least", "may", "might",
    "monday", "month", "more", "most", "much", "must", "near", "new", "no", "not", "now", "of", "off", "official",
    "on", "one", "only", "or", "other", "our", "out", "over", "people", "report", "reported", "said", "same",
    "saturday", "say", "she", "should", "since", "so", "some", "such", "sunday", "than", "that", "the", "their",
    "them", "then", "there", "these", "they", "this", "those", "thursday", "to", "today", "told", "too", "tuesday",
    "two", "under", "until", "up", "was", "we", "wednesday", "week", "were", "what", "when", "where", "which",
    "while", "who", "whose", "will", "with", "would", "year", "yesterday",
];

/// The words of `sentence` that carry its story, lower case, without endings; numbers count as words.
pub(crate) fn telling_words(sentence: &str) -> BTreeSet<String> {
    sentence
        .split(|letter: char| !letter.is_alphanumeric())
        .map(str::to_lowercase)
        .filter(|word| word.len() > 1 && COMMON.binary_search(&word.as_str()).is_err())
        .map(without_ending)
        .collect()
}

/// "strikes", "striking" and "strike" are one word; what is left need not be English.
fn without_ending(mut word: String) -> String {
    for ending in ["ings", "ing", "ies", "es", "ed", "s", "e", "y"] {
        if let Some(stem) = word.strip_suffix(ending)
            && stem.chars().count() >= 4
        {
            let length = stem.len();
            word.truncate(length);
            return word;
        }
    }
    word
}

/// How many words two sentences share.
pub(crate) fn shared(left: &BTreeSet<String>, right: &BTreeSet<String>) -> usize {
    let (few, many) = if left.len() <= right.len() { (left, right) } else { (right, left) };
    few.iter().filter(|word| many.contains(*word)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_words_are_in_order_so_that_they_are_found() {
        assert!(COMMON.is_sorted());
    }

    #[test]
    fn endings_and_small_words_make_no_difference() {
        let words = |sentence| telling_words(sentence).into_iter().collect::<Vec<_>>().join(" ");
        assert_eq!(
            words("Arland's drones were striking the village of Ost on Monday."),
            "arland dron ost strik villag"
        );
        assert_eq!(words("A drone strikes villages; 24 died."), "24 died dron strik villag");
    }

    #[test]
    fn any_letters_do() {
        assert_eq!(telling_words("Überlingen 衝突 ☃").len(), 2);
        assert!(telling_words("").is_empty());
    }
}
