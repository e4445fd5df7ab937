//! What a search lights: stretches of a sentence, and whether each is one of the words that were looked for.

use std::collections::BTreeMap;

use rusqlite::params;

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
    /// The parts of events' sentences where most of `words` stand, by the event's number.
    ///
    /// # Errors
    /// When the words are no query, or the file cannot be read.
    pub fn lit_sentences(&self, words: &str, events: &[i64]) -> Result<BTreeMap<i64, Vec<Stretch>>> {
        let sql = format!("select id, sentence from event where id in ({})", listed(events));
        let mut select = self.connection.prepare(&sql)?;
        let rows = select.query_map([], |row| Ok((row.get("id")?, row.get("sentence")?)))?;
        let sentence_of: BTreeMap<i64, i64> = rows.collect::<rusqlite::Result<_>>()?;
        let sentences: Vec<i64> = sentence_of.values().copied().collect();
        let lit = self.lit("sentence_words", words, &sentences)?;
        Ok(sentence_of.into_iter().filter_map(|(event, sentence)| Some((event, lit.get(&sentence)?.clone()))).collect())
    }

    /// The parts of statements where most of `words` stand, by the statement's number.
    ///
    /// # Errors
    /// As [`Store::lit_sentences`].
    pub fn lit_statements(&self, words: &str, statements: &[i64]) -> Result<BTreeMap<i64, Vec<Stretch>>> {
        self.lit("statement_words", words, statements)
    }

    fn lit(&self, table: &str, words: &str, rows: &[i64]) -> Result<BTreeMap<i64, Vec<Stretch>>> {
        // The sign has SQLite look for the words once, and not once for each row.
        let mut select = self.connection.prepare(&format!(
            "select rowid, snippet({table}, 0, ?2, ?3, '…', {WORDS}) as lit from {table}
             where {table} match ?1 and +rowid in ({})",
            listed(rows)
        ))?;
        let [before, after] = SIGNS.map(String::from);
        let fault = |error| asked_words(error, Some(words));
        let mut found = select.query(params![words, before, after]).map_err(fault)?;
        let mut lit = BTreeMap::new();
        while let Some(row) = found.next().map_err(fault)? {
            lit.insert(row.get("rowid")?, stretches(&row.get::<_, String>("lit")?));
        }
        Ok(lit)
    }
}

fn listed(numbers: &[i64]) -> String {
    numbers.iter().map(i64::to_string).collect::<Vec<_>>().join(", ")
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
