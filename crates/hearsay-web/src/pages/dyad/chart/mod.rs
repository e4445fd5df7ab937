//! The drawing of a pair: deeds weighed, deeds counted, words, articles read, as one SVG that is as wide as its place.
//!
//! It has no view box: x is in percent and y and text in pixels, so that text never shrinks and zooming is widening. What
//! is marked, and on which scale heights are drawn, is as in the figure for print.

mod marks;
mod tracks;

use std::fmt::Write as _;

use hearsay_core::Days;
use hearsay_relation::picture::{Marks, scaled, unscaled};
use hearsay_relation::{Bin, Relation, Track};

use crate::words::{count, signed};

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
    /// For each bin the sentence that tells most of it.
    pub(crate) leads: &'a [Option<String>],
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
    /// Lowest and highest of what is drawn, on the scale of drawing.
    range: (f64, f64),
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
        Layout { weigh, range: self.range(), zero, up, down, words, cover, top, height: y + 58.0 }
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
        let (low, high) = layout.range;
        bottom - (scaled(balance).clamp(low, high) - low) / (high - low) * (bottom - top)
    }

    /// Round values of the axis of weights that have room.
    fn ticks(&self, layout: &Layout) -> Vec<(f64, String)> {
        if layout.weigh.is_none() {
            return Vec::new();
        }
        let (low, high) = layout.range;
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

    fn stretched(&self, out: &mut String, layout: &Layout, inside: &str) {
        let _ = write!(
            out,
            r#"<svg x="0" y="0" width="100%" height="{:.0}" viewBox="0 0 {} {:.0}" preserveAspectRatio="none" aria-hidden="true">{inside}</svg>"#,
            layout.height,
            self.relation.series.bins.len(),
            layout.height
        );
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

/// "fewer than 500 articles read", for the key.
pub(crate) fn few_words(few: u32) -> String {
    format!("fewer than {} articles read", count(u64::from(few)))
}
