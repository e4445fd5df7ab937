//! The same deed in many papers: events of new articles are put together with those that tell of the same deed.

use std::collections::{BTreeMap, BTreeSet};

use hearsay_relation::grouping::{DAYS_APART, group};
use hearsay_relation::{Direction, Event};
use jiff::ToSpan;
use rusqlite::{Statement, Transaction, TransactionBehavior, params};

use crate::day::{self, Stretch};
use crate::dyad::{TELLING, TELLINGS, TellingColumns};
use crate::error::Result;
use crate::room::ROOM;
use crate::store::Store;

/// Days of one block that are looked at together; more are taken in turns that overlap.
const TOGETHER: i64 = 31;
/// How long before the looked-at days a deed may begin that lasts into them ("in 2010").
const LONGEST: i64 = 366;

/// The first three letters of two codes, by their numbers.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Roots {
    source: i64,
    target: i64,
}

/// Days on which events lie, by their first and last.
type Stretches = BTreeSet<Stretch>;

/// For each event the smallest id among those that tell of the same deed, where all of them have come to be known at
/// once: what [`Store::group`] finds when they are added to an empty store together. All are between the same two roots
/// (the first three letters of both codes), and a number stands for one event.
pub fn grouped(events: &[Event]) -> Vec<u64> {
    let days = |event: &Event| event.when().map(|days| (day::number(days.first), day::number(days.last)));
    let mut dated: Vec<(i64, i64, &Event)> =
        events.iter().filter_map(|event| days(event).map(|(first, last)| (first, last, event))).collect();
    dated.sort_by_key(|&(first, last, event)| (first, event.id, last));
    let mut joined: BTreeMap<u64, u64> = BTreeMap::new();
    for stretch in stretches(&dated.iter().map(|&(first, last, _)| Stretch { first, last }).collect()) {
        let Around { earliest, from, until } = around(stretch);
        let begin = dated.partition_point(|&(first, ..)| first < earliest);
        let here = dated[begin..].iter().take_while(|&&(first, ..)| first <= until);
        let here: Vec<Event> = here.filter(|&&(_, last, _)| last >= from).map(|&(.., event)| event.clone()).collect();
        for (event, group) in here.iter().zip(group(&here)) {
            let (one, other) = (root(&joined, event.id), root(&joined, group));
            if one != other {
                joined.insert(one.max(other), one.min(other));
            }
        }
    }
    events.iter().map(|event| root(&joined, event.id)).collect()
}

/// Follows an event to the smallest one that it was joined with.
fn root(joined: &BTreeMap<u64, u64>, mut event: u64) -> u64 {
    while let Some(&smaller) = joined.get(&event) {
        event = smaller;
    }
    event
}

impl Store {
    /// Puts the events of articles that were added or read again since the last time together with those that tell of
    /// the same deed; gives how many articles that were. What is already together stays together.
    ///
    /// # Errors
    /// When the file cannot be read or written. The articles then still wait, and the next call does it again.
    pub fn group(&mut self) -> Result<u64> {
        let articles = self.numbers("select article from ungrouped order by article", Vec::new())?;
        let mut between = self.connection.prepare(&format!(
            "{TELLING}{TELLINGS} where x.source_root = ?1 and x.target_root = ?2 and x.day between ?3 and ?5
             and coalesce(e.last, x.day) >= ?4 order by x.day, x.event, x.source, x.target"
        ))?;
        let columns = TellingColumns::of(&between)?;
        for (roots, days) in self.waiting_days()? {
            for stretch in stretches(&days) {
                let events = events_between(&mut between, &columns, roots, around(stretch))?;
                self.join_told_again(&events)?;
            }
        }
        drop(between);
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for article in &articles {
            transaction.prepare_cached("delete from ungrouped where article = ?1")?.execute([article])?;
        }
        transaction.commit()?;
        Ok(articles.len() as u64)
    }

    /// For each two roots the days on which events of waiting articles lie, by their first and last.
    fn waiting_days(&self) -> Result<BTreeMap<Roots, Stretches>> {
        let mut select = self.connection.prepare(&format!(
            "select x.source_root, x.target_root, x.day, coalesce(e.last, x.day) as last from ungrouped u
             join event_pair x on x.event >= u.article * {ROOM} and x.event < (u.article + 1) * {ROOM}
             join event e on e.id = x.event where x.day > 0"
        ))?;
        let mut rows = select.query([])?;
        let mut waiting: BTreeMap<Roots, Stretches> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let roots = Roots { source: row.get("source_root")?, target: row.get("target_root")? };
            let days = Stretch { first: row.get("day")?, last: row.get("last")? };
            waiting.entry(roots).or_default().insert(days);
        }
        Ok(waiting)
    }

    /// Joins those of the events that tell of the same deed.
    fn join_told_again(&self, events: &[Event]) -> Result<()> {
        if events.len() < 2 {
            return Ok(());
        }
        let groups = group(events);
        // Each set of joined events: the groups that its events were in before.
        let mut together: BTreeMap<u64, BTreeSet<u64>> = BTreeMap::new();
        for (event, group) in events.iter().zip(groups) {
            together.entry(group).or_default().insert(event.group);
        }
        together.retain(|_, before| before.len() > 1);
        if together.is_empty() {
            return Ok(());
        }
        let transaction = Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)?;
        for before in together.into_values() {
            // A group is named by its smallest event; an earlier join of this stretch may have renamed one of these.
            let mut names = BTreeSet::new();
            for group in before {
                let now: i64 = transaction
                    .prepare_cached("select coalesce((select deed_group from same_deed where event = ?1), ?1)")?
                    .query_row([group as i64], |row| row.get(0))?;
                names.insert(now);
            }
            let Some(least) = names.pop_first() else { continue };
            let mut keep = transaction.prepare_cached("insert or ignore into same_deed values (?1, ?2)")?;
            keep.execute(params![least, least])?;
            for group in names {
                transaction
                    .prepare_cached("update same_deed set deed_group = ?1 where deed_group = ?2")?
                    .execute([least, group])?;
                keep.execute(params![group, least])?;
            }
        }
        Ok(transaction.commit()?)
    }
}

/// Events between two roots, source and target, that may have happened in these days.
fn events_between(select: &mut Statement, columns: &TellingColumns, roots: Roots, days: Around) -> Result<Vec<Event>> {
    let mut rows = select.query([roots.source, roots.target, days.earliest, days.from, days.until])?;
    let mut events = Vec::new();
    while let Some(row) = rows.next()? {
        events.push(columns.telling(row, Direction::Forth)?);
    }
    Ok(events)
}

/// Days of events that may be told again in a stretch.
#[derive(Clone, Copy)]
struct Around {
    /// The earliest beginning.
    earliest: i64,
    /// The earliest end.
    from: i64,
    /// The latest beginning.
    until: i64,
}

/// A stretch, and a day around.
fn around(stretch: Stretch) -> Around {
    let (from, until) = (moved(stretch.first, -DAYS_APART), moved(stretch.last, DAYS_APART));
    Around { earliest: moved(from, -LONGEST), from, until }
}

/// Days put together where they are near, and cut where they are many.
fn stretches(days: &Stretches) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for &Stretch { first, last } in days {
        // One event "in the nineties" must not make a stretch of ten years.
        let last = last.min(moved(first, TOGETHER));
        match stretches.last_mut() {
            Some(before) if first <= moved(before.last, 2 * DAYS_APART) && last <= moved(before.first, TOGETHER) => {
                before.last = last.max(before.last);
            }
            _ => stretches.push(Stretch { first, last }),
        }
    }
    stretches
}

/// The day so many days later; the day itself where it is none.
fn moved(number: i64, days: i64) -> i64 {
    let date = day::of_number(number).and_then(|date| date.checked_add(days.days()).ok());
    date.map_or(number, day::number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_days_are_looked_at_together() {
        let of = |(first, last)| Stretch { first, last };
        let days = [(20110130, 20110130), (20110201, 20110201), (20110501, 20190501)].map(of);
        assert_eq!(stretches(&days.into()), [(20110130, 20110201), (20110501, 20110601)].map(of));
    }
}
