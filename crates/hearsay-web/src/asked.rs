//! What a request asks for: the parts of its path, the twin, the query.

use axum::http::{HeaderMap, Uri, header};
use percent_encoding::percent_decode_str;

/// In what form a page is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Twin {
    /// For people.
    Page,
    /// The same as JSON.
    Json,
    /// A table.
    Csv,
    /// A drawing for print.
    Svg,
    /// A feed.
    Atom,
    /// The text alone.
    Text,
}

/// A request that reads.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    /// The path without the ending of a twin, as it was written.
    pub(crate) path: String,
    /// Its parts, decoded.
    pub(crate) parts: Vec<String>,
    /// The twin asked for.
    pub(crate) twin: Twin,
    /// The query.
    pub(crate) query: Query,
    /// Who reviews, where somebody does.
    pub(crate) writer: Option<Writer>,
}

/// Somebody who gave the write token.
#[derive(Clone, Debug)]
pub(crate) struct Writer {
    /// What forms must bring back.
    pub(crate) csrf: String,
}

impl Asked {
    /// Reads an address; `None` where it is no UTF-8.
    pub(crate) fn new(uri: &Uri, writer: Option<Writer>) -> Option<Self> {
        let endings = [
            (".json", Twin::Json),
            (".csv", Twin::Csv),
            (".svg", Twin::Svg),
            (".atom", Twin::Atom),
            (".txt", Twin::Text),
        ];
        let whole = uri.path();
        let (path, twin) = endings
            .into_iter()
            .find_map(|(ending, twin)| whole.strip_suffix(ending).map(|path| (path, twin)))
            .unwrap_or((whole, Twin::Page));
        let parts = parts(path)?;
        Some(Self { path: path.to_owned(), parts, twin, query: Query::new(uri.query().unwrap_or("")), writer })
    }

    /// Reads an address whose path is no twin's, however it ends.
    pub(crate) fn whole(uri: &Uri, twin: Twin) -> Option<Self> {
        let query = Query::new(uri.query().unwrap_or(""));
        Some(Self { path: uri.path().to_owned(), parts: parts(uri.path())?, twin, query, writer: None })
    }

    /// A part of the path; empty where there is none.
    pub(crate) fn part(&self, at: usize) -> &str {
        self.parts.get(at).map_or("", String::as_str)
    }
}

fn parts(path: &str) -> Option<Vec<String>> {
    let part = |part: &str| percent_decode_str(part).decode_utf8().ok().map(|part| part.into_owned());
    path.split('/').filter(|part| !part.is_empty()).map(part).collect()
}

/// The pairs of a query or of a form, in order.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Query(Vec<(String, String)>);

impl Query {
    /// Reads `a=1&a=2`.
    pub(crate) fn new(text: &str) -> Self {
        Self(form_urlencoded::parse(text.as_bytes()).into_owned().collect())
    }

    /// The first value of a key that is not blank.
    pub(crate) fn get(&self, key: &str) -> Option<&str> {
        self.0.iter().find(|(name, value)| name == key && !value.trim().is_empty()).map(|(_, value)| value.trim())
    }

    /// Every value of a key.
    pub(crate) fn all<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(name, _)| name == key).map(|(_, value)| value.as_str())
    }

    /// Whether the key is there, with whatever value.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.0.iter().any(|(name, _)| name == key)
    }

    /// Whether the page asked for, if any, can be one.
    pub(crate) fn has_page(&self) -> bool {
        self.get("page").is_none_or(|page| page.parse().is_ok_and(|page: usize| (1..=100_000).contains(&page)))
    }

    /// The page of a list, from 1.
    pub(crate) fn page(&self) -> usize {
        self.get("page").and_then(|page| page.parse().ok()).filter(|page| (1..=100_000).contains(page)).unwrap_or(1)
    }

    /// The same query with these keys changed: `None` takes one out. With its question mark; empty where nothing is left.
    pub(crate) fn with(&self, changes: &[(&str, Option<&str>)]) -> String {
        let changed = |key: &str| changes.iter().any(|(name, _)| *name == key);
        let mut out = form_urlencoded::Serializer::new(String::new());
        for (key, value) in self.0.iter().filter(|(key, value)| !changed(key) && !value.is_empty()) {
            out.append_pair(key, value);
        }
        for (key, value) in changes {
            if let Some(value) = value {
                out.append_pair(key, value);
            }
        }
        let text = out.finish();
        if text.is_empty() { text } else { format!("?{text}") }
    }
}

/// A cookie's value.
pub(crate) fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let pairs = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    pairs.flat_map(|pairs| pairs.split(';')).find_map(|pair| {
        let (key, value) = pair.trim().split_once('=')?;
        (key == name).then_some(value)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_twin_is_told_by_the_end_of_the_path() {
        let asked =
            Asked::new(&"/dyad/USA/Sri%20Lanka.json?by=month&status=a&status=b&x=".parse().unwrap(), None).unwrap();
        assert_eq!((asked.twin, asked.part(1), asked.part(2)), (Twin::Json, "USA", "Sri Lanka"));
        assert_eq!(asked.query.all("status").collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(asked.query.get("x"), None);
        assert_eq!(asked.query.with(&[("by", Some("year")), ("status", None)]), "?by=year");
        assert!(Asked::new(&"/party/%ff".parse().unwrap(), None).is_none());
    }
}
