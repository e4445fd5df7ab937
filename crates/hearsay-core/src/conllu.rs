//! CoNLL-U, in and out: the window on trees, and the form in which tests keep them.
//!
//! Besides the standard columns, MISC carries names as `NER=B-ORG` / `NER=I-ORG`. The comment
//! `# block = headline | standfirst | crosshead | paragraph | comment | furniture` opens a new block of the
//! article (`# newpar` and `# newdoc` open a paragraph), `# published = 2011-01-06` dates it.

use std::fmt::Write as _;
use std::sync::Arc;

use thiserror::Error;

use crate::tags::UposError;
use crate::{
    Article, ArticleId, Block, BlockKind, Comment, CommentId, Deprel, Document, DocumentError, Feats, Name, NameKind,
    Sentence, Span, Text, Token, TokenId, Upos,
};

/// Why a text is not CoNLL-U that we can take in.
#[derive(Debug, Error, PartialEq)]
#[non_exhaustive]
pub enum ConlluError {
    /// A line that is none.
    #[error("line {line}: {what}")]
    Line {
        /// Counted from 1.
        line: usize,
        /// What is wrong with it.
        what: String,
    },
    /// The lines are well formed, the trees are not.
    #[error("sentence ending on line {line}: {source}")]
    Tree {
        /// Counted from 1.
        line: usize,
        /// What is wrong.
        source: DocumentError,
    },
}

/// Reads a CoNLL-U text as one document.
///
/// The article's text is rebuilt from the words and `SpaceAfter=No`; sentences of one paragraph are joined by
/// a space, paragraphs by a blank line.
///
/// # Errors
/// The first line or sentence that is not well formed.
pub fn read(conllu: &str) -> Result<Document, ConlluError> {
    let mut reader = Reader::default();
    for (number, line) in conllu.lines().enumerate() {
        reader.line(number + 1, line.trim_end_matches('\r'))?;
    }
    let lines = conllu.lines().count();
    reader.end_sentence(lines)?;
    reader.finish(lines)
}

/// One `# newdoc` at a time, each as its own document; a text without `# newdoc` is one document.
///
/// # Errors
/// As [`read`], with line numbers counted in the whole text.
pub fn read_documents(conllu: &str) -> Result<Vec<Document>, ConlluError> {
    let mut documents = Vec::new();
    let mut reader = Reader::default();
    let mut lines = 0;
    for (number, line) in conllu.lines().enumerate() {
        lines = number + 1;
        if line.starts_with("# newdoc") && !reader.tokens.is_empty() {
            reader.end_sentence(lines)?;
            documents.push(std::mem::take(&mut reader).finish(lines)?);
        }
        reader.line(lines, line.trim_end_matches('\r'))?;
    }
    reader.end_sentence(lines)?;
    documents.push(reader.finish(lines)?);
    Ok(documents)
}

#[derive(Default)]
struct Reader {
    text: String,
    article: Article,
    sentences: Vec<Sentence>,
    tokens: Vec<Token>,
    names: Vec<Name>,
    heads: Vec<(usize, usize)>,
    /// The multiword token being read: first and last word number, its span, and how far its letters are used up.
    joined: Option<(usize, usize, Span, usize)>,
    new_block: Option<BlockKind>,
    space: bool,
}

impl Reader {
    fn line(&mut self, number: usize, line: &str) -> Result<(), ConlluError> {
        if line.is_empty() {
            return self.end_sentence(number);
        }
        if let Some(comment) = line.strip_prefix('#') {
            return self.comment(number, comment.trim());
        }
        self.word(number, line)
    }

    fn comment(&mut self, line: usize, comment: &str) -> Result<(), ConlluError> {
        let (key, value) = comment.split_once('=').map_or((comment, ""), |(key, value)| (key.trim(), value.trim()));
        match key {
            "published" => {
                let day = value.parse().map_err(|error| bad(line, format!("`{value}` is no day: {error}")))?;
                self.article.published = Some(day);
            }
            "block" => {
                self.new_block = Some(match value {
                    "headline" => BlockKind::Headline,
                    "standfirst" => BlockKind::Standfirst,
                    "crosshead" => BlockKind::Crosshead,
                    "paragraph" => BlockKind::Paragraph,
                    "comment" => BlockKind::Comment(CommentId::from_index(self.article.comments.len())),
                    "furniture" => BlockKind::Furniture,
                    _ => return Err(bad(line, format!("`{value}` is no kind of block"))),
                });
            }
            _ if key.starts_with("newdoc") || key.starts_with("newpar") => {
                if key.starts_with("newdoc") && !value.is_empty() {
                    self.article.id = ArticleId(value.to_owned());
                }
                self.new_block = Some(BlockKind::Paragraph);
            }
            _ => {}
        }
        Ok(())
    }

    fn word(&mut self, line: usize, row: &str) -> Result<(), ConlluError> {
        let columns: Vec<&str> = row.split('\t').collect();
        let &[id, form, lemma, upos, xpos, feats, head, deprel, _, misc] = columns.as_slice() else {
            return Err(bad(line, format!("{} columns where CoNLL-U has 10", columns.len())));
        };
        if id.contains('.') {
            return Ok(()); // an empty node of the enhanced graph
        }
        let number = |text: &str| text.parse::<usize>().map_err(|_| bad(line, format!("`{text}` is no word number")));
        let spaced = !misc.split('|').any(|item| item == "SpaceAfter=No");
        if let Some((first, last)) = id.split_once('-') {
            let span = self.letters(form, spaced);
            self.joined = Some((number(first)?, number(last)?, span, span.start()));
            return Ok(());
        }
        let id = number(id)?;
        let expected = self.heads.len() + 1;
        if id != expected {
            return Err(bad(line, format!("word {id} where {expected} is due")));
        }
        let (span, joins_previous) = match self.joined {
            Some((first, last, whole, used)) if (first..=last).contains(&id) => {
                // "did" + "n't" slice "didn't"; where the words do not spell the token, all share its span.
                let rest = Span::new(used, whole.end());
                let spelled = self.text.get(rest.start()..rest.end()).unwrap_or("");
                let span = if spelled.starts_with(form) && (id < last) == (form.len() < spelled.len()) {
                    Span::new(used, used + form.len())
                } else {
                    whole
                };
                self.joined = Some((first, last, whole, span.end()));
                (span, id > first)
            }
            _ => (self.letters(form, spaced), false),
        };
        let upos = if upos == "_" {
            Upos::X
        } else {
            upos.parse().map_err(|error: UposError| bad(line, error.to_string()))?
        };
        let at = u32::try_from(self.tokens.len()).unwrap_or(u32::MAX);
        if let Some(label) = misc.split('|').find_map(|item| item.strip_prefix("NER=")) {
            self.name(line, label, at)?;
        }
        self.heads.push((line, if head == "_" { 0 } else { number(head)? }));
        self.tokens.push(Token {
            span,
            joins_previous,
            lemma: if lemma == "_" && form != "_" { form.into() } else { lemma.into() },
            upos,
            xpos: if xpos == "_" { "".into() } else { xpos.into() },
            feats: Feats::new(feats),
            head: None,
            deprel: Deprel::new(if deprel == "_" { "dep" } else { deprel }),
        });
        Ok(())
    }

    fn name(&mut self, line: usize, label: &str, at: u32) -> Result<(), ConlluError> {
        let Some((place, kind)) = label.split_once('-') else { return Ok(()) };
        let kind = NameKind::from_label(kind).ok_or_else(|| bad(line, format!("`{kind}` is no kind of name")))?;
        match self.names.last_mut() {
            Some(name) if place == "I" && name.kind == kind && name.tokens.end == at => name.tokens.end += 1,
            _ => self.names.push(Name { tokens: at..at + 1, kind }),
        }
        Ok(())
    }

    /// Writes one orthographic token at the end of the text.
    fn letters(&mut self, form: &str, spaced: bool) -> Span {
        if let Some(kind) = self.new_block.take() {
            self.open_block(kind);
        } else if self.article.blocks.is_empty() {
            self.open_block(BlockKind::Paragraph);
        } else if self.space {
            self.text.push(' ');
        }
        let start = self.text.len();
        self.text.push_str(form);
        self.space = spaced;
        let span = Span::new(start, self.text.len());
        if let Some(block) = self.article.blocks.last_mut() {
            block.span = block.span.cover(span);
            block.body = block.span;
            if let BlockKind::Comment(id) = block.kind {
                self.article.comments[id.index()].span = block.span;
            }
        }
        span
    }

    fn open_block(&mut self, kind: BlockKind) {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let span = Span::new(self.text.len(), self.text.len());
        if let BlockKind::Comment(_) = kind {
            self.article.comments.push(Comment {
                author: None,
                author_span: None,
                date: None,
                age: None,
                reply_to: None,
                span,
            });
        }
        self.article.blocks.push(Block { kind, span, body: span });
    }

    fn end_sentence(&mut self, line: usize) -> Result<(), ConlluError> {
        if self.heads.is_empty() {
            return Ok(());
        }
        let first = self.tokens.len() - self.heads.len();
        for (i, (line, head)) in std::mem::take(&mut self.heads).into_iter().enumerate() {
            if head > self.tokens.len() - first {
                return Err(bad(line, format!("head {head} is outside the sentence")));
            }
            self.tokens[first + i].head = head.checked_sub(1).map(|head| TokenId::from_index(first + head));
        }
        let span = self.tokens[first].span.cover(self.tokens[self.tokens.len() - 1].span);
        let tokens = TokenId::from_index(first).0..TokenId::from_index(self.tokens.len()).0;
        let sentence = Sentence { tokens, span };
        crate::document::check_sentence(&sentence, &self.tokens)
            .map_err(|source| ConlluError::Tree { line, source })?;
        self.sentences.push(sentence);
        self.joined = None;
        self.space = true;
        Ok(())
    }

    fn finish(mut self, line: usize) -> Result<Document, ConlluError> {
        if self.article.id.0.is_empty() {
            self.article.id = ArticleId::of_bytes(self.text.as_bytes());
        }
        self.article.text = Text::from(self.text);
        Document::new(Arc::new(self.article), self.sentences, self.tokens, self.names)
            .map_err(|source| ConlluError::Tree { line, source })
    }
}

fn bad(line: usize, what: String) -> ConlluError {
    ConlluError::Line { line, what }
}

/// Writes a document as CoNLL-U, with `# newpar` where a block begins and names in MISC.
pub fn write(document: &Document) -> String {
    let mut out = String::new();
    let mut block_start = None;
    for (number, sentence) in document.sentences().iter().enumerate() {
        let block = document.article().block_at(sentence.span.start()).map(|block| block.span.start());
        if number == 0 {
            let _ = writeln!(out, "# newdoc id = {}", document.article().id);
        }
        if number == 0 || block != block_start {
            out.push_str("# newpar\n");
        }
        block_start = block;
        let text = document.text(sentence.span).replace(['\n', '\r', '\t'], " ");
        let _ = writeln!(out, "# sent_id = {}\n# text = {text}", number + 1);
        write_words(document, sentence, &mut out);
        out.push('\n');
    }
    out
}

fn write_words(document: &Document, sentence: &Sentence, out: &mut String) {
    let number = |id: TokenId| id.0 - sentence.tokens.start + 1;
    let one_line = |form: &str| form.replace(|c: char| c.is_whitespace(), " ");
    for id in sentence.ids() {
        let token = document.token(id);
        let last_of_token =
            (id.0 + 1..sentence.tokens.end).map(TokenId).take_while(|&next| document.token(next).joins_previous).last();
        let end = |id: TokenId| document.token(id).span.end();
        let space_after = |id: TokenId| {
            let next = document.tokens().get(id.index() + 1);
            next.is_none_or(|next| next.span.start() > end(id))
        };
        if let (false, Some(last)) = (token.joins_previous, last_of_token) {
            let form = one_line(document.text(token.span.cover(document.token(last).span)));
            let misc = if space_after(last) { "_" } else { "SpaceAfter=No" };
            let _ = writeln!(out, "{}-{}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{misc}", number(id), number(last));
        }
        let mut misc = Vec::new();
        if let Some(name) = document.name_at(id) {
            let place = if name.tokens.start == id.0 { "B" } else { "I" };
            misc.push(format!("NER={place}-{}", name.kind.label()));
        }
        if !token.joins_previous && last_of_token.is_none() && !space_after(id) {
            misc.push("SpaceAfter=No".to_owned());
        }
        let misc = if misc.is_empty() { "_".to_owned() } else { misc.join("|") };
        let _ = writeln!(
            out,
            "{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\t_\t{misc}",
            number(id),
            one_line(document.form(id)),
            one_line(&token.lemma),
            token.upos.label(),
            if token.xpos.is_empty() { "_" } else { &token.xpos },
            token.feats.column(),
            token.head.map_or(0, number),
            token.deprel.full(),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: &str = "\
# newdoc id = arland
# newpar
# sent_id = 1
# text = Arland didn't sign.
1\tArland\tArland\tPROPN\tNNP\tNumber=Sing\t4\tnsubj\t_\tNER=B-LOC
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdid\tdo\tAUX\tVBD\tTense=Past\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\tPolarity=Neg\t4\tadvmod\t_\t_
4\tsign\tsign\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

";

    #[test]
    fn what_is_read_is_written_again() {
        let document = read(SAMPLE).expect("well formed");
        assert_eq!(document.article().text.as_str(), "Arland didn't sign.");
        assert_eq!(document.form(TokenId(2)), "n't");
        assert_eq!(document.children(TokenId(3)).len(), 4);
        assert_eq!(write(&document), SAMPLE);
    }

    #[test]
    fn a_bad_line_is_named() {
        let cycle = SAMPLE.replace("\t0\troot", "\t1\troot");
        assert!(matches!(read(&cycle), Err(ConlluError::Tree { line: 11, source: DocumentError::Cycle(_) })));
        let short = SAMPLE.replace("\tNER=B-LOC", "");
        assert_eq!(
            read(&short).map(|_| ()),
            Err(ConlluError::Line { line: 5, what: "9 columns where CoNLL-U has 10".to_owned() })
        );
    }
}
