//! What a search lights: stretches of a sentence, and whether each is one of the words that were looked for.

use rusqlite::{OptionalExtension, params};

use crate::dyad::asked_words;
use crate::error::Result;
use crate::store::Store;

/// A stretch of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Its words, as the article has them.
    pub text: String,
    /// Whether they were looked for.
    pub is_lit: bool,
}

/// Words of a snippet.
const WORDS: u8 = 48;

/// What stands before and after a lit word, until the text is cut there: no letter of any writing. Where an article has one
/// of its own, it lights too much or too little, and no more than that.
const SIGNS: [char; 2] = ['\u{e000}', '\u{e001}'];

impl Store {
    /// The part of an event's sentence where most of `words` stand.
    ///
    /// # Errors
    /// When the words are no query, or the file cannot be read.
    pub fn lit_sentence(&self, words: &str, event: i64) -> Result<Vec<Stretch>> {
        self.lit("sentence_words", "(select sentence from event where id = ?4)", words, event)
    }

    /// The part of a statement where most of `words` stand.
    ///
    /// # Errors
    /// As [`Store::lit_sentence`].
    pub fn lit_statement(&self, words: &str, statement: i64) -> Result<Vec<Stretch>> {
        self.lit("statement_words", "?4", words, statement)
    }

    fn lit(&self, table: &str, row: &str, words: &str, number: i64) -> Result<Vec<Stretch>> {
        let mut select = self.connection.prepare_cached(&format!(
            "select snippet({table}, 0, ?2, ?3, '…', {WORDS}) from {table} where {table} match ?1 and rowid = {row}"
        ))?;
        let [before, after] = SIGNS.map(String::from);
        let snippet: Option<String> = select
            .query_row(params![words, before, after, number], |row| row.get(0))
            .optional()
            .map_err(|error| asked_words(error, Some(words)))?;
        Ok(snippet.map(|snippet| stretches(&snippet)).unwrap_or_default())
    }
}

fn stretches(snippet: &str) -> Vec<Stretch> {
    let mut list: Vec<Stretch> = Vec::new();
    let mut is_lit = false;
    for part in snippet.split_inclusive(SIGNS) {
        let text = part.trim_end_matches(SIGNS);
        if !text.is_empty() {
            list.push(Stretch { text: text.to_owned(), is_lit });
        }
        is_lit = part.ends_with(SIGNS[0]);
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_that_do_not_close_light_and_no_more() {
        let told = |snippet: &str| -> Vec<(String, bool)> {
            stretches(snippet).into_iter().map(|stretch| (stretch.text, stretch.is_lit)).collect()
        };
        assert_eq!(told("a \u{e000}b\u{e001} c"), [("a ".into(), false), ("b".into(), true), (" c".into(), false)]);
        assert_eq!(told("\u{e001}a\u{e000}\u{e000}b"), [("a".into(), false), ("b".into(), true)]);
        assert_eq!(told(""), []);
    }
}
