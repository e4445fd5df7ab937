//! Times: temporal expressions, found and normalised against the day of publication.
//!
//! A sentence's words (`words`) are matched against the grammar (`grammar`), which gives a `meaning::Meaning`
//! free of any calendar day; `resolve` then anchors it to the day of publication, the tense of its clause, or
//! the date last spoken of.

mod eras;
mod grammar;
mod meaning;
mod numeric;
mod parts;
mod resolve;
mod spans;
mod tense;
mod words;

use hearsay_core::{BlockKind, Days, Document, Span, TimeExpression, TimeKind};
use jiff::civil::Date;

use crate::syntax::clause::Tense;
use grammar::{Figures, Parsed};

/// All time expressions, in text order; `published` anchors "on Tuesday" and "last year".
///
/// Without it such words keep a value with `X` for what is unknown and no interval. In comments nothing is
/// anchored to the day of publication: a comment is written later, by days or by years.
pub fn times(document: &Document, published: Option<Date>) -> Vec<TimeExpression> {
    // The text's own days tell most; then whoever asks, or the page.
    let day_first = numeric::day_first(document.article().text.as_str()).or(document.article().day_first);
    let mut figures = Figures { day_first, ancient: false };
    let parse = |figures: Figures| -> Vec<Vec<Parsed>> {
        document.sentences().iter().map(|sentence| grammar::parse(document.text(sentence.span), figures)).collect()
    };
    let mut parsed = parse(figures);
    if parsed.iter().flatten().any(|parsed| parsed.meaning.is_ancient()) {
        figures.ancient = true;
        parsed = parse(figures);
    }
    let narrative = published.is_some_and(|published| is_narrative(parsed.iter().flatten(), published));
    let mut found: Vec<TimeExpression> = Vec::new();
    let mut told = Told::default();
    let mut last_block = None;
    for (sentence, parsed) in document.sentences().iter().zip(parsed) {
        let block = document.article().block_at(sentence.span.start()).copied();
        let anchor = match block.map(|block| block.kind) {
            Some(BlockKind::Comment(id)) => {
                if block != last_block {
                    told = Told::default();
                }
                document.article().comments[id.index()].date
            }
            _ => published,
        };
        if block != last_block {
            told.sentences_ago = None;
        }
        last_block = block;
        let headline = matches!(block.map(|block| block.kind), Some(BlockKind::Headline));
        let frame = |span: Span| Around {
            headline,
            anchor,
            tense: tense::tense_at(document, sentence, span),
            narrative,
            nowadays: tense::is_nowadays(document, sentence, span, narrative),
            describes: tense::describes(document, sentence, span),
        };
        read_words(parsed, sentence.span.start(), &mut told, frame, &mut found);
        told.sentences_ago = told.sentences_ago.map(|sentences| sentences + 1);
    }
    found
}

/// Whether a text tells of long ago, as a life or a history does: years long past by number, and next to nothing that
/// counts from the day of publication. "On 2 June" then falls in the year told last, however many lines before.
fn is_narrative<'p>(parsed: impl Iterator<Item = &'p Parsed>, published: Date) -> bool {
    let (mut years, mut near) = (0, 0);
    for parsed in parsed {
        match parsed.meaning.year() {
            Some(year) => years += usize::from(year < published.year() - 1),
            None => near += usize::from(parsed.meaning.is_near()),
        }
    }
    years >= 4 && near * 8 <= years
}

/// The date last spoken of.
#[derive(Default)]
struct Told {
    days: Option<Days>,
    /// How many sentences of this paragraph ago; none before it.
    sentences_ago: Option<usize>,
    /// Whether the last year before 1000 was one before Christ.
    before_christ: bool,
}

/// What surrounds an expression.
#[derive(Clone, Copy)]
struct Around {
    anchor: Option<Date>,
    tense: Tense,
    narrative: bool,
    nowadays: bool,
    headline: bool,
    describes: bool,
}

/// The time expressions of one stretch of text that starts at byte `offset` of its article.
fn read_words(
    parsed: Vec<Parsed>,
    offset: usize,
    told: &mut Told,
    around: impl Fn(Span) -> Around,
    found: &mut Vec<TimeExpression>,
) {
    for parsed in parsed {
        let span = Span::new(offset + parsed.start, offset + parsed.end);
        let told_lately = told.sentences_ago.is_some_and(|sentences| sentences <= 1);
        let Around { anchor, tense, narrative, nowadays, headline, describes } = around(span);
        let (spoken_of, before_christ) = (told.days, told.before_christ);
        let context = resolve::Context {
            anchor,
            spoken_of,
            told_lately,
            tense,
            narrative,
            nowadays,
            headline,
            describes,
            before_christ,
        };
        let Some(mut time) = resolve::resolve(&parsed.meaning, span, &context) else { continue };
        if let Some(days) = time.interval.filter(|days| days.first.year() < 1000) {
            told.before_christ = days.first.year() <= 0;
        }
        // "before the year 71", "World War II": what is told next is seldom of that year.
        let lasting = time.interval.is_some_and(|days| days.first.year() + 1 < days.last.year());
        if time.kind == TimeKind::Date && time.interval.is_some() && !lasting {
            *told = Told { days: time.interval, sentences_ago: Some(0), ..*told };
        }
        if let Some(before) = found.last_mut() {
            join_clock(before, &mut time);
        }
        found.push(time);
    }
}

/// "8:30 p.m. Thursday", "on Thursday at 8:30 p.m.": the hour is of that day.
fn join_clock(before: &mut TimeExpression, time: &mut TimeExpression) {
    let close = time.span.start().saturating_sub(before.span.end()) <= 4;
    let is_day =
        |time: &TimeExpression| time.value.len() == 10 && time.interval.is_some_and(|days| days.first == days.last);
    let (clock, day) = match (before.value.starts_with('T'), time.value.starts_with('T')) {
        (true, false) if is_day(time) => (before, &*time),
        (false, true) if is_day(before) => (time, &*before),
        _ => return,
    };
    if close && clock.interval.is_none() {
        clock.value = format!("{}{}", day.value, clock.value);
        clock.interval = day.interval;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    /// Value, modifier and interval of every expression of a text published on Thursday, 6 January 2011.
    fn check(text: &str, expected: &str) {
        check_tense(text, Tense::Past, expected);
    }

    fn check_tense(text: &str, tense: Tense, expected: &str) {
        let mut found = Vec::new();
        let around = Around {
            anchor: Some(date(2011, 1, 6)),
            tense,
            narrative: false,
            nowadays: false,
            headline: false,
            describes: false,
        };
        let mut figures = Figures { day_first: numeric::day_first(text), ancient: false };
        figures.ancient = grammar::parse(text, figures).iter().any(|parsed| parsed.meaning.is_ancient());
        read_words(grammar::parse(text, figures), 0, &mut Told::default(), |_| around, &mut found);
        let lines: Vec<String> = found
            .iter()
            .map(|time| {
                let words = &text[time.span.start()..time.span.end()];
                let modifier = time.modifier.as_ref().map(|modifier| format!(" {modifier}")).unwrap_or_default();
                let days = time.interval.map(|days| format!(" {}..{}", days.first, days.last)).unwrap_or_default();
                format!("{words} = {}{modifier}{days}", time.value)
            })
            .collect();
        assert_eq!(lines.join("\n"), expected, "in: {text}");
    }

    #[test]
    fn full_dates_need_no_anchor() {
        check("It fell on January 6, 2010.", "January 6, 2010 = 2010-01-06 2010-01-06..2010-01-06");
        check("It fell on 6 Jan. 2010.", "6 Jan. 2010 = 2010-01-06 2010-01-06..2010-01-06");
        check("On Monday, 3rd of May, 2010, it fell.", "Monday, 3rd of May, 2010 = 2010-05-03 2010-05-03..2010-05-03");
        check("Filed 2010-02-30 and 2010-02-28.", "2010-02-28 = 2010-02-28 2010-02-28..2010-02-28");
    }

    #[test]
    fn months_and_years_are_intervals() {
        check("the November 2008 attack", "November 2008 = 2008-11 2008-11-01..2008-11-30");
        check("in 2008", "2008 = 2008 2008-01-01..2008-12-31");
        check("They sent 2000 soldiers.", "");
        check("in the 1990s", "the 1990s = 199X 1990-01-01..1999-12-31");
        check("in the mid-1990s", "the mid-1990s = 199X MID 1994-01-01..1996-12-31");
        check("in the 17th century", "the 17th century = 16XX 1600-01-01..1699-12-31");
    }

    #[test]
    fn weekdays_follow_the_tense() {
        check("He left on Tuesday.", "Tuesday = 2011-01-04 2011-01-04..2011-01-04");
        check("He left on Thursday.", "Thursday = 2011-01-06 2011-01-06..2011-01-06");
        check_tense("He will leave on Tuesday.", Tense::Future, "Tuesday = 2011-01-11 2011-01-11..2011-01-11");
        check("He left last Thursday.", "last Thursday = 2010-12-30 2010-12-30..2010-12-30");
        check("He left on Tuesday night.", "Tuesday night = 2011-01-04TNI 2011-01-04..2011-01-04");
    }

    #[test]
    fn months_without_a_year_follow_the_tense() {
        check("He left in November.", "November = 2010-11 2010-11-01..2010-11-30");
        check_tense("He will leave in November.", Tense::Future, "November = 2011-11 2011-11-01..2011-11-30");
        check("He may leave. They march on.", "");
        check("He left on Dec. 31.", "Dec. 31 = 2010-12-31 2010-12-31..2010-12-31");
    }

    #[test]
    fn parts_of_a_year_are_narrower() {
        check("late last year", "late last year = 2010-Q4 END 2010-10-01..2010-12-31");
        check("in early 2009", "early 2009 = 2009-Q1 START 2009-01-01..2009-03-31");
        check("at the end of March", "the end of March = 2010-03 END 2010-03-21..2010-03-31");
        check("in mid-March 2010", "mid-March 2010 = 2010-03 MID 2010-03-11..2010-03-20");
        check("in the summer of 2009", "the summer of 2009 = 2009-SU 2009-06-01..2009-08-31");
        check("in the third quarter of 2009", "the third quarter of 2009 = 2009-Q3 2009-07-01..2009-09-30");
    }

    #[test]
    fn relative_times_count_from_publication() {
        check("yesterday", "yesterday = 2011-01-05 2011-01-05..2011-01-05");
        check("two years earlier", "two years earlier = 2009 2009-01-01..2009-12-31");
        check("three days ago", "three days ago = 2011-01-03 2011-01-03..2011-01-03");
        check("last month", "last month = 2010-12 2010-12-01..2010-12-31");
        check("last week", "last week = 2010-W52 2010-12-27..2011-01-02");
        check("last night", "last night = 2011-01-05TNI 2011-01-05..2011-01-05");
        check("next year", "next year = 2012 2012-01-01..2012-12-31");
        check("over the past year", "the past year = P1Y 2010-01-06..2011-01-06");
        check("in the last three months", "the last three months = P3M 2010-10-06..2011-01-06");
        check("in the coming weeks", "the coming weeks = PXW 2011-01-06..2011-02-03");
    }

    #[test]
    fn durations_and_ages() {
        check("for three years", "three years = P3Y");
        check("a 25-year-old man", "");
        check("who is 25 years old", "");
        check("a two-day visit", "two-day = P2D");
        check("more than ten years", "more than ten years = P10Y MORE_THAN");
        check("about a dozen days", "about a dozen days = P12D APPROX");
    }

    #[test]
    fn ranges_cover_both_ends() {
        check("from 5 to 7 May 2010", "5 to 7 May 2010 = 2010-05-05/2010-05-07 2010-05-05..2010-05-07");
        check("in 2008-10", "2008-10 = 2008/2010 2008-01-01..2010-12-31");
        check("from 1980 to 1982", "1980 = 1980 1980-01-01..1980-12-31\n1982 = 1982 1982-01-01..1982-12-31");
        check(
            "from March to August 2009",
            "March = 2009-03 2009-03-01..2009-03-31\nAugust 2009 = 2009-08 2009-08-01..2009-08-31",
        );
        check("January-June 2009", "January-June 2009 = 2009-01/2009-06 2009-01-01..2009-06-30");
        check("between 2005 and 2007", "2005 = 2005 2005-01-01..2005-12-31\n2007 = 2007 2007-01-01..2007-12-31");
        check("May 5-7, 2010", "May 5-7, 2010 = 2010-05-05/2010-05-07 2010-05-05..2010-05-07");
    }

    #[test]
    fn discourse_anchors_are_the_date_last_spoken_of() {
        check(
            "It fell on May 5, 2009. Two days later it rose.",
            "May 5, 2009 = 2009-05-05 2009-05-05..2009-05-05\nTwo days later = 2009-05-07 2009-05-07..2009-05-07",
        );
        check(
            "It fell on May 5, 2009. The next day it rose.",
            "May 5, 2009 = 2009-05-05 2009-05-05..2009-05-05\nThe next day = 2009-05-06 2009-05-06..2009-05-06",
        );
    }

    #[test]
    fn a_tale_of_long_ago_keeps_its_year() {
        check(
            "In May 1835 they met. On October 2 they fought.",
            "May 1835 = 1835-05 1835-05-01..1835-05-31\nOctober 2 = 1835-10-02 1835-10-02..1835-10-02",
        );
        check(
            "born August 2, 1754 (1704 - 1787)",
            "August 2, 1754 = 1754-08-02 1754-08-02..1754-08-02\n1704 = 1704 1704-01-01..1704-12-31\n1787 = 1787 1787-01-01..1787-12-31",
        );
        check("nearly a decade ago", "nearly a decade ago = 2001 LESS_THAN 2001-01-01..2001-12-31");
    }

    #[test]
    fn years_have_eras_and_ages_have_names() {
        check("in 508 BC", "508 BC = BC0508 -000507-01-01..-000507-12-31");
        check("to 394 A.D.", "394 A.D. = 0394 0394-01-01..0394-12-31");
        check("born c. 347 in the hills", "347 = 0347 0347-01-01..0347-12-31");
        check(
            "for the rest of the Second World War",
            "the Second World War = 1939-09-01/1945-09-02 1939-09-01..1945-09-02",
        );
        check("He served in the Second World War.", "");
        check("in nineteen eighty-four", "nineteen eighty-four = 1984 1984-01-01..1984-12-31");
        check("during World War II", "World War II = 1939-09-01/1945-09-02 1939-09-01..1945-09-02");
        check("ten World War II Brelish wrecks, and the French Revolution modified the law", "");
        check(
            "Joshua Norr (c. 1818 – May 8, 1880) and Ole Vik (ca 1770)",
            "1818 = 1818 1818-01-01..1818-12-31\nMay 8, 1880 = 1880-05-08 1880-05-08..1880-05-08\n1770 = 1770 1770-01-01..1770-12-31",
        );
        check(
            "in May last, and on the 1st day of Feb. next",
            "May last = 2010-05 2010-05-01..2010-05-31\nthe 1st day of Feb. next = 2011-02-01 2011-02-01..2011-02-01",
        );
        check("in the 1600s", "the 1600s = 16XX 1600-01-01..1699-12-31");
        check("in the early 2000s", "the early 2000s = 200X START 2000-01-01..2003-12-31");
        check("long, hot summers", "summers = XXXX-SU");
    }

    #[test]
    fn three_figures_are_years_where_such_years_are_told() {
        check(
            "By the 7th century BC Corl was rich, and in 594 Norr wrote its laws (592).",
            "the 7th century BC = BC06XX -000699-01-01..-000600-12-31\n594 = BC0594 -000593-01-01..-000593-12-31\n\
             592 = BC0592 -000591-01-01..-000591-12-31",
        );
        check(
            "Born c. 314, he was freed about 360 - 366. In 348 Norr fled, and after 349 became a monk.",
            "314 = 0314 0314-01-01..0314-12-31\n360 = 0360 0360-01-01..0360-12-31\n\
             366 = 0366 0366-01-01..0366-12-31\n348 = 0348 0348-01-01..0348-12-31\n349 = 0349 0349-01-01..0349-12-31",
        );
        check(
            "Born c. 314, he ruled in 300 towns, about 120 of them by 5% of 250.",
            "314 = 0314 0314-01-01..0314-12-31",
        );
        check("In 348 Norr fled, and after 349 became a monk.", "");
    }

    #[test]
    fn years_end_months_are_typed_small_and_nights_follow_the_tense() {
        check_tense("It will end by year end.", Tense::Future, "year end = 2011-12-31 2011-12-31..2011-12-31");
        check("By year-end 2009 it fell.", "year-end 2009 = 2009-12-31 2009-12-31..2009-12-31");
        check("Figure 1. January-june 2009", "January-june 2009 = 2009-01/2009-06 2009-01-01..2009-06-30");
        check("on 5 june 2009, they may march 2009 miles", "5 june 2009 = 2009-06-05 2009-06-05..2009-06-05");
        check("It rained overnight.", "overnight = 2011-01-05TNI 2011-01-05..2011-01-05");
        check_tense("Snow will fall overnight.", Tense::Future, "overnight = 2011-01-06TNI 2011-01-06..2011-01-06");
        check_tense("She stays overnight.", Tense::Present, "overnight = XXXX-XX-XXTNI");
        check("the job that we did this summer", "this summer = 2010-SU 2010-06-01..2010-08-31");
        check_tense("We will do it this summer.", Tense::Future, "this summer = 2011-SU 2011-06-01..2011-08-31");
        check("every Wednesday/Thursday", "every Wednesday = XXXX-WXX-3\nThursday = XXXX-WXX-4");
    }

    #[test]
    fn days_are_told_by_the_day_before_them() {
        check(
            "It fell on May 5, 2009. The following morning they left. That night it rained.",
            "May 5, 2009 = 2009-05-05 2009-05-05..2009-05-05\n\
             The following morning = 2009-05-06TMO 2009-05-06..2009-05-06\n\
             That night = 2009-05-05TNI 2009-05-05..2009-05-05",
        );
        check(
            "I remember that day. Six minutes later he scored.",
            "that day = XXXX-XX-XX\nSix minutes later = XXXX-XX-XX",
        );
        check("over the weekend", "the weekend = 2010-W52-WE 2011-01-01..2011-01-02");
        check("in the early hours of Sunday", "the early hours of Sunday = 2011-01-02TMO 2011-01-02..2011-01-02");
        check(
            "at 8:30 p.m. Tuesday",
            "8:30 p.m. = 2011-01-04T20:30 2011-01-04..2011-01-04\nTuesday = 2011-01-04 2011-01-04..2011-01-04",
        );
    }

    #[test]
    fn what_only_looks_like_a_time_is_none() {
        check("a survey of 1709 schoolchildren", "");
        check("a 2000 year old custom", "");
        check("It was our last day in Arland.", "");
        check("shortly after the raid", "");
        check("They meet on a Monday.", "Monday = XXXX-WXX-1");
        check("some 5,000 years ago", "some 5,000 years ago = -2989 APPROX -002989-01-01..-002989-12-31");
    }

    #[test]
    fn parts_of_named_times_are_counted() {
        check("on the last Friday of this month", "the last Friday of this month = 2011-01-28 2011-01-28..2011-01-28");
        check(
            "on the third Tuesday in June 2009",
            "the third Tuesday in June 2009 = 2009-06-16 2009-06-16..2009-06-16",
        );
        check("on the fifth Monday of February 2010", "");
        check(
            "in the last four months of 2009",
            "the last four months of 2009 = 2009-09/2009-12 2009-09-01..2009-12-31",
        );
        check(
            "The first two weeks of March 2010 were calm.",
            "The first two weeks of March 2010 = 2010-W09/2010-W10 2010-03-01..2010-03-14",
        );
        check("in the second week of May 2012", "the second week of May 2012 = 2012-W19 2012-05-07..2012-05-13");
        check("in the last days of March 2010", "the last days of March 2010 = 2010-03 END 2010-03-21..2010-03-31");
        check("in the closing months of 1989", "the closing months of 1989 = 1989-Q4 END 1989-10-01..1989-12-31");
    }

    #[test]
    fn balance_sheets_have_their_quarters() {
        check(
            "in H1 2009 and 2H 2010",
            "H1 2009 = 2009-H1 2009-01-01..2009-06-30\n2H 2010 = 2010-H2 2010-07-01..2010-12-31",
        );
        check(
            "in 1Q 2009, 2009 Q2 and Q3 of 2009",
            "1Q 2009 = 2009-Q1 2009-01-01..2009-03-31\n2009 Q2 = 2009-Q2 2009-04-01..2009-06-30\nQ3 of 2009 = 2009-Q3 2009-07-01..2009-09-30",
        );
    }

    #[test]
    fn figures_are_read_as_the_text_writes_them() {
        check(
            "on 14/3/2009 and on 2/4/2009",
            "14/3/2009 = 2009-03-14 2009-03-14..2009-03-14\n2/4/2009 = 2009-04-02 2009-04-02..2009-04-02",
        );
        check(
            "on 3/14/2009 and on 4/2/2009",
            "3/14/2009 = 2009-03-14 2009-03-14..2009-03-14\n4/2/2009 = 2009-04-02 2009-04-02..2009-04-02",
        );
        check("on 2/4/2009", "");
        check(
            "on 06/06/2009 and 7-7-2009",
            "06/06/2009 = 2009-06-06 2009-06-06..2009-06-06\n7-7-2009 = 2009-07-07 2009-07-07..2009-07-07",
        );
        check(
            "dated 19-Mar-09, 20-Mar-2009 and 21/3/09",
            "19-Mar-09 = 2009-03-19 2009-03-19..2009-03-19\n20-Mar-2009 = 2009-03-20 2009-03-20..2009-03-20\n21/3/09 = 2009-03-21 2009-03-21..2009-03-21",
        );
        check("in Mar/2009", "Mar/2009 = 2009-03 2009-03-01..2009-03-31");
        check("on Feb 29, 2009, and on June 31", "");
    }

    #[test]
    fn counts_rooms_and_hours_are_no_years() {
        for text in [
            "Arland expelled 1980 Corlander refugees.",
            "Some 2000 envoys came.",
            "He lives at 1912 Elm Street.",
            "They sold 2012 of their boats.",
            "It costs 2014 crowns.",
            "See page 1984 in room 2013.",
            "The port paid the city 2000 in fees.",
        ] {
            check(text, "");
        }
        check("at 1930 GMT", "1930 GMT = T19:30");
        check("at 2045 local time", "2045 local time = T20:45");
        check("in the 2009 elections", "2009 = 2009 2009-01-01..2009-12-31");
    }

    #[test]
    fn given_names_are_no_months_and_no_days() {
        check("Police held April Moss, 34, and April Lund, 30.", "");
        check("Wednesday Quist was freed. June Falk and Tuesday Aune were not.", "");
        check("In April Arland answered.", "April = 2010-04 2010-04-01..2010-04-30");
    }

    #[test]
    fn sets_times_and_references() {
        check("every Monday", "every Monday = XXXX-WXX-1");
        check("twice a week", "twice a week = P1W");
        check(
            "at 10:30 a.m. on Tuesday",
            "10:30 a.m. = 2011-01-04T10:30 2011-01-04..2011-01-04\nTuesday = 2011-01-04 2011-01-04..2011-01-04",
        );
        check("recently", "recently = PAST_REF");
        check("since the 9/11 attacks", "9/11 = 2001-09-11 2001-09-11..2001-09-11");
    }

    #[test]
    fn stretches_and_habits() {
        check_tense(
            "It is to run from January 3 through March 9.",
            Tense::Future,
            "January 3 = 2011-01-03 2011-01-03..2011-01-03\nMarch 9 = 2011-03-09 2011-03-09..2011-03-09",
        );
        check_tense(
            "It will last from November 20 to February 2.",
            Tense::Future,
            "November 20 = 2010-11-20 2010-11-20..2010-11-20\nFebruary 2 = 2011-02-02 2011-02-02..2011-02-02",
        );
        check_tense(
            "It was open from June 20 to July 2.",
            Tense::Past,
            "June 20 = 2010-06-20 2010-06-20..2010-06-20\nJuly 2 = 2010-07-02 2010-07-02..2010-07-02",
        );
        check("It met this weekend.", "this weekend = 2010-W52-WE 2011-01-01..2011-01-02");
        check_tense("It meets this weekend.", Tense::Future, "this weekend = 2011-W01-WE 2011-01-08..2011-01-09");
        check("the winter of 1776-77", "the winter of 1776-77 = 1776-WI 1776-12-01..1777-02-28");
        check("It sails twice per week, on Thursday.", "twice per week = P1W\nThursday = XXXX-WXX-4");
        check("Open Mon-Fri 08:30, Sat 9 am.", "Fri = XXXX-WXX-5\n08:30 = T08:30\nSat = XXXX-WXX-6\n9 am = T09:00");
        check(
            "from the 15th to the 19th century",
            "the 15th = 14XX 1400-01-01..1499-12-31\nthe 19th century = 18XX 1800-01-01..1899-12-31",
        );
        check(
            "the 17th and 18th centuries",
            "the 17th = 16XX 1600-01-01..1699-12-31\n18th centuries = 17XX 1700-01-01..1799-12-31",
        );
        check("He died on 30 September 420, in peace.", "30 September 420 = 0420-09-30 0420-09-30..0420-09-30");
        check("She died in December of 384.", "December of 384 = 0384-12 0384-12-01..0384-12-31");
        check("On 5 May 350 people left.", "5 May = 2010-05-05 2010-05-05..2010-05-05");
        check("They hold copies of Yucatan Today.", "");
        check("Strike Begins Today", "Today = 2011-01-06 2011-01-06..2011-01-06");
        check("It was drawn by Johnnie Christmas.", "");
        check("He starred in The Christmas Cottage.", "");
        check("Since Christmas Oda Lund has slept.", "Christmas = 2010-12-25 2010-12-25..2010-12-25");
        check("On Christmas Day it rained.", "Christmas Day = 2010-12-25 2010-12-25..2010-12-25");
        check("2009", "2009 = 2009 2009-01-01..2009-12-31");
        check("Journal of Rivers 92 (6): 1087–1101.", "");
        check("temperatures in the 30s°F", "");
    }

    #[test]
    fn without_a_day_of_publication_nothing_is_guessed() {
        let mut found = Vec::new();
        let around = Around {
            anchor: None,
            tense: Tense::Past,
            narrative: false,
            nowadays: false,
            headline: false,
            describes: false,
        };
        let parsed = grammar::parse("He left on Tuesday, last year, in May.", Figures::default());
        read_words(parsed, 0, &mut Told::default(), |_| around, &mut found);
        let values: Vec<_> = found.iter().map(|time| (time.value.as_str(), time.interval)).collect();
        assert_eq!(values, [("XXXX-WXX-2", None), ("XXXX", None), ("XXXX-05", None)]);
    }
}
