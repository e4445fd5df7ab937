//! Descriptions that repeat somebody: "the officials", "the agency", "the ISI chief".

use hearsay_core::{Document, TokenId};

use super::agreement::says;
use super::attachment::owner;
use super::codes;
use super::coref_state::CorefState;
use super::names::Kind;
use super::nouns;
use super::nouns::{Gender, Number};
use super::phrases::{Class, Determiner, Phrase, premodifiers};
use super::place::GrammaticalPlace;
use crate::cues::SourceKind;
use crate::syntax::phrase::of_phrase;
use crate::word_lists as lists;

/// How many phrases a description may look back over for a name.
const WINDOW: usize = 80;
/// How many descriptions with the same head noun it may look back over.
const REPEATS: usize = 12;

/// The chain that a description repeats.
pub(super) fn antecedent(reading: &CorefState<'_>, number: usize) -> Option<usize> {
    let phrase = &reading.phrases[number];
    if is_part_of_something(reading.document, phrase) {
        return None;
    }
    let definite = matches!(phrase.article, Determiner::Definite | Determiner::Possessed);
    if !definite {
        return repeats_bare_plural(reading, number).or_else(|| repeats_wording(reading, number));
    }
    repeats_head(reading, number)
        .or_else(|| own_body(reading, number))
        .or_else(|| leader(reading, number))
        .or_else(|| names_by_kind(reading, number))
}

/// "some of the officials", "elements of the ISI" are entities of their own.
pub(super) fn is_part_of_something(document: &Document, phrase: &Phrase) -> bool {
    nouns::is_part(&document.lemma(phrase.head).to_lowercase()) && of_phrase(document, phrase.head).is_some()
}

/// "The officials" after "half a dozen US officials".
fn repeats_head(reading: &CorefState<'_>, number: usize) -> Option<usize> {
    let phrase = &reading.phrases[number];
    let document = reading.document;
    let lemma = document.lemma(phrase.head).to_lowercase();
    let before = reading.described.get(&lemma)?;
    let fits = |&other: &usize| {
        let earlier = &reading.phrases[other];
        let scope = earlier.comment == phrase.comment;
        let numbers = phrase.number == earlier.number;
        let part = is_part_of_something(document, earlier);
        scope && numbers && !part && agree(reading, number, other)
    };
    let fitting: Vec<usize> = before.iter().rev().take(REPEATS).copied().filter(fits).collect();
    // "The officials" after "intelligence officials" may be others, if plain "officials" stand before them.
    let own = modifiers(reading, phrase.head);
    let exact = fitting.iter().find(|&&other| modifiers(reading, reading.phrases[other].head) == own);
    reading.chains.of(*exact.or(fitting.first())?)
}

/// "their agency" of people who belong to a named body.
fn own_body(reading: &CorefState<'_>, number: usize) -> Option<usize> {
    let phrase = &reading.phrases[number];
    let document = reading.document;
    if phrase.class != Class::Body || phrase.number == Number::Plural {
        return None;
    }
    let possessor = document.child(phrase.head, &["nmod:poss"])?;
    reading.phrases[reading.by_head[possessor.index()]?].pronoun?;
    let body = codes::standing(reading, reading.chain_at(possessor)?).member_of?;
    body_can_be(reading, body, &document.lemma(phrase.head).to_lowercase()).then_some(body)
}

/// Whether nothing in the later description speaks against the earlier one.
fn agree(reading: &CorefState<'_>, later: usize, earlier: usize) -> bool {
    let document = reading.document;
    let (late, early) = (&reading.phrases[later], &reading.phrases[earlier]);
    let (later_owner, earlier_owner) = (owner(reading, late.head), owner(reading, early.head));
    let owners = match (later_owner, earlier_owner) {
        (Some(a), Some(b)) => a == b,
        (Some(_), None) => false,
        // "the government" after "Pakistan's government" is the same; "the spokesman" after "a CIA spokesman" too.
        (None, _) => true,
    };
    let tail = |head: TokenId| of_phrase(document, head).map(|of| document.lemma(of).to_lowercase());
    let tails = match (tail(late.head), tail(early.head)) {
        (Some(a), Some(b)) => a == b,
        (Some(_), None) => later_owner.is_some(),
        (None, _) => true,
    };
    let known = early_modifiers(reading, earlier);
    let own = modifiers(reading, late.head);
    let modified = own.iter().all(|word| known.contains(word)) || own.is_empty();
    owners && tails && modified
}

fn early_modifiers(reading: &CorefState<'_>, earlier: usize) -> Vec<String> {
    let mut known = modifiers(reading, reading.phrases[earlier].head);
    if let Some(chain) = reading.chains.of(earlier) {
        for &phrase in reading.chains.get(chain).phrases.iter().take(6) {
            known.extend(modifiers(reading, reading.phrases[phrase].head));
        }
    }
    known
}

/// Words before a head that tell it from others, without names and numbers: "senior", "intelligence".
fn modifiers(reading: &CorefState<'_>, head: TokenId) -> Vec<String> {
    let document = reading.document;
    premodifiers(document, head)
        .filter(|&child| {
            let token = document.token(child);
            token.deprel.is_any(&["amod", "compound", "nmod:desc"]) && reading.by_head[child.index()].is_none()
        })
        .map(|child| document.lemma(child).to_lowercase())
        .filter(|word| !lists::EMPTY_MODIFIERS.has(word))
        .collect()
}

/// Bare plurals of one wording ("militants") are the same kind of people; those of a headline are those of the story.
fn repeats_bare_plural(reading: &CorefState<'_>, number: usize) -> Option<usize> {
    let phrase = &reading.phrases[number];
    let document = reading.document;
    if phrase.number != Number::Plural || phrase.class == Class::Thing {
        return None;
    }
    let lemma = document.lemma(phrase.head).to_lowercase();
    let before = reading.described.get(&lemma)?;
    before.iter().rev().take(REPEATS).copied().find_map(|other| {
        let earlier = &reading.phrases[other];
        let chain = reading.chains.of(other)?;
        if earlier.comment != phrase.comment
            || earlier.number != Number::Plural
            || is_part_of_something(document, earlier)
        {
            return None;
        }
        let owners = (owner(reading, phrase.head), owner(reading, earlier.head));
        let bare = phrase.article == Determiner::None
            && earlier.article == Determiner::None
            && plain(document, phrase)
            && plain(document, earlier);
        let same = owners.0 == owners.1 && modifiers(reading, phrase.head) == modifiers(reading, earlier.head);
        // "US officials say" over a story in which "half a dozen US officials" say so.
        let opens = reading.chains.get(chain).earliest.iter().all(|&phrase| reading.phrases[phrase].heads_story);
        let introduced = opens && (owners.0 == owners.1 || owners.0.is_none() || owners.1.is_none());
        let subset = phrase.article == Determiner::None
            || document.children(phrase.head).iter().all(|&child| document.lemma(child) != "some");
        (bare && same || introduced && subset).then_some(chain)
    })
}

/// "Language learning" after "language learning": a thing spoken of in general, in the same words.
fn repeats_wording(reading: &CorefState<'_>, number: usize) -> Option<usize> {
    let phrase = &reading.phrases[number];
    let document = reading.document;
    if !matches!(phrase.class, Class::Thing | Class::Place) || phrase.article != Determiner::None {
        return None;
    }
    let before = reading.described.get(&document.lemma(phrase.head).to_lowercase())?;
    let own = (modifiers(reading, phrase.head), owner(reading, phrase.head));
    before.iter().rev().take(REPEATS).copied().find_map(|other| {
        let earlier = &reading.phrases[other];
        let same = earlier.comment == phrase.comment
            && earlier.number == phrase.number
            && earlier.article == Determiner::None
            && plain(document, phrase)
            && plain(document, earlier)
            && (modifiers(reading, earlier.head), owner(reading, earlier.head)) == own;
        same.then(|| reading.chains.of(other)).flatten()
    })
}

/// Without a tail that makes them others: "officials", not "officials in Arland".
fn plain(document: &Document, phrase: &Phrase) -> bool {
    document.child(phrase.head, &["nmod", "acl"]).is_none_or(|tail| tail < phrase.head)
}

/// "The ISI chief" after "the head of the ISI, General Dorn".
fn leader(reading: &CorefState<'_>, number: usize) -> Option<usize> {
    let phrase = &reading.phrases[number];
    let lemma = reading.document.lemma(phrase.head).to_lowercase();
    if !nouns::is_leader(&lemma) || phrase.number == Number::Plural {
        return None;
    }
    let body = reading.body_led(phrase.head)?;
    let chain = *reading.leaders.get(&body)?;
    let known = reading.chains.get(chain);
    (phrase.gender == Gender::Unknown || known.gender == Gender::Unknown || phrase.gender == known.gender)
        .then_some(chain)
}

/// "The agency", "the country", "the group": the nearest name of that kind.
fn names_by_kind(reading: &CorefState<'_>, number: usize) -> Option<usize> {
    let phrase = &reading.phrases[number];
    let document = reading.document;
    let lemma = document.lemma(phrase.head).to_lowercase();
    if phrase.number != Number::Singular
        || phrase.article != Determiner::Definite
        || of_phrase(document, phrase.head).is_some()
    {
        return None;
    }
    let owner = owner(reading, phrase.head);
    let restricted = document.child(phrase.head, &["acl:relcl", "acl"]).is_some();
    let tailed = restricted || document.child(phrase.head, &["nmod"]).is_some_and(|tail| tail > phrase.head);
    let others = modifiers(reading, phrase.head);
    let start = number.saturating_sub(WINDOW);
    // "Arland, which Breland lawmakers accused, ... The kingdom": whose lawmakers they are comes after who stands for itself.
    let modifies = |other: usize| {
        let earlier = &reading.phrases[other];
        let mut rivals = (start..number).map(|rival| &reading.phrases[rival]);
        phrase.class == Class::Country
            && earlier.place == GrammaticalPlace::Modifier
            && rivals.any(|rival| {
                let whole = rival.class == Class::Country && rival.place != GrammaticalPlace::Modifier;
                whole && rival.sentence == earlier.sentence
            })
    };
    let (aside, whole): (Vec<usize>, Vec<usize>) = (start..number).rev().partition(|&other| modifies(other));
    let speaker = spoke_before(reading, number);
    for other in speaker.into_iter().chain(whole).chain(aside) {
        let earlier = &reading.phrases[other];
        if earlier.comment != phrase.comment || earlier.name.is_none() || phrase.sentence - earlier.sentence > 6 {
            continue;
        }
        let Some(chain) = reading.chains.of(other) else {
            continue;
        };
        let known = reading.chains.get(chain);
        let kind = earlier.name.map(|name| reading.names[name].kind);
        let fits = match phrase.class {
            Class::Country => {
                known.class == Class::Country
                    && owner.is_none()
                    && others.is_empty()
                    && !restricted
                    && kind == Some(Kind::Country)
            }
            Class::Body => {
                known.class == Class::Body
                    && owner.is_none_or(|owner| {
                        reading.country_of(owner).is_some() && reading.country_of(owner) == reading.country_of(chain)
                    })
                    && body_can_be(reading, chain, &lemma)
                    && !restricted
            }
            Class::Place => {
                lists::SETTLEMENTS.has(&lemma)
                    && known.class == Class::Place
                    && !tailed
                    && owner.is_none()
                    && others.is_empty()
            }
            Class::Person => {
                known.class == Class::Person
                    && earlier.name.is_some()
                    && lists::CALLINGS.has(&lemma)
                    && phrase.sentence - earlier.sentence <= 3
                    && (phrase.gender == known.gender
                        || phrase.gender == Gender::Unknown
                        || known.gender == Gender::Unknown)
                    && owner.is_none()
            }
            Class::Thing | Class::Unknown => false,
        };
        if fits {
            return Some(chain);
        }
    }
    None
}

/// "Grailbook said it had dropped Tarn Data. The network denied ...": of several bodies the one that has just spoken speaks on.
fn spoke_before(reading: &CorefState<'_>, number: usize) -> Option<usize> {
    let document = reading.document;
    let phrase = &reading.phrases[number];
    let told = |head: TokenId| {
        let verb = document.head(head).filter(|_| document.token(head).deprel.is("nsubj"))?;
        (says(document, verb) || lists::REBUTTING.has(document.lemma(verb))).then_some(verb)
    };
    let main = |verb: TokenId| document.token(verb).deprel.is_any(&["root", "parataxis"]);
    told(phrase.head).filter(|&verb| main(verb) && phrase.class == Class::Body)?;
    let earlier = reading.phrases[..number].iter().rposition(|other| other.sentence < phrase.sentence)?;
    let before = reading.phrases[earlier].sentence;
    let start = number.saturating_sub(WINDOW);
    let spoke = |&other: &usize| {
        let other = &reading.phrases[other];
        // Who charges another is not the one who answers.
        let charges = |verb: TokenId| lists::CHARGING.has(document.lemma(verb));
        other.sentence == before && told(other.head).is_some_and(|verb| main(verb) && !charges(verb))
    };
    (start..=earlier).rev().find(spoke)
}

/// Whether a named body can be called by a noun: the ISI is an agency, a party is none.
fn body_can_be(reading: &CorefState<'_>, chain: usize, noun: &str) -> bool {
    let known = reading.chains.get(chain);
    if known.names.iter().any(|name| name.iter().any(|word| word == noun)) {
        return true;
    }
    let Some(actor) = known.actor else {
        let business = is_business(noun);
        return (lists::BODY_NAMES.has(noun) || business) && !(business && is_no_firm(reading, chain));
    };
    let code = reading.actors.at(actor).code(None);
    lists::BODY_ROLES.of(noun).is_some_and(|roles| roles.split(' ').any(|role| code.contains(role)))
}

/// What only a firm is called: "the company", "the insurer".
fn is_business(noun: &str) -> bool {
    nouns::is_firm(noun) || lists::BODY_ROLES.of(noun).is_some_and(|roles| roles.contains("BUS"))
}

/// The Weather Administration, a union, a newspaper: "the company" is another.
fn is_no_firm(reading: &CorefState<'_>, chain: usize) -> bool {
    let known = reading.chains.get(chain);
    let other = |word: &str| {
        (nouns::is_body(word) || lists::STATE_NOUNS.has(word)) && !is_business(word) && !lists::BODY_NAMES.has(word)
    };
    // "the government of Sarrow": what stands before "of" tells what it is.
    let noun = |name: &Vec<String>| {
        let of = name.iter().position(|word| word == "of").unwrap_or(name.len());
        name[..of].last().cloned()
    };
    let called = known
        .names
        .iter()
        .filter_map(noun)
        .any(|last| other(&last) || reading.cues.words().has(SourceKind::MediaName, &last));
    let nominal =
        |&&number: &&usize| reading.phrases[number].name.is_none() && reading.phrases[number].pronoun.is_none();
    let said = |number: usize| reading.document.lemma(reading.phrases[number].head).to_lowercase();
    called || known.earliest.iter().filter(nominal).any(|&number| other(&said(number)))
}
