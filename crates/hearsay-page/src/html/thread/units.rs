//! Which blocks of a thread belong to one comment. Comments are set alike: each has one line that says who or when, and
//! what stands around that line at the same height of the page is the comment's.

use std::collections::BTreeMap;

use super::line::Line;
use crate::html::outline::Outline;

/// How far a comment's words may stand inside its element.
const DEEPEST: usize = 64;

/// One comment's blocks, as places in the thread.
#[derive(Debug, Default)]
pub(super) struct Unit {
    pub(super) places: Vec<usize>,
    /// The place of the line that says who or when.
    pub(super) anchor: usize,
    /// The element that holds the comment, where there is one.
    pub(super) element: Option<usize>,
    /// How deep it stands in the thread; answers stand deeper.
    pub(super) level: usize,
}

/// A thread: blocks in page order with what each tells.
pub(super) struct Thread<'p> {
    pub(super) page: &'p Outline,
    /// Indices of the page's blocks.
    pub(super) blocks: Vec<usize>,
    pub(super) lines: Vec<Line>,
}

impl Thread<'_> {
    pub(super) fn element(&self, place: usize) -> usize {
        self.page.blocks[self.blocks[place]].element
    }

    fn above(&self, element: usize, by: usize) -> usize {
        (0..by).fold(element, |at, _| self.page.elements[at].parent)
    }

    /// The innermost element that holds both.
    pub(super) fn common(&self, mut a: usize, mut b: usize) -> usize {
        let elements = &self.page.elements;
        // Nobody writes so deep; climbing from there for every block takes for ever.
        if elements[a].depth.max(elements[b].depth) > 4 * DEEPEST {
            return 0;
        }
        while elements[a].depth > elements[b].depth {
            a = elements[a].parent;
        }
        while elements[b].depth > elements[a].depth {
            b = elements[b].parent;
        }
        while a != b {
            (a, b) = (elements[a].parent, elements[b].parent);
        }
        a
    }

    /// The lines that say who or when, one a comment.
    fn anchors(&self) -> Vec<usize> {
        let of = |wanted: &dyn Fn(&Line) -> bool| -> Vec<usize> {
            (0..self.lines.len()).filter(|&place| wanted(&self.lines[place])).collect()
        };
        let stamps = self.apart(of(&|line| line.when.is_some()));
        let names = of(&|line| line.author.is_some() && (line.marked || !line.words.is_empty() || line.when.is_some()));
        let both = stamps.iter().filter(|place| self.lines[**place].author.is_some()).count();
        let names = self.apart(names);
        if both * 2 >= stamps.len() && both > 0 {
            // "Joined 2 March 2008" beside "by oda77, 7 January 2011" is no second comment.
            let names = if names.len() > both { self.apart(of(&|line| line.author.is_some())) } else { names };
            return names;
        }
        if !stamps.is_empty() && names.len() <= stamps.len() + stamps.len() / 2 {
            return stamps;
        }
        if !names.is_empty() {
            return names;
        }
        let mut items = BTreeMap::<usize, usize>::new();
        for (place, &block) in self.blocks.iter().enumerate() {
            if let Some(item) = self.page.blocks[block].item.filter(|_| !self.lines[place].control) {
                items.entry(item).or_insert(place);
            }
        }
        let mut firsts: Vec<usize> = items.into_values().collect();
        firsts.sort_unstable();
        firsts
    }

    /// Without those that follow another with no words between: "edited 2 hours ago".
    fn apart(&self, places: Vec<usize>) -> Vec<usize> {
        let mut kept = Vec::<usize>::with_capacity(places.len());
        for place in places {
            let again = kept.last().is_some_and(|&last| {
                let between = last + 1..place;
                let held = |place: usize| !self.lines[place].words.is_empty();
                !held(last)
                    && !between.clone().any(held)
                    && !between.clone().any(|at| self.lines[at].author.is_some())
                    && self.lines[place].author.is_none()
            });
            if !again {
                kept.push(place);
            }
        }
        kept
    }

    /// How far above the line that says who or when the element of the whole comment is.
    fn height(&self, anchors: &[usize]) -> Option<usize> {
        let depth = |element: usize| self.page.elements[element].depth;
        let (mut beside, mut nested) = (Vec::new(), Vec::new());
        for pair in anchors.windows(2) {
            let (a, b) = (self.element(pair[0]), self.element(pair[1]));
            let common = depth(self.common(a, b));
            let (to_a, to_b) = (depth(a) - common, depth(b) - common);
            // Both stand in one element: there is none for each.
            let height = to_b.checked_sub(1)?;
            if to_a >= to_b { beside.push(height) } else { nested.push(to_a) }
        }
        beside.into_iter().min().or(nested.into_iter().min())
    }

    /// The comments of the thread.
    pub(super) fn units(&self) -> Vec<Unit> {
        let anchors = self.anchors();
        if anchors.is_empty() {
            return Vec::new();
        }
        if anchors.len() == 1 {
            let places = (0..self.blocks.len()).collect();
            return vec![Unit { places, anchor: anchors[0], element: None, level: 0 }];
        }
        self.boxed(&anchors).unwrap_or_else(|| self.in_a_row(&anchors))
    }

    /// Comments that stand in elements of their own.
    fn boxed(&self, anchors: &[usize]) -> Option<Vec<Unit>> {
        let height = self.height(anchors).filter(|height| *height < DEEPEST)?;
        let mut units = Vec::<Unit>::with_capacity(anchors.len());
        let mut by_element = BTreeMap::new();
        for &anchor in anchors {
            let element = self.above(self.element(anchor), height);
            if by_element.insert(element, units.len()).is_some() {
                return None;
            }
            units.push(Unit { anchor, element: Some(element), level: self.level(anchor), ..Unit::default() });
        }
        for place in 0..self.blocks.len() {
            let mut at = self.element(place);
            let mut unit = None;
            for _ in 0..DEEPEST {
                unit = by_element.get(&at).copied();
                if unit.is_some() {
                    break;
                }
                at = self.page.elements[at].parent;
            }
            if let Some(unit) = unit {
                units[unit].places.push(place);
            }
        }
        let wordless = units.iter().filter(|unit| !self.has_words(unit)).count();
        (wordless * 2 < units.len()).then_some(units)
    }

    fn has_words(&self, unit: &Unit) -> bool {
        unit.places
            .iter()
            .any(|&place| !(self.lines[place].words.is_empty() || self.lines[place].namelike && place < unit.anchor))
    }

    /// Comments that stand one after the other.
    fn in_a_row(&self, anchors: &[usize]) -> Vec<Unit> {
        let has = |range: std::ops::Range<usize>| {
            range.into_iter().any(|place| !self.lines[place].words.is_empty() && !self.lines[place].namelike)
        };
        let (first, last) = (anchors[0], anchors[anchors.len() - 1]);
        let below = has(0..first) && !has(last + 1..self.blocks.len()) && self.lines[last].words.is_empty();
        let mut units: Vec<Unit> = anchors
            .iter()
            .map(|&anchor| Unit { anchor, element: None, level: self.level(anchor), ..Unit::default() })
            .collect();
        if below {
            let mut from = 0;
            for unit in &mut units {
                unit.places = (from..unit.anchor + 1).collect();
                from = unit.anchor + 1;
            }
            return units;
        }
        let mut starts: Vec<usize> = Vec::with_capacity(anchors.len());
        // Below the names of most stands a rank or a town.
        let namelike = |place: usize, by: usize| place.checked_sub(by).is_some_and(|at| self.lines[at].namelike);
        let bare = anchors.iter().filter(|&&anchor| self.lines[anchor].author.is_none() && namelike(anchor, 1));
        let ranked = bare.clone().filter(|&&anchor| namelike(anchor, 2)).count() * 5 >= bare.count() * 3;
        for &anchor in anchors {
            let least = starts.last().map_or(0, |start| start + 1);
            let mut start = anchor;
            while start > least && self.lines[anchor].author.is_none() {
                let line = &self.lines[start - 1];
                let name = line.author.is_some() && line.words.is_empty() || line.namelike;
                if !(name || line.control || line.answers.is_some()) {
                    break;
                }
                start -= 1;
                if name {
                    start -= usize::from(ranked && start > least && start + 1 == anchor && namelike(start, 1));
                    break;
                }
            }
            starts.push(start);
        }
        for (index, unit) in units.iter_mut().enumerate() {
            let end = starts.get(index + 1).copied().unwrap_or(self.blocks.len());
            unit.places = (starts[index]..end).collect();
        }
        units
    }

    /// How deep a line stands: as the page says itself, else by the elements that hold it.
    fn level(&self, place: usize) -> usize {
        self.page.elements[self.element(place)].depth
    }

    /// Levels as the page states them, where it does.
    pub(super) fn stated_levels(&self, units: &mut [Unit]) {
        let indent = |unit: &Unit| {
            unit.places.iter().map(|&place| self.page.blocks[self.blocks[place]].indent).max().unwrap_or(0)
        };
        let floor = units.iter().map(|unit| self.element(unit.anchor)).reduce(|a, b| self.common(a, b)).unwrap_or(0);
        let stated = |unit: &Unit| {
            let mut at = self.element(unit.anchor);
            let mut sum = None::<u32>;
            for _ in 0..DEEPEST {
                if at == floor || self.page.elements[at].parent == at {
                    break;
                }
                sum = match (sum, self.page.elements[at].level) {
                    (Some(sum), Some(level)) => Some(sum.max(level)),
                    (sum, level) => sum.or(level),
                };
                at = self.page.elements[at].parent;
            }
            sum
        };
        let found: Vec<(Option<u32>, u32)> = units.iter().map(|unit| (stated(unit), indent(unit))).collect();
        let differ = |levels: &mut dyn Iterator<Item = u32>| {
            let levels: Vec<u32> = levels.collect();
            levels.iter().any(|level| *level != levels[0])
        };
        if differ(&mut found.iter().map(|found| found.0.unwrap_or(0))) {
            // Boxes inside boxes with the same indent stand deeper all the same.
            let nested = differ(&mut units.iter().map(|unit| u32::try_from(unit.level).unwrap_or(0)));
            if !nested {
                units.iter_mut().zip(&found).for_each(|(unit, found)| unit.level = found.0.unwrap_or(0) as usize);
            }
        } else if differ(&mut found.iter().map(|found| found.1)) {
            units.iter_mut().zip(&found).for_each(|(unit, found)| unit.level = found.1 as usize);
        }
    }
}
