//! A relation as its reader meets it: what counts, what turns, what cannot be told.
#![allow(clippy::unwrap_used, missing_docs)]

use hearsay_core::{ArticleId, Days, EventId, Extreme, Level, Plover, Status, Trend, Voice};
use hearsay_relation::picture::{Subject, csv, figure, terminal};
use hearsay_relation::{
    Assessment, Coverage, Direction, Event, Fate, Footing, Period, Spec, Track, TurnKind, group, relation, same_deed,
    series,
};
use jiff::ToSpan as _;
use jiff::civil::{Date, date};

/// Arland accuses Breland, reported on one day by an article of its own.
fn event(id: u64, day: Date) -> Event {
    Event {
        id,
        group: id,
        article: ArticleId(format!("a{id}")),
        event: EventId(0),
        direction: Direction::Forth,
        source: "ARL".into(),
        target: "BRL".into(),
        implied: false,
        days: Some(Days::day(day)),
        published: Some(day),
        plover: Plover::Accuse,
        cameo: "112".into(),
        deed: "accuse".into(),
        weight: -2.0,
        status: Status::Reported,
        voice: Voice::Report,
        speaker: None,
        level: None,
        confidence: 0.9,
        outlet: Some(format!("Paper {id}")),
        agency: None,
        country: None,
        place: None,
        sentence: format!("Arland accuses Breland of matter {id}."),
    }
}

fn weighing(id: u64, day: Date, weight: f32) -> Event {
    let plover = if weight < -6.0 {
        Plover::Assault
    } else if weight < 0.0 {
        Plover::Accuse
    } else {
        Plover::Support
    };
    Event { weight, plover, ..event(id, day) }
}

/// Events on the days of `weights`, one every `step` days from 2010 on.
fn every(step: i64, weights: impl IntoIterator<Item = f64>) -> Vec<Event> {
    weights
        .into_iter()
        .enumerate()
        .map(|(at, weight)| {
            let day = date(2010, 1, 4).saturating_add((at as i64 * step).days());
            weighing(at as u64 + 1, day, weight as f32)
        })
        .collect()
}

fn plain(events: &[Event], spec: &Spec) -> hearsay_relation::Relation {
    relation(events, &[], &Coverage::default(), spec)
}

// Numbers that look random, the same on every run.
fn noise(seed: u64, count: usize) -> Vec<f64> {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 33) as f64) / f64::from(1_u32 << 31)
    };
    (0..count).map(|_| (0..6).map(|_| next()).sum::<f64>() - 3.0).collect()
}

#[test]
fn one_deed_in_ten_papers_is_one_deed() {
    let told = |id: u64| Event {
        group: 1,
        outlet: Some(format!("Paper {}", id % 3)),
        agency: (id == 4).then(|| "Wire".into()),
        sentence: format!("Arland {id} expels {id} Breland envoys {}", "word ".repeat(id as usize % 2)),
        ..event(id, date(2011, 3, 1))
    };
    let events: Vec<Event> = (1..=10).map(told).chain([event(11, date(2011, 3, 2))]).collect();
    let series = series(&events, &Coverage::default(), &Spec { period: Some(Period::Month), ..Spec::default() });
    assert_eq!(series.bins.len(), 1);
    let tally = &series.bins[0].both;
    assert_eq!((tally.deeds, tally.groups.clone()), (2, vec![1, 11]));
    // Three papers and a wire tell the first, one paper the second.
    assert_eq!(tally.outlets, 5);
    assert_eq!(series.deeds[0].events, (1..=10).collect::<Vec<u64>>());
}

#[test]
fn a_sentence_copied_by_another_paper_is_no_second_source() {
    let sentence =
        "Arland has expelled nine diplomats of Breland over a burnt bridge near Ostmark harbour, ministers said.";
    let told = |id| Event { group: 1, sentence: sentence.into(), ..event(id, date(2011, 3, 1)) };
    let events = vec![told(1), told(2), told(3)];
    let series = series(&events, &Coverage::default(), &Spec::default());
    assert_eq!(series.deeds[0].outlets, 1);
    assert_eq!(series.deeds[0].articles, 3);
}

#[test]
fn comments_and_allegations_stay_out_unless_asked_for() {
    let day = date(2011, 3, 1);
    let comment = Event { voice: Voice::Comment, status: Status::Claimed, ..event(1, day) };
    let alleged = Event { status: Status::Alleged, level: Some(Level::Anonymous), ..event(2, day) };
    let events = [comment, alleged, event(3, day)];
    let counted = |footing: Footing| {
        let spec = Spec { footing, ..Spec::default() };
        let series = series(&events, &Coverage::default(), &spec);
        (series.deeds.iter().map(|deed| deed.group).collect::<Vec<_>>(), series.aside.other_footing)
    };
    assert_eq!(counted(Footing::default()), (vec![3], 2));
    assert_eq!(counted(Footing { comments: true, ..Footing::default() }), (vec![1, 3], 1));
    let mut wide = Footing::default();
    wide.statuses.insert(Status::Alleged);
    assert_eq!(counted(wide.clone()), (vec![2, 3], 1));
    wide.levels = Some([Level::Named].into());
    assert_eq!(counted(wide), (vec![3], 2));
}

#[test]
fn a_denial_stays_with_its_deed_and_does_not_count() {
    let day = date(2011, 3, 1);
    let denial = Event { group: 1, status: Status::Denied, speaker: Some("a minister".into()), ..event(2, day) };
    let series = series(&[event(1, day), denial], &Coverage::default(), &Spec::default());
    assert_eq!(series.deeds.len(), 1);
    assert_eq!((series.deeds[0].events.clone(), series.deeds[0].denied_by.clone()), (vec![1], vec![2]));
}

#[test]
fn a_deed_done_together_counts_once_for_both_and_once_for_each() {
    let met = event(1, date(2011, 3, 1));
    let back = Event { direction: Direction::Back, source: "BRL".into(), target: "ARL".into(), ..met.clone() };
    let series = series(&[met, back], &Coverage::default(), &Spec::default());
    let bin = &series.bins[0];
    assert_eq!((bin.both.deeds, bin.forth.deeds, bin.back.deeds), (1, 1, 1));
}

#[test]
fn prisoners_exchanged_are_one_deed_though_two_events() {
    let gave = event(1, date(2011, 3, 1));
    let took = Event { id: 2, group: 2, direction: Direction::Back, event: EventId(1), ..gave.clone() };
    let other = Event { id: 3, group: 3, deed: "visit".into(), event: EventId(2), ..gave.clone() };
    let series = series(&[gave, took, other], &Coverage::default(), &Spec::default());
    let bin = &series.bins[0];
    assert_eq!((bin.both.groups.clone(), bin.forth.deeds, bin.back.deeds), (vec![1, 3], 2, 1));
    assert_eq!(series.deeds[0].events, [1, 2]);
}

#[test]
fn vague_days_and_days_outside_are_set_aside() {
    let day = date(2011, 3, 1);
    let since = Event { days: Some(Days::new(date(1990, 1, 1), date(2011, 3, 1))), ..event(2, day) };
    let undated = Event { days: None, published: None, ..event(3, day) };
    let old = Event { days: Some(Days::day(date(2001, 3, 1))), ..event(4, day) };
    let this_month = Event { days: Some(Days::new(day, date(2011, 3, 31))), ..event(5, day) };
    let events = [event(1, day), since, undated, old, this_month];
    let spec = Spec { period: Some(Period::Week), ..Spec::default() };
    let series = series(&events, &Coverage::default(), &spec);
    // "This month", printed on its first day, can only be that day.
    assert_eq!(series.deeds.iter().map(|deed| deed.group).collect::<Vec<_>>(), [1, 5]);
    assert_eq!((series.aside.undated, series.aside.vague + series.aside.outside), (1, 2));
}

#[test]
fn two_papers_on_one_expulsion_are_grouped_and_two_expulsions_are_not() {
    let told = |id, day, sentence: &str| Event {
        plover: Plover::Sanction,
        deed: "expel-envoy".into(),
        sentence: sentence.into(),
        ..event(id, day)
    };
    let day = date(2011, 3, 1);
    let one = told(1, day, "Arland on Tuesday expelled three Breland diplomats over spying in the port of Ost.");
    let other = told(
        2,
        day,
        "Three diplomats from Breland were expelled by Arland after a spying row, Arland's ministry said.",
    );
    let later = told(
        3,
        date(2011, 9, 1),
        "Arland on Thursday expelled three Breland diplomats over spying in the port of Ost.",
    );
    let unlike =
        told(4, day, "A trade fair closed when Arland sent home the Breland pavilion's manager for unpaid bills.");
    let same_article = Event { article: one.article.clone(), ..told(5, day, &one.sentence) };
    assert!(same_deed(&one, &other) && same_deed(&other, &one));
    assert!(!same_deed(&one, &later) && !same_deed(&one, &unlike) && !same_deed(&one, &same_article));
    let mut events = vec![one, other, later, unlike];
    assert_eq!(group(&events), [1, 1, 3, 4]);
    events.reverse();
    assert_eq!(group(&events), [4, 3, 1, 1]);
}

#[test]
fn grouping_stays_quick_on_a_day_with_thousands_of_alike_deeds() {
    let events: Vec<Event> = (0..5_000)
        .map(|id| Event {
            sentence: format!("Arland guns hit Breland village {} and hurt {} on day {}", id % 977, id % 31, id % 7),
            ..event(id, date(2011, 3, 1).saturating_add(((id % 40) as i64).days()))
        })
        .collect();
    let groups = group(&events);
    assert_eq!(groups.len(), events.len());
    assert!(groups.iter().zip(&events).all(|(group, event)| *group <= event.id));
}

#[test]
fn the_order_of_rows_makes_no_difference() {
    let events = every(5, noise(3, 150).into_iter().map(|value| value * 4.0 - 1.0));
    let spec = Spec { resamples: 40, ..Spec::default() };
    let whole = plain(&events, &spec);
    let mut turned = events;
    turned.reverse();
    turned.rotate_left(41);
    assert_eq!(whole, plain(&turned, &spec));
}

#[test]
fn a_war_is_a_change_and_its_first_weeks_are_shown() {
    let peace = noise(5, 120).into_iter().map(|value| 1.0 + value);
    let war = noise(6, 120).into_iter().map(|value| -8.0 + value);
    let relation = plain(&every(4, peace.chain(war)), &Spec { resamples: 50, ..Spec::default() });
    let change = relation.changes.iter().find(|change| change.moves.iter().any(|step| step.track == Track::Weight));
    let change = change.expect("the weight changes");
    let begun = date(2010, 1, 4).saturating_add(480.days());
    assert!(begun.until(change.day).unwrap().get_days().abs() <= 14, "{}", change.day);
    let step = &change.moves[0];
    assert!(step.before > 0.0 && step.after < -6.0 && step.support.unwrap() > 0.9, "{step:?}");
    assert!(!change.groups.is_empty() && change.groups.iter().all(|group| (115..160).contains(group)));
}

#[test]
fn chance_alone_seldom_makes_a_change() {
    let mut found = 0;
    for seed in 0..40 {
        let events = every(3, noise(1000 + seed, 200).into_iter().map(|value| value * 4.0 - 1.0));
        let spec = Spec { resamples: 0, ..Spec::default() };
        found += usize::from(!plain(&events, &spec).changes.is_empty());
    }
    assert!(found <= 3, "{found} of 40 series without a change have one");
}

#[test]
fn a_bad_spring_is_a_trough_that_names_its_deeds() {
    let usual = noise(8, 300).into_iter().enumerate();
    let weights = usual.map(|(at, value)| if (140..165).contains(&at) { -7.0 + value } else { 1.0 + 2.0 * value });
    let relation = plain(&every(4, weights), &Spec { period: Some(Period::Month), ..Spec::default() });
    let low = relation.turns.iter().filter(|turn| turn.kind == TurnKind::Trough);
    let low = low.max_by(|one, other| one.prominence.total_cmp(&other.prominence)).expect("there is a trough");
    let (first, last) = (date(2010, 1, 4).saturating_add(560.days()), date(2010, 1, 4).saturating_add(660.days()));
    assert!(first <= low.day.saturating_add(31.days()) && low.day <= last, "{low:?}");
    assert!(low.groups.iter().take(3).all(|group| (141..=165).contains(group)), "{:?}", low.groups);
}

#[test]
fn one_bad_day_is_no_trough() {
    let weights = (0..200).map(|at| if at == 100 { -10.0 } else { 1.0 + 0.5 * f64::from(at % 3) });
    let relation = plain(&every(6, weights), &Spec::default());
    assert!(relation.turns.iter().all(|turn| turn.groups.len() > 1), "{:?}", relation.turns);
    assert!(relation.turns.iter().all(|turn| turn.kind == TurnKind::Peak || !turn.sure), "{:?}", relation.turns);
}

/// Ups and downs of two years each, whose height is `height` of the year.
fn waves(height: impl Fn(f64) -> f64) -> Vec<Event> {
    let noise = noise(11, 1500);
    every(
        5,
        noise.into_iter().enumerate().map(move |(at, value)| {
            let year = at as f64 * 5.0 / 365.25;
            (height(year) * (year * std::f64::consts::PI).sin() + 0.7 * value).clamp(-10.0, 10.0)
        }),
    )
}

#[test]
fn swings_that_grow_shrink_or_do_neither_are_told_apart() {
    let spec = Spec { period: Some(Period::Month), resamples: 50, ..Spec::default() };
    let fate = |height: fn(f64) -> f64| {
        let swings = plain(&waves(height), &spec).swings;
        (swings.fate, swings.list.len())
    };
    let (dying, count) = fate(|year| 9.0 * 0.88_f64.powf(year));
    assert_eq!(dying, Fate::DyingDown, "{count} swings");
    assert_eq!(fate(|year| 9.0 * 0.88_f64.powf(20.0 - year)).0, Fate::Growing);
    assert_eq!(fate(|_| 6.0).0, Fate::CannotTell);
    assert_eq!(fate(|_| 0.0).0, Fate::CannotTell);
}

#[test]
fn a_growing_pile_is_no_growing_conflict() {
    // Twice as many articles in the second half, and twice as many of everything in them.
    let sparse = every(8, vec![-2.0; 60]);
    let mut events = sparse;
    let start = date(2010, 1, 4).saturating_add(480.days());
    for at in 0..120_u64 {
        events.push(weighing(1000 + at, start.saturating_add((at as i64 * 4).days()), -2.0));
    }
    let days = (0..960).map(|day| (date(2010, 1, 4).saturating_add(day.days()), if day < 480 { 50 } else { 100 }));
    let coverage = Coverage(days.collect());
    let spec = Spec { resamples: 0, period: Some(Period::Week), ..Spec::default() };
    let fair = relation(&events, &[], &coverage, &spec);
    assert!(fair.series.per_coverage && fair.changes.is_empty(), "{:?}", fair.changes);
    let naive = relation(&events, &[], &coverage, &Spec { per_coverage: Some(false), ..spec });
    assert!(!naive.changes.is_empty());
}

#[test]
fn what_they_say_is_held_against_what_they_do() {
    let day = date(2011, 1, 6);
    let say = |id, level: Option<f32>, trend, extreme| Assessment {
        id,
        article: ArticleId(format!("s{id}")),
        day: Some(day),
        level,
        trend,
        extreme,
        status: Status::Claimed,
        voice: Voice::Report,
        speaker: Some("a spokesman".into()),
        speaker_actor: Some("BRL".into()),
        source_level: Some(Level::Spokesperson),
        outlet: None,
        agency: None,
        sentence: "Relations are at their best ever, a spokesman of Breland says.".into(),
    };
    let list =
        [say(1, Some(0.9), Some(Trend::Improving), Some(Extreme::High)), say(2, None, Some(Trend::Worsening), None)];
    let events = [weighing(1, day, -9.0), weighing(2, day, -6.0)];
    let relation = relation(&events, &list, &Coverage::default(), &Spec::default());
    let bin = &relation.said.bins[0];
    assert_eq!((bin.improving, bin.worsening, bin.high, bin.ids.clone()), (1, 1, 1, vec![1, 2]));
    assert_eq!(relation.said.apart, [0]);
}

#[test]
fn nothing_is_drawn_as_nothing() {
    let empty = plain(&[], &Spec::default());
    let subject = Subject { one: "ARL", other: "BRL", relation: &empty, events: &[], assessments: &[] };
    assert_eq!(
        terminal(subject, 80),
        "ARL and BRL: no article tells of a deed between them, and nobody says how they\nstand.\n"
    );
    assert!(figure(subject).ends_with("</svg>\n"));
    assert_eq!(csv(subject).lines().count(), 1);
}

#[test]
fn drawings_keep_their_width_and_say_what_they_show() {
    let weights = noise(8, 300).into_iter().enumerate();
    let weights = weights.map(|(at, value)| if (140..165).contains(&at) { -7.0 + value } else { 1.0 + 2.0 * value });
    let mut events = every(4, weights);
    events[150].sentence =
        "Arland's guns <shell> \"Ost & West\" for a third day, and nobody between the two rivers sleeps.".into();
    let relation = plain(&events, &Spec::default());
    let subject = Subject { one: "ARL", other: "BRL", relation: &relation, events: &events, assessments: &[] };
    for width in [40, 80, 132] {
        let text = terminal(subject, width);
        assert!(text.lines().all(|line| line.chars().count() <= width.max(40)), "{text}");
    }
    let text = terminal(subject, 80);
    for part in ["Lows\n", "Swings\n", "with ", "against ", "2011"] {
        assert!(text.contains(part), "{part} in {text}");
    }
    let svg = figure(subject);
    for part in
        ["<title id=\"title\">ARL and BRL", "<desc id=\"description\">", "role=\"img\"", "font-family", "Low 1, "]
    {
        assert!(svg.contains(part), "{part}");
    }
    let table = csv(subject);
    let columns = |line: &str| line.matches(',').count();
    assert!(table.lines().all(|line| columns(line) == columns(table.lines().next().unwrap())));
    assert_eq!(table.lines().count(), relation.series.bins.len() + 1);
}

#[test]
fn odd_days_and_weights_do_no_harm() {
    let mut events = every(400, vec![f64::NAN, f64::INFINITY, -10.0, 10.0]);
    events[0].days = Some(Days::new(Date::MIN, Date::MAX));
    events[1].published = Some(Date::MAX);
    events[2].published = Some(Date::MIN);
    for period in [None, Some(Period::Day), Some(Period::Year)] {
        let relation = plain(&events, &Spec { period, resamples: 5, ..Spec::default() });
        let subject = Subject { one: "ARL", other: "BRL", relation: &relation, events: &events, assessments: &[] };
        assert!(!terminal(subject, 80).is_empty() && !figure(subject).is_empty());
    }
}
