//! The lexicon: actors, cues, deeds and words of relation, from our files and the user's.

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
pub use crate::made::bundled_files;

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
