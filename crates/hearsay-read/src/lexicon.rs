//! The lexicon: actors, cues, deeds and words of relation, from our files and the user's.

use std::ops::Range;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use thiserror::Error;

use crate::actors::Actors;
use crate::assessments::Relations;
use crate::contention::Contention;
use crate::contexts::Contexts;
use crate::cues::Cues;
use crate::deeds::Deeds;
use crate::events::Footing;
use crate::events::learned::EventJudge;
use crate::factuality::Factuality;

/// A file of this crate's `lexicon/` folder.
struct File {
    path: &'static str,
    text: &'static str,
    /// What `build.rs` made of it: its place in [`MADE`].
    made: Range<usize>,
}

/// By path.
static BUNDLED: &[File] = include!(concat!(env!("OUT_DIR"), "/files.rs"));

static MADE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/made.bin"));

/// All words that reading knows.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    /// Who can act, under which names, with which codes.
    pub actors: Actors,
    /// What says who accuses and who contradicts.
    pub contention: Contention,
    /// Words that tell what a deed is about.
    pub contexts: Contexts,
    /// Words that make statements.
    pub cues: Cues,
    /// Kinds of deeds and the words that name them.
    pub deeds: Deeds,
    /// What weighs deed files against the model's words; none where the files stand alone.
    pub event_judge: Option<EventJudge>,
    /// How much each sign of a clause says of whether it happened.
    pub factuality: Factuality,
    /// Words that change a deed's footing ("fail to", "plan to").
    pub footing: Footing,
    /// Words that say how two parties stand.
    pub relations: Relations,
}

/// One file of a lexicon folder: its path inside the folder (`events/expel-envoy.toml`) and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LexiconFile {
    /// With `/` between folders, whatever the platform.
    pub path: String,
    /// The whole file.
    pub text: String,
}

/// What is wrong with a lexicon file.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("{path}: {what}")]
pub struct LexiconError {
    /// The file, and the line where we know it (`actors/countries.tsv:12`).
    pub path: String,
    /// What is wrong, and what to do where we know.
    pub what: String,
}

impl LexiconError {
    /// An error in the file at `path`.
    pub fn new(path: impl Into<String>, what: impl Into<String>) -> Self {
        Self { path: path.into(), what: what.into() }
    }
}

impl Lexicon {
    /// The files that come with hearsay.
    ///
    /// # Errors
    /// A file that does not load; a test makes sure there is none.
    pub fn bundled() -> Result<Self, LexiconError> {
        Self::bundled_with(&[])
    }

    /// Our files and the user's: theirs are asked first, and one with the id of one of ours replaces it.
    ///
    /// # Errors
    /// The first file that does not load.
    pub fn bundled_with(users: &[LexiconFile]) -> Result<Self, LexiconError> {
        if let Some(file) = users.iter().find(|file| file.path.starts_with("words/")) {
            let what = "lists of words are read with the rules that ask for them, and cannot be replaced";
            return Err(LexiconError::new(&file.path, what));
        }
        let mut files = users.to_vec();
        files.extend(bundled_files());
        let mut lexicon = Self::new(&files)?;
        lexicon.deeds.mark_users(users);
        Ok(lexicon)
    }

    /// Only these files; of two with one id the first counts.
    ///
    /// # Errors
    /// The first file that does not load.
    pub fn new(files: &[LexiconFile]) -> Result<Self, LexiconError> {
        let under = |folder: &'static str| files.iter().filter(move |file| file.path.starts_with(folder));
        // The two that take long, side by side.
        let (actors, deeds) = std::thread::scope(|scope| {
            let actors = scope.spawn(|| Actors::new(under("actors/")));
            let deeds = Deeds::new(under("events/"));
            (actors.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), deeds)
        });
        Ok(Self {
            actors: actors?,
            contention: Contention::new(under("accusations/"), under("disputes/"))?,
            contexts: Contexts::new(under("contexts/"))?,
            cues: Cues::new(under("cues/"))?,
            deeds: deeds?,
            event_judge: EventJudge::bundled(),
            factuality: Factuality::new(under("factuality/"))?,
            footing: Footing::new(under("footing/"))?,
            relations: Relations::new(under("assessments/"))?,
        })
    }
}

/// The files that come with hearsay, by path.
pub fn bundled_files() -> Vec<LexiconFile> {
    let file = |file: &File| LexiconFile { path: file.path.to_owned(), text: file.text.to_owned() };
    BUNDLED.iter().map(file).collect()
}

/// What the build made of a file, where it is one of ours as it was then.
pub(crate) fn made<T: Deserialize<'static>>(file: &LexiconFile) -> Option<T> {
    rmp_serde::from_slice(bytes(file)?).ok()
}

fn bytes(file: &LexiconFile) -> Option<&'static [u8]> {
    let place = BUNDLED.binary_search_by(|ours| ours.path.cmp(&file.path)).ok()?;
    let ours = &BUNDLED[place];
    (!ours.made.is_empty() && ours.text == file.text).then(|| &MADE[ours.made.clone()])
}

/// A file of TOML.
pub(crate) fn from_toml<T: DeserializeOwned>(file: &LexiconFile) -> Result<T, toml::de::Error> {
    // What cannot be read from the one form is said of the other, by line.
    made(file).map_or_else(|| toml::from_str(&file.text), Ok)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_build_made_of_our_files_is_what_they_say() {
        let mut toml = 0;
        for file in bundled_files().iter().filter(|file| file.path.ends_with(".toml")) {
            let text: toml::Table = toml::from_str(&file.text).expect("our files load");
            assert_eq!(made::<toml::Table>(file), Some(text), "{}", file.path);
            toml += 1;
        }
        assert!(toml > 300);
    }

    #[test]
    fn a_file_of_ours_that_the_user_changed_is_the_user_s() {
        let file = bundled_files().into_iter().find(|file| file.path.ends_with(".toml")).expect("there are some");
        assert!(bytes(&file).is_some());
        assert_eq!(bytes(&LexiconFile { text: file.text + "\n", ..file }), None);
    }
}
