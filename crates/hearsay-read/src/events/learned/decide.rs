//! What is told, after all: trees weigh what deed files and the model propose.

use hearsay_core::{Entities, EntityId, Mention, Status, TokenId};

use super::super::matching::{Found, Match};
use super::super::status::{Ground, Judge};
use super::boosted::{Boosted, Bytes};
use super::candidates::{Candidate, Hypothesis, mentions};
use super::features::{Features, MOST_BACK};

/// The trees of the four questions, and where an answer is yes. Part of the lexicon, so that reading has no state of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct EventJudge {
    /// Is a word told to be a deed of a type?
    deed: Boosted,
    /// Is a mention neither, source or target of a deed?
    party: Boosted,
    /// Which status has a deed?
    status: Boosted,
    /// Do two words tell one deed?
    same: Boosted,
    /// From which shares on the answers are yes.
    least: Least,
}

/// From which share on something is told.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Least {
    /// A deed that no word before has told.
    deed: f32,
    /// A deed without parties.
    bare: f32,
    /// Each source and each target.
    each: [f32; 2],
    /// The likeliest source and target, where there is no other.
    only: [f32; 2],
}

/// Numbers that each question asks for: those of `features.rs`.
const NUMBERS: [usize; 4] = [43, 45, 32, 23];

static WEIGHTS: &[u8] = include_bytes!("../../../weights/events.bin");

impl EventJudge {
    /// The one that comes with hearsay.
    pub(crate) fn bundled() -> Option<Self> {
        Self::new(WEIGHTS)
    }

    /// From a weights file of `training/hearsay_training/event_judge.py`; `None` where it is none, or of other features.
    pub fn new(bytes: &[u8]) -> Option<Self> {
        let mut bytes = Bytes(bytes);
        let mut pair = || Some([bytes.float()?, bytes.float()?]);
        let ([deed, bare], each, only) = (pair()?, pair()?, pair()?);
        let least = Least { deed, bare, each, only };
        let mut next = |question: usize| Boosted::read(&mut bytes, NUMBERS[question]);
        Some(Self { deed: next(0)?, party: next(1)?, status: next(2)?, same: next(3)?, least })
    }
}

/// A deed that is told.
#[derive(Debug)]
pub(in crate::events) struct Decided<'d> {
    /// The deed, its trigger and its parties.
    pub(in crate::events) found: Match<'d>,
    /// Its footing.
    pub(in crate::events) ground: Ground,
    /// How sure that is, 0 to 1.
    pub(in crate::events) confidence: f32,
    /// Candidates that tell it again, by their heads.
    pub(in crate::events) retold: Vec<TokenId>,
}

impl<'d> Decided<'d> {
    /// What a pattern finds, where nobody asked the model.
    pub(in crate::events) fn by_pattern(found: Match<'d>, judge: &Judge<'_>, entities: &Entities) -> Self {
        Self { ground: judge.ground(&found), confidence: super::super::confidence(&found, entities), found, retold: Vec::new() }
    }
}

/// The deeds that are told, in text order.
pub(in crate::events) fn decided<'d>(
    judge: &EventJudge,
    features: &Features<'_, 'd>,
    candidates: &[Candidate<'d>],
    entities: &Entities,
) -> Vec<Decided<'d>> {
    let told = |candidate: &Candidate<'d>| {
        // What users list themselves is not weighed.
        if let Some(at) = candidate.hypotheses.iter().position(is_users) {
            return Some((at, 1.0));
        }
        let shares = candidate.hypotheses.iter().enumerate();
        let shares = shares.map(|(at, hypothesis)| (at, judge.deed.share(&features.of_deed(candidate, hypothesis))));
        shares.reduce(|best, next| if next.1 > best.1 { next } else { best })
    };
    let told: Vec<Option<(usize, f32)>> = candidates.iter().map(told).collect();
    let mut order: Vec<(usize, usize, f32)> = told
        .iter()
        .enumerate()
        .filter_map(|(place, told)| told.map(|(hypothesis, share)| (place, hypothesis, share)))
        .filter(|&(_, _, share)| share >= judge.least.deed)
        .collect();
    order.sort_by(|a, b| b.2.total_cmp(&a.2).then(a.0.cmp(&b.0)));
    let mut kept: Vec<(usize, Decided<'d>)> = Vec::new();
    let mut kept_at: Vec<Option<usize>> = vec![None; candidates.len()];
    for (place, hypothesis, share) in order {
        let candidate = &candidates[place];
        let hypothesis = &candidate.hypotheses[hypothesis];
        if is_users(hypothesis) {
            let (found, ground) = (hypothesis.found.clone(), hypothesis.ground);
            let confidence = super::super::confidence(&found, entities);
            kept_at[place] = Some(kept.len());
            kept.push((place, Decided { found, ground, confidence, retold: Vec::new() }));
            continue;
        }
        let (mut fresh, mut nearest) = (share, None);
        // Only words nearby may tell the same deed.
        let near = features.earlier(place).start..candidates.len().min(place + MOST_BACK + 1);
        for (other, at) in near.filter_map(|other| Some((other, kept_at[other]?))) {
            let (earlier, later) = (place.min(other), place.max(other));
            if !features.earlier(later).contains(&earlier) {
                continue;
            }
            let same = judge.same.share(&features.of_pair(earlier, later));
            if nearest.is_none_or(|(_, most)| same > most) {
                nearest = Some((at, same));
            }
            fresh *= 1.0 - same;
        }
        let (who, whom) = parties(judge, features, candidate, hypothesis, entities);
        if fresh < judge.least.deed {
            if let Some((at, same)) = nearest {
                let first = &mut kept[at].1;
                first.retold.push(candidate.token);
                if same >= 0.5 && !first.found.deed.users {
                    complete(&mut first.found, who, whom);
                }
            }
            continue;
        }
        if who.is_empty() && whom.is_empty() && share < judge.least.bare {
            continue;
        }
        let ground = Ground { status: status(judge, features, candidate, hypothesis), ..hypothesis.ground };
        let found = Match { who, whom, ..hypothesis.found.clone() };
        kept_at[place] = Some(kept.len());
        kept.push((place, Decided { found, ground, confidence: share, retold: Vec::new() }));
    }
    kept.sort_by_key(|(place, _)| *place);
    kept.into_iter().map(|(_, decided)| decided).collect()
}

/// A deed takes the parties that only a second telling of it names.
fn complete(first: &mut Match<'_>, who: Vec<Found>, whom: Vec<Found>) {
    let strangers = |side: Vec<Found>, other: &[Found]| -> Vec<Found> {
        side.into_iter().filter(|party| !other.iter().any(|known| known.entity == party.entity)).collect()
    };
    if first.who.is_empty() {
        first.who = strangers(who, &first.whom);
    }
    if first.whom.is_empty() {
        first.whom = strangers(whom, &first.who);
    }
}

/// A pattern of the user's own files.
fn is_users(hypothesis: &Hypothesis<'_>) -> bool {
    hypothesis.found.deed.users && !hypothesis.found.loose
}

/// Who does it, and to whom.
fn parties<'d>(
    judge: &EventJudge,
    features: &Features<'_, 'd>,
    candidate: &Candidate<'d>,
    hypothesis: &Hypothesis<'d>,
    entities: &Entities,
) -> (Vec<Found>, Vec<Found>) {
    let mentions = mentions(features.document, entities, candidate.token);
    let shares: Vec<[f32; 2]> = mentions
        .iter()
        .map(|(_, mention)| {
            if features.is_bystander(candidate, hypothesis, mention) {
                return [0.0; 2];
            }
            let shares = judge.party.shares(&features.of_party(candidate, hypothesis, mention));
            [shares[1], shares[2]]
        })
        .collect();
    let side = |own: usize| -> Vec<Found> {
        let other = 1 - own;
        let is = |at: &usize, least: f32| shares[*at][own] >= least && shares[*at][own] >= shares[*at][other];
        let mut chosen: Vec<usize> = (0..mentions.len()).filter(|at| is(at, judge.least.each[own])).collect();
        if chosen.is_empty() {
            let best = (0..mentions.len()).reduce(|a, b| if shares[b][own] > shares[a][own] { b } else { a });
            chosen.extend(best.filter(|at| is(at, judge.least.only[own])));
        }
        let mut side: Vec<Found> = Vec::new();
        for (entity, mention) in chosen.into_iter().map(|at| mentions[at]) {
            if !side.iter().any(|party| party.entity == entity) {
                side.push(found(features, candidate, entity, mention));
            }
        }
        side
    };
    let (who, mut whom) = (side(0), side(1));
    whom.retain(|party| !who.iter().any(|doer| doer.entity == party.entity));
    (who, whom)
}

fn found(features: &Features<'_, '_>, candidate: &Candidate<'_>, entity: EntityId, mention: &Mention) -> Found {
    let shared = features.document.head(mention.head) != Some(candidate.token);
    Found { entity, span: mention.span, token: mention.head, alternative: 0, shared }
}

/// The likeliest status that the record allows: inside a statement nothing is `reported`, outside nothing is said by anybody.
fn status(judge: &EventJudge, features: &Features<'_, '_>, candidate: &Candidate<'_>, hypothesis: &Hypothesis<'_>) -> Status {
    let ground = &hypothesis.ground;
    let shares = judge.status.shares(&features.of_status(candidate, hypothesis));
    let allowed = |status: Status| {
        status == ground.status
            || match status {
                Status::Reported => ground.according_to.is_none() && ground.status != Status::Claimed,
                Status::Claimed | Status::Alleged | Status::Denied => ground.according_to.is_some(),
                Status::Future | Status::Possible | Status::Negated => true,
            }
    };
    let likely = Status::ALL.into_iter().zip(shares).filter(|&(status, _)| allowed(status));
    likely.reduce(|best, next| if next.1 > best.1 { next } else { best }).map_or(ground.status, |(status, _)| status)
}

