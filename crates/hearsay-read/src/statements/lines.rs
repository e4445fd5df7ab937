//! Lines that name a speaker and give the words: "Dorn: we will stay", "Ties are strained: officials".

use std::ops::Range;

use hearsay_core::{BlockKind, NameKind, Sentence, TokenId, Upos};

use super::marks::Quotation;
use super::reading::{Found, Reading, Speaker};
use crate::cues::SourceKind;
use crate::entities::named_by_initials;

/// The longest name or description before a colon, in words.
const LONGEST: u32 = 8;

/// Bytes between a quotation's paragraph and the line that signs it.
const LINE_GAP: usize = 4;

/// A headline, cross-head or line of a transcript with a colon or dash between source and words.
pub(super) fn in_line<'a>(reading: &Reading<'a>, sentence: &Sentence, found: &mut Vec<Found<'a>>) {
    let document = reading.document;
    let Some(block) = document.article().block_at(sentence.span.start()) else { return };
    let starts_block = document.text(block.body).trim_start().len() == document.text(block.body).len()
        && sentence.span.start() == block.body.start();
    let colon = sentence.tokens.clone().map(TokenId).find(|&word| document.form(word) == ":");
    let Some(colon) = colon.filter(|_| starts_block) else { return };
    let before = sentence.tokens.start..colon.0;
    let after = colon.0 + 1..sentence.tokens.end;
    let title = matches!(block.kind, BlockKind::Headline | BlockKind::Crosshead | BlockKind::Standfirst);
    let speaks_first = is_source(reading, &before);
    let quoted = reading.quotation_at(TokenId(after.start.min(sentence.tokens.end - 1))).is_some();
    let (source, content) = if speaks_first && (title || quoted || is_person(reading, &before)) {
        // A transcript's answer runs to the end of its paragraph.
        let end = if title { after.end } else { paragraph_end(reading, block.span.end()) };
        (before, after.start..end)
    } else if title && is_source(reading, &after) && !is_person(reading, &before) {
        (after, before)
    } else {
        return;
    };
    let (Some(source), Some(content)) = (reading.trimmed(source), reading.trimmed(content)) else { return };
    let words = content.clone().filter(|&word| !reading.is_punctuation(TokenId(word))).count();
    if words < 2 {
        return;
    }
    let head = head_of(reading, &source);
    let initials = (source.len() == 1).then(|| named_by_initials(document, head)).flatten();
    let who = initials.map_or(head, |name| head_of(reading, &name.tokens));
    found.push(Found {
        entry: None,
        anchor: colon,
        cue: Some(colon.0..colon.0 + 1),
        speaker: Some(Speaker { head, who, words: source }),
        content: vec![content],
        content_head: None,
        hearer: None,
        negated: false,
    });
}

/// Who signs a quotation that is a paragraph of its own: `"We will stay." — Mayor Dorn`, `(Ida Dorn)`, or a line with a name below it.
pub(super) fn signature(
    reading: &Reading<'_>,
    quotation: &Quotation,
) -> Option<(TokenId, Option<Range<u32>>, Speaker)> {
    let document = reading.document;
    let block = document.article().block_at(quotation.span.start())?;
    let opens = document.text(block.body).trim_start().starts_with(document.text(quotation.span));
    let next = Some(TokenId(quotation.tokens.end)).filter(|next| next.index() < document.tokens().len());
    let next = next.filter(|_| opens && block.kind == BlockKind::Paragraph)?;
    let line = document.article().block_at(document.token(next).span.start())?;
    let close = line.kind == BlockKind::Paragraph
        && line.body.start() <= block.body.end() + LINE_GAP
        && (line.body == block.body || document.text(line.body).split_whitespace().count() <= LONGEST as usize + 1);
    let end = paragraph_end(reading, line.body.end());
    let dash = matches!(document.form(next), "—" | "–" | "-" | "--" | "(");
    let words =
        reading.trimmed(next.0 + u32::from(dash)..end).filter(|_| close && (dash || line.body != block.body))?;
    let words = reading.trimmed(words.start..words.end - u32::from(document.form(TokenId(words.end - 1)) == ")"))?;
    // What a verb or a number follows is a sentence, and no signature.
    let named = document.name_at(TokenId(words.start)).is_some_and(|name| name.kind == NameKind::Person);
    if !is_source(reading, &words) || !is_person(reading, &words) || !(dash || named) {
        return None;
    }
    let head = head_of(reading, &words);
    Some((head, dash.then(|| next.0..next.0 + 1), Speaker { head, who: head, words }))
}

fn paragraph_end(reading: &Reading<'_>, end: usize) -> u32 {
    TokenId::from_index(reading.document.tokens().partition_point(|token| token.span.start() < end)).0
}

/// The word of the stretch that all others hang on.
pub(super) fn head_of(reading: &Reading<'_>, words: &Range<u32>) -> TokenId {
    let outside = |&word: &TokenId| reading.document.head(word).is_none_or(|head| !words.contains(&head.0));
    words
        .clone()
        .map(TokenId)
        .filter(|&word| !reading.is_punctuation(word))
        .find(outside)
        .unwrap_or(TokenId(words.start))
}

/// A short name or description of somebody who can speak.
fn is_source(reading: &Reading<'_>, words: &Range<u32>) -> bool {
    let Some(words) = reading.trimmed(words.clone()) else { return false };
    if words.len() > LONGEST as usize {
        return false;
    }
    let verb = words
        .clone()
        .map(TokenId)
        .any(|word| reading.upos(word) == Upos::Verb && !reading.is(word, &["amod", "compound"]));
    let head = head_of(reading, &words);
    let lists = reading.cues.words();
    let lemma = reading.lemma(head).to_lowercase();
    let role = [
        SourceKind::Spokesperson,
        SourceKind::Document,
        SourceKind::Collective,
        SourceKind::Institution,
        SourceKind::Media,
        SourceKind::MediaName,
        SourceKind::Anonymous,
    ];
    let named = words.clone().map(TokenId).any(|word| {
        reading.document.name_at(word).is_some_and(|name| name.kind != NameKind::Place || words.len() <= 2)
    });
    !verb && (named || role.iter().any(|&kind| lists.has(kind, &lemma)) || is_letter(reading, &words))
}

pub(super) fn is_person(reading: &Reading<'_>, words: &Range<u32>) -> bool {
    let Some(words) = reading.trimmed(words.clone()) else { return false };
    is_letter(reading, &words)
        || words
            .clone()
            .map(TokenId)
            .any(|word| reading.document.name_at(word).is_some_and(|name| name.kind == NameKind::Person))
}

/// The "Q" and "A" of an interview, or the letters of a name above.
fn is_letter(reading: &Reading<'_>, words: &Range<u32>) -> bool {
    let first = TokenId(words.start);
    words.len() == 1
        && (matches!(reading.document.form(first), "Q" | "A") || named_by_initials(reading.document, first).is_some())
}

impl Reading<'_> {
    /// Whether both statements are one person's.
    pub(super) fn same_speaker(&self, outer: &Found<'_>, inner: &Found<'_>) -> bool {
        let (Some(outer), Some(inner)) = (&outer.speaker, &inner.speaker) else { return inner.speaker.is_none() };
        let entity = |speaker: &Speaker| self.entities.headed_by(speaker.who);
        let own =
            matches!(self.lemma(inner.head), "I" | "we" | "my" | "our") && self.quotation_at(inner.head).is_some();
        let chained = entity(outer).is_some() && entity(outer) == entity(inner);
        own || chained || outer.head == inner.head
    }

    /// Whether "Dorn said she believed" is one person's: a pronoun that opens what is said, unless it is known to be another.
    pub(super) fn is_taken_up(&self, outer: &Found<'_>, inner: &Found<'_>) -> bool {
        let (Some(said_by), Some(speaker)) = (&outer.speaker, &inner.speaker) else { return false };
        let pronoun = matches!(self.lemma(speaker.head), "he" | "she" | "they" | "it")
            && self.quotation_at(speaker.head).is_none()
            && outer.content_head == Some(inner.anchor);
        let named = |word: TokenId| self.entities.headed_by(word).filter(|_| self.is_person_name(word));
        let other = named(said_by.who).zip(named(speaker.who)).is_some_and(|(a, b)| a != b);
        pronoun && !other
    }
}
