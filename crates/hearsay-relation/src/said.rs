//! What they say of it: assessments of the relation, beside what the two do.

use hearsay_core::{Extreme, Trend, Voice};
use serde::{Deserialize, Serialize};

use crate::{Assessment, Footing, Series};

/// Assessments in the bins of a series.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Said {
    /// One for each bin of the series.
    pub bins: Vec<SaidBin>,
    /// Bins where the words and the deeds point opposite ways, by their place in the series.
    pub apart: Vec<usize>,
    /// Assessments without a day, or outside the series.
    pub aside: u32,
}

/// What is said in one bin.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SaidBin {
    /// Mean level of those that state one, -1 hostile to 1 close.
    pub level: Option<f64>,
    /// How many say that it gets worse.
    pub worsening: u32,
    /// How many say that it gets better.
    pub improving: u32,
    /// How many call it a low.
    pub low: u32,
    /// How many call it a high.
    pub high: u32,
    /// The assessments, by id.
    pub ids: Vec<u64>,
}

/// A level this far from 0 says something; the weight scale is ten times as long.
const CLEAR: f64 = 0.2;

/// Puts assessments into the bins of `series`.
///
/// A sentence that says how things stand counts on the statuses and levels that deeds count on.
pub fn said(assessments: &[Assessment], series: &Series, footing: &Footing) -> Said {
    let mut said = Said { bins: vec![SaidBin::default(); series.bins.len()], ..Said::default() };
    let mut sums = vec![(0.0, 0.0); series.bins.len()];
    for assessment in assessments.iter().filter(|assessment| counts(assessment, footing)) {
        let at = assessment.day.and_then(|day| {
            let at = series.bins.partition_point(|bin| bin.days.last < day);
            series.bins.get(at).is_some_and(|bin| bin.days.first <= day).then_some(at)
        });
        let Some(at) = at else {
            said.aside += 1;
            continue;
        };
        let bin = &mut said.bins[at];
        if let Some(level) = assessment.level {
            sums[at] = (sums[at].0 + 1.0, sums[at].1 + f64::from(level));
        }
        bin.worsening += u32::from(assessment.trend == Some(Trend::Worsening));
        bin.improving += u32::from(assessment.trend == Some(Trend::Improving));
        bin.low += u32::from(assessment.extreme == Some(Extreme::Low));
        bin.high += u32::from(assessment.extreme == Some(Extreme::High));
        bin.ids.push(assessment.id);
    }
    for (at, ((says, sum), bin)) in sums.into_iter().zip(&mut said.bins).enumerate() {
        bin.level = (says > 0.0).then(|| sum / says);
        let deeds = series.bins[at].both.weight.map(|weight| weight / 10.0);
        if let (Some(level), Some(deeds)) = (bin.level, deeds)
            && level.abs() >= CLEAR
            && deeds.abs() >= CLEAR
            && (level > 0.0) != (deeds > 0.0)
        {
            said.apart.push(at);
        }
    }
    said
}

fn counts(assessment: &Assessment, footing: &Footing) -> bool {
    let known = |level| footing.levels.as_ref().is_none_or(|levels| levels.contains(&level));
    footing.statuses.contains(&assessment.status)
        && assessment.source_level.is_none_or(known)
        && (footing.comments || assessment.voice == Voice::Report)
}
