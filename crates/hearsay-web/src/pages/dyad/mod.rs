//! A pair: what the two did to each other and what is said of it, in time.

mod chart;
mod side;
mod spec;

use std::collections::BTreeMap;

use askama::Template;
use hearsay_core::{Level, Status, Voice};
use hearsay_relation::picture::{Subject, csv, figure};
use hearsay_relation::{Assessment, Deed, Direction, Event, Footing, Quad, Relation, deeds, relation};
use hearsay_store::{Filter, Found, Store};
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

use chart::{Chart, Drawn, Mark, Tie, Word, few_words};
use side::{Section, sections};
use spec::{QUADS, SOURCING, View};

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

/// Something said of how they stand, in the list.
struct SaidRow {
    when: String,
    who: String,
    status: &'static str,
    tells: String,
    level: Option<(String, &'static str)>,
    sentence: String,
    href: String,
}

struct Number {
    label: String,
    weight: String,
    between: String,
    forth: u32,
    back: u32,
    with: u32,
    against: u32,
    articles: String,
}

/// What the form says now.
struct Form {
    from: String,
    until: String,
    periods: Vec<(&'static str, bool)>,
    statuses: Vec<(&'static str, bool)>,
    way: &'static str,
    quads: Vec<(&'static str, &'static str, bool)>,
    levels: Vec<(&'static str, &'static str, bool)>,
    per_coverage: &'static str,
    comments: bool,
    narrowed: Option<String>,
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
    let coverage = store.coverage()?;
    let relation = relation(&events, &assessments, &coverage, &view.spec);
    let subject = Subject { one: &one, other: &other, relation: &relation, events: &events };
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
    found.sort_by(|left, right| (&right.published, right.id).cmp(&(&left.published, left.id)));
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

fn letter(status: Status) -> char {
    words::status(status).chars().next().unwrap_or('r')
}

/// The telling to show of each deed, with its names.
fn found_by_id(store: &Store, told: &Told, ids: &[i64]) -> Result<BTreeMap<u64, Found>, Fault> {
    let events: BTreeMap<u64, &Event> = told.events.iter().map(|event| (event.id, event)).collect();
    let mut map: BTreeMap<u64, Found> = BTreeMap::new();
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
    let drawn = (!series.bins.is_empty()).then(|| {
        Chart {
            relation: &told.relation,
            marks: &marks,
            words: &words_drawn,
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

fn deed_row(listed: &Listed, found: &Found) -> DeedRow {
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

fn lead(told: &Told, counted: usize, is_thin: bool, articles: u64) -> String {
    let series = &told.relation.series;
    let about: std::collections::BTreeSet<_> = told.events.iter().map(|event| &event.article).collect();
    let tellings: usize = series.deeds.iter().map(|deed| deed.events.len()).sum();
    let last = series.deeds.iter().filter_map(|deed| deed.days).map(|days| days.last).max();
    let last = last.map(|day| format!("; the last is of {}", words::day(day))).unwrap_or_default();
    let told_in = format!(
        "{} told {}, in {} of {}{last}.",
        words::counted(counted as u64, "deed"),
        if tellings == 1 { "once".to_owned() } else { format!("{} times", words::count(tellings as u64)) },
        words::count(about.len() as u64),
        words::counted(articles, "article")
    );
    if counted == 0 {
        return format!(
            "Nothing between the two counts here: no deed on this footing, in {}.",
            words::counted(articles, "article")
        );
    }
    if is_thin {
        let span = series
            .bins
            .first()
            .zip(series.bins.last())
            .map_or(0, |(first, last)| i32::from(last.days.last.year() - first.days.first.year()) + 1);
        return format!(
            "{} in {}: too few to draw a line. {told_in}",
            words::counted(counted as u64, "deed"),
            words::counted(u64::from(span.unsigned_abs()), "year")
        );
    }
    let signs = hearsay_relation::picture::Marks::new(&told.relation);
    let period = series.period;
    let turn = |turn: &hearsay_relation::Turn| {
        format!("{}, at {}", words::period(period, turn.day), words::signed(turn.balance, 0))
    };
    let lowest = signs.lows.iter().map(|(_, turn)| turn).min_by(|left, right| left.balance.total_cmp(&right.balance));
    let highest = signs.highs.iter().map(|(_, turn)| turn).max_by(|left, right| left.balance.total_cmp(&right.balance));
    let mut parts: Vec<String> = Vec::new();
    parts.extend(lowest.map(|low| format!("lowest in {} a {}", turn(low), period.name())));
    parts.extend(highest.map(|high| format!("highest in {}", turn(high))));
    let mut text = parts.join("; ");
    let changes: Vec<String> = signs
        .changes
        .iter()
        .rev()
        .take(2)
        .rev()
        .map(|(_, change)| format!("{} since {}", chart::change_words(change), words::period(period, change.day)))
        .collect();
    if !changes.is_empty() {
        text = format!("{text}. {}", capital(&changes.join("; ")));
    }
    let text = text.trim_start_matches(". ").to_owned();
    if text.is_empty() { told_in } else { format!("{}. {told_in}", capital(&text)) }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}

fn caption(view: &View, told: &Told, one: &Party, other: &Party) -> String {
    let statuses: Vec<&str> = words::STATUSES
        .into_iter()
        .filter(|status| view.spec.footing.statuses.contains(status))
        .map(words::status)
        .collect();
    let way = match view.way {
        None => "in both directions".to_owned(),
        Some(Direction::Forth) => format!("of {} to {}", one.name, other.name),
        Some(Direction::Back) => format!("of {} to {}", other.name, one.name),
    };
    let kind = QUADS
        .iter()
        .find(|(name, ..)| *name == view.quad_name)
        .map(|(_, words, _)| format!(" ({words})"))
        .unwrap_or_default();
    let per = if told.relation.series.per_coverage { ", for each article read alike" } else { "" };
    let sourced = if view.level_name == "any" {
        String::new()
    } else {
        format!(", sourcing {}", view.level_name.replace('-', " "))
    };
    format!(
        "Deeds{kind} that are {}, {way}{sourced}, by {}{per}.",
        statuses.join(" or "),
        told.relation.series.period.name()
    )
}

/// What is said, as marks, brackets and rows.
fn said_of(store: &Store, told: &Told) -> Result<(Vec<Word>, Vec<Tie>, Vec<SaidRow>), Fault> {
    let bins = &told.relation.series.bins;
    let bin_of = |day: Option<Date>| {
        let day = day?;
        let at = bins.partition_point(|bin| bin.days.last < day);
        bins.get(at).is_some_and(|bin| bin.days.first <= day).then_some(at)
    };
    let mut words_drawn = Vec::new();
    let mut rows = Vec::new();
    let report: Vec<&Assessment> = told.assessments.iter().filter(|said| said.voice == Voice::Report).collect();
    for said in &report {
        let who = said.speaker.clone().unwrap_or_else(|| "the paper".to_owned());
        let level = said.source_level.map_or("its own voice", words::level);
        let status = words::status(said.status);
        let found = place_in_article(&said.article.0, &said.sentence);
        if let (Some(bin), Some(value)) = (bin_of(said.day), said.level) {
            let value = f64::from(value);
            let title = format!(
                "{}: “{}”, {who} ({level}), {status}; {} on a scale from −1 hostile to +1 close",
                said.day.map(words::day).unwrap_or_default(),
                words::cut(&said.sentence, 200),
                words::signed(value, 1)
            );
            words_drawn.push(Word {
                bin,
                level: value,
                symbol: format!("c{}", letter(said.status)),
                title,
                href: found.clone(),
                label: None,
            });
        }
        let trend = said.trend.map(|trend| format!("{trend:?}").to_lowercase());
        let extreme = said.extreme.map(|extreme| format!("{extreme:?}").to_lowercase());
        let tells: Vec<String> = trend.into_iter().chain(extreme).collect();
        rows.push((
            said.day,
            SaidRow {
                when: said.day.map(words::day).unwrap_or_default(),
                who: match said.source_level {
                    Some(Level::Unattributed) | None => who.clone(),
                    Some(level) => format!("{who}, {}", words::level(level)),
                },
                status,
                tells: tells.join(", "),
                level: said.level.map(|level| (words::signed(f64::from(level), 1), words::side(f64::from(level)))),
                sentence: said.sentence.clone(),
                href: found,
            },
        ));
    }
    rows.sort_by_key(|(day, _)| std::cmp::Reverse(*day));
    // The two that stand out most have words beside them.
    let extreme = |high: bool| {
        let level = |word: &Word| if high { word.level } else { -word.level };
        words_drawn
            .iter()
            .enumerate()
            .filter(|(_, word)| level(word) > 0.2)
            .max_by(|left, right| level(left.1).total_cmp(&level(right.1)))
            .map(|(at, _)| at)
    };
    for at in [extreme(true), extreme(false)].into_iter().flatten() {
        let label = words_drawn[at]
            .title
            .split_once('“')
            .and_then(|(_, rest)| rest.split_once('”'))
            .map(|(quote, _)| format!("“{}”", words::cut(quote, 44)));
        words_drawn[at].label = label;
    }
    let ties = ties(store, &report, &bin_of)?;
    Ok((words_drawn, ties, rows.into_iter().map(|(_, row)| row).collect()))
}

/// Where a sentence stands, by its words: its numbers are in the article's record.
fn place_in_article(article: &str, _: &str) -> String {
    format!("/article/{}", words::segment(article))
}

/// Assessments of one article that its own statements dispute.
fn ties(
    store: &Store,
    report: &[&Assessment],
    bin_of: &dyn Fn(Option<Date>) -> Option<usize>,
) -> Result<Vec<Tie>, Fault> {
    let mut by_article: BTreeMap<&str, Vec<&Assessment>> = BTreeMap::new();
    for said in report {
        by_article.entry(&said.article.0).or_default().push(said);
    }
    let mut ties = Vec::new();
    let split = |list: &&Vec<&Assessment>| {
        let level = |said: &&&Assessment, high: bool| {
            said.level.is_some_and(|level| if high { level > 0.0 } else { level < 0.0 })
        };
        list.iter().any(|said| level(&said, true)) && list.iter().any(|said| level(&said, false))
    };
    for (article, list) in by_article.iter().filter(|(_, list)| split(list)).take(6) {
        // A store without texts has no records to ask.
        let Ok(Some(record)) = store.record(article) else { continue };
        let level_of = |statement: hearsay_core::StatementId| {
            let said = record.assessments.iter().filter(|said| said.according_to == Some(statement));
            said.filter_map(|said| said.level).max_by(|left, right| left.abs().total_cmp(&right.abs()))
        };
        let day = list.first().and_then(|said| said.day);
        for dispute in &record.disputes {
            let [claim, denial] = dispute.statements;
            if let (Some(one), Some(other), Some(bin)) = (level_of(claim), level_of(denial), bin_of(day))
                && (one > 0.0) != (other > 0.0)
            {
                let who = |id: hearsay_core::StatementId| {
                    record
                        .statements
                        .get(id.index())
                        .and_then(|said| crate::pages::article::speaker(&record, said))
                        .unwrap_or_else(|| "nobody named".to_owned())
                };
                let title = format!("In dispute: {} and {}", who(claim), who(denial));
                ties.push(Tie {
                    bin,
                    levels: [f64::from(one), f64::from(other)],
                    href: format!("/article/{}#{claim}", words::segment(article)),
                    title,
                });
                break;
            }
        }
    }
    Ok(ties)
}

fn numbers(relation: &Relation) -> Vec<Number> {
    let period = relation.series.period;
    let row = |bin: &hearsay_relation::Bin| {
        let [said_with, done_with, said_against, done_against] = bin.both.quads;
        Number {
            label: words::period(period, bin.days.first),
            weight: if bin.known { words::signed(bin.balance, 1) } else { "not known".to_owned() },
            between: bin
                .balance_between
                .filter(|_| bin.known)
                .map(|[low, high]| format!("{} to {}", words::signed(low, 1), words::signed(high, 1)))
                .unwrap_or_default(),
            forth: bin.forth.deeds,
            back: bin.back.deeds,
            with: said_with + done_with,
            against: said_against + done_against,
            articles: bin.articles.map(|articles| words::count(u64::from(articles))).unwrap_or_default(),
        }
    };
    // The table is for reading; all of a long series is in its CSV.
    relation.series.bins.iter().rev().take(400).map(row).collect()
}

fn form(asked: &Asked, view: &View) -> Form {
    let text = |key: &str| asked.query.get(key).unwrap_or("").to_owned();
    let period = view.spec.period.map_or("auto", |period| period.name());
    Form {
        from: text("from"),
        until: text("until"),
        periods: ["auto", "week", "month", "quarter", "year"].into_iter().map(|name| (name, name == period)).collect(),
        statuses: words::STATUSES
            .into_iter()
            .map(|status| (words::status(status), view.spec.footing.statuses.contains(&status)))
            .collect(),
        way: match view.way {
            None => "both",
            Some(Direction::Forth) => "forth",
            Some(Direction::Back) => "back",
        },
        quads: QUADS.into_iter().map(|(name, words, _)| (name, words, name == view.quad_name)).collect(),
        levels: SOURCING.into_iter().map(|(name, words)| (name, words, name == view.level_name)).collect(),
        per_coverage: match view.spec.per_coverage {
            None => "auto",
            Some(true) => "always",
            Some(false) => "never",
        },
        comments: view.spec.footing.comments,
        narrowed: (view.spec.from.is_some() || view.spec.until.is_some())
            .then(|| non_empty(asked.query.with(&[("from", None), ("until", None), ("in", None), ("page", None)]))),
    }
}
