//! A candidate as numbers for the trees, and as signs whose weights are learned. The order of numbers is that of the weights.

use std::fmt::Write as _;

use hearsay_core::{Argument, MentionKind, NameKind, Plover, Predicate, Stance, Status, TokenId, Upos};

use super::candidates::Candidate;
use super::clauses::Clauses;
use super::standing::Refusal;
use crate::numbers::{deprel, flag, path, place, preposition, upos};
use crate::scene::Scene;
use crate::syntax::clause::{is_negated, is_passive, is_question};
use crate::syntax::phrase;

/// Types of deeds that are wrongs done to somebody.
const HOSTILE: [Plover; 4] = [Plover::Assault, Plover::Coerce, Plover::Threaten, Plover::Mobilize];

/// Kinds of signs; the weights of each kind are one number.
pub(super) const KINDS: [&str; 6] = ["cue", "class", "source", "governor", "head", "word"];

/// Words below this in a clause's tree are no signs.
const MOST_WORDS: usize = 60;

/// What the words of one statement have in common for all of its candidates.
pub(super) struct Said<'a> {
    pub(super) anchor: Option<TokenId>,
    /// Words of the content, in text order.
    pub(super) words: Vec<TokenId>,
    /// Predicates of the content and of the cue's sentence.
    predicates: Vec<&'a Predicate>,
    /// Words of wrongdoing among the words.
    wrongs: Vec<TokenId>,
    /// Statements ahead that say no.
    pub(super) refusals: Vec<Refusal>,
    shared: Vec<f32>,
}

impl<'a> Said<'a> {
    pub(super) fn new(scene: &Scene<'a>, candidate: &Candidate<'a>) -> Self {
        let (document, statement) = (scene.document, candidate.statement);
        let anchor = scene.anchor(statement);
        let words = scene.words(&statement.content);
        let all = document.predicates().unwrap_or_default();
        let sentence = anchor.map(|anchor| document.sentence(anchor).tokens.clone()).unwrap_or_default();
        let first = words.first().map_or(sentence.start, |word| word.0.min(sentence.start));
        let last = words.last().map_or(sentence.end, |word| (word.0 + 1).max(sentence.end));
        let from = all.partition_point(|predicate| predicate.token.0 < first);
        let until = all.partition_point(|predicate| predicate.token.0 < last);
        let is_wrong = |&word: &TokenId| scene.is_wrong(word);
        let mut said = Self {
            anchor,
            wrongs: words.iter().copied().filter(is_wrong).collect(),
            words,
            predicates: all[from..until].iter().collect(),
            refusals: scene.refusals_ahead(statement.id),
            shared: Vec::new(),
        };
        said.shared = said.numbers(scene, candidate);
        said
    }

    /// Of the statement, whoever is accused.
    fn numbers(&self, scene: &Scene<'a>, candidate: &Candidate<'a>) -> Vec<f32> {
        let (document, statement) = (scene.document, candidate.statement);
        let outer: Vec<Stance> = scene.chain(statement.id).skip(1).map(|id| scene.statement(id).stance).collect();
        let denied = outer.iter().any(|stance| matches!(stance, Stance::Denies | Stance::Refuses | Stance::Doubts));
        let source = statement.source.entity.map(|id| scene.entities.get(id));
        let cue = self.anchor.and_then(|anchor| document.predicate(anchor));
        let inside: Vec<_> = scene.events_in(&statement.content).collect();
        let most = |plover: Plover| {
            let inside = self.predicates.iter().filter(|predicate| self.holds(predicate.token));
            inside.map(|predicate| predicate.share(plover)).fold(0.0, f32::max)
        };
        let mut numbers = vec![
            statement.stance as u8 as f32,
            flag(statement.negated),
            flag(statement.hedged),
            statement.form as u8 as f32,
            statement.source.level as u8 as f32,
            self.anchor.map_or(-2.0, |anchor| upos(document, anchor)),
            self.anchor.map_or(-1.0, |anchor| flag(is_passive(document, anchor))),
            source.map_or(-1.0, |source| source.kind as u8 as f32),
            flag(statement.source.spans.is_empty()),
            outer.len() as f32,
            outer.first().map_or(-1.0, |stance| *stance as u8 as f32),
            flag(denied),
            candidate.of as f32,
            self.words.len() as f32,
            cue.map_or(-1.0, |cue| cue.share(Plover::Accuse)),
            cue.map_or(-1.0, |cue| cue.share(Plover::Coerce)),
            cue.map_or(-1.0, |cue| cue.types[0]),
            most(Plover::Accuse),
            inside.iter().filter(|event| HOSTILE.contains(&event.plover)).count() as f32,
            flag(scene.is_refused(&statement.content)),
            flag(scene.top(&self.words).is_some_and(|top| is_question(document, top))),
        ];
        numbers.extend(HOSTILE.map(most));
        numbers
    }

    fn holds(&self, word: TokenId) -> bool {
        self.words.binary_search(&word).is_ok()
    }
}

impl<'a> Scene<'a> {
    /// All numbers but for the weights of signs.
    pub(super) fn numbers_of(&self, said: &Said<'a>, candidate: &Candidate<'a>, clauses: &mut Clauses) -> Vec<f32> {
        let (document, statement, head) = (self.document, candidate.statement, candidate.mention.head);
        let entity = self.entities.get(candidate.entity);
        let source = statement.source.entity.map(|id| self.entities.get(id));
        let governor = self.governor(head);
        let mut numbers = said.shared.clone();
        let inside = said.holds(head);
        let anchor = said.anchor;
        let own = anchor.and_then(|anchor| document.predicate(anchor)).and_then(|cue| cue.argument(head));
        let first = document.head(head).filter(|_| document.token(head).deprel.is("conj"));
        let in_source = statement.source.spans.iter().any(|span| span.contains(candidate.mention.span));
        let within_source = self.speakers(statement).contains(&candidate.entity);
        numbers.extend([
            candidate.ordinal as f32,
            match anchor {
                _ if inside => 0.0,
                _ if in_source => 1.0,
                Some(anchor) if head < anchor => 2.0,
                _ => 3.0,
            },
            anchor.map_or(-999.0, |anchor| head.0 as f32 - anchor.0 as f32),
            said.words.first().map_or(-999.0, |first| head.0 as f32 - first.0 as f32),
            deprel(document, head),
            upos(document, head),
            document.head(head).map_or(-2.0, |above| upos(document, above)),
            document.head(head).map_or(-2.0, |above| deprel(document, above)),
            preposition(document, head),
            match candidate.mention.kind {
                MentionKind::Name => 0.0,
                MentionKind::Nominal => 1.0,
                MentionKind::Pronoun => 2.0,
            },
            entity.kind as u8 as f32,
            flag(entity.actor.is_some()) + flag(!entity.roles.is_empty()),
            document.name_at(head).map_or(-1.0, |name| match name.kind {
                NameKind::Person => 0.0,
                NameKind::Organization => 1.0,
                NameKind::Place => 2.0,
            }),
            flag(source.is_some_and(|source| source.country.is_some() && source.country == entity.country)),
            flag(within_source),
            flag(self.speaks_in(statement.id, candidate.entity)),
            flag(first.is_some()),
        ]);
        numbers.extend(anchor.map_or([-1.0; 4], |anchor| path(document, anchor, head)));
        numbers.extend(shares(own));
        numbers.extend(self.parts(said, head));
        numbers.extend(first.map_or([-1.0; PARTS], |first| self.parts(said, first)));
        numbers.extend(self.told_of(candidate));
        let by_governor = governor.and_then(|governor| document.predicate(governor));
        numbers.push(governor.map_or(-2.0, |governor| upos(document, governor)));
        numbers.extend(governor.map_or([-1.0; 4], |governor| clauses.of(self, governor).numbers));
        numbers.extend([
            governor.map_or(-1.0, |governor| flag(said.holds(governor))),
            by_governor.map_or(-1.0, |predicate| predicate.types[0]),
            by_governor.map_or(-1.0, |predicate| predicate.share(Plover::Accuse)),
            by_governor.map_or(-1.0, |predicate| predicate.share(Plover::Assault)),
            by_governor.map_or(-1.0, |predicate| predicate.share(Plover::Coerce)),
            by_governor.map_or(-1.0, |predicate| place(&Plover::ALL, &predicate.likeliest().0)),
        ]);
        numbers.extend(by_governor.map_or([-1.0; 7], |predicate| predicate.statuses));
        numbers.extend(shares(by_governor.and_then(|predicate| predicate.argument(head))));
        numbers.extend(self.wrong_of(said, head, governor));
        numbers.extend(self.standing(&said.refusals, statement.id, candidate.entity));
        numbers.extend(self.slots(candidate, anchor, governor, clauses));
        numbers
    }

    /// Whether it is a word of wrongdoing.
    fn is_wrong(&self, word: TokenId) -> bool {
        self.is_weighty(word) && self.lexicon.contention.wrongs.has(self.document.lemma(word))
    }

    /// How a mention hangs on the first word of wrongdoing behind it, or else on the last before it.
    fn wrong_of(&self, said: &Said<'a>, head: TokenId, governor: Option<TokenId>) -> [f32; 11] {
        let document = self.document;
        let sentence = document.sentence(head);
        let own: Vec<TokenId> = said.wrongs.iter().copied().filter(|&word| sentence.holds(word)).collect();
        let wrong = own.iter().copied().find(|&word| word > head).or(own.last().copied());
        let [up, down, left, right] = wrong.map_or([-1.0; 4], |wrong| path(document, head, wrong));
        [
            governor.map_or(-1.0, |governor| flag(self.is_wrong(governor))),
            said.wrongs.len() as f32,
            wrong.map_or(99.0, |wrong| wrong.0 as f32 - head.0 as f32),
            up,
            down,
            left,
            right,
            wrong.map_or(-2.0, |wrong| upos(document, wrong)),
            wrong.map_or(-1.0, |wrong| flag(is_passive(document, wrong))),
            wrong.map_or(-1.0, |wrong| flag(is_negated(document, wrong))),
            wrong.map_or(-1.0, |wrong| self.lexicon.factuality.happened(document, wrong, &self.lexicon.footing)),
        ]
    }

    /// The nearest verb, noun or adjective over a mention.
    fn governor(&self, head: TokenId) -> Option<TokenId> {
        let open = |&word: &TokenId| {
            matches!(self.document.token(word).upos, Upos::Verb | Upos::Noun | Upos::Adj)
                && !self.document.token(word).deprel.is("conj")
        };
        self.document.ancestors(head).find(open).or(self.document.head(head))
    }

    /// What the predicates of a statement say of a word: how far it is the source or the target of an accusation, of a wrong, of any deed.
    fn parts(&self, said: &Said<'a>, head: TokenId) -> [f32; PARTS] {
        let mut parts = [0.0_f32; PARTS];
        for predicate in &said.predicates {
            let Some(argument) = predicate.argument(head) else { continue };
            let wrong: f32 = HOSTILE.iter().map(|&plover| predicate.share(plover)).sum();
            let accuses = predicate.share(Plover::Accuse);
            let any = 1.0 - predicate.types[0];
            let mine = [
                accuses * argument.source,
                accuses * argument.target,
                wrong * argument.source,
                wrong * argument.target,
                any * argument.source,
                any * argument.target,
            ];
            for (part, mine) in parts.iter_mut().zip(mine) {
                *part = part.max(mine);
            }
        }
        parts
    }

    /// What the events of a statement tell of a candidate: accused, accuser, doer of a wrong and on what footing, its target.
    fn told_of(&self, candidate: &Candidate<'a>) -> [f32; 6] {
        let is = |parties: &[hearsay_core::Party]| parties.iter().any(|party| party.entity == candidate.entity);
        let statement = candidate.statement;
        let cue = statement.cue.iter().flat_map(|cue| &cue.spans);
        let spans: Vec<_> = statement.content.iter().chain(cue).copied().collect();
        let mut told = [0.0_f32, 0.0, 0.0, -1.0, 0.0, 0.0];
        for event in self.events_in(&spans) {
            let (source, target) = (is(&event.source), is(&event.target));
            if event.plover == Plover::Accuse {
                told[0] += flag(target);
                told[1] += flag(source);
            } else if HOSTILE.contains(&event.plover) {
                told[2] += flag(source);
                told[4] += flag(target);
                if source {
                    told[3] = place(&Status::ALL, &event.status);
                }
            } else {
                told[5] += flag(source);
            }
        }
        told
    }

    /// The signs of a candidate, each as its kind and its word.
    pub(super) fn signs_of(&self, said: &Said<'a>, candidate: &Candidate<'a>, mut each: impl FnMut(usize, &str)) {
        let (document, statement, head) = (self.document, candidate.statement, candidate.mention.head);
        let mut sign = String::new();
        let mut tell = |kind: usize, word: &str, more: &str| {
            sign.clear();
            let _ = write!(sign, "{}={word}{more}", KINDS[kind]);
            each(kind, &sign);
        };
        if let Some(cue) = &statement.cue {
            let lemma = cue.lemma.split(' ').next().unwrap_or_default();
            tell(0, lemma, "");
            tell(1, &cue.class, "");
        }
        let source = statement.source.spans.first().and_then(|&span| self.words(&[span]).last().copied());
        if let Some(word) = source.filter(|&word| document.name_at(word).is_none()) {
            tell(2, document.lemma(word), "");
        }
        let relation = document.token(head).deprel.base();
        if let Some(governor) = self.governor(head) {
            let word = document.lemma(governor);
            tell(3, word, "");
            tell(3, word, &format!(" {relation}"));
            if let Some(preposition) = phrase::preposition(document, head) {
                tell(3, word, &format!(" {preposition}"));
            }
            // "committed fraud", "accused of fraud", "guilty of murder": what the verb takes.
            for &below in document.children(governor).iter().filter(|&&below| below != head && self.is_weighty(below)) {
                tell(5, document.lemma(below), "");
            }
        }
        if candidate.mention.kind == MentionKind::Nominal {
            tell(4, document.lemma(head), "");
        }
        let mut known = std::collections::BTreeSet::new();
        let weighty = said.words.iter().take(MOST_WORDS).copied().filter(|&word| self.is_weighty(word));
        for word in weighty.filter(|&word| word != head) {
            if known.insert(document.lemma(word)) {
                tell(5, document.lemma(word), if word < head { " <" } else { " >" });
            }
        }
    }
}

/// How many numbers [`Scene::parts`] gives.
const PARTS: usize = 6;

/// What a predicate says of a word as its party.
fn shares(argument: Option<&Argument>) -> [f32; 6] {
    argument.map_or([-1.0; 6], |argument| {
        let [zero, one, two] = argument.propbank;
        [argument.source, argument.target, argument.says, zero, one, two]
    })
}
