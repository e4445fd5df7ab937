//! Pages of HTML: the story and its comments are taken out and set as a text, a blank line between the parts.

mod class;
mod day;
mod entities;
mod facts;
mod lenient;
mod outline;
mod scan;
mod story;
mod thread;

use std::collections::BTreeSet;

use hearsay_core::{Article, Block, BlockKind, Comment, CommentId, Note, Span, Text};

use crate::plain::byline;
use crate::plain::facts::Facts;
use crate::plain::{block, comment, dateline, stamp};
use crate::{Hints, PageError, doubt};

/// Whether the bytes are a page: by their first tag, or by tags that only a page has.
pub(crate) fn is_html(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let head = bytes[..bytes.len().min(8192)].to_ascii_lowercase();
    let holds = |tag: &[u8]| head.windows(tag.len()).any(|window| window == tag);
    const FIRST: &[&[u8]] = &[
        b"<!doctype html",
        b"<html",
        b"<head",
        b"<body",
        b"<!--",
        b"<article",
        b"<main",
        b"<div",
        b"<section",
        b"<p>",
        b"<p ",
        b"<h1",
        b"<h2",
        b"<title",
        b"<meta",
        b"<link",
        b"<script",
        b"<style",
        b"<span",
        b"<table",
        b"<header",
        b"<?xml",
    ];
    // A page may begin with a style as long as a story.
    if [b"<style".as_slice(), b"<script", b"<!--"].iter().any(|tag| head.starts_with(tag)) {
        return bytes[..bytes.len().min(1 << 20)].windows(2).any(|window| window == b"</");
    }
    if FIRST.iter().any(|tag| head.starts_with(tag)) {
        return holds(b"</") || holds(b"<p") || holds(b"<body") || holds(b"<html");
    }
    holds(b"<!doctype html")
        || holds(b"<html")
        || holds(b"<body")
        || head.windows(4).filter(|window| window == b"</p>").count() >= 2
}

/// The article on a page.
pub(crate) fn article(page: &str, hints: &Hints) -> Result<Article, PageError> {
    let mut page = outline::outline(page, hints.limits)?;
    let mut facts = facts::facts(&page);
    let mut notes = Vec::new();
    let mut story = story::story(&page, &facts.title, facts.publisher.as_deref().unwrap_or(""));
    story.take_body(&mut page, &facts.body);
    story.leave_writers(&page, &facts.authors);
    let words = |index: usize| page.blocks[index].text.as_str();
    let shown: Vec<usize> = story.shown(&page).collect();
    let lines: Vec<&str> = shown.iter().map(|&index| words(index)).collect();
    let known = doubt::Known { published: facts.published.or(hints.published), authors: &facts.authors };
    // Where a heading says that readers begin, what is signed above it is the paper's.
    if story.readers.is_none()
        && let Some(first) = doubt::readers(&lines, &known)
    {
        story.leave_to_readers(shown[first]);
    }
    let told_by_machine: Vec<usize> = thread::said_in(&page, &facts.said);
    if let Some(first) =
        told_by_machine.first().copied().filter(|first| story.body.first().is_some_and(|part| part.0 < *first))
    {
        story.body.retain(|part| part.0 < first || !told_by_machine.contains(&part.0));
    }
    if !facts.live {
        for range in thread::in_story(&page, &story, &facts.authors) {
            story.leave_thread(range);
        }
    }
    let mut setting = Setting::default();
    let mut told = Facts { day_first: hints.day_first.or_else(|| facts.day_first()), ..Facts::default() };
    match story.headline {
        // "Finance House sends envoys home": the section stands in one element with the headline.
        Some(headline) if facts.title.len() * 5 >= words(headline).len() * 3 => {
            setting
                .add(BlockKind::Headline, facts::last_alike(words(headline), &facts.title).unwrap_or(words(headline)));
        }
        Some(headline) => _ = setting.add(BlockKind::Headline, words(headline)),
        None if !facts.title.is_empty() && !story.body.is_empty() => _ = setting.add(BlockKind::Headline, &facts.title),
        None => {}
    }
    if let Some(standfirst) = story.standfirst {
        setting.add(BlockKind::Standfirst, words(standfirst));
    }
    for &index in &story.bylines {
        let start = setting.add(BlockKind::Byline, words(index)).start();
        if let Some(byline) = byline::read(words(index)) {
            told.add(byline, start);
        }
        if let Some(day) = page.blocks[index].datetime.as_deref().and_then(crate::dates::parse) {
            told.add_day(day, start);
        }
    }
    for &(index, heading) in &story.body {
        setting.add(if heading { BlockKind::Crosshead } else { BlockKind::Paragraph }, words(index));
    }
    for &index in &story.colophon {
        told.authors_of_colophon(words(index));
    }
    setting.add_comments(thread::comments(&page, &story, &facts.said), facts.published.or(hints.published));
    if setting.blocks.is_empty() {
        return Err(PageError::NoArticle);
    }
    crate::hints::ensure_short(setting.text.len())?;
    // What the page states of itself goes before what its lines were read to say.
    told.authors = if facts.authors.is_empty() { told.authors } else { facts.authors.clone() };
    told.agency = told.agency.or(facts.agency);
    let known = Hints { published: facts.published.or(hints.published), day_first: told.day_first, ..Hints::default() };
    let dateline = setting.read_dateline(&mut told, &known).or(told.place);
    // Machines are told the hour of Greenwich, or the day of a version long gone; readers see the paper's own.
    if let (Some(stated), Some((shown, changed))) = (facts.published, day::shown(&page, &story, told.day_first)) {
        let apart = stated.until(shown).map_or(0, |span| span.get_days().abs());
        if !changed || apart > 7 {
            facts.published = Some(shown);
        }
        if changed && apart > 7 {
            notes.push(Note { name: "date-of-change", span: None });
        }
    }
    // The address of the file is the caller's; a page may tell its own.
    let looked = if facts.published.is_none() && told.published(&Hints::default()).is_none() {
        day::find(&page, &story, &facts, told.day_first)
    } else {
        None
    };
    let mut article = Article { dateline, url: facts.url, language: facts.language, notes, ..Article::default() };
    article.day_first = told.day_first;
    told.fill(&mut article, &known);
    article.published = match looked {
        Some(day::Found::Stated(day)) => Some(day),
        Some(day::Found::InAddress(day)) if hints.published.is_none() => {
            article.notes.push(Note { name: "date-from-address", span: None });
            Some(day)
        }
        Some(day::Found::Changed(day)) if hints.published.is_none() => {
            article.notes.push(Note { name: "date-of-change", span: None });
            Some(day)
        }
        _ => facts.published.or(article.published),
    };
    // A line of the page may tell readers the hour; one of another day is that of a change.
    let lines = story.bylines.iter().filter_map(|&index| page.blocks[index].datetime.as_deref());
    let moments = facts.moment.into_iter().chain(lines.filter_map(crate::dates::moment));
    article.published_at = moments.into_iter().find(|moment| {
        let day = crate::dates::parse(moment);
        let apart = article.published.zip(day).and_then(|(one, other)| one.until(other).ok());
        apart.is_some_and(|apart| apart.get_days().abs() <= 1)
    });
    article.publisher = facts.publisher.or(article.publisher);
    article.blocks = setting.blocks;
    article.comments = setting.comments;
    article.text = Text::from(setting.text);
    Ok(article)
}

/// The text as it is set, part by part.
#[derive(Default)]
struct Setting {
    text: String,
    blocks: Vec<Block>,
    comments: Vec<Comment>,
}

impl Setting {
    fn add(&mut self, kind: BlockKind, words: &str) -> Span {
        let span = self.set(words, "\n\n");
        self.blocks.push(block(kind, span));
        span
    }

    fn set(&mut self, words: &str, gap: &str) -> Span {
        if !self.text.is_empty() {
            self.text.push_str(gap);
        }
        let start = self.text.len();
        self.text.push_str(words.trim());
        Span::new(start, self.text.len())
    }

    /// Each comment: its name and its day on a line, then its words.
    fn add_comments(&mut self, comments: Vec<thread::Found>, near: Option<jiff::civil::Date>) {
        let authors: BTreeSet<String> =
            comments.iter().filter_map(|found| found.author.as_ref()).map(|author| author.to_lowercase()).collect();
        let names: Vec<Option<String>> = comments.iter().map(|found| found.author.clone()).collect();
        for found in comments {
            let parent = found.parent;
            let id = CommentId::from_index(self.comments.len());
            let author_span = found.author.as_deref().map(|author| self.set(author, "\n\n"));
            let (when, stamp) =
                found.when.map_or((String::new(), stamp::Stamp::default()), |(words, stamp)| (words, stamp));
            let mut span = author_span;
            if !when.is_empty() {
                let when = self.set(&when, if span.is_some() { " | " } else { "\n\n" });
                span = Some(span.map_or(when, |span| span.cover(when)));
            }
            let mut body = None::<Span>;
            for text in &found.texts {
                let part = self.set(text, if body.is_some() || span.is_some() { "\n" } else { "\n\n" });
                body = Some(body.map_or(part, |body| body.cover(part)));
                span = Some(span.map_or(part, |span| span.cover(part)));
            }
            let (Some(span), Some(mut body)) = (span, body) else { continue };
            let words = &self.text[body.start()..body.end()];
            let answered = comment::at_name(words).and_then(|header| header.answers).and_then(|at| {
                comment::answered(&words[at..], &authors).map(|(name, length)| (name.to_owned(), at + length))
            });
            // "@12" is the number of a comment.
            let answered = answered.filter(|(name, _)| name.contains(|letter: char| !letter.is_ascii_digit()));
            let reply_to = answered
                .as_ref()
                .map(|(name, _)| {
                    let before = names.iter().take(self.comments.len()).rev().take(500).filter_map(Option::as_deref);
                    comment::called(name, before).unwrap_or(name).to_owned()
                })
                .or(found.answers)
                .or_else(|| parent.and_then(|parent| names.get(parent).cloned().flatten()));
            if let Some((_, length)) = answered {
                body = Span::new((body.start() + length).min(body.end()), body.end());
            }
            self.blocks.push(Block { kind: BlockKind::Comment(id), span, body });
            self.comments.push(Comment {
                author: found.author,
                author_span,
                date: stamp.date(near),
                age: stamp.age,
                reply_to,
                span,
            });
        }
    }

    fn read_dateline(&mut self, told: &mut Facts, hints: &Hints) -> Option<Span> {
        let block = self.blocks.iter_mut().find(|block| block.kind == BlockKind::Paragraph)?;
        let dateline = dateline::read(&self.text[block.span.start()..block.span.end()])?;
        let start = block.span.start();
        block.body = Span::new(start + dateline.length, block.span.end());
        told.add_dateline(&dateline, start, told.published(hints));
        (!dateline.place.is_empty()).then(|| Span::new(start + dateline.place.start, start + dateline.place.end))
    }
}
