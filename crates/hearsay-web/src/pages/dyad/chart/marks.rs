//! What can be pointed at: changes, lows, highs, times, deeds and words.

use std::fmt::Write as _;

use hearsay_relation::picture::Marks;

use super::{Chart, Layout, STEP, change_words};
use crate::words::{self, counted, escaped, plain, signed};

impl Chart<'_> {
    pub(super) fn changes(&self, out: &mut String, layout: &Layout, signs: &Marks<'_>) {
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

    pub(super) fn turns(&self, out: &mut String, layout: &Layout, signs: &Marks<'_>) {
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
    pub(super) fn hits(&self, out: &mut String, layout: &Layout) {
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
            let lead = self.leads.get(at).and_then(Option::as_ref).map(|lead| format!(". {}", plain(lead)));
            let title = title + &lead.unwrap_or_default();
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

    pub(super) fn counted(&self, out: &mut String, layout: &Layout, share: usize, as_bars: bool) {
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

    pub(super) fn said(&self, out: &mut String, layout: &Layout) {
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
