//! What names of classes and ids say of an element.

use std::collections::BTreeMap;

use hearsay_core::lookup::{FNV, fnv};

use super::Use;

/// What one class name or id says by itself.
#[derive(Clone, Copy, Debug, Default)]
struct Name {
    says: Use,
    /// A counter or a button of the readers' words: furniture whatever else the element is.
    control: bool,
}

/// "rollover-block", "tooltiptext", "hovercard": a box that is shown over the words while somebody points at them.
pub(super) fn opens_over(name: &str) -> bool {
    const BOXES: [&str; 6] = ["rollover-block", "tooltiptext", "tooltip-content", "hovercard", "popover", "hover-card"];
    BOXES.contains(&name)
}

/// Names of classes and ids, each taken apart once a page: pages use a few hundred names for thousands of elements.
#[derive(Debug, Default)]
pub(crate) struct Names<'p>(BTreeMap<(u64, &'p str), Name>);

impl<'p> Names<'p> {
    /// Takes one name into account.
    pub(super) fn one(&mut self, name: &'p str, uses: &mut Use) {
        let name = &name[..name.floor_char_boundary(80)];
        // Numbers are compared at once, names letter by letter.
        let key = (fnv(FNV, name.bytes()), name);
        let Name { says, control } = *self.0.entry(key).or_insert_with(|| Name::of(name));
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
        let (joined, ends) = letters(name);
        let parts: Vec<&str> = ends.windows(2).map(|pair| &joined[pair[0]..pair[1]]).collect();
        let has = |words: &[&str]| parts.iter().any(|part| words.contains(part));
        let lower = name.to_ascii_lowercase();
        let layout = has(&[
            "has", "with", "no", "content", "main", "primary", "layout", "open", "closed", "page", "site", "col",
            "columns",
        ]);
        let readers =
            |part: &&str| COMMENTS.contains(part) || part.starts_with("comment") && !part.starts_with("commentar");
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
                let one = parts.last().is_some_and(|last| *last == "comment")
                    && !has(&["add", "leave", "post", "write", "new", "submit", "view", "show", "read", "your"]);
                uses.item = one
                    || (digits.len() < lower.len() && digits.trim_end_matches(['-', '_']).ends_with("comment"))
                    || has(&["item", "entry", "thread", "single"]) && !lower.contains("comments");
            }
        }
        uses.author = has(AUTHORS) || parts.iter().any(|part| part.ends_with("username"));
        uses.badge = has(BADGES);
        // "user-badge" stands beside the name.
        uses.author &= !has(&["badge", "badges", "rank", "flair", "usertitle"]);
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
        uses.story = STORIES.iter().any(|story| joined.contains(story));
        // What a story shows of others: `social-embed`.
        uses.furniture = !layout && has(FURNITURE) && !has(&["embed", "embedded"]);
        uses.weak = !layout && has(WEAK);
        Self { says: uses, control }
    }
}

/// "articleShare-bar__item2" is article, share, bar, item2: its letters in small ones, and where each word begins and ends.
fn letters(name: &str) -> (String, Vec<usize>) {
    let mut joined = String::with_capacity(name.len());
    let mut ends = vec![0];
    let mut small = false;
    for letter in name.chars() {
        let ends_here = !letter.is_alphanumeric() || (letter.is_uppercase() && small);
        if ends_here && ends.last() != Some(&joined.len()) {
            ends.push(joined.len());
        }
        small = letter.is_lowercase();
        if letter.is_alphanumeric() {
            joined.extend(letter.to_lowercase());
        }
    }
    if ends.last() != Some(&joined.len()) {
        ends.push(joined.len());
    }
    (joined, ends)
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
        assert_eq!(letters("articleShare-bar__item2"), ("articlesharebaritem2".to_owned(), vec![0, 7, 12, 15, 20]));
    }
}
