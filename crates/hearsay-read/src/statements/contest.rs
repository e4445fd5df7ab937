//! Quotations that several cues lay claim to, and those that no known cue claims.

use std::ops::Range;

use hearsay_core::{NameKind, Sentence, Stance, TokenId, Upos};

use super::block_quotes::is_mark;
use super::lines;
use super::marks::Quotation;
use super::quoted::same_block;
use super::reading::{Found, Reading, Speaker, holds, without};
use crate::cues::{CueEntry, CueKind};
use crate::syntax::clause::{Tense, is_finite, is_gerund, is_passive, tense};

/// `"...," said Dorn, citing costs`: what was quoted is what Dorn said, not what she cited. Statements that are left
/// with no content are gone.
pub(super) fn settle(reading: &Reading<'_>, found: &mut Vec<Found<'_>>) {
    let mut first = 0;
    for quotation in &reading.quotations {
        // Cues far from a quotation have other ways to lose it.
        let near = found[first..].partition_point(|one| one.anchor.0 + 400 < quotation.tokens.start);
        first += near;
        let after = found[first..].partition_point(|one| one.anchor.0 < quotation.tokens.end + 400);
        let claims = |one: &Found<'_>| {
            !quotation.holds(one.anchor) && one.content.iter().any(|range| range.contains(&quotation.tokens.start))
        };
        let claimants: Vec<usize> = (first..first + after).filter(|&place| claims(&found[place])).collect();
        if claimants.len() < 2 {
            continue;
        }
        // `"The firm," Pire said, "will not pay, and," she went on`: what goes on in mid-sentence is whose words it goes on with.
        if let Some(&owner) = claimants.iter().find(|&&place| reading.breaks_off_before(quotation, &found[place])) {
            for place in claimants.into_iter().filter(|&place| place != owner) {
                found[place].content = without(&found[place].content, &quotation.tokens);
            }
            continue;
        }
        let Some(&owner) = claimants.iter().min_by_key(|&&place| reading.distance(quotation, &found[place])) else {
            continue;
        };
        let nearest = reading.distance(quotation, &found[owner]);
        if nearest.1 > 3 {
            continue;
        }
        let owner = found[owner].clone();
        for place in claimants {
            let other = &mut found[place];
            let nested = holds(&other.content, owner.anchor) || holds(&owner.content, other.anchor);
            if !nested && reading.distance(quotation, other) > nearest {
                other.content = without(&other.content, &quotation.tokens);
            }
        }
    }
    found.retain(|one| !one.content.is_empty());
}

/// "Dorn says she respects Breland and calls it honest": the second verb of saying is Dorn's, and no part of what she
/// says first.
pub(super) fn part(reading: &Reading<'_>, found: &mut [Found<'_>]) {
    for place in 0..found.len() {
        let told = found[place].anchor;
        let Some(and) = reading.document.child(told, &["cc"]) else { continue };
        let first = reading.beside_it(found, place).start;
        let outer = found[first..place].iter().rposition(|outer| {
            holds(&outer.content, told)
                && reading.quotation_at(outer.anchor).is_none()
                && outer.content_head.is_some_and(|head| {
                    head != told
                        && reading.document.ancestors(told).take_while(|&up| up != outer.anchor).any(|up| up == head)
                })
                && (reading.goes_on_saying(outer, &found[place])
                    || reading.leaves_the_clause(outer, &found[place], and))
        });
        let Some(outer) = outer.map(|outer| first + outer) else { continue };
        found[place].speaker = found[outer].speaker.clone();
        // Nor is it part of what is said inside that: "denied that it leaked the name and called it baseless".
        for earlier in &mut found[outer..place] {
            if holds(&earlier.content, told) && holds(&earlier.content, and) {
                give_away_rest(reading, earlier, and);
            }
        }
    }
}

/// "Dorn says ties are good, while Breland denies it", "..., with some papers claiming ...", "..., while warning that ...": what another
/// says beside it, and what the same one does beside it, is no part of what is said first.
pub(super) fn set_beside(reading: &Reading<'_>, found: &mut [Found<'_>]) {
    for place in 0..found.len() {
        let told = found[place].anchor;
        let Some(start) = reading.beside_clause(&found[place]).filter(|&start| reading.quotation_at(start).is_none())
        else {
            continue;
        };
        for outer in (0..place).rev() {
            let says = found[outer].entry.is_some_and(|entry| entry.kind == CueKind::Verb);
            let holds_it = |range: &Range<u32>| range.start < start.0 && start.0 < range.end && range.contains(&told.0);
            if !says
                || !found[outer].content.iter().any(holds_it)
                || reading.quotation_at(found[outer].anchor).is_some()
            {
                continue;
            }
            let without_subject = is_gerund(reading.document, told) && reading.subject(told).is_none();
            if without_subject && reading.lemma(start) != "with" {
                found[place].speaker = found[outer].speaker.clone();
            }
            give_away_rest(reading, &mut found[outer], start);
        }
    }
}

/// Cuts the content before a word.
fn give_away_rest(reading: &Reading<'_>, found: &mut Found<'_>, from: TokenId) {
    let end = found.content.last().map_or(from.0, |range| range.end);
    let left = without(&found.content, &(from.0..end));
    let left: Vec<Range<u32>> = left.into_iter().filter_map(|range| reading.trimmed(range)).collect();
    if !left.is_empty() {
        found.content = left;
    }
}

/// `"We stay," Dorn barked.`, `Dorn barked: "We stay."`, `Not so Dorn: "We stay."`, `"We stay." — Dorn`: a verb, a colon or a
/// signature that no list has, beside a quotation that no cue claims.
pub(super) fn unclaimed<'a>(reading: &Reading<'a>, sentence: &Sentence, found: &mut Vec<Found<'a>>) {
    let first = found.partition_point(|one| one.anchor.0 < sentence.tokens.start);
    let from = reading.quotations.partition_point(|quotation| quotation.tokens.end <= sentence.tokens.start);
    let in_sentence = reading.quotations[from..].iter().take_while(|one| one.tokens.start < sentence.tokens.end);
    for quotation in in_sentence {
        if quotation.title || !quotation.ends_like_speech || quotation.words < 2 {
            continue;
        }
        let claimed = |one: &Found<'_>| one.content.iter().any(|range| range.contains(&quotation.tokens.start));
        if found[first..].iter().any(claimed) {
            continue;
        }
        let own = reading
            .verb_after(quotation, sentence)
            .or_else(|| reading.verb_before(quotation, sentence))
            .or_else(|| reading.colon_before(quotation, sentence))
            .or_else(|| reading.clause_before_colon(quotation, sentence))
            .map(|(anchor, cue, speaker)| (anchor, Some(cue), speaker))
            .or_else(|| lines::signature(reading, quotation));
        if let Some((anchor, cue, speaker)) = own
            && found[first..].iter().all(|one| one.anchor != anchor)
        {
            found.push(Found {
                entry: None,
                anchor,
                cue,
                speaker: Some(speaker),
                content: vec![quotation.tokens.clone()],
                content_head: None,
                hearer: None,
                negated: false,
            });
        }
    }
}

impl Reading<'_> {
    /// Whether the cue breaks into a sentence that the quotation goes on with: `"The firm," Pire said, "will not pay"`.
    fn breaks_off_before(&self, quotation: &Quotation, found: &Found<'_>) -> bool {
        let words = |quotation: &Quotation| quotation.tokens.clone().map(TokenId);
        let first = words(quotation).find(|&word| !self.is_punctuation(word));
        let small = first.is_some_and(|word| self.document.form(word).starts_with(char::is_lowercase));
        let before = found.anchor.0.checked_sub(1).into_iter().flat_map(|last| {
            let from = self.document.sentence(found.anchor).tokens.start;
            (from..=last).rev().find_map(|at| self.quotation_at(TokenId(at)))
        });
        let mut before = before.map(|place| &self.quotations[place]);
        let begun = before.next().is_some_and(|before| {
            let inside = self.document.text(before.span).trim_end_matches(is_mark).trim_end();
            before.tokens.end <= found.anchor.0 && !inside.ends_with(['.', '!', '?'])
        });
        // Nothing but the speaker and a comma on the other side of the cue.
        let cue = found.cue.as_ref().map_or(found.anchor.0 + 1, |cue| cue.end);
        let behind = found.speaker.as_ref().map_or(cue, |speaker| cue.max(speaker.words.end));
        let near = behind <= quotation.tokens.start
            && (behind..quotation.tokens.start).all(|at| self.is_punctuation(TokenId(at)));
        small && begun && near
    }

    /// How far a cue is from a quotation: not right behind its comma, then words between that are not its speaker's.
    fn distance(&self, quotation: &Quotation, found: &Found<'_>) -> (bool, usize) {
        let cue = found.cue.clone().unwrap_or(found.anchor.0..found.anchor.0 + 1);
        let behind = quotation.tokens.end <= cue.start;
        let between = if behind { quotation.tokens.end..cue.start } else { cue.end..quotation.tokens.start };
        let foreign = |&at: &u32| {
            !self.is_punctuation(TokenId(at))
                && found.speaker.as_ref().is_none_or(|speaker| !speaker.words.contains(&at))
        };
        let words = between.filter(foreign).count();
        // British papers put the comma outside: `"Never", Dett added`.
        let comma_behind = || self.document.form(TokenId(quotation.tokens.end)) == ",";
        let comma = behind
            && (quotation.ends_like_speech || comma_behind())
            && words <= 1
            && self.document.sentence(found.anchor).tokens.start <= quotation.tokens.end;
        (!comma, words)
    }

    /// `"...," Dorn barked`, `"...," barked Dorn`.
    fn verb_after(&self, quotation: &Quotation, sentence: &Sentence) -> Option<(TokenId, Range<u32>, Speaker)> {
        let from = quotation.tokens.end;
        // `"We stay!" barked Dorn.` may be cut in two behind the mark.
        let next = Some(TokenId(from)).filter(|next| next.index() < self.document.tokens().len());
        let next = next.filter(|&next| same_block(self.document, TokenId(from - 1), next))?;
        let inside = self.document.text(quotation.span).trim_end_matches(is_mark).trim_end();
        let sentence = if from == sentence.tokens.end { self.document.sentence(next) } else { sentence };
        let begins = self.document.form(next).starts_with(char::is_lowercase) || sentence.tokens.start < from;
        if inside.ends_with('.') || !begins {
            return None;
        }
        let end = (from..sentence.tokens.end)
            .find(|&at| matches!(self.document.form(TokenId(at)), "," | "." | ";" | ":") || self.inside(at))
            .unwrap_or(sentence.tokens.end);
        let verb = (from..end).map(TokenId).find(|&word| self.is_bare_verb(word))?;
        // `barked Dorn`: who barks may be taken for what is barked.
        let what: &[&str] = if verb.0 == from { &["xcomp", "ccomp"] } else { &["obj", "xcomp", "ccomp"] };
        if self.document.children_by(verb, what).any(|word| word.0 >= from) || verb.0 > from + 8 {
            return None;
        }
        let speaker = self
            .subject(verb)
            .filter(|subject| (from..end).contains(&subject.0))
            .map(|subject| self.speaker(subject, &[verb]))
            .or_else(|| self.speaker_by_order(&(verb.0..verb.0 + 1), &sentence.tokens, true))?;
        let alone = speaker.words.start == from || verb.0 == from;
        (alone && speaker.words.start >= from).then(|| (verb, self.plain_cue(verb), speaker))
    }

    /// `Dorn barked: "..."`, `Dorn barked, "..."`.
    fn verb_before(&self, quotation: &Quotation, sentence: &Sentence) -> Option<(TokenId, Range<u32>, Speaker)> {
        let link = quotation.tokens.start.checked_sub(1).filter(|&link| link > sentence.tokens.start)?;
        if !matches!(self.document.form(TokenId(link)), "," | ":") || !self.opens_a_sentence(quotation) {
            return None;
        }
        let verb = TokenId(link - 1);
        let speaks = self.is_bare_verb(verb) || is_gerund(self.document, verb);
        let spoken = self.speaker_of_verb(verb).filter(|_| speaks && !is_passive(self.document, verb))?;
        (!self.inside(spoken.speaker.head.0)).then(|| (verb, self.plain_cue(verb), spoken.speaker))
    }

    /// `It does not surprise the pollster Paula Dorn: "..."`.
    fn colon_before(&self, quotation: &Quotation, sentence: &Sentence) -> Option<(TokenId, Range<u32>, Speaker)> {
        let colon = quotation.tokens.start.checked_sub(1).filter(|&colon| colon > sentence.tokens.start)?;
        if self.document.form(TokenId(colon)) != ":" || !self.opens_a_sentence(quotation) {
            return None;
        }
        let name = self.document.name_at(TokenId(colon - 1)).filter(|name| name.kind != NameKind::Place)?;
        let head = self.top_inside(TokenId(colon - 1), name.tokens.clone());
        let speaker = self.speaker(head, &[]);
        // "According to Dorn: ..." has a cue of its own.
        let phrase = self.document.children_by(head, &["case"]).any(|link| self.lemma(link) != "from");
        let ends = speaker.words.end == colon && self.upos(head).is_nominal() && !phrase;
        ends.then(|| (TokenId(colon), colon..colon + 1, speaker))
    }

    /// `The ministry issued a note defending the arrest: "..."`: who does what stands before the colon says what stands behind.
    fn clause_before_colon(
        &self,
        quotation: &Quotation,
        sentence: &Sentence,
    ) -> Option<(TokenId, Range<u32>, Speaker)> {
        let colon = quotation.tokens.start.checked_sub(1).filter(|&colon| colon > sentence.tokens.start)?;
        if self.document.form(TokenId(colon)) != ":" || !self.opens_a_sentence(quotation) {
            return None;
        }
        let before = sentence.tokens.start..colon;
        let outside = |word: TokenId| self.document.head(word).is_none_or(|head| !before.contains(&head.0));
        let verb = before.clone().map(TokenId).find(|&word| self.upos(word) == Upos::Verb && outside(word))?;
        let spoken = self.speaker_of_verb(verb)?;
        let who = spoken.speaker.who;
        let somebody = self.can_speak(who) || self.entities.headed_by(who).is_some();
        (before.contains(&spoken.speaker.head.0) && somebody)
            .then(|| (TokenId(colon), colon..colon + 1, spoken.speaker))
    }

    /// The "while", "although" or "with" that sets the clause of a statement beside another.
    fn beside_clause(&self, found: &Found<'_>) -> Option<TokenId> {
        let told = found.anchor;
        found.entry.filter(|entry| entry.kind == CueKind::Verb)?;
        let contrast =
            |&word: &TokenId| matches!(self.lemma(word), "while" | "whereas" | "although" | "though" | "with");
        let clause = self.is(told, &["advcl", "conj"]).then_some(told);
        let opening = clause.and_then(|clause| self.document.children_by(clause, &["mark", "case"]).find(contrast));
        // "with some papers claiming": the parser may take the papers for the phrase, and the claiming for theirs.
        let noun = self.document.head(told).filter(|_| self.is(told, &["acl"]) && is_gerund(self.document, told));
        let with = noun.and_then(|noun| self.introduced_by(noun, "with"));
        opening.or(with).filter(|&word| word < told && self.is_after_comma(word))
    }

    /// "and says", "and called": joined to another verb, with no subject and no helper of its own, in the form of the first cue.
    fn goes_on_saying(&self, outer: &Found<'_>, found: &Found<'_>) -> bool {
        let class = |entry: &CueEntry| {
            matches!(entry.class.as_str(), "describe" | "criticise" | "praise" | "demand" | "threaten" | "refuse")
        };
        let says = |entry: &CueEntry| {
            Self::is_speech(entry) && entry.class != "predict" || entry.kind == CueKind::Verb && class(entry)
        };
        let form = |word: TokenId| &self.document.token(word).xpos;
        outer.entry.is_some_and(Self::is_speech)
            && form(outer.anchor) == form(found.anchor)
            && found.entry.is_some_and(says)
            && self.joins_a_verb(found.anchor)
            && self.document.child(found.anchor, &["nsubj", "aux"]).is_none()
    }

    /// "called it absurd and promised revenge", "rejected a claim that it fell, and ordered", "confirmed it fell and expects more",
    /// "confirmed that it fell but would not say why": a second verb that cannot be joined to the clause that was said.
    fn leaves_the_clause(&self, outer: &Found<'_>, found: &Found<'_>, and: TokenId) -> bool {
        let told = found.anchor;
        let verb = |found: &Found<'_>| found.entry.is_some_and(|entry| entry.kind == CueKind::Verb);
        let first = self.document.head(told).filter(|_| self.joins_a_verb(told));
        let Some(first) = first.filter(|_| verb(outer) && verb(found) && self.subject_of_its_own(told).is_none())
        else {
            return false;
        };
        let document = self.document;
        if !is_finite(document, outer.anchor) || !is_finite(document, told) {
            return false;
        }
        let form = |word: TokenId| &document.token(word).xpos;
        let comma = and.0.checked_sub(1).is_some_and(|at| document.form(TokenId(at)) == ",");
        let alike = form(outer.anchor) == form(told) && document.child(told, &["aux"]).is_none();
        let before = |verb: TokenId| tense(document, verb) == Tense::Past;
        let mixed = before(outer.anchor) && before(first) && tense(document, told) == Tense::Present;
        let withholds = found.negated && found.entry.is_some_and(Self::is_speech)
            || found
                .entry
                .is_some_and(|entry| matches!(entry.stance, Stance::Denies | Stance::Refuses | Stance::Declines));
        !is_finite(document, first) || comma && alike || mixed || self.lemma(and) == "but" && withholds
    }

    fn joins_a_verb(&self, verb: TokenId) -> bool {
        self.is(verb, &["conj"]) && self.quotation_at(verb).is_none()
    }

    fn subject_of_its_own(&self, verb: TokenId) -> Option<TokenId> {
        self.document.child(verb, &["nsubj", "csubj", "expl"])
    }

    fn inside(&self, at: u32) -> bool {
        self.quotation_at(TokenId(at)).is_some()
    }

    /// A finite verb of the main voice, outside all quotations.
    fn is_bare_verb(&self, word: TokenId) -> bool {
        self.upos(word) == Upos::Verb
            && matches!(&*self.document.token(word).xpos, "VBD" | "VBN" | "VBZ" | "VBP")
            && self.document.child(word, &["aux"]).is_none()
            && !self.inside(word.0)
    }

    /// Whether what is quoted begins with a capital and is more than a name.
    fn opens_a_sentence(&self, quotation: &Quotation) -> bool {
        let first = quotation.tokens.clone().map(TokenId).find(|&word| !self.is_punctuation(word));
        first.is_some_and(|word| self.document.form(word).starts_with(char::is_uppercase)) && quotation.words > 2
    }
}
