//! Text wrapped to a width, with words underlined.

use hearsay::core::Span;

use crate::terminal::shown;

/// Whether the report has colours.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Paint {
    /// ANSI colours.
    Colour,
    /// None.
    Plain,
}

impl Paint {
    fn code(self, code: &str, text: &str) -> String {
        match self {
            Paint::Colour => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
            Paint::Plain => text.to_owned(),
        }
    }

    pub(super) fn bold(self, text: &str) -> String {
        self.code("1", text)
    }

    pub(super) fn faint(self, text: &str) -> String {
        self.code("2", text)
    }

    /// The colour that goes with an underlining character.
    fn mark(self, mark: char, text: &str) -> String {
        match mark {
            WHO => self.code("36", text),
            DEED => self.code("1;33", text),
            WHOM => self.code("35", text),
            WHAT => self.code("32", text),
            _ => text.to_owned(),
        }
    }
}

/// Underlines who says or does it.
pub(super) const WHO: char = '=';
/// Underlines the cue of a statement, the trigger of an event.
pub(super) const DEED: char = '^';
/// Underlines to whom it is done.
pub(super) const WHOM: char = '-';
/// Underlines what is said.
pub(super) const WHAT: char = '~';

/// The text at `region`, wrapped, each line followed by the marks under its words. Later marks win over earlier ones.
pub(super) fn underlined(
    text: &str,
    region: Span,
    marks: &[(Span, char)],
    indent: &str,
    width: usize,
    paint: Paint,
) -> String {
    let words = text.get(region.start()..region.end()).unwrap_or("");
    let mut cells: Vec<(char, char)> = Vec::with_capacity(words.len());
    for (at, c) in words.char_indices() {
        let at = region.start() + at;
        let inside = |&&(span, _): &&(Span, char)| span.start() <= at && at < span.end();
        let mark = marks.iter().rev().find(inside).map_or(' ', |&(_, mark)| mark);
        if !c.is_whitespace() {
            cells.push((shown(c), mark));
        } else if cells.last().is_some_and(|&(last, _)| last != ' ') {
            cells.push((' ', mark));
        }
    }
    let mut out = String::new();
    for line in lines(&cells, width.saturating_sub(indent.chars().count()).max(20)) {
        out.push_str(indent);
        for run in line.chunk_by(|a, b| a.1 == b.1) {
            let text: String = run.iter().map(|&(c, _)| c).collect();
            out.push_str(&paint.mark(run[0].1, &text));
        }
        out.push('\n');
        let under: String = line.iter().map(|&(_, mark)| mark).collect();
        if !under.trim().is_empty() {
            out.push_str(indent);
            out.push_str(&paint.faint(under.trim_end()));
            out.push('\n');
        }
    }
    out
}

/// Cuts at spaces; a word longer than a line is cut anywhere.
fn lines(cells: &[(char, char)], width: usize) -> Vec<&[(char, char)]> {
    let mut lines = Vec::new();
    let mut rest = cells;
    while rest.len() > width {
        let space = rest[..=width].iter().rposition(|&(c, _)| c == ' ').filter(|&at| at > 0);
        let (line, after) = rest.split_at(space.unwrap_or(width));
        lines.push(line);
        rest = if space.is_some() { &after[1..] } else { after };
    }
    let blank = |cells: &[(char, char)]| cells.iter().all(|&(c, _)| c == ' ');
    if !blank(rest) {
        lines.push(rest);
    }
    lines
}

/// Text wrapped to `width` columns, every line after `indent`, the later ones two columns more.
pub(crate) fn wrap(text: &str, width: usize, indent: &str) -> String {
    let cells: Vec<(char, char)> = super::one_line(text).chars().map(|c| (shown(c), ' ')).collect();
    let room = width.saturating_sub(indent.chars().count() + 2).max(20);
    let mut out = String::new();
    for (number, line) in lines(&cells, room).into_iter().enumerate() {
        out.push_str(indent);
        out.push_str(if number == 0 { "" } else { "  " });
        out.extend(line.iter().map(|&(c, _)| c));
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn words_are_underlined_where_they_stand() {
        let text = "Arland expelled three Breland diplomats on Monday.";
        let marks = [(Span::new(0, 6), WHO), (Span::new(7, 15), DEED), (Span::new(22, 29), WHOM)];
        expect![[r#"
              Arland expelled three Breland
              ====== ^^^^^^^^       -------
              diplomats on Monday.
        "#]]
        .assert_eq(&underlined(text, Span::new(0, text.len()), &marks, "", 30, Paint::Plain));
    }

    #[test]
    fn a_word_longer_than_a_line_is_cut() {
        let text = "x".repeat(50);
        let out = underlined(&text, Span::new(0, 50), &[], "", 20, Paint::Plain);
        assert_eq!(out.lines().map(str::len).collect::<Vec<_>>(), [20, 20, 10]);
    }

    #[test]
    fn control_characters_do_not_reach_the_terminal() {
        let text = "a\u{1b}[31mb";
        assert_eq!(underlined(text, Span::new(0, text.len()), &[], "", 20, Paint::Plain), "a\u{fffd}[31mb\n");
    }
}
