//! Pronouns: he, she, they, it and theirs. Number, gender and grammar say who can be meant; learned weights say who is.
//!
//! The ranker is linear over what is seen of a chain and its nearest mention (after Lappin & Leass 1994 and Denis & Baldridge 2008);
//! `training/hearsay_training/pronouns.py` learns its weights from GUM and GAP.

use hearsay_core::{Document, MentionKind, TokenId};

use super::coref_state::{Choice, CorefState};
use super::nouns::{self, Gender, Number, PronounKind};
use super::phrases::{Class, Phrase};
use super::place::GrammaticalPlace;
use super::pronoun_weights::{COUNT, Feature, WEIGHTS};
use crate::word_lists as lists;

/// How many phrases a pronoun looks back over, and how many sentences.
const WINDOW: usize = 60;
const SENTENCES: u32 = 3;

/// What is seen of a candidate, by [`Feature`].
type Seen = [f32; COUNT];

/// What a phrase chooses between.
pub(super) fn choice(reading: &CorefState<'_>, number: usize) -> Choice {
    let heads =
        |chain: usize| reading.chains.get(chain).phrases.iter().map(|&phrase| reading.phrases[phrase].head).collect();
    let found = candidates(reading, number).into_iter();
    let candidates = found.map(|(chain, seen)| (heads(chain), seen.to_vec())).collect();
    Choice { pronoun: reading.phrases[number].head, candidates }
}

/// The chain that a pronoun stands for.
pub(super) fn antecedent(reading: &CorefState<'_>, number: usize) -> Option<usize> {
    let phrase = &reading.phrases[number];
    if phrase.pronoun?.kind == PronounKind::Reflexive {
        return reflexive(reading, phrase);
    }
    let mut best: Option<(f32, usize)> = None;
    for (chain, seen) in candidates(reading, number) {
        let score = seen.iter().zip(&WEIGHTS).map(|(seen, weight)| seen * weight).sum();
        if best.is_none_or(|(best, _)| score > best) {
            best = Some((score, chain));
        }
    }
    best.map(|(_, chain)| chain)
}

/// The chains that a personal pronoun can stand for, the nearest first.
fn candidates(reading: &CorefState<'_>, number: usize) -> Vec<(usize, Seen)> {
    let phrase = &reading.phrases[number];
    let mut found: Vec<(usize, Seen)> = Vec::new();
    if takes_up_a_clause(reading.document, phrase) {
        return found;
    }
    let mut forbidden: Vec<usize> = accuser(reading, phrase, number).into_iter().collect();
    let pair = is_plural(phrase) && has_pair_before(reading, phrase, number);
    for other in (number.saturating_sub(WINDOW)..number).rev() {
        let earlier = &reading.phrases[other];
        if earlier.comment != phrase.comment || phrase.sentence - earlier.sentence > SENTENCES {
            break;
        }
        let Some(chain) = reading.chains.of(other) else { continue };
        if let Some((_, seen)) = found.iter_mut().find(|(known, _)| *known == chain) {
            again(reading, phrase, earlier, seen);
            continue;
        }
        if forbidden.contains(&chain) || !agrees(reading, phrase, earlier, chain) {
            continue;
        }
        // "Ana Pire and Rolf Dett met the mayor. They": two who stand side by side are meant, not one of them or the mayor.
        if pair && earlier.number != Number::Plural {
            continue;
        }
        if blocked(reading, phrase, earlier, chain) {
            forbidden.push(chain);
            continue;
        }
        let seen = look(reading, number, other, chain, found.len());
        found.push((chain, seen));
    }
    if let Some(other) = ahead(reading, phrase)
        && let Some(chain) = reading.chains.of(other)
        && !forbidden.contains(&chain)
        && agrees(reading, phrase, &reading.phrases[other], chain)
    {
        match found.iter_mut().find(|(known, _)| *known == chain) {
            Some((_, seen)) => seen[Feature::Ahead as usize] = 1.0,
            None => {
                let mut seen = look(reading, number, other, chain, found.len());
                seen[Feature::Ahead as usize] = 1.0;
                found.push((chain, seen));
            }
        }
    }
    found
}

fn is_plural(phrase: &Phrase) -> bool {
    phrase.pronoun.is_some_and(|pronoun| pronoun.kind == PronounKind::Personal && pronoun.number == Number::Plural)
}

/// Whether the subject of the sentence before is two or more, joined by "and".
fn has_pair_before(reading: &CorefState<'_>, phrase: &Phrase, number: usize) -> bool {
    let document = reading.document;
    let earlier = reading.phrases[..number].iter().rev().take_while(|earlier| phrase.sentence - earlier.sentence <= 1);
    let before = earlier.filter(|earlier| earlier.sentence < phrase.sentence && earlier.comment == phrase.comment);
    let joined = |head: TokenId| {
        document.children_by(head, &["conj"]).any(|other| reading.by_head[other.index()].is_some())
            && document.token(head).deprel.is("nsubj")
    };
    before.filter(|earlier| earlier.class != Class::Thing).any(|earlier| joined(earlier.head))
}

/// "Amnesty accused the army. It denied the charge": who denies is not who has just accused or told of somebody else.
fn accuser(reading: &CorefState<'_>, phrase: &Phrase, number: usize) -> Option<usize> {
    let document = reading.document;
    let verb = document.head(phrase.head).filter(|_| document.token(phrase.head).deprel.is("nsubj"))?;
    if !lists::REBUTTING.has(document.lemma(verb)) {
        return None;
    }
    let earlier = reading.phrases[..number].iter().rev().take_while(|earlier| phrase.sentence - earlier.sentence <= 1);
    earlier.filter(|earlier| earlier.sentence < phrase.sentence).find_map(|earlier| {
        let told = document.head(earlier.head).filter(|_| document.token(earlier.head).deprel.is("nsubj"))?;
        let charges = lists::CHARGING.has(document.lemma(told));
        let speaks = charges || lists::SPEAKING.has(document.lemma(told));
        let accused = match charges {
            true => document.child(told, &["obj"]),
            false => document.child(told, &["ccomp"]).and_then(|clause| document.child(clause, &["nsubj"])),
        };
        let accused = accused.filter(|_| speaks)?;
        let (speaker, chain) = (reading.chain_at(earlier.head)?, reading.chain_at(accused)?);
        // "Nora White said the paper had checked the tapes. She denied", "the minister said she had been told. She denied": no paper is meant,
        // and what "she" stands for already is no sign of another.
        let told_of = reading.by_head[accused.index()].map(|accused| &reading.phrases[accused])?;
        let gender = |chain: usize| reading.chains.get(chain).gender;
        let known = |chain: usize| gender(chain) != Gender::Unknown;
        let gendered = phrase.pronoun.is_some_and(|pronoun| pronoun.gender != Gender::Unknown);
        let meant = !gendered || told_of.pronoun.is_none() && (known(chain) || !known(speaker));
        (speaker != chain && meant && agrees(reading, phrase, told_of, chain)).then_some(speaker)
    })
}

/// "In her book, Dorn wrote": the named subject of a clause that the pronoun stands before, in a phrase or clause of it.
fn ahead(reading: &CorefState<'_>, phrase: &Phrase) -> Option<usize> {
    let document = reading.document;
    let subject_of = |verb: TokenId| document.child(verb, &["nsubj"]);
    let mut below = phrase.head;
    for above in document.ancestors(phrase.head).take(12) {
        if let Some(subject) = subject_of(above).filter(|&subject| subject > phrase.head && below != subject) {
            let opens = document.token(below).deprel.is_any(&["obl", "advcl", "nmod", "advmod", "acl", "dislocated"]);
            let other = reading.by_head[subject.index()].filter(|_| opens && below < subject)?;
            return reading.phrases[other].name.map(|_| other);
        }
        below = above;
    }
    None
}

/// "The bureau denied it": what was said, not somebody.
fn takes_up_a_clause(document: &Document, phrase: &Phrase) -> bool {
    let verb = document.head(phrase.head).filter(|_| document.token(phrase.head).deprel.is("obj"));
    phrase.pronoun.is_some_and(|pronoun| pronoun.kind == PronounKind::Thing)
        && verb.is_some_and(|verb| lists::SAID_THINGS.has(document.lemma(verb)))
}

/// "Himself" is the subject of its clause.
fn reflexive(reading: &CorefState<'_>, phrase: &Phrase) -> Option<usize> {
    let document = reading.document;
    document.ancestors(phrase.head).take(6).find_map(|above| {
        let subject = document.child(above, &["nsubj"])?;
        reading.chain_at(subject)
    })
}

/// Whether number, gender and kind go together.
fn agrees(reading: &CorefState<'_>, phrase: &Phrase, earlier: &Phrase, chain: usize) -> bool {
    let known = reading.chains.get(chain);
    let Some(pronoun) = phrase.pronoun else { return false };
    let class = class_of(known.class, earlier);
    let number = if earlier.number == Number::Unknown { known.number } else { earlier.number };
    match (pronoun.kind, pronoun.number) {
        (PronounKind::Personal, Number::Singular) => {
            // Taggers take rare names of people for places and bodies: "Madrazo", "Wigglesworth".
            let named = earlier.name.is_some() && known.actor.is_none();
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
        (PronounKind::Thing, _) => number != Number::Plural && class != Class::Person,
        _ => false,
    }
}

fn class_of(known: Class, earlier: &Phrase) -> Class {
    if earlier.pronoun.is_some() { known } else { earlier.class }
}

/// What the grammar forbids: "Dorn met him" is not about Dorn, and "its" is not the noun that it stands before.
fn blocked(reading: &CorefState<'_>, phrase: &Phrase, earlier: &Phrase, chain: usize) -> bool {
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
    let is_told = |verb: TokenId| {
        let below =
            document.children_by(verb, &["ccomp", "parataxis"]).any(|told| document.is_under(earlier.head, told));
        let around = document.head(verb).filter(|_| document.token(verb).deprel.is("parataxis"));
        below
            || around
                .is_some_and(|told| document.is_under(earlier.head, told) && !document.is_under(earlier.head, verb))
    };
    if earlier.pronoun.is_none() && verb.is_some_and(is_told) {
        return true;
    }
    // Inside quotation marks a speaker is "I", not "he".
    let speaker = reading.quotes.speaker(phrase.head).and_then(|speaker| reading.chains.of(speaker));
    speaker == Some(chain)
}

/// The verb whose argument `head` is, without climbing out of its phrase.
fn clause_of(document: &Document, head: TokenId) -> Option<TokenId> {
    let token = document.token(head);
    token.deprel.is_any(&["nsubj", "obj", "iobj", "obl"]).then_some(token.head).flatten()
}

/// What is seen of a chain by its nearest mention, `nearer` other chains being nearer.
fn look(reading: &CorefState<'_>, number: usize, other: usize, chain: usize, nearer: usize) -> Seen {
    use Feature as F;
    let document = reading.document;
    let (phrase, earlier) = (&reading.phrases[number], &reading.phrases[other]);
    let known = reading.chains.get(chain);
    let mut seen = [0.0; COUNT];
    let mut see = |feature: Feature, value: f32| seen[feature as usize] = value;
    let flag = |holds: bool| if holds { 1.0 } else { 0.0 };
    let pronoun = phrase.pronoun.expect("only pronouns look for their antecedents");
    let apart = phrase.sentence - earlier.sentence;
    see([F::SameSentence, F::OneBack, F::TwoBack, F::ThreeBack][apart.min(3) as usize], 1.0);
    see(F::Between, (1.0 + number.abs_diff(other) as f32).ln());
    see(F::Nearer, (1.0 + nearer as f32).ln());
    see(F::Nearest, flag(nearer == 0));
    see(
        match earlier.place {
            GrammaticalPlace::Subject => F::Subject,
            GrammaticalPlace::Object => F::Object,
            GrammaticalPlace::Possessor => F::Possessor,
            GrammaticalPlace::Oblique => F::Oblique,
            GrammaticalPlace::Modifier => F::Modifier,
            GrammaticalPlace::Other => F::Elsewhere,
        },
        1.0,
    );
    see(F::SamePlace, flag(earlier.place == phrase.place));
    see(F::SubjectToSubject, flag(earlier.place == phrase.place && phrase.place == GrammaticalPlace::Subject));
    see(F::ToPossessor, flag(phrase.place == GrammaticalPlace::Possessor && apart == 0));
    let is_subject = earlier.place == GrammaticalPlace::Subject;
    see(F::SubjectToPossessor, flag(is_subject && phrase.place == GrammaticalPlace::Possessor && apart == 0));
    see(F::SubjectToObject, flag(is_subject && phrase.place == GrammaticalPlace::Object && apart == 0));
    see(
        match earlier.kind {
            MentionKind::Name => F::Name,
            MentionKind::Nominal => F::Description,
            MentionKind::Pronoun => F::Pronoun,
        },
        1.0,
    );
    let same_word = earlier.pronoun.is_some_and(|other| other.gender == pronoun.gender && other.kind == pronoun.kind);
    see(F::SamePronoun, flag(same_word));
    see(F::Named, flag(!known.names.is_empty() || known.actor.is_some()));
    see(F::Mentions, (known.phrases.len() as f32).ln());
    let first = &reading.phrases[known.earliest[0]];
    see(F::Opens, flag(first.sentence == 0 && first.place == GrammaticalPlace::Subject));
    see(F::GenderKnown, flag(known.gender != Gender::Unknown && known.gender == pronoun.gender));
    see(F::ByEnding, by_ending(reading, known.gender, earlier, pronoun.gender));
    let class = class_of(known.class, earlier);
    match (pronoun.kind, pronoun.number) {
        (PronounKind::Thing, _) => see(
            match class {
                Class::Body => F::ItBody,
                Class::Country => F::ItCountry,
                Class::Place => F::ItPlace,
                Class::Thing => F::ItThing,
                _ => F::ItUnknown,
            },
            1.0,
        ),
        (_, Number::Plural) => {
            let plural = earlier.number == Number::Plural || known.number == Number::Plural;
            see(
                match class {
                    Class::Person if plural => F::TheyPeople,
                    Class::Thing if plural => F::TheyThings,
                    Class::Body if plural => F::TheyBodies,
                    _ if plural => F::TheyOthers,
                    Class::Body => F::TheyBody,
                    Class::Country => F::TheyCountry,
                    _ => F::TheyOne,
                },
                1.0,
            );
        }
        _ => see(if class == Class::Person { F::HePerson } else { F::HeOther }, 1.0),
    }
    // "Dorn said he ...": the subject of a verb above the pronoun.
    let verb = document.head(earlier.head).filter(|_| is_subject);
    let governs =
        apart == 0 && verb.is_some_and(|verb| document.ancestors(phrase.head).take(12).any(|above| above == verb));
    see(F::Governs, flag(governs));
    let own_clause = governs && document.ancestors(phrase.head).take(3).any(|above| Some(above) == verb);
    see(F::GovernsNear, flag(own_clause));
    // The subject of the sentence rather than that of a clause inside it.
    let is_matrix = verb.is_some_and(|verb| document.token(verb).deprel.is_any(&["root", "parataxis"]));
    see(F::Matrix, flag(is_matrix));
    see(F::MatrixBefore, flag(is_matrix && apart == 1));
    // "Some officials complained that their contacts ... They said": who spoke speaks on.
    let speaks = |head: TokenId| {
        let verb = document.head(head).filter(|_| document.token(head).deprel.is("nsubj"));
        verb.is_some_and(|verb| lists::SPEAKING.has(document.lemma(verb)))
    };
    let spoke = is_matrix && speaks(earlier.head);
    see(F::SpeaksOn, flag(spoke && apart > 0 && speaks(phrase.head)));
    // "US officials": a nationality before a noun is seldom what a pronoun takes up.
    let before_noun = document.token(earlier.head).deprel.is_any(&["amod", "compound"]);
    see(F::NameBeforeNoun, flag(earlier.place == GrammaticalPlace::Modifier && earlier.name.is_some() && before_noun));
    // "Dorn's mother said she": within a larger phrase.
    let inside = document.token(earlier.head).deprel.is_any(&["nmod", "nmod:poss", "conj", "appos"]);
    see(F::Inside, flag(inside));
    seen
}

/// Where no list knows the name: more women than men have names in -a, -ie or -elle. 1 for the pronoun's gender, -1 against it.
fn by_ending(reading: &CorefState<'_>, known: Gender, earlier: &Phrase, wanted: Gender) -> f32 {
    let Some(named) = earlier.name.filter(|_| known == Gender::Unknown && wanted != Gender::Unknown) else {
        return 0.0;
    };
    let tokens = &reading.names[named].tokens;
    if tokens.len() < 2 {
        return 0.0;
    }
    let given = reading.document.form(TokenId(tokens.start));
    let hers = lists::HER_ENDINGS.ends(given);
    if hers == (wanted == Gender::Female) { 1.0 } else { -1.0 }
}

/// What another, earlier mention adds.
fn again(_: &CorefState<'_>, phrase: &Phrase, earlier: &Phrase, seen: &mut Seen) {
    let apart = phrase.sentence - earlier.sentence;
    let is_subject = earlier.place == GrammaticalPlace::Subject;
    let mut mark = |feature: Feature| seen[feature as usize] = 1.0;
    if is_subject && apart == 0 {
        mark(Feature::AlsoSubject);
    }
    if is_subject && apart == 1 {
        mark(Feature::AlsoSubjectBefore);
    }
    if apart == 1 {
        mark(Feature::AlsoBefore);
    }
}
