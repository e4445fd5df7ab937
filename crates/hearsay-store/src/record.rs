//! Records out of the file: what went in comes out, field for field.

use hearsay_core::{
    Accusation, Article, ArticleId, Assessment, Block, BlockKind, Comment, CommentId, Days, Dispute, Entity, EntityId,
    Event, EventId, Extreme, Place, Record, Span, StatementId, Text, TimeExpression, Trend,
};
use rusqlite::{OptionalExtension, Row};

use crate::codes::{Coded, member};
use crate::day;
use crate::error::{Result, StoreError};
use crate::packed;
use crate::room::ROOM;
use crate::same::{Known, Same};
use crate::store::Store;

impl Store {
    /// Keys of all articles, in the order in which they came.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn articles(&self) -> Result<Vec<String>> {
        self.keys("select key from article order by id")
    }

    /// Keys of articles that another version of hearsay read, in the order in which they came.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn read_by_others(&self, version: &str) -> Result<Vec<String>> {
        let mut select = self.connection.prepare(
            "select a.key from article a join reader r on r.id = a.reader where r.version <> ?1 order by a.id",
        )?;
        let keys = select.query_map([version], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        Ok(keys)
    }

    /// Whether an article is in the store, and by which version it was read.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn knows(&self, article: &Article) -> Result<Option<String>> {
        let same = Same {
            id: &article.id.0,
            text: article.text.as_str(),
            url: article.url.as_deref(),
            publisher: article.publisher.as_deref(),
            published: article.published,
        };
        let (_, known) = same.find(&self.connection, &same.fingerprint())?;
        let Some(Known { reader, .. }) = known else { return Ok(None) };
        let version = self
            .connection
            .prepare_cached("select version from reader where id = ?1")?
            .query_row([reader], |row| row.get(0))?;
        Ok(Some(version))
    }

    fn keys(&self, sql: &str) -> Result<Vec<String>> {
        let mut select = self.connection.prepare(sql)?;
        let keys = select.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        Ok(keys)
    }

    /// The record of an article as it was added; `None` where there is no such article.
    ///
    /// # Errors
    /// When the text was left out of the store, or the file cannot be read.
    pub fn record(&self, key: &str) -> Result<Option<Record>> {
        let mut select = self.connection.prepare_cached(
            "select id, page, given_id, url, file, language, agency, published from article where key = ?1",
        )?;
        let mut rows = select.query([key])?;
        let Some(row) = rows.next()? else { return Ok(None) };
        let (number, given): (i64, Option<String>) = (row.get("id")?, row.get("given_id")?);
        let page = packed::kept_page(row)?;
        let text: String = self
            .connection
            .prepare_cached("select text from article_text where article = ?1")?
            .query_row([number], |row| row.get(0))
            .optional()?
            .ok_or_else(|| StoreError::NoText(key.to_owned()))?;
        let entities = self.part(number, "entity", entity)?;
        let record = Record {
            id: ArticleId(given.unwrap_or_else(|| key.to_owned())),
            text: Text::from(text.as_str()),
            article: page,
            times: self.part(number, "time", time)?,
            statements: self.part(number, "statement", packed::kept_statement)?,
            events: self.events_of(number, &entities)?,
            entities,
            assessments: self.part(number, "assessment", assessment)?,
            disputes: self.part(number, "dispute", dispute)?,
            accusations: if self.has_accusations()? {
                self.part(number, "accusation", accusation)?
            } else {
                Vec::new()
            },
        };
        Ok(Some(record.in_bytes()))
    }

    /// The article itself, to be read again; `None` where there is none, or only its record was added.
    ///
    /// # Errors
    /// When the text was left out of the store, or the file cannot be read.
    pub fn article(&self, key: &str) -> Result<Option<Article>> {
        let Some(record) = self.record(key)? else { return Ok(None) };
        let blocks: Option<String> = self
            .connection
            .prepare_cached("select t.blocks from article a join article_text t on t.article = a.id where a.key = ?1")?
            .query_row([key], |row| row.get(0))?;
        blocks.map(|blocks| article(record, &blocks)).transpose()
    }

    /// Stores of the first hearsay get the table when they are next written to, and its rows when their articles are read again.
    fn has_accusations(&self) -> Result<bool> {
        let mut select = self.connection.prepare_cached("select 1 from sqlite_schema where name = 'accusation'")?;
        Ok(select.exists([])?)
    }

    fn part<T>(&self, number: i64, table: &str, read: impl Fn(&Row) -> Result<T>) -> Result<Vec<T>> {
        let columns = if table == "entity" {
            "x.*, k.code, k.name, k.kind from entity x join actor k on k.id = x.actor".to_owned()
        } else {
            format!("x.* from {table} x")
        };
        let mut select = self
            .connection
            .prepare_cached(&format!("select {columns} where x.id >= ?1 and x.id < ?2 order by x.id"))?;
        let mut rows = select.query([number * ROOM, (number + 1) * ROOM])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            found.push(read(row)?);
        }
        Ok(found)
    }

    fn events_of(&self, number: i64, entities: &[Entity]) -> Result<Vec<Event>> {
        let mut select = self.connection.prepare_cached(
            "select e.id, e.voice, e.source, e.target, d.plover, d.mode, d.cameo, d.weight, d.deed, e.contexts,
                e.trigger_start, e.trigger_end, s.start as sentence_start, s.end as sentence_end, e.first, e.last,
                p.name as place, p.country, e.place_start, e.place_end, e.status, e.statement, e.confidence, e.retold
             from event e join deed d on d.id = e.deed join sentence s on s.id = e.sentence
             left join place p on p.id = e.place where e.id >= ?1 and e.id < ?2 order by e.id",
        )?;
        let mut rows = select.query([number * ROOM, (number + 1) * ROOM])?;
        let mut events = Vec::new();
        while let Some(row) = rows.next()? {
            events.push(event(row, entities)?);
        }
        Ok(events)
    }
}

fn event(row: &Row, entities: &[Entity]) -> Result<Event> {
    let mode: String = row.get("mode")?;
    let place = match row.get::<_, Option<String>>("place")? {
        Some(name) => Some(Place {
            span: span(row, "place_start", "place_end")?,
            name,
            country: row.get::<_, Option<String>>("country")?.filter(|code| !code.is_empty()),
        }),
        None => None,
    };
    Ok(Event {
        id: EventId((row.get::<_, i64>("id")? % ROOM) as u32),
        voice: member(row, "voice")?,
        source: packed::kept_parties(&row.get::<_, String>("source")?, entities)?,
        target: packed::kept_parties(&row.get::<_, String>("target")?, entities)?,
        plover: member(row, "plover")?,
        mode: (!mode.is_empty()).then_some(mode),
        cameo: row.get("cameo")?,
        goldstein: row.get::<_, f64>("weight")? as f32,
        deed: row.get("deed")?,
        contexts: match row.get::<_, Option<String>>("contexts")? {
            Some(contexts) => serde_json::from_str(&contexts)?,
            None => Vec::new(),
        },
        trigger: span(row, "trigger_start", "trigger_end")?,
        sentence: span(row, "sentence_start", "sentence_end")?,
        retold: match row.get::<_, Option<String>>("retold")? {
            Some(spans) => serde_json::from_str(&spans)?,
            None => Vec::new(),
        },
        date: days(row)?,
        place,
        status: member(row, "status")?,
        according_to: row.get::<_, Option<u32>>("statement")?.map(StatementId),
        confidence: row.get::<_, f64>("confidence")? as f32,
    })
}

fn span(row: &Row, start: &str, end: &str) -> Result<Span> {
    Ok(Span::new(row.get::<_, u32>(start)? as usize, row.get::<_, u32>(end)? as usize))
}

fn days(row: &Row) -> Result<Option<Days>> {
    Ok(day::days(row.get("first")?, row.get("last")?))
}

fn entity(row: &Row) -> Result<Entity> {
    let code: String = row.get("code")?;
    Ok(Entity {
        id: EntityId((row.get::<_, i64>("id")? % ROOM) as u32),
        name: row.get("name")?,
        kind: member(row, "kind")?,
        actor: (!code.is_empty()).then_some(code),
        country: row.get("country")?,
        roles: match row.get::<_, Option<String>>("roles")? {
            Some(roles) => serde_json::from_str(&roles)?,
            None => Vec::new(),
        },
        head_of: row.get::<_, Option<u32>>("head_of")?.map(EntityId),
        member_of: row.get::<_, Option<u32>>("member_of")?.map(EntityId),
        mentions: packed::kept_mentions(&row.get::<_, String>("mentions")?)?,
    })
}

fn time(row: &Row) -> Result<TimeExpression> {
    Ok(TimeExpression {
        span: span(row, "start", "end")?,
        kind: serde_json::from_value(row.get::<_, String>("kind")?.into())?,
        value: row.get("value")?,
        modifier: row.get("modifier")?,
        interval: days(row)?,
    })
}

fn assessment(row: &Row) -> Result<Assessment> {
    Ok(Assessment {
        between: [EntityId(row.get("one_entity")?), EntityId(row.get("other_entity")?)],
        span: span(row, "start", "end")?,
        level: row.get::<_, Option<f64>>("level")?.map(|level| level as f32),
        trend: row.get::<_, Option<i64>>("trend")?.and_then(Trend::of_code),
        extreme: row.get::<_, Option<i64>>("extreme")?.and_then(Extreme::of_code),
        status: member(row, "status")?,
        according_to: row.get::<_, Option<u32>>("statement")?.map(StatementId),
        voice: member(row, "voice")?,
    })
}

fn dispute(row: &Row) -> Result<Dispute> {
    let about: Vec<u32> = serde_json::from_str(&row.get::<_, String>("about")?)?;
    Ok(Dispute {
        statements: [StatementId(row.get("statement")?), StatementId(row.get("answer")?)],
        kind: member(row, "kind")?,
        about: about.into_iter().map(EntityId).collect(),
    })
}

fn accusation(row: &Row) -> Result<Accusation> {
    Ok(Accusation {
        statement: StatementId(row.get("statement")?),
        accused: EntityId(row.get("accused")?),
        answer: serde_json::from_value(row.get::<_, String>("answer")?.into())?,
        answered_in: row.get::<_, Option<u32>>("answered_in")?.map(StatementId),
    })
}

/// The article behind a record, from its record and what was kept of its blocks.
fn article(record: Record, blocks: &str) -> Result<Article> {
    let points = hearsay_core::span::CodePoints::new(record.text.as_str());
    let rows: Vec<(String, usize, usize, usize, usize, Option<u32>)> = serde_json::from_str(blocks)?;
    let mut blocks = Vec::with_capacity(rows.len());
    for (name, start, end, body_start, body_end, comment) in rows {
        let kind = match (name.as_str(), comment) {
            ("headline", _) => BlockKind::Headline,
            ("standfirst", _) => BlockKind::Standfirst,
            ("byline", _) => BlockKind::Byline,
            ("paragraph", _) => BlockKind::Paragraph,
            ("crosshead", _) => BlockKind::Crosshead,
            ("furniture", _) => BlockKind::Furniture,
            ("comment", Some(comment)) => BlockKind::Comment(CommentId(comment)),
            _ => return Err(StoreError::Damaged(format!("a block is `{name}`"))),
        };
        let (span, body) = (Span::new(start, end), Span::new(body_start, body_end));
        blocks.push(Block { kind, span: points.bytes(span), body: points.bytes(body) });
    }
    let about = record.article;
    // The dateline is kept in words: it stands before the body of the paragraph that it opens.
    let dateline = about.dateline.as_deref().and_then(|words| {
        let paragraphs = blocks.iter().filter(|block| block.kind == BlockKind::Paragraph);
        paragraphs.filter(|block| block.body.start() > block.span.start()).find_map(|block| {
            let before = Span::new(block.span.start(), block.body.start());
            let at = block.span.start() + record.text.at(before).find(words)?;
            Some(Span::new(at, at + words.len()))
        })
    });
    let comments = about
        .comments
        .into_iter()
        .map(|comment| {
            let place = comment.author.as_deref().and_then(|name| record.text.at(comment.span).find(name));
            let at = |place: usize, name: &str| {
                Span::new(comment.span.start() + place, comment.span.start() + place + name.len())
            };
            Comment {
                author_span: place.zip(comment.author.as_deref()).map(|(place, name)| at(place, name)),
                author: comment.author,
                date: comment.date,
                age: comment.age,
                reply_to: comment.reply_to,
                span: comment.span,
            }
        })
        .collect();
    Ok(Article {
        id: record.id,
        file: about.file,
        url: about.url,
        publisher: about.publisher,
        agency: about.agency,
        language: about.language,
        authors: about.authors,
        dateline,
        published: about.published,
        published_at: about.published_at,
        day_first: about.day_first,
        text: record.text,
        blocks,
        comments,
        // What was odd about the input was said when it was first read, and names of notes are fixed in the program.
        notes: Vec::new(),
    })
}
