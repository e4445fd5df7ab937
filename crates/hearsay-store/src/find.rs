//! Events that were asked for, with all that people want to see of them.

use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};
use serde::Serialize;

use crate::condition::Condition;
use crate::decided::Decisions;
use crate::dyad::asked_words;
use crate::error::Result;
use crate::filter::Filter;
use crate::party::Party;
use crate::query::MOST_SENTENCES;
use crate::room::ROOM;
use crate::store::Store;

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
const PICKED: &str = "
select e.id, coalesce(g.deed_group, e.id), a.key, a.published, e.first, e.last, s.code, s.name, t.code, t.name, p.name,
    d.mode, d.cameo, d.deed, dg.gloss, d.weight, st.name, vo.name, sp.name, sp.code, lv.name, sn.name, pl.name,
    pl.country, e.contexts, e.confidence, o.name, a.agency, a.url, sen.text, sen.start, e.trigger_start, e.trigger_end,
    sen.start < coalesce(json_extract(a.page, '$.paragraphs[0][1]'), 0), a.file, a.headline
from picked x cross join event e on e.id = x.event join article a on a.id = e.id / 1048576
join actor s on s.id = x.source join actor t on t.id = x.target
join deed d on d.id = e.deed join plover p on p.id = d.plover left join deed_gloss dg on dg.deed = d.deed
join status st on st.id = e.status join voice vo on vo.id = e.voice join sentence sen on sen.id = e.sentence
left join statement q on q.id = (e.id / 1048576) * 1048576 + e.statement
left join actor sp on sp.id = q.speaker left join level lv on lv.id = q.level left join stance sn on sn.id = q.stance
left join place pl on pl.id = e.place left join outlet o on o.id = a.outlet
left join same_deed g on g.event = e.id";

/// What the footing is asked of. Each row has its event and article: the joins are `left` so that SQLite passes over those
/// that no condition names.
const ASKED: &str = "left join event e on e.id = x.event
left join statement q on q.id = (e.id / 1048576) * 1048576 + e.statement left join article a on a.id = e.id / 1048576";

impl Store {
    /// The latest `limit` events that were asked for, newest first. Of a search for words in more than 5,000 sentences
    /// the last added 5,000 are looked at.
    ///
    /// # Errors
    /// When a party is nobody in the store, the words are no query, or the file cannot be read.
    pub fn find(&self, filter: &Filter, limit: usize) -> Result<Vec<Found>> {
        let mut found = if let Some(words) = &filter.words {
            self.find_words(words, filter, limit)?
        } else if filter.actor.is_some() || filter.source.is_some() || filter.target.is_some() {
            self.find_parties(filter, limit)?
        } else {
            self.find_rest(filter, limit)?
        };
        found.sort_by(|left, right| newest(right).cmp(&newest(left)));
        found.truncate(limit);
        self.with_decisions(found)
    }

    fn with_decisions(&self, mut found: Vec<Found>) -> Result<Vec<Found>> {
        let mut decisions = Decisions::of(self)?;
        found.iter_mut().try_for_each(|found| decide(&mut decisions, found))?;
        Ok(found)
    }

    /// All events that were asked for, in the order in which they stand in the store; `each` is given one at a time.
    ///
    /// # Errors
    /// As [`Store::find`], and what `each` fails with.
    pub fn each(&self, filter: &Filter, mut each: impl FnMut(Found) -> Result<()>) -> Result<()> {
        let mut all = self.asked(filter)?;
        if let Some(words) = &filter.words {
            all.and(
                "e.sentence in (select rowid from sentence_words where sentence_words match ?)",
                [words.clone().into()],
            );
        }
        let picked = format!(
            "with picked as (select x.event, x.source, x.target from pair x indexed by pair_by_event {ASKED} where {})",
            all.text()
        );
        let mut select = self.connection.prepare(&format!("{picked}{PICKED} order by x.event"))?;
        let words = filter.words.as_deref();
        let mut decisions = Decisions::of(self)?;
        let mut rows = select.query(params_from_iter(all.values)).map_err(|error| asked_words(error, words))?;
        while let Some(row) = rows.next().map_err(|error| asked_words(error, words))? {
            let mut found = read(row)?;
            decide(&mut decisions, &mut found)?;
            each(found)?;
        }
        Ok(())
    }

    /// The events with these numbers, one row for each pair of parties, in the order of the numbers.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn found(&self, ids: &[i64]) -> Result<Vec<Found>> {
        let mut found = Vec::new();
        for ids in ids.chunks(500) {
            let list: Vec<String> = ids.iter().map(i64::to_string).collect();
            let picked = format!(
                "with picked as materialized (select x.event, x.source, x.target from pair x indexed by pair_by_event
                    where x.event in ({}))",
                list.join(", ")
            );
            found.extend(self.read_all(&format!("{picked}{PICKED}"), Vec::new())?);
        }
        found.sort_by_key(|found| found.id);
        self.with_decisions(found)
    }

    /// Every telling of the deed that this event tells, whatever its footing; the first printed first.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn tellings_of(&self, event: i64) -> Result<Vec<Found>> {
        let ids = self.numbers(
            "select event from same_deed where deed_group =
                (select coalesce((select deed_group from same_deed where event = ?1), ?1)) union select ?1",
            vec![event.into()],
        )?;
        let mut found = self.found(&ids)?;
        found.sort_by(|left, right| (&left.published, left.id).cmp(&(&right.published, right.id)));
        Ok(found)
    }

    /// The number of an event in the store, from its article's key and its id in the record (`v3`).
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn event_number(&self, article: &str, event: hearsay_core::EventId) -> Result<Option<i64>> {
        let found = self.numbers(
            "select e.id from article a join event e on e.id = a.id * 1048576 + ?2 where a.key = ?1",
            vec![article.to_owned().into(), (event.index() as i64).into()],
        )?;
        Ok(found.first().copied())
    }

    /// Parties, days and footing.
    pub(crate) fn asked(&self, filter: &Filter) -> Result<Condition> {
        let mut all = filter.footing(self)?;
        let (from, until) = filter.days();
        all.within("x.day", from, until);
        for (side, asked) in [("source", &filter.source), ("target", &filter.target)] {
            if let Some(asked) = asked {
                all.party(side, &self.party(asked)?);
            }
        }
        if let Some(asked) = &filter.actor {
            let party = self.party(asked)?;
            let [mut one, mut other] = [Condition::default(), Condition::default()];
            one.party("source", &party);
            other.party("target", &party);
            all.and(&format!("(({}) or ({}))", one.sql, other.sql), one.values.into_iter().chain(other.values));
        }
        Ok(all)
    }

    fn find_words(&self, words: &str, filter: &Filter, limit: usize) -> Result<Vec<Found>> {
        let all = self.asked(filter)?;
        let sql = format!(
            "with hit as materialized (select rowid as sentence from sentence_words where sentence_words match ?
                order by rowid desc limit {MOST_SENTENCES}),
             picked as materialized (select x.event, x.source, x.target from hit
                cross join sentence h on h.id = hit.sentence
                cross join event e on e.id >= h.article * {ROOM} and e.id < (h.article + 1) * {ROOM}
                    and e.sentence = hit.sentence
                cross join pair x on x.event = e.id
                left join statement q on q.id = (e.id / 1048576) * 1048576 + e.statement
                left join article a on a.id = e.id / 1048576
                where {} order by x.day desc, x.event desc limit ?){PICKED}",
            all.text()
        );
        let values = [Value::from(words.to_owned())].into_iter().chain(all.values).chain([(limit as i64).into()]);
        self.read_all(&sql, values.collect()).map_err(|error| match error {
            crate::StoreError::Sqlite(error) => asked_words(error, Some(words)),
            other => other,
        })
    }

    /// By parties: the latest months first, as many as are needed.
    fn find_parties(&self, filter: &Filter, limit: usize) -> Result<Vec<Found>> {
        let side = |asked: &Option<String>| asked.as_deref().map(|asked| self.party(asked)).transpose();
        let (source, target, actor) = (side(&filter.source)?, side(&filter.target)?, side(&filter.actor)?);
        let (sources, targets): (Vec<&Party>, Vec<&Party>) = (source.iter().collect(), target.iter().collect());
        let Some(actor) = &actor else { return self.find_sides(&sources, &targets, filter, limit) };
        let with = |parties: &[&Party]| -> Vec<Party> { parties.iter().map(|&party| party.clone()).collect() };
        let (mut acting, mut acted_on) = (with(&sources), with(&targets));
        acting.push(actor.clone());
        acted_on.push(actor.clone());
        let mut found = self.find_sides(&acting.iter().collect::<Vec<_>>(), &targets, filter, limit)?;
        found.extend(self.find_sides(&sources, &acted_on.iter().collect::<Vec<_>>(), filter, limit)?);
        // On both sides it was found twice.
        let key = |found: &Found| {
            let names = (found.source_name.clone(), found.target_name.clone());
            (found.id, names, found.source_code.clone(), found.target_code.clone())
        };
        found.sort_by_cached_key(key);
        found.dedup();
        Ok(found)
    }

    fn find_sides(&self, sources: &[&Party], targets: &[&Party], filter: &Filter, limit: usize) -> Result<Vec<Found>> {
        let every = self.numbers("select id from root", Vec::new())?;
        let mut sides = Condition::default();
        for (side, parties) in [("source", sources), ("target", targets)] {
            parties.iter().for_each(|party| sides.party(side, party));
            if parties.is_empty() {
                sides.one_of(&format!("x.{side}_root"), every.iter().copied());
            }
        }
        let footing = filter.footing(self)?;
        let mut found: Vec<Found> = Vec::new();
        for (first, last) in self.stretches(sources, targets, filter, limit)? {
            let mut all = sides.clone();
            all.and("x.day between ? and ?", [first.into(), last.into()]);
            if !footing.sql.is_empty() {
                all.and(&footing.sql, footing.values.clone());
            }
            let sql = format!(
                "with picked as materialized (select x.event, x.source, x.target from pair x {ASKED} where {}
                    order by x.day desc, x.event desc limit ?){PICKED}",
                all.text()
            );
            let mut values = all.values;
            values.push(((limit - found.len()) as i64).into());
            found.extend(self.read_all(&sql, values)?);
            if found.len() >= limit {
                break;
            }
        }
        Ok(found)
    }

    /// Stretches of days from the latest to the first, each with enough events to be worth a question of its own.
    fn stretches(
        &self,
        sources: &[&Party],
        targets: &[&Party],
        filter: &Filter,
        limit: usize,
    ) -> Result<Vec<(i64, i64)>> {
        let (from, until) = filter.days();
        let (from, until) = (from.unwrap_or(i64::from(filter.until.is_some())), until.unwrap_or(i64::MAX));
        let mut all = Condition::default();
        for (side, parties) in [("source", sources), ("target", targets)] {
            for party in parties {
                all.one_of(&format!("x.{side}_root"), party.roots.iter().copied());
            }
        }
        let (first_month, last_month) = (from / 100, until / 100);
        all.and("x.month between ? and ?", [first_month.into(), last_month.into()]);
        let mut select = self.connection.prepare(&format!(
            "select x.month, sum(x.pairs) from dyad_month x where {} group by 1 order by 1 desc",
            all.text()
        ))?;
        let mut rows = select.query(params_from_iter(all.values))?;
        let mut stretches: Vec<(i64, i64)> = Vec::new();
        let (mut latest, mut waiting, mut enough) = (None, 0, (limit as i64).saturating_mul(4).max(1_000));
        let mut first = i64::MAX;
        while let Some(row) = rows.next()? {
            let (month, pairs): (i64, i64) = (row.get(0)?, row.get(1)?);
            let last = *latest.get_or_insert((month * 100 + 99).min(until));
            waiting += pairs;
            first = (month * 100).max(from);
            if waiting >= enough {
                stretches.push((first, last));
                (latest, waiting, enough) = (None, 0, enough.saturating_mul(4));
            }
        }
        if let Some(last) = latest {
            stretches.push((first, last));
        }
        Ok(stretches)
    }

    /// Without parties or words: by day where days were asked for, else the last added first.
    fn find_rest(&self, filter: &Filter, limit: usize) -> Result<Vec<Found>> {
        if filter.from.is_some() || filter.until.is_some() {
            return self.find_sides(&[], &[], filter, limit);
        }
        let all = self.asked(filter)?;
        let sql = format!(
            "with picked as materialized (select x.event, x.source, x.target from event e cross join pair x
                on x.event = e.id left join statement q on q.id = (e.id / 1048576) * 1048576 + e.statement
                left join article a on a.id = e.id / 1048576 where {} order by e.id desc limit ?){PICKED}",
            all.text()
        );
        let mut values = all.values;
        values.push((limit as i64).into());
        self.read_all(&sql, values)
    }

    fn read_all(&self, sql: &str, values: Vec<Value>) -> Result<Vec<Found>> {
        let mut select = self.connection.prepare_cached(sql)?;
        let mut rows = select.query(params_from_iter(values))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(read(row)?);
        }
        Ok(found)
    }
}

/// Writes what a person decided about an event into its row.
fn decide(decisions: &mut Decisions, found: &mut Found) -> Result<()> {
    if let Some(decision) = decisions.about(&found.article, 'v', found.id)? {
        found.verdict = decision.verdict;
        found.correction = decision.correction;
        found.verdict_why = decision.why;
    }
    Ok(())
}

/// When it happened, else when it was printed; then its number.
fn newest(found: &Found) -> (Option<&String>, i64) {
    (found.first_day.as_ref().or(found.published.as_ref()), found.id)
}

/// A row of [`PICKED`].
fn read(row: &Row) -> Result<Found> {
    let id: i64 = row.get(0)?;
    let day = |column: usize| -> Result<Option<String>> {
        let number: Option<i64> = row.get(column)?;
        Ok(number.and_then(crate::day::of_number).map(|day| day.to_string()))
    };
    let text = |column: usize| -> Result<Option<String>> {
        let text: Option<String> = row.get(column)?;
        Ok(text.filter(|text| !text.is_empty()))
    };
    Ok(Found {
        id,
        deed_group: row.get(1)?,
        article: row.get(2)?,
        event: format!("v{}", id % ROOM + 1),
        published: day(3)?,
        first_day: day(4)?,
        last_day: day(5)?,
        source_code: text(6)?,
        source_name: text(7)?,
        target_code: text(8)?,
        target_name: text(9)?,
        plover: row.get(10)?,
        mode: text(11)?,
        cameo: row.get(12)?,
        deed: row.get(13)?,
        gloss: text(14)?,
        goldstein: shortest(row.get(15)?),
        status: row.get(16)?,
        voice: row.get(17)?,
        speaker: text(18)?,
        speaker_code: text(19)?,
        speaker_level: text(20)?,
        stance: text(21)?,
        place: text(22)?,
        country: text(23)?,
        contexts: text(24)?.map(|json| serde_json::from_str(&json)).transpose()?.unwrap_or_default(),
        confidence: shortest(row.get(25)?),
        outlet: text(26)?,
        agency: text(27)?,
        url: text(28)?,
        sentence: row.get(29)?,
        sentence_start: row.get(30)?,
        trigger_start: row.get(31)?,
        trigger_end: row.get(32)?,
        lead: row.get(33)?,
        file: text(34)?,
        headline: text(35)?,
        verdict: None,
        correction: None,
        verdict_why: None,
    })
}

/// The number that prints as the four-byte one did: 0.83 and not 0.8299999833106995.
pub(crate) fn shortest(number: f64) -> f64 {
    (number as f32).to_string().parse().unwrap_or(number)
}
