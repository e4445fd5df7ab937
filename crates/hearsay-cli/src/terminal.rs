//! Words of articles on a terminal: what would steer it is shown and not done.

use std::borrow::Cow;

/// The text as people may see it: escape sequences, bells, carriage returns and marks that turn the direction of writing
/// round become `\u{fffd}`; line ends and tabs stay. JSON is for programs, and stays exact.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().any(|letter| shown(letter) != letter) { text.chars().map(shown).collect() } else { text.into() }
}

/// What stands for a letter.
pub(crate) fn shown(letter: char) -> char {
    let steers = match letter {
        '\n' | '\t' => false,
        // Line and paragraph separators; left-to-right, right-to-left and Arabic letter marks; embeddings, overrides, isolates.
        '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}' => true,
        letter => letter.is_control(),
    };
    if steers { '\u{fffd}' } else { letter }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_steers_the_terminal() {
        for steers in [
            "\u{1b}[2J",
            "\u{1b}]0;title\u{7}",
            "\u{9b}31m",
            "\u{9d}8;;x\u{9c}",
            "a\rb",
            "a\u{8}b",
            "\u{0}",
            "\u{7f}",
            "\u{202e}txt.exe",
            "\u{2066}x\u{2069}",
            "\u{200f}",
        ] {
            let cleaned = clean(steers);
            assert!(cleaned.contains('\u{fffd}'), "{steers:?}");
            assert!(cleaned.chars().all(|letter| shown(letter) == letter && letter != '\u{1b}'), "{cleaned:?}");
            assert_eq!(cleaned.chars().count(), steers.chars().count());
        }
        assert_eq!(clean("Arland’s envoys\tleft —\nall “three”"), "Arland’s envoys\tleft —\nall “three”");
    }
}
