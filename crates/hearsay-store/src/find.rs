//! Events that were asked for.

use jiff::civil::Date;
use rusqlite::params_from_iter;
use rusqlite::types::Value;

use crate::condition::Condition;
use crate::day::Stretch;
use crate::decided::Decisions;
use crate::dyad::asked_words;
use crate::error::Result;
use crate::filter::Filter;
use crate::found::{EventRow, PICKED, read};
use crate::party::Party;
use crate::query::MOST_SENTENCES;
use crate::room::ROOM;
use crate::store::Store;

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
    pub fn find(&self, filter: &Filter, limit: usize) -> Result<Vec<EventRow>> {
        let mut found = if let Some(words) = &filter.words {
            self.find_words(words, filter, limit)?
        } else if filter.actor.is_some() || filter.source.is_some() || filter.target.is_some() {
            self.find_parties(filter, limit)?
        } else {
            self.find_rest(filter, limit)?
        };
        found.sort_by_key(|found| std::cmp::Reverse(newest(found)));
        found.truncate(limit);
        self.with_decisions(found)
    }

    fn with_decisions(&self, mut found: Vec<EventRow>) -> Result<Vec<EventRow>> {
        let mut decisions = Decisions::of(self)?;
        found.iter_mut().try_for_each(|found| decide(&mut decisions, found))?;
        Ok(found)
    }

    /// All events that were asked for, in the order in which they stand in the store; `each` is given one at a time.
    ///
    /// # Errors
    /// As [`Store::find`], and what `each` fails with.
    pub fn each(&self, filter: &Filter, mut each: impl FnMut(EventRow) -> Result<()>) -> Result<()> {
        let mut all = self.asked(filter)?;
        if let Some(words) = &filter.words {
            all.and(
                "e.sentence in (select rowid from sentence_words where sentence_words match ?)",
                [words.clone().into()],
            );
        }
        let picked = format!(
            "with picked as (select x.event, x.source, x.target from event_pair x {ASKED} where {})",
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
    pub fn found(&self, ids: &[i64]) -> Result<Vec<EventRow>> {
        let mut found = Vec::new();
        for ids in ids.chunks(500) {
            let list: Vec<String> = ids.iter().map(i64::to_string).collect();
            let picked = format!(
                "with picked as materialized (select x.event, x.source, x.target from event_pair x
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
    pub fn tellings_of(&self, event: i64) -> Result<Vec<EventRow>> {
        let ids = self.numbers(
            "select event from same_deed where deed_group =
                (select coalesce((select deed_group from same_deed where event = ?1), ?1)) union select ?1",
            vec![event.into()],
        )?;
        let mut found = self.found(&ids)?;
        found.sort_by_key(|found| (found.published, found.id));
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
        let parties = self.parties_asked(filter)?;
        if !parties.sql.is_empty() {
            all.and(&parties.sql, parties.values);
        }
        Ok(all)
    }

    fn parties_asked(&self, filter: &Filter) -> Result<Condition> {
        let mut all = Condition::default();
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

    fn find_words(&self, words: &str, filter: &Filter, limit: usize) -> Result<Vec<EventRow>> {
        // An event may have several pairs, of which not all were asked for.
        let (all, parties) = (self.asked(filter)?, self.parties_asked(filter)?);
        // The day is all of a pair that is asked for where no party is, and the event itself has it.
        let (day, pairs) = if parties.sql.is_empty() {
            ("coalesce(e.first, (select b.published from article b where b.id = e.id / 1048576), 0)", "")
        } else {
            ("x.day", "cross join event_pair x on x.event = e.id")
        };
        let asked = all.text().replace("x.day", day);
        let sql = format!(
            "with hit as materialized (select rowid as sentence from sentence_words where sentence_words match ?
                order by rowid desc limit {MOST_SENTENCES}),
             told as materialized (select e.id as event, {day} as day from hit
                cross join sentence h on h.id = hit.sentence
                cross join event e on e.id >= h.article * {ROOM} and e.id < (h.article + 1) * {ROOM}
                    and e.sentence = hit.sentence
                {pairs} left join statement q on q.id = (e.id / 1048576) * 1048576 + e.statement
                left join article a on a.id = e.id / 1048576
                where {asked}),
             latest as materialized (select distinct event, day from told order by day desc, event desc limit ?),
             picked as materialized (select x.event, x.source, x.target from latest
                cross join event_pair x on x.event = latest.event
                where {} order by latest.day desc, x.event desc limit ?){PICKED}",
            parties.text()
        );
        let limit = || [Value::from(limit as i64)];
        let words_asked = [Value::from(words.to_owned())].into_iter();
        let values = words_asked.chain(all.values).chain(limit()).chain(parties.values).chain(limit());
        self.read_all(&sql, values.collect()).map_err(|error| match error {
            crate::StoreError::Sqlite(error) => asked_words(error, Some(words)),
            other => other,
        })
    }

    /// By parties: the latest months first, as many as are needed.
    fn find_parties(&self, filter: &Filter, limit: usize) -> Result<Vec<EventRow>> {
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
        let key = |found: &EventRow| {
            let names = (found.source_name.clone(), found.target_name.clone());
            (found.id, names, found.source_code.clone(), found.target_code.clone())
        };
        found.sort_by_cached_key(key);
        found.dedup();
        Ok(found)
    }

    fn find_sides(
        &self,
        sources: &[&Party],
        targets: &[&Party],
        filter: &Filter,
        limit: usize,
    ) -> Result<Vec<EventRow>> {
        let every = self.numbers("select id from root", Vec::new())?;
        let mut sides = Condition::default();
        for (side, parties) in [("source", sources), ("target", targets)] {
            parties.iter().for_each(|party| sides.party(side, party));
            if parties.is_empty() {
                sides.one_of(&format!("x.{side}_root"), every.iter().copied());
            }
        }
        let footing = filter.footing(self)?;
        let mut found: Vec<EventRow> = Vec::new();
        for Stretch { first, last } in self.stretches(sources, targets, filter, limit)? {
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
    fn stretches(&self, sources: &[&Party], targets: &[&Party], filter: &Filter, limit: usize) -> Result<Vec<Stretch>> {
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
            "select x.month, sum(x.pairs) as pairs from dyad_month x where {} group by 1 order by 1 desc",
            all.text()
        ))?;
        let mut rows = select.query(params_from_iter(all.values))?;
        let mut stretches: Vec<Stretch> = Vec::new();
        let (mut latest, mut waiting, mut enough) = (None, 0, (limit as i64).saturating_mul(4).max(1_000));
        let mut first = i64::MAX;
        while let Some(row) = rows.next()? {
            let month: i64 = row.get("month")?;
            let last = *latest.get_or_insert((month * 100 + 99).min(until));
            waiting += row.get::<_, i64>("pairs")?;
            first = (month * 100).max(from);
            if waiting >= enough {
                stretches.push(Stretch { first, last });
                (latest, waiting, enough) = (None, 0, enough.saturating_mul(4));
            }
        }
        if let Some(last) = latest {
            stretches.push(Stretch { first, last });
        }
        Ok(stretches)
    }

    /// Without parties or words: by day where days were asked for, else the last added first.
    fn find_rest(&self, filter: &Filter, limit: usize) -> Result<Vec<EventRow>> {
        if filter.from.is_some() || filter.until.is_some() {
            return self.find_sides(&[], &[], filter, limit);
        }
        let all = self.asked(filter)?;
        let sql = format!(
            "with picked as materialized (select x.event, x.source, x.target from event e cross join event_pair x
                on x.event = e.id left join statement q on q.id = (e.id / 1048576) * 1048576 + e.statement
                left join article a on a.id = e.id / 1048576 where {} order by e.id desc limit ?){PICKED}",
            all.text()
        );
        let mut values = all.values;
        values.push((limit as i64).into());
        self.read_all(&sql, values)
    }

    fn read_all(&self, sql: &str, values: Vec<Value>) -> Result<Vec<EventRow>> {
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
fn decide(decisions: &mut Decisions, found: &mut EventRow) -> Result<()> {
    if let Some(decision) = decisions.about(&found.article, 'v', found.id)? {
        found.verdict = decision.verdict;
        found.correction = decision.correction;
        found.verdict_why = decision.why;
    }
    Ok(())
}

/// When it happened, else when it was printed; then its number.
fn newest(found: &EventRow) -> (Option<Date>, i64) {
    (found.days.map(|days| days.first).or(found.published), found.id)
}
