//! The text itself, each stretch of it with what holds there.

use std::fmt::Write as _;

use hearsay_core::span::CodePoints;
use hearsay_core::{EntityKind, EventId, MentionKind, Record, Span, StatementId, Status};

use crate::words::{escaped, is_said, plain, stance_status, status};

/// Everything that can be lit, in text order by where it begins.
pub(crate) struct Lights {
    /// Content of statements, with its footing.
    contents: Vec<(Span, Status)>,
    sources: Vec<Span>,
    cues: Vec<Span>,
    /// Triggers of events; where two overlap, the first.
    triggers: Vec<(Span, EventId, Status, bool)>,
    names: Vec<(Span, String)>,
    times: Vec<(Span, String)>,
    /// Where a statement ends: its number is written there.
    ends: Vec<(usize, StatementId)>,
}

impl Lights {
    pub(crate) fn new(record: &Record) -> Self {
        let mut lights = Self {
            contents: Vec::new(),
            sources: Vec::new(),
            cues: Vec::new(),
            triggers: Vec::new(),
            names: Vec::new(),
            times: Vec::new(),
            ends: Vec::new(),
        };
        for statement in &record.statements {
            let footing = if statement.negated { Status::Negated } else { stance_status(statement.stance) };
            lights.contents.extend(statement.content.iter().map(|&span| (span, footing)));
            lights.sources.extend(&statement.source.spans);
            lights.cues.extend(statement.cue.iter().flat_map(|cue| &cue.spans));
            lights.ends.extend(statement.content.last().map(|span| (span.end(), statement.id)));
        }
        let mut events: Vec<_> = record.events.iter().collect();
        events.sort_by_key(|event| (event.trigger, event.id));
        for event in events {
            if lights.triggers.last().is_none_or(|last| last.0.end() <= event.trigger.start())
                && !event.trigger.is_empty()
            {
                lights.triggers.push((event.trigger, event.id, event.status, is_said(event.plover)));
            }
        }
        for entity in &record.entities {
            let kind = match entity.kind {
                EntityKind::Person => "person",
                EntityKind::Organization => "organisation",
                EntityKind::Place => "place",
                EntityKind::Group => "group",
                EntityKind::Event => "event",
                EntityKind::Work => "work",
                EntityKind::Other => "other",
            };
            let title = match &entity.actor {
                Some(code) => format!("{}, {kind}, {code}", entity.name),
                None => format!("{}, {kind}", entity.name),
            };
            let named = entity.mentions.iter().filter(|mention| mention.kind == MentionKind::Name);
            lights.names.extend(named.map(|mention| (mention.span, title.clone())));
        }
        for time in &record.times {
            let days = time.interval.map(|days| crate::words::days(days.first, days.last)).unwrap_or_default();
            lights.times.push((time.span, days));
        }
        lights.contents.sort_by_key(|(span, _)| *span);
        lights.sources.sort();
        lights.cues.sort();
        lights.names.sort();
        lights.times.sort();
        lights.ends.sort();
        lights
    }
}

/// Those that touch `within`, of a list in the order of beginnings whose things are not very long.
fn touching<'l, T>(list: &'l [T], within: Span, span: impl Fn(&T) -> Span + 'l) -> impl Iterator<Item = &'l T> {
    let until = list.partition_point(|thing| span(thing).start() < within.end());
    list[..until].iter().filter(move |thing| span(thing).end() > within.start())
}

/// What holds of a stretch of text.
#[derive(Clone, Copy, PartialEq, Default)]
struct Holds<'l> {
    footing: Option<Status>,
    is_source: bool,
    is_cue: bool,
    name: Option<&'l str>,
    time: Option<&'l str>,
}

/// The text of a block as HTML: the weakest footing under each word, who and how it is said, deeds, names, times.
pub(crate) fn lit(record: &Record, lights: &Lights, block: Span, _: &CodePoints<'_>) -> String {
    let contents: Vec<_> = touching(&lights.contents, block, |thing| thing.0).collect();
    let sources: Vec<_> = touching(&lights.sources, block, |span| *span).collect();
    let cues: Vec<_> = touching(&lights.cues, block, |span| *span).collect();
    let triggers: Vec<_> =
        touching(&lights.triggers, block, |thing| thing.0).filter(|thing| block.contains(thing.0)).collect();
    let names: Vec<_> = touching(&lights.names, block, |thing| thing.0).collect();
    let times: Vec<_> = touching(&lights.times, block, |thing| thing.0).collect();
    let ends: Vec<_> = lights.ends.iter().filter(|(end, _)| block.start() < *end && *end <= block.end()).collect();
    let spans = contents
        .iter()
        .map(|thing| thing.0)
        .chain(sources.iter().map(|span| **span))
        .chain(cues.iter().map(|span| **span));
    let spans = spans
        .chain(triggers.iter().map(|thing| thing.0))
        .chain(names.iter().map(|thing| thing.0))
        .chain(times.iter().map(|thing| thing.0));
    let mut cuts: Vec<usize> =
        spans.flat_map(|span| [span.start(), span.end()]).chain(ends.iter().map(|(end, _)| *end)).collect();
    cuts.extend([block.start(), block.end()]);
    cuts.retain(|cut| block.start() <= *cut && *cut <= block.end());
    cuts.sort_unstable();
    cuts.dedup();
    let mut out = String::new();
    let mut inside: Option<EventId> = None;
    let (mut first, mut next_end) = (0, 0);
    for pair in cuts.windows(2) {
        let here = Span::new(pair[0], pair[1]);
        // Contents are looked at from the first that may still reach here.
        while first < contents.len()
            && contents[first].0.end() <= here.start()
            && contents[..=first].iter().all(|thing| thing.0.end() <= here.start())
        {
            first += 1;
        }
        let trigger = triggers.iter().find(|thing| thing.0.contains(here));
        if inside != trigger.map(|thing| thing.1) {
            if inside.take().is_some() {
                out.push_str("</a>");
            }
            if let Some((span, id, footing, said)) = trigger {
                let word = plain(record.text.at(*span));
                let _ = write!(
                    out,
                    r##"<a class="ev mk{} {}" href="#{id}" aria-label="{}, event {}, {}">"##,
                    if *said { " said" } else { "" },
                    status(*footing),
                    escaped(&word),
                    id.index() + 1,
                    status(*footing),
                );
                inside = Some(*id);
            }
        }
        let holds = Holds {
            footing: contents[first..]
                .iter()
                .take_while(|thing| thing.0.start() < here.end())
                .filter(|thing| thing.0.contains(here))
                .map(|thing| thing.1)
                .max(),
            is_source: sources.iter().any(|span| span.contains(here)),
            is_cue: cues.iter().any(|span| span.contains(here)),
            name: names.iter().find(|thing| thing.0.contains(here)).map(|thing| thing.1.as_str()),
            time: times.iter().find(|thing| thing.0.contains(here)).map(|thing| thing.1.as_str()),
        };
        stretch(&mut out, record.text.at(here), holds);
        while let Some((end, id)) = ends.get(next_end) {
            if *end > here.end() {
                break;
            }
            if *end == here.end() {
                if inside.take().is_some() {
                    // A link in a link is none: the deed's ends before the number, and begins again after it if it must.
                    out.push_str("</a>");
                }
                let _ = write!(out, r##"<a class="ref" href="#{id}">{id}</a>"##);
            }
            next_end += 1;
        }
    }
    if inside.is_some() {
        out.push_str("</a>");
    }
    out
}

fn stretch(out: &mut String, text: &str, holds: Holds<'_>) {
    let text = escaped(text);
    if holds == Holds::default() {
        out.push_str(&text);
        return;
    }
    let mut classes: Vec<&str> = Vec::new();
    if let Some(footing) = holds.footing {
        classes.extend(["st", status(footing)]);
    }
    for (is, class) in
        [(holds.is_source, "who"), (holds.is_cue, "cue"), (holds.name.is_some(), "nm"), (holds.time.is_some(), "tm")]
    {
        if is {
            classes.push(class);
        }
    }
    let title = holds.name.or(holds.time).filter(|title| !title.is_empty());
    let title = title.map(|title| format!(r#" title="{}""#, escaped(&plain(title)))).unwrap_or_default();
    let _ = write!(out, r#"<span class="{}"{title}>{text}</span>"#, classes.join(" "));
}

#[cfg(test)]
mod tests {
    use hearsay_core::Statement;
    use hearsay_core::record::Findings;

    use super::*;

    // Laid out by hand: reading is not this crate's.
    fn record(text: &str, contents: &[&str]) -> Record {
        let article = hearsay_core::Article { text: hearsay_core::Text::from(text), ..Default::default() };
        let statement = |(at, content): (usize, &&str)| {
            let start = text.find(content).unwrap();
            Statement {
                id: StatementId(at as u32),
                voice: hearsay_core::Voice::Report,
                source: hearsay_core::Source::nobody(),
                cue: None,
                content: vec![Span::new(start, start + content.len())],
                form: hearsay_core::Form::Indirect,
                stance: if at == 0 { hearsay_core::Stance::Asserts } else { hearsay_core::Stance::Denies },
                hedged: false,
                negated: false,
                distanced: false,
                within: None,
            }
        };
        let statements = contents.iter().enumerate().map(statement).collect();
        Record::new(&article, Findings { statements, ..Findings::default() })
    }

    fn drawn(text: &str, contents: &[&str]) -> String {
        let record = record(text, contents);
        let points = CodePoints::new(text);
        lit(&record, &Lights::new(&record), Span::new(0, text.len()), &points)
    }

    #[test]
    fn the_weakest_footing_is_drawn_and_numbers_stand_at_the_ends() {
        assert_eq!(
            drawn("She said Arland lost & won.", &["Arland lost & won", "lost"]),
            "She said <span class=\"st claimed\">Arland </span><span class=\"st denied\">lost</span>\
             <a class=\"ref\" href=\"#s2\">s2</a><span class=\"st claimed\"> &amp; won</span><a class=\"ref\" href=\"#s1\">s1</a>."
        );
    }

    #[test]
    fn hostile_text_stays_text() {
        let drawn = drawn("\"<img src=x onerror=alert(1)>\" he said", &["<img src=x onerror=alert(1)>"]);
        assert!(drawn.contains("&lt;img src=x onerror=alert(1)&gt;") && !drawn.contains("<img"), "{drawn}");
    }
}
