//! What an element is for, as its name, class and id tell.

use std::collections::BTreeMap;

use super::scan::{self, Tag};

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

/// The moment that an element is for machines: `<time datetime>`, `<abbr title="2011-01-07T10:22">`, `data-datetime`,
/// `<span itemprop="datePublished" content>`, the seconds of `data-timestamp`.
pub(super) fn moment(tag: &Tag) -> Option<String> {
    // Most elements have none of these, and every tag of a page comes by here.
    if !(tag.holds("date") || tag.holds("time") || tag.holds("data-") || tag.holds("title")) {
        return None;
    }
    let dated = tag.attribute("itemprop").is_some_and(|name| name.starts_with("date"));
    let stated = tag
        .attribute("datetime")
        .or_else(|| tag.attribute("content").filter(|_| dated))
        .or_else(|| {
            tag.find(&[
                "data-datetime",
                "data-date",
                "data-published",
                "data-pubdate",
                "data-publish-date",
                "data-time",
                "data-iso",
                "data-iso-date",
            ])
        })
        .or_else(|| tag.attribute("title").filter(|_| tag.is("abbr") || tag.is("span") || tag.is("a")));
    let told = |words: &&str| {
        words.len() <= 60
            && words.contains(|letter: char| letter.is_ascii_digit())
            && crate::dates::parse(words).is_some()
    };
    stated.filter(told).map(str::to_owned).or_else(|| {
        let seconds = tag.find(&[
            "data-timestamp",
            "data-unixtime",
            "data-utime",
            "data-epoch",
            "data-seconds",
            "data-time",
            "data-unix",
        ])?;
        let digits = seconds.trim().get(..10).filter(|_| matches!(seconds.trim().len(), 10 | 13))?;
        let moment = jiff::Timestamp::from_second(digits.parse().ok()?).ok()?;
        Some(moment.to_string())
    })
}

/// The day of publication that a script names: `"publishedDate":"2016-11-04T20:37:27Z"`.
pub(super) fn stated(script: &str) -> Option<String> {
    const NAMES: &[&str] = &[
        "\"datePublished\"",
        "\"publishedDate\"",
        "\"publish_date\"",
        "\"publishDate\"",
        "\"published_at\"",
        "\"datepublished\"",
        "\"publicationDate\"",
    ];
    NAMES.iter().find_map(|name| {
        let rest = &script[script.find(name)? + name.len()..];
        let value = rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
        Some(value.split('"').next()?.chars().take(40).collect::<String>().replace("\\/", "-"))
    })
}

/// How deep an element's words stand in a thread, as it says itself.
pub(super) fn level(tag: &Tag) -> Option<u32> {
    const WORDS: [&str; 7] = ["level", "depth", "indent", "lvl", "nest", "margin-", "padding-"];
    if !WORDS.iter().any(|word| tag.holds(word)) {
        return None;
    }
    let stated =
        tag.find(&["data-depth", "data-level", "aria-level", "data-indent", "indent", "depth", "data-nesting"]);
    if let Some(level) = stated.and_then(|level| level.trim().parse().ok()).filter(|level| *level < 1_000) {
        return Some(level);
    }
    let styled = tag.attribute("style").and_then(|style| {
        let style = style.to_ascii_lowercase().replace(' ', "");
        let at = ["margin-left:", "padding-left:", "margin-inline-start:"]
            .iter()
            .find_map(|name| style.find(name).map(|at| at + name.len()))?;
        let digits: String = style[at..].chars().take_while(char::is_ascii_digit).collect();
        digits.parse().ok().filter(|level| *level < 10_000)
    });
    styled.or_else(|| {
        tag.attribute("class")?.split_whitespace().take(24).find_map(|name| {
            let stem = name.trim_end_matches(|letter: char| letter.is_ascii_digit());
            let small = stem.to_ascii_lowercase();
            let deep = ["depth", "level", "indent", "lvl", "nest", "nested", "nesting"]
                .iter()
                .any(|word| small.trim_end_matches(['-', '_']).ends_with(word));
            name[stem.len()..].parse().ok().filter(|level| deep && *level < 1_000)
        })
    })
}

/// Who wrote what an element holds, as it says itself.
pub(super) fn named<'p>(tag: &Tag<'p>) -> Option<&'p str> {
    if !(tag.holds("data-") || tag.holds("author")) {
        return None;
    }
    let stated = tag.find(&[
        "data-author",
        "data-username",
        "data-user-name",
        "data-author-name",
        "data-user",
        "data-display-name",
    ]);
    let own = || tag.attribute("author").filter(|_| tag.name.contains('-'));
    stated.or_else(own).map(str::trim).filter(|name| (1..=60).contains(&name.len()))
}

/// Whether an element of a page's own making holds more than a word or two: `<talk-entry>`, `<shreddit-comment>`.
pub(super) fn holds_much(tag: &Tag) -> bool {
    const LAST: &[&str] = &[
        "comment",
        "comments",
        "entry",
        "entries",
        "item",
        "thread",
        "tree",
        "list",
        "talk",
        "reply",
        "replies",
        "message",
        "messages",
        "post",
        "posts",
        "feed",
        "container",
        "wrapper",
        "section",
        "body",
        "content",
        "card",
        "discussion",
        "conversation",
        "article",
        "story",
        "actions",
        "header",
        "footer",
    ];
    let last = tag.name.rsplit('-').next().unwrap_or("").to_ascii_lowercase();
    LAST.contains(&last.as_str()) || tag.attribute("author").is_some() || level(tag).is_some()
}

/// The letters and digits that name a comment: `id="comment-12"`, `data-parent-id="11"`.
pub(super) fn id(value: &str) -> Option<u64> {
    let last = value.trim().rsplit(['-', '_', '#', '=', ':']).next().unwrap_or("");
    let digits = last.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
    let named = if digits.is_empty() { last } else { digits };
    (!named.is_empty() && named != "0").then(|| hearsay_core::lookup::fnv(hearsay_core::lookup::FNV, named.bytes()))
}

/// What answers call an element, and what it answers, as it says itself.
pub(super) fn ids(tag: &Tag) -> (Option<u64>, Option<u64>) {
    let number = id;
    if !tag.holds("id") && !tag.holds("parent") && !tag.holds("reply-to") {
        return (None, None);
    }
    let own = tag.find(&["data-comment-id", "data-commentid", "data-post-id", "data-id", "id"]).and_then(number);
    if !tag.holds("parent") && !tag.holds("reply-to") {
        return (own, None);
    }
    let above = tag
        .find(&[
            "data-parent-id",
            "data-parentid",
            "data-parent",
            "data-parent-comment-id",
            "data-reply-to",
            "data-in-reply-to",
            "parentid",
            "parent-id",
        ])
        .and_then(number);
    (own, above)
}

/// Whether a button's words answer a reader: no story has them.
pub(super) fn is_answer_button(text: &str) -> bool {
    let text = text.trim().trim_matches(|letter: char| !letter.is_alphanumeric()).to_ascii_lowercase();
    let first = text.split(|letter: char| !letter.is_alphabetic()).next().unwrap_or("");
    matches!(first, "reply" | "like" | "upvote" | "downvote" | "flag" | "quote" | "dislike")
        || text.starts_with("report comment")
        || text.starts_with("vote up")
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

/// What one class name or id says by itself.
#[derive(Clone, Copy, Debug, Default)]
struct Name {
    says: Use,
    /// A counter or a button of the readers' words: furniture whatever else the element is.
    control: bool,
}

/// Names of classes and ids, each taken apart once a page: pages use a few hundred names for thousands of elements.
#[derive(Debug, Default)]
pub(crate) struct Names<'p>(BTreeMap<&'p str, Name>);

impl<'p> Names<'p> {
    /// Takes one name into account.
    fn one(&mut self, name: &'p str, uses: &mut Use) {
        let name = &name[..name.floor_char_boundary(80)];
        let Name { says, control } = *self.0.entry(name).or_insert_with(|| Name::of(name));
        uses.furniture |= control;
        uses.comments |= says.comments;
        uses.item |= says.item;
        uses.author |= says.author;
        uses.badge |= says.badge;
        if says.answers {
            (uses.answers, uses.furniture) = (true, false);
            return;
        }
        uses.time |= says.time;
        uses.byline |= says.byline;
        uses.standfirst |= says.standfirst;
        uses.story |= says.story;
        if !uses.story {
            uses.furniture |= says.furniture;
            uses.weak |= says.weak;
        }
    }
}

impl Name {
    fn of(name: &str) -> Self {
        let (mut uses, mut control) = (Use::default(), false);
        let parts = parts(name);
        let has = |words: &[&str]| parts.iter().any(|part| words.contains(&part.as_str()));
        let lower = name.to_ascii_lowercase();
        let layout = has(&[
            "has", "with", "no", "content", "main", "primary", "layout", "open", "closed", "page", "site", "col",
            "columns",
        ]);
        let readers = |part: &String| {
            COMMENTS.contains(&part.as_str()) || part.starts_with("comment") && !part.starts_with("commentar")
        };
        let of_users = has(&["user", "reader", "readers", "customer", "visitor"]) && has(REACTIONS);
        let thread =
            has(&["discussion", "forum", "message"]) && has(&["thread", "list", "post", "posts", "board", "topic"]);
        let replies = has(&["reply", "response"]) && has(&["list", "thread", "item", "body", "text"]);
        if parts.iter().any(readers) || of_users || thread || replies {
            if has(&[
                "count", "counter", "link", "links", "number", "icon", "button", "btn", "form", "respond", "toggle",
                "policy", "cta", "num", "login", "input",
            ]) || lower.contains("commentcount")
            {
                control = true;
            } else if !has(&["has", "no", "open", "closed", "with", "allow", "enabled"]) {
                uses.comments = true;
                let digits = lower.trim_end_matches(|letter: char| letter.is_ascii_digit());
                let one = parts.last().is_some_and(|last| last == "comment")
                    && !has(&["add", "leave", "post", "write", "new", "submit", "view", "show", "read", "your"]);
                uses.item = one
                    || (digits.len() < lower.len() && digits.trim_end_matches(['-', '_']).ends_with("comment"))
                    || has(&["item", "entry", "thread", "single"]) && !lower.contains("comments");
            }
        }
        uses.author = has(AUTHORS) || parts.iter().any(|part| part.ends_with("username"));
        uses.badge = has(BADGES);
        uses.answers = has(&["parent"]) && has(&["link", "author", "name", "user"])
            || has(&["reply", "replying", "replied", "inreply"]) && has(&["to", "target", "recipient"])
            || has(&["replyto", "inreplyto", "replyingto"]);
        uses.time = has(TIMES);
        uses.byline = has(&[
            "byline",
            "author",
            "authors",
            "dateline",
            "timestamp",
            "pubdate",
            "published",
            "date",
            "datetime",
            "posted",
            "meta",
            "postmeta",
            "writer",
            "source",
        ]);
        uses.standfirst = has(&[
            "standfirst",
            "subheadline",
            "subhead",
            "subheading",
            "subtitle",
            "dek",
            "deck",
            "strapline",
            "summary",
            "subhed",
            "excerpt",
            "intro",
            "sub",
        ]) && !has(&["nav", "menu", "item", "card"]);
        let joined = parts.join("");
        uses.story = STORIES.iter().any(|story| joined.contains(story));
        // What a story shows of others: `social-embed`.
        uses.furniture = !layout && has(FURNITURE) && !has(&["embed", "embedded"]);
        uses.weak = !layout && has(WEAK);
        Self { says: uses, control }
    }
}

/// "articleShare-bar__item2" is article, share, bar, item2.
fn parts(name: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut part = String::new();
    let mut small = false;
    for letter in name.chars() {
        let ends = !letter.is_alphanumeric() || (letter.is_uppercase() && small);
        if ends && !part.is_empty() {
            parts.push(std::mem::take(&mut part));
        }
        small = letter.is_lowercase();
        if letter.is_alphanumeric() {
            part.extend(letter.to_lowercase());
        }
    }
    if !part.is_empty() {
        parts.push(part);
    }
    parts
}

const COMMENTS: &[&str] = &[
    "disqus",
    "talkback",
    "talkbacks",
    "dsq",
    "replies",
    "responses",
    "ugc",
    "guestbook",
    "forum",
    "livefyre",
    "commento",
];
/// What users write, where it is said to be theirs; a critic's review is the paper's.
const REACTIONS: &[&str] = &["review", "reviews", "reaction", "reactions", "response", "reply", "opinion", "opinions"];
const AUTHORS: &[&str] =
    &["author", "fn", "user", "username", "nickname", "nick", "commenter", "poster", "displayname", "screenname"];
const BADGES: &[&str] = &[
    "signature",
    "usersig",
    "badge",
    "badges",
    "rank",
    "flair",
    "usertitle",
    "karma",
    "reputation",
    "postprofile",
    "userinfo",
    "userdetails",
    "avatar",
];
const TIMES: &[&str] =
    &["date", "time", "datetime", "timestamp", "ago", "metadata", "meta", "posted", "published", "created"];
const STORIES: &[&str] = &[
    "articlebody",
    "storybody",
    "entrycontent",
    "postcontent",
    "articlecontent",
    "storycontent",
    "articletext",
    "bodytext",
    "postbody",
    "storytext",
    "articlecopy",
    "contentbody",
    "maincontentarea",
    "articlemain",
];
const FURNITURE: &[&str] = &[
    "nav",
    "navbar",
    "navigation",
    "menu",
    "footer",
    "sidebar",
    "share",
    "sharing",
    "sharedaddy",
    "social",
    "related",
    "promos",
    "newsletter",
    "advert",
    "advertisement",
    "ad",
    "ads",
    "adsense",
    "banner",
    "cookie",
    "cookies",
    "consent",
    "gdpr",
    "breadcrumb",
    "breadcrumbs",
    "caption",
    "tags",
    "taglist",
    "popular",
    "trending",
    "recommended",
    "recommendations",
    "recirc",
    "signup",
    "subscribe",
    "login",
    "toolbar",
    "pagination",
    "pager",
    "copyright",
    "outbrain",
    "taboola",
    "popup",
    "sponsor",
    "masthead",
    "skip",
    "bio",
    "visuallyhidden",
    "sronly",
    "teaser",
    "teasers",
    "ticker",
    "crumbs",
    "jump",
    "noprint",
    "rail",
    "disclaimer",
    "credit",
    "legal",
    "reply",
    "respond",
    "mostread",
    "morestories",
    "readmore",
];
/// Names of furniture that many a story stands in as well.
const WEAK: &[&str] = &[
    "subscription",
    "widget",
    "widgets",
    "slideshow",
    "poll",
    "print",
    "tools",
    "infobox",
    "carousel",
    "paywall",
    "upsell",
    "screen",
    "hidden",
    "invisible",
    "premium",
    "sponsored",
    "promo",
    "modal",
    "subscriber",
    "regwall",
    "metered",
    "gated",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cut_into_words() {
        assert_eq!(parts("articleShare-bar__item2"), ["article", "share", "bar", "item2"]);
    }
}
