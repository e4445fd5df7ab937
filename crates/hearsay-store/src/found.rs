//! An event with all that people want to see of it.

use rusqlite::Row;
use serde::Serialize;

use crate::error::Result;
use crate::room::ROOM;

/// An event between two parties, as one article tells it; everything by name.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Found {
    /// Its number in the store.
    pub id: i64,
    /// The smallest number among the events that tell of the same deed.
    pub deed_group: i64,
    /// Id of its article.
    pub article: String,
    /// Its id in the article's record.
    pub event: String,
    /// Day of publication.
    pub published: Option<String>,
    /// First day on which it may have happened.
    pub first_day: Option<String>,
    /// Last day on which it may have happened.
    pub last_day: Option<String>,
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
    pub plover: String,
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
    pub status: String,
    /// `report` or `comment`.
    pub voice: String,
    /// Who says so; `None` in the paper's own voice.
    pub speaker: Option<String>,
    /// Actor code of who says so.
    pub speaker_code: Option<String>,
    /// Sourcing level of who says so.
    pub speaker_level: Option<String>,
    /// What the speaker does with it.
    pub stance: Option<String>,
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

impl Found {
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

/// The pairs are found first, as numbers; what they mean is looked up for those that are shown.
pub(crate) const PICKED: &str = "
select
    e.id, coalesce(g.deed_group, e.id) as deed_group, a.key as article, a.published, e.first, e.last,
    s.code as source_code, s.name as source_name, t.code as target_code, t.name as target_name, p.name as plover,
    d.mode, d.cameo, d.deed, dg.gloss, d.weight as goldstein, st.name as status, vo.name as voice, sp.name as speaker,
    sp.code as speaker_code, lv.name as speaker_level, sn.name as stance, pl.name as place, pl.country, e.contexts,
    e.confidence, o.name as outlet, a.agency, a.url, sen.text as sentence, sen.start as sentence_start,
    e.trigger_start, e.trigger_end, sen.start < coalesce(json_extract(a.page, '$.paragraphs[0][1]'), 0) as lead,
    a.file, a.headline
from picked x cross join event e on e.id = x.event join article a on a.id = e.id / 1048576
join actor s on s.id = x.source join actor t on t.id = x.target
join deed d on d.id = e.deed join plover p on p.id = d.plover left join deed_gloss dg on dg.deed = d.deed
join status st on st.id = e.status join voice vo on vo.id = e.voice join sentence sen on sen.id = e.sentence
left join statement q on q.id = (e.id / 1048576) * 1048576 + e.statement
left join actor sp on sp.id = q.speaker left join level lv on lv.id = q.level left join stance sn on sn.id = q.stance
left join place pl on pl.id = e.place left join outlet o on o.id = a.outlet
left join same_deed g on g.event = e.id";

/// A row of [`PICKED`].
pub(crate) fn read(row: &Row) -> Result<Found> {
    let id: i64 = row.get("id")?;
    let day = |column: &str| -> Result<Option<String>> {
        let number: Option<i64> = row.get(column)?;
        Ok(number.and_then(crate::day::of_number).map(|day| day.to_string()))
    };
    let text = |column: &str| -> Result<Option<String>> {
        let text: Option<String> = row.get(column)?;
        Ok(text.filter(|text| !text.is_empty()))
    };
    Ok(Found {
        id,
        deed_group: row.get("deed_group")?,
        article: row.get("article")?,
        event: format!("v{}", id % ROOM + 1),
        published: day("published")?,
        first_day: day("first")?,
        last_day: day("last")?,
        source_code: text("source_code")?,
        source_name: text("source_name")?,
        target_code: text("target_code")?,
        target_name: text("target_name")?,
        plover: row.get("plover")?,
        mode: text("mode")?,
        cameo: row.get("cameo")?,
        deed: row.get("deed")?,
        gloss: text("gloss")?,
        goldstein: shortest(row.get("goldstein")?),
        status: row.get("status")?,
        voice: row.get("voice")?,
        speaker: text("speaker")?,
        speaker_code: text("speaker_code")?,
        speaker_level: text("speaker_level")?,
        stance: text("stance")?,
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
