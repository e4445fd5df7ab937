//! Clauses beside what is said: of the paper's own, or of another speaker, where the tree has them inside.

use std::ops::Range;

use hearsay_core::{TokenId, Upos};

use super::reading::{Found, Reading, holds, without};
use crate::cues::CueKind;
use crate::syntax::clause::{is_finite, is_finite_form, is_gerund, is_headline, is_infinitive, is_past_perfect};
use crate::word_lists as lists;

/// Statements on either side among which an aside is looked for.
const NEAR: usize = 30;

/// The longest sentence, in words, whose clauses are told apart.
pub(super) const LONGEST_SENTENCE: usize = 250;

/// Cuts from each content what another statement tells of it, and what the paper adds.
pub(super) fn cut(reading: &Reading<'_>, found: &mut [Found<'_>]) {
    for place in 0..found.len() {
        let Some(start) = reading.aside_of(&found[place]) else { continue };
        for outer in reading.beside_it(found, place) {
            let host = &found[outer];
            let same = reading.quotation_at(host.anchor) == reading.quotation_at(TokenId(start));
            let ahead = host.anchor.0 < start && reading.same_sentence(host.anchor, TokenId(start));
            let holds_it = |range: &Range<u32>| range.contains(&start);
            if outer != place && same && ahead && host.content.iter().any(holds_it) {
                reading.give_up_aside(&mut found[outer], start);
            }
        }
    }
    attributions(reading, found);
    behind_colon(reading, found);
    for one in found {
        let start = reading.added_by_the_paper(one).or_else(|| reading.said_again(one));
        if let Some(start) = start.or_else(|| reading.next_headline(one)) {
            reading.give_up_aside(one, start);
        }
    }
}

/// "Labour has told its members to stay, according to a memo", "told them it was shut, said Dorn": who stands behind it all tells
/// it all, and is no part of what was told.
fn attributions(reading: &Reading<'_>, found: &mut [Found<'_>]) {
    for place in 0..found.len() {
        let Some(region) = reading.region_of(&found[place]) else { continue };
        let comma = region.start.checked_sub(1).is_some_and(|at| reading.is_punctuation(TokenId(at)));
        for inner in reading.beside_it(found, place) {
            let told = found[inner].anchor;
            let mutual = holds(&found[place].content, told) && holds(&found[inner].content, TokenId(region.start));
            // "a raid in which, according to villagers, dozens died": the phrase is about its own clause.
            let relative = region
                .start
                .checked_sub(2)
                .is_some_and(|at| matches!(&*reading.document.token(TokenId(at)).xpos, "WDT" | "WP"));
            if inner == place
                || !mutual
                || !comma
                || relative
                || told.0 > region.start
                || !reading.same_sentence(told, found[place].anchor)
            {
                continue;
            }
            if reading.quotation_at(told) == reading.quotation_at(found[place].anchor) {
                reading.give_up_aside(&mut found[inner], region.start);
            }
        }
    }
}

/// A dash between clauses.
fn is_dash(form: &str) -> bool {
    matches!(form, "—" | "–" | "--")
}

/// "The union disputed this: they had written, a spokesman said": what another statement tells before the colon is not his.
fn behind_colon(reading: &Reading<'_>, found: &mut [Found<'_>]) {
    for place in 0..found.len() {
        let one = &found[place];
        let verb = one.entry.is_some_and(|entry| entry.kind == CueKind::Verb);
        let Some(content) = one
            .content
            .first()
            .cloned()
            .filter(|first| verb && first.end <= one.anchor.0 && first.len() <= LONGEST_SENTENCE)
        else {
            continue;
        };
        let plain =
            |at: &u32| reading.document.form(TokenId(*at)) == ":" && reading.quotation_at(TokenId(*at)).is_none();
        let Some(colon) = content.clone().find(plain) else { continue };
        let told = |other: &Found<'_>| {
            content.contains(&other.anchor.0)
                && other.anchor.0 < colon
                && other.content.iter().all(|range| range.end <= colon)
        };
        if let Some(rest) =
            reading.trimmed(colon + 1..content.end).filter(|_| found[reading.beside_it(found, place)].iter().any(told))
        {
            found[place].content[0] = rest;
        }
    }
}

impl Reading<'_> {
    /// The places of the statements near one whose cues stand in its sentence; `found` is in the order of sentences.
    pub(super) fn beside_it(&self, found: &[Found<'_>], place: usize) -> Range<usize> {
        let sentence = self.document.sentence(found[place].anchor).tokens.clone();
        let first = place.saturating_sub(NEAR);
        let near = &found[first..found.len().min(place + NEAR)];
        let from = near.partition_point(|one| one.anchor.0 < sentence.start);
        let count = near[from..].partition_point(|one| one.anchor.0 < sentence.end);
        first + from..first + from + count
    }

    /// Cue and speaker together, where they stand side by side.
    fn region_of(&self, found: &Found<'_>) -> Option<Range<u32>> {
        let cue = found.cue.clone()?;
        let Some(speaker) = &found.speaker else { return Some(cue) };
        let words = speaker.words.clone();
        let between = if words.end <= cue.start { words.end..cue.start } else { cue.end..words.start };
        let near = words.end <= cue.start || cue.end <= words.start;
        (near && between.clone().all(|at| self.is_of_region(TokenId(at))))
            .then(|| cue.start.min(words.start)..cue.end.max(words.end))
    }

    /// Takes the words from `start` to the end of its sentence from the content, where something is left in front of them.
    fn give_up_aside(&self, found: &mut Found<'_>, start: u32) {
        let end = self.document.sentence(TokenId(start)).tokens.end;
        let left = without(&found.content, &(start..end));
        let left: Vec<Range<u32>> = left.into_iter().filter_map(|range| self.trimmed(range)).collect();
        if left.first().is_some_and(|range| range.start < start) {
            found.content = left;
        }
    }

    /// Where the clause begins that tells the statement beside another: ", which the group denies", ", a charge Dorn called absurd",
    /// "; the ministry called this nonsense".
    fn aside_of(&self, found: &Found<'_>) -> Option<u32> {
        let entry = found.entry.filter(|entry| entry.kind == CueKind::Verb)?;
        let told = found.anchor;
        let sentence = self.document.sentence(told).tokens.clone();
        if sentence.len() > LONGEST_SENTENCE || entry.class == "appear" || is_gerund(self.document, told) {
            return None;
        }
        let clauses = std::iter::once(told).chain(self.document.ancestors(told)).take(4);
        let relative = clauses.filter(|&clause| self.is(clause, &["acl"])).find_map(|clause| {
            let noun = self.document.head(clause).filter(|&noun| noun < clause)?;
            self.relative_after_comma(noun, clause).or_else(|| self.judged_apposition(noun, clause))
        });
        relative
            .filter(|&start| self.is_last_of(start, told, &sentence))
            .or_else(|| self.behind_semicolon(found, &sentence))
    }

    /// ", which the group denies", ", all of whose judges": the first word of a relative clause that only adds.
    fn relative_after_comma(&self, noun: TokenId, clause: TokenId) -> Option<u32> {
        let relative = |at: u32| matches!(&*self.document.token(TokenId(at)).xpos, "WP" | "WDT" | "WP$");
        (noun.0 + 1..clause.0)
            .rev()
            .find(|&comma| {
                let begins = (comma + 1..clause.0).take(3).any(|at| relative(at) && self.lemma(TokenId(at)) != "that");
                self.document.form(TokenId(comma)) == "," && begins
            })
            .map(|comma| comma + 1)
    }

    /// ", a charge Dorn called absurd", ", an allegation that officers denied": the noun that stands for the clause before it.
    fn judged_apposition(&self, noun: TokenId, clause: TokenId) -> Option<u32> {
        let article = self.document.child(noun, &["det"]).filter(|&word| matches!(self.lemma(word), "a" | "an"))?;
        let subject = self.subject(clause)?;
        let other = subject < clause && !matches!(self.lemma(subject), "who" | "which" | "that" | "whose");
        let comma = article.0.checked_sub(1).is_some_and(|at| self.document.form(TokenId(at)) == ",");
        (other && comma && is_finite(self.document, clause) && lists::CLAUSE_NOUNS.has(self.lemma(noun)))
            .then_some(article.0)
    }

    /// Whether the clause from `start` on is the last of its sentence: no comma after the words told goes back to what was said.
    fn is_last_of(&self, start: u32, told: TokenId, sentence: &Range<u32>) -> bool {
        let clause = TokenId(start);
        let top = std::iter::once(told)
            .chain(self.document.ancestors(told))
            .take_while(|&word| word.0 >= clause.0)
            .last()
            .unwrap_or(told);
        let end = self.document.subtree(top).last().map_or(told.0, |last| last.0) + 1;
        (end..sentence.end).all(|at| self.is_punctuation(TokenId(at)))
    }

    /// "; the ministry called this nonsense": behind a semicolon, another speaks for himself, not in the tense of what is told.
    fn behind_semicolon(&self, found: &Found<'_>, sentence: &Range<u32>) -> Option<u32> {
        let told = found.anchor;
        let speaker = found.speaker.as_ref()?;
        let dashes = sentence.clone().filter(|&at| is_dash(self.document.form(TokenId(at)))).count();
        let parts = |at: &u32| {
            let form = self.document.form(TokenId(*at));
            (form == ";" || dashes == 1 && is_dash(form)) && self.quotation_at(TokenId(*at)).is_none()
        };
        let semicolon = (sentence.start..told.0).rev().find(parts)?;
        if self.document.head(told).is_some_and(|above| above.0 > semicolon) {
            return None;
        }
        let own = (semicolon + 1..told.0).contains(&speaker.head.0) || speaker.words.start > told.0;
        let backshifted = is_past_perfect(self.document, told)
            || self.document.children_by(told, &["aux"]).any(|aux| self.lemma(aux) == "would");
        (own && is_finite(self.document, told) && !backshifted).then_some(semicolon + 1)
    }

    /// What the paper adds to what somebody said: ", without elaborating", ", a sign of growing unease".
    fn added_by_the_paper(&self, found: &Found<'_>) -> Option<u32> {
        found.entry.filter(|entry| entry.kind == CueKind::Verb)?;
        let last = found.content.last().filter(|last| last.len() <= LONGEST_SENTENCE)?.clone();
        let first = last.start.max(found.anchor.0 + 1);
        let commas = (first..last.end).filter(|&at| self.document.form(TokenId(at)) == ",");
        let same = |at: u32| self.quotation_at(TokenId(at)) == self.quotation_at(found.anchor);
        commas.filter(|&comma| same(comma) || last.contains(&(comma + 2)) && same(comma + 2)).find_map(|comma| {
            // `"... our interests," without giving details`
            let next = (comma + 1..last.end).find(|&at| !self.is_quote_mark(TokenId(at)))?;
            let opening = TokenId(next);
            let top = self.top_inside(opening, next..last.end);
            let ends = || {
                self.document
                    .subtree(self.above_within(opening, next..last.end))
                    .last()
                    .is_some_and(|end| end.0 + 1 >= last.end)
            };
            let adds = self.is_silent_on_more(opening, last.end)
                || self.stands_for_a_clause(top) && ends()
                || self.tells_an_effect(opening, last.end)
                || self.dates_a_promise(found, opening)
                || self.leaves_the_tense(found, opening);
            adds.then_some(next)
        })
    }

    /// The topmost word above `word` inside the stretch.
    fn above_within(&self, word: TokenId, range: Range<u32>) -> TokenId {
        self.document.ancestors(word).take_while(|above| range.contains(&above.0)).last().unwrap_or(word)
    }

    /// "without elaborating", "without giving details".
    fn is_silent_on_more(&self, opening: TokenId, end: u32) -> bool {
        let rest: Vec<TokenId> = (opening.0 + 1..end).map(TokenId).filter(|&word| !self.is_punctuation(word)).collect();
        let verb = rest.iter().copied().find(|&word| self.document.form(word).ends_with("ing"));
        let told = |word: TokenId| {
            lists::ELABORATING.has(self.lemma(word)) || lists::ELABORATING.has(self.document.form(word))
        };
        self.lemma(opening) == "without"
            && verb.is_some_and(|verb| {
                verb.0 <= opening.0 + 2 && (told(verb) || self.document.child(verb, &["obj"]).is_some_and(told))
            })
    }

    /// "they denied there was a letter, then they denied it was real": the same verb again, with the same subject, goes on telling.
    fn said_again(&self, found: &Found<'_>) -> Option<u32> {
        let document = self.document;
        let (said, subject) = (found.content_head?, self.subject(found.anchor)?);
        let again = document.children_by(said, &["parataxis", "conj"]).find(|&again| {
            let same = |other: TokenId| self.lemma(other) == self.lemma(subject);
            again > said
                && said > found.anchor
                && self.lemma(again) == self.lemma(found.anchor)
                && self.subject(again).is_some_and(same)
        })?;
        let start = document.subtree(again).into_iter().find(|&word| !self.is_punctuation(word))?;
        (self.document.form(TokenId(start.0.checked_sub(1)?)) == ",").then_some(start.0)
    }

    /// "Bridge unsafe, engineers warn; two quit": behind a semicolon a headline begins anew.
    fn next_headline(&self, found: &Found<'_>) -> Option<u32> {
        let ahead = found.content.first().is_some_and(|first| first.end <= found.anchor.0);
        let last = found.content.last().filter(|_| ahead && is_headline(self.document, found.anchor))?;
        let parts = |at: &u32| self.document.form(TokenId(*at)) == ";" && self.quotation_at(TokenId(*at)).is_none();
        (found.anchor.0..last.end).find(parts).map(|semicolon| semicolon + 1)
    }

    /// ", contradicting the inquiry", ", angering residents": what the saying does.
    fn tells_an_effect(&self, opening: TokenId, end: u32) -> bool {
        let alone = self.document.child(opening, &["nsubj", "mark"]).is_none();
        let last = self.document.subtree(opening).last().is_some_and(|last| last.0 + 1 >= end);
        alone && last && is_gerund(self.document, opening) && lists::REACTIONS.has(self.lemma(opening))
    }

    /// "agreed to give up its mines, after a blast at Sund": when it was promised, and no part of the promise.
    fn dates_a_promise(&self, found: &Found<'_>, opening: TokenId) -> bool {
        let after = lists::OCCASIONS.has(self.lemma(opening));
        let act = found.content_head.filter(|&act| after && is_infinitive(self.document, act));
        act.is_some_and(|act| self.document.head(opening).is_some_and(|phrase| self.document.head(phrase) == Some(act)))
    }

    /// "says he was beaten, and is suing": in the tense of the saying, not of what is said, the same one's deed is the paper's.
    fn leaves_the_tense(&self, found: &Found<'_>, opening: TokenId) -> bool {
        let document = self.document;
        let Some(second) = document.head(opening).filter(|_| self.is(opening, &["cc"]) && self.lemma(opening) == "and")
        else {
            return false;
        };
        let Some(first) = found.content_head.filter(|&first| document.head(second) == Some(first)) else {
            return false;
        };
        let tag = |verb: TokenId| {
            let finite =
                document.children_by(verb, &["aux", "aux:pass", "cop"]).find(|&aux| is_finite_form(document, aux));
            &*document.token(finite.unwrap_or(verb)).xpos
        };
        let own = document.child(second, &["nsubj", "mark", "expl"]).is_some();
        let of_speaker = self.subject(first).is_some_and(|subject| {
            let speaker = found.speaker.as_ref().and_then(|speaker| self.entities.headed_by(speaker.who));
            let pronoun = self.upos(subject) == Upos::Pron && self.quotation_at(subject).is_none();
            pronoun && matches!(self.lemma(subject), "he" | "she" | "they" | "it")
                || speaker.is_some() && speaker == self.entities.headed_by(subject)
        });
        !own && of_speaker && tag(first) == "VBD" && matches!(tag(second), "VBZ" | "VBP")
    }

    /// ", a sign of unease", ", a rare rebuke of the palace": a noun for what the clause before it tells.
    fn stands_for_a_clause(&self, noun: TokenId) -> bool {
        let article = self.document.child(noun, &["det"]);
        let new = article.is_some_and(|word| matches!(self.lemma(word), "a" | "an" | "another"));
        let what = self.document.children_by(noun, &["nmod", "acl"]).any(|word| word > noun);
        self.upos(noun) == Upos::Noun && new && what && lists::SIGNS.has(self.lemma(noun))
    }
}
