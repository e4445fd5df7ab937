//! Words of a text by the places where they begin.

use std::collections::BTreeSet;

/// Words that every noun phrase has.
const FUNCTION: &str = " a an the this that these those his her its their our my your he she it they we i you who whom whose which what \
    him them of for in on at by to from with and or as is are was were be been being has have had not no s ";

/// A text by code points.
pub(super) struct Text(pub Vec<char>);

impl Text {
    fn is_word(&self, at: i64) -> bool {
        self.at(at).is_some_and(|c| c.is_alphanumeric() || c == '_')
    }

    /// The code point there.
    pub(super) fn at(&self, at: i64) -> Option<char> {
        usize::try_from(at).ok().and_then(|at| self.0.get(at).copied())
    }

    /// Where the words that the spans touch begin; a word cut by a span begins with it.
    pub(super) fn words(&self, spans: &[[i64; 2]]) -> BTreeSet<i64> {
        let begins = |&at: &i64, start: i64| self.is_word(at) && (at == start || !self.is_word(at - 1));
        let places = |&[start, end]: &[i64; 2]| (start.max(0)..end).filter(move |at| begins(at, start.max(0)));
        spans.iter().flat_map(places).collect()
    }

    /// The word that begins there, in small letters.
    pub(super) fn word(&self, place: i64) -> String {
        (place..).take_while(|&at| self.is_word(at)).filter_map(|at| self.at(at)).flat_map(char::to_lowercase).collect()
    }

    pub(super) fn is_function(&self, place: i64) -> bool {
        FUNCTION.contains(&format!(" {} ", self.word(place)))
    }

    /// Whether the name stands in the other, whole.
    pub(super) fn names(name: &str, other: &str) -> bool {
        let border = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        other
            .match_indices(name)
            .any(|(at, _)| border(other[..at].chars().next_back()) && border(other[at + name.len()..].chars().next()))
    }
}

/// Whether any span of one shares letters with one of the other.
pub(super) fn overlap(left: &[[i64; 2]], right: &[[i64; 2]]) -> bool {
    left.iter().any(|a| right.iter().any(|b| a[0] < b[1] && b[0] < a[1]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_begin_where_letters_do_or_where_the_span_cuts_them() {
        let text = Text("Dorn's two wells, d_1".chars().collect());
        assert_eq!(text.words(&[[0, 21]]), [0, 5, 7, 11, 18].into());
        assert_eq!(text.words(&[[1, 3], [-4, 2]]), [0, 1].into());
        assert_eq!(text.word(11), "wells");
        assert!(text.is_function(5) && !text.is_function(7));
    }

    #[test]
    fn names_stand_whole() {
        assert!(Text::names("Dorn", "Paula Dorn"));
        assert!(!Text::names("Dorn", "Dornburg"));
    }
}
