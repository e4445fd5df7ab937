//! The margin: what a careful editor writes beside a paragraph.

use hearsay_core::{Answer, DisputeKind, Event, Level, Record, Span, Stance, Statement, StatementId, Voice};

use crate::pages::article::{content, sides, speaker};
use crate::words::{self, count_words, deed, escaped, is_said, stance_status, status};
use crate::writing::review::Kept;

/// A line of the margin.
#[derive(Clone, Debug)]
pub(crate) struct Note {
    /// `s3`, `v2`.
    pub(crate) id: String,
    /// Classes of its mark.
    pub(crate) class: String,
    pub(crate) footing: &'static str,
    /// What it says, as HTML.
    pub(crate) html: String,
    /// What people decided about it, as HTML.
    pub(crate) hands: Vec<String>,
}

/// The notes on what begins in `block`, in text order.
pub(crate) fn notes(record: &Record, block: Span, voice: Voice, reviews: &[Kept]) -> Vec<Note> {
    let begins = |span: Span| block.start() <= span.start() && span.start() < block.end().max(block.start() + 1);
    let mut list: Vec<(Span, Note)> = Vec::new();
    for said in record.statements.iter().filter(|said| said.voice == voice) {
        if let Some(&first) = said.content.first().filter(|span| begins(**span)) {
            list.push((first, statement_note(record, said, reviews)));
        }
    }
    for event in record.events.iter().filter(|event| event.voice == voice && begins(event.trigger)) {
        list.push((event.trigger, event_note(record, event, reviews)));
    }
    // Statements before the deeds that they hold.
    list.sort_by_key(|(span, note)| (span.start(), std::cmp::Reverse(span.end()), note.id.starts_with('v')));
    list.into_iter().map(|(_, note)| note).collect()
}

fn link(id: StatementId) -> String {
    format!(r##"<a href="#{id}">{id}</a>"##)
}

fn bdi(text: &str) -> String {
    format!("<bdi>{}</bdi>", escaped(text))
}

fn statement_note(record: &Record, said: &Statement, reviews: &[Kept]) -> Note {
    let source = &said.source;
    let footing = if said.negated { hearsay_core::Status::Negated } else { stance_status(said.stance) };
    let mut facts: Vec<String> = Vec::new();
    match source.level {
        Level::Named | Level::Reader => facts.push(words::level(source.level).to_owned()),
        Level::Unattributed => {}
        level => facts.push(words::level(level).to_owned()),
    }
    if let Some(count) = source.count.as_ref().filter(|count| count.max != Some(1)) {
        facts.push(escaped(&count_words(count)));
    } else if source.count.is_none() && matches!(source.level, Level::Anonymous | Level::Collective) {
        facts.push("how many, the text does not say".to_owned());
    }
    if let Some(told) = &source.told {
        facts.push(format!("told {}", bdi(told)));
    }
    if let Some(terms) = &source.terms {
        facts.push(format!("“{}”", bdi(terms)));
        facts.push(
            source
                .reason
                .as_ref()
                .map_or_else(|| "no reason given".to_owned(), |reason| format!("reason: “{}”", bdi(reason))),
        );
    }
    if let Some(channel) = &source.channel {
        facts.push(format!("by {}", bdi(channel)));
    }
    if let Some(behalf) = &source.on_behalf_of {
        facts.push(format!("for {}", bdi(behalf)));
    }
    let who = speaker(record, said).map_or_else(|| "Nobody named".to_owned(), |who| words::cut(&who, 90));
    let mut html = format!("<b>{}</b>", bdi(&who));
    if !facts.is_empty() {
        html.push_str("; ");
        html.push_str(&facts.join(", "));
    }
    html.push('.');
    if let Some(cue) = said.cue.as_ref().filter(|_| !matches!(said.stance, Stance::Asserts)) {
        html.push_str(&format!(" {}: “{}”.", capital(&words::stance(said.stance)), bdi(&cue.lemma)));
    }
    for (is, text) in [
        (said.hedged, " Hedged."),
        (said.distanced, " The paper keeps its distance."),
        (said.negated, " It is not said."),
    ] {
        if is {
            html.push_str(text);
        }
    }
    if let Some(outer) = said.within {
        html.push_str(&format!(" Inside {}.", link(outer)));
    }
    for dispute in &record.disputes {
        let [claim, denial] = dispute.statements;
        let by = |id: StatementId| {
            record
                .statements
                .get(id.index())
                .and_then(|other| speaker(record, other))
                .map_or_else(|| "nobody named".to_owned(), |who| bdi(&words::cut(&who, 60)))
        };
        let in_words = record.statements.get(denial.index()).is_some_and(Statement::denies);
        let (denied, denies) = match dispute.kind {
            DisputeKind::Denial if in_words => ("Denied", "Denies"),
            DisputeKind::Denial => ("Contradicted", "Contradicts"),
            DisputeKind::Assessment => ("The opposite is said", "Says the opposite of"),
        };
        if claim == said.id {
            html.push_str(&format!(" {denied} by {}, {}.", by(denial), link(denial)));
        } else if denial == said.id {
            html.push_str(&format!(" {denies} {}, {}.", by(claim), link(claim)));
        }
    }
    for accusation in record.accusations.iter().filter(|accusation| accusation.statement == said.id) {
        let accused = record.entities.get(accusation.accused.index()).map_or("", |entity| entity.name.as_str());
        html.push_str(&format!(
            " Accuses {}. Answer: {}.",
            bdi(accused),
            answer(accusation.answer, accusation.answered_in)
        ));
    }
    Note {
        id: said.id.to_string(),
        class: format!("foot said {}", status(footing)),
        footing: status(footing),
        html,
        hands: hands(reviews, &said.id.to_string(), &content(record, said)),
    }
}

/// "denied s27"; "none quoted".
pub(crate) fn answer(answer: Answer, answered_in: Option<StatementId>) -> String {
    let word = match answer {
        Answer::Denied => "denied",
        Answer::Admitted => "admitted",
        Answer::Declined => "would not comment",
        Answer::Quoted => "quoted",
        Answer::None => "none quoted",
    };
    answered_in.map_or_else(|| word.to_owned(), |id| format!("{word} {}", link(id)))
}

fn event_note(record: &Record, event: &Event, reviews: &[Kept]) -> Note {
    let (who, whom) = sides(record, event);
    let whom = if whom.is_empty() {
        String::new()
    } else {
        format!(r#" <span aria-hidden="true">→</span><span class="unseen">to</span> {}"#, bdi(&whom))
    };
    let when = event.date.map(|days| format!(", <b>{}</b>", words::days(days.first, days.last))).unwrap_or_default();
    let place = event.place.as_ref().map(|place| format!(", in {}", bdi(&place.name))).unwrap_or_default();
    let by = event.according_to.map(|id| format!(" {}", link(id))).unwrap_or_default();
    let weight = format!(
        r#" <span class="num {}">{}</span>"#,
        words::side(f64::from(event.goldstein)),
        words::signed(f64::from(event.goldstein), 1)
    );
    let html = format!(
        "{}{whom}: {}{weight}{when}{place}{}",
        bdi(&who),
        escaped(&deed(&event.deed)),
        if by.is_empty() { String::new() } else { format!("; by{by}") }
    );
    let machine = format!("{who}, {}", deed(&event.deed));
    Note {
        id: event.id.to_string(),
        class: format!("foot{} {}", if is_said(event.plover) { " said" } else { "" }, status(event.status)),
        footing: status(event.status),
        html,
        hands: hands(reviews, &event.id.to_string(), &machine),
    }
}

/// What people decided about one reading.
fn hands(reviews: &[Kept], id: &str, machine: &str) -> Vec<String> {
    let mine = reviews.iter().filter(|kept| kept.item == id);
    mine.map(|kept| {
        let why = if kept.why.is_empty() { String::new() } else { format!(" {}", bdi(&kept.why)) };
        match kept.verdict.as_str() {
            "right" => format!(r#"<span class="pencil">Found right.</span>{why}"#),
            "rejected" => format!(
                r#"<span class="pencil">Rejected.</span> Read by machine as <span class="struck">{}</span>.{why}"#,
                bdi(&words::cut(machine, 120))
            ),
            _ => format!(
                r#"<span class="pencil">Corrected: {}.</span> Read by machine as <span class="struck">{}</span>.{why}"#,
                bdi(&kept.person_words()),
                bdi(&words::cut(machine, 120))
            ),
        }
    })
    .collect()
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}
