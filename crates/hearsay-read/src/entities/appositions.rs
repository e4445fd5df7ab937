//! Names and descriptions that stand beside each other: "Roger Dorn, a former adviser", "A driver who survived, Tello Amrick, said".

use hearsay_core::{Document, TokenId, Upos};

use super::coref_state::CorefState;
use super::names::{Kind, Named};
use super::nouns::Number;
use super::phrases::{Class, Determiner, Phrase};
use super::place::GrammaticalPlace;

impl CorefState<'_> {
    /// The phrase that this one stands beside as an apposition.
    pub(super) fn apposed(&self, number: usize) -> Option<usize> {
        let phrase = &self.phrases[number];
        let document = self.document;
        if !document.token(phrase.head).deprel.is("appos") {
            return None;
        }
        let other = self.by_head[document.head(phrase.head)?.index()]?;
        let governor = &self.phrases[other];
        let name = |phrase: &Phrase| phrase.name.map(|name| &self.names[name]);
        let is_named = |phrase: &Phrase| phrase.kind == hearsay_core::MentionKind::Name;
        let both_named = is_named(phrase) && is_named(governor);
        if both_named {
            // "Mumbai, India" is a place in another; "Inter-Services Intelligence (ISI)" is one body with two names.
            let acronym = name(phrase).is_some_and(|name| is_acronym(document, name))
                || name(governor).is_some_and(|name| is_acronym(document, name));
            let classes = matches!(phrase.class, Class::Body | Class::Unknown)
                && matches!(governor.class, Class::Body | Class::Unknown);
            return (acronym && classes).then_some(other);
        }
        let numbers =
            phrase.number == governor.number || phrase.number == Number::Unknown || governor.number == Number::Unknown;
        let classes = match (phrase.class, governor.class) {
            (a, b) if a == b => true,
            (Class::Unknown, b) | (b, Class::Unknown) => b != Class::Thing || !both_named,
            (Class::Body, Class::Country) | (Class::Country, Class::Body) => true,
            (Class::Place, Class::Country) | (Class::Country, Class::Place) => true,
            // "Pakistan's Inter-Services Intelligence, its main tool": what a named body is said to be.
            (Class::Thing, Class::Body) => is_named(governor) && phrase.article != Determiner::None,
            // "the navigator, Anna Dorn": a calling that no list knows.
            (Class::Person, Class::Thing) => {
                let full = name(phrase).is_some_and(|name| name.kind == Kind::Person && name.tokens.len() > 1);
                let told = governor.article == Determiner::Definite || self.has_who(governor.head);
                full && told && governor.place == GrammaticalPlace::Subject
            }
            _ => false,
        };
        let behind = || self.behind_relative(number, other);
        if numbers && classes { Some(other) } else { behind() }
    }

    /// "A fisherman who saw the blast, Olo Brandt, 60, told": a man's name beside a thing of a relative clause is that of the clause's noun.
    fn behind_relative(&self, number: usize, thing: usize) -> Option<usize> {
        let document = self.document;
        let (phrase, thing) = (&self.phrases[number], &self.phrases[thing]);
        let named = phrase.name.is_some_and(|name| self.names[name].kind == Kind::Person);
        let hung = document.token(thing.head).deprel.is_any(&["obj", "obl"]) && thing.class == Class::Thing;
        let clause = document.head(thing.head).filter(|_| named && hung)?;
        let noun = document.head(clause).filter(|_| document.token(clause).deprel.full() == "acl:relcl")?;
        let other = self.by_head[noun.index()]?;
        let governor = &self.phrases[other];
        let somebody = governor.class == Class::Person || governor.class == Class::Thing && self.has_who(governor.head);
        let bare = governor.name.is_none() && governor.number != Number::Plural && somebody;
        bare.then_some(other)
    }

    /// "a clerk who had resigned": what is "who" is somebody.
    fn has_who(&self, noun: TokenId) -> bool {
        let document = self.document;
        let clauses = document.children_by(noun, &["acl"]);
        let mut subjects = clauses.filter_map(|clause| document.child(clause, &["nsubj"]));
        subjects.any(|subject| document.lemma(subject).eq_ignore_ascii_case("who"))
    }

    /// "the head of the agency, General Anna Dorn, ..." and "Anna Dorn, a spokeswoman, ...": a person's name and a
    /// description of one person between commas belong together even where the parser drew another tree.
    pub(super) fn set_beside(&self, number: usize) -> Option<usize> {
        let document = self.document;
        let phrase = &self.phrases[number];
        let tokens = document.tokens();
        let word_at = |offset: usize| tokens.partition_point(|token| token.span.start() < offset);
        let (first, after) = (word_at(phrase.span.start()), word_at(phrase.span.end()));
        let comma = TokenId::from_index(first.checked_sub(1)?);
        let sentence = document.sentence(phrase.head);
        if !sentence.holds(comma) || document.form(comma) != "," {
            return None;
        }
        let next = TokenId::from_index(after);
        let closed = !sentence.holds(next)
            || document.token(next).upos == Upos::Adp
            || matches!(document.form(next), "," | "." | ";" | ":" | "\"" | "”" | "who" | "told" | "said");
        let start = number.saturating_sub(12);
        let is_person = |phrase: &Phrase| {
            phrase.class == Class::Person && phrase.number != Number::Plural && phrase.pronoun.is_none()
        };
        let is_named = |phrase: &Phrase| phrase.name.is_some_and(|name| self.names[name].kind == Kind::Person);
        let is_body = |phrase: &Phrase| phrase.class == Class::Body && phrase.number != Number::Plural;
        let fits = |before: &Phrase| {
            // "Dorn, a lawyer, and a doctor" is a list of three.
            let in_list =
                document.token(before.head).deprel.is("conj") && document.token(phrase.head).deprel.is("conj");
            let persons = is_person(phrase) && is_person(before) && is_named(phrase) != is_named(before);
            // "the Arland Intelligence Bureau, the country's spy agency, ..."
            let bodies = is_body(phrase)
                && is_body(before)
                && before.name.is_some()
                && phrase.name.is_none()
                && phrase.article != Determiner::None;
            !in_list && (persons || bodies)
        };
        let ends_there = |other: &usize| word_at(self.phrases[*other].span.end()) == comma.index();
        (start..number).rev().find(|other| closed && fits(&self.phrases[*other]) && ends_there(other))
    }

    /// "the operator, Stannel Water, had ...": a description that its own name stands beside repeats nobody else.
    pub(super) fn named_behind(&self, number: usize) -> Option<usize> {
        let phrase = &self.phrases[number];
        if phrase.name.is_some() || phrase.pronoun.is_some() {
            return None;
        }
        let names = self.document.children_by(phrase.head, &["appos"]).filter_map(|name| self.by_head[name.index()]);
        let is_name = |other: &usize| self.phrases[*other].kind == hearsay_core::MentionKind::Name;
        names.filter(is_name).find(|&name| self.apposed(name) == Some(number))
    }
}

/// "ISI", "PKK": two to eight capitals in one word.
pub(super) fn is_acronym(document: &Document, name: &Named) -> bool {
    let form = document.form(TokenId(name.tokens.start));
    let letters = form.chars().filter(|letter| letter.is_alphabetic()).count();
    let large = form.chars().filter(|letter| letter.is_uppercase()).count();
    name.tokens.len() == 1 && (2..=8).contains(&letters) && large >= 2 && large + 1 >= letters
}
