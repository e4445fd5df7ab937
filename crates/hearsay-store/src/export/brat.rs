//! brat's standoff: a record as the lines of an `.ann` file beside its text.

use std::fmt::Write as _;

use std::collections::BTreeMap;

use hearsay_core::span::CodePoints;
use hearsay_core::{EntityKind, Record, Span};

use crate::codes::Coded;
use crate::written::Review;

/// What brat's `annotation.conf` must say so that it draws these.
pub const CONFIG: &str = "\
[entities]
person
organization
place
group
event
work
other
Cue
Content
Deed

[relations]

[events]
Cue\tSource?:<ENTITY>, Content*:Content
Deed\tWho*:<ENTITY>, Whom*:<ENTITY>

[attributes]
Stance\tArg:<EVENT>, Value:asserts|confirms|discloses|denies|alleges|believes|doubts|predicts|hopes|fears|intends|threatens|refuses|demands|asks|decrees|praises|criticises|declines
Level\tArg:<EVENT>, Value:named|spokesperson|institution|document|media|anonymous|collective|elsewhere|relayed|unattributed|reader
Status\tArg:<EVENT>, Value:reported|claimed|alleged|future|possible|denied|negated
Type\tArg:<EVENT>, Value:AGREE|CONSULT|SUPPORT|CONCEDE|COOPERATE|AID|RETREAT|REQUEST|ACCUSE|REJECT|THREATEN|SANCTION|PROTEST|MOBILIZE|COERCE|ASSAULT
Verdict\tArg:<EVENT>, Value:right|corrected|rejected
";

/// The lines of the record's `.ann` file; its `.txt` file is the record's text. What people decided about a reading, by its
/// id, stands beside it: the verdict as an attribute, what differs and why as a note.
pub fn standoff(record: &Record, decisions: &BTreeMap<String, Review>) -> String {
    let mut page = Page { record, points: CodePoints::new(record.text.as_str()), out: String::new(), terms: 0 };
    let (mut events, mut attributes, mut notes) = (0, 0, 0);
    let mut decided = |out: &mut String, attributes: &mut u32, event: u32, id: &str| {
        let Some(review) = decisions.get(id) else { return };
        *attributes += 1;
        let _ = writeln!(out, "A{attributes}\tVerdict E{event} {}", review.verdict);
        let differs = review.person.as_object().into_iter().flatten();
        let differs = differs.filter_map(|(field, value)| Some(format!("{field}: {}", value.as_str()?)));
        let why = Some(review.why.clone()).filter(|why| !why.is_empty());
        let note: Vec<String> = differs.chain(why).collect();
        if !note.is_empty() {
            notes += 1;
            // A note is one line.
            let note = note.join("; ").split_whitespace().collect::<Vec<_>>().join(" ");
            let _ = writeln!(out, "#{notes}\tAnnotatorNotes E{event}\t{note}");
        }
    };
    for entity in &record.entities {
        for mention in &entity.mentions {
            page.term(entity.kind.name_of(), &[mention.span]);
        }
    }
    for statement in &record.statements {
        let source = statement.source.entity.map_or(EntityKind::Group, |id| {
            record.entities.get(id.index()).map_or(EntityKind::Group, |entity| entity.kind)
        });
        let source = page.term(source.name_of(), &statement.source.spans);
        let content = page.term("Content", &statement.content);
        // A bare quotation has no cue: the quotation itself stands for it.
        let cue = statement.cue.as_ref().map_or(&statement.content, |cue| &cue.spans);
        let Some(cue) = page.term("Cue", cue) else { continue };
        events += 1;
        let _ = write!(page.out, "E{events}\tCue:T{cue}");
        for (role, term) in [("Source", source), ("Content", content)] {
            if let Some(term) = term {
                let _ = write!(page.out, " {role}:T{term}");
            }
        }
        page.out.push('\n');
        for (name, value) in [("Stance", statement.stance.name_of()), ("Level", statement.source.level.name_of())] {
            attributes += 1;
            let _ = writeln!(page.out, "A{attributes}\t{name} E{events} {value}");
        }
        decided(&mut page.out, &mut attributes, events, &statement.id.to_string());
    }
    for event in &record.events {
        let mut roles = Vec::new();
        for (role, parties) in [("Who", &event.source), ("Whom", &event.target)] {
            for (at, party) in parties.iter().enumerate() {
                let kind = record.entities.get(party.entity.index()).map_or(EntityKind::Other, |entity| entity.kind);
                if let Some(term) = page.term(kind.name_of(), &[party.span]) {
                    let number = if at == 0 { String::new() } else { (at + 1).to_string() };
                    roles.push(format!(" {role}{number}:T{term}"));
                }
            }
        }
        let Some(deed) = page.term("Deed", &[event.trigger]) else { continue };
        events += 1;
        let _ = writeln!(page.out, "E{events}\tDeed:T{deed}{}", roles.concat());
        for (name, value) in [("Status", event.status.name_of()), ("Type", event.plover.name_of())] {
            attributes += 1;
            let _ = writeln!(page.out, "A{attributes}\t{name} E{events} {value}");
        }
        decided(&mut page.out, &mut attributes, events, &event.id.to_string());
    }
    page.out
}

struct Page<'r> {
    record: &'r Record,
    points: CodePoints<'r>,
    out: String,
    terms: u32,
}

impl Page<'_> {
    /// Writes a text-bound line; gives its number, or nothing where there are no words.
    fn term(&mut self, kind: &str, spans: &[Span]) -> Option<u32> {
        let text = self.record.text.as_str();
        let mut parts = Vec::new();
        for span in spans {
            // A fragment may not run over a line end.
            let mut at = span.start();
            for line in self.record.text.at(*span).split_inclusive('\n') {
                let words = line.trim();
                if !words.is_empty() {
                    let start = at + (line.len() - line.trim_start().len());
                    parts.push(Span::new(start, start + words.len()));
                }
                at += line.len();
            }
        }
        if parts.is_empty() {
            return None;
        }
        self.terms += 1;
        let points: Vec<String> = parts
            .iter()
            .map(|part| self.points.span(*part))
            .map(|part| format!("{} {}", part.start(), part.end()))
            .collect();
        let words: Vec<&str> = parts.iter().map(|part| text.get(part.start()..part.end()).unwrap_or("")).collect();
        let _ = writeln!(self.out, "T{}\t{kind} {}\t{}", self.terms, points.join(";"), words.join(" "));
        Some(self.terms)
    }
}
