//! Microsoft Recognizers' English cases that a reader of news meets.
//!
//! The cases are things said to an assistant. Which of them count is decided by what is asked, never by what we get right:
//! - the model that gives values (`DateTimeModel`), with a day of reference;
//! - each expected expression is a date, a range of dates, a duration or a set; a case with a time of day is left out;
//! - nobody speaks of himself or to the machine (I, my, me, you, your, we, let's, please, schedule, remind, Cortana, ...);
//! - months and weekdays have their capitals;
//! - an expression has at least one word of three letters: "5/12/2016" and "15" are left out.
//!
//! Right is an expression whose words we have, to the word, and whose days (or whose TIMEX3 duration or set) are one of the
//! readings that are allowed.

use std::path::Path;
use std::sync::Arc;

use anyhow::Result;
use hearsay::Reader;
use hearsay::core::{Article, Block, BlockKind, Days, Span, Text, TimeExpression};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Value;

use super::{Scores, json_lines, share};

#[derive(Deserialize)]
struct Case {
    model: String,
    text: String,
    reference: Option<String>,
    expected: Vec<Expected>,
}

#[derive(Deserialize)]
struct Expected {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: Option<String>,
    resolution: Option<Value>,
}

pub(crate) fn recognizers(reader: &Reader, data: &Path) -> Result<Scores> {
    let (mut cases, mut there, mut found, mut exact, mut right) = (0, 0, 0, 0, 0);
    for case in json_lines::<Case>(&data.join("recognizers_datetime/specs.jsonl"))?.iter().filter(|case| is_news(case))
    {
        cases += 1;
        let published = case.reference.as_deref().and_then(|day| day.get(..10)?.parse().ok());
        let span = Span::new(0, case.text.len());
        let blocks = vec![Block { kind: BlockKind::Paragraph, span, body: span }];
        let article = Article { text: Text::from(case.text.as_str()), blocks, published, ..Article::default() };
        let document = reader.nlp().annotate(Arc::new(article));
        let times = hearsay::read::times(&document, published);
        let points: Vec<usize> = case.text.char_indices().map(|(at, _)| at).chain([case.text.len()]).collect();
        for expected in &case.expected {
            let (Some(&start), Some(&end)) = (points.get(expected.start), points.get(expected.end)) else { continue };
            there += 1;
            let wanted = Span::new(start, end);
            let Some(time) = times.iter().find(|time| time.span.overlaps(wanted)) else { continue };
            found += 1;
            let same_words = same(&case.text, time.span, wanted);
            exact += usize::from(same_words);
            right += usize::from(same_words && allows(expected, time));
        }
    }
    Ok([
        ("cases".to_owned(), cases as f64),
        ("found, any words".to_owned(), share(found, there)),
        ("found, the same words".to_owned(), share(exact, there)),
        ("words and value right".to_owned(), share(right, there)),
    ]
    .into())
}

fn is_news(case: &Case) -> bool {
    const TALK: &[&str] = &[
        "i", "i'll", "i'm", "i've", "i'd", "me", "my", "mine", "you", "your", "we", "we'll", "our", "us", "let's",
        "please", "schedule", "remind", "reminder", "cortana", "alarm", "calendar", "book", "set", "add", "create",
        "show", "find",
    ];
    let words = || case.text.split(|mark: char| !(mark.is_alphanumeric() || mark == '\''));
    let talk = words().any(|word| TALK.contains(&word.to_lowercase().as_str()));
    let small = words().any(|word| NAMES.contains(&word));
    let fits = |expected: &Expected| {
        let kind = expected.kind.as_deref().map(|kind| kind.trim_start_matches("datetimeV2."));
        let text: String =
            case.text.chars().skip(expected.start).take(expected.end.saturating_sub(expected.start)).collect();
        let worded = text.split(|mark: char| !mark.is_alphabetic()).any(|word| word.len() >= 3);
        matches!(kind, Some("date" | "daterange" | "duration" | "set")) && worded && expected.resolution.is_some()
    };
    case.model == "DateTimeModel"
        && case.reference.is_some()
        && !talk
        && !small
        && !case.expected.is_empty()
        && case.expected.iter().all(fits)
}

/// Calendar names without their capitals; "may" and "march" are words too, and stay.
const NAMES: &[&str] = &[
    "january",
    "february",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "jan",
    "feb",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sun",
];

/// The same words, articles and prepositions at the edges aside.
fn same(text: &str, ours: Span, wanted: Span) -> bool {
    let core = |span: Span| {
        let text = text[span.start()..span.end()].to_lowercase();
        let text = text.trim_matches(|mark: char| !mark.is_alphanumeric());
        let leads = ["the ", "in ", "on ", "of ", "from ", "for ", "over ", "at ", "during "];
        leads.iter().fold(text.to_owned(), |text, lead| text.strip_prefix(lead).unwrap_or(&text).to_owned())
    };
    core(ours) == core(wanted)
}

/// Whether our days or value are one of the readings.
fn allows(expected: &Expected, time: &TimeExpression) -> bool {
    let readings = expected.resolution.as_ref().and_then(|resolution| resolution.get("values")?.as_array());
    let day = |value: &Value, key: &str| value.get(key)?.as_str()?.get(..10)?.parse::<Date>().ok();
    readings.is_some_and(|readings| {
        readings.iter().any(|value| {
            let days = match (day(value, "value"), day(value, "start"), day(value, "end")) {
                (Some(one), _, _) => Some(Days::day(one)),
                // Their ends are the day after.
                (_, Some(first), Some(end)) => end.checked_sub(1.day()).ok().map(|last| Days::new(first, last)),
                _ => None,
            };
            let timex = value.get("timex").and_then(Value::as_str);
            match days {
                Some(days) => time.interval == Some(days),
                None => timex == Some(time.value.as_str()),
            }
        })
    })
}
