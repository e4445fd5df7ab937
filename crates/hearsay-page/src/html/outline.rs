//! A page as a flat list of text blocks, each knowing what the elements around it are for.

mod page;

use std::collections::BTreeMap;

use super::class::{self, Names, Use};
use super::entities::decode;
use super::scan::{Mark, Scanner, Tag};
use crate::hints::{PageError, PageLimits};
use hearsay_core::lookup::{FNV, fnv};

pub(crate) use page::{Element, Outline, PageBlock};

/// An element that is open.
struct Open {
    /// Its name in small letters, hashed.
    name: u64,
    tag: Option<&'static str>,
    uses: Use,
    element: usize,
    item: Option<usize>,
    link: bool,
    /// Inline, but a block of its own: the author of a comment.
    apart: bool,
}

/// Reads a page in one pass.
pub(crate) fn outline(page: &str, limits: PageLimits) -> Result<Outline, PageError> {
    let mut reader = Reader::new();
    for mark in Scanner::new(page) {
        match mark {
            Mark::Open(tag) => {
                let (bytes, most) = (tag.length(), limits.attributes);
                if bytes > most {
                    return Err(PageError::LongAttributes { bytes, most });
                }
                reader.open(tag);
                if reader.stack.len() > limits.nesting {
                    return Err(PageError::TooDeep { most: limits.nesting });
                }
            }
            Mark::Close(name) => reader.close(name),
            Mark::Text(text) => reader.text(text),
            Mark::Raw(tag, text) => reader.raw(tag, text),
        }
    }
    Ok(reader.finish())
}

struct Reader<'p> {
    outline: Outline,
    stack: Vec<Open>,
    /// How many elements of each name are open.
    counts: BTreeMap<u64, usize>,
    text: String,
    linked: usize,
    datetime: Option<String>,
    breaks: u8,
    cuts: Vec<usize>,
    /// Where the last line begins.
    broken: usize,
    indent: u32,
    names: Names<'p>,
}

impl<'p> Reader<'p> {
    fn new() -> Self {
        let page = Element {
            tag: "html",
            parent: 0,
            own: Use::default(),
            first: 0,
            last: usize::MAX,
            depth: 0,
            level: None,
            named: None,
            ids: (None, None),
        };
        Self {
            outline: Outline { elements: vec![page], ..Outline::default() },
            stack: Vec::new(),
            counts: BTreeMap::new(),
            text: String::new(),
            linked: 0,
            datetime: None,
            breaks: 0,
            cuts: Vec::new(),
            broken: 0,
            indent: 0,
            names: Names::default(),
        }
    }

    fn open(&mut self, tag: Tag<'p>) {
        // Pages made small leave out `</head>` and `<body>`: what no head holds ends it.
        if self.stack.last().is_some_and(|open| open.tag == Some("head")) && !HEAD.iter().any(|name| tag.is(name)) {
            self.pop_to(self.stack.len() - 1);
        }
        match () {
            () if tag.is("meta") => {
                if self.datetime.is_none() && tag.attribute("itemprop").is_some_and(|name| name.starts_with("date")) {
                    self.datetime = tag.attribute("content").map(str::to_owned);
                }
                return self.meta(tag);
            }
            () if tag.is("link") => {
                if tag.attribute("itemprop").is_some_and(|name| name == "parentItem")
                    && let Some(open) = self.stack.last()
                {
                    self.outline.elements[open.element].ids.1 = tag.attribute("href").and_then(class::id);
                }
                if tag.attribute("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) {
                    self.outline.canonical = tag.attribute("href").map(|address| decode(address).trim().to_owned());
                }
                return;
            }
            () if tag.is("br") => {
                self.breaks += 1;
                // Two in a row divide paragraphs on old pages.
                if self.breaks >= 2 {
                    self.flush()
                } else {
                    self.blank();
                    self.cut();
                    self.broken = self.text.len();
                }
                return;
            }
            () if tag.is("hr") => {
                self.flush();
                return;
            }
            () if tag.is("img") => {
                let number =
                    |name| tag.attribute(name).and_then(|value| value.trim_end_matches("px").parse::<u32>().ok());
                if number("height").is_some_and(|height| height <= 1) {
                    self.indent = number("width").unwrap_or(0).min(10_000);
                }
                return;
            }
            // Their content came with them, and the next mark stands behind their end.
            () if super::scan::RAW.iter().any(|raw| tag.is(raw)) => return self.cut(),
            () if VOID.iter().any(|void| tag.is(void)) => return,
            () if tag.is("html") => {
                self.outline.language =
                    tag.find(&["lang", "xml:lang"]).filter(|lang| !lang.is_empty()).map(str::to_owned)
            }
            () => {}
        }
        let block = BLOCKS.iter().find(|name| tag.is(name)).copied();
        // `<talk-entry author="oda77">`
        let block = block.or_else(|| (tag.name.contains('-') && class::holds_much(&tag)).then_some("div"));
        if tag.closed && block.is_none() {
            return;
        }
        if let Some(name) = block {
            self.flush();
            self.close_before(name);
        }
        if block.is_none() {
            self.cut();
        }
        if self.datetime.is_none() {
            self.datetime = class::moment(&tag);
        }
        let (parent, element, around) =
            self.stack.last().map_or((Use::default(), 0, None), |open| (open.uses, open.element, open.item));
        let mut own = class::uses(&tag, &mut self.names);
        if block.is_none() && !tag.name.contains('-') {
            // `<abbr class="CommentTimestamp">` is a part of a comment, not the place of them all.
            (own.comments, own.item) = (false, false);
        }
        let mut open = Open {
            name: hash(tag.name),
            tag: block,
            uses: parent.within(own),
            element,
            item: around,
            link: tag.is("a"),
            apart: false,
        };
        if block.is_none() && open.uses.comments && (own.author || own.time || own.answers || tag.is("time")) {
            self.flush();
            open.apart = true;
        }
        // A paragraph is a container where it is the box of one comment.
        let item = block.is_some() && open.uses.comments && own.item;
        if item {
            open.item = Some(self.outline.elements.len());
        }
        if item || block.is_some_and(|name| !matches!(name, "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6")) {
            open.element = self.outline.elements.len();
            let first = self.outline.blocks.len();
            self.outline.elements.push(Element {
                tag: block.unwrap_or("div"),
                parent: element,
                own,
                first,
                last: usize::MAX,
                depth: self.outline.elements[element].depth + 1,
                level: class::level(&tag),
                named: class::named(&tag).map(|name| decode(name).into_owned()),
                ids: class::ids(&tag),
            });
        }
        *self.counts.entry(open.name).or_default() += 1;
        self.stack.push(open);
    }

    /// `<p>` ends where another block begins, `<li>` where the next does.
    fn close_before(&mut self, name: &str) {
        let above = self.stack.iter().rev().take(32).position(|open| open.tag.is_some());
        let Some(above) = above else { return };
        let depth = self.stack.len() - 1 - above;
        let last = self.stack[depth].tag.unwrap_or("");
        let ends = last == "p"
            || (last == name && matches!(name, "li" | "dt" | "dd" | "td" | "th" | "tr" | "option"))
            || (last.starts_with('h') && last.len() == 2 && name.starts_with('h') && name.len() == 2);
        if ends {
            self.pop_to(depth);
        }
    }

    fn close(&mut self, name: &str) {
        let own = name.contains('-');
        let name_hash = hash(name);
        let holds = own && self.stack.iter().rev().take(64).any(|open| open.name == name_hash && open.tag.is_some());
        let block = holds || BLOCKS.iter().any(|tag| name.eq_ignore_ascii_case(tag));
        if block {
            self.flush();
        }
        let name = name_hash;
        if self.counts.get(&name).is_none_or(|count| *count == 0) {
            return;
        }
        // A closing `</b>` does not reach out of its paragraph.
        let reach = if block { usize::MAX } else { 32 };
        let mut depth = None;
        for (index, open) in self.stack.iter().enumerate().rev().take(reach) {
            if open.name == name {
                depth = Some(index);
                break;
            }
            if !block && open.tag.is_some() {
                break;
            }
        }
        if let Some(depth) = depth {
            self.pop_to(depth);
        }
        self.cut();
    }

    /// An inline element begins or ends here.
    fn cut(&mut self) {
        let at = self.text.len();
        if at > 0 && at <= 240 && self.cuts.len() < 16 && self.cuts.last() != Some(&at) {
            self.cuts.push(at);
        }
    }

    fn pop_to(&mut self, depth: usize) {
        while self.stack.len() > depth {
            if self.stack.last().is_some_and(|open| open.apart) {
                self.flush();
            }
            let Some(open) = self.stack.pop() else { return };
            if let Some(count) = self.counts.get_mut(&open.name) {
                *count -= 1;
            }
            let parent = self.stack.last().map_or(0, |open| open.element);
            if open.element != parent {
                self.outline.elements[open.element].last = self.outline.blocks.len();
            }
        }
    }

    fn text(&mut self, text: &str) {
        if self.stack.last().is_some_and(|open| open.uses.hidden) {
            if text.len() < 40 && class::is_answer_button(text) {
                self.outline.buttons.push(self.outline.blocks.len());
            }
            return;
        }
        let link = self.stack.iter().rev().take(8).any(|open| open.link);
        let before = self.text.len();
        for letter in decode(text).chars() {
            if letter.is_whitespace() {
                self.blank();
            } else if !matches!(letter, '\u{ad}' | '\u{200b}' | '\u{feff}') {
                self.text.push(letter);
                self.breaks = 0;
            }
        }
        if link {
            self.linked += self.text.len() - before;
        }
    }

    fn blank(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with(' ') {
            self.text.push(' ');
        }
    }

    fn raw(&mut self, tag: Tag, text: &str) {
        if tag.is("title") && self.outline.title.is_empty() {
            self.outline.title = decode(text).split_whitespace().collect::<Vec<_>>().join(" ");
        } else if tag.is("script")
            && tag.attribute("type").is_some_and(|kind| kind.contains("ld+json"))
            && text.len() < 1 << 20
        {
            self.outline.linked_data.push(text.to_owned());
        } else if tag.is("script") && self.outline.stated.len() < 4 && text.len() < 1 << 20 {
            self.outline.stated.extend(class::stated(text));
        }
    }

    fn meta(&mut self, tag: Tag) {
        let name = tag.attribute("property").or_else(|| tag.attribute("name")).or_else(|| tag.attribute("itemprop"));
        if let (Some(name), Some(content)) = (name, tag.attribute("content").or_else(|| tag.attribute("value")))
            && !content.trim().is_empty()
            && self.outline.metas.len() < 1000
        {
            self.outline.metas.push((name.trim().to_ascii_lowercase(), decode(content).trim().to_owned()));
        }
    }

    /// What was gathered becomes a block of its own.
    fn flush(&mut self) {
        self.breaks = 0;
        let datetime = self.datetime.take();
        let linked = std::mem::take(&mut self.linked);
        let cuts = std::mem::take(&mut self.cuts);
        let last_line = std::mem::take(&mut self.broken);
        if self.text.trim().is_empty() {
            self.text.clear();
            self.datetime = datetime;
            return;
        }
        let text = std::mem::take(&mut self.text).trim_end().to_owned();
        let last = self.stack.last();
        let tag = self.stack.iter().rev().take(32).find_map(|open| open.tag).unwrap_or("body");
        self.outline.blocks.push(PageBlock {
            tag,
            text,
            linked,
            element: last.map_or(0, |open| open.element),
            uses: last.map_or(Use::default(), |open| open.uses),
            item: last.and_then(|open| open.item),
            datetime,
            cuts,
            last_line,
            indent: std::mem::take(&mut self.indent),
        });
    }

    fn finish(mut self) -> Outline {
        self.flush();
        self.pop_to(0);
        let end = self.outline.blocks.len();
        for element in &mut self.outline.elements {
            element.last = element.last.min(end);
        }
        self.outline.settle();
        self.outline
    }
}

fn hash(name: &str) -> u64 {
    fnv(FNV, name.bytes().map(|byte| byte.to_ascii_lowercase()))
}

/// What stands in the head of a page.
const HEAD: &[&str] =
    &["meta", "link", "script", "style", "title", "base", "basefont", "bgsound", "noscript", "template", "head"];

const VOID: &[&str] = &["img", "input", "source", "track", "wbr", "area", "base", "col", "embed", "param"];

const BLOCKS: &[&str] = &[
    "p",
    "div",
    "li",
    "ul",
    "ol",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "section",
    "article",
    "main",
    "header",
    "footer",
    "aside",
    "nav",
    "blockquote",
    "pre",
    "table",
    "tbody",
    "thead",
    "tr",
    "td",
    "th",
    "dl",
    "dt",
    "dd",
    "figure",
    "figcaption",
    "form",
    "fieldset",
    "address",
    "body",
    "html",
    "head",
    "details",
    "summary",
    "center",
    "button",
    "select",
    "option",
    "label",
    "svg",
    "noscript",
    "template",
];
