//! Identifiers: small numbers that cannot be mixed up, written in JSON with a letter before them.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use crate::lookup::{FNV, fnv};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

/// A text that is no id of its kind.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not an id like `{like}`")]
pub struct IdError {
    /// What was given.
    pub text: String,
    /// The first id of the kind.
    pub like: &'static str,
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident $letter:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(pub u32);

        impl $name {
            /// The place in its list, from 0.
            #[inline]
            pub fn index(self) -> usize {
                self.0 as usize
            }

            /// The id of the thing at `index` of its list.
            pub fn from_index(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($letter, "{}"), u64::from(self.0) + 1)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.to_string()
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                text.strip_prefix($letter)
                    .and_then(|number| number.parse::<u32>().ok())
                    .and_then(|number| number.checked_sub(1))
                    .map(Self)
                    .ok_or_else(|| IdError { text: text.to_owned(), like: concat!($letter, "1") })
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;

            fn try_from(text: String) -> Result<Self, IdError> {
                text.parse()
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "pattern": concat!("^", $letter, "[1-9][0-9]*$") })
            }
        }
    )*};
}

ids! {
    /// A word of a document, counted from its beginning.
    TokenId "t";
    /// A sentence of a document.
    SentenceId "n";
    /// A comment under an article.
    CommentId "c";
    /// Somebody or something an article speaks of.
    EntityId "e";
    /// A time expression.
    TimeId "d";
    /// A statement: who says what.
    StatementId "s";
    /// An event: who did what to whom.
    EventId "v";
}

/// A stable name for one article: the one it came with, else a fingerprint of its bytes.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct ArticleId(pub String);

impl ArticleId {
    /// The id of an article that brings none: 16 hexadecimal digits, FNV-1a (64 bit) over `bytes`.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self(format!("{:016x}", fnv(FNV, bytes.iter().copied())))
    }
}

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
