//! The line that tells who wrote it, for which wire, and when: "By Jane Dorn and Karl Ems | 12 March 2011".

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::dateline::{self, Dateline};
use crate::dates::{self, Day, is_blank, prefix};
use crate::patterns::{Behind, opens, pattern};
use crate::words::{agency_at_start, is_person};

/// What a byline tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Byline {
    pub(crate) authors: Vec<String>,
    pub(crate) agency: Option<&'static str>,
    pub(crate) publisher: Option<String>,
    /// Days with their place in the line, and whether they are those of a later change.
    pub(crate) days: Vec<(Day, usize, usize, bool)>,
    /// Where the place stands in the line of one that is a place and a day.
    pub(crate) place: Option<Range<usize>>,
    /// "By", "Published:": the line says itself what it is.
    labelled: bool,
}

impl Byline {
    /// Whether there is more to it than words that could be a name.
    pub(crate) fn is_anchored(&self) -> bool {
        self.labelled || self.agency.is_some() || !self.days.is_empty()
    }
}

/// Reads `line` as a byline, if all of it can be read so. A bare name is one that is not anchored.
pub(crate) fn read(line: &str) -> Option<Byline> {
    if line.len() > 240 || !line.chars().any(char::is_alphanumeric) || ends_as_sentence(line) {
        return None;
    }
    if let Some(filed) = place_and_day(line) {
        return Some(filed);
    }
    let mut reading = Reading {
        line,
        at: 0,
        byline: Byline::default(),
        after_by: false,
        after_name: false,
        later: false,
        told: false,
    };
    while reading.at < line.len() {
        reading.step()?;
    }
    let Reading { byline, told, .. } = reading;
    let whole = byline.labelled || byline.authors.iter().all(|author| author.contains(' '));
    // "YouTube and Google" are no authors: two names that nothing says are a byline.
    let single = byline.is_anchored() || byline.authors.len() == 1;
    let told =
        told && byline.labelled || byline.agency.is_some() || !byline.days.is_empty() || !byline.authors.is_empty();
    (told && whole && single).then_some(byline)
}

/// "Corl, October 14, 2026", and "Wikinews, October 14, 2026", where a paper takes the place of the place.
fn place_and_day(line: &str) -> Option<Byline> {
    let Dateline { place, day, .. } = dateline::alone(line)?;
    let name = &line[place.clone()];
    if agency_at_start(line).is_some() || LABEL.is_match(line) || ROLE.find(line).is_some() {
        return None;
    }
    let days = day.map(|(day, from, to)| (day, from, to, false)).into_iter().collect();
    let publisher = OUTLET.is_match(name).then(|| name.to_owned());
    let place = publisher.is_none().then_some(place);
    Some(Byline { days, publisher, place, ..Byline::default() })
}

/// A byline in the middle of being read.
struct Reading<'l> {
    line: &'l str,
    at: usize,
    byline: Byline,
    /// "by", "and", "from" came last: a name has to follow.
    after_by: bool,
    /// A name came last, without a mark after it.
    after_name: bool,
    /// The days that follow are those of a change.
    later: bool,
    /// It says more than its label.
    told: bool,
}

impl Reading<'_> {
    /// Reads the next thing; None where it belongs to no byline.
    fn step(&mut self) -> Option<()> {
        let rest = &self.line[self.at..];
        if let Some(gap) = rest.chars().next().filter(|&letter| is_blank(letter) || is_separator(letter)) {
            self.after_name &= is_blank(gap);
            self.at += gap.len_utf8();
            return Some(());
        }
        let named = std::mem::take(&mut self.after_name);
        let after_by = std::mem::take(&mut self.after_by);
        if let Some((day, length)) = dates::at_start(rest) {
            self.byline.days.push((day, self.at, self.at + length, self.later));
            self.at += length;
        } else if let Some(length) = dates::time_at_start(rest).or_else(|| dates::age_at_start(rest)) {
            self.told = true;
            self.at += length;
        } else if let Some(label) = LABEL.find(rest) {
            return self.label(label.as_str(), named);
        } else if let Some((agency, length)) = agency_at_start(rest) {
            self.byline.agency.get_or_insert(agency);
            self.at += length;
        } else if let Some(role) = ROLE.find(rest) {
            let word = role.as_str().to_lowercase();
            if word.starts_with("for ") && !self.byline.labelled {
                return None;
            }
            let corresponds =
                ["corresp", "report", "desk", "staff", "writer", "editor"].iter().any(|stem| word.contains(stem));
            self.byline.labelled |= word.contains("corresp") || word.contains("report");
            self.told |= corresponds;
            self.at += role.end();
        } else {
            let name = name_at_start(rest);
            let outlet = after_by || self.byline.is_anchored() || !self.byline.authors.is_empty();
            if outlet && OUTLET.is_match(name) {
                self.byline.publisher.get_or_insert_with(|| name.to_owned());
                self.told = true;
            } else if is_person(name) && self.byline.authors.len() < 12 {
                self.byline.authors.push(tidy(name));
                self.after_name = true;
            } else {
                return None;
            }
            self.at += name.len();
        }
        Some(())
    }

    fn label(&mut self, label: &str, named: bool) -> Option<()> {
        let word = label.trim_end_matches(':').trim().to_lowercase();
        let joins = ["and", "with", "on", "at", "via"].contains(&word.as_str());
        // "Terror suspect named by police" is a headline: no label follows a name without a mark between.
        if named && !joins && self.byline.days.is_empty() && !word.starts_with(['p', 'u', 'l', 'f']) {
            return None;
        }
        self.later = ["updat", "modif", "edited", "revis"].iter().any(|stem| word.contains(stem))
            || (self.later && word == "on");
        self.after_by = word.contains("by") || ["from", "and", "with"].contains(&word.as_str());
        self.byline.labelled |= !joins && word != "from";
        self.at += label.len();
        Some(())
    }
}

/// A full stop that is not that of "p.m." or "Jr." closes a sentence, and bylines are none; "By Jane Dorn." is one all the same.
fn ends_as_sentence(line: &str) -> bool {
    let last = line.split_whitespace().next_back().unwrap_or("");
    let letters = last.chars().filter(|letter| letter.is_alphanumeric()).count();
    let closed = last.ends_with('.') && letters > 2 && !line.starts_with("By ") && !line.starts_with("BY ");
    // "From Bloomberg:" hands over to a quotation.
    closed || last.ends_with(':')
}

fn is_separator(letter: char) -> bool {
    matches!(
        letter,
        '|' | '·'
            | '•'
            | ','
            | ';'
            | ':'
            | '/'
            | '–'
            | '—'
            | '-'
            | '('
            | ')'
            | '['
            | ']'
            | '_'
            | '.'
            | '‘'
            | '’'
            | '&'
            | '»'
            | '>'
    )
}

/// The longest run of words at the start of `text` that a name could be made of.
fn name_at_start(text: &str) -> &str {
    let text = prefix(text, 80);
    let end = NAME_END.find(text).map_or(text.len(), |found| found.start());
    text[..end].trim_end_matches(is_blank)
}

/// "JANE DORN" as a byline prints it is Jane Dorn.
pub(super) fn tidy(name: &str) -> String {
    if name.chars().any(char::is_lowercase) || !name.contains(' ') {
        return name.to_owned();
    }
    let mut tidy = String::with_capacity(name.len());
    let mut inside = false;
    for letter in name.chars() {
        if inside {
            tidy.extend(letter.to_lowercase());
        } else {
            tidy.push(letter);
        }
        inside = letter.is_alphabetic();
    }
    tidy
}

static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:(?:first |originally |last |date )?(?:published|posted|updated|modified|created|revised|edited|written|reported|compiled|filed|issued|uploaded)(?: by| on| at| date| in)?|(?:reporting|story|report|text|words|analysis|opinion|commentary|interview) by|by|from|source|date|author|authors|via|on|at|and|with)\b\s*:?",
    )
});
static ROLE: Behind = Behind::new(
    |line| {
        line.starts_with(char::is_numeric)
            || opens(
                line,
                &[
                    "our",
                    "staff",
                    "special",
                    "chief",
                    "senior",
                    "diplomatic",
                    "political",
                    "foreign",
                    "defen",
                    "security",
                    "national",
                    "world",
                    "business",
                    "economic",
                    "science",
                    "health",
                    "white",
                    "state",
                    "middle",
                    "south",
                    "asia",
                    "africa",
                    "europe",
                    "washington",
                    "moscow",
                    "beijing",
                    "un",
                    "correspondent",
                    "reporter",
                    "writer",
                    "editor",
                    "bureau",
                    "newsroom",
                    "columnist",
                    "analyst",
                    "web",
                    "news",
                    "monitoring",
                    "the",
                    "for",
                    "in",
                    "mon",
                    "tue",
                    "wed",
                    "thu",
                    "fri",
                    "sat",
                    "sun",
                    "gmt",
                    "utc",
                    "bst",
                    "ist",
                    "pkt",
                    "est",
                    "edt",
                    "cet",
                    "cest",
                    "et",
                    "am",
                    "a.m",
                    "pm",
                    "p.m",
                    "exclusive",
                    "updated",
                    "live",
                ],
            )
    },
    || {
        pattern(
            r"(?ix)^(?:
            (?:(?:our|staff|special|chief|senior|diplomatic|political|foreign|defen[cs]e|security|national|world|business|economics?|science|health|white\ house|state\ department|middle\ east|south\ asia|asia|africa|europe|washington|moscow|beijing|un)\s+){0,3}
                (?:staff\ (?:writer|reporter)|correspondents?|reporters?|writers?|editor|bureau(?:\ chief)?|staff|newsroom|columnist|analyst)
            |(?:web|news|monitoring|foreign|world)\ (?:desk|team|report|service)
            |(?:the|our)\ (?:[\p{L}.'’-]+\ ){1,3}(?:desk|team|staff|newsroom|bureau|editors)
            |special\ (?:to|for)\ (?:the\ )?[a-z.'’\ ]+
            |for\ (?:the\ )?(?-i:[A-Z])[a-z.'’\ ]+
            |in\ (?-i:\p{Lu}[\p{L}.'’-]*(?:,?\ \p{Lu}[\p{L}.'’-]*)*)
            |\d{1,2}[\ -]?min(?:ute)?s?(?:\ read)?
            |(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?
            |(?:gmt|utc|bst|ist|pkt|est|edt|cet|cest|et)
            |[ap]\.?m
            |(?:exclusive|updated|live)
        )(?:\b|$)",
        )
    },
);
static OUTLET: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:times|post|\w*news|herald|guardian|tribune|press|journal|daily|gazette|telegraph|observer|mail|chronicle|dispatch|standard|mirror|independent|express|courier|examiner|review|network|radio|television|tv|today|nation|dawn|magazine|weekly|monitor|bulletin|echo|ledger|register|sentinel|argus|bbc|cnn|npr|abc|cbs|nbc|voa|rferl|al jazeera|service|media|online|\w+\.(?:com|net|org))\b",
    )
});
static NAME_END: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\s*[|·•,;:/–—(\[)\]&>»]|\s-\s|\s+(?:and|in|for|at|on|with|from|via|by|is|was)\b|\s+(?:published|posted|updated|special|staff|correspondent|reporter)\b|\s+[0-9]|\s+(?-i:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:[a-z]*day)?\b|\s+(?-i:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?:uary|ruary|ch|il|e|y|ust|tember|ober|ember)?\.?\s+[0-9]|\s+(?-i:May)\s+[0-9]",
    )
});
#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: &str) {
        let told = read(line).map_or("-".to_owned(), |byline| {
            let mut told = byline.authors.join("+");
            if let Some(agency) = byline.agency {
                told += &format!(" ({agency})");
            }
            if let Some(publisher) = &byline.publisher {
                told += &format!(" in {publisher}");
            }
            for (day, _, _, later) in &byline.days {
                told += &match day {
                    Day::Known(date) => format!(" {date}"),
                    Day::NoYear { month, day } => format!(" --{month:02}-{day:02}"),
                    Day::Ambiguous { .. } => " ?".to_owned(),
                };
                told += if *later { "*" } else { "" };
            }
            told.trim().to_owned()
        });
        assert_eq!(told, expected, "{line}");
    }

    #[test]
    fn wires_and_days() {
        check("Reuters January 06, 2011", "(Reuters) 2011-01-06");
        check("Associated Press", "(AP)");
        check("Jan. 6 (Reuters)", "(Reuters) --01-06");
        check("Published: 2011-03-04 10:22", "2011-03-04");
        check("4 Mar 2011 14:05 GMT", "2011-03-04");
        check("Mon 3 Oct 2011 12.04 BST", "2011-10-03");
        check("Updated March 5, 2011 at 9:10 pm", "2011-03-05*");
        check("Published 4 March 2011 | Updated 5 March 2011", "2011-03-04 2011-03-05*");
        check("Friday, January 4, 2019\u{a0}", "2019-01-04");
        check("06/01/2011 AFP", "(AFP) ?");
    }

    #[test]
    fn places_are_no_authors() {
        check("Corl, October 14, 2026", "2026-10-14");
        check("Dorn Air Base, Arland, July 29, 2002", "2002-07-29");
        check("Wikinews, Sunday, August 16, 2026", "in Wikinews 2026-08-16");
        check("Updated, August 16, 2026", "2026-08-16*");
    }

    #[test]
    fn authors() {
        check("By A. Person, AP", "A. Person (AP)");
        check("By Jane Dorn and Karl Ems | 12 March 2011", "Jane Dorn+Karl Ems 2011-03-12");
        check("A. Person in Islamabad", "A. Person");
        check("BY JANE VAN DER DORN", "Jane Van Der Dorn");
        check("By Jane Dorn, The Arland Herald", "Jane Dorn in The Arland Herald");
        check("By the foreign affairs desk December 18, 2010", "2010-12-18");
        check("Jane Dorn, diplomatic correspondent", "Jane Dorn");
        check("By Jane Dorn and Karl Ems in Arland City", "Jane Dorn+Karl Ems");
        check("By Jane Dorn  March 4, 2011 10:22 am", "Jane Dorn 2011-03-04");
    }

    #[test]
    fn sentences_are_no_bylines() {
        for line in [
            "Reuters reported on Monday that envoys had left.",
            "By Monday the envoys had left.",
            "By the sea",
            "On 4 March 2011 Arland expelled three envoys.",
            "Arland expels envoys",
            "‘Serious doubts’ in Arland",
            "Envoy Named By Police",
            "Spies and Envoys",
            "Friday, December 4, 2015, was a quiet day.",
            "By Monday",
        ] {
            check(line, "-");
        }
    }

    #[test]
    fn no_look_hides_a_match() {
        ROLE.check();
    }
}
