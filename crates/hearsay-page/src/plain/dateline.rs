//! The words that open a story with where, when and for which wire it was written: "KABUL, Afghanistan, March 3 (AP) —".

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::dates::{self, Day, is_blank, prefix};
use crate::patterns::{Behind, pattern};
use crate::words::agency_at_start;

/// What stands before the first sentence. Offsets are bytes from the start of the paragraph.
#[derive(Debug, Default)]
pub(crate) struct Dateline {
    /// The place words; empty for "(Reuters) -".
    pub(crate) place: Range<usize>,
    pub(crate) agency: Option<&'static str>,
    /// The day and where its words are.
    pub(crate) day: Option<(Day, usize, usize)>,
    /// Where the first sentence begins.
    pub(crate) length: usize,
}

/// Reads the dateline of a paragraph, if it has one.
pub(crate) fn read(paragraph: &str) -> Option<Dateline> {
    let head = prefix(paragraph, 160);
    if let Some(dateline) = day_before_place(head) {
        return Some(dateline);
    }
    let words = |found: &regex::Match| found.as_str().split_whitespace().count();
    let capitals = CAPITALS.find(head).filter(|found| words(found) <= 5);
    let place = capitals
        .or_else(|| MIXED.find(head).filter(|found| words(found) <= 4))
        .map_or(0, |found| full_stop_off(found.as_str()).len());
    let region = if place == 0 { 0 } else { REGION.find(&head[place..]).map_or(0, |found| found.end()) };
    // "PARIS, March 3" has no region: the day comes first.
    let is_day = |at: usize| dates::at_start(head[at..].trim_start_matches([',', ' ', '.'])).is_some();
    let region = if is_day(place) { 0 } else { region };
    let mut dateline = Dateline { place: 0..place + region, ..Dateline::default() };
    let mut at = place + region;
    let mut wire = false;
    let mut closed = None;
    while let Some(next) = head[at..].chars().next() {
        let rest = &head[at..];
        if let Some((day, length)) = dates::at_start(rest) {
            dateline.day.get_or_insert((day, at, at + length));
            at += length;
        } else if let Some(found) = WIRE.captures(rest).filter(|found| found[0].len() < 40) {
            let name = found.get(1).or_else(|| found.get(2)).map_or("", |name| name.as_str());
            dateline.agency = dateline.agency.or_else(|| agency_at_start(name).map(|(agency, _)| agency));
            wire = true;
            at += found[0].len();
        } else if let Some((agency, length)) = agency_at_start(rest).filter(|_| dateline.day.is_some()) {
            // "TOKYO, Jan. 6, Kyodo -"
            dateline.agency = dateline.agency.or(Some(agency));
            wire = true;
            at += length;
        } else if is_blank(next) || (matches!(next, ',' | '.' | ';') && closed.is_none()) {
            at += next.len_utf8();
        } else if matches!(next, ':' | '—' | '–' | '-' | '_' | '―' | '−')
            && closed.is_none_or(|mark| mark == '-' && next == '-')
        {
            closed = Some(next);
            at += next.len_utf8();
        } else {
            break;
        }
    }
    let rest = &paragraph[at..];
    let opens = rest.chars().find(|letter| letter.is_alphanumeric())?;
    let before = rest.chars().take_while(|letter| !letter.is_alphanumeric()).count();
    let words = &head[..place];
    // A mark or the wire's brackets have to stand between the place and the sentence.
    let ended = closed.is_some() || (wire && (dateline.day.is_some() || capitals.is_some() || place == 0));
    let sentence = (opens.is_uppercase() || opens.is_numeric()) && before <= 2 && !is_all_capitals(rest);
    let placed = if place == 0 {
        wire && dateline.agency.is_some()
    } else if (wire && (capitals.is_some() || dateline.agency.is_some()))
        || (dateline.day.is_some() && (capitals.is_some() || is_known(words)))
    {
        true
    } else {
        // "LYON, France — ": a town of few letters, with its country.
        let in_region = region > 0 && words.chars().count() > 3 && matches!(closed, Some('—' | '–'));
        capitals.is_some() && (is_place_like(words) || in_region) || is_known(words)
    };
    (ended && sentence && placed).then_some(Dateline { length: at, ..dateline })
}

/// A line that holds nothing but a place and a day: "Corl, October 14, 2026", "Dorn Air Base, Arland — 3 March 2011".
pub(crate) fn alone(line: &str) -> Option<Dateline> {
    let line = line.trim_end().trim_end_matches('.');
    let ends = line.char_indices().filter(|&(_, mark)| matches!(mark, ',' | '—' | '–' | '-'));
    let (end, (day, from, to)) = ends.take(6).find_map(|(end, mark)| {
        let from = end + mark.len_utf8();
        let from = from + (line[from..].len() - line[from..].trim_start().len());
        let (day, length) = dates::at_start(&line[from..])?;
        (!matches!(day, Day::NoYear { .. }) && from + length == line.len()).then_some((end, (day, from, from + length)))
    })?;
    let place = line[..end].trim_end().len();
    let parts = || line[..place].split(", ").map(|part| part.split_whitespace().collect::<Vec<_>>());
    let is_name = |word: &&str| {
        word.starts_with(char::is_uppercase)
            && word.chars().all(|letter| letter.is_alphabetic() || matches!(letter, '.' | '\'' | '’' | '-' | '/'))
    };
    let named = |part: Vec<&str>| {
        (1..=4).contains(&part.len())
            && part.first().is_some_and(is_name)
            && part.last().is_some_and(is_name)
            && part.iter().all(|word| is_name(word) || LINKS.contains(word))
    };
    // "Jane Dorn, 3 March 2011" is whoever signs: two words that no list has.
    let signed = parts().count() == 1 && parts().next().is_some_and(|part| part.len() > 1) && !is_known(&line[..place]);
    (place > 0 && parts().count() <= 3 && parts().all(named) && !signed).then_some(Dateline {
        place: 0..place,
        agency: None,
        day: Some((day, from, to)),
        length: line.len(),
    })
}

/// Small words inside the name of a place.
const LINKS: &[&str] =
    &["de", "of", "the", "and", "al", "el", "la", "le", "au", "upon", "sur", "am", "del", "do", "da"];

/// "February 21, 2015 (GARDAN) - Talks", "2015-02-21 - Talks": the day first, then the place or none, then a dash.
fn day_before_place(head: &str) -> Option<Dateline> {
    let (day, length) = dates::at_start(head)?;
    let found = AFTER_DAY.captures(&head[length..])?;
    if found.get(1).is_some_and(|place| place.as_str().contains(char::is_lowercase)) {
        return None;
    }
    let place = found.get(1).map_or(length..length, |place| length + place.start()..length + place.end());
    Some(Dateline { place, agency: None, day: Some((day, 0, length)), length: length + found[0].len() })
}

/// A place, which must be in capitals: to ask for them here would take ten milliseconds to compile.
static AFTER_DAY: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^,?\s*(?:\(?([^\s,;:()0-9–—-][^,;:()0-9–—\n]{2,40}?)\)?\s*)?(?:[-–—]|--)\s+"));

/// "MOSCOW. Jan 6" ends the place with a full stop; "WASHINGTON D.C." has one of its own.
fn full_stop_off(place: &str) -> &str {
    let last = place.split([' ', '/']).next_back().unwrap_or("");
    if last.ends_with('.') && last.matches('.').count() == 1 { &place[..place.len() - 1] } else { place }
}

/// Whether words in capitals, with nothing else to show it, are a place: "PORT ARLAND" but not "BREAKING" or "NATO".
fn is_place_like(words: &str) -> bool {
    let mut parts = words.split(['/', ' ', '-', '.']).filter(|part| !part.is_empty());
    if is_known(words) {
        return true;
    }
    let long = words.chars().filter(|letter| letter.is_alphabetic()).count() > 5;
    long && parts.all(|part| !NO_PLACES.contains(&part))
}

/// Whether it is the name of a city that sends much news.
fn is_known(words: &str) -> bool {
    words.split('/').all(|name| CITIES.contains(&name.trim().to_ascii_lowercase()))
}

/// Headlines and shouting: most letters of the first words are capitals.
fn is_all_capitals(text: &str) -> bool {
    let letters = || prefix(text, 80).chars().filter(|letter| letter.is_alphabetic());
    letters().filter(|letter| letter.is_uppercase()).count() * 10 > letters().count() * 6 && letters().count() > 8
}

/// In small letters.
static CITIES: LazyLock<BTreeSet<String>> =
    LazyLock::new(|| include_str!("../words/cities.txt").lines().map(str::to_ascii_lowercase).collect());

/// Labels and bodies that are printed in capitals before a colon or a dash.
const NO_PLACES: &[&str] = &[
    "BYLINE",
    "BUSTED",
    "HUFFPOLLSTER",
    "BREAKING",
    "UPDATE",
    "UPDATED",
    "UPDATES",
    "EXCLUSIVE",
    "ANALYSIS",
    "OPINION",
    "EDITORIAL",
    "COMMENT",
    "COMMENTARY",
    "VIDEO",
    "WATCH",
    "LIVE",
    "FACTBOX",
    "CORRECTED",
    "CORRECTION",
    "TIMELINE",
    "QUESTION",
    "ANSWER",
    "QUOTE",
    "NOTE",
    "EDITOR",
    "EDITORS",
    "INTERVIEW",
    "FEATURE",
    "SPECIAL",
    "REPORT",
    "NEWS",
    "ALERT",
    "URGENT",
    "FLASH",
    "BACKGROUND",
    "SUMMARY",
    "PREVIEW",
    "REVIEW",
    "PROFILE",
    "WARNING",
    "READ",
    "MORE",
    "ALSO",
    "SEE",
    "PHOTO",
    "PHOTOS",
    "GALLERY",
    "PODCAST",
    "LISTEN",
    "TRANSCRIPT",
    "SPEECH",
    "NATO",
    "OPEC",
    "UNICEF",
    "UNESCO",
    "UNHCR",
    "ASEAN",
    "ECOWAS",
    "BRICS",
    "INTERPOL",
    "EUROPOL",
    "FRONTEX",
    "OSCE",
    "UNRWA",
    "MINISTER",
    "PRESIDENT",
    "SENATOR",
    "GENERAL",
    "MODERATOR",
    "REPORTER",
    "HOST",
    "TRUMP",
    "CLINTON",
    "OBAMA",
    "BIDEN",
    "PUTIN",
    "WAR",
    "PEACE",
    "MEMO",
    "FIX",
    "STATEMENT",
    "DISCLOSURE",
    "DISCLAIMER",
    "ADVERTISEMENT",
    "SPOILER",
    "HEADLINE",
    "HEADLINES",
    "BOTTOM",
    "LINE",
    "IS",
    "IN",
    "AND",
    "THE",
    "OF",
    "TO",
    "A",
    "ON",
    "FOR",
    "WHAT",
    "WHO",
    "WHY",
    "HOW",
    "WHERE",
    "WHEN",
];

/// One to four words in capitals, places joined by a stroke: "ISLAMABAD/WASHINGTON", "ST. PETERSBURG", "PORT-AU-PRINCE", "WASHINGTON D.C."
static CAPITALS: Behind = Behind::new(
    |line| {
        let small = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter.is_whitespace();
        line.chars().take(2).all(|letter| !small(letter))
    },
    || {
        pattern(
            r"^\p{Lu}[\p{Lu}\p{M}'’.-]*\p{Lu}\.?(?:\s?/\s?\p{Lu}[\p{Lu}'’-]+|\s(?:AND|and)\s\p{Lu}[\p{Lu}'’-]{2,}|\s(?:\p{Lu}\.)+|\s\p{Lu}[\p{Lu}'’.-]*\p{Lu}\.?)*",
        )
    },
);
/// "New Delhi", "Islamabad": only with a day, a wire or a name on the list beside it.
static MIXED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\p{Lu}[\p{Ll}'’.-]+(?:[\s/](?:\p{Lu}[\p{L}'’.-]*\p{Ll}|de|of|al|la|el|au))*"));
/// "..., Afghanistan", "..., N.Y.", "..., South Korea"
static REGION: Behind = Behind::new(
    |line| line.starts_with(','),
    || pattern(r"^,\s(?:\p{Lu}\.(?:\s?\p{Lu}\.)+|\p{Lu}[\p{L}'’-]+\.?(?:\s(?:\p{Lu}[\p{L}'’-]+|of|the|and))*)"),
);
/// "(Reuters)", "(AP/AFP)", "/PRNewswire/".
static WIRE: Behind =
    Behind::new(|line| line.starts_with(['(', '/']), || pattern(r"^(?:\(([\p{Lu}d][\p{L}.&' /-]+)\)|/([\p{L} -]+)/)"));

#[cfg(test)]
mod tests {
    use super::*;

    fn check(paragraph: &str, expected: &str) {
        let told = read(paragraph).map_or("-".to_owned(), |dateline| {
            let day = dateline.day.map_or(String::new(), |(_, from, to)| paragraph[from..to].to_owned());
            format!(
                "{} | {} | {} | {}",
                &paragraph[dateline.place.clone()],
                day,
                dateline.agency.unwrap_or(""),
                &paragraph[dateline.length..]
            )
        });
        assert_eq!(told, expected, "{paragraph}");
    }

    #[test]
    fn places_days_and_wires() {
        check("WASHINGTON: Ties are bad.", "WASHINGTON |  |  | Ties are bad.");
        check("KABUL, Afghanistan (AP) — Envoys left.", "KABUL, Afghanistan |  | AP | Envoys left.");
        check("PARIS, March 3 (AFP) - Envoys left.", "PARIS | March 3 | AFP | Envoys left.");
        check("ISLAMABAD/WASHINGTON (Reuters) - Envoys left.", "ISLAMABAD/WASHINGTON |  | Reuters | Envoys left.");
        check("New Delhi, Jan 6 (PTI) The envoys left.", "New Delhi | Jan 6 | PTI | The envoys left.");
        check("GENEVA — “We left,” he said.", "GENEVA |  |  | “We left,” he said.");
        check("NEW YORK, Nov. 19 (UPI) — Former envoys met.", "NEW YORK | Nov. 19 | UPI | Former envoys met.");
        check("PORT ARLAND: The king left.", "PORT ARLAND |  |  | The king left.");
        check("BEIJING, Jan. 6, 2011 (Xinhua) -- China said", "BEIJING | Jan. 6, 2011 | Xinhua | China said");
        check("TOKYO, Jan. 6, Kyodo - Japan said", "TOKYO | Jan. 6 | Kyodo | Japan said");
        check("MOSCOW. Jan 6 (Interfax) - Russia said", "MOSCOW | Jan 6 | Interfax | Russia said");
        check("(Reuters) - The envoys left.", " |  | Reuters | The envoys left.");
        check("Islamabad: The envoys left.", "Islamabad |  |  | The envoys left.");
        check("PORT-AU-PRINCE, Haiti (AP) _ Rain fell.", "PORT-AU-PRINCE, Haiti |  | AP | Rain fell.");
        check("ST. PETERSBURG, Russia - Rain fell.", "ST. PETERSBURG, Russia |  |  | Rain fell.");
        check("WASHINGTON—Rain fell.", "WASHINGTON |  |  | Rain fell.");
    }

    #[test]
    fn a_place_and_a_day_fill_a_line() {
        let place = |line: &str| alone(line).map_or("-".to_owned(), |dateline| line[dateline.place].to_owned());
        for (line, wanted) in [
            ("Corl, October 14, 2026", "Corl"),
            ("CORL, May 14, 2010", "CORL"),
            ("Corl, 14 October 2026.", "Corl"),
            ("CORL — August 11, 2017", "CORL"),
            ("Port-au-Dorn, Tuesday, 11 August 2017", "Port-au-Dorn"),
            ("New York, 3 March 2011", "New York"),
            ("Dorn Air Base, Arland, July 29, 2002", "Dorn Air Base, Arland"),
            ("Jane Dorn, July 29, 2002", "-"),
            ("Corl, October 14", "-"),
            ("October 14, 2026", "-"),
            ("In Corl, October 14, 2026 was a quiet day", "-"),
            ("They left Corl, October 14, 2026", "-"),
            ("Corl, home of the fair, October 14, 2026", "-"),
        ] {
            assert_eq!(place(line), wanted, "{line}");
        }
    }

    #[test]
    fn other_openings_are_none() {
        for paragraph in [
            "NATO: we will stay",
            "NATO: We will stay.",
            "BREAKING: Envoys left.",
            "ARLAND AND BRELAND: THE WAR IS OVER AT LAST",
            "Arland expelled three Breland diplomats on Monday.",
            "Analysts: The war is over.",
            "Rep. Jane Dorn (R-Va.) - The war is over.",
            "THE WAR IS OVER, ALL ARE HOME.",
            "AP reported on Monday that envoys had left.",
            "Arland (AL) is a country.",
            "\"We will stay\" - that was the message.",
            "CIA - The agency said no.",
            "US: We will stay.",
        ] {
            check(paragraph, "-");
        }
    }

    #[test]
    fn no_look_hides_a_match() {
        for pattern in [&CAPITALS, &REGION, &WIRE] {
            pattern.check();
        }
    }
}
