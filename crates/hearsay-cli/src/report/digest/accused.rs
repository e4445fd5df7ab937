//! Who is accused of what by whom, and what the accused says.

use hearsay::core::{Accusation, Answer, Span, Statement};

use super::super::View;
use super::disputes::without_that;
use super::rows::Row;

/// A row for each accusation.
pub(super) fn rows(view: &View<'_>) -> Vec<Row> {
    view.record.accusations.iter().filter_map(|accusation| row(view, accusation)).collect()
}

fn row(view: &View<'_>, accusation: &Accusation) -> Option<Row> {
    let said = view.statement(accusation.statement)?;
    let name = view.short_name(accusation.accused);
    let content = view.content(said);
    let what = match opening_mention(view, said, accusation) {
        // "accused the agency of theft": the name in the place of the words.
        Some(rest) => format!("{name}{rest}"),
        None => format!("{name}: {}", without_that(&content)),
    };
    let refs = [Some(accusation.statement), accusation.answered_in];
    Some(Row {
        indent: 0,
        lead: Vec::new(),
        what,
        who: view.speaker_words(said.id),
        footing: format!(", {}; {}", view.footing(said.id), answer(view, accusation)),
        refs: refs.iter().flatten().map(ToString::to_string).collect(),
        inside: false,
        weight: if accusation.answered_in.is_some() { 1.0 } else { 0.5 },
    })
}

/// Who answers an accusation, and how.
pub(in super::super) fn answer(view: &View<'_>, accusation: &Accusation) -> String {
    match (accusation.answer, accusation.answered_in) {
        (Answer::None, _) | (_, None) => "no answer quoted".to_owned(),
        (Answer::Denied, Some(id)) => format!("denied by {}", view.speaker_words(id)),
        (Answer::Admitted, Some(id)) => format!("admitted by {}", view.speaker_words(id)),
        (Answer::Declined, Some(id)) => format!("{} would not comment", view.speaker_words(id)),
        (Answer::Quoted, Some(id)) => format!("{} quoted in answer", view.speaker_words(id)),
    }
}

/// What follows on the words for the accused, where what is said opens with them.
fn opening_mention(view: &View<'_>, said: &Statement, accusation: &Accusation) -> Option<String> {
    let content = *said.content.first()?;
    let text = view.record.text.at(content);
    let opens = content.start() + if text.starts_with("that ") { "that ".len() } else { 0 };
    let entity = view.record.entities.get(accusation.accused.index())?;
    let here = |span: Span| span.start() == opens && span.end() <= content.end();
    let mention =
        entity.mentions.iter().filter(|mention| here(mention.span)).max_by_key(|mention| mention.span.len())?;
    let mut rest = vec![view.record.text.at(Span::new(mention.span.end(), content.end())).to_owned()];
    rest.extend(said.content.iter().skip(1).map(|&span| format!(" … {}", view.record.text.at(span))));
    Some(rest.concat())
}
