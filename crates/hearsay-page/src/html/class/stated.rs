//! What an element says of itself besides its names: its moment, its depth in a thread, who wrote it, whom it answers.

use crate::html::scan::Tag;

/// The moment that an element is for machines: `<time datetime>`, `<abbr title="2011-01-07T10:22">`, `data-datetime`,
/// `<span itemprop="datePublished" content>`, the seconds of `data-timestamp`.
pub(in crate::html) fn moment(tag: &Tag) -> Option<String> {
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
pub(in crate::html) fn stated(script: &str) -> Option<String> {
    const NAMES: &[&str] = &[
        "\"datePublished\"",
        "\"publishedDate\"",
        "\"publish_date\"",
        "\"publishDate\"",
        "\"published_at\"",
        "\"datepublished\"",
        "\"publicationDate\"",
    ];
    // A page has a megabyte of scripts, and one look tells for all of the names.
    if !script.contains("ubli") {
        return None;
    }
    NAMES.iter().find_map(|name| {
        let rest = &script[script.find(name)? + name.len()..];
        let value = rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
        Some(value.split('"').next()?.chars().take(40).collect::<String>().replace("\\/", "-"))
    })
}

/// How deep an element's words stand in a thread, as it says itself.
pub(in crate::html) fn level(tag: &Tag) -> Option<u32> {
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
pub(in crate::html) fn named<'p>(tag: &Tag<'p>) -> Option<&'p str> {
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
pub(in crate::html) fn holds_much(tag: &Tag) -> bool {
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
pub(in crate::html) fn id(value: &str) -> Option<u64> {
    let last = value.trim().rsplit(['-', '_', '#', '=', ':']).next().unwrap_or("");
    let digits = last.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
    let named = if digits.is_empty() { last } else { digits };
    (!named.is_empty() && named != "0").then(|| hearsay_core::lookup::fnv(hearsay_core::lookup::FNV, named.bytes()))
}

/// What answers call an element, and what it answers, as it says itself.
pub(in crate::html) fn ids(tag: &Tag) -> (Option<u64>, Option<u64>) {
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
pub(in crate::html) fn is_answer_button(text: &str) -> bool {
    let text = text.trim().trim_matches(|letter: char| !letter.is_alphanumeric()).to_ascii_lowercase();
    let first = text.split(|letter: char| !letter.is_alphabetic()).next().unwrap_or("");
    matches!(first, "reply" | "like" | "upvote" | "downvote" | "flag" | "quote" | "dislike")
        || text.starts_with("report comment")
        || text.starts_with("vote up")
}
