//! Small drawings: bars of a number in time, and a line in a list.

use std::fmt::Write as _;

use crate::words::{count, escaped};

/// A bar of a strip.
#[derive(Clone, Debug)]
pub(crate) struct Bar {
    /// Where a click leads.
    pub(crate) href: String,
    /// What a pointer reads.
    pub(crate) title: String,
    /// Its height.
    pub(crate) value: u64,
    /// A label of the axis under it, and whether it stays where there is little room.
    pub(crate) label: Option<(String, bool)>,
}

/// Bars as one SVG; `unit` says what is counted ("articles a quarter"). Bars of less than a tenth of the middle are hatched
/// where `few` is given.
pub(crate) fn strip(bars: &[Bar], labelled: &str, unit: &str, few: Option<u64>) -> String {
    const TOP: f64 = 10.0;
    const FLOOR: f64 = 70.0;
    let most = bars.iter().map(|bar| bar.value).max().unwrap_or(0).max(1);
    let height = |value: u64| value as f64 / most as f64 * (FLOOR - TOP);
    let wide = 100.0 / bars.len().max(1) as f64;
    let mut out =
        format!(r#"<svg class="cover-strip" height="92" role="group" aria-labelledby="{labelled}" focusable="false">"#);
    let steps = steps(most);
    for &step in &steps {
        let y = FLOOR - height(step);
        let _ = write!(out, r#"<line class="grid" x1="0" x2="100%" y1="{y:.1}" y2="{y:.1}"/>"#);
    }
    for (at, bar) in bars.iter().enumerate() {
        let (x, tall) = (at as f64 * wide, if bar.value > 0 { height(bar.value).max(1.0) } else { 0.0 });
        let class = if few.is_some_and(|few| bar.value < few) { "cover few" } else { "cover" };
        let _ = write!(
            out,
            r#"<a href="{}"><title>{}</title><rect class="hit" x="{x:.2}%" width="{wide:.2}%" y="0" height="{FLOOR}"/><rect class="{class}" x="{:.2}%" width="{:.2}%" y="{:.1}" height="{tall:.1}"/></a>"#,
            escaped(&bar.href),
            escaped(&bar.title),
            x + wide * 0.12,
            wide * 0.76,
            FLOOR - tall,
        );
        if let Some((label, stays)) = &bar.label {
            let class = if *stays { "" } else { r#" class="fine""# };
            // At the left edge a label begins where its bar does.
            let anchor = if at == 0 { "start" } else { "middle" };
            let _ = write!(
                out,
                r#"<text{class} x="{:.2}%" y="87" text-anchor="{anchor}">{}</text>"#,
                if anchor == "middle" { x + wide / 2.0 } else { x },
                escaped(label)
            );
        }
    }
    for (at, &step) in steps.iter().enumerate() {
        let unit = if at + 1 == steps.len() { format!(" {unit}") } else { String::new() };
        let _ = write!(
            out,
            r#"<text class="halo" x="0" y="{:.1}">{}{}</text>"#,
            FLOOR - height(step) - 4.0,
            count(step),
            escaped(&unit)
        );
    }
    out.push_str("</svg>");
    out
}

/// One or two round numbers below `most`.
fn steps(most: u64) -> Vec<u64> {
    let mut unit = 1;
    while most / unit >= 10 {
        unit *= 10;
    }
    let step = [5, 2, 1].into_iter().map(|times| times * unit).find(|step| most / step >= 2).unwrap_or(unit);
    let mut list: Vec<u64> = (1..=2).map(|times| times * step).filter(|step| *step <= most).collect();
    list.dedup();
    list
}

/// Labels of years for bars that begin in these years: all that have room, few that stay when there is little.
pub(crate) fn year_labels(years: &[i16]) -> Vec<Option<(String, bool)>> {
    let span = years.last().zip(years.first()).map_or(0, |(last, first)| last - first + 1);
    let (fine, coarse) = match span {
        ..=6 => (1, 1),
        7..=14 => (1, 2),
        15..=30 => (2, 10),
        _ => (5, 20),
    };
    let mut before = None;
    let mut first = true;
    years
        .iter()
        .map(|&year| {
            let new = before != Some(year);
            before = Some(year);
            // The first year may begin anywhere in it: its label would crowd the next one's.
            let edge = std::mem::take(&mut first) && span > 3;
            (new && !edge && year % fine == 0).then(|| (year.to_string(), year % coarse == 0))
        })
        .collect()
}

/// A line of values with the area between it and nothing, as tall as its place.
pub(crate) fn spark(values: &[f64], label: &str) -> String {
    const TALL: f64 = 36.0;
    let (low, high) = values.iter().fold((0.0_f64, 0.0_f64), |(low, high), &value| (low.min(value), high.max(value)));
    let span = (high - low).max(1e-9);
    let y = |value: f64| 3.0 + (high - value) / span * (TALL - 6.0);
    let wide = values.len().max(1);
    let mut line = String::new();
    for (at, &value) in values.iter().enumerate() {
        let _ = write!(line, "{}{:.1},{:.1}", if at == 0 { "M" } else { " L" }, at as f64 + 0.5, y(value));
    }
    let zero = y(0.0);
    format!(
        r#"<svg class="spark" viewBox="0 0 {wide} {TALL}" preserveAspectRatio="none" role="img" aria-label="{}"><path class="area" d="M0.5,{zero:.1} {} L{:.1},{zero:.1} Z"/><path class="zero" d="M0,{zero:.1} H{wide}"/><path class="line" d="{line}"/></svg>"#,
        escaped(label),
        line.replacen('M', "L", 1),
        wide as f64 - 0.5,
    )
}

/// A bar in a table, by its share of the longest.
pub(crate) fn bar(share: f64) -> String {
    format!(
        r#"<svg class="bar" height="10" aria-hidden="true"><rect width="{:.1}%" height="10"/></svg>"#,
        (share * 100.0).clamp(0.5, 100.0)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round_and_below_the_most() {
        assert_eq!(
            [steps(2667), steps(24), steps(1), steps(999)],
            [vec![1000, 2000], vec![10, 20], vec![1], vec![200, 400]]
        );
    }

    #[test]
    fn hostile_words_in_a_title_stay_words() {
        let bars = [Bar { href: "?a=\"".to_owned(), title: "<script>".to_owned(), value: 0, label: None }];
        let drawn = strip(&bars, "x", "y", None);
        assert!(!drawn.contains("<script>") && drawn.contains("?a=&quot;"), "{drawn}");
    }
}
