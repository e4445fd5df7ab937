//! Kinds of deeds: what each is called, coded and weighed as, and the words that name it.

mod bayes;
mod cameo;
mod file;
mod lint;
mod pattern;

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use hearsay_core::lookup::LookUp;
use hearsay_core::{Context, Plover};

use crate::word_lists as lists;
use crate::{LexiconError, LexiconFile};

pub(crate) use crate::lower::spelled;
pub(crate) use crate::syntax::Slot;
pub use file::{Counterexample, Example};
pub use lint::{faults, shadowed};
pub(crate) use pattern::{Kind, Path, Pattern, Slots, Test, TriggerKind, Vocabulary, Who, Word};

/// One kind of deed: a file of `events/`.
#[derive(Debug, Clone, PartialEq)]
pub struct Deed {
    /// The file's name: `expel-envoy`.
    pub id: String,
    /// What it is, in a sentence with A and B.
    pub gloss: String,
    /// PLOVER type.
    pub plover: Plover,
    /// PLOVER mode, where one fits.
    pub mode: Option<String>,
    /// CAMEO code, 2 to 4 digits.
    pub cameo: String,
    /// Weight, -10 (conflict) to 10 (cooperation).
    pub scale: f32,
    /// PLOVER contexts that the deed has whatever the sentence says.
    pub contexts: Vec<Context>,
    /// Whether both sides do it to each other ("met").
    pub reciprocal: bool,
    /// Whether it stands for its type where no file knows the words.
    pub general: bool,
    /// The words that name it.
    pub patterns: Vec<Pattern>,
    /// Whether it comes from the user's files: then its patterns are not weighed, they count.
    pub users: bool,
    /// Sentences that tell of it; each is a test.
    pub examples: Vec<Example>,
    /// Sentences that look like it and do not; each is a test.
    pub counterexamples: Vec<Counterexample>,
}

impl Deed {
    /// Whether nobody may have done it: storms kill and destroy too.
    pub(crate) fn may_be_mishap(&self) -> bool {
        lists::MISHAP_DEEDS.has(&self.id)
    }

    /// How narrow it is: by the digits of its CAMEO code without the zeros at the end; of two with as many the one that fewer
    /// words name ("open fire" before "attack").
    pub(crate) fn narrowness(&self) -> usize {
        const MOST_WORDS: usize = 10_000;
        let words: usize = self.patterns.iter().map(|pattern| pattern.lemmas.len()).sum();
        self.cameo.trim_end_matches('0').len() * MOST_WORDS + MOST_WORDS.saturating_sub(words)
    }

    /// The words that name it, as its file writes them: `verb: expel, kick out`.
    pub fn words(&self) -> impl Iterator<Item = String> + '_ {
        self.patterns.iter().map(|pattern| format!("{}: {}", pattern.kind.label(), pattern.triggers.join(", ")))
    }
}

/// A trigger's first lemma leads here: which pattern, and which of its triggers. Ordered as the files are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Lead {
    pub(crate) deed: u32,
    pub(crate) pattern: u32,
    pub(crate) trigger: u32,
    pub(crate) kind: TriggerKind,
    /// The slots without which the words cannot fit.
    pub(crate) needs: Slots,
    rank: Rank,
}

/// How closely a pattern looks ([`Pattern::closeness`]), how narrow its deed is, and the words of the trigger.
type Rank = ((usize, usize), usize, usize);

/// The first of the verbs that a wrongly cut lemma may stand for of which `known` knows anything.
fn slipped<T>(lemma: &str, known: impl Fn(&str) -> Option<T>) -> Option<T> {
    if lemma.len() < 5 || !lemma.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return None;
    }
    let undoubled = |stem: &str| {
        let mut ends = stem.bytes().rev();
        let double = matches!((ends.next(), ends.next()), (Some(a), Some(b)) if a == b && !b"aeiouls".contains(&a));
        if double { known(&stem[..stem.len() - 1]) } else { None }
    };
    let with_e = |stem: &str| known(&[stem, "e"].concat());
    let shorn = |ending: &str| {
        let stem = lemma.strip_suffix(ending).filter(|stem| stem.len() >= 3)?;
        undoubled(stem).or_else(|| known(stem)).or_else(|| with_e(stem))
    };
    let stem = lemma.strip_suffix('e');
    shorn("ed")
        .or_else(|| shorn("ing"))
        .or_else(|| undoubled(lemma))
        .or_else(|| stem.and_then(undoubled))
        .or_else(|| stem.map_or_else(|| with_e(lemma), &known))
}

/// The deed files, ready for look-up.
#[derive(Debug, Clone, Default)]
pub struct Deeds {
    /// In the order of their ids.
    deeds: Vec<Deed>,
    /// From the lemma that heads a trigger, as [`spelled`], to the patterns that it may be: those that count more first.
    leads: HashMap<Box<str>, Vec<Lead>, LookUp>,
    vocabulary: Vocabulary,
    /// Words that demand, where others ask: the list `demanding`, in their order.
    demanding: Vec<Word>,
    /// Words of accidents and disasters, and those of violence: the lists `mishap` and `violence`, in their order.
    mishap: Vec<Word>,
    violence: Vec<Word>,
    /// Words of games, of games and other things, of winning, and of public life: the lists `game`, `match`, `winning`, `public`.
    sport: [Vec<Word>; 4],
    bayes: bayes::Bayes,
}

impl Deeds {
    /// Loads `events/*.toml` and `events/lists/*.txt`; of two files with one path the first counts, so that a user's
    /// file replaces ours.
    ///
    /// # Errors
    /// The first file that is not well formed.
    pub fn new<'f>(files: impl Iterator<Item = &'f LexiconFile>) -> Result<Self, LexiconError> {
        let mut by_path: BTreeMap<&str, &LexiconFile> = BTreeMap::new();
        for file in files {
            by_path.entry(&file.path).or_insert(file);
        }
        let mut vocabulary = Vocabulary::default();
        let lists = file::lists(by_path.values().copied(), &mut vocabulary)?;
        let mut deeds = Vec::new();
        for file in by_path.values().filter(|file| file.path.ends_with(".toml")) {
            deeds.push(file::deed(file, &lists, &mut vocabulary)?);
        }
        deeds.sort_by(|a: &Deed, b| a.id.cmp(&b.id));
        let mut leads: BTreeMap<Box<str>, Vec<Lead>> = BTreeMap::new();
        for (deed, of) in (0_u32..).zip(&deeds) {
            let narrowness = of.narrowness();
            for (number, pattern) in (0_u32..).zip(&of.patterns) {
                let closeness = pattern.closeness();
                for (trigger, words) in (0_u32..).zip(&pattern.lemmas) {
                    let lemma = words[pattern.lead_at(words)].clone();
                    let rank = (closeness, narrowness, words.len());
                    let needs = if words.len() == 1 { pattern.needs() } else { Slots::default() };
                    let kind = pattern.kind;
                    leads.entry(lemma).or_default().push(Lead { deed, pattern: number, trigger, kind, needs, rank });
                }
            }
        }
        for leads in leads.values_mut() {
            leads.sort_by_key(|lead| Reverse(lead.rank));
        }
        let leads = leads.into_iter().collect();
        let bayes = bayes::Bayes::new(&deeds, &vocabulary);
        let sorted = |list: &str| {
            let mut words = lists.get(list).cloned().unwrap_or_default();
            words.sort_unstable();
            words
        };
        let (demanding, mishap, violence) = (sorted("demanding"), sorted("mishap"), sorted("violence"));
        let sport = ["game", "match", "winning", "public"].map(sorted);
        Ok(Self { deeds, leads, vocabulary, demanding, mishap, violence, sport, bayes })
    }

    /// Marks the deeds of these files as the user's.
    pub(crate) fn mark_users(&mut self, files: &[LexiconFile]) {
        let id = |file: &LexiconFile| Some(file.path.strip_prefix("events/")?.strip_suffix(".toml")?.to_owned());
        let ids: Vec<String> = files.iter().filter_map(id).collect();
        self.deeds.iter_mut().filter(|deed| ids.contains(&deed.id)).for_each(|deed| deed.users = true);
    }

    /// The deed with this id.
    pub fn get(&self, id: &str) -> Option<&Deed> {
        self.deeds.binary_search_by(|deed| deed.id.as_str().cmp(id)).ok().map(|at| &self.deeds[at])
    }

    /// The deed that stands for a type (`general = true`), and a pattern of it of this kind of trigger where it has one; none where no
    /// file is of the type.
    pub(crate) fn general(&self, plover: Plover, kind: TriggerKind) -> Option<(&Deed, &Pattern)> {
        let of_type = |deed: &&Deed| deed.plover == plover && !deed.patterns.is_empty();
        let deed = self.deeds.iter().filter(of_type).min_by_key(|deed| (!deed.general, deed.narrowness()))?;
        let pattern = deed.patterns.iter().find(|pattern| pattern.kind == kind).or(deed.patterns.first())?;
        Some((deed, pattern))
    }

    /// The deeds with this CAMEO code or one under it: `16` gives those of 166 too.
    pub fn by_code<'d>(&'d self, code: &'d str) -> impl Iterator<Item = &'d Deed> {
        self.deeds.iter().filter(move |deed| !code.is_empty() && deed.cameo.starts_with(code))
    }

    /// The CAMEO code of a deed that `lemma` names, and its weight.
    ///
    /// CAMEO parts what is asked for (02) from what is demanded (10), with the same digits behind; PLOVER, and with it a deed
    /// file, does not. The weights of 02 are those of GDELT's Goldstein table.
    pub(crate) fn cameo(&self, deed: &Deed, lemma: &str) -> (String, f32) {
        let listed = |word| self.demanding.binary_search(&word).is_ok();
        let demands = || self.vocabulary.get(&spelled(lemma)).is_some_and(listed);
        match deed.cameo.strip_prefix("10") {
            Some(rest) if deed.plover == Plover::Request && !demands() => {
                let weight = match rest.bytes().next() {
                    Some(b'1' | b'3') => 3.4,
                    Some(b'2') => 3.2,
                    Some(b'4' | b'5') => -0.3,
                    Some(b'6'..=b'8') => 4.0,
                    _ => 3.0,
                };
                (format!("02{rest}"), weight)
            }
            _ => (deed.cameo.clone(), deed.scale),
        }
    }

    /// Whether these lemmas tell of a mishap: one is a word of it, and none of violence. `None` where they tell neither.
    pub(crate) fn tells_of_mishap<'w>(&self, lemmas: impl Iterator<Item = &'w str>) -> Option<bool> {
        let mut found = None;
        // A lemmatiser may slip: "collid" for "collide".
        let known = |lemma: &str| {
            let key = spelled(lemma);
            self.vocabulary.get(&key).or_else(|| self.vocabulary.get(&format!("{key}e")))
        };
        for word in lemmas.filter_map(known) {
            if self.violence.binary_search(&word).is_ok() {
                return Some(false);
            }
            found = found.or_else(|| self.mishap.binary_search(&word).is_ok().then_some(true));
        }
        found
    }

    /// Whether these words, each by its lemma and its letters, tell of a game: "thrashed them by eight wickets", "crushed Breland 3-0". A word of public life or
    /// violence makes it more than one.
    pub(crate) fn tells_of_game<'w>(&self, words: impl Iterator<Item = (&'w str, &'w str)>) -> bool {
        let (mut shared, mut wins, mut scores, mut game) = (0, false, false, false);
        let mut last = [""; 2];
        for (lemma, form) in words {
            scores |= is_score(lemma) || is_score(&[last[0], last[1], lemma].concat());
            last = [last[1], lemma];
            // A lemmatiser may slip where the letters still tell: "bowled" is no form of "bow".
            let keys = [lemma, form].map(|word| self.vocabulary.get(&spelled(word)));
            let listed = |list: &Vec<Word>| keys.iter().flatten().any(|key| list.binary_search(key).is_ok());
            let [own, both, winning, public] = self.sport.each_ref().map(listed);
            if public {
                return false;
            }
            game |= own;
            shared += usize::from(both);
            wins |= winning;
        }
        game || shared > 1 || (wins && (shared > 0 || scores))
    }

    /// All deeds, in the order of their ids.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Deed> {
        self.deeds.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.deeds.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.deeds.is_empty()
    }

    /// How much the words of a sentence speak for each PLOVER type, by the words of all files: their triggers, conditions and
    /// examples. None where no word is known.
    pub(crate) fn by_words<'w>(&self, words: impl Iterator<Item = &'w str>) -> Option<[f32; 16]> {
        self.bayes.weigh(words)
    }

    /// The patterns that `lemma` may head, those that count more first; of two that count the same in the order of files.
    ///
    /// Where none has it, it may be a lemmatiser's slip ("swapp", "indicte", "repatriat", "tightened"): the words that it may
    /// stand for are tried in turn.
    pub(crate) fn leads(&self, lemma: &str) -> &[Lead] {
        self.leads_of(&spelled(lemma))
    }

    /// The same for a lemma as [`spelled`].
    pub(crate) fn leads_of(&self, key: &str) -> &[Lead] {
        let of = |key: &str| self.leads.get(key).map(Vec::as_slice);
        of(key).or_else(|| slipped(key, of)).unwrap_or(&[])
    }

    /// The lemmas that conditions list.
    pub(crate) fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    pub(crate) fn at(&self, lead: Lead) -> (&Deed, &Pattern) {
        let deed = &self.deeds[lead.deed as usize];
        (deed, &deed.patterns[lead.pattern as usize])
    }
}

/// "3-0", "21-17": the score of a game.
fn is_score(word: &str) -> bool {
    let number = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    word.split_once(['-', '\u{2013}']).is_some_and(|(ours, theirs)| number(ours) && number(theirs))
}

#[cfg(test)]
mod tests {
    use super::slipped;

    #[test]
    fn wrongly_cut_lemmas_are_tried_as_the_verbs_they_may_be() {
        for (slip, verb) in [
            ("swapp", "swap"),
            ("indicte", "indict"),
            ("repatriat", "repatriate"),
            ("tightened", "tighten"),
            ("barred", "bar"),
            ("shelling", "shell"),
            ("invading", "invade"),
        ] {
            assert_eq!(slipped(slip, |word| (word == verb).then_some(())), Some(()), "{slip}");
        }
        assert_eq!(slipped("rap", |word| Some(word.len())), None, "short words are left alone: no \"rape\"");
    }
}
