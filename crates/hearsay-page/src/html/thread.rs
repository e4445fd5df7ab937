//! Readers' comments on a page: which blocks belong to which comment, who wrote it, when, and whom it answers.

mod alike;
mod line;
mod region;
mod units;

use std::collections::BTreeMap;

use super::facts::Said;
use super::outline::Outline;
use super::story::Story;
use crate::plain::stamp::Stamp;
use crate::signs::signature;
use crate::words::ends_sentence;
use units::{Thread, Unit};

pub(crate) use region::in_story;

/// So many comments back an answer may look for what it answers; a thread of a million is no thread.
const NEAR: usize = 500;

/// A comment as found on a page.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) author: Option<String>,
    /// Its day or age in the page's words, and what they say.
    pub(crate) when: Option<(String, Stamp)>,
    pub(crate) texts: Vec<String>,
    /// Whom it answers, as the page says.
    pub(crate) answers: Option<String>,
    /// The comment that it stands in, if it is an answer.
    pub(crate) parent: Option<usize>,
}

/// The comments in page order.
pub(crate) fn comments(page: &Outline, story: &Story, said: &[Said]) -> Vec<Found> {
    let mut comments = Vec::<Found>::new();
    for region in region::regions(page, story) {
        let found = thread(page, region.blocks, region.below, region.strict);
        let before = comments.len();
        // Words alone below a thread are the page's.
        let signed = |found: &[Found]| found.iter().filter(|one| one.author.is_some() || one.when.is_some()).count();
        if region.below && signed(&found) == 0 && signed(&comments) >= 2 {
            continue;
        }
        comments.extend(found.into_iter().map(|found| Found { parent: found.parent.map(|at| at + before), ..found }));
    }
    if comments.is_empty()
        && let Some(blocks) = region::widened(page, story)
    {
        comments = thread(page, blocks, false, true);
    }
    let signed = comments.iter().filter(|found| found.author.is_some()).count();
    let told = said.iter().filter(|said| said.author.is_some()).count();
    if told > 0 && (told > signed || told == signed && comments.iter().all(|found| found.parent.is_none())) {
        return as_said(said);
    }
    comments
}

/// The blocks that hold the words, or the names, of comments that the page tells machines of.
pub(crate) fn said_in(page: &Outline, said: &[Said]) -> Vec<usize> {
    let letters = |text: &str| -> String {
        text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).take(4_000).collect()
    };
    let texts: std::collections::BTreeSet<String> = said
        .iter()
        .flat_map(|said| said.text.lines().chain([said.text.as_str()]))
        .map(letters)
        .filter(|text| text.len() >= 6)
        .collect();
    let names: std::collections::BTreeSet<&str> = said.iter().filter_map(|said| said.author.as_deref()).collect();
    if texts.is_empty() {
        return Vec::new();
    }
    (0..page.blocks.len())
        .filter(|&index| {
            names.contains(page.blocks[index].text.as_str()) || texts.contains(&letters(&page.blocks[index].text))
        })
        .collect()
}

/// The comments that the page tells machines of.
fn as_said(said: &[Said]) -> Vec<Found> {
    let place = |id: &String| said.iter().position(|other| other.id.as_ref() == Some(id));
    let found = said.iter().enumerate().map(|(at, said)| Found {
        author: said.author.clone(),
        when: said.when.clone().map(|words| {
            let day = crate::dates::at_start(&words).map(|found| found.0);
            (words, Stamp { day, timed: true, ..Stamp::default() })
        }),
        texts: said.text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect(),
        answers: None,
        parent: said.parent.or_else(|| said.answers.as_ref().and_then(place)).filter(|parent| *parent != at),
    });
    found.collect()
}

/// The comments of one thread; `below` says that it has no marks of its own, and words without a name are somebody's; where it is
/// `strict`, only a name with a day is believed.
fn thread(page: &Outline, blocks: Vec<usize>, below: bool, strict: bool) -> Vec<Found> {
    let lines = line::read_all(&blocks.iter().map(|&block| &page.blocks[block]).collect::<Vec<_>>());
    let mut thread = Thread { page, blocks, lines };
    thread.settle();
    thread.addressees();
    // "Oda Lund wrote on 7 January:" above a quotation; a few pages set all that readers write as quotations.
    let own = (0..thread.blocks.len()).any(|place| thread.lines[place].when.is_some() && !thread.quotes(place));
    for place in 0..thread.blocks.len() {
        // Who is quoted signs nothing.
        let line = &thread.lines[place];
        // "Originally posted by Oda Lund" and the words below it.
        if line.author.is_some() && (line.when.is_none() || own) && thread.quotes(place) {
            thread.lines[place] = line::Line { words: line.raw.clone(), ..line::Line::default() };
        }
    }
    let mut units = thread.units();
    thread.stated_levels(&mut units);
    lone_first(&thread, &mut units);
    let mut found: Vec<Found> = units.iter().map(|unit| comment(&thread, unit)).collect();
    for at in 0..found.len() {
        let (before, rest) = found.split_at_mut(at);
        answers(&thread, &units, before, &mut rest[0], at);
    }
    if units.is_empty() && below {
        let texts = thread.lines.iter().filter(|line| !line.words.is_empty()).map(|line| line.words.clone()).collect();
        found = vec![Found { texts, ..Found::default() }];
    }
    // A mark alone shows nothing: an empty box, a name without words. Many boxes alike are a thread that names nobody.
    let worded = found.iter().filter(|found| !found.texts.is_empty()).count();
    let boxes = worded >= 3 && units.iter().all(|unit| unit.element.is_some());
    let linked = |found: &Found| {
        let name = found.author.as_deref().unwrap_or("");
        let gone = |text: &String| {
            matches!(
                text.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase().as_str(),
                "removed"
                    | "deleted"
                    | "comment deleted"
                    | "comment removed"
                    | "this comment was deleted"
                    | "this comment has been deleted"
            )
        };
        found.texts.iter().all(gone)
            || ["pingback", "trackback"].iter().any(|mark| {
                name.eq_ignore_ascii_case(mark)
                    || found.texts.first().is_some_and(|text| text.to_lowercase().starts_with(&format!("{mark}:")))
            })
    };
    let keeps = |found: &Found| {
        !found.texts.is_empty()
            && !linked(found)
            && (!strict || found.author.is_some() && found.when.is_some())
            && (found.author.is_some() || found.when.is_some() || below || boxes)
    };
    let mut places = Vec::with_capacity(found.len());
    let mut kept = 0;
    for one in &found {
        places.push(keeps(one).then_some(kept));
        kept += usize::from(keeps(one));
    }
    let parents = |found: Found| Found { parent: found.parent.and_then(|at| places[at]), ..found };
    found.into_iter().filter(keeps).map(parents).collect()
}

/// What opens a board stands outside its answers, and they are no answers to it alone.
fn lone_first(thread: &Thread<'_>, units: &mut [Unit]) {
    let [first, second, rest @ ..] = units else { return };
    let holds = first.element.is_some_and(|element| thread.common(element, thread.element(second.anchor)) == element);
    if rest.len() >= 2 && !holds && first.level < second.level && rest.iter().all(|unit| unit.level > first.level) {
        first.level = second.level;
    }
}

/// Puts one comment together.
fn comment(thread: &Thread<'_>, unit: &Unit) -> Found {
    let anchor = &thread.lines[unit.anchor];
    let lines = || unit.places.iter().map(|&place| (place, &thread.lines[place]));
    let block = |place: usize| &thread.page.blocks[thread.blocks[place]];
    let mut found = Found { author: anchor.author.clone(), when: anchor.when.clone(), ..Found::default() };
    found.author = found.author.or_else(|| lines().find_map(|(_, line)| line.author.clone()));
    let mut name = None;
    if found.author.is_none() {
        // Beside the day, or before all words, stands the name.
        let before = thread.name_above(unit);
        let after = lines().find(|(place, line)| *place > unit.anchor && !line.words.is_empty());
        let first = lines().find(|(_, line)| !line.words.is_empty());
        let near = [first, after].into_iter().flatten().find(|(_, line)| line.namelike).map(|(place, _)| place);
        let others = |place: usize| lines().any(|(other, line)| other != place && !line.words.is_empty());
        name = before.or(near).filter(|place| others(*place));
        found.author = name.and_then(|place| {
            let line = &thread.lines[place];
            line.lead.clone().or_else(|| signature(&line.words).map(str::to_owned))
        });
    }
    if found.author.is_none() {
        found.author = thread.named(unit);
    }
    found.when = found.when.or_else(|| lines().find_map(|(_, line)| line.when.clone()));
    if found.when.is_none()
        && let Some(stated) = lines().find_map(|(place, _)| block(place).datetime.clone())
        && let Some((day, _)) = crate::dates::at_start(&stated)
    {
        found.when = Some((stated, Stamp { day: Some(day), timed: true, ..Stamp::default() }));
    }
    if let Some((words, stamp)) = &mut found.when
        && stamp.day.is_none()
        && let Some(stated) = lines().find_map(|(place, line)| line.when.as_ref().and(block(place).datetime.as_deref()))
        && let Some((day, _)) = crate::dates::at_start(stated)
    {
        stamp.day = Some(day);
        if words.is_empty() {
            stated.clone_into(words);
        }
    }
    found.answers = lines().find_map(|(_, line)| line.answers.clone());
    // "Ms Dorn writes:" among a reader's words is no second signature.
    let words_of = |place: usize| -> &str {
        let line = &thread.lines[place];
        let spoken_of =
            place != unit.anchor && line.when.is_none() && !line.raw.is_empty() && line.author != found.author;
        let answers = line.answers.is_some() && found.answers == line.answers;
        if spoken_of && !answers { line.raw.trim() } else { line.words.trim() }
    };
    let worded: Vec<usize> = lines()
        .filter(|(place, _)| !words_of(*place).is_empty() && Some(*place) != name && !block(*place).uses.badge)
        .filter(|(place, _)| found.author.as_deref() != Some(words_of(*place)))
        .map(|(place, _)| place)
        .collect();
    let longest = worded.iter().copied().max_by_key(|&place| (words_of(place).len(), std::cmp::Reverse(place)));
    let Some(longest) = longest else { return found };
    let main = thread.element(longest);
    let heads = |place: usize| matches!(block(place).tag, "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "th");
    let mut texts = Vec::with_capacity(worded.len());
    let worded_twice = worded.len() >= 2;
    let sentences = worded.iter().any(|&place| !heads(place));
    for place in worded {
        let words = words_of(place);
        // A heading is the subject; short words in a box of their own are the writer's rank or town.
        let title = thread.page.title.starts_with(words.trim_start_matches("Re: ")) && !ends_sentence(words);
        let subject = (heads(place) || title && worded_twice) && sentences;
        let element = thread.element(place);
        let apart = element != main && thread.common(element, main) != main;
        // Paragraphs may stand in elements of their own, one beside the other.
        let (own, other) = (&thread.page.elements[element], &thread.page.elements[main]);
        let paragraph = place > unit.anchor && own.parent == other.parent && own.tag == other.tag && own.tag != "td";
        let apart = apart || element != main && texts.is_empty() && !matches!(own.tag, "li" | "blockquote");
        let over = place < unit.anchor && longest > unit.anchor && thread.lines[place].namelike;
        let rank = (apart && !paragraph || over)
            && !ends_sentence(words)
            && words.split_whitespace().count() <= 6
            && place != longest;
        if !subject && !rank {
            texts.push(words.to_owned());
        }
    }
    found.texts = texts;
    // "@12 They were paid."
    let number = found.texts.first().and_then(|text| text.strip_prefix(['@', '#'])?.split(' ').next());
    if let Some(number) = number.filter(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
    {
        found.answers = found.answers.or_else(|| Some(number.to_owned()));
    }
    found
}

/// Whom a comment answers: whom it names, what it quotes, and where it stands.
fn answers(thread: &Thread<'_>, units: &[Unit], before: &[Found], found: &mut Found, at: usize) {
    let numbered = |number: u32| {
        let printed = units[..at]
            .iter()
            .position(|unit| unit.places.iter().any(|&place| thread.lines[place].number == Some(number)));
        printed.or_else(|| (number as usize).checked_sub(1)).filter(|place| *place < at)
    };
    if let Some(number) = found.answers.as_deref().and_then(|name| name.trim_start_matches('#').parse().ok()) {
        found.answers = None;
        found.parent = numbered(number);
        return;
    }
    quoted(thread, &units[at], before, found);
    if found.parent.is_none() {
        found.parent = linked(thread, &units[at], before);
    }
    let stated = thread
        .ids(&units[at])
        .1
        .and_then(|above| (at.saturating_sub(NEAR)..at).rfind(|&other| thread.ids(&units[other]).0 == Some(above)));
    let nested = || (0..at).rev().take(NEAR).find(|&other| units[other].level < units[at].level);
    found.parent = found.parent.or(stated).or_else(nested);
}

/// The earlier comment whose writer's name stands before the words, in an element of its own: `<a>oda77</a> I agree.`
fn linked(thread: &Thread<'_>, unit: &Unit, before: &[Found]) -> Option<usize> {
    let from = before.len().saturating_sub(NEAR);
    unit.places
        .iter()
        .find_map(|&place| {
            let block = &thread.page.blocks[thread.blocks[place]];
            let cut = *block.cuts.first()?;
            let name = block.text.get(..cut)?.trim().trim_start_matches('@');
            let goes_on = block.text.get(cut..).is_some_and(|rest| rest.split_whitespace().nth(1).is_some());
            let worded = goes_on && !thread.lines[place].words.is_empty() && thread.lines[place].author.is_none();
            worded.then(|| before[from..].iter().rposition(|found| found.author.as_deref() == Some(name))).flatten()
        })
        .map(|at| at + from)
}

/// A quotation of an earlier comment is not the reader's own words.
fn quoted(thread: &Thread<'_>, unit: &Unit, before: &[Found], found: &mut Found) {
    let letters = |text: &str| -> String {
        text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).take(200).collect()
    };
    let quotes: Vec<&str> = unit
        .places
        .iter()
        .filter(|&&place| thread.quotes(place))
        .map(|&place| thread.page.blocks[thread.blocks[place]].text.trim())
        .collect();
    if quotes.is_empty() || found.texts.iter().all(|text| quotes.contains(&text.as_str())) {
        return;
    }
    let earlier = |quote: &str| {
        let quote = letters(quote);
        // The quotation may have a head: "(3 March, 10:22) Oda Lund wrote:".
        let said = |found: &Found| {
            let words = letters(&found.texts.join(" "));
            quote.len() >= 12 && (words.contains(&quote) || words.len() >= 24 && quote.contains(&words))
        };
        let from = before.len().saturating_sub(NEAR);
        before[from..].iter().rposition(said).map(|at| at + from)
    };
    let named = |quote: &str| {
        let name = signature(quote.split([':', '\n']).next().unwrap_or(quote))?;
        before.iter().rposition(|found| found.author.as_deref() == Some(name))
    };
    if let Some(whom) = quotes.iter().find_map(|quote| named(quote).or_else(|| earlier(quote))) {
        found.parent = Some(whom);
        found.texts.retain(|text| !quotes.iter().any(|quote| *quote == text || quote.ends_with(text.as_str())));
    }
}

impl Thread<'_> {
    /// The elements that hold a unit's line and no other comment, from the inside.
    fn chain(&self, unit: &Unit) -> impl Iterator<Item = usize> + '_ {
        let top = unit.element.unwrap_or_else(|| self.element(unit.anchor));
        let mut at = Some(self.element(unit.anchor));
        std::iter::from_fn(move || {
            let now = at?;
            at = (now != top && now != 0).then(|| self.page.elements[now].parent);
            Some(now)
        })
    }

    fn named(&self, unit: &Unit) -> Option<String> {
        self.chain(unit).find_map(|element| self.page.elements[element].named.clone())
    }

    fn ids(&self, unit: &Unit) -> (Option<u64>, Option<u64>) {
        let ids: Vec<_> = self.chain(unit).map(|element| self.page.elements[element].ids).collect();
        (ids.iter().rev().find_map(|ids| ids.0), ids.iter().rev().find_map(|ids| ids.1))
    }

    /// Whether a block is a quotation inside a comment.
    fn quotes(&self, place: usize) -> bool {
        let block = &self.page.blocks[self.blocks[place]];
        let mut at = block.element;
        for _ in 0..4 {
            let element = &self.page.elements[at];
            if element.tag == "blockquote" {
                return true;
            }
            at = element.parent;
        }
        block.tag == "blockquote"
    }
}

/// Counts by key.
fn count<K: Ord>(keys: impl Iterator<Item = K>) -> BTreeMap<K, usize> {
    keys.fold(BTreeMap::new(), |mut counts, key| {
        *counts.entry(key).or_default() += 1;
        counts
    })
}
