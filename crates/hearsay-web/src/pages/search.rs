//! Search: words and facets, and names as the command line takes them.

use std::collections::BTreeMap;

use askama::Template;
use hearsay_core::{Level, Plover, Status};
use hearsay_store::browse::Facets;
use hearsay_store::{EventRow, Filter, Party, Said, SaidFilter, Store, StoreError};
use serde::Serialize;
use serde::de::DeserializeOwned;
use utoipa::ToSchema;

use crate::answer::{Answer, no_twin};
use crate::asked::{Asked, Twin};
use crate::fault::Fault;
use crate::pages::Frame;
use crate::pages::articles::day;
use crate::pages::feed::{Entry, feed};
use crate::pages::rows::{DeedRow, Pages, SaidRow, twins};
use crate::site::Site;
use crate::words;

/// What was found.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct Hits {
    /// The words, in the full-text language of the store; null where only facets were asked for.
    words: Option<String>,
    /// Parties that the words name: name, address.
    parties: Vec<Named>,
    /// The latest events, 500 at most.
    #[schema(value_type = Vec<Object>)]
    events: Vec<EventRow>,
    /// The latest statements, 500 at most.
    #[schema(value_type = Vec<Object>)]
    statements: Vec<Said>,
    /// What the events are made of.
    #[schema(value_type = Object)]
    facets: Facets,
}

/// A party that words name.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct Named {
    /// In words.
    name: String,
    /// Address of its page.
    address: String,
}

#[derive(Template)]
#[template(path = "search.html")]
struct Page {
    frame: Frame,
    asked: String,
    address: String,
    links: Vec<(String, String)>,
    lead: String,
    nothing: bool,
    parties: Vec<(String, String)>,
    deeds: Vec<DeedRow>,
    saids: Vec<SaidRow>,
    deed_count: String,
    said_count: String,
    pages: Pages,
    facets: Vec<(&'static str, Vec<Facet>)>,
}

struct Facet {
    name: String,
    class: &'static str,
    count: String,
    href: String,
    is_on: bool,
}

/// Events and statements that are fetched; more are found by narrower words.
const MOST: usize = 500;
const EACH: usize = 25;

/// The words as a query of the full-text language: what is already one stays; what is not ("it's", "C++") is put in quotes.
fn words_of(text: &str) -> String {
    let is_query =
        text.contains('"') || text.contains('*') || [" OR ", " AND ", " NOT "].iter().any(|word| text.contains(word));
    if is_query && text.matches('"').count().is_multiple_of(2) {
        return text.to_owned();
    }
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(" ")
}

fn named<T: DeserializeOwned>(asked: &Asked, key: &str) -> Result<Vec<T>, Fault> {
    let parse = |name: &str| {
        serde_json::from_value(name.into()).map_err(|_| Fault::Asked(format!("`{}` is no {key}", words::plain(name))))
    };
    asked.query.all(key).filter(|name| !name.is_empty()).map(parse).collect()
}

/// Parties, and two parties, that the words can mean.
fn parties(store: &Store, text: &str) -> Result<Vec<(String, String)>, Fault> {
    let known = |name: &str| {
        let is_code = name.chars().all(|letter| letter.is_ascii_uppercase() || letter.is_ascii_digit());
        // Most words name nobody: that is told without going through all names.
        if !is_code && !store.is_named(name)? {
            return Ok(None);
        }
        match store.party(name) {
            Ok(party) if party.found_as.starts_with("code ") || !is_code || store.is_named(name)? => Ok(Some(party)),
            Ok(_) | Err(StoreError::Nobody { .. } | StoreError::Absent { .. } | StoreError::Ambiguous { .. }) => {
                Ok(None)
            }
            Err(error) => Err(Fault::from(error)),
        }
    };
    let mut list = Vec::new();
    let text = text.trim();
    if text.is_empty() || text.chars().count() > 80 || text.contains(['"', '*']) {
        return Ok(list);
    }
    if let Some(party) = known(text)? {
        list.push((format!("{text} as a party: {}", found_as(&party)), format!("/party/{}", words::segment(text))));
        list.push((format!("What {text} says"), format!("/speaker/{}", words::segment(text))));
    }
    let parts: Vec<&str> = text.split_whitespace().collect();
    let joined = |words: &[&str]| words.join(" ");
    // "CIA ISI", "United States and Pakistan": cut where both sides are somebody.
    for at in 1..parts.len().min(8) {
        let after = if matches!(parts[at], "and" | "to" | "-" | "/") { at + 1 } else { at };
        if after >= parts.len() {
            continue;
        }
        let (one, other) = (joined(&parts[..at]), joined(&parts[after..]));
        if let (Some(left), Some(right)) = (known(&one)?, known(&other)?)
            && left.found_as != right.found_as
        {
            let title = format!("{one} and {other}: how they stand");
            list.insert(0, (title, format!("/dyad/{}/{}", words::segment(&one), words::segment(&other))));
            break;
        }
    }
    Ok(list)
}

fn found_as(party: &Party) -> String {
    match party.found_as.strip_prefix("code ") {
        Some(code) => format!("{} ({code})", words::code_name(code)),
        None => party.called.clone(),
    }
}

pub(crate) fn view(site: &Site, store: &Store, asked: &Asked) -> Result<Answer, Fault> {
    let text = asked.query.get("q").unwrap_or("");
    if text.chars().count() > 300 {
        return Err(Fault::Asked("search for fewer than 300 letters".to_owned()));
    }
    let words = Some(words_of(text)).filter(|words| !words.is_empty());
    let year = asked.query.get("year").map(|year| {
        let number = year.parse::<i16>().ok().filter(|year| (1..=9999).contains(year));
        number.ok_or_else(|| Fault::Asked(format!("`{}` is no year", words::plain(year))))
    });
    let year = year.transpose()?;
    let (mut from, mut until) = (day(&asked.query, "from")?, day(&asked.query, "until")?);
    if let Some(year) = year {
        from = jiff::civil::Date::new(year, 1, 1).ok();
        until = jiff::civil::Date::new(year, 12, 31).ok();
    }
    let types: Vec<Plover> = named(asked, "type")?;
    let filter = Filter {
        words: words.clone(),
        actor: asked.query.get("party").map(str::to_owned),
        statuses: named::<Status>(asked, "status")?.into_iter().collect(),
        levels: named::<Level>(asked, "level")?.into_iter().collect(),
        deeds: types
            .iter()
            .map(|plover| plover.name().to_owned())
            .chain(asked.query.all("deed").filter(|deed| !deed.is_empty()).map(str::to_owned))
            .collect(),
        outlet: asked.query.get("outlet").map(str::to_owned),
        from,
        until,
        ..Filter::default()
    };
    let narrowed = filter != Filter::default();
    let (ids, facets) = store.hits(&filter)?;
    let asks_statements = filter.deeds.is_empty()
        && filter.statuses.is_empty()
        && (words.is_some() || filter.actor.is_some() || !filter.levels.is_empty());
    let said = SaidFilter {
        words: words.clone(),
        speaker: filter.actor.clone(),
        levels: filter.levels.clone(),
        outlet: filter.outlet.clone(),
        from,
        until,
        ..SaidFilter::default()
    };
    let said_ids = if asks_statements { store.who_ids(&said, MOST)? } else { Vec::new() };
    let (many, said_count) = (ids.len().min(MOST), said_ids.len());
    let (mut events, mut deed_count) = (Vec::new(), many);
    if words.is_none() && narrowed {
        events = store.find(&filter, MOST)?;
        deed_count = DeedRow::list(&events).len();
    }
    let pages = Pages::new(&asked.query, deed_count.max(said_count), EACH, "");
    // A page shows few of many.
    let shown = |count: usize| match asked.twin {
        Twin::Page => pages.skip(EACH).min(count)..(pages.skip(EACH) + EACH).min(count),
        _ => 0..count,
    };
    if words.is_some() {
        let ids = &ids[shown(many)];
        events = in_order(store.found(ids)?, ids, |found| found.id);
    }
    let said_ids = &said_ids[shown(said_count)];
    let statements = in_order(store.said_by_ids(said_ids)?, said_ids, |said| said.id);
    let parties = parties(store, text)?;
    match asked.twin {
        Twin::Json => {
            let parties = parties.into_iter().map(|(name, address)| Named { name, address }).collect();
            Answer::json(&Hits { words, parties, events, statements, facets })
        }
        Twin::Atom => {
            let entries = events.iter().take(50).map(Entry::of_event).collect();
            Ok(Answer::atom(feed(&format!("Search: {text}"), "/search", entries)))
        }
        Twin::Page => {
            let mut deeds = DeedRow::list(&events);
            if words.is_none() {
                deeds = deeds.into_iter().skip(pages.skip(EACH)).take(EACH).collect();
            }
            let mut saids: Vec<SaidRow> = statements.iter().map(SaidRow::new).collect();
            if let Some(words) = &words {
                let [events, says] = [
                    deeds.iter().map(|deed| deed.id).collect::<Vec<i64>>(),
                    saids.iter().map(|said| said.id).collect(),
                ];
                let mut lit = store.lit_sentences(words, &events)?;
                deeds.iter_mut().for_each(|deed| deed.lit = lit.remove(&deed.id).unwrap_or_default());
                let mut lit = store.lit_statements(words, &says)?;
                saids.iter_mut().for_each(|said| said.lit = lit.remove(&said.id).unwrap_or_default());
            }
            let many = |count: usize, what: &str| {
                if count >= MOST { format!("the latest {MOST}") } else { words::counted(count as u64, what) }
            };
            let lead = if !narrowed {
                "Words of the news (all of them; “a phrase” in quotes, strike* for beginnings, talks OR summit), a name or a code, or two of these for how they stand.".to_owned()
            } else if deed_count == 0 && said_count == 0 {
                format!("Nothing with {}.", asked_in_words(asked))
            } else {
                format!(
                    "With {}: {}, {}.",
                    asked_in_words(asked),
                    many(deed_count, "deed"),
                    many(said_count, "statement")
                )
            };
            let mut frame = Frame::new(site, if text.is_empty() { "Search" } else { text }, "");
            frame.asked = text.to_owned();
            Answer::page(&Page {
                frame,
                asked: text.to_owned(),
                address: asked.path.clone(),
                links: if narrowed { twins(asked, &[("JSON", "json"), ("Atom", "atom")]) } else { Vec::new() },
                lead,
                nothing: narrowed && deed_count == 0 && said_count == 0,
                parties,
                deed_count: many(deed_count, "deed"),
                said_count: many(said_count, "statement"),
                deeds,
                saids,
                pages,
                facets: facet_list(&facets, asked),
            })
        }
        _ => Err(no_twin(asked)),
    }
}

/// Rows in the order of their numbers in `ids`; an event may have several.
fn in_order<T>(mut rows: Vec<T>, ids: &[i64], number: impl Fn(&T) -> i64) -> Vec<T> {
    let places: BTreeMap<i64, usize> = ids.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    rows.sort_by_key(|row| places.get(&number(row)).copied());
    rows
}

/// What was looked for, so that an empty answer says what is missing.
fn asked_in_words(asked: &Asked) -> String {
    let names = [
        ("q", "the words"),
        ("party", "the party"),
        ("status", "the footing"),
        ("level", "the level"),
        ("type", "the type"),
        ("deed", "the deed"),
        ("outlet", "the outlet"),
        ("year", "the year"),
        ("from", "days from"),
        ("until", "days until"),
    ];
    let part = |(key, what): (&str, &str)| {
        let values: Vec<String> = asked.query.all(key).filter(|value| !value.is_empty()).map(words::plain).collect();
        (!values.is_empty()).then(|| format!("{what} {}", values.join(", ")))
    };
    names.into_iter().filter_map(part).collect::<Vec<_>>().join("; ")
}

fn facet_list(facets: &Facets, asked: &Asked) -> Vec<(&'static str, Vec<Facet>)> {
    let entry = |key: &'static str, value: String, name: String, class: &'static str, count: u64| {
        let is_on = asked.query.all(key).any(|known| known == value);
        let change = if is_on { None } else { Some(value.as_str()) };
        Facet {
            name,
            class,
            count: words::count(count),
            href: asked.query.with(&[(key, change), ("page", None)]),
            is_on,
        }
    };
    let mut list = vec![(
        "Footing",
        facets
            .statuses
            .iter()
            .map(|(&status, &count)| {
                entry(
                    "status",
                    words::status(status).to_owned(),
                    words::status(status).to_owned(),
                    words::status(status),
                    count,
                )
            })
            .collect::<Vec<_>>(),
    )];
    let mut types: Vec<(&Plover, &u64)> = facets.types.iter().collect();
    types.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    list.push((
        "Deed",
        types
            .into_iter()
            .take(8)
            .map(|(plover, &count)| entry("type", plover.name().to_owned(), plover.name().to_lowercase(), "", count))
            .collect(),
    ));
    let mut years: Vec<(&i64, &u64)> = facets.years.iter().filter(|(year, _)| **year > 0).collect();
    years.reverse();
    list.push((
        "Year",
        years
            .into_iter()
            .take(12)
            .map(|(year, &count)| entry("year", year.to_string(), year.to_string(), "", count))
            .collect(),
    ));
    let mut outlets: Vec<(&String, &u64)> = facets.outlets.iter().filter(|(name, _)| !name.is_empty()).collect();
    outlets.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    list.push((
        "Outlet",
        outlets
            .into_iter()
            .take(8)
            .map(|(name, &count)| entry("outlet", name.clone(), name.clone(), "", count))
            .collect(),
    ));
    list.retain(|(_, entries)| !entries.is_empty());
    list
}

#[cfg(test)]
mod tests {
    use super::words_of;

    #[test]
    fn words_that_are_no_query_are_looked_for_as_words() {
        assert_eq!(words_of("it's C++"), "\"it\" \"s\" \"C\"");
        assert_eq!(words_of("\"drone strike\" OR talks"), "\"drone strike\" OR talks");
        assert_eq!(words_of("strike*"), "strike*");
        assert_eq!(words_of("say \"so"), "\"say\" \"so\"");
        assert_eq!(words_of("?!"), "");
    }
}
