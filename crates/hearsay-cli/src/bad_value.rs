//! What is wrong with the value of an option.

/// In words, as they stand behind the option's name on standard error.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct BadValue(pub(crate) String);
