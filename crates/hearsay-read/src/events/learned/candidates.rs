//! What may be a deed: words that a deed file matches and words that the model marks, each with the types that it may be of.

use std::collections::BTreeMap;

use hearsay_core::{Document, Entities, Mention, Plover, Predicate, Span, Statement, TokenId};

use super::super::matching::{Match, Matcher};
use super::super::status::{Ground, Judge};
use super::features::Features;
use crate::Lexicon;
use crate::deeds::{Deed, Pattern};
use crate::syntax::Frames;

/// Types whose share is less are not looked at.
const LEAST: f32 = 0.06;

/// A word that may tell a deed.
#[derive(Debug)]
pub(in crate::events) struct Candidate<'d> {
    /// The word that heads the trigger.
    pub(in crate::events) token: TokenId,
    /// What the model says of it; none where only a deed file speaks.
    pub(in crate::events) predicate: Option<&'d Predicate>,
    /// What it may be, one a type, in the order of types.
    pub(in crate::events) hypotheses: Vec<Hypothesis<'d>>,
}

/// One type that a word may tell a deed of, with the deed that its words name best.
#[derive(Debug)]
pub(in crate::events) struct Hypothesis<'d> {
    /// The deed, its trigger, and whom its patterns find.
    pub(in crate::events) found: Match<'d>,
    /// How the deed was found.
    pub(in crate::events) by: By,
    /// The deed that stands for the type, where the file of the one found asks for more than the words have.
    pub(in crate::events) general: Option<(&'d Deed, &'d Pattern)>,
    /// Its footing by grammar and statements.
    pub(in crate::events) ground: Ground,
}

/// How the deed of a hypothesis was found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::events) enum By {
    /// A pattern of its file fits.
    Pattern,
    /// A pattern fits but for what it asks of the circumstances; so much of it, 0 to 1.
    Trigger(f32),
    /// No file knows the word: the widest deed of the type.
    Type,
}

impl Hypothesis<'_> {
    /// The type.
    pub(in crate::events) fn plover(&self) -> Plover {
        self.found.deed.plover
    }
}

/// All candidates of a document, in text order.
pub(in crate::events) fn candidates<'d>(
    document: &'d Document,
    matcher: &Matcher<'d>,
    judge: &Judge<'d>,
    matches: Vec<Match<'d>>,
) -> Vec<Candidate<'d>> {
    let predicates = document.predicates().unwrap_or_default();
    let read = |token: TokenId| {
        document.article().block_at(document.token(token).span.start()).is_none_or(|block| block.kind.is_read())
    };
    // "launched an air strike": the file's trigger may be longer than the model's word, or headed by another.
    let mut of_word: BTreeMap<TokenId, usize> = BTreeMap::new();
    for (number, found) in matches.iter().enumerate() {
        for word in found.trigger.iter().copied().chain(found.noun) {
            of_word.entry(word).or_insert(number);
        }
        of_word.insert(found.head, number);
    }
    let mut said: Vec<Option<&'d Predicate>> = vec![None; matches.len()];
    let mut alone = Vec::new();
    // "Spain fired four goals past Italy" tells of a game.
    let told = |predicate: &&Predicate| read(predicate.token) && !matcher.is_of_a_game(predicate.token);
    for predicate in predicates.iter().filter(told) {
        match of_word.get(&predicate.token) {
            // Of two words of one trigger the likelier speaks for it.
            Some(&number) => {
                let told = |predicate: &Predicate| 1.0 - predicate.types[0];
                if said[number].is_none_or(|before| told(before) < told(predicate)) {
                    said[number] = Some(predicate);
                }
            }
            None => alone.push(predicate),
        }
    }
    let hypotheses = |token: TokenId, predicate: Option<&'d Predicate>, matched: Option<Match<'d>>| {
        let mut found: BTreeMap<Plover, (Match<'d>, By)> = BTreeMap::new();
        let by_pattern = matched.as_ref().map(|found| found.deed.plover);
        let likeliest = predicate.map(|predicate| predicate.likeliest().0);
        let wanted = |plover: Plover| {
            let share = predicate.map_or(0.0, |predicate| predicate.share(plover));
            by_pattern != Some(plover) && (share >= LEAST || likeliest == Some(plover))
        };
        let relaxed = if predicate.is_some() { matcher.candidates(token, wanted) } else { Vec::new() };
        for plover in Plover::ALL.into_iter().filter(|&plover| wanted(plover)) {
            let mut best: Option<&(f32, Match<'d>)> = None;
            for fit in relaxed.iter().filter(|(_, found)| found.deed.plover == plover) {
                if best.is_none_or(|best| fit.0 > best.0) {
                    best = Some(fit);
                }
            }
            let by = best.map_or(By::Type, |(share, _)| By::Trigger(*share));
            let known = best.map(|(_, found)| found.clone()).or_else(|| matcher.general(token, plover));
            found.extend(known.map(|known| (plover, (known, by))));
        }
        if let Some(matched) = matched {
            let by = if matched.loose { By::Trigger(0.5) } else { By::Pattern };
            found.insert(matched.deed.plover, (matched, by));
        }
        let hypotheses = found.into_values().map(|(found, by)| {
            let unmet = matches!(by, By::Trigger(share) if share < 1.0);
            let general = unmet.then(|| matcher.general_deed(token, found.deed.plover)).flatten();
            Hypothesis { ground: judge.ground(&found), found, by, general }
        });
        Candidate { token, predicate, hypotheses: hypotheses.collect() }
    };
    let matched =
        matches.into_iter().zip(said).map(|(found, predicate)| hypotheses(found.head, predicate, Some(found)));
    let mut all: Vec<Candidate<'d>> = matched.collect();
    all.extend(alone.into_iter().map(|predicate| hypotheses(predicate.token, Some(predicate), None)));
    all.sort_by_key(|candidate| candidate.token);
    all
}

/// The mentions of a sentence that may be parties, by the word that heads each.
pub(in crate::events) fn mentions<'e>(
    document: &Document,
    entities: &'e Entities,
    token: TokenId,
) -> Vec<(hearsay_core::EntityId, &'e Mention)> {
    document.sentence(token).ids().filter_map(|word| entities.mention(word)).collect()
}

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
