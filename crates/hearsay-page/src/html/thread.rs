//! Readers' comments on a page: which blocks belong to which comment, who wrote it and when.

use std::collections::{BTreeMap, BTreeSet};

use super::outline::{Outline, PageBlock};
use super::story::Story;
use crate::plain::comment::{self, Sign, Stamp};
use crate::words::{is_furniture, is_signature, opens_comments};

/// A comment as found on a page.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) author: Option<String>,
    /// Its day or age in the page's words, and what they say.
    pub(crate) when: Option<(String, Stamp)>,
    pub(crate) texts: Vec<String>,
    /// The element that holds it.
    item: Option<usize>,
    /// It stands below the story, in no box of its own: it may have neither name nor day, and is somebody's all the same.
    below: bool,
}

/// The comments in page order; each with the place of the comment that it stands in, if it is an answer.
pub(crate) fn comments(page: &Outline, story: &Story) -> Vec<(Found, Option<usize>)> {
    let body: BTreeSet<usize> = story.body.iter().map(|part| part.0).collect();
    let mut comments = Vec::<Found>::new();
    let mut by_item = BTreeMap::<Option<usize>, usize>::new();
    for (index, block) in page.blocks.iter().enumerate() {
        // "Recent comments" in the margin stand in no boxes of their own, or without a day.
        let aside = block.uses.furniture && block.item.is_none();
        let below = story.is_below(index);
        if !(block.uses.comments || below)
            || aside
            || block.uses.hidden
            || body.contains(&index)
            || is_furniture(&block.text)
            || opens_comments(&block.text)
        {
            continue;
        }
        let open = by_item.get(&block.item).copied();
        // Without boxes around them, a name after words opens the next.
        let next = match open {
            None => true,
            Some(open) => {
                block.item.is_none()
                    && !comments[open].texts.is_empty()
                    && (author(block).is_some()
                        || comment::header(&block.text).is_some_and(|header| header.sign == Sign::Sure))
            }
        };
        let at = match open {
            Some(open) if !next => open,
            _ => {
                by_item.insert(block.item, comments.len());
                comments.push(Found { item: block.item, ..Found::default() });
                comments.len() - 1
            }
        };
        comments[at].below |= below && !block.uses.comments;
        take(&mut comments[at], block);
    }
    join(&mut comments);
    let kept: Vec<Found> = comments
        .into_iter()
        .filter(|found| !found.texts.is_empty() && (found.author.is_some() || found.when.is_some() || found.below))
        .collect();
    let places: BTreeMap<usize, usize> =
        kept.iter().enumerate().filter_map(|(place, found)| Some((found.item?, place))).collect();
    let parents: Vec<Option<usize>> = kept.iter().map(|found| parent(page, found.item?, &places)).collect();
    kept.into_iter().zip(parents).collect()
}

/// Puts one block where it belongs: the name, the day, or the words.
fn take(found: &mut Found, block: &PageBlock) {
    let text = block.text.trim();
    if let Some(header) = comment::header(text)
        .filter(|header| found.texts.is_empty() && (header.sign == Sign::Sure || header.body == text.len()))
    {
        if let Some(author) = header.author.filter(|_| found.author.is_none()) {
            found.author = Some(text[author].to_owned());
        }
        if header.stamp != Stamp::default() && found.when.is_none() {
            let words = header.stamp.age.clone().or_else(|| block.datetime.clone());
            found.when = Some((words.unwrap_or_default(), header.stamp));
        }
        if header.body < text.len() {
            found.texts.push(text[header.body..].trim().to_owned());
        }
    } else if let Some(stamp) = comment::stamp_line(text).filter(|_| found.when.is_none()) {
        found.when = Some((text.trim_matches(|letter: char| !letter.is_alphanumeric()).to_owned(), stamp));
        // The name stood above the day without saying that it is one.
        if found.author.is_none() && found.texts.len() == 1 && is_signature(&found.texts[0]) {
            found.author = found.texts.pop();
        }
    } else if let Some(name) = author(block).filter(|_| found.author.is_none()) {
        found.author = Some(name.to_owned());
    } else if text.len() > 1
        && text.chars().any(char::is_alphabetic)
        && !is_button(text)
        && found.author.as_deref() != Some(text)
    {
        found.texts.push(text.to_owned());
    }
}

/// The name in a block that is marked as one: "Oda Lund says:".
fn author(block: &PageBlock) -> Option<&str> {
    let name = block.text.trim().trim_end_matches(':').trim();
    let name = ["says", "wrote", "said", "writes", "commented"]
        .iter()
        .find_map(|verb| name.strip_suffix(verb))
        .unwrap_or(name)
        .trim();
    let name = name.trim_start_matches("By ").trim_start_matches("Posted by ");
    (block.uses.author && is_signature(name) && comment::stamp_line(name).is_none()).then_some(name)
}

fn is_button(text: &str) -> bool {
    const BUTTONS: &[&str] = &[
        "says",
        "said",
        "reply",
        "like",
        "share",
        "report",
        "permalink",
        "link",
        "more",
        "edit",
        "top commenter",
        "wrote on",
        "says on",
        "said on",
        "cancel",
        "at",
        "on",
        "by",
        "rating",
        "profile",
    ];
    let small = text.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
    BUTTONS.contains(&small.as_str())
}

/// A box with the name beside a box with the words is one comment.
fn join(comments: &mut Vec<Found>) {
    let mut joined = Vec::<Found>::with_capacity(comments.len());
    for found in comments.drain(..) {
        match joined.last_mut() {
            Some(last)
                if last.texts.is_empty()
                    && !found.texts.is_empty()
                    && (found.author.is_none() || last.author.is_none()) =>
            {
                let head = std::mem::take(last);
                *last = Found {
                    author: head.author.or(found.author),
                    when: head.when.or(found.when),
                    texts: found.texts,
                    item: head.item,
                    below: head.below || found.below,
                };
            }
            _ => joined.push(found),
        }
    }
    *comments = joined;
}

/// The comment whose box holds the box `item`; `places` are the comments by their boxes.
fn parent(page: &Outline, item: usize, places: &BTreeMap<usize, usize>) -> Option<usize> {
    let mut at = item;
    for _ in 0..40 {
        let above = page.elements[at].parent;
        if above == at {
            return None;
        }
        at = above;
        if let Some(place) = places.get(&at) {
            return Some(*place);
        }
    }
    None
}
