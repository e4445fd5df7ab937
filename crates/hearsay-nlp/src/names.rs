//! Names of a whole document: what a word is called in one sentence it mostly is in the others.

use std::collections::HashMap;
use std::ops::Range;

use hearsay_core::{Name, NameKind};
use hearsay_nn::viterbi::{PathScratch, Steps};

/// Share of the others' say in how a word is called that stands in several sentences; chosen on UNER-EWT dev.
const OTHERS: f32 = 0.5;

/// The labels of the names (`O`, `B-PER` ...) and how a document's names are read from the network's scores.
pub(crate) struct Names {
    labels: Vec<String>,
    steps: Steps,
    outside: usize,
    /// The labels of each kind of name, first and later words of it.
    kinds: Vec<Vec<usize>>,
}

/// How much a given name that is something else too leads; chosen so that a sure network is not turned.
const GIVEN_LEADS: f32 = 4.0;

/// Given names that are words or places as well.
const GIVEN: &[&str] = &[
    "Will",
    "Mark",
    "Grant",
    "Frank",
    "Bill",
    "Rob",
    "Pat",
    "Drew",
    "Chase",
    "Hunter",
    "Rich",
    "Art",
    "Gene",
    "Dean",
    "Hope",
    "Faith",
    "Grace",
    "Rose",
    "Joy",
    "Ivy",
    "Lily",
    "Jack",
    "Nick",
    "Sue",
    "Peg",
    "Dale",
    "Glen",
    "Clay",
    "Reed",
    "Brook",
    "May",
    "April",
    "June",
    "August",
    "Summer",
    "Chad",
    "Jordan",
    "Israel",
    "Paris",
    "Austin",
    "Dallas",
    "Florence",
    "Charlotte",
    "Victoria",
    "Sydney",
    "Madison",
    "Brooklyn",
    "Chelsea",
    "Savannah",
    "Lincoln",
    "Kenya",
    "India",
    "Asia",
    "Carolina",
    "Holland",
];
/// Words that follow such a name where it is a place, a month or a verb.
const NO_FAMILY: &[&str] = &[
    "Agreement",
    "Accord",
    "Accords",
    "Treaty",
    "Pact",
    "Club",
    "Saint",
    "Police",
    "Court",
    "Airport",
    "University",
    "Government",
    "River",
    "Valley",
    "City",
    "County",
    "State",
    "Street",
    "Road",
    "Park",
    "Times",
    "Post",
    "Today",
    "Tuesday",
    "Monday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
    "Army",
    "Defense",
    "Defence",
    "Air",
    "Ministry",
    "Parliament",
    "President",
    "Prime",
    "Minister",
    "Fashion",
    "Climate",
    "Conference",
    "Peace",
    "Protocol",
    "Basin",
    "Lake",
    "Island",
    "North",
    "South",
    "East",
    "West",
    "Mr",
    "Mrs",
    "Ms",
    "Dr",
    "The",
    "This",
    "That",
    "These",
    "Our",
    "Congress",
    "Republicans",
    "Democrats",
    "United",
    "Cowboys",
    "Stars",
    "Open",
    "Motor",
    "Show",
    "Match",
    "Uprising",
    "Spring",
];

/// One capitalised word, in all its sentences.
#[derive(Default)]
struct Seen {
    times: f32,
    last: usize,
    in_several: bool,
    /// Sums over `times`, for each kind.
    leads: Vec<f32>,
}

impl Names {
    pub(crate) fn new(labels: Vec<String>) -> Self {
        let may_start = |label: usize| !labels[label].starts_with('I');
        let may_follow = |before: usize, label: usize| {
            labels[label].strip_prefix("I-").is_none_or(|kind| labels[before].get(2..) == Some(kind))
        };
        let steps = Steps::new(labels.len(), may_start, may_follow);
        let outside = labels.iter().position(|label| label == "O").unwrap_or(0);
        let mut kinds: Vec<Vec<usize>> = Vec::new();
        for label in (0..labels.len()).filter(|&label| label != outside) {
            match kinds.iter_mut().find(|kind| labels[kind[0]].get(2..) == labels[label].get(2..)) {
                Some(kind) => kind.push(label),
                None => kinds.push(vec![label]),
            }
        }
        Self { labels, steps, outside, kinds }
    }

    pub(crate) fn labels(&self) -> usize {
        self.labels.len()
    }

    /// The names of a document whose words have a row of scores each; `sentences` cover the words in order.
    pub(crate) fn read<'t>(
        &self,
        scores: &mut [f32],
        form: impl Fn(usize) -> &'t str,
        sentences: &[Range<u32>],
    ) -> Vec<Name> {
        self.agree(scores, &form, sentences);
        self.given(scores, &form, sentences);
        let (mut names, mut scratch, mut path) = (Vec::new(), PathScratch::default(), Vec::new());
        for sentence in sentences {
            path.clear();
            path.resize(sentence.len(), 0);
            let scores = &scores[sentence.start as usize * self.labels.len()..];
            self.steps.best_path(scores, self.labels.len(), &mut scratch, &mut path);
            let first = names.len();
            for (word, &label) in sentence.clone().zip(&path) {
                add(&mut names, first, &self.labels[label], word);
            }
        }
        names
    }

    /// Moves the scores of a capitalised word halfway to their mean over all its sentences: of each kind only how far it
    /// leads "no name", so that first and later words of names keep their difference. A model that doubts whether
    /// "Miramar" is a man or a town in one sentence is sure in the next.
    fn agree<'t>(&self, scores: &mut [f32], form: &impl Fn(usize) -> &'t str, sentences: &[Range<u32>]) {
        let mut seen: HashMap<String, Seen> = HashMap::new();
        let mut key = String::new();
        for (number, sentence) in sentences.iter().enumerate() {
            for word in sentence.clone().map(|word| word as usize) {
                if !fold(form(word), &mut key) {
                    continue;
                }
                if !seen.contains_key(&key) {
                    let leads = vec![0.0; self.kinds.len()];
                    seen.insert(key.clone(), Seen { last: number, leads, ..Seen::default() });
                }
                let Some(seen) = seen.get_mut(&key) else { continue };
                seen.times += 1.0;
                seen.in_several |= seen.last != number;
                let row = &scores[word * self.labels.len()..][..self.labels.len()];
                for (sum, kind) in seen.leads.iter_mut().zip(&self.kinds) {
                    *sum += self.lead(row, kind);
                }
            }
        }
        for word in sentences.iter().cloned().flatten().map(|word| word as usize) {
            let Some(seen) = fold(form(word), &mut key).then(|| seen.get(&key)).flatten() else { continue };
            if !seen.in_several {
                continue;
            }
            let row = &mut scores[word * self.labels.len()..][..self.labels.len()];
            for (sum, kind) in seen.leads.iter().zip(&self.kinds) {
                let step = OTHERS * (sum / seen.times - self.lead(row, kind));
                for &label in kind {
                    row[label] += step;
                }
            }
        }
    }

    /// "Will Karr", "Chad Wolfert": a given name that is a word or a place as well, before what can only be a family name,
    /// is a person's. The scores are moved and not set: where the network is sure of something else, it stays.
    fn given<'t>(&self, scores: &mut [f32], form: &impl Fn(usize) -> &'t str, sentences: &[Range<u32>]) {
        let label = |name: &str| self.labels.iter().position(|label| label == name);
        let (Some(first), Some(later)) = (label("B-PER"), label("I-PER")) else { return };
        for sentence in sentences {
            let (start, end) = (sentence.start as usize, sentence.end as usize);
            for word in start..end.saturating_sub(1) {
                let family = form(word + 1);
                let capital =
                    |form: &str| form.starts_with(char::is_uppercase) && form.chars().skip(1).any(char::is_lowercase);
                let single = word == start || !capital(form(word - 1)) || form(word - 1).ends_with('.');
                if !GIVEN.contains(&form(word)) || !capital(family) || family.len() < 3 || NO_FAMILY.contains(&family) {
                    continue;
                }
                // "Will German envoys stay?" asks; "Will Karr, a clerk" does not.
                let people = ["an", "ian", "ish", "ese", "man"].iter().any(|end| family.ends_with(end));
                if !single || people && form(word) == "Will" {
                    continue;
                }
                scores[word * self.labels.len() + first] += GIVEN_LEADS;
                scores[(word + 1) * self.labels.len() + later] += GIVEN_LEADS;
            }
        }
    }

    fn lead(&self, row: &[f32], kind: &[usize]) -> f32 {
        kind.iter().map(|&label| row[label]).fold(f32::NEG_INFINITY, f32::max) - row[self.outside]
    }
}

/// A capitalised word in small letters, into `key`; false for any other word.
fn fold(form: &str, key: &mut String) -> bool {
    key.clear();
    let capital = form.starts_with(char::is_uppercase);
    if capital {
        key.extend(form.chars().flat_map(char::to_lowercase));
    }
    capital
}

/// Adds a word to the names of its sentence, which begin at `first`.
fn add(names: &mut Vec<Name>, first: usize, label: &str, word: u32) {
    let Some((place, kind)) = label.split_once('-') else { return };
    let Some(kind) = NameKind::from_label(kind) else { return };
    match names[first..].last_mut() {
        Some(name) if place == "I" && name.tokens.end == word && name.kind == kind => name.tokens.end += 1,
        _ => names.push(Name { tokens: word..word + 1, kind }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names of words in sentences that end before the words of these numbers.
    fn names(words: &[(&str, [f32; 5])], ends: &[u32]) -> Vec<(Range<u32>, NameKind)> {
        let starts = [0].iter().chain(ends);
        let sentences: Vec<Range<u32>> = starts.zip(ends).map(|(&start, &end)| start..end).collect();
        let labels = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"].map(str::to_owned).to_vec();
        let mut scores: Vec<f32> = words.iter().flat_map(|(_, row)| *row).collect();
        let found = Names::new(labels).read(&mut scores, |word| words[word].0, &sentences);
        found.into_iter().map(|name| (name.tokens, name.kind)).collect()
    }

    const DOUBTFUL: [f32; 5] = [0.0, 2.0, 0.0, 1.5, 0.0];
    const SURE: [f32; 5] = [0.0, 0.0, 0.0, 6.0, 0.0];

    #[test]
    fn a_sure_sentence_helps_a_doubtful_one() {
        let alone = names(&[("Miramar", DOUBTFUL)], &[1]);
        assert_eq!(alone[0].1, NameKind::Person);
        let both = names(&[("Miramar", DOUBTFUL), ("MIRAMAR", SURE)], &[1, 2]);
        assert_eq!(both, [(0..1, NameKind::Place), (1..2, NameKind::Place)]);
    }

    #[test]
    fn a_word_in_one_sentence_only_is_left_alone() {
        let twice = names(&[("Miramar", DOUBTFUL), ("Miramar", SURE)], &[2]);
        assert_eq!(twice, [(0..1, NameKind::Person), (1..2, NameKind::Place)]);
    }

    #[test]
    fn names_go_on_within_a_sentence_only() {
        let (first, later) = ([0.0, 9.0, 0.0, 0.0, 0.0], [0.0, 0.0, 9.0, 0.0, 0.0]);
        let found = names(&[("Ann", first), ("dorn", later), ("Bo", first)], &[2, 3]);
        assert_eq!(found, [(0..2, NameKind::Person), (2..3, NameKind::Person)]);
    }
}
