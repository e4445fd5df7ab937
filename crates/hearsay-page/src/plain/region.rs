//! Where the readers' part of a page begins, and whose words are whose in it.

use std::collections::BTreeSet;

use hearsay_core::{BlockKind, Comment, CommentId, Span};

use super::comment::{self, Header, Sign, Stamp};
use super::{Anatomy, block, is_prose};
use crate::words::{is_furniture, is_signature, opens_comments};

/// A comment while its pieces come in.
struct Open {
    author: Option<Span>,
    stamp: Stamp,
    answers: Option<usize>,
    span: Span,
    body: Span,
}

impl Anatomy<'_> {
    /// The first piece of the readers' part; the number of pieces where there is none.
    pub(super) fn readers(&self, from: usize) -> usize {
        let prose = self.prose();
        let mut thread = None;
        // A page has one such title, or a few counters; a million of them are no page.
        let mut titles = 0..8;
        for index in from..self.pieces.len() {
            if opens_comments(self.words(index)) && titles.next().is_some() && self.is_opening(index, from, &prose) {
                return index;
            }
            match self.header(index, false).map(|header| header.sign) {
                Some(Sign::Sure) if self.is_thread(index, from, &prose) => {
                    return self.with_title(thread.unwrap_or(index), from);
                }
                // "Oda Lund says:" twice is a thread; once, or before a quotation, the report hands over to Ms Lund.
                Some(Sign::Thread) if !self.words(index + 1).starts_with(['"', '“', '‘', '\'', '«']) => {
                    match thread {
                        Some(first) => return first,
                        None => thread = Some(index),
                    }
                }
                _ => {}
            }
        }
        self.pieces.len()
    }

    /// Bytes of prose before each piece, and in all.
    fn prose(&self) -> Vec<usize> {
        let mut sum = 0;
        let mut prose = vec![0];
        for index in 0..self.pieces.len() {
            let words = self.words(index);
            sum += if is_prose(words) && !is_furniture(words) { words.len() } else { 0 };
            prose.push(sum);
        }
        prose
    }

    /// "Comments" above the first comment belongs to them.
    fn with_title(&self, index: usize, from: usize) -> usize {
        if index > from && opens_comments(self.words(index - 1)) { index - 1 } else { index }
    }

    /// Whether "Comments (12)" at `index` opens them, and is not the counter that stands over many a story.
    fn is_opening(&self, index: usize, from: usize, prose: &[usize]) -> bool {
        let end = self.pieces.len();
        let before = prose[index] - prose[from];
        match (index + 1..end).find(|&at| self.header(at, true).is_some()) {
            // Everything up to the first signed comment would be unsigned ones.
            Some(first) => prose[first] - prose[index] <= before,
            None => before > 0 && prose[end] - prose[index] <= before,
        }
    }

    /// Whether the header at `index` opens readers' words, and is not the signature of a story, above it or below.
    fn is_thread(&self, index: usize, from: usize, prose: &[usize]) -> bool {
        let end = self.pieces.len();
        if (index + 1..end).any(|at| self.header(at, false).is_some_and(|header| header.sign > Sign::Among)) {
            return true;
        }
        let inline = self.header(index, false).is_some_and(|header| header.body < self.words(index).len());
        let followed = (index + 1..end.min(index + 4))
            .any(|at| !is_furniture(self.words(at)) && comment::stamp_line(self.words(at)).is_none());
        let (before, after) = (prose[index] - prose[from], prose[end] - prose[index + 1]);
        inline || (followed && after <= before)
    }

    /// The comment header that piece `index` opens with; with `among` readers' words, weaker signs are enough.
    fn header(&self, index: usize, among: bool) -> Option<Header> {
        let words = self.words(index);
        if among && let Some(header) = comment::at_name(words) {
            return Some(header);
        }
        let stamp = comment::stamp_line(self.words(index + 1));
        if let Some(header) = comment::header(words) {
            // The day under "Oda Lund says:" makes it sure.
            let sign = if header.sign == Sign::Thread && stamp.is_some() { Sign::Sure } else { header.sign };
            return (among || sign > Sign::Among).then_some(Header { sign, ..header });
        }
        // The name on a line of its own, the day or the age on the next.
        let stamp = stamp.filter(|stamp| among || stamp.age.is_some())?;
        let name = is_signature(words) && !is_prose(words) && !is_furniture(words) && !opens_comments(words);
        let signed = name && comment::stamp_line(words).is_none();
        signed.then_some(Header {
            author: Some(0..words.len()),
            stamp,
            sign: Sign::Sure,
            answers: None,
            body: words.len(),
        })
    }

    /// Cuts the pieces from `from` on into comments and furniture.
    pub(super) fn read_comments(&mut self, from: usize) {
        let mut comments = Vec::<Open>::new();
        let mut open = false;
        let mut index = from;
        while index < self.pieces.len() {
            let span = self.pieces[index].span;
            let words = self.words(index);
            let at = |offset: usize| span.start() + offset;
            if is_furniture(words) || opens_comments(words) {
                self.blocks.push(block(BlockKind::Furniture, span));
                open = false;
            } else if let Some(last) =
                comments.last_mut().filter(|last| open && last.body.is_empty() && comment::at_name(words).is_some())
            {
                // "Oda Lund says: / @Nils Holm: you are right" is one comment.
                last.span = last.span.cover(span);
                last.body = span;
            } else if let Some(header) = self.header(index, true) {
                let mut body = Span::new(at(header.body), span.end());
                let mut whole = span;
                let mut stamp = header.stamp;
                // The day of "Oda Lund says:" stands on the next line.
                if body.is_empty()
                    && let Some(next) = self.pieces.get(index + 1).map(|piece| piece.span)
                    && let Some(below) = comment::stamp_line(self.words(index + 1))
                {
                    if stamp == Stamp::default() {
                        stamp = below;
                    }
                    whole = whole.cover(next);
                    body = Span::new(next.end(), next.end());
                    index += 1;
                }
                comments.push(Open {
                    author: header.author.map(|author| Span::new(at(author.start), at(author.end))),
                    stamp,
                    answers: header.answers.map(at),
                    span: whole,
                    body,
                });
                open = true;
            } else if let Some(last) = comments.last_mut().filter(|_| open) {
                if last.body.is_empty() {
                    last.body = span;
                }
                last.span = last.span.cover(span);
                last.body = last.body.cover(span);
            } else {
                comments.push(Open { author: None, stamp: Stamp::default(), answers: None, span, body: span });
                open = true;
            }
            index += 1;
        }
        self.close(comments);
    }

    fn close(&mut self, comments: Vec<Open>) {
        let text = self.text;
        let name = |span: Span| &text[span.start()..span.end()];
        let authors: BTreeSet<String> =
            comments.iter().filter_map(|open| open.author).map(|author| name(author).to_lowercase()).collect();
        let near = self.facts.published(&crate::Hints::default());
        for open in comments {
            let id = CommentId::from_index(self.comments.len());
            // "@NAME" may also stand at the beginning of the lines below the header.
            let answers = open.answers.or_else(|| {
                comment::at_name(name(open.body)).and_then(|header| header.answers).map(|at| open.body.start() + at)
            });
            let answered = answers.and_then(|at| {
                comment::answered(&text[at..open.span.end().max(at)], &authors)
                    .map(|(name, length)| (name, at + length))
            });
            let start = answered.map_or(open.body.start(), |(_, start)| start.min(open.body.end()));
            let start = open.body.end() - text[start..open.body.end()].trim_start_matches(crate::dates::is_blank).len();
            self.blocks.push(hearsay_core::Block {
                kind: BlockKind::Comment(id),
                span: open.span,
                body: Span::new(start, open.body.end()),
            });
            self.comments.push(Comment {
                author: open.author.map(|author| name(author).to_owned()),
                author_span: open.author,
                date: open.stamp.date(near),
                age: open.stamp.age,
                reply_to: answered.map(|(name, _)| name.to_owned()),
                span: open.span,
            });
        }
        self.blocks.sort_by_key(|block| block.span);
    }
}
