//! A page taken apart: its blocks of text and the elements that hold them.

use crate::html::class::Use;

/// A stretch of text between two block-level tags, blanks collapsed.
#[derive(Clone, Debug)]
pub(crate) struct PageBlock {
    /// The block-level element it stands in.
    pub(crate) tag: &'static str,
    pub(crate) text: String,
    /// Bytes of the text that are links.
    pub(crate) linked: usize,
    /// The container it stands in: an index of [`Outline::elements`].
    pub(crate) element: usize,
    /// What the elements around it are for.
    pub(crate) uses: Use,
    /// The comment it belongs to: the innermost element that holds one comment.
    pub(crate) item: Option<usize>,
    /// The `datetime` of a `<time>` inside.
    pub(crate) datetime: Option<String>,
    /// Where one inline element ends and the next begins, in a short text: bytes.
    pub(crate) cuts: Vec<usize>,
    /// Where its last line begins, if it has several.
    pub(crate) last_line: usize,
    /// The width of an empty picture before it, which old tables set answers in with.
    pub(crate) indent: u32,
}

impl PageBlock {
    /// A paragraph that the page does not show.
    pub(crate) fn of_text(text: &str) -> Self {
        Self {
            tag: "p",
            text: text.to_owned(),
            linked: 0,
            element: 0,
            uses: Use::default(),
            item: None,
            datetime: None,
            cuts: Vec::new(),
            last_line: 0,
            indent: 0,
        }
    }

    /// Share of the text that is links, 0 to 1.
    pub(crate) fn link_share(&self) -> f64 {
        self.linked as f64 / self.text.len().max(1) as f64
    }
}

/// A container: `<div>`, `<article>`, `<td>` ...
#[derive(Clone, Debug)]
pub(crate) struct Element {
    pub(crate) tag: &'static str,
    pub(crate) parent: usize,
    /// Its own use, not that of what it stands in.
    pub(crate) own: Use,
    /// The blocks from `first` to before `last` are inside.
    pub(crate) first: usize,
    pub(crate) last: usize,
    /// How many elements hold it.
    pub(crate) depth: usize,
    /// How deep its words stand in a thread, as it says itself: `class="depth-2"`, `style="margin-left: 40px"`.
    pub(crate) level: Option<u32>,
    /// Who wrote what is in it, as it says itself: `data-author="oda77"`.
    pub(crate) named: Option<String>,
    /// What answers call it, and what it answers, as it says itself.
    pub(crate) ids: (Option<u64>, Option<u64>),
}

/// All that is needed of a page.
#[derive(Debug, Default)]
pub(crate) struct Outline {
    pub(crate) blocks: Vec<PageBlock>,
    pub(crate) elements: Vec<Element>,
    pub(crate) title: String,
    /// Names (or properties) and contents of `<meta>`, names in small letters, in order.
    pub(crate) metas: Vec<(String, String)>,
    pub(crate) linked_data: Vec<String>,
    pub(crate) canonical: Option<String>,
    pub(crate) language: Option<String>,
    /// How many blocks stand before each button like "Reply", in order.
    pub(crate) buttons: Vec<usize>,
    /// Days of publication that scripts name, in order.
    pub(crate) stated: Vec<String>,
}

impl Outline {
    /// Settles what may be furniture and may be the story, by how much prose is in it.
    pub(super) fn settle(&mut self) {
        let prose = |block: &PageBlock| {
            let told = block.text.len() >= 40 && block.link_share() < 0.5 && crate::words::ends_sentence(&block.text);
            if told && !block.uses.furniture && !block.uses.hidden && !block.uses.comments {
                block.text.len()
            } else {
                0
            }
        };
        let mut before = vec![0];
        let (mut doubtful, mut all) = (0, 0);
        for block in &self.blocks {
            let size = prose(block);
            all += size;
            doubtful += if block.uses.weak { size } else { 0 };
            before.push(all);
        }
        // Where most of a page's prose stands in such boxes, they are its story; a single one is with two paragraphs.
        let mostly = doubtful * 2 > all;
        let story = |element: &Element| {
            let blocks = element.first..element.last;
            let held = before[blocks.end.max(blocks.start)] - before[blocks.start];
            let parts = self.blocks[blocks].iter().filter(|block| prose(block) > 0).take(2).count();
            held >= 100 && (mostly || parts == 2 && held * 4 > all)
        };
        // An element comes after those that hold it.
        let mut closed = vec![false; self.elements.len()];
        for index in 1..self.elements.len() {
            let element = &self.elements[index];
            closed[index] = closed[element.parent] || element.own.weak && !story(element);
        }
        for block in &mut self.blocks {
            block.uses.furniture |= closed[block.element];
        }
    }
}
