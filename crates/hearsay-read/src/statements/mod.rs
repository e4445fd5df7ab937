//! Statements: who says what, on what footing.
//!
//! Quotation marks are paired on the page first ([`marks`]); then every cue of every sentence gets the best frame of
//! its entry in the tree (`find`, `content`, `speaker`); quotations go on over sentences and paragraphs (`quoted`);
//! last, statements are put inside one another (`nest`) and their sources are weighed (`footing`, `stance`).

mod about;
mod asides;
mod attribution;
mod block_quotes;
mod circumstances;
mod content;
mod contest;
mod count;
mod denial;
mod find;
mod footing;
mod hearers;
mod interrupted;
mod level;
mod line_up;
mod lines;
pub mod marks;
mod matching;
mod misread;
mod nest;
mod objects;
mod order;
mod quoted;
pub mod ranker;
pub(crate) mod reach;
mod reading;
mod speaker;
mod stance;
mod unsaid;

use std::ops::Range;

use hearsay_core::{
    BlockKind, Cue, Document, Entities, Form, Level, Source, Span, Stance, Statement, StatementId, TokenId, Voice,
};

use crate::Lexicon;
use crate::cues::CueKind;
use footing::Footings;
use ranker::level::Outer;
use reading::{Found, Reading};

/// All statements, in text order of their cues.
///
/// A reader's comment is one statement of its reader; what is said inside it is nested.
pub fn statements(document: &Document, entities: &Entities, lexicon: &Lexicon) -> Vec<Statement> {
    let reading = Reading::new(document, entities, lexicon);
    finished(&reading, judged(&reading))
}

/// What the rules find and the judge, if there is one, keeps.
fn judged<'a>(reading: &Reading<'a>) -> Vec<Found<'a>> {
    let found = proposed(reading);
    #[cfg(feature = "ranker")]
    let found = {
        let mut found = ranker::judged(reading, found);
        beside(reading, &mut found);
        found
    };
    found
}

/// All statements, by rules alone: nothing learned has a say.
pub fn statements_by_rules(document: &Document, entities: &Entities, lexicon: &Lexicon) -> Vec<Statement> {
    let mut reading = Reading::new(document, entities, lexicon);
    reading.by_rules = true;
    let found = proposed(&reading);
    finished(&reading, found)
}

/// What the rules find, each with whole quotations.
fn proposed<'a>(reading: &Reading<'a>) -> Vec<Found<'a>> {
    let mut found = Vec::new();
    for sentence in reading.document.sentences() {
        let line = found.len();
        lines::in_line(reading, sentence, &mut found);
        let label = found.get(line).and_then(|line| Some(line.speaker.as_ref()?.words.clone()));
        let first = found.len();
        find::in_sentence(reading, sentence, &mut found);
        // "AB: I never said so": who begins the line is not what is said in it.
        if let Some(label) = label {
            let said = found.split_off(first);
            let of_label = |statement: &Found<'_>| {
                statement.content.iter().all(|range| range.end <= label.end && label.start <= range.start)
            };
            found.extend(said.into_iter().filter(|statement| !of_label(statement)));
        }
    }
    let unsaid: Vec<bool> = (0..found.len()).map(|place| reading.is_unsaid(place, &found)).collect();
    let mut unsaid = unsaid.into_iter();
    found.retain(|statement| !unsaid.next().unwrap_or(false) && !reading.is_in_terms(statement.anchor));
    for statement in &mut found {
        reading.take_whole_quotations(statement);
        reading.neither_confirms_nor_denies(statement);
    }
    found.sort_by_key(|statement| statement.anchor);
    contest::settle(reading, &mut found);
    beside(reading, &mut found);
    unsaid::give_to_nouns(reading, &mut found);
    for sentence in reading.document.sentences() {
        contest::unclaimed(reading, sentence, &mut found);
    }
    contest::carried(reading, &mut found);
    found.sort_by_key(|statement| statement.anchor);
    // "had doubts about it" is met at its verb and at its noun.
    found.dedup_by(|again, first| again.cue.is_some() && again.cue == first.cue && again.content == first.content);
    found
}

/// Takes from each content what stands beside it: what the same or another speaker goes on to say, and what the paper adds.
fn beside(reading: &Reading<'_>, found: &mut [Found<'_>]) {
    contest::part(reading, found);
    contest::set_beside(reading, found);
    asides::cut(reading, found);
}

fn finished(reading: &Reading<'_>, found: Vec<Found<'_>>) -> Vec<Statement> {
    let found = arranged(reading, found);
    let within = nest::within(reading, &found);
    let mut known = reading.stated_terms();
    found
        .iter()
        .enumerate()
        .map(|(i, statement)| written(reading, statement, i, within[i], &found, &mut known))
        .collect()
}

/// With quotations that go on and with comments, in the order of the text.
fn arranged<'a>(reading: &Reading<'a>, mut found: Vec<Found<'a>>) -> Vec<Found<'a>> {
    reading.go_on(&mut found);
    comments(reading, &mut found);
    found.sort_by_key(|statement| (statement.anchor, statement.entry.is_some()));
    found
}

/// Whether somebody else than the speaker of `statement` tells it in `outer`.
fn is_told(reading: &Reading<'_>, statement: &Found<'_>, outer: Option<&Found<'_>>) -> bool {
    // "Reportedly" puts nobody between the paper and the source.
    let somebody = |outer: &Found<'_>| outer.entry.is_some_and(|entry| entry.kind != CueKind::Adverb);
    outer.is_some_and(|outer| {
        somebody(outer) && !reading.same_speaker(outer, statement) && !reading.is_taken_up(outer, statement)
    })
}

/// One statement a comment, its content the whole of what the reader wrote.
fn comments(reading: &Reading<'_>, found: &mut Vec<Found<'_>>) {
    for block in &reading.document.article().blocks {
        if !matches!(block.kind, BlockKind::Comment(_)) {
            continue;
        }
        let words = reading.document.words_in(block.body);
        if !words.is_empty() {
            found.push(Found {
                entry: None,
                anchor: TokenId(words.start),
                cue: None,
                speaker: None,
                content: vec![words],
                content_head: None,
                hearer: None,
                negated: false,
            });
        }
    }
}

fn written(
    reading: &Reading<'_>,
    statement: &Found<'_>,
    place: usize,
    within: Option<usize>,
    all: &[Found<'_>],
    known: &mut Footings,
) -> Statement {
    let document = reading.document;
    let id = StatementId::from_index(place);
    let block = document.article().block_at(document.token(statement.anchor).span.start());
    if let (Some(BlockKind::Comment(comment)), None, None, None) =
        (block.map(|block| block.kind), statement.entry, &statement.cue, &statement.speaker)
    {
        let author = document.article().comments.get(comment.index()).and_then(|comment| comment.author_span);
        return Statement {
            id,
            voice: Voice::Comment,
            source: Source { spans: author.into_iter().collect(), level: Level::Reader, ..Source::nobody() },
            cue: None,
            content: block.map(|block| block.body).into_iter().collect(),
            form: Form::Direct,
            stance: Stance::Asserts,
            hedged: false,
            negated: false,
            distanced: false,
            within: None,
        };
    }
    let comment = matches!(block.map(|block| block.kind), Some(BlockKind::Comment(_)));
    let outer = within.map(|outer| &all[outer]);
    let outer = Outer { found: outer, nested: is_told(reading, statement, outer) };
    let mut source = reading.source(statement, outer, known);
    let first_person = statement
        .speaker
        .as_ref()
        .is_some_and(|speaker| matches!(reading.lemma(speaker.head), "I" | "we" | "my" | "our" | "i"));
    if comment && first_person {
        source = Source { spans: source.spans, level: Level::Reader, ..Source::nobody() };
    }
    let bearing = reading.bearing(statement, &all[..place]);
    Statement {
        id,
        voice: if comment { Voice::Comment } else { Voice::Report },
        source,
        cue: cue(reading, statement),
        content: spans(document, &statement.content),
        form: form(reading, statement),
        stance: bearing.stance,
        hedged: bearing.hedged,
        negated: bearing.negated,
        distanced: bearing.distanced,
        within: within.map(StatementId::from_index),
    }
}

fn cue(reading: &Reading<'_>, statement: &Found<'_>) -> Option<Cue> {
    let words = statement.cue.clone()?;
    let (lemma, class) = match statement.entry {
        Some(entry) => (entry.lemma.clone(), entry.class.clone()),
        // A colon or a dash between a source and its words, or a verb that no list has.
        None => (reading.lemma(statement.anchor).to_owned(), "assert".to_owned()),
    };
    Some(Cue { spans: vec![reading.document.span_of(words)], lemma, class })
}

/// The content's stretches of text, cut where a block ends.
fn spans(document: &Document, content: &[Range<u32>]) -> Vec<Span> {
    let mut spans = Vec::new();
    for range in content {
        let mut start = range.start;
        while start < range.end {
            let block = document.article().block_at(document.token(TokenId(start)).span.start());
            let end = block.map_or(usize::MAX, |block| block.span.end());
            let rest = &document.tokens()[start as usize..range.end as usize];
            let inside = rest.partition_point(|token| token.span.start() < end).max(1);
            let next = start + u32::try_from(inside).unwrap_or(u32::MAX);
            spans.push(document.span_of(start..next));
            start = next;
        }
    }
    spans
}

fn form(reading: &Reading<'_>, statement: &Found<'_>) -> Form {
    let own = reading.quotation_at(statement.anchor);
    let words = statement
        .content
        .iter()
        .flat_map(|range| range.clone().map(TokenId))
        .filter(|&word| !reading.is_punctuation(word));
    let (mut inside, mut outside) = (false, false);
    for word in words {
        match reading.quotation_at(word) {
            // What is quoted inside a quotation is paraphrase as far as this speaker goes.
            Some(place) if own != Some(place) => inside = true,
            _ => outside = true,
        }
    }
    match (inside, outside) {
        (true, false) => Form::Direct,
        (true, true) => Form::Mixed,
        _ => Form::Indirect,
    }
}
