//! Why there is no article.

use hearsay_page::PageError;

/// Why a piece of a pile, or all that follows of it, is no article.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// As of any page or text.
    #[error(transparent)]
    Page(#[from] PageError),
    /// It is something else.
    #[error("this is {what}{}", .instead.map(|instead| format!("; {instead}")).unwrap_or_default())]
    Foreign {
        /// What it is: "a tar archive", "an XML file of `urlset`".
        what: String,
        /// What its owner could do.
        instead: Option<&'static str>,
    },
    /// A part of it that should have an article has none.
    #[error("{what}")]
    NoText {
        /// What is missing: "the entry has no text".
        what: String,
    },
    /// It is not as its kind should be.
    #[error("{why}")]
    Damaged {
        /// What is wrong with it.
        why: String,
    },
    /// It ends before it should.
    #[error("it is cut off: {why}")]
    CutOff {
        /// Where.
        why: String,
    },
    /// It goes beyond a limit of [`crate::Limits`].
    #[error("{why}")]
    Limit {
        /// Which.
        why: String,
    },
    /// Its publisher took it back.
    #[error("its provider withdrew it ({status})")]
    Withdrawn {
        /// In the provider's word: `stat:canceled`.
        status: String,
    },
}

impl Fault {
    /// The kind of it, in words that many share: for counting.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Page(PageError::Empty) => "empty",
            Self::Page(PageError::NotText { .. }) | Self::Foreign { .. } => "of another kind",
            Self::Page(PageError::NoArticle | PageError::NoText { .. }) | Self::NoText { .. } => "without article text",
            Self::Page(PageError::BadJson { .. }) | Self::Damaged { .. } => "damaged",
            Self::Page(PageError::TooLong { .. } | PageError::TooLarge { .. }) | Self::Limit { .. } => "over a limit",
            Self::Page(PageError::Unreadable { .. }) | Self::CutOff { .. } => "cut off or unreadable",
            Self::Withdrawn { .. } => "withdrawn",
            Self::Page(_) => "not read",
        }
    }

    pub(crate) fn damaged(why: impl Into<String>) -> Self {
        Self::Damaged { why: why.into() }
    }

    pub(crate) fn no_text(what: impl Into<String>) -> Self {
        Self::NoText { what: what.into() }
    }

    pub(crate) fn foreign(what: impl Into<String>) -> Self {
        Self::Foreign { what: what.into(), instead: None }
    }

    /// Of reading that failed.
    pub(crate) fn reading(error: &std::io::Error) -> Self {
        let why = error.to_string();
        if why.starts_with(crate::unpack::BOMB) {
            return Self::Limit { why };
        }
        Self::Page(PageError::Unreadable { why })
    }
}
