//! A pair in words and numbers: the lead, the caption, the table, what the form says.

use hearsay_relation::{Direction, Relation};

use super::spec::{QUADS, SOURCING, View};
use super::{Party, Told, chart, non_empty};
use crate::asked::Asked;
use crate::words;

pub(super) fn lead(told: &Told, counted: usize, is_thin: bool, articles: u64) -> String {
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

pub(super) fn caption(view: &View, told: &Told, one: &Party, other: &Party) -> String {
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

pub(super) struct Number {
    pub(super) label: String,
    pub(super) weight: String,
    pub(super) between: String,
    pub(super) forth: u32,
    pub(super) back: u32,
    pub(super) with: u32,
    pub(super) against: u32,
    pub(super) articles: String,
}

pub(super) fn numbers(relation: &Relation) -> Vec<Number> {
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

/// What the form says now.
pub(super) struct Form {
    pub(super) from: String,
    pub(super) until: String,
    pub(super) periods: Vec<(&'static str, bool)>,
    pub(super) statuses: Vec<(&'static str, bool)>,
    pub(super) way: &'static str,
    pub(super) quads: Vec<(&'static str, &'static str, bool)>,
    pub(super) levels: Vec<(&'static str, &'static str, bool)>,
    pub(super) per_coverage: &'static str,
    pub(super) comments: bool,
    pub(super) narrowed: Option<String>,
}

pub(super) fn form(asked: &Asked, view: &View) -> Form {
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
