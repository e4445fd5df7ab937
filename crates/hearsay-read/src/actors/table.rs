//! Actor tables as files: tab-separated, one actor in one office a row.

use std::borrow::Cow;

use jiff::civil::Date;

use super::words::folded;
use crate::mistake::Mistake;
use crate::{LexiconError, LexiconFile, made};

/// What a row names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActorKind {
    /// A state or territory.
    Country,
    /// An adjective or noun of a people: "Pakistani", "Pakistanis".
    Demonym,
    /// A seat of government, which may stand for the government.
    Capital,
    /// Any other place.
    City,
    /// A named organisation.
    Organization,
    /// A named armed group, movement or people.
    Group,
    /// A named person.
    Person,
    /// A role noun: "police", "foreign minister".
    Title,
}

impl ActorKind {
    fn from_label(label: &str) -> Option<Self> {
        Some(match label {
            "country" => Self::Country,
            "demonym" => Self::Demonym,
            "capital" => Self::Capital,
            "city" => Self::City,
            "organization" => Self::Organization,
            "group" => Self::Group,
            "person" => Self::Person,
            "title" => Self::Title,
            _ => return None,
        })
    }
}

/// One row of a table.
#[derive(Debug, Clone)]
pub(crate) struct Row<'f> {
    pub(crate) name: &'f str,
    /// The name and its aliases, [`folded`].
    pub(crate) spellings: Vec<Cow<'f, str>>,
    pub(crate) code: &'f str,
    pub(crate) kind: ActorKind,
    pub(crate) from: Option<Date>,
    pub(crate) until: Option<Date>,
}

const COLUMNS: [&str; 6] = ["name", "aliases", "code", "type", "from", "until"];

/// A row of ours as the build left it: name, code, type, from, until, and the name and its aliases, folded.
type Made<'f> = (&'f str, &'f str, &'f str, &'f str, &'f str, Vec<&'f str>);

/// The rows of one file.
pub(crate) fn rows(file: &LexiconFile) -> Result<Vec<Row<'_>>, LexiconError> {
    let checked = |(name, code, kind, from, until, spellings): Made<'static>| {
        row([name, code, kind, from, until], spellings.into_iter().map(Cow::Borrowed).collect())
    };
    // What is wrong with a row is said by the text, with its line.
    if let Some(Ok(rows)) = made::made::<Vec<Made>>(file).map(|rows| rows.into_iter().map(checked).collect()) {
        return Ok(rows);
    }
    let mut rows = Vec::new();
    let mut order: Option<Vec<usize>> = None;
    for (number, line) in file.text.lines().enumerate() {
        let bad = |mistake: Mistake| LexiconError::new(format!("{}:{}", file.path, number + 1), mistake.to_string());
        let line = line.trim_start_matches('\u{feff}').trim_end_matches('\r');
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let Some(order) = &order else {
            order = Some(header(line).map_err(bad)?);
            continue;
        };
        let mut cells = [""; COLUMNS.len()];
        for (place, cell) in line.split('\t').enumerate() {
            match order.get(place) {
                Some(&column) => cells[column] = cell.trim(),
                None if cell.trim().is_empty() => {}
                None => return Err(bad(Mistake::BeyondColumns(cell.to_owned()))),
            }
        }
        let [name, aliases, code, kind, from, until] = cells;
        let aliases = aliases.split('|').map(str::trim).filter(|alias| !alias.is_empty());
        let spellings = std::iter::once(name).chain(aliases).map(|name| Cow::Owned(folded(name))).collect();
        rows.push(row([name, code, kind, from, until], spellings).map_err(bad)?);
    }
    if order.is_none() {
        return Err(LexiconError::new(
            &file.path,
            format!("no header; the first row must be `{}`", COLUMNS.join("\t")),
        ));
    }
    Ok(rows)
}

fn header(line: &str) -> Result<Vec<usize>, Mistake> {
    let mut order = Vec::new();
    for cell in line.split('\t').map(str::trim) {
        let known = COLUMNS.iter().position(|&column| column == cell);
        order.push(known.ok_or_else(|| Mistake::NoColumn { cell: cell.to_owned(), header: COLUMNS.join("\t") })?);
    }
    match ["name", "code", "type"].iter().find(|&&needed| !order.iter().any(|&column| COLUMNS[column] == needed)) {
        Some(missing) => Err(Mistake::MissingColumn(missing)),
        None => Ok(order),
    }
}

fn row<'f>([name, code, kind, from, until]: [&'f str; 5], spellings: Vec<Cow<'f, str>>) -> Result<Row<'f>, Mistake> {
    if name.is_empty() {
        return Err(Mistake::NoName);
    }
    let parts = code.as_bytes().chunks(3);
    let well_formed = |part: &[u8]| part.len() == 3 && (part.iter().all(u8::is_ascii_uppercase) || part == b"---");
    if code.is_empty() || !parts.into_iter().all(well_formed) {
        return Err(Mistake::NoActorCode(code.to_owned()));
    }
    let kind = ActorKind::from_label(kind).ok_or_else(|| Mistake::NoActorKind(kind.to_owned()))?;
    let from = day(from, false)?;
    let until = day(until, true)?;
    if from.zip(until).is_some_and(|(from, until)| until < from) {
        return Err(Mistake::EndsBefore(name.to_owned()));
    }
    Ok(Row { name, spellings, code, kind, from, until })
}

/// `2011-01-20`, `2011-01` or `2011`: the first day it can mean, or the last.
fn day(cell: &str, last: bool) -> Result<Option<Date>, Mistake> {
    if cell.is_empty() {
        return Ok(None);
    }
    if let Some(day) = plain_day(cell) {
        return Ok(Some(day));
    }
    let parsed = match cell.len() {
        4 => format!("{cell}-{}", if last { "12-31" } else { "01-01" }).parse::<Date>(),
        7 => format!("{cell}-01").parse::<Date>().map(|day| if last { day.last_of_month() } else { day }),
        _ => cell.parse::<Date>(),
    };
    parsed.map(Some).map_err(|_| Mistake::NoDay(cell.to_owned()))
}

/// `2011-01-20` where it is written so and there is such a day: as nearly all are, and quicker than all that days may look like.
fn plain_day(cell: &str) -> Option<Date> {
    let [y, e, a, r, b'-', m, o, b'-', d, t] = *<&[u8; 10]>::try_from(cell.as_bytes()).ok()? else { return None };
    let digits = [y, e, a, r, m, o, d, t];
    if !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let number = |digits: &[u8]| digits.iter().fold(0, |number, digit| number * 10 + i16::from(digit - b'0'));
    let small = |digits: &[u8]| i8::try_from(number(digits)).ok();
    Date::new(number(&digits[..4]), small(&digits[4..6])?, small(&digits[6..])?).ok()
}
