//! The day of a page that states none to machines: what stands near its headline and says so, then any day of a byline's kind,
//! then the address, and the last change where nothing tells of the first.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::facts::{PageFacts, day};
use super::outline::{Outline, PageBlock};
use super::story::Story;
use crate::dates::{self, Day};
use crate::patterns::pattern;

/// How a day was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// The page says it of the story.
    Stated(Date),
    /// It stands in the page's address.
    InAddress(Date),
    /// The page says when it was last changed, and no more.
    Changed(Date),
}

/// Looks for it around the story.
pub(super) fn find(page: &Outline, story: &Story, facts: &PageFacts, day_first: Option<bool>) -> Option<Found> {
    let body = story.body.first().map_or(0, |part| part.0);
    let head = story.headline.map_or_else(|| body.saturating_sub(10), |headline| headline.min(body).saturating_sub(6));
    let open = |block: &&PageBlock| !block.uses.comments && !block.uses.hidden;
    let near = || page.blocks[head..(body + 3).min(page.blocks.len())].iter().filter(open);
    let below = || {
        let end = story.body.last().map_or(0, |part| part.0);
        page.blocks[end.min(page.blocks.len())..].iter().take(8).filter(open)
    };
    let stamp = |block: &PageBlock| block.datetime.as_deref().and_then(day);
    let told = |block: &PageBlock| -> Option<Date> {
        (block.text.len() <= 160).then(|| inside(&block.text, day_first)).flatten()
    };
    let changed = |block: &PageBlock| CHANGED.is_match(&block.text) && !PUBLISHED.is_match(&block.text);
    let seen = shown(page, story, day_first).filter(|(_, changed)| !changed).map(|(day, _)| day);
    let found = seen
        .or_else(|| near().filter(|block| !changed(block)).find_map(stamp))
        .or_else(|| near().filter(|block| (block.uses.time || block.uses.byline) && !changed(block)).find_map(told))
        .or_else(|| {
            near().filter(|block| !changed(block) && block.text.split_whitespace().count() <= 24).find_map(told)
        })
        .or_else(|| {
            below()
                .filter(|block| PUBLISHED.is_match(&block.text) || block.uses.time || block.uses.byline)
                .find_map(|block| stamp(block).or_else(|| told(block)))
        })
        .or_else(|| page.stated.iter().find_map(|stated| day(stated)));
    let address = || facts.url.as_deref().and_then(in_address).map(Found::InAddress);
    let change = || {
        let told = |block: &PageBlock| stamp(block).or_else(|| told(block)).filter(|_| changed(block));
        facts
            .modified
            .or_else(|| near().chain(below()).find_map(told))
            // "This page was last edited on 4 November 2020", in a wiki's footer.
            .or_else(|| page.blocks.iter().rev().take(60).filter(|block| !block.uses.comments).find_map(told))
    };
    found.map(Found::Stated).or_else(address).or_else(|| change().map(Found::Changed))
}

/// The day that the page shows its readers between headline and story, where it shows one only; whether it is that of a change.
pub(super) fn shown(page: &Outline, story: &Story, day_first: Option<bool>) -> Option<(Date, bool)> {
    let body = story.body.first().map_or(0, |part| part.0);
    let headline = story.headline.filter(|headline| *headline < body)?;
    let blocks = page.blocks[headline + 1..body].iter().chain(story.bylines.iter().map(|&index| &page.blocks[index]));
    let mut found = None::<(Date, bool)>;
    for block in blocks
        .filter(|block| !block.uses.comments && !block.uses.hidden && !block.uses.furniture && block.link_share() < 0.5)
    {
        let short = block.text.len() <= 160
            && (block.uses.time || block.uses.byline || block.text.split_whitespace().count() <= 24);
        // The day may stand in an element of its own behind the standfirst.
        let last = || {
            let pieces = block.cuts.iter().rev().filter_map(|&cut| block.text.get(cut..).map(str::trim));
            let words = pieces.into_iter().find(|piece| !piece.is_empty())?;
            let (day, length) = dates::at_start(words).filter(|(_, length)| *length == words.len())?;
            match day.ordered(day_first) {
                Day::Known(date) if length > 8 => Some(date),
                _ => None,
            }
        };
        let Some(day) = short.then(|| inside(&block.text, day_first)).flatten().or_else(last) else { continue };
        let changed = CHANGED.is_match(&block.text);
        if changed && PUBLISHED.is_match(&block.text) || found.is_some_and(|found| found.0 != day) {
            return None;
        }
        found = Some((day, changed));
    }
    found.or_else(|| above(page, headline, day_first).map(|day| (day, false)))
}

/// The day in the line above the headline, where both stand in one small box: "Original research · 7 April 2020". The day
/// in a masthead is of whoever looks, and stands in a box of its own.
fn above(page: &Outline, headline: usize, day_first: Option<bool>) -> Option<Date> {
    let block = page.blocks.get(headline.checked_sub(1)?)?;
    let closed = block.uses.comments || block.uses.hidden || block.uses.furniture || block.link_share() >= 0.5;
    let near = |index: usize| {
        let element = page.blocks[index].element;
        [element, page.elements[element].parent]
    };
    let together = near(headline - 1).into_iter().any(|element| element != 0 && near(headline).contains(&element));
    let masthead = WEEKDAY.is_match(&block.text) || CHANGED.is_match(&block.text);
    if closed || !together || masthead || block.text.len() > 80 {
        return None;
    }
    let starts = std::iter::once(0).chain(block.cuts.iter().copied());
    let mut days = starts.filter_map(|start| {
        let words = block.text.get(start..)?.trim();
        let (day, length) = dates::at_start(words).filter(|(_, length)| *length > 8)?;
        let whole = length == words.len() || block.cuts.contains(&(block.text.len() - words.len() + length));
        match day.ordered(day_first) {
            Day::Known(date) if whole => Some(date),
            _ => None,
        }
    });
    days.next()
}

/// The first full day in a short line.
fn inside(text: &str, day_first: Option<bool>) -> Option<Date> {
    let starts = text
        .char_indices()
        .filter(|(at, letter)| letter.is_alphanumeric() && !text[..*at].ends_with(char::is_alphanumeric));
    starts.take(40).find_map(|(at, _)| match dates::at_start(&text[at..])?.0.ordered(day_first) {
        Day::Known(date) => Some(date),
        _ => None,
    })
}

/// "/2006/12/04/", "/2015-08-03-", "/20150803", "/2020/oct/02/".
pub(super) fn in_address(url: &str) -> Option<Date> {
    if let Some(found) = TWICE.captures(url).filter(|found| found[1][2..] == found[3] && found[2] == found[4]) {
        return dates::parse(&format!("{}-{}-{}", &found[1], &found[2], &found[5]));
    }
    if let Some(found) = NAMED.captures(url) {
        return dates::parse(&format!("{} {} {}", &found[3], &found[2], &found[1]));
    }
    let found = ADDRESS.captures(url)?;
    dates::parse(&format!("{}-{}-{}", &found[1], &found[2], &found[3]))
}

static ADDRESS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[/_-]((?:19|20)\d\d)[/_-]?(0[1-9]|1[0-2])[/_-]?(0[1-9]|[12]\d|3[01])(?:[/_.-]|$)"));
/// "/2020/oct/02/"
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)/((?:19|20)\d\d)/(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)/(0?[1-9]|[12]\d|3[01])(?:[/_.-]|$)",
    )
});
/// "/2015/08/150803-": the year and the month tell what the six digits are.
static TWICE: LazyLock<Regex> = LazyLock::new(|| pattern(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])/(\d\d)(\d\d)(\d\d)[-_./]"));
static WEEKDAY: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\btoday\b"));
static CHANGED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:updated|modified|last edit|edited|revised|changed)"));
static PUBLISHED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:published|posted|created|written|filed|first)\b"));
