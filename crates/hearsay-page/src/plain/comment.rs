//! The line a reader's comment opens with: `NAME | 10 years ago | Reply @ OTHER`, `NAME says:`, `Posted by NAME on 4 March 2011`.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::stamp::{BUTTONS, Stamp, hour_first, may_stamp, stamp_at_start};
use crate::dates::{self, is_blank, prefix};
use crate::patterns::{Bordered, pattern};
use crate::words::is_signature;

/// Who opens a comment, and when. Offsets are bytes from the start of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Header {
    pub(crate) author: Option<Range<usize>>,
    pub(crate) stamp: Stamp,
    /// How much such a line shows.
    pub(crate) sign: Sign,
    /// A name may follow here that the comment answers: after "@" or "in reply to".
    pub(crate) answers: Option<usize>,
    /// Where the reader's words begin.
    pub(crate) body: usize,
}

/// How sure it is that a line opens a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sign {
    /// "Camp Lund - March 4, 2011" opens one only where comments are known to stand: timelines look so too.
    Among,
    /// "NAME says:" twice is a thread; once the report hands over to a quotation.
    Thread,
    /// "NAME | 10 years ago |" is one wherever it stands.
    Sure,
}

/// Reads the opening of a comment at the start of `line`.
pub(crate) fn header(line: &str) -> Option<Header> {
    let head = prefix(line, 240);
    // "Tuesday, March 4, 2011" is nobody's name.
    if dates::at_start(head).is_some() || dates::age_at_start(head).is_some() || hour_first(head).is_some() {
        return None;
    }
    let habits = [posted_by, posted_when, wrote_on, scored, separated, bracketed, says, run_on];
    let mut header = if may_stamp(head) {
        habits.iter().find_map(|habit| habit(head))?
    } else {
        // Nothing but a name and a verb.
        head.contains(':').then(|| says(head)).flatten()?
    };
    header.body = buttons(line, header.body);
    (header.answers, header.body) = answer(line, header.body);
    if header.answers.is_some() {
        header.sign = Sign::Sure;
    }
    Some(header)
}

/// "@NAME text": only where comments are known to stand.
pub(crate) fn at_name(line: &str) -> Option<Header> {
    let (answers, body) = answer(line, 0);
    answers.map(|answers| Header {
        author: None,
        stamp: Stamp::default(),
        sign: Sign::Among,
        answers: Some(answers),
        body,
    })
}

/// The writer among `writers` (in page order) whom "Oda" calls, where one alone has a name that begins so.
pub(crate) fn called<'w>(name: &str, writers: impl Iterator<Item = &'w str>) -> Option<&'w str> {
    let name = name.trim_start_matches('@').to_lowercase();
    let mut known = None;
    for writer in writers {
        let small = writer.to_lowercase();
        if small == name {
            return Some(writer);
        }
        let begins = small.strip_prefix(&name).is_some_and(|rest| rest.starts_with([' ', '.', '_']));
        if begins && name.len() >= 2 {
            if known.is_some_and(|known| known != writer) {
                return None;
            }
            known = Some(writer);
        }
    }
    known
}

/// The name that is answered at the start of `text`, longest first among `authors`, and the bytes it takes.
pub(crate) fn answered<'t>(text: &'t str, authors: &BTreeSet<String>) -> Option<(&'t str, usize)> {
    let head = prefix(text, 120);
    let words: Vec<Range<usize>> = WORD.find_iter(head).map(|word| word.range()).take(8).collect();
    let trim = |end: usize| {
        head[words.first().map_or(0, |word| word.start)..end].trim_end_matches([',', ':', '.', '-', '–', '!'])
    };
    for word in words.iter().rev() {
        let name = trim(word.end);
        if authors.contains(&name.to_lowercase()) {
            return Some((name, after_mark(head, words[0].start + name.len())));
        }
    }
    // Nobody of that name is on the page: the run of names, whose last word opens the sentence if it goes on in small letters.
    let first = words.first()?;
    let is_capital = |word: &Range<usize>| head[word.clone()].starts_with(char::is_uppercase);
    let mut run = words.iter().take_while(|word| is_capital(word)).count().max(1);
    if let Some(marked) =
        words.iter().take(run).position(|word| head[word.clone()].ends_with([',', ':', '-', '–', '!']))
    {
        run = marked + 1;
    } else if run > 1 && words.len() > run {
        run -= 1;
    }
    let name = trim(words[run - 1].end);
    (!name.is_empty() && name.chars().count() <= 40).then(|| (name, after_mark(head, first.start + name.len())))
}

fn after_mark(text: &str, at: usize) -> usize {
    let rest = text[at..].trim_start_matches([',', ':', '-', '–', '!', '.']);
    text.len() - rest.trim_start_matches(is_blank).len()
}

fn new(author: Range<usize>, stamp: Stamp, body: usize, sign: Sign) -> Header {
    Header { author: Some(author), stamp, sign, answers: None, body }
}

/// `NAME | 10 years ago | text`, `NAME · 3 days ago`, `NAME - March 4, 2011 at 5:03 pm`.
fn separated(head: &str) -> Option<Header> {
    let mut first = None;
    for found in SEPARATOR.find_iter(prefix(head, 80)) {
        // "oda77 | Homepage | 7 January 2011": a link to whoever writes.
        let from = first.get_or_insert(found.start());
        let link = LINKS.is_match(head.get(*from..found.start()).unwrap_or(""));
        let name_end = if link { *from } else { found.start() };
        let name = numbered(head).min(name_end);
        let author = name_in(head, name..name_end).filter(|author| !is_label(&head[author.clone()]))?;
        let Some((stamp, length)) = stamp_at_start(&head[found.end()..]) else {
            continue;
        };
        let end = found.end() + length;
        let rest = &head[end..];
        let ends = rest.trim_start_matches(is_blank).is_empty()
            || rest.trim_start_matches(is_blank).starts_with(['|', '·', '•', ':']);
        // "Arland - March 4, 2011" with words after it is a sentence; the bar and the dot are the page's own marks.
        let marked = found.as_str().contains(['|', '·', '•', '/']);
        if ends || (marked && (stamp.age.is_some() || rest.starts_with(is_blank))) {
            let sure = marked || stamp.is_of_the_day();
            return Some(new(author, stamp, end, if sure { Sign::Sure } else { Sign::Among }));
        }
    }
    None
}

/// `NAME 12 points 3 hours ago`, `12 points by NAME 3 hours ago`, `NAME · 5 likes · 3d ago`.
fn scored(head: &str) -> Option<Header> {
    let found = SCORED.captures(head)?;
    let end = found.get(0)?.end();
    let (stamp, length) = stamp_at_start(&head[end..])?;
    let rest = head[end + length..].trim_start_matches(is_blank);
    if !rest.is_empty() && !rest.starts_with(['|', '·', '•', '[', '(', '–', '-']) {
        return None;
    }
    let name = found.name("before").or(found.name("by")).map(|name| name.range());
    let author = name.and_then(|name| name_in(head, name));
    Some(Header { author, stamp, sign: Sign::Sure, answers: None, body: head.len() - rest.len() })
}

/// `Posted by NAME on 4 March 2011`.
fn posted_by(head: &str) -> Option<Header> {
    let opening = POSTED_BY.find(head)?.end();
    let (stamp, from, to) = stamp_inside(head, opening)?;
    let before = STAMP_BEFORE.find(&head[opening..from]);
    let end = before.map_or(from, |found| opening + found.start());
    // "Posted by oda77 at 10:22 on 7 January 2011"
    let timed =
        stamp.timed || before.is_some_and(|found| found.as_str().contains(|letter: char| letter.is_ascii_digit()));
    Some(new(name_in(head, opening..end)?, Stamp { timed, ..stamp }, to, Sign::Sure))
}

/// `Posted Mar 4, 2011 17:03 UTC (Fri) by NAME (subscriber, #1204) [Link]`.
fn posted_when(head: &str) -> Option<Header> {
    let opening = POSTED.find(head)?.end();
    let (stamp, length) = stamp_at_start(&head[opening..])?;
    let from = opening + length;
    let by = BY.find(&head[from..])?;
    let from = from + by.end();
    let end = head[from..].find([',', '(', '[', '|', '\n']).map_or(head.len(), |at| from + at);
    let author = name_in(head, from..end)?;
    let sign = if stamp.is_of_the_day() { Sign::Sure } else { Sign::Among };
    Some(new(author, stamp, head.len(), sign))
}

/// `On March 4, 2011, at 5:03 pm, NAME wrote:`.
fn wrote_on(head: &str) -> Option<Header> {
    let opening = ON.find(head)?.end();
    let (stamp, length) = stamp_at_start(&head[opening..])?;
    let from = opening + length;
    let verb = WROTE.captures(&head[from..])?.get(1)?;
    let author = name_in(head, from + comma(&head[from..])..from + verb.start())?;
    let body = from + verb.end();
    // "On March 4, 2011, Ms Dorn said: 'No.'" is the report's own.
    let sign = if stamp.timed { Sign::Sure } else { Sign::Among };
    Some(new(author, stamp, body, sign))
}

fn comma(text: &str) -> usize {
    text.len() - text.trim_start_matches(|letter| is_blank(letter) || letter == ',').len()
}

/// `NAME (12 March 2011 10:22)`.
fn bracketed(head: &str) -> Option<Header> {
    let open = prefix(head, 60).find(['(', '['])?;
    let author = name_in(head, numbered(head).min(open)..open)?;
    let (stamp, length) = stamp_at_start(&head[open + 1..])?;
    let close = open + 1 + length;
    let mark = head[close..].chars().next().filter(|mark| matches!(mark, ')' | ']'))?;
    let after = close + mark.len_utf8();
    // "The treaty (12 March 2011) ends ..." has no hour and goes on.
    let timed = stamp.is_of_the_day();
    let ends = head[after..].trim_matches(|letter| is_blank(letter) || letter == ':').is_empty();
    (timed || ends).then(|| new(author, stamp, after, if timed { Sign::Sure } else { Sign::Among }))
}

/// `NAME says:`, `NAME wrote on March 4, 2011 at 5:03 pm:`.
fn says(head: &str) -> Option<Header> {
    let found = SAYS.captures(head)?;
    let end = found.get(0)?.end();
    // "Ketterer on 7 January 2011 said:"
    if let Some((stamp, from, to)) = stamp_inside(&head[..found.get(1)?.end()], numbered(head))
        && head[to..found.get(1)?.end()].trim_matches([')', ',', ' ']).is_empty()
    {
        let before = STAMP_BEFORE.find(&head[..from]).map_or(from, |found| found.start());
        let rest = head[end..].trim_start_matches(is_blank);
        let sign = if stamp.is_of_the_day() { Sign::Sure } else { Sign::Among };
        let author = name_in(head, numbered(head)..before)?;
        return rest
            .is_empty()
            .then(|| new(author.clone(), stamp.clone(), head.len(), sign))
            .or_else(|| rest.starts_with(':').then(|| new(author, stamp, head.len() - rest.len() + 1, sign)));
    }
    let author = name_in(head, numbered(head)..found.get(1)?.end())?;
    if let Some((stamp, length)) = stamp_at_start(&head[end..]) {
        let rest = head[end + length..].trim_start_matches(is_blank);
        let ends = rest.is_empty() || rest.starts_with(':');
        let sign = if stamp.is_of_the_day() { Sign::Sure } else { Sign::Among };
        return ends.then(|| new(author, stamp, head.len() - rest.trim_start_matches(':').len(), sign));
    }
    let rest = head[end..].trim_start_matches(is_blank);
    // "Ms Dorn said: 'We will stay.'" is what reports are made of; a thread has the name and the verb alone on a line.
    let alone = rest.trim_end_matches(is_blank) == ":"
        && !SPOKEN_OF.is_match(&head[author.clone()])
        && !found[0].ends_with("said");
    let sign = if alone { Sign::Thread } else { Sign::Among };
    rest.starts_with(':').then(|| new(author, Stamp::default(), head.len() - rest.len() + 1, sign))
}

/// `#3 NAME 2 hours ago`, `NAME 2 hours ago`: nothing else on the line.
fn run_on(head: &str) -> Option<Header> {
    let (stamp, from, to) = stamp_inside(head, numbered(head))?;
    let number = numbered(head);
    let author = name_in(head, number..from)?;
    let name = &head[author.clone()];
    let rest = head[to..].trim_matches(|letter| is_blank(letter) || matches!(letter, '|' | '·' | '•' | ':'));
    // "It began 10 years ago" is no signature: each word of one is a name, or there is one word only.
    let named = number > 0
        || crate::words::is_person(name)
        || (!name.contains(char::is_whitespace) && name.contains(|c: char| c.is_numeric() || c == '_'));
    let sign = if number > 0 || stamp.is_of_the_day() { Sign::Sure } else { Sign::Among };
    (rest.is_empty() && named && !is_label(name)).then(|| new(author, stamp, to, sign))
}

/// The first stamp in the line's beginning, with where it begins and ends.
fn stamp_inside(head: &str, from: usize) -> Option<(Stamp, usize, usize)> {
    let starts = WORD.find_iter(prefix(head, 80)).map(|word| word.start()).filter(|&start| start > from);
    starts
        .take(12)
        .find_map(|start| stamp_at_start(&head[start..]).map(|(stamp, length)| (stamp, start, start + length)))
}

/// Bytes of "#3 ", "12. " before the name.
fn numbered(head: &str) -> usize {
    NUMBER.find(head).map_or(0, |found| found.end())
}

/// "Updated | 3 hours ago" is signed by nobody.
fn is_label(name: &str) -> bool {
    LABEL.is_match(name)
}

/// The name at `range`, without the marks around it; None where nothing is left between a number or a comma and the verb:
/// "1) says:", "On Mar 4, 2011, wrote:".
fn name_in(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let words = text.get(range.clone())?;
    // "Oda Lund <oda@example.org>"
    let range = words.find(" <").map_or(range.clone(), |at| range.start..range.start + at);
    let words = text.get(range.clone())?;
    let left = words.trim_start_matches(is_blank);
    let start = range.end - left.len();
    let name = left.trim_end_matches(|letter| is_blank(letter) || matches!(letter, ',' | ':' | '-' | '–' | '|'));
    let author = start..start + name.len();
    let weekday = crate::signs::is_weekday(name.rsplit(' ').next().unwrap_or(name));
    (is_signature(name) && !["on", "at", "by"].iter().any(|word| name.eq_ignore_ascii_case(word)) && !weekday)
        .then_some(author)
}

/// Past the marks and the page's buttons: " | Reply ".
fn buttons(line: &str, mut at: usize) -> usize {
    loop {
        let rest = &line[at..];
        // "| #" is a link to the comment.
        if rest.trim_matches(|letter| is_blank(letter) || matches!(letter, '|' | '·' | '•' | '#' | '¶')).is_empty()
        {
            return line.len();
        }
        let gap =
            rest.len() - rest.trim_start_matches(|letter| is_blank(letter) || matches!(letter, '|' | '·' | '•')).len();
        let found = BUTTONS.find(prefix(&rest[gap..], 40)).map_or(0, |found| found.end());
        if gap + found == 0 {
            return at;
        }
        at += gap + found;
    }
}

/// Where the answered name begins, if one does, else the body unchanged.
fn answer(line: &str, at: usize) -> (Option<usize>, usize) {
    match ANSWERS.find(prefix(&line[at..], 40)) {
        Some(found) if crate::signs::is_thing(prefix(&line[at + found.end()..], 40)) => (None, at),
        Some(found) => (Some(at + found.end()), at + found.end()),
        None => (None, at),
    }
}

static WORD: LazyLock<Regex> = LazyLock::new(|| pattern(r"\S+"));
static SEPARATOR: LazyLock<Regex> = LazyLock::new(|| pattern(r"\s*[|·•»]\s*|\s+(?:[-–—/]|//)\s+|,\s+"));
static SCORED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?P<before>[^|·•.:;!?]{1,40}?)(?:\s*[|·•]\s*|\s+))?[-+]?\d[\d,.]*k?\s+(?i:points?|likes?|upvotes?|votes?|karma|score)\s*(?:by\s+(?P<by>\S{1,40})\s+)?[|·•,]?\s*",
    )
});
static NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:#\s?\d{1,5}[.):]?|\d{1,4}[.)])\s+"));
static STAMP_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:\s+at\s+[0-9]{1,2}[:.][0-9]{2}(?:\s*[ap]\.?m\.?)?)?(?:(?:\s*[,|·•–—(-])?\s+(?:on|at)?\s*\(?$|[,|(]\s*$)",
    )
});
static POSTED_BY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^(?:(?:comment|reply)\s+)?(?:post(?:ed)?|submitted|comment|left|added|written)\s*by\s*:?\s+")
});
static LINKS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^(?:\s*[|·•]\s*(?:home ?page|e-?mail|url|web ?site|web|profile|link))+\s*$"));
static POSTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(?i:(?:(?:comment|reply)\s*#?\d{1,5}\s*[:.–-]\s*)?(?:posted|submitted|added)\s+(?:on\s+)?)")
});
static BY: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^[\s,]*(?:\((?i:mon|tue|wed|thu|fri|sat|sun)[a-z]*\)\s*)?by:?\s+"));
static ON: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:On|At)\s+"));
static WROTE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^[^:;!?]{1,90}?(\s+(?:wrote|said|says|writes|commented)\s*(?::|…$|\.{3}$))"));
static SAYS: LazyLock<Bordered> =
    LazyLock::new(|| Bordered::new(r"(?i)^(.{1,60}?)\s+(?:says?|wrote|writes|said|commented|replied|responded)\b"));
/// Reports speak so of people; nobody signs so.
static SPOKEN_OF: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?i:the|a|an|he|she|it|they|we|i|who|mr|mrs|ms|dr|sir|president|minister|prime|senator|general|king|queen|one|another)\b",
    )
});
static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^(?:by\b.*|(?:last )?(?:updated|published|posted|modified|edited|reuters|afp|ap|source|date).*)$")
});
static ANSWERS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^[ \t]*(?:(?:in\s+)?(?:reply|response|replying|responding)\s+to:?\s+@?\s*|reply\s*@\s*|@\s?)")
});

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: &str) {
        let told = header(line).map_or("-".to_owned(), |header| {
            let author = header.author.clone().map_or("?", |author| &line[author]);
            let when =
                header.stamp.date(None).map(|day| day.to_string()).or(header.stamp.age.clone()).unwrap_or_default();
            let authors = BTreeSet::from(["vela moor".to_owned()]);
            let answer =
                header.answers.and_then(|at| answered(&line[at..], &authors).map(|(name, length)| (name, at + length)));
            let (name, body) = answer.map_or(("", header.body), |(name, body)| (name, body));
            let sure = match header.sign {
                Sign::Sure => "",
                Sign::Thread => "? ",
                Sign::Among => "?? ",
            };
            format!("{sure}{author} | {when} | @{name} | {}", &line[body..])
        });
        assert_eq!(told, expected, "{line}");
    }

    #[test]
    fn names_with_an_age_or_a_day() {
        check(
            "Oda Lund | 10 years ago | Reply @ Vela Moor Thank you.",
            "Oda Lund | 10 years ago | @Vela Moor | Thank you.",
        );
        check("Oda Lund | 10 years ago | Reply I agree.", "Oda Lund | 10 years ago | @ | I agree.");
        check(
            "Oda Lund | 10 years ago | Reply @Nils Holm As a reader I agree.",
            "Oda Lund | 10 years ago | @Nils Holm | As a reader I agree.",
        );
        check("oda77 · 3 days ago", "oda77 | 3 days ago | @ | ");
        check("Posted by Oda Lund on 4 March 2011", "Oda Lund | 2011-03-04 | @ | ");
        check("Oda Lund (12 March 2011 10:22)", "Oda Lund | 2011-03-12 | @ | ");
        check("#3 oda 2 hours ago", "oda | 2 hours ago | @ | ");
        check("Oda Lund, March 4, 2011 at 5:03 pm", "Oda Lund | 2011-03-04 | @ | ");
        check("Oda Lund - 12 March 2011 | @vela, you are right.", "Oda Lund | 2011-03-12 | @vela | you are right.");
        check("Oda Lund said on March 4, 2011 at 5:03 pm:", "Oda Lund | 2011-03-04 | @ | ");
        check("Peace On Earth | 10 years ago", "Peace On Earth | 10 years ago | @ | ");
    }

    #[test]
    fn what_reports_and_timelines_hold_too_is_unsure() {
        check("Camp Lund - March 4, 2011", "?? Camp Lund | 2011-03-04 | @ | ");
        check("Ms Dorn said: “We will stay.”", "?? Ms Dorn |  | @ | “We will stay.”");
        check("The minister says:", "?? The minister |  | @ | ");
        check("Oda Lund says:", "? Oda Lund |  | @ | ");
        check("oda77 wrote: I agree.", "?? oda77 |  | @ | I agree.");
    }

    #[test]
    fn sentences_are_no_headers() {
        for line in [
            "It began 10 years ago",
            "The war began on 4 March 2011.",
            "The minister said on March 4, 2011 that all was well.",
            "Arland, March 4, 2011, was quiet.",
            "The treaty (12 March 2011) ends the war.",
            "Updated | 3 hours ago",
            "On March 4, 2011, the minister, Ms Dorn, and her envoy to the north, where the war is, said: “No.”",
            "Tuesday, November 17, 2020",
            "On March 4, 2011 Ms Dorn left.",
            "1) says:",
            "12. says",
            "#3 said",
            "2. Said the minister would answer.",
            "3. wrote: No.",
            "On Mar 4, 2011, at 5:03 PM, wrote:",
            "#1 (12 March 2011 10:22)",
            "1. | 3 hours ago",
            "#7 3 hours ago",
            "Posted by on 4 March 2011",
            "Posted by , on 4 March 2011",
        ] {
            check(line, "-");
        }
    }
}
