//! Words that make statements: cue families with their frames.

use std::collections::HashMap;

use hearsay_core::lookup::LookUp;
use hearsay_core::{Document, Stance, TokenId, Upos};
use regex::Regex;
use serde::Deserialize;

mod file;

use self::file::{FamilyFile, WordLists, WordsFile};
use crate::made::from_toml;
use crate::mistake::Mistake;
use crate::{LexiconError, LexiconFile};

/// The cue families, ready for look-up.
#[derive(Debug, Clone, Default)]
pub struct Cues {
    families: Vec<CueFamily>,
    entries: Vec<CueEntry>,
    /// Entries by their first word, longer ones first, then in file order. Looked up, never walked.
    by_lemma: HashMap<Box<str>, Vec<u32>, LookUp>,
    /// The outlines of those first words.
    outlines: Outlines,
    words: SourceWords,
}

/// Most words are no cue, and their letters at both ends and their length tell: a set of these, asked first.
#[derive(Debug, Clone)]
struct Outlines(Box<[u64]>);

impl Default for Outlines {
    fn default() -> Self {
        Self(vec![0; 1 << 10].into())
    }
}

impl Outlines {
    fn place(word: &str) -> (usize, u64) {
        let bytes = word.as_bytes();
        let at = |place: usize| usize::from(bytes.get(place).map_or(0, u8::to_ascii_lowercase) & 31);
        let outline = at(0) << 11 | at(1) << 6 | at(bytes.len().wrapping_sub(1)) << 1 | bytes.len() & 1;
        (outline >> 6, 1 << (outline & 63))
    }

    fn add(&mut self, word: &str) {
        let (place, bit) = Self::place(word);
        self.0[place] |= bit;
    }

    fn could_have(&self, word: &str) -> bool {
        let (place, bit) = Self::place(word);
        self.0[place] & bit != 0
    }
}

/// One file of cues: words that do the same thing with what is said.
#[derive(Debug, Clone, PartialEq)]
pub struct CueFamily {
    /// The file's name.
    pub id: String,
    /// What its words do.
    pub gloss: String,
    /// The class of its words: "assert", "deny".
    pub class: String,
    /// Sentences in which they do it.
    pub examples: Vec<CueExample>,
    /// Sentences in which its words are no cues.
    pub counterexamples: Vec<CueCounterexample>,
}

/// One cue in one set of frames.
#[derive(Debug, Clone, PartialEq)]
pub struct CueEntry {
    /// Dictionary form: "point out".
    pub lemma: String,
    /// The words after the first.
    pub more: Vec<Box<str>>,
    /// Its part of speech.
    pub kind: CueKind,
    /// The class of its family: "assert", "deny".
    pub class: String,
    /// What the speaker does with the content.
    pub stance: Stance,
    /// Where the content stands, the best first.
    pub content: Vec<Slot>,
    /// The writer keeps a distance.
    pub distanced: bool,
    /// The content is taken to be so.
    pub factive: bool,
    /// The cue itself says "perhaps".
    pub hedged: bool,
    /// The object hears ("told reporters") and is no part of what is said.
    pub hearer: bool,
    /// In the passive with an infinitive nobody in particular speaks ("is said to").
    pub hearsay: bool,
    /// Its object is no person ("questioned the plan").
    pub impersonal: bool,
    /// Its object was asked for ("denied the motion"), and only then is it a cue.
    pub requested: bool,
    /// A cue only when negated ("did not respond to").
    pub negated: bool,
    /// A cue only under "would" or "will" ("would not discuss").
    pub would: bool,
    /// A cue only of a document ("the report found two faults").
    pub of_document: bool,
    /// As often a deed as words: "accused of supporting rebels" tells nothing that the accused said.
    pub deed: bool,
}

impl CueEntry {
    /// Whether its second word heads what is said: "declined to comment".
    pub(crate) fn says_itself(&self) -> bool {
        self.content == [Slot::Itself]
    }
}

/// Part of speech of a cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)] // each is its own explanation
pub enum CueKind {
    Verb,
    Noun,
    Adjective,
    Adverb,
    Phrase,
}

/// Where the content of a cue stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slot {
    /// A finite clause: "said (that) ...", "asked whether ...".
    That,
    /// Words in quotation marks.
    Quote,
    /// "promised to ...".
    Infinitive,
    /// "denied taking ...".
    Gerund,
    /// The object, or the noun after the preposition that belongs to the cue.
    Object,
    /// The object, when it is quoted or is itself something said ("repeated the allegation").
    SpokenObject,
    /// Object and infinitive: "urged both sides to talk".
    ObjectInfinitive,
    /// Object and participle: "saw him leaving".
    ObjectGerund,
    /// Object and what it is called: "called it a disgrace".
    ObjectComplement,
    /// Object and a phrase: "accused Breland of ...", "described it as ...".
    ObjectAnd(Box<str>),
    /// A phrase with this preposition, which joins the cue: "warned of ...".
    Preposition(Box<str>),
    /// What a noun is said to be: "the message was that ...".
    Is,
    /// The clause that the phrase or adverb stands in.
    Clause,
    /// The second verb of the cue with all below it: "declined to comment on ...".
    Itself,
    /// Subject and infinitive: "the ministry appears to have ...".
    Raised,
    /// Nouns before a noun: "corruption charges".
    Compound,
}

impl Slot {
    fn parse(text: &str) -> Result<Self, Mistake> {
        let (word, weak) = text.strip_suffix('?').map_or((text, false), |word| (word, true));
        let known = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_lowercase() || c == '-');
        Ok(match (word, weak) {
            ("that", false) => Slot::That,
            ("quote", false) => Slot::Quote,
            ("infinitive", false) => Slot::Infinitive,
            ("gerund", false) => Slot::Gerund,
            ("object", false) => Slot::Object,
            ("object", true) => Slot::SpokenObject,
            ("object infinitive", false) => Slot::ObjectInfinitive,
            ("object gerund", false) => Slot::ObjectGerund,
            ("object complement", false) => Slot::ObjectComplement,
            ("is", false) => Slot::Is,
            ("clause", false) => Slot::Clause,
            ("raised", false) => Slot::Raised,
            ("itself", false) => Slot::Itself,
            ("compound", false) => Slot::Compound,
            (word, false) => match word.strip_prefix("object ") {
                Some(preposition) if known(preposition) => Slot::ObjectAnd(preposition.into()),
                None if known(word) => Slot::Preposition(word.into()),
                _ => return Err(Mistake::NoContentSlot(text.to_owned())),
            },
            (_, true) => return Err(Mistake::WeakSlot(text.to_owned())),
        })
    }
}

/// A sentence in which a cue of the family makes a statement; parts that are given are tested.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CueExample {
    /// One sentence.
    pub text: String,
    /// The words of the source.
    pub source: Option<String>,
    /// The words of the cue.
    pub cue: Option<String>,
    /// The words of the content; pieces are parted by ` | `.
    pub content: Option<String>,
    /// The stance by its JSON name.
    pub stance: Option<Stance>,
}

/// A sentence in which the family's words make no statement.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CueCounterexample {
    /// One sentence.
    pub text: String,
    /// Why it is none.
    pub why: String,
}

/// Words that tell what kind of source speaks: lemmas of head nouns.
#[derive(Debug, Clone, Default)]
pub struct SourceWords {
    kinds: HashMap<Box<str>, Vec<SourceKind>, LookUp>,
    /// All patterns of terms as one; none where the lists have none.
    terms: Option<Regex>,
}

/// What a word says of the source it heads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // the lists of `cues/sources.toml`
pub enum SourceKind {
    Spokesperson,
    Document,
    Collective,
    Institution,
    Media,
    MediaName,
    Anonymous,
    Channel,
    Elsewhere,
    LightVerb,
    Refuting,
    Truth,
    Hedge,
    Measure,
    Office,
    Court,
    Harsh,
    Warm,
    Withheld,
    Requested,
    Matter,
}

impl SourceWords {
    /// Whether `lemma` is in the list of this kind.
    pub fn has(&self, kind: SourceKind, lemma: &str) -> bool {
        self.kinds.get(lemma).is_some_and(|kinds| kinds.contains(&kind))
    }

    /// Where `text` first says on which terms somebody speaks, in bytes of `text`.
    pub fn terms(&self, text: &str) -> Option<std::ops::Range<usize>> {
        self.terms.as_ref()?.find(text).map(|found| found.range())
    }
}

impl Cues {
    /// Loads `cues/*.toml`.
    ///
    /// # Errors
    /// The first family that is not well formed.
    pub fn new<'f>(files: impl Iterator<Item = &'f LexiconFile>) -> Result<Self, LexiconError> {
        let mut cues = Self::default();
        for file in files.filter(|file| file.path.ends_with(".toml")) {
            let bad = |what: String| LexiconError::new(file.path.clone(), what);
            let name = file.path.rsplit('/').next().unwrap_or("").trim_end_matches(".toml");
            if name == "sources" {
                if cues.words.kinds.is_empty() {
                    let lists: WordsFile = from_toml(file).map_err(|error| bad(error.to_string()))?;
                    cues.words = SourceWords::new(lists.words).map_err(|mistake| bad(mistake.to_string()))?;
                }
                continue;
            }
            let family: FamilyFile = from_toml(file).map_err(|error| bad(error.to_string()))?;
            if family.id != name {
                return Err(bad(Mistake::OtherId(family.id).to_string()));
            }
            // Of two files with one id the first counts: the user's stand before ours.
            if cues.families.iter().all(|known| known.id != family.id) {
                cues.add(family).map_err(|mistake| bad(mistake.to_string()))?;
            }
        }
        Ok(cues)
    }

    fn add(&mut self, family: FamilyFile) -> Result<(), Mistake> {
        for table in &family.cue {
            let content = table.content.iter().map(|slot| Slot::parse(slot)).collect::<Result<Vec<_>, _>>()?;
            if table.hearsay.as_deref().is_some_and(|hearsay| hearsay != "infinitive") {
                return Err(Mistake::Hearsay);
            }
            let object = table.object.as_deref();
            if object.is_some_and(|object| object != "no person" && object != "requested") {
                return Err(Mistake::Object);
            }
            if table.subject.as_deref().is_some_and(|subject| subject != "document") {
                return Err(Mistake::Subject);
            }
            let kinds = [
                (CueKind::Verb, &table.verb),
                (CueKind::Noun, &table.noun),
                (CueKind::Adjective, &table.adjective),
                (CueKind::Adverb, &table.adverb),
                (CueKind::Phrase, &table.phrase),
            ];
            if kinds.iter().all(|(_, lemmas)| lemmas.is_empty()) {
                return Err(Mistake::NoCueWords);
            }
            for (kind, lemma) in kinds.iter().flat_map(|(kind, lemmas)| lemmas.iter().map(move |lemma| (*kind, lemma)))
            {
                // The "to" of "decline to comment" says only that the verb after it is an infinitive.
                let mut words = lemma.split(' ').collect::<Vec<_>>();
                let last = words.len() - 1;
                let mut place = 0;
                words.retain(|&word| {
                    place += 1;
                    kind == CueKind::Phrase || word != "to" || place == 1 || place == last + 1
                });
                let first: Box<str> = words[0].into();
                let id = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
                self.entries.push(CueEntry {
                    lemma: lemma.clone(),
                    more: words[1..].iter().map(|&word| word.into()).collect(),
                    kind,
                    class: family.class.clone(),
                    stance: table.stance.unwrap_or(family.stance),
                    content: content.clone(),
                    distanced: table.distanced.unwrap_or(family.distanced),
                    factive: table.factive.unwrap_or(family.factive),
                    hedged: table.hedged,
                    hearer: table.hearer,
                    hearsay: table.hearsay.is_some(),
                    impersonal: object == Some("no person"),
                    requested: object == Some("requested"),
                    negated: table.negated,
                    would: table.would,
                    of_document: table.subject.is_some(),
                    deed: table.deed,
                });
                self.outlines.add(&first);
                let at = self.by_lemma.entry(first).or_default();
                at.push(id);
                at.sort_by_key(|&entry| std::cmp::Reverse(self.entries[entry as usize].more.len()));
            }
        }
        self.families.push(CueFamily {
            id: family.id,
            gloss: family.gloss,
            class: family.class,
            examples: family.example,
            counterexamples: family.counterexample,
        });
        Ok(())
    }

    /// All families, in the order of their files.
    pub fn families(&self) -> &[CueFamily] {
        &self.families
    }

    /// All entries, in the order of their files.
    pub fn entries(&self) -> &[CueEntry] {
        &self.entries
    }

    /// Words that tell what kind of source speaks.
    pub fn words(&self) -> &SourceWords {
        &self.words
    }

    /// Whether entries could begin with this word, in small letters or capitals; false is sure.
    pub fn could_start(&self, word: &str) -> bool {
        self.outlines.could_have(word)
    }

    /// Entries that begin with this lemma, longer ones first.
    pub fn starting(&self, lemma: &str) -> impl Iterator<Item = &CueEntry> + Clone {
        let known = self.could_start(lemma).then(|| self.by_lemma.get(lemma)).flatten();
        known.into_iter().flatten().map(|&entry| &self.entries[entry as usize])
    }

    /// Whether the word could be a cue of this kind, whatever its frame.
    pub fn could_be(&self, document: &Document, token: TokenId, kind: CueKind) -> bool {
        self.starting(document.lemma(token)).any(|entry| entry.kind == kind && entry.more.is_empty())
    }
}

impl CueKind {
    /// Whether a word with this tag can be the head of such a cue.
    pub fn admits(self, upos: Upos) -> bool {
        match self {
            CueKind::Verb => matches!(upos, Upos::Verb | Upos::Aux),
            CueKind::Noun => upos == Upos::Noun,
            CueKind::Adjective => matches!(upos, Upos::Adj | Upos::Verb),
            CueKind::Adverb => upos == Upos::Adv,
            CueKind::Phrase => true,
        }
    }
}

impl SourceWords {
    fn new(lists: WordLists) -> Result<Self, Mistake> {
        let mut kinds: HashMap<Box<str>, Vec<SourceKind>, LookUp> = HashMap::default();
        for (kind, lemmas) in [
            (SourceKind::Spokesperson, lists.spokesperson),
            (SourceKind::Document, lists.document),
            (SourceKind::Collective, lists.collective),
            (SourceKind::Institution, lists.institution),
            (SourceKind::Media, lists.media),
            (SourceKind::MediaName, lists.media_name),
            (SourceKind::Anonymous, lists.anonymous),
            (SourceKind::Channel, lists.channel),
            (SourceKind::Elsewhere, lists.elsewhere),
            (SourceKind::LightVerb, lists.light_verb),
            (SourceKind::Refuting, lists.refuting),
            (SourceKind::Truth, lists.truth),
            (SourceKind::Hedge, lists.hedge),
            (SourceKind::Measure, lists.measure),
            (SourceKind::Office, lists.office),
            (SourceKind::Court, lists.court),
            (SourceKind::Harsh, lists.harsh),
            (SourceKind::Warm, lists.warm),
            (SourceKind::Withheld, lists.withheld),
            (SourceKind::Requested, lists.requested),
            (SourceKind::Matter, lists.matter),
        ] {
            for lemma in lemmas {
                kinds.entry(lemma.into()).or_default().push(kind);
            }
        }
        let terms = (!lists.terms.is_empty()).then(|| one_of(&lists.terms)).transpose()?;
        Ok(Self { kinds, terms })
    }
}

/// What finds where the first of the patterns begins, and of two that begin there the former.
fn one_of(patterns: &[String]) -> Result<Regex, Mistake> {
    let grouped: Vec<String> = patterns.iter().map(|pattern| format!("(?:{pattern})")).collect();
    Regex::new(&grouped.join("|")).map_err(|error| {
        // The first that is wrong by itself says more than all.
        let own = patterns.iter().find_map(|pattern| Regex::new(pattern).err());
        Mistake::Regex(Box::new(own.unwrap_or(error)))
    })
}
