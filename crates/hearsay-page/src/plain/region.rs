//! Where the readers' part of a plain text begins.

use super::Anatomy;
use super::comment::{self, Header, Sign};
use super::stamp;
use super::thread::Line;
use crate::words::{is_furniture, is_prose, is_related, is_signature, opens_comments};

impl Anatomy<'_> {
    /// The first piece of the readers' part; the number of pieces where there is none.
    pub(super) fn readers(&self, from: usize, lines: &[Line]) -> usize {
        let prose = self.prose();
        let mut thread = None;
        // A page has one such title, or a few counters; a million of them are no page.
        let mut titles = 0..8;
        let mut related = false;
        for index in from..self.pieces.len() {
            // Other stories are signed and dated as well.
            related |= is_related(self.words(index));
            if opens_comments(self.words(index))
                && titles.next().is_some()
                && self.is_opening(index, from, &prose, lines)
            {
                return index;
            }
            match self.header(index, false).map(|header| header.sign) {
                Some(Sign::Sure) if !related && self.is_thread(index, from, &prose) => {
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
    fn is_opening(&self, index: usize, from: usize, prose: &[usize], lines: &[Line]) -> bool {
        let end = self.pieces.len();
        let before = prose[index] - prose[from];
        let signed = |at: usize| lines[at].stamp.is_some() || lines[at].opens || self.header(at, true).is_some();
        match (index + 1..end).find(|&at| signed(at)) {
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
            .any(|at| !is_furniture(self.words(at)) && stamp::stamp_line(self.words(at)).is_none());
        let (before, after) = (prose[index] - prose[from], prose[end] - prose[index + 1]);
        inline || (followed && after <= before)
    }

    /// The comment header that piece `index` opens with; with `among` readers' words, weaker signs are enough.
    fn header(&self, index: usize, among: bool) -> Option<Header> {
        let words = self.words(index);
        if among && let Some(header) = comment::at_name(words) {
            return Some(header);
        }
        let stamp = stamp::stamp_line(self.words(index + 1));
        if let Some(header) = comment::header(words) {
            // The day under "Oda Lund says:" makes it sure.
            let sign = if header.sign == Sign::Thread && stamp.is_some() { Sign::Sure } else { header.sign };
            return (among || sign > Sign::Among).then_some(Header { sign, ..header });
        }
        // The name on a line of its own, the day or the age on the next.
        let stamp = stamp.filter(|stamp| among || stamp.age.is_some())?;
        let name = is_signature(words) && !is_prose(words) && !is_furniture(words) && !opens_comments(words);
        let signed = name && stamp::stamp_line(words).is_none();
        signed.then_some(Header {
            author: Some(0..words.len()),
            stamp,
            sign: Sign::Sure,
            answers: None,
            body: words.len(),
        })
    }
}
