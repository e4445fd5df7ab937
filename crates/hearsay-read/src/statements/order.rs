//! Source and content by the order of the words, where the tree has them wrong.

use std::ops::Range;

use hearsay_core::{TokenId, Upos};

use super::reading::{Found, Reading, Speaker};
use crate::cues::CueEntry;
use crate::lower::lower;
use crate::syntax::clause::{is_finite_form, is_passive};
use crate::syntax::closed_class::is_weekday;

impl<'a> Reading<'a> {
    /// "the plan that Dorn said would fail", "a man who the court heard sold guns": what is said of the noun that the clause is about.
    pub(super) fn said_of_noun(&self, entry: &'a CueEntry, verb: TokenId) -> Option<Found<'a>> {
        let sentence = &self.document.sentence(verb).tokens;
        let next = verb.0 + 1;
        let finite = sentence.contains(&next) && is_finite_form(self.document, TokenId(next));
        let end = self.end_of_clause(verb, sentence);
        let clause =
            std::iter::once(verb).chain(self.document.ancestors(verb)).find(|&word| self.is(word, &["acl:relcl"]))?;
        let noun = self.document.head(clause)?;
        // ", a request that Dorn said was wasted": at the end of a sentence only where the noun stands for what was said.
        let article = self.document.child(noun, &["det"]).and_then(|article| article.0.checked_sub(1));
        let apart = article.is_some_and(|at| self.document.form(TokenId(at)) == ",");
        if !finite || end == sentence.end && !apart {
            return None;
        }
        let mut from = noun.0 + 1;
        while from < verb.0
            && (self.is_punctuation(TokenId(from))
                || matches!(self.lemma(TokenId(from)), "who" | "whom" | "which" | "that"))
        {
            from += 1;
        }
        let head = Some(verb.0.checked_sub(1)?)
            .filter(|&last| last >= from)
            .map(|last| self.top_inside(TokenId(last), from..verb.0))?;
        let nominal =
            self.upos(head).is_nominal() && (from..verb.0).all(|at| !is_finite_form(self.document, TokenId(at)));
        let about = self.trimmed(self.document.subtree(noun).first()?.0..noun.0 + 1)?;
        let said = self.trimmed(next..end)?;
        let speaker = Speaker { head, who: head, words: from..verb.0 };
        nominal.then(|| self.spoken_found(entry, verb, self.plain_cue(verb), Some(speaker), vec![about, said], None))
    }

    /// "underlined they keep talking", "noting it was late", "said they believe gas was the cause": a clause without "that" behind its verb
    /// where the tree has none.
    pub(super) fn bare_clause_behind(&self, entry: &'a CueEntry, verb: TokenId) -> Option<Found<'a>> {
        let sentence = &self.document.sentence(verb).tokens;
        let told = |at: u32| self.quotation_at(TokenId(at)) == self.quotation_at(verb);
        let first = TokenId(Some(verb.0 + 1).filter(|&next| sentence.contains(&next) && told(next))?);
        let relative = matches!(self.lemma(first), "who" | "which" | "what" | "that" | "whom" | "whose");
        let of_phrase = |at: u32| {
            self.upos(TokenId(at)).is_nominal() || matches!(self.upos(TokenId(at)), Upos::Det | Upos::Adj | Upos::Num)
        };
        let end = (first.0..sentence.end).find(|&at| !of_phrase(at) || !told(at))?;
        let subject = TokenId(end.checked_sub(1).filter(|&last| last >= first.0)?);
        let tensed = (end..sentence.end).find(|&at| self.upos(TokenId(at)) != Upos::Adv)?;
        let object_form = matches!(self.document.form(subject), "him" | "her" | "them" | "me" | "us");
        let clause = is_finite_form(self.document, TokenId(tensed)) && self.upos(subject).is_nominal() && !object_form;
        if relative || !clause || self.is_time_noun(first) || is_passive(self.document, verb) {
            return None;
        }
        let speaker = self.speaker_of_verb(verb)?.speaker;
        let cue = self.plain_cue(verb);
        // "a panel that all agreed Dorn won, Berg noted": what hangs on the clause's verb, and no more.
        let tensed = TokenId(tensed);
        let helps = self.upos(tensed) == Upos::Aux;
        let predicate = self.document.head(tensed).filter(|_| helps).unwrap_or(tensed);
        // "A man who answered the door said": the verb behind is that of the clause around.
        if self.document.ancestors(verb).any(|above| above == predicate) {
            return None;
        }
        let last = self.document.subtree(predicate).last()?.0.min(sentence.end - 1);
        let content = self.trimmed(first.0..(last + 1).max(tensed.0 + 1))?;
        Some(self.spoken_found(entry, verb, cue, Some(speaker), vec![content], None))
    }

    /// `S said C`: from the first word that can open a clause to the end of the sentence.
    pub(super) fn clause_after(
        &self,
        cue: &Range<u32>,
        speaker: &Speaker,
        sentence: &Range<u32>,
    ) -> Option<Range<u32>> {
        if speaker.words.start >= cue.end {
            return None;
        }
        let mut start = cue.end;
        let that = (cue.end..sentence.end)
            .map(TokenId)
            .take(14)
            .find(|&word| self.lemma(word) == "that" && self.is(word, &["mark"]));
        if let Some(that) = that {
            start = that.0;
        } else {
            while start < sentence.end && self.is_time(TokenId(start)) {
                start += 1;
            }
            let first = TokenId(start);
            let opens = start < sentence.end
                && matches!(
                    self.upos(first),
                    Upos::Pron
                        | Upos::Det
                        | Upos::Noun
                        | Upos::Propn
                        | Upos::Sconj
                        | Upos::Adj
                        | Upos::Num
                        | Upos::Intj
                );
            let verb = (start..sentence.end).any(|word| matches!(self.upos(TokenId(word)), Upos::Verb | Upos::Aux));
            if !opens || !verb {
                return None;
            }
        }
        self.trimmed(start..self.end_of_clause(TokenId(cue.start), sentence).max(start))
    }

    /// Where what a verb says must end: "Pire, whose brother said that he would pay, said she would not", where the verb of the noun that
    /// its clause is about begins; "denied that his agency leaked the name and called it baseless", where the verb above goes on.
    pub(super) fn end_of_clause(&self, verb: TokenId, sentence: &Range<u32>) -> u32 {
        let clause =
            std::iter::once(verb).chain(self.document.ancestors(verb)).find(|&word| self.is(word, &["acl:relcl"]));
        let noun = clause.and_then(|clause| self.document.head(clause)).filter(|&noun| noun < verb);
        let above =
            noun.and_then(|noun| self.document.head(noun)).filter(|&above| above > verb && sentence.contains(&above.0));
        let helpers = above.iter().flat_map(|&above| self.document.children_by(above, &["aux", "cop", "advmod"]));
        let end = helpers.filter(|&word| word > verb).chain(above).map(|word| word.0).min().unwrap_or(sentence.end);
        let over = |joined: TokenId| self.document.ancestors(verb).any(|up| Some(up) == self.document.head(joined));
        let goes_on = |&at: &u32| {
            let joined = self.document.head(TokenId(at)).filter(|_| self.is(TokenId(at), &["cc"]));
            joined.is_some_and(|joined| {
                self.is(joined, &["conj"]) && self.upos(joined) == Upos::Verb && joined.0 > at && over(joined)
            })
        };
        (verb.0..end).find(goes_on).unwrap_or(end)
    }

    pub(super) fn is_time(&self, word: TokenId) -> bool {
        let form = lower(self.document.form(word));
        is_weekday(&form)
            || matches!(
                &*form,
                "yesterday"
                    | "today"
                    | "last"
                    | "this"
                    | "week"
                    | "month"
                    | "morning"
                    | "night"
                    | "evening"
                    | "afternoon"
                    | "earlier"
                    | "later"
            )
    }

    /// `C, S said.`: from the start of the sentence to the comma before the speaker.
    pub(super) fn clause_before(
        &self,
        cue: &Range<u32>,
        speaker: &Speaker,
        sentence: &Range<u32>,
    ) -> Option<Range<u32>> {
        let start = speaker.words.start.min(cue.start);
        let comma = start.checked_sub(1).filter(|&before| before > sentence.start)?;
        let after = (speaker.words.end.max(cue.end)..sentence.end)
            .map(TokenId)
            .find(|&word| !self.is_punctuation(word) && !self.is_time(word));
        let ends = after.is_none_or(|word| {
            matches!(self.upos(word), Upos::Adp | Upos::Sconj)
                || matches!(self.document.form(TokenId(word.0 - 1)), "," | ";")
        });
        if self.document.form(TokenId(comma)) != "," || !ends {
            return None;
        }
        let verb = (sentence.start..comma).any(|word| matches!(self.upos(TokenId(word)), Upos::Verb | Upos::Aux));
        self.trimmed(sentence.start..comma).filter(|_| verb)
    }

    /// `Dorn, a spokeswoman for the bank, said`: what stands in commas beside a source describes it.
    pub(super) fn take_description(&self, speaker: &mut Speaker, cue: &Range<u32>) {
        let sentence = self.document.sentence(TokenId(cue.start)).tokens.clone();
        let comma = |at: u32| at < sentence.end && self.document.form(TokenId(at)) == ",";
        let quoted = |at: u32| self.quotation_at(TokenId(at)).is_some();
        let end = speaker.words.end;
        if !comma(end)
            || quoted(end)
            || matches!(self.upos(speaker.head), Upos::Pron | Upos::Det) && speaker.words.len() == 1
        {
            return;
        }
        if end < cue.start {
            let between = end + 1..cue.start;
            let closed = between.clone().rev().find(|&at| !self.is_of_region(TokenId(at)));
            let describes = between.len() < 30 && self.describes(&between) && !between.clone().any(quoted);
            if let Some(last) = closed.filter(|&last| describes && (comma(last + 1) || last + 1 == cue.start)) {
                speaker.words.end = last + 1;
            }
        } else if cue.end <= speaker.words.start {
            let last = (end + 1..sentence.end)
                .find(|&at| quoted(at) || self.is_punctuation(TokenId(at)) && self.document.form(TokenId(at)) != "'");
            let between = end + 1..last.unwrap_or(sentence.end);
            if between.len() < 30 && self.describes(&between) {
                speaker.words.end = between.end;
            }
        }
    }

    /// "a lawyer for the victims", "who follows the matter".
    pub(super) fn describes(&self, words: &Range<u32>) -> bool {
        let Some(first) = words.clone().next().map(TokenId) else { return false };
        let relative = matches!(self.lemma(first), "who" | "which" | "whose");
        let verb = words.clone().find(|&at| is_finite_form(self.document, TokenId(at)));
        // "a lawyer who says that" describes; "Torrin was told that" is a clause of its own.
        let relative_word = |at: &u32| matches!(self.lemma(TokenId(*at)), "who" | "which" | "that");
        let own = verb.is_some_and(|verb| !(words.start..verb).any(|at| relative_word(&at)));
        let nominal = matches!(self.upos(first), Upos::Det | Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num)
            || self.lemma(first) == "then";
        let time = self.is_time(first);
        !time && (relative || nominal && !own)
    }

    /// The noun phrase next to the cue.
    pub(super) fn speaker_by_order(
        &self,
        cue: &Range<u32>,
        sentence: &Range<u32>,
        after_quotation: bool,
    ) -> Option<Speaker> {
        let plain = |at: u32| self.quotation_at(TokenId(at)).is_none();
        let nominal = |word: TokenId| self.upos(word).is_nominal() || matches!(self.upos(word), Upos::Num | Upos::Det);
        // `"...," said Dorn`.
        if after_quotation && self.quotation_at(TokenId(cue.start.checked_sub(1)?)).is_some() {
            let next = TokenId(cue.end);
            if sentence.contains(&cue.end) && (nominal(next) || self.upos(next) == Upos::Adj) && plain(cue.end) {
                let head = self.top_inside(next, cue.end..sentence.end);
                return Some(self.speaker(head, &[TokenId(cue.end - 1)]))
                    .filter(|speaker| speaker.words.start >= cue.end);
            }
        }
        let mut at = cue.start;
        while at > sentence.start && self.is_of_region(TokenId(at - 1)) && at + 4 > cue.start {
            at -= 1;
        }
        // "Speaker Dorn on Tuesday called": the day is no speaker.
        for _ in 0..3 {
            let time = |at: u32| at > sentence.start && self.is_time_noun(TokenId(at - 1));
            let joins = |at: u32| {
                at > sentence.start
                    && (matches!(self.document.form(TokenId(at - 1)), "on" | "last" | "this" | "late" | "early" | ",")
                        || self.upos(TokenId(at - 1)) == Upos::Num)
            };
            if !time(at) {
                break;
            }
            while time(at) || joins(at) {
                at -= 1;
            }
        }
        let last = at.checked_sub(1).filter(|&last| sentence.contains(&last) && plain(last))?;
        let mut head = self.top_inside(TokenId(last), sentence.start..cue.start);
        // "An engineer who worked there until last year", "one of the memos, dated Feb. 3": whom the clause before the cue describes.
        // "one of the guards, who asked that his name be withheld for fear of losing his job, told": however deep it ends.
        let described = |head: TokenId| {
            let inside = |clause: &TokenId| (sentence.start..cue.start).contains(&clause.0) && plain(clause.0);
            let mut above = self.document.ancestors(head).take_while(inside).take(8);
            let clause = above.find(|&clause| self.is(clause, &["acl"]))?;
            let noun = self.document.head(clause).filter(|noun| (sentence.start..head.0).contains(&noun.0))?;
            plain(noun.0).then(|| self.top_inside(noun, sentence.start..cue.start))
        };
        while let Some(noun) = described(head).filter(|noun| *noun < head) {
            head = noun;
        }
        head = self.behind_channel(head).unwrap_or(head);
        (nominal(head) && plain(head.0))
            .then(|| self.speaker(head, &[TokenId(cue.end - 1)]))
            .filter(|speaker| speaker.words.end <= cue.start)
    }

    /// The topmost word above `word` that stands in the stretch and is no verb.
    pub(super) fn top_inside(&self, word: TokenId, range: Range<u32>) -> TokenId {
        let mut top = word;
        for above in self.document.ancestors(word).take(12) {
            if !range.contains(&above.0)
                || matches!(self.upos(above), Upos::Verb | Upos::Aux)
                || self.quotation_at(above).is_some()
            {
                break;
            }
            top = above;
        }
        top
    }
}
