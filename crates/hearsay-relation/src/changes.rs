//! Change points: the days from which on more or less happens between the two, or it goes better or worse.

use hearsay_core::Days;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::line::{Line, Noise, SHORTEST};
use crate::random::Random;
use crate::{Bin, Quad, Series, Spec};

/// A day from which on things are otherwise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// The first bin of the new stretch, by its place in the series.
    pub bin: usize,
    /// The first day of that bin.
    pub day: Date,
    /// What changes; never empty.
    pub moves: Vec<Move>,
    /// Deeds that tell of the change, by group id, strongest first: what it brings or, where it only ends something, that.
    pub groups: Vec<u64>,
}

/// One thing that changes on a day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Move {
    /// What.
    pub track: Track,
    /// Its level in the stretch that ends: deeds per bin (or per thousand articles), or mean weight.
    pub before: f64,
    /// Its level in the stretch that begins.
    pub after: f64,
    /// Days of the stretch that ends.
    pub since: Date,
    /// Last day of the stretch that begins.
    pub until: Date,
    /// Share of drawings of the deeds, 0 to 1, that have the same change within two bins; `None` without drawings.
    pub support: Option<f64>,
}

/// What of a relation can change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Track {
    /// Mean weight of all deeds.
    Weight,
    /// How many deeds against each other.
    Conflict,
    /// How many deeds with each other.
    Cooperation,
}

impl Track {
    /// All three, in order.
    pub const ALL: [Track; 3] = [Track::Weight, Track::Conflict, Track::Cooperation];

    fn takes(self, quad: Quad) -> bool {
        match self {
            Track::Conflict => matches!(quad, Quad::VerbalConflict | Quad::MaterialConflict),
            Track::Cooperation => matches!(quad, Quad::VerbalCooperation | Quad::MaterialCooperation),
            Track::Weight => true,
        }
    }
}

/// Changes of several tracks within so many bins are one change.
const TOGETHER: usize = 1;

/// All change points of the series, in order.
pub fn changes(series: &Series, spec: &Spec) -> Vec<Change> {
    if series.bins.len() < 2 * SHORTEST {
        return Vec::new();
    }
    let ledger = Ledger::new(series);
    let mut found: Vec<(usize, Move)> = Vec::new();
    for track in Track::ALL {
        let line = ledger.line(track, &vec![1.0; series.deeds.len()]);
        let noise = line.noise();
        let cuts = line.cut(&noise);
        let support = ledger.support(track, &noise, &cuts, spec);
        let bounds: Vec<usize> = std::iter::once(0).chain(cuts.iter().copied()).chain([series.bins.len()]).collect();
        for (at, cut) in cuts.iter().enumerate() {
            let (from, to) = (bounds[at], bounds[at + 2]);
            let (before, after) = (line.level(from, *cut), line.level(*cut, to));
            let (since, until) = (series.bins[from].days.first, series.bins[to - 1].days.last);
            let support = support.as_ref().map(|support| support[at]);
            found.push((*cut, Move { track, before, after, since, until, support }));
        }
    }
    found.sort_by_key(|(bin, step)| (*bin, step.track));
    let mut list: Vec<Change> = Vec::new();
    for (bin, step) in found {
        match list.last_mut() {
            Some(last) if bin - last.bin <= TOGETHER && last.moves.iter().all(|old| old.track != step.track) => {
                last.moves.push(step);
            }
            _ => list.push(Change { bin, day: series.bins[bin].days.first, moves: vec![step], groups: Vec::new() }),
        }
    }
    for change in &mut list {
        change.moves.sort_by_key(|step| step.track);
        change.groups = movers(series, change);
    }
    list
}

/// The deeds that tell of a change, the weightiest and best attested first: of the bins after it those of the kind that it
/// brings; of one that only ends something, those of the bins before it that it ends.
fn movers(series: &Series, change: &Change) -> Vec<u64> {
    let rises = |step: &&Move| step.after > step.before;
    let weight = change.moves.iter().find(|step| step.track == Track::Weight);
    let Some(step) = weight.or(change.moves.iter().find(rises)).or(change.moves.first()) else { return Vec::new() };
    let bins = &series.bins;
    let after = &bins[change.bin..(change.bin + SHORTEST).min(bins.len())];
    let before = &bins[change.bin.saturating_sub(SHORTEST)..change.bin];
    let (window, better) = match step.track {
        Track::Weight => (after, rises(&step)),
        track => (if rises(&step) { after } else { before }, track == Track::Cooperation),
    };
    crate::telling::pulling(series, window, better)
}

/// Deeds with the bins they lie in.
struct Ledger<'a> {
    series: &'a Series,
    bin_of: Vec<usize>,
}

impl<'a> Ledger<'a> {
    fn new(series: &'a Series) -> Self {
        let mut bin_of = vec![usize::MAX; series.deeds.len()];
        let place: std::collections::BTreeMap<u64, usize> =
            series.deeds.iter().enumerate().map(|(at, deed)| (deed.group, at)).collect();
        for (bin, groups) in series.bins.iter().map(|bin| &bin.both.groups).enumerate() {
            for group in groups {
                if let Some(&at) = place.get(group) {
                    bin_of[at] = bin;
                }
            }
        }
        Self { series, bin_of }
    }

    /// A track's line when each deed counts so often.
    fn line(&self, track: Track, often: &[f64]) -> Line {
        let bins = self.series.bins.len();
        let (mut says, mut sum) = (vec![0.0; bins], vec![0.0; bins]);
        for ((deed, &bin), often) in self.series.deeds.iter().zip(&self.bin_of).zip(often) {
            if bin < bins && track.takes(deed.quad) {
                says[bin] += often;
                sum[bin] += often * deed.weight;
            }
        }
        let bins = &self.series.bins;
        match track {
            Track::Weight => Line::means(&says, &sum),
            _ if self.series.per_coverage => Line::rates(
                says,
                bins.iter().map(|bin| bin.articles.map_or(1.0, |all| f64::from(all) / 1000.0)).collect(),
            ),
            _ => Line::counts(says),
        }
    }

    /// For each cut the share of drawings that have one within two bins.
    fn support(&self, track: Track, noise: &Noise, cuts: &[usize], spec: &Spec) -> Option<Vec<f64>> {
        // A series of a thousand weeks is cut a million ways: fewer drawings serve as well there.
        let bins = self.series.bins.len().max(1);
        let drawings =
            (spec.resamples as usize).min(20_000_000 / (bins * bins)).min(100).max(10.min(spec.resamples as usize));
        if drawings == 0 || cuts.is_empty() {
            return None;
        }
        let mut streams: Vec<Random> =
            self.series.deeds.iter().map(|deed| Random::of(spec.seed ^ 0x5EED, deed.key)).collect();
        let mut hits = vec![0_u32; cuts.len()];
        for _ in 0..drawings {
            let often: Vec<f64> = streams.iter_mut().map(|stream| f64::from(stream.draws())).collect();
            let again = self.line(track, &often).cut(noise);
            for (hit, cut) in hits.iter_mut().zip(cuts) {
                *hit += u32::from(again.iter().any(|other| other.abs_diff(*cut) <= 2));
            }
        }
        Some(hits.into_iter().map(|hits| f64::from(hits) / drawings as f64).collect())
    }
}

/// The days of a stretch of bins.
pub(crate) fn days_of(bins: &[Bin]) -> Option<Days> {
    Some(Days { first: bins.first()?.days.first, last: bins.last()?.days.last })
}
