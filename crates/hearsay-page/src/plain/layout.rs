//! Lines to pieces: one paragraph a line, or a paragraph hard-wrapped over many.

use hearsay_core::Span;

use crate::dates::is_blank;
use crate::ending::ending;

/// A stretch of text that belongs together: a line, or the lines of a hard-wrapped paragraph. Without the blanks around it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Piece {
    pub(crate) span: Span,
    /// It is the signature at the end of the line before it, cut off.
    pub(crate) signs: bool,
}

/// A line that is not blank.
#[derive(Clone, Copy)]
struct Line {
    span: Span,
    /// Letters, counted up to [`WIDEST`].
    columns: u16,
    /// A blank line stands above it.
    gap: bool,
    /// It begins further right than column one.
    indented: bool,
}

/// Nobody wraps mail or wire copy wider than this.
const WIDEST: u16 = 110;

/// The pieces of `text`; a line for which `alone` holds is never joined to its neighbours.
pub(crate) fn pieces(text: &str, alone: impl Fn(&str) -> bool) -> Vec<Piece> {
    let lines = lines(text);
    let width = wrapped_at(text, &lines);
    let mut pieces = Vec::<Piece>::new();
    for (index, line) in lines.iter().enumerate() {
        let joins = width.is_some_and(|width| {
            index > 0
                && goes_on(text, lines[index - 1], *line, width)
                && ![lines[index - 1], *line].iter().any(|line| alone(words(text, *line)))
        });
        match pieces.last_mut() {
            Some(last) if joins => last.span = last.span.cover(line.span),
            _ => pieces.push(Piece { span: line.span, signs: false }),
        }
    }
    pieces
}

/// The pieces, with the signatures at the ends of lines cut off where several lines are signed so.
pub(crate) fn signatures_apart(text: &str, pieces: Vec<Piece>) -> Vec<Piece> {
    let cut = |piece: &Piece| {
        let words = &text[piece.span.start()..piece.span.end()];
        let ending = ending(words)?;
        let (end, sign) = (piece.span.start() + ending.words.len(), ending.sign);
        let start = piece.span.start() + words.trim_end().len() - sign.len();
        Some([(piece.span.start(), end, false), (start, start + sign.len(), true)])
    };
    if pieces.iter().filter_map(cut).take(2).count() < 2 {
        return pieces;
    }
    let whole = |piece: &Piece| vec![*piece];
    let parts = |parts: [(usize, usize, bool); 2]| -> Vec<Piece> {
        parts.map(|(start, end, signs)| Piece { span: Span::new(start, end), signs }).to_vec()
    };
    pieces.iter().flat_map(|piece| cut(piece).map_or_else(|| whole(piece), parts)).collect()
}

fn words(text: &str, line: Line) -> &str {
    &text[line.span.start()..line.span.end()]
}

fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut gap = false;
    let mut start = 0;
    let bytes = text.as_bytes();
    while start < bytes.len() {
        let end =
            bytes[start..].iter().position(|byte| matches!(byte, b'\n' | b'\r')).map_or(bytes.len(), |at| start + at);
        let raw = &text[start..end];
        let left = raw.trim_start_matches(is_blank);
        let line = left.trim_end_matches(is_blank);
        if line.is_empty() {
            gap = true;
        } else {
            let from = end - left.len();
            let columns = line.chars().take(usize::from(WIDEST) + 1).count();
            lines.push(Line {
                span: Span::new(from, from + line.len()),
                columns: u16::try_from(columns).unwrap_or(u16::MAX),
                gap,
                indented: raw.len() - left.len() >= 2,
            });
            gap = false;
        }
        start = end + if bytes[end..].starts_with(b"\r\n") { 2 } else { 1 };
    }
    lines
}

/// The width at which the text was wrapped, if it was.
fn wrapped_at(text: &str, lines: &[Line]) -> Option<u16> {
    // A long address or a table row may stick out: the width is that of all but a twentieth of the lines.
    let mut widths = [0usize; WIDEST as usize + 2];
    for line in lines {
        widths[usize::from(line.columns)] += 1;
    }
    let mut left = lines.len() - lines.len() / 20;
    let width = widths.iter().position(|&count| {
        left = left.saturating_sub(count);
        left == 0
    })?;
    let width = u16::try_from(width).ok().filter(|width| (30..=WIDEST).contains(width))?;
    // Paragraphs of one line each never begin in the middle of a sentence; wrapped lines mostly do.
    let (mut breaks, mut full, mut inside) = (0usize, 0usize, 0usize);
    for pair in lines.windows(2).filter(|pair| !pair[1].gap) {
        breaks += 1;
        full += usize::from(is_full(text, pair[0], pair[1], width));
        inside += usize::from(words(text, pair[1]).starts_with(char::is_lowercase));
    }
    (inside > 0 && inside * 3 >= breaks && full * 2 >= breaks).then_some(width)
}

/// Whether the next line's first word would not have fitted any more.
fn is_full(text: &str, line: Line, next: Line, width: u16) -> bool {
    let word = words(text, next).split(char::is_whitespace).next().unwrap_or("").chars().take(60).count();
    usize::from(line.columns) + 1 + word + 3 > usize::from(width)
}

fn goes_on(text: &str, line: Line, next: Line, width: u16) -> bool {
    let first = words(text, next);
    let bullet = first.starts_with(['•', '*', '·', '–', '—']) || first.starts_with("- ");
    let opens = next.gap || bullet || (next.indented && !line.indented);
    !opens && (first.starts_with(char::is_lowercase) || is_full(text, line, next, width))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let pieces = pieces(text, |line| line.starts_with("By "));
        let found: Vec<&str> = pieces.iter().map(|piece| &text[piece.span.start()..piece.span.end()]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn one_line_is_one_paragraph_with_or_without_blank_lines() {
        check("One here.\n\nTwo there.\nThree.\r\n\r\nFour.\r\n", &["One here.", "Two there.", "Three.", "Four."]);
    }

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        check(
            "Arland expels envoys\nBy Jane Dorn\n\nArland on Monday expelled three diplomats of\nBreland, its foreign ministry said, in a step\nthat both had long expected.\n\nBreland protested.",
            &[
                "Arland expels envoys",
                "By Jane Dorn",
                "Arland on Monday expelled three diplomats of\nBreland, its foreign ministry said, in a step\nthat both had long expected.",
                "Breland protested.",
            ],
        );
    }

    #[test]
    fn indented_lines_begin_paragraphs_of_wrapped_text() {
        check(
            "  Arland on Monday expelled three diplomats\nfrom Breland, its foreign ministry said.\n  The ministry of Breland said nothing, and\nit will not say anything soon.",
            &[
                "Arland on Monday expelled three diplomats\nfrom Breland, its foreign ministry said.",
                "The ministry of Breland said nothing, and\nit will not say anything soon.",
            ],
        );
    }
}
