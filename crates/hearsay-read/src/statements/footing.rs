//! Who stands behind a statement: the level, how many people, on what terms they speak, and to whom.

use std::collections::BTreeMap;
use std::ops::Range;

use hearsay_core::{Count, EntityId, EntityKind, Level, Source, Span, TokenId, Upos};

use super::ranker::level::Outer;
use super::reading::{Found, Reading, Speaker};
use crate::cues::SourceKind;
use crate::syntax::closed_class::is_quantity;

/// What the article says once of a source and means wherever it speaks.
#[derive(Clone, Debug, Default)]
pub(super) struct Footing {
    pub terms: Option<String>,
    pub reason: Option<String>,
    pub told: Option<String>,
    pub count: Option<Count>,
}

/// Footings by the entity that they were stated of.
pub(super) type Footings = BTreeMap<EntityId, Footing>;

impl Reading<'_> {
    /// The source of a statement; `known` is what other statements of the same source say of it.
    pub(super) fn source(&self, found: &Found<'_>, outer: Outer<'_, '_>, known: &mut Footings) -> Source {
        let Some(speaker) = &found.speaker else { return Source::nobody() };
        let entity = self.entities.headed_by(speaker.who).or_else(|| self.entities.headed_by(speaker.head));
        let stated = self.stated_footing(found, speaker);
        let part_of = self.group(speaker).and_then(|group| self.entities.headed_by(group));
        let of_group = |count: Count| {
            let group = part_of.and_then(|group| known.get(&group)).and_then(|known| known.count.clone());
            capped(count, group.as_ref())
        };
        let own = stated.count.clone().map(of_group);
        let footing = match entity {
            Some(entity) => {
                let known = known.entry(entity).or_default();
                known.terms = stated.terms.or(known.terms.take());
                known.reason = stated.reason.or(known.reason.take());
                let told_here = stated.told.is_some();
                known.told = stated.told.or(known.told.take());
                let repeats = self.repeats(speaker);
                let count = own.or(known.count.clone().filter(|_| repeats)).or_else(|| self.plain_count(speaker.who));
                if known.count.is_none() || !repeats {
                    known.count.clone_from(&count);
                }
                let named = self.is_person_name(self.describing(speaker));
                // "told Reuters" holds for one statement of a named speaker, for all of an unnamed one.
                Footing { told: known.told.clone().filter(|_| told_here || !named), count, ..known.clone() }
            }
            None => Footing { count: own.or_else(|| self.plain_count(speaker.who)), ..stated },
        };
        let mut level = self.level(found, speaker, outer);
        // Terms are for people: "Dorn", "the report" and "the Gazette" have none of their own.
        let hidden = matches!(level, Level::Collective | Level::Institution | Level::Anonymous | Level::Spokesperson);
        let terms = footing.terms.filter(|_| hidden || level == Level::Relayed);
        if terms.is_some() && hidden {
            level = Level::Anonymous;
        }
        let people = matches!(
            level,
            Level::Named
                | Level::Spokesperson
                | Level::Anonymous
                | Level::Collective
                | Level::Elsewhere
                | Level::Relayed
        );
        let count = footing.count.filter(|_| people && !self.is_body(speaker));
        let behalf = self.behalf(found, speaker).or_else(|| self.spokesman_of(speaker));
        let words = |words: Range<u32>| self.words_at(self.document.span_of(words));
        Source {
            spans: vec![self.document.span_of(speaker.words.clone())],
            entity,
            level,
            count,
            description: self.description(speaker, level),
            reason: footing.reason.filter(|_| terms.is_some()),
            terms,
            told: footing.told,
            channel: self.channel(found).map(words),
            on_behalf_of: behalf.map(words),
            part_of: part_of.filter(|&group| Some(group) != entity),
        }
    }

    /// The group that a source is some of: "officials" of "some of the officials", "two of the six".
    pub(super) fn group(&self, speaker: &Speaker) -> Option<TokenId> {
        let head = speaker.who;
        let quantity =
            matches!(self.upos(head), Upos::Pron | Upos::Det | Upos::Num | Upos::Adj) || is_quantity(self.lemma(head));
        let of = |&noun: &TokenId| self.introduced_by(noun, "of").is_some();
        self.document.children_by(head, &["nmod", "obl"]).find(of).filter(|_| quantity)
    }

    /// The word that describes the speaker: for a pronoun, the head of the first description or name.
    pub(super) fn describing(&self, speaker: &Speaker) -> TokenId {
        // "one of them, Paula Dorn": the name says more than the group.
        let person =
            self.entities.headed_by(speaker.who).filter(|&id| self.entities.get(id).kind == EntityKind::Person);
        let quantity = self.group(speaker).is_some() && person.is_some();
        if let Some(name) = person.filter(|_| quantity).and_then(|id| self.entities.first_full(id)) {
            return name.head;
        }
        // "some of the officials", "half of the voters": the noun says who they are.
        if let Some(noun) = self.group(speaker).or_else(|| self.group_before(speaker.who)) {
            // "one of them": they have been described before.
            let them = self.entities.headed_by(noun).filter(|_| self.upos(noun) == Upos::Pron);
            return them.and_then(|them| self.entities.first_full(them)).map_or(noun, |mention| mention.head);
        }
        if !matches!(self.upos(speaker.who), Upos::Pron | Upos::Det) {
            return speaker.who;
        }
        let full = self.entities.headed_by(speaker.who).and_then(|id| self.entities.first_full(id));
        full.map_or(speaker.who, |mention| mention.head)
    }

    /// "The officials", "They", "the six": a second mention that brings no number of its own.
    fn repeats(&self, speaker: &Speaker) -> bool {
        self.upos(speaker.who) == Upos::Pron
            || self
                .document
                .children_by(speaker.who, &["det"])
                .any(|word| matches!(self.lemma(word), "the" | "these" | "those" | "this" | "that"))
    }

    fn description(&self, speaker: &Speaker, level: Level) -> Option<String> {
        let head = self.describing(speaker);
        let proper = self.upos(head) == Upos::Propn;
        if matches!(level, Level::Named | Level::Elsewhere | Level::Reader | Level::Unattributed) || proper {
            return None;
        }
        if self.upos(head) == Upos::Pron {
            return None;
        }
        let words = if head == speaker.head {
            speaker.words.clone()
        } else {
            self.speaker(head, &[speaker.head, self.clause_over(speaker.head)]).words
        };
        Some(self.words_at(self.document.span_of(words)))
    }

    /// The clause that a relative pronoun belongs to.
    fn clause_over(&self, head: TokenId) -> TokenId {
        self.document.ancestors(head).find(|&above| self.is(above, &["acl"])).unwrap_or(head)
    }

    /// Terms, number and hearer as stated with this statement.
    fn stated_footing(&self, found: &Found<'_>, speaker: &Speaker) -> Footing {
        let terms = self.terms_in(self.document.sentence(speaker.who)).filter(|terms| match terms.who {
            Some(who) => who == speaker.who || who == speaker.head || speaker.words.contains(&who.0),
            None => true,
        });
        let told = self.heard(found, speaker);
        let (terms, reason) = terms.map_or((None, None), |terms| (Some(terms.words), terms.reason));
        Footing {
            terms,
            reason,
            told: told.map(|words| self.words_at(self.document.span_of(words))),
            count: self.count(speaker),
        }
    }

    fn words_at(&self, span: Span) -> String {
        self.document.text(span).to_owned()
    }

    /// How many people the words of the source say there are.
    fn count(&self, speaker: &Speaker) -> Option<Count> {
        let first = self.count_of(speaker.who);
        let mut others = self
            .document
            .children_by(speaker.who, &["conj"])
            .filter(|&other| speaker.words.contains(&other.0) && self.upos(other).is_nominal());
        let Some(second) = others.next() else { return first };
        // "two officials and a diplomat": three people.
        let text = self.words_at(self.document.span_of(speaker.words.clone()));
        let mut sum = first.or_else(|| self.plain_count(speaker.who))?;
        for other in std::iter::once(second).chain(others) {
            let more = self.count_of(other).or_else(|| self.plain_count(other))?;
            sum.min = sum.min.saturating_add(more.min);
            sum.max = sum.max.zip(more.max).map(|(a, b)| a.saturating_add(b));
        }
        Some(Count { text, ..sum })
    }

    fn count_of(&self, head: TokenId) -> Option<Count> {
        if self.upos(head) == Upos::Pron || self.is_person_name(head) {
            let one = self.is_person_name(head) || matches!(self.lemma(head), "he" | "she" | "I");
            let text = self.words_at(self.document.token(head).span);
            let of_group = self.document.children_by(head, &["nmod", "obl"]).next().is_some();
            if one || !of_group {
                return one.then_some(Count { min: 1, max: Some(1), text });
            }
        }
        let start = self.document.subtree(head)[0].0;
        let before: Vec<TokenId> = (start..=head.0).map(TokenId).collect();
        super::count::counted(self, &before)
    }

    /// A noun without a number: one for the singular, two or more for the plural.
    fn plain_count(&self, head: TokenId) -> Option<Count> {
        let token = self.document.token(head);
        let text = self.words_at(token.span);
        match token.upos {
            _ if self.is_plural(head) => Some(Count { min: 2, max: None, text }),
            Upos::Noun => Some(Count { min: 1, max: Some(1), text }),
            _ => None,
        }
    }

    /// A government, a firm or a paper is no number of people.
    fn is_body(&self, speaker: &Speaker) -> bool {
        let head = self.describing(speaker);
        let lemma = self.noun(head);
        let words = self.cues.words();
        let listed = words.has(SourceKind::Institution, &lemma) || words.has(SourceKind::Document, &lemma);
        let organization = self
            .entities
            .headed_by(head)
            .is_some_and(|id| matches!(self.entities.get(id).kind, EntityKind::Organization | EntityKind::Place));
        !self.is_person_name(head) && (listed || organization && self.upos(head) == Upos::Propn)
    }
}

/// Some of a group are at most all of it.
fn capped(count: Count, group: Option<&Count>) -> Count {
    let all = group.and_then(|group| group.max);
    let max = count.max.map_or(all, |max| Some(all.map_or(max, |all| all.min(max))));
    Count { min: max.map_or(count.min, |max| count.min.min(max)), max, text: count.text }
}
