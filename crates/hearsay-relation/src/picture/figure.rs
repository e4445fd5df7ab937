//! A relation as an SVG fit for print: 170 mm wide, in greys and patterns, with a title and a description.

use std::fmt::Write as _;

use crate::balance::scaled;
use crate::picture::Subject;
use crate::picture::marks::Marks;
use crate::picture::notes::{Sayings, heading, swings};
use crate::{Bin, Series};

/// Units of the drawing; four to a millimetre.
const WIDTH: f64 = 680.0;
const LEFT: f64 = 44.0;
const RIGHT: f64 = 668.0;
/// The panel of the balance.
const TOP: f64 = 76.0;
const BOTTOM: f64 = 242.0;
/// The panel of the deeds: with each other upwards, against each other downwards.
const ZERO: f64 = 304.0;
const BAR: f64 = 40.0;
/// The line of what is said, and the foot.
const SAID: f64 = 358.0;
const AXIS: f64 = 376.0;
const HEIGHT: f64 = 428.0;

/// Draws the relation. The text of the drawing is text, in the first of "DejaVu Sans", Helvetica, Arial that there is.
pub fn figure(subject: Subject<'_>) -> String {
    let series = &subject.relation.series;
    let mut out = Drawing::default();
    let title = format!("{} and {}: how they stand", subject.one, subject.other);
    out.open(&title, &description(subject));
    out.text(LEFT, 18.0, "title", &title);
    let lines = heading(subject);
    for (at, part) in lines.get(1).map(|text| lines_of(text, 118)).unwrap_or_default().iter().take(2).enumerate() {
        out.text(LEFT, 33.0 + 12.0 * at as f64, "note", part);
    }
    if series.bins.is_empty() {
        return out.close();
    }
    let marks = Marks::new(subject.relation);
    balance(&mut out, series);
    deeds(&mut out, series);
    said(&mut out, subject);
    years(&mut out, series);
    signs(&mut out, series, &marks);
    let foot = "Line: sum of weights, on a square-root scale, with its interval in grey; broken where nothing was read. \
                1, 2: lows. a, b: highs. A, B: changes. Bars: deeds with (light) and against each other (dark). \
                + and -: what is said of the relation.";
    for (at, part) in lines_of(foot, 118).iter().take(3).enumerate() {
        out.text(LEFT, AXIS + 26.0 + 11.0 * at as f64, "note", part);
    }
    out.close()
}

/// What the drawing shows, for those who cannot see it.
fn description(subject: Subject<'_>) -> String {
    let mut text = heading(subject).join(". ");
    let marks = Marks::new(subject.relation);
    let sayings = Sayings::new(subject);
    for (sign, turn) in &marks.lows {
        let _ = write!(text, " Low {sign}, {}.", sayings.turn(turn));
    }
    for (sign, turn) in &marks.highs {
        let _ = write!(text, " High {sign}, {}.", sayings.turn(turn));
    }
    for (sign, change) in &marks.changes {
        let _ = write!(text, " Change {sign}, {}.", sayings.change(change));
    }
    let _ = write!(text, " {}", swings(&subject.relation.swings));
    text
}

fn balance(out: &mut Drawing, series: &Series) {
    let bins = &series.bins;
    let edges = |bin: &Bin| bin.balance_between.unwrap_or([bin.balance; 2]).map(scaled);
    let values = bins.iter().flat_map(|bin| [scaled(bin.balance), edges(bin)[0], edges(bin)[1]]).chain([0.0]);
    let (low, high) =
        values.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(value), high.max(value)));
    let (low, high) = (low.floor(), high.ceil().max(low.floor() + 1.0));
    let y = |value: f64| BOTTOM - (value - low) / (high - low) * (BOTTOM - TOP);
    for tick in ticks(low, high) {
        out.line("grid", LEFT, y(scaled(tick)), RIGHT, y(scaled(tick)));
        let label = if tick == 0.0 { "0".to_owned() } else { format!("{tick:+.0}") };
        out.label(LEFT - 5.0, y(scaled(tick)) + 3.0, "end", "axis", &label);
    }
    out.line("zero", LEFT, y(0.0), RIGHT, y(0.0));
    let all = bins.len();
    for part in stretches(bins, |bin| bin.balance_between.is_some()).into_iter().filter(|part| part.2) {
        let edge = |at: usize, side: usize| (x(at, all), y(edges(&bins[at])[side]));
        let upper = (part.0..part.1).map(|at| edge(at, 1));
        out.shape("band", upper.chain((part.0..part.1).rev().map(|at| edge(at, 0))), true);
    }
    for (from, to, known) in stretches(bins, |bin| bin.articles != Some(0)) {
        // A stretch reaches to the beginning of the next, so that the line has no holes.
        let part = (from..=to.min(all - 1)).map(|at| (x(at, all), y(scaled(bins[at].balance))));
        out.shape(if known { "known" } else { "guess" }, part, false);
    }
    out.turned(12.0, (TOP + BOTTOM) / 2.0, "sum of weights");
}

/// Round sums between two heights of the scale, no nearer to each other than a tenth of it.
fn ticks(low: f64, high: f64) -> Vec<f64> {
    const ROUND: [f64; 14] = [5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5];
    let mut list = vec![0.0];
    for side in [1.0, -1.0] {
        let mut last = 0.0;
        for tick in ROUND.map(|tick| side * tick) {
            let at = scaled(tick);
            if (low..=high).contains(&at) && (at - last).abs() >= (high - low) / 10.0 {
                list.push(tick);
                last = at;
            }
        }
    }
    list
}

fn deeds(out: &mut Drawing, series: &Series) {
    let bins = &series.bins;
    let count = |bin: &Bin| {
        let [said, done, against, hurt] = bin.both.quads.map(f64::from);
        (said + done, against + hurt)
    };
    let most = bins.iter().map(count).fold(1.0_f64, |most, (with, against)| most.max(with).max(against));
    let wide = ((RIGHT - LEFT) / bins.len() as f64 * 0.8).max(0.4);
    for (at, bin) in bins.iter().enumerate() {
        let (with, against) = count(bin);
        let left = x(at, bins.len()) - wide / 2.0;
        if with > 0.0 {
            out.bar("with", left, ZERO - with / most * BAR, wide, with / most * BAR);
        }
        if against > 0.0 {
            out.bar("against", left, ZERO, wide, against / most * BAR);
        }
    }
    out.line("zero", LEFT, ZERO, RIGHT, ZERO);
    out.label(LEFT - 5.0, ZERO - BAR + 6.0, "end", "axis", &format!("{most:.0}"));
    out.label(LEFT - 5.0, ZERO + BAR, "end", "axis", &format!("{most:.0}"));
    out.turned(12.0, ZERO, "deeds");
}

fn said(out: &mut Drawing, subject: Subject<'_>) {
    let bins = &subject.relation.said.bins;
    for (at, bin) in bins.iter().enumerate().filter(|(_, bin)| !bin.ids.is_empty()) {
        let sum = bin.level.unwrap_or(0.0) + 0.2 * (f64::from(bin.improving) - f64::from(bin.worsening));
        let sign = if sum > 0.05 {
            "+"
        } else if sum < -0.05 {
            "\u{2212}"
        } else {
            "="
        };
        out.label(x(at, bins.len()), SAID, "middle", "axis", sign);
    }
    out.label(LEFT - 5.0, SAID, "end", "axis", "say");
}

fn years(out: &mut Drawing, series: &Series) {
    let bins = &series.bins;
    out.line("zero", LEFT, AXIS - 10.0, RIGHT, AXIS - 10.0);
    let many =
        bins.first().zip(bins.last()).map_or(1, |(first, last)| last.days.last.year() - first.days.first.year() + 1);
    let step = (many / 12 + 1).max(1);
    let mut before = None;
    for (at, bin) in bins.iter().enumerate() {
        let year = bin.days.last.year();
        if before != Some(year) {
            if (before.is_some() || bin.days.first.day_of_year() < 40 || many == 1) && year % step == 0 {
                let left = x(at, bins.len()).min(RIGHT - 20.0);
                out.line("zero", left, AXIS - 10.0, left, AXIS - 6.0);
                out.label(left, AXIS + 5.0, "start", "axis", &year.to_string());
            }
            before = Some(year);
        }
    }
}

fn signs(out: &mut Drawing, series: &Series, marks: &Marks) {
    let bins = series.bins.len();
    for (sign, change) in &marks.changes {
        let at = x(change.bin, bins) - (RIGHT - LEFT) / bins as f64 / 2.0;
        out.line("cut", at, TOP - 14.0, at, AXIS - 10.0);
        out.label(at, TOP - 16.0, "middle", "sign", &format!("{sign} {}", series.period.label(change.day)));
    }
    for (turns, height) in [(&marks.lows, BOTTOM + 12.0), (&marks.highs, TOP - 5.0)] {
        let mut free = f64::NEG_INFINITY;
        for (sign, turn) in turns {
            let at = x(turn.bin, bins);
            let label = format!("{sign} {}", series.period.label(turn.day));
            // Where two stand too near to each other, the later goes without its day.
            let half = 3.2 * label.chars().count() as f64;
            let label = if at - half > free { label } else { sign.to_string() };
            free = at + 3.2 * label.chars().count() as f64;
            out.label(at.min(RIGHT - half), height, "middle", "sign", &label);
        }
    }
}

/// Stretches of bins that have something or have it not: the first, the one after the last, and which.
pub fn stretches(bins: &[Bin], has: impl Fn(&Bin) -> bool) -> Vec<(usize, usize, bool)> {
    let mut list: Vec<(usize, usize, bool)> = Vec::new();
    for (at, bin) in bins.iter().enumerate() {
        match list.last_mut() {
            Some(last) if last.2 == has(bin) => last.1 = at + 1,
            _ => list.push((at, at + 1, has(bin))),
        }
    }
    list
}

/// The middle of a bin.
fn x(at: usize, bins: usize) -> f64 {
    LEFT + (at as f64 + 0.5) / bins as f64 * (RIGHT - LEFT)
}

/// `text` in lines of about `width` letters.
fn lines_of(text: &str, width: usize) -> Vec<String> {
    let mut list: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match list.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => list.push(word.to_owned()),
        }
    }
    list
}

/// SVG, piece by piece.
#[derive(Default)]
struct Drawing(String);

impl Drawing {
    fn open(&mut self, title: &str, description: &str) {
        let _ = write!(
            self.0,
            r##"<svg xmlns="http://www.w3.org/2000/svg" width="170mm" height="{:.0}mm" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="title description">
<title id="title">{}</title>
<desc id="description">{}</desc>
<style>
text {{ font-family: "DejaVu Sans", Helvetica, Arial, sans-serif; fill: #000 }}
.title {{ font-size: 13px; font-weight: bold }} .note {{ font-size: 8.5px }} .axis {{ font-size: 9px }}
.sign {{ font-size: 10px; font-weight: bold }}
.grid {{ stroke: #ccc; stroke-width: 0.5 }} .zero {{ stroke: #000; stroke-width: 0.7 }}
.usual {{ fill: none; stroke: #000; stroke-width: 0.6; stroke-dasharray: 1 3 }} .cut {{ stroke: #000; stroke-width: 0.7; stroke-dasharray: 5 3 }}
.band {{ fill: #ddd }} .known {{ fill: none; stroke: #000; stroke-width: 1.3; stroke-linejoin: round }}
.guess {{ fill: none; stroke: #000; stroke-width: 0.9; stroke-dasharray: 2 2 }}
.with {{ fill: #bbb }} .against {{ fill: #333 }}
</style>
<rect width="100%" height="100%" fill="#fff"/>
"##,
            HEIGHT / 4.0,
            escaped(title),
            escaped(description),
        );
    }

    fn close(mut self) -> String {
        self.0.push_str("</svg>\n");
        self.0
    }

    fn line(&mut self, class: &str, x1: f64, y1: f64, x2: f64, y2: f64) {
        let _ = writeln!(self.0, r#"<line class="{class}" x1="{x1:.1}" y1="{y1:.1}" x2="{x2:.1}" y2="{y2:.1}"/>"#);
    }

    fn bar(&mut self, class: &str, x: f64, y: f64, width: f64, height: f64) {
        let _ = writeln!(
            self.0,
            r#"<rect class="{class}" x="{x:.1}" y="{y:.1}" width="{width:.1}" height="{height:.1}"/>"#
        );
    }

    fn shape(&mut self, class: &str, points: impl Iterator<Item = (f64, f64)>, closed: bool) {
        let points: Vec<String> = points.map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        let name = if closed { "polygon" } else { "polyline" };
        let _ = writeln!(self.0, r#"<{name} class="{class}" points="{}"/>"#, points.join(" "));
    }

    fn text(&mut self, x: f64, y: f64, class: &str, text: &str) {
        self.label(x, y, "start", class, text);
    }

    fn label(&mut self, x: f64, y: f64, anchor: &str, class: &str, text: &str) {
        let text = escaped(text);
        let _ = writeln!(self.0, r#"<text class="{class}" x="{x:.1}" y="{y:.1}" text-anchor="{anchor}">{text}</text>"#);
    }

    fn turned(&mut self, x: f64, y: f64, text: &str) {
        let _ = writeln!(
            self.0,
            r#"<text class="axis" transform="translate({x:.1} {y:.1}) rotate(-90)" text-anchor="middle">{}</text>"#,
            escaped(text)
        );
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // XML has no way to write these.
            letter if letter.is_control() => out.push(' '),
            '\u{FFFE}' | '\u{FFFF}' => out.push('\u{FFFD}'),
            letter => out.push(letter),
        }
    }
    out
}
