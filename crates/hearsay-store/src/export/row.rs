//! What several layouts ask of an event.

use std::collections::BTreeMap;

use crate::error::Result;
use crate::found::EventRow;
use crate::store::Store;

/// How often a deed is told, where more than one article tells it.
pub(crate) struct Tellings(BTreeMap<i64, Told>);

/// How often one deed is told.
#[derive(Clone, Copy)]
pub(crate) struct Told {
    /// Articles that tell it.
    pub(crate) articles: u64,
    /// Papers that print them.
    pub(crate) papers: u64,
}

impl Tellings {
    pub(crate) fn of(store: &Store) -> Result<Self> {
        let mut select = store.connection.prepare(
            "select g.deed_group, count(*) as articles, count(distinct coalesce(a.outlet, -a.id)) as papers
             from same_deed g
             join article a on a.id = g.event / 1048576 group by 1",
        )?;
        let rows = select.query_map([], |row| {
            let count = |column: &str| row.get::<_, i64>(column).map(i64::unsigned_abs);
            Ok((row.get("deed_group")?, Told { articles: count("articles")?, papers: count("papers")? }))
        })?;
        Ok(Self(rows.collect::<rusqlite::Result<_>>()?))
    }

    /// How often the deed of this event is told.
    pub(crate) fn count(&self, found: &EventRow) -> Told {
        self.0.get(&found.deed_group).copied().unwrap_or(Told { articles: 1, papers: 1 })
    }
}

/// An actor code in its parts of three letters.
pub(crate) struct Code<'c>(pub(crate) &'c str);

impl<'c> Code<'c> {
    pub(crate) fn of(code: &'c Option<String>) -> Self {
        Self(code.as_deref().unwrap_or(""))
    }

    fn part(&self, at: usize) -> &'c str {
        self.0.get(3 * at..(3 * at + 3).min(self.0.len())).unwrap_or("")
    }

    /// First three letters.
    pub(crate) fn entity(&self) -> &'c str {
        self.part(0)
    }

    /// First three letters where they are a country.
    pub(crate) fn country(&self) -> &'c str {
        if super::countries::name(self.entity()).is_some() { self.entity() } else { "" }
    }

    /// The three letters after the entity; for a body without a country its own kind.
    pub(crate) fn role(&self, at: usize) -> &'c str {
        self.part(at + 1)
    }

    /// All roles, joined.
    pub(crate) fn roles(&self, between: &str) -> String {
        let roles: Vec<&str> = (0..6).map(|at| self.role(at)).take_while(|role| !role.is_empty()).collect();
        roles.join(between)
    }
}

/// The first day on which an event happened; empty where nothing tells, for the day of printing is another column's.
pub(crate) fn day(found: &EventRow) -> String {
    found.days.map(|days| days.first.to_string()).unwrap_or_default()
}

/// CAMEO's quad class by the root of the code: words or deeds, together or against each other.
pub(crate) fn quad(cameo: &str) -> &'static str {
    match cameo.get(..2).and_then(|root| root.parse::<u8>().ok()) {
        Some(1..=5) => "1",
        Some(6..=8) => "2",
        Some(9..=13) => "3",
        Some(14..=20) => "4",
        _ => "",
    }
}
