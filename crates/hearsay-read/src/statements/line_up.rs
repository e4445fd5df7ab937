//! The order of words in a sentence of reported speech, where it says more than the tree.
//!
//! News puts speech in few orders: `S said (that) C`, `C, S said`, `C, said S`, `"C," S said, "C"`. A parser that goes
//! astray in a long sentence still leaves commas, quotation marks and the verb of saying where they are.

use std::ops::Range;

use hearsay_core::{TokenId, Upos};

use super::reading::{Found, Reading, Speaker, holds, with};
use crate::cues::{CueEntry, CueKind, Slot};
use crate::syntax::clause::{is_finite_form, is_gerund, is_negated, is_passive, is_told_in_short};
use crate::word_lists as lists;

/// "..., adding that ...": a participle of saying after a comma goes on for the same speaker, outside what was said.
pub(super) fn lift_participles(reading: &Reading<'_>, found: &mut [Found<'_>]) {
    for i in 0..found.len() {
        let anchor = found[i].anchor;
        let speech = found[i].entry.is_some_and(Reading::is_speech);
        adopt(reading, found, i);
        if !speech
            || !is_gerund(reading.document, anchor)
            || reading.quotation_at(anchor).is_some()
            || !reading.is_after_comma(anchor)
        {
            continue;
        }
        // "prosecutors charged two men; both deny it, telling a paper that ...": whoever does what the participle hangs on.
        let beside = |verb: &TokenId| reading.is(anchor, &["advcl"]) && reading.is(*verb, &["parataxis", "conj"]);
        let own = reading.document.head(anchor).filter(beside);
        let own =
            own.and_then(|verb| found[..i].iter().rposition(|outer| outer.anchor == verb && outer.speaker.is_some()));
        if let Some(own) = own {
            found[i].speaker = found[own].speaker.clone();
        }
        let comma = anchor.0 - 1;
        let outer = found[..i].iter().rposition(|outer| {
            outer.entry.is_some_and(Reading::is_speech)
                && outer.speaker.is_some()
                && outer.content.iter().any(|range| range.start < comma && range.contains(&anchor.0))
        });
        if let Some(outer) = outer {
            if own.is_none() {
                found[i].speaker = found[outer].speaker.clone();
            }
            found[outer].content.retain(|range| range.start < comma);
            if let Some(last) = found[outer].content.last_mut() {
                last.end = last.end.min(comma);
            }
        }
    }
}

/// `"...," said Dorn, referring to ...`: a participle whose own speaker stands in what was said has Dorn's.
fn adopt(reading: &Reading<'_>, found: &mut [Found<'_>], i: usize) {
    let anchor = found[i].anchor;
    let verb = found[i].entry.is_some_and(|entry| entry.kind == CueKind::Verb);
    if !verb
        || !is_gerund(reading.document, anchor)
        || reading.quotation_at(anchor).is_some()
        || !reading.is_after_comma(anchor)
    {
        return;
    }
    if let Some(speaker) = behind_semicolon(reading, &found[i]) {
        found[i].speaker = Some(speaker);
        return;
    }
    let outer = found[..i].iter().rev().find(|outer| {
        outer.entry.is_some_and(Reading::is_speech)
            && outer.speaker.is_some()
            && reading.quotation_at(outer.anchor).is_none()
            && reading.same_sentence(outer.anchor, anchor)
    });
    let Some(outer) = outer else { return };
    let astray = found[i]
        .speaker
        .as_ref()
        .is_none_or(|speaker| reading.quotation_at(speaker.head).is_some() || holds(&outer.content, speaker.head));
    if astray && !holds(&outer.content, anchor) {
        found[i].speaker = outer.speaker.clone();
    }
}

/// "Dorn called it fair; Berg disagreed, saying ...": whoever does what stands behind the semicolon goes on.
fn behind_semicolon(reading: &Reading<'_>, found: &Found<'_>) -> Option<Speaker> {
    let sentence = reading.document.sentence(found.anchor).tokens.clone();
    let form = |at: u32| reading.document.form(TokenId(at));
    let near = sentence.start.max(found.anchor.0.saturating_sub(60));
    let semicolon = (near..found.anchor.0).rev().find(|&at| form(at) == ";")?;
    let part = semicolon + 1..found.anchor.0;
    let own = |verb: TokenId| reading.subject(verb).is_some_and(|subject| part.contains(&subject.0));
    let finite = |&verb: &TokenId| is_finite_form(reading.document, verb) && own(verb);
    let verb = part.clone().map(TokenId).find(finite)?;
    let astray = found.speaker.as_ref().is_some_and(|speaker| speaker.head.0 < semicolon);
    reading.speaker_of_verb(verb).filter(|_| astray).map(|spoken| spoken.speaker)
}

impl<'a> Reading<'a> {
    /// Whether the entry is a verb of saying that takes clauses and quotations alike.
    pub(super) fn is_speech(entry: &CueEntry) -> bool {
        entry.kind == CueKind::Verb
            && entry.more.is_empty()
            && entry.content.contains(&Slot::Quote)
            && matches!(
                entry.class.as_str(),
                "assert"
                    | "claim"
                    | "warn"
                    | "confirm"
                    | "deny"
                    | "announce"
                    | "predict"
                    | "criticise"
                    | "ask"
                    | "demand"
                    | "disclose"
                    | "doubt"
                    | "allege"
            )
    }

    /// Puts the content of speech right by the order of the words; `None` when neither tree nor order shows any.
    pub(super) fn line_up(&self, entry: &'a CueEntry, head: TokenId, tree: Option<Found<'a>>) -> Option<Found<'a>> {
        let sentence = self.document.sentence(head).tokens.clone();
        let cue = tree.as_ref().and_then(|found| found.cue.clone()).unwrap_or_else(|| self.plain_cue(head));
        let astray = |speaker: &Speaker| self.quotation_at(speaker.head).is_some();
        let from_tree = tree.as_ref().and_then(|found| found.speaker.clone()).filter(|speaker| !astray(speaker));
        let turned = from_tree.as_ref().and_then(|speaker| self.turned_round(&cue, &sentence, speaker));
        let order_wins = turned.is_some();
        let from_tree = turned.or(from_tree);
        let quoted_before = self.quoted_before(&sentence, cue.start);
        let from_tree =
            from_tree.or_else(|| self.speaker_of_main_clause(head)).or_else(|| self.subject_behind(head, &cue));
        let speaker = from_tree.or_else(|| {
            let mut speaker = self.speaker_by_order(&cue, &sentence, quoted_before.is_some())?;
            self.take_description(&mut speaker, &cue);
            Some(speaker)
        });
        // "Treasurer stole, jury told": those who are told it say nothing.
        let speaker = speaker.filter(|_| !is_told_in_short(self.document, head) && !self.is_hearing(head));
        let speaker = speaker.map(|speaker| self.back_to_quotation(speaker, &cue, &sentence));
        let region = speaker.as_ref().map_or(cue.clone(), |speaker| {
            let near = |a: &Range<u32>, b: &Range<u32>| {
                a.end <= b.start && (a.end..b.start).all(|gap| self.is_of_region(TokenId(gap)))
            };
            if near(&speaker.words, &cue) || near(&cue, &speaker.words) {
                cue.start.min(speaker.words.start)..cue.end.max(speaker.words.end)
            } else {
                cue.clone()
            }
        });
        // `Asked about it, she replied: "..."`: what stands behind the colon, and no more.
        if let Some(place) = self.quoted_behind_colon(cue.end, &sentence) {
            let content = vec![self.quotations[place].tokens.clone()];
            return Some(self.spoken_found(entry, head, cue, speaker, content, tree));
        }
        // `"...," adding that ...`: the participle begins something new.
        let goes_on = is_gerund(self.document, head) && region == cue;
        let before = self.quoted_before(&sentence, region.start).filter(|_| !goes_on);
        if let Some(place) = before {
            let quotation = &self.quotations[place];
            // A word or two in marks before "said" are a name or a title, not what is said.
            if quotation.words > 2 || quotation.ends_like_speech {
                let content = self.around_speech(tree.as_ref(), place, &region, &sentence);
                return Some(self.spoken_found(entry, head, cue, speaker, content, tree));
            }
        }
        // "Costs will rise, said Dorn": with another speaker than the tree's, the rest of the tree is no help either.
        if order_wins
            && let Some(speaker) = &speaker
            && let Some(content) = self.clause_before(&cue, speaker, &sentence)
        {
            return Some(self.spoken_found(entry, head, cue, Some(speaker.clone()), vec![content], None));
        }
        // "Dorn freed, her party says; ministry calls it a hoax": what stands behind the semicolon is not her party's.
        let cut_off = |found: &Found<'_>| {
            let start = found.content.first().map_or(cue.end, |range| range.start);
            (cue.end..start).any(|at| self.document.form(TokenId(at)) == ";")
        };
        if tree.as_ref().is_some_and(cut_off)
            && let Some(speaker) = &speaker
            && let Some(content) = self.clause_before(&cue, speaker, &sentence)
        {
            return Some(self.spoken_found(entry, head, cue, Some(speaker.clone()), vec![content], None));
        }
        if let Some(mut found) = tree {
            self.fill_up(&mut found, &cue, &sentence);
            if found.speaker.is_none() && !is_passive(self.document, head) {
                found.speaker = speaker;
            }
            return Some(found);
        }
        let plain = entry.content.contains(&Slot::That)
            && matches!(
                entry.class.as_str(),
                "assert" | "claim" | "warn" | "confirm" | "disclose" | "announce" | "allege"
            );
        let active = |speaker: &Speaker| !is_passive(self.document, head) || self.is_misread(head, speaker, &sentence);
        let speaker = speaker.filter(|speaker| plain && active(speaker))?;
        let content =
            self.clause_after(&cue, &speaker, &sentence).or_else(|| self.clause_before(&cue, &speaker, &sentence))?;
        Some(self.spoken_found(entry, head, cue, Some(speaker), vec![content], None))
    }

    /// "Costs will rise, experts say", "costs will rise, said Dorn": who stands beside the verb, where the tree has "costs".
    pub(super) fn turned_round(&self, cue: &Range<u32>, sentence: &Range<u32>, tree: &Speaker) -> Option<Speaker> {
        let form = |at: u32| self.document.form(TokenId(at));
        let finite = |at: u32| is_finite_form(self.document, TokenId(at));
        if tree.words.end > cue.start || tree.words.start < sentence.start || !self.is_plain(cue.start) {
            return None;
        }
        // "Holt praised the workers, accusing Lund of theft": a participle is not turned round.
        if cue.clone().any(|at| is_gerund(self.document, TokenId(at))) {
            return None;
        }
        // "The insurers, which face the bill, accused both firms": a verb whose object is the accused does not follow what is said.
        let accuses = |at: u32| {
            lists::CHARGING.has(self.lemma(TokenId(at))) && self.document.child(TokenId(at), &["obj"]).is_some()
        };
        if cue.clone().any(accuses) {
            return None;
        }
        // `"...," one of the guards, who feared for his job, told the Courier`: whom one tells speaks before the verb.
        let tells = cue.clone().any(|at| self.lemma(TokenId(at)) == "tell");
        let before = cue.start.checked_sub(1).filter(|&before| before > sentence.start)?;
        let told = (sentence.start..before).any(|at| {
            finite(at) || matches!(self.upos(TokenId(at)), Upos::Verb | Upos::Aux) && !self.is(TokenId(at), &["acl"])
        });
        if form(before) == "," || self.is_quote_mark(TokenId(before)) {
            // The noun after the verb must be all there is up to a comma or the end.
            let end =
                (cue.end..sentence.end).find(|&at| matches!(form(at), "," | "." | ";" | ":")).unwrap_or(sentence.end);
            let beside = cue.end..end;
            let first = beside.clone().next().map(TokenId)?;
            let opens = self.upos(first).is_nominal() || matches!(self.upos(first), Upos::Det | Upos::Adj | Upos::Num);
            let clause = beside.clone().any(|at| finite(at) || matches!(self.lemma(TokenId(at)), "that" | "to"));
            let relative = beside.clone().any(|at| matches!(self.lemma(TokenId(at)), "who"));
            // "Dorn, who left, said Monday", "Dorn, a lawyer, said nothing".
            // "Dorn, 58, told the Gazette": commas and all, the tree's subject reaches the verb.
            // "Dorn, which has owned it since May, denied": so does one with a clause of its own.
            let inside = tree.words.clone().find(|&at| form(at) == ",");
            let aside = inside.is_some_and(|comma| comma > tree.head.0 && self.describes(&(comma + 1..tree.words.end)));
            let comma = inside.is_some() && (aside || !tree.words.clone().any(finite));
            let reaches = comma && tree.words.end >= before;
            let describes = reaches || self.describes(&(tree.words.end + 1..before)) && form(tree.words.end) == ",";
            // "contradicted him", "denied it": whom a verb takes in that form does nothing.
            let object =
                matches!(form(first.0), "him" | "them" | "me" | "us" | "it") && self.is(first, &["obj", "iobj"]);
            if !told || tells || !opens || object || clause && !relative || describes || self.is_time_noun(first) {
                return None;
            }
            let head = self.top_inside(first, beside);
            let who = self.upos(head) == Upos::Propn || self.upos(head) == Upos::Pron || self.can_speak(head);
            let mut speaker =
                Some(self.speaker(head, &[TokenId(cue.start)])).filter(|_| who && !self.is_time_noun(head))?;
            speaker.words.start = speaker.words.start.max(cue.end);
            self.take_description(&mut speaker, cue);
            return Some(speaker).filter(|speaker| speaker.words.start == cue.end);
        }
        let beside = TokenId(before);
        let nominal = self.upos(beside).is_nominal() && self.is_plain(before);
        if !nominal || tree.words.contains(&before) || self.is_time_noun(beside) {
            return None;
        }
        let head = self.top_inside(beside, sentence.start..cue.start);
        let speaker = self.speaker(head, &[TokenId(cue.start)]);
        let apart = speaker.words.start.checked_sub(1).is_some_and(|at| form(at) == "," && at > tree.words.start);
        let ends = cue.end >= sentence.end
            || self.is_punctuation(TokenId(cue.end))
            || matches!(self.upos(TokenId(cue.end)), Upos::Adp | Upos::Adv)
            || self.is_time_noun(TokenId(cue.end));
        // "Dorn, the mayor said": what was said began before.
        (apart && ends && speaker.words.end == cue.start && (self.can_speak(head) || self.upos(head) == Upos::Pron))
            .then_some(speaker)
    }

    /// "Dorn revealed police have no clue", "..., the Gazette reported.": a participle between a source and a clause is
    /// a verb that the tree took for one.
    pub(super) fn is_misread(&self, verb: TokenId, speaker: &Speaker, sentence: &Range<u32>) -> bool {
        let finite = |at: u32| is_finite_form(self.document, TokenId(at));
        let next = TokenId(verb.0 + 1);
        let beside = speaker.words.end == verb.0 && self.can_speak(speaker.head);
        if !beside || self.document.child(verb, &["aux"]).is_some() {
            return false;
        }
        let after = (verb.0 + 1..sentence.end).any(finite);
        let opens = sentence.contains(&next.0)
            && (self.upos(next).is_nominal() || matches!(self.upos(next), Upos::Det | Upos::Num))
            && !self.is_time_noun(next);
        let comma = speaker.words.start.checked_sub(1).is_some_and(|at| self.document.form(TokenId(at)) == ",");
        let ends = !sentence.contains(&next.0) || self.is_punctuation(next);
        let before = (sentence.start..speaker.words.start).any(finite);
        opens && after && !before || comma && ends && before
    }

    /// "Dorn gave her condolences, adding": where the tree gives the participle a subject of its own from the quotation.
    pub(super) fn speaker_of_main_clause(&self, verb: TokenId) -> Option<Speaker> {
        let main = self.document.head(verb).filter(|_| self.is(verb, &["advcl"]) && is_gerund(self.document, verb))?;
        let spoken = self.speaker_of_verb(main).filter(|_| self.is_after_comma(verb))?;
        Some(spoken.speaker).filter(|speaker| self.quotation_at(speaker.head).is_none())
    }

    /// "The bomb was left in a market, stated Mayor Paula Dorn, and ...": the verb's own subject right behind it.
    pub(super) fn subject_behind(&self, verb: TokenId, cue: &Range<u32>) -> Option<Speaker> {
        let speaker = self.speaker(self.subject(verb)?, &[verb]);
        (speaker.words.start == cue.end && self.is_after_comma(verb)).then_some(speaker)
    }

    pub(super) fn is_plain(&self, at: u32) -> bool {
        self.quotation_at(TokenId(at)).is_none()
    }

    pub(super) fn spoken_found(
        &self,
        entry: &'a CueEntry,
        head: TokenId,
        cue: Range<u32>,
        speaker: Option<Speaker>,
        content: Vec<Range<u32>>,
        tree: Option<Found<'a>>,
    ) -> Found<'a> {
        let (content_head, hearer, negated) = tree.map_or((None, None, is_negated(self.document, head)), |found| {
            (found.content_head, found.hearer, found.negated)
        });
        Found { entry: Some(entry), anchor: head, cue: Some(cue), speaker, content, content_head, hearer, negated }
    }

    pub(super) fn plain_cue(&self, head: TokenId) -> Range<u32> {
        let mut start = head.0;
        let sentence = self.document.sentence(head).tokens.start;
        let group = |at: u32| {
            let word = TokenId(at);
            self.document.head(word) == Some(head) && self.is(word, &["aux"])
                || self.upos(word) == Upos::Adv && self.document.head(word) == Some(head)
        };
        while start > sentence && group(start - 1) {
            start -= 1;
        }
        start..head.0 + 1
    }

    pub(super) fn is_of_region(&self, word: TokenId) -> bool {
        self.is_punctuation(word) && self.quotation_at(word).is_none()
            || matches!(self.upos(word), Upos::Adv | Upos::Aux)
    }

    /// `"...," Paula Dorn, head of the bank, told the Gazette`: the source is all that stands between quotation and verb.
    pub(super) fn back_to_quotation(&self, speaker: Speaker, cue: &Range<u32>, sentence: &Range<u32>) -> Speaker {
        let quoted = (sentence.start..cue.start).rev().find(|&at| !self.is_plain(at));
        let Some(from) = quoted.map(|at| at + 1).filter(|&from| from < speaker.words.start) else { return speaker };
        let between = from..cue.start;
        let finite = |at: u32| is_finite_form(self.document, TokenId(at));
        let described = |at: u32| (from..at).any(|at| matches!(self.lemma(TokenId(at)), "who" | "which" | "whose"));
        let first = TokenId(from);
        let comma = cue.start.checked_sub(1).is_some_and(|at| self.document.form(TokenId(at)) == ",");
        let opens = self.upos(first).is_nominal() || matches!(self.upos(first), Upos::Det | Upos::Adj | Upos::Num);
        let speaks = speaker.words.end <= cue.start && comma && opens && between.len() < 30;
        if !speaks || between.clone().any(|at| finite(at) && !described(at)) || self.is_time_noun(first) {
            return speaker;
        }
        let end = between.clone().find(|&at| self.document.form(TokenId(at)) == ",").unwrap_or(between.end);
        let head = self.top_inside(first, from..end);
        let Some(words) = self.trimmed(between) else { return speaker };
        Speaker { head, who: head, words }
    }

    /// The quotation that opens right behind a colon at `at`.
    pub(super) fn quoted_behind_colon(&self, at: u32, sentence: &Range<u32>) -> Option<usize> {
        if !sentence.contains(&(at + 1)) || self.document.form(TokenId(at)) != ":" {
            return None;
        }
        self.quotation_at(TokenId(at + 1)).filter(|&place| self.quotations[place].tokens.start == at + 1)
    }

    /// The quotation that closes right before `at`.
    pub(super) fn quoted_before(&self, sentence: &Range<u32>, at: u32) -> Option<usize> {
        let last = (sentence.start..at)
            .rev()
            .map(TokenId)
            .find(|&word| !self.is_punctuation(word) || self.quotation_at(word).is_some())?;
        self.quotation_at(last).filter(|&place| self.quotations[place].tokens.end <= at)
    }

    /// `The plan "is dead," she said, "and buried"`: what stands before, and quotations after.
    pub(super) fn around_speech(
        &self,
        tree: Option<&Found<'a>>,
        place: usize,
        region: &Range<u32>,
        sentence: &Range<u32>,
    ) -> Vec<Range<u32>> {
        let quotation = self.quotations[place].tokens.clone();
        let mut content = vec![quotation.clone()];
        let first = quotation.start.max(sentence.start);
        let lead = sentence.start..first;
        // Words before the quotation are said too when the tree has them in the clause.
        let colon = first.checked_sub(1).is_some_and(|at| self.document.form(TokenId(at)) == ":");
        let in_tree = !colon
            && tree.is_some_and(|found| {
                found.content.iter().any(|range| range.start < first && range.end > sentence.start)
            });
        if in_tree && let Some(lead) = self.trimmed(lead) {
            let from_tree = tree
                .into_iter()
                .flat_map(|found| found.content.iter())
                .map(|range| range.start)
                .filter(|&start| start >= sentence.start)
                .min();
            content = with(&content, from_tree.unwrap_or(lead.start).min(first)..quotation.end);
        }
        let next = (region.end..sentence.end).map(TokenId).find_map(|word| self.quotation_at(word));
        if let Some(next) = next {
            let tokens = self.quotations[next].tokens.clone();
            let talk = (region.end..tokens.start).any(|word| self.is_talk(TokenId(word)));
            if !talk && (self.quotations[next].ends_like_speech || tokens.start <= region.end + 2) {
                content = with(&content, tokens);
            }
        }
        content
    }

    /// Another verb of saying.
    pub(super) fn is_talk(&self, word: TokenId) -> bool {
        self.upos(word) == Upos::Verb && self.cues.starting(self.lemma(word)).any(|entry| entry.kind == CueKind::Verb)
    }

    /// Content after the cue begins right after it and has no holes; a quotation that is a sentence ends it.
    pub(super) fn fill_up(&self, found: &mut Found<'a>, cue: &Range<u32>, sentence: &Range<u32>) {
        let Some(head) = found.content_head.filter(|head| head.0 >= cue.end) else { return };
        let Some(last) = found.content.last().map(|range| range.end) else { return };
        let ahead = found.content.iter().any(|range| range.end <= cue.start);
        if ahead || found.speaker.as_ref().is_some_and(|speaker| speaker.words.start >= cue.end) {
            return;
        }
        let first = found.content.first().map_or(head.0, |range| range.start).min(head.0);
        let mut start = first;
        // "told reporters troops had left": who hears it may hang on what is said.
        let hearer = found.hearer.and_then(|hearer| self.document.subtree(hearer).last().map(|last| last.0 + 1));
        let floor = hearer.filter(|&end| end <= first).map_or(cue.end, |end| end.max(cue.end));
        while start > floor && !self.stands_between(TokenId(start - 1), found.anchor, head) {
            start -= 1;
        }
        // A clause with its own verb in the gap is said too: "said to his knowledge none had leaked, even though ...".
        let finite = |at: u32| is_finite_form(self.document, TokenId(at));
        if (cue.end..start).any(finite) && !(cue.end..start).any(|at| self.is_talk(TokenId(at))) {
            start = cue.end;
        }
        let mut end = last.min(sentence.end.max(last));
        // `said: "We will stay."` A full stop before the closing mark ends what is said.
        let opens =
            (start..end).map(TokenId).find(|&word| !self.is_punctuation(word) || self.quotation_at(word).is_some());
        if let Some(place) = opens.and_then(|word| self.quotation_at(word)) {
            let quotation = &self.quotations[place];
            if quotation.tokens.start + 1 >= start && quotation.ends_like_speech && quotation.words > 3 {
                start = quotation.tokens.start;
                end = quotation.tokens.end;
            }
        }
        if let Some(range) = self.trimmed(start..end) {
            found.content = vec![range];
        }
    }

    /// Whether a word between cue and content belongs to the cue: a hearer, a day, a channel, a comma.
    pub(super) fn stands_between(&self, word: TokenId, cue: TokenId, content: TokenId) -> bool {
        if self.is_punctuation(word) && self.quotation_at(word).is_none() {
            return true;
        }
        let mut at = word;
        for _ in 0..12 {
            match self.document.head(at) {
                // "said whatever the price", "says the decision to sell was wrong" may be parsed as objects.
                Some(above) if above == cue && matches!(&*self.document.token(at).xpos, "WP" | "WDT") => return false,
                Some(above) if above == cue => {
                    return !self.is(at, &["nsubj", "ccomp", "csubj", "mark"]) || at < cue;
                }
                Some(above) if above == content => return false,
                Some(above) => at = above,
                None => return false,
            }
        }
        false
    }
}
