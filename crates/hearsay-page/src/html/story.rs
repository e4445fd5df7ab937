//! Which blocks of a page are the story.

use std::ops::Range;

use super::outline::{Element, Outline, PageBlock};
use crate::plain::byline;
use crate::words::{ends_sentence, is_furniture, is_title_like, opens_comments};

/// The blocks of the story by use, as indices into the outline's blocks.
#[derive(Debug, Default)]
pub(crate) struct Story {
    pub(crate) headline: Option<usize>,
    pub(crate) standfirst: Option<usize>,
    pub(crate) bylines: Vec<usize>,
    /// Paragraphs, and whether each is a cross-head.
    pub(crate) body: Vec<(usize, bool)>,
    /// Lines like "(Reporting by Jane Dorn)" that were left out.
    pub(crate) colophon: Vec<usize>,
    /// Where readers' words begin that no element is named for: "Comments" as a heading inside the story's element.
    pub(crate) readers: Option<usize>,
    /// The last block that was looked at for the story.
    pub(crate) end: usize,
    /// Blocks that are set as readers' words are, and nothing else says so.
    pub(crate) threads: Vec<Range<usize>>,
}

impl Story {
    /// Whether a block stands among readers' words below the story.
    pub(crate) fn is_below(&self, index: usize) -> bool {
        self.readers.is_some_and(|first| (first..self.end).contains(&index))
    }

    /// What a person sees of the story from its first paragraph on, names and days between the paragraphs too.
    pub(crate) fn shown<'p>(&self, page: &'p Outline) -> impl Iterator<Item = usize> + use<'p> {
        let first = self.body.first().map_or(self.end, |part| part.0);
        let shown = |index: &usize| {
            let block = &page.blocks[*index];
            !block.uses.furniture && !block.uses.hidden && !block.uses.comments && block.link_share() < 0.5
        };
        (first..self.readers.unwrap_or(self.end).min(self.end)).filter(shown)
    }

    /// Takes the text that the page tells to machines, where it shows next to nothing of it.
    pub(crate) fn take_body(&mut self, page: &mut Outline, text: &str) {
        let shown: usize = self.body.iter().filter(|part| !part.1).map(|part| page.blocks[part.0].text.len()).sum();
        if text.len() < 250 || shown * 3 > text.len() || text.contains("</") {
            return;
        }
        self.body.clear();
        let at = page.blocks.len();
        let parts = text.split('\n').map(str::trim).filter(|part| !part.is_empty());
        page.blocks.extend(parts.map(PageBlock::of_text));
        self.body.extend((at..page.blocks.len()).map(|index| (index, false)));
    }

    /// Lets go of blocks that are set as a thread is.
    pub(crate) fn leave_thread(&mut self, range: Range<usize>) {
        self.body.retain(|part| !range.contains(&part.0));
        self.bylines.retain(|index| !range.contains(index));
        self.colophon.retain(|index| !range.contains(index));
        self.standfirst = self.standfirst.filter(|index| !range.contains(index));
        self.threads.push(range);
    }

    /// Lets go of what stands at the end about who wrote it: "Jane Dorn is a reporter of the Herald.".
    pub(crate) fn leave_writers(&mut self, page: &Outline, authors: &[String]) {
        let told = |text: &str| {
            let rest = authors.iter().find_map(|author| text.strip_prefix(author.as_str()));
            rest.is_some_and(|rest| ABOUT.iter().any(|verb| rest.starts_with(verb)))
        };
        while self.body.len() > 2 && self.body.last().is_some_and(|part| told(&page.blocks[part.0].text)) {
            self.colophon.extend(self.body.pop().map(|part| part.0));
        }
    }

    /// Lets go of what stands from a block on: it is a reader's.
    pub(crate) fn leave_to_readers(&mut self, first: usize) {
        self.readers = Some(self.readers.map_or(first, |known| known.min(first)));
        self.body.retain(|part| part.0 < first);
        self.bylines.retain(|&index| index < first);
        self.colophon.retain(|&index| index < first);
    }
}

/// What papers say of their writers.
const ABOUT: [&str; 4] = [" is ", " writes ", " covers ", " reports "];

/// Finds the story; `title` is what the page says it is called, `site` what it says the site is called.
pub(crate) fn story(page: &Outline, title: &str, site: &str) -> Story {
    // Some sites wrap everything in a box called "comments" or "widget": then the names are not believed.
    let strict = find(page, title, site, &|block| !block.uses.furniture && !block.uses.comments);
    let size = |story: &Story| -> usize {
        story.body.iter().filter(|part| !part.1).map(|part| page.blocks[part.0].text.len()).sum()
    };
    if size(&strict) >= 250 {
        return strict;
    }
    let loose = find(page, title, site, &|block| !block.uses.comments || block.item.is_none());
    if size(&loose) > 3 * size(&strict) && !repeats(page) { loose } else { strict }
}

/// Whether elements that say that readers write in them stand beside each other, each with words: no wrapper of the page is so.
fn repeats(page: &Outline) -> bool {
    let outermost = |mut at: usize| {
        let mut found = None;
        for _ in 0..256 {
            let element = &page.elements[at];
            if element.own.comments {
                found = Some(at);
            }
            if element.parent == at {
                break;
            }
            at = element.parent;
        }
        found
    };
    let words = |block: &&PageBlock| block.text.split_whitespace().nth(2).is_some() && block.link_share() < 0.5;
    let worded = page.blocks.iter().filter(words).filter(|block| !block.uses.hidden);
    let boxes: std::collections::BTreeSet<usize> =
        worded.filter_map(|block| outermost(block.element)).take(500).collect();
    let parents: std::collections::BTreeSet<usize> = boxes.iter().map(|&at| page.elements[at].parent).collect();
    parents.len() < boxes.len()
}

fn find(page: &Outline, title: &str, site: &str, open: &dyn Fn(&PageBlock) -> bool) -> Story {
    let range = range(page, open);
    let mut story = Story { headline: headline(page, title, site, &range), ..Story::default() };
    let first = range
        .clone()
        .find(|&index| open(&page.blocks[index]) && is_paragraph(&page.blocks[index]))
        .unwrap_or(range.end);
    let top = story.headline.filter(|headline| *headline <= first).unwrap_or(first.saturating_sub(12));
    // The head stands between the headline and the first paragraph, or just above the headline.
    for index in top.saturating_sub(4)..page.blocks.len().min(first.max(top) + 1) {
        let block = &page.blocks[index];
        let text = block.text.as_str();
        if Some(index) == story.headline || !open(block) || text.len() > 420 {
            continue;
        }
        let read = byline::read(text);
        let signed = read.as_ref().is_some_and(|byline| byline.is_anchored() || block.uses.byline);
        if signed && story.bylines.len() < 4 && (index > top || block.uses.byline) {
            story.bylines.push(index);
        } else if block.uses.standfirst
            && index > top
            && story.standfirst.is_none()
            && text.len() >= 30
            && read.is_none()
            && block.link_share() < 0.5
        {
            story.standfirst = Some(index);
        }
    }
    story.end = range.end;
    let mut titles = Vec::new();
    for index in range {
        let block = &page.blocks[index];
        let used = story.headline == Some(index) || story.standfirst == Some(index) || story.bylines.contains(&index);
        // A heading may be named for what it opens, and nothing below it is.
        let heads = |index: usize| {
            let (block, next) = (&page.blocks[index], page.blocks.get(index + 1));
            is_heading(block)
                && !block.uses.hidden
                && next.is_some_and(|next| block.uses.comments && !next.uses.comments)
        };
        if heads(index) && opens_comments(&block.text) && block.link_share() < 0.5 {
            titles.push(index);
        }
        if used || !open(block) || story.headline.is_some_and(|headline| headline > index && headline < first) {
            continue;
        }
        let text = block.text.as_str();
        if is_furniture(text) || opens_comments(text) {
            if opens_comments(text) && block.link_share() < 0.5 {
                titles.push(index);
            }
            story.colophon.push(index);
        } else if is_heading(block) {
            if is_title_like(text)
                || text.ends_with('?')
                || block.link_share() < 0.5 && text.split_whitespace().count() <= 25
            {
                story.body.push((index, true));
            }
        } else if is_kept(page, block) && !byline::read(text).is_some_and(|byline| byline.is_anchored()) {
            story.body.push((index, false));
        }
    }
    trim(page, &mut story);
    if let Some(title) = opening(page, &story, &titles) {
        story.leave_to_readers(title);
    }
    story
}

/// The first of the titles like "Comments" that opens readers' words: a heading of its own, or a line with no more prose
/// below it than above; others are counters over a story.
fn opening(page: &Outline, story: &Story, titles: &[usize]) -> Option<usize> {
    let size = |parts: &mut dyn Iterator<Item = usize>| parts.map(|index| page.blocks[index].text.len()).sum::<usize>();
    let body = || story.body.iter().filter(|part| !part.1).map(|part| part.0);
    titles.iter().copied().find(|&title| {
        let before = size(&mut body().filter(|&index| index < title));
        let after = size(&mut body().filter(|&index| index > title));
        let heading = is_heading(&page.blocks[title]) || page.blocks[title].tag == "summary";
        before > 0 && after > 0 && (heading || after <= before)
    })
}

/// Headings with nothing below them, and the headline told twice.
fn trim(page: &Outline, story: &mut Story) {
    let same = |a: &str, b: &str| a.eq_ignore_ascii_case(b);
    if let Some(headline) = story.headline {
        let headline = page.blocks[headline].text.as_str();
        story.body.retain(|(index, _)| !same(&page.blocks[*index].text, headline));
    }
    if let Some(standfirst) = story.standfirst {
        let standfirst = page.blocks[standfirst].text.as_str();
        story.body.retain(|(index, _)| !same(&page.blocks[*index].text, standfirst));
    }
    let mut below = false;
    let mut kept = Vec::with_capacity(story.body.len());
    for &(index, heading) in story.body.iter().rev() {
        // Of two headings in a row the first heads nothing.
        if heading && !below {
            continue;
        }
        below = !heading;
        kept.push((index, heading));
    }
    kept.reverse();
    story.body = kept;
}

fn headline(page: &Outline, title: &str, site: &str, range: &Range<usize>) -> Option<usize> {
    let candidates = || {
        page.blocks.iter().enumerate().filter(|(_, block)| {
            block.tag == "h1" && !block.uses.comments && block.text.len() >= 8 && block.text.len() <= 300
        })
    };
    // A title of a megabyte is none, and looking for every heading in it takes for ever.
    let is_title = (8..=2_000).contains(&title.len());
    let matches = |text: &str| is_title && (title.contains(text) || text.contains(title));
    // Of two headings that both stand in the page's title, the shorter is the site's name.
    let whole = page.title.as_str();
    let stands = |text: &str| (12..=300).contains(&text.len()) && whole.len() <= 2_000 && whole.contains(text);
    let longer = |least: usize| {
        let headings = page.blocks.iter().enumerate().take(range.end).filter(|(_, block)| {
            matches!(block.tag, "h1" | "h2" | "h3")
                && !block.uses.comments
                && block.text.split_whitespace().nth(2).is_some()
        });
        let stand = headings.filter(|(_, block)| block.text.len() > least && stands(&block.text));
        stand.max_by_key(|(index, block)| (block.text.len(), std::cmp::Reverse(*index)))
    };
    let first = candidates().find(|(_, block)| matches(&block.text));
    let site = |text: &str| {
        // "The Arland Herald" over all its stories, each of which has a title of its own.
        if text.eq_ignore_ascii_case(site) && !title.eq_ignore_ascii_case(site) && !title.is_empty() {
            return true;
        }
        let outer = whole.starts_with(text) || whole.ends_with(text);
        outer && text != title && text.split_whitespace().count() <= 5 && text.len() * 2 <= whole.len()
    };
    first
        .filter(|(_, block)| !site(&block.text))
        .or_else(|| longer(first.map_or(0, |(_, block)| block.text.len())))
        .or_else(|| {
            page.blocks.iter().enumerate().find(|(_, block)| {
                matches!(block.tag, "h2" | "h3" | "h4") && block.text == title && !block.uses.furniture
            })
        })
        .or_else(|| {
            candidates().find(|(index, block)| range.contains(index) && !block.uses.furniture && !site(&block.text))
        })
        .or_else(|| candidates().rfind(|(index, block)| *index < range.start && !site(&block.text)))
        .map(|(index, _)| index)
}

/// The blocks inside the element that holds the story.
fn range(page: &Outline, open: &dyn Fn(&PageBlock) -> bool) -> Range<usize> {
    // Prose before each block: what an element holds is a difference.
    let mut before = Vec::with_capacity(page.blocks.len() + 1);
    let mut sum = 0.0;
    before.push(sum);
    let mut scores = vec![0.0; page.elements.len()];
    for block in &page.blocks {
        let score = if open(block) { score(block) } else { 0.0 };
        sum += score;
        before.push(sum);
        scores[block.element] += score;
        let parent = page.elements[block.element].parent;
        if parent != block.element {
            scores[parent] += score / 2.0;
        }
    }
    let held = |index: usize| -> f64 { before[page.elements[index].last] - before[page.elements[index].first] };
    let all = sum;
    let most = |wanted: &dyn Fn(usize) -> bool, least: f64| -> Option<usize> {
        let found = (0..page.elements.len())
            .filter(|&index| wanted(index))
            .max_by(|&a, &b| held(a).total_cmp(&held(b)).then(b.cmp(&a)))?;
        (held(found) > least).then_some(found)
    };
    let named = most(&|index| page.elements[index].own.story && !page.elements[index].own.comments, all * 0.4);
    let article = named
        .or_else(|| {
            most(&|index| page.elements[index].tag == "article" && !page.elements[index].own.comments, all * 0.4)
        })
        .or_else(|| most(&|index| page.elements[index].tag == "main", all * 0.5));
    let mut best = article.unwrap_or_else(|| {
        (0..scores.len()).max_by(|&a, &b| scores[a].total_cmp(&scores[b]).then(b.cmp(&a))).unwrap_or(0)
    });
    // A story in several boxes side by side: the parent, as long as it holds much more prose.
    if article.is_none() {
        best = boxes(page, best, &held).unwrap_or(best);
        for _ in 0..4 {
            let parent = page.elements[best].parent;
            if held(parent) <= held(best) * 1.3 || parent == best {
                break;
            }
            best = parent;
        }
    }
    // One story in several boxes of one kind, other things between them.
    if page.elements[best].own.story {
        for index in 0..page.elements.len() {
            let other = &page.elements[index];
            let apart = other.first >= page.elements[best].last || other.last <= page.elements[best].first;
            if other.own.story && other.tag == page.elements[best].tag && apart && held(index) * 7.0 > held(best) {
                best = common(page, best, index);
                break;
            }
        }
    }
    page.elements[best].first..page.elements[best].last
}

/// The element that holds the best box and others like it, where the story is cut into many between advertisements.
fn boxes(page: &Outline, best: usize, held: &dyn Fn(usize) -> f64) -> Option<usize> {
    let mut child = best;
    for _ in 0..4 {
        let parent = page.elements[child].parent;
        if held(parent) > held(child) * 1.3 {
            let alike = |element: &&Element| element.parent == parent && element.tag == page.elements[child].tag;
            let prose = |element: &&Element| {
                let blocks = &page.blocks[element.first..element.last];
                blocks.iter().any(|block| block.tag == "p" && is_paragraph(block) && !block.uses.furniture)
            };
            let alike = page.elements[child.min(parent)..].iter().filter(alike).filter(prose).take(4).count();
            return (alike == 4).then_some(parent);
        }
        if parent == child {
            return None;
        }
        child = parent;
    }
    None
}

/// The innermost element that holds both.
fn common(page: &Outline, mut a: usize, mut b: usize) -> usize {
    while a != b {
        if page.elements[a].depth >= page.elements[b].depth {
            a = page.elements[a].parent
        } else {
            b = page.elements[b].parent
        }
    }
    a
}

/// How much a block looks like prose.
fn score(block: &PageBlock) -> f64 {
    if is_heading(block) || block.text.len() < 25 || block.uses.hidden {
        return 0.0;
    }
    let ended = if ends_sentence(&block.text) { 1.0 } else { 0.2 };
    let weight = if matches!(block.tag, "p" | "blockquote" | "pre") { 1.0 } else { 0.6 };
    weight * ended * block.text.len().min(600) as f64 * (1.0 - block.link_share()).max(0.0)
}

fn is_heading(block: &PageBlock) -> bool {
    matches!(block.tag, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

fn is_paragraph(block: &PageBlock) -> bool {
    !is_heading(block)
        && !block.uses.standfirst
        && block.text.len() >= 60
        && block.link_share() < 0.5
        && ends_sentence(&block.text)
}

/// Whether it is a program's text and nobody's words.
fn is_code(text: &str) -> bool {
    let marks = text.chars().take(2_000).filter(|letter| "{}();=<>[]|\\$#_/*".contains(*letter)).count();
    marks * 25 > text.chars().take(2_000).count()
}

/// Whether a block inside the story's element is a part of it.
fn is_kept(page: &Outline, block: &PageBlock) -> bool {
    let words = block.text.split_whitespace().take(12).count();
    // A paragraph may be a link as a whole; a list of links has no full stops.
    let told = words >= 8
        && ends_sentence(&block.text)
        && (block.link_share() < 0.9 || block.tag == "p" && !block.text.ends_with(':'));
    // Words right in the story's own element, as pages have them that part paragraphs by `<br>`.
    let direct = page.elements[block.element].own.story;
    if block.link_share() > 0.6 && !told {
        return false;
    }
    match block.tag {
        "pre" => words >= 3 && !is_code(&block.text),
        "p" | "blockquote" => words >= 3 || ends_sentence(&block.text),
        "li" | "dd" | "dt" => {
            words >= 5 && (block.link_share() < 0.5 || told && words >= 12 && block.link_share() < 0.8)
        }
        _ => words >= 8 && (ends_sentence(&block.text) || direct && words >= 12 && block.link_share() < 0.2),
    }
}
