//! How far a reader can check a source: its level, how many people stand behind it, on what terms they speak.

use std::collections::BTreeMap;

use hearsay_core::{Count, EntityId, EntityKind, Level, MentionKind, NameKind, Source, Span, TokenId, Upos};

use super::reading::{Found, Reading, Speaker};
use crate::cues::SourceKind;

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
    /// The source of a statement; `known` is what earlier statements of the same source said of it.
    pub(super) fn source(&self, found: &Found<'_>, nested: bool, known: &mut Footings) -> Source {
        let Some(speaker) = &found.speaker else {
            return Source {
                spans: Vec::new(),
                entity: None,
                level: Level::Unattributed,
                count: None,
                description: None,
                terms: None,
                reason: None,
                told: None,
            };
        };
        let entity = self.entities.headed_by(speaker.who).or_else(|| self.entities.headed_by(speaker.head));
        let stated = self.stated_footing(found, speaker);
        let footing = match entity {
            Some(entity) => {
                let known = known.entry(entity).or_default();
                known.terms = stated.terms.or(known.terms.take());
                known.reason = stated.reason.or(known.reason.take());
                let told_here = stated.told.is_some();
                known.told = stated.told.or(known.told.take());
                let repeats = self.repeats(speaker);
                let count =
                    stated.count.or(known.count.clone().filter(|_| repeats)).or_else(|| self.plain_count(speaker));
                if known.count.is_none() || !repeats {
                    known.count.clone_from(&count);
                }
                let named = self.is_person_name(self.describing(speaker));
                // "told Reuters" holds for one statement of a named speaker, for all of an unnamed one.
                Footing { told: known.told.clone().filter(|_| told_here || !named), count, ..known.clone() }
            }
            None => Footing { count: stated.count.clone().or_else(|| self.plain_count(speaker)), ..stated },
        };
        let mut level = self.level(found, speaker, nested);
        if footing.terms.is_some() && matches!(level, Level::Collective | Level::Institution | Level::Anonymous) {
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
        Source {
            spans: vec![self.document.span_of(speaker.words.clone())],
            entity,
            level,
            count,
            description: self.description(speaker, level),
            terms: footing.terms,
            reason: footing.reason,
            told: footing.told,
        }
    }

    /// The word that describes the speaker: for a pronoun, the head of the first description or name.
    fn describing(&self, speaker: &Speaker) -> TokenId {
        // "some of the officials", "half of the voters": the noun says who they are.
        if let Some(noun) =
            self.document.children_by(speaker.who, &["nmod"]).find(|&noun| self.introduced_by(noun, "of").is_some())
            && (matches!(self.upos(speaker.who), Upos::Pron | Upos::Det | Upos::Num | Upos::Adj)
                || matches!(
                    self.lemma(speaker.who),
                    "half" | "dozen" | "number" | "group" | "majority" | "couple" | "third" | "percent"
                ))
        {
            return noun;
        }
        if !matches!(self.upos(speaker.who), Upos::Pron | Upos::Det) {
            return speaker.who;
        }
        let mentions = self.entities.headed_by(speaker.who).map(|id| &self.entities.get(id).mentions);
        let full = mentions.into_iter().flatten().find(|mention| mention.kind != MentionKind::Pronoun);
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

    fn is_person_name(&self, head: TokenId) -> bool {
        let named = self.document.name_at(head).is_some_and(|name| name.kind == NameKind::Person);
        let entity = self.entities.headed_by(head).map(|id| self.entities.get(id).kind);
        match entity {
            Some(kind) => kind == EntityKind::Person,
            None => named,
        }
    }

    fn level(&self, found: &Found<'_>, speaker: &Speaker, nested: bool) -> Level {
        let words = self.cues.words();
        let head = self.describing(speaker);
        let lemma = self.noun(head);
        let has = |kind| words.has(kind, &lemma);
        let named = self.is_person_name(head);
        if self.is_for_somebody(head) || head == speaker.head && self.is_titled_spokesman(speaker) {
            return if nested { Level::Relayed } else { Level::Spokesperson };
        }
        if named {
            let elsewhere = nested || self.in_channel(found, SourceKind::Elsewhere);
            return if elsewhere { Level::Elsewhere } else { Level::Named };
        }
        let entity = self.entities.headed_by(head).map(|id| self.entities.get(id));
        let proper = self.upos(head) == Upos::Propn || self.document.name_at(head).is_some();
        let media = entity.is_some_and(|entity| entity.roles.iter().any(|role| role == "MED"))
            || has(SourceKind::Media)
            || proper
                && self
                    .document
                    .subtree(head)
                    .iter()
                    .any(|&word| words.has(SourceKind::MediaName, &self.lemma(word).to_lowercase()));
        let institution = has(SourceKind::Institution)
            || proper
            || entity.is_some_and(|entity| matches!(entity.kind, EntityKind::Organization | EntityKind::Place));
        let plain = if has(SourceKind::Document) && !proper {
            return Level::Document;
        } else if media {
            return Level::Media;
        } else if has(SourceKind::Collective) {
            Level::Collective
        } else if has(SourceKind::Anonymous) {
            Level::Anonymous
        } else if institution {
            if self.in_statement(found) { Level::Spokesperson } else { Level::Institution }
        } else if matches!(self.upos(head), Upos::Pron | Upos::Det) {
            self.level_of_pronoun(head)
        } else {
            Level::Anonymous
        };
        if nested { Level::Relayed } else { plain }
    }

    fn level_of_pronoun(&self, head: TokenId) -> Level {
        match self.lemma(head).to_lowercase().as_str() {
            "he" | "she" => Level::Named,
            "it" => Level::Institution,
            "many" | "some" | "most" | "others" | "few" | "everyone" | "everybody" | "one" | "you" | "we" => {
                Level::Collective
            }
            _ => Level::Anonymous,
        }
    }

    /// The lemma with what makes it a job: "press secretary".
    fn noun(&self, head: TokenId) -> String {
        let lemma = self.lemma(head).to_lowercase();
        let before = self.document.children_by(head, &["compound"]).last();
        match before.map(|word| format!("{} {lemma}", self.lemma(word).to_lowercase())) {
            Some(compound) if self.cues.words().has(SourceKind::Spokesperson, &compound) => compound,
            _ => lemma,
        }
    }

    /// A spokesman, or a name with that title before or after it.
    fn is_for_somebody(&self, head: TokenId) -> bool {
        let spokes = |word: TokenId| self.cues.words().has(SourceKind::Spokesperson, &self.noun(word));
        spokes(head)
            || self.document.children_by(head, &["appos", "compound", "flat", "nmod", "amod"]).any(spokes)
            || self.document.head(head).is_some_and(|above| self.is(head, &["appos", "flat"]) && spokes(above))
    }

    /// "George Dorn, a bank spokesman".
    fn is_titled_spokesman(&self, speaker: &Speaker) -> bool {
        let words = speaker.words.clone().map(TokenId);
        words.take_while(|&word| !matches!(self.lemma(word), "who" | "that" | "which")).any(|word| {
            self.upos(word) == Upos::Noun && self.cues.words().has(SourceKind::Spokesperson, &self.noun(word))
        })
    }

    fn in_channel(&self, found: &Found<'_>, kind: SourceKind) -> bool {
        self.document
            .children_by(found.anchor, &["obl", "nmod"])
            .any(|word| self.cues.words().has(kind, self.lemma(word)))
    }

    /// "the ministry said in a statement".
    fn in_statement(&self, found: &Found<'_>) -> bool {
        self.document.children_by(found.anchor, &["obl"]).any(|word| {
            matches!(self.lemma(word), "statement" | "release" | "email" | "e-mail")
                && self.introduced_by(word, "in").is_some()
        })
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
        let sentence = self.document.sentence(speaker.who);
        let text = self.document.text(sentence.span);
        let terms = self.cues.words().terms(text).filter(|range| {
            let at = sentence.span.start() + range.start;
            !self.quotations.iter().any(|quotation| quotation.span.start() <= at && at < quotation.span.end())
        });
        let reason = terms.as_ref().and_then(|range| reason_after(&text[range.end..]));
        let told = found.hearer.map(|hearer| self.without_clauses(hearer)).or_else(|| self.interviewed_by(speaker));
        Footing {
            terms: terms.map(|range| text[range].to_owned()),
            reason,
            told: told.map(|words| self.words_at(self.document.span_of(words))),
            count: self.count(speaker),
        }
    }

    /// "a Senate committee", where the tree hangs on it what the committee was told.
    fn without_clauses(&self, hearer: TokenId) -> std::ops::Range<u32> {
        let document = self.document;
        let clause =
            |child: TokenId| document.token(child).deprel.is_any(&["acl", "ccomp", "appos", "parataxis", "punct"]);
        let words = document.subtree_without(hearer, clause);
        let last = words.last().map_or(hearer.0, |last| last.0);
        words.first().map_or(hearer.0, |first| first.0)..last + 1
    }

    /// "who spoke to Reuters", "interviewed by Reuters".
    fn interviewed_by(&self, speaker: &Speaker) -> Option<std::ops::Range<u32>> {
        let below = self.document.children_by(speaker.who, &["acl"]);
        let clause = speaker.words.clone().map(TokenId).chain(below).find(|&word| {
            self.upos(word) == Upos::Verb && matches!(self.lemma(word), "speak" | "talk" | "interview" | "brief")
        })?;
        let preposition = if self.lemma(clause) == "interview" { "by" } else { "to" };
        let hearer = self.document.children_by(clause, &["obl", "nmod"]).find(|&word| {
            self.introduced_by(word, preposition).is_some() || self.introduced_by(word, "with").is_some()
        })?;
        Some(self.speaker(hearer, &[]).words)
    }

    fn words_at(&self, span: Span) -> String {
        self.document.text(span).to_owned()
    }

    /// How many people the words of the source say there are.
    fn count(&self, speaker: &Speaker) -> Option<Count> {
        let head = speaker.who;
        if self.upos(head) == Upos::Pron || self.is_person_name(head) {
            let one = self.is_person_name(head) || matches!(self.lemma(head), "he" | "she");
            let several = self.document.children_by(head, &["conj"]).count();
            let people = u32::try_from(several + 1).unwrap_or(u32::MAX);
            let text = self.words_at(self.document.token(head).span);
            return one.then_some(Count { min: people, max: Some(people), text });
        }
        let start = self.document.subtree(head)[0].0;
        let before: Vec<TokenId> = (start..=head.0).map(TokenId).collect();
        super::count::counted(self, &before)
    }

    /// A noun without a number: one for the singular, two or more for the plural.
    fn plain_count(&self, speaker: &Speaker) -> Option<Count> {
        let token = self.document.token(speaker.who);
        let text = self.words_at(token.span);
        let plural = token.feats.get("Number") == Some("Plur") || matches!(&*token.xpos, "NNS" | "NNPS");
        match token.upos {
            _ if plural => Some(Count { min: 2, max: None, text }),
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

/// "..., because they feared reprisals": the words from "because" to the end of the clause.
fn reason_after(rest: &str) -> Option<String> {
    let at = ["because ", "since ", "citing ", "for fear "].iter().filter_map(|word| rest.find(word)).min()?;
    // The reason belongs to the terms only when it follows at once.
    if at > 60 || rest[..at].contains(['.', ';', '"', '”']) {
        return None;
    }
    let part = &rest[at..];
    let end = part.find([',', ';', '.', '"', '“', '”']).unwrap_or(part.len());
    Some(part[..end].trim_end().to_owned())
}
