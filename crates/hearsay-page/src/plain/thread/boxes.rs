//! What boards and plugins print around a comment: boxes about who writes, initials for pictures, towns, whom it is sent to,
//! and buttons with the age below the words.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::line::{Line, NUMBERED, at as own};
use super::mould;
use crate::patterns::{Behind, opens, pattern};
use crate::signs::{BOX_LABEL, TO, signature, signed_alike};
use crate::words::{ends_sentence, is_person, without_digits};

/// Settles what a line is by the lines around it; `words` are theirs.
pub(super) fn settle(lines: &mut [Line], words: &[&str]) {
    profiles(lines, words);
    pictures(lines, words);
    mould::learn(lines, words);
    repeated(lines, words);
    mould::closing(lines, words);
    scores(lines);
    addressees(lines, words);
    initials(lines, words);
    alike(lines, words);
    ranks(lines, words);
    sent(lines, words);
    expanded(lines, words);
    numbered(lines);
    towns(lines, words);
    signed_off(lines, words);
    called(lines, words);
    closed(lines, words);
    undated(lines, words);
}

fn control(line: &Line, length: usize) -> Line {
    Line { control: true, board: true, body: length, ..Line { indent: line.indent, gap: line.gap, ..Line::default() } }
}

/// "Joined" with the day below it, "Messages" with their number.
fn profiles(lines: &mut [Line], words: &[&str]) {
    let labels: Vec<usize> = (0..lines.len().saturating_sub(1))
        .filter(|&at| BOX_LABEL.is_match(words[at]) && words[at + 1].len() <= 40 && lines[at + 1].short)
        .collect();
    if labels.iter().filter(|&&at| SURE_LABEL.is_match(words[at])).count() < 2 {
        return;
    }
    for at in labels {
        for index in at..=at + 1 {
            lines[index] = control(&lines[index], words[index].len());
        }
    }
}

/// "S" above "Skerry" stands for her picture.
fn initials(lines: &mut [Line], words: &[&str]) {
    for at in 0..lines.len().saturating_sub(1) {
        let initial = words[at].chars().count() <= 2 && words[at].chars().all(char::is_alphanumeric);
        let first = |text: &str| text.chars().next().map(|letter| letter.to_uppercase().to_string());
        // The day may stand between.
        let next = at + 1 + usize::from(lines[at + 1].stamp.is_some() && lines[at + 1].author.is_none());
        let Some(line) = lines.get(next).filter(|line| !line.gap && !lines[at + 1].gap) else { continue };
        let named = line.namelike || line.author.is_some() || signed_alike(words[next]).is_some();
        if !initial || !named || first(words[at]) != first(words[next]) {
            continue;
        }
        lines[at] = control(&lines[at], words[at].len());
        lines[at + 1].gap = true;
        // "Orsin | Jan. 22" below the name that the letter stands for.
        if lines[next].namelike
            && let Some(town) =
                lines.get_mut(next + 1).filter(|line| line.author.is_some() && line.stamp.is_some() && !line.gap)
        {
            (town.author, town.opens) = (None, false);
        }
    }
}

/// What is printed around every comment is nobody's words: "Was this helpful? 12", "Agree | Disagree".
fn repeated(lines: &mut [Line], words: &[&str]) {
    let stamps = lines.iter().filter(|line| line.stamp.is_some()).count();
    let mut places = BTreeMap::<String, Vec<usize>>::new();
    for (at, line) in lines.iter().enumerate() {
        let plain = line.author.is_none() && line.stamp.is_none() && line.answers.is_none() && !line.control;
        let text = words[at];
        if plain && !line.quote && text.len() <= 90 && (!ends_sentence(text) || text.split_whitespace().count() <= 4) {
            places.entry(without_digits(text)).or_default().push(at);
        }
    }
    // How many lines with words stand before each.
    let mut before = vec![0];
    for (line, words) in lines.iter().zip(words) {
        before.push(before[before.len() - 1] + usize::from(line.has_words(words.len()) && !line.namelike));
    }
    for places in places.into_values() {
        // Who writes often has a name that stands there often; nobody writes all comments.
        let named = lines[places[0]].namelike;
        let enough =
            if named { places.len() >= 3 && places.len() * 5 >= stamps * 4 } else { places.len() * 2 >= stamps };
        // What is all that each says are its words.
        let between = places.windows(2).filter(|pair| before[pair[1]] > before[pair[0] + 1]).count();
        if enough && places.len() >= 2 && stamps >= 2 && between * 2 >= places.len() - 1 {
            for at in places {
                lines[at] = Line { answering: true, ..control(&lines[at], words[at].len()) };
            }
        }
    }
}

/// "u/tideline avatar" above "tideline" stands for her picture, too.
fn pictures(lines: &mut [Line], words: &[&str]) {
    for at in 0..lines.len().saturating_sub(1) {
        let name = words[at + 1];
        let named = lines[at + 1].namelike && name.chars().nth(2).is_some();
        let free = lines[at].short && !lines[at].control && lines[at].author.is_none() && lines[at].stamp.is_none();
        if free && named && words[at] != name && words[at].len() <= name.len() + 24 && words[at].contains(name) {
            lines[at] = control(&lines[at], words[at].len());
            lines[at + 1].gap = true;
        }
    }
}

/// "concerned of Keel 3 hours ago" among lines that are signed so.
fn alike(lines: &mut [Line], words: &[&str]) {
    let whole =
        |at: &usize| lines[*at].author.is_some() && lines[*at].stamp.is_some() && lines[*at].body >= words[*at].len();
    if !(0..lines.len()).any(|at| whole(&at) && lines[at].opens) {
        return;
    }
    for at in 1..lines.len() {
        let line = &lines[at];
        let free = line.author.is_none() && line.stamp.is_none() && !line.control && !line.quote && line.short;
        let opens = line.gap || lines[at - 1].control;
        let text = &words[at][NUMBERED.find(words[at]).map_or(0, |found| found.end())..];
        if (free || line.number.is_some() && line.stamp.is_none() && line.short)
            && opens
            && let Some((name, stamp)) = signed_alike(text)
        {
            let author = Some(own(words[at], name));
            lines[at] = Line {
                author,
                stamp: Some(stamp),
                opens: true,
                namelike: false,
                body: words[at].len(),
                ..line.clone()
            };
        }
    }
}

/// "to Oda Lund" alone on a line, where she writes too.
fn addressees(lines: &mut [Line], words: &[&str]) {
    let names: BTreeSet<&str> = (0..lines.len())
        .filter_map(|at| match &lines[at].author {
            Some(author) => words[at].get(author.clone()),
            None => signature(words[at]).filter(|_| lines[at].namelike),
        })
        .collect();
    for at in 1..lines.len() {
        // "Replying to", and "@oda77" below it.
        let opens = TO.is_match(words[at - 1]);
        let after = words[at].strip_prefix("to ").or(words[at].strip_prefix("To ")).or(opens.then_some(words[at]));
        let name = after.and_then(signature).filter(|name| names.contains(name));
        if opens && name.is_some() {
            lines[at - 1] = control(&lines[at - 1], words[at - 1].len());
        }
        if let Some(name) = name.filter(|_| lines[at].namelike || lines[at].handle || words[at].ends_with(':')) {
            let answers = Some(own(words[at], name));
            lines[at] = Line {
                answers,
                author: None,
                handle: false,
                namelike: false,
                body: words[at].len(),
                ..lines[at].clone()
            };
        }
    }
}

/// "79 points" between a name and the day.
fn scores(lines: &mut [Line]) {
    for at in 1..lines.len().saturating_sub(1) {
        let head = lines[at - 1].namelike
            && lines[at - 1].gap
            && lines[at + 1].stamp.is_some()
            && lines[at + 1].author.is_none();
        if head && lines[at].control && lines[at].answering && !(lines[at].gap && lines[at + 1].gap) {
            (lines[at].answering, lines[at].board) = (false, true);
        }
    }
}

/// A rank or a town below the names of most: the first line of what stands above the day is the name.
fn ranks(lines: &mut [Line], words: &[&str]) {
    let head = |at: usize| {
        let bare = lines[at].stamp.is_some() && lines[at].author.is_none() && lines[at].body > 0 && !lines[at].gap;
        let joined = |above: &usize| {
            let line = &lines[*above];
            let short =
                line.namelike || line.control && !line.answering || line.author.is_some() && line.stamp.is_none();
            short && (above + 1 == at || !lines[above + 1].gap)
        };
        let first = (0..at).rev().take(5).take_while(joined).filter(|&above| !lines[above].control).last()?;
        let opens = first == 0 || lines[first].gap || lines[first - 1].control;
        (bare && opens).then_some(first..at)
    };
    let heads: Vec<Range<usize>> = (0..lines.len()).filter_map(head).collect();
    let ranked: Vec<&Range<usize>> = heads.iter().filter(|head| head.len() >= 2).collect();
    // The story is signed and dated as well.
    let prose = lines.iter().position(|line| !line.short).unwrap_or(0);
    let all = heads.iter().filter(|head| head.start > prose).count();
    if ranked.len() < 2 || ranked.len() * 5 < all * 3 {
        return;
    }
    // Whom it answers may stand below the name as well.
    let names: BTreeSet<&str> = heads.iter().map(|head| words[head.start]).collect();
    for at in ranked.into_iter().flat_map(|head| head.start + 1..head.end).filter(|&at| !names.contains(words[at])) {
        lines[at] = Line { gap: false, ..control(&lines[at], words[at].len()) };
    }
}

/// "to Odd Nilsen, marl-islands" below the moment of a mail; "On 3 March, Odd Nilsen wrote:" above what he wrote.
fn sent(lines: &mut [Line], words: &[&str]) {
    for at in 1..lines.len() {
        if words[at].starts_with("to ") && words[at].len() <= 120 && lines[at - 1].stamp.is_some() && !lines[at].gap {
            lines[at] = control(&lines[at], words[at].len());
        }
        let inside = at >= 2 && (lines[at - 2].board || lines[at - 2].stamp.is_some() && lines[at - 2].body > 0);
        if inside && words[at].starts_with('>') && words[at - 1].starts_with("On ") && words[at - 1].ends_with("wrote:")
        {
            lines[at - 1] = Line { quote: true, stamp: None, body: words[at - 1].len(), ..lines[at - 1].clone() };
        }
    }
}

/// What stands below "--" in a mail is the writer's card.
fn signed_off(lines: &mut [Line], words: &[&str]) {
    for at in 0..lines.len() {
        if words[at].trim() != "--" {
            continue;
        }
        let mut index = at;
        while index < lines.len().min(at + 5) && (index == at || !lines[index].gap) && lines[index].short {
            lines[index] = control(&lines[index], words[index].len());
            index += 1;
        }
    }
}

/// "Skerry said:", her words, and "Click to expand..." below them.
fn expanded(lines: &mut [Line], words: &[&str]) {
    for at in 1..lines.len() {
        if !EXPAND.is_match(words[at]) {
            continue;
        }
        let from =
            (at.saturating_sub(12)..at).rfind(|&above| lines[above].author.is_some() && lines[above].stamp.is_none());
        if let Some(from) = from {
            for index in from..=at {
                let author = lines[index].author.clone().filter(|_| index == from);
                lines[index] = Line { author, quote: true, body: words[index].len(), ..control(&lines[index], 0) };
            }
        }
    }
}

/// A day with "#3" below it, or beside it, is a comment's.
fn numbered(lines: &mut [Line]) {
    for at in 1..lines.len() {
        let (above, line) = lines.split_at_mut(at);
        let above = &mut above[at - 1];
        if line[0].control
            && line[0].number.is_some()
            && !line[0].gap
            && above.stamp.is_some()
            && above.author.is_none()
        {
            above.number = line[0].number;
        }
    }
}

/// "Tolverd March 2, 2016" below "Halvor Stein", and so all through: where he lives, and when he wrote.
fn towns(lines: &mut [Line], words: &[&str]) {
    let signed = |line: &Line| line.author.is_some() && line.stamp.is_some() && !line.handle && line.number.is_none();
    let all = lines.iter().filter(|line| signed(line)).count();
    let below: Vec<usize> = (1..lines.len())
        .filter(|&at| {
            let name = words[at - 1];
            signed(&lines[at])
                && lines[at].author.as_ref().is_some_and(|author| author.start == 0)
                && !lines[at].gap
                && lines[at - 1].namelike
                && lines[at - 1].number.is_none()
                && (is_person(name) || !name.contains(' '))
        })
        .collect();
    // "Avatar" above each name is nobody's.
    let names: BTreeSet<&str> = below.iter().map(|&at| words[at - 1]).collect();
    if names.len() >= 2 && names.len() * 2 >= below.len() && below.len() * 3 >= all * 2 {
        for at in below {
            lines[at] = Line { author: None, opens: false, body: words[at].len(), ..lines[at].clone() };
        }
    }
}

/// "@Susan" alone below a name and a day, or as a title above them: whom it answers.
fn called(lines: &mut [Line], words: &[&str]) {
    let bare = |line: &Line| line.handle && line.stamp.is_none();
    // "@oda77" for the picture above "oda77 commented on 7 January".
    for at in 0..lines.len() {
        let named = |next: usize| {
            let name = lines[next].author.clone().map(|author| &words[next][author]);
            lines[at]
                .author
                .clone()
                .is_some_and(|own| name.is_some_and(|name| name.eq_ignore_ascii_case(&words[at][own])))
        };
        if bare(&lines[at]) && (at + 1..lines.len().min(at + 3)).any(|next| !bare(&lines[next]) && named(next)) {
            lines[at] = control(&lines[at], words[at].len());
        }
    }
    let stamps = lines.iter().filter(|line| line.stamp.is_some() && !line.handle).count();
    if stamps < 2 || lines.iter().filter(|line| bare(line)).count() >= stamps {
        return;
    }
    for at in 0..lines.len() {
        let dated = |line: &Line| line.stamp.is_some() && line.body > 0;
        let below = at > 0 && dated(&lines[at - 1]);
        let above = lines.get(at + 1).is_some_and(|next| dated(next) && next.author.is_some() && !next.gap);
        if bare(&lines[at]) && (below || above) {
            lines[at].answers = lines[at].author.take();
            lines[at].handle = false;
        }
    }
}

/// Names alone above the words, below "3 comments", where nothing says when: each after a blank line and the buttons of the one before.
fn undated(lines: &mut [Line], words: &[&str]) {
    let Some(title) = lines.iter().rposition(|line| line.counts) else { return };
    let mut first = true;
    let mut names = Vec::new();
    for at in title + 1..lines.len() {
        let line = &lines[at];
        if line.stamp.is_some() || line.opens || line.handle {
            return;
        }
        let next = lines.get(at + 1).is_some_and(|next| !next.gap && !next.control || next.answers.is_some());
        if line.namelike && line.gap && next && (first || lines[at - 1].control) {
            first = false;
            names.push(at);
        }
    }
    let told: BTreeSet<&str> = names.iter().map(|&at| words[at]).collect();
    if told.len() < 2 {
        return;
    }
    for at in names {
        let author = signature(words[at]).map(|name| own(words[at], name));
        lines[at] = Line { author, opens: true, namelike: false, body: words[at].len(), ..lines[at].clone() };
    }
}

/// "Like · Reply · 21 · 3y" below the words: the name is the first line of what stands since the one before, and what most have
/// between it and their words is where they work or live.
fn closed(lines: &mut [Line], words: &[&str]) {
    let closers: Vec<usize> = (0..lines.len()).filter(|&at| lines[at].closes).collect();
    if closers.len() < 2 {
        return;
    }
    let mut from = closers[0].saturating_sub(12);
    let mut below = Vec::new();
    for (index, &closer) in closers.iter().enumerate() {
        let named = |at: &usize| {
            lines[*at].namelike && lines[*at].stamp.is_none() && (*at + 1..closer).any(|at| !lines[at].control)
        };
        let name = if index == 0 {
            (from..closer).rfind(|at| named(at) && lines[*at].gap)
        } else {
            (from..closer).find(named)
        };
        if let Some(place) = name
            && let Some(name) = signature(words[place])
        {
            let author = Some(own(words[place], name));
            lines[place] =
                Line { author, opens: true, namelike: false, body: words[place].len(), ..lines[place].clone() };
            let next = &lines[place + 1];
            let worded = (place + 2..closer).any(|at| lines[at].has_words(words[at].len()));
            if next.short && !next.control && words[place + 1].starts_with(char::is_uppercase) && worded {
                below.push(place + 1);
            }
        }
        from = closer + 1;
    }
    if below.len() * 2 >= closers.len() {
        for at in below {
            lines[at] = control(&lines[at], words[at].len());
        }
    }
}

static SURE_LABEL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)^(?:joined|join date|registered|messages|posts|reaction score|reputation)\s*:?$"));
static EXPAND: Behind =
    Behind::new(|line| opens(line, &["click", "tap"]), || pattern(r"(?i)^(?:click|tap) to (?:expand|see more)\W*$"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_look_hides_a_match() {
        EXPAND.check();
    }
}
