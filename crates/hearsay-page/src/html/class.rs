//! What an element is for, as its name, class and id tell.

mod names;
mod stated;

use super::scan::{self, Tag};

pub(crate) use names::Names;
pub(super) use stated::{holds_much, id, ids, is_answer_button, level, moment, named, stated};

/// What stretches of a page are for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Use {
    /// Never shown, or never text: scripts, buttons, forms' parts.
    pub(crate) hidden: bool,
    /// Navigation, related stories, captions, share bars.
    pub(crate) furniture: bool,
    /// It may be furniture or the story: a paywall's box, a widget. How much prose is in it tells.
    pub(crate) weak: bool,
    /// Readers' words.
    pub(crate) comments: bool,
    /// One reader's comment with all that belongs to it.
    pub(crate) item: bool,
    pub(crate) author: bool,
    pub(crate) time: bool,
    pub(crate) byline: bool,
    pub(crate) standfirst: bool,
    /// The container says that it holds the story.
    pub(crate) story: bool,
    /// Whom a comment answers: `<a class="parent-link">`.
    pub(crate) answers: bool,
    /// What a thread shows of who wrote: rank, badge, signature.
    pub(crate) badge: bool,
}

impl Use {
    /// The uses of an element with uses `own` inside one with these.
    pub(crate) fn within(self, own: Use) -> Use {
        let comments = self.comments || own.comments;
        Use {
            hidden: self.hidden || own.hidden,
            // The footer of a comment holds its date, the aside its author.
            furniture: self.furniture || (own.furniture && !comments),
            weak: self.weak || (own.weak && !comments),
            comments,
            item: self.item || own.item,
            author: self.author || own.author,
            time: self.time || own.time,
            byline: self.byline || own.byline,
            standfirst: self.standfirst || own.standfirst,
            story: self.story || own.story,
            answers: self.answers || own.answers,
            badge: self.badge || own.badge,
        }
    }
}

/// The uses that `tag` itself shows.
pub(crate) fn uses<'p>(tag: &Tag<'p>, known: &mut Names<'p>) -> Use {
    // Two dozen are asked for: they are taken apart once.
    let attributes: Vec<(&str, &str)> = tag.attributes().collect();
    let attribute = |name: &str| scan::named(attributes.iter().copied(), name);
    let mut uses = Use::default();
    let hides = [
        "button", "select", "option", "svg", "noscript", "template", "input", "label", "head", "canvas", "object",
        "audio", "video", "map",
    ];
    uses.hidden = hides.iter().any(|name| tag.is(name))
        || attribute("hidden").is_some()
        || attribute("style").is_some_and(|style| style.replace(' ', "").to_ascii_lowercase().contains("display:none"));
    uses.furniture =
        ["nav", "aside", "footer", "figure", "figcaption", "fieldset", "form"].iter().any(|name| tag.is(name));
    let property = attribute("itemprop").unwrap_or("");
    uses.story = property.eq_ignore_ascii_case("articleBody");
    uses.author = property.eq_ignore_ascii_case("author") || attribute("rel").is_some_and(|rel| rel == "author");
    uses.time = property.contains("date") || tag.is("time");
    uses.byline = uses.author || uses.time || tag.is("time");
    uses.item = property.eq_ignore_ascii_case("comment");
    uses.comments = uses.item;
    // The outermost elements carry words for the layout: "has-sidebar", "comments-open".
    if ["html", "body", "main"].iter().any(|name| tag.is(name)) {
        return Use { furniture: false, weak: false, ..uses };
    }
    for names in [attribute("class").unwrap_or(""), attribute("id").unwrap_or("")] {
        for name in names.split_whitespace().take(24) {
            known.one(name, &mut uses);
        }
    }
    // What opens over a name that is pointed at.
    let inline = ["span", "a", "abbr", "em", "b"].iter().any(|name| tag.is(name));
    uses.hidden |= inline && attribute("class").is_some_and(|class| class.split_whitespace().any(names::opens_over));
    holds_readers(tag.name, attribute, known, &mut uses);
    // A name to click at is shown: among readers' words it says who writes, elsewhere it is furniture.
    if tag.is("button") && uses.author && !uses.item && attribute("hidden").is_none() {
        (uses.hidden, uses.furniture) = (false, true);
    }
    // `<li class="comment comment-author-oda">` is the whole comment, not the name.
    if uses.item {
        (uses.author, uses.time, uses.byline) = (false, false, false);
    }
    let article = tag.is("article");
    (uses.furniture, uses.weak) = (uses.furniture && !article, uses.weak && !article);
    // ASP pages stand in one form as a whole.
    if tag.is("form")
        && attribute("id")
            .is_some_and(|id| id.to_ascii_lowercase().contains("aspnet") || id.eq_ignore_ascii_case("form1"))
    {
        uses.furniture = false;
    }
    uses
}

/// What else says that readers write in an element: its own name (`<shreddit-comment>`), its role, its type.
fn holds_readers<'p>(tag: &'p str, attribute: impl Fn(&str) -> Option<&'p str>, known: &mut Names<'p>, uses: &mut Use) {
    let mut box_of_one = Use::default();
    if tag.contains('-') {
        known.one(tag, &mut box_of_one);
    }
    known.one(attribute("role").unwrap_or(""), &mut box_of_one);
    let kind = attribute("itemtype").or_else(|| attribute("typeof")).unwrap_or("");
    box_of_one.item |= matches!(kind.rsplit(['/', ':', '#']).next(), Some("Comment" | "UserComments"));
    // Names for tests and scripts tell that comments are there, not where one of them ends.
    let mut region = Use::default();
    for name in ["data-testid", "data-test-id", "data-test", "data-qa", "data-component", "data-module", "property"] {
        for name in attribute(name).unwrap_or("").split_whitespace().take(4) {
            known.one(name, &mut region);
        }
    }
    let labelled = attribute("aria-label").is_some_and(crate::words::opens_comments);
    uses.item |= box_of_one.item;
    uses.comments |= box_of_one.comments || box_of_one.item || region.comments || labelled;
}
