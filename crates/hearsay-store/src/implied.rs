//! Deeds whose target the sentence leaves open and yet implies: "Pakistan agreed to reopen the roads after the US
//! secretary of state apologised" names two countries, and the one agreed with the other.

use std::collections::{BTreeMap, BTreeSet};

use hearsay_core::{EntityKind, Plover, Span};
use hearsay_relation::{Direction, Event};
use rusqlite::params_from_iter;

use crate::codes::member;
use crate::condition::Condition;
use crate::dyad::{TELLING, TELLINGS, TellingColumns};
use crate::error::Result;
use crate::packed;
use crate::party::Party;
use crate::room::ROOM;
use crate::store::Store;

/// A country itself, its government, army, intelligence or courts did it.
fn is_of_a_state(event: &Event) -> bool {
    matches!(event.source.get(3..6).unwrap_or(""), "" | "GOV" | "MIL" | "SPY" | "JUD")
}

/// Somebody with a code, where the text speaks of them.
struct Named {
    root: i64,
    code: String,
    is_place: bool,
    /// Where each mention stands, in code points.
    mentions: Vec<Span>,
}

impl Store {
    /// Deeds of one party without a target, in sentences that name the other party and no third country; the other is
    /// their target then, and they are marked as implied. In order of number.
    ///
    /// A place alone is a target only of deeds that are felt there: "fired at a village in Breland" does something to
    /// Breland, "declined to comment in Breland's capital" does not. A party that is less than a country has none. And only
    /// a state acts towards a state without saying so: police who investigate a death, or students who go to court, have
    /// no target that their sentence could imply.
    ///
    /// # Errors
    /// When one of the two is nobody in the store, or the file cannot be read.
    pub fn dyad_implied(&self, one: &str, other: &str) -> Result<Vec<Event>> {
        let (one, other) = (self.party(one)?, self.party(other)?);
        let nobody = self.numbers("select id from root where code = ''", Vec::new())?;
        let countries = self.numbers(
            "select id from root where length(code) = 3 and code not in
             ('IGO', 'NGO', 'NGM', 'IMG', 'INT', 'MNC', 'UIS', '---')",
            Vec::new(),
        )?;
        let countries: BTreeSet<i64> = countries.into_iter().collect();
        let mut found = Vec::new();
        let mut cache = BTreeMap::new();
        for (source, target, direction) in [(&one, &other, Direction::Forth), (&other, &one, Direction::Back)] {
            if target.actors.is_some() || nobody.is_empty() {
                continue;
            }
            for event in self.without_target(source, &nobody, direction)?.into_iter().filter(is_of_a_state) {
                if let Some(code) = self.implied_target(&event, source, target, &countries, &mut cache)? {
                    found.push(Event { target: code, implied: true, ..event });
                }
            }
        }
        found.sort_by(|left, right| (left.id, &left.source).cmp(&(right.id, &right.source)));
        found.dedup_by(|later, earlier| later.id == earlier.id && later.direction == earlier.direction);
        Ok(found)
    }

    fn without_target(&self, source: &Party, nobody: &[i64], direction: Direction) -> Result<Vec<Event>> {
        let mut all = Condition::default();
        all.party("source", source);
        all.one_of("x.target_root", nobody.iter().copied());
        let mut select = self.connection.prepare(&format!("{TELLING}{TELLINGS} where {}", all.text()))?;
        let columns = TellingColumns::of(&select)?;
        let mut rows = select.query(params_from_iter(all.values))?;
        let mut events = Vec::new();
        while let Some(row) = rows.next()? {
            events.push(columns.telling(row, direction)?);
        }
        Ok(events)
    }

    /// The code of the one country besides the source's that the event's sentence names, where that is the target's.
    fn implied_target(
        &self,
        event: &Event,
        source: &Party,
        target: &Party,
        countries: &BTreeSet<i64>,
        cache: &mut BTreeMap<i64, Vec<Named>>,
    ) -> Result<Option<String>> {
        let id = event.id as i64;
        let sentence = self
            .connection
            .prepare_cached("select s.start, s.end from event e join sentence s on s.id = e.sentence where e.id = ?1")?
            .query_row([id], |row| {
                Ok(Span::new(row.get::<_, u32>("start")? as usize, row.get::<_, u32>("end")? as usize))
            })?;
        let article = id / ROOM;
        if !cache.contains_key(&article) {
            // Events come by day, not by article: no more than a few are needed again.
            if cache.len() > 256 {
                cache.clear();
            }
            cache.insert(article, self.named(article)?);
        }
        let here = |named: &&Named| named.mentions.iter().any(|mention| sentence.contains(*mention));
        let others = cache[&article]
            .iter()
            .filter(here)
            .filter(|named| countries.contains(&named.root) && !source.roots.contains(&named.root));
        let felt = matches!(
            event.plover,
            Plover::Aid | Plover::Retreat | Plover::Sanction | Plover::Mobilize | Plover::Coerce | Plover::Assault
        );
        let mut code: Option<(bool, String)> = None;
        for named in others {
            if !target.roots.contains(&named.root) {
                return Ok(None);
            }
            if named.is_place && !felt {
                continue;
            }
            // The country before its parts, and somebody before a place.
            let better = (named.is_place, named.code.clone());
            if code.as_ref().is_none_or(|code| better < *code) {
                code = Some(better);
            }
        }
        Ok(code.map(|(_, code)| code))
    }

    fn named(&self, article: i64) -> Result<Vec<Named>> {
        let mut select = self.connection.prepare_cached(
            "select k.root, k.code, k.kind, n.mentions from entity n join actor k on k.id = n.actor
             where n.id >= ?1 and n.id < ?2 and k.code <> ''",
        )?;
        let mut rows = select.query([article * ROOM, (article + 1) * ROOM])?;
        let mut list = Vec::new();
        while let Some(row) = rows.next()? {
            let mentions = packed::kept_mentions(&row.get::<_, String>("mentions")?)?;
            list.push(Named {
                root: row.get("root")?,
                code: row.get("code")?,
                is_place: member::<EntityKind>(row, "kind")? == EntityKind::Place,
                mentions: mentions.into_iter().map(|mention| mention.span).collect(),
            });
        }
        Ok(list)
    }
}
