//! Whether what is said is a denial: by its own words, of one's own deed, or of what somebody has said in the article.

use hearsay_core::{Stance, TokenId, Upos};

use super::reading::{Found, Reading};
use crate::cues::{CueEntry, CueKind, SourceKind};
use crate::lower::lower;
use crate::syntax::clause::{is_negated, is_nobody, is_simple_past};
use crate::syntax::closed_class::is_negative_pronoun;
use crate::word_lists as lists;

impl Reading<'_> {
    /// Whether the clause under `head`, the main one of what is said, denies something.
    pub(super) fn is_denial(&self, head: TokenId, found: &Found<'_>, before: &[Found<'_>]) -> bool {
        let claim = |clause: &TokenId| {
            let spoken = |entry: &CueEntry| entry.kind == CueKind::Noun;
            self.subject(*clause).is_some_and(|subject| self.cues.starting(self.lemma(subject)).any(spoken))
        };
        // "the paper is forged and every allegation is false"
        let joined = || self.document.children_by(head, &["conj"]).filter(claim).any(|one| self.is_called_untrue(one));
        self.is_called_untrue(head)
            || joined()
            || self.says_no_such(head)
            || self.denies_own_deed(head, found)
            || self.gainsays(head, found, before)
    }

    /// "no such order was given", "nothing of the kind happened".
    fn says_no_such(&self, head: TokenId) -> bool {
        let has = |word: TokenId, labels: &[&str], is: &dyn Fn(&str) -> bool| {
            self.document.children_by(word, labels).any(|child| is(self.lemma(child)))
        };
        let mut phrases = self.document.children_by(head, &["nsubj", "obj"]).chain([head]);
        phrases.any(|word| {
            has(word, &["det"], &|lemma| lemma == "no") && has(word, &["amod", "det"], &|lemma| lemma == "such")
                || self.lemma(word) == "nothing" && has(word, &["nmod"], &|lemma| lists::SORTS.has(lemma))
        })
    }

    /// "I never lied", "said he did not slam the door", "We have not crossed the line": a deed of one's own side that was not done.
    fn denies_own_deed(&self, head: TokenId, found: &Found<'_>) -> bool {
        let Some(subject) = self.subject(head).filter(|_| self.upos(head) == Upos::Verb) else { return false };
        let adverb = |lemma: &str| self.document.children_by(head, &["advmod"]).any(|word| self.lemma(word) == lemma);
        // "have not yet signed" may still do it.
        let (never, yet) = (adverb("never"), adverb("yet"));
        let aux =
            |lemmas: &[&str]| self.document.children_by(head, &["aux"]).any(|word| lemmas.contains(&self.lemma(word)));
        // "did not", "have not", "had not", "never crossed": told of the past, and of no more than might be.
        let going_on = &*self.document.token(head).xpos == "VBG";
        let past = !going_on && (is_simple_past(self.document, head) || aux(&["have"]));
        let deed = is_negated(self.document, head) && past && self.document.child(head, &["aux:pass"]).is_none();
        let object = || self.document.child(head, &["obj", "xcomp", "ccomp", "obl"]).is_some();
        let listed = lists::NO_DEEDS.has(self.lemma(head));
        let told =
            deed && !yet && !listed && (never || object()) && !aux(&["can", "could", "would", "will", "may", "might"]);
        told && self.is_own(subject, found)
    }

    /// "I", "we", "our troops" in a quotation, the speaker's name or pronoun, the speaker's own side.
    fn is_own(&self, subject: TokenId, found: &Found<'_>) -> bool {
        let quoted = self.quotation_at(subject).is_some();
        let mine = |word: TokenId| matches!(self.lemma(word), "I" | "we" | "i" | "our" | "my");
        let owner = self.document.child(subject, &["nmod:poss"]);
        // "said he did not": a pronoun that opens what is said, of whom nobody knows that it is another.
        let opens = found.content.first().is_some_and(|content| content.start == subject.0);
        let taken_up = opens && !quoted && matches!(self.lemma(subject), "he" | "she" | "they" | "it");
        let unknown = self.entities.headed_by(subject).is_none_or(|id| self.entities.get(id).mentions.len() == 1);
        quoted && (mine(subject) || owner.is_some_and(mine)) || taken_up && unknown || self.is_own_side(subject, found)
    }

    /// "There was no leak" where somebody spoke of a leak, "nobody told him to stop" where somebody said that they did: what another
    /// has said in the article is said not to be so.
    fn gainsays(&self, head: TokenId, found: &Found<'_>, before: &[Found<'_>]) -> bool {
        let modal = |word: TokenId| {
            matches!(self.lemma(word), "will" | "would" | "can" | "could" | "may" | "might" | "should" | "must")
        };
        if found.speaker.is_none() || self.document.children_by(head, &["aux"]).any(modal) {
            return false;
        }
        let claims = |told: &&Found<'_>| {
            let asserted =
                |entry: &CueEntry| matches!(entry.stance, Stance::Asserts | Stance::Alleges | Stance::Discloses);
            told.entry.is_none_or(asserted)
                && !told.negated
                && told.speaker.is_some()
                && !self.same_speaker(told, found)
        };
        let Some(denied) = self.denied_words(head, found) else { return false };
        before.iter().rev().take(REACH).filter(claims).any(|told| {
            let has = |&wanted: &TokenId| self.said(told).any(|word| self.says_the_same(word, wanted));
            denied.iter().all(has)
        })
    }

    /// The words that must all have been said before: what is under "no", the verb under "not" with what a light one needs.
    fn denied_words(&self, head: TokenId, found: &Found<'_>) -> Option<Vec<TokenId>> {
        let heavy = |&word: &TokenId| {
            matches!(self.upos(word), Upos::Noun | Upos::Verb) && !lists::WIDE_VERBS.has(self.lemma(word))
        };
        // "not one gun" is no gun.
        let one = |word: TokenId| self.document.children_by(word, &["nummod"]).any(|one| self.lemma(one) == "one");
        let no = |&word: &TokenId| {
            let none = is_nobody(self.document, word) && !is_negative_pronoun(&lower(self.lemma(word)));
            self.upos(word) == Upos::Noun && (none || one(word) && is_negated(self.document, head))
        };
        let phrases = || self.document.children_by(head, &["nsubj", "obj"]).chain([head]);
        // "There was no leak", "no leak occurred", "they found no leak".
        if let Some(noun) = phrases().find(no) {
            let there = self.document.child(head, &["expl"]).is_some() || !self.upos(head).is_nominal();
            return there.then(|| vec![noun]);
        }
        let subject = self.subject(head)?;
        let nobody = is_nobody(self.document, subject);
        if self.upos(head) != Upos::Verb || !is_negated(self.document, head) || !(nobody || self.is_own(subject, found))
        {
            return None;
        }
        // "never received the letter": somebody says that it was sent.
        let thing = self.document.child(head, &["obj"]).filter(|&thing| self.upos(thing) == Upos::Noun);
        if let Some(thing) = thing.filter(|_| lists::RECEIVING.has(self.lemma(head))) {
            return Some(vec![thing]);
        }
        let speech = |entry: &CueEntry| entry.kind == CueKind::Verb && entry.more.is_empty();
        let speaks = self.cues.starting(self.lemma(head)).any(speech);
        let mut words = vec![head];
        if speaks || !heavy(&head) {
            let more = self.document.children_by(head, &["obj", "iobj", "xcomp", "ccomp", "obl"]).find(heavy)?;
            words.push(more);
        }
        Some(words)
    }

    /// The same word, and not under "no" there too.
    fn says_the_same(&self, word: TokenId, wanted: TokenId) -> bool {
        let content = matches!(self.upos(word), Upos::Noun | Upos::Verb | Upos::Propn);
        content && self.lemma(word) == self.lemma(wanted) && !is_negated(self.document, word)
    }

    /// One or two words that are all of a quotation: "Nonsense", "A lie".
    fn is_alone(&self, head: TokenId) -> bool {
        self.quotation_at(head).is_some_and(|place| self.quotations[place].words <= 4)
    }

    /// "It's absolutely baseless to ...", "the reports are untrue", "there is no truth in ...".
    fn is_called_untrue(&self, head: TokenId) -> bool {
        let words = self.cues.words();
        // "We were wrong" admits.
        let own = self.subject(head).is_some_and(|subject| matches!(self.lemma(subject), "I" | "we"));
        let predicate = self.document.child(head, &["cop"]).is_some() && self.refutes(head) && !own;
        let truth = |word: TokenId| {
            words.has(SourceKind::Truth, self.lemma(word))
                && self.document.children_by(word, &["det"]).any(|no| self.lemma(no) == "no")
        };
        let no_truth = self.document.children_by(head, &["nsubj", "obj"]).any(truth) || truth(head);
        let bare = self.document.child(head, &["cop", "nsubj"]).is_none();
        let said_of_it = self.document.child(head, &["cop"]).is_some() || bare && self.is(head, &["root", "ccomp"]);
        let not_true =
            said_of_it && matches!(self.lemma(head), "true" | "so" | "case") && is_negated(self.document, head);
        // "Nonsense," said Dorn.
        let predicate = predicate || bare && self.refutes(head) && self.is_alone(head);
        predicate || no_truth || not_true
    }

    /// "false", "a lie"; but not "no lie".
    fn refutes(&self, word: TokenId) -> bool {
        self.cues.words().has(SourceKind::Refuting, self.lemma(word)) && !is_negated(self.document, word)
    }

    /// "called the claim a lie", "dismissed the remarks as a stunt"; "called the vote a lie" finds fault with the vote.
    pub(super) fn refuses_words(&self, verb: &str, found: &Found<'_>) -> bool {
        let Some(object) = self.called(found) else { return false };
        let nouns = |entry: &CueEntry| entry.kind == CueKind::Noun;
        let claim = |entry: &CueEntry| {
            nouns(entry) && matches!(entry.class.as_str(), "assert" | "allege" | "claim" | "hearsay" | "criticise")
        };
        let lemma = self.lemma(object);
        let pronoun = matches!(lemma, "it" | "this" | "that");
        if self.said(found).any(|word| self.refutes(word)) {
            return pronoun || self.cues.starting(lemma).any(nouns);
        }
        lists::DISMISSING.has(verb) && (lemma != "it" && pronoun || self.cues.starting(lemma).any(claim))
    }

    /// What is called something: the object, and "this" before a quotation, which the parser takes for a part of the name.
    fn called(&self, found: &Found<'_>) -> Option<TokenId> {
        let own = self.document.child(found.anchor, &["obj"]).or_else(|| self.passive_subject(found.anchor));
        let relative = || self.document.head(found.anchor).filter(|_| self.is(found.anchor, &["acl:relcl"]));
        let first = TokenId(found.content.first()?.start);
        let next = TokenId(first.0 + 1);
        let pronoun = matches!(self.lemma(first), "this" | "that" | "it")
            && self.same_sentence(first, next)
            && (self.is_quote_mark(next) || self.lemma(next) == "as");
        pronoun.then_some(first).or(own).or_else(relative)
    }

    /// "No, it never happened".
    pub(super) fn says_no(&self, found: &Found<'_>) -> bool {
        let mut words = self.said(found).filter(|&word| !self.is_quote_mark(word));
        let no = words.next().is_some_and(|word| self.document.form(word).eq_ignore_ascii_case("no"));
        no && words.next().is_some_and(|word| matches!(self.document.form(word), "," | "." | "!"))
    }
}

/// So many statements back somebody may have said what is denied.
const REACH: usize = 40;
