//! Rows of a digest, laid out for any width: side by side where there is room, below each other where there is not.

use super::super::View;
use crate::terminal::shown;

/// What is told, who says so, and the numbers it was read from.
pub(super) struct Row {
    /// Blanks more than usual before it.
    pub(super) indent: usize,
    /// Short cells before it: when, on what footing.
    pub(super) lead: Vec<String>,
    /// What is told.
    pub(super) what: String,
    /// Who says so; empty where `what` tells it and takes the whole width.
    pub(super) who: String,
    /// What stands after who, and is kept where a long name is cut: the footing, the answer.
    pub(super) footing: String,
    /// Statements and events, the one that it is first.
    pub(super) refs: Vec<String>,
    /// Whether the numbers stand inside `what`.
    pub(super) inside: bool,
    /// Where the screen is full, what weighs least is left out first.
    pub(super) weight: f32,
}

/// Fewer columns are too few for cells side by side.
const WIDE: usize = 72;
/// Lines that a cell may take.
const LINES: usize = 2;

/// The rows below each other; cells of the same place are equally wide.
pub(super) fn laid_out(view: &View<'_>, rows: &[Row]) -> String {
    let length = |text: &str| text.chars().count();
    let leads = rows.iter().map(|row| row.lead.len()).max().unwrap_or(0);
    let lead: Vec<usize> = (0..leads)
        .map(|at| rows.iter().filter_map(|row| row.lead.get(at)).map(|cell| length(cell)).max().unwrap_or(0))
        .collect();
    let refs = rows.iter().map(|row| length(&refs(row))).max().unwrap_or(0);
    let who = rows.iter().map(|row| length(&who(row))).max().unwrap_or(0).min(view.width * 3 / 10);
    let mut out = String::new();
    for row in rows {
        if view.width >= WIDE {
            wide(view, row, &lead, (who, refs), &mut out);
        } else {
            narrow(view, row, &mut out);
        }
    }
    out
}

fn who(row: &Row) -> String {
    if row.footing.is_empty() { row.who.clone() } else { format!("{}{}", row.who, row.footing) }
}

/// Who and footing in so many lines; of a long name the end is left out, never the footing.
fn folded_who(row: &Row, width: usize, lines: usize) -> Vec<String> {
    let fits = |text: &str| fold(text, width, usize::MAX).len() <= lines;
    let mut name = row.who.clone();
    let mut text = who(row);
    while !fits(&text) {
        let Some(at) = name.rfind(' ') else { break };
        name.truncate(at);
        text = format!("{}…{}", name.trim_end_matches(','), row.footing);
    }
    fold(&text, width, lines)
}

/// "s3"; "s3 s26"; "s3 +5" where there are more.
fn refs(row: &Row) -> String {
    match row.refs.as_slice() {
        _ if row.inside => String::new(),
        [one, _, _, ..] => format!("{one} +{}", row.refs.len() - 1),
        few => few.join(" "),
    }
}

fn wide(view: &View<'_>, row: &Row, lead: &[usize], (who_width, refs_width): (usize, usize), out: &mut String) {
    let paint = view.paint;
    let indent = 2 + row.indent;
    let before: usize = lead.iter().map(|cell| cell + 2).sum();
    let beside = if row.inside { 0 } else { who_width + refs_width + 4 };
    let what_width = view.width.saturating_sub(indent + before + beside).max(16);
    let (what, who) = (fold(&row.what, what_width, LINES), folded_who(row, who_width.max(1), LINES));
    let lines = what.len().max(who.len());
    for at in 0..lines {
        let mut line = vec![(" ".repeat(indent), None)];
        for (cell, width) in lead.iter().enumerate() {
            let text = if at == 0 { row.lead.get(cell).map_or("", String::as_str) } else { "" };
            line.push((filled(&clean(text), width + 2), None));
        }
        line.push((filled(what.get(at).map_or("", String::as_str), what_width), None));
        if !row.inside {
            line.push((format!("  {}", filled(who.get(at).map_or("", String::as_str), who_width)), Some(())));
            let refs = if at + 1 == lines { refs(row) } else { String::new() };
            line.push((format!("  {refs:>refs_width$}"), Some(())));
        }
        let length: usize = line.iter().map(|(text, _)| text.trim_end().chars().count()).sum();
        debug_assert!(length <= view.width, "cells fit");
        push(paint, line, out);
    }
}

/// A line of cells, without blanks at its end; those marked are faint.
fn push(paint: super::super::Paint, mut line: Vec<(String, Option<()>)>, out: &mut String) {
    while let Some((text, _)) = line.last_mut() {
        let length = text.trim_end().len();
        text.truncate(length);
        if length > 0 {
            break;
        }
        line.pop();
    }
    for (text, faint) in line {
        let words = text.trim_start();
        if faint.is_some() && !words.is_empty() {
            out.push_str(&text[..text.len() - words.len()]);
            out.push_str(&paint.faint(words));
        } else {
            out.push_str(&text);
        }
    }
    out.push('\n');
}

fn narrow(view: &View<'_>, row: &Row, out: &mut String) {
    let indent = 2 + row.indent;
    let lead = row.lead.iter().filter(|cell| !cell.is_empty()).cloned().collect::<Vec<_>>().join(" ");
    let what = if lead.is_empty() { row.what.clone() } else { format!("{lead}: {}", row.what) };
    let lines = fold(&what, view.width.saturating_sub(indent).max(16), LINES + usize::from(row.inside));
    for line in &lines {
        push(view.paint, vec![(" ".repeat(indent), None), (line.clone(), None)], out);
    }
    if !row.inside {
        let refs = refs(row);
        let room = view.width.saturating_sub(indent + 2 + refs.chars().count() + 1).max(8);
        let who = folded_who(row, room, 1).pop().unwrap_or_default();
        let line = vec![(" ".repeat(indent + 2), None), (filled(&who, room), Some(())), (format!(" {refs}"), Some(()))];
        push(view.paint, line, out);
    }
}

fn filled(text: &str, width: usize) -> String {
    let blanks = width.saturating_sub(text.chars().count());
    format!("{text}{}", " ".repeat(blanks))
}

/// What may be shown of foreign text, on one line.
fn clean(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().map(shown).collect()
}

/// The words in at most so many lines of `width`; where some are left out, the last line ends in "…".
fn fold(text: &str, width: usize, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in clean(text).split(' ') {
        let mut word = word.to_owned();
        let room = |line: &str, word: &str| line.is_empty() || line.chars().count() + 1 + word.chars().count() <= width;
        if !room(&line, &word) {
            lines.push(std::mem::take(&mut line));
        }
        // A word longer than a line is cut anywhere.
        while word.chars().count() > width {
            lines.push(word.chars().take(width).collect());
            word = word.chars().skip(width).collect();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&word);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            while last.chars().count() + 1 > width {
                match last.rfind(' ') {
                    Some(at) => last.truncate(at),
                    None => {
                        last.pop();
                    }
                }
            }
            last.truncate(last.trim_end_matches([',', ';', ':', ' ', '…']).len());
            last.push('…');
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded_and_cut_between_words() {
        assert_eq!(fold("Ties are approaching a nadir", 12, 4), ["Ties are", "approaching", "a nadir"]);
        assert_eq!(fold("Ties are approaching a nadir", 12, 2), ["Ties are", "approaching…"]);
        assert_eq!(fold("Ties, they say, are at a nadir", 11, 1), ["Ties, they…"]);
        assert_eq!(fold(&"x".repeat(25), 10, 2), ["xxxxxxxxxx", "xxxxxxxxx…"]);
        assert!(fold("", 10, 2).is_empty());
    }
}
