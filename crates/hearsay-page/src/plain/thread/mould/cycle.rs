//! The cycle of lines that a thread repeats: where the moment stands alone, the name is the line that stands all through at the
//! same place among the page's own.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::dated::{Dated, Form};
use super::{comments, furnished, head, names};
use crate::plain::stamp::Stamp;
use crate::plain::thread::line::{Line, at as own};
use crate::signs::{ANSWERING, is_rank, signature};
use crate::words::{ends_sentence, is_prose};

/// So many lines stand between a name and the moment at the most.
const NEAR: usize = 16;

/// Heads of comments where name and moment stand on lines of their own.
pub(super) fn learn(lines: &mut [Line], words: &[&str], dated: &[Dated<'_>], forms: &[Form]) {
    if lines.iter().any(|line| line.moulded) {
        return;
    }
    let mut groups = BTreeMap::<&Form, Vec<Dated<'_>>>::new();
    for dated in dated {
        groups.entry(&forms[dated.at]).or_default().push(dated.clone());
    }
    let mut groups: Vec<Vec<Dated<'_>>> = groups.into_values().filter(|group| group.len() >= 3).collect();
    // A page prints few moments about each comment.
    groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
    groups.truncate(6);
    groups.sort_by_key(|group| group[0].at);
    for group in groups {
        let group = comments(lines, words, group);
        if group.is_empty() || is_read(lines, words, &group, forms) {
            continue;
        }
        let frame = frame(lines, words, forms, &group.iter().map(|dated| dated.at).collect::<Vec<_>>());
        let moments: Vec<(usize, Stamp)> = group.iter().map(|dated| (dated.at, dated.stamp.clone())).collect();
        let above = [false, true].into_iter().any(|loose| over(lines, words, &moments, &frame, forms, loose));
        if above || under(lines, words, &moments, &frame) {
            settle(lines, words, &moments, &frame);
            return;
        }
    }
    undated(lines, words, forms);
}

/// Whether most of the moments have their names already: beside them, or right above.
fn is_read(lines: &[Line], words: &[&str], group: &[Dated<'_>], forms: &[Form]) -> bool {
    let above: BTreeSet<&Form> = group.iter().filter_map(|dated| forms.get(dated.at.checked_sub(1)?)).collect();
    let several = above.len() >= 2;
    let one = group.iter().all(|dated| dated.before == group[0].before);
    let read = |dated: &&Dated<'_>| {
        let line = &lines[dated.at];
        let constant = dated.before.is_empty() && dated.after.is_empty();
        let above = dated.at.checked_sub(1).is_some_and(|above| {
            (lines[above].namelike && !is_rank(words[above])
                || lines[above].author.is_some() && lines[above].number.is_none())
                && !line.gap
        }) && several;
        // "Posted" beside the day of each is no name either.
        constant && above && line.author.is_none() || line.author.is_some() && !line.quote && !one
    };
    group.iter().filter(read).count() * 2 > group.len()
}

/// Whether each line is of a form that the page prints about most comments.
fn frame(lines: &[Line], words: &[&str], forms: &[Form], moments: &[usize]) -> Vec<bool> {
    // The comments that each form stands in: the page may print a name twice.
    let mut within = BTreeMap::<&Form, BTreeSet<usize>>::new();
    for (at, form) in forms.iter().enumerate() {
        within.entry(form).or_default().insert(moments.partition_point(|&moment| moment <= at));
    }
    let often = |form: &Form| within[form].len() >= 3 && within[form].len() * 5 >= moments.len() * 3;
    // Who writes often has a name that stands there often, right above the moment.
    let named = |at: usize| lines[at].namelike && forms.get(at + 1).is_some_and(|form| form.contains("<t>"));
    let bare = |at: usize| ANSWERING.is_match(words[at]) || ["*", "0"].contains(&forms[at].as_str());
    (0..forms.len()).map(|at| bare(at) || !forms[at].is_empty() && often(&forms[at]) && !named(at)).collect()
}

/// The name stands above the moment.
fn over(
    lines: &mut [Line],
    words: &[&str],
    moments: &[(usize, Stamp)],
    frame: &[bool],
    forms: &[Form],
    loose: bool,
) -> bool {
    // The lines that may be names, each with what stands between it and the moment.
    let mut paths: Vec<Vec<(usize, String)>> = Vec::new();
    let mut last = 0;
    for (at, _) in moments {
        let mut path = String::new();
        let mut found = Vec::new();
        for above in (last.max(at.saturating_sub(NEAR))..*at).rev() {
            let held = loose && may_hold_name(lines, words, above);
            if is_prose(words[above]) && !frame[above] && !words[above].ends_with(':') && !held {
                break;
            }
            if !frame[above] && (may_be_name(lines, words, above) || held) {
                found.push((above, path.clone()));
            }
            path.push_str(if frame[above] { &forms[above] } else { "·" });
        }
        paths.push(found);
        last = at + 1;
    }
    let mut counts = BTreeMap::<&str, (BTreeSet<usize>, BTreeSet<&str>)>::new();
    for (index, found) in paths.iter().enumerate() {
        for (at, path) in found {
            let (comments, names) = counts.entry(path).or_default();
            comments.insert(index);
            names.insert(named_in(&lines[*at], words[*at]));
        }
    }
    // "BR" at one place all through is where they live.
    let often =
        |path: &str| counts.get(path).map_or(0, |(comments, names)| if names.len() > 1 { comments.len() } else { 0 });
    let places: Vec<Option<usize>> = paths
        .iter()
        .map(|found| {
            let known = found.iter().filter(|(_, path)| often(path) > 0);
            known.max_by_key(|(at, path)| (often(path), usize::MAX - at)).map(|found| found.0)
        })
        .collect();
    // "message 3: by Ines Varga (new)"
    let texts: Vec<&str> = places.iter().flatten().map(|&place| named_in(&lines[place], words[place])).collect();
    let mut held =
        if loose { names(&texts).unwrap_or_default() } else { texts.into_iter().map(Some).collect() }.into_iter();
    if !several(words, &places) || held.len() == 0 {
        return false;
    }
    for ((at, stamp), place) in moments.iter().zip(places) {
        let found = place.and_then(|place| Some((place, held.next()??)));
        let Some((place, name)) = found else {
            // Whoever it is, it is not the paper.
            lines[*at] = Line { opens: true, moulded: true, control: false, ..lines[*at].clone() };
            continue;
        };
        named(&mut lines[place], words[place], name, stamp.clone());
        furnish(lines, words, place + 1..at + 1);
    }
    true
}

/// The moment stands below the words: the name is the first line since the buttons of the comment before.
fn under(lines: &mut [Line], words: &[&str], moments: &[(usize, Stamp)], frame: &[bool]) -> bool {
    let worded = |at: usize| !frame[at] && !lines[at].control && lines[at].has_words(words[at].len());
    let below = moments.iter().filter(|(at, _)| *at > 1 && worded(at - 1) && !lines[at - 1].namelike).count();
    if below * 5 < moments.len() * 4 {
        return false;
    }
    let mut places = Vec::new();
    for (index, (at, _)) in moments.iter().enumerate() {
        let name = |place: &usize| may_be_name(lines, words, *place) && !frame[*place];
        places.push(match index.checked_sub(1) {
            Some(before) => (moments[before].0 + 1..*at).find(name).filter(|place| {
                // Nothing of hers stands above her name.
                !(moments[before].0 + 1..*place).any(|at| is_prose(words[at]) && !frame[at])
            }),
            None => {
                let opens = |place: &usize| lines[*place].gap || *place > 0 && lines[place - 1].control;
                (at.saturating_sub(NEAR)..*at).rfind(|place| name(place) && opens(place))
            }
        });
    }
    if !several(words, &places) {
        return false;
    }
    for ((at, stamp), place) in moments.iter().zip(places) {
        let Some(place) = place else { continue };
        named(&mut lines[place], words[place], words[place], stamp.clone());
        lines[place].gap = true;
        lines[*at] = Line { answering: true, ..furnished(&lines[*at], words[*at].len()) };
    }
    true
}

/// No moments at all: names between the buttons of one comment and the words of the next.
fn undated(lines: &mut [Line], words: &[&str], forms: &[Form]) {
    let mut groups = BTreeMap::<&Form, Vec<usize>>::new();
    for at in (0..lines.len())
        .filter(|&at| ANSWERING.is_match(words[at]) || words[at].len() <= 24 && words[at].starts_with("Reply"))
    {
        groups.entry(&forms[at]).or_default().push(at);
    }
    let Some(group) = groups.into_values().max_by_key(Vec::len).filter(|group| group.len() >= 3) else { return };
    let stamped = (group[0]..group[group.len() - 1]).any(|at| lines[at].stamp.is_some() || lines[at].author.is_some());
    if stamped {
        return;
    }
    let frame = frame(lines, words, forms, &group);
    let moments: Vec<(usize, Stamp)> = group.into_iter().map(|at| (at, Stamp::default())).collect();
    if under(lines, words, &moments, &frame) {
        settle(lines, words, &moments, &frame);
    }
}

/// What the page prints about all comments is nobody's words; of a second day below the words nothing is opened.
fn settle(lines: &mut [Line], words: &[&str], moments: &[(usize, Stamp)], frame: &[bool]) {
    let from = (0..lines.len()).find(|&at| lines[at].moulded).unwrap_or(moments[0].0);
    for at in from..lines.len() {
        if frame[at] && !lines[at].moulded && lines[at].answers.is_none() && !lines[at].quote {
            let answering = lines[at].answering;
            lines[at] = Line { answering, number: lines[at].number, ..furnished(&lines[at], words[at].len()) };
        }
    }
}

fn may_be_name(lines: &[Line], words: &[&str], at: usize) -> bool {
    let line = &lines[at];
    let free = !line.control && !line.quote && line.stamp.is_none() && line.answers.is_none();
    free && words[at].chars().nth(2).is_some() && signature(split(named_in(line, words[at])).0).is_some()
}

/// "3. Ines Varga"
fn named_in<'t>(line: &Line, words: &'t str) -> &'t str {
    let author = line.author.clone().filter(|_| line.number.is_some());
    author.and_then(|author| words.get(author)).unwrap_or(words)
}

fn may_hold_name(lines: &[Line], words: &[&str], at: usize) -> bool {
    !lines[at].control
        && !lines[at].quote
        && lines[at].stamp.is_none()
        && words[at].len() <= 80
        && !ends_sentence(words[at])
}

/// "Ines Varga › Shepherd of Keel": who writes, and whom that answers.
fn split(text: &str) -> (&str, Option<&str>) {
    let parts = text.split_once(" › ").or_else(|| text.split_once(" » ")).or_else(|| text.split_once(" > "));
    parts.map_or((text, None), |(name, whom)| (name.trim(), Some(whom.trim())))
}

fn several(words: &[&str], places: &[Option<usize>]) -> bool {
    let names: BTreeSet<&str> = places.iter().flatten().map(|&at| words[at]).collect();
    names.len() >= 2 && places.iter().flatten().count() * 5 >= places.len() * 4
}

fn named(line: &mut Line, words: &str, name: &str, stamp: Stamp) {
    let (name, whom) = split(name);
    let Some(name) = signature(name) else { return };
    let whom = whom.and_then(signature).map(|whom| own(words, whom));
    head(line, own(words, name), stamp, words.len());
    line.answers = line.answers.take().or(whom);
    if line.stamp.as_ref() == Some(&Stamp::default()) {
        line.stamp = None;
    }
}

/// Between a name and the words are no words.
fn furnish(lines: &mut [Line], words: &[&str], range: Range<usize>) {
    for at in range {
        if lines[at].answers.is_none() && !lines[at].quote {
            lines[at] = Line { gap: false, number: lines[at].number, ..furnished(&lines[at], words[at].len()) };
        }
    }
}
