//! What is drawn behind the marks: the band and the line, articles read, years.

use std::fmt::Write as _;

use hearsay_relation::picture::stretches;

use super::{Chart, Layout};
use crate::words::{self, escaped};

impl Chart<'_> {
    /// Stretches of which little was read.
    pub(super) fn unread(&self, out: &mut String, layout: &Layout, few: u32) {
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

    pub(super) fn band(&self, out: &mut String, layout: &Layout) {
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

    pub(super) fn balance(&self, out: &mut String, layout: &Layout) {
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

    pub(super) fn years(&self, out: &mut String, layout: &Layout) {
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

    pub(super) fn coverage(&self, out: &mut String, layout: &Layout, few: u32) {
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
}
