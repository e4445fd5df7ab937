//! Words that say what a noun or a pronoun can stand for: a man, a body of people, a place.

use crate::word_lists as lists;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gender {
    Male,
    Female,
    Unknown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Number {
    Singular,
    Plural,
    Unknown,
}

/// A body of people: "government", "agency", "insurer".
pub(super) fn is_body(lemma: &str) -> bool {
    lists::BODIES.has(lemma) || is_firm(lemma)
}

/// A firm by its trade: "insurer".
pub(super) fn is_firm(lemma: &str) -> bool {
    lists::FIRMS.has(lemma)
}

/// Who works for somebody, where his name stands before it: "the Holt campaign".
pub(super) fn is_following(lemma: &str) -> bool {
    lists::FOLLOWINGS.has(lemma)
}

/// A place: "city", "region".
pub(super) fn is_place(lemma: &str) -> bool {
    lists::PLACES.has(lemma)
}

/// People who are no role nouns of the tables: "suspect", "wife".
pub(super) fn is_people(lemma: &str) -> bool {
    lists::PEOPLE.has(lemma) || lists::MEN.has(lemma) || lists::WOMEN.has(lemma)
}

/// Numbers as nouns: of whom, the phrase after "of" says; without one, people ("dozens were killed").
pub(super) fn is_amount(lemma: &str) -> bool {
    lists::AMOUNTS.has(lemma)
}

/// What happens to people: "killed 12".
pub(super) fn happens_to_people(verb: &str) -> bool {
    lists::HARMS.has(verb)
}

/// Somebody at the head of something.
pub(super) fn is_leader(lemma: &str) -> bool {
    lists::LEADERS.has(lemma)
}

/// Months and weekdays: written like names, but nobody's.
pub(super) fn is_date(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.'),
        "January"
            | "February"
            | "March"
            | "April"
            | "May"
            | "June"
            | "July"
            | "August"
            | "September"
            | "October"
            | "November"
            | "December"
            | "Jan"
            | "Feb"
            | "Mar"
            | "Apr"
            | "Jun"
            | "Jul"
            | "Aug"
            | "Sep"
            | "Sept"
            | "Oct"
            | "Nov"
            | "Dec"
            | "Monday"
            | "Tuesday"
            | "Wednesday"
            | "Thursday"
            | "Friday"
            | "Saturday"
            | "Sunday"
            | "Christmas"
            | "Easter"
            | "Ramadan"
            | "AD"
            | "BC"
            | "AM"
            | "PM"
            | "GMT"
            | "EST"
            | "EDT"
    )
}

/// A part of what follows after "of".
pub(super) fn is_part(lemma: &str) -> bool {
    lists::PARTS.has(lemma)
}

/// "Mr", "Ms": words before a name that say nothing but whose it is.
pub(super) fn is_courtesy(word: &str) -> bool {
    lists::COURTESIES.has(word)
}

/// Man, woman, or we cannot tell.
pub(super) fn gender(lemma: &str) -> Gender {
    let lemma = lemma.trim_end_matches('.').to_lowercase();
    if lists::MEN.has(&lemma) || lemma.ends_with("sman") {
        Gender::Male
    } else if lists::WOMEN.has(&lemma) || lemma.ends_with("woman") {
        Gender::Female
    } else {
        Gender::Unknown
    }
}

/// What a pronoun says of what it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pronoun {
    pub(super) kind: PronounKind,
    pub(super) gender: Gender,
    pub(super) number: Number,
}

/// How a pronoun finds what it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PronounKind {
    /// he, her, their
    Personal,
    /// it, its
    Thing,
    /// himself
    Reflexive,
    /// I, we: the speaker
    First,
    /// you: whoever is spoken to
    Second,
    /// who, which
    Relative,
    /// some, many, others, those: people of their own
    Quantity,
}

/// The pronoun written `form`; none for words that stand for no one in particular.
pub(super) fn pronoun(form: &str) -> Option<Pronoun> {
    use Gender::{Female, Male};
    use Number::{Plural, Singular};
    use PronounKind::{First, Personal, Quantity, Reflexive, Second, Thing};
    let (kind, gender, number) = match form.to_lowercase().as_str() {
        "he" | "him" | "his" => (Personal, Male, Singular),
        "she" | "her" | "hers" => (Personal, Female, Singular),
        "they" | "them" | "their" | "theirs" | "'em" => (Personal, Gender::Unknown, Plural),
        "it" | "its" => (Thing, Gender::Unknown, Singular),
        "himself" => (Reflexive, Male, Singular),
        "herself" => (Reflexive, Female, Singular),
        "itself" => (Reflexive, Gender::Unknown, Singular),
        "themselves" => (Reflexive, Gender::Unknown, Plural),
        "i" | "me" | "my" | "mine" | "myself" => (First, Gender::Unknown, Singular),
        "we" | "us" | "our" | "ours" | "ourselves" => (First, Gender::Unknown, Plural),
        "you" | "your" | "yours" | "yourself" | "yourselves" | "ya" => (Second, Gender::Unknown, Number::Unknown),
        "some" | "many" | "others" | "several" | "most" | "few" | "both" | "those" | "all" => {
            (Quantity, Gender::Unknown, Plural)
        }
        "one" | "another" | "someone" | "somebody" | "everyone" | "everybody" | "anyone" | "anybody" | "nobody"
        | "none" => (Quantity, Gender::Unknown, Singular),
        _ => return None,
    };
    Some(Pronoun { kind, gender, number })
}
