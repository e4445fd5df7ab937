//! Words of saying by which nobody says anything: what is supposed, planned or due.

use hearsay_core::{Stance, TokenId};

use super::reading::{Found, Reading};
use crate::cues::CueKind;
use crate::syntax::clause::{is_finite, is_infinitive};
use crate::word_lists as lists;

impl Reading<'_> {
    /// Whether the words only suppose, plan or expect that something is said.
    pub(super) fn is_unsaid(&self, place: usize, all: &[Found<'_>]) -> bool {
        let found = &all[place];
        let all = &all[self.beside_it(all, place)];
        let kind = found.entry.map(|entry| entry.kind);
        // "plans to file a complaint": it is the filing that is planned.
        let deed = self.document.head(found.anchor).filter(|&deed| {
            let cue = found.cue.as_ref().is_some_and(|cue| cue.contains(&deed.0));
            kind == Some(CueKind::Noun) && cue && self.is(found.anchor, &["obj"])
        });
        if deed.is_some_and(|deed| self.is_planned(deed, all)) {
            return true;
        }
        let verb = kind == Some(CueKind::Verb);
        // "is expected to say that she knew nothing" tells what will be said.
        let told = found.content_head.is_some_and(|head| self.is(head, &["ccomp"]) && is_finite(self.document, head));
        verb && (self.is_supposed(found.anchor) || !told && self.is_planned(found.anchor, all))
    }

    /// "if he repeats it", "would not say whether he planned to go", "nobody who wanted to stay".
    fn is_supposed(&self, verb: TokenId) -> bool {
        let supposes = |mark: TokenId| matches!(self.lemma(mark), "if" | "unless" | "whether");
        let supposed = is_finite(self.document, verb)
            && self.is(verb, &["advcl", "ccomp"])
            && self.document.children_by(verb, &["mark"]).any(supposes);
        let anyone = |noun: TokenId| lists::ANYONE.has(self.lemma(noun));
        let whoever = self.is(verb, &["acl:relcl"]) && self.document.head(verb).is_some_and(anyone);
        supposed || whoever && self.subject(verb).is_some_and(|who| self.lemma(who) == "who")
    }

    /// "plans to sue the bank", "is due to announce the result": it is not said yet.
    fn is_planned(&self, verb: TokenId, all: &[Found<'_>]) -> bool {
        let plans = |above: TokenId| {
            all.iter().any(|one| {
                let stance = one.entry.map(|entry| entry.stance);
                let later =
                    matches!(stance, Some(Stance::Intends | Stance::Hopes | Stance::Threatens | Stance::Predicts));
                one.anchor == above && later
            })
        };
        let above = self.document.head(verb).filter(|_| self.is(verb, &["xcomp"]));
        let due =
            |word: TokenId| lists::TIMETABLES.has(self.lemma(word)) || lists::TIMETABLES.has(self.document.form(word));
        // "hours before it was due to announce": whatever the tree makes of it.
        let to = verb.0.checked_sub(2).filter(|_| self.document.form(TokenId(verb.0 - 1)) == "to").map(TokenId);
        let due = above.is_some_and(due) || to.is_some_and(due);
        due || is_infinitive(self.document, verb) && above.is_some_and(plans)
    }
}
