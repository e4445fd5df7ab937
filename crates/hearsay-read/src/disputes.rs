//! Disputes: who contradicts whom.
//!
//! A denial is set against the statement it denies: one about the same parties and the same matter, by somebody else.
//! So is a statement whose own words say no to an accusation ("no trace of poison was found"), and the defence of the
//! accused ("his lawyer argued ..."). Two assessments of one pair are set against each other when one says that they stand well and the other that they
//! do not. The paper's own voice takes no side, so it is in no dispute.

use std::collections::{BTreeMap, BTreeSet};

use crate::syntax::clause::{is_negated, is_nobody};
use hearsay_core::{
    Assessment, Dispute, DisputeKind, Document, Entities, EntityId, Extreme, Span, Stance, Statement, StatementId,
    Status, TokenId, Trend, Upos, Voice,
};

/// How many statements around an accusation may speak against it without a word of denial.
const NEAR: usize = 12;

/// How many statements before and after a denial are asked whether they are what it denies.
const REACH: usize = 200;

/// Pairs of statements that cannot both stand, each once, in text order of the one that contradicts.
pub fn disputes(
    document: &Document,
    entities: &Entities,
    statements: &[Statement],
    assessments: &[Assessment],
) -> Vec<Dispute> {
    let reader = Disputes { document, entities, statements };
    let mut found: BTreeMap<(StatementId, StatementId), Dispute> = BTreeMap::new();
    let denials = reader.over_assessments(assessments).into_iter().chain(reader.over_denials());
    for dispute in denials.chain(reader.over_rulings()).chain(reader.over_judgements()).chain(reader.over_answers()) {
        let [contradicted, contradicts] = dispute.statements;
        let turned = found.contains_key(&(contradicted, contradicts));
        if !turned {
            found.entry((contradicts, contradicted)).or_insert(dispute);
        }
    }
    reader.once(found.into_values())
}

struct Disputes<'a> {
    document: &'a Document,
    entities: &'a Entities,
    statements: &'a [Statement],
}

/// One side of a dispute.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Party(EntityId),
    Alone(StatementId),
}

/// An assessment with the statement that answers for it and the way it points.
struct Judged {
    statement: StatementId,
    denies: bool,
    /// -1 to 1, turned round where it is denied.
    level: f32,
    about: Vec<EntityId>,
}

impl Disputes<'_> {
    fn over_assessments(&self, assessments: &[Assessment]) -> Vec<Dispute> {
        let mut of_pair: BTreeMap<Vec<String>, Vec<Judged>> = BTreeMap::new();
        for assessment in assessments.iter().filter(|assessment| assessment.voice == Voice::Report) {
            if let Some(judged) = self.judged(assessment) {
                of_pair.entry(self.pair(assessment)).or_default().push(judged);
            }
        }
        let mut found = Vec::new();
        for judged in of_pair.values() {
            for (i, contradicts) in judged.iter().enumerate() {
                found.extend(self.strongest_opposites(contradicts, i, judged));
            }
        }
        found
    }

    /// Against each other source the assessment that is furthest from this one.
    fn strongest_opposites(&self, contradicts: &Judged, place: usize, all: &[Judged]) -> Vec<Dispute> {
        let mut by_source: BTreeMap<Option<EntityId>, &Judged> = BTreeMap::new();
        for (i, other) in all.iter().enumerate().take(REACH) {
            // Of two plain assessments the later contradicts the earlier; a denial contradicts whatever it denies.
            let turn = if contradicts.denies { !other.denies } else { i < place && !other.denies };
            if !turn || other.level * contradicts.level >= 0.0 || self.one_voice(other.statement, contradicts.statement)
            {
                continue;
            }
            let best = by_source.entry(self.statement(other.statement).source.entity).or_insert(other);
            if other.level.abs() > best.level.abs() {
                *best = other;
            }
        }
        let kind = if contradicts.denies { DisputeKind::Denial } else { DisputeKind::Assessment };
        let dispute = |other: &Judged| {
            let about: BTreeSet<EntityId> = other.about.iter().chain(&contradicts.about).copied().collect();
            Dispute { statements: [other.statement, contradicts.statement], kind, about: about.into_iter().collect() }
        };
        by_source.into_values().map(dispute).collect()
    }

    fn judged(&self, assessment: &Assessment) -> Option<Judged> {
        let own = assessment.according_to?;
        let denial =
            self.chain(own).find(|&id| self.statement(id).stance == Stance::Denies && !self.statement(id).negated);
        let level = match (assessment.extreme, assessment.level, assessment.trend) {
            (Some(Extreme::Low), ..) => -1.0,
            (Some(Extreme::High), ..) => 1.0,
            (None, Some(level), _) => level,
            (None, None, Some(Trend::Worsening)) => -0.4,
            (None, None, Some(Trend::Improving)) => 0.4,
            _ => return None,
        };
        let turned = assessment.status == Status::Denied || assessment.status == Status::Negated;
        Some(Judged {
            statement: denial.unwrap_or(own),
            denies: denial.is_some(),
            level: if turned { -level } else { level },
            about: assessment.between.to_vec(),
        })
    }

    /// The two parties by country, so that "the CIA and the ISI" and "Washington and Islamabad" are one pair.
    fn pair(&self, assessment: &Assessment) -> Vec<String> {
        let countries = assessment.between.map(|id| self.entities.get(id).country.clone());
        let mut pair: Vec<String> = match countries {
            [Some(a), Some(b)] if a != b => vec![a, b],
            _ => assessment.between.iter().map(EntityId::to_string).collect(),
        };
        pair.sort();
        pair
    }

    fn statement(&self, id: StatementId) -> &Statement {
        &self.statements[id.index()]
    }

    /// The statement and those around it, from the inside out.
    fn chain(&self, id: StatementId) -> impl Iterator<Item = StatementId> + '_ {
        std::iter::successors(Some(id), |&id| self.statement(id).within).take(self.statements.len())
    }

    /// Whether both are said by one source, or one inside the other.
    fn one_voice(&self, a: StatementId, b: StatementId) -> bool {
        let source = |id: StatementId| self.statement(id).source.entity;
        let same = source(a).is_some() && source(a) == source(b);
        same || self.chain(a).any(|id| id == b) || self.chain(b).any(|id| id == a)
    }

    /// One row for the same two sides about the same parties, however many statements voice each: the first.
    fn once(&self, found: impl Iterator<Item = Dispute>) -> Vec<Dispute> {
        let mut known = BTreeSet::new();
        let fresh = |dispute: &Dispute| {
            let mut sides = dispute.statements.map(|id| self.side(id));
            sides.sort();
            let named = sides.iter().all(|side| matches!(side, Side::Party(_)));
            !named || known.insert((sides, dispute.about.clone()))
        };
        found.filter(fresh).collect()
    }

    /// Who stands behind a statement: the source, or the statement itself where nobody is named.
    fn side(&self, id: StatementId) -> Side {
        let source = &self.statement(id).source;
        source.part_of.or(source.entity).map_or(Side::Alone(id), Side::Party)
    }

    /// "The court rejected the argument", "overturned the convictions": who claimed or decided it.
    fn over_rulings(&self) -> Vec<Dispute> {
        let rulings = self.statements.iter().filter(|one| one.stance == Stance::Decrees && !one.negated);
        let undoes = |one: &&Statement| one.cue.as_ref().is_some_and(|cue| is_undoing(&cue.lemma));
        rulings.filter(undoes).filter(|one| one.voice == Voice::Report).filter_map(|one| self.undone_by(one)).collect()
    }

    fn undone_by(&self, ruling: &Statement) -> Option<Dispute> {
        let matter = self.matter(&ruling.content);
        let place = ruling.id.index();
        let window = place.saturating_sub(NEAR)..(place + NEAR).min(self.statements.len());
        let mut best: Option<((usize, usize), &Statement)> = None;
        for other in &self.statements[window] {
            let claims =
                can_be_denied(other) || matches!(other.stance, Stance::Decrees | Stance::Intends | Stance::Demands);
            if !claims || self.one_voice(other.id, ruling.id) {
                continue;
            }
            let aimed = other.source.entity.is_some_and(|source| matter.parties.contains(&source));
            let shared = matter.words.intersection(&self.matter(&other.content).words).count();
            // "rejected this argument": what was argued just before.
            let pointed = matter.is_blank() && other.id < ruling.id && place - other.id.index() <= 2;
            let weight = 2 * shared + usize::from(aimed) + usize::from(pointed);
            let near = NEAR - other.id.index().abs_diff(place);
            if (shared > 0 || pointed) && weight >= 2 && best.as_ref().is_none_or(|(known, _)| *known < (weight, near))
            {
                best = Some(((weight, near), other));
            }
        }
        best.map(|(_, other)| self.denial(other, ruling))
    }

    /// "Dorn defended the raid", "Berg condemned the raid": one thing, judged well and ill.
    fn over_judgements(&self) -> Vec<Dispute> {
        let told = |stance| move |one: &&Statement| one.stance == stance && !one.negated && one.voice == Voice::Report;
        let mut found = Vec::new();
        for blame in self.statements.iter().filter(told(Stance::Criticises)) {
            let Some(blamed) = self.thing(&blame.content) else { continue };
            let place = blame.id.index();
            let window = place.saturating_sub(2 * NEAR)..(place + 2 * NEAR).min(self.statements.len());
            let praise = self.statements[window]
                .iter()
                .filter(told(Stance::Praises))
                .find(|praise| self.thing(&praise.content) == Some(blamed) && !self.one_voice(praise.id, blame.id));
            found.extend(praise.map(|praise| self.denial(praise, blame)));
        }
        found
    }

    /// What is praised or blamed, where that is a thing with a name of its own kind: "the raid".
    fn thing(&self, content: &[Span]) -> Option<&str> {
        let words = self.words_in(content);
        let top = words.iter().copied().find(|&word| {
            self.document.head(word).is_none_or(|head| !words.contains(&head))
                && self.document.token(word).upos != Upos::Punct
        })?;
        let lemma = self.document.lemma(top);
        (self.document.token(top).upos == Upos::Noun && !is_blank(lemma)).then_some(lemma)
    }

    fn denial(&self, contradicted: &Statement, contradicts: &Statement) -> Dispute {
        let parties = self.matter(&contradicted.content).parties;
        let about = parties.intersection(&self.matter(&contradicts.content).parties).copied().collect();
        Dispute { statements: [contradicted.id, contradicts.id], kind: DisputeKind::Denial, about }
    }

    fn over_denials(&self) -> Vec<Dispute> {
        let denials = |statement: &&Statement| {
            statement.stance == Stance::Denies && !statement.negated && statement.voice == Voice::Report
        };
        self.statements.iter().filter(denials).filter_map(|denial| self.denied_by(denial)).collect()
    }

    /// The statement that a denial is an answer to.
    fn denied_by(&self, denial: &Statement) -> Option<Dispute> {
        let matter = self.matter(&denial.content);
        let place = denial.id.index();
        let window = place.saturating_sub(REACH)..(place + REACH).min(self.statements.len());
        let mut best: Option<((u32, usize), StatementId, BTreeSet<EntityId>)> = None;
        for other in &self.statements[window] {
            if !can_be_denied(other) || self.one_voice(other.id, denial.id) && !self.answers_inside(other, denial) {
                continue;
            }
            let theirs = self.matter(&other.content);
            let mut shared: BTreeSet<EntityId> = matter.parties.intersection(&theirs.parties).copied().collect();
            // "Breland denied it": whoever denies is a party to what was said of them.
            let accused = denial.source.entity.filter(|source| theirs.parties.contains(source));
            shared.extend(accused);
            let words = u32::try_from(matter.words.intersection(&theirs.words).count()).unwrap_or(u32::MAX);
            let blank = matter.is_blank() && accused.is_some() && other.id < denial.id;
            let accuses = u32::from(other.stance == Stance::Alleges) + u32::from(accused.is_some());
            let score = match (shared.is_empty(), words) {
                (false, 1..) => 2 * words + 2 * u32::try_from(shared.len()).unwrap_or(0) + accuses,
                (true, 3..) => 2 * words,
                _ if blank => 1 + accuses,
                _ => continue,
            };
            // Of equal ones the nearest.
            let near = self.statements.len() - other.id.index().abs_diff(place);
            if best.as_ref().is_none_or(|(known, ..)| *known < (score, near)) {
                best = Some(((score, near), other.id, shared));
            }
        }
        let (_, denied, shared) = best?;
        Some(Dispute {
            statements: [denied, denial.id],
            kind: DisputeKind::Denial,
            about: shared.into_iter().collect(),
        })
    }

    /// "Dorn was accused of theft, which she denied": the denial stands inside what it denies.
    fn answers_inside(&self, other: &Statement, denial: &Statement) -> bool {
        let inside = denial.within == Some(other.id);
        let source = denial.source.entity;
        inside && other.stance == Stance::Alleges && source.is_some() && source != other.source.entity
    }

    /// Plain statements that say no to an accusation, or speak up for the accused.
    fn over_answers(&self) -> Vec<Dispute> {
        let accusations = self.statements.iter().filter(|statement| {
            statement.stance == Stance::Alleges && !statement.negated && statement.voice == Voice::Report
        });
        // Who answers, answers the nearest accusation; one with an accuser before one without.
        let mut found: BTreeMap<StatementId, Dispute> = BTreeMap::new();
        for dispute in accusations.flat_map(|accusation| self.answers_to(accusation)) {
            let [accusation, answer] = dispute.statements;
            let weight = |id: StatementId| {
                (!self.statement(id).source.spans.is_empty(), std::cmp::Reverse(id.index().abs_diff(answer.index())))
            };
            let known = found.entry(answer).or_insert_with(|| dispute.clone());
            if weight(accusation) > weight(known.statements[0]) {
                *known = dispute;
            }
        }
        found.into_values().collect()
    }

    fn answers_to(&self, accusation: &Statement) -> Vec<Dispute> {
        let theirs = self.matter(&accusation.content);
        let place = accusation.id.index();
        let window = place.saturating_sub(NEAR)..(place + NEAR).min(self.statements.len());
        let mut found = Vec::new();
        for other in &self.statements[window] {
            let plain = other.stance == Stance::Asserts && !other.negated && other.voice == Voice::Report;
            if !plain || self.one_voice(accusation.id, other.id) {
                continue;
            }
            let matter = self.matter(&other.content);
            let mut shared: BTreeSet<EntityId> = matter.parties.intersection(&theirs.parties).copied().collect();
            let words = matter.words.intersection(&theirs.words).count();
            // "No trace of poison was found in his blood": the same matter under a no.
            let refused = self.is_refused(&other.content) && (words >= 2 || words >= 1 && !shared.is_empty());
            // "Her lawyer argued she had merely done her job": the accused's own side, with a verb that argues.
            let side: BTreeSet<EntityId> =
                self.parties_in(&other.source.spans).into_iter().chain(other.source.entity).collect();
            let accused: BTreeSet<EntityId> = side.intersection(&theirs.parties).copied().collect();
            let argues = other.cue.as_ref().is_some_and(|cue| {
                matches!(&*cue.lemma, "insist" | "maintain" | "argue" | "contend" | "counter" | "retort" | "protest")
            });
            let defends = argues && !accused.is_empty() && other.id > accusation.id;
            if refused || defends {
                shared.extend(accused);
                found.push(Dispute {
                    statements: [accusation.id, other.id],
                    kind: DisputeKind::Denial,
                    about: shared.into_iter().collect(),
                });
            }
        }
        found
    }

    /// Whether the main clause of what is said is under "no", "not", "never" or "nothing".
    fn is_refused(&self, content: &[Span]) -> bool {
        let words = self.words_in(content);
        let inside = |word: TokenId| words.contains(&word);
        let Some(top) = words.iter().copied().find(|&word| {
            self.document.head(word).is_none_or(|head| !inside(head)) && self.document.token(word).upos != Upos::Punct
        }) else {
            return false;
        };
        let object = |child: TokenId| self.document.token(child).deprel.is("obj") && is_nobody(self.document, child);
        is_negated(self.document, top) || self.document.children(top).iter().any(|&child| object(child))
    }

    fn words_in(&self, content: &[Span]) -> Vec<TokenId> {
        let tokens = self.document.tokens();
        let mut words = Vec::new();
        for span in content {
            let first = tokens.partition_point(|token| token.span.start() < span.start());
            let after = tokens.partition_point(|token| token.span.start() < span.end());
            words.extend((first..after.min(first + 400)).map(TokenId::from_index));
        }
        words
    }

    fn parties_in(&self, spans: &[Span]) -> BTreeSet<EntityId> {
        self.words_in(spans).into_iter().filter_map(|word| self.entities.headed_by(word)).collect()
    }

    /// Whom and what the words are about.
    fn matter(&self, content: &[Span]) -> Matter<'_> {
        let mut matter = Matter::default();
        for token in self.words_in(content) {
            if let Some(party) = self.entities.headed_by(token) {
                matter.parties.insert(party);
            }
            let named = self.document.name_at(token).is_some();
            let open = matches!(self.document.token(token).upos, Upos::Noun | Upos::Verb | Upos::Adj | Upos::Propn);
            if open && !named && !is_blank(self.document.lemma(token)) {
                matter.words.insert(stem(self.document.lemma(token)));
            }
        }
        matter
    }
}

#[derive(Default)]
struct Matter<'a> {
    parties: BTreeSet<EntityId>,
    words: BTreeSet<&'a str>,
}

impl Matter<'_> {
    /// "denied the allegations", "denied it": the words name no matter of their own.
    fn is_blank(&self) -> bool {
        self.words.len() <= 1
    }
}

/// "poison", "poisoned" and "poisoning" are one matter.
fn stem(lemma: &str) -> &str {
    let ending = ["ation", "ings", "ing", "ment", "ed", "es", "s", "e"];
    let cut = ending.iter().find_map(|end| lemma.strip_suffix(end)).filter(|stem| stem.chars().count() >= 4);
    cut.unwrap_or(lemma)
}

fn can_be_denied(statement: &Statement) -> bool {
    statement.voice == Voice::Report
        && !statement.negated
        && matches!(
            statement.stance,
            Stance::Asserts
                | Stance::Alleges
                | Stance::Believes
                | Stance::Confirms
                | Stance::Discloses
                | Stance::Fears
                | Stance::Criticises
        )
}

/// Verbs of courts and bodies that undo what was claimed or decided.
fn is_undoing(cue: &str) -> bool {
    let verb = cue.split(' ').next().unwrap_or_default();
    matches!(
        verb,
        "overturn"
            | "overrule"
            | "reject"
            | "dismiss"
            | "quash"
            | "reverse"
            | "annul"
            | "void"
            | "vacate"
            | "strike"
            | "throw"
            | "repeal"
    )
}

/// Words that carry no matter: they are shared by any two statements.
fn is_blank(lemma: &str) -> bool {
    matches!(
        lemma,
        "be" | "have"
            | "do"
            | "say"
            | "make"
            | "take"
            | "get"
            | "go"
            | "allegation"
            | "accusation"
            | "claim"
            | "charge"
            | "report"
            | "wrongdoing"
            | "part"
            | "role"
            | "involvement"
            | "any"
            | "such"
            | "other"
            | "more"
            | "year"
            | "people"
            | "thing"
            | "will"
            | "would"
            | "statement"
            | "many"
            | "most"
            | "new"
            | "last"
    )
}
