//! Candidates as numbers, for training.

use hearsay_core::{Document, Entities, Plover, Span, Statement};

use super::super::matching::Matcher;
use super::super::status::Judge;
use super::candidates::{Candidate, candidates, mentions};
use super::features::Features;
use crate::Lexicon;
use crate::syntax::Frames;

/// What the trees are trained on: every candidate of a document as numbers, for `training/hearsay_training/event_judge.py`.
#[derive(Debug)]
pub struct Proposal {
    /// The trigger.
    pub trigger: Span,
    /// The sentence's place in the document.
    pub sentence: usize,
    /// What it may be, one a type.
    pub hypotheses: Vec<Numbers>,
    /// For each earlier candidate of the same sentence or the sentences before: its place in the list and the pair's numbers.
    pub pairs: Vec<(usize, Vec<f32>)>,
}

/// One type that a candidate may be of, as numbers.
#[derive(Debug)]
pub struct Numbers {
    /// The type.
    pub plover: Plover,
    /// Of the deed.
    pub deed: Vec<f32>,
    /// Of its footing.
    pub status: Vec<f32>,
    /// Of each mention that may be a party: its words, its head word, its numbers.
    pub parties: Vec<(Span, Span, Vec<f32>)>,
}

/// All candidates of a document with their features; empty without predicates.
pub fn proposals(
    document: &Document,
    entities: &Entities,
    statements: &[Statement],
    lexicon: &Lexicon,
) -> Vec<Proposal> {
    let frames = Frames { document, footing: &lexicon.footing };
    let matcher = Matcher::new(frames, entities, &lexicon.deeds);
    let judge = Judge::new(frames, statements);
    let matches = super::super::matches(&matcher, document);
    let candidates = candidates(document, &matcher, &judge, matches);
    let features = Features { document, entities, statements, candidates: &candidates };
    let proposal = |(place, candidate): (usize, &Candidate<'_>)| Proposal {
        trigger: document.token(candidate.token).span,
        sentence: document.sentence_id(candidate.token).index(),
        hypotheses: candidate
            .hypotheses
            .iter()
            .map(|hypothesis| {
                let mentions = mentions(document, entities, candidate.token).into_iter();
                let asked = mentions.filter(|(_, mention)| !features.is_bystander(candidate, hypothesis, mention));
                let parties = asked.map(|(_, mention)| {
                    let head = document.token(mention.head).span;
                    (mention.span, head, features.of_party(candidate, hypothesis, mention))
                });
                Numbers {
                    plover: hypothesis.plover(),
                    deed: features.of_deed(candidate, hypothesis),
                    status: features.of_status(candidate, hypothesis),
                    parties: parties.collect(),
                }
            })
            .collect(),
        pairs: features.earlier(place).map(|other| (other, features.of_pair(other, place))).collect(),
    };
    candidates.iter().enumerate().map(proposal).collect()
}
