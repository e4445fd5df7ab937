//! A relation as far as there is news of it: what is told of long ago, or planned for later, does not stretch the drawing.

use crate::{Bin, Relation};

impl Relation {
    /// The stretch of time in which articles were read. Deeds outside it stay in the list of deeds, and are counted as
    /// outside; where nobody knows when articles were read, everything stays.
    #[must_use]
    pub fn zoomed(&self) -> Self {
        let mut zoomed = self.clone();
        let bins = &self.series.bins;
        let has_news = |bin: &Bin| bin.articles.is_some_and(|articles| articles > 0);
        let (Some(first), Some(last)) = (bins.iter().position(has_news), bins.iter().rposition(has_news)) else {
            return zoomed;
        };
        let inside = |bin: usize| (first..=last).contains(&bin);
        let outside = bins.iter().enumerate().filter(|(at, _)| !inside(*at));
        zoomed.series.aside.outside += outside.map(|(_, bin)| bin.both.deeds).sum::<u32>();
        zoomed.series.bins = bins[first..=last].to_vec();
        zoomed.said.bins = self.said.bins.get(first..=last).map(<[_]>::to_vec).unwrap_or_default();
        zoomed.changes.retain(|change| inside(change.bin));
        zoomed.turns.retain(|turn| inside(turn.bin));
        for change in &mut zoomed.changes {
            change.bin -= first;
        }
        for turn in &mut zoomed.turns {
            turn.bin -= first;
        }
        zoomed
    }
}
