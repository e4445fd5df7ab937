//! A deed file: its keys, and what is wrong with it.

use std::collections::{BTreeMap, BTreeSet};

use hearsay_core::{Context, Plover, Status};
use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::pattern::{Lists, Path, Pattern, Test, TriggerKind, Vocabulary, Who};
use super::spelled;
use super::{Deed, cameo};
use crate::made::from_toml;
use crate::mistake::Mistake;
use crate::{LexiconError, LexiconFile};

/// A sentence that tells of the deed.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// Words of the doer; none where the sentence leaves it out.
    pub who: Option<String>,
    /// Words of the one done to.
    pub whom: Option<String>,
    /// The footing, where the example is about it.
    pub status: Option<Status>,
}

/// A sentence that looks as if it told of the deed.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Counterexample {
    /// The sentence.
    pub text: String,
    /// Why it does not.
    pub why: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    id: String,
    gloss: String,
    plover: Plover,
    mode: Option<String>,
    cameo: String,
    scale: f32,
    #[serde(default)]
    contexts: Vec<Context>,
    #[serde(default)]
    reciprocal: bool,
    #[serde(default)]
    general: bool,
    #[serde(default)]
    pattern: Vec<BTreeMap<String, OneOrMany>>,
    #[serde(default)]
    example: Vec<Example>,
    #[serde(default)]
    counterexample: Vec<Counterexample>,
}

enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

/// By hand: serde's untagged enums take a copy of each value first, and there are thousands.
impl<'de> Deserialize<'de> for OneOrMany {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = OneOrMany;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a word or a list of words")
            }

            fn visit_str<E>(self, word: &str) -> Result<OneOrMany, E> {
                Ok(OneOrMany::One(word.to_owned()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut words: A) -> Result<OneOrMany, A::Error> {
                let mut list = Vec::new();
                while let Some(word) = words.next_element()? {
                    list.push(word);
                }
                Ok(OneOrMany::Many(list))
            }
        }
        deserializer.deserialize_any(Either)
    }
}

impl OneOrMany {
    fn words(&self) -> &[String] {
        match self {
            OneOrMany::One(word) => std::slice::from_ref(word),
            OneOrMany::Many(words) => words,
        }
    }
}

/// The lists among `files`, by name.
pub(super) fn lists<'f>(
    files: impl Iterator<Item = &'f LexiconFile>,
    vocabulary: &mut Vocabulary,
) -> Result<Lists, LexiconError> {
    let mut lists = Lists::new();
    for file in files {
        let Some(name) = file.path.strip_prefix("events/lists/") else { continue };
        let Some(name) = name.strip_suffix(".txt") else {
            return Err(LexiconError::new(&file.path, "a list is a `.txt` file, one lemma a line"));
        };
        let mut words = Vec::new();
        let mut seen = BTreeSet::new();
        for (number, line) in (1..).zip(file.text.lines()) {
            let word = line.split('#').next().unwrap_or("").trim();
            if word.is_empty() {
                continue;
            }
            if !seen.insert(word) {
                return Err(LexiconError::new(
                    format!("{}:{number}", file.path),
                    format!("`{word}` stands here twice"),
                ));
            }
            words.push(vocabulary.add(word));
        }
        if words.is_empty() {
            return Err(LexiconError::new(&file.path, "the list is empty"));
        }
        lists.insert(name.to_owned(), words);
    }
    Ok(lists)
}

/// One deed file, checked.
pub(super) fn deed(file: &LexiconFile, lists: &Lists, vocabulary: &mut Vocabulary) -> Result<Deed, LexiconError> {
    let wrong = |mistake: Mistake| LexiconError::new(&file.path, mistake.to_string());
    let wire: Wire = from_toml(file).map_err(|error| match error.span() {
        Some(span) => {
            let line = file.text.get(..span.start).map_or(1, |before| before.matches('\n').count() + 1);
            LexiconError::new(format!("{}:{line}", file.path), error.message())
        }
        None => LexiconError::new(&file.path, error.message()),
    })?;
    check(file, &wire).map_err(wrong)?;
    let mut patterns = Vec::new();
    for (number, keys) in (1..).zip(&wire.pattern) {
        let pattern = pattern(keys, lists, vocabulary)
            .map_err(|mistake| wrong(Mistake::InPattern { number, mistake: Box::new(mistake) }))?;
        if patterns.contains(&pattern) {
            return Err(wrong(Mistake::PatternTwice(number)));
        }
        patterns.push(pattern);
    }
    Ok(Deed {
        id: wire.id,
        gloss: wire.gloss,
        plover: wire.plover,
        mode: wire.mode,
        cameo: wire.cameo,
        scale: wire.scale,
        contexts: wire.contexts,
        reciprocal: wire.reciprocal,
        general: wire.general,
        patterns,
        users: false,
        examples: wire.example,
        counterexamples: wire.counterexample,
    })
}

/// What can be wrong above the patterns.
fn check(file: &LexiconFile, wire: &Wire) -> Result<(), Mistake> {
    let name = file.path.rsplit('/').next().and_then(|name| name.strip_suffix(".toml")).unwrap_or("");
    if wire.id != name {
        return Err(Mistake::OtherId(wire.id.clone()));
    }
    if wire.gloss.trim().is_empty() {
        return Err(Mistake::NoGloss);
    }
    if !cameo::is_code(&wire.cameo) {
        return Err(Mistake::NoCameo(wire.cameo.clone()));
    }
    if !(-10.0..=10.0).contains(&wire.scale) {
        return Err(Mistake::Scale(wire.scale));
    }
    if let Some(mode) = &wire.mode
        && !modes(wire.plover).contains(&mode.as_str())
    {
        return Err(Mistake::NoMode { mode: mode.clone(), plover: wire.plover.name(), known: modes(wire.plover) });
    }
    if wire.pattern.is_empty() {
        return Err(Mistake::NoPattern);
    }
    if wire.example.len() < 2 {
        return Err(Mistake::FewExamples(wire.example.len()));
    }
    if wire.counterexample.is_empty() {
        return Err(Mistake::NoCounterexample);
    }
    let mut seen = BTreeSet::new();
    let texts = wire.example.iter().map(|example| &example.text);
    for text in texts.chain(wire.counterexample.iter().map(|counterexample| &counterexample.text)) {
        if !seen.insert(text) {
            return Err(Mistake::ExampleTwice(text.clone()));
        }
    }
    Ok(())
}

/// The modes of a PLOVER type (manual 2.0 draft, February 2024).
fn modes(plover: Plover) -> &'static [&'static str] {
    match plover {
        Plover::Consult => &["visit", "third-party", "multilateral", "phone"],
        Plover::Retreat => &["withdraw", "release", "disarm", "ceasefire", "access", "resign"],
        Plover::Request => &["assist", "change", "yield", "meet"],
        Plover::Accuse => &["disapprove", "investigate", "allege"],
        Plover::Reject => &["assist", "change", "yield", "meet"],
        Plover::Threaten => &["restrict", "arrest", "relations", "expel", "territory", "violence"],
        Plover::Sanction => &["convict", "expel", "withdraw", "discontinue"],
        Plover::Protest => &["demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"],
        Plover::Mobilize => &["troops", "weapons", "police", "militia"],
        Plover::Coerce => &[
            "seize",
            "restrict",
            "censor",
            "curfew",
            "martial-law",
            "arrest",
            "deport",
            "withhold",
            "misinformation",
            "cyber",
        ],
        Plover::Assault => &[
            "abduct",
            "beat",
            "torture",
            "sexual",
            "targeted",
            "destroy",
            "primitive",
            "firearms",
            "explosives",
            "suicide-attack",
            "aerial",
            "drone",
            "heavy-weapons",
            "crowd-control",
            "unconventional",
        ],
        Plover::Agree | Plover::Support | Plover::Concede | Plover::Cooperate | Plover::Aid => &[],
    }
}

fn pattern(keys: &BTreeMap<String, OneOrMany>, lists: &Lists, vocabulary: &mut Vocabulary) -> Result<Pattern, Mistake> {
    let kinds = [TriggerKind::Verb, TriggerKind::Noun, TriggerKind::Adjective];
    let mut found = kinds.into_iter().filter_map(|kind| keys.get(kind.label()).map(|words| (kind, words)));
    let (Some((kind, triggers)), None) = (found.next(), found.next()) else {
        return Err(Mistake::OneTrigger);
    };
    let mut lemmas = Vec::new();
    for trigger in triggers.words() {
        let words: Vec<Box<str>> = trigger.split_whitespace().map(|word| spelled(word).into()).collect();
        if words.is_empty() {
            return Err(Mistake::EmptyTrigger);
        }
        if lemmas.contains(&words) {
            return Err(Mistake::TriggerTwice(trigger.clone()));
        }
        lemmas.push(words);
    }
    if lemmas.is_empty() {
        return Err(Mistake::NoTrigger);
    }
    let mut conditions = Vec::new();
    for (key, values) in keys {
        if ["verb", "noun", "adj", "who", "whom"].contains(&key.as_str()) {
            continue;
        }
        let path = Path::parse(key)?;
        if values.words().is_empty() {
            return Err(Mistake::EmptyList(key.clone()));
        }
        let test = Test::parse(values.words().iter().map(String::as_str), lists, vocabulary)
            .map_err(|mistake| Mistake::InKey { key: key.clone(), mistake: Box::new(mistake) })?;
        conditions.push((path, test));
    }
    let party = |key: &str| match keys.get(key) {
        Some(OneOrMany::One(paths)) => Who::parse(paths),
        Some(OneOrMany::Many(_)) => Err(Mistake::OneString(key.to_owned())),
        None => Err(Mistake::NoKey(key.to_owned())),
    };
    let (who, whom) = (party("who")?, party("whom")?);
    if who.paths.is_empty() && whom.paths.is_empty() {
        return Err(Mistake::NoParty);
    }
    Ok(Pattern { kind, triggers: triggers.words().to_vec(), lemmas, conditions, who, whom })
}
