//! Who is "he" and who are "they" around a charge: "Holt accused Berg of lying because he was afraid", "First they denied it," Holt said.

use hearsay_core::{Document, TokenId};

use super::agreement::{agrees, says};
use super::coref_state::CorefState;
use super::nouns::{Number, PronounKind};
use super::phrases::{Class, Phrase};
use crate::syntax::clause::is_passive;
use crate::word_lists as lists;

/// How far up from a pronoun a charge is looked for, and how many phrases back.
const REACH: usize = 8;
const PHRASES: usize = 40;

/// A charge: who makes it, the verb, who is accused.
struct Charge {
    accuser: TokenId,
    accused: TokenId,
}

/// The charge that a verb makes.
fn charge(document: &Document, verb: TokenId) -> Option<Charge> {
    let charges = lists::CHARGING.has(document.lemma(verb)) && !is_passive(document, verb);
    let accuser = document.child(verb, &["nsubj"]).filter(|&subject| charges && subject < verb)?;
    Some(Charge { accuser, accused: document.child(verb, &["obj"])? })
}

fn is_third(phrase: &Phrase) -> bool {
    phrase.pronoun.is_some_and(|pronoun| pronoun.kind == PronounKind::Personal)
}

/// Who has charged whom, where a pronoun is the subject of a clause of the charge.
struct InCharge {
    accuser: usize,
    accused: usize,
    /// Whether nobody else whom the charge names can be meant.
    alone: bool,
}

/// "Holt accused his rival of stalling because he was afraid", "accused Berg of lying when he told the court ...".
fn in_charge(reading: &CorefState<'_>, number: usize) -> Option<InCharge> {
    let document = reading.document;
    let phrase = &reading.phrases[number];
    let clause = document.head(phrase.head).filter(|_| document.token(phrase.head).deprel.is("nsubj"))?;
    let mut below = clause;
    for above in document.ancestors(phrase.head).take(REACH).filter(|_| is_third(phrase)) {
        if let Some(charge) = charge(document, above).filter(|charge| above != clause && charge.accused < phrase.head) {
            // "accused Berg of theft, saying he had ...": what the accuser goes on to say is another matter.
            let goes_on = says(document, below) && document.child(below, &["mark"]).is_none();
            // "accused Sand, the head of Tarn Data, of lying when he ...": the charge may hang on the accused.
            let hangs = document.token(below).deprel.is_any(&["advcl", "obl", "acl", "ccomp", "xcomp"]);
            let told = (hangs || below == charge.accused) && !goes_on;
            let place = reading.by_head[charge.accused.index()]?;
            let (accuser, accused) = (reading.chain_at(charge.accuser)?, reading.chain_at(charge.accused)?);
            let meant = told && accuser != accused && agrees(reading, phrase, &reading.phrases[place], accused);
            let mut between = (place + 1..number).filter_map(|other| Some((other, reading.chains.of(other)?)));
            let other = between.any(|(other, chain)| {
                let another = ![accuser, accused].contains(&chain) && reading.phrases[other].class == Class::Person;
                another && agrees(reading, phrase, &reading.phrases[other], chain)
            });
            return meant.then_some(InCharge { accuser, accused, alone: !other });
        }
        below = above;
    }
    None
}

/// Whoever charges somebody is not the one who does something in a clause of the charge.
pub(super) fn accuser_above(reading: &CorefState<'_>, number: usize) -> Option<usize> {
    in_charge(reading, number).map(|charge| charge.accuser).or_else(|| prosecutor(reading, number))
}

/// The accused, where nobody else in the charge can be meant.
pub(super) fn accused_above(reading: &CorefState<'_>, number: usize) -> Option<usize> {
    in_charge(reading, number).filter(|charge| charge.alone).map(|charge| charge.accused)
}

/// "The ministry charged 14 people. An indictment alleges that they took bribes": a body that has charged people is none of those.
fn prosecutor(reading: &CorefState<'_>, number: usize) -> Option<usize> {
    let phrase = &reading.phrases[number];
    let plural = is_third(phrase) && phrase.pronoun.is_some_and(|pronoun| pronoun.number == Number::Plural);
    let charge = charge_before(reading, number).filter(|_| plural)?;
    let at = |head: TokenId| reading.by_head[head.index()].map(|other| &reading.phrases[other]);
    let one = at(charge.accuser).is_some_and(|accuser| accuser.number != Number::Plural);
    let many = at(charge.accused).is_some_and(|accused| accused.number == Number::Plural);
    reading.chain_at(charge.accuser).filter(|_| one && many)
}

/// The charge of the sentence before.
fn charge_before(reading: &CorefState<'_>, number: usize) -> Option<Charge> {
    let document = reading.document;
    let phrase = &reading.phrases[number];
    let before = reading.phrases[number.saturating_sub(PHRASES)..number].iter().rev();
    let near = before.take_while(|other| phrase.sentence - other.sentence <= 1);
    let mut earlier = near.filter(|other| other.sentence < phrase.sentence && other.comment == phrase.comment);
    earlier.find_map(|other| {
        let verb = document.head(other.head).filter(|_| document.token(other.head).deprel.is("nsubj"))?;
        charge(document, verb)
    })
}

/// `Holt accused Berg of shielding his donors. "First they denied it," Holt said`: in the accuser's own words "he" and "they" are the
/// accused, if anybody; nobody whom only the charge names.
pub(super) fn accused_of_speaker(reading: &CorefState<'_>, number: usize) -> Option<Option<usize>> {
    let phrase = &reading.phrases[number];
    let subject = reading.document.token(phrase.head).deprel.is("nsubj");
    let speaker = reading.quotes.speaker(phrase.head).filter(|_| is_third(phrase) && subject)?;
    let charge = charge_before(reading, number)?;
    let speaker = reading.chains.of(speaker)?;
    let accused = &reading.phrases[reading.by_head[charge.accused.index()]?];
    let chain = reading.chain_at(charge.accused)?;
    // Somebody whom the accuser speaks of first is nearer.
    let quoted = |other: &&Phrase| other.sentence == phrase.sentence && reading.quotes.holds(other.head);
    let here = reading.phrases[number.saturating_sub(PHRASES)..number].iter().filter(quoted);
    let mut here = here.filter_map(|other| Some((other, reading.chain_at(other.head)?)));
    if reading.chain_at(charge.accuser) != Some(speaker)
        || here.any(|(other, nearer)| nearer != chain && agrees(reading, phrase, other, nearer))
    {
        return None;
    }
    if agrees(reading, phrase, accused, chain) {
        return Some(Some(chain));
    }
    // "They" of one man are he and his: nobody whom the text names.
    let many = phrase.pronoun.is_some_and(|pronoun| pronoun.number == Number::Plural);
    (many && accused.class == Class::Person).then_some(None)
}

/// `Relatives said they felt betrayed. "They want us to forget," said Finch`: who speaks for "us" is one of those who have just spoken, and
/// they are others.
pub(super) fn is_among_us(reading: &CorefState<'_>, number: usize, chain: usize) -> bool {
    let document = reading.document;
    let phrase = &reading.phrases[number];
    let plural = is_third(phrase) && phrase.pronoun.is_some_and(|pronoun| pronoun.number == Number::Plural);
    let verb = document.head(phrase.head).filter(|_| plural && document.token(phrase.head).deprel.is("nsubj"));
    let Some(verb) = verb.filter(|_| reading.quotes.speaker(phrase.head).is_some()) else { return false };
    let us = |word: TokenId| matches!(document.lemma(word).to_lowercase().as_str(), "us" | "we");
    let near = document.children(verb).iter().any(|&word| word > verb && us(word));
    let group = reading.chains.get(chain).phrases.iter().any(|&other| {
        let other = &reading.phrases[other];
        let told = document.head(other.head).filter(|_| document.token(other.head).deprel.is("nsubj"));
        other.sentence + 1 == phrase.sentence
            && !reading.quotes.holds(other.head)
            && other.pronoun.is_none()
            && told.is_some_and(|told| says(document, told))
    });
    near && group
}
