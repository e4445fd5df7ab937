//! What the caller knows, and why there may be no article.

use jiff::civil::Date;

/// What the caller knows of the input beside its bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints {
    /// Name of the file it was read from.
    pub file: Option<String>,
    /// Day of publication; used only where the page tells none, and to settle a missing year.
    pub published: Option<Date>,
    /// Address of the page; used only where the page tells none.
    pub url: Option<String>,
    /// Whether "06/01/2011" is the sixth of January; `None` where the page itself has to tell.
    pub day_first: Option<bool>,
    /// How much of a page's marks is believed.
    pub limits: PageLimits,
}

/// Where a page's marks end being a page: what goes beyond is refused by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageLimits {
    /// Elements inside one another. Browsers stop at 512.
    pub nesting: usize,
    /// Bytes of one element's attributes. A saved page may hold its pictures there.
    pub attributes: usize,
}

impl Default for PageLimits {
    fn default() -> Self {
        Self { nesting: 100_000, attributes: 32 << 20 }
    }
}

/// Why there is no article.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PageError {
    /// Nothing but blanks.
    #[error("there is no text in it")]
    Empty,
    /// Bytes of another kind of file.
    #[error("this is {what}, not text; give plain text, HTML or JSON Lines")]
    NotText {
        /// What it looks like: "a PDF file", "binary data".
        what: &'static str,
    },
    /// A page without a sentence on it.
    #[error("no article text was found on the page")]
    NoArticle,
    /// A line of JSON Lines that is no JSON object.
    #[error("line {line}: {why}")]
    BadJson {
        /// Counted from 1.
        line: usize,
        /// What is wrong with it.
        why: String,
    },
    /// A line of JSON Lines whose article has neither `text` nor `html`, or blank ones.
    #[error("line {line}: {} has no `text` or `html`", .id.as_ref().map_or("the article".to_owned(), |id| format!("article `{id}`")))]
    NoText {
        /// Counted from 1.
        line: usize,
        /// Its `id`, where it has one.
        id: Option<String>,
    },
    /// A page of more bytes than are looked at.
    #[error("{}more than {most} bytes in one page; give many articles as JSON Lines, one a line", at_line(*.line))]
    TooLong {
        /// Counted from 1, where it is one of JSON Lines.
        line: Option<usize>,
        /// How many a page may have.
        most: usize,
    },
    /// A page whose elements lie deeper in one another than a page's do.
    #[error("more than {most} elements of the page lie in one another")]
    TooDeep {
        /// How many may.
        most: usize,
    },
    /// An element with attributes longer than a page's are.
    #[error("an element of the page has {bytes} bytes of attributes, more than the {most} that are looked at")]
    LongAttributes {
        /// How long they are.
        bytes: usize,
        /// How long they may be.
        most: usize,
    },
    /// A text longer than any article.
    #[error(
        "its text has {bytes} bytes, more than the {LONGEST_TEXT} that one article may have; give many articles as JSON Lines, one a line"
    )]
    TooLarge {
        /// Length of the text.
        bytes: usize,
    },
    /// Reading the input failed.
    #[error("it cannot be read to its end: {why}")]
    Unreadable {
        /// What went wrong.
        why: String,
    },
}

fn at_line(line: Option<usize>) -> String {
    line.map_or(String::new(), |line| format!("line {line}: "))
}

/// The longest text of an article, in bytes: a hundred times the longest news story, and about two minutes' reading.
pub const LONGEST_TEXT: usize = 10 << 20;

/// Refuses what is no article but a pile of them: reading is by the article, and holds all of it in memory.
pub(crate) fn ensure_short(bytes: usize) -> Result<(), PageError> {
    if bytes > LONGEST_TEXT { Err(PageError::TooLarge { bytes }) } else { Ok(()) }
}
