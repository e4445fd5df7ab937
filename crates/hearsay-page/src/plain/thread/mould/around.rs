//! What stands around the comments of a mould: quotations of earlier ones, and the page's own below the last.

use std::collections::BTreeSet;
use std::ops::Range;

use super::dated::Dated;
use super::furnished;
use crate::patterns::holds;
use crate::plain::thread::line::{Line, at as own};
use crate::signs::signature;
use crate::words::{is_prose, opens_comments, without_digits};

/// Whether words stand between the title of the thread and the first name, and none below the last.
pub(super) fn signs_below(lines: &[Line], words: &[&str], group: &[Dated<'_>]) -> bool {
    let (first, last) = (group[0].at, group[group.len() - 1].at);
    let title = (0..first).rfind(|&at| opens_comments(words[at]));
    // "The comments to this entry are closed."
    let said = |mut range: Range<usize>| {
        range.any(|at| is_prose(words[at]) && !lines[at].control && !holds(words[at], "comment"))
    };
    title.is_some_and(|title| said(title + 1..first)) && !said(last + 1..lines.len())
}

/// "Ines Varga wrote: “The picture is ...”" above the words of who answers her; "In reply to Line 7 by Ines Varga".
pub(super) fn quoting(lines: &mut [Line], words: &[&str], dated: &[Dated<'_>]) {
    let names: BTreeSet<&str> = (0..lines.len())
        .filter(|&at| lines[at].moulded)
        .filter_map(|at| words[at].get(lines[at].author.clone()?))
        .collect();
    // "Quote from: Ines Varga on 27 January", "Ines Varga, on 27 January, said:" over her words.
    for dated in dated.iter().filter(|dated| !lines[dated.at].moulded && !lines[dated.at].control).collect::<Vec<_>>() {
        let text = dated.before;
        let starts = std::iter::once(0).chain(text.match_indices(' ').map(|(at, _)| at + 1));
        let Some(name) = starts.map(|start| &text[start..]).find(|name| names.contains(name)) else { continue };
        if text.len() > name.len() && text.starts_with(['Q', 'q', 'O', 'o'])
            || dated.after.ends_with("said")
            || dated.after.ends_with("wrote")
        {
            let author = Some(own(words[dated.at], &text[text.len() - name.len()..]));
            lines[dated.at] = Line { author, quote: true, ..furnished(&lines[dated.at], words[dated.at].len()) };
        }
    }
    for at in 1..lines.len() {
        if names.is_empty() || lines[at].moulded {
            continue;
        }
        if let Some(answered) = lines[at].answers.clone().and_then(|range| words[at].get(range)) {
            let by = answered.rsplit_once(" by ").map(|(_, name)| name).filter(|name| names.contains(name));
            lines[at].answers = by.map(|name| own(words[at], name)).or(lines[at].answers.take());
        } else if (lines[at - 1].moulded || lines[at - 1].control)
            && let Some((said, quoted)) = words[at].split_once(": ")
            && quoted.starts_with(['"', '“', '‘'])
            && let Some(name) = signature(said).filter(|name| name.len() < said.len() && names.contains(name))
        {
            let author = Some(own(words[at], name));
            lines[at] = Line { author, quote: true, ..furnished(&lines[at], words[at].len()) };
        }
    }
}

/// Below the buttons of the last comment stands nothing of hers, where nothing stands below those of the others.
pub(in crate::plain::thread) fn closing(lines: &mut [Line], words: &[&str]) {
    let heads: Vec<usize> = (0..lines.len()).filter(|&at| lines[at].moulded).collect();
    let (Some(&last), true) = (heads.last(), heads.len() >= 3) else { return };
    let button = |at: &usize| lines[*at].control && words[*at].len() <= 60;
    let worded = |at: usize| lines[at].has_words(words[at].len()) && is_prose(words[at]);
    // The first button below the words, where no words follow it.
    let buttons = heads.windows(2).filter_map(|pair| {
        let first = (pair[0] + 1..pair[1]).find(|&at| worded(at))?;
        let found = (first + 1..pair[1]).find(|at| button(at))?;
        (!(found..pair[1]).any(worded)).then(|| without_digits(words[found]))
    });
    let buttons: Vec<String> = buttons.collect();
    let most = buttons.len() * 5 >= (heads.len() - 1) * 4;
    let end = (last + 1..lines.len()).find(|&at| most && button(&at) && buttons.contains(&without_digits(words[at])));
    // "Page 1 of 2" above the thread and below it.
    let above: BTreeSet<&str> =
        (heads[0].saturating_sub(16)..heads[0]).filter(|&at| lines[at].short).map(|at| words[at]).collect();
    let again = (last + 2..lines.len()).find(|&at| lines[at].short && above.contains(words[at]));
    let Some(end) = end.map(|end| end + 1).into_iter().chain(again).min() else { return };
    for at in end..lines.len() {
        lines[at] = Line { ends: true, ..furnished(&lines[at], words[at].len()) };
    }
}
