//! Swings: from high to low and back, and whether they grow or die down.
//!
//! "Those shifts have become less dramatic", an official says of a partnership; this is what would bear that out.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Series;
use crate::period::days_between;

/// A swing is at least half a step between two neighbouring kinds of deed.
const LEAST: f64 = 0.5;

/// All swings of a series, and what becomes of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Swings {
    /// In order; each begins where the one before ends.
    pub list: Vec<Swing>,
    /// The least amplitude that counts as a swing: below it lies the noise of single deeds.
    pub least: f64,
    /// By what factor the amplitude changes in a year, and its 95 % interval; `None` where too few are known.
    pub a_year: Option<[f64; 3]>,
    /// Whether they grow.
    pub fate: Fate,
    /// Why nothing can be told; `None` where something can.
    pub why: Option<String>,
}

/// From one turn to the next.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Swing {
    /// Bin of the turn it starts from.
    pub from_bin: usize,
    /// Bin of the turn it ends at.
    pub to_bin: usize,
    /// First day of the bin it starts from.
    pub from: Date,
    /// First day of the bin it ends at.
    pub to: Date,
    /// Change of the standing, in units of the weight scale; negative for a fall.
    pub change: f64,
}

/// What becomes of swings over the years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// They become larger, and the interval leaves no doubt.
    Growing,
    /// They become smaller, and the interval leaves no doubt.
    DyingDown,
    /// The data do not say.
    CannotTell,
}

/// The swings of a series.
pub fn swings(series: &Series) -> Swings {
    let mut errors: Vec<f64> = series.bins.iter().filter_map(|bin| bin.standing_error).collect();
    errors.sort_by(f64::total_cmp);
    // The difference of two bins has the error of both.
    let noise = crate::random::quantile(&errors, 0.5) * std::f64::consts::SQRT_2;
    let least = (2.0 * noise).max(LEAST);
    let line: Vec<f64> = series.bins.iter().map(|bin| bin.standing).collect();
    let turns = zigzag(&line, least);
    let list: Vec<Swing> = turns
        .windows(2)
        .map(|pair| Swing {
            from_bin: pair[0],
            to_bin: pair[1],
            from: series.bins[pair[0]].days.first,
            to: series.bins[pair[1]].days.first,
            change: line[pair[1]] - line[pair[0]],
        })
        .collect();
    let a_year = a_year(&list);
    let (fate, why) = fate(series, &list, a_year);
    Swings { list, least, a_year, fate, why }
}

/// The turns that remain when every move smaller than `least` is passed over; they alternate between high and low.
fn zigzag(line: &[f64], least: f64) -> Vec<usize> {
    let (mut low, mut high) = (0, 0);
    let mut turns: Vec<usize> = Vec::new();
    let mut rising: Option<bool> = None;
    for at in 0..line.len() {
        if line[at] < line[low] {
            low = at;
        }
        if line[at] > line[high] {
            high = at;
        }
        if rising != Some(false) && line[high] - line[at] >= least {
            turns.push(high);
            (rising, low, high) = (Some(false), at, at);
        } else if rising != Some(true) && line[at] - line[low] >= least {
            turns.push(low);
            (rising, low, high) = (Some(true), at, at);
        }
    }
    // The last move, which may still go on.
    match rising {
        Some(true) => turns.push(high),
        Some(false) => turns.push(low),
        None => {}
    }
    turns
}

/// Fewer swings than this tell nothing of a trend.
const FEW: usize = 5;

/// The slope of the log of the amplitude by year, as a factor, with its 95 % interval.
fn a_year(list: &[Swing]) -> Option<[f64; 3]> {
    if list.len() < FEW {
        return None;
    }
    let first = list[0].from;
    let points: Vec<(f64, f64)> = list
        .iter()
        .map(|swing| {
            let middle = (days_between(first, swing.from) + days_between(first, swing.to)) as f64 / 2.0;
            (middle / 365.25, swing.change.abs().max(1e-9).ln())
        })
        .collect();
    let count = points.len() as f64;
    let (x, y) = points.iter().fold((0.0, 0.0), |sum, point| (sum.0 + point.0 / count, sum.1 + point.1 / count));
    let spread: f64 = points.iter().map(|point| (point.0 - x).powi(2)).sum();
    if spread <= 0.0 {
        return None;
    }
    let slope = points.iter().map(|point| (point.0 - x) * (point.1 - y)).sum::<f64>() / spread;
    let left: f64 = points.iter().map(|point| (point.1 - y - slope * (point.0 - x)).powi(2)).sum();
    let error = (left / (count - 2.0) / spread).sqrt() * student(points.len() - 2);
    Some([slope.exp(), (slope - error).exp(), (slope + error).exp()])
}

/// Student's t for a two-sided 95 % interval.
fn student(free: usize) -> f64 {
    const T: [f64; 20] = [
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
        2.120, 2.110, 2.101, 2.093, 2.086,
    ];
    match free {
        0 => f64::INFINITY,
        1..=20 => T[free - 1],
        // The first terms of its expansion are within a thousandth from here on.
        _ => 1.960 + 2.372 / free as f64 + 2.82 / (free * free) as f64,
    }
}

fn fate(series: &Series, list: &[Swing], a_year: Option<[f64; 3]>) -> (Fate, Option<String>) {
    let cannot = |why: String| (Fate::CannotTell, Some(why));
    let Some([_, low, high]) = a_year else {
        return cannot(match list.len() {
            0 => "no swing stands out from the noise".to_owned(),
            1 => "only one swing stands out from the noise".to_owned(),
            some => format!("only {some} swings stand out from the noise"),
        });
    };
    let denser = denser(series);
    if low > 1.0 {
        // Where the news is thin the standing is held near the usual, and its swings look small.
        if denser > 1.5 {
            return cannot(format!("they look larger later, but the news is {denser:.1} times as dense then"));
        }
        (Fate::Growing, None)
    } else if high < 1.0 {
        if denser < 1.0 / 1.5 {
            return cannot(format!("they look smaller later, but the news is {:.1} times as thin then", 1.0 / denser));
        }
        (Fate::DyingDown, None)
    } else {
        cannot("the interval holds both growing and dying down".to_owned())
    }
}

/// Deeds of the later half of the series for each of the earlier half.
fn denser(series: &Series) -> f64 {
    let (early, late) = series.bins.split_at(series.bins.len() / 2);
    let deeds = |bins: &[crate::Bin]| bins.iter().map(|bin| f64::from(bin.both.deeds)).sum::<f64>();
    (deeds(late) + 1.0) / (deeds(early) + 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_moves_are_passed_over() {
        assert_eq!(zigzag(&[0.0, 3.0, 2.6, 4.0, -1.0, -0.7, 2.0], 1.0), [0, 3, 4, 6]);
        assert_eq!(zigzag(&[0.0, 0.2, 0.1], 1.0), Vec::<usize>::new());
        assert_eq!(zigzag(&[], 1.0), Vec::<usize>::new());
    }

    #[test]
    fn students_t_meets_its_expansion() {
        assert!((student(20) - (1.960 + 2.372 / 20.0 + 2.82 / 400.0)).abs() < 2e-3);
        assert!((student(60) - 2.000).abs() < 2e-3);
    }
}
