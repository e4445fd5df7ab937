//! A pair: what the two did to each other and what is said of it, in time.

mod chart;
mod said;
mod side;
mod spec;
mod tell;

use std::collections::BTreeMap;

use askama::Template;
use hearsay_core::Status;
use hearsay_relation::picture::{Subject, csv, figure};
use hearsay_relation::{Assessment, Deed, Event, Footing, Quad, Relation, deeds, relation};
use hearsay_store::{EventRow, Filter, Store};
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use crate::answer::{Answer, no_twin};
use crate::asked::{Asked, Twin};
use crate::fault::Fault;
use crate::pages::Frame;
use crate::pages::feed::{Entry, feed};
use crate::pages::rows::{DeedRow, Pages, twins};
use crate::site::Site;
use crate::words;

use chart::{Chart, Drawn, Mark, few_words};
use said::{SaidRow, said_of};
use side::{Section, sections};
use spec::View;
use tell::{Form, Number, caption, form, lead, numbers};

/// A pair, as `hearsay dyad --format json` gives it.
#[derive(Serialize, ToSchema)]
pub(crate) struct Pair {
    /// Name and version of this layout.
    schema: &'static str,
    /// The parties as asked for.
    between: [String; 2],
    /// What was asked.
    #[schema(value_type = Object)]
    asked: hearsay_relation::Spec,
    /// Series, changes, turns, swings, what is said.
    #[serde(flatten)]
    #[schema(value_type = Object)]
    relation: Relation,
    /// Every telling, on any footing, with its sentence.
    #[schema(value_type = Vec<Object>)]
    events: Vec<Event>,
    /// Everything said of how they stand.
    #[schema(value_type = Vec<Object>)]
    assessments: Vec<Assessment>,
}

/// Deeds on a page of the list.
const EACH: usize = 40;
/// Fewer deeds than this make no line.
const THIN: usize = 12;

#[derive(Template)]
#[template(path = "dyad.html")]
struct Page {
    frame: Frame,
    one: Party,
    other: Party,
    address: String,
    base: String,
    links: Vec<(String, String)>,
    lead: String,
    caption: String,
    chart: Option<Drawn>,
    from: String,
    until: String,
    few: String,
    sections: Vec<Section>,
    swings: String,
    said: Vec<SaidRow>,
    said_note: String,
    numbers_note: String,
    deeds: Vec<DeedRow>,
    list_note: String,
    pages: Pages,
    whole_list: Option<String>,
    years: Vec<(i16, String)>,
    numbers: Vec<Number>,
    period: &'static str,
    form: Form,
    is_thin: bool,
}

impl Page {
    fn parties(&self) -> [&Party; 2] {
        [&self.one, &self.other]
    }
}

struct Party {
    asked: String,
    name: String,
    code: String,
    href: String,
}

impl Party {
    fn new(store: &Store, asked: &str) -> Result<Self, Fault> {
        let party = store.party(asked)?;
        let code = party.found_as.strip_prefix("code ").unwrap_or("");
        let is_code = code == asked;
        Ok(Self {
            asked: asked.to_owned(),
            name: if is_code { words::code_name(asked) } else { asked.to_owned() },
            code: if code.contains(',') { String::new() } else { code.to_owned() },
            href: format!("/party/{}", words::segment(asked)),
        })
    }

    fn short(&self) -> &str {
        if self.code.is_empty() { &self.name } else { &self.code }
    }
}

pub(crate) fn view(site: &Site, store: &Store, asked: &Asked) -> Result<Answer, Fault> {
    let parts = asked.parts.len();
    let (one, other) = (asked.part(parts - 2).to_owned(), asked.part(parts - 1).to_owned());
    let view = View::new(&asked.query)?;
    if asked.twin == Twin::Atom {
        return atom(store, &one, &other, &asked.path);
    }
    let all = Filter { comments: true, ..Filter::default() };
    let mut events = store.dyad_events(&one, &other, &all)?;
    events.retain(|event| view.takes(event));
    let assessments = store.dyad_assessments(&one, &other, &all)?;
    let coverage = site.known().coverage(store)?;
    let relation = relation(&events, &assessments, &coverage, &view.spec);
    let subject = Subject { one: &one, other: &other, relation: &relation, events: &events, assessments: &assessments };
    match asked.twin {
        Twin::Json => {
            let schema = hearsay_core::Record::SCHEMA;
            Answer::json(&Pair { schema, between: [one, other], asked: view.spec, relation, events, assessments })
        }
        Twin::Csv => Ok(Answer::csv(csv(subject))),
        Twin::Svg => Ok(Answer::svg(figure(subject))),
        Twin::Page => {
            let parties = [Party::new(store, &one)?, Party::new(store, &other)?];
            page(site, store, asked, &view, parties, &Told { events, assessments, relation })
        }
        _ => Err(no_twin(asked)),
    }
}

fn atom(store: &Store, one: &str, other: &str, path: &str) -> Result<Answer, Fault> {
    let mut found = Vec::new();
    for (source, target) in [(one, other), (other, one)] {
        let filter = Filter {
            source: Some(source.to_owned()),
            target: Some(target.to_owned()),
            statuses: [Status::Reported, Status::Claimed].into(),
            ..Filter::default()
        };
        found.extend(store.find(&filter, 50)?);
    }
    found.sort_by_key(|found| std::cmp::Reverse((found.published, found.id)));
    found.truncate(50);
    let entries = found.iter().map(Entry::of_event).collect();
    Ok(Answer::atom(feed(&format!("{one} and {other}: the latest deeds"), path, entries)))
}

/// What is told of a pair.
struct Told {
    events: Vec<Event>,
    assessments: Vec<Assessment>,
    relation: Relation,
}

/// A deed of the list: counted, or shown and not counted.
struct Listed {
    deed: Deed,
    bin: Option<usize>,
    aside: bool,
}

fn listed(told: &Told) -> Vec<Listed> {
    let series = &told.relation.series;
    let mut bin_of: BTreeMap<u64, usize> = BTreeMap::new();
    for (at, bin) in series.bins.iter().enumerate() {
        bin_of.extend(bin.both.groups.iter().map(|&group| (group, at)));
    }
    let place = |deed: &Deed| {
        let day = deed.days?.first;
        let at = series.bins.partition_point(|bin| bin.days.last < day);
        series.bins.get(at).is_some_and(|bin| bin.days.first <= day).then_some(at)
    };
    let mut list: Vec<Listed> = series
        .deeds
        .iter()
        .map(|deed| Listed { deed: deed.clone(), bin: bin_of.get(&deed.group).copied(), aside: false })
        .collect();
    let counted: std::collections::BTreeSet<u64> =
        series.deeds.iter().flat_map(|deed| deed.events.iter().copied().chain([deed.group])).collect();
    let any = Footing { statuses: words::STATUSES.into(), ..Footing::default() };
    let others = deeds(&told.events, &any)
        .into_iter()
        .filter(|deed| !counted.contains(&deed.group) && !deed.events.iter().any(|event| counted.contains(event)));
    list.extend(others.map(|deed| Listed { bin: place(&deed), deed, aside: true }));
    list.sort_by_key(|listed| std::cmp::Reverse((listed.deed.days.map(|days| days.first), listed.deed.group)));
    list
}

/// For each bin the sentence of the weightiest deed in it.
fn leads(told: &Told) -> Vec<Option<String>> {
    let series = &told.relation.series;
    let deeds: BTreeMap<u64, &Deed> = series.deeds.iter().map(|deed| (deed.group, deed)).collect();
    let events: BTreeMap<u64, &Event> = told.events.iter().map(|event| (event.id, event)).collect();
    let lead = |bin: &hearsay_relation::Bin| {
        let inside = bin.both.groups.iter().filter_map(|group| deeds.get(group));
        let most = inside.max_by(|left, right| left.weight.abs().total_cmp(&right.weight.abs()))?;
        Some(words::cut(&events.get(&most.shown)?.sentence, 180))
    };
    series.bins.iter().map(lead).collect()
}

fn letter(status: Status) -> char {
    words::status(status).chars().next().unwrap_or('r')
}

/// The telling to show of each deed, with its names.
fn found_by_id(store: &Store, told: &Told, ids: &[i64]) -> Result<BTreeMap<u64, EventRow>, Fault> {
    let events: BTreeMap<u64, &Event> = told.events.iter().map(|event| (event.id, event)).collect();
    let mut map: BTreeMap<u64, EventRow> = BTreeMap::new();
    for found in store.found(ids)? {
        let id = found.id.unsigned_abs();
        let code = |code: &Option<String>| code.clone().unwrap_or_default();
        // Of an event with several parties the row of these two.
        let fits = events
            .get(&id)
            .is_some_and(|event| event.source == code(&found.source_code) && event.target == code(&found.target_code));
        if fits || !map.contains_key(&id) {
            map.insert(id, found);
        }
    }
    Ok(map)
}

fn page(
    site: &Site,
    store: &Store,
    asked: &Asked,
    view: &View,
    [one, other]: [Party; 2],
    told: &Told,
) -> Result<Answer, Fault> {
    let series = &told.relation.series;
    let list = listed(told);
    let counted = series.deeds.len();
    let is_thin = counted < THIN;
    let base = asked.path.clone();
    let in_view = |listed: &&Listed| {
        let days = listed.deed.days;
        view.within.is_none_or(|(from, until)| days.is_some_and(|days| days.first <= until && days.last >= from))
            && (listed.bin.is_some() || !listed.aside)
    };
    let shown: Vec<&Listed> = list.iter().filter(in_view).collect();
    let pages = Pages::new(&asked.query, shown.len(), EACH, "#deeds");
    let on_page = &shown[pages.skip(EACH).min(shown.len())..(pages.skip(EACH) + EACH).min(shown.len())];
    // Marks need names too, where there are few enough for marks.
    let with_marks = list.len() <= 400;
    let mut ids: Vec<i64> = on_page.iter().map(|listed| listed.deed.shown as i64).collect();
    if with_marks {
        ids.extend(list.iter().map(|listed| listed.deed.shown as i64));
    }
    ids.sort_unstable();
    ids.dedup();
    let found = found_by_id(store, told, &ids)?;
    let mut rows: Vec<DeedRow> =
        on_page.iter().filter_map(|listed| Some(deed_row(listed, found.get(&listed.deed.shown)?))).collect();
    DeedRow::fold(&mut rows);
    let list_of = |days: hearsay_core::Days| {
        let within = format!("{}/{}", days.first, days.last);
        format!("{}#deeds", asked.query.with(&[("in", Some(&within)), ("page", None)]))
    };
    let here: std::collections::BTreeSet<u64> = rows.iter().map(|row| row.group).collect();
    let mut marks: Vec<Mark> = Vec::new();
    for listed in list.iter().rev() {
        let Some(bin) = listed.bin.filter(|_| !listed.aside || with_marks) else { continue };
        let deed = &listed.deed;
        let said = matches!(deed.quad, Quad::VerbalCooperation | Quad::VerbalConflict);
        let row = found.get(&deed.shown).map(|found| deed_row(listed, found));
        let title = row.as_ref().map_or_else(String::new, |row| {
            let whom = if row.whom.is_empty() { String::new() } else { format!(" to {}", row.whom) };
            let by = if row.by.is_empty() { String::new() } else { format!(" by {}", row.by) };
            let aside = if row.aside { ", not counted" } else { "" };
            format!(
                "{}: {}{whom}, {} {}, {}{by}{aside}. {}",
                row.when,
                row.who,
                row.did,
                row.weight,
                row.status,
                words::cut(&row.sentence, 260)
            )
        });
        let href = match &row {
            Some(row) if here.contains(&row.group) => format!("#d{}", row.group),
            _ => list_of(series.bins[bin].days),
        };
        let symbol = format!("{}{}", if said { 'c' } else { 'q' }, letter(deed.status));
        marks.push(Mark {
            bin,
            with: matches!(deed.quad, Quad::VerbalCooperation | Quad::MaterialCooperation),
            symbol,
            title,
            href,
            aside: listed.aside,
        });
    }
    let (words_drawn, ties, said) = said_of(store, told)?;
    let leads = leads(told);
    let drawn = (!series.bins.is_empty()).then(|| {
        Chart {
            relation: &told.relation,
            marks: &marks,
            words: &words_drawn,
            leads: &leads,
            ties: &ties,
            line: !is_thin,
            list_of: &list_of,
        }
        .draw()
    });
    let few = drawn.as_ref().map_or(0, |drawn| drawn.few);
    let asides = list.iter().filter(|listed| listed.aside).count();
    let articles = coverage_count(&told.relation);
    let list_note = match view.within {
        Some((from, until)) => {
            format!("{} of {}", words::counted(shown.len() as u64, "deed"), words::days(from, until))
        }
        None => {
            let (forth, back) = (
                series.deeds.iter().filter(|deed| deed.forth).count(),
                series.deeds.iter().filter(|deed| deed.back).count(),
            );
            let aside = if asides > 0 { format!(", {asides} shown but not counted (paler)") } else { String::new() };
            format!(
                "{counted} counted{aside}; {} to {} {forth}, {} to {} {back}",
                one.name, other.name, other.name, one.name
            )
        }
    };
    let frame = Frame::new(site, &format!("{} and {}: how they stand", one.name, other.name), "Pairs");
    let mut years: Vec<(i16, String)> = Vec::new();
    if view.within.is_none() && pages.last > 1 {
        let last_year =
            list.iter().filter_map(|listed| listed.deed.days).map(|days| days.first.year()).max().unwrap_or(0);
        let first_year =
            list.iter().filter_map(|listed| listed.deed.days).map(|days| days.first.year()).min().unwrap_or(0);
        let mut year = last_year;
        let step = ((last_year - first_year) / 8).max(1);
        while year >= first_year && years.len() < 10 {
            if let (Ok(first), Ok(last)) = (Date::new(year, 1, 1), Date::new(year, 12, 31)) {
                years.push((year, list_of(hearsay_core::Days::new(first, last))));
            }
            year -= step;
        }
    }
    Answer::page(&Page {
        frame,
        lead: lead(told, counted, is_thin, articles),
        caption: caption(view, told, &one, &other),
        address: format!("/dyad/{}/{}", one.asked, other.asked),
        links: twins(asked, &[("JSON", "json"), ("CSV", "csv"), ("SVG", "svg"), ("Atom", "atom")]),
        from: series.bins.first().map(|bin| bin.days.first.to_string()).unwrap_or_default(),
        until: series.bins.last().map(|bin| bin.days.last.to_string()).unwrap_or_default(),
        few: if few > 0 { few_words(few) } else { String::new() },
        sections: if is_thin { Vec::new() } else { sections(&told.relation, &told.events) },
        swings: hearsay_relation::picture::swings_in_words(&told.relation.swings),
        said_note: words::counted(said.len() as u64, "assessment"),
        numbers_note: words::counted(series.bins.len().min(400) as u64, series.period.name()),
        said,
        deeds: rows,
        list_note,
        whole_list: view
            .within
            .map(|_| format!("{}#deeds", non_empty(asked.query.with(&[("in", None), ("page", None)])))),
        pages,
        years,
        numbers: numbers(&told.relation),
        period: series.period.name(),
        form: form(asked, view),
        chart: drawn,
        is_thin,
        base,
        one,
        other,
    })
}

fn non_empty(query: String) -> String {
    if query.is_empty() { "?".to_owned() } else { query }
}

fn deed_row(listed: &Listed, found: &EventRow) -> DeedRow {
    let deed = &listed.deed;
    let mut row = DeedRow::new(found);
    row.group = deed.group;
    row.aside = listed.aside;
    if let Some(days) = deed.days {
        row.when = words::days(days.first, days.last);
    }
    let to = format!("/deed/{}/{}", words::segment(&found.article), found.event);
    if deed.events.len() > 1 {
        row.more.push((format!("told {} times", deed.events.len()), to.clone()));
    }
    if !deed.denied_by.is_empty() && !matches!(deed.status, Status::Denied | Status::Negated) {
        row.more.push(("denied".to_owned(), to));
    }
    row
}

fn coverage_count(relation: &Relation) -> u64 {
    relation.series.bins.iter().filter_map(|bin| bin.articles).map(u64::from).sum()
}
