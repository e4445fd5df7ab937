//! Where comments begin: lines that say who or when, set alike all through a thread.

use super::line::Line;
use crate::plain::layout::Piece;

/// The anchors of comments among lines: those that say when, else those that open one.
pub(super) fn anchors(lines: &[Line], lengths: &dyn Fn(usize) -> usize, from: usize) -> Vec<usize> {
    let of = |wanted: &dyn Fn(&Line) -> bool| -> Vec<usize> {
        (from..lines.len()).filter(|&index| !lines[index].quote && wanted(&lines[index])).collect()
    };
    let apart = |places: Vec<usize>| -> Vec<usize> {
        let mut kept = Vec::<usize>::new();
        for place in places {
            let again = kept.last().is_some_and(|&last| {
                let words = |at: usize| lines[at].has_words(lengths(at)) && !lines[at].namelike;
                let fresh = lines[place].author.is_some() && lines[last].author.is_some();
                !fresh && !words(last) && !(last + 1..place).any(|at| words(at) || lines[at].namelike)
            });
            if !again {
                kept.push(place);
            }
        }
        kept
    };
    let stamps = apart(of(&|line| line.stamp.is_some() && !line.closes));
    let opening = apart(of(&|line| line.opens || line.author.is_some() && line.stamp.is_some() || line.handle));
    let signing = of(&|line| line.signs);
    // "1. the pipes", "2. the price" right under each other are what one reader lists.
    let numbers = of(&|line| line.number.is_some() && line.author.is_some());
    let listed = numbers.windows(2).filter(|pair| pair[1] == pair[0] + 1).count();
    let numbers = if listed * 2 > numbers.len() { Vec::new() } else { numbers };
    let moulded = of(&|line| line.moulded);
    if moulded.len() >= 3 && moulded.len() * 5 >= stamps.len() * 4 {
        return moulded;
    }
    [numbers, signing, stamps]
        .into_iter()
        .fold(opening, |best, other| if other.len() > best.len() { other } else { best })
}

/// Where comments begin, one for each anchor; where names stand below the words, where those begin.
pub(super) fn starts(
    lines: &[Line],
    anchors: &[usize],
    lengths: &dyn Fn(usize) -> usize,
    from: usize,
) -> (Vec<usize>, bool) {
    let words = |at: usize| lines[at].has_words(lengths(at)) && !lines[at].namelike;
    let (Some(&first), Some(&last)) = (anchors.first(), anchors.last()) else { return (Vec::new(), false) };
    let after =
        (last + 1..lines.len()).take_while(|&at| !lines[at].ends).any(words) || lines[last].has_words(lengths(last));
    // Signed below the words, each right under the last of them, and a blank line after it.
    let glued = |anchor: usize| {
        let line = &lines[anchor];
        let under = anchor > from && !line.gap && words(anchor - 1) && line.body >= lengths(anchor);
        under && lines.get(anchor + 1).is_none_or(|next| next.gap || next.control)
    };
    // A line or two of the page's may stand below them all.
    let size = |places: std::ops::Range<usize>| places.filter(|&at| words(at)).map(lengths).sum::<usize>();
    let little = size(last + 1..lines.len()) * 2 * anchors.len() <= size(from..last);
    let below = (from..first).any(words)
        && (!after || anchors.len() >= 2 && little && anchors.iter().all(|&anchor| glued(anchor)))
        || anchors.iter().all(|&anchor| lines[anchor].signs);
    if below {
        let mut starts = vec![from];
        starts.extend(anchors[..anchors.len() - 1].iter().map(|anchor| anchor + 1));
        return (starts, true);
    }
    let mut starts = Vec::<usize>::with_capacity(anchors.len());
    // The day first, and the name under it.
    let bare = |anchor: usize| lines[anchor].author.is_none() && lines[anchor].stamp.is_some();
    let named =
        |at: usize| lines.get(at).is_some_and(|line| line.namelike || line.author.is_some() && line.stamp.is_none());
    let under = |anchor: usize| bare(anchor) && named(anchor + 1) && !lines[anchor + 1].gap;
    let over = |anchor: usize| bare(anchor) && anchor > from && named(anchor - 1) && !lines[anchor].gap;
    let count = |of: &dyn Fn(usize) -> bool| anchors.iter().filter(|&&anchor| of(anchor)).count();
    if anchors.len() >= 2 && count(&under) * 5 >= anchors.len() * 4 && count(&under) > count(&over) {
        return (anchors.to_vec(), false);
    }
    for &anchor in anchors {
        let least = starts.last().map_or(from, |_| anchors[starts.len() - 1] + 1);
        let mut start = anchor;
        let signed = lines[anchor].author.is_some() && !lines[anchor].handle;
        let mut named = signed;
        while start > least && !lines[start].gap_before_name(named) {
            let line = &lines[start - 1];
            let name = line.namelike
                || line.author.is_some() && line.body >= lengths(start - 1) && line.stamp.is_none() && !line.quote;
            if name && !named {
                named = true;
                start -= 1;
            } else if lines[anchor].moulded
                && !lines[start].gap
                && (line.control && !line.answering && !line.ends || line.answers.is_some())
            {
                // "In reply to Line 7 by Ines Varga", "Permalink" above her own line.
                start -= 1;
            } else if signed
                && lines[anchor].opens
                && lines[anchor].board
                && line.author.is_none()
                && line.stamp.is_some()
                && line.body >= lengths(start - 1)
            {
                // "Date:" above "From:".
                start -= 1;
            } else if line.control && line.board && lengths(start - 1) <= 4 {
                // The letter for a picture.
                start -= 1;
            } else if signed && start == anchor && line.answers.is_some() && !lines[anchor].gap {
                // "@oda77" as a title.
                start -= 1;
            } else if !named && (line.control && !line.answering && !line.ends || line.answers.is_some())
                || signed && line.author.is_none() && line.number.is_some() && line.control
            {
                start -= 1;
            } else if signed
                && start == anchor
                && lines[anchor].opens
                && line.gap
                && !line.control
                && line.stamp.is_none()
                && lengths(start - 1) <= 90
                && (line.short || line.number.is_some())
            {
                // The subject stands above who and when.
                start -= 1;
            } else {
                break;
            }
        }
        // Nothing above is its name: what was passed over is not its own.
        starts.push(if named { start } else { anchor });
    }
    (starts, false)
}

/// Where a thread begins whose comments are all set alike, with the hour, an age, a number or the head of a mail.
pub(in crate::plain) fn shaped(lines: &[Line], pieces: &[Piece]) -> Option<usize> {
    let lengths = |at: usize| pieces[at].span.len();
    let kinds = |wanted: &dyn Fn(&Line) -> bool| -> Vec<usize> {
        (0..lines.len()).filter(|&at| !lines[at].quote && wanted(&lines[at])).collect()
    };
    let close = |line: &Line| {
        !line.closes
            && line.is_of_a_day()
            && (line.number.is_some() || line.stamp.as_ref().is_some_and(|stamp| stamp.timed || stamp.age.is_some()))
    };
    // The day stands below the name in a mail's head, or above it.
    let below = |at: usize| {
        let dated = |line: &Line| line.stamp.is_some() && line.author.is_none();
        at + 1 < lines.len() && lines[at + 1].stamp.is_some() || at > 0 && dated(&lines[at - 1]) && !lines[at].gap
    };
    let mut numbers = kinds(&|line| line.opens && line.number.is_some());
    if numbers.first().is_none_or(|&first| lines[first].number != Some(1)) {
        numbers.clear();
    }
    let mails: Vec<usize> =
        kinds(&|line| line.opens && line.author.is_some()).into_iter().filter(|&at| below(at)).collect();
    let handles = kinds(&|line| line.handle && close(line));
    let dated_of = |line: &Line| close(line) || line.board && line.is_of_a_day();
    let signed = kinds(&|line| line.moulded || line.opens && line.author.is_some() && dated_of(line));
    let mut dated = kinds(&|line| close(line) && line.author.is_none() && line.body > 0);
    if dated.is_empty() {
        // "Joined: Mar 2011" between the name and the day.
        dated = kinds(&|line| line.is_of_a_day() && line.author.is_none() && line.body > 0);
        dated.retain(|&at| at > 0 && lines[at - 1].board && !lines[at].gap);
    }
    let named = |at: usize| lines[at].namelike || lines[at].handle;
    let above = |at: usize| {
        (0..at)
            .rev()
            .filter(|&above| !lines[above].board)
            .take(2)
            .take_while(|&above| named(above) || lines[above].control && !lines[above].answering)
            .any(named)
    };
    let under: Vec<usize> = dated.iter().copied().filter(|&at| above(at)).collect();
    let over: Vec<usize> = dated
        .into_iter()
        .filter(|&at| at + 1 < lines.len() && lines[at].is_of_a_day() && named(at + 1) && !lines[at + 1].gap)
        .collect();
    let found = [numbers, mails, handles, signed, under, over].into_iter().filter(|places| places.len() >= 2);
    let firsts = found.filter_map(|places| {
        // "Posted by timothy on Tuesday" over "3 Comments" signs what they are about.
        let over = |pair: &[usize]| lines[pair[0] + 1..pair[1]].iter().any(|line| line.counts);
        let skipped = usize::from(places.get(..2).is_some_and(over));
        let places = &places[skipped..];
        // Each has words of its own.
        let worded = places.iter().enumerate().filter(|&(index, &place)| {
            let end = places.get(index + 1).copied().unwrap_or(lines.len());
            lines[place].has_words(lengths(place))
                || (place + 1..end).any(|at| lines[at].has_words(lengths(at)) && !lines[at].namelike)
        });
        if worded.count() + skipped < 2 {
            return None;
        }
        let (starts, below) = starts(lines, places, &lengths, 0);
        if !below {
            let first = starts.first().copied()?;
            // "Comments Showing 1-5 of 5", "date newest" above a thread that shows by its mould what it is.
            let moulded = lines[*places.first()?].moulded;
            let over = (first.saturating_sub(8)..first)
                .rev()
                .take_while(|&at| moulded && lines[at].short && lines[at].stamp.is_none());
            return Some(over.last().unwrap_or(first));
        }
        // Its own words stand above the first signature: below the heading, else in the same paragraph.
        let first = *places.first()?;
        let heading = (0..first).rev().take(12).find(|&at| lines[at].counts || lines[at].over_answers);
        heading.map(|heading| heading + 1).or_else(|| {
            let words = (0..first).rev().find(|&at| !lines[at].control)?;
            (0..=words).rev().find(|&at| lines[at].gap)
        })
    });
    firsts.min()
}

/// Whether a thread is all there is: buttons to answer with, or lines about who writes, stand between its first comments.
pub(in crate::plain) fn stands_alone(lines: &[Line], first: usize) -> bool {
    first < 16 && lines[first..].iter().take(24).filter(|line| line.answering || line.board).count() >= 2
}

/// The first line of the readers' part where `first` only signs what they write about: "Posted by timothy on Tuesday" over
/// "3 Comments".
pub(in crate::plain) fn below_title(lines: &[Line], first: usize) -> usize {
    let signed = |line: &Line| line.author.is_some() && line.stamp.is_some();
    let Some(rest) = lines.get(first..).filter(|rest| rest.first().is_some_and(signed)) else { return first };
    let next = rest.iter().skip(1).position(signed).map(|at| at + 1);
    let title = next.and_then(|next| rest[..next].iter().position(|line| line.counts));
    title.map_or(first, |title| first + title)
}
