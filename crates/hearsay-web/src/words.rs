//! Numbers, days, codes and foreign text as people read them.

use std::fmt::{self, Write};

pub(crate) use crate::codes::{code_name, is_party};
use hearsay_core::{Days, Level, Plover, Stance, Status};
use hearsay_relation::Quad;
use jiff::civil::Date;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Escapes for HTML text and quoted attributes; control characters, which no page may hold, become U+FFFD.
#[derive(Clone, Copy)]
pub(crate) struct Html;

impl askama::filters::Escaper for Html {
    fn write_escaped_str<W: Write>(&self, mut out: W, text: &str) -> fmt::Result {
        let mut last = 0;
        for (at, letter) in text.char_indices() {
            let instead = match letter {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\'' => "&#39;",
                '\n' | '\t' => continue,
                '\0'..='\x1f' | '\x7f'..='\u{9f}' => "\u{fffd}",
                _ => continue,
            };
            out.write_str(&text[last..at])?;
            out.write_str(instead)?;
            last = at + letter.len_utf8();
        }
        out.write_str(&text[last..])
    }
}

/// Text as HTML.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    // Writing to a string does not fail.
    let _ = askama::filters::Escaper::write_escaped_str(&Html, &mut out, text);
    out
}

/// Foreign text where no element can isolate it (titles, attributes, feeds): one line, without characters that turn the
/// direction of what follows.
pub(crate) fn plain(text: &str) -> String {
    let turned = |letter: &char| !matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{61c}');
    let text: String = text.chars().filter(turned).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The beginning of a long text, cut between words, with an ellipsis.
pub(crate) fn cut(text: &str, letters: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= letters {
        return text;
    }
    let head: String = text.chars().take(letters).collect();
    let head = head
        .rsplit_once(' ')
        .filter(|(words, _)| words.chars().count() * 2 > letters)
        .map_or(head.as_str(), |(words, _)| words);
    format!("{}…", head.trim_end_matches([',', ';', ':']))
}

const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// A name as one part of an address.
pub(crate) fn segment(name: &str) -> String {
    utf8_percent_encode(name, SEGMENT).to_string()
}

/// 109,056.
pub(crate) fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// `1 deed`, `12 deeds`.
pub(crate) fn counted(number: u64, what: &str) -> String {
    match (number, what.strip_suffix('y')) {
        (1, _) => format!("1 {what}"),
        (_, Some(stem)) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{} {stem}ies", count(number)),
        _ => format!("{} {what}s", count(number)),
    }
}

/// −19, 0, +2; rounded to so many digits.
pub(crate) fn signed(number: f64, digits: usize) -> String {
    let text = format!("{:.digits$}", number.abs());
    if text.bytes().all(|byte| matches!(byte, b'0' | b'.')) {
        return text;
    }
    let whole = text.split('.').next().and_then(|whole| whole.parse::<u64>().ok());
    let text = match whole {
        Some(whole) if whole >= 1000 && digits == 0 => count(whole),
        _ => text,
    };
    format!("{}{text}", if number < 0.0 { '\u{2212}' } else { '+' })
}

/// `with` for what is good between two, `against` for what is not.
pub(crate) fn side(weight: f64) -> &'static str {
    if weight < 0.0 { "against" } else { "with" }
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// 6 Jan 2011.
pub(crate) fn day(day: Date) -> String {
    format!("{} {} {}", day.day(), MONTHS[usize::from(day.month().unsigned_abs()) - 1], day.year())
}

/// `2011-01-06` as 6 Jan 2011; empty for nothing.
pub(crate) fn day_of(text: Option<&str>) -> String {
    text.and_then(|text| text.parse::<Date>().ok()).map(day).unwrap_or_default()
}

/// The day on which something was printed, as 6 Jan 2011; empty for nothing.
pub(crate) fn printed(published: Option<Date>) -> String {
    published.map(day).unwrap_or_default()
}

/// 6 Jan 2011; Oct–Dec 2010; 2010; 1 Dec 2010 – 6 Jan 2011.
pub(crate) fn days(first: Date, last: Date) -> String {
    if first == last {
        return day(first);
    }
    let whole_months = first.day() == 1 && last == last.last_of_month();
    let month = |date: Date| MONTHS[usize::from(date.month().unsigned_abs()) - 1];
    match (whole_months, first.year() == last.year()) {
        (true, true) if first.month() == 1 && last.month() == 12 => first.year().to_string(),
        (true, true) if first.month() == last.month() => format!("{} {}", month(first), first.year()),
        (true, true) => format!("{}–{} {}", month(first), month(last), first.year()),
        (true, false) if first.month() == 1 && last.month() == 12 => format!("{}–{}", first.year(), last.year()),
        (true, false) => format!("{} {} – {} {}", month(first), first.year(), month(last), last.year()),
        (false, true) if first.month() == last.month() => format!("{}–{}", first.day(), day(last)),
        (false, true) => format!("{} {} – {}", first.day(), month(first), day(last)),
        (false, false) => format!("{} – {}", day(first), day(last)),
    }
}

/// A week, month, quarter or year as people call it: 2011 Q2, May 2011.
pub(crate) fn period(period: hearsay_relation::Period, day: Date) -> String {
    use hearsay_relation::Period;
    match period {
        Period::Day => self::day(day),
        Period::Week => format!("week of {}", self::day(period.start(day))),
        Period::Month => format!("{} {}", MONTHS[usize::from(day.month().unsigned_abs()) - 1], day.year()),
        Period::Quarter | Period::Year => period.label(day).replace("-Q", " Q"),
    }
}

/// As [`days`]; the day of printing where there are none.
pub(crate) fn days_or(of: Option<Days>, published: Option<Date>) -> String {
    of.map_or_else(|| printed(published), |of| days(of.first, of.last))
}

/// How long ago a day was, as people say it.
pub(crate) fn ago(then: Date, now: Date) -> String {
    let days = then.until(now).map_or(0, |span| span.get_days());
    match days {
        ..1 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        2..60 => format!("{days} days ago"),
        60..730 => format!("{} months ago", days / 30),
        _ => format!("{} years ago", (f64::from(days) / 365.25) as i32),
    }
}

/// The class of a footing, which is its name.
pub(crate) fn status(status: Status) -> &'static str {
    match status {
        Status::Reported => "reported",
        Status::Claimed => "claimed",
        Status::Alleged => "alleged",
        Status::Future => "future",
        Status::Possible => "possible",
        Status::Denied => "denied",
        Status::Negated => "negated",
    }
}

pub(crate) const STATUSES: [Status; 7] = [
    Status::Reported,
    Status::Claimed,
    Status::Alleged,
    Status::Denied,
    Status::Possible,
    Status::Future,
    Status::Negated,
];

/// What a footing means, in a few words.
pub(crate) fn status_means(status: Status) -> &'static str {
    match status {
        Status::Reported => "in the paper’s own voice",
        Status::Claimed => "a source says so",
        Status::Alleged => "accused, suspected, believed",
        Status::Future => "planned, vowed",
        Status::Possible => "if, may, hoped for",
        Status::Denied => "what a denial denies",
        Status::Negated => "said not to be",
    }
}

pub(crate) fn level(level: Level) -> &'static str {
    match level {
        Level::Named => "named",
        Level::Spokesperson => "spokesperson",
        Level::Institution => "institution",
        Level::Document => "document",
        Level::Media => "media",
        Level::Anonymous => "anonymous",
        Level::Collective => "collective",
        Level::Elsewhere => "elsewhere",
        Level::Relayed => "relayed",
        Level::Unattributed => "unattributed",
        Level::Reader => "reader",
    }
}

pub(crate) const LEVELS: [Level; 11] = [
    Level::Named,
    Level::Spokesperson,
    Level::Institution,
    Level::Document,
    Level::Media,
    Level::Anonymous,
    Level::Collective,
    Level::Elsewhere,
    Level::Relayed,
    Level::Unattributed,
    Level::Reader,
];

/// What a level means, in a few words.
pub(crate) fn level_means(level: Level) -> &'static str {
    match level {
        Level::Named => "a person’s name",
        Level::Spokesperson => "somebody who speaks for a body",
        Level::Institution => "a government, court, company",
        Level::Document => "a suit, report, cable",
        Level::Media => "another outlet",
        Level::Anonymous => "a description without a name",
        Level::Collective => "experts, critics, many",
        Level::Elsewhere => "said to others",
        Level::Relayed => "known through another source",
        Level::Unattributed => "it is believed, reportedly",
        Level::Reader => "the writer of a comment",
    }
}

/// The footing that a statement gives to what it says.
pub(crate) fn stance_status(stance: Stance) -> Status {
    match stance {
        Stance::Denies | Stance::Doubts | Stance::Refuses => Status::Denied,
        Stance::Alleges | Stance::Believes | Stance::Fears => Status::Alleged,
        Stance::Predicts | Stance::Intends | Stance::Threatens | Stance::Decrees => Status::Future,
        Stance::Hopes | Stance::Demands | Stance::Asks => Status::Possible,
        _ => Status::Claimed,
    }
}

pub(crate) fn stance(stance: Stance) -> String {
    // Its name in JSON is the word.
    serde_json::to_value(stance).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// Whether a deed of this type is only said.
pub(crate) fn is_said(plover: Plover) -> bool {
    matches!(Quad::of(plover), Quad::VerbalCooperation | Quad::VerbalConflict)
}

/// `expel-envoy` as a person says it.
pub(crate) fn deed(id: &str) -> String {
    id.replace('-', " ")
}

/// "six"; "two or more (several)".
pub(crate) fn count_words(count: &hearsay_core::Count) -> String {
    let number = match count.max {
        Some(max) if max == count.min => max.to_string(),
        Some(max) => format!("{} to {max}", count.min),
        None => format!("{} or more", count.min),
    };
    format!("{number} (“{}”)", count.text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn markup_in_foreign_text_is_text() {
        assert_eq!(escaped("<b title='x'>\u{0}&\"\n"), "&lt;b title=&#39;x&#39;&gt;\u{fffd}&amp;&quot;\n");
        assert_eq!(plain("a\u{202e}b\n c"), "ab c");
    }

    #[test]
    fn numbers_and_days_are_those_of_people() {
        assert_eq!([count(7), count(1234), count(1_234_567)], ["7", "1,234", "1,234,567"]);
        assert_eq!([signed(-18.7, 0), signed(0.2, 0), signed(-0.04, 1), signed(1.26, 1)], ["−19", "0", "0.0", "+1.3"]);
        assert_eq!([counted(1, "story"), counted(2, "story"), counted(3, "day")], ["1 story", "2 stories", "3 days"]);
        assert_eq!(days(date(2010, 10, 1), date(2010, 12, 31)), "Oct–Dec 2010");
        assert_eq!(days(date(2011, 1, 6), date(2011, 1, 9)), "6–9 Jan 2011");
        assert_eq!(days(date(2010, 12, 30), date(2011, 1, 2)), "30 Dec 2010 – 2 Jan 2011");
        assert_eq!(ago(date(2014, 5, 1), date(2024, 6, 1)), "10 years ago");
    }

    #[test]
    fn a_long_text_is_cut_between_words() {
        assert_eq!(cut("one two  three", 40), "one two three");
        assert_eq!(cut("one two three", 9), "one two…");
        assert_eq!(cut("onetwothree", 4), "onet…");
    }
}
