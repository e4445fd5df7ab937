//! The digest above a text: what is in dispute, who is accused, what happened, how parties stand, who speaks.

use std::collections::BTreeMap;

use hearsay_core::{Level, Record, Stance, Statement, StatementId, Status, Trend, Voice};

use crate::pages::article::{content, deed_words, margin, sides, speaker};
use crate::words::{self, count_words, cut};

/// What stands above the text; nothing for a short one, whose margin says it all.
#[derive(Clone, Debug, Default)]
pub(crate) struct Digest {
    pub(crate) disputes: Vec<[DisputeSide; 2]>,
    pub(crate) accused: Vec<Accused>,
    pub(crate) happened: Vec<Happened>,
    pub(crate) more_happened: usize,
    pub(crate) stands: Vec<Stands>,
    pub(crate) speaks: Vec<Speaks>,
    pub(crate) people: String,
    pub(crate) headline: Vec<String>,
}

#[derive(Clone, Debug)]
pub(crate) struct DisputeSide {
    pub(crate) words: String,
    pub(crate) status: &'static str,
    pub(crate) who: String,
    pub(crate) level: &'static str,
    pub(crate) id: String,
}

#[derive(Clone, Debug)]
pub(crate) struct Accused {
    pub(crate) whom: String,
    pub(crate) of: String,
    pub(crate) id: String,
    pub(crate) by: String,
    /// As HTML.
    pub(crate) answer: String,
}

#[derive(Clone, Debug)]
pub(crate) struct Happened {
    pub(crate) when: String,
    pub(crate) class: String,
    pub(crate) status: &'static str,
    pub(crate) what: String,
    pub(crate) id: String,
}

#[derive(Clone, Debug)]
pub(crate) struct Stands {
    pub(crate) who: String,
    pub(crate) level: &'static str,
    pub(crate) between: String,
    /// -1 to 1, and where that is from left to right, in percent.
    pub(crate) value: Option<(String, &'static str, String)>,
    pub(crate) tells: String,
    pub(crate) href: String,
}

#[derive(Clone, Debug)]
pub(crate) struct Speaks {
    pub(crate) level: &'static str,
    pub(crate) count: String,
    pub(crate) names: String,
}

/// Deeds that a digest lists.
const DEEDS: usize = 9;
/// A text of fewer letters has no digest.
const SHORT: usize = 700;

impl Digest {
    pub(crate) fn new(record: &Record) -> Self {
        let story: usize = record.article.paragraphs.iter().map(|span| span.len()).sum();
        if story < SHORT {
            return Self { headline: headline(record), ..Self::default() };
        }
        let (happened, more_happened) = happened(record);
        let (speaks, people) = speaks(record);
        Self {
            disputes: disputes(record),
            accused: accused(record),
            happened,
            more_happened,
            stands: stands(record),
            speaks,
            people,
            headline: headline(record),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.disputes.is_empty()
            && self.accused.is_empty()
            && self.happened.is_empty()
            && self.stands.is_empty()
            && self.speaks.is_empty()
            && self.headline.is_empty()
    }
}

fn who(record: &Record, id: StatementId) -> String {
    let said = record.statements.get(id.index()).and_then(|said| speaker(record, said));
    said.map_or_else(|| "nobody named".to_owned(), |who| cut(&who, 70))
}

fn level_of(record: &Record, id: StatementId) -> &'static str {
    record.statements.get(id.index()).map_or("", |said| words::level(said.source.level))
}

fn disputes(record: &Record) -> Vec<[DisputeSide; 2]> {
    let side = |id: StatementId| {
        let said = record.statements.get(id.index())?;
        Some(DisputeSide {
            words: cut(&content(record, said), 160),
            status: words::status(words::stance_status(said.stance)),
            who: who(record, id),
            level: words::level(said.source.level),
            id: id.to_string(),
        })
    };
    let in_report = |dispute: &&hearsay_core::Dispute| {
        dispute
            .statements
            .iter()
            .all(|id| record.statements.get(id.index()).is_some_and(|said| said.voice == Voice::Report))
    };
    record
        .disputes
        .iter()
        .filter(in_report)
        .take(4)
        .filter_map(|dispute| Some([side(dispute.statements[0])?, side(dispute.statements[1])?]))
        .collect()
}

fn accused(record: &Record) -> Vec<Accused> {
    let row = |accusation: &hearsay_core::Accusation| {
        let said = record.statements.get(accusation.statement.index())?;
        Some(Accused {
            whom: record.entities.get(accusation.accused.index())?.name.clone(),
            of: cut(&content(record, said), 110),
            id: said.id.to_string(),
            by: format!("{}, {}", who(record, said.id), words::level(said.source.level)),
            answer: margin::answer(accusation.answer, accusation.answered_in),
        })
    };
    record.accusations.iter().filter_map(row).take(8).collect()
}

fn happened(record: &Record) -> (Vec<Happened>, usize) {
    let mut events: Vec<_> = record.events.iter().filter(|event| event.voice == Voice::Report).collect();
    let all = events.len();
    // What weighs most first, where not all can be listed; then in order of time.
    events.sort_by(|left, right| right.goldstein.abs().total_cmp(&left.goldstein.abs()).then(left.id.cmp(&right.id)));
    events.truncate(DEEDS);
    events.sort_by_key(|event| (event.status == Status::Future, event.date.map(|days| days.first), event.id));
    let list = events
        .into_iter()
        .map(|event| Happened {
            when: match (event.date, event.status) {
                (Some(days), _) => words::days(days.first, days.last),
                (None, Status::Future) => "to come".to_owned(),
                (None, _) => String::new(),
            },
            class: format!(
                "foot{} {}",
                if words::is_said(event.plover) { " said" } else { "" },
                words::status(event.status)
            ),
            status: words::status(event.status),
            what: deed_words(record, event),
            id: event.id.to_string(),
        })
        .collect();
    (list, all.saturating_sub(DEEDS))
}

fn stands(record: &Record) -> Vec<Stands> {
    let name = |id: hearsay_core::EntityId| record.entities.get(id.index()).map_or("", |entity| entity.name.as_str());
    let mut list: Vec<_> = record.assessments.iter().filter(|said| said.voice == Voice::Report).collect();
    list.sort_by(|left, right| left.level.unwrap_or(0.0).total_cmp(&right.level.unwrap_or(0.0)));
    list.into_iter()
        .take(10)
        .map(|said| {
            let trend = said.trend.map(|trend| match trend {
                Trend::Worsening => "worse",
                Trend::Improving => "better",
                Trend::Steady => "steady",
                Trend::Mixed => "both ways",
            });
            let extreme =
                said.extreme.map(|extreme| if extreme == hearsay_core::Extreme::Low { "low" } else { "high" });
            let weak =
                (said.status != Status::Reported && said.status != Status::Claimed).then(|| words::status(said.status));
            let tells: Vec<&str> = extreme.into_iter().chain(trend).chain(weak).collect();
            let quote = if tells.is_empty() {
                format!("“{}”", cut(record.text.at(said.span), 40))
            } else {
                tells.join(", ")
            };
            let span = crate::pages::article::points(record, said.span);
            Stands {
                who: said.according_to.map_or_else(|| "The paper".to_owned(), |id| who(record, id)),
                level: said.according_to.map_or("own voice", |id| level_of(record, id)),
                between: format!("{} and {}", name(said.between[0]), name(said.between[1])),
                value: said.level.map(|level| {
                    let level = f64::from(level);
                    (words::signed(level, 1), words::side(level), format!("{:.0}%", (level + 1.0) * 50.0))
                }),
                tells: quote,
                href: format!("#{}-{}", span.start(), span.end()),
            }
        })
        .collect()
}

fn speaks(record: &Record) -> (Vec<Speaks>, String) {
    let sources = record.sources();
    let mut by_level: BTreeMap<Level, Vec<&hearsay_core::Cited>> = BTreeMap::new();
    for cited in &sources.cited {
        by_level.entry(cited.level).or_default().push(cited);
    }
    let list = by_level
        .into_iter()
        .map(|(level, cited)| {
            let counted: Vec<_> = cited.iter().filter_map(|cited| cited.count.as_ref()).collect();
            let count = match (level, counted.as_slice()) {
                (Level::Named | Level::Elsewhere, _) => cited.len().to_string(),
                (_, [one]) if cited.len() == 1 => count_words(one).split(" (").next().unwrap_or("").to_owned(),
                (_, []) => String::new(),
                (_, some) => format!("{} or more", some.iter().map(|count| count.min).max().unwrap_or(1)),
            };
            let names: Vec<String> = cited.iter().map(|cited| cut(&cited.name, 60)).collect();
            Speaks { level: words::level(level), count, names: cut(&names.join("; "), 200) }
        })
        .collect();
    let named = sources.cited.iter().filter(|cited| cited.level == Level::Named).count();
    let people = match (sources.least, sources.most) {
        (0, _) => String::new(),
        (least, Some(most)) if most > least => format!("{least} to {most} people; {named} named"),
        (least, Some(_)) => {
            format!("{}; {named} named", if least == 1 { "1 person".to_owned() } else { format!("{least} people") })
        }
        (least, None) => format!(
            "at least {}; {named} named",
            if least == 1 { "1 person".to_owned() } else { format!("{least} people") }
        ),
    };
    (list, people)
}

/// Where the headline and the body do not say the same: a deed told as done above and on weaker footing below; a source
/// that the headline leaves out; a denial that it leaves out.
fn headline(record: &Record) -> Vec<String> {
    let Some(head) = record.article.headline else { return Vec::new() };
    let mut list = Vec::new();
    let in_head = |span: hearsay_core::Span| head.contains(span);
    for above in record.events.iter().filter(|event| in_head(event.trigger)) {
        let same = |event: &&hearsay_core::Event| {
            event.voice == Voice::Report
                && !in_head(event.trigger)
                && event.plover == above.plover
                && sides(record, event).0 == sides(record, above).0
        };
        let below: Vec<_> = record.events.iter().filter(same).collect();
        let weakest = below.iter().max_by_key(|event| event.status);
        if let Some(event) =
            weakest.filter(|event| event.status > above.status && below.iter().all(|other| other.status > above.status))
        {
            let by = event.according_to.map(|id| format!(" by {}", who(record, id))).unwrap_or_default();
            list.push(format!(
                "“{}” is {} in the headline; in the text it is {}{by} ({}).",
                cut(record.text.at(above.trigger), 40),
                words::status(above.status),
                words::status(event.status),
                event.id
            ));
        }
    }
    for said in record.statements.iter().filter(|said| said.content.first().is_some_and(|span| in_head(*span))) {
        if said.source.spans.is_empty() && said.voice == Voice::Report {
            list.push(format!("The headline does not tell who says “{}”.", cut(&content(record, said), 60)));
        }
    }
    let against = record.disputes.iter().map(|dispute| dispute.statements[1]);
    let denies = |id: &StatementId| record.statements.get(id.index()).is_some_and(Statement::denies);
    let head_denies = record
        .statements
        .iter()
        .any(|said| said.stance == Stance::Denies && said.content.first().is_some_and(|span| in_head(*span)));
    let head_speaks = record.statements.iter().any(|said| said.content.first().is_some_and(|span| in_head(*span)));
    if head_speaks
        && !head_denies
        && let Some(denial) = against.clone().find(denies)
    {
        list.push(format!("The headline leaves out that {} denies ({denial}).", who(record, denial)));
    }
    list.truncate(4);
    list
}
