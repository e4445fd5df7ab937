//! An article with its language: sentences, words, Universal Dependencies trees, names.

use std::ops::Range;
use std::sync::Arc;

use thiserror::Error;

use crate::{Article, Deprel, Feats, NameKind, Predicate, SentenceId, Span, TokenId, Upos};

/// An article's sentences, words, trees and names. Checked by [`Document::new`].
#[derive(Clone, Debug)]
pub struct Document {
    article: Arc<Article>,
    sentences: Vec<Sentence>,
    tokens: Vec<Token>,
    names: Vec<Name>,
    predicates: Option<Vec<Predicate>>,
    /// `children[child_starts[i]..child_starts[i + 1]]` are the dependents of token `i`, in text order.
    children: Vec<TokenId>,
    child_starts: Vec<u32>,
    /// The sentence of each token.
    sentence_of: Vec<SentenceId>,
}

/// One sentence: its tokens and their stretch of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its words, as places in the document's list; never empty.
    pub tokens: Range<u32>,
    /// From its first word to its last.
    pub span: Span,
}

impl Sentence {
    /// Ids of its words, in text order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = TokenId> + ExactSizeIterator + use<> {
        self.tokens.clone().map(TokenId)
    }

    /// Whether the word is one of its own.
    pub fn holds(&self, token: TokenId) -> bool {
        self.tokens.contains(&token.0)
    }
}

/// One syntactic word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its letters in the text. Words of one contraction that cannot be cut ("gimme") share a span.
    pub span: Span,
    /// Written together with the word before it in one UD token ("did" + "n't").
    pub joins_previous: bool,
    /// Dictionary form.
    pub lemma: Box<str>,
    /// Universal part of speech.
    pub upos: Upos,
    /// Penn Treebank tag.
    pub xpos: Box<str>,
    /// Morphological features.
    pub feats: Feats,
    /// The word it depends on; none for the root.
    pub head: Option<TokenId>,
    /// How it depends on it.
    pub deprel: Deprel,
}

/// A named person, organisation or place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Its words, as places in the document's list; never empty, inside one sentence.
    pub tokens: Range<u32>,
    /// What it names.
    pub kind: NameKind,
}

/// Why a set of sentences, tokens and names is no document.
#[derive(Debug, Error, PartialEq, Eq)]
#[allow(missing_docs)] // the messages say it
#[non_exhaustive]
pub enum DocumentError {
    #[error("sentence {0} has no words")]
    EmptySentence(usize),
    #[error("sentence {0} does not start where the one before it ended in the token list")]
    Gap(usize),
    #[error("{0} tokens lie outside all sentences")]
    Loose(usize),
    #[error("token {0} does not slice the text, or stands before the one in front of it")]
    BadSpan(usize),
    #[error("token {0} depends on a word outside its sentence")]
    HeadOutside(usize),
    #[error("token {0} is on a cycle")]
    Cycle(usize),
    #[error("name {0} is empty, out of order or crosses a sentence")]
    BadName(usize),
    #[error("predicate {0} is out of order, or speaks of a word outside its sentence")]
    BadPredicate(usize),
}

impl Document {
    /// Checks that tokens stand in order inside their sentences, that spans slice, that each sentence is a forest
    /// of trees without cycles, and that names are in order, apart, and inside one sentence.
    ///
    /// # Errors
    /// The first of these that does not hold.
    pub fn new(
        article: Arc<Article>,
        sentences: Vec<Sentence>,
        tokens: Vec<Token>,
        names: Vec<Name>,
    ) -> Result<Self, DocumentError> {
        check(&article, &sentences, &tokens, &names)?;
        let mut child_starts = vec![0_u32; tokens.len() + 1];
        for head in tokens.iter().filter_map(|token| token.head) {
            child_starts[head.index() + 1] += 1;
        }
        for i in 1..child_starts.len() {
            child_starts[i] += child_starts[i - 1];
        }
        let mut next = child_starts.clone();
        let mut children = vec![TokenId(0); child_starts.last().copied().unwrap_or(0) as usize];
        for (i, token) in tokens.iter().enumerate() {
            if let Some(head) = token.head {
                let slot = &mut next[head.index()];
                children[*slot as usize] = TokenId::from_index(i);
                *slot += 1;
            }
        }
        let mut sentence_of = Vec::with_capacity(tokens.len());
        for (i, sentence) in sentences.iter().enumerate() {
            sentence_of.resize(sentence.tokens.end as usize, SentenceId::from_index(i));
        }
        Ok(Self { article, sentences, tokens, names, predicates: None, children, child_starts, sentence_of })
    }

    /// The same document with what a model says of words that may tell deeds.
    ///
    /// # Errors
    /// Where predicates or their arguments are not in text order, or a word stands outside its predicate's sentence.
    pub fn with_predicates(self, predicates: Vec<Predicate>) -> Result<Self, DocumentError> {
        let mut after = 0;
        for (i, predicate) in predicates.iter().enumerate() {
            let token = predicate.token;
            let in_order = token.0 >= after && token.index() < self.tokens.len();
            let inside = || {
                let sentence = self.sentence(token);
                let earlier = predicate.same.iter().all(|&(other, _)| other < token && sentence.holds(other));
                let arguments = &predicate.arguments;
                earlier
                    && arguments.iter().all(|argument| sentence.holds(argument.token))
                    && arguments.windows(2).all(|pair| pair[0].token < pair[1].token)
            };
            if !in_order || !inside() {
                return Err(DocumentError::BadPredicate(i));
            }
            after = token.0 + 1;
        }
        Ok(Self { predicates: Some(predicates), ..self })
    }

    /// Words that may tell a deed, in text order, as a model sees them; `None` where no model was asked.
    pub fn predicates(&self) -> Option<&[Predicate]> {
        self.predicates.as_deref()
    }

    /// What a model says of a word that may tell a deed.
    pub fn predicate(&self, token: TokenId) -> Option<&Predicate> {
        let predicates = self.predicates()?;
        predicates.binary_search_by_key(&token, |predicate| predicate.token).ok().map(|at| &predicates[at])
    }

    /// The article this is the language of.
    pub fn article(&self) -> &Arc<Article> {
        &self.article
    }

    /// The words at `span`.
    #[inline]
    pub fn text(&self, span: Span) -> &str {
        self.article.text.at(span)
    }

    /// All sentences, in text order.
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// All words, in text order.
    #[inline]
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// Ids of all words, in text order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = TokenId> + use<> {
        (0..u32::try_from(self.tokens.len()).unwrap_or(u32::MAX)).map(TokenId)
    }

    /// All names, in text order.
    pub fn names(&self) -> &[Name] {
        &self.names
    }

    /// One word.
    #[inline]
    pub fn token(&self, id: TokenId) -> &Token {
        crate::work::step();
        &self.tokens[id.index()]
    }

    /// A word's letters.
    #[inline]
    pub fn form(&self, id: TokenId) -> &str {
        self.text(self.token(id).span)
    }

    /// A word's dictionary form.
    #[inline]
    pub fn lemma(&self, id: TokenId) -> &str {
        &self.token(id).lemma
    }

    /// The name that `token` is a word of.
    pub fn name_at(&self, token: TokenId) -> Option<&Name> {
        let after = self.names.partition_point(|name| name.tokens.start <= token.0);
        self.names[..after].last().filter(|name| name.tokens.contains(&token.0))
    }

    /// The stretch of text from the first of `tokens` to the last.
    pub fn span_of(&self, tokens: Range<u32>) -> Span {
        self.token(TokenId(tokens.start)).span.cover(self.token(TokenId(tokens.end.max(tokens.start + 1) - 1)).span)
    }

    /// The words that begin inside `span`, as places in the document's list.
    pub fn words_in(&self, span: Span) -> Range<u32> {
        let before = |offset| TokenId::from_index(self.tokens.partition_point(|token| token.span.start() < offset)).0;
        before(span.start())..before(span.end())
    }

    /// The id of the sentence that holds `token`.
    #[inline]
    pub fn sentence_id(&self, token: TokenId) -> SentenceId {
        self.sentence_of[token.index()]
    }

    /// The sentence that holds `token`.
    #[inline]
    pub fn sentence(&self, token: TokenId) -> &Sentence {
        &self.sentences[self.sentence_id(token).index()]
    }

    /// The word that `token` depends on.
    #[inline]
    pub fn head(&self, token: TokenId) -> Option<TokenId> {
        self.token(token).head
    }

    /// The words that depend on `token`, in text order.
    #[inline]
    pub fn children(&self, token: TokenId) -> &[TokenId] {
        let at = |i: usize| self.child_starts[i] as usize;
        &self.children[at(token.index())..at(token.index() + 1)]
    }

    /// The dependents whose relation one of `labels` names (see [`Deprel::is`]), in text order.
    #[inline]
    pub fn children_by<'d>(&'d self, token: TokenId, labels: &'d [&'d str]) -> impl Iterator<Item = TokenId> + 'd {
        self.children(token).iter().copied().filter(move |&child| self.token(child).deprel.is_any(labels))
    }

    /// The first dependent whose relation one of `labels` names.
    #[inline]
    pub fn child(&self, token: TokenId, labels: &[&str]) -> Option<TokenId> {
        self.children(token).iter().copied().find(|&child| self.token(child).deprel.is_any(labels))
    }

    /// The words above `token`, nearest first.
    #[inline]
    pub fn ancestors(&self, token: TokenId) -> impl Iterator<Item = TokenId> + '_ {
        std::iter::successors(self.head(token), |&above| self.head(above))
    }

    /// Whether `token` is `above` or depends on it, however far.
    #[inline]
    pub fn is_under(&self, token: TokenId, above: TokenId) -> bool {
        token == above || self.ancestors(token).any(|ancestor| ancestor == above)
    }

    /// `token` and all words below it, in text order.
    pub fn subtree(&self, token: TokenId) -> Vec<TokenId> {
        self.subtree_without(token, |_| false)
    }

    /// Like [`Document::subtree`], leaving out every dependent for which `cut` holds, with all below it.
    pub fn subtree_without(&self, token: TokenId, cut: impl Fn(TokenId) -> bool) -> Vec<TokenId> {
        let mut found = vec![token];
        let mut next = 0;
        while next < found.len() {
            found.extend(self.children(found[next]).iter().copied().filter(|&child| !cut(child)));
            next += 1;
        }
        found.sort_unstable();
        found
    }

    /// From the first word of `token`'s subtree to the last.
    pub fn subtree_span(&self, token: TokenId) -> Span {
        let words = self.subtree(token);
        words.iter().fold(self.token(token).span, |span, &word| span.cover(self.token(word).span))
    }
}

fn check(article: &Article, sentences: &[Sentence], tokens: &[Token], names: &[Name]) -> Result<(), DocumentError> {
    let mut end = 0;
    for (i, sentence) in sentences.iter().enumerate() {
        if sentence.tokens.start != end {
            return Err(DocumentError::Gap(i));
        }
        if sentence.tokens.is_empty() {
            return Err(DocumentError::EmptySentence(i));
        }
        end = sentence.tokens.end;
    }
    if end as usize != tokens.len() {
        return Err(DocumentError::Loose(tokens.len().abs_diff(end as usize)));
    }
    let text = article.text.as_str();
    let mut last = Span::new(0, 0);
    for (i, token) in tokens.iter().enumerate() {
        let in_order = last.end() <= token.span.start() || (token.joins_previous && last == token.span);
        if token.span.is_empty() || !in_order || text.get(token.span.start()..token.span.end()).is_none() {
            return Err(DocumentError::BadSpan(i));
        }
        last = token.span;
    }
    for sentence in sentences {
        check_sentence(sentence, tokens)?;
    }
    let mut after = 0;
    for (i, name) in names.iter().enumerate() {
        let sentence = sentences.partition_point(|sentence| sentence.tokens.end <= name.tokens.start);
        let inside = sentences.get(sentence).is_some_and(|sentence| name.tokens.end <= sentence.tokens.end);
        if name.tokens.is_empty() || name.tokens.start < after || !inside {
            return Err(DocumentError::BadName(i));
        }
        after = name.tokens.end;
    }
    Ok(())
}

/// Every head inside the sentence, and every word reaches a root: linear, by colouring paths.
pub(crate) fn check_sentence(sentence: &Sentence, tokens: &[Token]) -> Result<(), DocumentError> {
    let start = sentence.tokens.start as usize;
    let mut path_of = vec![0_usize; sentence.tokens.len()];
    for first in sentence.ids() {
        let path = first.index() + 1;
        let mut at = first;
        while path_of[at.index() - start] == 0 {
            path_of[at.index() - start] = path;
            match tokens[at.index()].head {
                None => break,
                Some(head) if !sentence.holds(head) => return Err(DocumentError::HeadOutside(at.index())),
                Some(head) if path_of[head.index() - start] == path => return Err(DocumentError::Cycle(at.index())),
                Some(head) => at = head,
            }
        }
    }
    Ok(())
}
