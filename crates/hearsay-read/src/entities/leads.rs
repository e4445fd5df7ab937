//! Who leads the sentence before, or the clause before a semicolon, and so is likely to speak on.

use hearsay_core::{Document, TokenId};

use super::agreement::{SENTENCES, WINDOW, agrees, is_plural, is_speaker, says};
use super::coref_state::CorefState;
use super::nouns::{Gender, Number};
use super::phrases::{Class, Phrase};

/// Who leads the sentence before.
pub(super) struct Lead {
    pub(super) chain: usize,
    pub(super) speaks: bool,
    /// Whose publisher or brother a lead with a name is.
    pub(super) owner: Option<usize>,
}

/// "Rowe questioned the figures. He said ...", "Rowe was shouted down. "They lied," he said": who speaks, or else acts, in the sentence
/// before speaks on, whoever is named in what is told or stands in an object.
pub(super) fn speaks_on(reading: &CorefState<'_>, number: usize) -> Option<Lead> {
    let document = reading.document;
    let phrase = &reading.phrases[number];
    let gendered = phrase.pronoun.is_some_and(|pronoun| pronoun.gender != Gender::Unknown);
    // "Holt said he had asked": who is "he" in what Holt says is another question.
    let main = document.head(phrase.head).is_some_and(|verb| is_main(document, verb));
    if !main || !is_speaker(reading, phrase) || reading.quotes.holds(phrase.head) {
        return None;
    }
    if let Some(lead) = leads_beside(reading, phrase) {
        return Some(lead);
    }
    // "Analysts reckoned it would fall. "We expect more," they wrote": of a body that has said something, "it" speaks on.
    let people = |other: &Phrase| other.number == Number::Plural && !matches!(other.class, Class::Thing | Class::Place);
    if !gendered && !is_plural(phrase) {
        return None;
    }
    let plain = |other: &&Phrase| !reading.quotes.holds(other.head) && other.comment == phrase.comment;
    let before = || reading.phrases[number.saturating_sub(WINDOW)..number].iter().rev();
    let earlier = before().filter(plain).find(|other| other.sentence < phrase.sentence)?.sentence;
    if phrase.sentence - earlier > SENTENCES {
        return None;
    }
    let leads = |other: &&Phrase| {
        let main = clause_of_subject(document, other.head).is_some_and(|verb| is_main(document, verb));
        let chain = reading.chain_at(other.head);
        let meant = gendered || people(other);
        other.sentence == earlier && main && meant && chain.is_some_and(|chain| agrees(reading, phrase, other, chain))
    };
    let speaks = |other: &&Phrase| clause_of_subject(document, other.head).is_some_and(|verb| says(document, verb));
    let lead = || before().filter(plain).filter(leads);
    let speaker = lead().find(speaks);
    let leader = speaker.or_else(|| lead().next_back())?;
    let chain = reading.chain_at(leader.head)?;
    let owner = document.child(leader.head, &["nmod:poss"]).and_then(|owner| reading.chain_at(owner));
    let named = gendered && !reading.chains.get(chain).names.is_empty();
    Some(Lead { chain, speaks: speaker.is_some(), owner: owner.filter(|_| named) })
}

/// "The Bureau disputes the count; it says one man died": who does what stands before the semicolon.
fn leads_beside(reading: &CorefState<'_>, phrase: &Phrase) -> Option<Lead> {
    let document = reading.document;
    let verb = document.head(phrase.head).filter(|&verb| document.token(verb).deprel.is("parataxis"))?;
    let first = document.head(verb).filter(|&first| first < phrase.head)?;
    // "His client was shown no paper, he complained": what stands before a comma is told.
    let apart = (first.0..phrase.head.0).any(|at| document.form(TokenId(at)) == ";");
    let subject = document.child(first, &["nsubj"]).filter(|&subject| subject < first)?;
    let other = &reading.phrases[reading.by_head[subject.index()]?];
    let chain = reading.chain_at(subject)?;
    (apart && agrees(reading, phrase, other, chain)).then_some(Lead { chain, speaks: true, owner: None })
}

/// The verb whose subject a word is, or stands beside: "Dorn" of "the navigator, Dorn, was saved".
fn clause_of_subject(document: &Document, word: TokenId) -> Option<TokenId> {
    let mut at = word;
    for _ in 0..4 {
        let token = document.token(at);
        if token.deprel.is("nsubj") {
            return token.head;
        }
        at = token.head.filter(|_| token.deprel.is_any(&["appos", "flat"]))?;
    }
    None
}

/// Whether a verb is that of its sentence, or joined to it.
fn is_main(document: &Document, verb: TokenId) -> bool {
    let relation = &document.token(verb).deprel;
    let joined = || {
        relation.is("conj")
            && document.head(verb).is_some_and(|first| document.token(first).deprel.is_any(&["root", "parataxis"]))
    };
    relation.is_any(&["root", "parataxis"]) || joined()
}
