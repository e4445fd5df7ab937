//! The drawing of a pair: deeds weighed, deeds counted, words, articles read, as one SVG that is as wide as its place.
//!
//! It has no view box: x is in percent and y and text in pixels, so that text never shrinks and zooming is widening. What
//! is marked, and on which scale heights are drawn, is as in the figure for print.

use std::fmt::Write as _;

use hearsay_core::Days;
use hearsay_relation::picture::{Marks, scaled, unscaled};
use hearsay_relation::{Bin, Relation, Track};

use crate::words::{self, count, counted, escaped, plain, signed};

/// A deed as a mark.
pub(crate) struct Mark {
    pub(crate) bin: usize,
    pub(crate) with: bool,
    /// `q` a square, `c` a circle; then the first letter of its footing.
    pub(crate) symbol: String,
    pub(crate) title: String,
    pub(crate) href: String,
    /// Shown, and not counted.
    pub(crate) aside: bool,
}

/// Something said of how they stand, as a mark.
pub(crate) struct Word {
    pub(crate) bin: usize,
    pub(crate) level: f64,
    pub(crate) symbol: String,
    pub(crate) title: String,
    pub(crate) href: String,
    /// A few words beside it, for those that stand out.
    pub(crate) label: Option<String>,
}

/// Two marks of words that contradict each other.
pub(crate) struct Tie {
    pub(crate) bin: usize,
    pub(crate) levels: [f64; 2],
    pub(crate) href: String,
    pub(crate) title: String,
}

/// What is drawn.
pub(crate) struct Chart<'a> {
    pub(crate) relation: &'a Relation,
    pub(crate) marks: &'a [Mark],
    pub(crate) words: &'a [Word],
    pub(crate) ties: &'a [Tie],
    /// Whether there is enough for a line.
    pub(crate) line: bool,
    /// The address of the list below for a time.
    pub(crate) list_of: &'a dyn Fn(Days) -> String,
}

/// The two halves: what stands beside and does not scroll, and what does.
pub(crate) struct Drawn {
    pub(crate) axis: String,
    pub(crate) plot: String,
    pub(crate) few: u32,
    pub(crate) has_bars: bool,
}

/// Marks of a column that stand above each other.
const TALLEST: usize = 13;
/// Marks of one drawing; of more, bars are drawn.
const MOST_MARKS: usize = 400;
/// Columns of marks that do not touch.
const COLUMNS: usize = 92;
const STEP: f64 = 9.0;

struct Layout {
    weigh: Option<(f64, f64)>,
    zero: f64,
    up: f64,
    down: f64,
    words: Option<(f64, f64)>,
    cover: (f64, f64),
    top: f64,
    height: f64,
}

impl Chart<'_> {
    pub(crate) fn draw(&self) -> Drawn {
        let bins = &self.relation.series.bins;
        let all = bins.len();
        let share = all.div_ceil(COLUMNS).max(1);
        let mut stacks = vec![[0_usize; 2]; all.div_ceil(share).max(1)];
        for mark in self.marks {
            stacks[mark.bin / share][usize::from(!mark.with)] += 1;
        }
        let tallest = stacks.iter().flatten().copied().max().unwrap_or(0);
        let as_bars = tallest > TALLEST || self.marks.len() > MOST_MARKS;
        let layout = self.layout(&stacks, as_bars);
        let few = few(bins);
        let mut plot = String::new();
        let _ = write!(
            plot,
            r#"<svg height="{:.0}" role="group" aria-labelledby="chart-h" focusable="false">"#,
            layout.height
        );
        self.unread(&mut plot, &layout, few);
        let ticks = self.ticks(&layout);
        for (y, _) in ticks.iter().filter(|(_, label)| label != "0") {
            let _ = write!(plot, r#"<line class="grid" x1="0" x2="100%" y1="{y:.1}" y2="{y:.1}"/>"#);
        }
        self.band(&mut plot, &layout);
        for y in layout.weigh.iter().map(|_| self.y(&layout, 0.0)).chain([layout.zero]) {
            let _ = write!(plot, r#"<line class="zero" x1="0" x2="100%" y1="{y:.1}" y2="{y:.1}"/>"#);
        }
        if let Some((high, low)) = layout.words {
            for (class, y) in [("grid", high), ("zero", (high + low) / 2.0), ("grid", low)] {
                let _ = write!(plot, r#"<line class="{class}" x1="0" x2="100%" y1="{y:.1}" y2="{y:.1}"/>"#);
            }
        }
        self.years(&mut plot, &layout);
        self.coverage(&mut plot, &layout, few);
        let signs = Marks::new(self.relation);
        if self.line {
            self.changes(&mut plot, &layout, &signs);
            self.balance(&mut plot, &layout);
        }
        self.hits(&mut plot, &layout);
        if self.line {
            self.turns(&mut plot, &layout, &signs);
        }
        self.counted(&mut plot, &layout, share, as_bars);
        self.said(&mut plot, &layout);
        plot.push_str("</svg>");
        Drawn { axis: self.axis(&layout, &ticks, as_bars), plot, few, has_bars: as_bars }
    }

    fn layout(&self, stacks: &[[usize; 2]], as_bars: bool) -> Layout {
        let tall = |side: usize| {
            if as_bars { 54.0 } else { stacks.iter().map(|stack| stack[side]).max().unwrap_or(0) as f64 * STEP }
        };
        let (up, down) = (tall(0).max(18.0), tall(1).max(18.0));
        let flags = self.line && !Marks::new(self.relation).changes.is_empty();
        let mut y = if flags {
            62.0
        } else if self.line {
            34.0
        } else {
            4.0
        };
        let top = y;
        let weigh = self.line.then(|| {
            let place = (y + 4.0, y + 176.0);
            y += 200.0;
            place
        });
        // The name of a track stands above it.
        y += 22.0;
        let zero = y + up + 4.0;
        y = zero + down + 30.0;
        let words = (!self.words.is_empty()).then(|| {
            let place = (y, y + 96.0);
            y += 126.0;
            place
        });
        let cover = (y, y + 34.0);
        Layout { weigh, zero, up, down, words, cover, top, height: y + 58.0 }
    }

    /// Lowest and highest of what is drawn, on the scale of drawing.
    fn range(&self) -> (f64, f64) {
        let known = self.relation.series.bins.iter().filter(|bin| bin.known);
        let values = known.flat_map(|bin| {
            let [low, high] = bin.balance_between.unwrap_or([bin.balance; 2]);
            [low, high, bin.balance]
        });
        let (low, high) =
            values.map(scaled).fold((0.0_f64, 0.0_f64), |(low, high), value| (low.min(value), high.max(value)));
        if high - low < 1.0 { (low - 0.5, high + 0.5) } else { (low, high) }
    }

    fn y(&self, layout: &Layout, balance: f64) -> f64 {
        let Some((top, bottom)) = layout.weigh else { return 0.0 };
        let (low, high) = self.range();
        bottom - (scaled(balance).clamp(low, high) - low) / (high - low) * (bottom - top)
    }

    /// Round values of the axis of weights that have room.
    fn ticks(&self, layout: &Layout) -> Vec<(f64, String)> {
        if layout.weigh.is_none() {
            return Vec::new();
        }
        let (low, high) = self.range();
        let (low, high) = (unscaled(low), unscaled(high));
        let mut values: Vec<f64> = vec![0.0];
        for value in [5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1_000.0, 2_000.0, 5_000.0] {
            values.extend([value, -value].into_iter().filter(|value| low <= *value && *value <= high));
        }
        // The farther ones first: a scale shows where it ends.
        values[1..].sort_by(|left, right| right.abs().total_cmp(&left.abs()));
        let mut ticks: Vec<(f64, String)> = Vec::new();
        for value in values {
            let y = self.y(layout, value);
            if ticks.iter().all(|(other, _)| (other - y).abs() >= 22.0) {
                ticks.push((y, signed(value, 0)));
            }
        }
        ticks
    }

    fn axis(&self, layout: &Layout, ticks: &[(f64, String)], as_bars: bool) -> String {
        let period = self.relation.series.period.name();
        let mut out = format!(r#"<svg height="{:.0}" aria-hidden="true" focusable="false">"#, layout.height);
        let mut label = |y: f64, text: &str| {
            let _ = write!(out, r#"<text x="100%" dx="-6" y="{:.1}" text-anchor="end">{text}</text>"#, y + 4.0);
        };
        for (y, text) in ticks {
            label(*y, text);
        }
        if let Some((high, low)) = layout.words {
            label(high, "+1");
            label((high + low) / 2.0, "0");
            label(low, "\u{2212}1");
        }
        let mut name = |y: f64, track: &str, fine: &str| {
            let _ = write!(
                out,
                r#"<text x="0" y="{y:.1}" class="halo"><tspan class="track">{track}</tspan> <tspan class="fine2">{fine}</tspan></text>"#
            );
        };
        if layout.weigh.is_some() {
            name(
                layout.top - 14.0,
                "Deeds, weighed",
                &format!("+10 aid to −10 war, summed by {period}; the scale is nearly the square root"),
            );
        }
        let what = if as_bars {
            "with each other above, against below"
        } else {
            "one mark, one deed; with each other above, against below"
        };
        name(layout.zero - layout.up - 10.0, "Deeds, counted", what);
        if let Some((high, _)) = layout.words {
            name(high - 12.0, "Words", "how they are said to stand: +1 close, −1 hostile");
        }
        name(layout.cover.0 - 8.0, "Articles read", &format!("by {period}"));
        out + "</svg>"
    }

    fn x(&self, bin: f64) -> f64 {
        bin / self.relation.series.bins.len().max(1) as f64 * 100.0
    }

    /// Stretches of which little was read.
    fn unread(&self, out: &mut String, layout: &Layout, few: u32) {
        let bins = &self.relation.series.bins;
        for (from, to, little) in stretches(bins, |bin| bin.articles.is_some_and(|articles| articles < few)) {
            if little {
                let _ = write!(
                    out,
                    r#"<rect class="unread" x="{:.2}%" y="{:.0}" width="{:.2}%" height="{:.0}"/>"#,
                    self.x(from as f64),
                    layout.top,
                    self.x((to - from) as f64),
                    layout.cover.1 - layout.top
                );
            }
        }
    }

    fn stretched(&self, out: &mut String, layout: &Layout, inside: &str) {
        let _ = write!(
            out,
            r#"<svg x="0" y="0" width="100%" height="{:.0}" viewBox="0 0 {} {:.0}" preserveAspectRatio="none" aria-hidden="true">{inside}</svg>"#,
            layout.height,
            self.relation.series.bins.len(),
            layout.height
        );
    }

    fn band(&self, out: &mut String, layout: &Layout) {
        if layout.weigh.is_none() {
            return;
        }
        let bins = &self.relation.series.bins;
        let mut paths = String::new();
        for (from, to, known) in stretches(bins, |bin| bin.known && bin.balance_between.is_some()) {
            if !known || to - from < 2 {
                continue;
            }
            let edge = |at: usize, side: usize| {
                let value = bins[at].balance_between.map_or(bins[at].balance, |between| between[side]);
                format!("{:.1},{:.1}", at as f64 + 0.5, self.y(layout, value))
            };
            let upper: Vec<String> = (from..to).map(|at| edge(at, 1)).collect();
            let lower: Vec<String> = (from..to).rev().map(|at| edge(at, 0)).collect();
            let _ = write!(paths, r#"<path class="band" d="M{} L{} Z"/>"#, upper.join(" L"), lower.join(" L"));
        }
        self.stretched(out, layout, &paths);
    }

    fn balance(&self, out: &mut String, layout: &Layout) {
        let bins = &self.relation.series.bins;
        let zero = self.y(layout, 0.0);
        let mut paths = String::new();
        for (from, to, known) in stretches(bins, |bin| bin.known) {
            if known {
                // One known bin alone is a short stroke.
                let points: Vec<String> = if to - from == 1 {
                    let y = self.y(layout, bins[from].balance);
                    [0.0, 1.0].iter().map(|step| format!("{:.1},{y:.1}", from as f64 + step)).collect()
                } else {
                    (from..to)
                        .map(|at| format!("{:.1},{:.1}", at as f64 + 0.5, self.y(layout, bins[at].balance)))
                        .collect()
                };
                let _ = write!(paths, r#"<path class="line" d="M{}"/>"#, points.join(" L"));
            } else {
                let _ = write!(paths, r#"<path class="quiet" d="M{from},{zero:.1} H{to}"/>"#);
            }
        }
        self.stretched(out, layout, &paths);
    }

    fn years(&self, out: &mut String, layout: &Layout) {
        let years: Vec<i16> = self.relation.series.bins.iter().map(|bin| bin.days.first.year()).collect();
        let floor = layout.cover.1;
        let mut before = None;
        for (at, year) in years.iter().enumerate() {
            if before.is_some_and(|before| before != *year) {
                let x = self.x(at as f64);
                let _ = write!(
                    out,
                    r#"<line class="grid" x1="{x:.2}%" x2="{x:.2}%" y1="{floor:.0}" y2="{:.0}"/>"#,
                    floor + 5.0
                );
            }
            before = Some(*year);
        }
        let labels = if years.first() == years.last() {
            // Within one year its months are named.
            let bins = &self.relation.series.bins;
            let step = bins.len() / 6 + 1;
            bins.iter()
                .enumerate()
                .map(|(at, bin)| (at % step == 0).then(|| (words::day(bin.days.first), at % (step * 3) == 0)))
                .collect()
        } else {
            crate::draw::strip::year_labels(&years)
        };
        for (at, label) in labels.into_iter().enumerate() {
            let Some((label, stays)) = label else { continue };
            let x = self.x(at as f64);
            let anchor = if x < 3.0 {
                "start"
            } else if x > 97.0 {
                "end"
            } else {
                "middle"
            };
            let class = if stays { "" } else { r#" class="fine""# };
            let _ = write!(
                out,
                r#"<text{class} x="{x:.2}%" y="{:.0}" text-anchor="{anchor}">{}</text>"#,
                floor + 20.0,
                escaped(&label)
            );
        }
    }

    fn coverage(&self, out: &mut String, layout: &Layout, few: u32) {
        let bins = &self.relation.series.bins;
        let most = bins.iter().filter_map(|bin| bin.articles).max().unwrap_or(0).max(1);
        let (top, floor) = layout.cover;
        out.push_str(r#"<g aria-hidden="true">"#);
        for (at, bin) in bins.iter().enumerate() {
            let Some(articles) = bin.articles.filter(|articles| *articles > 0) else { continue };
            let tall = (f64::from(articles) / f64::from(most) * (floor - top)).max(1.0);
            let class = if articles < few { "cover few" } else { "cover" };
            let _ = write!(
                out,
                r#"<rect class="{class}" x="{:.2}%" width="{:.2}%" y="{:.1}" height="{tall:.1}"/>"#,
                self.x(at as f64 + 0.12),
                self.x(0.76),
                floor - tall
            );
        }
        out.push_str("</g>");
    }

    fn changes(&self, out: &mut String, layout: &Layout, signs: &Marks<'_>) {
        let mut last_x = -100.0;
        for (sign, change) in &signs.changes {
            let x = self.x(change.bin as f64);
            let what = change_words(change);
            let when = words::period(self.relation.series.period, change.day);
            // A label only where the one before leaves room for it.
            let place = if x > 50.0 { r#"x="-15" text-anchor="end""# } else { r#"x="15""# };
            let label = if x - last_x > 30.0 {
                format!(r#"<text class="fine halo" {place} y="4">{}</text>"#, escaped(&what))
            } else {
                String::new()
            };
            last_x = x;
            let _ = write!(
                out,
                r##"<a href="#change-{}"><title>Change {sign}, from {when} on: {}</title><line class="cut" x1="{x:.2}%" x2="{x:.2}%" y1="18" y2="{:.0}"/><svg x="{x:.2}%" y="10" width="1" height="1"><rect class="flag" x="-9" y="-9" width="18" height="18"/><text x="0" y="4.5" text-anchor="middle">{sign}</text>{label}</svg></a>"##,
                sign.to_ascii_lowercase(),
                escaped(&what),
                layout.cover.1
            );
        }
    }

    fn turns(&self, out: &mut String, layout: &Layout, signs: &Marks<'_>) {
        let period = self.relation.series.period;
        for (sign, turn, name, low) in signs
            .lows
            .iter()
            .map(|(sign, turn)| (sign, turn, "Low", true))
            .chain(signs.highs.iter().map(|(sign, turn)| (sign, turn, "High", false)))
        {
            let (x, y) = (self.x(turn.bin as f64 + 0.5), self.y(layout, turn.balance));
            let (value, when) = (signed(turn.balance, 0), words::period(period, turn.day));
            // A low is named beside it, away from the edge; a high above it.
            let place = match (low, x > 30.0) {
                (true, true) => r#"x="-12" y="8" text-anchor="end""#,
                (true, false) => r#"x="12" y="8" text-anchor="start""#,
                (false, _) if x < 12.0 => r#"x="-4" y="-11" text-anchor="start""#,
                (false, _) if x > 88.0 => r#"x="4" y="-11" text-anchor="end""#,
                (false, _) => r#"y="-11" text-anchor="middle""#,
            };
            let crowded = signs.lows.len() + signs.highs.len() > 4;
            let fine = if crowded { String::new() } else { format!(r#" {value}<tspan class="fine">, {when}</tspan>"#) };
            let named = if crowded { sign.to_string() } else { format!("{name} {sign}") };
            let _ = write!(
                out,
                r##"<a href="#{}-{sign}"><title>{name} {sign}, {when}: {value} a {}</title><svg x="{x:.2}%" y="{y:.1}" width="1" height="1"><circle class="ring" r="4.5"/><text class="halo" {place}><tspan class="strong">{named}</tspan>{fine}</text></svg></a>"##,
                name.to_lowercase(),
                period.name()
            );
        }
    }

    /// A place for each bin to be pointed at; its click shows the deeds of that time below.
    fn hits(&self, out: &mut String, layout: &Layout) {
        let series = &self.relation.series;
        let per = if series.per_coverage { ", per article read" } else { "" };
        out.push_str(r#"<g aria-hidden="true">"#);
        for (at, bin) in series.bins.iter().enumerate() {
            let read = bin
                .articles
                .map(|articles| format!("; {} read", counted(u64::from(articles), "article")))
                .unwrap_or_default();
            let label = words::period(series.period, bin.days.first);
            let title = if bin.known {
                let between = bin
                    .balance_between
                    .map(|[low, high]| format!(" ({} to {})", signed(low, 0), signed(high, 0)))
                    .unwrap_or_default();
                let [said_with, done_with, said_against, done_against] = bin.both.quads;
                format!(
                    "{label}: {}{between}{per}; {} with each other, {} against{read}",
                    signed(bin.balance, 0),
                    counted(u64::from(said_with + done_with), "deed"),
                    said_against + done_against
                )
            } else {
                format!("{label}: nothing told of the two near it{read}")
            };
            let _ = write!(
                out,
                r#"<a href="{}" tabindex="-1"><title>{}</title><rect class="hit" x="{:.2}%" y="{:.0}" width="{:.2}%" height="{:.0}"/></a>"#,
                escaped(&(self.list_of)(bin.days)),
                escaped(&title),
                self.x(at as f64),
                layout.top,
                self.x(1.0),
                layout.cover.1 - layout.top
            );
        }
        out.push_str("</g>");
    }

    fn counted(&self, out: &mut String, layout: &Layout, share: usize, as_bars: bool) {
        if !as_bars {
            out.push_str(r#"<g class="quarters">"#);
            let mut stacks = vec![[0_usize; 2]; self.relation.series.bins.len().div_ceil(share).max(1)];
            for mark in self.marks {
                let column = mark.bin / share;
                let stack = &mut stacks[column][usize::from(!mark.with)];
                *stack += 1;
                let y = if mark.with {
                    layout.zero - 6.0 - (*stack - 1) as f64 * STEP
                } else {
                    layout.zero + 6.0 + (*stack - 1) as f64 * STEP
                };
                let middle = ((column as f64 + 0.5) * share as f64).min(self.relation.series.bins.len() as f64 - 0.5);
                let _ = write!(
                    out,
                    r##"<a class="{}" href="{}"><title>{}</title><use href="#{}" x="{:.2}%" y="{y:.1}"/></a>"##,
                    if mark.with { "with" } else { "against" },
                    escaped(&mark.href),
                    escaped(&plain(&mark.title)),
                    mark.symbol,
                    self.x(middle)
                );
            }
            out.push_str("</g>");
        }
        // Where there is little room, or there are many deeds, bars.
        let class = if as_bars { "" } else { r#" class="years""# };
        let mut sums = vec![[0_u32; 2]; self.relation.series.bins.len()];
        for mark in self.marks.iter().filter(|mark| !mark.aside) {
            sums[mark.bin][usize::from(!mark.with)] += 1;
        }
        let most = f64::from(sums.iter().flatten().copied().max().unwrap_or(0).max(1));
        let _ = write!(out, "<g{class}>");
        for (at, (bin, sum)) in self.relation.series.bins.iter().zip(&sums).enumerate() {
            for (side, number) in sum.iter().enumerate().filter(|(_, number)| **number > 0) {
                let tall = (f64::from(*number) / most * if side == 0 { layout.up } else { layout.down }).max(1.5);
                let y = if side == 0 { layout.zero - tall } else { layout.zero };
                let label = words::period(self.relation.series.period, bin.days.first);
                let way = if side == 0 { "with each other" } else { "against each other" };
                let _ = write!(
                    out,
                    r#"<a class="{}" href="{}"><title>{label}: {} {way}</title><rect class="tally" x="{:.2}%" width="{:.2}%" y="{y:.1}" height="{tall:.1}"/></a>"#,
                    if side == 0 { "with" } else { "against" },
                    escaped(&(self.list_of)(bin.days)),
                    counted(u64::from(*number), "deed"),
                    self.x(at as f64 + 0.1),
                    self.x(0.8),
                );
            }
        }
        out.push_str("</g>");
    }

    fn said(&self, out: &mut String, layout: &Layout) {
        let Some((high, low)) = layout.words else { return };
        let y = |level: f64| high + (1.0 - level.clamp(-1.0, 1.0)) / 2.0 * (low - high);
        for tie in self.ties {
            let x = self.x(tie.bin as f64 + 0.5);
            let [one, other] = tie.levels.map(y);
            let _ = write!(
                out,
                r#"<a href="{}"><title>{}</title><svg x="{x:.2}%" y="0" width="1" height="1"><path class="tie" d="M-9,{one:.1} H-15 V{other:.1} H-9"/><text class="halo fine" x="-21" y="{:.1}" text-anchor="end"><tspan class="strong">in dispute</tspan></text></svg></a>"#,
                escaped(&tie.href),
                escaped(&plain(&tie.title)),
                (one + other) / 2.0 + 4.0
            );
        }
        let mut taken: Vec<(usize, i32, u32)> = Vec::new();
        for word in self.words {
            let row = (word.level * 12.0).round() as i32;
            let offset = match taken.iter_mut().find(|(bin, at, _)| (*bin, *at) == (word.bin, row)) {
                Some((_, _, many)) => {
                    *many += 1;
                    *many
                }
                None => {
                    taken.push((word.bin, row, 0));
                    0
                }
            };
            let x = self.x(word.bin as f64 + 0.5);
            // Near the right edge marks and their labels go to the left.
            let step = if x > 92.0 { -9.5 } else { 9.5 } * f64::from(offset);
            let label = word.label.as_ref().map(|label| {
                // Above a high one and below a low one, where no other mark stands.
                let (place, anchor) = if x > 55.0 { (step + 5.0, "end") } else { (step - 5.0, "start") };
                let below = if word.level < 0.0 { 18.0 } else { -9.0 };
                format!(
                    r#"<text class="halo fine" x="{place:.1}" y="{below}" text-anchor="{anchor}">{}</text>"#,
                    escaped(&plain(label))
                )
            });
            let _ = write!(
                out,
                r##"<a class="{}" href="{}"><title>{}</title><svg x="{x:.2}%" y="{:.1}" width="1" height="1"><use href="#{}" x="{step}"/>{}</svg></a>"##,
                words::side(word.level),
                escaped(&word.href),
                escaped(&plain(&word.title)),
                y(word.level),
                word.symbol,
                label.unwrap_or_default()
            );
        }
    }
}

/// Fewer articles than this are little: a tenth of what is usual.
fn few(bins: &[Bin]) -> u32 {
    let mut known: Vec<u32> = bins.iter().filter_map(|bin| bin.articles).collect();
    known.sort_unstable();
    known.get(known.len() / 2).map_or(0, |middle| middle / 5)
}

/// "less with each other; better".
pub(crate) fn change_words(change: &hearsay_relation::Change) -> String {
    let moves: Vec<String> = change
        .moves
        .iter()
        .map(|step| {
            let more = if step.after > step.before { "more" } else { "less" };
            match step.track {
                Track::Weight => if step.after > step.before { "better" } else { "worse" }.to_owned(),
                Track::Conflict => format!("{more} against each other"),
                Track::Cooperation => format!("{more} with each other"),
            }
        })
        .collect();
    moves.join(", ")
}

/// Stretches of bins that have something or have it not: the first, the one after the last, and which.
fn stretches(bins: &[Bin], has: impl Fn(&Bin) -> bool) -> Vec<(usize, usize, bool)> {
    let mut list: Vec<(usize, usize, bool)> = Vec::new();
    for (at, bin) in bins.iter().enumerate() {
        match list.last_mut() {
            Some(last) if last.2 == has(bin) => last.1 = at + 1,
            _ => list.push((at, at + 1, has(bin))),
        }
    }
    list
}

/// "fewer than 500 articles read", for the key.
pub(crate) fn few_words(few: u32) -> String {
    format!("fewer than {} articles read", count(u64::from(few)))
}
