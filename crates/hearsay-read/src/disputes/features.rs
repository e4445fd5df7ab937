//! Two statements as numbers for the trees, and as signs whose weights are learned. The order of numbers is that of the weights.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use hearsay_core::{EntityId, Plover, Stance, Statement, Status, TokenId, Upos};

use super::gainsaying::OWN;
use super::pairs::{Pair, Told};
use crate::numbers::{early, flag, upos};
use crate::scene::Scene;
use crate::syntax::clause::is_negated;

/// Kinds of signs; the weights of each kind are one number.
pub(crate) const KINDS: [&str; 4] = ["earlier", "later", "both", "between"];

/// Numbers of one statement.
pub(crate) const TOLD: usize = 19;

/// Words of a content that are signs.
const MOST_WORDS: usize = 40;

/// Numbers that tell how both say no.
pub(crate) const GAINSAYING: usize = 2 * OWN + 9;

/// Words that set what follows against what was before.
const TURNS: &str = "but however although though while despite whereas instead contrary yet nevertheless";

impl<'a> Scene<'a> {
    /// What one statement says, as far as pairs ask for it.
    pub(crate) fn told(&self, statement: &'a Statement) -> Told<'a> {
        let words = self.words(&statement.content);
        let top = self.top(&words);
        let anchor = self.anchor(statement);
        let deeds = self.events_in(&statement.content).map(|event| (event.plover, event.status)).collect();
        let number = |&word: &TokenId| self.document.token(word).upos == Upos::Num;
        let counted = |word: TokenId| {
            let of = self.document.head(word).unwrap_or(word);
            (self.document.lemma(of), self.document.form(word))
        };
        let turns = anchor.is_some_and(|anchor| {
            let sentence = self.document.sentence(anchor).ids();
            sentence
                .take(60)
                .any(|word| TURNS.split(' ').any(|turn| self.document.lemma(word).eq_ignore_ascii_case(turn)))
        });
        Told {
            statement,
            matter: self.matter(&statement.content),
            speakers: self.speakers(statement),
            counts: words.iter().copied().filter(number).map(counted).collect(),
            refused: self.is_refused(&statement.content),
            top,
            anchor,
            sentence: anchor.map_or(0, |anchor| self.document.sentence_id(anchor).index()),
            deeds,
            turns,
            gainsaying: self.gainsaying(statement, &words, anchor),
            words,
        }
    }

    /// What one statement does, whatever it is paired with.
    pub(crate) fn numbers_of_told(&self, told: &Told<'a>) -> [f32; TOLD] {
        let (statement, source) = (told.statement, told.statement.source.entity);
        let outer = statement.within.map(|id| self.statement(id).stance);
        [
            statement.stance as u8 as f32,
            flag(statement.negated),
            flag(statement.hedged),
            flag(statement.distanced),
            statement.form as u8 as f32,
            statement.source.level as u8 as f32,
            outer.map_or(-1.0, |stance| stance as u8 as f32),
            source.map_or(-1.0, |id| self.entities.get(id).kind as u8 as f32),
            told.anchor.map_or(-2.0, |anchor| upos(self.document, anchor)),
            told.anchor
                .and_then(|anchor| self.document.predicate(anchor))
                .map_or(-1.0, |cue| cue.share(Plover::Accuse)),
            told.anchor
                .and_then(|anchor| self.document.predicate(anchor))
                .map_or(-1.0, |cue| cue.share(Plover::Reject)),
            flag(told.refused),
            told.matter.stems.len() as f32,
            told.matter.parties.len() as f32,
            told.words.len() as f32,
            flag(told.turns),
            told.deeds.iter().filter(|(_, status)| matches!(status, Status::Denied | Status::Negated)).count() as f32,
            told.deeds.iter().filter(|(plover, _)| *plover == Plover::Assault).count() as f32,
            told.top.map_or(-2.0, |top| upos(self.document, top)),
        ]
    }

    /// All numbers but for how likely each accuses and the weights of signs.
    pub(super) fn numbers_of_pair(&self, pair: &Pair<'_, 'a>) -> Vec<f32> {
        let (a, b) = (pair.earlier, pair.later);
        let mut numbers = Vec::with_capacity(super::NUMBERS);
        numbers.extend(self.numbers_of_told(a).into_iter().chain(self.numbers_of_told(b)));
        let shared: Vec<&str> = a.matter.stems.intersection(&b.matter.stems).copied().collect();
        let rare: f32 = shared.iter().map(|stem| 1.0 / pair.spread.get(stem).copied().unwrap_or(1).max(2) as f32).sum();
        let smaller = a.matter.stems.len().min(b.matter.stems.len()).max(1) as f32;
        let parties = a.matter.parties.intersection(&b.matter.parties).count() as f32;
        let meets = |told: &Told<'_>, other: &Told<'_>| flag(!told.speakers.is_disjoint(&other.matter.parties));
        let country =
            |told: &Told<'_>| told.statement.source.entity.and_then(|id| self.entities.get(id).country.as_deref());
        let tops = a.top.zip(b.top);
        let same_top = tops.is_some_and(|(a, b)| self.document.lemma(a) == self.document.lemma(b));
        let turned = tops.is_some_and(|(a, b)| is_negated(self.document, a) != is_negated(self.document, b));
        let counts = |same: bool| {
            let pairs = a.counts.iter().flat_map(|a| b.counts.iter().map(move |b| (a, b)));
            flag(pairs.into_iter().any(|(a, b)| a.0 == b.0 && (a.1 == b.1) == same))
        };
        let types = |told: &Told<'_>| told.deeds.iter().map(|deed| deed.0).collect::<BTreeSet<_>>();
        let stances = |one: Stance, other: Stance| {
            let is = |a: &Told<'_>, b: &Told<'_>| a.statement.stance == one && b.statement.stance == other;
            flag(is(a, b)) + 2.0 * flag(is(b, a))
        };
        numbers.extend([
            shared.len() as f32,
            shared.len() as f32 / smaller,
            rare,
            early(pair.rank[0]),
            early(pair.rank[1]),
            parties,
            meets(a, b),
            meets(b, a),
            flag(country(a).is_some() && country(a) == country(b)),
            flag(self.one_voice(a.statement.id, b.statement.id)),
            flag(self.is_around(a.statement.id, b.statement.id))
                + 2.0 * flag(self.is_around(b.statement.id, a.statement.id)),
            flag(a.statement.within.is_some() && a.statement.within == b.statement.within),
            (b.statement.id.index() - a.statement.id.index()) as f32,
            b.sentence as f32 - a.sentence as f32,
            flag(same_top),
            flag(turned),
            flag(a.refused != b.refused),
            counts(true),
            counts(false),
            types(a).intersection(&types(b)).count() as f32,
            stances(Stance::Praises, Stance::Criticises),
            stances(Stance::Alleges, Stance::Denies),
            flag(a.matter.is_blank()),
            flag(b.matter.is_blank()),
        ]);
        numbers.extend(self.numbers_of_gainsaying(pair));
        numbers
    }

    /// Who says no, and who speaks of whom beside their words.
    pub(crate) fn numbers_of_gainsaying(&self, pair: &Pair<'_, 'a>) -> impl Iterator<Item = f32> {
        let (a, b) = (pair.earlier, pair.later);
        let names = |names: &BTreeSet<EntityId>, told: &Told<'a>| {
            flag(!names.is_disjoint(&self.side(told.statement.id).parties))
        };
        let (one, two) = (&a.gainsaying, &b.gainsaying);
        let counted = !one.counts.is_empty() && !two.counts.is_empty();
        let both: [f32; GAINSAYING - 2 * OWN] = [
            names(&one.around, b),
            names(&two.around, a),
            names(&a.matter.parties, b),
            names(&b.matter.parties, a),
            one.stems.intersection(&two.stems).count() as f32,
            flag(counted && one.counts.is_disjoint(&two.counts)),
            flag(counted && !one.counts.is_disjoint(&two.counts)),
            early(a.statement.id.index()),
            early(b.statement.id.index()),
        ];
        one.numbers.into_iter().chain(two.numbers).chain(both)
    }

    /// What the signs of a pair weigh, a number a kind.
    pub(crate) fn sums_of_pair(&self, pair: &Pair<'_, 'a>) -> [f32; KINDS.len()] {
        let mut sums = [0.0; KINDS.len()];
        self.signs_of_pair(pair, |kind, sign| sums[kind] += self.lexicon.contention.contradicting.get(sign));
        sums
    }

    /// The signs of a pair, each as its kind and its words.
    pub(crate) fn signs_of_pair(&self, pair: &Pair<'_, 'a>, mut each: impl FnMut(usize, &str)) {
        let mut sign = String::new();
        let mut tell = |kind: usize, name: &str, word: &str, other: &str| {
            sign.clear();
            let _ = write!(sign, "{}:{name}={word}{other}", KINDS[kind]);
            each(kind, &sign);
        };
        let cue = |told: &Told<'a>| {
            told.statement.cue.as_ref().map_or("", |cue| cue.lemma.split(' ').next().unwrap_or_default())
        };
        let class = |told: &Told<'a>| told.statement.cue.as_ref().map_or("", |cue| cue.class.as_str());
        let (a, b) = (pair.earlier, pair.later);
        for (kind, told) in [(0, a), (1, b)] {
            tell(kind, "cue", cue(told), "");
            tell(kind, "class", class(told), "");
            let mut known = BTreeSet::new();
            for word in told.words.iter().take(MOST_WORDS).copied().filter(|&word| self.is_weighty(word)) {
                if known.insert(self.document.lemma(word)) {
                    tell(kind, "word", self.document.lemma(word), "");
                }
            }
        }
        tell(2, "class", class(a), &format!(" {}", class(b)));
        for stem in a.matter.stems.intersection(&b.matter.stems) {
            tell(2, "word", stem, "");
        }
        if let Some(anchor) = b.anchor {
            for word in self.document.sentence(anchor).ids().take(MOST_WORDS) {
                let light =
                    !self.document.token(word).upos.is_nominal() && self.document.token(word).upos != Upos::Punct;
                let beside = b.words.binary_search(&word).is_err();
                if light && beside {
                    tell(3, "word", self.document.lemma(word), "");
                }
            }
        }
    }
}
