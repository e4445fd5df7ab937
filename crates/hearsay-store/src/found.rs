//! An event with all that people want to see of it.

use hearsay_core::{Days, EventId, Level, Plover, Stance, Status, Voice};
use jiff::civil::Date;
use rusqlite::Row;
use serde::{Serialize, Serializer};

use crate::codes::{member, member_or_none};
use crate::day;
use crate::error::Result;
use crate::room::ROOM;

/// An event between two parties, as one article tells it; everything by name.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EventRow {
    /// Its number in the store.
    pub id: i64,
    /// The smallest number among the events that tell of the same deed.
    pub deed_group: i64,
    /// Id of its article.
    pub article: String,
    /// Its id in the article's record.
    pub event: EventId,
    /// Day of publication.
    pub published: Option<Date>,
    /// Days on which it may have happened; columns of their own, `first_day` and `last_day`, in every row that is
    /// written.
    #[serde(flatten, serialize_with = "day_columns")]
    pub days: Option<Days>,
    /// Actor code of who did it.
    pub source_code: Option<String>,
    /// Name or description of who did it.
    pub source_name: Option<String>,
    /// Actor code of to whom.
    pub target_code: Option<String>,
    /// Name or description of to whom.
    pub target_name: Option<String>,
    /// PLOVER type.
    #[serde(rename = "type")]
    pub plover: Plover,
    /// PLOVER mode.
    pub mode: Option<String>,
    /// CAMEO code.
    pub cameo: String,
    /// Id of the deed in the lexicon.
    pub deed: String,
    /// What the deed means.
    pub gloss: Option<String>,
    /// Weight on Goldstein's scale.
    pub goldstein: f64,
    /// Footing.
    pub status: Status,
    /// The article or a reader's comment.
    pub voice: Voice,
    /// Who says so; `None` in the paper's own voice.
    pub speaker: Option<String>,
    /// Actor code of who says so.
    pub speaker_code: Option<String>,
    /// Sourcing level of who says so.
    pub speaker_level: Option<Level>,
    /// What the speaker does with it.
    pub stance: Option<Stance>,
    /// Place in the text's words.
    pub place: Option<String>,
    /// Country where it happened.
    pub country: Option<String>,
    /// PLOVER contexts.
    pub contexts: Vec<String>,
    /// 0 to 1.
    pub confidence: f64,
    /// Who printed it.
    pub outlet: Option<String>,
    /// The wire that wrote it.
    pub agency: Option<String>,
    /// Address of the page.
    pub url: Option<String>,
    /// File it was read from.
    pub file: Option<String>,
    /// The article's headline.
    pub headline: Option<String>,
    /// The sentence that tells it.
    pub sentence: String,
    /// Where the sentence begins, in code points of the article's text.
    pub sentence_start: i64,
    /// Where the words begin that name the deed.
    pub trigger_start: i64,
    /// Where they end.
    pub trigger_end: i64,
    /// Whether the headline, the standfirst or the first paragraph tells it.
    pub lead: bool,
    /// What a person found of the reading, beside it: `right`, `corrected` or `rejected`; `None` where nobody looked.
    pub verdict: Option<String>,
    /// What differs by that person, by field, as JSON.
    pub correction: Option<String>,
    /// Why, in that person's words.
    pub verdict_why: Option<String>,
}

impl EventRow {
    /// The names of the fields, in order.
    pub const COLUMNS: [&'static str; 40] = [
        "id",
        "deed_group",
        "article",
        "event",
        "published",
        "first_day",
        "last_day",
        "source_code",
        "source_name",
        "target_code",
        "target_name",
        "type",
        "mode",
        "cameo",
        "deed",
        "gloss",
        "goldstein",
        "status",
        "voice",
        "speaker",
        "speaker_code",
        "speaker_level",
        "stance",
        "place",
        "country",
        "contexts",
        "confidence",
        "outlet",
        "agency",
        "url",
        "file",
        "headline",
        "sentence",
        "sentence_start",
        "trigger_start",
        "trigger_end",
        "lead",
        "verdict",
        "correction",
        "verdict_why",
    ];
}

#[derive(Serialize)]
struct DayColumns {
    first_day: Option<Date>,
    last_day: Option<Date>,
}

fn day_columns<S: Serializer>(days: &Option<Days>, serializer: S) -> std::result::Result<S::Ok, S::Error> {
    let (first_day, last_day) = (days.map(|days| days.first), days.map(|days| days.last));
    DayColumns { first_day, last_day }.serialize(serializer)
}

/// The pairs are found first, as numbers; what they mean is looked up for those that are shown.
pub(crate) const PICKED: &str = "
select
    e.id, coalesce(g.deed_group, e.id) as deed_group, a.key as article, a.published, e.first, e.last,
    s.code as source_code, s.name as source_name, t.code as target_code, t.name as target_name, d.plover,
    d.mode, d.cameo, d.deed, dg.gloss, d.weight as goldstein, e.status, e.voice, sp.name as speaker,
    sp.code as speaker_code, q.level as speaker_level, q.stance, pl.name as place, pl.country, e.contexts,
    e.confidence, o.name as outlet, a.agency, a.url, sen.text as sentence, sen.start as sentence_start,
    e.trigger_start, e.trigger_end, sen.start < coalesce(json_extract(a.page, '$.paragraphs[0][1]'), 0) as lead,
    a.file, a.headline
from picked x cross join event e on e.id = x.event join article a on a.id = e.id / 1048576
join actor s on s.id = x.source join actor t on t.id = x.target
join deed d on d.id = e.deed left join deed_gloss dg on dg.deed = d.deed
join sentence sen on sen.id = e.sentence
left join statement q on q.id = (e.id / 1048576) * 1048576 + e.statement
left join actor sp on sp.id = q.speaker
left join place pl on pl.id = e.place left join outlet o on o.id = a.outlet
left join same_deed g on g.event = e.id";

/// A row of [`PICKED`].
pub(crate) fn read(row: &Row) -> Result<EventRow> {
    let id: i64 = row.get("id")?;
    let text = |column: &str| -> Result<Option<String>> {
        let text: Option<String> = row.get(column)?;
        Ok(text.filter(|text| !text.is_empty()))
    };
    Ok(EventRow {
        id,
        deed_group: row.get("deed_group")?,
        article: row.get("article")?,
        event: EventId((id % ROOM) as u32),
        published: row.get::<_, Option<i64>>("published")?.and_then(day::of_number),
        days: day::days(row.get("first")?, row.get("last")?),
        source_code: text("source_code")?,
        source_name: text("source_name")?,
        target_code: text("target_code")?,
        target_name: text("target_name")?,
        plover: member(row, "plover")?,
        mode: text("mode")?,
        cameo: row.get("cameo")?,
        deed: row.get("deed")?,
        gloss: text("gloss")?,
        goldstein: shortest(row.get("goldstein")?),
        status: member(row, "status")?,
        voice: member(row, "voice")?,
        speaker: text("speaker")?,
        speaker_code: text("speaker_code")?,
        speaker_level: member_or_none(row, "speaker_level")?,
        stance: member_or_none(row, "stance")?,
        place: text("place")?,
        country: text("country")?,
        contexts: text("contexts")?.map(|json| serde_json::from_str(&json)).transpose()?.unwrap_or_default(),
        confidence: shortest(row.get("confidence")?),
        outlet: text("outlet")?,
        agency: text("agency")?,
        url: text("url")?,
        sentence: row.get("sentence")?,
        sentence_start: row.get("sentence_start")?,
        trigger_start: row.get("trigger_start")?,
        trigger_end: row.get("trigger_end")?,
        lead: row.get("lead")?,
        file: text("file")?,
        headline: text("headline")?,
        verdict: None,
        correction: None,
        verdict_why: None,
    })
}

/// The number that prints as the four-byte one did: 0.83 and not 0.8299999833106995.
pub(crate) fn shortest(number: f64) -> f64 {
    (number as f32).to_string().parse().unwrap_or(number)
}
