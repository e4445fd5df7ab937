//! What one party does to another where both are given: the deed of the sentence that links them best.
//!
//! Reading asks of every deed who did it, and passes over those without an answer. Here the answer is given (somebody marked
//! the two, or a knowledge base asks about them), so that a deed counts whose parties the tree does not show.

use hearsay_core::{Document, Entities, Plover, Span, Statement, Status, TokenId, Upos};

use super::coding::folded;
use super::matching::{Found, Match, Matcher};
use super::status::Judge;
use super::trigger_span;
use crate::Lexicon;
use crate::deeds::TriggerKind;
use crate::syntax::Frames;

/// What one does to the other.
#[derive(Debug, Clone, PartialEq)]
pub struct Between {
    /// PLOVER type with the footing folded in.
    pub plover: Plover,
    /// PLOVER type of the deed by itself.
    pub deed_type: Plover,
    /// CAMEO code of the deed.
    pub cameo: String,
    /// Id of the deed file; none where only the words of the sentence speak for the type.
    pub deed: Option<String>,
    /// Its footing.
    pub status: Status,
    /// The words that name it.
    pub trigger: Option<Span>,
}

/// The deed that links `source` to `target`, two stretches of one sentence; none where no word names any.
pub fn between(
    document: &Document,
    entities: &Entities,
    statements: &[Statement],
    lexicon: &Lexicon,
    source: Span,
    target: Span,
) -> Option<Between> {
    let frames = Frames { document, footing: &lexicon.footing };
    let matcher = Matcher::new(frames, entities, &lexicon.deeds);
    let (source, target) = (Marked::new(document, source)?, Marked::new(document, target)?);
    let judge = Judge::new(frames, statements);
    let first = document.sentence(source.head.min(target.head)).tokens.start;
    let last = document.sentence(source.head.max(target.head)).tokens.end;
    let outside = |token: &TokenId| !source.holds(document, *token) && !target.holds(document, *token);
    let words = (first..last).map(TokenId).filter(outside).map(|token| document.lemma(token));
    let by_words = lexicon.deeds.by_words(words);
    let spoken_for = |plover: Plover| {
        by_words.as_ref().map_or(0.0, |sums| {
            let most = sums.iter().copied().fold(f32::MIN, f32::max);
            (sums[place(plover)] - most).max(-4.0) * 0.4
        })
    };
    let mut best: Option<(f32, Match<'_>)> = None;
    for token in (first..last).map(TokenId) {
        let linked = link(document, token, &source, &target);
        let read = matcher.best(token).map(|found| (if found.loose { 2.5 } else { 5.0 }, found));
        let bare = matcher.candidates(token, |_| true).into_iter().map(|(share, found)| (2.5 * share, found));
        for (weight, found) in read.into_iter().chain(bare) {
            let score = weight + linked + parties(document, &found, &source, &target) + spoken_for(found.deed.plover);
            if best.as_ref().is_none_or(|(most, _)| score > *most + 1e-4) {
                best = Some((score, found));
            }
        }
    }
    let Some((_, found)) = best else {
        let sums = by_words?;
        let most = sums.iter().copied().fold(f32::MIN, f32::max);
        let plover = Plover::ALL[sums.iter().position(|sum| *sum >= most)?];
        return Some(Between {
            plover,
            deed_type: plover,
            cameo: String::new(),
            deed: None,
            status: Status::Reported,
            trigger: None,
        });
    };
    let status = judge.ground(&found).status;
    Some(Between {
        plover: folded(found.deed.plover, status),
        deed_type: found.deed.plover,
        cameo: lexicon.deeds.cameo(found.deed, document.lemma(found.head)).0,
        deed: Some(found.deed.id.clone()),
        status,
        trigger: Some(trigger_span(document, &found)),
    })
}

/// A marked stretch and the word that heads it.
struct Marked {
    span: Span,
    head: TokenId,
}

impl Marked {
    fn new(document: &Document, span: Span) -> Option<Self> {
        let tokens = document.tokens();
        let first = tokens.partition_point(|token| token.span.end() <= span.start());
        let inside = |at: usize| tokens.get(at).is_some_and(|token| token.span.start() < span.end());
        let mut words = (first..).take_while(|&at| inside(at)).map(TokenId::from_index);
        let fallback = words.clone().next()?;
        let head = words.find(|&word| {
            document.head(word).is_none_or(|head| !document.token(head).span.overlaps(span))
                && document.token(word).upos != Upos::Punct
        });
        Some(Self { span, head: head.unwrap_or(fallback) })
    }

    fn holds(&self, document: &Document, token: TokenId) -> bool {
        document.token(token).span.overlaps(self.span)
    }
}

/// How well a word stands between the two in the tree: above both is best, inside one of them worst.
fn link(document: &Document, token: TokenId, source: &Marked, target: &Marked) -> f32 {
    let mut score = 0.0;
    for marked in [source, target] {
        score += if marked.holds(document, token) {
            -3.0
        } else if document.is_under(marked.head, token) {
            1.0
        } else {
            0.0
        };
    }
    // "said that Arland attacked Breland": the nearer of two verbs above both.
    let depth = document.ancestors(token).count().min(12);
    let after = if token > source.head { 0.3 } else { 0.0 };
    score + 0.12 * f32::from(u8::try_from(depth).unwrap_or(12)) + after
        - 0.02 * f32::from(u8::try_from(token.0.abs_diff(target.head.0).min(40)).unwrap_or(40))
}

fn parties(document: &Document, found: &Match<'_>, source: &Marked, target: &Marked) -> f32 {
    let at = |parties: &[Found], marked: &Marked| parties.iter().any(|party| party.span.overlaps(marked.span));
    let mut score = 0.0;
    if at(&found.who, source) {
        score += 2.5;
    }
    if at(&found.whom, target) {
        score += 2.5;
    }
    if at(&found.who, target) && !found.deed.reciprocal {
        score -= 1.5;
    }
    if at(&found.whom, source) && !found.deed.reciprocal {
        score -= 1.5;
    }
    if found.pattern.kind == TriggerKind::Noun {
        score -= 0.8;
    }
    // "provided tents to help the refugees": what it is for is not what is done.
    let purpose = document.token(found.head).deprel.is_any(&["advcl", "acl"])
        && document.child(found.head, &["mark"]).is_some_and(|mark| document.lemma(mark) == "to");
    if purpose {
        score -= 1.5;
    }
    score
}

fn place(plover: Plover) -> usize {
    Plover::ALL.iter().position(|&known| known == plover).unwrap_or(0)
}
