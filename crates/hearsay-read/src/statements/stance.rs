//! What a speaker does with the content: the cue's class, then what cue and content themselves do.

use hearsay_core::{EntityId, EntityKind, Stance, TokenId, Upos};

use super::reading::{Found, Reading, Speaker, holds};
use crate::cues::{CueEntry, CueKind, Slot, SourceKind};
use crate::lower::lower;
use crate::syntax::clause::{is_gerund, is_infinitive, is_negated, is_passive};
use crate::word_lists as lists;

/// Stance and marks of one statement.
pub(super) struct Bearing {
    pub stance: Stance,
    pub hedged: bool,
    pub distanced: bool,
    /// The verb is negated, and no other stance says so already.
    pub negated: bool,
}

impl Reading<'_> {
    /// How the speaker of `found` stands to what is said.
    ///
    /// `before` are the statements that stand before it in the text: who says that there was no leak denies what somebody said of one.
    pub(super) fn bearing(&self, found: &Found<'_>, before: &[Found<'_>]) -> Bearing {
        let Some(entry) = found.entry else {
            let head = self.main_clause(found);
            let denies = head.is_some_and(|head| self.is_denial(head, found, before)) || self.says_no(found);
            let own = || head.and_then(|head| self.performs(head).or_else(|| self.judges(head, found)));
            let stance = if denies {
                Stance::Denies
            } else if self.is_one_question(found) {
                Stance::Asks
            } else {
                own().unwrap_or(Stance::Asserts)
            };
            return Bearing { stance, hedged: false, distanced: false, negated: found.negated };
        };
        let head = self.main_clause(found);
        let mut stance = entry.stance;
        if found.negated && stance == Stance::Believes {
            // "does not believe that ..." says more than silence; "does not doubt" it would be the contrary.
            stance = Stance::Doubts;
        }
        let negated = found.negated && (stance != Stance::Doubts || entry.stance == Stance::Doubts);
        if stance == Stance::Asserts
            && !found.negated
            && let Some(head) = head
        {
            if self.is_denial(head, found, before) || self.says_no(found) {
                stance = Stance::Denies;
            } else if self.is_one_question(found) {
                stance = Stance::Asks;
            } else if self.announces_own_deed(head, found) {
                stance = if is_negated(self.document, head) { self.refusal(head) } else { self.own_deed(head) };
            } else if entry.class == "assert" {
                stance = self.performs(head).or_else(|| self.judges(head, found)).unwrap_or(stance);
            }
        }
        stance = self.by_speaker(found, stance).unwrap_or(stance);
        let hedged = entry.hedged || head.is_some_and(|head| self.hedges(head)) || self.hedges_cue(found);
        Bearing { stance, hedged, distanced: entry.distanced, negated }
    }

    /// Whether all that is said is one question.
    fn is_one_question(&self, found: &Found<'_>) -> bool {
        let [content] = found.content.as_slice() else { return false };
        let sentence = self.document.sentence(TokenId(content.end - 1)).tokens.clone();
        // The mark stands behind the last word, inside quotation marks or cut off.
        let last = content.clone().rev().find(|&at| !self.is_punctuation(TokenId(at)));
        let next = last.map(|last| last + 1).filter(|next| sentence.contains(next));
        sentence.contains(&content.start) && next.is_some_and(|next| self.document.form(TokenId(next)) == "?")
    }

    /// Where who speaks, or the words chosen, make another act of a verb.
    fn by_speaker(&self, found: &Found<'_>, stance: Stance) -> Option<Stance> {
        let entry = found.entry.filter(|_| !found.negated)?;
        let words = self.cues.words();
        // "The court found", "a jury decided": a finding of theirs is an order.
        let court = found.speaker.as_ref().is_some_and(|speaker| {
            speaker.words.clone().map(TokenId).any(|word| {
                words.has(SourceKind::Court, &lower(self.lemma(word)))
                    && (word == speaker.who
                        || self.is(word, &["flat", "appos", "compound"])
                            && self.document.ancestors(word).find(|&up| !self.is(up, &["flat", "appos"]))
                                == Some(speaker.who)
                        || self.document.token(word).deprel.full() == "nmod:desc")
            }) || words.has(SourceKind::Court, self.lemma(speaker.who))
        });
        if court
            && lists::COURT_FINDINGS.has(&entry.lemma)
            && matches!(stance, Stance::Asserts | Stance::Believes | Stance::Intends | Stance::Demands)
        {
            return Some(Stance::Decrees);
        }
        if lists::VERDICTS.has(&entry.lemma) {
            return Some(Stance::Decrees);
        }
        // "was found guilty" needs no court to be one; "the judge dismissed the suit" does.
        let first = entry.lemma.split(' ').next().unwrap_or_default();
        let said = |wanted: fn(&str) -> bool| self.said(found).any(|word| wanted(self.lemma(word)));
        if first == "find" && said(|word| matches!(word, "guilty" | "not-guilty"))
            || court && lists::COURT_ACTS.has(first)
        {
            return Some(Stance::Decrees);
        }
        if first == "declare" && said(|word| lists::DECLARED_STATES.has(word)) {
            return Some(Stance::Decrees);
        }
        if stance == Stance::Demands
            && let Some(other) = self.told_as_fact(entry, found)
        {
            return Some(other);
        }
        if first == "announce" && stance == Stance::Asserts && self.announces_a_plan(found) {
            return Some(Stance::Intends);
        }
        if matches!(entry.class.as_str(), "describe" | "label" | "criticise") && self.refuses_words(first, found) {
            return Some(Stance::Denies);
        }
        match (entry.class.as_str(), stance) {
            // "told them to leave".
            ("assert", Stance::Asserts) if &*entry.lemma == "tell" => {
                found.content_head.filter(|&head| is_infinitive(self.document, head)).map(|_| Stance::Demands)
            }
            // "Critics claim Dorn hid the report": somebody else's wrong, unproved.
            ("claim", Stance::Asserts) => {
                // "The group claimed the attack".
                let deed = |head| lists::CLAIMED_DEEDS.has(self.lemma(head));
                if found.content_head.is_some_and(|head| deed(head) && self.is(head, &["obj"])) {
                    return Some(Stance::Confirms);
                }
                let head = self.main_clause(found)?;
                let subject = self.subject(head)?;
                // "claimed there were", "claimed that five were killed", "claims it will close": nobody is said to have done wrong.
                let done = self.document.child(head, &["expl"]).is_none() && !is_passive(self.document, head);
                let comes = |word| matches!(self.lemma(word), "will" | "would" | "could" | "can" | "shall");
                let done = done && !self.document.children_by(head, &["aux"]).any(comes);
                (done && self.is_another_party(subject, found) && !self.is_own_side(subject, found))
                    .then_some(Stance::Alleges)
            }
            ("describe" | "label", Stance::Asserts) => {
                let said = |kind| {
                    self.said(found)
                        .any(|word| words.has(kind, &lower(self.lemma(word))) && !is_negated(self.document, word))
                };
                if said(SourceKind::Harsh) {
                    Some(Stance::Criticises)
                } else {
                    said(SourceKind::Warm).then_some(Stance::Praises)
                }
            }
            _ => None,
        }
    }

    /// "suggested that he left", "insisted that he was innocent": a clause in the indicative demands nothing, where the verb has another use.
    fn told_as_fact(&self, entry: &CueEntry, found: &Found<'_>) -> Option<Stance> {
        let that = |head: TokenId| self.is(head, &["advcl"]) && self.introduced_by(head, "that").is_some();
        let head = found.content_head.filter(|&head| self.is(head, &["ccomp", "parataxis"]) || that(head))?;
        let tag = |word: TokenId| &*self.document.token(word).xpos;
        let helpers = self.document.children_by(head, &["aux", "aux:pass", "cop"]);
        let indicative = |word: TokenId| match tag(word) {
            "VBD" | "VBZ" => true,
            // "are forged": the subjunctive would have its "be".
            "VBP" => word != head || matches!(self.document.form(word), "are" | "am"),
            // A past that the tagger took for a participle: the subjunctive would have its "be".
            "VBN" => word == head && self.document.child(head, &["aux", "aux:pass"]).is_none(),
            "MD" => !matches!(self.lemma(word), "should" | "must" | "shall" | "ought"),
            _ => false,
        };
        if !helpers.chain([head]).any(indicative) {
            return None;
        }
        let plain = |other: &&CueEntry| {
            other.kind == entry.kind
                && other.lemma == entry.lemma
                && !matches!(other.stance, Stance::Demands | Stance::Intends)
                && other.content.contains(&Slot::That)
        };
        self.cues.starting(&entry.lemma).find(plain).map(|other| other.stance)
    }

    /// A person, body or state other than the speaker.
    fn is_another_party(&self, subject: TokenId, found: &Found<'_>) -> bool {
        let Some(id) = self.entities.headed_by(subject) else { return false };
        let entity = self.entities.get(id);
        let party = matches!(entity.kind, EntityKind::Person | EntityKind::Organization) || entity.actor.is_some();
        // "a spokesman for Dorn claimed Dorn had left": Dorn's side speaks.
        let own = |word: u32| self.entities.headed_by(TokenId(word)) == Some(id);
        let speaks = |speaker: &Speaker| own(speaker.who.0) || speaker.words.clone().any(own);
        party && !found.speaker.as_ref().is_some_and(speaks)
    }

    /// "The Russian ministry claimed that Russian forces had taken the town", "Arland claimed its pilots were safe": the speaker's own side,
    /// which is called by the speaker's name or is of the same state.
    pub(super) fn is_own_side(&self, subject: TokenId, found: &Found<'_>) -> bool {
        let heads = found.speaker.iter().flat_map(|speaker| [speaker.who, speaker.head]);
        let speakers: Vec<_> = heads.filter_map(|word| self.entities.headed_by(word)).collect();
        let state = |id: EntityId| {
            let entity = self.entities.get(id);
            let acts = entity.roles.is_empty() || entity.has_role(&["GOV", "MIL", "SPY", "COP"]);
            entity.country.as_ref().filter(|_| acts && entity.kind != EntityKind::Person)
        };
        let same = |id: EntityId| {
            speakers.iter().any(|&speaker| speaker == id || state(id).is_some() && state(speaker) == state(id))
        };
        let owner = self.document.child(subject, &["nmod:poss"]);
        owner.into_iter().chain([subject]).filter_map(|word| self.entities.headed_by(word)).any(same)
    }

    /// "would welcome an inquiry", "would prefer to stay" wish for it, "will appeal" plans it.
    fn own_deed(&self, head: TokenId) -> Stance {
        let would = self.document.children_by(head, &["aux"]).any(|word| matches!(self.lemma(word), "would" | "'d"));
        let wish = |entry: &CueEntry| {
            let likes = entry.stance == Stance::Hopes || entry.stance == Stance::Praises && !entry.deed;
            entry.kind == CueKind::Verb && entry.more.is_empty() && likes
        };
        let wishes = would && self.cues.starting(self.lemma(head)).any(wish);
        if wishes { Stance::Hopes } else { Stance::Intends }
    }

    /// "would not comment" gives no answer, "would not leave" refuses to; "would not know how" tells of oneself, "will not sit by" promises
    /// to act.
    fn refusal(&self, head: TokenId) -> Stance {
        let silent = |entry: &CueEntry| entry.stance == Stance::Declines && entry.negated;
        let longer = self.document.children_by(head, &["advmod"]).any(|word| self.document.form(word) == "longer");
        let would = self.document.children_by(head, &["aux"]).any(|word| matches!(self.lemma(word), "would" | "'d"));
        if would && lists::NO_DEEDS.has(self.lemma(head)) {
            return Stance::Asserts;
        }
        if lists::IDLING.has(self.lemma(head)) {
            return Stance::Intends;
        }
        if !longer && self.cues.starting(self.lemma(head)).any(silent) { Stance::Declines } else { Stance::Refuses }
    }

    /// The words of what is said.
    pub(super) fn said<'f>(&self, found: &'f Found<'_>) -> impl Iterator<Item = TokenId> + 'f {
        found.content.iter().flat_map(|range| range.clone().map(TokenId))
    }

    /// "I urge you to leave", "We condemn the raid": who says so in a quotation does so.
    fn performs(&self, head: TokenId) -> Option<Stance> {
        let subject = self.subject(head).filter(|&subject| matches!(self.lemma(subject), "I" | "we" | "i"))?;
        let now = &*self.document.token(head).xpos == "VBP" && self.document.child(head, &["aux"]).is_none();
        if !now || self.quotation_at(subject).is_none() || is_negated(self.document, head) {
            return None;
        }
        let entry =
            self.cues.starting(self.lemma(head)).find(|entry| entry.kind == CueKind::Verb && entry.more.is_empty())?;
        let stances = [Stance::Demands, Stance::Praises, Stance::Criticises, Stance::Threatens, Stance::Refuses];
        stances.contains(&entry.stance).then_some(entry.stance)
    }

    /// "Dorn was a great man", "the governor is a crook": a party's worth is told.
    fn judges(&self, head: TokenId, found: &Found<'_>) -> Option<Stance> {
        self.document.child(head, &["cop"]).filter(|_| !is_negated(self.document, head))?;
        let subject = self.subject(head).filter(|&subject| self.is_another_party(subject, found))?;
        let listed = |kind, word: TokenId| self.cues.words().has(kind, &lower(self.lemma(word)));
        let told = |kind| {
            listed(kind, head)
                || self.document.children_by(head, &["amod"]).any(|word| word != subject && listed(kind, word))
        };
        if told(SourceKind::Harsh) {
            return Some(Stance::Criticises);
        }
        told(SourceKind::Warm).then_some(Stance::Praises)
    }

    /// "announced plans to leave", "announced an inquiry", "announced three days of mourning".
    fn announces_a_plan(&self, found: &Found<'_>) -> bool {
        let Some(head) = found.content_head.filter(|&head| self.upos(head) == Upos::Noun) else { return false };
        let mourning = || self.document.children_by(head, &["nmod"]).any(|word| self.lemma(word) == "mourning");
        let plan = |entry: &CueEntry| entry.kind == CueKind::Noun && entry.stance == Stance::Intends;
        self.cues.starting(self.lemma(head)).any(plan) || lists::ANNOUNCED_DEEDS.has(self.lemma(head)) || mourning()
    }

    /// The predicate of what is said; of several sentences the first.
    pub(super) fn main_clause(&self, found: &Found<'_>) -> Option<TokenId> {
        // Of several sentences the first one counts.
        let first = found.content.first().map(|range| TokenId(range.start));
        let head = found
            .content_head
            .filter(|&head| holds(&found.content, head) && first.is_some_and(|first| self.same_sentence(first, head)));
        head.or_else(|| {
            let first = found.content.first()?.clone().map(TokenId).find(|&word| !self.is_punctuation(word))?;
            let inside = |&word: &TokenId| holds(&found.content, word);
            Some(self.document.ancestors(first).take_while(inside).last().unwrap_or(first))
        })
    }

    /// "it will strongly contest the suit", said by the one who will.
    fn announces_own_deed(&self, head: TokenId, found: &Found<'_>) -> bool {
        let Some(speaker) = &found.speaker else { return false };
        let will = self
            .document
            .children_by(head, &["aux"])
            .any(|word| matches!(self.lemma(word), "will" | "shall" | "wo" | "'ll" | "’ll"))
            || (self.lemma(head) == "go"
                && self.document.child(head, &["xcomp"]).is_some()
                && is_gerund(self.document, head))
            || (self.document.children_by(head, &["aux"]).any(|word| self.lemma(word) == "would")
                && !self.is_conditional(head));
        let Some(subject) = self.subject(head).filter(|_| will) else { return false };
        if is_passive(self.document, head) {
            return false;
        }
        let same = self.entities.headed_by(subject).is_some()
            && self.entities.headed_by(subject) == self.entities.headed_by(speaker.who);
        let own = self.quotation_at(subject).is_some() && matches!(self.lemma(subject), "I" | "we" | "i");
        same || own
    }

    fn is_conditional(&self, head: TokenId) -> bool {
        self.document.children_by(head, &["advcl"]).any(|clause| self.introduced_by(clause, "if").is_some())
    }

    fn hedges(&self, head: TokenId) -> bool {
        self.document.children(head).iter().any(|&word| match self.document.token(word).deprel.base() {
            "aux" => matches!(self.lemma(word), "may" | "might" | "could"),
            "advmod" => self.cues.words().has(SourceKind::Hedge, self.lemma(word)),
            "obl" => self.lemma(word) == "knowledge" && self.introduced_by(word, "to").is_some(),
            _ => false,
        }) || matches!(self.lemma(head), "seem" | "appear")
    }

    /// "said to his knowledge no such leak had occurred": the hedge may hang on the cue.
    fn hedges_cue(&self, found: &Found<'_>) -> bool {
        self.document
            .children_by(found.anchor, &["obl"])
            .any(|word| self.lemma(word) == "knowledge" && self.introduced_by(word, "to").is_some())
    }
}
