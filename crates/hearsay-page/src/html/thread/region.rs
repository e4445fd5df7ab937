//! Where on a page readers write: in elements that say so, below a heading that says so, and where blocks follow each other
//! that each have a name, a day and words, as no story has them.

use std::collections::{BTreeMap, BTreeSet};

use super::units::Thread;
use super::{count, line};
use crate::html::outline::Outline;
use crate::html::story::Story;
use crate::patterns::holds;
use crate::signs::is_rank;
use crate::words::{is_furniture, is_related, opens_comments};

/// Blocks among which there may be a thread.
pub(super) struct Region {
    pub(super) blocks: Vec<usize>,
    /// It is their place alone that makes them one.
    pub(super) below: bool,
    /// They stand in the margin: "Recent comments".
    pub(super) strict: bool,
}

/// The threads of a page.
pub(super) fn regions(page: &Outline, story: &Story) -> Vec<Region> {
    let body: BTreeSet<usize> = story.body.iter().map(|part| part.0).collect();
    let headed = headed(page, story, &body);
    let mut regions = BTreeMap::<(bool, bool, usize), Vec<usize>>::new();
    for (index, block) in page.blocks.iter().enumerate() {
        let aside = block.uses.furniture && block.item.is_none();
        let below = story.is_below(index) || headed.iter().any(|range| range.contains(&index));
        let told = story.threads.iter().any(|range| range.contains(&index));
        if !(block.uses.comments || below || told) || block.uses.hidden || body.contains(&index) {
            continue;
        }
        let marked = block.uses.comments && !below && !told;
        let key = if marked { (false, aside, marked_at(page, block.element)) } else { (true, false, 0) };
        regions.entry(key).or_default().push(index);
    }
    beside_each_other(page, &mut regions);
    let mut regions: Vec<Region> =
        regions.into_iter().map(|((below, strict, _), blocks)| Region { blocks, below, strict }).collect();
    regions.sort_by_key(|region| region.blocks[0]);
    regions
}

/// Comments that each say so, in boxes that stand beside each other, are one thread.
fn beside_each_other(page: &Outline, regions: &mut BTreeMap<(bool, bool, usize), Vec<usize>>) {
    let keys: Vec<_> = regions.keys().copied().filter(|&(below, ..)| !below).collect();
    let around = |&(_, aside, element): &(bool, bool, usize)| (aside, page.elements[element].parent);
    for (outer, alike) in count(keys.iter().map(around)) {
        if alike < 2 || outer.1 == 0 {
            continue;
        }
        let mut inside = keys.iter().filter(|key| around(key) == outer);
        let Some(&first) = inside.next() else { continue };
        for key in inside {
            let blocks = regions.remove(key).unwrap_or_default();
            regions.entry(first).or_default().extend(blocks);
        }
        if let Some(blocks) = regions.get_mut(&first) {
            blocks.sort_unstable();
        }
    }
}

/// What the outermost element that says that readers write in it stands in.
fn marked_at(page: &Outline, element: usize) -> usize {
    let mut at = element;
    let mut found = element;
    for _ in 0..256 {
        let element = &page.elements[at];
        if element.own.comments {
            found = element.parent;
        }
        if element.parent == at {
            break;
        }
        at = element.parent;
    }
    found
}

/// Where only the words of each comment stand in an element that says so, the blocks that hold names and days too.
pub(super) fn widened(page: &Outline, story: &Story) -> Option<Vec<usize>> {
    let marked: BTreeSet<usize> = page
        .blocks
        .iter()
        .filter(|block| block.uses.comments && !block.uses.hidden && !block.uses.furniture)
        .map(|block| block.element)
        .take(2_000)
        .collect();
    let bare = Thread { page, blocks: Vec::new(), lines: Vec::new() };
    let common = marked.iter().copied().reduce(|a, b| bare.common(a, b)).filter(|_| marked.len() >= 2)?;
    let range = page.elements[common].first..page.elements[common].last;
    (!story.body.iter().any(|part| range.contains(&part.0)))
        .then(|| range.filter(|&index| !page.blocks[index].uses.hidden).collect())
}

/// What stands below "Comments" in the element of that heading, outside the story.
fn headed(page: &Outline, story: &Story, body: &BTreeSet<usize>) -> Vec<std::ops::Range<usize>> {
    let Some(&first) = body.first() else { return Vec::new() };
    let mut ranges = Vec::<std::ops::Range<usize>>::new();
    for index in (first..page.blocks.len()).filter(|&index| is_title(page, index)).take(8) {
        let block = &page.blocks[index];
        if story.is_below(index) || ranges.iter().any(|range| range.contains(&index)) {
            continue;
        }
        let mut element = block.element;
        let held = |element: usize| index + 1..page.elements[element].last;
        let worded = |element: usize| {
            held(element).any(|at| {
                page.blocks[at].text.split_whitespace().nth(3).is_some() && !is_furniture(&page.blocks[at].text)
            })
        };
        for _ in 0..3 {
            if worded(element) {
                break;
            }
            element = page.elements[element].parent;
        }
        let heading = |at: usize| matches!(page.blocks[at].tag, "h1" | "h2" | "h3" | "h4");
        let end = held(element).find(|&at| {
            heading(at)
                && page.blocks[at].tag == block.tag
                && (is_furniture(&page.blocks[at].text) || heading_of_links(page, at))
        });
        let range = index + 1..end.unwrap_or(page.elements[element].last);
        if !range.clone().any(|at| body.contains(&at)) {
            ranges.push(range);
        }
    }
    ranges
}

/// "Comments", where nothing below it is named for them.
fn is_title(page: &Outline, index: usize) -> bool {
    let block = &page.blocks[index];
    let named = block.uses.comments && page.blocks.get(index + 1).is_none_or(|next| next.uses.comments);
    !named && !block.uses.hidden && !block.uses.furniture && block.link_share() < 0.5 && opens_comments(&block.text)
}

/// "Most viewed": the heading of a list of links.
fn heading_of_links(page: &Outline, at: usize) -> bool {
    let below = page.blocks.iter().skip(at + 1).take(3);
    below.clone().count() > 0 && below.clone().filter(|block| block.link_share() > 0.8).count() * 2 > below.count()
}

/// Ranges of blocks that nothing says are readers' and that are set as threads are: each with a name, a day and words.
pub(crate) fn in_story(page: &Outline, story: &Story, authors: &[String]) -> Vec<std::ops::Range<usize>> {
    // The name of a board's first writer stands above the words.
    let body = story.body.first().map_or(0, |part| part.0);
    let headline = story.headline.filter(|headline| *headline < body).map(|headline| headline + 1);
    let first = headline.unwrap_or(body.saturating_sub(6)).max(body.saturating_sub(16));
    // What is signed above "Comments" is the story.
    let heading = |index: &usize| matches!(page.blocks[*index].tag, "h2" | "h3" | "h4") && is_title(page, *index);
    let title = story.body.first().and_then(|part| (part.0 + 1..page.blocks.len()).find(heading));
    let blocks: Vec<usize> = (first..page.blocks.len())
        .filter(|&index| {
            let uses = &page.blocks[index].uses;
            !uses.hidden && !uses.comments && title.is_none_or(|title| index > title)
        })
        .collect();
    let stamped = |index: usize| {
        let text = &page.blocks[index].text;
        text.len() <= 200
            && (text.contains(|letter: char| letter.is_ascii_digit())
                || holds(text, "day")
                || text.contains("ago")
                || text.contains("now"))
    };
    // Only what stands in elements of one kind can be one thread.
    let kinds = |index: usize| {
        let block = &page.blocks[index];
        (block.tag, page.elements[block.element].tag, page.elements[page.elements[block.element].parent].tag)
    };
    let stamps: Vec<usize> = blocks
        .iter()
        .copied()
        .filter(|&index| stamped(index) && line::read(&page.blocks[index]).when.is_some())
        .collect();
    let counts = count(stamps.iter().map(|&index| kinds(index)));
    let Some((kind, _)) = counts.into_iter().max_by_key(|(_, count)| *count).filter(|(_, count)| *count >= 2) else {
        return Vec::new();
    };
    let stamps: Vec<usize> = stamps.into_iter().filter(|&index| kinds(index) == kind).collect();
    let (Some(&from), Some(&to)) = (stamps.first(), stamps.last()) else { return Vec::new() };
    let element = |index: usize| page.blocks[index].element;
    let bare = Thread { page, blocks: Vec::new(), lines: Vec::new() };
    let common = stamps.iter().skip(1).fold(element(from), |at, &index| bare.common(at, element(index)));
    let range = page.elements[common].first..page.elements[common].last;
    // A thread that shares its element with the story begins with its first name.
    let named = || {
        range
            .clone()
            .find(|&at| at + 3 >= from && (at >= from || line::read(&page.blocks[at]).namelike))
            .unwrap_or(from)
    };
    let start =
        title.map(|title| title + 1).filter(|start| *start <= from && range.contains(start)).unwrap_or_else(named);
    let shared = story.body.iter().any(|part| range.contains(&part.0) && part.0 < start.saturating_sub(1));
    let range = if shared { start..range.end } else { range };
    let related = (range.start.saturating_sub(1)..=range.start).any(|at| is_related(&page.blocks[at].text));
    if range.contains(&to) && !related && is_thread(page, story, &range, authors) { vec![range] } else { Vec::new() }
}

/// Whether blocks are a thread: names of several who are not the paper's, words that are no links, buttons to answer with.
fn is_thread(page: &Outline, story: &Story, range: &std::ops::Range<usize>, authors: &[String]) -> bool {
    let blocks: Vec<usize> = range.clone().filter(|&index| !page.blocks[index].uses.hidden).collect();
    // Stories are shared as well.
    let shares = |text: &str| text.trim_matches(|letter: char| !letter.is_alphabetic()).eq_ignore_ascii_case("share");
    let answers = |index: usize| line::read(&page.blocks[index]).answering && !shares(&page.blocks[index].text);
    let answering = blocks.iter().filter(|&&index| answers(index)).count()
        + page.buttons.iter().filter(|at| (range.start + 1..=range.end).contains(*at)).count();
    // "Junior Member" is on boards only.
    let ranked = |index: usize| {
        let block = &page.blocks[index];
        let last = block
            .cuts
            .iter()
            .rev()
            .find_map(|&cut| block.text.get(cut..).map(str::trim).filter(|text| !text.is_empty()));
        block.text.len() <= 80 && (is_rank(&block.text) || last.is_some_and(is_rank))
    };
    let ranks = blocks.iter().filter(|&&index| ranked(index)).count();
    let answering = answering + if ranks >= 2 { ranks } else { 0 };
    let found = super::thread(page, blocks.clone(), false, false);
    let names: BTreeSet<&str> = found.iter().filter_map(|found| found.author.as_deref()).collect();
    let own = |name: &&str| {
        authors.iter().any(|author| author.eq_ignore_ascii_case(name)) || crate::words::agency_at_start(name).is_some()
    };
    let signed =
        found.iter().filter(|found| found.author.is_some() && found.when.is_some() && !found.texts.is_empty()).count();
    let linked: usize = blocks.iter().map(|&index| page.blocks[index].linked).sum();
    let all: usize = blocks.iter().map(|&index| page.blocks[index].text.len()).sum();
    let size = |inside: bool| -> usize {
        story
            .body
            .iter()
            .filter(|part| range.contains(&part.0) == inside)
            .map(|part| page.blocks[part.0].text.len())
            .sum()
    };
    let after_story = size(false) > 0 && size(false) * 2 >= size(true);
    let close = found
        .iter()
        .filter_map(|found| found.when.as_ref())
        .filter(|(_, stamp)| {
            stamp.day.is_some() && stamp.timed
                || stamp.age.as_ref().is_some_and(|age| age.contains(char::is_alphabetic))
        })
        .count();
    let days = if answering > 0 { true } else { after_story && close * 2 >= found.len() };
    // Related stories: each a title that leads to it. Live blogs: headings where names would stand.
    let titles = blocks
        .iter()
        .filter(|&&index| {
            page.blocks[index].link_share() > 0.8
                && (page.blocks[index].tag.starts_with('h')
                    || page.blocks[index].text.split_whitespace().nth(3).is_some())
        })
        .count();
    let strange = names
        .iter()
        .filter(|name| name.contains(' ') && !crate::words::is_person(name.split(" (").next().unwrap_or(name)))
        .count();
    if answering == 0 && (titles >= found.len() || strange * 2 > names.len()) {
        return false;
    }
    signed >= 2
        && signed * 3 >= found.len() * 2
        && names.len() >= 2
        && !names.iter().any(own)
        && linked * 2 < all
        && days
        && (after_story || answering >= 2)
}
