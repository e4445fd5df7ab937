//! What is kept of an article.

/// What is kept of an article, and who read it.
#[derive(Clone, Debug)]
pub struct Keep {
    /// Version of hearsay that read the articles.
    pub reader: String,
    /// Whether their texts are kept; without them a store has the sentences of evidence only.
    pub text: bool,
    /// Whether an article that is there already, read by the same version, makes way for its new reading too.
    pub again: bool,
}
