//! The pattern language: a trigger, conditions on its slots, and where the parties stand.

use std::collections::{BTreeMap, HashMap};

use hearsay_core::lookup::LookUp;

use crate::lower::spelled;
use crate::mistake::Mistake;
use crate::syntax::Slot;

/// One way in which words name a deed.
#[derive(Debug, Clone, PartialEq)]
pub struct Pattern {
    /// What part of speech the trigger is.
    pub(crate) kind: TriggerKind,
    /// The triggers as the file writes them, for people.
    pub(crate) triggers: Vec<String>,
    /// The same, as lemmas in the spelling of [`spelled`], in the words' order.
    pub(crate) lemmas: Vec<Vec<Box<str>>>,
    /// What must hold of the slots.
    pub(crate) conditions: Vec<(Path, Test)>,
    /// Where the doer stands.
    pub(crate) who: Who,
    /// Where the one done to stands.
    pub(crate) whom: Who,
}

/// The part of speech of a trigger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum TriggerKind {
    /// "expel", "order out", "hold talk".
    Verb,
    /// "expulsion", "air strike".
    Noun,
    /// "critical".
    Adjective,
}

impl TriggerKind {
    /// Its key in a deed file.
    pub(crate) fn label(self) -> &'static str {
        match self {
            TriggerKind::Verb => "verb",
            TriggerKind::Noun => "noun",
            TriggerKind::Adjective => "adj",
        }
    }
}

/// Alternatives for a party, tried from left to right.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Who {
    pub(crate) paths: Vec<Path>,
    /// Whether nobody else is looked for where the paths lead nowhere ("object | nobody").
    pub(crate) closed: bool,
    /// Whether the deed stands without this party ("object | none").
    pub(crate) may_miss: bool,
}

/// A slot, or a slot of the word that fills it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Path {
    pub(crate) slots: Vec<Slot>,
    /// `object*`: where the filler is nobody who acts, the one that it belongs to: its possessor, its nationality, its `of`
    /// or `by` ("condemned Arland's decision" is against Arland).
    pub(crate) owner: bool,
}

/// What a filler must be.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Test {
    /// One of these, in their order; no restriction where all kinds of wanting are empty.
    pub(crate) lemmas: Vec<Word>,
    /// None of these, in their order.
    pub(crate) not_lemmas: Vec<Word>,
    pub(crate) kinds: Vec<Kind>,
    pub(crate) not_kinds: Vec<Kind>,
    /// "none": nothing may fill the slot.
    pub(crate) empty: bool,
}

/// A lemma, or two side by side, that some condition lists: its number in the [`Vocabulary`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Word(u32);

/// The lemmas that conditions list, as [`spelled`]; numbers are compared faster than letters.
#[derive(Debug, Clone, Default)]
pub(crate) struct Vocabulary(HashMap<Box<str>, Word, LookUp>);

impl Vocabulary {
    /// The number of a lemma, given now where it has none.
    pub(super) fn add(&mut self, lemma: &str) -> Word {
        let next = Word(u32::try_from(self.0.len()).unwrap_or(u32::MAX));
        *self.0.entry(spelled(lemma).into()).or_insert(next)
    }

    /// The number of a lemma as [`spelled`]; none where no condition lists it.
    pub(crate) fn get(&self, key: &str) -> Option<Word> {
        self.0.get(key).copied()
    }

    /// All lemmas in the order of their numbers.
    pub(super) fn texts(&self) -> Vec<&str> {
        let mut texts: Vec<_> = self.0.iter().map(|(text, word)| (*word, text.as_ref())).collect();
        texts.sort_unstable();
        texts.into_iter().map(|(_, text)| text).collect()
    }
}

impl Word {
    /// Its place among [`Vocabulary::texts`].
    pub(super) fn index(self) -> usize {
        self.0 as usize
    }
}

/// A kind of filler that no list can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Actor,
    Place,
    Person,
    Any,
    /// Whoever does the deed himself: "*Arland* said *it* would not leave".
    Doer,
}

const PREPOSITIONS: &[&str] = &[
    "about",
    "above",
    "across",
    "after",
    "against",
    "ahead of",
    "along",
    "along with",
    "alongside",
    "amid",
    "among",
    "around",
    "as",
    "at",
    "because of",
    "before",
    "behind",
    "between",
    "beyond",
    "by",
    "despite",
    "during",
    "for",
    "from",
    "in",
    "in front of",
    "inside",
    "into",
    "like",
    "near",
    "of",
    "off",
    "on",
    "on behalf of",
    "onto",
    "out of",
    "outside",
    "over",
    "through",
    "throughout",
    "to",
    "together with",
    "toward",
    "under",
    "until",
    "up",
    "upon",
    "via",
    "with",
    "within",
    "without",
];

impl Slot {
    fn parse(text: &str) -> Result<Self, Mistake> {
        Ok(match text {
            "subject" => Slot::Subject,
            "object" => Slot::Object,
            "indirect" => Slot::Indirect,
            "possessor" => Slot::Possessor,
            "nationality" => Slot::Nationality,
            "modifier" => Slot::Modifier,
            "clause" => Slot::Clause,
            "modal" => Slot::Modal,
            "negation" => Slot::Negation,
            _ if PREPOSITIONS.binary_search(&text).is_ok() => Slot::Preposition(text.into()),
            _ => return Err(Mistake::NoSlot(text.to_owned())),
        })
    }
}

/// Some slots at once: a bit for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Slots(u64);

impl Slots {
    /// With one more; a preposition that no pattern can name adds nothing.
    pub(crate) fn with(self, slot: &Slot) -> Self {
        let bit = match slot {
            Slot::Subject => Some(0),
            Slot::Object => Some(1),
            Slot::Indirect => Some(2),
            Slot::Possessor => Some(3),
            Slot::Nationality => Some(4),
            Slot::Modifier => Some(5),
            Slot::Clause => Some(6),
            Slot::Modal => Some(7),
            Slot::Negation => Some(8),
            Slot::Preposition(preposition) => {
                PREPOSITIONS.binary_search(&preposition.as_ref()).ok().map(|place| place + 9)
            }
        };
        Self(self.0 | bit.map_or(0, |bit| 1 << bit))
    }

    /// Whether all of `others` are among them.
    pub(crate) fn hold(self, others: Self) -> bool {
        others.0 & !self.0 == 0
    }
}

impl Path {
    /// From `object.possessor` or `object*`.
    pub(crate) fn parse(text: &str) -> Result<Self, Mistake> {
        let (slots, owner) = text.strip_suffix('*').map_or((text, false), |slots| (slots, true));
        let slots = slots.split('.').map(Slot::parse).collect::<Result<_, _>>()?;
        Ok(Self { slots, owner })
    }
}

impl Who {
    /// From `object.possessor | from | none`.
    pub(crate) fn parse(text: &str) -> Result<Self, Mistake> {
        let mut who = Who::default();
        for part in text.split('|').map(str::trim) {
            match part {
                "none" => who.may_miss = true,
                "nobody" => (who.may_miss, who.closed) = (true, true),
                _ if who.may_miss => return Err(Mistake::AfterNone(text.to_owned())),
                _ => who.paths.push(Path::parse(part)?),
            }
        }
        Ok(who)
    }
}

/// The lists of `events/lists/`, by name.
pub(crate) type Lists = BTreeMap<String, Vec<Word>>;

impl Test {
    /// From the values of one condition.
    pub(crate) fn parse<'v>(
        values: impl Iterator<Item = &'v str>,
        lists: &Lists,
        vocabulary: &mut Vocabulary,
    ) -> Result<Self, Mistake> {
        let mut test = Test::default();
        for value in values {
            let (value, not) = value.strip_prefix('!').map_or((value, false), |rest| (rest, true));
            if value == "none" {
                // "!none" is the long way to say "any".
                if not {
                    test.kinds.push(Kind::Any)
                } else {
                    test.empty = true
                }
                continue;
            }
            let (lemmas, kinds) = match not {
                false => (&mut test.lemmas, &mut test.kinds),
                true => (&mut test.not_lemmas, &mut test.not_kinds),
            };
            match value {
                "" => return Err(Mistake::EmptyWord),
                "actor" => kinds.push(Kind::Actor),
                "place" => kinds.push(Kind::Place),
                "person" => kinds.push(Kind::Person),
                "any" => kinds.push(Kind::Any),
                "doer" => kinds.push(Kind::Doer),
                _ => match value.strip_prefix('@') {
                    Some(name) => {
                        let list = lists.get(name);
                        lemmas.extend_from_slice(list.ok_or_else(|| Mistake::NoList(name.to_owned()))?);
                    }
                    None => lemmas.push(vocabulary.add(value)),
                },
            }
        }
        for list in [&mut test.lemmas, &mut test.not_lemmas] {
            list.sort_unstable();
            list.dedup();
        }
        Ok(test)
    }

    /// Whether a slot without a filler can pass.
    pub(crate) fn passes_empty(&self) -> bool {
        self.empty || (self.lemmas.is_empty() && self.kinds.is_empty())
    }
}

impl Pattern {
    /// How closely the pattern looks: its conditions, then those of them that list words, which say more than "actor" does.
    pub(crate) fn closeness(&self) -> (usize, usize) {
        let listed = self.conditions.iter().filter(|(_, test)| !test.lemmas.is_empty()).count();
        (self.conditions.len(), listed)
    }

    /// The slots without which its conditions cannot hold where the trigger is one word: one of more lends it slots.
    pub(crate) fn needs(&self) -> Slots {
        let filled = self.conditions.iter().filter(|(_, test)| !test.passes_empty());
        filled.fold(Slots::default(), |slots, (path, _)| match path.slots.as_slice() {
            // "closed its embassy in Breland": the phrase after the object may hang on the verb.
            [] | [Slot::Object, Slot::Preposition(_)] => slots,
            [first, ..] => slots.with(first),
        })
    }

    /// Which word of a trigger heads it in a tree: the first of a verb's; of a noun's the last ("air strike"), or the one
    /// before its preposition ("state of emergency").
    pub(crate) fn lead_at(&self, words: &[Box<str>]) -> usize {
        match self.kind {
            TriggerKind::Noun => {
                let after = words.iter().position(|word| PREPOSITIONS.binary_search(&word.as_ref()).is_ok());
                after.filter(|&after| after > 0).unwrap_or(words.len()).saturating_sub(1)
            }
            TriggerKind::Verb | TriggerKind::Adjective => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prepositions_are_sorted_for_the_search_and_few_enough_for_a_set() {
        assert!(PREPOSITIONS.is_sorted());
        assert!(PREPOSITIONS.len() + 9 <= 64);
    }
}
