//! What may be a deed: words that a deed file matches and words that the model marks, each with the types that it may be of.

use std::collections::BTreeMap;

use hearsay_core::{Document, Entities, Mention, Plover, Predicate, TokenId};

use super::super::matching::{Match, Matcher};
use super::super::status::{Ground, Judge};
use crate::deeds::{Deed, Pattern};

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
