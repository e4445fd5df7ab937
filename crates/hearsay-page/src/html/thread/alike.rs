//! What all comments of a thread have alike: buttons that nobody has named yet, and the place of the name among the lines above
//! the words.

use std::collections::{BTreeMap, BTreeSet};

use super::line::Line;
use super::units::{Thread, Unit};
use crate::signs::signature;
use crate::words::{ends_sentence, without_digits};

impl Thread<'_> {
    /// Lets go of the lines that are printed around every comment, "Was this helpful? 12", and of forms.
    pub(super) fn settle(&mut self) {
        let stamps = self.lines.iter().filter(|line| line.when.is_some()).count();
        let mut places = BTreeMap::<String, Vec<usize>>::new();
        for (place, line) in self.lines.iter().enumerate() {
            let text = self.page.blocks[self.blocks[place]].text.as_str();
            let plain = line.author.is_none() && line.when.is_none() && line.answers.is_none() && !line.control;
            if plain && text.len() <= 90 && (!ends_sentence(text) || text.split_whitespace().count() <= 4) {
                places.entry(without_digits(text)).or_default().push(place);
            }
        }
        // How many lines with words stand before each.
        let mut before = vec![0];
        for line in &self.lines {
            before.push(before[before.len() - 1] + usize::from(!line.words.is_empty() && !line.namelike));
        }
        for places in places.into_values() {
            let named = self.lines[places[0]].namelike;
            // Who writes often has a name that stands there often; nobody writes all comments.
            let enough =
                if named { places.len() >= 3 && places.len() * 10 >= stamps * 9 } else { places.len() * 2 >= stamps };
            // What is all that each says are its words.
            let between = places.windows(2).filter(|pair| before[pair[1]] > before[pair[0] + 1]).count();
            if enough && places.len() >= 2 && stamps >= 2 && between * 2 >= places.len() - 1 {
                for place in places {
                    // "Comment number 12."
                    let text = self.page.blocks[self.blocks[place]].text.as_str();
                    let mut numbers =
                        text.split(|letter: char| !letter.is_ascii_digit()).filter(|part| !part.is_empty());
                    let number =
                        numbers.next().and_then(|digits| digits.parse().ok()).filter(|_| numbers.next().is_none());
                    self.lines[place] = Line { control: true, number, ..Line::default() };
                }
            }
        }
    }

    /// "to Oda Lund" below who and when, where she writes too.
    pub(super) fn addressees(&mut self) {
        let mut names = BTreeSet::new();
        for line in &self.lines {
            names.extend(line.author.as_deref().into_iter().chain(line.lead.as_deref()));
            names.extend(signature(&line.words).filter(|_| line.namelike));
        }
        let found: Vec<(usize, String)> = (0..self.lines.len())
            .filter_map(|place| {
                let name = self.page.blocks[self.blocks[place]].text.trim().strip_prefix("to ")?;
                let name = signature(name).filter(|name| self.lines[place].namelike && names.contains(name))?;
                Some((place, name.to_owned()))
            })
            .collect();
        for (place, name) in found {
            self.lines[place] = Line { answers: Some(name), ..Line::default() };
        }
    }

    /// The name among the lines above the one that says when: what the page marks, what leads to who writes, the first.
    pub(super) fn name_above(&self, unit: &Unit) -> Option<usize> {
        let heads = |place: usize| matches!(self.page.blocks[self.blocks[place]].tag, "h1" | "h2" | "h3" | "h4" | "h5");
        let above: Vec<usize> = unit
            .places
            .iter()
            .copied()
            .filter(|&place| place < unit.anchor && !self.lines[place].words.is_empty())
            .collect();
        let from = above.iter().rposition(|&place| !self.lines[place].namelike).map_or(0, |at| at + 1);
        let above = &above[from..];
        let linked = |place: usize| self.page.blocks[self.blocks[place]].link_share() > 0.8 && !heads(place);
        // A subject stands over the name.
        let subject = |place: usize| heads(place) && self.lines[place].words.split_whitespace().nth(2).is_some();
        let first = || above.iter().copied().find(|&place| !subject(place));
        above.iter().copied().find(|&place| linked(place)).or_else(first).or(above.last().copied())
    }
}
