//! The anatomy of a plain text: which stretch is headline, standfirst, byline, story, cross-head, comment, furniture.

pub(crate) mod byline;
pub(crate) mod comment;
pub(crate) mod dateline;
pub(crate) mod facts;
mod head;
mod layout;
mod region;
pub(crate) mod stamp;
mod thread;

use hearsay_core::{Article, Block, BlockKind, Comment, Span, Text};

use crate::words::{self, is_prose, is_title_like};
use crate::{Hints, doubt};
use facts::Facts;
use layout::Piece;

/// Everything that can be told of a plain text; `title` is what it is known to be called, where that is known.
pub(crate) fn article(text: String, title: Option<&str>, hints: &Hints) -> Article {
    let pieces = layout::pieces(&text, |line| {
        crate::words::is_furniture(line) || byline::read(line).is_some() || comment::header(line).is_some()
    });
    let pieces = layout::signatures_apart(&text, pieces);
    let mut anatomy = Anatomy {
        text: &text,
        pieces: &pieces,
        blocks: Vec::new(),
        comments: Vec::new(),
        facts: Facts { day_first: hints.day_first, ..Facts::default() },
    };
    let lines = thread::lines(&text, &pieces);
    // "More stories", each signed and dated.
    let related = |first: usize| (first.saturating_sub(2)..first).any(|at| words::is_related(anatomy.words(at)));
    let shaped = thread::shaped(&lines, &pieces).filter(|&first| !related(first));
    // A board or a list of comments may stand alone: what looks like its byline is its first writer's.
    let alone = shaped.filter(|&first| thread::stands_alone(&lines, first));
    let story = anatomy.head(title, alone.unwrap_or(pieces.len()));
    let mut readers = anatomy.readers(story, &lines);
    if let Some(first) = shaped.filter(|&first| first >= story && (alone.is_some() || anatomy.has_prose(story, first)))
    {
        readers = readers.min(first);
    }
    if readers == pieces.len() {
        readers = anatomy.doubtful_readers(story, hints).unwrap_or(readers);
    }
    readers = thread::below_title(&lines, readers);
    if alone.is_some() && readers < pieces.len() && !anatomy.has_prose(story, readers) {
        // What stands above a board is its way there.
        (story..readers).for_each(|index| anatomy.add(BlockKind::Furniture, index));
    } else {
        anatomy.story(story, readers);
    }
    anatomy.read_comments(readers, &lines);
    let dateline = anatomy.read_dateline(hints).or(anatomy.facts.place);
    let Anatomy { blocks, comments, facts, .. } = anatomy;
    let mut article = Article { dateline, blocks, comments, ..Article::default() };
    facts.fill(&mut article, hints);
    article.text = Text::from(text);
    article
}

/// A text under the knife.
struct Anatomy<'t> {
    text: &'t str,
    pieces: &'t [Piece],
    blocks: Vec<Block>,
    comments: Vec<Comment>,
    facts: Facts,
}

impl<'t> Anatomy<'t> {
    fn words(&self, index: usize) -> &'t str {
        self.pieces.get(index).map_or("", |piece| &self.text[piece.span.start()..piece.span.end()])
    }

    fn add(&mut self, kind: BlockKind, index: usize) {
        self.blocks.push(block(kind, self.pieces[index].span));
    }

    fn has_prose(&self, from: usize, to: usize) -> bool {
        (from..to).any(|index| is_prose(self.words(index)))
    }

    /// The first piece that may be a reader's, where nothing says that readers write here.
    fn doubtful_readers(&self, from: usize, hints: &Hints) -> Option<usize> {
        let lines: Vec<&str> = (from..self.pieces.len()).map(|index| self.words(index)).collect();
        // Some pages are dated below the story only: what a timeline there tells of came before that day.
        let mut closing = Facts::default();
        for index in from.max(self.pieces.len().saturating_sub(2))..self.pieces.len() {
            if let Some(byline) = byline::read(self.words(index)).filter(byline::Byline::is_anchored) {
                closing.add(byline, self.pieces[index].span.start());
            }
        }
        let published = self.facts.published(hints).or_else(|| closing.published(hints));
        let known = doubt::Known { published, authors: &self.facts.authors };
        doubt::readers(&lines, &known).map(|at| from + at)
    }

    /// Paragraphs, cross-heads and furniture of the pieces `from` to `to`.
    fn story(&mut self, from: usize, to: usize) {
        for index in from..to {
            let words = self.words(index);
            let kind = if crate::words::is_furniture(words) || crate::words::opens_comments(words) {
                self.facts.authors_of_colophon(words);
                self.facts.day_of_colophon(words, self.pieces[index].span.start());
                BlockKind::Furniture
            } else if index + 2 >= to && byline::read(words).is_some_and(|byline| byline.is_anchored()) {
                // Some pages sign below the story: "— Reuters", "By Jane Dorn in Arland City".
                let span = self.pieces[index].span;
                if let Some(byline) = byline::read(words) {
                    self.facts.add(byline, span.start());
                }
                BlockKind::Byline
            } else if self.is_crosshead(index, from, to) {
                BlockKind::Crosshead
            } else {
                BlockKind::Paragraph
            };
            self.add(kind, index);
        }
    }

    /// A short line of its own between paragraphs, no sentence: ‘Serious breach’, What happens next.
    fn is_crosshead(&self, index: usize, from: usize, to: usize) -> bool {
        let next = self.next_prose(index + 1, to);
        // Without a paragraph below it, it heads nothing; the line after the next matters not.
        next.is_some_and(|next| is_prose(self.words(next)) && !is_title_like(self.words(next)))
            && is_title_like(self.words(index))
            // Two short lines in a row are a list or a table.
            && (index == from || !is_title_like(self.words(index - 1)) || crate::words::is_furniture(self.words(index - 1)))
    }

    fn next_prose(&self, from: usize, to: usize) -> Option<usize> {
        (from..to.min(from + 4)).find(|&index| !crate::words::is_furniture(self.words(index)))
    }

    fn read_dateline(&mut self, hints: &Hints) -> Option<Span> {
        let first = self.blocks.iter().position(|block| block.kind == BlockKind::Paragraph)?;
        let block = &mut self.blocks[first];
        let words = &self.text[block.span.start()..block.span.end()];
        let dateline = dateline::read(words)?;
        let start = block.span.start();
        block.body = Span::new(start + dateline.length, block.span.end());
        let near = self.facts.published(hints);
        self.facts.add_dateline(&dateline, start, near);
        (!dateline.place.is_empty()).then(|| Span::new(start + dateline.place.start, start + dateline.place.end))
    }
}

/// A block of one kind; what is not read has an empty body.
pub(crate) fn block(kind: BlockKind, span: Span) -> Block {
    let body = if kind.is_read() { span } else { Span::new(span.start(), span.start()) };
    Block { kind, span, body }
}
