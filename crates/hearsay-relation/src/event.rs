//! What comes in: the deeds between two parties, and what is said of how they stand, one plain row each.

use std::collections::BTreeMap;

use hearsay_core::{ArticleId, Days, EventId, Extreme, Level, Plover, Status, Trend, Voice};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// One deed as one article tells it, between two parties.
///
/// An event of a record with several parties on a side is one row here for each pair of them, all with one `id`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Its number in the store; the same as long as the article is in the store.
    pub id: u64,
    /// The smallest id among the events that tell of the same deed, in any article; its own where it stands alone or
    /// nobody grouped it yet.
    pub group: u64,
    /// The article that tells it.
    pub article: ArticleId,
    /// Its id in that article's record.
    pub event: EventId,
    /// Whether the first party of the dyad did it to the second, or the other way round.
    pub direction: Direction,
    /// Actor code of who did it (`PAKSPY`); empty where unknown.
    pub source: String,
    /// Actor code of whom it was done to; empty where unknown.
    pub target: String,
    /// The sentence leaves open to whom it was done, and names nobody else's country but the other party's: that is taken
    /// as the target.
    #[serde(default)]
    pub implied: bool,
    /// The days on which it may have happened; `None` where nothing tells.
    pub days: Option<Days>,
    /// The day the article was published.
    pub published: Option<Date>,
    /// PLOVER type.
    #[serde(rename = "type")]
    pub plover: Plover,
    /// CAMEO code, 2 to 4 digits.
    pub cameo: String,
    /// Id of the deed in the lexicon (`expel-envoy`).
    pub deed: String,
    /// Weight on Goldstein's scale, -10 (conflict) to 10 (cooperation).
    pub weight: f32,
    /// Its footing.
    pub status: Status,
    /// The article's own text or a reader's comment.
    pub voice: Voice,
    /// Name or description of who says so; `None` in the paper's own voice.
    pub speaker: Option<String>,
    /// Sourcing level of who says so; `None` in the paper's own voice.
    pub level: Option<Level>,
    /// 0 to 1: how sure the reading is of it.
    pub confidence: f32,
    /// Who printed it: publisher, else the host of its address, else nothing known.
    pub outlet: Option<String>,
    /// The wire that wrote it; a story of one wire in ten papers has one origin.
    pub agency: Option<String>,
    /// ISO 3166 alpha-3 country where it happened.
    pub country: Option<String>,
    /// Place in the text's words.
    pub place: Option<String>,
    /// The sentence that tells it.
    pub sentence: String,
}

/// Which of a dyad's two parties acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// The party asked for first.
    Forth,
    /// The party asked for second.
    Back,
}

/// Somebody says how the two parties stand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Assessment {
    /// Its number in the store.
    pub id: u64,
    /// The article that prints it.
    pub article: ArticleId,
    /// The day it speaks of, which is the day of publication where it names no other.
    pub day: Option<Date>,
    /// -1 hostile to 1 close; `None` where only a trend is stated.
    pub level: Option<f32>,
    /// Which way it goes.
    pub trend: Option<Trend>,
    /// "a nadir", "best ever".
    pub extreme: Option<Extreme>,
    /// Its footing.
    pub status: Status,
    /// The article's own text or a reader's comment.
    pub voice: Voice,
    /// Name or description of who says so; `None` in the paper's own voice.
    pub speaker: Option<String>,
    /// Actor code of who says so, where known.
    pub speaker_actor: Option<String>,
    /// Sourcing level of who says so; `None` in the paper's own voice.
    pub source_level: Option<Level>,
    /// Who printed it.
    pub outlet: Option<String>,
    /// The wire that wrote it.
    pub agency: Option<String>,
    /// The sentence that holds it.
    pub sentence: String,
}

/// How much was read: articles in the store by day of publication, whatever they are about.
///
/// More articles bring more events; a series divided by its coverage does not rise because the pile grew.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Coverage(pub BTreeMap<Date, u32>);

impl Event {
    /// The days it counts on: when it happened, else the day it was printed.
    pub fn when(&self) -> Option<Days> {
        self.days.or(self.published.map(Days::day))
    }
}
