//! The pattern language: a trigger, conditions on its slots, and where the parties stand.

use std::borrow::Cow;
use std::collections::BTreeMap;

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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

/// Where a party or a condition is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Slot {
    Subject,
    Object,
    Indirect,
    Possessor,
    Nationality,
    Modifier,
    Clause,
    /// The auxiliary that says how it is meant: "must leave", "would meet".
    Modal,
    /// "not", "never", "no longer".
    Negation,
    /// The phrase with this preposition.
    Preposition(Box<str>),
}

/// What a filler must be.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Test {
    /// One of these; no restriction where all kinds of wanting are empty.
    pub(crate) lemmas: Vec<Box<str>>,
    /// None of these.
    pub(crate) not_lemmas: Vec<Box<str>>,
    pub(crate) kinds: Vec<Kind>,
    pub(crate) not_kinds: Vec<Kind>,
    /// "none": nothing may fill the slot.
    pub(crate) empty: bool,
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
    fn parse(text: &str) -> Result<Self, String> {
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
            _ => return Err(format!("`{text}` is no slot and no preposition that we know")),
        })
    }
}

impl Path {
    /// From `object.possessor` or `object*`.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let (slots, owner) = text.strip_suffix('*').map_or((text, false), |slots| (slots, true));
        let slots = slots.split('.').map(Slot::parse).collect::<Result<_, _>>()?;
        Ok(Self { slots, owner })
    }
}

impl Who {
    /// From `object.possessor | from | none`.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let mut who = Who::default();
        for part in text.split('|').map(str::trim) {
            match part {
                "none" => who.may_miss = true,
                _ if who.may_miss => return Err(format!("`{text}` goes on after `none`")),
                _ => who.paths.push(Path::parse(part)?),
            }
        }
        Ok(who)
    }
}

/// The lists of `events/lists/`, by name.
pub(crate) type Lists = BTreeMap<String, Vec<Box<str>>>;

impl Test {
    /// From the values of one condition.
    pub(crate) fn parse<'v>(values: impl Iterator<Item = &'v str>, lists: &Lists) -> Result<Self, String> {
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
                "" => return Err("an empty word".to_owned()),
                "actor" => kinds.push(Kind::Actor),
                "place" => kinds.push(Kind::Place),
                "person" => kinds.push(Kind::Person),
                "any" => kinds.push(Kind::Any),
                "doer" => kinds.push(Kind::Doer),
                _ => match value.strip_prefix('@') {
                    Some(name) => {
                        let list = lists.get(name);
                        lemmas.extend_from_slice(list.ok_or_else(|| format!("there is no list `lists/{name}.txt`"))?);
                    }
                    None => lemmas.push(spelled(value).into()),
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

    /// The lemma that heads each trigger in a tree.
    pub(crate) fn lead_lemmas(&self) -> impl Iterator<Item = Box<str>> + '_ {
        self.lemmas.iter().map(|words| words.get(self.lead_at(words)).cloned().unwrap_or_default())
    }
}

/// A lemma in lower case and one spelling: "Criticise" and "criticize" are one word, as are "defence" and "defense".
///
/// The result is a key, no English: "promise" becomes "promize".
pub(crate) fn spelled(lemma: &str) -> Cow<'_, str> {
    let mut key =
        if lemma.chars().any(char::is_uppercase) { Cow::Owned(lemma.to_lowercase()) } else { Cow::Borrowed(lemma) };
    // Some treebanks keep the plural of words that mostly stand in it: "troops", "talks", "sanctions".
    let plural = key.len() >= 5 && key.ends_with('s') && !["ss", "us", "is"].iter().any(|ending| key.ends_with(ending));
    if plural {
        let length = key.len() - 1;
        let supplies = key.len() > 5 && key.ends_with("ies");
        key = match key {
            _ if supplies => Cow::Owned(format!("{}y", &key[..length - 2])),
            Cow::Borrowed(key) => Cow::Borrowed(&key[..length]),
            Cow::Owned(mut key) => {
                key.truncate(length);
                Cow::Owned(key)
            }
        };
    }
    const ENDINGS: &[(&str, &str)] = &[
        ("isation", "ization"),
        ("ise", "ize"),
        ("yse", "yze"),
        ("ence", "ense"),
        ("our", "or"),
        ("centre", "center"),
        ("programme", "program"),
    ];
    for (british, american) in ENDINGS {
        if (key.len() > british.len() + 1 || key == *british)
            && let Some(stem) = key.strip_suffix(british)
        {
            key = Cow::Owned(format!("{stem}{american}"));
            break;
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prepositions_are_sorted_for_the_search() {
        assert!(PREPOSITIONS.is_sorted());
    }

    #[test]
    fn british_and_american_spellings_meet() {
        for (a, b) in
            [("criticise", "criticize"), ("Mobilisation", "mobilization"), ("defence", "defense"), ("labour", "labor")]
        {
            assert_eq!(spelled(a), spelled(b));
        }
        assert_eq!(spelled("four"), "four");
    }
}
