//! From cue words to statements: each cue with its best frame, its source and its content.

use std::ops::Range;

use hearsay_core::{NameKind, Sentence, Stance, TokenId, Upos};

use super::content::{Content, Matched};
use super::line_up::lift_participles;
use super::reading::{Found, Reading, without};
use super::speaker::Spoken;
use crate::cues::{CueEntry, CueKind, Slot, SourceKind};
use crate::lower::lower;
use crate::syntax::clause::{is_gerund, is_infinitive, is_negated, is_passive, negators};
use crate::word_lists as lists;

/// All statements that cues of the sentence make, in text order of the cues.
pub(super) fn in_sentence<'a>(reading: &Reading<'a>, sentence: &Sentence, found: &mut Vec<Found<'a>>) {
    let first = found.len();
    for word in sentence.ids() {
        if reading.is_punctuation(word) {
            continue;
        }
        if let Some(statement) = reading.statement_at(word) {
            found.push(statement);
        }
    }
    // "declined to comment on the letter": who gives no word says nothing of the letter.
    let says_itself = |one: &Found<'_>| one.entry.is_some_and(CueEntry::says_itself);
    let own = found[first..].iter().filter(|one| says_itself(one));
    let given: Vec<TokenId> = own.filter_map(|one| one.content_head).collect();
    let mut place = 0;
    found.retain(|one| {
        place += 1;
        place <= first || says_itself(one) || !given.contains(&one.anchor)
    });
    lift_participles(reading, &mut found[first..]);
}

/// How sure a slot is to be meant when several could be; lower is surer.
fn rank(slot: &Slot) -> u8 {
    match slot {
        Slot::ObjectInfinitive | Slot::ObjectComplement | Slot::ObjectGerund => 0,
        Slot::Itself => 0,
        Slot::That | Slot::Clause | Slot::Raised | Slot::Is => 1,
        Slot::Infinitive | Slot::Gerund => 2,
        Slot::ObjectAnd(_) | Slot::Compound => 3,
        Slot::Preposition(_) => 4,
        Slot::Object => 5,
        Slot::SpokenObject => 6,
        Slot::Quote => 7,
    }
}

/// Behind all slots.
const LAST: u8 = 8;

impl<'a> Reading<'a> {
    fn statement_at(&self, word: TokenId) -> Option<Found<'a>> {
        let lemma = self.document.lemma(word);
        let upos = self.upos(word);
        if !self.cues.could_start(lemma) && !self.cues.could_start(self.document.form(word)) {
            return None;
        }
        let withholds = self.withholds(word);
        let mut best: Option<((std::cmp::Reverse<usize>, u8), Found<'a>)> = None;
        // Only phrases begin with words like "the"; they are looked up by their letters: a parser's lemma of
        // "according" may be "accord".
        let form = lower(self.document.form(word));
        let can_be = matches!(upos, Upos::Verb | Upos::Aux | Upos::Noun | Upos::Adj | Upos::Adv);
        let (of_lemma, of_form) = (self.cues.starting(lemma), self.cues.starting(&form));
        let known = || of_lemma.clone().filter(|entry| entry.kind != CueKind::Phrase);
        // "is convinced that" is a state of mind though the parser has a passive.
        let state =
            upos == Upos::Verb && self.document.child(word, &["aux:pass"]).is_some() && self.agent(word).is_none();
        let adjectives = || of_form.clone().filter(|entry| entry.kind == CueKind::Adjective);
        let phrases = of_form.clone().filter(|entry| entry.kind == CueKind::Phrase);
        let is_state = state && adjectives().next().is_some();
        let stated = is_state.then(adjectives).into_iter().flatten();
        let known = can_be.then(known).into_iter().flatten().filter(|entry| !is_state || entry.kind != CueKind::Verb);
        for entry in stated.chain(known).chain(phrases) {
            let predicate = entry.kind != CueKind::Adjective || self.is_predicate(word);
            if !entry.kind.admits(upos) || !predicate || entry.requested != withholds {
                continue;
            }
            let Some(matched) = self.match_words(entry, word) else { continue };
            for slot in &entry.content {
                // "disagree" says all there is only where nothing follows.
                let alone = *slot == Slot::Itself && entry.more.is_empty() && !entry.negated;
                let key = (std::cmp::Reverse(entry.more.len()), if alone { LAST } else { rank(slot) });
                if best.as_ref().is_some_and(|(known, _)| *known <= key) {
                    continue;
                }
                let told = |content: &Content| {
                    (!entry.deed || *slot != Slot::Object || self.is_a_matter(content.head))
                        && (!entry.requested || self.is_requested(content.head))
                };
                let content = self.content(&matched, slot).filter(told).map(|content| self.about(&matched, content));
                if let Some(found) = content.and_then(|content| self.build(&matched, slot, content)) {
                    best = Some((key, found));
                }
            }
        }
        let best = best.map(|(_, found)| found);
        if withholds {
            return best;
        }
        if best.is_none() && upos == Upos::Verb {
            let clausal = |entry: &&CueEntry| {
                entry.kind == CueKind::Verb && entry.more.is_empty() && entry.content.contains(&Slot::That)
            };
            let told = of_lemma.clone().find(clausal);
            let found =
                told.and_then(|entry| self.said_of_noun(entry, word).or_else(|| self.bare_clause_behind(entry, word)));
            if found.is_some() {
                return found;
            }
        }
        if self.quotation_at(word).is_none() && CueKind::Verb.admits(upos) {
            // "replied that" and `replied: "..."` are two entries of one verb.
            let found = best.as_ref().and_then(|found| found.entry);
            let plain = found.is_none_or(|entry| entry.more.is_empty() && entry.content.contains(&Slot::That));
            let sisters = of_lemma.filter(|_| plain);
            let speech = found.into_iter().chain(sisters).find(|entry| Self::is_speech(entry));
            if let Some(speech) = speech {
                let mut found = self.interrupted(speech, word).or_else(|| self.line_up(speech, word, best));
                if let Some(found) = &mut found {
                    self.take_whole_sentence(found);
                    self.take_second_half(found);
                    self.take_front_clause(found);
                    self.take_middle(found);
                }
                return found;
            }
        }
        best
    }

    /// "backed the new law", "backed Dorn", "accepted that she lost": something to take a stand on, and no thing.
    fn is_a_matter(&self, head: Option<TokenId>) -> bool {
        let Some(head) = head else { return true };
        let person = || self.document.name_at(head).is_some_and(|name| name.kind == NameKind::Person);
        let told = || self.document.child(head, &["acl", "ccomp"]).is_some_and(|clause| clause > head);
        !matches!(self.upos(head), Upos::Noun | Upos::Propn)
            || self.cues.words().has(SourceKind::Matter, self.lemma(head))
            || self.quotation_at(head).is_some()
            || person()
            || told()
    }

    /// "neither confirmed nor denied", "would not confirm or deny": gives no answer.
    pub(super) fn neither_confirms_nor_denies(&self, found: &mut Found<'a>) {
        let verb = found.anchor;
        let denies = found.entry.is_some_and(|entry| entry.class == "deny") && self.is(verb, &["conj"]);
        let first = self.document.head(verb).filter(|&first| denies && self.lemma(first) == "confirm");
        let no = |verb: TokenId| {
            let neither = |word: TokenId| self.lemma(word) == "neither";
            is_negated(self.document, verb) || self.document.children_by(verb, &["cc", "advmod"]).any(neither)
        };
        if first.is_some_and(no)
            && let Some(declines) = self.cues.entries().iter().find(|entry| entry.stance == Stance::Declines)
        {
            (found.entry, found.negated) = (Some(declines), false);
        }
    }

    /// "denied the motion", "rejected their plea": it was asked for.
    fn is_requested(&self, head: Option<TokenId>) -> bool {
        head.is_some_and(|head| self.cues.words().has(SourceKind::Requested, self.lemma(head)))
    }

    fn is_predicate(&self, word: TokenId) -> bool {
        !self.is(word, &["amod"])
    }

    fn build(&self, matched: &Matched<'a>, slot: &Slot, content: Content) -> Option<Found<'a>> {
        let under_no = self.is_under_no(matched.head) || self.is_under_no(matched.tail);
        if matched.entry.negated && !under_no || matched.entry.would && !self.is_under_would(matched) {
            return None;
        }
        // "pleaded not guilty", "did not respond to" are cues with a "not" of their own.
        let own = matched.entry.negated || matched.entry.more.iter().any(|word| &**word == "not");
        let mut negated = under_no && !own;
        // "accused of supporting the rebels": a deed of the accused; "resigned after admitting the error" tells words.
        let charged = || self.is_introduced_by(matched.head, &["of", "for", "by", "with", "from"]);
        if matched.entry.deed && is_gerund(self.document, matched.head) && charged() {
            return None;
        }
        let mut spoken = self.spoken(matched, slot, &content)?;
        if let Some(spoken) = &spoken {
            let source = &spoken.speaker;
            if matched.entry.of_document && !self.cues.words().has(SourceKind::Document, self.lemma(source.who)) {
                return None;
            }
            // "Not all experts agree": the "not" is that of the verb.
            negated |= self.lemma(TokenId(source.words.start)) == "not" && !own;
        } else if matched.entry.of_document {
            return None;
        }
        let mut cue = self.cue_words(matched, &content, spoken.as_ref());
        // "(did not) respond": where nothing follows the verb is what is not given.
        if content.words == [matched.head] && cue.start < matched.head.0 {
            cue = cue.start..matched.head.0;
        }
        // "was called a fraud by Dorn": the source is no part of what is said, nor is its "by".
        let agent = spoken.as_ref().map(|spoken| spoken.speaker.head).filter(|_| content.takes_subject);
        let by = agent.and_then(|agent| self.introduced_by(agent, "by").or_else(|| self.introduced_by(agent, "in")));
        let words: Vec<TokenId> = content.words.iter().copied().filter(|&word| Some(word) != by).collect();
        let mut ranges = self.stretches(&words);
        // "disagree" alone is both the word of saying and what is said.
        if ranges.first() != Some(&cue) || ranges.len() > 1 || !matched.entry.says_itself() {
            ranges = without(&ranges, &cue);
        }
        // "The officials interviewed by Reuters said": what stands between source and cue describes the source.
        if let Some(spoken) = &mut spoken
            && matched.entry.kind == CueKind::Verb
        {
            let words = spoken.speaker.words.clone();
            if words.end < cue.start
                && words.len() > 1
                && let Some(place) = ranges.iter().position(|range| range.start == words.end && range.end <= cue.start)
                && ranges.len() > 1
                && self.quotation_at(TokenId(words.end)).is_none()
            {
                spoken.speaker.words.end = ranges.remove(place).end;
            }
        }
        // What is said inside a quotation ends with it.
        if let Some(spoken) = &mut spoken {
            self.take_description(&mut spoken.speaker, &cue);
            ranges = without(&ranges, &spoken.speaker.words);
        }
        if let Some(place) = self.quotation_at(matched.head) {
            let quotation = &self.quotations[place].tokens;
            ranges = ranges
                .into_iter()
                .map(|range| range.start.max(quotation.start)..range.end.min(quotation.end))
                .filter(|range| range.start < range.end)
                .collect();
        }
        let mut ranges: Vec<Range<u32>> = ranges.into_iter().filter_map(|range| self.trimmed(range)).collect();
        self.fill_demand(matched, &cue, &mut ranges);
        // "Officials waited a month — the channel ORT says": nobody's name reaches over a dash.
        if let Some(spoken) = &mut spoken {
            let words = spoken.speaker.words.clone();
            let dash = words.clone().find(|&at| matches!(self.document.form(TokenId(at)), "—" | "–" | "--" | ";"));
            if let Some(dash) = dash.filter(|&dash| dash < spoken.speaker.head.0) {
                spoken.speaker.words.start = dash + 1;
            }
        }
        // "calculates that, once fees are counted, little is left": the clause behind "that" is said, wherever the tree hangs it.
        if ranges.len() > 1
            && ranges[0].start >= cue.end
            && ranges[0].len() == 1
            && self.lemma(TokenId(ranges[0].start)) == "that"
        {
            let that = ranges.remove(0);
            ranges[0].start = that.start;
        }
        if content.from_page {
            ranges = self.quotation_near(matched.head, &cue, spoken.as_ref().map(|spoken| &spoken.speaker.words))?;
        }
        if ranges.is_empty() {
            return None;
        }
        Some(Found {
            entry: Some(matched.entry),
            anchor: matched.head,
            cue: Some(cue),
            speaker: spoken.map(|spoken| spoken.speaker),
            content: ranges,
            content_head: content.head,
            hearer: self.hearer(matched, content.head),
            negated,
        })
    }

    /// Whether a cue is negated, by a word that is no part of what is quoted: `"not if but how many", they wrote`.
    fn is_under_no(&self, word: TokenId) -> bool {
        let own = |no: TokenId| self.quotation_at(no) == self.quotation_at(word);
        // "has no reason to believe that it was set"
        let reason = self.document.head(word).filter(|_| self.is(word, &["acl"]) && is_infinitive(self.document, word));
        let ground = reason.filter(|&noun| lists::GROUNDS.has(self.lemma(noun)));
        negators(self.document, word).chain(ground.into_iter().flat_map(|noun| negators(self.document, noun))).any(own)
    }

    /// "would not discuss", "will not say", "would not be drawn".
    fn is_under_would(&self, matched: &Matched<'_>) -> bool {
        let children = |labels: &'static [&str]| self.document.children_by(matched.head, labels);
        let would = children(&["aux"]).any(|word| matches!(self.lemma(word), "would" | "will" | "wo"));
        // "will no longer say" tells of a change.
        would && !children(&["advmod"]).any(|word| self.document.form(word) == "longer")
    }

    /// "called for the state to pay", "called for an inquiry under a judge": what hangs on the cue and stands beside what is called for.
    fn fill_demand(&self, matched: &Matched<'a>, cue: &Range<u32>, ranges: &mut [Range<u32>]) {
        if matched.entry.class != "demand" || matched.words.is_empty() {
            return;
        }
        let beside = || self.document.children_by(matched.head, &["obl"]).filter(|&word| !self.is_time_noun(word));
        let stretch = |word: TokenId| {
            let words = self.document.subtree(word);
            Some(words.first()?.0..words.last()?.0 + 1)
        };
        if let Some(first) = ranges.first_mut()
            && beside().filter_map(stretch).any(|words| words == (cue.end..first.start))
        {
            first.start = cue.end;
        }
        let inner = |word: &TokenId| self.is_introduced_by(*word, &["under", "into", "between", "against", "of"]);
        if let Some(last) = ranges.last_mut()
            && let Some(words) = beside().filter(inner).filter_map(stretch).find(|words| words.start == last.end)
        {
            last.end = words.end;
        }
    }

    /// Who says it; `None` inside for statements that nobody in particular makes, `None` outside for no statement.
    #[allow(clippy::option_option)] // "nobody says it" and "it is no statement" are two answers
    fn spoken(&self, matched: &Matched<'a>, slot: &Slot, content: &Content) -> Option<Option<Spoken>> {
        let head = matched.head;
        match matched.entry.kind {
            CueKind::Verb => {
                if *slot == Slot::Raised || self.is_hearing(head) {
                    return Some(None);
                }
                if let Some(silent) = self.silent(matched) {
                    return silent.map(Some);
                }
                // `Dorn added, "Breland is trying ..."`: whom the quotation is about is not who says it.
                let inside = |word: TokenId| self.quotation_at(word);
                let spoken = self
                    .speaker_of_verb(head)
                    .filter(|spoken| inside(head).is_some() || inside(spoken.speaker.head).is_none())
                    .filter(|spoken| {
                        let head = spoken.speaker.head;
                        let agent = matched.entry.kind == CueKind::Verb && self.introduced_by(head, "by").is_some();
                        !content.takes_subject || agent || !content.words.contains(&head)
                    });
                if let Some(spoken) = spoken {
                    return Some(Some(spoken));
                }
                let rumoured = content.takes_subject && self.rumoured_noun(matched.entry, head).is_some();
                let passive = is_passive(self.document, head) || rumoured;
                let heard = matches!(slot, Slot::Infinitive)
                    && passive
                    && !matched.entry.hearsay
                    && !matched.entry.hearer
                    && !content.takes_subject;
                if !passive {
                    let cue = self.plain_cue(head);
                    let speaker = self.speaker_by_order(&cue, &self.document.sentence(head).tokens, false)?;
                    return Some(Some(Spoken { speaker, carrier: None }));
                }
                (!heard).then_some(None)
            }
            CueKind::Noun if self.is_channel_of_speech(head) => None,
            CueKind::Noun => {
                // "upheld Knox's conviction for slander": who is convicted convicts nobody.
                let convicted = matched.entry.class == "decree" && self.is_sentenced(head);
                let spoken = self.speaker_of_noun(head, *slot == Slot::Compound).filter(|_| !convicted);
                // "resigned after allegations of fraud", "amid calls for talks": the text may leave out whose they are.
                let sourceless = matches!(slot, Slot::That | Slot::Is)
                    || matches!(matched.entry.class.as_str(), "allege" | "claim" | "hearsay" | "criticise")
                    || matched.entry.class == "demand" && &*self.document.token(head).xpos == "NNS"
                    || matched.entry.class == "decree" && (convicted || *slot == Slot::Compound);
                (spoken.is_some() || sourceless).then_some(spoken)
            }
            CueKind::Adjective => {
                if self.document.child(head, &["expl"]).is_some() {
                    return Some(None);
                }
                self.speaker_of_adjective(head).map(Some)
            }
            CueKind::Phrase => Some(Some(Spoken { speaker: self.speaker_of_phrase(matched)?, carrier: None })),
            CueKind::Adverb => Some(None),
        }
    }

    /// "The firm did not respond", "Dorn could not be reached for comment": whoever gives no word; `None` inside for a thing.
    #[allow(clippy::option_option)] // "a thing" and "it is no such cue" are two answers
    fn silent(&self, matched: &Matched<'a>) -> Option<Option<Spoken>> {
        let cue = matched.entry.negated && matched.entry.says_itself();
        let subject = self.passive_subject(matched.head).filter(|_| cue);
        let speaker = subject.map(|subject| self.speaker(subject, &[matched.head]));
        let spoken = speaker.map(|speaker| Spoken { speaker, carrier: None });
        let spoken = spoken.or_else(|| cue.then(|| self.speaker_of_verb(matched.head)).flatten());
        cue.then(|| spoken.filter(|spoken| !self.is_mute(spoken.speaker.head)))
    }

    /// "said in a statement that", "told investors on a call that": the verb says it, the noun tells how.
    fn is_channel_of_speech(&self, noun: TokenId) -> bool {
        let channel = self.cues.words().has(SourceKind::Channel, self.lemma(noun))
            && self.is_introduced_by(noun, &["in", "on", "during"]);
        // "told investors on a call": the parser may hang the call on those who hear.
        let hearer =
            self.document.head(noun).filter(|&hearer| self.is(hearer, &["obj", "iobj"]) && self.is(noun, &["nmod"]));
        let below = hearer.or_else(|| self.is(noun, &["obl"]).then_some(noun));
        let verb = below.and_then(|below| self.document.head(below)).filter(|_| channel);
        let says = |verb: TokenId| self.cues.starting(self.lemma(verb)).any(Self::is_speech);
        verb.is_some_and(|verb| says(verb) && verb < noun)
    }

    /// The cue's stretch of words: the verb with auxiliaries, negation, adverbs, particles, linking preposition.
    fn cue_words(&self, matched: &Matched<'a>, content: &Content, spoken: Option<&Spoken>) -> Range<u32> {
        let itself = matched.entry.says_itself();
        let mut own = if itself { Vec::new() } else { matched.words.clone() };
        own.extend(content.link);
        let groups = [
            Some(matched.head),
            Some(if itself { matched.head } else { matched.tail }),
            spoken.and_then(|spoken| spoken.carrier),
        ];
        for head in groups.into_iter().flatten() {
            own.push(head);
            own.extend(self.document.children(head).iter().copied().filter(|&child| self.is_of_verb_group(child)));
            own.extend(self.document.children_by(head, &["compound:prt"]));
        }
        let mut start = matched.head.0;
        let mut end = matched.head.0 + 1;
        if let Some(carrier) = spoken.and_then(|spoken| spoken.carrier)
            && carrier < matched.head
            && matched.head.0 - carrier.0 < 8
            && !spoken.is_some_and(|spoken| (carrier.0..matched.head.0).contains(&spoken.speaker.head.0))
        {
            start = carrier.0;
        }
        let inside = |at: u32| own.contains(&TokenId(at));
        let sentence = self.document.sentence(matched.head);
        while start > sentence.tokens.start && inside(start - 1) {
            start -= 1;
        }
        while end < sentence.tokens.end && inside(end) {
            end += 1;
        }
        // "make it clear", "was first reported by": a short gap inside the cue is part of it.
        let last = own
            .iter()
            .copied()
            .filter(|word| matched.words.contains(word))
            .chain(content.link)
            .map(|word| word.0 + 1)
            .max()
            .unwrap_or(end);
        // "ruled that out": what is ruled out may stand between.
        let told = content.words.iter().any(|word| (end..last).contains(&word.0));
        if last > end
            && last - end <= 2
            && !told
            && !spoken.is_some_and(|spoken| (end..last).contains(&spoken.speaker.head.0))
        {
            end = last;
        }
        start..end
    }

    fn is_of_verb_group(&self, child: TokenId) -> bool {
        self.is(child, &["aux", "cop"]) || self.is(child, &["advmod"]) && !self.is_question_word(child)
    }

    fn is_question_word(&self, word: TokenId) -> bool {
        matches!(self.lemma(word), "how" | "when" | "where" | "why" | "as" | "so")
    }
}
