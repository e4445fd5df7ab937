//! Which column, or key, of a pile holds what.

use std::str::FromStr;

/// What is known of an article, each by its own column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Id,
    Text,
    Html,
    Title,
    Date,
    Url,
    Publisher,
    Language,
}

impl Part {
    pub(crate) const ALL: [Self; 8] =
        [Self::Id, Self::Text, Self::Html, Self::Title, Self::Date, Self::Url, Self::Publisher, Self::Language];

    fn name(self) -> &'static str {
        self.names()[0]
    }

    /// Its own name, and what others call it; the first that is there counts.
    fn names(self) -> &'static [&'static str] {
        match self {
            Self::Id => &["id", "uuid", "guid", "articleid", "docid"],
            Self::Text => &[
                "text",
                "body",
                "content",
                "bodytext",
                "articletext",
                "articlebody",
                "maintext",
                "fulltext",
                "article",
                "story",
                "description",
                "summary",
            ],
            Self::Html => &["html", "bodyhtml", "contenthtml", "rawhtml"],
            Self::Title => &["title", "headline", "name"],
            Self::Date => &[
                "date",
                "published",
                "datepublished",
                "publishedat",
                "publisheddate",
                "publishdate",
                "datepublish",
                "pubdate",
                "publicationdate",
                "publicationdatetime",
                "webpublicationdate",
                "created",
                "createdat",
            ],
            Self::Url => &["url", "link", "uri", "weburl", "permalink"],
            Self::Publisher => &["publisher", "source", "outlet", "publication", "sourcedomain", "newspaper", "domain"],
            Self::Language => &["language", "lang"],
        }
    }
}

/// Which columns hold what, where they are not called as usual: `text=body,date=published`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns(Vec<(Part, String)>);

/// What is wrong with a list of columns.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ColumnsError {
    /// A part without `=`.
    #[error("`{0}` has no `=`: give them like text=body,date=published")]
    NoSign(String),
    /// A name on the left that is none of ours.
    #[error("`{0}` is none of id, text, html, title, date, url, publisher, language")]
    Unknown(String),
}

impl FromStr for Columns {
    type Err = ColumnsError;

    fn from_str(words: &str) -> Result<Self, ColumnsError> {
        let mut pairs = Vec::new();
        for pair in words.split(',').map(str::trim).filter(|pair| !pair.is_empty()) {
            let (part, column) = pair.split_once('=').ok_or_else(|| ColumnsError::NoSign(pair.to_owned()))?;
            let (part, column) = (part.trim(), column.trim());
            let known = Part::ALL.into_iter().find(|known| known.name() == part);
            pairs.push((known.ok_or_else(|| ColumnsError::Unknown(part.to_owned()))?, column.to_owned()));
        }
        Ok(Self(pairs))
    }
}

/// A column that was named and is not there.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct NoColumn(pub(crate) String);

/// As names are compared: small letters and digits only.
fn plain(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

impl Columns {
    /// Whether nothing was said.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The name that was given for a part.
    pub(crate) fn given(&self, part: Part) -> Option<&str> {
        self.0.iter().find(|(given, _)| *given == part).map(|(_, column)| column.as_str())
    }

    /// The column of each part, by its place among `names`; or the name that was given and is not there.
    pub(crate) fn among(&self, names: &[&str]) -> Result<[Option<usize>; 8], NoColumn> {
        let mut places = [None; 8];
        for (place, part) in places.iter_mut().zip(Part::ALL) {
            *place = match self.given(part) {
                Some(given) => Some(
                    names
                        .iter()
                        .position(|name| name.trim() == given)
                        .or_else(|| names.iter().position(|name| plain(name) == plain(given)))
                        .ok_or_else(|| NoColumn(given.to_owned()))?,
                ),
                None => part.names().iter().find_map(|usual| names.iter().position(|name| plain(name) == *usual)),
            };
        }
        // What was named is the text; what only may be is not, beside it.
        if self.given(Part::Text).is_none() && self.given(Part::Html).is_some() {
            places[Part::Text as usize] = None;
        }
        Ok(places)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_by_what_they_are_called() {
        let columns: Columns = "text=Story body, date=when".parse().unwrap();
        let places = columns.among(&["ID", "Story Body", "when", "Head-line", "Published"]).unwrap();
        assert_eq!(places, [Some(0), Some(1), None, Some(3), Some(2), None, None, None]);
        assert_eq!(columns.among(&["ID", "when"]), Err(NoColumn("Story body".to_owned())));
        assert_eq!("body".parse::<Columns>(), Err(ColumnsError::NoSign("body".to_owned())));
        assert_eq!("words=body".parse::<Columns>(), Err(ColumnsError::Unknown("words".to_owned())));
    }
}
