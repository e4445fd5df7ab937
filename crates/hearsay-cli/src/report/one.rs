//! One statement, event or assessment of a record, with its words marked where they stand.

use anyhow::{Result, bail};
use hearsay::Record;
use hearsay::core::Span;

use super::marks::Paint;
use super::{View, counted, events, relations, statements, wrap};

/// What `number` (`s3`, `v2`, `a1`) says, its words marked in their paragraph, and what else hangs on it.
///
/// # Errors
/// When the record has nothing with this number.
pub(crate) fn one(record: &Record, number: &str, paint: Paint, width: usize) -> Result<String> {
    let view = View { record, paint, width };
    let (kind, place) = number.split_at_checked(1).unwrap_or(("", ""));
    let place = place.parse::<usize>().ok().and_then(|place| place.checked_sub(1));
    let found = match (kind, place) {
        ("s", Some(place)) => record.statements.get(place).map(|said| {
            let around = view.whole(said).map(|whole| paragraph(record, whole));
            statements::one(&view, said, around) + &beside(&view, number)
        }),
        ("v", Some(place)) => record.events.get(place).map(|event| events::one(&view, event)),
        ("a", Some(place)) => record.assessments.get(place).map(|said| relations::one(&view, said)),
        _ => bail!("`{number}` is no number of a statement (s3), an event (v2) or an assessment (a1)"),
    };
    let Some(found) = found else {
        let has = [("s", record.statements.len()), ("v", record.events.len()), ("a", record.assessments.len())];
        let has: Vec<String> = has
            .into_iter()
            .filter(|(_, many)| *many > 0)
            .map(|(kind, many)| if many == 1 { format!("{kind}1") } else { format!("{kind}1 to {kind}{many}") })
            .collect();
        let has = if has.is_empty() { "nothing with a number".to_owned() } else { has.join(", ") };
        bail!("there is no {number}; this article has {has}");
    };
    Ok(found.trim_start_matches('\n').to_owned())
}

/// The paragraph that a stretch of words stands in; the words alone where no paragraph holds them.
fn paragraph(record: &Record, words: Span) -> Span {
    let about = &record.article;
    let blocks = about.paragraphs.iter().chain(&about.headline).chain(&about.standfirst);
    let comments = about.comments.iter().map(|comment| &comment.span);
    blocks.chain(comments).find(|block| block.contains(words)).copied().unwrap_or(words)
}

/// What contradicts a statement, whether it accuses, and the deeds that it tells.
fn beside(view: &View<'_>, number: &str) -> String {
    let record = view.record;
    let mut lines = Vec::new();
    for dispute in &record.disputes {
        let [said, answer] = dispute.statements;
        if said.to_string() == number {
            lines.push(format!("contradicted by {} ({answer})", view.speaker_words(answer)));
        } else if answer.to_string() == number {
            lines.push(format!("contradicts {} ({said})", view.speaker_words(said)));
        }
    }
    for accusation in record.accusations.iter().filter(|accusation| accusation.statement.to_string() == number) {
        let answer = match accusation.answered_in {
            Some(id) => format!("answered by {} ({id})", view.speaker_words(id)),
            None => "no answer quoted".to_owned(),
        };
        lines.push(format!("accuses {}: {answer}", view.short_name(accusation.accused)));
    }
    let by = |event: &&hearsay::core::Event| event.according_to.is_some_and(|id| id.to_string() == number);
    let deeds: Vec<String> = record.events.iter().filter(by).map(|event| event.id.to_string()).collect();
    if !deeds.is_empty() {
        lines.push(format!("tells {}: {}", counted(deeds.len(), "deed"), deeds.join(", ")));
    }
    lines.iter().map(|line| wrap(line, view.width, "      ")).collect()
}
