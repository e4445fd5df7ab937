//! How files of cues are written.

use hearsay_core::Stance;
use serde::Deserialize;

use super::{CueCounterexample, CueExample};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FamilyFile {
    pub(super) id: String,
    pub(super) gloss: String,
    pub(super) class: String,
    pub(super) stance: Stance,
    #[serde(default)]
    pub(super) distanced: bool,
    #[serde(default)]
    pub(super) factive: bool,
    pub(super) cue: Vec<CueTable>,
    #[serde(default)]
    pub(super) example: Vec<CueExample>,
    #[serde(default)]
    pub(super) counterexample: Vec<CueCounterexample>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CueTable {
    #[serde(default)]
    pub(super) verb: Vec<String>,
    #[serde(default)]
    pub(super) noun: Vec<String>,
    #[serde(default)]
    pub(super) adjective: Vec<String>,
    #[serde(default)]
    pub(super) adverb: Vec<String>,
    #[serde(default)]
    pub(super) phrase: Vec<String>,
    pub(super) content: Vec<String>,
    pub(super) stance: Option<Stance>,
    pub(super) distanced: Option<bool>,
    pub(super) factive: Option<bool>,
    #[serde(default)]
    pub(super) hedged: bool,
    #[serde(default)]
    pub(super) hearer: bool,
    pub(super) hearsay: Option<String>,
    pub(super) object: Option<String>,
    #[serde(default)]
    pub(super) negated: bool,
    #[serde(default)]
    pub(super) would: bool,
    pub(super) subject: Option<String>,
    #[serde(default)]
    pub(super) deed: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WordsFile {
    pub(super) words: WordLists,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WordLists {
    pub(super) spokesperson: Vec<String>,
    pub(super) document: Vec<String>,
    pub(super) collective: Vec<String>,
    pub(super) institution: Vec<String>,
    pub(super) media: Vec<String>,
    pub(super) media_name: Vec<String>,
    pub(super) anonymous: Vec<String>,
    pub(super) channel: Vec<String>,
    pub(super) elsewhere: Vec<String>,
    pub(super) light_verb: Vec<String>,
    pub(super) refuting: Vec<String>,
    pub(super) truth: Vec<String>,
    pub(super) hedge: Vec<String>,
    pub(super) measure: Vec<String>,
    #[serde(default)]
    pub(super) office: Vec<String>,
    #[serde(default)]
    pub(super) court: Vec<String>,
    #[serde(default)]
    pub(super) harsh: Vec<String>,
    #[serde(default)]
    pub(super) warm: Vec<String>,
    pub(super) matter: Vec<String>,
    #[serde(default)]
    pub(super) withheld: Vec<String>,
    pub(super) requested: Vec<String>,
    pub(super) terms: Vec<String>,
}
