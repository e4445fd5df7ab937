//! Whom a pronoun cannot stand for: what the grammar of its clause and what it says itself rule out.

use hearsay_core::{Document, TokenId};

use super::coref_state::CorefState;
use super::leads::speaks_on;
use super::nouns::{self, Gender, PronounKind};
use super::phrases::Phrase;
use super::place::GrammaticalPlace;
use crate::word_lists as lists;

/// "The bureau denied it": what was said, not somebody.
pub(super) fn takes_up_a_clause(document: &Document, phrase: &Phrase) -> bool {
    let verb = document.head(phrase.head).filter(|_| document.token(phrase.head).deprel.is("obj"));
    phrase.pronoun.is_some_and(|pronoun| pronoun.kind == PronounKind::Thing)
        && verb.is_some_and(|verb| lists::SAID_THINGS.has(document.lemma(verb)))
}

/// "Himself" is the subject of its clause.
pub(super) fn reflexive(reading: &CorefState<'_>, phrase: &Phrase) -> Option<usize> {
    let document = reading.document;
    document.ancestors(phrase.head).take(6).find_map(|above| {
        let subject = document.child(above, &["nsubj"])?;
        reading.chain_at(subject)
    })
}

/// What the grammar forbids: "Dorn met him" is not about Dorn, and "its" is not the noun that it stands before.
pub(super) fn blocked(reading: &CorefState<'_>, phrase: &Phrase, earlier: &Phrase, chain: usize) -> bool {
    let document = reading.document;
    if earlier.span.contains(phrase.span) || nouns::is_date(document.form(earlier.head)) {
        return true;
    }
    if phrase.place != GrammaticalPlace::Possessor {
        let clause = clause_of(document, phrase.head);
        let co_argument =
            |head: TokenId| clause.is_some() && clause_of(document, head) == clause && head != phrase.head;
        let subject = clause.and_then(|clause| document.child(clause, &["nsubj"]));
        if subject.is_some_and(|subject| subject != phrase.head && reading.chain_at(subject) == Some(chain)) {
            return true;
        }
        if co_argument(earlier.head) && earlier.place != GrammaticalPlace::Possessor {
            return true;
        }
    }
    // "The fault was mended, it said": no body is named in what an "it" says; "Anna's ship had sunk, she said" is written now and then.
    let is_it = phrase.pronoun.is_some_and(|pronoun| pronoun.kind == PronounKind::Thing);
    let verb = clause_of(document, phrase.head).filter(|_| is_it && phrase.place == GrammaticalPlace::Subject);
    if earlier.pronoun.is_none() && verb.is_some_and(|verb| is_told(document, verb, earlier.head)) {
        return true;
    }
    // Inside quotation marks a speaker is "I", not "he"; one who is "he" behind them is likely whoever leads the sentence before.
    let speaker = reading.quotes.speaker(phrase.head);
    let ahead = |speaker: usize| speaks_on(reading, speaker).filter(|_| reading.phrases[speaker].head > phrase.head);
    let chain_of = |speaker: usize| reading.chains.of(speaker).or_else(|| ahead(speaker).map(|lead| lead.chain));
    speaker.and_then(chain_of) == Some(chain)
}

/// The verb whose argument `head` is, without climbing out of its phrase.
fn clause_of(document: &Document, head: TokenId) -> Option<TokenId> {
    let token = document.token(head);
    token.deprel.is_any(&["nsubj", "obj", "iobj", "obl"]).then_some(token.head).flatten()
}

/// Everybody whom a later word of the pronoun's own clause names: "He wanted to see Dorn" and "He said that Dorn had no idea" are not
/// about Dorn.
pub(super) fn named_below(reading: &CorefState<'_>, number: usize) -> Vec<usize> {
    let document = reading.document;
    let phrase = &reading.phrases[number];
    let verb = document.head(phrase.head).filter(|_| document.token(phrase.head).deprel.is("nsubj"));
    let Some(verb) = verb else { return Vec::new() };
    let later = reading.phrases[number + 1..].iter().enumerate();
    let here = later.take_while(|(_, later)| later.sentence == phrase.sentence).take(NAMES);
    let named =
        here.filter(|(_, later)| later.name.is_some() && later.head > verb && governs(document, verb, later.head));
    named.filter_map(|(place, _)| reading.chains.of(number + 1 + place)).collect()
}

/// How many phrases behind a pronoun are looked at.
const NAMES: usize = 40;

/// Whether a word stands in what the verb, or one joined to it, takes: an object, a phrase or a clause that is told.
fn governs(document: &Document, verb: TokenId, word: TokenId) -> bool {
    let mut below = word;
    for above in document.ancestors(word).take(20) {
        let relation = &document.token(below).deprel;
        if above == verb {
            return below > verb && relation.is_any(&["obj", "iobj", "obl", "ccomp", "xcomp"]);
        }
        // "He left and Dorn came": a verb with a subject of its own is no longer his.
        let own = || document.child(below, &["nsubj", "csubj", "expl"]).is_some();
        if relation.is_any(&["advcl", "parataxis"]) || relation.is("conj") && own() {
            return false;
        }
        below = above;
    }
    false
}

/// `"Dorn still had the gun," he said`: in a man's own words he is "I", and the Dorn of whom he speaks is another.
pub(super) fn named_in_own_words(reading: &CorefState<'_>, number: usize) -> Vec<usize> {
    let phrase = &reading.phrases[number];
    if phrase.pronoun.is_none_or(|pronoun| pronoun.gender == Gender::Unknown) {
        return Vec::new();
    }
    let before = reading.phrases[..number].iter().enumerate().rev().take(NAMES);
    let own = |other: &Phrase| other.name.is_some() && reading.quotes.speaker(other.head) == Some(number);
    before.filter(|(_, other)| own(other)).filter_map(|(other, _)| reading.chains.of(other)).collect()
}

/// Whether a word stands in what a verb of saying tells: below it, or around it.
fn is_told(document: &Document, verb: TokenId, word: TokenId) -> bool {
    let below = document.children_by(verb, &["ccomp", "parataxis"]).any(|told| document.is_under(word, told));
    // "The Bureau disputes it; it says ...": what stands before a semicolon is not told.
    let apart = |told: TokenId| (told.0..verb.0).any(|at| document.form(TokenId(at)) == ";");
    let around = document.head(verb).filter(|&told| document.token(verb).deprel.is("parataxis") && !apart(told));
    below || around.is_some_and(|told| document.is_under(word, told) && !document.is_under(word, verb))
}

/// "The thing in Dorn's hand was a phone, he said": whether what a pronoun says names somebody.
pub(super) fn named_in_told(reading: &CorefState<'_>, number: usize, chain: usize) -> bool {
    let document = reading.document;
    let phrase = &reading.phrases[number];
    let verb = document.head(phrase.head).filter(|_| document.token(phrase.head).deprel.is("nsubj"));
    let Some(verb) = verb else { return false };
    let before = reading.phrases[..number].iter().enumerate().rev();
    let here = before.take_while(|(_, other)| other.sentence == phrase.sentence).take(NAMES);
    let mut named = here.filter(|(_, other)| other.name.is_some() && is_told(document, verb, other.head));
    named.any(|(other, _)| reading.chains.of(other) == Some(chain))
}
