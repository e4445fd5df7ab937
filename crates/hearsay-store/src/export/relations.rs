//! Rows of what is said of relations, who contradicts whom and who is accused, flat, for tables.

use hearsay_core::{
    Accusation, Answer, DisputeKind, Entity, Extreme, Level, Stance, StatementId, Status, Trend, Voice,
};
use jiff::civil::Date;
use rusqlite::{Row, params_from_iter};
use serde::Serialize;

use crate::browse::DisputeFilter;
use crate::codes::{member, member_or_none};
use crate::day;
use crate::error::{Result, StoreError};
use crate::filter::Filter;
use crate::room::ROOM;
use crate::store::Store;
use crate::who::Said;

/// Somebody says how two parties stand.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs)] // the fields are those of `EventRow` and of the record's assessments
pub struct Assessed {
    pub id: i64,
    pub article: String,
    pub published: Option<Date>,
    pub one_code: Option<String>,
    pub one_name: Option<String>,
    pub other_code: Option<String>,
    pub other_name: Option<String>,
    /// -1 hostile to 1 close.
    pub stand: Option<f64>,
    pub trend: Option<Trend>,
    pub extreme: Option<Extreme>,
    pub status: Status,
    pub voice: Voice,
    pub statement: Option<StatementId>,
    pub speaker: Option<String>,
    pub speaker_code: Option<String>,
    pub speaker_level: Option<Level>,
    pub outlet: Option<String>,
    pub agency: Option<String>,
    pub url: Option<String>,
    pub file: Option<String>,
    pub headline: Option<String>,
    pub sentence: String,
    pub start: i64,
    pub end: i64,
}

impl Assessed {
    /// The names of the fields, in order.
    pub const COLUMNS: [&'static str; 24] = [
        "id",
        "article",
        "published",
        "one_code",
        "one_name",
        "other_code",
        "other_name",
        "stand",
        "trend",
        "extreme",
        "status",
        "voice",
        "statement",
        "speaker",
        "speaker_code",
        "speaker_level",
        "outlet",
        "agency",
        "url",
        "file",
        "headline",
        "sentence",
        "start",
        "end",
    ];
}

/// A claim, and the statement that contradicts it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs)] // the fields are those of `Said`, for the claim and for the denial
pub struct Disputed {
    pub id: i64,
    pub article: String,
    pub published: Option<Date>,
    pub kind: DisputeKind,
    pub claim_statement: StatementId,
    pub claim_speaker: Option<String>,
    pub claim_speaker_code: Option<String>,
    pub claim_level: Level,
    pub claim_stance: Stance,
    pub claim: String,
    pub denial_statement: StatementId,
    pub denial_speaker: Option<String>,
    pub denial_speaker_code: Option<String>,
    pub denial_level: Level,
    pub denial_stance: Stance,
    pub denial: String,
    /// Names of those it is about.
    pub about: Vec<String>,
    pub outlet: Option<String>,
    pub agency: Option<String>,
    pub url: Option<String>,
    pub file: Option<String>,
    pub headline: Option<String>,
}

impl Disputed {
    /// The names of the fields, in order.
    pub const COLUMNS: [&'static str; 22] = [
        "id",
        "article",
        "published",
        "kind",
        "claim_statement",
        "claim_speaker",
        "claim_speaker_code",
        "claim_level",
        "claim_stance",
        "claim",
        "denial_statement",
        "denial_speaker",
        "denial_speaker_code",
        "denial_level",
        "denial_stance",
        "denial",
        "about",
        "outlet",
        "agency",
        "url",
        "file",
        "headline",
    ];
}

/// Somebody is accused, with what the article gives of their side.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[allow(missing_docs)] // the fields are those of `Said` and of the record's accusations
pub struct Accused {
    /// Number of the statement that accuses.
    pub id: i64,
    pub article: String,
    pub published: Option<Date>,
    pub accused: String,
    pub accused_code: Option<String>,
    pub statement: StatementId,
    pub speaker: Option<String>,
    pub speaker_code: Option<String>,
    pub speaker_level: Level,
    pub accusation: String,
    pub answer: Answer,
    pub answer_statement: Option<StatementId>,
    pub answer_speaker: Option<String>,
    pub answer_content: Option<String>,
    pub outlet: Option<String>,
    pub agency: Option<String>,
    pub url: Option<String>,
    pub file: Option<String>,
    pub headline: Option<String>,
}

impl Accused {
    /// The names of the fields, in order.
    pub const COLUMNS: [&'static str; 19] = [
        "id",
        "article",
        "published",
        "accused",
        "accused_code",
        "statement",
        "speaker",
        "speaker_code",
        "speaker_level",
        "accusation",
        "answer",
        "answer_statement",
        "answer_speaker",
        "answer_content",
        "outlet",
        "agency",
        "url",
        "file",
        "headline",
    ];
}

impl Store {
    /// All assessments that were asked for, in the order in which they stand in the store. The actor may be either of the
    /// two parties; deeds, source, target and words do not count.
    ///
    /// # Errors
    /// When a party is nobody in the store, or the file cannot be read.
    pub fn assessed(&self, filter: &Filter) -> Result<Vec<Assessed>> {
        let mut all = Filter { deeds: Vec::new(), confidence: 0.0, ..filter.clone() }.footing(self)?;
        let (from, until) = filter.days();
        all.within("e.day", from, until);
        if let Some(actor) = &filter.actor {
            let (select, values) = self.actors_called(actor)?;
            let twice = [&values, &values].into_iter().flatten().cloned();
            all.and(&format!("(e.one in ({select}) or e.other in ({select}))"), twice.collect::<Vec<_>>());
        }
        let sql = format!(
            "select e.id, a.key as article, e.day, one.code as one_code, one.name as one_name, other.code as other_code,
                other.name as other_name, e.level as stand, e.trend, e.extreme, e.status,
                e.voice, e.statement, sp.name as speaker, sp.code as speaker_code, q.level as speaker_level,
                o.name as outlet, a.agency, a.url, a.file, a.headline, sen.text as sentence, e.start, e.end
             from assessment e join article a on a.id = e.id / {ROOM} join sentence sen on sen.id = e.sentence
             join actor one on one.id = e.one join actor other on other.id = e.other
             left join statement q on q.id = (e.id / {ROOM}) * {ROOM} + e.statement
             left join actor sp on sp.id = q.speaker left join outlet o on o.id = a.outlet where {} order by e.id",
            all.text()
        );
        let mut select = self.connection.prepare(&sql)?;
        let mut rows = select.query(params_from_iter(all.values))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(assessed(row)?);
        }
        Ok(found)
    }

    /// All disputes that were asked for, in the order of days. Actor, days and outlet count.
    ///
    /// # Errors
    /// When the actor is nobody in the store, or the file cannot be read.
    pub fn disputed(&self, filter: &Filter) -> Result<Vec<Disputed>> {
        let asked = DisputeFilter { party: filter.actor.clone(), oldest_first: true, ..DisputeFilter::default() };
        let all = self.disputes(&asked, 0, usize::MAX >> 1)?;
        let wanted = all.into_iter().filter(|one| is_wanted(&one.claim, filter));
        Ok(wanted
            .map(|one| Disputed {
                id: one.id,
                article: one.claim.article,
                published: one.claim.published,
                kind: one.kind,
                claim_statement: one.claim.statement,
                claim_speaker: one.claim.speaker,
                claim_speaker_code: one.claim.speaker_code,
                claim_level: one.claim.level,
                claim_stance: one.claim.stance,
                claim: one.claim.content,
                denial_statement: one.denial.statement,
                denial_speaker: one.denial.speaker,
                denial_speaker_code: one.denial.speaker_code,
                denial_level: one.denial.level,
                denial_stance: one.denial.stance,
                denial: one.denial.content,
                about: one.about.into_iter().map(|(name, _)| name).collect(),
                outlet: one.claim.outlet,
                agency: one.claim.agency,
                url: one.claim.url,
                file: one.claim.file,
                headline: one.claim.headline,
            })
            .collect())
    }

    /// All accusations that were asked for, in the order in which they stand in the store. The actor may be who accuses or
    /// who is accused; days and outlet count.
    ///
    /// # Errors
    /// When the actor is nobody in the store, an article's text is not kept, or the file cannot be read.
    pub fn accused(&self, filter: &Filter) -> Result<Vec<Accused>> {
        let actor = filter.actor.as_deref().map(|actor| self.party(actor)).transpose()?;
        let mut found = Vec::new();
        for key in self.articles()? {
            let Some(record) = self.record(&key)? else { continue };
            let accusations = record.accusations;
            if accusations.is_empty() {
                continue;
            }
            let number = self.numbers("select id from article where key = ?1", vec![key.clone().into()])?;
            let number =
                number.first().copied().ok_or_else(|| StoreError::Damaged(format!("article {key} is gone")))?;
            for accusation in &accusations {
                if let Some(party) = &actor
                    && !self.is_of(party, number, accusation)?
                {
                    continue;
                }
                let ids: Vec<i64> = [Some(accusation.statement), accusation.answered_in]
                    .into_iter()
                    .flatten()
                    .map(|id| number * ROOM + id.index() as i64)
                    .collect();
                let said = self.said_by_ids(&ids)?;
                let by_id = |id: i64| said.iter().find(|said| said.id == id).cloned();
                let Some(claim) = by_id(ids[0]).filter(|claim| is_wanted(claim, filter)) else { continue };
                let answer = ids.get(1).and_then(|&id| by_id(id));
                let Some(entity) = record.entities.get(accusation.accused.index()) else { continue };
                found.push(row(claim, answer, entity, accusation));
            }
        }
        Ok(found)
    }

    /// Whether the party accuses or is accused.
    fn is_of(&self, party: &crate::Party, number: i64, accusation: &Accusation) -> Result<bool> {
        let (select, mut values) = self.actors_of(party);
        let twice = values.clone();
        values.extend(twice);
        values.insert(0, (number * ROOM + accusation.accused.index() as i64).into());
        values.insert(1 + (values.len() - 1) / 2, (number * ROOM + accusation.statement.index() as i64).into());
        let sql = format!(
            "select 1 from entity where id = ? and actor in ({select})
             union select 1 from statement where id = ? and speaker in ({select})"
        );
        Ok(!self.numbers(&sql, values)?.is_empty())
    }
}

fn row(claim: Said, answer: Option<Said>, entity: &Entity, accusation: &Accusation) -> Accused {
    Accused {
        id: claim.id,
        article: claim.article,
        published: claim.published,
        accused: entity.name.clone(),
        accused_code: entity.actor.clone(),
        statement: claim.statement,
        speaker: claim.speaker,
        speaker_code: claim.speaker_code,
        speaker_level: claim.level,
        accusation: claim.content,
        answer: accusation.answer,
        answer_statement: answer.as_ref().map(|answer| answer.statement),
        answer_speaker: answer.as_ref().and_then(|answer| answer.speaker.clone()),
        answer_content: answer.map(|answer| answer.content),
        outlet: claim.outlet,
        agency: claim.agency,
        url: claim.url,
        file: claim.file,
        headline: claim.headline,
    }
}

/// By day of publication, paper and level.
fn is_wanted(said: &Said, filter: &Filter) -> bool {
    let day = said.published;
    let within = match (filter.from, filter.until) {
        (None, None) => true,
        (from, until) => {
            day.is_some_and(|day| from.is_none_or(|from| from <= day) && until.is_none_or(|until| day <= until))
        }
    };
    let of_paper = filter
        .outlet
        .as_ref()
        .is_none_or(|name| said.outlet.iter().chain(&said.agency).any(|known| known.eq_ignore_ascii_case(name)));
    let of_level = filter.levels.is_empty() || filter.levels.contains(&said.level);
    within && of_paper && of_level && (filter.comments || said.voice == Voice::Report)
}

fn assessed(row: &Row) -> Result<Assessed> {
    let text = |column: &str| -> Result<Option<String>> {
        let text: Option<String> = row.get(column)?;
        Ok(text.filter(|text| !text.is_empty()))
    };
    Ok(Assessed {
        id: row.get("id")?,
        article: row.get("article")?,
        published: day::of_number(row.get("day")?),
        one_code: text("one_code")?,
        one_name: text("one_name")?,
        other_code: text("other_code")?,
        other_name: text("other_name")?,
        stand: row.get::<_, Option<f64>>("stand")?.map(crate::found::shortest),
        trend: member_or_none(row, "trend")?,
        extreme: member_or_none(row, "extreme")?,
        status: member(row, "status")?,
        voice: member(row, "voice")?,
        statement: row.get::<_, Option<u32>>("statement")?.map(StatementId),
        speaker: text("speaker")?,
        speaker_code: text("speaker_code")?,
        speaker_level: member_or_none(row, "speaker_level")?,
        outlet: text("outlet")?,
        agency: text("agency")?,
        url: text("url")?,
        file: text("file")?,
        headline: text("headline")?,
        sentence: row.get("sentence")?,
        start: row.get("start")?,
        end: row.get("end")?,
    })
}
