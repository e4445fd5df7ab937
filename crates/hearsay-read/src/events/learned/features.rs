//! Candidates as numbers for the trees. The order is that of the weights: whoever adds a number trains anew.

use hearsay_core::{
    Argument, Document, Entities, EntityId, EntityKind, Mention, MentionKind, NameKind, Plover, Predicate, Statement,
    TokenId,
};

use super::super::matching::Found;
use super::candidates::{By, Candidate, Hypothesis};
use crate::deeds::TriggerKind;
use crate::numbers::{self, PREPOSITIONS, flag, place};

/// Sentences before a candidate's own in which its deed may have been told already.
const BACK: usize = 6;
/// And at most so many candidates before it.
pub(super) const MOST_BACK: usize = 24;

/// One of the shares of a word as a party.
type Of = fn(&Argument) -> f32;

/// Numbers of one document's candidates.
pub(in crate::events) struct Features<'c, 'd> {
    pub(in crate::events) document: &'d Document,
    pub(in crate::events) entities: &'d Entities,
    pub(in crate::events) statements: &'d [Statement],
    pub(in crate::events) candidates: &'c [Candidate<'d>],
}

impl<'d> Features<'_, 'd> {
    /// Candidates before this one that may tell the same deed, nearest last.
    pub(super) fn earlier(&self, at: usize) -> std::ops::Range<usize> {
        let sentence = |place: usize| self.document.sentence_id(self.candidates[place].token).index();
        let first = self.candidates[..at]
            .partition_point(|candidate| self.document.sentence_id(candidate.token).index() + BACK < sentence(at));
        first.max(at.saturating_sub(MOST_BACK))..at
    }

    /// The other candidates of a candidate's sentence.
    fn mates(&self, token: TokenId) -> impl Iterator<Item = &Candidate<'d>> {
        let words = &self.document.sentence(token).tokens;
        let first = self.candidates.partition_point(|candidate| candidate.token.0 < words.start);
        let after = self.candidates.partition_point(|candidate| candidate.token.0 < words.end);
        self.candidates[first..after].iter().filter(move |mate| mate.token != token)
    }

    /// Whom the model holds likeliest to be a party of this kind, where it is likely at all.
    fn likely_party(&self, candidate: &Candidate<'_>, of: Of) -> Option<EntityId> {
        let likely = arguments(candidate).filter(|argument| of(argument) > 0.3);
        let best = likely.reduce(|a, b| if of(b) > of(a) { b } else { a })?;
        self.entities.headed_by(best.token)
    }

    /// How likely the model holds two candidates to tell one deed; -1 where it says nothing.
    fn same(&self, a: &Candidate<'_>, b: &Candidate<'_>) -> f32 {
        let (Some(a), Some(b)) = (a.predicate, b.predicate) else { return -1.0 };
        let said = |later: &Predicate, earlier: &Predicate| {
            later.same.iter().find(|(token, _)| *token == earlier.token).map(|&(_, share)| share)
        };
        said(a, b).or_else(|| said(b, a)).unwrap_or(-1.0)
    }

    /// Of a word and a type: is it told?
    pub(super) fn of_deed(&self, candidate: &Candidate<'d>, hypothesis: &Hypothesis<'d>) -> Vec<f32> {
        let document = self.document;
        let (token, plover, found) = (candidate.token, hypothesis.plover(), &hypothesis.found);
        let predicate = candidate.predicate;
        let sentence = document.sentence(token);
        let share = |plover: Plover| predicate.map_or(0.0, |predicate| predicate.share(plover));
        let rivals = Plover::ALL.into_iter().filter(|&other| other != plover).map(share).fold(0.0, f32::max);
        let pattern_of = |other: bool| {
            flag(
                candidate.hypotheses.iter().any(|rival| rival.by == By::Pattern && (rival.plover() == plover) != other),
            )
        };
        let most = |of: Of| arguments(candidate).map(of).fold(0.0, f32::max);
        let actor = |of: Of| {
            let entity = self.likely_party(candidate, of).map(|id| self.entities.get(id));
            entity.map_or(-1.0, |entity| flag(entity.actor.is_some()) + 2.0 * entity_kind(entity.kind))
        };
        let told = |candidate: &Candidate<'_>| candidate.predicate.map_or(0.0, |predicate| 1.0 - predicate.types[0]);
        let (mut fellows, mut same) = (0.0, 0.0_f32);
        for mate in self.mates(token) {
            fellows += 1.0;
            if told(mate) >= told(candidate) {
                same = same.max(self.same(mate, candidate));
            }
        }
        let mut numbers = vec![
            share(plover),
            predicate.map_or(-1.0, |predicate| predicate.types[0]),
            rivals,
            predicate.map_or(-1.0, |predicate| predicate.fullest),
            by(hypothesis.by),
            flag(found.loose),
            pattern_of(false),
            pattern_of(true),
            super::super::confidence(found, self.entities),
            kind(found.pattern.kind),
            found.pattern.conditions.len() as f32,
            found.trigger.len() as f32,
            place(&Plover::ALL, &plover),
            numbers::upos(document, token),
            numbers::deprel(document, token),
            document.ancestors(token).count() as f32,
            flag(document.child(token, &["det", "nmod:poss"]).is_some()),
            found.who.len() as f32,
            found.whom.len() as f32,
            most(|argument| argument.source),
            most(|argument| argument.target),
            most(|argument| argument.says),
            most(|argument| argument.propbank[0]),
            most(|argument| argument.propbank[1]),
            actor(|argument| argument.source),
            actor(|argument| argument.target),
            hypothesis.ground.status as u8 as f32,
            flag(hypothesis.ground.speaks),
            flag(hypothesis.ground.according_to.is_some()),
            document.sentence_id(token).index() as f32,
            document.sentences().len() as f32,
            fellows,
            same,
            (token.0 - sentence.tokens.start) as f32,
            sentence.tokens.len() as f32,
            flag(document.name_at(token).is_some()),
        ];
        numbers.extend(statuses(predicate));
        numbers
    }

    /// Whether nothing at all speaks for a mention as a party; the trees are not asked then.
    pub(super) fn is_bystander(
        &self,
        candidate: &Candidate<'d>,
        hypothesis: &Hypothesis<'d>,
        mention: &Mention,
    ) -> bool {
        let head = mention.head;
        let said =
            |candidate: &Candidate<'_>| candidate.predicate.is_some_and(|predicate| predicate.argument(head).is_some());
        let found = &hypothesis.found;
        !said(candidate)
            && !found.who.iter().chain(&found.whom).any(|party| party.token == head)
            && !self.mates(candidate.token).any(|mate| self.same(mate, candidate) > 0.3 && said(mate))
    }

    /// Of a mention: does it do the deed, is it done to it, or neither?
    pub(super) fn of_party(
        &self,
        candidate: &Candidate<'d>,
        hypothesis: &Hypothesis<'d>,
        mention: &Mention,
    ) -> Vec<f32> {
        let document = self.document;
        let (token, head, found) = (candidate.token, mention.head, &hypothesis.found);
        let argument = candidate.predicate.and_then(|predicate| predicate.argument(head));
        let shares = argument.map_or([0.0; 6], |argument| {
            let [zero, one, two] = argument.propbank;
            [argument.source, argument.target, argument.says, zero, one, two]
        });
        // The strongest rival for each side.
        let rival = |of: Of| arguments(candidate).filter(|argument| argument.token != head).map(of).fold(0.0, f32::max);
        // What the other words of the sentence say of the mention as source and as target; and those that may tell the same deed:
        // whom the blast kills the bombing hits.
        let (mut elsewhere, mut through, mut patterns) = ([0.0_f32; 2], [0.0_f32; 2], [false; 2]);
        for mate in self.mates(token) {
            let same = self.same(mate, candidate);
            let said = mate.predicate.and_then(|predicate| predicate.argument(head));
            let said = said.map_or([0.0; 2], |argument| [argument.source, argument.target]);
            for side in 0..2 {
                elsewhere[side] = elsewhere[side].max(said[side]);
                through[side] = through[side].max(same.max(0.0) * said[side]);
            }
            let known = mate.hypotheses.iter().filter(|hypothesis| same > 0.5 && hypothesis.by == By::Pattern);
            for found in known.map(|hypothesis| &hypothesis.found) {
                for (side, parties) in [&found.who, &found.whom].into_iter().enumerate() {
                    patterns[side] |= parties.iter().any(|party| party.token == head);
                }
            }
        }
        // "A and B met": what is said of the first counts for the second.
        let first = document.head(head).filter(|_| document.token(head).deprel.is("conj"));
        let of_first = first.and_then(|first| candidate.predicate?.argument(first));
        let entity = self.entities.headed_by(head).map(|id| self.entities.get(id));
        let listed = |side: &[Found]| {
            let own = side.iter().find(|party| party.token == head);
            let alias = || side.iter().find(|party| entity.is_some_and(|entity| entity.id == party.entity));
            own.map_or_else(
                || alias().map_or(-1.0, |_| 9.0),
                |party| party.alternative as f32 + 4.0 * flag(party.shared),
            )
        };
        let path = numbers::path(document, token, head);
        let passive = found.frame.passive;
        let filler = found.frame.fillers.iter().find(|filler| filler.token == head);
        let outside = candidate.token.0.max(head.0) - candidate.token.0.min(head.0);
        vec![
            shares[0],
            shares[1],
            shares[2],
            shares[3],
            shares[4],
            shares[5],
            rival(|argument| argument.source),
            rival(|argument| argument.target),
            listed(&found.who),
            listed(&found.whom),
            found.who.len() as f32,
            found.whom.len() as f32,
            by(hypothesis.by),
            kind(found.pattern.kind),
            place(&Plover::ALL, &hypothesis.plover()),
            flag(found.deed.reciprocal),
            flag(passive),
            filler.map_or(-1.0, |filler| slot(&filler.slot)),
            filler.map_or(-1.0, |filler| flag(filler.shared)),
            numbers::deprel(document, token),
            numbers::deprel(document, head),
            document.head(head).map_or(-1.0, |above| numbers::upos(document, above)),
            numbers::preposition(document, head),
            path[0],
            path[1],
            path[2],
            path[3],
            outside as f32 * if head < token { -1.0 } else { 1.0 },
            match mention.kind {
                MentionKind::Name => 0.0,
                MentionKind::Nominal => 1.0,
                MentionKind::Pronoun => 2.0,
            },
            entity.map_or(-1.0, |entity| entity_kind(entity.kind)),
            entity.map_or(-1.0, |entity| flag(entity.actor.is_some()) + flag(!entity.roles.is_empty())),
            document.name_at(head).map_or(-1.0, |name| match name.kind {
                NameKind::Person => 0.0,
                NameKind::Organization => 1.0,
                NameKind::Place => 2.0,
            }),
            flag(document.token(head).deprel.is("conj")),
            numbers::upos(document, head),
            document.sentence(token).ids().filter(|&word| self.entities.headed_by(word).is_some()).count() as f32,
            flag(hypothesis.ground.speaks),
            through[0],
            through[1],
            elsewhere[0],
            elsewhere[1],
            of_first.map_or(-1.0, |argument| argument.source),
            of_first.map_or(-1.0, |argument| argument.target),
            flag(patterns[0]),
            flag(patterns[1]),
            candidate.predicate.map_or(-1.0, |predicate| 1.0 - predicate.types[0]),
        ]
    }

    /// Of a deed: on what footing is it told?
    pub(super) fn of_status(&self, candidate: &Candidate<'d>, hypothesis: &Hypothesis<'d>) -> Vec<f32> {
        let document = self.document;
        let (token, ground) = (candidate.token, &hypothesis.ground);
        let stance = ground.according_to.and_then(|id| self.statements.get(id.index()));
        let says = arguments(candidate).map(|argument| argument.says).fold(0.0, f32::max);
        let head = document.head(token);
        let mut numbers = vec![
            ground.status as u8 as f32,
            flag(ground.according_to.is_some()),
            stance.map_or(-1.0, |statement| statement.stance as u8 as f32),
            stance.map_or(-1.0, |statement| flag(statement.hedged) + 2.0 * flag(statement.negated)),
            flag(ground.speaks),
            says,
            place(&Plover::ALL, &hypothesis.plover()),
            numbers::upos(document, token),
            numbers::deprel(document, token),
            head.map_or(-1.0, |head| numbers::upos(document, head)),
            head.map_or(-1.0, |head| numbers::deprel(document, head)),
            kind(hypothesis.found.pattern.kind),
            flag(hypothesis.found.frame.passive),
            flag(document.child(token, &["aux"]).is_some()),
            flag(document.child(token, &["mark"]).is_some()),
            document.ancestors(token).count() as f32,
        ];
        // "charged with murder", "vowed to strike": what the deed above is, and how this one hangs on it.
        let above = document.ancestors(token).enumerate().find_map(|(steps, above)| {
            let at = self.candidates.binary_search_by_key(&above, |candidate| candidate.token).ok()?;
            Some((steps, &self.candidates[at]))
        });
        let likeliest = |candidate: &Candidate<'_>| match candidate.predicate {
            Some(predicate) => Some(predicate.likeliest().0),
            None => candidate.hypotheses.first().map(Hypothesis::plover),
        };
        let plover = above.and_then(|(_, above)| likeliest(above));
        let deep = above.and_then(|(steps, _)| {
            std::iter::once(token)
                .chain(document.ancestors(token))
                .nth(steps)
                .map(|branch| numbers::deprel(document, branch))
        });
        let grounds = above.and_then(|(_, above)| above.hypotheses.first());
        numbers.extend([
            plover.map_or(-1.0, |plover| place(&Plover::ALL, &plover)),
            above.map_or(-1.0, |(steps, _)| steps as f32),
            deep.unwrap_or(-2.0),
            grounds.map_or(-1.0, |hypothesis| hypothesis.ground.status as u8 as f32),
            numbers::preposition(document, token),
        ]);
        numbers.extend(above.and_then(|(_, above)| above.predicate).map_or([-1.0; 4], |predicate| {
            let [reported, _, alleged, future, possible, ..] = predicate.statuses;
            [reported, alleged, future, possible]
        }));
        numbers.extend(statuses(candidate.predicate));
        numbers
    }

    /// Of two candidates, the earlier first: do they tell one deed?
    pub(super) fn of_pair(&self, earlier: usize, later: usize) -> Vec<f32> {
        let document = self.document;
        let (a, b) = (&self.candidates[earlier], &self.candidates[later]);
        let likeliest = |candidate: &Candidate<'d>| -> Option<Plover> {
            let told = |hypothesis: &&Hypothesis<'d>| {
                let share = candidate.predicate.map_or(0.3, |predicate| predicate.share(hypothesis.plover()));
                share + if hypothesis.by == By::Pattern { 0.3 } else { 0.0 }
            };
            let best = candidate.hypotheses.iter().reduce(|x, y| if told(&y) > told(&x) { y } else { x });
            best.map(Hypothesis::plover)
        };
        let shared = |of: Of| match (self.likely_party(a, of), self.likely_party(b, of)) {
            (Some(a), Some(b)) => 1.0 - 2.0 * flag(a != b),
            _ => 0.0,
        };
        let (left, right) = (likeliest(a), likeliest(b));
        let path = numbers::path(document, a.token, b.token);
        let apart = document.sentence_id(b.token).index() - document.sentence_id(a.token).index();
        let told = |candidate: &Candidate<'_>| candidate.predicate.map_or(-1.0, |predicate| 1.0 - predicate.types[0]);
        let fullest = |candidate: &Candidate<'_>| candidate.predicate.map_or(-1.0, |predicate| predicate.fullest);
        let definite = |token: TokenId| {
            document.child(token, &["det"]).is_some_and(|det| matches!(document.lemma(det), "the" | "this" | "that"))
        };
        vec![
            self.same(a, b),
            apart as f32,
            flag(left == right),
            left.map_or(-1.0, |plover| place(&Plover::ALL, &plover)),
            right.map_or(-1.0, |plover| place(&Plover::ALL, &plover)),
            flag(document.lemma(a.token) == document.lemma(b.token)),
            (b.token.0 - a.token.0) as f32,
            path[0],
            path[1],
            path[2],
            path[3],
            shared(|argument| argument.source),
            shared(|argument| argument.target),
            told(a),
            told(b),
            fullest(a),
            fullest(b),
            numbers::upos(document, a.token),
            numbers::upos(document, b.token),
            flag(definite(a.token)),
            flag(definite(b.token)),
            numbers::preposition(document, a.token),
            numbers::preposition(document, b.token),
        ]
    }
}

/// What the model says of the words that may be parties of a candidate.
fn arguments<'p>(candidate: &Candidate<'p>) -> impl Iterator<Item = &'p Argument> {
    candidate.predicate.into_iter().flat_map(|predicate| &predicate.arguments)
}

/// How the deed was found, the surer the more.
fn by(by: By) -> f32 {
    match by {
        By::Pattern => 2.0,
        By::Trigger(share) => share,
        By::Type => -1.0,
    }
}

fn statuses(predicate: Option<&Predicate>) -> [f32; 7] {
    predicate.map_or([-1.0; 7], |predicate| predicate.statuses)
}

fn kind(kind: TriggerKind) -> f32 {
    kind as u8 as f32
}

fn entity_kind(kind: EntityKind) -> f32 {
    kind as u8 as f32
}

fn slot(slot: &crate::deeds::Slot) -> f32 {
    use crate::deeds::Slot;
    match slot {
        Slot::Subject => 0.0,
        Slot::Object => 1.0,
        Slot::Indirect => 2.0,
        Slot::Possessor => 3.0,
        Slot::Nationality => 4.0,
        Slot::Modifier => 5.0,
        Slot::Preposition(word) => 6.0 + place(PREPOSITIONS, &word.as_ref()).max(-1.0) + 1.0,
        _ => 50.0,
    }
}
