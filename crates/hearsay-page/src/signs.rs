//! What threads print around readers' words: names, buttons, counts, lines about who writes.

use std::sync::LazyLock;

use regex::Regex;

use crate::patterns::{Behind, has_digit, holds, opens, pattern};
use crate::plain::stamp;
use crate::words::is_signature;

/// "Oda Lund", "R. Fontaine (no relation)": a name that somebody may sign with, without "Posted by" before or "says:" after it.
pub(crate) fn signature(text: &str) -> Option<&str> {
    let text = text.trim();
    // No name is so long, whatever stands around it.
    if text.len() > 600 {
        return None;
    }
    // "(Anonymous)"
    let text = text
        .strip_prefix('(')
        .and_then(|open| open.strip_suffix(')'))
        .filter(|inner| !inner.contains([' ', '(']))
        .unwrap_or(text);
    let text = AFTER.find(text).map_or(text, |found| &text[..found.start()]);
    let text = match text.trim() {
        bare if bare.ends_with(')') => USER.find(bare).map_or(text, |found| &bare[..found.start()]),
        _ => text,
    };
    let text = text
        .trim()
        .trim_end_matches([':', '·', '•', '|', ',', '-', '–', '—', '»'])
        .trim_start_matches(['@', '·', '•', '|', '»', '↳'])
        .trim();
    let text = FOLDED.find(text).map_or(text, |found| &text[found.end()..]);
    let points = has_digit(text).then(|| POINTS.find(text)).flatten();
    let text = points.map_or(text, |found| &text[..found.start()]);
    let text = BEFORE.find(text).map_or(text, |found| &text[found.end()..]);
    let text = AFTER.find(text).map_or(text, |found| &text[..found.start()]).trim();
    // "Posted by oda77 on", and the day in the next element.
    let text = text.strip_suffix(" on").or_else(|| text.strip_suffix(" at")).unwrap_or(text);
    let little = ["to", "on", "at", "by", "in", "from"].contains(&text);
    (is_signature(text)
        && !little
        && stamp::stamp_loose(text).is_none()
        && !is_button(text)
        && !is_weekday(text.rsplit(' ').next().unwrap_or(text)))
    .then_some(text)
}

/// "Harbour rent by Knut (5512) on Friday January 07, @10:22AM (#1201)": who and when after the subject.
pub(crate) fn bylined(line: &str) -> Option<(&str, stamp::Stamp)> {
    if line.len() > 200 || !holds(line, "by") || !stamp::may_stamp(line) {
        return None;
    }
    let line = USER.find(line).map_or(line, |found| &line[..found.start()]);
    let line = line.trim_end();
    BY.find_iter(line).take(4).find_map(|by| {
        let rest = &line[by.end()..];
        ON.find_iter(rest).take(4).find_map(|on| {
            let stamp = stamp::stamp_loose(&rest[on.end()..]).filter(|stamp| stamp.timed || stamp.age.is_some())?;
            Some((signature(&rest[..on.start()])?, stamp))
        })
    })
}

/// "lindqv 5 hours ago", "Capt. Oda Lund (ret.): 7 January 2011, 10:22": a name, its length, and the stamp after it.
pub(crate) fn signed(line: &str) -> Option<(&str, stamp::Stamp)> {
    if line.len() > 160 || !stamp::may_stamp(line) {
        return None;
    }
    let ends = line.match_indices(char::is_whitespace).map(|found| found.0).take(12);
    ends.filter(|at| *at > 0).find_map(|at| {
        let name = signature(&line[..at])?;
        let bare = name.split_once(" (").map_or(name, |(bare, _)| bare);
        let named = !bare.contains(' ') || bare.len() < name.len() || crate::words::is_person(bare);
        named.then_some(())?;
        Some((name, stamp::stamp_loose(&line[at..])?))
    })
}

/// As [`signed`], where other lines of the thread are signed so: "concerned of Keel 3 hours ago".
pub(crate) fn signed_alike(line: &str) -> Option<(&str, stamp::Stamp)> {
    if line.len() > 100 || !stamp::may_stamp(line) {
        return None;
    }
    let ends = line.match_indices(char::is_whitespace).map(|found| found.0).take(6);
    ends.filter(|at| *at > 0).find_map(|at| Some((signature(&line[..at])?, stamp::stamp_loose(&line[at..])?)))
}

/// "Ketterer in reply to oda77 | 3 hours ago", "Ketterer → oda77": who writes, whom that answers, and when.
pub(crate) fn addressed(line: &str) -> Option<(&str, &str, Option<stamp::Stamp>)> {
    let line = line.trim();
    let marked = || holds(line, " to") || !line.is_ascii() && line.contains(ARROWS);
    if line.len() > 160 || !marked() {
        return None;
    }
    let found = ADDRESSED.captures(line)?;
    let name = signature(found.get(1)?.as_str())?;
    let rest = found.get(2)?.as_str();
    let (whom, stamp) = match answered(rest).filter(|whom| !stamp::may_stamp(whom) || signed_alike(rest).is_none()) {
        Some(whom) => (whom, None),
        None => signed_alike(rest).map(|(whom, stamp)| (whom, Some(stamp)))?,
    };
    Some((name, whom, stamp))
}

/// Whose words are answered after "reply to": nobody's in "Reply to this comment".
pub(crate) fn answered(rest: &str) -> Option<&str> {
    signature(rest).filter(|_| !is_thing(rest))
}

/// "this comment", "the author": what stands after "reply to" and is no name.
pub(crate) fn is_thing(rest: &str) -> bool {
    let first = rest.trim_start().split(|letter: char| !letter.is_alphabetic()).next().unwrap_or("");
    let thing = ["this", "the", "all", "post", "comment", "thread", "topic", "author"];
    thing.iter().any(|thing| first.eq_ignore_ascii_case(thing))
}

/// "7 January 2011 10:22 by oda77", "10:22, 7 January - Oda Lund": when, and what stands after it.
pub(crate) fn dated_first(line: &str) -> Option<(stamp::Stamp, &str)> {
    if line.len() > 160 || !has_digit(line) {
        return None;
    }
    if let Some((stamp, length)) = stamp::stamp_at_start(line) {
        let gap = DATED.find(&line[length..])?;
        return Some((stamp, line[length + gap.end()..].trim()));
    }
    // "28d by oda77"
    let (age, name) = line.split_once(" by ").or_else(|| line.split_once(" · ")).or_else(|| line.split_once(" | "))?;
    Some((stamp::stamp_loose(age).filter(|stamp| stamp.age.is_some())?, name.trim()))
}

/// "Thu," stands before a day and is nobody's name.
pub(crate) fn is_weekday(word: &str) -> bool {
    word.len() <= 12 && WEEKDAY.is_match(word)
}

/// A line without "[12 favorites]" at its end.
pub(crate) fn without_tally(line: &str) -> &str {
    if line.len() > 240 || !line.ends_with([')', ']']) {
        return line;
    }
    TALLY.find(line).map_or(line, |found| &line[..found.start()])
}

/// "Junior Member": how long somebody has written on a board.
pub(crate) fn is_rank(text: &str) -> bool {
    text.len() <= 24 && RANK.is_match(text.trim())
}

/// Whether a line is a button of a thread, or a count.
pub(crate) fn is_button(text: &str) -> bool {
    text.len() <= 60 && BUTTON.is_match(text)
}

static TALLY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\s*[(\[]\+?\d[\d,.]*k? (?:favou?rites?|likes?|points?|votes?|upvotes?|comments?|replies|reactions?)[)\]]$",
    )
});
static RANK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:(?:senior|junior|super|active|new|full|registered|trusted|well-known|regular|elite|gold|silver) )?(?:member|moderator|administrator|newbie|veteran)s?$",
    )
});
static BUTTON: Behind = Behind::new(
    // "Sort by" goes on with any word; all else is of these words, one after the other.
    |line| {
        let mut words = line.split(|letter: char| !letter.is_ascii_alphabetic()).filter(|word| !word.is_empty());
        let known = |word| {
            opens(
                word,
                &[
                    "abuse", "active", "admin", "all", "as", "at", "author", "award", "be", "best", "by", "cancel",
                    "closed", "collapse", "com", "con", "disc", "dislike", "down", "edit", "elite", "embed", "expand",
                    "fan", "fav", "first", "flag", "follow", "full", "give", "go", "guest", "help", "hide", "in",
                    "join", "junior", "k", "like", "link", "lo", "member", "mod", "more", "most", "new", "next", "o",
                    "parent", "people", "perma", "pinned", "po", "prev", "profile", "quote", "rating", "re", "root",
                    "s", "t", "u", "ve", "view", "vote", "well", "with", "writ", "wrote",
                ],
            )
        };
        holds(line, "sort") || words.all(known)
    },
    || {
        pattern(
            r"(?i)^[^\p{L}\d]*(?:(?:says?|said|reply|replies|like[ds]?|dislikes?|share|report(?: (?:this )?(?:comment|post|abuse))?|permalink|perma-?link|link|parent|next|prev|root|context|more|show more|see more|read more|edit(?:ed)?|top (?:commenter|contributor|fan)|wrote(?: on)?|said on|says on|cancel|at|on|by|(?:posted|written|submitted|comment|reply) by|rating|profile|author|op|mod(?:erator)?|staff|admin|site admin|(?:(?:senior|junior|super|active|new|full|registered|trusted|well-known|regular|elite|gold|silver) )?(?:member|moderator|user)|administrator|veteran|newbie|reply with quote|respect|embed|collapse|quote|recommend(?:ed)?|upvote|downvote|flag(?: as inappropriate)?|follow|collapse|hide|top|go up|pinned|closed|locked|opened|new|score|points?|votes?|unvote|thread|unread|favou?rite|save|give award|thumbs (?:up|down)|helpful|comment|post|posts?|guest post|translate|see translation|reply to this|in reply|online|offline|log ?in(?: to reply)?|sign in|join the (?:discussion|conversation)|start the discussion|be the first to (?:comment|reply)|sort by(?: \w+)?|most (?:relevant|recent|liked)|expand(?: full comment)?|show full comment|best|newest|oldest|top comments|all comments|view \d+ repl(?:y|ies)|hide replies|verified|subscriber|\d[\d,.]*k?|[+-]?\d+ (?:points?|likes?|votes?|replies|reply|upvotes?|downvotes?|people like this|thumbs up))(?:[^\p{L}\d]+|$))+$",
        )
    },
);
/// Buttons and lines that stories do not have.
pub(crate) static ANSWERING: Behind = Behind::new(
    |line| {
        let words = line.trim_start_matches(|letter: char| !letter.is_ascii_alphabetic());
        opens(
            words,
            &[
                "like",
                "share",
                "reply",
                "quote",
                "flag",
                "upvote",
                "downvote",
                "report",
                "vote",
                "dislike",
                "recommend",
                "permalink",
                "parent",
                "point",
            ],
        )
    },
    || {
        pattern(
            r"(?i)^[^\p{L}\d]*(?:\d+[^\p{L}]*)?(?:(?:like|share|reply|quote|flag|upvote|downvote|report(?: (?:this )?(?:comment|post|abuse))?|vote up|vote down|dislike|recommend|permalink|parent|reply with quote|[+-]?\d+ (?:points?|likes?|votes?|upvotes?))[^\p{L}\d]*\d*[^\p{L}\d]*)+$",
        )
    },
);
pub(crate) static PROFILE: Behind = Behind::new(
    |line| {
        line.starts_with(char::is_numeric)
            || opens(
                line,
                &[
                    "post",
                    "join",
                    "location",
                    "regist",
                    "messages",
                    "reputation",
                    "karma",
                    "gender",
                    "like",
                    "thanks",
                    "rank",
                    "from",
                    "work",
                    "stud",
                    "lives",
                    "reactions",
                    "thread",
                    "start",
                    "member",
                    "last",
                    "edited",
                ],
            )
    },
    || {
        pattern(
            r"(?i)^(?:(?:posts|join(?:ed)?(?: date)?|location|registered|messages|reputation|karma|gender|likes received|thanks given|rank|from)\s*:.{0,60}|(?:works|worked|studied|studies|lives) (?:at|in) .{2,60}|liked by .{2,60}|reactions:\s.{1,60}|thread starter\s.{1,60}|start date\s.{1,40}|member since .{0,40}|joined \w+ \d{4}|\d[\d,]* (?:posts|messages|comments|followers)|last edited (?:by|on) .{0,80}|edited (?:by|on) .{0,80})$",
        )
    },
);
/// What boards say of who writes, with the value in the next line or cell.
pub(crate) static BOX_LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:joined|join date|registered|messages|posts|reaction score|likes|points|location|age|website|occupation|gender|thanks|reputation|trophy points|media|reactions?|thread starter|start date)\s*:?$",
    )
});
pub(crate) static ANSWERS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:[↳→▸↪]\s*|(?:in )?(?:reply(?:ing)?|response|responding|replied|responded|answer(?:ing)?) to:?\s+|(?:quote:?\s+)?originally posted by:?\s+|to:\s+|parent:\s+)(?:(?:comment|post|the comment) (?:by|from|of)\s+|#?\d{1,5}(?:\.\d{1,3})*\s+by\s+|comment\s+)?@?",
    )
});
pub(crate) static TO: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:(?:in )?(?:reply(?:ing)?|replied|response|responded|answer(?:ing)?|answered) to|[↳→▸▶↪]|to|>|»)[: ]*$",
    )
});
const ARROWS: [char; 9] = ['→', '➜', '▶', '►', '▸', '↪', '↳', '➤', '⟶'];
static ADDRESSED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(.{1,50}?)[\s|·•,(]+(?:(?:in |as an? )?(?:reply|response|answer) to|(?:replying|responding|answering) to|(?:replied|responded|replies|responds) to|[→➜▶►▸↪↳➤⟶])[\s:]*@?([^\s:].{0,100})$",
    )
});
pub(crate) static NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:#\s?|No\.\s?)?(\d{1,5})[.):]?$"));
/// "Thu, " before "11/03/2016".
static WEEKDAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^(?:on )?(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?[.,]?$")
});
static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:(?:(?:post|comment|reply|posted|written|left|submitted) ?(?:by|from)|by|from)\s*:?|(?:author|user|name)\s*:)\s+",
    )
});
static AFTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\s+(?:says|said|wrote|writes|commented|replied|responded|posted)(?: on| at)?\s*[:,.…]*$")
});
/// What folds a comment, before its name: "[–]".
static FOLDED: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\[[–—+-]\]\s*"));
static POINTS: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\s+[+-]?\d[\d,.]*k? (?:points?|votes?|likes?)$"));
/// The number of a user or of a post behind a name: "Knut ( 5512 )".
static USER: LazyLock<Regex> = LazyLock::new(|| pattern(r"\s*\(\s*#?\d{1,9}\s*\)$"));
static DATED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:\s*[-–—|·•,:»]\s*(?:(?:posted |written |submitted )?by:?\s+)?|\s+(?:posted |written |submitted )?(?:by|from):?\s+|\s{2,})",
    )
});
static BY: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)(?:^|\s)by\s+"));
static ON: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\s+on\s+|\s*[»,|·•]\s*|\s+[-–—]\s+|\s+at\s+"));
/// "Oda Lund said...", "Oda Lund wrote:", and nothing else on the line.
pub(crate) fn says_only(line: &str) -> Option<&str> {
    let line = Some(line.trim_end()).filter(|bare| line.len() <= 80 && bare.ends_with([':', '.', '…', ',']))?;
    let found = AFTER.find(line)?;
    signature(&line[..found.start()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_look_hides_a_match() {
        for pattern in [&BUTTON, &ANSWERING, &PROFILE] {
            pattern.check();
        }
    }
}
