//! The series: what the two did to each other, by week, month or quarter, and how that leaves them standing.

use std::collections::{BTreeMap, BTreeSet};

use hearsay_core::{Days, Status};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::balance::{balances, least_error, shares};
use crate::deed::deeds;
use crate::drawn::Drawings;
use crate::period::{days_between, days_in, middle};
use crate::usual::{Usual, least_errors, standing};
use crate::{Coverage, Deed, Event, Period, Spec};

/// A dyad's deeds in time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Series {
    /// Length of a bin.
    pub period: Period,
    /// In order, without a gap.
    pub bins: Vec<Bin>,
    /// Deeds that count, by day; bins name them by group.
    pub deeds: Vec<Deed>,
    /// What does not count, and why.
    pub aside: Aside,
    /// Whether rates are for each thousand articles read; else they are plain numbers of deeds.
    pub per_coverage: bool,
    /// Mean weight of all deeds, -10 to 10.
    pub mean: f64,
    /// How many deeds' worth the usual weighs in [`Bin::standing`].
    pub pull: f64,
    /// Variance of the weights of deeds within one bin.
    pub scatter: f64,
}

/// One week, month or quarter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bin {
    /// Its days.
    pub days: Days,
    /// Articles read that were published on them, whatever they are about; `None` where that is not known.
    pub articles: Option<u32>,
    /// Deeds of either; one done together counts once.
    pub both: Tally,
    /// Deeds of the first party to the second.
    pub forth: Tally,
    /// Deeds of the second party to the first.
    pub back: Tally,
    /// Sum of the weights of the deeds of this bin and, at half, of its neighbours, as a mean: many blows are lower than
    /// few. Where rates are per coverage, as if in every bin as much had been read.
    pub balance: f64,
    /// Interval of the balance when deeds are drawn anew.
    pub balance_between: Option<[f64; 2]>,
    /// Standard error of the balance on the scale that turns are judged by, nearly its square root.
    pub balance_error: Option<f64>,
    /// How they usually stand at that time, -10 to 10: mean weight of all deeds between two changes of the mean weight.
    pub usual: f64,
    /// How they stand, -10 to 10: mean weight of the deeds of this bin and, less and less, of the two before and after it,
    /// drawn towards the usual so that one deed alone makes no trough.
    pub standing: f64,
    /// Whether there is a deed in this bin or the two before or after it; without one the standing is only the usual.
    pub known: bool,
    /// Interval of the standing when deeds are drawn anew; `None` where there is no deed near.
    pub standing_between: Option<[f64; 2]>,
    /// Its standard error: under the same drawing, and never less than so few deeds with such a scatter allow.
    pub standing_error: Option<f64>,
}

/// Deeds counted.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Tally {
    /// How many.
    pub deeds: u32,
    /// How many for each thousand articles read; `None` without coverage.
    pub rate: Option<f64>,
    /// Independent origins of all of them together.
    pub outlets: u32,
    /// Mean weight, -10 to 10; `None` of none.
    pub weight: Option<f64>,
    /// By quad, in PLOVER's order: verbal cooperation, material cooperation, verbal conflict, material conflict.
    pub quads: [u32; 4],
    /// Interval of `deeds` when deeds are drawn anew.
    pub deeds_between: Option<[f64; 2]>,
    /// Interval of `weight` when deeds are drawn anew.
    pub weight_between: Option<[f64; 2]>,
    /// The deeds, by group id.
    pub groups: Vec<u64>,
}

/// Deeds left out of the series.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aside {
    /// Tellings on another footing, comments among them.
    pub other_footing: u32,
    /// Deeds without any day.
    pub undated: u32,
    /// Deeds whose days are much longer than a bin ("in the 1990s").
    pub vague: u32,
    /// Deeds before or after the days asked for or covered.
    pub outside: u32,
}

/// Bins are never more than this; a longer stretch is counted by a longer period.
const MOST_BINS: usize = 1500;

/// Counts `events` by `spec`. They may be on any footing; those of another one than asked for are counted aside.
pub fn series(events: &[Event], coverage: &Coverage, spec: &Spec) -> Series {
    let mut aside = Aside::default();
    let kept: BTreeSet<u64> = events.iter().filter(|event| spec.footing.keeps(event)).map(|event| event.id).collect();
    let all: BTreeSet<u64> = events.iter().map(|event| event.id).collect();
    aside.other_footing = (all.len() - kept.len()) as u32;
    let list = deeds(events, &spec.footing);
    let range = range(events, &list, coverage, spec);
    let mut printed: BTreeMap<u64, Date> = BTreeMap::new();
    for (group, day) in events.iter().filter_map(|event| Some((event.group, event.published?))) {
        let first = printed.entry(group).or_insert(day);
        *first = day.min(*first);
    }
    let dated: Vec<(Date, Days, Deed)> = list
        .into_iter()
        .filter_map(|deed| {
            let Some(days) = deed.days.map(|days| until_now(days, deed.status, printed.get(&deed.group))) else {
                aside.undated += 1;
                return None;
            };
            let day = middle(days);
            if range.is_none_or(|range| day < range.first || day > range.last) {
                aside.outside += 1;
                return None;
            }
            Some((day, days, deed))
        })
        .collect();
    let period = period(dated.len(), range, spec);
    let bins = range.map(|range| period.over(range, MOST_BINS)).unwrap_or_default();
    let mut placed: Vec<(Date, Deed)> = Vec::new();
    for (day, days, deed) in dated {
        if bins.first().is_some_and(|first| day < first.first) {
            aside.outside += 1;
            continue;
        }
        // "In March" is no week; it is a month. "In spring" is not quite one.
        if days_in(days) as f64 > 2.0 * period.length() {
            aside.vague += 1;
        } else {
            placed.push((day, deed));
        }
    }
    let per_coverage =
        spec.per_coverage.unwrap_or_else(|| is_a_small_share(events, coverage)) && !coverage.0.is_empty();
    let draft = Draft::new(&placed, bins, coverage, per_coverage);
    let usual = Usual::new(&draft.sums(&placed, &vec![1.0; placed.len()])[0], &placed, &draft.bin_of);
    let bins = draft.bins(&placed, &usual, spec);
    let deeds = placed.into_iter().map(|(_, deed)| deed).collect();
    let Usual { mean, pull, scatter, .. } = usual;
    Series { period, bins, deeds, aside, per_coverage, mean, pull, scatter }
}

/// What has happened by the day of the paper did not happen after it: "this year" ends today.
fn until_now(days: Days, status: Status, printed: Option<&Date>) -> Days {
    match printed {
        Some(&printed) if !matches!(status, Status::Future | Status::Possible) && days.first <= printed => {
            Days::new(days.first, days.last.min(printed))
        }
        _ => days,
    }
}

/// The days asked for, else those on which articles were published, whatever they are about, else those of the deeds.
fn range(events: &[Event], deeds: &[Deed], coverage: &Coverage, spec: &Spec) -> Option<Days> {
    let printed = printed(events, coverage);
    let happened = || deeds.iter().filter_map(|deed| deed.days);
    let known = printed.or_else(|| {
        let (first, last) = (happened().map(|days| days.first).min()?, happened().map(|days| days.last).max()?);
        Some(Days { first, last })
    });
    // Before the first day of which anything is known nothing is left out by beginning there.
    let all = || known.into_iter().chain(happened()).map(|days| days.first).min();
    let first = spec.from.map(|from| from.max(all().unwrap_or(from).min(spec.until.unwrap_or(Date::MAX))));
    let first = first.or(known.map(|known| known.first))?;
    let last = spec.until.or(known.map(|known| known.last))?;
    // What the first paper tells is often of the weeks before it.
    let before = || happened().map(middle).filter(|day| (0..=31).contains(&days_between(*day, first))).min();
    let first = if spec.from.is_none() { before().unwrap_or(first) } else { first };
    (first <= last).then_some(Days { first, last })
}

/// Papers of one pile are never so many years apart: a page that is dated 1601 is wrongly dated, or of another pile.
const APART: i64 = 25 * 365;

/// The days on which articles were published. Where they lie far apart, those around which most articles lie: one page
/// with an odd date must not stretch the series over centuries.
fn printed(events: &[Event], coverage: &Coverage) -> Option<Days> {
    let mut articles: BTreeMap<Date, u64> = coverage.0.iter().map(|(&day, &count)| (day, u64::from(count))).collect();
    for day in events.iter().filter_map(|event| event.published) {
        *articles.entry(day).or_default() += 1;
    }
    let mut stretches: Vec<(Days, u64)> = Vec::new();
    for (day, count) in articles {
        match stretches.last_mut() {
            Some((days, sum)) if days_between(days.last, day) <= APART => {
                days.last = day;
                *sum += count;
            }
            _ => stretches.push((Days::day(day), count)),
        }
    }
    stretches.into_iter().max_by_key(|(_, count)| *count).map(|(days, _)| days)
}

/// The shortest period, a week or longer, with a deed in it on average; the longest if there is none.
fn period(deeds: usize, range: Option<Days>, spec: &Spec) -> Period {
    let Some(range) = range else { return spec.period.unwrap_or(Period::Month) };
    let long = days_in(range) as f64;
    let fits = |period: &Period| long / period.length() < MOST_BINS as f64;
    if let Some(asked) = spec.period {
        return Period::ALL.into_iter().find(|period| *period >= asked && fits(period)).unwrap_or(Period::Year);
    }
    let dense = |period: &Period| fits(period) && deeds as f64 * period.length() >= long;
    let long = if fits(&Period::Quarter) { Period::Quarter } else { Period::Year };
    [Period::Week, Period::Month].into_iter().find(dense).unwrap_or(long)
}

fn is_a_small_share(events: &[Event], coverage: &Coverage) -> bool {
    let articles: BTreeSet<_> = events.iter().map(|event| &event.article).collect();
    let all: u64 = coverage.0.values().map(|&articles| u64::from(articles)).sum();
    (articles.len() as u64) * 5 < all
}

/// Deeds put into bins, before anything is reckoned.
struct Draft {
    days: Vec<Days>,
    articles: Vec<Option<u32>>,
    bin_of: Vec<Option<usize>>,
    /// What the deeds of each bin count in its balance.
    share: Vec<f64>,
}

impl Draft {
    fn new(placed: &[(Date, Deed)], days: Vec<Days>, coverage: &Coverage, per_coverage: bool) -> Self {
        let find = |day: Date| {
            let at = days.partition_point(|bin| bin.last < day);
            days.get(at).is_some_and(|bin| bin.first <= day).then_some(at)
        };
        let articles: Vec<Option<u32>> = days
            .iter()
            .map(|bin| {
                (!coverage.0.is_empty()).then(|| coverage.0.range(bin.first..=bin.last).map(|(_, &count)| count).sum())
            })
            .collect();
        let bin_of = placed.iter().map(|(day, _)| find(*day)).collect();
        Self { share: shares(&articles, per_coverage), articles, bin_of, days }
    }

    fn bins(self, placed: &[(Date, Deed)], usual: &Usual, spec: &Spec) -> Vec<Bin> {
        let once = vec![1.0; placed.len()];
        let sums = self.sums(placed, &once);
        let standing = standing(&sums[0], usual);
        let least = least_errors(&sums[0], usual);
        let balance = balances(&sums[0], &self.share);
        let mut groups = vec![[Vec::new(), Vec::new(), Vec::new()]; self.days.len()];
        for ((_, deed), bin) in placed.iter().zip(&self.bin_of) {
            for side in sides(deed) {
                if let Some(bin) = *bin {
                    groups[bin][side].push(deed);
                }
            }
        }
        let mut drawings = Drawings::new(&groups, &self.share, usual, spec);
        let mut bins = Vec::with_capacity(self.days.len());
        for (at, &days) in self.days.iter().enumerate() {
            let articles = self.articles[at];
            let drawn = drawings.next();
            let mut between = drawn.tallies.into_iter();
            let mut tally = |side: usize| {
                let deeds = &groups[at][side];
                let mut quads = [0; 4];
                for deed in deeds {
                    quads[deed.quad as usize] += 1;
                }
                let (count, sum) = sums[side][at];
                let between = between.next().unwrap_or_default();
                Tally {
                    deeds: deeds.len() as u32,
                    rate: articles.and_then(|all| (all > 0).then(|| 1000.0 * count / f64::from(all))),
                    outlets: deeds.iter().map(|deed| deed.outlets).sum(),
                    weight: (count > 0.0).then(|| sum / count),
                    quads,
                    deeds_between: between.deeds,
                    weight_between: between.weight,
                    groups: deeds.iter().map(|deed| deed.group).collect(),
                }
            };
            bins.push(Bin {
                days,
                articles,
                both: tally(0),
                forth: tally(1),
                back: tally(2),
                balance: balance[at],
                balance_error: drawn.balance_error.map(|error| error.hypot(least_error(balance[at]))),
                balance_between: drawn.balance,
                usual: usual.levels[at],
                standing: standing[at],
                known: least[at] > 0.0,
                standing_error: drawn.standing_error.map(|error| error.max(least[at])),
                standing_between: if least[at] > 0.0 { drawn.standing } else { None },
            });
        }
        bins
    }

    /// For both, forth and back: how many deeds in each bin, and the sum of their weights, when each counts so often.
    fn sums(&self, placed: &[(Date, Deed)], often: &[f64]) -> [Vec<(f64, f64)>; 3] {
        let mut sums = [(); 3].map(|()| vec![(0.0, 0.0); self.days.len()]);
        for (((_, deed), bin), often) in placed.iter().zip(&self.bin_of).zip(often) {
            let Some(bin) = *bin else { continue };
            for side in sides(deed) {
                let sum = &mut sums[side][bin];
                *sum = (sum.0 + often, sum.1 + often * deed.weight);
            }
        }
        sums
    }
}

/// Both, and whichever of them did it.
fn sides(deed: &Deed) -> impl Iterator<Item = usize> {
    [(0, true), (1, deed.forth), (2, deed.back)].into_iter().filter(|side| side.1).map(|side| side.0)
}
