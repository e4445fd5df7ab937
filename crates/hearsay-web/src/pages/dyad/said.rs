//! What is said of how the two stand: marks, brackets and rows.

use std::collections::BTreeMap;

use hearsay_core::{Level, Voice};
use hearsay_relation::Assessment;
use hearsay_store::Store;
use jiff::civil::Date;

use super::chart::{Tie, Word};
use super::{Told, letter};
use crate::fault::Fault;
use crate::words;

/// Something said of how they stand, in the list.
pub(super) struct SaidRow {
    pub(super) when: String,
    pub(super) who: String,
    pub(super) status: &'static str,
    pub(super) tells: String,
    pub(super) level: Option<(String, &'static str)>,
    pub(super) sentence: String,
    pub(super) href: String,
}

/// Marks, the brackets between them, and the rows of the list.
pub(super) type Drawable = (Vec<Word>, Vec<Tie>, Vec<SaidRow>);

/// What is said, as marks, brackets and rows.
pub(super) fn said_of(store: &Store, told: &Told) -> Result<Drawable, Fault> {
    let bins = &told.relation.series.bins;
    let bin_of = |day: Option<Date>| {
        let day = day?;
        let at = bins.partition_point(|bin| bin.days.last < day);
        bins.get(at).is_some_and(|bin| bin.days.first <= day).then_some(at)
    };
    let mut words_drawn = Vec::new();
    let mut rows = Vec::new();
    let report: Vec<&Assessment> = told.assessments.iter().filter(|said| said.voice == Voice::Report).collect();
    let ids: Vec<i64> = report.iter().map(|said| said.id as i64).collect();
    let places = store.assessment_places(&ids)?;
    for said in &report {
        let who = said.speaker.clone().unwrap_or_else(|| "the paper".to_owned());
        let level = said.source_level.map_or("its own voice", words::level);
        let status = words::status(said.status);
        let place = places.get(&said.id).map(|place| format!("#{}-{}", place.start(), place.end())).unwrap_or_default();
        let found = format!("/article/{}{place}", words::segment(&said.article.0));
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
