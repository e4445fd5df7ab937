//! What can be wrong inside a lexicon file; [`crate::LexiconError`] says in which.

/// A mistake in a file or a line of it, in words for who wrote it.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Mistake {
    #[error("the id `{0}` is not the file's name")]
    OtherId(String),
    #[error(transparent)]
    Regex(Box<regex::Error>),

    #[error("`{0}` names no place where content stands")]
    NoContentSlot(String),
    #[error("`{0}`: only `object?` can be weak")]
    WeakSlot(String),
    #[error("`hearsay` can only be \"infinitive\"")]
    Hearsay,
    #[error("`object` can only be \"no person\" or \"requested\"")]
    Object,
    #[error("`subject` can only be \"document\"")]
    Subject,
    #[error("a cue without words")]
    NoCueWords,

    #[error("the gloss is empty")]
    NoGloss,
    #[error("`{0}` is no CAMEO code: 2 to 4 digits of its list")]
    NoCameo(String),
    #[error("the scale {0} is not between -10 and 10")]
    Scale(f32),
    #[error("`{mode}` is no mode of {plover}: {}", known.join(", "))]
    NoMode { mode: String, plover: &'static str, known: &'static [&'static str] },
    #[error("no pattern")]
    NoPattern,
    #[error("{0} of the 2 examples that a deed needs")]
    FewExamples(usize),
    #[error("no counterexample")]
    NoCounterexample,
    #[error("the example `{0}` stands here twice")]
    ExampleTwice(String),
    #[error("pattern {number}: {mistake}")]
    InPattern { number: usize, mistake: Box<Mistake> },
    #[error("pattern {0} stands here twice")]
    PatternTwice(usize),
    #[error("needs one trigger: `verb`, `noun` or `adj`")]
    OneTrigger,
    #[error("an empty trigger")]
    EmptyTrigger,
    #[error("the trigger `{0}` stands here twice")]
    TriggerTwice(String),
    #[error("no trigger")]
    NoTrigger,
    #[error("`{0}` is an empty list")]
    EmptyList(String),
    #[error("`{key}`: {mistake}")]
    InKey { key: String, mistake: Box<Mistake> },
    #[error("`{0}` is one string: alternatives stand between `|`")]
    OneString(String),
    #[error("no `{0}`")]
    NoKey(String),
    #[error("neither `who` nor `whom`")]
    NoParty,
    #[error("`{0}` is no slot and no preposition that we know")]
    NoSlot(String),
    #[error("`{0}` goes on after `none`")]
    AfterNone(String),
    #[error("an empty word")]
    EmptyWord,
    #[error("there is no list `lists/{0}.txt`")]
    NoList(String),

    #[error("`{cell}` is no column; the header is `{header}`")]
    NoColumn { cell: String, header: String },
    #[error("the header has no column `{0}`")]
    MissingColumn(&'static str),
    #[error("`{0}` stands right of the last column")]
    BeyondColumns(String),
    #[error("the name is empty")]
    NoName,
    #[error("`{0}` is no actor code: it needs groups of three capitals, such as USAGOV")]
    NoActorCode(String),
    #[error("`{0}` is no type; use country, demonym, capital, city, organization, group, person or title")]
    NoActorKind(String),
    #[error("`{0}` ends before it begins")]
    EndsBefore(String),
    #[error("`{0}` is no day; write it like 2011-01-20")]
    NoDay(String),

    #[error("`{0}` is no actor code")]
    NoPetrarchCode(String),
    #[error("`{0}` is no range of days")]
    NoRange(String),
    #[error("`{0}` is no day")]
    NoPetrarchDay(String),
    #[error(transparent)]
    Calendar(jiff::Error),
}
