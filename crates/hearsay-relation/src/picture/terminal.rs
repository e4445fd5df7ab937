//! A relation on a terminal.

use crate::balance::{scaled, unscaled};
use crate::picture::Subject;
use crate::picture::chart::{Column, Layout, bars, layout, line};
use crate::picture::marks::Marks;
use crate::picture::notes::{Sayings, heading, swings, wrapped};
use crate::{Assessment, Bin, SaidBin, TurnKind};
use hearsay_core::Voice;

/// Columns of the left margin, which holds the labels.
const MARGIN: usize = 8;

/// Rows of the line.
const ROWS: usize = 11;

/// Sayings that are shown.
const SAID: usize = 12;

/// Sentences to each low, high and change.
const SENTENCES: usize = 3;

/// Draws a relation in lines of at most `width` letters (never less than 40).
pub fn terminal(subject: Subject<'_>, width: usize) -> String {
    let width = width.max(40);
    let mut out = String::new();
    for text in heading(subject) {
        out.push_str(&wrapped("", &text, width));
    }
    if subject.relation.series.bins.is_empty() || subject.relation.series.deeds.is_empty() {
        return out + &said(subject, width);
    }
    let marks = Marks::new(subject.relation);
    out.push('\n');
    out.push_str(&drawing(subject, &marks, width));
    out.push_str(&wrapped("        ", &key(subject, &marks), width));
    let sayings = Sayings::new(subject);
    let turns = &subject.relation.turns;
    let sure = |kind| turns.iter().filter(|turn| turn.sure && turn.kind == kind).count();
    let (lows, highs) = (sure(TurnKind::Trough), sure(TurnKind::Peak));
    let list =
        |entries: Vec<(char, String, &[u64])>, title: &str, all: usize| told(&sayings, title, all, &entries, width);
    let low = marks.lows.iter().map(|(mark, turn)| (*mark, sayings.turn(turn), turn.groups.as_slice()));
    out.push_str(&list(low.collect(), "Lows", lows));
    let high = marks.highs.iter().map(|(mark, turn)| (*mark, sayings.turn(turn), turn.groups.as_slice()));
    out.push_str(&list(high.collect(), "Highs", highs));
    let change = marks.changes.iter().map(|(mark, change)| (*mark, sayings.change(change), change.groups.as_slice()));
    out.push_str(&list(change.collect(), "Changes", subject.relation.changes.len()));
    out.push_str("\nSwings\n");
    out.push_str(&wrapped("    ", &swings(&subject.relation.swings), width));
    out + &said(subject, width)
}

/// What each mark of the drawing means; only those that are there.
fn key(subject: Subject<'_>, marks: &Marks) -> String {
    let series = &subject.relation.series;
    let unit = if series.per_coverage { ", for each 1000 articles" } else { "" };
    let mut parts = vec![format!("line: weights of deeds added up by {}{unit}", series.period.name())];
    if series.bins.iter().any(|bin| bin.articles == Some(0)) {
        parts.push("╌ no article read then".to_owned());
    }
    for (is, words) in [
        (!marks.changes.is_empty(), "A B ┊ a change that lasts"),
        (!marks.lows.is_empty(), "1 2 lows"),
        (!marks.highs.is_empty(), "a b highs"),
    ] {
        if is {
            parts.push(words.to_owned());
        }
    }
    parts.push("with, against: number of deeds, ▁ few to █ most".to_owned());
    if subject.relation.said.bins.iter().any(|bin| !bin.ids.is_empty()) {
        parts.push("say: how people call it, + good, - bad, = both".to_owned());
    }
    parts.join("; ")
}

/// What people say of how the two stand, the latest last.
fn said(subject: Subject<'_>, width: usize) -> String {
    let all: Vec<&Assessment> = subject.assessments.iter().filter(|said| said.voice == Voice::Report).collect();
    if all.is_empty() {
        return String::new();
    }
    let shown = &all[all.len().saturating_sub(SAID)..];
    let mut out = "\nSaid of them, -1 hostile to 1 close".to_owned();
    if all.len() > shown.len() {
        out.push_str(&format!(" ({} of {}; all of them with --format json)", shown.len(), all.len()));
    }
    out.push('\n');
    for said in shown {
        let day = said.day.map_or_else(|| "undated".to_owned(), |day| day.to_string());
        let level = said.level.map(|level| format!(" {level:+.1}")).unwrap_or_default();
        let status = format!("{:?}", said.status).to_lowercase();
        let by = said.speaker.as_ref().map(|speaker| format!(" by {speaker}")).unwrap_or_default();
        out.push_str(&wrapped("    - ", &format!("{day}{level}, {status}{by}"), width));
        out.push_str(&wrapped("      ", &said.sentence, width));
    }
    out
}

/// A list under the drawing, each entry with its sentences.
fn told(sayings: &Sayings, title: &str, all: usize, entries: &[(char, String, &[u64])], width: usize) -> String {
    if entries.is_empty() {
        return String::new();
    }
    let mut out = format!("\n{title}");
    if all > entries.len() {
        out.push_str(&format!(" ({} of {all}; all of them with --format json)", entries.len()));
    }
    out.push('\n');
    for (mark, text, groups) in entries {
        out.push_str(&wrapped(&format!(" {mark}  "), text, width));
        for (head, sentence) in sayings.tellings(groups, SENTENCES) {
            out.push_str(&wrapped("    - ", &head, width));
            out.push_str(&wrapped("      ", &sentence, width));
        }
    }
    out
}

/// The line of the balance with its marks, the bars of deeds, what is said, and the years.
fn drawing(subject: Subject<'_>, marks: &Marks, width: usize) -> String {
    let relation = subject.relation;
    let bins = &relation.series.bins;
    let layout = layout(bins.len(), width - MARGIN);
    let columns = columns(bins, layout);
    let (low, high) = ends(&columns);
    let cuts: Vec<usize> = marks.changes.iter().map(|(_, change)| layout.column(change.bin)).collect();
    let grid = line(&columns, ROWS, low, high, &cuts);
    let mut out = String::new();
    let mut row = |label: &str, cells: &str| {
        out.push_str(format!("{label:>w$} {cells}", w = MARGIN - 1).trim_end());
        out.push('\n');
    };
    let at = |signs: &mut dyn Iterator<Item = (char, usize)>| {
        let mut cells = vec![' '; columns.len()];
        for (sign, bin) in signs {
            // Two signs on one column: the second goes beside it.
            let column = layout.column(bin);
            let free = (column..cells.len()).chain((0..column).rev()).find(|&cell| cells[cell] == ' ');
            if let Some(free) = free {
                cells[free] = sign;
            }
        }
        cells.into_iter().collect::<String>()
    };
    if !marks.changes.is_empty() {
        row("change", &at(&mut marks.changes.iter().map(|(sign, change)| (*sign, change.bin))));
    }
    if !marks.highs.is_empty() {
        row("high", &at(&mut marks.highs.iter().map(|(sign, turn)| (*sign, turn.bin))));
    }
    for (index, cells) in grid.iter().enumerate() {
        let value = high - (high - low) * index as f64 / (ROWS - 1) as f64;
        let label = if index % 5 == 0 { format!("{:+.0}", unscaled(value)) } else { String::new() };
        row(&label, &cells.iter().collect::<String>());
    }
    if !marks.lows.is_empty() {
        row("low", &at(&mut marks.lows.iter().map(|(sign, turn)| (*sign, turn.bin))));
    }
    let (with, against) = (deeds(bins, layout, true), deeds(bins, layout, false));
    let most = with.iter().chain(&against).copied().fold(0.0, f64::max);
    row("with", &bars(&with, most));
    row("against", &bars(&against, most));
    if relation.said.bins.iter().any(|bin| !bin.ids.is_empty()) {
        row("say", &sayings(&relation.said.bins, layout));
    }
    row("", &years(bins, layout));
    out
}

/// The mean balance of the bins of each column, on the scale that chance moves alike everywhere.
fn columns(bins: &[Bin], layout: Layout) -> Vec<Column> {
    let mut list = Vec::new();
    for part in bins.chunks(layout.per) {
        let mean = |of: fn(&Bin) -> f64| part.iter().map(of).sum::<f64>() / part.len() as f64;
        let value = scaled(mean(|bin| bin.balance));
        let known = part.iter().any(|bin| bin.articles != Some(0));
        list.extend(std::iter::repeat_n(Column { value, usual: 0.0, known }, layout.wide));
    }
    list
}

/// The least and greatest value to draw, with the usual between them, in whole steps.
fn ends(columns: &[Column]) -> (f64, f64) {
    let values = columns.iter().flat_map(|column| [column.value, column.usual]);
    let (low, high) =
        values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
    let (low, high) = ((low * 2.0).floor() / 2.0, (high * 2.0).ceil() / 2.0);
    if high - low < 2.0 { (low - 0.5, high + 0.5) } else { (low, high) }
}

/// Deeds of each column, with or against each other.
fn deeds(bins: &[Bin], layout: Layout, with: bool) -> Vec<f64> {
    let count = |bin: &Bin| -> u32 {
        let [said, done, against, hurt] = bin.both.quads;
        if with { said + done } else { against + hurt }
    };
    let of = |part: &[Bin]| f64::from(part.iter().map(count).sum::<u32>());
    bins.chunks(layout.per).flat_map(|part| std::iter::repeat_n(of(part), layout.wide)).collect()
}

/// `+` where what is said is good, `-` where it is bad, `=` where it is both or neither.
fn sayings(bins: &[SaidBin], layout: Layout) -> String {
    let sign = |part: &[SaidBin]| {
        if part.iter().all(|bin| bin.ids.is_empty()) {
            return ' ';
        }
        let level = part.iter().filter_map(|bin| bin.level).sum::<f64>();
        let trend: f64 = part.iter().map(|bin| f64::from(bin.improving) - f64::from(bin.worsening)).sum();
        match level + 0.2 * trend {
            sum if sum > 0.1 => '+',
            sum if sum < -0.1 => '-',
            _ => '=',
        }
    };
    let mut out = String::new();
    for part in bins.chunks(layout.per) {
        let sign = sign(part);
        let middle = (layout.wide - 1) / 2;
        out.extend((0..layout.wide).map(|at| if at == middle { sign } else { ' ' }));
    }
    out
}

/// Years below the column in which they begin, or months where there are few; as many as have room.
fn years(bins: &[Bin], layout: Layout) -> String {
    let mut out = vec![' '; layout.columns(bins.len()) + 8];
    let months = bins.len() < 24 && bins.len() > 1 && crate::period::days_in(bins[0].days) < 40;
    let mut free = 0;
    let mut before = String::new();
    for (at, bin) in bins.iter().enumerate() {
        // A week that holds New Year's Day begins the new year.
        let day = bin.days.last;
        let name = if months { format!("{:04}-{:02}", day.year(), day.month()) } else { format!("{:04}", day.year()) };
        let column = at / layout.per * layout.wide;
        // The first, half a year at most, would stand in the way of the first whole one.
        if name != before && (column >= free) {
            for (cell, letter) in out[column..].iter_mut().zip(name.chars()) {
                *cell = letter;
            }
            free = column + name.len() + 1;
        }
        before = name;
    }
    out.into_iter().collect::<String>().trim_end().to_owned()
}
