//! Who says it, in the middle of what is said: "The firm, Dorn said, had known", "It came from Dorn, Berg said, and not from him".

use std::ops::Range;

use hearsay_core::{TokenId, Upos};

use super::asides::LONGEST_SENTENCE;
use super::reading::{Found, Reading, Speaker, with};
use crate::cues::CueEntry;
use crate::lower::lower;
use crate::syntax::clause::{is_finite_form, is_gerund, is_passive};
use crate::word_lists as lists;

/// The most words between two commas that name who says it.
const LONGEST: usize = 12;

impl<'a> Reading<'a> {
    /// "The firm, the report said, had known for years": who says it stands between subject and verb.
    pub(super) fn interrupted(&self, entry: &'a CueEntry, verb: TokenId) -> Option<Found<'a>> {
        let part = self.between_semicolons(verb)?;
        let cue = self.plain_cue(verb);
        let form = |at: u32| self.document.form(TokenId(at));
        let finite = |at: u32| is_finite_form(self.document, TokenId(at));
        // "Six of them, he told the Gazette, were": who hears it may stand in between.
        let nominal =
            |at: u32| self.upos(TokenId(at)).is_nominal() || matches!(self.upos(TokenId(at)), Upos::Det | Upos::Adj);
        let end = (cue.end..part.end).find(|&at| !nominal(at)).unwrap_or(cue.end);
        if !part.contains(&end) || form(end) != "," || is_gerund(self.document, verb) || is_passive(self.document, verb)
        {
            return None;
        }
        let comma = (part.start..cue.start).rev().find(|&at| form(at) == ",")?;
        let who = comma + 1..cue.start;
        let before = self.trimmed(part.start..comma)?;
        let behind = self.trimmed(end + 1..part.end)?;
        let opening = behind.clone().map(TokenId).find(|&word| self.upos(word) != Upos::Adv)?;
        let goes_on = finite(opening.0) && matches!(self.upos(opening), Upos::Aux | Upos::Verb);
        let plain = |mut words: Range<u32>| words.all(|at| !finite(at) && self.quotation_at(TokenId(at)).is_none());
        if !goes_on || who.is_empty() || who.len() > LONGEST || !plain(who.clone()) || !plain(before.clone()) {
            return None;
        }
        let head = self.top_inside(TokenId(who.end - 1), who.clone());
        let relative = matches!(self.lemma(TokenId(who.start)), "who" | "which" | "that" | "as");
        let nominal = self.upos(head).is_nominal() && !self.is_time_noun(head) && !relative;
        let subject = before.clone().map(TokenId).any(|word| self.upos(word).is_nominal());
        let speaker = Speaker { head, who: head, words: who };
        (nominal && subject).then(|| self.spoken_found(entry, verb, cue, Some(speaker), vec![before, behind], None))
    }

    /// "Dorn denies it, her office said", `It fell because of a "fault", said Berg`: who stands behind a sentence says all of it.
    pub(super) fn take_whole_sentence(&self, found: &mut Found<'a>) {
        let Some(part) = self.between_semicolons(found.anchor) else { return };
        let (Some(cue), Some(speaker)) = (found.cue.clone(), found.speaker.as_ref().map(|who| who.words.clone()))
        else {
            return;
        };
        let (ahead, end) = (cue.start.min(speaker.start), cue.end.max(speaker.end));
        let last = (end..part.end).all(|at| self.is_punctuation(TokenId(at)) || self.is_time_noun(TokenId(at)));
        let behind = found.content.iter().all(|range| range.end <= ahead);
        let colon = (part.start..ahead).any(|at| self.document.form(TokenId(at)) == ":");
        let Some(first) = found.content.first().map(|range| range.start) else { return };
        if !last || !behind || colon || first <= part.start || self.quotation_at(found.anchor).is_some() {
            return;
        }
        // `Dorn smiled: "We won," she said`: words in marks that are a sentence are said alone.
        let quoted = self.quotation_at(TokenId(first)).map(|place| &self.quotations[place].tokens);
        let sentence = quoted.is_some_and(|quoted| {
            let word = quoted.clone().map(TokenId).find(|&word| !self.is_punctuation(word));
            let capital = word.is_some_and(|word| self.document.form(word).starts_with(char::is_uppercase));
            let comma = quoted.start.checked_sub(1).is_some_and(|at| self.document.form(TokenId(at)) == ",");
            capital || comma || quoted.start == part.start
        });
        if let Some(all) = self.said_before(ahead, &part).filter(|_| !sentence) {
            let lead = (all.start..first).any(|at| is_finite_form(self.document, TokenId(at)));
            if lead {
                found.content = vec![all];
            }
        }
    }

    /// "He stopped, Dorn said, and turned", "It came from her, Dorn said, not from him": what goes on behind who says it is said too.
    pub(super) fn take_second_half(&self, found: &mut Found<'a>) {
        let Some(part) = self.between_semicolons(found.anchor) else { return };
        let (Some(cue), Some(speaker)) = (found.cue.clone(), found.speaker.as_ref().map(|who| who.words.clone()))
        else {
            return;
        };
        let form = |at: u32| self.document.form(TokenId(at));
        let ahead = cue.start.min(speaker.start);
        let Some(before) = self.said_before(ahead, &part) else { return };
        let Some(end) = self.comma_behind(found, &part).filter(|_| self.quotation_at(found.anchor).is_none()) else {
            return;
        };
        let Some(rest) = self.trimmed(end + 1..part.end) else { return };
        let finite = |at: u32| is_finite_form(self.document, TokenId(at));
        let speech = |word: TokenId| self.is_talk(word) && self.cues.starting(self.lemma(word)).any(Self::is_speech);
        let talk = rest.clone().map(TokenId).any(|word| speech(word) && self.quotation_at(word).is_none());
        let contrast = self.lemma(TokenId(rest.start)) == "not" && !rest.clone().any(finite);
        let joined = matches!(form(rest.start), "and" | "or")
            && rest.clone().any(finite)
            && self.joins_what_was_said(found, rest.start);
        let ends_on_a_verb = finite(before.end - 1) && self.quotation_at(TokenId(before.end - 1)).is_none();
        if contrast || ends_on_a_verb || self.is_rest_of_sentence(&rest) {
            found.content = vec![before, rest];
        } else if joined && !talk && found.content.last().is_some_and(|last| last.end <= ahead) {
            found.content = with(&found.content, rest);
        }
    }

    /// `It fell, Dorn wrote in a letter, "as anybody could see"`: marks around words that begin small.
    pub(super) fn is_rest_of_sentence(&self, rest: &Range<u32>) -> bool {
        let quoted = self.quotation_at(TokenId(rest.start)).map(|place| &self.quotations[place].tokens);
        let small = |words: &Range<u32>| {
            let first = words.clone().map(TokenId).find(|&word| !self.is_punctuation(word));
            first.is_some_and(|word| self.document.form(word).starts_with(char::is_lowercase))
        };
        quoted.is_some_and(|words| words.start == rest.start && rest.end <= words.end && small(words))
    }

    /// "If it rains, Dorn told the Gazette, the dam will break": a clause ahead of who says it between commas is said, too.
    pub(super) fn take_front_clause(&self, found: &mut Found<'a>) {
        let Some(part) = self.between_semicolons(found.anchor) else { return };
        let (Some(cue), Some(speaker)) = (found.cue.clone(), found.speaker.as_ref().map(|who| who.words.clone()))
        else {
            return;
        };
        let ahead = cue.start.min(speaker.start);
        let Some(comma) = self.comma_behind(found, &part).filter(|_| self.quotation_at(found.anchor).is_none()) else {
            return;
        };
        let finite = |words: &Range<u32>| words.clone().any(|at| is_finite_form(self.document, TokenId(at)));
        let plain = |words: &Range<u32>| words.clone().all(|at| self.quotation_at(TokenId(at)).is_none());
        let open = |words: &Range<u32>| finite(words) && plain(words);
        let Some(front) = self.said_before(ahead, &part).filter(open) else { return };
        let opening = TokenId(front.start);
        if !self.is(opening, &["mark", "advmod"]) || !lists::FRONT_CLAUSES.has(&lower(self.document.form(opening))) {
            return;
        }
        let rest = self.trimmed(comma + 1..part.end).filter(|rest| finite(rest));
        if found.content.iter().all(|range| range.start > comma) {
            found.content = with(&found.content, front);
        } else if let Some(rest) = rest.filter(|_| found.content.iter().all(|range| range.end <= ahead)) {
            found.content = vec![front, rest];
        }
    }

    /// "It was late, Dorn said, because of the snow, but nobody complained": what stands between who says it and the second half.
    pub(super) fn take_middle(&self, found: &mut Found<'a>) {
        let Some(part) = self.between_semicolons(found.anchor) else { return };
        let Some(comma) = self.comma_behind(found, &part).filter(|_| self.quotation_at(found.anchor).is_none()) else {
            return;
        };
        let first = TokenId(comma + 1);
        let ahead = found.content.iter().any(|range| range.end <= found.anchor.0);
        let next = found.content.iter().map(|range| range.start).find(|&start| start > first.0);
        // "It was closed, Dorn said, because of the snow": or to the end.
        let because = matches!(self.lemma(first), "because" | "despite");
        let end = self.trimmed(first.0..part.end).filter(|_| because).map(|rest| rest.end);
        let Some(next) = next.or(end).filter(|_| ahead) else { return };
        let plain = |at: u32| {
            let word = TokenId(at);
            !is_finite_form(self.document, word)
                && self.quotation_at(word).is_none()
                && (self.is_punctuation(word) || self.document.is_under(word, found.anchor))
        };
        if matches!(self.upos(first), Upos::Adp | Upos::Sconj) && (first.0..next).all(plain) {
            found.content = with(&found.content, first.0..next);
        }
    }

    /// The comma behind who says it, to whom and where: "he told the Gazette,", "she wrote in a letter,".
    fn comma_behind(&self, found: &Found<'_>, part: &Range<u32>) -> Option<u32> {
        let (cue, who) = (found.cue.as_ref()?, &found.speaker.as_ref()?.words);
        let end = cue.end.max(who.end);
        // "Dorn fell, and told the police": another verb stands between.
        let mut between = who.end.min(cue.start)..cue.start;
        if between.any(|at| is_finite_form(self.document, TokenId(at))) {
            return None;
        }
        let heard = |at: u32| {
            let word = TokenId(at);
            self.document.form(word) != ","
                && !is_finite_form(self.document, word)
                && self.quotation_at(word).is_none()
                && self.document.is_under(word, found.anchor)
        };
        let comma = (end..part.end).take(LONGEST).find(|&at| !heard(at))?;
        (self.document.form(TokenId(comma)) == "," && part.contains(&(comma + 1))).then_some(comma)
    }

    /// Whether the verb behind an "and" goes on with what was said and not with the saying: it hangs on the clause, or tells of
    /// somebody by a pronoun.
    fn joins_what_was_said(&self, found: &Found<'_>, and: u32) -> bool {
        let Some(verb) = self.document.head(TokenId(and)).filter(|&verb| self.is(verb, &["conj"])) else {
            return false;
        };
        let on_cue = self.document.head(verb) == Some(found.anchor);
        let subject = self.subject(verb).filter(|subject| subject.0 > and);
        !on_cue || subject.is_some_and(|subject| self.upos(subject) == Upos::Pron)
    }

    /// The finite clause in front of a comma that who says it stands behind.
    fn said_before(&self, ahead: u32, part: &Range<u32>) -> Option<Range<u32>> {
        let mut comma = ahead.checked_sub(1).filter(|&at| at > part.start)?;
        while comma > part.start && self.is_quote_mark(TokenId(comma)) {
            comma -= 1;
        }
        if self.document.form(TokenId(comma)) != "," {
            return None;
        }
        let comma = if comma + 1 < ahead { ahead } else { comma };
        let finite = (part.start..comma).any(|at| is_finite_form(self.document, TokenId(at)));
        self.trimmed(part.start..comma).filter(|_| finite)
    }

    /// The part of the sentence around a word that semicolons bound; none in sentences without end.
    fn between_semicolons(&self, word: TokenId) -> Option<Range<u32>> {
        let sentence = self.document.sentence(word).tokens.clone();
        let parts = |at: &u32| self.document.form(TokenId(*at)) == ";" && self.quotation_at(TokenId(*at)).is_none();
        if sentence.len() > LONGEST_SENTENCE {
            return None;
        }
        let start = (sentence.start..word.0).rev().find(parts).map_or(sentence.start, |at| at + 1);
        Some(start..(word.0..sentence.end).find(parts).unwrap_or(sentence.end))
    }
}
