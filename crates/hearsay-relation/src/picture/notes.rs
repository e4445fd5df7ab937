//! The sentences under a drawing: what turned, when, and in whose words.

use std::collections::BTreeMap;

use crate::picture::Subject;
use crate::{Change, Deed, Direction, Event, Fate, Move, Swings, Track, Turn};

/// Finds deeds and tellings by their ids.
pub(crate) struct Sayings<'a> {
    subject: Subject<'a>,
    deeds: BTreeMap<u64, &'a Deed>,
    events: BTreeMap<u64, &'a Event>,
}

impl<'a> Sayings<'a> {
    pub(crate) fn new(subject: Subject<'a>) -> Self {
        let deeds = subject.relation.series.deeds.iter().map(|deed| (deed.group, deed)).collect();
        let events = subject.events.iter().map(|event| (event.id, event)).collect();
        Self { subject, deeds, events }
    }

    /// The three most telling deeds among `groups`, each with its sentence; no sentence comes twice.
    pub(crate) fn tellings(&self, groups: &[u64], most: usize) -> Vec<(String, String)> {
        let mut list: Vec<(String, String)> = Vec::new();
        for deed in groups.iter().filter_map(|group| self.deeds.get(group)) {
            let Some(event) = self.events.get(&deed.shown) else { continue };
            let sentence = event.sentence.split_whitespace().collect::<Vec<_>>().join(" ");
            if list.len() >= most || list.iter().any(|(_, other)| *other == sentence) {
                continue;
            }
            list.push((self.head(deed, event), sentence));
        }
        list
    }

    /// `2011-11-26  USA -> PAK  ASSAULT -9.0, claimed by a NATO spokesman, in 3 papers, denied`
    fn head(&self, deed: &Deed, event: &Event) -> String {
        let day = deed.days.map_or_else(String::new, |days| {
            if days.first == days.last { days.first.to_string() } else { format!("{} to {}", days.first, days.last) }
        });
        let (one, other) = (self.subject.one, self.subject.other);
        let who = match (deed.forth, deed.back) {
            (true, true) => format!("{one} and {other}"),
            (true, false) => format!("{one} to {other}"),
            _ if event.direction == Direction::Forth => format!("{one} to {other}"),
            _ => format!("{other} to {one}"),
        };
        let mut head = format!("{day}  {who}  {} {:+.1}", deed.plover.name(), deed.weight);
        let status = format!("{:?}", deed.status).to_lowercase();
        match &event.speaker {
            Some(speaker) => head.push_str(&format!(", {status} by {speaker}")),
            None => head.push_str(&format!(", {status}")),
        }
        if event.implied {
            head.push_str(", target implied");
        }
        if deed.outlets > 1 {
            head.push_str(&format!(", in {} papers", deed.outlets));
        }
        if !deed.denied_by.is_empty() {
            head.push_str(", denied");
        }
        head
    }

    /// `2011-11: -38 a month in all, around it -6; 2011-10-01 to 2012-02-29`
    pub(crate) fn turn(&self, turn: &Turn) -> String {
        let period = self.subject.relation.series.period;
        let label = period.label(turn.day);
        let open = if turn.open { "; how far it reaches is not known" } else { "" };
        let chance = if turn.sure { "" } else { "; chance may have made it" };
        format!(
            "{label}: {:+.0} a {}, {:+.0} around it; {} to {}{open}{chance}",
            whole(turn.balance),
            period.name(),
            whole(turn.around),
            turn.days.first,
            turn.days.last
        )
    }

    /// `2011-01: mean weight -0.4 to -3.1; against each other 0.3 to 2.1 a month (found again in 92 % of drawings)`
    pub(crate) fn change(&self, change: &Change) -> String {
        let label = self.subject.relation.series.period.label(change.day);
        let moves: Vec<String> = change.moves.iter().map(|step| self.step(step)).collect();
        format!("{label}: {}", moves.join("; "))
    }

    fn step(&self, step: &Move) -> String {
        let series = &self.subject.relation.series;
        let support =
            step.support.map_or_else(String::new, |share| format!(" (found again in {:.0} %)", 100.0 * share));
        let unit = match (step.track, series.per_coverage) {
            (Track::Weight, _) => String::new(),
            (_, true) => " for each 1000 articles".to_owned(),
            (_, false) => format!(" a {}", series.period.name()),
        };
        let (before, after) = (step.before, step.after);
        match step.track {
            Track::Weight => format!("mean weight {before:+.1}, then {after:+.1}{support}"),
            Track::Conflict => format!("against each other {before:.2}, then {after:.2}{unit}{support}"),
            Track::Cooperation => format!("with each other {before:.2}, then {after:.2}{unit}{support}"),
        }
    }
}

/// Rounded, without a minus before nothing.
fn whole(sum: f64) -> f64 {
    sum.round() + 0.0
}

/// What is drawn, in two sentences.
pub(crate) fn heading(subject: Subject<'_>) -> Vec<String> {
    let series = &subject.relation.series;
    let (one, other) = (subject.one, subject.other);
    let (Some(first), Some(last)) = (series.bins.first(), series.bins.last()) else {
        return vec![nothing(subject)];
    };
    if series.deeds.is_empty() {
        return vec![nothing(subject)];
    }
    let (first, last) = (series.period.label(first.days.first), series.period.label(last.days.first));
    let period = series.period.name();
    let articles: std::collections::BTreeSet<_> = subject.events.iter().map(|event| &event.article).collect();
    let tellings: usize = series.deeds.iter().map(|deed| deed.events.len()).sum();
    let aside = series.aside;
    let aside: Vec<String> = [
        (aside.other_footing, "on another footing"),
        (aside.undated, "undated"),
        (aside.vague, "of vague date"),
        (aside.outside, "outside these days"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, why)| format!("{count} {why}"))
    .collect();
    let aside = if aside.is_empty() { String::new() } else { format!(" Left out: {}.", aside.join(", ")) };
    vec![
        format!("{one} and {other}, {first} to {last}, by {period}"),
        format!(
            "What they do to each other, weighed from -10 (war) to 10 (aid) and summed by {period}; mean {:+.1}. \
             {} deeds, told {tellings} times; {} articles speak of the two.{aside}",
            series.mean,
            series.deeds.len(),
            articles.len()
        ),
    ]
}

/// Why nothing is drawn.
fn nothing(subject: Subject<'_>) -> String {
    let (one, other, aside) = (subject.one, subject.other, subject.relation.series.aside);
    let left_out = aside.other_footing + aside.undated + aside.vague + aside.outside;
    let told = subject.assessments.len();
    match (left_out, told) {
        (0, 0) => {
            format!("{one} and {other}: no article tells of a deed between them, and nobody says how they stand.")
        }
        (0, _) => {
            format!("{one} and {other}: no article tells of a deed between them; what is said of them stands below.")
        }
        (left, _) => format!(
            "{one} and {other}: no deed between them counts here; left out are {left} on another footing, undated or \
             outside these days (--status, --from, --until)."
        ),
    }
}

/// Whether the swings grow or die down, in a sentence or two.
pub fn swings(swings: &Swings) -> String {
    let count = match swings.list.len() {
        0 => {
            return format!(
                "No swing of the mean weight by {:.1} or more: whether swings grow or die down cannot be told.",
                swings.least
            );
        }
        1 => "One swing".to_owned(),
        some => format!("{some} swings"),
    };
    let widths: Vec<f64> = swings.list.iter().map(|swing| swing.change.abs()).collect();
    let (least, most) =
        widths.iter().fold((f64::INFINITY, 0.0_f64), |(low, high), &width| (low.min(width), high.max(width)));
    let size = if widths.len() == 1 { format!("by {most:.1}") } else { format!("by {least:.1} to {most:.1}") };
    let year = swings.a_year.map_or_else(String::new, |[factor, low, high]| {
        let change = |factor: f64| {
            let percent = (factor - 1.0) * 100.0;
            if percent < 0.0 { format!("{:.0} % smaller", -percent) } else { format!("{percent:.0} % larger") }
        };
        format!(" A year makes them {} (95 % interval: {} to {}).", change(factor), change(low), change(high))
    });
    let verdict = match (swings.fate, &swings.why) {
        (Fate::Growing, _) => "They grow.".to_owned(),
        (Fate::DyingDown, _) => "They die down.".to_owned(),
        (Fate::CannotTell, why) => {
            format!(
                "Whether they grow or die down cannot be told: {}.",
                why.as_deref().unwrap_or("too little is known")
            )
        }
    };
    format!("{count} of the mean weight, {size}.{year} {verdict}")
}

/// `text` in lines of at most `width` letters, all but the first indented.
pub(crate) fn wrapped(first: &str, text: &str, width: usize) -> String {
    let indent = first.chars().count();
    let (mut out, mut at) = (first.to_owned(), indent);
    let mut fresh = true;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if !fresh && at + 1 + length > width {
            out.push('\n');
            out.push_str(&" ".repeat(indent));
            (at, fresh) = (indent, true);
        }
        if !fresh {
            out.push(' ');
            at += 1;
        }
        out.push_str(word);
        at += length;
        fresh = false;
    }
    out.push('\n');
    out
}
