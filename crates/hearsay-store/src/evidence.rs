//! The sentences that are kept of an article: those that tell an event, or how two parties stand.

use std::collections::BTreeMap;

use hearsay_core::{Record, Span, Statement, work};

/// The sentences of evidence of one article, with their rows.
#[derive(Default)]
pub(crate) struct Evidence {
    pub(crate) rows: BTreeMap<Span, i64>,
    /// Those that lie in no earlier one, by start, and so by end too: where one holds a span, the first does so.
    outer: Vec<Span>,
}

/// A sentence around an assessment reaches no further than so many bytes to either side.
const REACH: usize = 2_000;

impl Evidence {
    /// Of a record in bytes; the rows are still to be given.
    pub(crate) fn of(record: &Record) -> Self {
        let mut evidence = Self::default();
        for event in &record.events {
            evidence.add(event.sentence);
        }
        for assessment in &record.assessments {
            if evidence.first_around(assessment.span).is_none() {
                let told = assessment.according_to.and_then(|id| record.statements.get(id.index())).map(cover);
                let told = told.filter(|span| span.contains(assessment.span) && span.len() < 1_000);
                evidence.add(told.unwrap_or_else(|| sentence_around(record.text.as_str(), assessment.span)));
            }
        }
        evidence
    }

    fn add(&mut self, span: Span) {
        if self.rows.insert(span, 0).is_some() {
            return;
        }
        let at = self.outer.partition_point(|other| *other < span);
        let inside = |other: &Span| other.end() >= span.end();
        if at.checked_sub(1).and_then(|before| self.outer.get(before)).is_some_and(inside) {
            return;
        }
        let held = self.outer[at..].iter().take_while(|other| other.end() <= span.end()).count();
        self.outer.splice(at..at + held, [span]);
    }

    fn first_around(&self, span: Span) -> Option<Span> {
        let at = self.outer.partition_point(|other| {
            work::step();
            other.end() < span.end()
        });
        self.outer.get(at).copied().filter(|other| other.contains(span))
    }

    /// The row of the first sentence around a span.
    pub(crate) fn holding(&self, span: Span) -> Option<i64> {
        self.rows.get(&self.first_around(span)?).copied()
    }
}

/// From the first of a statement's words to its last.
pub(crate) fn cover(statement: &Statement) -> Span {
    let cue = statement.cue.iter().flat_map(|cue| &cue.spans);
    let spans = statement.content.iter().chain(cue).chain(&statement.source.spans).copied();
    spans.reduce(Span::cover).unwrap_or(Span::new(0, 0))
}

/// The words around a span up to the next full stop or line end on either side.
fn sentence_around(text: &str, span: Span) -> Span {
    let from = text.ceil_char_boundary(span.start().saturating_sub(REACH));
    let to = text.floor_char_boundary(span.end().saturating_add(REACH).min(text.len()));
    let before = text.get(from..span.start()).unwrap_or("").as_bytes();
    let after = text.get(span.end()..to).unwrap_or("").as_bytes();
    let ends = |pair: &[u8]| matches!(pair, [b'.' | b'?' | b'!', b' ']);
    let line = |byte: &u8| {
        work::step();
        *byte == b'\n'
    };
    let start = before.windows(2).rposition(ends).map(|at| at + 2).max(before.iter().rposition(line).map(|at| at + 1));
    let stop = after.windows(2).position(ends).map(|at| at + 1);
    let end = [stop, after.iter().position(line)].into_iter().flatten().min().unwrap_or(after.len());
    Span::new(from + start.unwrap_or(0), span.end() + end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_sentence_that_holds_a_span_is_found() {
        let span = Span::new;
        let mut evidence = Evidence::default();
        for (row, sentence) in
            [span(0, 40), span(50, 80), span(60, 90), span(55, 75), span(50, 60)].into_iter().enumerate()
        {
            evidence.add(sentence);
            evidence.rows.insert(sentence, row as i64);
        }
        let rows: Vec<Option<i64>> = [span(3, 9), span(56, 58), span(61, 63), span(70, 85), span(45, 55)]
            .map(|span| evidence.holding(span))
            .into();
        assert_eq!(rows, [Some(0), Some(4), Some(1), Some(2), None]);
    }

    #[test]
    fn the_words_around_reach_to_the_next_stop() {
        let text = "It rained. Ties are at their lowest! Why? Nobody knows.";
        let at = text.find("lowest").unwrap();
        let around = sentence_around(text, Span::new(at, at + 6));
        assert_eq!(&text[around.start()..around.end()], "Ties are at their lowest!");
        let text = "Ties are\nat their lowest\n";
        let around = sentence_around(text, Span::new(12, 17));
        assert_eq!(&text[around.start()..around.end()], "at their lowest");
    }

    /// Steps for so many assessments in a text of one sentence each, or of one sentence in all.
    fn steps(assessments: usize, sentence: &str) -> u64 {
        use hearsay_core::{Assessment, Entities, EntityId, Status, Text, Voice, record::Findings};

        let text = sentence.repeat(assessments);
        let assessment = |number: usize| Assessment {
            between: [EntityId(0), EntityId(1)],
            span: Span::new(number * sentence.len(), number * sentence.len() + 4),
            level: Some(-0.8),
            trend: None,
            extreme: None,
            status: Status::Reported,
            voice: Voice::Report,
            according_to: None,
        };
        let article = hearsay_core::Article { text: Text::from(text), ..Default::default() };
        let assessments = (0..assessments).map(assessment).collect();
        let record =
            Record::new(&article, Findings { assessments, entities: Entities::default(), ..Findings::default() });
        let found = || {
            let evidence = Evidence::of(&record);
            record.assessments.iter().filter_map(|assessment| evidence.holding(assessment.span)).count()
        };
        let (found, steps) = hearsay_core::work::counted(found);
        assert_eq!(found, record.assessments.len());
        steps
    }

    #[test]
    fn eight_times_the_assessments_are_at_most_ten_times_the_work() {
        for sentence in ["Ties are at their lowest. ", "Ties are at their lowest and "] {
            let (few, many) = (steps(2_000, sentence), steps(16_000, sentence));
            assert!(few > 2_000 && many < 10 * few, "{few} steps, then {many}: {sentence}");
        }
    }
}
