//! Records into the file: all rows of a batch together, or none.

use std::collections::BTreeMap;

use hearsay_core::{
    Article, BlockKind, Entity, EntityId, EntityKind, Event, Party, Record, Span, Statement, StatementId,
};
use rusqlite::{Transaction, params};

use crate::codes::Coded;
use crate::copies;
use crate::day;
use crate::error::{Result, StoreError};
use crate::evidence::Evidence;
use crate::names::{DeedKey, Names};
use crate::same::Same;
use crate::store::Keep;

/// Rows of one article are numbered from its number times this.
pub(crate) const ROOM: i64 = 1 << 20;

/// What became of a record that was given to a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// It is new here; its number.
    New(i64),
    /// The same article was there: nothing changed.
    Known(i64),
    /// The same article, read by another version of hearsay, made way for it.
    Again(i64),
}

/// Articles that come into the store together.
pub struct Batch<'s> {
    transaction: Transaction<'s>,
    names: &'s mut Names,
    reader: i64,
    keep_text: bool,
    again: bool,
    months: BTreeMap<[i64; 6], [i64; 2]>,
    coverage: BTreeMap<i64, i64>,
    done: bool,
}

impl std::fmt::Debug for Batch<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Batch").field("done", &self.done).finish_non_exhaustive()
    }
}

impl<'s> Batch<'s> {
    pub(crate) fn begin(transaction: Transaction<'s>, names: &'s mut Names, keep: &Keep) -> Result<Self> {
        let reader = names.text(&transaction, "reader", "version", &keep.reader)?;
        let (months, coverage) = Default::default();
        Ok(Self { transaction, names, reader, keep_text: keep.text, again: keep.again, months, coverage, done: false })
    }

    /// Adds what was read of an article. The `article` itself lets its text be read again by a later version; without
    /// it only the record is kept.
    ///
    /// # Errors
    /// [`StoreError::TooMuch`] where the record has more than can be numbered: nothing was written, and the batch goes on.
    /// Otherwise the file cannot be written, and the batch is as good as lost: let it go and start anew.
    pub fn add(&mut self, record: &Record, article: Option<&Article>) -> Result<Added> {
        ensure_numbered(record)?;
        let about = &record.article;
        let same = Same {
            id: &record.id.0,
            text: record.text.as_str(),
            url: about.url.as_deref(),
            publisher: about.publisher.as_deref(),
            published: about.published,
        };
        let fingerprint = same.fingerprint();
        let (key, known) = same.find(&self.transaction, &fingerprint)?;
        match known {
            Some((number, reader)) if reader == self.reader && !self.again => Ok(Added::Known(number)),
            Some((number, _)) => {
                // An article whose text is kept keeps it.
                let had_text = self
                    .transaction
                    .prepare_cached("select 1 from article_text where article = ?1")?
                    .exists([number])?;
                let keep_text = self.keep_text;
                self.keep_text |= had_text;
                self.remove(number)?;
                self.write(number, &key, &same, record, article)?;
                self.keep_text = keep_text;
                Ok(Added::Again(number))
            }
            None => {
                let number: i64 = self
                    .transaction
                    .prepare_cached("select coalesce(max(id), 0) + 1 from article")?
                    .query_row([], |row| row.get(0))?;
                self.write(number, &key, &same, record, article)?;
                Ok(Added::New(number))
            }
        }
    }

    /// Makes all of the batch part of the store, at once.
    ///
    /// # Errors
    /// When the file cannot be written; then nothing of the batch is in the store.
    pub fn commit(mut self) -> Result<()> {
        for (key, [pairs, weight]) in std::mem::take(&mut self.months) {
            self.transaction
                .prepare_cached(
                    "insert into dyad_month values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                     on conflict do update set pairs = pairs + excluded.pairs, weight = weight + excluded.weight",
                )?
                .execute(params![key[0], key[1], key[2], key[3], key[4], key[5], pairs, weight])?;
        }
        for (day, articles) in std::mem::take(&mut self.coverage) {
            self.transaction
                .prepare_cached(
                    "insert into coverage values (?1, ?2)
                     on conflict do update set articles = articles + excluded.articles",
                )?
                .execute([day, articles])?;
        }
        self.transaction
            .execute_batch("delete from dyad_month where pairs = 0; delete from coverage where articles = 0;")?;
        self.done = true;
        // `Transaction` is moved out through a stand-in: `self` has a rule for being dropped.
        let transaction = &self.transaction;
        transaction.execute_batch("commit")?;
        Ok(())
    }

    fn write(&mut self, number: i64, key: &str, same: &Same, record: &Record, article: Option<&Article>) -> Result<()> {
        let points;
        let in_points = if record.text.as_str().is_ascii() {
            record
        } else {
            points = record.in_code_points();
            &points
        };
        self.article(number, key, same, record, in_points)?;
        if self.keep_text {
            let blocks = article.map(|article| blocks(article, record)).transpose()?;
            self.transaction.prepare_cached("insert into article_text values (?1, ?2, ?3)")?.execute(params![
                number,
                record.text.as_str(),
                blocks
            ])?;
        }
        let page = Page { number, record, points: in_points, published: record.article.published.map(day::number) };
        let actors = self.entities(&page)?;
        self.times(&page)?;
        self.statements(&page, &actors)?;
        let evidence = self.sentences(&page)?;
        self.events(&page, &actors, &evidence)?;
        self.assessments(&page, &actors, &evidence)?;
        self.disputes(&page)?;
        self.accusations(&page)?;
        if !record.events.is_empty() {
            self.transaction.prepare_cached("insert or ignore into ungrouped values (?1)")?.execute([number])?;
        }
        Ok(())
    }

    fn article(&mut self, number: i64, key: &str, same: &Same, record: &Record, points: &Record) -> Result<()> {
        let about = &record.article;
        let outlet = about.publisher.clone().or_else(|| about.url.as_deref().and_then(host));
        let outlet = match outlet.as_deref().map(str::trim).filter(|name| !name.is_empty()) {
            Some(name) => Some(self.names.text(&self.transaction, "outlet", "name", name)?),
            None => None,
        };
        let alike = copies::first_alike(&self.transaction, number, same, outlet)?;
        copies::keep(&self.transaction, number, &alike)?;
        let published = about.published.map(day::number);
        let headline = about.headline.map(|span| record.text.at(span));
        let length = record.text.as_str().chars().count() as i64;
        self.transaction
            .prepare_cached(
                "insert into article values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
            )?
            .execute(params![
                number,
                key,
                same.fingerprint(),
                published,
                outlet,
                about.agency,
                about.url,
                about.file,
                headline,
                about.language,
                length,
                self.reader,
                alike.story.filter(|_| alike.by_text),
                alike.sketch,
                (record.id.0 != key).then_some(&record.id.0),
                page_json(points)?,
            ])?;
        if let Some(day) = published {
            *self.coverage.entry(day).or_default() += 1;
        }
        Ok(())
    }

    /// Gives each entity's number among the actors.
    fn entities(&mut self, page: &Page) -> Result<Vec<(i64, i64)>> {
        let mut actors = Vec::with_capacity(page.record.entities.len());
        let mut mentions = String::new();
        for (at, entity) in page.points.entities.iter().enumerate() {
            let code = entity.actor.as_deref().unwrap_or("");
            let actor = self.names.actor(&self.transaction, code, &entity.name, entity.kind)?;
            actors.push(actor);
            mentions.clear();
            mentions_json(&mut mentions, entity);
            let roles = if entity.roles.is_empty() { None } else { Some(serde_json::to_string(&entity.roles)?) };
            self.transaction.prepare_cached("insert into entity values (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?.execute(
                params![
                    page.row(at),
                    actor.0,
                    entity.country,
                    roles,
                    entity.head_of.map(|id| id.0),
                    entity.member_of.map(|id| id.0),
                    mentions
                ],
            )?;
        }
        Ok(actors)
    }

    fn times(&mut self, page: &Page) -> Result<()> {
        for (at, time) in page.points.times.iter().enumerate() {
            let kind = serde_json::to_value(time.kind)?;
            self.transaction.prepare_cached("insert into time values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?.execute(
                params![
                    page.row(at),
                    time.span.start() as i64,
                    time.span.end() as i64,
                    kind.as_str(),
                    time.value,
                    time.modifier,
                    time.interval.map(|days| day::number(days.first)),
                    time.interval.map(|days| day::number(days.last)),
                ],
            )?;
        }
        Ok(())
    }

    fn statements(&mut self, page: &Page, actors: &[(i64, i64)]) -> Result<()> {
        for (at, (statement, points)) in page.record.statements.iter().zip(&page.points.statements).enumerate() {
            let source = &statement.source;
            let known = source.entity.and_then(|entity| actors.get(entity.index()).copied());
            let speaker = match (known, &source.description) {
                (Some(actor), _) => actor.0,
                (None, Some(words)) => self.names.actor(&self.transaction, "", words, EntityKind::Group)?.0,
                (None, None) => 0,
            };
            let whole = cover(statement);
            let text = page.record.text.at(whole);
            let content: Vec<&str> = statement.content.iter().map(|span| page.record.text.at(*span)).collect();
            let span = cover(points);
            let row = page.row(at);
            self.transaction
                .prepare_cached(
                    "insert into statement values
                     (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
                )?
                .execute(params![
                    row,
                    statement.voice.code(),
                    speaker,
                    source.level.code(),
                    statement.stance.code(),
                    statement.form.code(),
                    statement.hedged,
                    statement.negated,
                    statement.distanced,
                    statement.within.map(|id| id.0),
                    page.published.unwrap_or(0),
                    span.start() as i64,
                    span.end() as i64,
                    text,
                    content.join(" … "),
                    serde_json::to_string(points)?,
                ])?;
            self.transaction
                .prepare_cached("insert into statement_words (rowid, text) values (?1, ?2)")?
                .execute(params![row, text])?;
        }
        Ok(())
    }

    /// Keeps the sentences of evidence; gives their spans in bytes with their row numbers.
    fn sentences(&mut self, page: &Page) -> Result<Evidence> {
        let record = page.record;
        let mut evidence = Evidence::of(record);
        let ascii = record.text.as_str().is_ascii();
        let points = hearsay_core::span::CodePoints::new(if ascii { "" } else { record.text.as_str() });
        for (at, (span, row)) in evidence.rows.iter_mut().enumerate() {
            *row = page.row(at);
            let place = if ascii { *span } else { points.span(*span) };
            let text = record.text.at(*span);
            self.transaction.prepare_cached("insert into sentence values (?1, ?2, ?3, ?4)")?.execute(params![
                *row,
                place.start() as i64,
                place.end() as i64,
                text
            ])?;
            self.transaction
                .prepare_cached("insert into sentence_words (rowid, text) values (?1, ?2)")?
                .execute(params![*row, text])?;
        }
        Ok(evidence)
    }

    fn events(&mut self, page: &Page, actors: &[(i64, i64)], evidence: &Evidence) -> Result<()> {
        for (at, (event, points)) in page.record.events.iter().zip(&page.points.events).enumerate() {
            let key = DeedKey {
                deed: &event.deed,
                plover: event.plover.code(),
                mode: event.mode.as_deref().unwrap_or(""),
                cameo: &event.cameo,
                weight: f64::from(event.goldstein),
            };
            let deed = self.names.deed(&self.transaction, &key)?;
            let place = match &event.place {
                Some(place) => {
                    let country = place.country.as_deref().unwrap_or("");
                    Some(self.names.place(&self.transaction, &place.name, country)?)
                }
                None => None,
            };
            let contexts = if event.contexts.is_empty() { None } else { Some(serde_json::to_string(&event.contexts)?) };
            let retold = match points.retold.as_slice() {
                [] => None,
                spans => Some(serde_json::to_string(
                    &spans.iter().map(|span| (span.start(), span.end())).collect::<Vec<_>>(),
                )?),
            };
            let row = page.row(at);
            self.transaction
                .prepare_cached(
                    "insert into event values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16,
                     ?17, ?18, ?19)",
                )?
                .execute(params![
                    row,
                    evidence.rows.get(&event.sentence),
                    deed,
                    event.voice.code(),
                    event.status.code(),
                    event.date.map(|days| day::number(days.first)),
                    event.date.map(|days| day::number(days.last)),
                    page.published,
                    event.according_to.map(|id| id.0),
                    points.trigger.start() as i64,
                    points.trigger.end() as i64,
                    parties_json(&points.source),
                    parties_json(&points.target),
                    place,
                    points.place.as_ref().map(|place| place.span.start() as i64),
                    points.place.as_ref().map(|place| place.span.end() as i64),
                    contexts,
                    retold,
                    f64::from(event.confidence),
                ])?;
            self.pairs(page, actors, row, event)?;
        }
        Ok(())
    }

    /// One row for each two parties of an event, and the sums of their month.
    fn pairs(&mut self, page: &Page, actors: &[(i64, i64)], row: i64, event: &Event) -> Result<()> {
        let sources = self.parties(page, actors, &event.source)?;
        let targets = self.parties(page, actors, &event.target)?;
        let day = event.date.map(|days| day::number(days.first)).or(page.published).unwrap_or(0);
        let weight = (f64::from(event.goldstein) * 1000.0).round() as i64;
        for &(source, source_root) in &sources {
            for &(target, target_root) in &targets {
                let new = self
                    .transaction
                    .prepare_cached("insert or ignore into pair values (?1, ?2, ?3, ?4, ?5, ?6)")?
                    .execute([source_root, target_root, day, row, source, target])?;
                let key =
                    [source_root, target_root, day / 100, event.plover.code(), event.status.code(), event.voice.code()];
                let sums = self.months.entry(key).or_default();
                sums[0] += new as i64;
                sums[1] += weight * new as i64;
            }
        }
        Ok(())
    }

    fn parties(&mut self, page: &Page, actors: &[(i64, i64)], parties: &[Party]) -> Result<Vec<(i64, i64)>> {
        let mut found = Vec::with_capacity(parties.len().max(1));
        for party in parties {
            let Some(entity) = page.record.entities.get(party.entity.index()) else { continue };
            // As a rule the code on the day of the deed is that on the day of publication.
            if party.actor == entity.actor
                && let Some(actor) = actors.get(party.entity.index())
            {
                found.push(*actor);
                continue;
            }
            let code = party.actor.as_deref().unwrap_or("");
            found.push(self.names.actor(&self.transaction, code, &entity.name, entity.kind)?);
        }
        if found.is_empty() {
            found.push((0, 0));
        }
        Ok(found)
    }

    fn assessments(&mut self, page: &Page, actors: &[(i64, i64)], evidence: &Evidence) -> Result<()> {
        for (at, (assessment, points)) in page.record.assessments.iter().zip(&page.points.assessments).enumerate() {
            let sentence = evidence.holding(assessment.span);
            let of = |entity: EntityId| actors.get(entity.index()).copied().unwrap_or((0, 0));
            let [one, other] = assessment.between.map(of);
            self.transaction
                .prepare_cached(
                    "insert into assessment values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15,
                     ?16, ?17)",
                )?
                .execute(params![
                    page.row(at),
                    sentence,
                    one.0,
                    other.0,
                    one.1,
                    other.1,
                    page.published.unwrap_or(0),
                    assessment.between[0].0,
                    assessment.between[1].0,
                    points.span.start() as i64,
                    points.span.end() as i64,
                    assessment.level.map(f64::from),
                    assessment.trend.map(Coded::code),
                    assessment.extreme.map(Coded::code),
                    assessment.status.code(),
                    assessment.voice.code(),
                    assessment.according_to.map(|id| id.0),
                ])?;
        }
        Ok(())
    }

    fn disputes(&mut self, page: &Page) -> Result<()> {
        for (at, dispute) in page.record.disputes.iter().enumerate() {
            let [statement, answer]: [StatementId; 2] = dispute.statements;
            let about: Vec<u32> = dispute.about.iter().map(|id| id.0).collect();
            self.transaction.prepare_cached("insert into dispute values (?1, ?2, ?3, ?4, ?5)")?.execute(params![
                page.row(at),
                statement.0,
                answer.0,
                dispute.kind.code(),
                serde_json::to_string(&about)?
            ])?;
        }
        Ok(())
    }

    fn accusations(&mut self, page: &Page) -> Result<()> {
        for (at, accusation) in page.record.accusations.iter().enumerate() {
            let answer = serde_json::to_value(accusation.answer)?;
            self.transaction.prepare_cached("insert into accusation values (?1, ?2, ?3, ?4, ?5)")?.execute(params![
                page.row(at),
                accusation.statement.0,
                accusation.accused.0,
                answer.as_str(),
                accusation.answered_in.map(|id| id.0),
            ])?;
        }
        Ok(())
    }

    /// Takes all rows of an article out again, sums included.
    fn remove(&mut self, number: i64) -> Result<()> {
        let (from, until) = (number * ROOM, (number + 1) * ROOM);
        let published: Option<i64> = self
            .transaction
            .prepare_cached("select published from article where id = ?1")?
            .query_row([number], |row| row.get(0))?;
        if let Some(day) = published {
            *self.coverage.entry(day).or_default() -= 1;
        }
        self.remove_pairs(from, until)?;
        self.remove_groups(from, until)?;
        for (words, table) in [("sentence_words", "sentence"), ("statement_words", "statement")] {
            self.transaction
                .prepare_cached(&format!(
                    "insert into {words} ({words}, rowid, text)
                     select 'delete', id, text from {table} where id >= ?1 and id < ?2"
                ))?
                .execute([from, until])?;
        }
        for table in ["sentence", "entity", "time", "statement", "event", "assessment", "dispute", "accusation"] {
            self.transaction
                .prepare_cached(&format!("delete from {table} where id >= ?1 and id < ?2"))?
                .execute([from, until])?;
        }
        copies::forget(&self.transaction, number)?;
        for sql in [
            "delete from article_text where article = ?1",
            "delete from ungrouped where article = ?1",
            "delete from article where id = ?1",
        ] {
            self.transaction.prepare_cached(sql)?.execute([number])?;
        }
        Ok(())
    }

    fn remove_pairs(&mut self, from: i64, until: i64) -> Result<()> {
        let mut select = self.transaction.prepare_cached(
            "select x.source_root, x.target_root, x.day / 100, d.plover, e.status, e.voice,
                cast(round(d.weight * 1000) as integer)
             from pair x join event e on e.id = x.event join deed d on d.id = e.deed
             where x.event >= ?1 and x.event < ?2",
        )?;
        let mut rows = select.query([from, until])?;
        while let Some(row) = rows.next()? {
            let mut key = [0; 6];
            for (at, cell) in key.iter_mut().enumerate() {
                *cell = row.get(at)?;
            }
            let sums = self.months.entry(key).or_default();
            sums[0] -= 1;
            sums[1] -= row.get::<_, i64>(6)?;
        }
        self.transaction.prepare_cached("delete from pair where event >= ?1 and event < ?2")?.execute([from, until])?;
        Ok(())
    }

    /// Groups that lose an event are opened: their other events wait to be grouped again.
    fn remove_groups(&mut self, from: i64, until: i64) -> Result<()> {
        let touched = "select deed_group from same_deed where event >= ?1 and event < ?2";
        self.transaction
            .prepare_cached(&format!(
                "insert or ignore into ungrouped select distinct event / {ROOM} from same_deed
                 where deed_group in ({touched})"
            ))?
            .execute([from, until])?;
        self.transaction
            .prepare_cached(&format!("delete from same_deed where deed_group in ({touched})"))?
            .execute([from, until])?;
        Ok(())
    }
}

impl Drop for Batch<'_> {
    fn drop(&mut self) {
        if !self.done {
            // The transaction is rolled back as it is dropped, and with it the numbers that were given out.
            self.names.forget();
        }
    }
}

/// Refuses an article whose rows would run into those of the next.
fn ensure_numbered(record: &Record) -> Result<()> {
    let sentences = record.events.len() + record.assessments.len();
    let parts = [
        record.statements.len(),
        record.entities.len(),
        record.times.len(),
        record.disputes.len(),
        record.accusations.len(),
        sentences,
    ];
    if parts.into_iter().any(|rows| rows as i64 >= ROOM) {
        return Err(StoreError::TooMuch(record.id.0.clone()));
    }
    Ok(())
}

/// A record on its way in, with its spans in bytes and in code points.
struct Page<'r> {
    number: i64,
    record: &'r Record,
    points: &'r Record,
    published: Option<i64>,
}

impl Page<'_> {
    fn row(&self, at: usize) -> i64 {
        self.number * ROOM + at as i64
    }
}

/// The host of an address, without "www.".
pub(crate) fn host(url: &str) -> Option<String> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next()?.trim().to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    host.contains('.').then(|| host.to_owned())
}

/// From the first of a statement's words to its last.
pub(crate) fn cover(statement: &Statement) -> Span {
    let cue = statement.cue.iter().flat_map(|cue| &cue.spans);
    let spans = statement.content.iter().chain(cue).chain(&statement.source.spans).copied();
    spans.reduce(Span::cover).unwrap_or(Span::new(0, 0))
}

fn mentions_json(out: &mut String, entity: &Entity) {
    use std::fmt::Write as _;
    out.push('[');
    for (at, mention) in entity.mentions.iter().enumerate() {
        let kind = match mention.kind {
            hearsay_core::MentionKind::Name => "name",
            hearsay_core::MentionKind::Nominal => "nominal",
            hearsay_core::MentionKind::Pronoun => "pronoun",
        };
        let comma = if at == 0 { "" } else { "," };
        let _ = write!(out, "{comma}[{},{},\"{kind}\"]", mention.span.start(), mention.span.end());
    }
    out.push(']');
}

fn parties_json(parties: &[Party]) -> String {
    use std::fmt::Write as _;
    let mut out = String::from("[");
    for (at, party) in parties.iter().enumerate() {
        let comma = if at == 0 { "" } else { "," };
        let _ = write!(out, "{comma}[{},{},{},", party.entity.0, party.span.start(), party.span.end());
        match &party.actor {
            // Codes are letters and digits as a rule; a user's own dictionary may hold anything.
            Some(code) if code.bytes().all(|byte| byte.is_ascii_alphanumeric()) => {
                let _ = write!(out, "\"{code}\"");
            }
            Some(code) => out.push_str(&serde_json::Value::from(code.as_str()).to_string()),
            None => out.push_str("null"),
        }
        out.push(']');
    }
    out.push(']');
    out
}

/// What the page says about itself, without what has columns of its own.
fn page_json(points: &Record) -> Result<String> {
    Ok(serde_json::to_string(&points.article)?)
}

/// The blocks of an article, spans in code points.
fn blocks(article: &Article, record: &Record) -> Result<String> {
    let points = hearsay_core::span::CodePoints::new(record.text.as_str());
    let blocks: Vec<_> = article
        .blocks
        .iter()
        .map(|block| {
            let (name, comment) = match block.kind {
                BlockKind::Headline => ("headline", None),
                BlockKind::Standfirst => ("standfirst", None),
                BlockKind::Byline => ("byline", None),
                BlockKind::Paragraph => ("paragraph", None),
                BlockKind::Crosshead => ("crosshead", None),
                BlockKind::Comment(id) => ("comment", Some(id.0)),
                BlockKind::Furniture => ("furniture", None),
            };
            let (span, body) = (points.span(block.span), points.span(block.body));
            (name, span.start(), span.end(), body.start(), body.end(), comment)
        })
        .collect();
    Ok(serde_json::to_string(&blocks)?)
}
