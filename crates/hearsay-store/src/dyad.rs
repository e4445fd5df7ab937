//! Two parties: their deeds as rows for `hearsay-relation`, what is said of them, and the sums of each month.

use hearsay_core::{ArticleId, EventId, Extreme, Level, Plover, Status, Trend, Voice};
use hearsay_relation::{Assessment, Coverage, Direction, Event};
use rusqlite::{Row, Statement, params_from_iter};

use crate::codes::{Coded, member};
use crate::columns;
use crate::condition::Condition;
use crate::day;
use crate::error::{Result, StoreError};
use crate::filter::Filter;
use crate::party::Party;
use crate::room::ROOM;
use crate::store::Store;

/// The columns of a telling, which [`TellingColumns`] finds; the pair is `x`.
pub(crate) const TELLING: &str = "
select e.id, coalesce(g.deed_group, e.id) as deed_group, a.key as article, s.code as source, t.code as target, e.first,
    e.last, a.published, d.plover, d.cameo, d.deed, d.weight, e.status, e.voice, e.statement, sp.name as speaker, q.level,
    e.confidence, o.name as outlet, coalesce(a.agency, c.agency, co.name, c.key) as agency, pl.country,
    pl.name as place, sen.text as sentence";

/// Where they come from.
pub(crate) const TELLINGS: &str = "
from pair x join event e on e.id = x.event join article a on a.id = e.id / 1048576
join actor s on s.id = x.source join actor t on t.id = x.target join deed d on d.id = e.deed
join sentence sen on sen.id = e.sentence
left join statement q on q.id = (e.id / 1048576) * 1048576 + e.statement left join actor sp on sp.id = q.speaker
left join place pl on pl.id = e.place left join outlet o on o.id = a.outlet
left join article c on c.id = a.copy_of left join outlet co on co.id = c.outlet
left join same_deed g on g.event = e.id";

/// A month of two parties: one direction, kind of deed and footing.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Month {
    /// 201101.
    pub month: u32,
    /// Who acts.
    pub direction: Direction,
    /// PLOVER type.
    #[serde(rename = "type")]
    pub plover: Plover,
    /// Footing.
    pub status: Status,
    /// The article or a comment.
    pub voice: Voice,
    /// Tellings.
    pub events: u64,
    /// Sum of their weights.
    pub weight: f64,
}

impl Store {
    /// The deeds between two parties, in either direction, in order of day, then of article; each party is a code, the
    /// beginning of one, or a name. The parties that `filter` has of its own are ignored.
    ///
    /// # Errors
    /// When one of the two is nobody in the store, or the file cannot be read.
    pub fn dyad_events(&self, one: &str, other: &str, filter: &Filter) -> Result<Vec<Event>> {
        let (one, other) = (self.party(one)?, self.party(other)?);
        let mut events = Vec::new();
        for (source, target, direction) in [(&one, &other, Direction::Forth), (&other, &one, Direction::Back)] {
            self.tellings(source, target, direction, filter, &mut events)?;
        }
        // One that is both parties at once (an agency in its own country) did it forth.
        events.sort_by(|left, right| order(left).cmp(&order(right)));
        events.dedup_by(|later, earlier| {
            (later.id, &later.source, &later.target) == (earlier.id, &earlier.source, &earlier.target)
        });
        Ok(events)
    }

    fn tellings(
        &self,
        source: &Party,
        target: &Party,
        direction: Direction,
        filter: &Filter,
        events: &mut Vec<Event>,
    ) -> Result<()> {
        let mut all = Condition::default();
        all.party("source", source);
        all.party("target", target);
        let (from, until) = filter.days();
        all.within("x.day", from, until);
        let footing = filter.footing(self)?;
        if !footing.sql.is_empty() {
            all.and(&footing.sql, footing.values);
        }
        if let Some(words) = &filter.words {
            all.and(
                "e.sentence in (select rowid from sentence_words where sentence_words match ?)",
                [words.clone().into()],
            );
        }
        let mut select = self.connection.prepare(&format!("{TELLING}{TELLINGS} where {}", all.text()))?;
        let columns = TellingColumns::of(&select)?;
        let mut rows =
            select.query(params_from_iter(all.values)).map_err(|error| asked_words(error, filter.words.as_deref()))?;
        while let Some(row) = rows.next().map_err(|error| asked_words(error, filter.words.as_deref()))? {
            events.push(columns.telling(row, direction)?);
        }
        Ok(())
    }

    /// What is said of how two parties stand, by day of publication. Statuses, levels, time, outlet, comments and
    /// speaker of `filter` count.
    ///
    /// # Errors
    /// When one of the two is nobody in the store, or the file cannot be read.
    pub fn dyad_assessments(&self, one: &str, other: &str, filter: &Filter) -> Result<Vec<Assessment>> {
        let (one, other) = (self.party(one)?, self.party(other)?);
        let mut found = Vec::new();
        for (first, second) in [(&one, &other), (&other, &one)] {
            let mut all = Condition::default();
            all.party("source", first);
            all.party("target", second);
            let (from, until) = filter.days();
            all.within("e.day", from, until);
            let footing = Filter { deeds: Vec::new(), confidence: 0.0, ..filter.clone() }.footing(self)?;
            if !footing.sql.is_empty() {
                all.and(&footing.sql, footing.values);
            }
            // The same words as for events: here the assessment is both the pair and the event.
            let sides = [("x.source_root", "e.one_root"), ("x.target_root", "e.other_root")];
            let parties = [("x.source ", "e.one "), ("x.target ", "e.other ")];
            let mut condition = all.text().to_owned();
            for (from, to) in sides.into_iter().chain(parties) {
                condition = condition.replace(from, to);
            }
            let mut select = self.connection.prepare(&format!(
                "select e.id, a.key as article, e.day, e.level, e.trend, e.extreme, e.status, e.voice,
                    sp.name as speaker, sp.code as speaker_code, q.level as source_level, o.name as outlet,
                    coalesce(a.agency, c.agency, co.name, c.key) as agency, sen.text as sentence
                 from assessment e join article a on a.id = e.id / 1048576 join sentence sen on sen.id = e.sentence
                 left join statement q on q.id = (e.id / 1048576) * 1048576 + e.statement
                 left join actor sp on sp.id = q.speaker left join outlet o on o.id = a.outlet
                 left join article c on c.id = a.copy_of left join outlet co on co.id = c.outlet
                 where {condition}"
            ))?;
            let mut rows = select.query(params_from_iter(all.values))?;
            while let Some(row) = rows.next()? {
                found.push(said(row)?);
            }
        }
        found.sort_by(|left, right| (left.day, &left.article, left.id).cmp(&(right.day, &right.article, right.id)));
        found.dedup_by_key(|said| said.id);
        Ok(found)
    }

    /// Articles in the store by day of publication.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn coverage(&self) -> Result<Coverage> {
        let mut select = self.connection.prepare("select day, articles from coverage")?;
        let mut rows = select.query([])?;
        let mut coverage = Coverage::default();
        while let Some(row) = rows.next()? {
            if let Some(day) = day::of_number(row.get("day")?) {
                coverage.0.insert(day, row.get("articles")?);
            }
        }
        Ok(coverage)
    }

    /// The sums of each month of two parties: kept beside the events for countries and kinds of bodies (`USA`, `IGO`),
    /// counted from the events for all others.
    ///
    /// # Errors
    /// When one of the two is nobody in the store, or the file cannot be read.
    pub fn dyad_months(&self, one: &str, other: &str) -> Result<Vec<Month>> {
        let (one, other) = (self.party(one)?, self.party(other)?);
        let mut months = Vec::new();
        for (source, target, direction) in [(&one, &other, Direction::Forth), (&other, &one, Direction::Back)] {
            let mut all = Condition::default();
            all.party("source", source);
            all.party("target", target);
            let kept = source.actors.is_none() && target.actors.is_none();
            let sql = if kept {
                format!(
                    "select x.month, x.plover, x.status, x.voice, sum(x.pairs) as pairs, sum(x.weight) as weight from dyad_month x
                     where {} group by 1, 2, 3, 4",
                    all.text()
                )
            } else {
                format!(
                    "select x.day / 100 as month, d.plover, e.status, e.voice, count(*) as pairs,
                        sum(cast(round(d.weight * 1000) as integer)) as weight
                     from pair x join event e on e.id = x.event join deed d on d.id = e.deed
                     where {} group by 1, 2, 3, 4",
                    all.text()
                )
            };
            let mut select = self.connection.prepare(&sql)?;
            let names = ["month", "plover", "status", "voice", "pairs", "weight"];
            let [month, plover, status, voice, pairs, weight] = columns::places(&select, names)?;
            let mut rows = select.query(params_from_iter(all.values))?;
            while let Some(row) = rows.next()? {
                months.push(Month {
                    month: row.get(month)?,
                    direction,
                    plover: member(row, plover)?,
                    status: member(row, status)?,
                    voice: member(row, voice)?,
                    events: row.get::<_, i64>(pairs)?.unsigned_abs(),
                    weight: row.get::<_, i64>(weight)? as f64 / 1000.0,
                });
            }
        }
        months.sort_by_key(|month| (month.month, month.direction, month.plover, month.status));
        Ok(months)
    }
}

/// Numbers of articles hang on the order in which they came; their ids do not.
fn order(event: &Event) -> (Option<jiff::civil::Date>, &ArticleId, EventId, &str, &str, Direction) {
    let day = event.when().map(|days| days.first);
    (day, &event.article, event.event, &event.source, &event.target, event.direction)
}

/// Where the columns of [`TELLING`] stand: grouping reads every telling, and looking their names up by the row takes longer
/// than the rest.
pub(crate) struct TellingColumns([usize; 23]);

impl TellingColumns {
    pub(crate) fn of(select: &Statement) -> Result<Self> {
        Ok(Self(columns::places(
            select,
            [
                "id",
                "deed_group",
                "article",
                "source",
                "target",
                "first",
                "last",
                "published",
                "plover",
                "cameo",
                "deed",
                "weight",
                "status",
                "voice",
                "statement",
                "speaker",
                "level",
                "confidence",
                "outlet",
                "agency",
                "country",
                "place",
                "sentence",
            ],
        )?))
    }

    /// A row of the select that they are of.
    pub(crate) fn telling(&self, row: &Row, direction: Direction) -> Result<Event> {
        let [
            id,
            group,
            article,
            source,
            target,
            first,
            last,
            published,
            plover,
            cameo,
            deed,
            weight,
            status,
            voice,
            statement,
            speaker,
            level,
            confidence,
            outlet,
            agency,
            country,
            place,
            sentence,
        ] = self.0;
        let id: i64 = row.get(id)?;
        let statement: Option<i64> = row.get(statement)?;
        let level: Option<i64> = row.get(level)?;
        let speaker: Option<String> = row.get(speaker)?;
        Ok(Event {
            id: id.unsigned_abs(),
            group: row.get::<_, i64>(group)?.unsigned_abs(),
            article: ArticleId(row.get(article)?),
            event: EventId((id % ROOM) as u32),
            direction,
            source: row.get(source)?,
            target: row.get(target)?,
            implied: false,
            days: day::days(row.get(first)?, row.get(last)?),
            published: row.get::<_, Option<i64>>(published)?.and_then(day::of_number),
            plover: member(row, plover)?,
            cameo: row.get(cameo)?,
            deed: row.get(deed)?,
            weight: row.get::<_, f64>(weight)? as f32,
            status: member(row, status)?,
            voice: member(row, voice)?,
            speaker: statement.and(speaker).filter(|name| !name.is_empty()),
            level: level.and_then(Level::of_code),
            confidence: row.get::<_, f64>(confidence)? as f32,
            outlet: row.get(outlet)?,
            agency: row.get(agency)?,
            country: row.get::<_, Option<String>>(country)?.filter(|code| !code.is_empty()),
            place: row.get(place)?,
            sentence: row.get(sentence)?,
        })
    }
}

fn said(row: &Row) -> Result<Assessment> {
    Ok(Assessment {
        id: row.get::<_, i64>("id")?.unsigned_abs(),
        article: ArticleId(row.get("article")?),
        day: day::of_number(row.get("day")?),
        level: row.get::<_, Option<f64>>("level")?.map(|level| level as f32),
        trend: row.get::<_, Option<i64>>("trend")?.and_then(Trend::of_code),
        extreme: row.get::<_, Option<i64>>("extreme")?.and_then(Extreme::of_code),
        status: member(row, "status")?,
        voice: member(row, "voice")?,
        speaker: row.get::<_, Option<String>>("speaker")?.filter(|name| !name.is_empty()),
        speaker_actor: row.get::<_, Option<String>>("speaker_code")?.filter(|code| !code.is_empty()),
        source_level: row.get::<_, Option<i64>>("source_level")?.and_then(Level::of_code),
        outlet: row.get("outlet")?,
        agency: row.get("agency")?,
        sentence: row.get("sentence")?,
    })
}

/// A fault in the words that were asked is the asker's, not the file's.
pub(crate) fn asked_words(error: rusqlite::Error, words: Option<&str>) -> StoreError {
    let why = error.to_string();
    match words {
        Some(words) if ["fts5", "unterminated", "no such column"].iter().any(|sign| why.contains(sign)) => {
            let why = why.split(" in select").next().unwrap_or(&why).to_owned();
            StoreError::Words { words: words.to_owned(), why }
        }
        _ => StoreError::Sqlite(error),
    }
}
