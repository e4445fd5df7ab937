//! Who says so: statements by their words, by who speaks, by whom they are about.

use std::collections::BTreeSet;

use hearsay_core::{Form, Level, Stance, StatementId, Voice};
use jiff::civil::Date;
use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};
use serde::Serialize;

use crate::codes::{Coded, member};
use crate::condition::Condition;
use crate::day;
use crate::decided::Decisions;
use crate::dyad::asked_words;
use crate::error::Result;
use crate::query::MOST_SENTENCES;
use crate::room::ROOM;
use crate::store::Store;

/// Which statements are asked for; the default asks for all but those of readers' comments.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SaidFilter {
    /// Words of what is said, in SQLite's full-text language.
    pub words: Option<String>,
    /// Code or name of somebody whose name is in it.
    pub about: Option<String>,
    /// Code or name of who says it.
    pub speaker: Option<String>,
    /// Sourcing levels that count; empty for all.
    pub levels: BTreeSet<Level>,
    /// Stances that count; empty for all.
    pub stances: BTreeSet<Stance>,
    /// First day of publication.
    pub from: Option<Date>,
    /// Last day of publication.
    pub until: Option<Date>,
    /// Who printed it, or the wire that wrote it.
    pub outlet: Option<String>,
    /// Whether readers' comments count.
    pub comments: bool,
}

/// A statement, everything by name.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Said {
    /// Its number in the store.
    pub id: i64,
    /// Id of its article.
    pub article: String,
    /// Its id in the article's record.
    pub statement: StatementId,
    /// Day of publication.
    pub published: Option<Date>,
    /// Name or description of who says it; `None` where the text leaves it out.
    pub speaker: Option<String>,
    /// Actor code of who says it.
    pub speaker_code: Option<String>,
    /// Sourcing level.
    pub level: Level,
    /// What the speaker does with it.
    pub stance: Stance,
    /// How much of it is quoted.
    pub form: Form,
    /// The article or a reader's comment.
    pub voice: Voice,
    /// "may", "appears".
    pub hedged: bool,
    /// "did not say".
    pub negated: bool,
    /// "claims", "what it calls".
    pub distanced: bool,
    /// The statement that holds this one.
    pub within: Option<StatementId>,
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
    /// What is said.
    pub content: String,
    /// Source, cue and content with what stands between.
    pub text: String,
    /// Where `text` begins, in code points of the article's text.
    pub start: i64,
    /// Where it ends.
    pub end: i64,
    /// What a person found of the reading, beside it: `right`, `corrected` or `rejected`; `None` where nobody looked.
    pub verdict: Option<String>,
    /// What differs by that person, by field, as JSON.
    pub correction: Option<String>,
    /// Why, in that person's words.
    pub verdict_why: Option<String>,
}

impl Said {
    /// The names of the fields, in order.
    pub const COLUMNS: [&'static str; 26] = [
        "id",
        "article",
        "statement",
        "published",
        "speaker",
        "speaker_code",
        "level",
        "stance",
        "form",
        "voice",
        "hedged",
        "negated",
        "distanced",
        "within",
        "outlet",
        "agency",
        "url",
        "file",
        "headline",
        "content",
        "text",
        "start",
        "end",
        "verdict",
        "correction",
        "verdict_why",
    ];
}

const SAID: &str = "
select q.id, a.key as article, q.day, sp.name as speaker, sp.code as speaker_code, q.level, q.stance,
    q.form, q.voice, q.hedged, q.negated, q.distanced, q.within, o.name as outlet,
    a.agency, a.url, q.content, q.text, q.start, q.end, a.file, a.headline";

const JOINED: &str = "
join article a on a.id = q.id / 1048576 join actor sp on sp.id = q.speaker
left join outlet o on o.id = a.outlet";

impl Store {
    /// The latest `limit` statements that were asked for, newest first. Of a search for words in more than 5,000
    /// statements the last added 5,000 are looked at.
    ///
    /// # Errors
    /// When the speaker or the one it is about is nobody in the store, the words are no query, or the file cannot be
    /// read.
    pub fn who(&self, filter: &SaidFilter, limit: usize) -> Result<Vec<Said>> {
        // The numbers are found first; what they mean is looked up for those that are shown.
        let mut found = self.said_by_ids(&self.who_ids(filter, limit)?)?;
        found.sort_by_key(|said| std::cmp::Reverse((said.published, said.id)));
        Ok(found)
    }

    /// The numbers of the latest `limit` statements that were asked for, newest first, as [`Store::who`] finds them.
    ///
    /// # Errors
    /// As [`Store::who`].
    pub fn who_ids(&self, filter: &SaidFilter, limit: usize) -> Result<Vec<i64>> {
        let all = self.said_asked(filter)?;
        let words = self.said_words(filter)?;
        let (from, mut values): (String, Vec<Value>) = match &words {
            Some(words) => (
                format!(
                    "with hit as materialized (select rowid as statement from statement_words
                        where statement_words match ? order by rowid desc limit {MOST_SENTENCES})
                     select q.id from hit cross join statement q on q.id = hit.statement"
                ),
                vec![words.clone().into()],
            ),
            None => ("select q.id from statement q".to_owned(), Vec::new()),
        };
        let article = if filter.outlet.is_some() { " join article a on a.id = q.id / 1048576" } else { "" };
        values.extend(all.values.iter().cloned());
        values.push((limit as i64).into());
        // Without words or a speaker the whole table would have to be put in order: there the last added come first.
        let order = if words.is_some() || filter.speaker.is_some() { "q.day desc, q.id desc" } else { "q.id desc" };
        let sql = format!("{from}{article} where {} order by {order} limit ?", all.text());
        let fault = |error| asked_words(error, words.as_deref());
        let mut select = self.connection.prepare(&sql)?;
        let rows = select.query_map(params_from_iter(values), |row| row.get(0)).map_err(fault)?;
        rows.map(|id| id.map_err(fault)).collect()
    }

    fn said_with_decisions(&self, mut found: Vec<Said>) -> Result<Vec<Said>> {
        let mut decisions = Decisions::of(self)?;
        found.iter_mut().try_for_each(|said| decide(&mut decisions, said))?;
        Ok(found)
    }

    /// The statements with these numbers, in the order of the numbers.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn said_by_ids(&self, ids: &[i64]) -> Result<Vec<Said>> {
        let mut found = Vec::new();
        for ids in ids.chunks(500) {
            let list: Vec<String> = ids.iter().map(i64::to_string).collect();
            let sql = format!("{SAID} from statement q{JOINED} where q.id in ({}) order by q.id", list.join(", "));
            let mut select = self.connection.prepare(&sql)?;
            let mut rows = select.query([])?;
            while let Some(row) = rows.next()? {
                found.push(read(row)?);
            }
        }
        self.said_with_decisions(found)
    }

    /// All statements that were asked for, in the order in which they stand in the store.
    ///
    /// # Errors
    /// As [`Store::who`], and what `each` fails with.
    pub fn each_said(&self, filter: &SaidFilter, mut each: impl FnMut(Said) -> Result<()>) -> Result<()> {
        let mut all = self.said_asked(filter)?;
        let words = self.said_words(filter)?;
        if let Some(words) = &words {
            all.and(
                "q.id in (select rowid from statement_words where statement_words match ?)",
                [words.clone().into()],
            );
        }
        let sql = format!("{SAID} from statement q{JOINED} where {} order by q.id", all.text());
        let fault = |error| asked_words(error, words.as_deref());
        let mut select = self.connection.prepare(&sql)?;
        let mut decisions = Decisions::of(self)?;
        let mut rows = select.query(params_from_iter(all.values)).map_err(fault)?;
        while let Some(row) = rows.next().map_err(fault)? {
            let mut said = read(row)?;
            decide(&mut decisions, &mut said)?;
            each(said)?;
        }
        Ok(())
    }

    fn said_asked(&self, filter: &SaidFilter) -> Result<Condition> {
        let mut all = Condition::default();
        if !filter.comments {
            all.and("q.voice = 1", []);
        }
        if !filter.levels.is_empty() {
            all.one_of("q.level", filter.levels.iter().map(|level| level.code()));
        }
        if !filter.stances.is_empty() {
            all.one_of("q.stance", filter.stances.iter().map(|stance| stance.code()));
        }
        if let Some(speaker) = &filter.speaker {
            let (select, values) = self.actors_called(speaker)?;
            all.and(&format!("q.speaker in ({select})"), values);
        }
        all.within("q.day", filter.from.map(day::number), filter.until.map(day::number));
        if let Some(outlet) = &filter.outlet {
            all.and(
                "(a.outlet in (select id from outlet where name = ? collate nocase) or a.agency = ? collate nocase)",
                [outlet.clone().into(), outlet.clone().into()],
            );
        }
        Ok(all)
    }

    /// The words asked for, together with the names of whom it is about.
    fn said_words(&self, filter: &SaidFilter) -> Result<Option<String>> {
        let Some(about) = &filter.about else { return Ok(filter.words.clone()) };
        let (select, values) = self.actors_called(about)?;
        // People without a name ("officials") would find every official.
        let mut names = self.connection.prepare(&format!(
            "select distinct name from actor where id in ({select}) and kind in (1, 2, 3) and name <> ''
             order by length(name), name limit 400"
        ))?;
        let mut names: BTreeSet<String> =
            names.query_map(params_from_iter(values), |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        names.insert(about.clone());
        let quoted = |name: &String| format!("\"{}\"", name.replace('"', " "));
        let names: Vec<String> = names.iter().map(quoted).collect();
        let names = format!("({})", names.join(" OR "));
        Ok(Some(match &filter.words {
            Some(words) => format!("({words}) AND {names}"),
            None => names,
        }))
    }
}

/// Writes what a person decided about a statement into its row.
fn decide(decisions: &mut Decisions, said: &mut Said) -> Result<()> {
    if let Some(decision) = decisions.about(&said.article, 's', said.id)? {
        said.verdict = decision.verdict;
        said.correction = decision.correction;
        said.verdict_why = decision.why;
    }
    Ok(())
}

/// A row of [`SAID`].
fn read(row: &Row) -> Result<Said> {
    let id: i64 = row.get("id")?;
    let text = |column: &str| -> Result<Option<String>> {
        let text: Option<String> = row.get(column)?;
        Ok(text.filter(|text| !text.is_empty()))
    };
    Ok(Said {
        id,
        article: row.get("article")?,
        statement: StatementId((id % ROOM) as u32),
        published: day::of_number(row.get("day")?),
        speaker: text("speaker")?,
        speaker_code: text("speaker_code")?,
        level: member(row, "level")?,
        stance: member(row, "stance")?,
        form: member(row, "form")?,
        voice: member(row, "voice")?,
        hedged: row.get("hedged")?,
        negated: row.get("negated")?,
        distanced: row.get("distanced")?,
        within: row.get::<_, Option<u32>>("within")?.map(StatementId),
        outlet: text("outlet")?,
        agency: text("agency")?,
        url: text("url")?,
        content: row.get("content")?,
        text: row.get("text")?,
        start: row.get("start")?,
        end: row.get("end")?,
        file: text("file")?,
        headline: text("headline")?,
        verdict: None,
        correction: None,
        verdict_why: None,
    })
}
