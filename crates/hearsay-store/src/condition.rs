//! Conditions of questions, put together piece by piece.

use rusqlite::types::Value;

use crate::party::Party;

/// A condition and its parameters, in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Condition {
    pub(crate) sql: String,
    pub(crate) values: Vec<Value>,
}

impl Condition {
    pub(crate) fn and(&mut self, sql: &str, values: impl IntoIterator<Item = Value>) {
        if !self.sql.is_empty() {
            self.sql.push_str(" and ");
        }
        self.sql.push_str(sql);
        self.values.extend(values);
    }

    /// The column must be one of these; the other conditions stand beside it.
    pub(crate) fn one_of(&mut self, column: &str, numbers: impl IntoIterator<Item = i64>) {
        let list: Vec<String> = numbers.into_iter().map(|number| number.to_string()).collect();
        self.and(&format!("{column} in ({})", list.join(", ")), []);
    }

    /// `side` is `source` or `target`.
    pub(crate) fn party(&mut self, side: &str, party: &Party) {
        self.one_of(&format!("x.{side}_root"), party.roots.iter().copied());
        if let Some((select, values)) = &party.actors {
            self.and(&format!("x.{side} in ({select})"), values.iter().cloned());
        }
    }

    pub(crate) fn within(&mut self, column: &str, from: Option<i64>, until: Option<i64>) {
        match (from, until) {
            (None, None) => {}
            (from, until) => {
                // A day that nothing tells is 0: it lies in no time that was asked for.
                let (from, until) = (from.unwrap_or(1), until.unwrap_or(i64::MAX));
                self.and(&format!("{column} between ? and ?"), [from.into(), until.into()]);
            }
        }
    }

    pub(crate) fn text(&self) -> &str {
        if self.sql.is_empty() { "1" } else { &self.sql }
    }
}
