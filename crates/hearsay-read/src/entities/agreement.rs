//! What mentions a pronoun can stand for by number, gender and kind, and how far back; and whether it says something.

use hearsay_core::{Document, TokenId};

use super::coref_state::CorefState;
use super::nouns::{Gender, Number, PronounKind};
use super::phrases::{Class, Phrase};
use crate::cues::SourceKind;
use crate::word_lists as lists;

/// How many phrases a pronoun looks back over, and how many sentences.
pub(super) const WINDOW: usize = 60;
pub(super) const SENTENCES: u32 = 3;

/// Whether number, gender and kind go together.
pub(super) fn agrees(reading: &CorefState<'_>, phrase: &Phrase, earlier: &Phrase, chain: usize) -> bool {
    let known = reading.chains.get(chain);
    let Some(pronoun) = phrase.pronoun else { return false };
    let class = class_of(known.class, earlier);
    let number = if earlier.number == Number::Unknown { known.number } else { earlier.number };
    match (pronoun.kind, pronoun.number) {
        (PronounKind::Personal, Number::Singular) => {
            // Taggers take rare names of people for places and bodies: "Madrazo", "Wigglesworth".
            let told = earlier.name.is_some_and(|name| reading.names[name].told);
            let named = earlier.name.is_some() && known.actor.is_none() && !told;
            (class == Class::Person || named && class != Class::Country)
                && number != Number::Plural
                && (known.gender == Gender::Unknown || known.gender == pronoun.gender)
        }
        (PronounKind::Personal, _) => match class {
            _ if number == Number::Plural => true,
            Class::Body | Class::Country => true,
            Class::Person => earlier.name.is_none() && known.gender == Gender::Unknown,
            _ => false,
        },
        (PronounKind::Thing, _) => {
            // "It alleges": a complaint or a court may be meant, a talk or a door may not.
            let thing = matches!(class, Class::Thing | Class::Place) && known.names.is_empty();
            let mute = thing && is_speaker(reading, phrase) && !is_paper(reading, chain);
            number != Number::Plural && class != Class::Person && !mute
        }
        _ => false,
    }
}

fn is_paper(reading: &CorefState<'_>, chain: usize) -> bool {
    let paper = |number: usize| {
        let lemma = reading.document.lemma(reading.phrases[number].head);
        reading.cues.words().has(SourceKind::Document, lemma)
    };
    reading.chains.get(chain).earliest.iter().any(|&number| paper(number))
}

pub(super) fn class_of(known: Class, earlier: &Phrase) -> Class {
    if earlier.pronoun.is_some() { known } else { earlier.class }
}

pub(super) fn is_plural(phrase: &Phrase) -> bool {
    phrase.pronoun.is_some_and(|pronoun| pronoun.kind == PronounKind::Personal && pronoun.number == Number::Plural)
}

/// Whether the pronoun is the subject of a verb of saying.
pub(super) fn is_speaker(reading: &CorefState<'_>, phrase: &Phrase) -> bool {
    let document = reading.document;
    let verb = document.head(phrase.head).filter(|_| document.token(phrase.head).deprel.is("nsubj"));
    verb.is_some_and(|verb| says(document, verb))
}

/// Whether a verb is one of saying.
pub(super) fn says(document: &Document, verb: TokenId) -> bool {
    let lemma = document.lemma(verb);
    (lists::QUOTING.has(lemma) || lists::SPEAKING.has(lemma)) && !matches!(lemma, "go")
}
