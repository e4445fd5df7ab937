//! The terminal: its width and colours, and words of articles on it, which are shown and steer nothing.

use std::borrow::Cow;
use std::env;
use std::io::{self, IsTerminal as _};

use crate::args::{Colour, Look};
use crate::report::Paint;

/// Columns where output is no terminal.
const WIDTH: u16 = 80;

impl Look {
    /// Columns to fill.
    pub(crate) fn columns(&self) -> usize {
        let terminal = || terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| width.0);
        usize::from(self.width.or_else(terminal).unwrap_or(WIDTH).clamp(40, 160))
    }

    /// Whether there are colours: what is asked for, else what the environment says, else on a terminal.
    pub(crate) fn paint(&self) -> Paint {
        let is_set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
        let colour = match self.color {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto if env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) => false,
            Colour::Auto if is_set("CLICOLOR_FORCE") => true,
            Colour::Auto => env::var_os("TERM").is_none_or(|term| term != "dumb") && io::stdout().is_terminal(),
        };
        if colour { Paint::Colour } else { Paint::Plain }
    }
}

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
