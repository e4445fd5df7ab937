//! Who is meant by a code or a name: one party and no other.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::params_from_iter;
use rusqlite::types::Value;

use crate::browse::country_name;
use crate::columns;
use crate::directory::{Known, holds, key, words};
use crate::error::{Result, StoreError};
use crate::near::nearest;
use crate::query::after;
use crate::store::Store;

/// A party as it was asked for, found in the store.
#[derive(Clone, Debug, PartialEq)]
pub struct Party {
    /// Numbers of the first three letters of the codes it can have.
    pub(crate) roots: Vec<i64>,
    /// What its number among the actors must be in; `None` for all with these first letters.
    pub(crate) actors: Option<(String, Vec<Value>)>,
    /// What it was found as: `code USASPY`, `name Robert Gates`, `description officials`.
    pub found_as: String,
    /// Who that is, for people: `Central Intelligence Agency (USASPY)`.
    pub called: String,
}

/// A row of the table of actors.
struct Row {
    id: i64,
    code: String,
    name: String,
    kind: i64,
    root: i64,
}

impl Row {
    /// A person, an organisation or a place; others are described.
    fn is_named(&self) -> bool {
        (1..=3).contains(&self.kind)
    }
}

/// Rows that are compared with a misspelt name.
const COMPARED: i64 = 200_000;

impl Store {
    /// Finds a party by its code, the beginning of its code, or its name.
    ///
    /// Capitals in threes are a code: a country (`USA`), a kind of body (`IGO`), a role in it (`USASPY`). Anything else is a
    /// name, in whole words. A country's name stands for its code, with all that is its. Any other name stands for the one
    /// who bears it, by all names that the directory has for them, and for the people of that body ("CIA officials").
    /// Words that describe people ("officials") stand for all who are described so.
    ///
    /// # Errors
    /// When nobody is known so, several are, they are in no article, or the file cannot be read.
    pub fn party(&self, asked: &str) -> Result<Party> {
        let asked = asked.trim();
        if is_code(asked)
            && let Some(party) = self.with_code(asked, None)?
        {
            return Ok(party);
        }
        if let Some(place) = self.directory.place(asked) {
            return self.known(place);
        }
        if let Some(party) = self.with_name(asked)? {
            return Ok(party);
        }
        if is_code(asked) && (country_name(asked).is_some() || self.directory.has_code(asked)) {
            let called = country_name(asked.get(..3).unwrap_or("")).map(|name| format!("{asked} ({name})"));
            return Err(StoreError::Absent { called: called.unwrap_or_else(|| asked.to_owned()) });
        }
        Err(StoreError::Nobody { asked: asked.to_owned(), near: self.meant(asked)? })
    }

    /// Every name and description that the party stands for in this store, in order.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn names_meant(&self, party: &Party) -> Result<Vec<String>> {
        let (select, values) = self.actors_of(party);
        let sql = format!("select distinct name from actor where id in ({select}) and name <> '' order by name");
        let mut select = self.connection.prepare(&sql)?;
        let names = select.query_map(params_from_iter(values), |row| row.get(0))?;
        Ok(names.collect::<rusqlite::Result<_>>()?)
    }

    fn with_code(&self, code: &str, name: Option<&str>) -> Result<Option<Party>> {
        let range = [code.to_owned().into(), after(code).into()];
        let country = || self.directory.country_of(code).map(|known| known.name.as_str()).or(country_name(code));
        let called = match name.or_else(|| if code.len() == 3 { country() } else { None }) {
            Some(name) => format!("{name} ({code})"),
            None => code.to_owned(),
        };
        let found_as = format!("code {code}");
        if code.len() <= 3 {
            let roots = self.numbers("select id from root where code = ?1", vec![code.to_owned().into()])?;
            return Ok((!roots.is_empty()).then_some(Party { roots, actors: None, found_as, called }));
        }
        let roots =
            self.numbers("select distinct root from actor where code >= ?1 and code < ?2", range.clone().to_vec())?;
        let select = "select id from actor where code >= ? and code < ?".to_owned();
        Ok((!roots.is_empty()).then_some(Party { roots, actors: Some((select, range.to_vec())), found_as, called }))
    }

    /// Somebody of the directory.
    fn known(&self, place: usize) -> Result<Party> {
        let directory = self.directory.clone();
        let known = &directory.list()[place];
        let code = known.codes.first().map(String::as_str).unwrap_or("");
        let called = if code.is_empty() { known.name.clone() } else { format!("{} ({code})", known.name) };
        if known.is_country {
            return self.with_code(code, Some(&known.name))?.ok_or(StoreError::Absent { called });
        }
        let names: Vec<Vec<String>> = known.names.iter().map(|name| words(name)).collect();
        let mut rows = BTreeMap::new();
        for name in &known.names {
            rows.extend(self.rows("name = ?1 collate nocase", vec![name.clone().into()])?);
        }
        for code in known.codes.iter().collect::<BTreeSet<_>>() {
            // Of a city, whose code is its country's, only the place itself is meant.
            let (condition, values) = match code.len() {
                0..=3 => ("code = ?1", vec![code.clone().into()]),
                _ => ("code >= ?1 and code < ?2", vec![code.clone().into(), after(code).into()]),
            };
            let of_code = self.rows(condition, values)?;
            let holds = |row: &Row| {
                let outer = words(&row.name);
                // "UN officials" are the UN's, and "UN Security Council" has a name of its own.
                let is_other = || row.is_named() && directory.place(&row.name).is_some_and(|other| other != place);
                names.iter().any(|inner| holds(&outer, inner)) && !is_other()
            };
            rows.extend(of_code.into_iter().filter(|(_, row)| holds(row)));
        }
        if rows.is_empty() {
            return Err(StoreError::Absent { called });
        }
        // People are told of in the office that they had.
        let code = rows.values().map(|row| &row.code).find(|code| !code.is_empty());
        let called = code.map_or(called, |code| format!("{} ({code})", known.name));
        Ok(party(rows.into_values(), format!("name {}", known.name), called))
    }

    /// Somebody whom only the store knows.
    fn with_name(&self, asked: &str) -> Result<Option<Party>> {
        if words(asked).is_empty() {
            return Ok(None);
        }
        let exact = self.rows("name = ?1 collate nocase", vec![asked.to_owned().into()])?;
        let country = exact.values().find(|row| matches!(row.kind, 2 | 3) && row.code.len() == 3);
        if let Some(row) = country
            && let Some(party) = self.with_code(&row.code, Some(&row.name))?
        {
            return Ok(Some(party));
        }
        let asked_words = words(asked);
        let longer = self.rows("instr(lower(name), lower(?1)) > 0", vec![asked_words[0].clone().into()])?;
        let longer = || longer.values().filter(|row| holds(&words(&row.name), &asked_words));
        if exact.values().any(Row::is_named) {
            let codes: BTreeSet<&str> =
                exact.values().map(|row| row.code.as_str()).filter(|code| !code.is_empty()).collect();
            let name = exact.values().find(|row| row.is_named()).map_or(asked, |row| row.name.as_str()).to_owned();
            // "Arland Bank officials" are of the bank, where both have one code.
            let theirs = longer().filter(|row| !row.is_named() && codes.contains(row.code.as_str()));
            let rows: BTreeMap<i64, &Row> = exact.values().chain(theirs).map(|row| (row.id, row)).collect();
            let code = codes.first().map(|code| format!(" ({code})")).unwrap_or_default();
            return Ok(Some(party(rows.into_values(), format!("name {name}"), format!("{name}{code}"))));
        }
        let named: BTreeSet<&str> = longer().filter(|row| row.is_named()).map(|row| row.name.as_str()).collect();
        let is_described = !exact.is_empty() || named.is_empty();
        if is_described && longer().next().is_some() {
            let described = longer().filter(|row| !row.is_named());
            let count = longer().filter(|row| !row.is_named()).count();
            let called = format!("whoever is described with “{asked}” ({count})");
            return Ok(Some(party(described, format!("description {asked}"), called)));
        }
        let keys: BTreeSet<String> = named.iter().map(|name| key(name)).collect();
        match keys.len() {
            0 => Ok(None),
            1 => {
                let rows: Vec<&Row> = longer().filter(|row| row.is_named()).collect();
                let name = rows[0].name.clone();
                let code = rows.iter().map(|row| row.code.as_str()).find(|code| !code.is_empty());
                let called = code.map_or_else(|| name.clone(), |code| format!("{name} ({code})"));
                Ok(Some(party(rows.into_iter(), format!("name {name}"), called)))
            }
            _ => {
                let ids: Vec<i64> = longer().filter(|row| row.is_named()).map(|row| row.id).collect();
                Err(StoreError::Ambiguous { asked: asked.to_owned(), among: self.most_told_of(&ids)? })
            }
        }
    }

    fn rows(&self, condition: &str, values: Vec<Value>) -> Result<BTreeMap<i64, Row>> {
        let sql = format!("select id, code, name, kind, root from actor where ({condition}) and name <> ''");
        let mut select = self.connection.prepare_cached(&sql)?;
        let [id, code, name, kind, root] = columns::places(&select, ["id", "code", "name", "kind", "root"])?;
        let mut rows = select.query(params_from_iter(values))?;
        let mut found = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let id = row.get(id)?;
            found.insert(
                id,
                Row { id, code: row.get(code)?, name: row.get(name)?, kind: row.get(kind)?, root: row.get(root)? },
            );
        }
        Ok(found)
    }

    /// Names of these actors, those told of in most articles first.
    fn most_told_of(&self, ids: &[i64]) -> Result<Vec<String>> {
        let ids: Vec<String> = ids.iter().take(500).map(i64::to_string).collect();
        let mut select = self.connection.prepare(&format!(
            "select k.name, max(k.code) as code, count(n.id) from actor k left join entity n on n.actor = k.id
             where k.id in ({}) group by k.name order by 3 desc, 1 limit 5",
            ids.join(", ")
        ))?;
        let rows = select.query_map([], |row| {
            let (name, code): (String, String) = (row.get("name")?, row.get("code")?);
            Ok(if code.is_empty() { name } else { format!("{name} ({code})") })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Whom a name that nobody has could be meant for.
    fn meant(&self, asked: &str) -> Result<Vec<String>> {
        let capitals = asked.to_uppercase();
        let countries = country_name(&capitals).map(|name| format!("{capitals} ({name})"));
        if let Some(country) = countries {
            return Ok(vec![country]);
        }
        if is_code(&capitals)
            && !self.numbers("select 1 from actor where code = ?1 limit 1", vec![capitals.clone().into()])?.is_empty()
        {
            return Ok(vec![capitals]);
        }
        let offered = |known: &Known| {
            let code = known.codes.first().map(|code| format!(" ({code})")).unwrap_or_default();
            format!("{}{code}", known.name)
        };
        let lexicon = self.directory.list().iter();
        let mut candidates: Vec<(String, String)> =
            lexicon.flat_map(|known| known.names.iter().map(|name| (name.clone(), offered(known)))).collect();
        let mut select = self.connection.prepare(
            "select distinct name, code from actor where kind in (1, 2, 3) and name <> '' order by id desc limit ?1",
        )?;
        let [name, code] = columns::places(&select, ["name", "code"])?;
        let rows =
            select.query_map([COMPARED], |row| Ok((row.get::<_, String>(name)?, row.get::<_, String>(code)?)))?;
        for row in rows {
            let (name, code) = row?;
            let offered = if code.is_empty() { name.clone() } else { format!("{name} ({code})") };
            candidates.push((name, offered));
        }
        if is_code(asked) {
            let mut select = self.connection.prepare("select distinct code from actor where code <> ''")?;
            let codes = select.query_map([], |row| row.get::<_, String>(0))?;
            for code in codes {
                let code = code?;
                candidates.push((code.clone(), code));
            }
        }
        Ok(nearest(asked, candidates))
    }
}

/// Capitals in threes, or a role without a country: `USA`, `PAKSPY`, `---UAF`.
fn is_code(asked: &str) -> bool {
    let code = asked.strip_prefix("---").unwrap_or(asked);
    asked.len() >= 3
        && asked.len().is_multiple_of(3)
        && code.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        && asked.bytes().any(|byte| byte.is_ascii_uppercase())
}

fn party(rows: impl Iterator<Item = impl std::borrow::Borrow<Row>>, found_as: String, called: String) -> Party {
    let (mut ids, mut roots) = (BTreeSet::new(), BTreeSet::new());
    for row in rows {
        ids.insert(row.borrow().id);
        roots.insert(row.borrow().root);
    }
    let ids: Vec<String> = ids.iter().map(i64::to_string).collect();
    Party { roots: roots.into_iter().collect(), actors: Some((ids.join(", "), Vec::new())), found_as, called }
}
