//! Who says what, on what footing.

use std::fmt::Write as _;

use hearsay::core::{Source, Span, Statement, Voice};

use super::marks::{DEED, Paint, WHAT, WHO, underlined};
use super::{View, indent, one_line, word};

/// Longer statements are shown to about so many bytes.
const LONGEST: usize = 600;

pub(super) fn statements(view: &View<'_>) -> String {
    let report: Vec<&Statement> =
        view.record.statements.iter().filter(|statement| statement.voice == Voice::Report).collect();
    let mut out = String::new();
    if !report.is_empty() {
        out.push_str(&view.heading("WHO SAYS WHAT", "= who   ^ how   ~ what"));
        for statement in report {
            out.push_str(&one(view, statement, None));
        }
    }
    let readers = view.record.article.comments.len();
    if readers > 0 {
        let many = if readers == 1 { "1 reader's comment" } else { &format!("{readers} readers' comments") };
        let line = format!("{many}, kept apart from the report (voice: comment in --format json)");
        out.push('\n');
        out.push_str(&view.paragraph(&line, "", Paint::faint));
    }
    out
}

/// One statement with its words marked, in `around` where that is given.
pub(super) fn one(view: &View<'_>, statement: &Statement, around: Option<Span>) -> String {
    let within = statement.within.map(|outer| format!(", inside {outer}")).unwrap_or_default();
    let mut traits = String::new();
    for (on, name) in [(statement.hedged, "hedged"), (statement.distanced, "at a distance")] {
        if on {
            let _ = write!(traits, ", {name}");
        }
    }
    let (speaker, stance) = (view.speaker(statement.id), view.does(statement));
    let line = format!("{:>4}  {speaker} {stance}{traits}{within}", statement.id.to_string());
    let mut out = "\n".to_owned();
    out.push_str(&view.paragraph(line.trim_start(), &indent(&line), Paint::bold));
    out.push_str(&view.paragraph(&footing(&statement.source), "      ", Paint::faint));
    let cue = statement.cue.iter().flat_map(|cue| &cue.spans);
    let mut marks: Vec<(Span, char)> = statement.content.iter().map(|&span| (span, WHAT)).collect();
    marks.extend(cue.map(|&span| (span, DEED)));
    marks.extend(statement.source.spans.iter().map(|&span| (span, WHO)));
    let Some(region) = marks.iter().map(|&(span, _)| span).reduce(Span::cover) else { return out };
    let region = around.unwrap_or_else(|| shown(view.record.text.as_str(), region));
    out.push_str(&underlined(view.record.text.as_str(), region, &marks, "      ", view.width, view.paint));
    out
}

/// The beginning of a long region, cut at a character.
fn shown(text: &str, region: Span) -> Span {
    let mut end = region.end().min(region.start() + LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    Span::new(region.start(), end)
}

/// "anonymous, 6 people, on condition of anonymity, to Reuters".
fn footing(source: &Source) -> String {
    let mut parts = vec![word(source.level)];
    if let Some(count) = &source.count {
        parts.push(match (count.min, count.max) {
            (1, Some(1)) => "1 person".to_owned(),
            (min, Some(max)) if min == max => format!("{min} people"),
            (min, Some(max)) => format!("{min} to {max} people"),
            (min, None) => format!("{min} or more people"),
        });
    }
    parts.extend(source.terms.as_deref().map(one_line));
    parts.extend(source.reason.as_deref().map(one_line));
    parts.extend(source.told.as_deref().map(|told| format!("to {}", one_line(told))));
    parts.join(", ")
}
