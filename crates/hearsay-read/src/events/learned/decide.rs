//! What is told, after all: trees weigh what deed files and the model propose.

use std::collections::BTreeMap;

use hearsay_core::{Document, Entities, EntityId, Mention, Plover, Status, TokenId};

use super::super::matching::{Found, Match};
use super::super::status::Ground;
use super::candidates::{By, Candidate, Hypothesis, mentions};
use super::features::{Features, MOST_BACK};
use crate::boosted::{Boosted, Bytes};

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

/// Least share of a deed that a pattern finds between two actors with codes: of those below hardly any is labelled.
const KNOWN: f32 = 0.05;

/// Such a deed counts where no word tells it before with more than the rest of this.
const APART: f32 = 0.7;

/// How much less `reported` counts than its share says: what is told as fact and is none is the graver error. On labelled news it
/// costs no right status (`event_judge.py`).
const WARY: f32 = 0.1;

/// Least share, so weighed, of a status that overrules grammar where a pattern found the deed.
const SURE: f32 = 0.8;

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
    /// How likely all of it is so, 0 to 1.
    pub(in crate::events) confidence: f32,
    /// Candidates that tell it again, by their heads.
    pub(in crate::events) retold: Vec<TokenId>,
}

impl<'d> Decided<'d> {
    /// What a pattern finds, where nobody weighs it.
    pub(in crate::events) fn by_pattern(found: Match<'d>, ground: Ground, entities: &Entities) -> Self {
        Self { confidence: super::super::confidence(&found, entities), found, ground, retold: Vec::new() }
    }
}

/// The deeds that are told, in text order.
///
/// The surest first: what a word tells counts as far as no word before it tells the same deed.
pub(in crate::events) fn decided<'d>(
    judge: &EventJudge,
    features: &Features<'_, 'd>,
    candidates: &[Candidate<'d>],
    entities: &Entities,
) -> Vec<Decided<'d>> {
    let mut order: Vec<(usize, &Hypothesis<'d>, f32)> = Vec::new();
    for (place, candidate) in candidates.iter().enumerate() {
        let told = likeliest(judge, features, candidate, entities);
        order.extend(told.map(|(hypothesis, share)| (place, hypothesis, share)));
    }
    order.retain(|&(_, hypothesis, share)| share >= judge.least.deed || between_known(hypothesis, share, entities));
    order.sort_by(|a, b| b.2.total_cmp(&a.2).then(a.0.cmp(&b.0)));
    let mut kept: Vec<(usize, Decided<'d>)> = Vec::new();
    let mut kept_at: Vec<Option<usize>> = vec![None; candidates.len()];
    for (place, hypothesis, share) in order {
        let candidate = &candidates[place];
        let decided = if is_users(hypothesis) {
            Decided::by_pattern(hypothesis.found.clone(), hypothesis.ground, entities)
        } else {
            let known = between_known(hypothesis, share, entities);
            let (fresh, nearest) = told_before(judge, features, place, candidates.len(), &kept_at);
            let weighed = Parties::weighed(judge, features, candidate, hypothesis, entities);
            let (who, whom) = weighed.sides(&judge.least, features, candidate);
            let mut found = Match { who, whom, ..hypothesis.found.clone() };
            // A deed whose file asks for more than the words have lends its type and no more.
            if let Some((deed, pattern)) = hypothesis.general {
                (found.deed, found.pattern) = (deed, pattern);
            }
            if share * fresh < judge.least.deed && !(known && fresh > APART) {
                if let Some((at, same)) = nearest {
                    let first = &mut kept[at].1;
                    first.retold.push(candidate.token);
                    if same >= 0.5 && !first.found.deed.users {
                        complete(&mut first.found, found.who, found.whom);
                    }
                }
                continue;
            }
            let mut ground = hypothesis.ground;
            let statuses = judge.status.shares(&features.of_status(candidate, hypothesis));
            if known {
                complete(&mut found, hypothesis.found.who.clone(), hypothesis.found.whom.clone());
            } else {
                ground.status = status(&statuses, hypothesis);
            }
            let fits = hypothesis.by == By::Pattern || hypothesis.found.deed.reciprocal && hypothesis.by != By::Type;
            if fits && contradicts(features.document, &found, &hypothesis.found) {
                found.who.clone_from(&hypothesis.found.who);
                found.whom.clone_from(&hypothesis.found.whom);
            }
            if found.who.is_empty() && found.whom.is_empty() && share < judge.least.bare {
                continue;
            }
            // That all of it is so: the deed, both sides and the footing.
            let footing = Status::ALL.iter().position(|&status| status == ground.status).map_or(0.0, |at| statuses[at]);
            let confidence = share * weighed.sure(0, &found.who) * weighed.sure(1, &found.whom) * footing;
            Decided { found, ground, confidence: (confidence * 100.0).round() / 100.0, retold: Vec::new() }
        };
        kept_at[place] = Some(kept.len());
        kept.push((place, decided));
    }
    kept.sort_by_key(|(place, _)| *place);
    acquit(features.document, &mut kept);
    kept.into_iter().map(|(_, decided)| decided).collect()
}

/// What a word tells if it tells anything, and how likely that is. Of several types that of a pattern between known actors.
fn likeliest<'c, 'd>(
    judge: &EventJudge,
    features: &Features<'_, 'd>,
    candidate: &'c Candidate<'d>,
    entities: &Entities,
) -> Option<(&'c Hypothesis<'d>, f32)> {
    let all = &candidate.hypotheses;
    // What users list themselves is not weighed.
    if let Some(listed) = all.iter().find(|hypothesis| is_users(hypothesis)) {
        return Some((listed, 1.0));
    }
    let share =
        |hypothesis: &'c Hypothesis<'d>| (hypothesis, judge.deed.share(&features.of_deed(candidate, hypothesis)));
    match all.iter().find(|hypothesis| between_known(hypothesis, 1.0, entities)) {
        Some(pattern) => Some(share(pattern)),
        None => all.iter().map(share).reduce(|best, next| if next.1 > best.1 { next } else { best }),
    }
}

/// How likely no word that is kept already tells the deed of a candidate, and which is likeliest to: its place among the kept, its share.
fn told_before(
    judge: &EventJudge,
    features: &Features<'_, '_>,
    place: usize,
    count: usize,
    kept_at: &[Option<usize>],
) -> (f32, Option<(usize, f32)>) {
    let (mut fresh, mut nearest): (f32, Option<(usize, f32)>) = (1.0, None);
    // Only words nearby may tell the same deed.
    let near = features.earlier(place).start..count.min(place + MOST_BACK + 1);
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
    (fresh, nearest)
}

/// Whether the trees turn round what a pattern found ("responded to attacks from Breland"), or part those who do something to each
/// other ("the presidents of Arland and Breland met", "held talks about Corland"), or give what a relative clause tells to somebody
/// else: rare on real news, and grave.
fn contradicts(document: &Document, found: &Match<'_>, pattern: &Match<'_>) -> bool {
    if pattern.deed.reciprocal {
        return pattern.who.len() + pattern.whom.len() > 1;
    }
    let shares = |some: &[Found], others: &[Found]| some.iter().any(|a| others.iter().any(|b| a.token == b.token));
    // "accused Arland of supporting militants who attacked the embassy": the militants did.
    let relative = document.token(pattern.head).deprel.full() == "acl:relcl" && !pattern.frame.passive;
    let antecedent = document.head(pattern.head).filter(|_| relative);
    let of = |side: &[Found], word: TokenId| side.iter().any(|party| party.token == word);
    if antecedent.is_some_and(|word| of(&pattern.who, word) && !of(&found.who, word)) {
        return true;
    }
    // "broke up a gang accused of theft, killing two men": the main subject did.
    let trailing = is_trailing(document, pattern.head) && !pattern.who.is_empty() && !found.who.is_empty();
    if trailing && !shares(&found.who, &pattern.who) {
        return true;
    }
    let both = !pattern.who.is_empty() && !pattern.whom.is_empty();
    both && (shares(&found.who, &pattern.whom) || shares(&found.whom, &pattern.who))
}

/// A participle that follows its clause without a word between: ", killing two men".
fn is_trailing(document: &Document, word: TokenId) -> bool {
    let token = document.token(word);
    token.deprel.is("advcl")
        && &*token.xpos == "VBG"
        && document.child(word, &["mark"]).is_none()
        && token.head.is_some_and(|head| head < word)
}

/// An accuser is never the source of what he alleges ("links the Red Banner to an attack"), and whoever was hit is not accused
/// of it ("condemned the attack on Breland").
fn acquit(document: &Document, kept: &mut [(usize, Decided<'_>)]) {
    let accusing = kept.iter().enumerate().filter(|(_, (_, decided))| decided.found.deed.plover == Plover::Accuse);
    let accusing: BTreeMap<TokenId, usize> = accusing.map(|(at, (_, decided))| (decided.found.head, at)).collect();
    let people = |side: &[Found]| side.iter().map(|party| party.entity).collect::<Vec<EntityId>>();
    for at in 0..kept.len() {
        // "condemned the rebels, urging Arland to act": what is said beside it is his own.
        let found = &kept[at].1.found;
        let deed = found.deed.plover;
        if !matches!(deed, Plover::Assault | Plover::Coerce | Plover::Mobilize | Plover::Protest | Plover::Sanction) {
            continue;
        }
        let (head, whom) = (found.head, people(&found.whom));
        for above in document.ancestors(head).filter_map(|above| accusing.get(&above).copied()) {
            let accusers = people(&kept[above].1.found.who);
            kept[at].1.found.who.retain(|party| !accusers.contains(&party.entity));
            kept[above].1.found.whom.retain(|party| !whom.contains(&party.entity));
        }
    }
}

/// A deed takes the parties that only a second telling of it names.
fn complete(first: &mut Match<'_>, who: Vec<Found>, whom: Vec<Found>) {
    let strangers = |side: Vec<Found>, other: &[Found]| -> Vec<Found> {
        side.into_iter().filter(|party| !other.iter().any(|known| known.entity == party.entity)).collect()
    };
    if first.who.is_empty() {
        first.who = strangers(who, &first.whom);
    }
    // "met to discuss Corland": those who met each other need nobody else.
    if first.whom.is_empty() && !(first.deed.reciprocal && first.who.len() > 1) {
        first.whom = strangers(whom, &first.who);
    }
}

/// A pattern of a deed file whose parties on both sides are actors with a code: enough to be told unless the trees are sure it is none.
fn between_known(hypothesis: &Hypothesis<'_>, share: f32, entities: &Entities) -> bool {
    let known = |side: &[Found]| side.iter().any(|party| entities.get(party.entity).actor.is_some());
    let found = &hypothesis.found;
    share >= KNOWN && hypothesis.by == By::Pattern && known(&found.who) && known(&found.whom)
}

/// A pattern of the user's own files.
fn is_users(hypothesis: &Hypothesis<'_>) -> bool {
    hypothesis.found.deed.users && !hypothesis.found.loose
}

/// Who may be a party of a deed, and the shares of each as source and as target.
struct Parties<'e> {
    mentions: Vec<(EntityId, &'e Mention)>,
    shares: Vec<[f32; 2]>,
}

impl<'e> Parties<'e> {
    fn weighed<'d>(
        judge: &EventJudge,
        features: &Features<'_, 'd>,
        candidate: &Candidate<'d>,
        hypothesis: &Hypothesis<'d>,
        entities: &'e Entities,
    ) -> Self {
        let mentions = mentions(features.document, entities, candidate.token);
        let share = |&(_, mention): &(EntityId, &Mention)| {
            if features.is_bystander(candidate, hypothesis, mention) {
                return [0.0; 2];
            }
            let shares = judge.party.shares(&features.of_party(candidate, hypothesis, mention));
            [shares[1], shares[2]]
        };
        Self { shares: mentions.iter().map(share).collect(), mentions }
    }

    /// Who does it, and to whom.
    fn sides(&self, least: &Least, features: &Features<'_, '_>, candidate: &Candidate<'_>) -> (Vec<Found>, Vec<Found>) {
        let Self { mentions, shares } = self;
        let side = |own: usize| -> Vec<Found> {
            let other = 1 - own;
            let is = |at: &usize, least: f32| shares[*at][own] >= least && shares[*at][own] >= shares[*at][other];
            let mut chosen: Vec<usize> = (0..mentions.len()).filter(|at| is(at, least.each[own])).collect();
            if chosen.is_empty() {
                let best = (0..mentions.len()).reduce(|a, b| if shares[b][own] > shares[a][own] { b } else { a });
                chosen.extend(best.filter(|at| is(at, least.only[own])));
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

    /// How sure one side is: the likeliest of those on it; where it is empty, that nobody is.
    fn sure(&self, own: usize, side: &[Found]) -> f32 {
        let on = |mention: &Mention| side.is_empty() || side.iter().any(|party| party.token == mention.head);
        let shares = self.mentions.iter().zip(&self.shares).filter(|((_, mention), _)| on(mention));
        let most = shares.map(|(_, shares)| shares[own]).fold(0.0, f32::max);
        if side.is_empty() { 1.0 - most } else { most }
    }
}

fn found(features: &Features<'_, '_>, candidate: &Candidate<'_>, entity: EntityId, mention: &Mention) -> Found {
    let shared = features.document.head(mention.head) != Some(candidate.token);
    Found { entity, span: mention.span, token: mention.head, alternative: 0, shared }
}

/// The likeliest status that the record allows: inside a statement nothing is `reported`, outside nothing is said by anybody.
fn status(shares: &[f32], hypothesis: &Hypothesis<'_>) -> Status {
    let ground = &hypothesis.ground;
    let allowed = |status: Status| {
        status == ground.status
            || match status {
                Status::Reported => ground.according_to.is_none() && ground.status != Status::Claimed,
                // "said they believed": what is only believed is no claim.
                Status::Claimed => ground.according_to.is_some() && ground.status != Status::Alleged,
                Status::Alleged | Status::Denied => ground.according_to.is_some(),
                Status::Future | Status::Possible | Status::Negated => true,
            }
    };
    let weigh = |status: Status| if status == Status::Reported { WARY } else { 1.0 };
    let likely = Status::ALL.into_iter().zip(shares.iter().copied()).filter(|&(status, _)| allowed(status));
    let likely = likely.map(|(status, share)| (status, share * weigh(status)));
    let best = likely.reduce(|best, next| if next.1 > best.1 { next } else { best });
    // Grammar stands where a pattern knows the word and the trees are not sure.
    let sure = if hypothesis.by == By::Pattern { SURE } else { 0.0 };
    best.filter(|(_, share)| *share >= sure).map_or(ground.status, |(status, _)| status)
}
