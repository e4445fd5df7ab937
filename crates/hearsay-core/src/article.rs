//! An article: one unchanging text, cut into blocks by what each is for.

use jiff::civil::Date;

use crate::{ArticleId, CommentId, Span, Text};

/// One article as extracted from a page, a plain text or a line of JSON.
///
/// Blocks are in text order and do not overlap. What no block covers is blank.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    /// The id it came with, or a fingerprint of the input bytes.
    pub id: ArticleId,
    /// Name of the file it was read from, where there was one.
    pub file: Option<String>,
    /// Address of the page.
    pub url: Option<String>,
    /// Who printed it.
    pub publisher: Option<String>,
    /// The wire that wrote it ("Reuters").
    pub agency: Option<String>,
    /// BCP 47 tag, where stated.
    pub language: Option<String>,
    /// People named in the byline.
    pub authors: Vec<String>,
    /// The place words that open the story ("WASHINGTON"), without the punctuation after them.
    pub dateline: Option<Span>,
    /// Day of publication; never guessed from the clock.
    pub published: Option<Date>,
    /// The moment of publication as the page states it, ISO 8601, with its zone where that is told: "2011-01-06T10:22:00Z".
    pub published_at: Option<String>,
    /// Whether the day comes first in figures ("06/01/2011"), as the caller, the page's language or its address tells.
    pub day_first: Option<bool>,
    /// The text all spans index.
    pub text: Text,
    /// What each part of the text is.
    pub blocks: Vec<Block>,
    /// Readers' comments, in text order.
    pub comments: Vec<Comment>,
    /// What was odd about the input.
    pub notes: Vec<Note>,
}

impl Article {
    /// The headline block's span, where there is one.
    pub fn headline(&self) -> Option<Span> {
        self.blocks.iter().find(|block| block.kind == BlockKind::Headline).map(|block| block.span)
    }

    /// The standfirst block's span, where there is one.
    pub fn standfirst(&self) -> Option<Span> {
        self.blocks.iter().find(|block| block.kind == BlockKind::Standfirst).map(|block| block.span)
    }

    /// Spans of the blocks of one kind, in text order.
    pub fn spans_of(&self, kind: BlockKind) -> impl Iterator<Item = Span> + '_ {
        self.blocks.iter().filter(move |block| block.kind == kind).map(|block| block.span)
    }

    /// The block that holds byte `offset`.
    pub fn block_at(&self, offset: usize) -> Option<&Block> {
        let after = self.blocks.partition_point(|block| block.span.start() <= offset);
        self.blocks[..after].last().filter(|block| offset < block.span.end())
    }
}

/// A stretch of the text with one use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is for.
    pub kind: BlockKind,
    /// All of it.
    pub span: Span,
    /// The part that is read as language: a paragraph without its dateline, a comment without its header line.
    /// Empty for blocks that are not read (byline, furniture).
    pub body: Span,
}

/// What a block is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// The headline.
    Headline,
    /// The summary line under it.
    Standfirst,
    /// Author, agency and date line.
    Byline,
    /// A paragraph of the story.
    Paragraph,
    /// A short heading between paragraphs.
    Crosshead,
    /// A reader's comment.
    Comment(CommentId),
    /// Share lines, moderation notices, "Read more", navigation: dropped from all reading.
    Furniture,
}

impl BlockKind {
    /// Whether the block's body is read as language.
    pub fn is_read(self) -> bool {
        !matches!(self, BlockKind::Byline | BlockKind::Furniture)
    }

    /// Whether the block is in the paper's own voice.
    pub fn is_report(self) -> bool {
        self.is_read() && !matches!(self, BlockKind::Comment(_))
    }
}

/// A reader's comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    /// The name signed with.
    pub author: Option<String>,
    /// The author's name in the text.
    pub author_span: Option<Span>,
    /// The day it was written, where the page gives a date.
    pub date: Option<Date>,
    /// Its age in the page's words ("10 years ago"); anchored to nothing.
    pub age: Option<String>,
    /// The name it answers ("@Peace").
    pub reply_to: Option<String>,
    /// Header and body.
    pub span: Span,
}

/// Something odd about the input, with a stable name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// A stable name such as `invalid-utf8`.
    pub name: &'static str,
    /// Where, if at one place.
    pub span: Option<Span>,
}
