//! What must not change the answer: the order in which articles came, and one article with an odd date.
#![allow(clippy::unwrap_used, missing_docs)]

use hearsay_core::{ArticleId, Days, EventId, Plover, Status, Voice};
use hearsay_relation::{Coverage, Direction, Event, Period, Relation, Spec, relation};
use jiff::ToSpan as _;
use jiff::civil::{Date, date};

/// The deed of article `number`, whose rows in the store are numbered `id`.
fn event(number: u64, id: u64, day: Date) -> Event {
    // A war in the middle of trade and quarrels.
    let weight = match number {
        60..=75 => -9.0,
        _ if number.is_multiple_of(3) => 3.4,
        _ => -2.0,
    };
    Event {
        id,
        group: id,
        article: ArticleId(format!("a{number:03}")),
        event: EventId(0),
        direction: if number.is_multiple_of(2) { Direction::Forth } else { Direction::Back },
        source: "ARL".into(),
        target: "BRL".into(),
        implied: false,
        days: Some(Days::day(day)),
        published: Some(day),
        plover: if weight < -6.0 { Plover::Assault } else { Plover::Accuse },
        cameo: "112".into(),
        deed: "accuse".into(),
        weight,
        status: Status::Reported,
        voice: Voice::Report,
        speaker: None,
        level: None,
        confidence: 0.9,
        outlet: Some(format!("Paper {number}")),
        agency: None,
        country: None,
        place: None,
        sentence: format!("Arland and Breland are at odds over matter {number}."),
    }
}

/// A deed every nine days from 2010 on, read in this order: rows are numbered as articles come in.
fn read(order: impl Iterator<Item = u64>) -> (Vec<Event>, Coverage) {
    let mut coverage = Coverage::default();
    let day = |number: u64| date(2010, 1, 4).saturating_add((9 * number as i64).days());
    let mut events: Vec<Event> = order
        .zip(1..)
        .map(|(number, id)| {
            *coverage.0.entry(day(number)).or_default() += 1;
            event(number, id, day(number))
        })
        .collect();
    events.sort_by_key(|event| (event.days.map(|days| days.first), event.id));
    (events, coverage)
}

/// The answer without the numbers of rows, letter for letter.
fn told(relation: &Relation) -> String {
    let mut answer = serde_json::to_value(relation).unwrap();
    without_numbers(&mut answer);
    answer.to_string()
}

fn without_numbers(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(fields) => {
            for name in ["group", "groups", "events", "shown", "ids", "denied_by"] {
                fields.remove(name);
            }
            fields.values_mut().for_each(without_numbers);
        }
        serde_json::Value::Array(list) => list.iter_mut().for_each(without_numbers),
        _ => {}
    }
}

#[test]
fn the_order_of_adding_changes_no_verdict() {
    let answer = |order: &mut dyn Iterator<Item = u64>| {
        let (events, coverage) = read(order);
        let relation = relation(&events, &[], &coverage, &Spec { resamples: 100, ..Spec::default() });
        assert!(relation.series.bins.iter().any(|bin| bin.balance_between.is_some()) && !relation.turns.is_empty());
        told(&relation)
    };
    let forward = answer(&mut (0..150));
    assert_eq!(answer(&mut (0..150).rev()), forward);
    assert_eq!(answer(&mut (0..150).map(|number| number * 77 % 150)), forward);
}

/// First and last year of the series, and how many deeds lie outside.
fn check(old: &[Date], spec: &Spec, expected: (i16, i16, u32)) {
    let (mut events, mut coverage) = read(0..450);
    for (at, &day) in old.iter().enumerate() {
        events.push(event(900 + at as u64, 900 + at as u64, day));
        *coverage.0.entry(day).or_default() += 1;
    }
    let series = relation(&events, &[], &coverage, spec).series;
    let (first, last) = (series.bins.first().unwrap(), series.bins.last().unwrap());
    assert_eq!((first.days.first.year(), last.days.last.year(), series.aside.outside), expected, "{old:?} {spec:?}");
    assert_eq!(series.bins.iter().map(|bin| bin.both.deeds).sum::<u32>(), events.len() as u32 - expected.2);
}

#[test]
fn one_old_date_does_not_move_the_series() {
    let spec = Spec { resamples: 0, ..Spec::default() };
    check(&[], &spec, (2010, 2021, 0));
    check(&[date(1601, 3, 1)], &spec, (2010, 2021, 1));
    check(&[date(1601, 3, 1), date(1601, 4, 1), date(9999, 1, 1)], &spec, (2010, 2021, 3));
    check(&[date(1, 1, 1)], &Spec { period: Some(Period::Day), ..spec.clone() }, (2010, 2021, 1));
    // What is near enough belongs to the pile.
    check(&[date(1995, 3, 1)], &Spec { period: Some(Period::Year), ..spec.clone() }, (1995, 2021, 0));
}

#[test]
fn a_first_day_long_before_anything_is_known_leaves_nothing_out() {
    let from = |day| Spec { from: Some(day), resamples: 0, ..Spec::default() };
    check(&[], &from(date(1, 1, 1)), (2010, 2021, 0));
    check(&[], &from(Date::MIN), (2010, 2021, 0));
    // Who asks for the old page has it, by year, with all that came after.
    check(&[date(1601, 3, 1)], &from(date(1600, 1, 1)), (1601, 2021, 0));
    check(&[date(101, 3, 1)], &from(date(1, 1, 1)), (522, 2021, 1));
}
