//! Entities: who and what a document speaks of.
//!
//! Names come from the tagger and the actor tables, descriptions and pronouns from the trees. Names are joined first,
//! then what the tree says outright (appositions, "is a", relative pronouns), then descriptions and pronouns from the
//! first to the last.

mod agreement;
mod appositions;
mod attachment;
mod binding;
mod chains;
mod charges;
mod codes;
mod coref_state;
mod descriptions;
mod extent;
mod given;
mod leads;
mod name_kinds;
mod names;
mod nouns;
mod offices;
mod phrases;
mod place;
mod pronoun_weights;
mod pronouns;
pub(crate) mod quotes;
mod resolve;
mod same_name;

use std::collections::BTreeMap;

use hearsay_core::{Document, Entities, Entity, EntityId, EntityKind, Mention, MentionKind, Upos};

pub use self::coref_state::Choice;
use self::coref_state::CorefState;
use self::nouns::Number;
use self::nouns::PronounKind;
use self::phrases::{Class, Phrase};
use self::place::GrammaticalPlace;
pub(crate) use self::quotes::named_by_initials;
use crate::Lexicon;
use crate::actors::{Actors, country_of_code};

/// All entities with their mentions, in order of first mention.
pub fn entities(document: &Document, lexicon: &Lexicon) -> Entities {
    let actors = &lexicon.actors;
    let names = named(document, actors);
    let phrases = phrases::phrases(document, actors, &names);
    let mut reading = CorefState::new(document, lexicon, &names, &phrases);
    reading.resolve();
    written(&reading)
}

/// All chains of mentions, those of things and thoughts too, which [`entities`] leaves out; in order of first mention.
pub fn chains(document: &Document, lexicon: &Lexicon) -> Vec<Vec<Mention>> {
    let actors = &lexicon.actors;
    let names = named(document, actors);
    let phrases = phrases::phrases(document, actors, &names);
    let mut reading = CorefState::new(document, lexicon, &names, &phrases);
    reading.resolve();
    let mention = |&number: &usize| {
        let phrase = &phrases[number];
        Mention { span: phrase.span, kind: phrase.kind, head: phrase.head }
    };
    reading.chains.standing().iter().map(|(_, phrases)| phrases.iter().map(mention).collect()).collect()
}

/// Between whom each pronoun chose, for learning to choose better.
pub fn choices(document: &Document, lexicon: &Lexicon) -> Vec<Choice> {
    let names = named(document, &lexicon.actors);
    let phrases = phrases::phrases(document, &lexicon.actors, &names);
    let mut reading = CorefState::new(document, lexicon, &names, &phrases);
    reading.choices = Some(Vec::new());
    reading.resolve();
    reading.choices.unwrap_or_default()
}

/// All names, each of the kind that its mentions tell.
fn named(document: &Document, actors: &Actors) -> Vec<names::Named> {
    let mut names = names::names(document, actors);
    name_kinds::settle(document, actors, &mut names);
    names
}

/// The chains worth keeping, as entities.
fn written(reading: &CorefState<'_>) -> Entities {
    let standing = reading.chains.standing();
    let kept: Vec<_> = standing.into_iter().filter(|(chain, phrases)| is_kept(reading, *chain, phrases)).collect();
    let ids: BTreeMap<usize, EntityId> =
        kept.iter().enumerate().map(|(index, (chain, _))| (*chain, EntityId::from_index(index))).collect();
    let id_of = |chain: usize| ids.get(&reading.chains.now(chain)).copied();
    let mut list = Vec::with_capacity(kept.len());
    for (index, (chain, phrases)) in kept.iter().enumerate() {
        let id = EntityId::from_index(index);
        let standing = codes::standing(reading, *chain);
        let phrases_of = phrases.iter().map(|&number| &reading.phrases[number]);
        let mentions =
            phrases_of.map(|phrase| Mention { span: phrase.span, kind: phrase.kind, head: phrase.head }).collect();
        list.push(Entity {
            id,
            name: name(reading, *chain, phrases),
            kind: kind(reading, *chain, phrases),
            country: standing.code.as_deref().and_then(country_of_code).map(str::to_owned),
            roles: standing.code.as_deref().map(|code| roles(reading.actors, code)).unwrap_or_default(),
            actor: standing.code,
            head_of: standing.head_of.and_then(id_of).filter(|&of| of != id),
            member_of: standing.member_of.and_then(id_of).filter(|&of| of != id),
            mentions,
        });
    }
    Entities::new(list, reading.document.tokens().len())
}

/// Everybody who acts, and everything with a name; a thing without one only where it does something.
fn is_kept(reading: &CorefState<'_>, chain: usize, phrases: &[usize]) -> bool {
    let known = reading.chains.get(chain);
    let is_you = |phrase: &Phrase| phrase.pronoun.is_some_and(|pronoun| pronoun.kind == PronounKind::Second);
    if phrases.iter().all(|&number| is_you(&reading.phrases[number])) {
        return false;
    }
    let any = |test: &dyn Fn(&Phrase) -> bool| phrases.iter().any(|&number| test(&reading.phrases[number]));
    matches!(known.class, Class::Person | Class::Body | Class::Country)
        || any(&|phrase| phrase.name.is_some())
        || any(&|phrase| phrase.pronoun.is_some() && known.number != Number::Singular)
        || any(&|phrase| phrase.party || does_something(reading, phrase))
}

/// "the suits allege", "by the report": not "there are doubts", not "the weather is fine".
fn does_something(reading: &CorefState<'_>, phrase: &Phrase) -> bool {
    let document = reading.document;
    let token = document.token(phrase.head);
    let Some(verb) = token.head else { return false };
    let acts = document.token(verb).upos == Upos::Verb && document.child(verb, &["expl"]).is_none();
    token.deprel.is("obl:agent") || phrase.place == GrammaticalPlace::Subject && (acts || token.deprel.is("conj"))
}

fn kind(reading: &CorefState<'_>, chain: usize, phrases: &[usize]) -> EntityKind {
    let known = reading.chains.get(chain);
    let is_named = known.actor.is_some() || !known.names.is_empty();
    let acts = || phrases.iter().any(|&number| !is_location(reading, &reading.phrases[number]));
    match known.class {
        Class::Person if is_named => EntityKind::Person,
        Class::Person => EntityKind::Group,
        Class::Body => EntityKind::Organization,
        Class::Country if is_named && acts() => EntityKind::Organization,
        Class::Country if is_named => EntityKind::Place,
        Class::Place if is_named => EntityKind::Place,
        Class::Unknown if !is_named && known.number == Number::Plural => EntityKind::Group,
        _ => EntityKind::Other,
    }
}

/// "in Arland", "Mumbai, India": a state where something happens, and does nothing itself.
fn is_location(reading: &CorefState<'_>, phrase: &Phrase) -> bool {
    let document = reading.document;
    let token = document.token(phrase.head);
    let case = document.child(phrase.head, &["case"]).map(|case| document.lemma(case).to_lowercase());
    let located = matches!(
        case.as_deref(),
        Some(
            "in" | "at"
                | "near"
                | "across"
                | "into"
                | "through"
                | "throughout"
                | "from"
                | "to"
                | "inside"
                | "outside"
                | "within"
                | "around"
                | "of"
                | "on"
        )
    );
    let located = located && token.deprel.is_any(&["obl", "nmod", "conj"]);
    located || token.deprel.is_any(&["appos", "nmod:unmarked", "root", "list"])
}

/// The main name of the tables, the longest name of the text, or the first description.
fn name(reading: &CorefState<'_>, chain: usize, phrases: &[usize]) -> String {
    let known = reading.chains.get(chain);
    if let Some(actor) = known.actor {
        return reading.actors.at(actor).name.clone();
    }
    let document = reading.document;
    let mut longest = "";
    for &number in phrases {
        let phrase = &reading.phrases[number];
        let Some(name) = phrase.name.filter(|_| phrase.kind == MentionKind::Name) else {
            continue;
        };
        let text = document.text(document.span_of(reading.names[name].tokens.clone()));
        if text.len() > longest.len() {
            longest = text;
        }
    }
    let description =
        phrases.iter().map(|&number| &reading.phrases[number]).find(|phrase| phrase.kind == MentionKind::Nominal);
    let first = description.or(phrases.first().map(|&number| &reading.phrases[number]));
    let writer = first.and_then(|phrase| {
        // "They attacked us": the reader who writes is of "us", and none of them.
        phrase.pronoun.filter(|pronoun| pronoun.kind == PronounKind::First)?;
        let comment = phrase.comment?;
        document.article().comments.get(comment.index())?.author.clone()
    });
    let words = if longest.is_empty() { first.map_or("", |phrase| document.text(phrase.span)) } else { longest };
    writer.unwrap_or_else(|| words.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The parts of a code behind its country: `USAGOVMIL` has GOV and MIL.
fn roles(actors: &Actors, code: &str) -> Vec<String> {
    let skip =
        usize::from(code.starts_with("---") || country_of_code(code).is_some_and(|country| actors.is_country(country)));
    let parts = code.as_bytes().chunks(3).skip(skip);
    parts.map(|part| String::from_utf8_lossy(part).into_owned()).collect()
}
