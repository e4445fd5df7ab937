//! Words of saying by which nobody says anything: what is supposed, planned or due, what nobody claims, and who is only told.

use hearsay_core::{Stance, TokenId, Upos};

use super::reading::{Found, Reading};
use crate::cues::{CueEntry, CueKind, SourceKind};
use crate::lower::lower;
use crate::syntax::clause::{is_finite, is_infinitive, is_nobody, is_passive};
use crate::word_lists as lists;

/// "expressed the hope that trade would grow": the noun tells what is done, the verb only carries it and tells who does it.
pub(super) fn give_to_nouns(reading: &Reading<'_>, found: &mut Vec<Found<'_>>) {
    let mut carried = vec![false; found.len()];
    for place in 0..found.len() {
        let verb = &found[place];
        // "announced an order for ten jets" tells what was announced.
        let carrier = |entry: &CueEntry| entry.kind == CueKind::Verb && entry.class == "assert";
        if !verb.entry.is_some_and(carrier) {
            continue;
        }
        let carries = |noun: &Found<'_>| {
            let act = noun.entry.is_some_and(|entry| entry.kind == CueKind::Noun && entry.stance != Stance::Asserts);
            let cue = noun.cue.as_ref().is_some_and(|cue| cue.contains(&verb.anchor.0));
            act && Some(noun.anchor) == verb.content_head && cue
        };
        let noun = reading.beside_it(found, place).find(|&noun| carries(&found[noun]));
        if let Some(noun) = noun.filter(|_| verb.speaker.is_some()) {
            found[noun].speaker = found[place].speaker.clone();
            carried[place] = true;
        }
    }
    let mut carried = carried.into_iter();
    found.retain(|_| !carried.next().unwrap_or(false));
}

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
        let open = |head: TokenId| self.is_introduced_by(head, &["whether", "if"]);
        let told = found
            .content_head
            .is_some_and(|head| self.is(head, &["ccomp"]) && is_finite(self.document, head) && !open(head));
        verb && (self.is_supposed(found.anchor) || !told && self.is_planned(found.anchor, all))
            || verb && (self.is_in_a_timetable(found) || self.is_only_told(found) || self.names_no_matter(found))
            || self.nobody_claims(found)
            || self.is_ground_of(found, all)
    }

    /// "no sign that the rebels would leave", "received no complaint about the smell", "is accused in no suit": nobody says so.
    fn nobody_claims(&self, found: &Found<'_>) -> bool {
        // "no claims of responsibility" tells that groups are silent.
        let noun = found.entry.is_some_and(|entry| entry.kind == CueKind::Noun && entry.class != "claim");
        let nowhere = |head: TokenId| is_nobody(self.document, head) && self.introduced_by(head, "in").is_some();
        noun && found.negated && found.speaker.is_none()
            || found.speaker.as_ref().is_some_and(|speaker| nowhere(speaker.head))
    }

    /// "said it had evidence that the letter was forged": what the speaker has to show for it is no second claim.
    fn is_ground_of(&self, found: &Found<'_>, all: &[Found<'_>]) -> bool {
        let noun = found.entry.is_some_and(|entry| entry.kind == CueKind::Noun && entry.class == "show");
        let carried = self.document.head(found.anchor).filter(|&verb| noun && self.lemma(verb) == "have");
        carried.is_some_and(|verb| {
            all.iter().any(|outer| outer.content_head == Some(verb) && self.same_speaker(outer, found))
        })
    }

    /// "is expected to announce the result", "the verdict is expected within a year": a date, and nobody's forecast.
    fn is_in_a_timetable(&self, found: &Found<'_>) -> bool {
        let verb = found.anchor;
        let agent = found.speaker.as_ref().is_some_and(|speaker| !self.is_of_time(speaker.head));
        let due = lists::TIMETABLES.has(self.document.form(verb)) && is_passive(self.document, verb);
        if agent || !due || found.entry.is_none_or(|entry| entry.stance != Stance::Predicts) {
            return false;
        }
        let decides = |entry: &CueEntry| {
            entry.kind == CueKind::Verb
                && entry.more.is_empty()
                && matches!(entry.class.as_str(), "announce" | "decree" | "assert" | "disclose")
        };
        if let Some(act) = self.document.child(verb, &["xcomp"]) {
            return self.cues.starting(self.lemma(act)).any(decides);
        }
        let paper = |subject: TokenId| self.cues.words().has(SourceKind::Document, self.lemma(subject));
        let mut when = self.document.children_by(verb, &["obl", "advmod"]);
        self.passive_subject(verb).is_some_and(paper) && when.any(|word| self.is_of_time(word))
    }

    /// "in June", "within a year", "soon".
    fn is_of_time(&self, word: TokenId) -> bool {
        self.is_time_noun(word)
            || lists::SPANS_OF_TIME.has(self.lemma(word))
            || lists::MONTHS.has(&lower(self.document.form(word)))
    }

    /// "two aides briefed on the plan", `were informed "within hours"`: who is told of something, by nobody, has said nothing.
    fn is_only_told(&self, found: &Found<'_>) -> bool {
        let verb = found.anchor;
        let hears = found.entry.is_some_and(|entry| entry.hearer) && is_passive(self.document, verb);
        let Some(head) = found.content_head.filter(|_| hears && found.speaker.is_none()) else { return false };
        let oblique = self.is(head, &["obl"]);
        oblique && (self.is(verb, &["acl"]) || self.is_of_time(head))
    }

    /// "weighed in on Facebook", "declared her income": where it is said, or what is shown at a desk, is no content.
    fn names_no_matter(&self, found: &Found<'_>) -> bool {
        let Some(head) = found.content_head else { return false };
        let words = self.cues.words();
        let bare = self.upos(head) == Upos::Propn && self.document.child(head, &["det", "nmod:poss", "amod"]).is_none();
        let on = found.cue.as_ref().is_some_and(|cue| self.lemma(TokenId(cue.end - 1)) == "on");
        let place = on && bare && words.has(SourceKind::Channel, &lower(self.lemma(head)));
        let shown = lists::DECLARING.has(self.lemma(found.anchor))
            && self.is(head, &["obj", "nsubj:pass"])
            && lists::DECLARED_GOODS.has(self.lemma(head));
        place || shown
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
