//! Events against other projects' gold: PETRARCH's records, PLOVER's, and the actor strings of the latter.
//!
//! Rows are made as those coders make them (`hearsay_read::events::coding`): footing folded into the code, one row a pair.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Result;
use hearsay::core::{Record, Span};
use hearsay::read::events::coding;
use hearsay::{Hints, Reader};
use jiff::civil::Date;
use serde::Deserialize;

use super::{Scores, f1, json_lines, share};

#[derive(Deserialize)]
pub(crate) struct Row {
    pub(crate) text: String,
    pub(crate) date: String,
    expected: Vec<Expected>,
}

#[derive(Deserialize)]
struct Expected {
    source: String,
    code: String,
    target: String,
    source_text: Option<String>,
    target_text: Option<String>,
}

impl Row {
    /// `20080806`; PLOVER's dates are dummies, and one of PETRARCH's is none.
    pub(crate) fn published(&self) -> Option<Date> {
        let digits = self.date.as_str();
        let number = |from: usize, to: usize| digits.get(from..to)?.parse::<i16>().ok();
        let (month, day) = (number(4, 6)?, number(6, 8)?);
        (digits.len() == 8).then_some(())?;
        Date::new(number(0, 4)?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    }
}

fn read(reader: &Reader, row: &Row) -> Result<Vec<Record>> {
    let hints = Hints { published: row.published(), ..Hints::default() };
    Ok(reader.read(row.text.as_bytes(), &hints).collect::<Result<_, _>>()?)
}

type Triples = BTreeSet<(String, String, String)>;

/// What was said and what was right of it.
#[derive(Default)]
pub(crate) struct Tally {
    right: usize,
    said: usize,
    there: usize,
}

impl Tally {
    pub(crate) fn add(&mut self, said: &Triples, there: &Triples) {
        self.right += said.intersection(there).count();
        self.said += said.len();
        self.there += there.len();
    }

    fn f1(&self) -> f64 {
        f1(self.right, self.said, self.there)
    }
}

/// (source, 2-digit root, target) of what is said and what is there; records without a text are left out.
pub(crate) fn petrarch_rows(row: &Row, records: &[Record]) -> (Triples, Triples) {
    let mut said = Triples::new();
    for record in records {
        for row in coding::cameo_rows(&record.events, &record.statements, &record.entities) {
            if row.source.is_empty() || row.target.is_empty() {
                continue; // as PETRARCH does: without a pair no row
            }
            said.insert((row.source, root(&row.code), row.target));
        }
    }
    let there = row.expected.iter().map(|gold| (gold.source.clone(), root(&gold.code), gold.target.clone())).collect();
    (said, there)
}

fn root(code: &str) -> String {
    code.get(..2).unwrap_or(code).to_owned()
}

/// The same with countries for actors.
pub(crate) fn by_country(triples: &Triples) -> Triples {
    triples.iter().map(|(a, code, b)| (country(a), code.clone(), country(b))).collect()
}

pub(crate) fn petrarch(reader: &Reader, data: &Path) -> Result<Scores> {
    let (mut exact, mut countries) = (Tally::default(), Tally::default());
    for row in json_lines::<Row>(&data.join("event_gold/petrarch_gsr.jsonl"))? {
        if row.text.is_empty() {
            continue;
        }
        let (said, there) = petrarch_rows(&row, &read(reader, &row)?);
        exact.add(&said, &there);
        countries.add(&by_country(&said), &by_country(&there));
    }
    Ok([("triple F1".to_owned(), exact.f1()), ("triple F1, countries".to_owned(), countries.f1())].into())
}

/// (country, type, country) of what is said and what is there, and the types alone. Rows that name no country or
/// international body on both sides are no pairs.
pub(crate) fn plover_rows(row: &Row, records: &[Record]) -> (Triples, Triples, BTreeSet<String>) {
    let mut said = Triples::new();
    let mut types = BTreeSet::new();
    for record in records {
        for row in coding::plover_rows(&record.events) {
            types.insert(row.code.clone());
            let (source, target) = (country(&row.source), country(&row.target));
            if !source.starts_with('-') && !source.is_empty() && !target.starts_with('-') && !target.is_empty() {
                said.insert((source, row.code, target));
            }
        }
    }
    let pairs = row.expected.iter().filter(|gold| !gold.source.is_empty() && !gold.target.is_empty());
    let there =
        pairs.map(|gold| (country(&gold.source), plover_type(&gold.code).to_owned(), country(&gold.target))).collect();
    (said, there, types)
}

/// Types of version 0.5 under the names of 2.0.
fn plover_type(code: &str) -> &str {
    match code {
        "DEMAND" => "REQUEST",
        "DISAPPROVE" | "INVESTIGATE" => "ACCUSE",
        "FIGHT" => "ASSAULT",
        same => same,
    }
}

/// A country, or `INT` for international bodies: gold and we differ on which kind Amnesty is.
fn country(code: &str) -> String {
    match code.get(..3).unwrap_or(code) {
        // Slips of the gold file.
        "JAP" => "JPN".to_owned(),
        "VTN" => "VNM".to_owned(),
        "IGO" | "NGO" | "NGM" | "IMG" | "INT" | "MNC" | "ISM" => "INT".to_owned(),
        country => country.to_owned(),
    }
}

pub(crate) fn plover(reader: &Reader, data: &Path) -> Result<Scores> {
    let mut tally = Tally::default();
    let (mut types, mut found) = (0, 0);
    for row in json_lines::<Row>(&data.join("event_gold/plover_gsr.jsonl"))? {
        let (said, there, named) = plover_rows(&row, &read(reader, &row)?);
        tally.add(&said, &there);
        let gold: BTreeSet<&str> = row.expected.iter().map(|gold| plover_type(&gold.code)).collect();
        types += gold.len();
        found += gold.iter().filter(|&&code| named.contains(code)).count();
    }
    Ok([("country triple F1".to_owned(), tally.f1()), ("type found".to_owned(), share(found, types))].into())
}

/// Gold actor strings that stand in the text, with their codes: each once a record.
pub(crate) fn actor_strings(row: &Row) -> BTreeMap<&str, &str> {
    let sources = row.expected.iter().map(|gold| (&gold.source_text, &gold.source));
    let targets = row.expected.iter().map(|gold| (&gold.target_text, &gold.target));
    let given = sources.chain(targets).filter_map(|(text, code)| Some((text.as_deref()?.trim(), code.as_str())));
    given.filter(|(text, code)| !text.is_empty() && !code.is_empty() && row.text.contains(text)).collect()
}

/// The country of whoever the words at `text` speak of: the entity with the mention that shares most letters with them.
pub(crate) fn country_of(record: &Record, text: &str) -> String {
    let whole: &str = record.text.as_str();
    let Some(start) = whole.find(text) else { return String::new() };
    let span = Span::new(start, start + text.len());
    let mentions =
        record.entities.iter().flat_map(|entity| entity.mentions.iter().map(move |mention| (entity, mention)));
    let shared = |other: Span| other.end().min(span.end()).saturating_sub(other.start().max(span.start()));
    let best = mentions.filter(|(_, mention)| shared(mention.span) > 0).max_by_key(|(_, mention)| {
        (shared(mention.span), std::cmp::Reverse(mention.span.end() - mention.span.start()))
    });
    best.and_then(|(entity, _)| entity.actor.as_deref()).map(country).unwrap_or_default()
}

pub(crate) fn actors(reader: &Reader, data: &Path) -> Result<Scores> {
    let (mut all, mut right, mut none) = (0, 0, 0);
    for row in json_lines::<Row>(&data.join("event_gold/plover_gsr.jsonl"))? {
        let records = read(reader, &row)?;
        let Some(record) = records.first() else { continue };
        for (text, code) in actor_strings(&row) {
            let said = country_of(record, text);
            all += 1;
            right += usize::from(said == country(code));
            none += usize::from(said.is_empty() || said.starts_with('-'));
        }
    }
    Ok([("right country".to_owned(), share(right, all)), ("country given".to_owned(), share(all - none, all))].into())
}
