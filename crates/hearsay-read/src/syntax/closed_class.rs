//! Words of closed classes: there are no more of them than stand here.

/// Monday to Sunday, in small letters.
pub(crate) const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// Whether the word, in small letters, names a day of the week.
pub(crate) fn is_weekday(word: &str) -> bool {
    WEEKDAYS.contains(&word)
}

/// The number that a word names, in small letters: "seven", "thirty".
pub(crate) fn cardinal(word: &str) -> Option<u32> {
    const SMALL: [&str; 21] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    ];
    let place = SMALL.iter().position(|&small| small == word)?;
    u32::try_from(place).ok()
}

/// Nouns and pronouns of quantity, by lemma: of what there is so much, the phrase after "of" says ("dozens of soldiers").
pub(crate) fn is_quantity(lemma: &str) -> bool {
    const QUANTITIES: &[&str] = &[
        "couple", "dozen", "fifth", "group", "half", "handful", "hundred", "lot", "majority", "many", "million",
        "minority", "most", "number", "one", "pair", "percent", "quarter", "rest", "several", "some", "third",
        "thousand", "three", "two",
    ];
    QUANTITIES.binary_search(&lemma).is_ok()
}

/// Nouns of parts, by lemma: what they are part of acts with them ("members of the council").
pub(crate) fn is_part(lemma: &str) -> bool {
    const PARTS: &[&str] = &["batch", "contingent", "detachment", "element", "member", "part", "team", "unit", "wave"];
    PARTS.binary_search(&lemma).is_ok()
}

/// "not", "never", "no", "neither", "nor": words that deny the clause or the phrase they stand in, by lemma.
pub(crate) fn is_negator(lemma: &str) -> bool {
    matches!(lemma, "not" | "n't" | "n’t" | "never" | "no" | "neither" | "nor")
}

/// "nobody", "nothing", "none": by lemma in small letters.
pub(crate) fn is_negative_pronoun(lemma: &str) -> bool {
    matches!(lemma, "nobody" | "none" | "nothing" | "neither" | "noone")
}

/// "the", "this", "those": what has such a determiner is known, by lemma in small letters.
pub(crate) fn is_definite(lemma: &str) -> bool {
    matches!(lemma, "the" | "this" | "that" | "these" | "those")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_number() {
        assert_eq!((cardinal("zero"), cardinal("twelve"), cardinal("dozen")), (Some(0), Some(12), None));
        assert!(is_quantity("couple") && is_quantity("two") && !is_quantity("soldier"));
        assert!(is_part("batch") && is_part("wave") && !is_part("soldier"));
    }
}
